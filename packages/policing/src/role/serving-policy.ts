import { ofAgency, stateOf, through, type Fact } from '@wardbook/event-sourcing/pure';
import type { PolicyKind } from '../policy/policy.events.ts';
import { policyHistory, type PolicyState } from '../policy/policy.state.ts';
import { rolesHistory, servingPolicy } from './role.state.ts';

/** Of that force, whosever record it is asked for. */
const servingOf = (force: string, kind: PolicyKind, at: string): Fact<PolicyState> =>
  through(ofAgency(force, stateOf(rolesHistory, force)), (roles) =>
    ofAgency(force, stateOf(policyHistory, servingPolicy(roles, kind, at))),
  );

/**
 * A fact: the establishment policy that served a force at an instant, for `establishmentTerms`.
 * @example
 * const facts = {
 *   PatrolGate: ({ owner, occurredAt }: PolicingCommand) => ({ policy: establishmentOf(owner, occurredAt) }),
 * };
 */
export const establishmentOf = (force: string, at: string): Fact<PolicyState> =>
  servingOf(force, 'ESTABLISHMENT', at);

/**
 * A fact: the policy on visits that served a force at an instant, for `visitTerms`.
 * @example
 * const facts = {
 *   VisitGate: ({ owner, occurredAt }: PolicingCommand) => ({ policy: visitOf(owner, occurredAt) }),
 * };
 */
export const visitOf = (force: string, at: string): Fact<PolicyState> => servingOf(force, 'VISIT', at);

/**
 * A fact: the policy on retention that served a force at an instant, for `keepingTerm`.
 * @example
 * const facts = {
 *   DisposeOfGate: ({ owner, occurredAt }: PolicingCommand) => ({ policy: retentionOf(owner, occurredAt) }),
 * };
 */
export const retentionOf = (force: string, at: string): Fact<PolicyState> =>
  servingOf(force, 'RETENTION', at);

/**
 * A fact: the policy on who investigates what that served a force at an instant, for `allocationTerms`.
 * @example
 * const facts = {
 *   AllocateGate: ({ owner, occurredAt }: PolicingCommand) => ({ policy: allocationOf(owner, occurredAt) }),
 * };
 */
export const allocationOf = (force: string, at: string): Fact<PolicyState> =>
  servingOf(force, 'ALLOCATION', at);

/**
 * A fact: the policy on surveys that served a force at an instant, for `surveyTerms`.
 * @example
 * const facts = {
 *   SurveyGate: ({ owner, occurredAt }: PolicingCommand) => ({ policy: surveyOf(owner, occurredAt) }),
 * };
 */
export const surveyOf = (force: string, at: string): Fact<PolicyState> => servingOf(force, 'SURVEY', at);

/**
 * A fact: the policy on training that served a force at an instant, for `trainingTerms`.
 * @example
 * const facts = {
 *   TrainAtGate: ({ owner, occurredAt }: PolicingCommand) => ({ policy: trainingOf(owner, occurredAt) }),
 * };
 */
export const trainingOf = (force: string, at: string): Fact<PolicyState> => servingOf(force, 'TRAINING', at);

/**
 * A fact: the policy on grading that served a force at an instant, for `gradingTerms`.
 * @example
 * const facts = {
 *   GradeGate: ({ owner, occurredAt }: PolicingCommand) => ({ policy: gradingOf(owner, occurredAt) }),
 * };
 */
export const gradingOf = (force: string, at: string): Fact<PolicyState> => servingOf(force, 'GRADING', at);

/**
 * A fact: the policy on tasking that served a force at an instant, for `taskingTerms`.
 * @example
 * const facts = {
 *   AdoptGate: ({ owner, occurredAt }: PolicingCommand) => ({ policy: taskingOf(owner, occurredAt) }),
 * };
 */
export const taskingOf = (force: string, at: string): Fact<PolicyState> => servingOf(force, 'TASKING', at);

/**
 * A fact: the policy on antisocial behaviour that served a force at an instant, for `asbTerms`.
 * @example
 * const facts = {
 *   OpenGateCase: ({ owner, occurredAt }: PolicingCommand) => ({ policy: asbOf(owner, occurredAt) }),
 * };
 */
export const asbOf = (force: string, at: string): Fact<PolicyState> => servingOf(force, 'ASB', at);
