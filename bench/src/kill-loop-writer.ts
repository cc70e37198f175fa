import { writeSync } from 'node:fs';
import {
  event,
  handler,
  z,
  type Command,
  type Decider,
  type EventOf,
  type EventStore,
} from '@wardbook/event-sourcing';
import { postgresEventStore } from '@wardbook/event-store-postgres';
import { sqliteEventStore } from '@wardbook/event-store-sqlite';

const noted = event('Noted', { number: z.int() });
const events = [noted] as const;
type Note = Command & { readonly type: 'Note'; readonly number: number; readonly times: number };

const notebook: Decider<Note, EventOf<(typeof events)[number]>, null> = {
  name: 'notebook',
  initial: null,
  events,
  facts: {},
  decide: { Note: ({ number, times }) => Array.from({ length: times }, () => noted({ number })) },
  evolve: { Noted: () => null },
};

/** Commands as fast as they are acknowledged, from every caller, until somebody kills this process. */
const [kind, address = '', next = '[]'] = process.argv.slice(2);

const open = async (): Promise<EventStore> =>
  kind === 'postgres' ? postgresEventStore(address) : sqliteEventStore(address);

const handle = handler(await open());

const call = async (caller: number, first: number): Promise<never> => {
  for (let number = first; ; number += 1) {
    const command = { type: 'Note', number, times: number % 5 === 0 ? 3 : 1 } as const;
    const { receipt } = await handle(notebook, String(caller % 4), command, {
      by: { id: 'actor-1', role: 'OFFICER', agency: 'police' },
      clientId: 'kill-loop',
      commandId: `${String(caller)}/${String(number)}`,
      correlationId: 'kill-loop',
      fingerprint: number,
    });
    if (!receipt) throw new TypeError('A command was refused.');
    const { stream, revision, eventIds } = receipt;
    // A pipe is written at once: what the journal hears was acknowledged before the kill.
    writeSync(1, `${JSON.stringify({ caller, number, stream, revision, eventIds })}\n`);
  }
};

await Promise.all((JSON.parse(next) as number[]).map((first, caller) => call(caller, first)));
