import { datedFrom, type Dated } from './dated.ts';
import { streamOf, type AnyDecider, type Command, type Telling } from './decider.ts';
import { decide, definitionOf, evolve, factsFor, isHidden, SYSTEM } from './deciding.ts';
import { headerOf } from './envelope.ts';
import { decode } from './event.ts';
import type { RecordedEvent } from './event-store.ts';
import type { Gather } from './facts.ts';
import { valueIn, type Keyed } from './keyed.ts';
import type { Message } from './message.ts';
import { accepted, isRefusal } from './refusal.ts';
import { mayUnsettle, unsettled, type Past } from './standing.ts';

// What rests on what somebody would strike through is found by deciding again: each command that the record came of, in
// the order of recording, upon a record without it.

interface Asked {
  readonly decider: AnyDecider;
  readonly id: string;
  readonly owner: string;
  readonly gather: Gather;
  /** All of the record, from its first event on. */
  readonly history: readonly RecordedEvent[];
  /** Lets others have their turn: a decision of a long record takes long, and there are as many. */
  readonly turn: () => Promise<unknown>;
}

/** All that one command put on record, and the command. */
interface Step {
  readonly told: readonly Past[];
  readonly revisions: readonly number[];
  readonly command: Command | undefined;
  /** The event that says what it said; its others follow from that. */
  readonly main: Message | undefined;
}

/** A record as far as it was told: its events have its own revisions. */
interface Course {
  readonly past: Past[];
  state: unknown;
  /** When the latest of it happened. */
  latest: string | undefined;
}

/** What comes of a command: nothing, where it is refused. */
type Outcome = readonly Dated[] | undefined;

/** What comes of striking: what could not have been without it, or what goes with it. */
export interface Without {
  /** The first event whose command would be refused, or say something else. */
  readonly rests?: Past;
  /** 0-based revisions of what followed from it, or was put there by a process, and would not be there. */
  readonly goes: readonly number[];
}

/** What of a record rests on some of its events, by their 0-based revisions. */
export const restingWithin = async (
  asked: Asked,
  standing: readonly RecordedEvent[],
  gone: ReadonlySet<number>,
): Promise<Without> => {
  const { decider } = asked;
  const courses = { withIt: begun(decider), without: begun(decider) };
  const first = Math.min(...gone);
  const goes: number[] = [];
  for (const step of stepsOf(asked, standing)) {
    const [revision = 0] = step.revisions;
    if (!gone.has(revision)) {
      const outcome = revision < first ? step.told : await outcomeWithout(asked, step, courses);
      if (revision > first) await asked.turn();
      if (outcome === 'RESTS') return { rests: mainOf(step), goes: [] };
      goes.push(...goneFrom(decider, step, outcome));
      add(decider, courses.without, outcome);
    }
    add(decider, courses.withIt, step.told);
  }
  return { goes };
};

const mainOf = ({ told, main }: Step): Past => told.find(({ event }) => event === main) ?? NOWHERE;

/** What a step put there and would not. What follows from the rest stays where it would come out otherwise: it is restated. */
const goneFrom = ({ follows = [] }: AnyDecider, { told, revisions }: Step, outcome: readonly Past[]) => {
  const isRestated = outcome.some(({ event }) => follows.includes(event.type));
  return revisions.filter((_, index) => {
    const { event, moment } = told[index] ?? NOWHERE;
    const isThere = outcome.some(
      (one) => one.moment.occurredAt === moment.occurredAt && isSame(one.event, event),
    );
    return !isThere && !(isRestated && follows.includes(event.type));
  });
};

const begun = ({ initial }: AnyDecider): Course => ({ past: [], state: initial, latest: undefined });

const add = (decider: AnyDecider, course: Course, events: readonly Past[]): void => {
  for (const { event, moment } of events) {
    const placed = { ...moment, revision: course.past.length };
    course.state = evolve(decider, course.state as never, event as never, placed);
    course.past.push({ event, moment: placed });
    const { latest = '' } = course;
    if (moment.occurredAt > latest) course.latest = moment.occurredAt;
  }
};

