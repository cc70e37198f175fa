import type { AnyDecider } from './decider.ts';
import type { Dated } from './dated.ts';
import { definitionOf, evolve } from './deciding.ts';
import { decode } from './event.ts';
import type { Moment, RecordedFields } from './event-store.ts';
import { valueIn, type Keyed } from './keyed.ts';
import type { Message } from './message.ts';
import type { Refusal } from './refusal.ts';
import { effective, isStrike } from './striking.ts';

/** An event of a stream, as it reads, and its moment. */
export interface Past {
  readonly event: Message;
  readonly moment: Moment;
}

/** A moment, and whether something is struck through, not added. */
type Judged = Moment & { readonly isWithout: boolean };
/** What stands of a stream's events, as it reads, in the order of recording. */
export const pastIn = (decider: AnyDecider, events: readonly RecordedFields[]): readonly Past[] =>
  effective(events).flatMap((recorded) => {
    const definition = isStrike(recorded) ? undefined : definitionOf(decider, recorded.type);
    return definition ? [{ event: decode(definition, recorded), moment: recorded }] : [];
  });

type Stands = Keyed<(event: Message, state: unknown, moment: Judged) => Refusal | undefined>;

/** Whether what was decided could unsettle anything: it happened before something that is on record. */
export const mayUnsettle = (
  { stands, settled = [] }: AnyDecider,
  decided: readonly Dated[],
  newest: string | undefined,
): boolean =>
  stands !== undefined &&
  newest !== undefined &&
  decided.some(({ at, event }) => at < newest && !settled.includes(event.type));

/**
 * What is on record about a later moment and would no longer be possible: the first refusal that `stands` gives for an
 * event which stood before. Both walks go through the events in the order in which they happened.
 */
export const unsettled = (
  decider: AnyDecider,
  past: readonly Past[],
  decided: readonly Dated[],
): Refusal | undefined => {
  const fell = new Set(fallen(decider, past).map(({ id }) => id));
  const next = (past.at(-1)?.moment.revision ?? -1) + 1;
  const pending = decided.map(({ at, event }, index): Past => ({
    event,
    moment: { ...PENDING, revision: next + index, occurredAt: at },
  }));
  return fallen(decider, [...past, ...pending]).find(({ id }) => id !== PENDING.id && !fell.has(id))?.refusal;
};

/** The same where something that is on record, by its 0-based revisions, had not happened. */
export const unsettledWithout = (
  decider: AnyDecider,
  past: readonly Past[],
  struck: ReadonlySet<number>,
): Refusal | undefined => {
  if (!decider.stands) return undefined;
  const fell = new Set(fallen(decider, past).map(({ id }) => id));
  const rest = past.filter(({ moment }) => !struck.has(moment.revision));
  return fallen(decider, rest, true).find(({ id }) => !fell.has(id))?.refusal;
};

const PENDING: Moment = { stream: '', revision: 0, id: 'pending', occurredAt: '', recordedAt: '' };

const fallen = (decider: AnyDecider, past: readonly Past[], isWithout = false) => {
  const ordered = [...past].sort((a, b) =>
    a.moment.occurredAt < b.moment.occurredAt ? -1 : +(a.moment.occurredAt > b.moment.occurredAt),
  );
  const found: { readonly id: string; readonly refusal: Refusal }[] = [];
  let state: unknown = decider.initial;
  for (const { event, moment } of ordered) {
    const refusal = valueIn(decider.stands as Stands, event.type)?.(event, state, { ...moment, isWithout });
    if (refusal) found.push({ id: moment.id, refusal });
    state = evolve(decider, state, event, moment);
  }
  return found;
};
