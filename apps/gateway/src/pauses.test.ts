import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { handler, verifyLog, type EventStore, type RecordedEvent } from '@wardbook/event-sourcing';
import { postgresServer } from '@wardbook/event-store-postgres/testing';
import { alarm, LEASE, storeIn, type Place, type Said } from './pauses.test.data.ts';

const PAUSES = Number(process.env['WARDBOOK_TEST_PAUSES'] ?? 6);
const PATIENCE = 20_000;
const SCRIPT = fileURLToPath(new URL('./pauses-process.test.data.ts', import.meta.url));

/** A process that runs the bell. */
interface Runner {
  readonly name: string;
  readonly child: ChildProcessWithoutNullStreams;
  readonly said: Said[];
  complaint: string;
}

const started = ({ kind, at }: Place, name: string): Runner => {
  const node = ['--conditions=@wardbook/source', '--no-warnings', SCRIPT, kind, at, name];
  const child = spawn(process.execPath, node, {
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] },
  });
  const runner: Runner = { name, child, said: [], complaint: '' };
  createInterface(child.stdout).on('line', (line) => {
    runner.said.push(JSON.parse(line) as Said);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    runner.complaint += text;
  });
  return runner;
};

/** The first answer that is not undefined. */
const until = async <T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> => {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(5);
  }
  throw new Error(`Waited in vain: ${what}.`);
};

const countOf = ({ data }: RecordedEvent): number => (JSON.parse(data) as { count: number }).count;
const ringsOf = (events: readonly RecordedEvent[]): readonly number[] =>
  events.filter(({ type }) => type === 'Rung').map(countOf);
const causeOf = ({ header }: RecordedEvent): string =>
  (JSON.parse(header) as { causationId: string }).causationId;

const everything = async (store: EventStore): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for (;;) {
    const page = await store.readLog({ after: events.at(-1)?.position ?? 0n, limit: 1_000 });
    events.push(...page);
    if (page.length < 1_000) return events;
  }
};

const PLACES: Readonly<Record<Place['kind'], () => Promise<Place & { remove(): Promise<void> }>>> = {
  sqlite: async () => {
    const at = mkdtempSync(join(tmpdir(), 'wardbook-pauses-'));
    return { kind: 'sqlite', at, remove: async () => rmSync(at, { recursive: true }) };
  },
  postgres: async () => {
    const server = await postgresServer();
    return { kind: 'postgres', at: await server.freshDatabase(), remove: () => server.stop() };
  },
};

