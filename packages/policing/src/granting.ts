import {
  alreadySo,
  entriesOf,
  valueIn,
  withValue,
  z,
  type AnyEventDefinition,
  type Keyed,
} from '@wardbook/event-sourcing/pure';
import { alreadyBegun, authorisesOwnRequest, notBegun, type By } from './by.ts';
import { event } from './event.ts';
import { establishmentTerms, type PolicyState } from './policy/policy.state.ts';
import { identifier } from './values.ts';

// Authority is given, never typed in: whoever asks opens a request by what they record, somebody else grants or
// declines it by a command of their own, and a rule asks for the grant.

/** Why a request is declined. */
export const REQUEST_DECLINE_REASONS = [
  'NOT_JUSTIFIED',
  'TOO_LITTLE_INFORMATION',
  'ANOTHER_WAY_FOUND',
  'OTHER',
] as const;
/** One of `REQUEST_DECLINE_REASONS`. */
export type RequestDeclineReason = (typeof REQUEST_DECLINE_REASONS)[number];

/**
 * A request of this name was granted. Event of the record that it is about, defined as the others of that are.
 * @example
 * export const keyLoanGranted = granted('KeyLoanGranted'); // keyLoanGranted({ request: 'loan-1' })
 */
export const granted = <const Type extends string>(type: Type, define: typeof event = event) =>
  answering(define(type, { request: identifier }));

/**
 * A request of this name was declined, for one of `REQUEST_DECLINE_REASONS`.
 * @example
 * export const keyLoanDeclined = declined('KeyLoanDeclined');
 */
export const declined = <const Type extends string>(type: Type, define: typeof event = event) =>
  answering(define(type, { request: identifier, reason: z.enum(REQUEST_DECLINE_REASONS) }));

const answers = new WeakSet<AnyEventDefinition>();

const answering = <Answer extends AnyEventDefinition>(definition: Answer): Answer => {
  answers.add(definition);
  return definition;
};

/** Whether events of this definition answer a request: `granted` or `declined` made it. */
export const isAnswer = (definition: AnyEventDefinition): boolean => answers.has(definition);

/** What was asked for, and how it was answered. */
export interface RequestState {
  /** The id of whoever asked, of the agency whose record it is. */
  readonly askedBy: string;
  /** UTC. */
  readonly askedAt: string;
  /** Until when an answer is expected: a request that waits longer is shown. UTC. */
  readonly answerBy?: string;
  readonly answer?: {
    readonly granted: boolean;
    readonly at: string;
    readonly because?: RequestDeclineReason;
  };
}

/** Until when a request is to be answered (UTC), by the establishment policy that serves. */
export const answerBy = (establishment: PolicyState, at: string): string =>
  new Date(
    Date.parse(at) + establishmentTerms(establishment, at).answerRequestsWithinHours * 3_600_000,
  ).toISOString();

/**
 * The requests with one more.
 * @example
 * asked(NONE_KEYED, 'loan-1', { askedBy: 'member-1', askedAt: '2026-03-01T09:00:00.000Z' });
 */
export const asked = <Request extends RequestState>(
  requests: Keyed<Request>,
  request: string,
  state: Request,
): Keyed<Request> => withValue(requests, request, { ...valueIn(requests, request), ...state });

/**
 * The requests with an answer to one of them.
 * @example
 * const loans = asked(NONE_KEYED, 'loan-1', { askedBy: 'member-1', askedAt: '2026-03-01T09:00:00.000Z' });
 * answered(loans, 'loan-1', { granted: true, at: '2026-03-01T11:00:00.000Z' });
 */
export const answered = <Request extends RequestState>(
  requests: Keyed<Request>,
  request: string,
  answer: NonNullable<RequestState['answer']>,
): Keyed<Request> => {
  const known = valueIn(requests, request);
  return known ? withValue(requests, request, { ...known, answer }) : requests;
};

/**
 * How a request stood at an instant; undefined before it was made.
 * @example
 * requestAt(NONE_KEYED, 'loan-1', '2026-03-01T09:00:00.000Z'); // undefined
 */
export const requestAt = (
  requests: Keyed<RequestState>,
  request: string,
  at: string,
): 'WAITING' | 'GRANTED' | 'DECLINED' | undefined => {
  const known = valueIn(requests, request);
  if (!known || known.askedAt > at) return undefined;
  if (!known.answer || known.answer.at > at) return 'WAITING';
  return known.answer.granted ? 'GRANTED' : 'DECLINED';
};

/**
 * The requests that nobody had answered by an instant.
 * @example
 * waitingAt(asked(NONE_KEYED, 'loan-1', { askedBy: 'member-1', askedAt: '2026-03-01T09:00:00.000Z' }), '2026-03-02T09:00:00.000Z'); // ['loan-1']
 */
export const waitingAt = (requests: Keyed<RequestState>, at: string): readonly string[] =>
  entriesOf(requests)
    .filter(([request]) => requestAt(requests, request, at) === 'WAITING')
    .map(([request]) => request);

/**
 * What keeps somebody from answering a request: there is none (R-LIFE-1), they asked themselves (R-AUTH-1), or it was
 * answered already: the same way at that moment, nothing happens; another way, or at another moment, is R-LIFE-2. Who may
 * answer at all, the concept says.
 * @example
 * const request = { askedBy: 'member-1', askedAt: '2026-03-01T09:00:00.000Z' };
 * const at = '2026-03-01T11:00:00.000Z';
 * const requests = asked(NONE_KEYED, 'loan-1', request);
 * unanswerable(requests, { request: 'loan-1', by, at, granted: true }); // undefined, unless by.id is member-1
 */
export const unanswerable = (
  requests: Keyed<RequestState>,
  {
    request,
    by,
    at,
    granted: yes,
  }: { readonly request: string; readonly by: By; readonly at: string; readonly granted: boolean },
) => {
  const known = valueIn(requests, request);
  return (
    notBegun(known?.askedAt, at, 'request', 'request') ??
    authorisesOwnRequest(by, known?.askedBy ?? '', 'request') ??
    alreadySo(known?.answer?.granted === yes && known.answer.at === at) ??
    alreadyBegun(known?.answer?.at, 'answer', 'request')
  );
};
