import { defineView } from '@wardbook/event-sourcing';
import { promiseHistory, type PromiseTerms } from '@wardbook/policing';

/** A promise as a ward sees it: what was said, and who agreed. How it goes is in rows of its months. */
export interface PromiseCard extends Partial<PromiseTerms> {
  readonly version: number;
  readonly standing: 'NOT_PROPOSED' | 'PROPOSED' | 'IN_FORCE' | 'WITHDRAWN';
  readonly proposedAt: string | null;
  readonly teamAgreedAt: string | null;
  readonly communityAgreedAt: string | null;
  readonly agreedAtMeeting: string | null;
  readonly inForceFrom: string | null;
  readonly firstPeriod: string | null;
  readonly lastPeriod: string | null;
  readonly withdrawalReason: string | null;
}

const NOT_PROPOSED: PromiseCard = {
  version: 0,
  standing: 'NOT_PROPOSED',
  proposedAt: null,
  teamAgreedAt: null,
  communityAgreedAt: null,
  agreedAtMeeting: null,
  inForceFrom: null,
  firstPeriod: null,
  lastPeriod: null,
  withdrawalReason: null,
};

export const promiseBoard = defineView({
  name: 'promise-board',
  version: 2,
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
    }),
    PromiseAmended: (card, { type: _type, ...terms }) => ({ ...card, ...NO_TERMS, ...terms }),
    PromiseAgreedByTeam: (card, _, { occurredAt }) => ({ ...card, teamAgreedAt: occurredAt }),
    PromiseAgreedByCommunity: (card, { meeting }, { occurredAt }) => ({
      ...card,
      communityAgreedAt: occurredAt,
      agreedAtMeeting: meeting,
    }),
    PromiseInForce: (card, { from, firstPeriod }) => ({
      ...card,
      standing: 'IN_FORCE',
      inForceFrom: from,
      firstPeriod,
    }),
    PromiseWithdrawn: (card, { reason, lastPeriod }) => ({
      ...card,
      standing: 'WITHDRAWN',
      withdrawalReason: reason,
      lastPeriod,
    }),
  },
});

const NO_TERMS: Partial<PromiseTerms> = {
  targetKind: undefined,
  area: undefined,
  windows: undefined,
  measure: undefined,
  priority: undefined,
};
