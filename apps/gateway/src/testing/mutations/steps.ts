import { cases } from './advice-case.ts';
import { agencies } from './agency.ts';
import { appointments } from './appointments.ts';
import { asbCases } from './asb-case.ts';
import { contracts } from './behaviour-contract.ts';
import { visits } from './attendance.ts';
import { boroughs } from './borough.ts';
import { crimes } from './crime.ts';
import { fulfilments } from './fulfilment.ts';
import { initiatives } from './initiative.ts';
import { intelligenceTold } from './intelligence.ts';
import { members } from './member.ts';
import { policies } from './policy.ts';
import { problems } from './problem.ts';
import { promises } from './promise.ts';
import { redactions } from './redaction.ts';
import { referrals } from './referral.ts';
import { reports } from './report.ts';
import { disposals } from './retention.ts';
import { roles } from './role.ts';
import type { Step } from './step.ts';
import { strikes } from './striking.ts';
import { subjects } from './subject.ts';
import { surveys } from './survey.ts';
import { teams } from './team.ts';
import { trainingDays } from './training-day.ts';
import { victimVisits } from './visit.ts';
import { panels } from './ward-panel.ts';
import { wards } from './ward.ts';

/** Every mutation, accepted and refused, as one story: steps name what those before them made. */
export const STEPS: readonly Step[] = [
  ...boroughs,
  ...wards,
  ...teams,
  ...members,
  ...panels,
  ...promises,
  ...fulfilments,
  ...subjects,
  ...agencies,
  ...roles,
  ...policies,
  ...cases,
  ...visits,
  ...crimes,
  ...contracts,
  ...asbCases,
  ...victimVisits,
  ...appointments,
  ...referrals,
  ...reports,
  ...problems,
  ...trainingDays,
  ...surveys,
  ...initiatives,
  ...intelligenceTold,
  ...disposals,
  ...strikes,
  ...redactions,
];
