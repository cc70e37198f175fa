import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
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
import type { Append } from '../append.ts';
import { groupCommit } from '../group-commit.ts';
import { logWriter } from '../log-writer.ts';
import { readOnlyLog } from '../read-only-log.ts';
import { LOG } from '../migrations.ts';
import { openFile } from '../sqlite-file.ts';
import { sqliteEventStore } from '../sqlite-event-store.ts';
import { wideView } from './wide-view.ts';

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

/** Reads page after page, without a break, until the stream `note-end` is there. Tells how much it read. */
const read = async (file: string, started: string): Promise<object> => {
  const store = sqliteEventStore(file);
  let events = 0;
  let after = 0n;
  for (let ended = false; !ended;) {
    const page = await store.readLog({ after, limit: 500 });
    if (events === 0 && page.length > 0) writeFileSync(started, '');
    events += page.length;
    after = page.at(-1)?.position ?? 0n;
    ended = page.some(({ stream }) => stream === 'note-end');
  }
  await store.close();
  return { events };
};

/** Counts rows, without a break, until the row `row-end` is there. */
const countRows = async (file: string, started: string): Promise<object> => {
  // Only here: other scenarios start a process many times.
  const { sqliteRows } = await import('../sqlite-rows.ts');
  const rows = sqliteRows(file);
  await rows.open([wideView]);
  let counts = 0;
  for (let ended = false; !ended; counts += 1) {
    await rows.count(wideView, { limit: 1_000_000 });
    if (counts === 0) writeFileSync(started, '');
    ended = (await rows.find(wideView, ['row-end'])).length > 0;
  }
  await rows.close();
  return { counts };
};

/**
 * Appends until the disk takes no more, and waits for what the store says of itself: while it is full, and after a
 * shell made room (`$0` is this process), with nobody appending.
 */
const recover = async (file: string, makeRoom: string): Promise<object> => {
  const store = sqliteEventStore(file);
  const handle = handler(store);
  const add = (): Promise<string> => noted(handle, 'full', 'x'.repeat(20_000));
  const before = store.trouble?.() ?? null;
  await untilRefused(add);
  const atOnce = store.trouble?.() ?? null;
  await pause(2_500);
  const later = store.trouble?.() ?? null;
  execFileSync('sh', ['-c', makeRoom, String(process.pid)]);
  const patience = Date.now() + 20_000;
  while (store.trouble?.() !== undefined && Date.now() < patience) await pause(20);
  const afterwards = store.trouble?.() ?? null;
  await add();
  const { events, broken } = await found(store);
  await store.close();
  return { before, atOnce, later, afterwards, broken, probes: (await foundIn(file)) - events };
};

/** Fills the disk with all four files open, and leaves while it is full and appends are under way. */
const leave = async (folder: string): Promise<object> => {
  const { sqliteFolder } = await import('../sqlite-folder.ts');
  const parts = sqliteFolder(folder);
  const handle = handler(parts.store);
  let accepted = 0;
  const add = async (): Promise<string> => {
    const position = await noted(handle, 'full', 'x'.repeat(20_000));
    accepted += 1;
    return position;
  };
  const { message } = await untilRefused(add);
  const late = Promise.allSettled([add(), add()]);
  await Promise.all([parts.store, parts.rows, parts.keys, parts.access].map((part) => part.close()));
  return { accepted, message, late: (await late).map(({ status }) => status) };
};

const foundIn = async (file: string): Promise<number> => {
  const store = sqliteEventStore(file);
  const { events } = await verifyLog(store);
  await store.close();
  return events;
};

const untilRefused = async (add: () => Promise<string>): Promise<Refused> => {
  for (let accepted = 0; accepted < 1_000; accepted += 1)
    try {
      await add();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      return { accepted, message: error.message, retryable: error.retryable };
    }
  throw new Error('The disk took everything.');
};

interface Found {
  readonly events: number;
  readonly readable: number;
  readonly broken: boolean;
}

interface Refused {
  readonly accepted: number;
  readonly message: string;
  readonly retryable: boolean;
}

const found = async (store: EventStore): Promise<Found> => {
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
      const command = { type: 'Note', text } as const;
      const { receipt }: Handled = await handle(note, id, command, {
        by: { id: 'actor-1', role: 'OFFICER', agency: 'police' },
        occurredAt: new Date(Date.now() - 1).toISOString(),
        clientId: 'client-1',
        commandId,
        correlationId: commandId,
        fingerprint: { text },
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
  read,
  countRows,
  recover,
  leave,
};

const [scenario = '', file = '', ...args] = process.argv.slice(2);
console.log(JSON.stringify(await SCENARIOS[scenario]?.(file, ...args)));
