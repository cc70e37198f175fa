import { hash } from 'node:crypto';
import { erasureOf } from '../../append-rules.ts';
import { ZERO_HASH } from '../../envelope.ts';
import { NO_STREAM } from '../../errors.ts';
import type {
  AppendConditions,
  EventStore,
  NewEvent,
  Position,
  RecordedEvent,
  StreamRange,
} from '../../event-store.ts';
import { notes, sealedFor } from './notes.ts';

/** A log that steps are played on. */
interface Log {
  readonly store: EventStore;
  /** Of the event that the history wrote as its `index`-th; where it began for one that it never wrote. */
  readonly positionOf: (index: number) => Position;
}

export interface Step {
  /** For whoever reads that it failed. */
  readonly what: string;
  readonly play: (log: Log) => Promise<unknown>;
  /** What is on record once the step is accepted. */
  readonly writes: readonly NewEvent[];
  /** There may be several faults: which of them is told is each store's own choice. */
  readonly ambiguous?: boolean;
}

const STEPS = 60;

/** Appends, good and bad, and reads, as they come: the same ones for the same seed. */
export async function* history(memory: EventStore, tag: string, seed: number): AsyncGenerator<Step> {
  const world = newWorld(memory, tag, seed);
  const { chance } = world.dice;
  // Later clocks are compared with this one, whatever else the log holds.
  yield appendStep(world, 'the first append', await goodAppend(world, 0, world.persons));
  for (let step = 1; step <= STEPS; step += 1)
    yield chance(0.65) ? await writing(world, step) : reading(world, step);
}

interface World {
  readonly memory: EventStore;
  readonly tag: string;
  readonly dice: Dice;
  readonly streams: readonly string[];
  readonly persons: readonly string[];
  readonly erased: Set<string>;
  readonly tried: Append[];
  readonly at: (milliseconds: number) => string;
}

interface Append {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly NewEvent[];
  readonly conditions: AppendConditions;
}

const newWorld = (memory: EventStore, tag: string, seed: number): World => {
  const began = Date.now();
  return {
    memory,
    tag,
    dice: newDice(seed),
    streams: IDS.map((id, index) => `${index % 2 ? 'note' : 'noted'}${tag}-${id}`),
    persons: [1, 2, 3].map((number) => `person-${tag}.${String(number)}`),
    erased: new Set(),
    tried: [],
    at: (milliseconds) => new Date(began + milliseconds).toISOString(),
  };
};

const IDS = ["a'b", 'a_b', 'a%b', 'Zoë/\u{1F693}', 'a-b-c', 'x'.repeat(150)];
const TEXTS = ['a', 'é', 'e\u0301', '\u{1F693}', '\u05e9\u05dc', '.\u0000.', '"\\', "'; --", '\u{10FFFF}'];

