import { POISON } from './box-followers.ts';
import type { Build } from './boxes.ts';
import { chanceOf, type Chance } from './chance.ts';
import type { Part } from './domain.ts';
import { BEGINNING } from './scheduler.ts';
import { subjectOf } from './persons.ts';

/** A command that a client wants to have on record. */
export interface Wish {
  readonly id: string;
  readonly client: number;
  /** Milliseconds after the one before. */
  readonly after: number;
  readonly decider: string;
  readonly target: string;
  /** Without the moment: whoever takes it in puts that in. */
  readonly command: { readonly type: string } & Readonly<Record<string, unknown>>;
  /** Only if nobody wrote to the stream since the client saw it. */
  readonly exactly: boolean;
  /** Sent once more when it was answered long ago: the same, or something else under the same id. */
  readonly again?: 'SAME' | 'OTHER';
}

export type Fault = { readonly at: number; readonly gateway: number } & (
  | { readonly kind: 'CRASH' | 'STOP' | 'PAUSE'; readonly milliseconds: number }
  /** It crashes, or stands still, as soon as it has had so many more effects, before it learns of the last. */
  | { readonly kind: 'TRAP'; readonly effects: number; readonly pause?: number }
  | { readonly kind: 'CLOCK'; readonly milliseconds: number }
  | { readonly kind: 'RELEASE' }
  | { readonly kind: 'ROWS_DELETED' }
  | { readonly kind: 'CONNECTIONS'; readonly milliseconds: number }
);

/** What a seed has in store. */
export interface Plan {
  readonly seed: number;
  readonly parts: readonly Part[];
  readonly gateways: number;
  readonly build: Build;
  /** The newer release comes at some time. */
  readonly releases: boolean;
  readonly raises: boolean;
  /** Which gateway is far from everything: whatever it asks takes long. */
  readonly remote?: number;
  readonly instantReads: boolean;
  readonly instantRows: boolean;
  readonly wishes: readonly Wish[];
  readonly faults: readonly Fault[];
}

export const LEASE = 3_000;
const NAMES = ['a', 'b', 'constructor', '__proto__'];

export const planOf = (seed: number): Plan => {
  const chance = chanceOf(seed, 1);
  const parts = (['BOXES', 'ALARMS', 'PERSONS', 'WATCHES'] as const).filter(() => chance.happens(0.5));
  const build: Build = chance.happens(0.75) ? 1 : 2;
  const gateways = 1 + chance.int(3);
  const shape = {
    seed,
    parts: parts.length > 0 ? parts : (['BOXES'] as const),
    gateways,
    build,
    releases: build === 1 && chance.happens(0.6),
    raises: chance.happens(0.4),
    ...(chance.happens(0.3) && { remote: chance.int(gateways) }),
    instantReads: chance.happens(0.3),
    instantRows: chance.happens(0.3),
  };
  const wishes = withStrikes(chanceOf(seed, 3), shape, wishesOf(chance, shape));
  const length = wishes.reduce((all, { after }) => all + after, 0) + LEASE;
  // An embedded driver answers at once: only a turn that somebody asks for lets others go on.
  const embedded = wishes.some(({ command }) => command.type === 'Polish');
  const instant = embedded && { instantReads: true, instantRows: true };
  return { ...shape, ...instant, wishes, faults: faultsOf(chance, shape, length) };
};

type Shape = Pick<Plan, 'parts' | 'gateways' | 'releases' | 'build'>;

const wishesOf = (chance: Chance, { parts }: Shape): readonly Wish[] => {
  const count = chance.happens(0.1) ? 40 : 4 + chance.int(16);
  const polishes = parts.includes('BOXES') && chance.happens(0.02) ? chance.int(count) : -1;
  const pace = chance.pick([20, 150, 600]);
  return Array.from({ length: count }, (_, number): Wish => {
    const part = number === polishes ? 'BOXES' : chance.pick(parts);
    const made = number === polishes ? polishing : MAKERS[part](chance, number);
    const again = chance.happens(0.2) ? (chance.happens(0.2) ? 'OTHER' : 'SAME') : undefined;
    return {
      id: `wish-${String(number)}`,
      client: chance.int(3),
      after: chance.int(pace),
      exactly: chance.happens(0.1),
      ...made,
      ...(again && { again }),
    };
  });
};

type Made = Pick<Wish, 'decider' | 'target' | 'command'>;

/**
 * With some of what was put into boxes struck through again. Not where a key may be set aside meanwhile: what it waits for
 * is answered by rows without what was struck, and in a calm world by rows with it.
 */
