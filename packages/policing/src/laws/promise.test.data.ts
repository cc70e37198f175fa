import {
  fridayPatrols,
  INSPECTOR,
  OFFICER,
  PCSO,
  RECORDS,
  schoolVisits,
  SUPERVISOR,
  SYSTEM,
} from '../kilburn.test.data.ts';
import type { promise } from '../promise/promise.ts';
import type { LawsOf } from './kind.test.data.ts';
import { redactionLasts, redactionSays } from './redaction.test.data.ts';

const TERMS = [
  schoolVisits,
  { ...schoolVisits, statement: 'We visit both secondary schools every month.' },
  fridayPatrols,
] as const;
const FULFILMENTS = ['visit-1', 'visit-2', 'visit-3'] as const;
const TARGETS = ['school-ash', 'school-beech', 'cedar'] as const;
const MONTHS = ['2013-03', '2013-04', '2013-05'] as const;

export const promiseLaws: LawsOf<typeof promise> = {
  ids: ['visits', 'patrols'],
  says: {
    ProposePromise: { by: [INSPECTOR], terms: TERMS },
    AmendPromise: { by: [INSPECTOR], terms: TERMS },
    AgreePromiseByTeam: { by: [INSPECTOR] },
    AgreePromiseByCommunity: { by: [SYSTEM], meeting: ['february', 'june'] },
    RecordFulfilment: {
      by: [OFFICER, SUPERVISOR, INSPECTOR],
      fulfilment: FULFILMENTS,
      target: TARGETS,
      member: [OFFICER.id, PCSO.id],
      others: [undefined, [PCSO.id]],
      evidence: ['pocket-book/79'],
      from: [undefined],
    },
    CorrectFulfilment: {
      by: [SUPERVISOR, RECORDS],
      fulfilment: FULFILMENTS,
      reason: ['WRONG_TIME'],
      target: [...TARGETS, undefined],
    },
    NotPossible: { by: [INSPECTOR], target: TARGETS, reason: ['It is shut.'] },
    ClosePeriod: { by: [INSPECTOR], period: MONTHS },
    ReviewPeriod: { by: [SYSTEM], period: MONTHS },
    ReviewPromise: { by: [SYSTEM] },
    ExplainBreach: { by: [INSPECTOR], period: MONTHS, explanation: ['A flood.', 'A strike.'] },
    ProposeWithdrawal: { by: [INSPECTOR], reason: ['Another way of working.'] },
    WithdrawPromise: {
      by: [INSPECTOR],
      reason: ['Another way of working.'],
      agreedWith: ['april', 'june'],
    },
    ...redactionSays,
  },
  names: {
    ProposePromise: { 'terms.ward': 'ward', 'terms.team': 'team' },
    AmendPromise: { 'terms.ward': 'ward', 'terms.team': 'team' },
    RecordFulfilment: { member: 'member', 'others.0': 'member', fulfilment: 'OWN' },
    CorrectFulfilment: { fulfilment: 'OWN' },
  },
  lasts: {
    ProposePromise: { endedBy: ['WithdrawPromise'] },
    AmendPromise: 'CHANGES',
    AgreePromiseByTeam: { endedBy: ['WithdrawPromise'] },
    AgreePromiseByCommunity: { endedBy: ['WithdrawPromise'] },
    RecordFulfilment: { endedBy: ['CorrectFulfilment'] },
    CorrectFulfilment: 'ENDS',
    NotPossible: { forGood: 'a month that is over stays as it was' },
    ClosePeriod: 'MOMENT',
    ReviewPeriod: 'CHANGES',
    ReviewPromise: 'CHANGES',
    ExplainBreach: 'CHANGES',
    ProposeWithdrawal: { endedBy: ['WithdrawPromise'] },
    WithdrawPromise: 'ENDS',
    ...redactionLasts,
  },
  places: ['redactions', 'revisions', 'closedAt', 'revision', 'lateCorrection'],
};
