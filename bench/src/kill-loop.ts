import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { headerOf, verifyLog, type EventStore } from '@wardbook/event-sourcing';
import { postgresEventStore } from '@wardbook/event-store-postgres';
import { postgresServer } from '@wardbook/event-store-postgres/testing';
import { sqliteEventStore } from '@wardbook/event-store-sqlite';

const CALLERS = 16;

interface Acknowledged {
  readonly caller: number;
  readonly number: number;
  readonly stream: string;
  /** Of the last event of the command. */
  readonly revision: number;
  readonly eventIds: readonly string[];
}

/** What a loop of kills left behind. Everything but `kills`, `acknowledged` and `events` must be zero. */
export interface KillReport {
  readonly store: string;
  readonly kills: number;
  readonly acknowledged: number;
  readonly events: number;
  /** Acknowledged events that are not where the acknowledgement says. */
  readonly lost: number;
  /** Commands that are on record more than once, or in part. */
  readonly doubled: number;
  /** Why the log does not verify: a gap in a stream's revisions is one reason. */
  readonly broken: string | null;
}

/**
 * Starts a writer, kills it with SIGKILL amid its work, and does so again; a command whose acknowledgement was never
 * heard is sent once more by the next writer. This process journals the acknowledgements and compares at the end.
 */
export const killLoop = async (kind: 'sqlite' | 'postgres', kills: number): Promise<KillReport> => {
  const folder = mkdtempSync(join(tmpdir(), 'wardbook-kills-'));
  const server = kind === 'postgres' ? await postgresServer() : undefined;
  const address = server ? await server.freshDatabase() : join(folder, 'log.db');
  const journal = join(folder, 'journal');
  const next = Array.from({ length: CALLERS }, () => 1);
  try {
    for (let kill = 0; kill < kills; kill += 1) await writeUntilKilled(kind, address, journal, next);
    const store = await (kind === 'postgres' ? postgresEventStore(address) : sqliteEventStore(address));
    const report = await compare(store, journal);
    await store.close();
    return { store: kind, kills, ...report };
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true });
  }
};

const writeUntilKilled = async (
  kind: string,
  address: string,
  journal: string,
  next: number[],
): Promise<void> => {
  const writer = spawn(
    process.execPath,
    [
      '--conditions=@wardbook/source',
      '--no-warnings',
      join(import.meta.dirname, 'kill-loop-writer.ts'),
      kind,
      address,
      JSON.stringify(next),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const gone = once(writer, 'exit');
  let killing: NodeJS.Timeout | undefined;
  for await (const line of createInterface({ input: writer.stdout })) {
    appendFileSync(journal, `${line}\n`);
    const { caller, number } = JSON.parse(line) as Acknowledged;
    next[caller] = number + 1;
    killing ??= setTimeout(() => writer.kill('SIGKILL'), Math.random() * LONGEST_LIFE_IN_MILLISECONDS);
  }
  const [, signal] = (await gone) as [number | null, string | null];
  clearTimeout(killing);
  if (signal !== 'SIGKILL') throw new TypeError('The writer ended by itself.');
};

const LONGEST_LIFE_IN_MILLISECONDS = 100;

const compare = async (
  store: EventStore,
  journal: string,
): Promise<Pick<KillReport, 'acknowledged' | 'events' | 'lost' | 'doubled' | 'broken'>> => {
  const acknowledged = readFileSync(journal, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Acknowledged);
  const placeById = new Map<string, string>();
  const timesRecorded = new Map<string, number>();
  let events = 0;
  for (let after = 0n; ;) {
    const page = await store.readLog({ after, limit: 1_000 });
    for (const event of page) {
      const { commandId } = headerOf(event);
      placeById.set(event.id, `${event.stream}/${String(event.revision)}`);
      timesRecorded.set(commandId, (timesRecorded.get(commandId) ?? 0) + 1);
      events += 1;
      after = event.position;
    }
    if (page.length < 1_000) break;
  }
  const isLost = ({ stream, revision, eventIds }: Acknowledged): boolean =>
    eventIds.some(
      (id, index) => placeById.get(id) !== `${stream}/${String(revision - eventIds.length + 1 + index)}`,
    );
  const { broken } = await verifyLog(store);
  return {
    acknowledged: acknowledged.length,
    events,
    lost: acknowledged.filter(isLost).length,
    doubled: [...timesRecorded].filter(([commandId, times]) => times !== timesExpected(commandId)).length,
    broken: broken?.message ?? null,
  };
};

const timesExpected = (commandId: string): number => (Number(commandId.split('/')[1]) % 5 === 0 ? 3 : 1);