describe.each(Object.entries(PLACES))('two gateways on one %s log', (_, open) => {
  test(
    `E-03: of ${String(PAUSES)} pauses past the lease, whenever they come, none invents an effect and none loses one`,
    async () => {
      const place = await open();
      const store = await storeIn(place);
      const handle = handler(store);
      const runners = ['one', 'two'].map((name) => started(place, name));
      let commands = 0;
      const arm = async (id: string): Promise<void> => {
        const commandId = `arm-${String((commands += 1))}`;
        await handle(
          alarm,
          id,
          { type: 'Arm' },
          {
            by: { id: 'actor-1', role: 'OFFICER', agency: 'police' },
            occurredAt: new Date(Date.now() - 1).toISOString(),
            clientId: 'client-1',
            commandId,
            correlationId: commandId,
            fingerprint: null,
          },
        );
      };
      const armAll = (prefix: string): Promise<unknown> =>
        Promise.all(Array.from({ length: 6 }, (__, index) => arm(`${prefix}.${String(index)}`)));
      const owner = async (): Promise<Runner | undefined> => {
        const events = await store.readStream('process-bell', { backward: true });
        const taken = events.find(({ type }) => type === 'ProcessTakenOver');
        const name = taken && (JSON.parse(taken.data) as { runner: string }).runner;
        return runners.find((runner) => runner.name === name);
      };
      const whoIsAbout = (stream: string): readonly Runner[] =>
        runners.filter(({ said }) => said.some((one) => 'about' in one && one.about === stream));
      const conclusive: string[] = [];

      /** Stopped between what it decided and what it writes, until another gateway did it and more besides. */
      const pauseInTheMiddle = async (id: string): Promise<void> => {
        const stream = `alarm-${id}`;
        await arm(id);
        const paused = await until('who is about to ring', () => whoIsAbout(stream)[0]);
        paused.child.kill('SIGSTOP');
        await arm(id);
        await until('the other rings', async () => {
          // Who was slower than a lease to be stopped had a heir who knew no better: that is no fault, and no proof.
          for (const heir of whoIsAbout(stream)) if (heir !== paused) heir.child.stdin.write(`${stream}\n`);
          const rings = ringsOf(await store.readStream(stream));
          return rings.includes(2) || (whoIsAbout(stream).length > 1 && rings.length > 0) ? rings : undefined;
        });
        paused.child.kill('SIGCONT');
        paused.child.stdin.write(`${stream}\n`);
        const outcome = await until('what the log says', () =>
          paused.said.find(
            (one) =>
              ('appended' in one && one.appended === stream) || ('refused' in one && one.refused === stream),
          ),
        );
        // That heir may have rung for the first arming alone, after the second: a third has it ring again.
        if (whoIsAbout(stream).length > 1) return arm(id);
        expect({ id, ...outcome }).toEqual({ id, refused: stream, by: 'process-bell' });
        conclusive.push(id);
      };
      /** Stopped wherever it is. */
      const pauseAnywhere = async (id: string): Promise<void> => {
        const before = armAll(`${id}.before`);
        await pause(Math.random() * 200);
        const paused = await until('who runs the bell', owner);
        paused.child.kill('SIGSTOP');
        // Whoever stopped in the middle of a commit holds SQLite's lock, and all others wait.
        const meanwhile = armAll(`${id}.meanwhile`);
        await pause(LEASE * (1.2 + Math.random()));
        paused.child.kill('SIGCONT');
        await Promise.all([before, meanwhile]);
        await armAll(`${id}.after`);
      };

      try {
        await until('who runs the bell', owner);
        for (let round = 0; round < PAUSES; round += 1)
          await (round % 2 === 0
            ? pauseInTheMiddle(`gated-${String(round)}`)
            : pauseAnywhere(`free-${String(round)}`));
        const quiet = async (): Promise<readonly RecordedEvent[] | undefined> => {
          const log = await everything(store);
          const armedIn = new Set(log.filter(({ type }) => type === 'Armed').map(({ stream }) => stream));
          const done = [...armedIn].every((stream) => {
            const own = log.filter((event) => event.stream === stream);
            return ringsOf(own).includes(own.filter(({ type }) => type === 'Armed').length);
          });
          return done && log.filter(({ type }) => type === 'Echoed').length >= commands ? log : undefined;
        };
        await until('all alarms have rung', quiet);
        // Whoever would ring once more has the time to.
        await pause(3 * LEASE);
      } finally {
        for (const { child } of runners) {
          child.kill('SIGCONT');
          child.stdin.end();
        }
        const killing = setTimeout(() => {
          for (const { child } of runners) child.kill('SIGKILL');
        }, PATIENCE);
        for (const { child } of runners) if (child.exitCode === null) await once(child, 'exit');
        clearTimeout(killing);
      }

      const log = await everything(store);
      expect(runners.map(({ complaint, child }) => [complaint, child.exitCode])).toEqual([
        ['', 0],
        ['', 0],
      ]);
      const causes = log.filter(({ type }) => type === 'Armed').map(({ id }) => id);
      expect(causes).toHaveLength(commands);
      expect(
        log
          .filter(({ type }) => type === 'Echoed')
          .map(causeOf)
          .sort(),
      ).toEqual([...causes].sort());
      for (const stream of new Set(log.filter(({ type }) => type === 'Armed').map((event) => event.stream))) {
        const rings = ringsOf(log.filter((event) => event.stream === stream));
        const expected = stream.startsWith('alarm-free') ? [1] : [2];
        if (!stream.startsWith('alarm-gated') || conclusive.includes(stream.slice('alarm-'.length)))
          expect({ stream, rings }).toEqual({ stream, rings: expected });
        else expect([...new Set(rings)]).toEqual(rings);
      }
      expect(conclusive.length).toBeGreaterThan(0);
      const takeovers = log.filter(({ type }) => type === 'ProcessTakenOver').length;
      expect(takeovers).toBeGreaterThan(conclusive.length);
      expect((await verifyLog(store)).broken).toBeUndefined();
      await store.close();
      await place.remove();
      if (process.env['WARDBOOK_TEST_PAUSES'] !== undefined)
        process.stdout.write(
          `${place.kind}: ${String(PAUSES)} pauses (${String(conclusive.length)} between decision and append, all refused by the log), ${String(takeovers)} takeovers, ${String(commands)} causes, ${String(causes.length)} effects, none twice, none missing\n`,
        );
    },
    PATIENCE + PAUSES * 20_000,
  );
});