/** What a step comes to in the record without what is struck. What would not be decided so today stays as it is. */
const outcomeWithout = async (
  asked: Asked,
  step: Step,
  { withIt, without }: { readonly withIt: Course; readonly without: Course },
): Promise<readonly Past[] | 'RESTS'> => {
  const { command } = step;
  if (!command) return step.told;
  const outcome = await decidedUpon(asked, without, command);
  if (isWhole(step, outcome)) return step.told;
  const isOfProcess = command.by.role === SYSTEM;
  if (!isWhole(step, await decidedUpon(asked, withIt, command))) return step.told;
  if (!isOfProcess && !isSaidBy(asked.decider, step, outcome)) return 'RESTS';
  // What is so already was said twice.
  if (outcome?.length === 0 && !isOfProcess) return step.told;
  return (outcome ?? []).map(({ at, event }, index) => ({
    event,
    moment: { ...(step.told.at(index) ?? step.told[0] ?? NOWHERE).moment, occurredAt: at },
  }));
};

const NOWHERE: Past = {
  event: { type: '' },
  moment: { stream: '', revision: 0, id: '', occurredAt: '', recordedAt: '' },
};

/** Decides as `handle` does. */
const decidedUpon = async (
  { decider, gather, history }: Asked,
  { state, past, latest }: Course,
  command: Command,
): Promise<Outcome> => {
  if (isHidden(decider, command, state)) return undefined;
  const own = { stream: streamOf(decider, command.id), told: past, recorded: history };
  const { facts } = await gather(factsFor(decider, command, state), own, command);
  const decision = decide(decider, command, state, facts);
  if (isRefusal(decision)) return undefined;
  const dated = datedFrom(accepted(decision).events, command.occurredAt);
  const isLate =
    command.by.role !== SYSTEM && mayUnsettle(decider, dated, latest) && unsettled(decider, past, dated);
  return isLate ? undefined : dated;
};

/** Whether all comes out as it is on record. */
const isWhole = ({ told }: Step, outcome: Outcome): boolean =>
  outcome?.length === told.length &&
  told.every(({ event, moment }, index) => {
    const one = outcome[index];
    return one?.at === moment.occurredAt && isSame(one.event, event);
  });

/** Whether it says what it said, or works out anew what follows from the rest. */
const isSaidBy = ({ follows = [] }: AnyDecider, { main }: Step, outcome: Outcome): boolean =>
  outcome !== undefined &&
  main !== undefined &&
  (outcome.length === 0 || follows.includes(main.type) || outcome.some(({ event }) => isSame(event, main)));

const isSame = (one: Message, other: Message): boolean => inOneForm(one) === inOneForm(other);

const inOneForm = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

/** By the commands that they came of, in the order of recording. */
const stepsOf = (asked: Asked, standing: readonly RecordedEvent[]): readonly Step[] => {
  const steps: RecordedEvent[][] = [];
  for (const recorded of standing) {
    const before = steps.at(-1)?.at(-1);
    if (before && isOfOneCommand(before, recorded)) steps.at(-1)?.push(recorded);
    else steps.push([recorded]);
  }
  return steps.map((events) => stepOf(asked, events));
};

const isOfOneCommand = (one: RecordedEvent, other: RecordedEvent): boolean =>
  one.revision + 1 === other.revision &&
  one.recordedAt === other.recordedAt &&
  headerOf(one).commandId === headerOf(other).commandId;

type Telltale = string | ((event: Message, told: Telling) => Message | undefined);

const stepOf = ({ decider, id, owner }: Asked, events: readonly RecordedEvent[]): Step => {
  const told = events.map((moment) => ({
    event: decode(definitionOf(decider, moment.type), moment),
    moment,
  }));
  const revisions = events.map(({ revision }) => revision);
  const telling = (decider.cameOf ?? {}) as Keyed<Telltale>;
  const main = Object.keys(telling).flatMap((type) => told.find(({ event }) => event.type === type) ?? [])[0];
  if (!main) return { told, revisions, command: undefined, main: undefined };
  const { event, moment } = main;
  const by = headerOf(moment).actor;
  const tells = valueIn(telling, event.type);
  const said =
    typeof tells === 'function' ? tells(event, { ...moment, by }) : { ...event, type: tells ?? '' };
  const command = said && { occurredAt: moment.occurredAt, ...said, id, by, owner };
  return { told, revisions, command: command, main: event };
};
