import { refuse, valueAt, valueIn, type Keyed } from '@wardbook/event-sourcing/pure';
import { isRegistered, kindOf, type AgencyState } from '../agency/agency.state.ts';
import type { AgencyKind } from '../agency/agency.events.ts';
import { notBegun, type By } from '../by.ts';
import { londonDay } from '../london.ts';
import { isInService, type MemberState } from '../member/member.state.ts';
import type { AttendeeKind, TrainingModule } from './training-day.events.ts';
import {
  attendeeOf,
  hoursOf,
  type Attending,
  type TrainingDayState,
  type TrainingHours,
} from './training-day.state.ts';

/** R-LIFE-1 for training days. */
export const notScheduled = (state: TrainingDayState, at: string) =>
  notBegun(state.scheduledAt, at, 'training day', 'id');

/** R-TRN-3: courses are of one day (S2:5 "a series of one-day courses"). */
export const notOfOneDay = ({ from, to }: TrainingHours) => {
  if (to <= from)
    return refuse('R-TRN-3', 'A training day must end after it begins. Check both times.', 'to');
  return londonDay(from) === londonDay(to)
    ? undefined
    : refuse(
        'R-TRN-3',
        'A training day ends on the day on which it begins. Schedule a day of the same series for each.',
        'to',
      );
};

/** R-TRN-3: it is said beforehand when a day is to be. */
export const afterItBegins = ({ from }: TrainingHours, at: string) =>
  from > at
    ? undefined
    : refuse('R-TRN-3', 'A training day begins after that is arranged. Check when it begins.', 'from');

/** R-TRN-4: agencies organise a training day together (S2:7), and whoever leads it is one of them. */
export const notTogether = (organisers: readonly string[], { agency }: By) => {
  if (!organisers.includes(agency))
    return refuse(
      'R-TRN-4',
      'Your own agency organises this day, too. Name it with the others.',
      'organisers',
    );
  return new Set(organisers).size >= 2
    ? undefined
    : refuse(
        'R-TRN-4',
        'At least two agencies organise a training day. Name the other one, too.',
        'organisers',
      );
};

/** R-TRN-4: those who organise it are agencies on record; a force that leads the day is there (S2:7). */
export const notAnAgency = (
  organisers: readonly string[],
  { agency, role }: By,
  { known, at }: { readonly known: Keyed<AgencyState>; readonly at: string },
) => {
  const index = organisers.findIndex((one) => {
    const found = valueIn(known, one);
    const isThere = one === agency && role !== 'PARTNER';
    return !isThere && (found === undefined || !isRegistered(found, at));
  });
  return index < 0
    ? undefined
    : refuse(
        'R-TRN-4',
        'There was no such agency on record at that time. Check the agencies.',
        `organisers.${index}`,
      );
};

/** R-LIFE-1: what was called off is neither moved, nor attended, nor evaluated. */
const calledOff = ({ cancelled }: TrainingDayState, at: string) =>
  cancelled !== undefined && cancelled.at <= at
    ? refuse('R-LIFE-1', 'This training day had been called off by then. Schedule another.', 'id')
    : undefined;

/** R-LIFE-1: a day that had begun is neither moved nor called off. */
export const begun = (state: TrainingDayState, at: string) => {
  const hours = hoursOf(state, at);
  return (
    calledOff(state, at) ??
    (hours !== undefined && hours.from <= at
      ? refuse('R-LIFE-1', 'This training day had begun by then. Say who attended.', 'id')
      : undefined)
  );
};

/** R-TRN-5: who attended what, and what the day was good for, is known when it is over. */
export const notOver = (state: TrainingDayState, at: string) => {
  const hours = hoursOf(state, at);
  return (
    calledOff(state, at) ??
    (hours === undefined || hours.to > at
      ? refuse('R-TRN-5', 'This training day was not over by then. Check the time.', 'occurredAt')
      : undefined)
  );
};

/** R-TRN-5: nobody attends what was not taught. */
export const notTaught = ({ scheduled }: TrainingDayState, modules: readonly TrainingModule[]) => {
  const index = modules.findIndex((module) => scheduled?.modules.includes(module) !== true);
  return index < 0
    ? undefined
    : refuse('R-TRN-5', 'This was not taught on that day. Check the modules.', `modules.${index}`);
};

/** R-TRN-5: whoever attended attended something. */
export const nothingAttended = (modules: readonly TrainingModule[]) =>
  modules.length > 0
    ? undefined
    : refuse(
        'R-TRN-5',
        'Say which modules they attended. Where they were not there at all, strike it through.',
        'modules',
      );

/** R-LIFE-1: only of whoever is on record as having attended is that corrected. */
export const notAttended = (state: TrainingDayState, who: Attending, at: string) => {
  const attendee = attendeeOf(state, who);
  return attendee !== undefined && attendee.attendedAt <= at
    ? undefined
    : refuse(
        'R-LIFE-1',
        'Nobody of this id was on record as having attended at that time. Check the person and the agency.',
        'person',
      );
};

/** Whether people of this kind are members of a force. */
export const isOfAForce = (kind: AttendeeKind | undefined): boolean => kind === 'POLICE' || kind === 'PCSO';

const KIND_OF_AGENCY: Partial<Record<AttendeeKind, AgencyKind>> = {
  COUNCIL: 'COUNCIL',
  HOUSING: 'HOUSING_ASSOCIATION',
};

/**
 * R-TRN-2: council staff, housing association representatives, police and PCSOs attend, and people of other agencies
 * (S2:5): each is what is said of them.
 */
export const notOfThatKind = (
  kind: AttendeeKind,
  { member, agency }: { readonly member: MemberState; readonly agency: AgencyState },
  { at, held }: { readonly at: string; readonly held: string },
) => {
  if (!isOfAForce(kind)) {
    const found = kindOf(agency, at);
    if (found === undefined)
      return refuse(
        'R-TRN-2',
        'There was no such agency on record at that time. Check the agency.',
        'agency',
      );
    const fits = KIND_OF_AGENCY[kind] === undefined ? found !== 'POLICE' : KIND_OF_AGENCY[kind] === found;
    return fits
      ? undefined
      : refuse('R-TRN-2', 'This agency is of another kind. Check the kind, and the agency.', 'kind');
  }
  if (!isInService(member, held))
    return refuse(
      'R-TRN-2',
      'Nobody of this id served in that force on the day. Check the person and the agency.',
      'person',
    );
  return (valueAt(member.category, held) === 'PCSO') === (kind === 'PCSO')
    ? undefined
    : refuse('R-TRN-2', 'This person was of another kind on the day. Check the kind.', 'kind');
};

/** R-TRN-6: what a member of a force is trained for, their own force says. */
export const notTheirForce = ({ agency: own }: By, { agency }: Attending, kind: AttendeeKind | undefined) =>
  !isOfAForce(kind) || agency === own
    ? undefined
    : refuse('R-TRN-6', 'Only their own force records who of it attended. Ask that force.', 'agency');
