import { streamOf } from '@wardbook/event-sourcing';
import { asbCase } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { PointOrTokenArgs } from '../point-args.ts';
import { isOfOwnAgency } from '../record-agency.ts';
import { retentionOf } from '../retention/retention.resolver.ts';
import { asbCaseBoard, asbCasesTold, caseReviewsAsked } from './asb-case-board.view.ts';
import * as inputs from './asb-case.input.ts';
import {
  AsbCaseResolver,
  AsbIncidentResolver,
  AsbWordsResolver,
  CaseReviewResolver,
  DisclosedAsbCaseResolver,
} from './asb-case.resolver.ts';
import { AsbCaseType } from './asb-case.type.ts';

/** A case of antisocial behaviour, for the agency whose it is, and auditors; of it, what was disclosed to others. */
export const asbCaseConcept = concept({
  kind: 'AsbCase',
  type: AsbCaseType,
  decider: asbCase,
  board: asbCaseBoard,
  views: [asbCasesTold, caseReviewsAsked],
  inputs,
  query: {
    needs: 'REFERRAL',
    description: 'One case of antisocial behaviour of your agency, now or at a moment of its history.',
    takes: PointOrTokenArgs,
  },
  resolvers: [
    ...[AsbCaseResolver, AsbIncidentResolver, AsbWordsResolver, CaseReviewResolver, DisclosedAsbCaseResolver],
    retentionOf(() => AsbCaseType, asbCase),
  ],
  readFor: 'BEHAVIOUR',
  shownTo: async (asking, row, _moment, key) =>
    asking.scopes.has('REFERRAL') && (await isOfOwnAgency(asking, asbCase, streamOf(asbCase, key)))
      ? (row ?? null)
      : null,
});
