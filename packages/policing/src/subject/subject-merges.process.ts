import { defineProcess, idOf, send, type Moment, type Outgoing } from '@wardbook/event-sourcing/pure';
import { subjectHistory } from './subject.state.ts';
import { subject } from './subject.ts';

const NOTHING: object = {};

/**
 * R-VIS-7: has a record look at what another one found of it, whenever that moves: whoever works on either then respects
 * how it is safe to reach the person as both say (8.7 "Victims").
 */
export const subjectMerges = defineProcess({
  name: 'subject-merges',
  version: 1,
  initial: NOTHING,
  of: [subjectHistory],
  keys: { SubjectsMerged: ({ other }) => other, SubjectsFoundApart: ({ other }) => other },
  evolve: { SubjectsMerged: (row) => row, SubjectsFoundApart: (row) => row },
  columns: {},
  react: {
    SubjectsMerged: (_, { other }, moment) => [noticed(other, moment)],
    SubjectsFoundApart: (_, { other }, moment) => [noticed(other, moment)],
  },
});

const noticed = (other: string, { stream, recordedAt }: Moment): Outgoing =>
  send(subject, other, { type: 'NoticeMerge', other: idOf(stream) }, recordedAt);
