import { NONE_KEYED, type Keyed } from '@wardbook/event-sourcing/pure';
import { answered, asked, type RequestState } from '../granting.ts';
import type { Part } from '../mixing.ts';
import { redactionEvents, type RedactionEvent } from './redaction.events.ts';
import type { RedactionReason } from './taken-out.ts';

/** A request that the words of an event be taken out. */
export interface RedactionRequest extends RequestState {
  readonly revision: number;
  readonly reason: RedactionReason;
}

/** Which words of a record somebody asked to take out, and which were. */
export interface RedactionState {
  readonly requests: Keyed<RedactionRequest>;
  /** Revisions of the events whose words are there no more. */
  readonly taken: readonly number[];
}

/** A state in which that is kept. */
export interface WithRedactions {
  readonly redactions: RedactionState;
}

export const redactionPart: Part<'redactions', RedactionEvent, RedactionState> = {
  field: 'redactions',
  initial: { requests: NONE_KEYED, taken: [] },
  events: redactionEvents,
  evolve: {
    TextRedactionRequested: (
      state,
      { request, revision, reason, requestedBy, answerBy },
      { occurredAt },
    ) => ({
      ...state,
      requests: asked(state.requests, request, {
        ...{ askedBy: requestedBy, askedAt: occurredAt, answerBy },
        ...{ revision, reason },
      }),
    }),
    TextRedactionGranted: (state, { request }, { occurredAt }) => ({
      ...state,
      requests: answered(state.requests, request, { granted: true, at: occurredAt }),
    }),
    TextRedactionDeclined: (state, { request, reason }, { occurredAt }) => ({
      ...state,
      requests: answered(state.requests, request, { granted: false, at: occurredAt, because: reason }),
    }),
    TextRedacted: (state, { revision }) => ({ ...state, taken: [...state.taken, revision] }),
  },
};
