import {
  NONE_KEYED,
  since,
  valueAt,
  valueIn,
  withValue,
  type Fold,
  type Keyed,
  type SealedText,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import { dayStart, londonDay } from '../london.ts';
import { withPart } from '../mixing.ts';
import { monthsAfter } from '../policy/review-due.ts';
import { redactionPart, type WithRedactions } from '../redaction/redaction.state.ts';
import {
  trainingDayEvents,
  type trainingAttendanceCorrected,
  type AttendeeKind,
  type OwnTrainingDayEvent,
  type TrainingCancellationReason,
  type TrainingDayEvent,
  type TrainingModule,
  type TrainingOutcome,
} from './training-day.events.ts';

/** From when to when. UTC. */
export interface TrainingHours {
  readonly from: string;
  readonly to: string;
}

export interface TrainingDayState extends WithRedactions {
  readonly scheduledAt?: string;
  /** All that was said when it was scheduled but its hours. */
  readonly scheduled?: Scheduled;
  readonly hours: Timeline<TrainingHours>;
  readonly cancelled?: { readonly at: string; readonly reason: TrainingCancellationReason };
  readonly attendees: Keyed<Attendee>;
  readonly evaluations: Timeline<Evaluation>;
}

interface Scheduled {
  readonly series: string;
  readonly place: SealedText;
  readonly purpose: SealedText;
  readonly organisers: readonly string[];
  readonly modules: readonly TrainingModule[];
  readonly maximum: number;
}

/** Who somebody is: an identity is an agency and an id within it. */
export interface Attending {
  readonly person: string;
  readonly agency: string;
}

interface Attendee extends Attending {
  readonly kind: AttendeeKind;
  readonly attendedAt: string;
  /** As it was recorded, and as it was corrected: the latest counts. */
  readonly attended: Timeline<Attended>;
}

/** Which modules somebody attended, and for how long that lets a member of a force make basic surveys. */
export type Attended = Omit<Parameters<typeof trainingAttendanceCorrected>[0], keyof Attending>;

interface Evaluation {
  readonly outcome: TrainingOutcome;
  readonly evidence: string;
}

const ownHistory: Fold<OwnTrainingDayEvent, TrainingDayState> = {
  name: 'trainingDay',
  ids: REGISTER_IDS,
  initial: { redactions: redactionPart.initial, hours: [], attendees: NONE_KEYED, evaluations: [] },
  events: trainingDayEvents,
  comparesText: true,
  evolve: {
    TrainingDayScheduled: (state, { type: _type, from, to, ...scheduled }, { occurredAt }) => ({
      ...state,
      scheduled,
      scheduledAt: occurredAt,
      hours: since(state.hours, occurredAt, { from, to }),
    }),
    TrainingDayMoved: (state, { from, to }, { occurredAt }) => ({
      ...state,
      hours: since(state.hours, occurredAt, { from, to }),
    }),
    TrainingDayCancelled: (state, { reason }, { occurredAt: at }) => ({
      ...state,
      cancelled: { at, reason },
    }),
    TrainingAttended: (state, { type: _type, person, agency, kind, ...attended }, { occurredAt }) =>
      withAttendee(
        state,
        { person, agency, kind, attendedAt: occurredAt, attended: [] },
        occurredAt,
        attended,
      ),
    TrainingAttendanceCorrected: (state, { type: _type, person, agency, ...attended }, { occurredAt }) => {
      const known = attendeeOf(state, { person, agency });
      return known ? withAttendee(state, known, occurredAt, attended) : state;
    },
    TrainingDayEvaluated: (state, { type: _type, ...evaluation }, { occurredAt }) => ({
      ...state,
      evaluations: since(state.evaluations, occurredAt, evaluation),
    }),
  },
};

export const trainingDayHistory: Fold<TrainingDayEvent, TrainingDayState> = withPart(
  ownHistory,
  redactionPart,
);

const withAttendee = (
  state: TrainingDayState,
  attendee: Attendee,
  at: string,
  attended: Attended,
): TrainingDayState => ({
  ...state,
  attendees: withValue(state.attendees, keyOf(attendee), {
    ...attendee,
    attended: since(attendee.attended, at, attended),
  }),
});

// No id has a slash in it.
const keyOf = ({ agency, person }: Attending): string => `${agency}/${person}`;

/** What is on record of somebody who attended. */
export const attendeeOf = ({ attendees }: TrainingDayState, who: Attending): Attendee | undefined =>
  valueIn(attendees, keyOf(who));

/** From when to when it was to be, as was known at an instant. */
export const hoursOf = ({ hours }: TrainingDayState, at: string): TrainingHours | undefined =>
  valueAt(hours, at);

/** Whether an agency organises it. */
export const isOrganiser = ({ scheduled }: TrainingDayState, agency: string): boolean =>
  scheduled?.organisers.includes(agency) === true;

/**
 * From when until when a member of a force may make basic surveys because of this day, by what is known of it now; UTC.
 * Undefined where they did not attend the module (R-TRN-1).
 */
export const surveySkillOf = (day: TrainingDayState, who: Attending): TrainingHours | undefined =>
  skillFrom(day.hours.at(-1)?.value.to, attendeeOf(day, who)?.attended.at(-1)?.value.surveyMonths);

/**
 * From the end of a training day until so many months after begins, in London.
 * @example
 * skillFrom('2013-03-12T16:00:00.000Z', 36)?.to; // '2016-03-12T00:00:00.000Z'
 */
export const skillFrom = (from: string | undefined, months: number | undefined): TrainingHours | undefined =>
  from === undefined || months === undefined
    ? undefined
    : { from, to: dayStart(monthsAfter(londonDay(from), months)) };
