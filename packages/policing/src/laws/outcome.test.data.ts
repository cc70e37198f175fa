import { statesAt, streamsOf, type Happened, type KindName, type Recorded } from './world.test.data.ts';
import { LAWS } from './kinds.test.data.ts';

// Two records of one world come to the same when every state of every stream says the same at every instant. An order
// of recording has its own revisions and ids of events; of what was told twice, one may be on record twice.

/** Where two records of one world differ first. */
export interface Difference {
  readonly kind: KindName;
  readonly stream: string;
  readonly at: string;
  /** The fields of the state that are not the same, one way and the other. */
  readonly says: string;
}

export const differencesOf = async (one: Recorded, other: Recorded): Promise<readonly Difference[]> => {
  const [a, b] = [await streamsOf(one.engine), await streamsOf(other.engine)];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((stream) => {
    const known = a.get(stream) ?? b.get(stream);
    if (!known) return [];
    const { kind, decider } = known;
    const pasts = [a.get(stream)?.past ?? [], b.get(stream)?.past ?? []] as const;
    const instants = [...new Set(pasts.flat().map(({ moment }) => moment.occurredAt))].sort();
    const [ofOne = [], ofOther = []] = pasts.map((past) =>
      statesAt(decider, past, instants).map(inOneFormOf(kind, past)),
    );
    for (const [index, at] of instants.entries()) {
      const [here, there] = [ofOne[index], ofOther[index]];
      if (here !== there)
        return [{ kind, stream, at, says: `${stream} at ${at}: ${inWords(here ?? '{}', there ?? '{}')}` }];
    }
    return [];
  });
};

/** A state in one form, whatever order it came about in. */
export const inOneForm = (kind: KindName, state: unknown, past: readonly Happened[]): string =>
  inOneFormOf(kind, past)(state);

/** The same of many states of one past: most of each is what the one before it has. */
const inOneFormOf = (kind: KindName, past: readonly Happened[]): ((state: unknown) => string) => {
  const names = new Map(past.map(({ moment: { id, type, occurredAt } }) => [id, `${type} ${occurredAt}`]));
  const tellers = new Map(
    past.map(({ moment: { revision, type, occurredAt } }) => [revision, `${type} ${occurredAt}`]),
  );
  const places = LAWS[kind].places ?? [];
  const known = new WeakMap<object, unknown>();
  const form = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return formed(value);
    if (!known.has(value)) known.set(value, formed(value));
    return known.get(value);
  };
  const formed = (value: unknown): unknown => {
    // Words that are sealed are told by which event has them: its revision is its place.
    if (typeof value === 'string')
      return (
        names.get(value) ??
        value.replace(
          /^( \S+)\/(\d+)\/t/,
          (_, stream: string, at: string) => `${stream} ${tellers.get(Number(at)) ?? ''} `,
        )
      );
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return isTimeline(value) ? spans(value.map(form)) : sorted(value.map(form));
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name, one]) => one !== undefined && !places.includes(name))
        .map(([name, one]) => [name, form(one)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  };
  const outcome = LAWS[kind].outcome as ((state: unknown) => unknown) | undefined;
  return (state) => JSON.stringify({ state: form(state), outcome: form(outcome?.(state)) });
};

interface Entry {
  readonly from: string;
  readonly value?: unknown;
}

const isTimeline = (value: readonly unknown[]): boolean =>
  value.length > 0 &&
  value.every(
    (one) =>
      typeof one === 'object' &&
      one !== null &&
      'from' in one &&
      Object.keys(one).every((name) => name === 'from' || name === 'value'),
  );

/** Without what says the same as before. */
const spans = (timeline: readonly unknown[]): readonly unknown[] =>
  (timeline as readonly Entry[]).filter(
    ({ value }, index, all) => JSON.stringify(value) !== JSON.stringify(all[index - 1]?.value),
  );

const sorted = (all: readonly unknown[]): readonly unknown[] =>
  all
    .map((one) => ({ one, text: JSON.stringify(one) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ one }) => one);

const inWords = (here: string, there: string): string => {
  const [one, other] = [fieldsOf(here), fieldsOf(there)];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .map((field) => [field, told(one, field), told(other, field)] as const)
    .filter(([, a, b]) => a !== b)
    .map(([field, a, b]) => `${field} is ${a}, and in time ${b}`)
    .join('; ');
};

const fieldsOf = (form: string): Readonly<Record<string, unknown>> => {
  const { state = {}, outcome = {} } = JSON.parse(form) as {
    readonly state?: object;
    readonly outcome?: object;
  };
  return { ...state, ...outcome };
};

const told = (state: Readonly<Record<string, unknown>>, field: string): string =>
  field in state ? JSON.stringify(state[field]) : 'absent';
