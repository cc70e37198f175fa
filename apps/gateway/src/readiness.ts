import type { Engine, EventStore } from '@wardbook/event-sourcing';

/** What an operator reads: never a value that somebody sent. */
export interface OperatorLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  info(fields: object, message: string): void;
}

/** What `/readyz` answers. */
interface ReadinessAnswer {
  readonly status: 'ready' | 'catching up' | 'behind' | 'not writing' | 'not identifying';
  /** How many keys are parked, by view or process; absent while there are none. */
  readonly parked?: Readonly<Record<string, number>>;
}

/** Whether this gateway can do what it is for, as far as it knows. */
export interface Readiness {
  now(): Promise<ReadinessAnswer>;
  /** The read models have caught up with the log for the first time. */
  caughtUp(): void;
  stop(): void;
}

/** What knows by itself why it cannot do its part now. */
type Troubled = Pick<EventStore, 'trouble'>;

interface NeededOnes {
  /** Stores, and watches over their clocks. */
  readonly writing: readonly Troubled[];
  /** What says who asks. */
  readonly identity: Troubled;
}

const LOOK_IN_MILLISECONDS = 1_000;

/** Says so in the log, once, when writing or keeping up turns impossible, and when it turns back. */
export const readiness = (
  engine: Pick<Engine, 'trouble' | 'parked'>,
  { writing, identity }: NeededOnes,
  log: OperatorLog,
): Readiness => {
  let begun = false;
  let said: string | undefined;
  const cannotWrite = (): string | undefined =>
    writing.map((one) => one.trouble?.()).find((reason) => reason !== undefined);
  const look = (): void => {
    const trouble = cannotWrite() ?? identity.trouble?.() ?? engine.trouble();
    if ((trouble === undefined) === (said === undefined)) return;
    said = trouble;
    if (trouble === undefined) log.info({}, 'ready again');
    else log.error({ trouble }, 'not ready');
  };
  const timer = setInterval(look, LOOK_IN_MILLISECONDS);
  timer.unref();
  return {
    now: async () => {
      look();
      const parked = countedBy((await engine.parked().catch(() => [])).map(({ follower }) => follower));
      return {
        status: statusOf(begun, {
          'not writing': cannotWrite(),
          'not identifying': identity.trouble?.(),
          behind: engine.trouble(),
        }),
        ...(Object.keys(parked).length > 0 && { parked }),
      };
    },
    caughtUp: () => {
      begun = true;
    },
    stop: () => clearInterval(timer),
  };
};

const statusOf = (
  begun: boolean,
  trouble: Readonly<Record<'not writing' | 'not identifying' | 'behind', string | undefined>>,
): ReadinessAnswer['status'] => {
  if (trouble['not writing'] !== undefined) return 'not writing';
  if (trouble['not identifying'] !== undefined) return 'not identifying';
  if (!begun) return 'catching up';
  return trouble.behind === undefined ? 'ready' : 'behind';
};

const countedBy = (names: readonly string[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
};
