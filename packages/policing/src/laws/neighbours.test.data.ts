import { ADMIN } from '../kilburn.test.data.ts';
import { day, inRegister } from '../steps.test.data.ts';
import type { Referred } from './kind.test.data.ts';
import { deciderOf, streamOfStep, YEAR, type Sent } from './world.test.data.ts';

// What somebody could name by mistake: the year told twice more under other names. Once it was two years before, so
// that much of it had ended; and once it is another force's.

const OURS = [...new Set(YEAR.map(({ id }) => id))];
const CODES: Readonly<Record<string, readonly [before: string, theirs: string]>> = {
  E05000140: ['E05000141', 'E05000142'],
  E05013661: ['E05013671', 'E05013672'],
  E09000007: ['E09000027', 'E09000028'],
  A0609: ['A0608', 'A0777'],
  'A 0609': ['A 0608', 'A 0777'],
  W1012: ['W1011', 'W1777'],
  'W 1012': ['W 1011', 'W 1777'],
  G0101: ['G0100', 'G0777'],
  'G 0101': ['G 0100', 'G 0777'],
  'police.kilburn.2013-05-20': ['police.kilburn.2011-05-20', 'other-police.kilburn.2013-05-20'],
};

/** What something of ours was called two years before. */
const before = (name: string): string =>
  CODES[name]?.[0] ??
  (name.startsWith(OF_FORCE) ? name.replace(OF_FORCE, `${OF_FORCE}ended-`) : `ended-${name}`);
/** What another force calls what we call so. */
export const theirs = (name: string): string =>
  CODES[name]?.[1] ?? (name === 'police' || name.startsWith(OF_FORCE) ? `other-${name}` : `their-${name}`);

/** What is named by its force says so in all of them. */
const OF_FORCE = 'police.';

const isOurs = (name: string): boolean => name in CODES || OURS.includes(name);

const retold = (steps: readonly Sent[], tell: (text: string) => string, mark: string): readonly Sent[] => {
  const told = (value: unknown): unknown => {
    if (typeof value === 'string') return tell(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(told);
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, told(one)]));
  };
  return steps.map((step) => ({
    ...step,
    id: tell(step.id),
    command: told(step.command) as Sent['command'],
    commandId: `${mark}-${step.commandId}`,
  }));
};

const twoYearsBefore = (text: string): string =>
  text.replace(/^20(1[23])-/, (_, year: string) => `20${Number(year) - 2}-`);

/** The roles of a force are one record, and go on; it had a policy then by which nothing was kept for long. */
const ENDED: readonly Sent[] = retold(
  YEAR.filter(({ decider }) => decider !== deciderOf('roles')),
  (text) => (text !== 'police' && isOurs(text) ? before(text) : twoYearsBefore(text)),
  'before',
);
const RETENTION: Sent = {
  ...inRegister({ type: 'AdoptPolicy', ...day('2010-09-04', ADMIN), kind: 'RETENTION', number: 'W 1011' }),
  commandId: 'before-retention',
};
const THEIRS: readonly Sent[] = retold(YEAR, (text) => (isOurs(text) ? theirs(text) : text), 'theirs');

const isOfPolicies = ({ decider }: Sent): boolean => decider === deciderOf('policy');

/** What is on record beside any world. */
export const NEIGHBOURS: readonly Sent[] = [
  ...ENDED.filter(isOfPolicies),
  RETENTION,
  ...ENDED.filter((step) => !isOfPolicies(step)),
  ...THEIRS,
];

/** The records of a kind that had ended before the year; none where a kind has no end, or its end forbids nothing. */
export const ENDED_RECORDS: { readonly [Kind in Referred]: string | undefined } = {
  adviceCase: undefined,
  agency: before('council'),
  attendance: before('visit-1'),
  behaviourContract: undefined,
  borough: undefined,
  crime: undefined,
  intelligence: undefined,
  member: before('pcso-1'),
  policy: undefined,
  problem: undefined,
  promise: before('visits'),
  referral: undefined,
  report: undefined,
  subject: before('sorrel'),
  survey: before('survey-2'),
  team: before('inpt-west'),
  visit: before('visit-9'),
  ward: before('E05000140'),
};

/** Nobody's, and of the form of the kind's ids. */
export const inventedOf = (kind: Referred): string =>
  ({
    ward: 'E05000199',
    borough: 'E09000033',
    crime: 'police.nobody-1',
    report: 'police.nobody-1',
    intelligence: 'police.nobody-1',
    problem: 'police.nobody-1',
    appointments: 'police.nobody.2013-05-20',
  })[kind as string] ?? 'nobody-1';

export const recordsOf = (kind: Referred): readonly string[] =>
  [...new Set(YEAR.filter(({ decider }) => decider === deciderOf(kind)).map(streamOfStep))].map((stream) =>
    stream.slice(stream.indexOf('-') + 1),
  );
