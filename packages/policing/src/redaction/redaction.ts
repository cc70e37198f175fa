import {
  alreadySo,
  eventOnRecord,
  valueIn,
  type AnyDecider,
  type EventOnRecord,
  type AnyFold,
} from '@wardbook/event-sourcing/pure';
import { alreadyBegun, askerOf, onlyFor, type PolicingCommand } from '../by.ts';
import { answerBy, unanswerable, type RequestDeclineReason } from '../granting.ts';
import { withCommands, type Extension } from '../mixing.ts';
import type { PolicyState } from '../policy/policy.state.ts';
import { establishmentOf } from '../role/serving-policy.ts';
import * as events from './redaction.events.ts';
import * as rules from './redaction.rules.ts';
import { redactionPart, type RedactionState } from './redaction.state.ts';
import type { RedactionReason } from './taken-out.ts';

export type RedactionCommand = PolicingCommand &
  (
    | {
        readonly type: 'RedactText';
        /** Names the request within the record. */
        readonly request: string;
        /** Of the event with the words, 0-based. */
        readonly revision: number;
        readonly reason: RedactionReason;
      }
    | { readonly type: 'GrantRedaction'; readonly request: string }
    | { readonly type: 'DeclineRedaction'; readonly request: string; readonly reason: RequestDeclineReason }
  );

export interface RedactionFacts {
  readonly RedactText: { readonly event: EventOnRecord | undefined; readonly policy: PolicyState };
}

type Redacting = Extension<RedactionCommand, events.RedactionEvent, RedactionState, RedactionFacts>;

/** All of it but where the words are looked for. */
const taking: Omit<Redacting, 'facts'> = {
  part: redactionPart,
  decide: {
    RedactText: ({ occurredAt: at, by, request, revision, reason }, state, { event, policy }) => {
      const known = valueIn(state.requests, request);
      return (
        rules.mayNotAsk(by, event) ??
        alreadySo(known?.askedAt === at && known.revision === revision && known.reason === reason) ??
        alreadyBegun(known?.askedAt, 'request', 'request') ??
        rules.noSuchEvent(event) ??
        (event && rules.holdsNoWords(event)) ??
        rules.alreadyTaken(state, revision, 'revision') ?? [
          events.textRedactionRequested({
            ...{ request, revision, reason },
            ...{ requestedBy: askerOf(by), answerBy: answerBy(policy, at) },
          }),
        ]
      );
    },

    GrantRedaction: ({ occurredAt: at, by, request }, state) => {
      const known = valueIn(state.requests, request);
      return (
        onlyFor(by, 'RECORDS') ??
        unanswerable(state.requests, { request, by, at, granted: true }) ??
        (known && rules.alreadyTaken(state, known.revision, 'request')) ?? [
          events.textRedactionGranted({ request }),
          ...(known ? [events.textRedacted({ revision: known.revision, reason: known.reason })] : []),
        ]
      );
    },

    DeclineRedaction: ({ occurredAt: at, by, request, reason }, state) =>
      onlyFor(by, 'RECORDS') ??
      unanswerable(state.requests, { request, by, at, granted: false }) ?? [
        events.textRedactionDeclined({ request, reason }),
      ],
  },
  // Words are where they are, whatever else is struck through: a request rests on nothing, and its answer on it.
  cameOf: { TextRedactionGranted: 'GrantRedaction', TextRedactionDeclined: 'DeclineRedaction' },
  // Whatever happened before or after: words are where they are.
  settled: ['TextRedactionRequested', 'TextRedactionGranted', 'TextRedactionDeclined', 'TextRedacted'],
};

/** Taking words out: what every record has in which somebody types what everybody may read. */
export const redacting = ({ name, events: all }: Pick<AnyFold, 'name' | 'events'>): Redacting => ({
  ...taking,
  facts: {
    RedactText: ({ owner, occurredAt, revision }) => ({
      event: eventOnRecord({ name, events: all }, revision),
      policy: establishmentOf(owner, occurredAt),
    }),
  },
});

/**
 * The decider of a record of any kind, as whoever would take words out of it meets it: where nobody types words that
 * everybody may read, there is nothing to take out, and that is the answer.
 * @example
 * takingOutOf(ward) === ward; // true: people write what everybody may read of a ward
 */
export const takingOutOf = (decider: AnyDecider): AnyDecider =>
  'RedactText' in decider.decide
    ? decider
    : withCommands(decider as never, redacting(decider), () => redactionPart.initial);
