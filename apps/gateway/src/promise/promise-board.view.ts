import { versioned, type View } from '@wardbook/event-sourcing';
import {
  periodStatus,
  promiseEvents,
  type CorrectionReason,
  type PromiseEvent,
  type PromiseTerms,
} from '@wardbook/policing';

/** A promise as a ward sees it: what was said, who agreed, and how every month went. */
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
  readonly periods: Readonly<Record<string, PeriodCard>>;
  readonly fulfilments: Readonly<Record<string, FulfilmentCard>>;
}

interface PeriodCard {
  readonly targets: readonly string[];
  readonly minimumPerTarget: number;
  readonly met: readonly string[];
  readonly missing: readonly string[];
  readonly result: 'OPEN' | 'KEPT' | 'BROKEN';
  /** The result when the month was closed, before late evidence or a correction changed it. */
  readonly firstResult: 'KEPT' | 'BROKEN' | null;
  readonly explanation: string | null;
}

interface FulfilmentCard {
  readonly period: string;
  readonly targets: readonly string[];
  readonly member: string;
  readonly evidence: string;
  readonly from: string;
  readonly to: string;
  readonly recordedAt: string;
  readonly correction: CorrectionReason | null;
}

export const promiseBoard: View<PromiseEvent, PromiseCard> = {
  name: 'promise-board',
  version: 1,
  initial: {
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
    periods: {},
    fulfilments: {},
  },
  events: promiseEvents,
  columns: {
    ward: (card) => card.ward ?? null,
    team: (card) => card.team ?? null,
    kind: (card) => card.kind ?? null,
    standing: (card) => card.standing,
    proposedAt: (card) => card.proposedAt,
  },
  evolve: versioned<PromiseEvent, PromiseCard>('promise', {
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
    PromisePeriodOpened: (card, { period, targets, minimumPerTarget }) =>
      recount(withPeriod(card, period, { targets, minimumPerTarget }), period),
    PromiseFulfilmentRecorded: (card, { type: _type, fulfilment, ...done }, { recordedAt }) =>
      recount(withFulfilment(card, fulfilment, { ...done, recordedAt, correction: null }), done.period),
    FulfilmentCorrected: (card, { fulfilment, reason, targets }) => {
      const known = card.fulfilments[fulfilment];
      return known
        ? recount(withFulfilment(card, fulfilment, { ...known, targets, correction: reason }), known.period)
        : card;
    },
    PromisePeriodKept: (card, { period }) =>
      withPeriod(card, period, { result: 'KEPT', firstResult: 'KEPT' }),
    PromisePeriodBroken: (card, { period }) =>
      withPeriod(card, period, { result: 'BROKEN', firstResult: 'BROKEN' }),
    PromisePeriodRestated: (card, { period, result }) => withPeriod(card, period, { result }),
    BreachExplained: (card, { period, explanation }) => withPeriod(card, period, { explanation }),
    PromiseWithdrawn: (card, { reason, lastPeriod }) => ({
      ...card,
      standing: 'WITHDRAWN',
      withdrawalReason: reason,
      lastPeriod,
    }),
  }),
};

const NO_TERMS: Partial<PromiseTerms> = {
  targetKind: undefined,
  area: undefined,
  windows: undefined,
  measure: undefined,
  priority: undefined,
};

const NO_PERIOD: PeriodCard = {
  targets: [],
  minimumPerTarget: 1,
  met: [],
  missing: [],
  result: 'OPEN',
  firstResult: null,
  explanation: null,
};

const withPeriod = (card: PromiseCard, month: string, change: Partial<PeriodCard>): PromiseCard => ({
  ...card,
  periods: { ...card.periods, [month]: { ...(card.periods[month] ?? NO_PERIOD), ...change } },
});

const withFulfilment = (card: PromiseCard, id: string, fulfilment: FulfilmentCard): PromiseCard => ({
  ...card,
  fulfilments: { ...card.fulfilments, [id]: fulfilment },
});

/** The month's arithmetic is policing's own. */
const recount = (card: PromiseCard, month: string): PromiseCard => {
  const periods = Object.fromEntries(
    Object.entries(card.periods).map(([name, { targets, minimumPerTarget }]) => [
      name,
      { targets, minimumPerTarget, missedTargets: [], explained: false },
    ]),
  );
  const status = periodStatus({ periods, fulfilments: card.fulfilments }, month);
  return status ? withPeriod(card, month, { met: status.met, missing: status.missing }) : card;
};
