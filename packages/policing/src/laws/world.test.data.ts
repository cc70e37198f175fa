import assert from 'node:assert/strict';
import {
  decode,
  definitionOf,
  effective as whatStands,
  evolve,
  isStrike,
  type AnyDecider,
  type Message,
  type RecordedEvent,
} from '@wardbook/event-sourcing';
import fc from 'fast-check';
import { policing } from '../index.ts';
import { ADMIN, INSPECTOR, OFFICER, SUPERVISOR, SYSTEM } from '../kilburn.test.data.ts';
import { day, ofMember, ofPromise, ofTeam, type Step } from '../steps.test.data.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';
import { LAWS } from './kinds.test.data.ts';
import { fresh, type Engine } from './remembered.test.data.ts';

export { upon } from './remembered.test.data.ts';

// Worlds that could have been: the year in Kilburn with some of it left out, with more that somebody may have done at
// any time of it, and recorded in another order. No two things happen at one instant: of those, the one that is
// recorded later stands.

export type KindName = keyof typeof policing.kinds;
export const KINDS = Object.keys(policing.kinds) as readonly KindName[];
export const deciderOf = (kind: KindName): AnyDecider => policing.kinds[kind];
export const commandTypes = (kind: KindName): readonly string[] => Object.keys(deciderOf(kind).decide);

export const kindOf = ({ decider }: Pick<Step, 'decider'>): KindName =>
  KINDS.find((kind) => deciderOf(kind) === decider) ?? assert.fail(`${decider.name} is of no kind`);

/** One command of a world. Its id stays whatever comes before it. */
export interface Sent extends Step {
  readonly commandId: string;
}

const at = (date: string, second: number): string =>
  new Date(Date.parse(`${date}T12:00:00.000Z`) + second * 1_000).toISOString();

const byDate = (one: Step, other: Step): number =>
  one.command.occurredAt < other.command.occurredAt
    ? -1
    : +(one.command.occurredAt > other.command.occurredAt);

/** What the year does not tell, or has undone by late evidence: a breach, a request declined, a lead who leaves. */
const MORE_OF_IT: readonly Step[] = [
  ofPromise({ type: 'ClosePeriod', ...day('2013-05-02', INSPECTOR), period: '2013-04' }),
  ofPromise({
    type: 'ExplainBreach',
    ...day('2013-05-03', INSPECTOR),
    period: '2013-04',
    explanation: 'Both schools were shut.',
  }),
  ofPromise({ type: 'ReviewPeriod', ...day('2013-06-02', SYSTEM), period: '2013-05' }),
  ofMember(OFFICER.id, {
    type: 'AbstractMember',
    ...day('2013-05-10', SUPERVISOR),
    request: 'football',
    until: '2013-05-12T06:00:00.000Z',
    reason: 'RESPONSE_COVER',
    exceptional: false,
    urgent: false,
  }),
  ofMember(OFFICER.id, {
    type: 'DeclineAbstraction',
    ...day('2013-05-11', INSPECTOR),
    request: 'football',
    reason: 'ANOTHER_WAY_FOUND',
  }),
  ofTeam('inpt-north', {
    type: 'FormTeam',
    ...day('2013-02-01', ADMIN),
    kind: 'INPT',
    name: 'North Camden INPT',
  }),
  ofMember('inspector-2', {
    type: 'PostMember',
    ...day('2013-02-01', ADMIN),
    team: 'inpt-north',
    category: 'UNIFORMED',
    rank: 'INSPECTOR',
    source: 'RECRUIT',
    publicName: 'Insp. Sorrel Vane',
  }),
  ofTeam('inpt-north', { type: 'AppointTeamLead', ...day('2013-02-02', ADMIN), member: 'inspector-2' }),
  ofMember('inspector-2', { type: 'LeaveService', ...day('2013-06-01', ADMIN), reason: 'RETIRED' }),
  ofTeam('inpt-north', { type: 'ReviewTeamLead', ...day('2013-06-02', SYSTEM), member: 'inspector-2' }),
];

/** In the order in which it happened: the n-th thing n seconds after noon of its day. */
export const YEAR: readonly Sent[] = [...yearInKilburn, ...MORE_OF_IT].sort(byDate).map((step, index) => ({
  ...step,
  command: { ...step.command, occurredAt: at(step.command.occurredAt.slice(0, 10), index) },
  commandId: `year-${index}`,
}));

const DAYS = 400;
const FIRST_DAY = Date.parse('2012-09-01T00:00:00.000Z');
const dayAfter = (days: number): string => new Date(FIRST_DAY + days * 86_400_000).toISOString().slice(0, 10);

type Said = Readonly<Record<string, readonly unknown[]>>;

/** Any command of a kind, from the values that the kind has for it. */
const commandOf = (kind: KindName, type: string): fc.Arbitrary<object> => {
  const { [type]: said = {} } = LAWS[kind].says as Readonly<Record<string, Said>>;
  const fields = Object.entries(said).map(([field, values]) => [field, fc.constantFrom(...values)] as const);
  return fc.record(Object.fromEntries(fields)).map((one) => ({
    type,
    ...Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)),
  }));
};

