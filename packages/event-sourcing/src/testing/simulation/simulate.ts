import type { Parked } from '../../engine.ts';
import type { Build } from './boxes.ts';
import type { Clients } from './clients.ts';
import { newWorld, type World } from './gateways.ts';
import { historyOf, processOf, type Told } from './history.ts';
import {
  alarmsOnce,
  commandsOnce,
  fenced,
  inTime,
  refusedWell,
  sameEffects,
  sameOutcome,
  sameParked,
  sameStreams,
  sealedWell,
  strikesCarried,
} from './judging.ts';
import { planOf, type Plan, type Wish } from './plan.ts';
import { play, QUIET } from './play.ts';
import { reactionsAsRebuilt, rowsAsRebuilt } from './rebuild.ts';

/** What became of one seed. */
export interface Simulated {
  readonly seed: number;
  /** What went wrong, each in a sentence; none where all is well. */
  readonly findings: readonly string[];
  /** How many events are on record, and in how many steps they came about: the same for the same seed. */
  readonly events: number;
  readonly steps: number;
}

/** Plays one seed, and holds what came of it to what comes of the same commands with one gateway and no fault. */
export const simulate = async (seed: number, tell?: World['tell']): Promise<Simulated> => {
  const plan = planOf(seed);
  tell?.(JSON.stringify(plan, null, 1));
  const world = newWorld(plan, tell);
  const { findings, scheduler, store } = world;
  const onUnhandled = (error: unknown): void => void findings.push(`Nobody handled: ${String(error)}`);
  process.on('unhandledRejection', onUnhandled);
  try {
    const clients = await play(world, QUIET);
    if (findings.length === 0) findings.push(...(await judged(world, clients)));
  } catch (error) {
    findings.push(String(error instanceof Error ? error.stack : error));
  }
  // Rejections that nobody handled are told then.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', onUnhandled);
  return { seed, findings, events: Number(await store.head()), steps: scheduler.steps() };
};

const judged = async (world: World, { answers }: Clients): Promise<readonly string[]> => {
  const { plan } = world;
  const history = await historyOf(world);
  const build: Build = plan.releases ? 2 : plan.build;
  const calm = newWorld(withoutFaults(plan, history, build));
  await play(calm, QUIET / 3);
  const expected = await historyOf(calm);
  const [parked, parkedThere] = [await parkedIn(world), await parkedIn(calm)];
  return [
    ...calm.findings,
    ...commandsOnce(history, answers),
    ...sameStreams(history, expected, parked),
    ...sameEffects(history, expected, parked),
    ...alarmsOnce(history, parked),
    ...sameOutcome(history),
    ...strikesCarried(history),
    ...sameParked(parked, parkedThere, history, expected),
    ...reactionsAsRebuilt(world, build, history),
    ...inTime(history),
    ...refusedWell(world),
    ...(await all(fenced(world, history))),
    ...(await all(sealedWell(world, history))),
    ...(await all(rowsAsRebuilt(world, build))),
  ];
};

const all = async (findings: AsyncIterable<string>): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const finding of findings) found.push(finding);
  return found;
};

/** The same commands that are on record, in the order in which they came to be. */
const withoutFaults = (plan: Plan, history: readonly Told[], build: Build): Plan => {
  const order = new Set(
    history
      .filter((told) => processOf(told) === undefined && !told.event.stream.startsWith('erasure-'))
      .map(({ header }) => header.commandId),
  );
  const wishes = [...order].map((id): Wish => {
    const { again: _, ...wish } = plan.wishes.find((one) => one.id === id)!;
    return { ...wish, client: 0, after: 0, exactly: false };
  });
  return {
    ...plan,
    gateways: 1,
    faults: [],
    releases: false,
    build,
    remote: -1,
    instantReads: true,
    instantRows: true,
    wishes,
  };
};

/** What gateways show to be set aside: each of them the same. */
const parkedIn = async ({ scheduler, gateways, findings }: World): Promise<readonly Parked[]> => {
  const shown: (readonly Parked[])[] = [];
  for (const { engine } of gateways) void engine?.parked().then((parked) => shown.push(parked));
  await scheduler.run(() => shown.length === gateways.length, Infinity);
  const [first = [], ...others] = shown;
  for (const other of others)
    if (String(other.map(({ key }) => key)) !== String(first.map(({ key }) => key)))
      findings.push('Two gateways show other keys set aside.');
  return first;
};
