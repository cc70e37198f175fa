import type { AnyDecider, Told } from '@wardbook/event-sourcing';
import { ADMIN, CAMDEN, IN_2012, KILBURN } from './kilburn.test.data.ts';
import { adviceCase, type AdviceCaseCommand } from './advice-case/advice-case.ts';
import { agency, type AgencyCommand } from './agency/agency.ts';
import { attendance, type AttendanceCommand } from './attendance/attendance.ts';
import { borough, type BoroughCommand } from './borough/borough.ts';
import type { By, PolicingCommand } from './by.ts';
import { member, type MemberCommand } from './member/member.ts';
import { policy, type PolicyCommand } from './policy/policy.ts';
import { promise, type PromiseCommand } from './promise/promise.ts';
import { referral, type ReferralCommand } from './referral/referral.ts';
import { roles, type RolesCommand } from './role/role.ts';
import { subject, type SubjectCommand } from './subject/subject.ts';
import { team, type TeamCommand } from './team/team.ts';
import { ward, type WardCommand } from './ward/ward.ts';
import { wardPanel, type WardPanelCommand } from './ward-panel/ward-panel.ts';

/** One command of a story, and to which stream it goes. */
export interface Step {
  readonly decider: AnyDecider;
  readonly id: string;
  readonly command: Told<PolicingCommand>;
}

export const inBorough = (command: Told<BoroughCommand>): Step => ({ decider: borough, id: CAMDEN, command });
export const camdenFounded = inBorough({
  type: 'EstablishBorough',
  occurredAt: IN_2012,
  by: ADMIN,
  name: 'Camden',
});
export const inWard = (command: Told<WardCommand>, id = KILBURN): Step => ({ decider: ward, id, command });
export const ofMember = (id: string, command: Told<MemberCommand>): Step => ({
  decider: member,
  id,
  command,
});
export const ofTeam = (id: string, command: Told<TeamCommand>): Step => ({ decider: team, id, command });
export const atPanel = (command: Told<WardPanelCommand>): Step => ({
  decider: wardPanel,
  id: KILBURN,
  command,
});
export const ofPromise = (command: Told<PromiseCommand>): Step => ({
  decider: promise,
  id: 'visits',
  command,
});

export const inRegister = (command: Told<RolesCommand>): Step => ({ decider: roles, id: 'police', command });
export const ofCouncil = (command: Told<AgencyCommand>): Step => ({
  decider: agency,
  id: 'council',
  command,
});
export const ofPolicy = (command: Told<PolicyCommand>, id = 'A0609'): Step => ({
  decider: policy,
  id,
  command,
});
export const ofSubject = (id: string, command: Told<SubjectCommand>): Step => ({
  decider: subject,
  id,
  command,
});
export const ofCase = (command: Told<AdviceCaseCommand>, id = 'case-1'): Step => ({
  decider: adviceCase,
  id,
  command,
});
export const ofVisit = (command: Told<AttendanceCommand>, id = 'visit-1'): Step => ({
  decider: attendance,
  id,
  command,
});
export const ofReferral = (id: string, command: Told<ReferralCommand>): Step => ({
  decider: referral,
  id,
  command,
});

export const day = (date: string, by: By) => ({ occurredAt: `${date}T12:00:00.000Z`, by });

/** What was recorded in error is struck through, on the day on which the tests are. */
export const struck = (decider: AnyDecider, id: string, revision: number, by: By): Step => ({
  decider,
  id,
  command: { type: 'StrikeThrough', revision, reason: 'OTHER', by } as unknown as Step['command'],
});
