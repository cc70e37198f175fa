import {
  entriesOf,
  keyedFrom,
  type AnyFold,
  type Keyed,
  type Message,
  type Moment,
  type View,
} from '@wardbook/event-sourcing';
import { policing, retentionEvents, retentionPart, type RetentionState } from '@wardbook/policing';

/** What was said of a record, of whichever kind: whether it is held, when it is reviewed, whether it was disposed of. */
export interface RetentionCard {
  /** The record; none before anything was said. */
  readonly stream: string | null;
  readonly retention: RetentionState;
}

type Column = 'standing' | 'dueOn';

type Told = (state: RetentionState, event: Message, moment: Moment) => RetentionState;

const TYPES: readonly string[] = retentionEvents.map(({ type }) => type);

const KINDS: readonly AnyFold[] = Object.values(policing.kinds).filter(({ events }) =>
  events.some(({ type }) => TYPES.includes(type)),
);

const { initial, evolve: parts } = retentionPart;

/** One row for each record of which anything was said. */
export const retentionBoard: View<RetentionCard, Column> = {
  name: 'retention-board',
  version: 1,
  of: KINDS,
  initial: { stream: null, retention: initial },
  keys: keyedFrom(TYPES.map((type) => [type, (_: Message, { stream }: Moment) => stream])),
  evolve: keyedFrom(
    entriesOf(parts as object as Keyed<Told>).map(([type, told]) => [
      type,
      ({ retention }: RetentionCard, event: Message, moment: Moment): RetentionCard => ({
        stream: moment.stream,
        retention: told(retention, event, moment),
      }),
    ]),
  ),
  columns: {
    standing: ({ retention: { disposed, holds } }) => {
      if (entriesOf(holds).some(([, { liftedAt }]) => liftedAt === undefined)) return 'HELD';
      return disposed === undefined ? 'KEPT' : 'DISPOSED';
    },
    dueOn: ({ retention: { reviews, retained } }) =>
      [reviews.at(-1)?.value ?? null, retained.at(-1)?.value.until ?? null].reduce((one, other) =>
        one === null || (other !== null && other > one) ? other : one,
      ),
  },
};
