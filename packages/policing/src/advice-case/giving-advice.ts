import { valueIn, warn, type Decision } from '@wardbook/event-sourcing/pure';
import { alreadyBegun } from '../by.ts';
import { acknowledged, type MemberState } from '../member/member.state.ts';
import { adviceVersionInForce, type PolicyState } from '../policy/policy.state.ts';
import type { RolesState } from '../role/role.state.ts';
import { adviceGiven, type AdviceCaseEvent } from './advice-case.events.ts';
import { withoutPolicy } from './advice-case.rules.ts';
import type { AdviceCaseState } from './advice-case.state.ts';
import * as rules from './advice-item.rules.ts';
import { recordedLate } from './compliance.ts';

export type { GiveAdvice } from './advice-item.rules.ts';

export type GivingFacts = {
  readonly policy: PolicyState;
  readonly roles: RolesState;
  readonly member: MemberState;
};

/** One piece of advice in an open contact: given, refused, or refused and the refusal on record. */
export const giveAdvice = (
  advice: rules.Giving,
  state: AdviceCaseState,
  { policy, roles, member }: GivingFacts,
) => {
  const version = adviceVersionInForce(policy, advice.occurredAt);
  const refusal =
    alreadyBegun(valueIn(state.items, advice.item)?.given.at, 'piece of advice', 'item') ??
    rules.notInPost(advice, { roles, member }) ??
    rules.circumstancesUnknown(state, advice.occurredAt) ??
    withoutPolicy(version, 'occurredAt');
  if (refusal || !version) return refusal ?? [];
  const grounds = { version, roles, case: state };
  return (
    rules.prohibitedAdvice(advice, grounds) ??
    rules.notOfThePost(advice, roles) ??
    unlessRead(recordedLate(state, advice.occurredAt, asGiven(advice, grounds)), advice, grounds, member)
  );
};

/** The advice as it is put on record: at which level, by whom, under which version of the policy (R-CASE-2). */
const asGiven = (advice: rules.Giving, grounds: rules.Grounds) => {
  const {
    type: _type,
    id: _id,
    owner: _owner,
    occurredAt: _at,
    by,
    level: _level,
    basis,
    legislation,
    ...said
  } = advice;
  return adviceGiven({
    ...said,
    basis: basis ?? '',
    ...(legislation && { legislation: { ...legislation, reference: legislation.reference ?? '' } }),
    level: rules.levelOf(advice, grounds),
    adviser: by.id,
    adviserLevel: rules.adviserLevel(advice, grounds.roles),
    policyVersion: grounds.version.version,
  });
};

/** R-POL-5: advisers are expected to have read the version that they advise under; else they hear so (S3:8). */
const unlessRead = (
  recorded: readonly AdviceCaseEvent[],
  { occurredAt: at }: rules.Giving,
  { version, case: { terms } }: rules.Grounds,
  member: MemberState,
): Decision<AdviceCaseEvent, never> =>
  terms && acknowledged(member, terms.policy, version.version, at)
    ? recorded
    : warn(recorded, { rule: 'R-POL-5', reason: 'You have not acknowledged this version of the policy.' });
