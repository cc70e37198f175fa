import { borough } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { boroughBoard } from './borough-board.view.ts';
import * as inputs from './borough.input.ts';
import { BoroughResolver, SectorResolver } from './borough.resolver.ts';

/** A local authority and its police sectors. Everybody may see it. */
export const boroughConcept = concept({
  kind: 'Borough',
  decider: borough,
  board: boroughBoard,
  inputs,
  resolvers: [BoroughResolver, SectorResolver],
});