interface Dice {
  /** A whole number from 0, below this one. */
  readonly int: (below: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
}

const newDice = (seed: number): Dice => {
  let thrown = 0;
  const random = (): number => {
    thrown += 1;
    return Number.parseInt(hash('sha256', `${String(seed)}/${String(thrown)}`).slice(0, 12), 16) / 2 ** 48;
  };
  const int = (below: number): number => Math.floor(random() * below);
  return {
    int,
    chance: (share) => random() < share,
    pick: <T>(from: readonly T[]) => from[int(from.length)] as T,
  };
};

const writing = async (world: World, step: number): Promise<Step> => {
  const { pick, chance, int } = world.dice;
  const kind = int(100);
  if (kind < 15) return repeat(world);
  if (kind < 20) return erasure(world, step);
  if (kind < 65) return appendStep(world, 'an append', await goodAppend(world, step, world.persons));
  // Otherwise an erasure would be a second fault.
  const alive = world.persons.filter((person) => !world.erased.has(person));
  const good = await goodAppend(world, step, alive);
  const [what, spoil] = pick(Object.entries(FAULTS));
  const bad = await spoil(good, world, step);
  if (chance(0.8)) return appendStep(world, what, bad);
  const [more, spoilMore] = pick(Object.entries(FAULTS));
  return { ...appendStep(world, `${what}, ${more}`, await spoilMore(bad, world, step)), ambiguous: true };
};

const appendStep = (world: World, what: string, append: Append): Step => {
  const { stream, expected, events, conditions } = append;
  world.tried.push(append);
  return {
    what: `${what}: ${String(events.length)} to ${stream} after ${String(expected)}, ${JSON.stringify(conditions)}`,
    play: ({ store }) => store.append(stream, expected, events, conditions),
    writes: events,
  };
};

/** One that every store accepts, unless it is about somebody who is erased. */
const goodAppend = async (world: World, step: number, persons: readonly string[]): Promise<Append> => {
  const { pick, chance, int } = world.dice;
  const stream = pick(world.streams);
  const about = persons.length > 0 && chance(0.4) ? [pick(persons)] : [];
  const sealed = chance(0.7) ? about.map((person) => sealedFor(person, Uint8Array.of(step, int(256)))) : [];
  const texts = Array.from({ length: 1 + int(4) }, () => pick(TEXTS).repeat(1 + int(20)));
  const guarded = chance(0.3) ? [pick(world.streams), pick(world.streams)] : [];
  const guards = await Promise.all(
    guarded.map(async (name) => ({ stream: name, revision: (await end(world, name)).revision })),
  );
  const place = await end(world, stream);
  return {
    stream,
    expected: place.revision,
    events: notes({ ...place, sealed, recordedAt: world.at(step) }, ...texts),
    conditions: {
      ...(guards.length > 0 && { guards }),
      ...(chance(0.4) && { subjects: about }),
    },
  };
};

const repeat = (world: World): Step => {
  const { pick, chance, int } = world.dice;
  const { stream, expected, events, conditions } = pick(world.tried);
  const first = chance(0.3) ? int(events.length) : 0;
  const part = events.slice(first, chance(0.3) ? first + 1 : undefined);
  const { revision, hash: previousHash, recordedAt } = part.at(-1)!;
  const more = chance(0.3) ? notes({ stream, revision, previousHash, recordedAt }, 'and more') : [];
  const again = { stream, expected: expected + first, events: [...part, ...more], conditions };
  // What was refused before may be refused for another reason now.
  return { ...appendStep(world, 'a repeat', again), ambiguous: true };
};

const erasure = async (world: World, step: number): Promise<Step> => {
  const person = world.dice.pick(world.persons);
  const stream = erasureOf(person);
  world.erased.add(person);
  const place = await end(world, stream);
  const events = notes({ ...place, recordedAt: world.at(step) }, 'erased');
  return appendStep(world, 'an erasure', { stream, expected: place.revision, events, conditions: {} });
};

type Spoil = (append: Append, world: World, step: number) => Append | Promise<Append>;

/** The same append from another place. */
const from =
  (place: (append: Append, world: World) => { revision?: number; previousHash?: string }, late = 0): Spoil =>
  (append, world, step) => {
    const revision = Math.max(NO_STREAM, place(append, world).revision ?? append.expected);
    const chain = {
      previousHash: append.events[0]?.previousHash ?? ZERO_HASH,
      ...place(append, world),
      stream: append.stream,
      revision,
      recordedAt: world.at(step - late),
    };
    return { ...append, expected: revision, events: notes(chain, ...append.events.map(() => 'spoiled')) };
  };

const FAULTS: Readonly<Record<string, Spoil>> = {
  'a stale append': from(({ expected }, { dice }) => ({ revision: expected - 1 - dice.int(3) })),
  'an append ahead': from(({ expected }, { dice }) => ({ revision: expected + 1 + dice.int(3) })),
  'another chain': from((_, { dice }) => ({ previousHash: dice.pick(['1', 'f']).repeat(64) })),
  'a late clock': from(() => ({}), 2_800),
  'a clock that is ahead': from(() => ({}), -60_000),
  'a clock a little late': from(() => ({}), 1_000),
  'events out of order': (append) => ({ ...append, events: append.events.toReversed() }),
  'another stream': (append, { dice, streams }) => ({ ...append, stream: dice.pick(streams) }),
  'a person': (append, { dice, persons }) => ({
    ...append,
    conditions: { ...append.conditions, subjects: [dice.pick(persons)] },
  }),
  'a guard that moved': async (append, world) => {
    const { pick, chance } = world.dice;
    const stream = pick(world.streams);
    const moved = { stream, revision: (await end(world, stream)).revision + pick([1, 2, 7]) };
    const { guards = [] } = append.conditions;
    return {
      ...append,
      conditions: { ...append.conditions, guards: chance(0.5) ? [...guards, moved] : [moved, ...guards] },
    };
  },
};

const reading = (world: World, step: number): Step => {
  const { pick, chance, int } = world.dice;
  const stream = pick(world.streams);
  const range: StreamRange = {
    ...(chance(0.5) && { from: int(6) }),
    ...(chance(0.5) && { to: int(12) }),
    ...(chance(0.5) && { limit: int(5) }),
    ...(chance(0.5) && { backward: chance(0.7) }),
  };
  const [after, limit, revision] = [int(2 * step) - 1, int(12), int(5)];
  const category = pick([`note${world.tag}`, `noted${world.tag}`, `not_${world.tag}`, `note${world.tag}-a`]);
  const reads: readonly [string, Step['play']][] = [
    [`${stream} ${JSON.stringify(range)}`, ({ store }) => store.readStream(stream, range)],
    [
      `${String(limit)} of ${category} after ${String(after)}`,
      ({ store, positionOf }) => store.readLog({ after: positionOf(after), limit, category }),
    ],
    [`all after ${String(after)}`, (log) => allAfter(log, after, 1 + limit, world.tag)],
    [`what is sealed at ${stream} ${String(revision)}`, ({ store }) => store.readSealed(stream, revision)],
  ];
  const [what, play] = pick(reads);
  return { what: `a read of ${what}`, play, writes: [] };
};

/** Page by page, without what others wrote. */
const allAfter = async (
  { store, positionOf }: Log,
  index: number,
  limit: number,
  tag: string,
): Promise<readonly RecordedEvent[]> => {
  const seen: RecordedEvent[] = [];
  for (let after = positionOf(index); ; after = seen.at(-1)?.position ?? after) {
    const page = await store.readLog({ after, limit });
    seen.push(...page);
    if (page.length < limit) return seen.filter(({ stream }) => stream.includes(tag));
  }
};

const end = async ({ memory }: World, stream: string) => {
  const [last] = await memory.readStream(stream, { backward: true, limit: 1 });
  return { stream, revision: last?.revision ?? NO_STREAM, previousHash: last?.hash ?? ZERO_HASH };
};
