import { streamOf } from '@wardbook/event-sourcing';
import { borough, ward } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { WARD_CODE } from '../formats.ts';
import { gssCode } from '../record-query.ts';
import { wardBoard } from './ward-board.view.ts';
import * as inputs from './ward.input.ts';
import { WardResolver } from './ward.resolver.ts';
import { WardType } from './ward.type.ts';

/** An electoral ward. Everybody may see it; its borough says in which sector it lies. */
export const wardConcept = concept({
  kind: 'Ward',
  type: WardType,
  decider: ward,
  board: wardBoard,
  inputs,
  query: {
    needs: 'NEIGHBOURHOOD',
    description:
      'One ward by its GSS code, now or at a moment of its history; what it names is shown as it is now.',
    by: gssCode('ward', WARD_CODE, 'E05000140'),
  },
  resolvers: [WardResolver],
  beside: (row) => (row.borough === null ? [] : [streamOf(borough, row.borough)]),
});
