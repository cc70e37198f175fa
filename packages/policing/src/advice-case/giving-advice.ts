import { valueIn, warn, type Dated, type Decision } from '@wardbook/event-sourcing/pure';
import { alreadyBegun } from '../by.ts';
import { acknowledged, type MemberState } from '../member/member.state.ts';
import { adviceVersionInForce, type PolicyState } from '../policy/policy.state.ts';
import { adviceGiven, type AdviceCaseEvent } from './advice-case.events.ts';
import { withoutPolicy } from './advice-case.rules.ts';
import type { AdviceCaseState } from './advice-case.state.ts';
import * as rules from './advice-item.rules.ts';
import { answerBy } from '../granting.ts';
import { recorded } from './late-breaches.ts';
import { notOwnWork, type Work } from './own-work.rules.ts';

export type { GiveAdvice } from './advice-item.rules.ts';

export type GivingFacts = Work & { readonly policy: PolicyState; readonly establishment: PolicyState };

/** One piece of advice in an open contact: given, refused, or refused and the refusal on record. */
export const giveAdvice = (advice: rules.Giving, state: AdviceCaseState, facts: GivingFacts) => {
  const { homeRoles: roles, sender } = facts;
  const version = adviceVersionInForce(facts.policy, advice.occurredAt);
  if (rules.sameItem(state, advice, version)) return [];
  const refusal =
    rules.notInPost(advice, facts) ??
    notOwnWork(advice, state, facts) ??
    rules.circumstancesUnknown(state, advice.occurredAt) ??
    withoutPolicy(version, 'occurredAt');
  if (refusal || !version) return refusal ?? [];
  const grounds = { version, roles, case: state };
  return (
    rules.prohibitedAdvice(advice, grounds) ??
    rules.notOfThePost(advice, roles) ??
    alreadyBegun(valueIn(state.items, advice.item)?.given.at, 'piece of advice', 'item') ??
    unlessRead(
      recorded(state, advice.occurredAt, asGiven(advice, grounds, facts.establishment)),
      advice,
      grounds,
      sender,
    )
  );
};

/** The advice as it is put on record: at which level, by whom, under which version of the policy (R-CASE-2). */
const asGiven = (advice: rules.Giving, grounds: rules.Grounds, establishment: PolicyState) => {
  const {
    type: _type,
    id: _id,
    owner: _owner,
    occurredAt: at,
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
    level: rules.levelOf(advice, grounds.version),
    adviser: by.id,
    adviserLevel: rules.adviserLevel(advice, grounds.roles),
    policyVersion: grounds.version.version,
    ...(rules.needsOverride(advice, grounds.roles) && { answerBy: answerBy(establishment, at) }),
  });
};

/** R-POL-5: advisers are expected to have read the version that they advise under; else they hear so (S3:8). */
const unlessRead = (
  events: readonly (AdviceCaseEvent | Dated<AdviceCaseEvent>)[],
  { occurredAt: at }: rules.Giving,
  { version, case: { terms } }: rules.Grounds,
  member: MemberState,
): Decision<AdviceCaseEvent, never> =>
  terms && acknowledged(member, terms.policy, version.version, at)
    ? events
    : warn(events, { rule: 'R-POL-5', reason: 'You have not acknowledged this version of the policy.' });
