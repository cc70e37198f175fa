import { execFileSync } from 'node:child_process';
import { readdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { deserialize } from 'node:v8';
import {
  deterministicId,
  event,
  handler,
  publicText,
  StoreUnavailable,
  verifyLog,
  WrongExpectedRevision,
  type Command,
  type Decider,
  type EventStore,
  type Handled,
} from '@wardbook/event-sourcing';
import { accessLog, accessLogRead } from '@wardbook/personal-data';
import { groupCommit } from '../group-commit.ts';
import { logWriter, type Append } from '../log-writer.ts';
import { readOnlyLog } from '../read-only-log.ts';
import { LOG } from '../schema.ts';
import { openFile } from '../sqlite-file.ts';
import { sqliteEventStore } from '../sqlite-event-store.ts';

// A process of its own, for what only processes can do to each other and to themselves. Run by `runStore` with a
// scenario, a file and further arguments; it prints what came of it as JSON.

/** Writes to one stream that others write to as well, and to one of its own. */
const race = async (file: string, name: string, count: string): Promise<object> => {
  const store = sqliteEventStore(file);
  const handle = handler(store);
  const positions: string[] = [];
  for (let round = 0; round < Number(count); round += 1)
    for (const id of ['shared', name]) positions.push(await noted(handle, id, `${name} ${String(round)}`));
  await store.close();
  return { positions };
};

/** Appends what it is given, one group after the other, and kills itself before the n-th statement. */
const crash = async (file: string, statement: string, groups: string): Promise<object> => {
  let statements = 0;
  const db = openFile(file, LOG, () => {
    statements += 1;
    if (statements === Number(statement)) process.kill(process.pid, 'SIGKILL');
  });
  const appends = groupCommit(logWriter(db));
  const opened = statements;
  for (const group of deserialize(Buffer.from(groups, 'base64')) as readonly Append[][])
    await Promise.allSettled(group.map((append) => appends.add(append)));
  db.close();
  return { opened, statements };
};

/** Appends until the disk takes no more, has a shell make room (`$0` is this process), and goes on with the same store. */
const fill = async (file: string, makeRoom: string): Promise<object> => {
  const store = sqliteEventStore(file);
  const handle = handler(store);
  const add = (): Promise<string> => noted(handle, 'full', 'x'.repeat(20_000));
  const before = await untilRefused(add);
  const again = await untilRefused(add);
  const whileFull = await found(store);
  execFileSync('sh', ['-c', makeRoom, String(process.pid)]);
  for (let more = 0; more < 3; more += 1) await add();
  const afterwards = await found(store);
  await store.close();
  const reopened = sqliteEventStore(file);
  const anew = await found(reopened);
  await reopened.close();
  return { before, again, whileFull, afterwards, anew };
};

/** Many write to the access log at once, until the process kills itself in the middle; prints who was answered. */
const access = async (file: string, readers: string, killAfter: string): Promise<object> => {
  const record = accessLog(sqliteEventStore(file), Date.now);
  const answered: string[] = [];
  const reader = async (name: string): Promise<void> => {
    for (let turn = 0; ; turn += 1) {
      const correlationId = `${name}-${String(turn)}`;
      await record(
        { id: name, role: 'OFFICER', agency: 'police' },
        correlationId,
        accessLogRead({ purpose: 'AUDIT', count: turn }),
      );
      answered.push(correlationId);
      if (answered.length < Number(killAfter)) continue;
      writeSync(1, JSON.stringify({ answered }));
      process.kill(process.pid, 'SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: Number(readers) }, (_, index) => reader(`member-${String(index)}`)));
  return {};
};

/** Reads a log as an auditor does, and looks what stands in the temporary folder meanwhile. */
const audit = async (file: string): Promise<object> => {
  const log = await readOnlyLog(file);
  const { events } = await verifyLog(log);
  const inTemporaryFolder = readdirSync(tmpdir());
  await log.close();
  return { events, inTemporaryFolder };
};

const untilRefused = async (add: () => Promise<string>): Promise<object> => {
  for (let accepted = 0; accepted < 1_000; accepted += 1)
    try {
      await add();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      return { accepted, message: error.message, retryable: error.retryable };
    }
  throw new Error('The disk took everything.');
};

const found = async (store: EventStore): Promise<object> => {
  const { events, broken } = await verifyLog(store);
  return { events, readable: (await store.readStream('note-full')).length, broken: broken !== undefined };
};

const textNoted = event('Noted', { text: publicText(1_000_000) });
type Note = Command & { readonly type: 'Note'; readonly text: string };

const note: Decider<Note, ReturnType<typeof textNoted>, number> = {
  name: 'note',
  initial: 0,
  events: [textNoted],
  evolve: { Noted: (count) => count + 1 },
  facts: {},
  decide: { Note: ({ text }) => [textNoted({ text })] },
};

/** The position of a note; whoever loses a race three times tries again. */
const noted = async (handle: ReturnType<typeof handler>, id: string, text: string): Promise<string> => {
  const commandId = deterministicId(id, text, String(Math.random()));
  for (;;)
    try {
      const command = { type: 'Note', text, at: new Date(Date.now() - 1).toISOString() } as const;
      const { receipt }: Handled = await handle(note, id, command, {
        actor: { id: 'actor-1', role: 'OFFICER', agency: 'police' },
        clientId: 'client-1',
        commandId,
        correlationId: commandId,
        content: { text },
      });
      return String(receipt?.position);
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
};

const SCENARIOS: Readonly<Record<string, (file: string, ...args: string[]) => Promise<object>>> = {
  race,
  crash,
  fill,
  audit,
  access,
};

const [scenario = '', file = '', ...args] = process.argv.slice(2);
console.log(JSON.stringify(await SCENARIOS[scenario]?.(file, ...args)));
