import type { Told } from '@wardbook/event-sourcing';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { isRefusal } from '@wardbook/event-sourcing';
import {
  INPT,
  INSPECTOR,
  KILBURN,
  kilburn,
  OFFICER,
  PCSO,
  SNT,
  snt,
  SUPERVISOR,
  SYSTEM,
} from '../kilburn.test.data.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { team } from '../team/team.ts';
import { ward } from '../ward/ward.ts';
import { complete, FORCE, hour, locks, POLICY, policyB, terms } from './advice-case.test.data.ts';
import { adviceCase, type AdviceCaseCommand } from './advice-case.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent } from './advice-case.events.ts';

export const given = scenario(adviceCase, 'case-1');
export type Given = readonly Dated<AdviceCaseEvent>[];

export const TEN = hour(10);
export const NOON = hour(12);
export const ONE = hour(13);
export const policy = fact(policyHistory, POLICY, policyB);
export const here = [fact(ward, KILBURN, kilburn), fact(team, SNT, snt), policy];

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
  officerInCase: OFFICER.id,
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
  rule: 'R-CASE-8',
  authorisedBy: INSPECTOR.id,
} as const;
export const close = { type: 'CloseCase', occurredAt: ONE, by, outcome: 'ADVICE_GIVEN' } as const;
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
export const closed = events.adviceCaseClosed({ outcome: 'ADVICE_GIVEN' });
export const closedAtOne: Given = [...complete, ...at<AdviceCaseEvent>(ONE, closed)];
export const reasonOf = (history: Given, command: Told<AdviceCaseCommand>) => {
  const { decision } = given(history).when(command);
  return isRefusal(decision) ? decision.reason : '';
};
