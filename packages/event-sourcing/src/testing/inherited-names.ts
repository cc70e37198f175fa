import { datedFrom } from '../dated.ts';
import assert from 'node:assert/strict';
import * as z from 'zod';
import type { AnyProcess } from '../process.ts';
import { accepted, isRefusal } from '../refusal.ts';
import type { AnyView } from '../view.ts';
import { isIdOf, type AnyFold } from '../decider.ts';
import { definitionOf } from '../deciding.ts';
import { eventsOf, outcomeOf, type Outcome, type Story } from './story.ts';

/** What every plain object inherits. */
const INHERITED_NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty'] as const;
type InheritedName = (typeof INHERITED_NAMES)[number];

interface Readers {
  readonly views: readonly AnyView[];
  readonly processes: readonly AnyProcess[];
  /** Whether the domain itself names something so, and nothing else is called so. */
  readonly isWord: (id: string) => boolean;
}

/**
 * The law of ids: a story comes to the same whatever its things are called. Each id in its streams and events is called
 * by each inherited name that the events' schemas and the kinds of its streams take; decisions, states, rows and what processes send are then as
 * under a harmless name. Answers how often an id got an inherited name.
 */
export const sameByAnyName = (story: Story, readers: Readers): number => {
  const before = kindsOf(eventsOf(story).decisions);
  const free = [...idsOf(story)]
    .filter(([id]) => !readers.isWord(id) && isFree(story, id, before))
    .map(([id, forms]) => ({
      id,
      names: unspoken(story).filter((name) => forms.every((takes) => takes(name))),
    }));
  // In each round every name goes to another id, and after all rounds each id has had each name.
  const rounds = Math.max(free.length, INHERITED_NAMES.length);
  let tried = 0;
  for (let round = 0; round < rounds; round += 1) {
    const given = INHERITED_NAMES.flatMap((name, index) => {
      const { id, names = [] } = free[(round + index) % rounds] ?? {};
      return id !== undefined && names.includes(name) ? [[id, name] as const] : [];
    });
    if (given.length > 0) compare(story, given, readers);
    tried += given.length;
  }
  return tried;
};

/** Two things that are called the same are one: a name that the story itself speaks of is given to nothing else. */
const unspoken = ({ histories, steps }: Story): readonly InheritedName[] => {
  const said = JSON.stringify([
    histories.map(({ id, events }) => [id, events]),
    steps.map(({ id, command }) => [id, command]),
  ]);
  return INHERITED_NAMES.filter((name) => !said.includes(`"${name}"`));
};

type Given = readonly (readonly [id: string, name: InheritedName])[];

const compare = (story: Story, given: Given, readers: Readers): void => {
  const under = (nameOf: (name: InheritedName) => string): readonly string[] =>
    linesOf(outcomeOf(called(story, new Map(given.map(([id, name]) => [id, nameOf(name)]))), readers));
  const expected = under(harmless).map((line) =>
    given.reduce((text, [, name]) => text.replaceAll(harmless(name), name), line),
  );
  const actual = orWhatItThrows(() => under((name) => name));
  const first = actual.findIndex((line, index) => line !== expected[index]);
  const calls = given.map(([id, name]) => `${id} is called ${name}`).join(', ');
  assert.equal(actual[first], expected[first], `it comes to something else when ${calls}`);
};

/** Each part ends with its length: what is left out at an end is a difference, too. */
const linesOf = (outcome: Outcome): readonly string[] =>
  Object.values(outcome).flatMap((part: readonly unknown[]) =>
    [...part, part.length].map((each) => JSON.stringify(each)),
  );

const orWhatItThrows = (lines: () => readonly string[]): readonly string[] => {
  try {
    return lines();
  } catch (error) {
    return [String(error)];
  }
};

/** No object inherits it, and it sorts where the inherited name does. */
const harmless = (name: InheritedName): string => `${name}0`;

/** Whether a thing can be called otherwise: what its id is, no field of a closed list is. */
const isFree = (story: Story, id: string, before: Kinds): boolean => {
  const name = harmless('constructor');
  if (!streamsIn(story).every((stream) => stream.id !== id || isIdOf(stream.fold, name))) return false;
  const { decisions, events } = eventsOf(called(story, new Map([[id, name]])));
  const fits = events.every(
    ({ fold, event: { type, ...fields } }) => definitionOf(fold, type)?.schema.safeParse(fields).success,
  );
  if (fits) assert.deepEqual(kindsOf(decisions), before, `${id} is a word of the domain, and no id`);
  return fits;
};

