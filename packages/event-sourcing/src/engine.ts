import { appOf, type App } from './app.ts';
import { refuseNamesakes, type Domain, type Kinds } from './domain.ts';
import { StaleRead } from './errors.ts';
import type { EventStore, Position, ReadOnlyLog } from './event-store.ts';
import { logFeed } from './feed.ts';
import { handler, type Handle } from './handle.ts';
import { refuseForeignRows, whereProcessesBegin, type Beginning } from './opening.ts';
import type { ParkedKey } from './places.ts';
import { processLoop } from './process-loop.ts';
import type { RefusedOutgoing } from './process.ts';
import { viewUnderPrefix } from './prefix.ts';
import { savingTogether } from './saving.ts';
import { TEXT_REDACTED } from './sealed-text.ts';
import type { Sealer, TextKeeper } from './sealing.ts';
import { turns, type Turn } from './turns.ts';
import { viewFollower, type Following } from './view-follower.ts';
import type { AnyView } from './view.ts';
import type { Rows } from './rows.ts';

/** Everything that runs beside the requests: views that follow the log, and processes that act on it. */
export interface Engine<K extends Kinds = Kinds> {
  /** The domain's records, typed: `app.promise(id).send(…)`. */
  readonly app: App<K>;
  readonly handle: Handle;
  /** The rows of the domain's views, typed by them. */
  readonly rows: Pick<Rows, 'find' | 'list' | 'count'>;
  /** Resolves once every view has reached the position. Throws `StaleRead` after so many milliseconds, or at the stop. */
  caughtUp(position: Position, milliseconds: number): Promise<void>;
  /** The same for every process as well: what they send in answer to events up to there has been sent. */
  settled(position: Position, milliseconds: number): Promise<void>;
  /**
   * Every process that this engine runs looks at its deadlines now, by the engine's clock, knowing all that is on record
   * already. Resolves once what was due then has been sent; a process that another engine runs is left alone. Throws
   * what keeps a process from going on, `StoreUnavailable` for example.
   */
  tick(): Promise<void>;
  /** Why the engine is not keeping up now: the message of the last failure, until the next success. */
  trouble(): string | undefined;
  /** What every view and every process of this log had to set aside. */
  parked(): Promise<readonly Parked[]>;
  /** Finishes what is under way. The store and the rows stay open: they are their owner's to close. */
  stop(): Promise<void>;
}

/** A key that a view or a process set aside. */
export interface Parked extends ParkedKey {
  readonly follower: string;
  readonly kind: 'VIEW' | 'PROCESS';
}

/** What an engine runs on: a log, rows, and for a test a clock that it is told. */
export interface EngineParts extends Beginning {
  readonly store: EventStore;
  readonly rows: Rows;
  /** Default: none. */
  readonly views?: readonly AnyView[];
  /** UTC milliseconds. */
  readonly now?: () => number;
  readonly onRefused?: (refused: RefusedOutgoing) => void;
  readonly onParked?: (follower: string, parked: ParkedKey) => void;
  readonly sealer?: Sealer;
  /** For how many milliseconds a process is this engine's without a sign of life. Default 10,000. */
  readonly lease?: number;
  /** How time passes; a simulation has a way of its own. */
  readonly timing?: Partial<Timing>;
}

interface Timing {
  /** Runs something once after so many milliseconds; answers how to call it off. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly turn: Turn;
  /** Milliseconds since whenever, by a clock that nobody sets. */
  readonly elapsed: () => number;
  /** By chance: from 0, below 1. */
  readonly random: () => number;
  /** Tells one engine from all others, ever. */
  readonly runner: string;
}

const LEASE_IN_MILLISECONDS = 10_000;
// A quiet log costs one look a second.
const IDLE_IN_MILLISECONDS = 1_000;
const BACK_OFF_IN_MILLISECONDS = 250;
const IN_USE_IN_MILLISECONDS = 10 * 60 * 1_000;
// Longer ones fire at once.
const LONGEST_TIMER_IN_MILLISECONDS = 2 ** 31 - 1;

/**
 * Opens the rows, and begins to follow the log. Throws `StoreUnavailable` where the rows are of another log or of
 * another copy of it, and where nobody says where processes are to begin; `TypeError` for two views of one name.
 * @example
 * const engine = await startEngine(street, { store, rows, views: [lampBoard] });
 * const { receipt } = await engine.app.lamp('high-street-1').send({ type: 'InstallLamp', watts: 40 }, { by });
 * if (receipt) await engine.caughtUp(receipt.position, 5_000);
 * const broken = await engine.rows.list(lampBoard, { where: { broken: [1] }, limit: 10 });
 * await engine.stop();
 */
