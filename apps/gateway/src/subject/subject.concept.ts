import { subject } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { TokenArgs } from '../point-args.ts';
import { retentionOf } from '../retention/retention.resolver.ts';
import { ownForceOnly } from '../record-agency.ts';
import { subjectBoard } from './subject-board.view.ts';
import * as inputs from './subject.input.ts';
import { logCombination } from './combination.ts';
import { SubjectMergeResolver, SubjectResolver } from './subject.resolver.ts';
import { SubjectType } from './subject.type.ts';

/** A person’s record, for police and records staff of the force that registered it, and auditors. */
export const subjectConcept = concept({
  kind: 'Subject',
  type: SubjectType,
  decider: subject,
  board: subjectBoard,
  inputs,
  query: { needs: 'CASE', description: 'A person’s record that your force began.', takes: TokenArgs },
  readFor: 'SUBJECT',
  resolvers: [SubjectResolver, SubjectMergeResolver, retentionOf(() => SubjectType, subject)],
  afterwards: logCombination,
  shownTo: ownForceOnly(subject),
});
