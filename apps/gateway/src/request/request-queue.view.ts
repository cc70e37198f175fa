import {
  keyedFrom,
  NONE_KEYED,
  valuesOf,
  type AnyFold,
  type Keyed,
  type Message,
  type Moment,
  type View,
} from '@wardbook/event-sourcing';
import {
  answered,
  asked,
  policing,
  REQUEST_EVENTS,
  requestTold,
  type AuthorityMatterName,
  type RequestState,
} from '@wardbook/policing';

/** One thing that somebody asked another to authorise, whatever record it stands in. */
export interface RequestCard {
  readonly matter: AuthorityMatterName | null;
  /** The record in which it was asked. */
  readonly stream: string | null;
  /** One, by its name within the record; none before it was asked for. */
  readonly requests: Keyed<RequestState>;
}

type Column = 'matter' | 'standing' | 'answerBy';

const told = (card: RequestCard, event: Message, { stream, occurredAt: at }: Moment): RequestCard => {
  const { matter, request, asked: asking, answer } = requestTold(event) ?? {};
  if (matter === undefined || request === undefined) return card;
  if (asking) return { matter, stream, requests: asked(card.requests, request, { ...asking, askedAt: at }) };
  return answer ? { ...card, requests: answered(card.requests, request, { ...answer, at }) } : card;
};

/** No identifier has a space in it; one record may give one name to requests of two matters. */
const keyOf = (event: Message, { stream }: Moment): string | undefined => {
  const of = requestTold(event);
  return of && `${stream} ${of.matter} ${of.request}`;
};

const ofEach = <Step>(step: Step): Keyed<Step> => keyedFrom(REQUEST_EVENTS.map((type) => [type, step]));

const KINDS: readonly AnyFold[] = Object.values(policing.kinds).filter(({ events }) =>
  events.some(({ type }) => REQUEST_EVENTS.includes(type)),
);

/** What waits for whom: one row for each request, of every kind of record that has any. */
export const requestQueue: View<RequestCard, Column> = {
  name: 'request-queue',
  version: 1,
  of: KINDS,
  initial: { matter: null, stream: null, requests: NONE_KEYED },
  keys: ofEach(keyOf),
  evolve: ofEach(told),
  columns: {
    matter: ({ matter }) => matter,
    standing: ({ requests }) => standingOf(valuesOf(requests)[0]),
    answerBy: ({ requests }) => valuesOf(requests)[0]?.answerBy ?? null,
  },
};

const standingOf = (request: RequestState | undefined): string => {
  if (!request) return 'EXPECTED';
  if (!request.answer) return 'WAITING';
  return request.answer.granted ? 'GRANTED' : 'DECLINED';
};
