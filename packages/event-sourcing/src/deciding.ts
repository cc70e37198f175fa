import { didYouMean, named } from './closest.ts';
import type { AnyDecider, AnyFold, Command, EventIn, Fact, StateOf } from './decider.ts';
import { decode, namesOf, type AnyEventDefinition } from './event.ts';
import type { Moment, RecordedFields } from './event-store.ts';
import { valueIn, type Keyed } from './keyed.ts';
import type { Message } from './message.ts';
import { isRefusal, type Decision } from './refusal.ts';
import { effective, recordedInError } from './striking.ts';

/**
 * One recorded event later. Throws `UnknownEventVersion`.
 * @example
 * const state = events.reduce((before, recorded) => evolveRecorded(lamp, before, recorded), lamp.initial);
 */
export const evolveRecorded = <F extends AnyFold>(
  fold: F,
  state: StateOf<F>,
  recorded: RecordedFields,
): StateOf<F> =>
  evolve(fold, state, decode(definitionOf(fold, recorded.type), recorded) as EventIn<F>, recorded);

/**
 * What a record comes to by these of its events: those that stand. Throws `UnknownEventVersion`.
 * @example
 * const state = foldRecorded(lamp, await store.readStream('lamp-high-street-1'));
 */
export const foldRecorded = <F extends AnyFold>(fold: F, events: readonly RecordedFields[]): StateOf<F> =>
  effective(events).reduce<StateOf<F>>(
    (state, recorded) => evolveRecorded(fold, state, recorded),
    fold.initial,
  );

/**
 * One event later.
 * @example
 * evolve(lamp, 'broken', lampRepaired({}), moment); // 'working'
 */
export const evolve = <F extends AnyFold>(
  fold: F,
  state: StateOf<F>,
  event: EventIn<F>,
  moment: Moment,
): StateOf<F> => {
  type Step = (state: unknown, event: Message, moment: Moment) => unknown;
  const step = valueIn(fold.evolve as Keyed<Step>, event.type);
  return step ? step(state, event, moment) : state;
};

/**
 * What a decider answers to a command.
 * @example
 * const command = { type: 'RepairLamp', id: 'high-street-1', occurredAt, by, owner: by.agency };
 * decide(lamp, command, 'broken', {}); // [{ type: 'LampRepaired' }]
 */
export const decide = (
  decider: AnyDecider,
  command: Command,
  state: unknown,
  facts: object,
): Decision<Message> => {
  type Answer = (command: Command, state: unknown, facts: object) => unknown;
  const answer = valueIn(decider.decide as Keyed<Answer>, command.type);
  if (!answer) throw new TypeError(unknownCommand(decider, command.type));
  const decision = answer(command, state, facts);
  if (!isDecision(decision))
    throw new TypeError(
      `${decider.name} answers ${decision === undefined ? 'nothing' : 'something else'} to ${command.type}: events, [] or a refusal are answers.`,
    );
  return decision;
};

/** Whether such a record is nothing for the role of whoever sends this. A process acts for whoever caused it. */
export const isNoReader = ({ readers }: AnyDecider, { by }: Pick<Command, 'by'>): boolean =>
  by.role !== SYSTEM && readers?.includes(by.role) === false;

/**
 * Whether a record that is there is as good as not there for whoever sends this: their role is no reader, or it is another
 * agency's, and its decider does not list the command for others.
 */
export const isHidden = (decider: AnyDecider, command: Command, state: unknown): boolean => {
  const { by, owner, type } = command;
  if (isNoReader(decider, command)) return true;
  if (by.agency === owner || by.role === SYSTEM) return false;
  type May = (command: Command, state: unknown) => boolean;
  return valueIn((decider.others ?? {}) as Keyed<May>, type)?.(command, state) !== true;
};

/** The role of processes. */
export const SYSTEM = 'SYSTEM';

/** In JavaScript the end of a chain of rules may be forgotten, a single event be answered, or a promise of some. */
const isDecision = (answer: unknown): answer is Decision<Message> => {
  if (typeof answer !== 'object' || answer === null) return false;
  return Array.isArray(answer) || ('events' in answer && Array.isArray(answer.events)) || isRefusal(answer);
};

const unknownCommand = ({ name, decide: table }: AnyDecider, type: unknown): string =>
  `${name} knows no command ${named(type)}.${didYouMean(type, Object.keys(table))}`;

/** Whose record a command is about, when it is about a person. */
export const subjectOf = (decider: AnyDecider, state: unknown, command: Command): string | undefined =>
  (decider.subject as ((state: unknown, command: Command) => string | undefined) | undefined)?.(
    state,
    command,
  );

/** Which facts a command asks for, by name. */
export const factsFor = (
  decider: AnyDecider,
  command: Command,
  state: unknown,
): Readonly<Record<string, Fact<unknown>>> => {
  type Ask = (command: Command, state: unknown) => Readonly<Record<string, Fact<unknown>>>;
  return valueIn(decider.facts as Keyed<Ask>, command.type)?.(command, state) ?? {};
};

const catalogues = new WeakMap<readonly AnyEventDefinition[], ReadonlyMap<string, AnyEventDefinition>>();

/**
 * By the name that the event has or had.
 * @example
 * definitionOf(lamp, 'LampFailed')?.version; // 1
 */
export const definitionOf = (
  { events }: { readonly events: readonly AnyEventDefinition[] },
  type: string,
): AnyEventDefinition | undefined => {
  let catalogue = catalogues.get(events);
  if (!catalogue) {
    catalogue = new Map(
      // Whatever a fold is about, something in its streams may be struck through.
      [recordedInError, ...events].flatMap((definition) =>
        namesOf(definition).map((name) => [name, definition] as const),
      ),
    );
    catalogues.set(events, catalogue);
  }
  return catalogue.get(type);
};
