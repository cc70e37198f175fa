import { policy } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { policyBoard } from './policy-board.view.ts';
import * as inputs from './policy.input.ts';
import { PolicyResolver } from './policy.resolver.ts';

/** A policy of the force. Everybody may see it. */
export const policyConcept = concept({
  kind: 'Policy',
  decider: policy,
  board: policyBoard,
  inputs,
  resolvers: [PolicyResolver],
});
