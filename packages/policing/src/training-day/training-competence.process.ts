import {
  defineProcess,
  idOf,
  NONE_KEYED,
  send,
  valueIn,
  valuesOf,
  withValue,
  type Keyed,
  type Moment,
  type Outgoing,
} from '@wardbook/event-sourcing/pure';
import { member } from '../member/member.ts';
import { isOfAForce } from './training-day.rules.ts';
import { trainingDayHistory, type Attending } from './training-day.state.ts';

/** The members of forces of whom anything is on record on a training day, by agency and id. */
interface Members {
  readonly members: Keyed<Attending>;
}

const NOBODY: Members = { members: NONE_KEYED };

/** R-TRN-1: has each member look at what a training day taught them, whenever something about that moves (S2:13). */
export const trainingCompetence = defineProcess({
  name: 'training-competence',
  version: 1,
  initial: NOBODY,
  of: [trainingDayHistory],
  evolve: {
    TrainingAttended: (row, { person, agency, kind }) =>
      isOfAForce(kind)
        ? { members: withValue(row.members, keyOf({ person, agency }), { person, agency }) }
        : row,
    TrainingAttendanceCorrected: (row) => row,
    TrainingDayMoved: (row) => row,
  },
  columns: {},
  react: {
    TrainingAttended: (row, attending, moment) => reviewed(valueIn(row.members, keyOf(attending)), moment),
    TrainingAttendanceCorrected: (row, attending, moment) =>
      reviewed(valueIn(row.members, keyOf(attending)), moment),
    // Found not to have been moved, it was over at another time.
    TrainingDayMoved: (row, _, moment) => valuesOf(row.members).flatMap((one) => reviewed(one, moment)),
  },
});

// No id has a slash in it.
const keyOf = ({ agency, person }: Attending): string => `${agency}/${person}`;

const reviewed = (one: Attending | undefined, { stream, recordedAt }: Moment): readonly Outgoing[] =>
  one === undefined
    ? []
    : [send(member, one.person, { type: 'ReviewTraining', trainingDay: idOf(stream) }, recordedAt)];
