import { entriesOf, valueIn, type Keyed } from '@wardbook/event-sourcing';
import type { Step } from '../steps.test.data.ts';
import type { Referred } from './kind.test.data.ts';
import { LAWS } from './kinds.test.data.ts';
import { Counts, lawOfAll } from './law.test.data.ts';
import { ENDED_RECORDS, inventedOf, NEIGHBOURS, recordsOf, theirs } from './neighbours.test.data.ts';
import { kindOf, record, streamOfStep, upon, worlds, YEAR, type Sent } from './world.test.data.ts';

const counts = new Counts();

type Names = Readonly<Record<string, Referred | 'OWN'>>;

const namesOf = (step: Step): Names =>
  valueIn(LAWS[kindOf(step)].names as Keyed<Names>, step.command.type) ?? {};

const at = (value: unknown, [field, ...rest]: readonly string[]): unknown =>
  field === undefined
    ? value
    : typeof value === 'object' && value !== null
      ? at(Reflect.get(value, field), rest)
      : undefined;

const put = (value: unknown, [field, ...rest]: readonly string[], one: string): unknown => {
  if (field === undefined) return one;
  const changed = put(Reflect.get(value as object, field), rest, one);
  return Array.isArray(value)
    ? value.with(Number(field), changed)
    : { ...(value as object), [field]: changed };
};

/** Every text in a command, with the path to it. */
const texts = (value: unknown, path: readonly string[] = []): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path.join('.'), value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, one]) => texts(one, [...path, field]));
};

const KINDS_NAMED = Object.keys(ENDED_RECORDS) as readonly Referred[];

/** What looks like the id of a record, and of which its kind does not say what it is. */
const unsaid = (step: Sent): readonly string[] => {
  const { type: _type, by: _by, occurredAt: _at, ...fields } = step.command;
  return texts(fields)
    .filter(([path]) => !(path in namesOf(step)))
    .filter(([, text]) => KINDS_NAMED.some((kind) => recordsOf(kind).includes(text)))
    .map(
      ([path, text]) =>
        `${step.command.type} names ${text} as ${path}, and its kind does not say what that is`,
    );
};

interface Wrong {
  readonly path: string;
  readonly what: string;
  readonly id: string;
}

/** What could be named by mistake in place of each record that a command names. */
const wrongNames = (step: Step): readonly Wrong[] =>
  entriesOf(namesOf(step) as Keyed<Referred | 'OWN'>).flatMap(([path, kind]) => {
    const known = at(step.command, path.split('.'));
    if (kind === 'OWN' || typeof known !== 'string') return [];
    const [first = ''] = recordsOf(kind);
    const foreign = theirs(recordsOf(kind).includes(known) ? known : first);
    return [
      { path, what: 'what does not exist', id: inventedOf(kind) },
      ...(ENDED_RECORDS[kind] === undefined
        ? []
        : [{ path, what: 'what has ended', id: ENDED_RECORDS[kind] }]),
      // All agencies share one register of agencies.
      ...(kind === 'agency' ? [] : [{ path, what: 'another force\u2019s', id: foreign }]),
    ];
  });

/** A force has one record of its roles: each world begins its own. */
const ROLES = 'roles-police';

let neighbours: ReturnType<typeof record> | undefined;

lawOfAll({
  name: 'references',
  says: 'whoever names what does not exist, has ended or is another force\u2019s is refused',
  worlds: worlds(undefined, { leftOut: 2 }),
  runs: 75,
  tried: async (world, breach) => {
    neighbours ??= record(NEIGHBOURS);
    const beside = (await neighbours).engine;
    const { engine, effective } = await record(world, upon(beside, ROLES));
    for (const stream of new Set(effective.map(streamOfStep))) {
      let own = upon(engine, stream);
      const done: Sent[] = [];
      for (const step of effective.filter((one) => streamOfStep(one) === stream)) {
        counts.add(step.command.type);
        for (const { path, what, id } of wrongNames(step)) {
          const command = put(step.command, path.split('.'), id) as Step['command'];
          const { refusal } = await own.send({ ...step, command }, `${step.commandId} ${path} ${what}`);
          if (refusal) continue;
          breach(kindOf(step), `${command.type} is accepted with ${what} as its ${path}`);
          own = (await record(done, upon(engine, stream))).engine;
        }
        await own.send(step, step.commandId);
        done.push(step);
      }
    }
  },
  afterwards: (breach) => {
    for (const step of YEAR) for (const what of unsaid(step)) breach(kindOf(step), what);
  },
  counts,
});
