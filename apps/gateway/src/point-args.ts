import 'reflect-metadata';
import { ArgsType, Field, Int } from 'type-graphql';
import type { PointInHistory } from '@wardbook/event-sourcing';
import { DateTime } from './scalars.ts';
import { refusedRequest } from './refused-request.ts';

/** An argument that may be left out. It comes as GraphQL reads it: an id is still a client's, a date is a `Date`. */
export const Optional = (type: () => unknown, description: string): PropertyDecorator =>
  Field(type as never, { nullable: true, description });

const AT_LEAST = 'A token of a receipt: the answer is no older than that, or STALE_READ after two seconds.';

/** At which moment of its history something is shown; at most one of the three. */
@ArgsType()
export class PointArgs {
  @Optional(() => DateTime, 'As it was: what had occurred by then.') asAt?: Date | null;
  @Optional(
    () => DateTime,
    'As it was known: what had been written down by then, at least five seconds ago. The answer never changes later.',
  )
  knownAt?: Date | null;
  @Optional(
    () => Int,
    'At this version: after so many of its events, or after all of them where there are fewer. 1 to 2,147,483,647.',
  )
  exactly?: number | null;
}

/** How fresh an answer is to be. */
@ArgsType()
export class TokenArgs {
  @Optional(() => String, AT_LEAST) atLeast?: string | null;
}

/** A moment of history and a freshness, for one thing. */
@ArgsType()
export class PointOrTokenArgs extends PointArgs {
  @Optional(() => String, AT_LEAST) atLeast?: string | null;
}

/** Nothing: a record is shown as it is now. */
@ArgsType()
export class NoArgs {}

// P-15: what is being written now may be recorded at a moment that is over; by so much the clocks of writers may differ.
const UNSETTLED_IN_MILLISECONDS = 5_000;

/** The point asked for; undefined for now. Throws BAD_USER_INPUT (400) for two at once, and for what is not known yet. */
export const pointOf = (
  { asAt, knownAt, exactly }: PointArgs,
  now: () => number,
): PointInHistory | undefined => {
  const points: PointInHistory[] = [];
  if (asAt != null) points.push({ asAt: asAt.toISOString() });
  if (knownAt != null) points.push({ knownAt: knownAt.toISOString() });
  if (exactly != null && exactly < 1)
    throw refusedRequest('BAD_USER_INPUT', 'Give a version from 1 on as exactly.');
  if (exactly != null) points.push({ exactly: exactly - 1 });
  if (points.length > 1)
    throw refusedRequest('BAD_USER_INPUT', 'Give only one of asAt, knownAt and exactly.');
  if (knownAt != null && knownAt.getTime() > now() - UNSETTLED_IN_MILLISECONDS)
    throw refusedRequest(
      'BAD_USER_INPUT',
      'What was known then may not all be written down yet. Give a knownAt at least five seconds ago.',
    );
  return points[0];
};

/** When a record is shown as it was, or was known: ISO, UTC; now where a point is a version, or there is none. */
export const momentOf = (point: PointInHistory | undefined, now: () => number): string => {
  if (point && 'asAt' in point) return point.asAt;
  if (point && 'knownAt' in point) return point.knownAt;
  return new Date(now()).toISOString();
};
