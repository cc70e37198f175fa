import { streamOf } from '@wardbook/event-sourcing';
import { problem } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { PointOrTokenArgs } from '../point-args.ts';
import { isOfOwnAgency } from '../record-agency.ts';
import { retentionOf } from '../retention/retention.resolver.ts';
import {
  caseStudyBoard,
  hasPartIn,
  problemBoard,
  problemMeasures,
  problemsShared,
} from './problem-board.view.ts';
import * as inputs from './problem.input.ts';
import { ProblemResolver, problemShown } from './problem.resolver.ts';
import { ProblemType } from './problem.type.ts';

/** A problem, for police and records staff of its force, and auditors; for a partner that has a part in it, that. */
export const problemConcept = concept({
  kind: 'Problem',
  type: ProblemType,
  decider: problem,
  board: problemBoard,
  views: [problemMeasures, problemsShared, caseStudyBoard],
  inputs,
  query: {
    needs: 'REFERRAL',
    description: 'One problem of your force, or one in which your agency has a part.',
    takes: PointOrTokenArgs,
  },
  resolvers: [ProblemResolver, retentionOf(() => ProblemType, problem)],
  readFor: 'PROBLEM',
  // Its history may name a target (T1-25).
  wholeFor: 'INTELLIGENCE',
  shownTo: async (asking, row, moment, key) => {
    const isOwn = asking.scopes.has('CASE') && (await isOfOwnAgency(asking, problem, streamOf(problem, key)));
    if (!row) return null;
    const isPartner = asking.by.role === 'PARTNER' && hasPartIn(row, asking.by.agency);
    return isOwn || isPartner ? problemShown(row, asking, moment) : null;
  },
});
