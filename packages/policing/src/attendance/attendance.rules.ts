import { refuse } from '@wardbook/event-sourcing/pure';
import { isMetOn } from '../advice-case/compliance.ts';
import { notBegun, type By } from '../by.ts';
import { isMetOnAttendance } from '../visit/visit.state.ts';
import type { Reasons } from './attendance.facts.ts';
import type { NoReplyTry, OverdueOutcome } from './attendance.events.ts';
import { alarmDue, endingOf, type AttendanceState } from './attendance.state.ts';

/** R-LIFE-1 for attendances. */
export const notPlanned = (state: AttendanceState, at: string) => notBegun(state.plannedAt, at, 'plan', 'id');

/** R-AUTH-4: a visit is the work of whoever attends it, and of those over them. */
export const notOwn = ({ id, role }: By, { plan }: AttendanceState) =>
  role === 'SUPERVISOR' || role === 'INSPECTOR' || id === plan?.member
    ? undefined
    : refuse('R-AUTH-4', 'Only whoever makes this visit, a supervisor or an inspector can do this.');

/** R-LIFE-1: nothing happens in a visit after its end. */
export const afterEnd = (state: AttendanceState, at: string) =>
  endingOf(state, at)
    ? refuse('R-LIFE-1', 'This visit had ended by then. Check the time, or plan another visit.', 'id')
    : undefined;

/** R-LIFE-1: a visit that had begun is neither moved nor called off. */
export const afterArrival = (state: AttendanceState, at: string) =>
  afterEnd(state, at) ??
  (hasArrived(state, at)
    ? refuse(
        'R-LIFE-1',
        'The arrival was on record by then. Record the departure, or that nobody answered.',
        'id',
      )
    : undefined);

/** R-LIFE-1: nobody departs who did not arrive. */
export const beforeArrival = (state: AttendanceState, at: string) =>
  afterEnd(state, at) ??
  (hasArrived(state, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'There was no arrival by then. Record it first; where nobody answered, record that.',
        'id',
      ));

export const hasArrived = ({ arrivedAt }: AttendanceState, at: string): boolean =>
  arrivedAt !== undefined && arrivedAt <= at;

/** R-CASE-11: a new time hides no missing call (S3:36). */
export const notMovable = (state: AttendanceState, at: string) => {
  const due = alarmDue(state);
  return (
    afterArrival(state, at) ??
    (due !== undefined && due <= at
      ? refuse(
          'R-CASE-11',
          'The call on departure was overdue by then. Say what became of this visit, and plan another.',
          'id',
        )
      : undefined)
  );
};

/** R-LIFE-1: a visit on which somebody was met was not in vain, whichever was recorded first. */
export const metOnIt = <Path extends 'id' | 'outcome'>(
  { adviceCase, survey, visit: victimVisit }: Reasons,
  visit: string,
  path: Path,
) => {
  if (isMetOn(adviceCase, visit))
    return refuse(
      'R-LIFE-1',
      'The case says who was met on this visit. Record the arrival and the departure, or check the reference.',
      path,
    );
  if (isMetOnAttendance(victimVisit, visit))
    return refuse(
      'R-LIFE-1',
      'The victim was met on this visit. Record the arrival and the departure, or check the reference.',
      path,
    );
  return survey.started?.attendance === visit
    ? refuse(
        'R-LIFE-1',
        'A survey began on this visit. Record the arrival and the departure, or check the reference.',
        path,
      )
    : undefined;
};

/** R-LIFE-1: nobody came to a visit of which the victim’s record says that nobody did. */
export const didNotCome = ({ visit }: Pick<Reasons, 'visit'>, attendance: string) =>
  visit.steps.some(({ value }) => value.how === 'OFFICER_DID_NOT_ATTEND' && value.attendance === attendance)
    ? refuse('R-LIFE-1', 'The record of the victim’s visit says that nobody came. Check the reference.', 'id')
    : undefined;

/** R-CASE-11: whoever says that nobody answered says how they were tried (S3:36). */
export const notTried = (tried: readonly NoReplyTry[]) =>
  tried.length === 0 ? refuse('R-CASE-11', 'Say how you tried to reach them.', 'tried') : undefined;

/** R-LIFE-1: nobody is found not to have gone who had arrived, or whom nobody had answered. */
export const foundOtherwise = (state: AttendanceState, outcome: OverdueOutcome, at: string) => {
  if (outcome !== 'NOT_ATTENDED') return undefined;
  if (hasArrived(state, at))
    return refuse('R-LIFE-1', 'The arrival was on record by then. Choose another outcome.', 'outcome');
  return endingOf(state, at)?.how === 'NO_REPLY'
    ? refuse(
        'R-LIFE-1',
        'It was on record by then that nobody had answered. Choose another outcome.',
        'outcome',
      )
    : undefined;
};
