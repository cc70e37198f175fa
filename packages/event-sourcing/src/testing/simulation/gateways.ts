import { startEngine, type Engine } from '../../engine.ts';
import { StoreUnavailable } from '../../errors.ts';
import type { EventStore, NewEvent } from '../../event-store.ts';
import { memoryEventStore } from '../../memory-event-store.ts';
import { memoryRows } from '../../memory-rows.ts';
import type { RefusedOutgoing } from '../../process.ts';
import type { Rows } from '../../rows.ts';
import type { Build } from './boxes.ts';
import { chanceOf, type Chance } from './chance.ts';
import { programOf, type Program } from './domain.ts';
import { keyring, type Keyring } from './keyring.ts';
import { rowsOver, sealerOver, storeOver, type Line } from './outside.ts';
import { LEASE, type Plan } from './plan.ts';
import { scheduler, type Owner, type Scheduler } from './scheduler.ts';

/** One machine: its clock goes on, whatever runs on it. */
export interface Gateway {
  readonly name: string;
  owner: Owner;
  build: Build;
  engine: Engine | undefined;
  /** How far its clock is ahead, in milliseconds. */
  ahead: number;
  /** Until when its connections fail now and then. */
  failingUntil: number;
  /** Whatever it asks takes long. */
  isRemote: boolean;
  /** Goes off when it has had so many more effects. */
  trap: { effects: number; readonly spring: () => void } | undefined;
}

/** All that a simulated world consists of. */
export interface World {
  readonly plan: Plan;
  readonly chance: Chance;
  readonly scheduler: Scheduler;
  /** Whoever is no gateway: clients, and fate. */
  readonly outside: Owner;
  readonly store: EventStore;
  readonly keys: Keyring;
  readonly gateways: readonly Gateway[];
  rows: Rows;
  /** When something changed last. */
  changedAt: number;
  /** Which run of which gateway wrote an event, by the event's id. */
  readonly writers: Map<string, string>;
  readonly refused: RefusedOutgoing[];
  /** What went wrong, in words. */
  readonly findings: string[];
  readonly program: (build: Build) => Program;
  /** Milliseconds of work so far. */
  readonly worked: () => number;
  /** Whoever waits for the next event. */
  readonly news: Set<() => void>;
  /** How many runs of gateways there have been. */
  runs: number;
  readonly tell: (what: string) => void;
}

const LONGEST_LAG = 400;

const newOwner = (name: string): Owner => ({ name, alive: true, pausedUntil: 0 });

// A part is 64 events at first; beside it eight followers may take 16 each without asking for a turn.
const MOST_FOLDS_AT_A_STRETCH = 64 + 8 * 16;
// As if the machine were slow: a part of the work is as small then as it can be.
const MILLISECONDS_A_FOLD = 5;

export const newWorld = (plan: Plan, tell: World['tell'] = () => undefined): World => {
  const chance = chanceOf(plan.seed, 2);
  const time = scheduler(chance);
  const findings: string[] = [];
  let [step, folds, allFolds] = [0, 0, 0];
  const onFold = (): void => {
    allFolds += 1;
    [step, folds] = [time.steps(), step === time.steps() ? folds + 1 : 1];
    if (folds === MOST_FOLDS_AT_A_STRETCH + 1) findings.push('Nobody else had a turn for a long time.');
  };
  const programs = new Map(
    ([1, 2] as const).map((build) => [build, programOf({ ...plan, build, onFold })] as const),
  );
  return {
    plan,
    chance,
    scheduler: time,
    outside: newOwner('outside'),
    store: memoryEventStore({ now: time.now }),
    keys: keyring(),
    gateways: Array.from({ length: plan.gateways }, (_, number) => ({
      name: `gateway-${String(number)}`,
      owner: { ...newOwner('none'), alive: false },
      build: plan.build,
      engine: undefined,
      ahead: 0,
      failingUntil: 0,
      isRemote: plan.remote === number,
      trap: undefined,
    })),
    rows: memoryRows({ now: time.now }),
    changedAt: time.now(),
    writers: new Map(),
    refused: [],
    findings,
    program: (build) => programs.get(build)!,
    worked: () => MILLISECONDS_A_FOLD * allFolds,
    news: new Set(),
    runs: 0,
    tell,
  };
};

/** Starts the program on a machine where none runs. */
export const start = async (world: World, gateway: Gateway): Promise<void> => {
  const { scheduler: time, plan, chance, outside } = world;
  const owner = newOwner(`${gateway.name}/${String((world.runs += 1))}`);
  gateway.owner = owner;
  world.tell(`${owner.name} starts with build ${String(gateway.build)}`);
  const failing = (): boolean => time.now() < gateway.failingUntil && chance.happens(0.1);
  const line: Line = {
    scheduler: time,
    owner,
    lag: () => (gateway.isRemote ? chance.int(LONGEST_LAG) : 0),
    fault: () => (failing() ? (chance.happens(0.5) ? 'BEFORE' : 'AFTER') : undefined),
  };
  const changed = (what: string): void => {
    world.changedAt = time.now();
    world.tell(`${owner.name} ${what}`);
    const { trap } = gateway;
    if (!trap || owner !== gateway.owner || (trap.effects -= 1) > 0) return;
    gateway.trap = undefined;
    trap.spring();
  };
  const { views, domain } = world.program(gateway.build);
  const watched = { changed, news: world.news, appended: writtenBy(world, owner) };
  try {
    const engine = await startEngine(domain, {
      store: storeOver(world.store, line, watched, plan.instantReads),
      rows: rowsOver(() => world.rows, line, watched, plan.instantRows),
      sealer: sealerOver(world.keys.sealer, line),
      views,
      lease: LEASE,
      now: () => time.now() + gateway.ahead,
      processesBegin: 'AT_FIRST_EVENT',
      onRefused: (refused) => world.refused.push(refused),
      onParked: (follower, { key, reason }) => world.tell(`${follower} parks ${key}: ${reason}`),
      timing: {
        after: (milliseconds, run) => time.after(owner, milliseconds, run),
        turn: () => new Promise((resolve) => time.post(owner, resolve)),
        elapsed: () => time.now() + world.worked(),
        random: chance.random,
        runner: owner.name,
      },
    });
    gateway.engine = engine;
    changed('is up');
  } catch (error) {
    if (!(error instanceof StoreUnavailable && error.retryable))
      world.findings.push(`${owner.name} did not start: ${String(error)}`);
    crash(world, gateway);
    await time.sleep(outside, 200);
    if (!gateway.owner.alive) await start(world, gateway);
  }
};

const writtenBy =
  ({ writers }: World, { name }: Owner) =>
  (events: readonly NewEvent[]): void => {
    for (const { id } of events) if (!writers.has(id)) writers.set(id, name);
  };

/** What runs there stops as if its power were cut. */
export const crash = ({ scheduler: time, tell }: World, gateway: Gateway): void => {
  if (gateway.owner.alive) tell(`${gateway.owner.name} crashes`);
  time.kill(gateway.owner);
  gateway.engine = undefined;
};
