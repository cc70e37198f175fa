import { entriesOf, NONE_KEYED, valueIn, withValue, type Keyed } from '@wardbook/event-sourcing';
import { requestAt, type RequestDeclineReason, type RequestState } from '@wardbook/policing';

// Authority is given, never typed in: what a record waits for, as the rows of every concept that asks for it keep it.

/** What somebody asked another to authorise, and what came of it. */
export interface RequestCard extends RequestState {
  readonly declinedBecause?: RequestDeclineReason;
}

export const NO_REQUESTS: Keyed<never> = NONE_KEYED;

/** The requests of a row with one more. */
export const withRequest = <Card extends RequestCard>(
  requests: Keyed<Card>,
  request: string,
  card: Card,
): Keyed<Card> => withValue(requests, request, { ...valueIn(requests, request), ...card });

/** The requests of a row with the answer to one of them; without a reason it was granted. */
export const withAnswer = <Card extends RequestCard>(
  requests: Keyed<Card>,
  request: string,
  at: string,
  declinedBecause?: RequestDeclineReason,
): Keyed<Card> => {
  const known = valueIn(requests, request);
  if (!known) return requests;
  const answer = { granted: declinedBecause === undefined, at };
  return withValue(requests, request, { ...known, answer, ...(declinedBecause && { declinedBecause }) });
};

/** A request of a row as it stands at an instant; undefined before it was made. */
export const oneRequestAt = <Matter extends string>(
  requests: Keyed<RequestCard>,
  key: string,
  matter: Matter,
  at: string,
) => {
  const standing = requestAt(requests, key, at);
  const known = valueIn(requests, key);
  if (standing === undefined || known === undefined) return undefined;
  const { askedBy: askedByKey, askedAt, answerBy = null, answer, declinedBecause } = known;
  return {
    ...{ key, matter, askedByKey, askedAt, answerBy, standing },
    isOverdue: standing === 'WAITING' && answerBy !== null && answerBy < at,
    answeredAt: standing === 'WAITING' ? null : (answer?.at ?? null),
    declinedBecause: standing === 'DECLINED' ? (declinedBecause ?? null) : null,
  };
};

/** The requests of a row as they stand at an instant, the oldest first. */
export const requestsAt = <Matter extends string>(requests: Keyed<RequestCard>, matter: Matter, at: string) =>
  entriesOf(requests)
    .flatMap(([key]) => oneRequestAt(requests, key, matter, at) ?? [])
    .sort((a, b) => (a.askedAt < b.askedAt ? -1 : +(a.askedAt > b.askedAt)));