const withStrikes = (chance: Chance, { parts, build }: Shape, wishes: readonly Wish[]): readonly Wish[] => {
  if (!parts.includes('BOXES') || build === 1 || !chance.happens(0.6)) return wishes;
  return wishes.flatMap((wish, number): readonly Wish[] => {
    if (!chance.happens(0.3)) return [wish];
    const command = { type: 'StrikeThrough', revision: chance.int(5), reason: 'NOT_SO' };
    const of = { client: chance.int(3), after: chance.int(300), exactly: false };
    const again = chance.happens(0.2) && { again: 'SAME' as const };
    const target = chance.pick(NAMES);
    return [wish, { id: `strike-${String(number)}`, ...of, decider: 'box', target, command, ...again }];
  });
};

/** More than anybody may fold without a turn for others, in a box that is never set aside. */
const MANY = 300;
const polishing: Made = { decider: 'box', target: 'shiny', command: { type: 'Polish', times: MANY } };

const MAKERS: Readonly<Record<Part, (chance: Chance, number: number) => Made>> = {
  BOXES: (chance) => {
    const [target, shelf] = [chance.pick(NAMES), chance.pick(['x', 'y', 'toString'])];
    const poisonous = chance.happens(0.15) && chance.pick(Object.values(POISON));
    const amount = poisonous || (chance.happens(0.05) ? 17 : 1 + chance.int(100));
    const kind = chance.int(10);
    if (kind === 0) {
      const other = chance.pick(NAMES.filter((one) => one !== target));
      return { decider: 'box', target, command: { type: 'PutAsMuchAs', other, shelf } };
    }
    return { decider: 'box', target, command: { type: kind < 7 ? 'Put' : 'Take', amount, shelf } };
  },
  ALARMS: (chance, number) => {
    const due = new Date(BEGINNING + chance.int(20) * 700).toISOString();
    return { decider: 'timer', target: chance.pick(NAMES), command: { type: 'SetAlarm', due, number } };
  },
  PERSONS: (chance, number) => {
    const target = chance.pick(NAMES);
    if (chance.happens(0.12))
      return { decider: 'erasure', target: subjectOf(target), command: { type: 'Erase' } };
    const command = { type: 'TakeNote', person: target, text: `what was said ${String(number)}` };
    return { decider: 'person', target, command };
  },
  WATCHES: (chance, number) => {
    // Long ago, in no order, and no two at one moment.
    const on = new Date(BEGINNING - (1 + chance.int(20)) * 3_600_000 + number * 1_000).toISOString();
    const type = chance.happens(0.6) ? 'Stand' : 'Leave';
    const post = chance.pick(['gate', 'constructor']);
    return { decider: 'guard', target: chance.pick(NAMES), command: { type, post, on } };
  },
};

const faultsOf = (chance: Chance, { gateways, releases }: Shape, length: number): readonly Fault[] => {
  const count = chance.pick([0, 1, 2, 4, 8]);
  const at = () => ({ at: chance.int(length), gateway: chance.int(gateways) });
  // The lease of whoever stands still runs out about when it wakes up, as often as not.
  const milliseconds = (kind: string): number =>
    kind !== 'CRASH' && chance.happens(0.5) ? LEASE + chance.int(2_000) : chance.int(2.5 * LEASE);
  const kinds = ['CRASH', 'TRAP', 'TRAP', 'STOP', 'PAUSE', 'PAUSE', 'CLOCK', 'CONNECTIONS'] as const;
  const faults: Fault[] = Array.from({ length: count }, (): Fault => {
    const kind = chance.pick(kinds);
    if (kind === 'TRAP') {
      const pause = chance.happens(0.5) && { pause: milliseconds(kind) };
      return { ...at(), kind, effects: 1 + chance.int(12), ...pause };
    }
    if (kind === 'CLOCK') return { ...at(), kind, milliseconds: chance.int(16_001) - 8_000 };
    return { ...at(), kind, milliseconds: milliseconds(kind) };
  });
  if (chance.happens(0.2)) faults.push({ ...at(), kind: 'ROWS_DELETED' });
  if (releases)
    for (let gateway = 0; gateway < gateways; gateway += 1) {
      const release: Fault = { ...at(), gateway, kind: 'RELEASE' };
      faults.push(release);
      // What the older one set aside is let go then: the best moment for a crash.
      if (chance.happens(0.5)) faults.push({ ...release, kind: 'TRAP', effects: 1 + chance.int(15) });
    }
  return faults.sort((one, other) => one.at - other.at);
};
