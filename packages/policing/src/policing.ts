import { defineDomain, refuse } from '@wardbook/event-sourcing/pure';
import { adviceCase } from './advice-case/advice-case.ts';
import { referralOutcome } from './advice-case/referral-outcome.process.ts';
import { agency } from './agency/agency.ts';
import { attendancesOverdue } from './attendance/attendance-overdue.process.ts';
import { attendance } from './attendance/attendance.ts';
import { SYSTEM_AGENCY } from './by.ts';
import { borough } from './borough/borough.ts';
import { member } from './member/member.ts';
import { policyReview } from './policy/policy-review.process.ts';
import { policy } from './policy/policy.ts';
import { promiseAgreement } from './promise/promise-agreement.process.ts';
import { promisePeriods } from './promise/promise-periods.process.ts';
import { promise } from './promise/promise.ts';
import { caseReferral } from './referral/case-referral.process.ts';
import { referralsOverdue } from './referral/referral-overdue.process.ts';
import { referral } from './referral/referral.ts';
import { roleLapse } from './referral/role-lapse.process.ts';
import { roles } from './role/role.ts';
import { subject } from './subject/subject.ts';
import { team } from './team/team.ts';
import { wardPanel } from './ward-panel/ward-panel.ts';
import { wardCover } from './ward/ward-cover.process.ts';
import { ward } from './ward/ward.ts';

/**
 * Neighbourhood policing as one value: thirteen kinds of records, and what one stream's events ask of another.
 * With a kind of one's own beside them, it is another domain that keeps the rest.
 * @example
 * const { app } = await startEngine(policing, { store, rows });
 * await app.promise('visits').send({ type: 'AgreePromiseByTeam' }, { by });
 * const ours = defineDomain({ ...policing.kinds, lamp }, policing);
 */
export const policing = defineDomain(
  {
    borough,
    ward,
    member,
    team,
    panel: wardPanel,
    promise,
    roles,
    agency,
    policy,
    adviceCase,
    attendance,
    referral,
    subject,
  },
  {
    processes: [
      wardCover,
      promiseAgreement,
      promisePeriods,
      policyReview,
      caseReferral,
      referralOutcome,
      referralsOverdue,
      roleLapse,
      attendancesOverdue,
    ],
    agency: SYSTEM_AGENCY,
    notYet: refuse('R-TIME-1', 'This is in the future. Record only what has already happened.', 'occurredAt'),
  },
);
