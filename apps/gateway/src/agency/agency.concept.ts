import { agency } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { agencyBoard } from './agency-board.view.ts';
import * as inputs from './agency.input.ts';
import { AgencyResolver } from './agency.resolver.ts';
import { capabilityBoard } from './capability-board.view.ts';
import { AgencyType } from './agency.type.ts';

/** A partner on the register. Everybody may see it. */
export const agencyConcept = concept({
  kind: 'Agency',
  type: AgencyType,
  decider: agency,
  board: agencyBoard,
  views: [capabilityBoard],
  inputs,
  query: { needs: 'NEIGHBOURHOOD', description: 'One agency, now or at a moment of its history.' },
  resolvers: [AgencyResolver],
});
