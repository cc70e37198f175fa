import { initiative } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { retentionOf } from '../retention/retention.resolver.ts';
import { initiativeBoard, initiativePremises } from './initiative-board.view.ts';
import * as inputs from './initiative.input.ts';
import { InitiativeResolver, PremisesResolver } from './initiative.resolver.ts';
import { InitiativeType } from './initiative.type.ts';

/** What agencies set up together. Everybody may see it; whom it is for, those who organise it. */
export const initiativeConcept = concept({
  kind: 'Initiative',
  type: InitiativeType,
  decider: initiative,
  board: initiativeBoard,
  views: [initiativePremises],
  inputs,
  query: { needs: 'NEIGHBOURHOOD', description: 'One initiative, now or at a moment of its history.' },
  resolvers: [InitiativeResolver, PremisesResolver, retentionOf(() => InitiativeType, initiative)],
  readFor: 'INITIATIVE',
});
