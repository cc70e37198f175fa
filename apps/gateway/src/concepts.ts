import type { AnyDecider } from '@wardbook/event-sourcing';
import type { policing } from '@wardbook/policing';
import { adviceCaseConcept } from './advice-case/advice-case.concept.ts';
import { agencyConcept } from './agency/agency.concept.ts';
import { appointmentsConcept } from './appointments/appointments.concept.ts';
import { asbCaseConcept } from './asb-case/asb-case.concept.ts';
import { attendanceConcept } from './attendance/attendance.concept.ts';
import { behaviourContractConcept } from './behaviour-contract/behaviour-contract.concept.ts';
import { boroughConcept } from './borough/borough.concept.ts';
import type { AnyConcept } from './concept.ts';
import { crimeConcept } from './crime/crime.concept.ts';
import type { NodeKindOf } from './global-id.ts';
import { initiativeConcept } from './initiative/initiative.concept.ts';
import { intelligenceConcept } from './intelligence/intelligence.concept.ts';
import { memberConcept } from './member/member.concept.ts';
import { policyConcept } from './policy/policy.concept.ts';
import { problemConcept } from './problem/problem.concept.ts';
import { promiseConcept } from './promise/promise.concept.ts';
import { referralConcept } from './referral/referral.concept.ts';
import { reportConcept } from './report/report.concept.ts';
import { rolesConcept } from './role/role.concept.ts';
import { subjectConcept } from './subject/subject.concept.ts';
import { surveyConcept } from './survey/survey.concept.ts';
import { teamConcept } from './team/team.concept.ts';
import { trainingDayConcept } from './training-day/training-day.concept.ts';
import { visitConcept } from './visit/visit.concept.ts';
import { wardPanelConcept } from './ward-panel/ward-panel.concept.ts';
import { wardConcept } from './ward/ward.concept.ts';

/** One for each kind of record of the domain, by the domain's name for it: neither more nor fewer compile. */
type ConceptsOf<Kinds extends Readonly<Record<string, AnyDecider>>> = {
  readonly [Name in keyof Kinds]: Omit<AnyConcept, 'decider' | 'kind'> & {
    readonly decider: Kinds[Name];
    readonly kind: NodeKindOf<Name & keyof typeof policing.kinds>;
  };
};

/** Everything that clients meet, from which schema, nodes, ids, read models and who may see them are made. */
export const CONCEPTS: ConceptsOf<typeof policing.kinds> = {
  borough: boroughConcept,
  ward: wardConcept,
  member: memberConcept,
  team: teamConcept,
  panel: wardPanelConcept,
  promise: promiseConcept,
  roles: rolesConcept,
  agency: agencyConcept,
  policy: policyConcept,
  adviceCase: adviceCaseConcept,
  attendance: attendanceConcept,
  referral: referralConcept,
  subject: subjectConcept,
  initiative: initiativeConcept,
  crime: crimeConcept,
  asbCase: asbCaseConcept,
  behaviourContract: behaviourContractConcept,
  problem: problemConcept,
  appointments: appointmentsConcept,
  trainingDay: trainingDayConcept,
  survey: surveyConcept,
  visit: visitConcept,
  report: reportConcept,
  intelligence: intelligenceConcept,
};
