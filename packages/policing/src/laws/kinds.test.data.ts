import type { policing } from '../index.ts';
import { adviceCaseLaws } from './advice-case.test.data.ts';
import { agencyLaws } from './agency.test.data.ts';
import { appointmentsLaws } from './appointments.test.data.ts';
import { asbCaseLaws } from './asb-case.test.data.ts';
import { attendanceLaws } from './attendance.test.data.ts';
import { behaviourContractLaws } from './behaviour-contract.test.data.ts';
import { boroughLaws } from './borough.test.data.ts';
import { initiativeLaws } from './initiative.test.data.ts';
import { intelligenceLaws } from './intelligence.test.data.ts';
import { crimeLaws } from './crime.test.data.ts';
import type { LawsOf } from './kind.test.data.ts';
import { memberLaws } from './member.test.data.ts';
import { panelLaws } from './panel.test.data.ts';
import { policyLaws } from './policy.test.data.ts';
import { problemLaws } from './problem.test.data.ts';
import { promiseLaws } from './promise.test.data.ts';
import { referralLaws } from './referral.test.data.ts';
import { reportLaws } from './report.test.data.ts';
import { rolesLaws } from './roles.test.data.ts';
import { subjectLaws } from './subject.test.data.ts';
import { surveyLaws } from './survey.test.data.ts';
import { teamLaws } from './team.test.data.ts';
import { trainingDayLaws } from './training-day.test.data.ts';
import { visitLaws } from './visit.test.data.ts';
import { wardLaws } from './ward.test.data.ts';

type Kinds = typeof policing.kinds;

/** Every kind of record is held to the laws: one that is not listed does not compile. */
export const LAWS: { readonly [Name in keyof Kinds]: LawsOf<Kinds[Name]> } = {
  borough: boroughLaws,
  ward: wardLaws,
  member: memberLaws,
  team: teamLaws,
  panel: panelLaws,
  promise: promiseLaws,
  roles: rolesLaws,
  agency: agencyLaws,
  policy: policyLaws,
  adviceCase: adviceCaseLaws,
  attendance: attendanceLaws,
  referral: referralLaws,
  subject: subjectLaws,
  initiative: initiativeLaws,
  crime: crimeLaws,
  asbCase: asbCaseLaws,
  behaviourContract: behaviourContractLaws,
  problem: problemLaws,
  appointments: appointmentsLaws,
  trainingDay: trainingDayLaws,
  survey: surveyLaws,
  visit: visitLaws,
  report: reportLaws,
  intelligence: intelligenceLaws,
};
