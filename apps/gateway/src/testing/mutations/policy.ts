import { accepted, refused, type Step } from './step.ts';
import { ADMIN, force, HASH } from './world.ts';

const POLICY = { number: 'B1234', kind: 'GRADING', version: 1, publishedOn: '2020-01-01', contentHash: HASH };

/** A policy that is reviewed and replaced. */
export const policies: readonly Step[] = [
  refused(ADMIN, 'publishPolicyVersion', { ...POLICY, kind: 'ADVICE' }, 'R-CASE-8', 'disclaimers'),
  refused(ADMIN, 'publishPolicyVersion', { ...POLICY, kind: 'ESTABLISHMENT' }, 'R-POL-8', 'establishment'),
  refused(ADMIN, 'publishPolicyVersion', { ...POLICY, kind: 'RETENTION' }, 'R-POL-8', 'keeping'),
  accepted(ADMIN, 'publishPolicyVersion', POLICY),
  refused(ADMIN, 'adoptPolicy', { ...force, kind: 'VISIT', number: 'B 1234' }, 'R-POL-9', 'kind'),
  accepted(ADMIN, 'adoptPolicy', { ...force, kind: 'GRADING', number: 'b1234' }),
  refused(
    ADMIN,
    'reviewPolicy',
    { number: 'B 1234', outcome: 'CHANGED', contentHash: HASH, eia: 'eia/1' },
    'R-POL-2',
    'outcome',
  ),
  accepted(ADMIN, 'reviewPolicy', {
    number: 'B 1234',
    outcome: 'NO_CHANGE',
    contentHash: HASH,
    eia: 'eia/1',
  }),
  accepted(ADMIN, 'publishPolicyVersion', { ...POLICY, version: 2, publishedOn: '2020-02-01' }),
  refused(ADMIN, 'withdrawPolicyVersion', { number: 'B 1234', version: 1 }, 'R-POL-3', 'successor'),
  accepted(ADMIN, 'withdrawPolicyVersion', { number: 'B 1234', version: 1, successor: 2 }),
];
