import { policy, policyIdOf } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { policyBoard } from './policy-board.view.ts';
import * as inputs from './policy.input.ts';
import { PolicyResolver } from './policy.resolver.ts';
import { PolicyType } from './policy.type.ts';

/** A policy of the force. Everybody may see it. */
export const policyConcept = concept({
  kind: 'Policy',
  type: PolicyType,
  decider: policy,
  board: policyBoard,
  inputs,
  query: {
    needs: 'NEIGHBOURHOOD',
    description: 'One policy by its number, now or at a moment of its history.',
    by: { name: 'number', description: 'With or without its space: A 0609.', keyOf: policyIdOf },
  },
  resolvers: [PolicyResolver],
});
