import type { Told } from '@wardbook/event-sourcing';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { isRefusal } from '@wardbook/event-sourcing';
import {
  INPT,
  INSPECTOR,
  KILBURN,
  OFFICER,
  PCSO,
  police,
  posted,
  SNT,
  snt,
  staffedKilburn,
  SUPERVISOR,
  SYSTEM,
} from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { referralHistory } from '../referral/referral.state.ts';
import { rolesHistory } from '../role/role.state.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { team } from '../team/team.ts';
import { ward } from '../ward/ward.ts';
import {
  complete,
  constable,
  FORCE,
  hour,
  inspector,
  locks,
  pcso,
  person,
  POLICY,
  policyB,
  registerOfRoles,
  sergeant,
  terms,
} from './advice-case.test.data.ts';
import { adviceCase, type AdviceCaseCommand } from './advice-case.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent } from './advice-case.events.ts';

/** Nothing is known of anybody. */
export const scene = scenario(adviceCase, 'case-1');
/** Who works on the case, and where. */
export const crew = [
  fact(member, PCSO.id, pcso),
  fact(member, OFFICER.id, constable),
  fact(member, SUPERVISOR.id, sergeant),
  fact(member, INSPECTOR.id, inspector),
  fact(ward, KILBURN, staffedKilburn),
  fact(rolesHistory, FORCE, registerOfRoles),
];
export const DETECTIVE = police('detective-1', 'OFFICER');
export const detective = fact(member, DETECTIVE.id, posted('CONSTABLE'));
export const given = (...history: readonly Given[]) => scene(...history).knowing(...crew);
export type Given = readonly Dated<AdviceCaseEvent>[];

export const TEN = hour(10);
export const NOON = hour(12);
export const ONE = hour(13);
export const policy = fact(policyHistory, POLICY, policyB);
export const recipient = fact(subjectHistory, 'subject-1', person);
/** No referral has this id yet. */
export const askable = [fact(referralHistory, 'referral-1')];
export const here = [fact(team, SNT, snt), policy, recipient];

type Sent<Type extends Told<AdviceCaseCommand>['type']> = Extract<
  Told<AdviceCaseCommand>,
  { readonly type: Type }
>;

export const by = PCSO;
export const open = { type: 'OpenCase', occurredAt: hour(9), by, ...terms } as const;
export const assign = {
  type: 'AssignCase',
  occurredAt: NOON,
  by: SUPERVISOR,
  team: INPT,
  officerInCase: DETECTIVE.id,
} as const;
export const phone = {
  type: 'StartContact',
  occurredAt: TEN,
  by,
  contact: 'call-1',
  channel: 'PHONE',
} as const;
export const completeCall = { type: 'CompleteContact', occurredAt: NOON, by, contact: 'call-1' } as const;
export const circumstances = {
  type: 'RecordCircumstances',
  occurredAt: NOON,
  by,
  text: 'A window was forced.',
} as const;
export const give: Sent<'GiveAdvice'> = { type: 'GiveAdvice', occurredAt: hour(11), by, ...locks };
export const review = { type: 'ReviewNote', occurredAt: NOON, by: SUPERVISOR, item: 'item-1' } as const;
export const signpost = {
  type: 'Signpost',
  occurredAt: NOON,
  by,
  channel: 'FORCE_WEBSITE',
  site: 'www.police.example',
} as const;
export const disclaim = {
  type: 'GiveDisclaimer',
  occurredAt: hour(11),
  by,
  contact: 'call-1',
  kind: 'BEST_OF_ABILITY',
  wordingVersion: 4,
} as const;
export const remind = { type: 'GivePrivacyNotice', occurredAt: NOON, by, version: 'notice-2' } as const;
export const refer: Sent<'Refer'> = {
  type: 'Refer',
  occurredAt: NOON,
  by,
  referral: 'referral-1',
  toRole: 'CPA',
  area: 'west',
  topic: 'INTRUDER_ALARM',
  requestedHelp: 'Which alarm would suit the house?',
  fields: ['TOPIC', 'WARD'],
  dueAt: hour(20),
};
export const answer = {
  type: 'RecordReferralOutcome',
  occurredAt: ONE,
  by: SYSTEM,
  referral: 'referral-1',
  outcome: 'COMPLETED',
} as const;
export const abandon = {
  type: 'AbandonReferral',
  occurredAt: hour(15),
  by,
  referral: 'referral-1',
  reason: 'NO_LONGER_NEEDED',
} as const;
export const help = {
  type: 'RecordHelp',
  occurredAt: NOON,
  by,
  text: 'Fitted a chain to the door.',
} as const;
export const issue: Sent<'IssueRecord'> = {
  type: 'IssueRecord',
  occurredAt: NOON,
  by,
  fields: ['circumstances', 'adviceItems', 'disclaimers', 'privacyNotice', 'delivery'],
  delivery: 'LEAFLET',
  copyGiven: true,
};
export const followUp: Sent<'FollowUp'> = {
  type: 'FollowUp',
  occurredAt: ONE,
  by,
  followUp: 'june',
  implemented: ['item-1'],
};
export const again = {
  type: 'RecordRevictimisation',
  occurredAt: ONE,
  by,
  incident: 'crime/2023-99',
} as const;
export const breach = {
  type: 'RecordBreach',
  occurredAt: ONE,
  by: SUPERVISOR,
  request: 'no-disclaimers',
  rule: 'R-CASE-8',
} as const;
export const grant = {
  type: 'GrantBreach',
  occurredAt: ONE,
  by: INSPECTOR,
  request: 'no-disclaimers',
} as const;
export const decline = { ...grant, type: 'DeclineBreach', reason: 'NOT_JUSTIFIED' } as const;
/** What is asked for by `breach`, and until when an answer is expected. */
export const asked = events.complianceBreachRecorded({
  rule: 'R-CASE-8',
  request: 'no-disclaimers',
  requestedBy: SUPERVISOR.id,
  answerBy: '2023-03-09T13:00:00.000Z',
});
export const close = { type: 'CloseCase', occurredAt: ONE, by, outcome: 'ADVICE_GIVEN' } as const;
export const noteVisit = {
  type: 'NoteVisit',
  occurredAt: hour(10),
  by: SYSTEM,
  attendance: 'visit-1',
} as const;
export const moveOn = {
  type: 'MoveToWard',
  occurredAt: hour(15),
  by: SUPERVISOR,
  ward: 'E05013661',
} as const;
export const reviewWard = { type: 'ReviewCaseWard', occurredAt: hour(15), by: SYSTEM } as const;
export const reviewOfficer = {
  type: 'ReviewCaseOfficer',
  occurredAt: hour(15),
  by: SYSTEM,
  officer: PCSO.id,
} as const;
export const reopen = { type: 'ReopenCase', occurredAt: hour(15), by: SUPERVISOR } as const;

export const fieldsOf = <Command extends Told<AdviceCaseCommand>>({
  type: _t,
  occurredAt: _a,
  by: _b,
  ...fields
}: Command) => fields;
export const referred = events.caseReferred({
  ...fieldsOf(refer),
  recipient: 'subject-1',
  ward: KILBURN,
  force: FORCE,
  fromTeam: SNT,
  referredBy: PCSO.id,
});
export const closed = events.adviceCaseClosed({ outcome: 'ADVICE_GIVEN', ward: KILBURN });
export const closedAtOne: Given = [...complete, ...at<AdviceCaseEvent>(ONE, closed)];
export const reasonOf = (history: Given, command: Told<AdviceCaseCommand>) => {
  const { decision } = given(history).knowing(policy).when(command);
  return isRefusal(decision) ? decision.reason : '';
};
