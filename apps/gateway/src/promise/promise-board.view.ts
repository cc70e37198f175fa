import { defineView, type SealedText } from '@wardbook/event-sourcing';
import { promiseHistory, type TermsOnRecord } from '@wardbook/policing';

/** A promise as a ward sees it: what was said, and who agreed. How it goes is in rows of its months. */
export interface PromiseCard extends Partial<TermsOnRecord> {
  readonly version: number;
  readonly standing: 'NOT_PROPOSED' | 'PROPOSED' | 'IN_FORCE' | 'WITHDRAWN' | 'ENDED';
  readonly proposedAt: string | null;
  /** When it came to say what it says: an amendment may be recorded after a later one. */
  readonly saidFrom: string;
  readonly teamAgreedAt: string | null;
  readonly communityAgreedAt: string | null;
  readonly agreedAtMeeting: string | null;
  readonly inForceFrom: string | null;
  readonly firstPeriod: string | null;
  readonly lastPeriod: string | null;
  readonly withdrawalProposedAt: string | null;
  readonly withdrawalReason: SealedText | null;
}

const NOT_PROPOSED: PromiseCard = {
  version: 0,
  standing: 'NOT_PROPOSED',
  proposedAt: null,
  saidFrom: '',
  teamAgreedAt: null,
  communityAgreedAt: null,
  agreedAtMeeting: null,
  inForceFrom: null,
  firstPeriod: null,
  lastPeriod: null,
  withdrawalProposedAt: null,
  withdrawalReason: null,
};

export const promiseBoard = defineView({
  name: 'promise-board',
  version: 4,
  of: [promiseHistory],
  versionOf: promiseHistory,
  initial: NOT_PROPOSED,
  columns: {
    ward: (card) => card.ward ?? null,
    team: (card) => card.team ?? null,
    kind: (card) => card.kind ?? null,
    standing: (card) => card.standing,
    proposedAt: (card) => card.proposedAt,
  },
  evolve: {
    PromiseProposed: (card, { type: _type, ...terms }, { occurredAt }) => ({
      ...card,
      ...terms,
      standing: 'PROPOSED',
      proposedAt: occurredAt,
      saidFrom: occurredAt,
    }),
    PromiseAmended: (card, { type: _type, ...terms }, { occurredAt }) =>
      occurredAt < card.saidFrom ? card : { ...card, ...NO_TERMS, ...terms, saidFrom: occurredAt },
    PromiseAgreedByTeam: (card, _, { occurredAt }) => ({ ...card, teamAgreedAt: occurredAt }),
    PromiseAgreedByCommunity: (card, { meeting }, { occurredAt }) => ({
      ...card,
      communityAgreedAt: occurredAt,
      agreedAtMeeting: meeting,
    }),
    PromiseInForce: (card, { from, firstPeriod }) => ({
      ...card,
      standing: card.standing === 'PROPOSED' ? 'IN_FORCE' : card.standing,
      inForceFrom: from,
      firstPeriod,
    }),
    PromiseWithdrawalProposed: (card, { reason }, { occurredAt }) => ({
      ...card,
      withdrawalReason: reason,
      withdrawalProposedAt: earlier(card.withdrawalProposedAt, occurredAt),
    }),
    PromiseWithdrawn: (card, { reason, lastPeriod }) => ({
      ...card,
      standing: 'WITHDRAWN',
      withdrawalReason: reason,
      lastPeriod: earlier(card.lastPeriod, lastPeriod),
    }),
    PromiseEnded: (card, { lastPeriod }) => ({
      ...card,
      standing: card.standing === 'WITHDRAWN' ? card.standing : 'ENDED',
      lastPeriod: earlier(card.lastPeriod, lastPeriod),
    }),
  },
});

const earlier = (one: string | null, other: string): string => (one !== null && one < other ? one : other);

const NO_TERMS: Partial<TermsOnRecord> = {
  targetKind: undefined,
  area: undefined,
  windows: undefined,
  measure: undefined,
  priority: undefined,
};
