import type { AnyDecider, UnsentTo } from './decider.ts';
import type { Moment } from './event-store.ts';
import { valueIn, type Keyed } from './keyed.ts';
import type { Message } from './message.ts';
import type { Refusal } from './refusal.ts';
import {
  refuseMisspelt,
  type AnyView,
  type EventsOf,
  type Folds,
  type RowsDefinition,
  type View,
} from './view.ts';

/** A command that a process sends, and to whom; the process stamps itself on it. */
export interface Outgoing {
  readonly decider: AnyDecider;
  readonly id: string;
  readonly command: Message;
  /** When what the command says happened: that of its cause, as a rule. UTC. */
  readonly occurredAt: string;
  /**
   * What it says is what its cause says, told elsewhere: not said again once the cause is struck. All else asks a record
   * to look at what there is, and is sent again then.
   */
  readonly carried?: true;
}

/**
 * A command for a record, typed by its decider.
 * @example
 * const repairOf = (id: string, occurredAt: string) => send(lamp, id, { type: 'RepairLamp' }, occurredAt);
 */
export const send = <D extends AnyDecider>(
  decider: D,
  id: string,
  command: UnsentTo<D>,
  occurredAt: string,
): Outgoing => ({ decider, id, command, occurredAt });

/**
 * The same for what is said of one record and carried to another: not sent again when the event is struck that it came
 * of. What came of any command is struck through with its cause.
 * @example
 * const toldOf = (id: string, occurredAt: string) => carry(lamp, id, { type: 'ReportFault', fault: 'BULB' }, occurredAt);
 */
export const carry = <D extends AnyDecider>(
  decider: D,
  id: string,
  command: UnsentTo<D>,
  occurredAt: string,
): Outgoing => ({ ...send(decider, id, command, occurredAt), carried: true });

/**
 * Events in, commands out, across streams; at least once, and harmless twice.
 * What it must remember is a row per key, as in a view; `react` sees the row exactly as after the event.
 */
export interface ProcessDefinition<
  F extends Folds,
  Row extends object,
  Column extends string,
  Answer = Row,
> extends RowsDefinition<F, Row, Column, Answer> {
  readonly react: {
    readonly [T in EventsOf<F>['type']]?: (
      row: NoInfer<Row>,
      event: Extract<EventsOf<F>, { type: T }>,
      moment: Moment,
    ) => readonly Outgoing[];
  };
  /** For processes with deadlines: a row whose `dueAt` column (UTC) has passed is asked what to send. */
  readonly whenDue?: 'dueAt' extends Column ? (row: NoInfer<Row>, key: string) => readonly Outgoing[] : never;
}

/** A process whose rows are no longer typed: as runners see it. */
export interface AnyProcess extends AnyView {
  readonly react: object;
  readonly whenDue?: unknown;
}

/** A process whose events are no longer known to the compiler; its rows and columns are. */
export interface Process<Row extends object, Column extends string = never> extends View<Row, Column> {
  readonly react: object;
  readonly whenDue?: unknown;
}

/**
 * Defines a process, as `defineView` does. Throws `TypeError` where a deadline has no `dueAt`, or is never asked for.
 * @example
 * const selfRepair = defineProcess({
 *   name: 'self-repair', version: 1, of: [lamp], initial: {}, columns: {},
 *   evolve: { LampFailed: (row) => row },
 *   react: { LampFailed: (_, __, moment) => [repairOf(idOf(moment.stream), moment.occurredAt)] },
 * });
 */
export const defineProcess = <
  const F extends Folds,
  Row extends object,
  const Answer extends Row,
  Column extends string = never,
>(
  process: ProcessDefinition<F, Row, Column, Answer>,
): Process<Row, Column> => {
  refuseMisspelt(process);
  const { name, react, evolve, columns, whenDue } = process;
  for (const type of Object.keys(react))
    if (!Object.hasOwn(evolve, type))
      throw new TypeError(`The process ${name} reacts to ${type}, and has no step for it.`);
  if ((whenDue !== undefined) !== Object.hasOwn(columns, 'dueAt'))
    throw new TypeError(`The process ${name} needs both \`whenDue\` and the column \`dueAt\`, or neither.`);
  return process;
};

/** A command of a process that a rule refused: nothing is lost, but somebody should know. */
export interface RefusedOutgoing {
  readonly process: string;
  readonly stream: string;
  readonly refusal: Refusal;
}

/** What a process answers to an event. */
export const reactionsTo = (
  process: AnyProcess,
  row: object,
  event: Message,
  moment: Moment,
): readonly Outgoing[] => {
  type React = (row: object, event: Message, moment: Moment) => readonly Outgoing[];
  return valueIn(process.react as Keyed<React>, event.type)?.(row, event, moment) ?? [];
};

/**
 * What a process sends once an event is struck through to which it had answered, with its row as it was before: what had
 * come of it elsewhere is struck there, and what had been looked at is looked at again.
 */
export const answersToStrike = (
  process: AnyProcess,
  row: object,
  { event, moment, strike }: { readonly event: Message; readonly moment: Moment; readonly strike: Moment },
): readonly Outgoing[] => {
  const { recordedAt } = strike;
  const answers = reactionsTo(process, row, event, { ...moment, recordedAt });
  const again = answers.filter(({ carried }) => !carried);
  const strikeConsequences = { type: 'StrikeConsequences', of: moment.id, reason: 'CAUSE_STRUCK' };
  const struck = answers.map(({ decider, id }) => ({
    ...{ decider, id, command: strikeConsequences },
    occurredAt: recordedAt,
  }));
  return [...struck, ...again];
};

/** What a process sends for a row whose moment has come. */
export const dueFor = (process: AnyProcess, row: object, key: string): readonly Outgoing[] =>
  (process as { whenDue?: (row: object, key: string) => readonly Outgoing[] }).whenDue?.(row, key) ?? [];
