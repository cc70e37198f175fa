import { visit } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { TokenArgs } from '../point-args.ts';
import { ownForceOnly } from '../record-agency.ts';
import { retentionOf } from '../retention/retention.resolver.ts';
import { visitBoard } from './visit-board.view.ts';
import * as inputs from './visit.input.ts';
import { VisitResolver } from './visit.resolver.ts';
import { VisitType } from './visit.type.ts';

/** The visit to a victim, for police, the control room and records staff of the force that owes it, and auditors. */
export const visitConcept = concept({
  kind: 'Visit',
  type: VisitType,
  decider: visit,
  board: visitBoard,
  inputs,
  query: { needs: 'CASE', description: 'The visit to a victim that your force owes.', takes: TokenArgs },
  resolvers: [VisitResolver, retentionOf(() => VisitType, visit)],
  readFor: 'VISIT',
  shownTo: ownForceOnly(visit),
});
