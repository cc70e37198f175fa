import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NOT_YET, type LawName } from './not-yet.test.data.ts';
import { commandTypes, KINDS, type KindName } from './world.test.data.ts';

// The laws are tried with the same worlds each time, so that a red one is red for a reason that is there. To look at
// other worlds, or at more: LAWS_SEED=7 LAWS_TIMES=10 npx jest packages/policing/src/laws
export const seed = Number(process.env['LAWS_SEED'] ?? '20130301');
export const times = Number(process.env['LAWS_TIMES'] ?? '1');

type IsCounted = (kind: KindName, type: string) => boolean;

/** How often each command was accepted while a law was tried. */
export class Counts {
  private readonly counted = new Map<string, number>();

  add(type: string): void {
    this.counted.set(type, this.of(type) + 1);
  }

  of(type: string): number {
    return this.counted.get(type) ?? 0;
  }

  /** Commands of these kinds, and how often, where that is seldom. */
  fewerThan(least: number, kinds: readonly KindName[], counted: IsCounted): readonly string[] {
    return kinds
      .flatMap((kind) => commandTypes(kind).filter((type) => counted(kind, type)))
      .filter((type) => this.of(type) < least)
      .map((type) => `${type}: ${this.of(type)}`);
  }
}

const LEAST = 50;

// The first kind of a law that is tried on all at once waits for all, and the machine may have other work.
const PATIENCE_IN_MS = 600_000;

interface Law {
  readonly name: LawName;
  readonly says: string;
  /** How many worlds it is tried on. */
  readonly runs: number;
  /** What was accepted meanwhile, or asked where nobody may be told: of every command at least fifty times. */
  readonly counts: Counts;
  /** Of which commands; left out: of all. */
  readonly counted?: IsCounted;
}

/** A law that is tried on each kind apart, in worlds of its own; what breaks it is made as short as can be. */
interface LawOfEach<World> extends Law {
  readonly worlds: (kind: KindName) => fc.Arbitrary<World>;
  /** Throws where it does not hold. */
  readonly holds: (kind: KindName, world: World) => Promise<void> | void;
}

/** A law that is tried on all kinds at once. */
interface LawOfAll<World> extends Law {
  readonly worlds: fc.Arbitrary<World>;
  /** Tells what breaks it, and in which kind. */
  readonly tried: (world: World, breach: (kind: KindName, what: string) => void) => Promise<void> | void;
  /** Where it claims that something is met with: whether all was, so that no more worlds are needed. */
  readonly enough?: () => boolean;
  /** The same, once all worlds were tried. */
  readonly afterwards?: (breach: (kind: KindName, what: string) => void) => void;
}

/** A law as each kind is held to it. */
export interface LawOfOneKind extends Law {
  /** What breaks it; undefined where nothing does. */
  readonly broken: (kind: KindName, isKnown: boolean) => Promise<string | undefined>;
}

export const lawOfEach = <World>({ worlds, holds, ...said }: LawOfEach<World>): LawOfOneKind => ({
  ...said,
  broken: async (kind, isKnown) => {
    const property = fc.asyncProperty(worlds(kind), async (world) => holds(kind, world));
    const tried = await fc.check(property, { seed, numRuns: said.runs * times, endOnFailure: isKnown });
    // A world is long; what is wrong says what of it matters.
    return tried.failed ? messageOf(tried.errorInstance) : undefined;
  },
});

/**
 * Holds some kinds to laws, which a machine with several processors does at once: file `x.1-of-3.test.ts` has the first
 * third of the kinds. Laws that are tried on the same worlds stand together: those worlds are recorded once.
 */
export const holdPart = (url: string, ...laws: readonly LawOfOneKind[]): void => {
  const kinds = kindsOf(partOf(url));
  for (const kind of kinds) for (const law of laws) held(law, [kind]);
  for (const law of laws) heldOften(law, kinds);
};

/** Which of how many parts. */
export interface Part {
  readonly part: number;
  readonly of: number;
}

/** By the name of its file. */
export const partOf = (file: string): Part => {
  const [, part, of] = /\.(\d+)-of-(\d+)\.test\.ts$/.exec(file) ?? [];
  assert.ok(part !== undefined && of !== undefined, `${file} does not say which part it is`);
  return { part: Number(part), of: Number(of) };
};

/** In turn, so that what grows together is spread. */
export const kindsOf = ({ part, of }: Part): readonly KindName[] =>
  KINDS.filter((_, index) => index % of === part - 1);

const MOST_TOLD = 12;

export const lawOfAll = <World>({ worlds, tried, enough, afterwards, ...said }: LawOfAll<World>): void => {
  let all: Promise<ReadonlyMap<KindName, ReadonlySet<string>>> | undefined;
  const breaches = async (): Promise<ReadonlyMap<KindName, ReadonlySet<string>>> => {
    const found = new Map<KindName, Set<string>>();
    const breach = (kind: KindName, what: string): void => {
      found.set(kind, (found.get(kind) ?? new Set()).add(what));
    };
    const { counts, counted = () => true } = said;
    const isMet = () => enough?.() === true && counts.fewerThan(LEAST, KINDS, counted).length === 0;
    for (const world of fc.sample(worlds, { seed, numRuns: said.runs * times })) {
      if (isMet()) break;
      await tried(world, breach);
    }
    afterwards?.(breach);
    return found;
  };
  const law: LawOfOneKind = {
    ...said,
    broken: async (kind) => {
      const found = (await (all ??= breaches())).get(kind);
      return found && [...found].slice(0, MOST_TOLD).join('\n');
    },
  };
  held(law, KINDS);
  heldOften(law, KINDS);
};

/** Every kind keeps it, but for those in `NOT_YET`, whose lines have to go once they do. */
const held = ({ name, says, broken }: LawOfOneKind, kinds: readonly KindName[]): void => {
  describe(says, () => {
    for (const kind of kinds) {
      const known = NOT_YET[name]?.[kind];
      test(
        known === undefined ? kind : `${kind}: not yet`,
        async () => {
          const found = await broken(kind, known !== undefined);
          if (known === undefined) assert.equal(found, undefined);
          else assert.ok(found, `${kind} keeps this law now: take it off NOT_YET`);
        },
        PATIENCE_IN_MS,
      );
    }
  });
};

const heldOften = ({ name, says, counts, counted = () => true }: Law, kinds: readonly KindName[]): void => {
  describe(says, () => {
    test('and not for want of cases', () => {
      // Where a law is broken, its trying ends.
      const kept = kinds.filter((kind) => NOT_YET[name]?.[kind] === undefined);
      expect(counts.fewerThan(LEAST, kept, counted)).toEqual([]);
    });
  });
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