export const startEngine = async <K extends Kinds>(
  domain: Domain<K>,
  parts: EngineParts,
): Promise<Engine<K>> => {
  const { store, rows, sealer, lease = LEASE_IN_MILLISECONDS } = parts;
  const { prefix, notYet, striking, agency } = domain;
  const views = (parts.views ?? []).map((view) => viewUnderPrefix(view, prefix));
  const processes = domain.processes.map((process) => viewUnderPrefix(process, prefix));
  const { now = Date.now, onRefused = ignore, onParked = ignore } = parts;
  const timing: Timing = { ...realTiming(), ...parts.timing };
  const { after, turn, elapsed, random } = timing;
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => void after(milliseconds, resolve));
  const handle = handler(store, { now, pause, random, prefix, notYet, striking, ...(sealer && { sealer }) });
  const all = [...views, ...processes];
  refuseNamesakes('views or processes', all);
  await rows.open(all);
  await refuseForeignRows(store, rows, all, parts);
  const beginsAt = await whereProcessesBegin(store, rows, processes, parts);

  const feed = logFeed(store);
  const save = savingTogether(rows, turn);
  const following: Following = { store, rows, feed, save, turn, now, elapsed, onParked };
  const waiting = new Set<() => void>();
  const troubles = new Map<string, string>();
  const reached = new Map<string, Position>();
  let stopped = false;
  let ended = false;

  const keepUp = async (name: string, step: () => Promise<Position | undefined>): Promise<void> => {
    while (!stopped)
      try {
        const position = await step();
        troubles.delete(name);
        if (position !== undefined) reached.set(name, position);
        for (const check of waiting) check();
      } catch (error) {
        troubles.set(name, error instanceof Error ? error.message : String(error));
        await pause(BACK_OFF_IN_MILLISECONDS);
      }
  };
  const followView = (view: AnyView): Promise<void> => {
    const follower = viewFollower(view, following);
    let begun = false;
    return keepUp(view.name, async () => {
      if (!begun) await follower.begin();
      begun = true;
      return follower.step(IDLE_IN_MILLISECONDS);
    });
  };
  const followTexts = (texts: TextKeeper): Promise<void> => {
    let { from } = texts;
    return keepUp('words that are taken out', async () => {
      const { events, to } = await feed.next(from, IDLE_IN_MILLISECONDS);
      await texts.takeOut(events.filter(({ type }) => type === TEXT_REDACTED));
      from = to;
      return to;
    });
  };
  const processLoops = processes.map((process) => {
    const { runner } = timing;
    const begins = beginsAt.get(process.name) ?? 0n;
    const isAwaited = (): boolean => waiting.size > 0;
    const own = { handle, agency, onRefused, runner, beginsAt: begins, lease, pause, isAwaited };
    return { name: process.name, ...processLoop(process, { ...following, ...own }) };
  });
  const loops = [
    ...views.map(followView),
    ...(sealer?.texts ? [followTexts(sealer.texts)] : []),
    ...processLoops.map(({ name, step, release }) =>
      keepUp(name, step).finally(() => release().catch(ignore)),
    ),
  ];
  let forget: () => void = ignore;
  const sayInUse = (): void => {
    forget = after(IN_USE_IN_MILLISECONDS, () => {
      void rows.open(all).catch(ignore);
      sayInUse();
    });
  };
  sayInUse();

  const wait = (names: readonly string[], position: Position, milliseconds: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const slowest = (): Position =>
        names.map((name) => reached.get(name) ?? 0n).reduce((a, b) => (a < b ? a : b), position);
      const done = (settle: () => void): void => {
        callOff();
        waiting.delete(check);
        settle();
      };
      const check = (): void => {
        if (slowest() >= position) done(resolve);
        // Nobody goes on: its timer would keep the process alive.
        else if (ended) giveUp();
      };
      const giveUp = (): void => {
        done(() => {
          reject(new StaleRead(position, slowest()));
        });
      };
      const callOff = after(Math.min(milliseconds, LONGEST_TIMER_IN_MILLISECONDS), giveUp);
      waiting.add(check);
      check();
    });
  const names = (followers: readonly AnyView[]): readonly string[] => followers.map(({ name }) => name);

  const named = <V extends AnyView>(view: V): V => viewUnderPrefix(view, prefix);
  return {
    app: appOf(domain, { store, handle }),
    handle,
    rows: {
      find: (view, keys) => rows.find(named(view), keys),
      list: (view, query) => rows.list(named(view), query),
      count: (view, query) => rows.count(named(view), query),
    },
    tick: async () => {
      const head = await store.head();
      const ticks = processLoops.map(({ tick }) => tick(head));
      feed.wake();
      await Promise.all(ticks);
    },
    trouble: () => [...troubles.entries()].map(([name, message]) => `${name}: ${message}`)[0],
    parked: async () => [...(await parkedByViews(rows, views)), ...(await parkedByProcesses(store))],
    caughtUp: (position, milliseconds) => wait(names(views), position, milliseconds),
    settled: (position, milliseconds) => wait(names(all), position, milliseconds),
    stop: async () => {
      stopped = true;
      forget();
      feed.stop();
      await Promise.all(loops);
      ended = true;
      for (const check of waiting) check();
    },
  };
};

const ignore = (): void => undefined;

const realTiming = (): Timing => ({
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  turn: turns(),
  elapsed: () => performance.now(),
  random: Math.random,
  runner: crypto.randomUUID(),
});

const parkedByViews = async (rows: Rows, views: readonly AnyView[]): Promise<readonly Parked[]> =>
  (
    await Promise.all(
      views.map(async (view) =>
        (await rows.parked(view)).map((one) => ({ ...one, follower: view.name, kind: 'VIEW' as const })),
      ),
    )
  ).flat();

/**
 * What processes had to set aside: kept with the log, whoever runs them.
 * @example
 * for (const { follower, key, reason } of await parkedByProcesses(store)) console.log(follower, key, reason);
 */
export const parkedByProcesses = async (store: Pick<ReadOnlyLog, 'places'>): Promise<readonly Parked[]> =>
  (await store.places.list()).flatMap(({ process, parked }) =>
    parked.map((one) => ({ ...one, follower: process, kind: 'PROCESS' as const })),
  );
