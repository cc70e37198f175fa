import { subject } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { ownForceOnly } from '../record-agency.ts';
import { subjectBoard } from './subject-board.view.ts';
import * as inputs from './subject.input.ts';
import { SubjectResolver } from './subject.resolver.ts';

/** A person’s record, for police and records staff of the force that registered it, and auditors. */
export const subjectConcept = concept({
  kind: 'Subject',
  decider: subject,
  board: subjectBoard,
  inputs,
  resolvers: [SubjectResolver],
  isAboutPeople: true,
  writers: 'AGENCY_THAT_BEGAN_IT',
  shownTo: ownForceOnly(subject),
});
