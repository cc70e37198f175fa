import { streamOf } from '@wardbook/event-sourcing';
import { borough, ward } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { wardBoard } from './ward-board.view.ts';
import * as inputs from './ward.input.ts';
import { WardResolver } from './ward.resolver.ts';

/** An electoral ward. Everybody may see it; its borough says in which sector it lies. */
export const wardConcept = concept({
  kind: 'Ward',
  decider: ward,
  board: wardBoard,
  inputs,
  resolvers: [WardResolver],
  beside: (row) => (row.borough === null ? [] : [streamOf(borough, row.borough)]),
});
