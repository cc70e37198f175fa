import { asked, requestAt, type RequestDeclineReason, type RequestState } from '@wardbook/policing';
import { entriesOf, NONE_KEYED, valueIn, withValue, type Keyed } from '@wardbook/event-sourcing';

// Authority is given, never typed in: what a record waits for, as the rows of every concept that asks for it keep it.

/** What somebody asked another to authorise, and what came of it. */
export interface RequestCard extends RequestState {
  readonly declinedBecause?: RequestDeclineReason;
}

export const NO_REQUESTS: Keyed<RequestCard> = NONE_KEYED;

/** The requests of a row with one more. */
export const withRequest = (
  requests: Keyed<RequestCard>,
  request: string,
  card: Omit<RequestCard, 'answer' | 'declinedBecause'>,
): Keyed<RequestCard> => asked(requests, request, card);

/** The requests of a row with the answer to one of them; without a reason it was granted. */
export const withAnswer = (
  requests: Keyed<RequestCard>,
  request: string,
  at: string,
  declinedBecause?: RequestDeclineReason,
): Keyed<RequestCard> => {
  const known = valueIn(requests, request);
  if (!known) return requests;
  const answer = { granted: declinedBecause === undefined, at };
  return withValue(requests, request, { ...known, answer, ...(declinedBecause && { declinedBecause }) });
};

/** The requests of a row as they stand at an instant, the oldest first. */
export const requestsAt = <Matter extends string>(requests: Keyed<RequestCard>, matter: Matter, at: string) =>
  entriesOf(requests)
    .flatMap(([key, { askedBy: askedByKey, askedAt, answerBy = null, answer, declinedBecause = null }]) => {
      const standing = requestAt(requests, key, at);
      const isOverdue = standing === 'WAITING' && answerBy !== null && answerBy < at;
      const answeredAt = answer?.at ?? null;
      return standing === undefined
        ? []
        : [{ key, matter, askedByKey, askedAt, answerBy, standing, answeredAt, declinedBecause, isOverdue }];
    })
    .sort((a, b) => (a.askedAt < b.askedAt ? -1 : +(a.askedAt > b.askedAt)));
