import {
  idOf,
  type Moment,
  type Outgoing,
  type PersonalReference,
  defineProcess,
  carry,
} from '@wardbook/event-sourcing/pure';
import { referralHistory } from '../referral/referral.state.ts';
import { survey } from '../survey/survey.ts';

import type { ReferralOutcome } from './codes.ts';
import { adviceCase } from './advice-case.ts';

interface Waiting {
  readonly case?: string;
  /** Whoever was asked last said no. */
  readonly declined: boolean;
}

const NOT_RAISED: Waiting = { declined: false };

/** R-REF-7 and R-SUR-6: a case learns how each of its referrals ended; a case and a survey, which were never raised. */
export const referralOutcome = defineProcess({
  name: 'referral-outcome',
  version: 1,
  initial: NOT_RAISED,
  of: [referralHistory],
  evolve: {
    ReferralRaised: (_, { case: id }) => ({ declined: false, ...(id !== undefined && { case: id }) }),
    ReferralNotRaised: (waiting) => waiting,
    ReferralDeclined: (waiting) => ({ ...waiting, declined: true }),
    ReferralRedirected: (waiting) => ({ ...waiting, declined: false }),
    ReferralEscalated: (waiting) => ({ ...waiting, declined: false }),
    ReferralCompleted: (waiting) => waiting,
    ReferralWithdrawn: (waiting) => waiting,
  },
  columns: {},
  react: {
    ReferralNotRaised: (_, { case: id, survey: surveyId, rule }, moment) => [
      ...tell(id, moment, 'NOT_RAISED', { rule }),
      ...(surveyId === undefined ? [] : [notReferred(surveyId, rule, moment)]),
    ],
    // The words stay where they are: the case holds a reference to them.
    ReferralCompleted: (waiting, { helpGiven }, moment) =>
      tell(waiting.case, moment, 'COMPLETED', { note: helpGiven }),
    ReferralWithdrawn: ({ case: id, declined }, _, moment) =>
      tell(id, moment, declined ? 'DECLINED' : 'WITHDRAWN'),
  },
});

const notReferred = (id: string, rule: string, { stream, occurredAt }: Moment): Outgoing =>
  carry(survey, id, { type: 'RecordFindingNotReferred', referral: idOf(stream), rule }, occurredAt);

const tell = (
  id: string | undefined,
  { stream, occurredAt }: Moment,
  outcome: ReferralOutcome,
  more: { readonly note?: PersonalReference; readonly rule?: string } = {},
): readonly Outgoing[] => {
  if (id === undefined) return [];
  const command = {
    type: 'RecordReferralOutcome',
    referral: idOf(stream),
    outcome,
    ...more,
  } as const;
  return [carry(adviceCase, id, command, occurredAt)];
};
