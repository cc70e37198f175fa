import {
  AHEAD_BY,
  aheadOf,
  correctClock,
  positionKnownAt,
  StoreUnavailable,
  type Actor,
  type EventStore,
  type StoreClock,
} from '@wardbook/event-sourcing';

/** How a log stands to its store's clock, as an operator reads it. */
export const clockReport = async (store: EventStore): Promise<readonly string[]> => {
  const clock = await clockOf(store);
  const lines = [
    `the store's clock shows ${shown(clock.now)}; the newest event was recorded at ${clock.greatest ?? '(there is none)'}`,
  ];
  if (!isAhead(clock)) return [...lines, 'in order: nothing to correct'];
  const { count, first } = await claimingLater(store, new Date(clock.now ?? 0).toISOString());
  return [
    ...lines,
    `AHEAD: ${String(count)} ${count === 1 ? 'event claims' : 'events claim'} to be recorded later than that, from position ${String(first)} on`,
    'nothing is recorded until the clock has caught up, or an operator has run: wardbook clock correct',
  ];
};

export interface Correction {
  readonly actor: Actor;
  readonly reason: string;
  /** What time it is by a clock that the operator trusts, UTC. */
  readonly trusted: string;
}

/** Corrects a log that is ahead; says what was done. Throws `StoreUnavailable` where the store's clock is not right either. */
export const correctLog = async (
  store: EventStore,
  { actor, reason, trusted }: Correction,
): Promise<readonly string[]> => {
  const clock = await clockOf(store);
  if (!isAhead(clock)) return ['in order: nothing was corrected'];
  if (clock.now === undefined || Math.abs(Date.parse(trusted) - clock.now) > TRUSTED_TO_IN_MILLISECONDS)
    throw new StoreUnavailable(
      `The store's clock shows ${shown(clock.now)}, more than a minute from what --now says: put it right first.`,
      false,
    );
  const receipt = await correctClock(store, { actor, reason });
  if (!receipt) return ['in order: somebody else has corrected it'];
  return [
    `corrected by ${receipt.stream}, version ${String(receipt.revision + 1)}: what was recorded until ${String(clock.greatest)}, by a wrong clock, counts as recorded now`,
  ];
};

// As well as a person reads a clock and types.
const TRUSTED_TO_IN_MILLISECONDS = 60_000;

const clockOf = async (store: EventStore): Promise<StoreClock> =>
  (await store.clock?.()) ?? { now: undefined, greatest: undefined };

const isAhead = (clock: StoreClock): boolean => aheadOf(clock) > AHEAD_BY;

const shown = (now: number | undefined): string =>
  now === undefined ? '(nothing)' : new Date(now).toISOString();

/** The events that nobody can have recorded yet, and what stands behind them. */
const claimingLater = async (
  store: EventStore,
  now: string,
): Promise<{ readonly count: number; readonly first: bigint }> => {
  const known = await positionKnownAt(store, now);
  let [count, first, reached] = [0, 0n, known];
  for (;;) {
    const page = await store.readLog({ after: reached, limit: 1_000 });
    count += page.filter(({ recordedAt }) => recordedAt > now).length;
    if (first === 0n) first = page[0]?.position ?? 0n;
    const last = page.at(-1);
    if (!last || page.length < 1_000) return { count, first };
    reached = last.position;
  }
};
