import { ADMIN, advicePolicy, INSPECTOR, SYSTEM } from '../kilburn.test.data.ts';
import type { policy } from '../policy/policy.ts';
import type { LawsOf } from './kind.test.data.ts';

const TEXTS = ['b'.repeat(64), advicePolicy.contentHash] as const;
const LATER = { ...advicePolicy, version: 2, publishedOn: '2013-03-21', contentHash: 'b'.repeat(64) };

export const policyLaws: LawsOf<typeof policy> = {
  ids: ['A0609', 'A0700'],
  says: {
    PublishPolicyVersion: {
      by: [ADMIN],
      terms: [advicePolicy, LATER, { ...LATER, version: 3, publishedOn: '2013-06-03' }],
    },
    ReviewPolicy: {
      by: [ADMIN, INSPECTOR],
      outcome: ['CHANGED', 'NO_CHANGE'],
      contentHash: TEXTS,
      eia: ['eia/2013-03', undefined],
      onBehalfOf: ['HEAD_OF_LOCAL_POLICING_COMMAND', undefined],
    },
    WithdrawPolicyVersion: { by: [ADMIN], version: [1, 2], successor: [1, 2, 3, undefined] },
    NoticePolicyReviewOverdue: { by: [SYSTEM] },
  },
  names: {},
  lasts: {
    PublishPolicyVersion: { endedBy: ['WithdrawPolicyVersion'] },
    ReviewPolicy: 'MOMENT',
    WithdrawPolicyVersion: 'ENDS',
    NoticePolicyReviewOverdue: { endedBy: ['ReviewPolicy'] },
  },
};
