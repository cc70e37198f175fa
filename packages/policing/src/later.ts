import {
  entriesOf,
  keyedFrom,
  refuse,
  toldAt,
  type Keyed,
  type Message,
  type Refusal,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { londonDay } from './london.ts';

/**
 * On which rule of its own record a later event rests (a refusal, or `true`, where it could not have happened), how it
 * reads, and how it is mended: left out, no way yet.
 */
type Resting<Event, State> = readonly [
  rule: (event: Event, state: State, at: string) => Refusal | boolean | undefined,
  happened: string,
  mend?: string,
];

type Table<Event extends Message, State> = {
  readonly [Type in Event['type']]?: Resting<Extract<Event, { type: Type }>, State>;
};

type Stands<Event extends Message, State> = {
  readonly [Type in Event['type']]?: (
    event: Extract<Event, { type: Type }>,
    state: State,
    moment: { readonly occurredAt: string },
  ) => Refusal<'occurredAt'> | undefined;
};

/**
 * R-TIME-2: what is on record for later must stay possible. What is recorded late is refused where it would break the
 * rule that a later event rests on.
 * @example
 * type GateOpened = { readonly type: 'GateOpened'; readonly gate: string };
 * const stands = judgedAgain<GateOpened, readonly string[]>({
 *   GateOpened: [
 *     ({ gate }, removed) => (removed.includes(gate) ? refuse('GATE-1', 'There is no such gate.') : undefined),
 *     'the gate was opened',
 *     'Take that back first.',
 *   ],
 * });
 */
export const judgedAgain = <Event extends Message, State>(table: Table<Event, State>): Stands<Event, State> =>
  keyedFrom(
    entriesOf(table as Keyed<Resting<never, State>>).map(([type, [rule, happened, mend = NO_WAY_YET]]) => [
      type,
      (event: never, state: State, { occurredAt }: { readonly occurredAt: string }) =>
        rule(event, state, occurredAt) ? contradicted(happened, occurredAt, mend) : undefined,
    ]),
  ) as Stands<Event, State>;

/** R-TIME-2: what happened, on which day, and how it is mended. */
export const contradicted = (happened: string, at: string, mend: string) =>
  refuse(
    'R-TIME-2',
    `On ${londonDay(at)} ${happened}, and with this it could not have been. ${mend}`,
    'occurredAt',
  );

const NO_WAY_YET = 'There is no way to correct that yet.';

/**
 * R-LIFE-2: whether it is on record that something ended at this very instant: then to end it is to ask again. What was not
 * there then, or had ended before, is not ended: whoever says so is told, for something earlier may be recorded yet.
 */
export const wasEndedAt = (told: Timeline<unknown>, at: string): boolean =>
  told.some(({ from }) => from === at) && toldAt(told, at) === undefined;