/** Any command to any record of a kind. */
export const anyOf = (
  kind: KindName,
  types = commandTypes(kind),
): fc.Arbitrary<Omit<Step, 'command'> & { readonly command: object }> =>
  fc.record({
    decider: fc.constant(deciderOf(kind)),
    id: fc.constantFrom(...LAWS[kind].ids),
    command: fc.oneof(...types.map((type) => commandOf(kind, type))),
  });

/** Things that somebody may have done at any time of the year, each at an instant of its own. */
const anythingElse = (most: number, kinds: readonly KindName[] = KINDS): fc.Arbitrary<readonly Sent[]> =>
  fc
    .array(fc.record({ after: fc.nat(DAYS), step: fc.oneof(...kinds.map((kind) => anyOf(kind))) }), {
      maxLength: most,
    })
    .map((all) =>
      all.map(({ after, step }, index) => ({
        ...step,
        command: { ...step.command, occurredAt: at(dayAfter(after), YEAR.length + index) } as Step['command'],
        commandId: `else-${index}`,
      })),
    );

/** A world in the order in which it happened. */
export const worlds = (
  kinds: readonly KindName[] = KINDS,
  { leftOut = 4, more = 12 } = {},
): fc.Arbitrary<readonly Sent[]> =>
  fc
    .record({
      missing: fc.uniqueArray(fc.nat(YEAR.length - 1), { maxLength: leftOut }),
      others: anythingElse(more, kinds),
    })
    .map(({ missing, others }) =>
      [...YEAR.filter((_, index) => !missing.includes(index)), ...others].sort(byDate),
    );

export const streamOfStep = ({ decider, id }: Step): string => `${decider.name}-${id}`;

/** What is recorded late: which of the things, and after how many others that happened later. */
export type Lateness = readonly { readonly which: number; readonly by: number }[];
export const lateness: fc.Arbitrary<Lateness> = fc.array(
  fc.record({ which: fc.nat(10_000), by: fc.integer({ min: 1, max: 20 }) }),
  { minLength: 1, maxLength: 6 },
);

export const recordedLate = <One>(steps: readonly One[], late: Lateness): readonly One[] =>
  late.reduce<readonly One[]>((before, { which, by }) => {
    const moved = steps[which % steps.length];
    if (moved === undefined) return before;
    const from = before.indexOf(moved);
    return before.toSpliced(from, 1).toSpliced(from + by, 0, moved);
  }, steps);

/** What came of recording some commands in this order. */
export interface Recorded {
  readonly engine: Engine;
  /** Those that were not refused. */
  readonly accepted: readonly Sent[];
  /** Of those, the ones that left something on record. */
  readonly effective: readonly Sent[];
}

export const record = async (steps: readonly Sent[], into = fresh()): Promise<Recorded> => {
  const [accepted, effective]: [Sent[], Sent[]] = [[], []];
  for (const step of steps) {
    const { refusal, receipt } = await into.send(step, step.commandId);
    if (!refusal) accepted.push(step);
    if (!refusal && receipt.eventIds.length > 0) effective.push(step);
  }
  return { engine: into, accepted, effective };
};

export interface Happened {
  readonly event: Message;
  readonly moment: RecordedEvent;
}

/** All events of a world, stream by stream, in the order of recording. */
export const streamsOf = async ({
  store,
}: Pick<Engine, 'store'>): Promise<
  ReadonlyMap<
    string,
    { readonly decider: AnyDecider; readonly kind: KindName; readonly past: readonly Happened[] }
  >
> => {
  const all = new Map<
    string,
    { readonly decider: AnyDecider; readonly kind: KindName; readonly past: Happened[] }
  >();
  const log = whatStands(await store.readLog({ after: 0n, limit: 100_000 })).filter((one) => !isStrike(one));
  for (const moment of log) {
    const kind = KINDS.find((one) => moment.stream.startsWith(`${deciderOf(one).name}-`));
    if (kind === undefined) continue;
    const decider = deciderOf(kind);
    const definition = definitionOf(decider, moment.type);
    const known = all.get(moment.stream) ?? { decider, kind, past: [] };
    all.set(moment.stream, known);
    known.past.push({ event: decode(definition, moment), moment });
  }
  return all;
};

/** What a stream had come to at an instant, as it is known now. */
export const stateAt = (decider: AnyDecider, past: readonly Happened[], instant: string): unknown =>
  past
    .filter(({ moment }) => moment.occurredAt <= instant)
    .reduce<unknown>((state, { event, moment }) => evolve(decider, state, event, moment), decider.initial);

/** The same for each of these instants, earliest first: what was recorded in time is folded once. */
export const statesAt = (
  decider: AnyDecider,
  past: readonly Happened[],
  instants: readonly string[],
): readonly unknown[] => {
  let state: unknown = decider.initial;
  let [before, last] = ['', -1];
  return instants.map((instant) => {
    const news = past.flatMap(({ moment: { occurredAt } }, index) =>
      occurredAt > before && occurredAt <= instant ? [index] : [],
    );
    const isInTime = (news[0] ?? Infinity) > last;
    last = Math.max(last, ...news);
    before = instant;
    state = isInTime
      ? news.reduce((earlier, index) => {
          const { event, moment } = past[index] ?? assert.fail();
          return evolve(decider, earlier, event, moment);
        }, state)
      : stateAt(decider, past, instant);
    return state;
  });
};
