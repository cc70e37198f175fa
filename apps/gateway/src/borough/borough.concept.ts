import { borough } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { BOROUGH_CODE } from '../formats.ts';
import { NoArgs } from '../point-args.ts';
import { gssCode } from '../record-query.ts';
import { boroughBoard } from './borough-board.view.ts';
import * as inputs from './borough.input.ts';
import { BoroughResolver, SectorResolver } from './borough.resolver.ts';
import { BoroughType } from './borough.type.ts';

/** A local authority and its police sectors. Everybody may see it. */
export const boroughConcept = concept({
  kind: 'Borough',
  type: BoroughType,
  decider: borough,
  board: boroughBoard,
  inputs,
  query: {
    needs: 'NEIGHBOURHOOD',
    description: 'One borough, by its GSS code.',
    by: gssCode('borough', BOROUGH_CODE, 'E09000007'),
    takes: NoArgs,
  },
  resolvers: [BoroughResolver, SectorResolver],
});
