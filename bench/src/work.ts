/** What a candidate does over and over, on a database of its own. */
export interface Work {
  /** Once, by one of the callers; resolves when what it wrote is durable. */
  turn(caller: number): Promise<unknown>;
  /** Resolves when all that the turns set off is done, too: it is timed with them. */
  settled?(): Promise<void>;
  /** CPU microseconds so far of the process that does the work, where that is not this one. */
  cpu?(): Promise<number>;
  /** Events that the database holds, read back from it. */
  stored(): Promise<number>;
  /** Whether an append that expects an older revision, and one that expects no stream, are both refused; for one that appends. */
  refusesStale?(): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens a candidate at a folder, or at the address of an empty database. */
export type Candidate = (place: string) => Promise<Work>;

/** How one figure loads its candidates. */
export interface Load {
  readonly callers: number;
  /** Turns that are not timed: the compiler gets warm, every caller's stream begins. */
  readonly warmUp: number;
  /** The run ends after so many turns, */
  readonly most: number;
  /** or so many seconds. */
  readonly seconds: number;
  /** Events in the database before the first turn. */
  readonly before: number;
  /** Events that one turn adds; 0 for one that reads. */
  readonly adds: number;
  /** Units that one turn counts for. */
  readonly counts: number;
}

/** How fast a candidate was, and what that took. */
export interface Measured {
  /** Units per second. */
  readonly perSecond: number;
  /** Of the process that does the work, all its threads, for one unit. */
  readonly cpuMicroseconds: number;
}

/** Throws when the candidate lost, added or accepted what it must not have. */
export const measured = async (work: Work, load: Load): Promise<Measured> => {
  const cpu = (): Promise<number> => work.cpu?.() ?? ownCpu();
  const warm = await turns(work, load.callers, load.warmUp, Number.POSITIVE_INFINITY);
  await work.settled?.();
  const [start, cpuBefore] = [performance.now(), await cpu()];
  const timed = await turns(work, load.callers, load.most, start + load.seconds * 1_000);
  await work.settled?.();
  const seconds = (performance.now() - start) / 1_000;
  const microseconds = (await cpu()) - cpuBefore;
  await check(work, load.before + (warm + timed) * load.adds);
  const units = timed * load.counts;
  return { perSecond: units / seconds, cpuMicroseconds: microseconds / units };
};

const ownCpu = async (): Promise<number> => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const turns = async (work: Work, callers: number, most: number, deadline: number): Promise<number> => {
  let begun = 0;
  const call = async (caller: number): Promise<void> => {
    while (begun < most && performance.now() < deadline) {
      begun += 1;
      await work.turn(caller);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  return begun;
};

const check = async (work: Work, expected: number): Promise<void> => {
  const stored = await work.stored();
  if (stored !== expected)
    throw new Error(`${String(stored)} events are stored instead of ${String(expected)}.`);
  if (work.refusesStale && !(await work.refusesStale()))
    throw new Error('A stale expected version was accepted.');
};
