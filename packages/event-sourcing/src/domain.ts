import type { AnyDecider } from './decider.ts';
import { definitionOf } from './deciding.ts';
import { isPrefix } from './prefix.ts';
import type { AnyProcess } from './process.ts';
import { refuse, type Refusal } from './refusal.ts';
import { STRIKE_RULES, type StrikeRules } from './strike-rules.ts';
import { recordedInError } from './striking.ts';

/** What a domain without words of its own answers to a command about a moment that has not come yet. */
export const NOT_YET = refuse('NOT-YET', 'What is recorded has already happened.', 'occurredAt');

/** The kinds of records of a domain, by name: each decider under the name of its streams. */
export type Kinds = Readonly<Record<string, AnyDecider>>;

/** A whole domain as one value: what an engine runs, and what an application is typed by. */
export interface Domain<K extends Kinds = Kinds> {
  readonly kinds: K;
  readonly processes: readonly AnyProcess[];
  /** On whose behalf processes act, as it stands in the events that they cause. */
  readonly agency: string;
  /** What is answered to a command about a moment that has not come yet. */
  readonly notYet: Refusal<'occurredAt'>;
  /** Who strikes what through, and how it is answered where that is not possible. */
  readonly striking: StrikeRules;
  /**
   * Told in front of the names of all streams, processes and rows where two domains share a log: `met` makes
   * `metPromise-…` and `met-promise-board`. No name of the other domain begins with it.
   */
  readonly prefix: string;
}

/**
 * Puts a domain together. Throws `TypeError` for a kind that is not called like its decider, no events or two of one
 * name in a kind, two processes of one name, a prefix that is not in small letters, and a kind called `process` or
 * `clock`: those are the mechanism's own.
 * @example
 * const street = defineDomain({ lamp }, { processes: [lampInspections], agency: 'council' });
 */
export const defineDomain = <const K extends Kinds>(
  kinds: K,
  options: Partial<Omit<Domain, 'kinds'>> = {},
): Domain<K> => {
  const { processes = [], agency = 'system', notYet = NOT_YET, prefix = '' } = options;
  const { striking = STRIKE_RULES } = options;
  for (const [name, decider] of Object.entries<AnyDecider>(kinds)) refuseMisnamed(name, decider);
  if (!isPrefix(prefix)) throw new TypeError(`A prefix is small letters: ${prefix}`);
  refuseNamesakes('processes', processes);
  return { kinds, processes, agency, notYet, striking, prefix };
};

/** Rows and places are kept by name: two of one name would write into one another's. Throws `TypeError`. */
export const refuseNamesakes = (what: string, all: readonly { readonly name: string }[]): void => {
  const names = all.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new TypeError(`Two ${what} are called ${twice}.`);
};

const definitionNames = ({ events }: AnyDecider): readonly string[] =>
  events.flatMap(({ type, formerly }) => [type, ...formerly]);

const OF_THE_MECHANISM = ['process', 'clock'];

const refuseMisnamed = (name: string, decider: AnyDecider): void => {
  if (decider.name !== name)
    throw new TypeError(`The kind ${name} is called ${decider.name} in its streams; one name is enough.`);
  // Letters alone: references to personal values name the stream (docs/format.md 2).
  if (!/^[a-z][A-Za-z]*$/.test(name))
    throw new TypeError(`A kind is named in camel case, letters alone, a small one first: ${name}`);
  if (OF_THE_MECHANISM.includes(name))
    throw new TypeError(`The mechanism has streams called ${name} itself.`);
  const types = decider.events.map(({ type }) => type);
  if (types.length === 0)
    throw new TypeError(`${name} defines no events: nothing about it could be recorded.`);
  const undefinedSteps = Object.keys(decider.evolve).filter((type) => !definitionOf(decider, type));
  if (undefinedSteps.length > 0)
    throw new TypeError(
      `${name} has steps for events that it does not define: ${undefinedSteps.join(', ')}.`,
    );
  if (definitionNames(decider).includes(recordedInError.type))
    throw new TypeError(`${name} defines ${recordedInError.type}, which every record has already.`);
  if (new Set(types).size < types.length) throw new TypeError(`${name} defines an event twice.`);
};
