import { streamOf } from '@wardbook/event-sourcing';
import { intelligence } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { PointOrTokenArgs } from '../point-args.ts';
import { isOfOwnAgency } from '../record-agency.ts';
import { retentionOf } from '../retention/retention.resolver.ts';
import { intelligenceBoard, intelligenceTold, sanitisedTexts } from './intelligence-board.view.ts';
import * as inputs from './intelligence.input.ts';
import {
  DecidedActionResolver,
  DisseminatedIntelligenceResolver,
  IntelligenceResolver,
  SanitisedIntelligenceResolver,
} from './intelligence.resolver.ts';
import { IntelligenceType } from './intelligence.type.ts';

/** Intelligence: for those who work with it, of their force, and auditors; what one said, for whoever submitted it. */
export const intelligenceConcept = concept({
  kind: 'Intelligence',
  type: IntelligenceType,
  decider: intelligence,
  board: intelligenceBoard,
  views: [sanitisedTexts, intelligenceTold],
  inputs,
  query: {
    needs: 'CASE',
    description:
      'Intelligence of your force, now or at a moment of its history; what you submitted is yours.',
    takes: PointOrTokenArgs,
  },
  resolvers: [
    IntelligenceResolver,
    DecidedActionResolver,
    SanitisedIntelligenceResolver,
    DisseminatedIntelligenceResolver,
    retentionOf(() => IntelligenceType, intelligence),
  ],
  readFor: 'INTELLIGENCE',
  wholeFor: 'INTELLIGENCE',
  shownTo: async (asking, row, _moment, key) => {
    const isOwn = await isOfOwnAgency(asking, intelligence, streamOf(intelligence, key));
    const { by, scopes } = asking;
    const isTheirs = scopes.has('INTELLIGENCE') || row?.opening.submittedBy === by.id;
    return isOwn && isTheirs && scopes.has('CASE') ? (row ?? null) : null;
  },
});
