import { entriesOf, valueIn, type Keyed } from '@wardbook/event-sourcing';
import { requestAt, type RequestState } from '@wardbook/policing';

// Authority is given, never typed in: what a record waits for, as the rows of every concept that asks for it keep it.

/** A request of a row as it stands at an instant; undefined before it was made. */
export const oneRequestAt = <Matter extends string>(
  requests: Keyed<RequestState>,
  key: string,
  matter: Matter,
  at: string,
) => {
  const standing = requestAt(requests, key, at);
  const known = valueIn(requests, key);
  if (standing === undefined || known === undefined) return undefined;
  const { askedBy: askedByKey, askedAt, answerBy = null, answer } = known;
  return {
    ...{ key, matter, askedByKey, askedAt, answerBy, standing },
    isOverdue: standing === 'WAITING' && answerBy !== null && answerBy < at,
    answeredAt: standing === 'WAITING' ? null : (answer?.at ?? null),
    declinedBecause: standing === 'DECLINED' ? (answer?.because ?? null) : null,
  };
};

/** The requests of a row as they stand at an instant, the oldest first. */
export const requestsAt = <Matter extends string>(
  requests: Keyed<RequestState>,
  matter: Matter,
  at: string,
) =>
  entriesOf(requests)
    .flatMap(([key]) => oneRequestAt(requests, key, matter, at) ?? [])
    .sort((a, b) => (a.askedAt < b.askedAt ? -1 : +(a.askedAt > b.askedAt)));