type Kinds = readonly (string | readonly string[])[];

const kindsOf = (decisions: Outcome['decisions']): Kinds =>
  decisions.map((decision) =>
    isRefusal(decision)
      ? decision.rule
      : datedFrom(accepted(decision).events, '').map(({ event }) => event.type),
  );

/** The same story with other ids. */
const called = ({ histories, steps }: Story, names: ReadonlyMap<string, string>): Story => ({
  histories: histories.map(({ fold, id, owner, events }) => ({
    fold,
    id: nameWithin(id, names),
    ...(owner !== undefined && { owner: names.get(owner) ?? owner }),
    events: events.map(({ at, event }) => ({ at, event: renamed(event, names) })),
  })),
  steps: steps.map(({ decider, id, command }) => ({
    decider,
    id: nameWithin(id, names),
    command: renamed(command, names),
  })),
});

const renamed = <Value>(value: Value, names: ReadonlyMap<string, string>): Value => {
  // Most events name none of the ids.
  const text = JSON.stringify(value);
  if (![...names.keys()].some((id) => text.includes(id))) return value;
  const rename = (one: unknown): unknown => {
    if (typeof one === 'string') return inText(one, names);
    if (Array.isArray(one)) return one.map(rename);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, member]) => [key, rename(member)]));
  };
  return rename(value) as Value;
};

/** An id, or the one that another begins with: `police.2013-114`. */
const nameWithin = (id: string, names: ReadonlyMap<string, string>): string => {
  const [whole, first = ''] = /^([^.]+)\./.exec(id) ?? [];
  const name = names.get(first);
  return (
    names.get(id) ?? (whole === undefined || name === undefined ? id : `${name}${id.slice(first.length)}`)
  );
};

/** An id alone, one of two in one (`cedar@2013-03-08T20:00`), or that of a stream which a personal value is kept in. */
const inText = (text: string, names: ReadonlyMap<string, string>): string => {
  const [, category = '', id = '', place = ''] = /^([a-z][A-Za-z]*-)([^/]+)(\/\d+\/\d+)$/.exec(text) ?? [];
  if (place !== '') return `${category}${nameWithin(id, names)}${place}`;
  return text
    .split('@')
    .map((part) => nameWithin(part, names))
    .join('@');
};

/** Whether something may be called so. */
type Form = (name: string) => boolean;

const streamsIn = ({
  histories,
  steps,
}: Story): readonly { readonly fold: AnyFold; readonly id: string }[] => [
  ...histories,
  ...steps.map(({ decider, id }) => ({ fold: decider, id })),
];

/** What streams are called, and every value of a field that could hold an inherited name; with what forms these take. */
const idsOf = (story: Story): ReadonlyMap<string, readonly Form[]> => {
  const ids = new Map<string, readonly Form[]>();
  for (const { fold, id } of streamsIn(story))
    ids.set(id, [...(ids.get(id) ?? []), (name) => isIdOf(fold, name)]);
  for (const { fold, event } of eventsOf(story).events) {
    const { type, ...fields } = event;
    for (const [id, form] of idsIn(definitionOf(fold, type)?.schema, fields))
      ids.set(id, [...(ids.get(id) ?? []), form]);
  }
  return ids;
};

type Id = readonly [id: string, form: Form];

const idsIn = (schema: unknown, value: unknown): readonly Id[] => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return idsIn(schema.unwrap(), value);
  if (schema instanceof z.ZodArray)
    return Array.isArray(value) ? value.flatMap((member) => idsIn(schema.element, member)) : [];
  if (schema instanceof z.ZodObject) {
    const fields = (value ?? {}) as Readonly<Record<string, unknown>>;
    return Object.entries(schema.shape).flatMap(([name, field]) => idsIn(field, fields[name]));
  }
  if (schema instanceof z.ZodUnion)
    return schema.options
      .filter((option) => z.safeParse(option, value).success)
      .flatMap((option) => idsIn(option, value));
  const isId = typeof value === 'string' && schema instanceof z.ZodString && hasPattern(schema);
  if (!isId) return [];
  const takes: Form = (name) => schema.safeParse(name).success;
  return takes('constructor') ? [[value, takes]] : [];
};

/** Free text has none. */
const hasPattern = ({ def: { checks = [] } }: z.ZodString): boolean =>
  checks.some((check) => (check._zod.def as { readonly format?: string }).format === 'regex');
