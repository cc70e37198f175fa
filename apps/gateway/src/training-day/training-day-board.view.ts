import {
  defineView,
  NONE_KEYED,
  since,
  valueIn,
  withValue,
  type Keyed,
  type SealedText,
  type Timeline,
} from '@wardbook/event-sourcing';
import {
  londonDay,
  trainingDayHistory,
  type AttendeeKind,
  type TrainingCancellationReason,
  type TrainingHours,
  type TrainingModule,
  type TrainingOutcome,
} from '@wardbook/policing';

/** A training day: who organises it, what is taught, and who attended. */
export interface TrainingDayCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'SCHEDULED' | 'CANCELLED';
  readonly scheduledAt: string | null;
  readonly series: string | null;
  readonly hours: Timeline<TrainingHours>;
  readonly from: string | null;
  readonly to: string | null;
  readonly place: SealedText | null;
  readonly purpose: SealedText | null;
  readonly organisers: readonly string[];
  readonly modules: readonly TrainingModule[];
  readonly maximum: number | null;
  readonly cancelledAt: string | null;
  readonly cancellationReason: TrainingCancellationReason | null;
  readonly attendees: Keyed<AttendeeCard>;
  readonly evaluations: Timeline<{ readonly outcome: TrainingOutcome; readonly evidence: string }>;
}

interface AttendeeCard {
  readonly person: string;
  readonly agency: string;
  /** Null where only a correction is on record. */
  readonly kind: AttendeeKind | null;
  readonly attendedAt: string | null;
  readonly attended: Timeline<{
    readonly modules: readonly TrainingModule[];
    readonly surveyMonths?: number | undefined;
  }>;
}

const EXPECTED: TrainingDayCard = {
  version: 0,
  standing: 'EXPECTED',
  scheduledAt: null,
  series: null,
  hours: [],
  from: null,
  to: null,
  place: null,
  purpose: null,
  organisers: [],
  modules: [],
  maximum: null,
  cancelledAt: null,
  cancellationReason: null,
  attendees: NONE_KEYED,
  evaluations: [],
};

export const trainingDayBoard = defineView({
  name: 'training-day-board',
  version: 1,
  of: [trainingDayHistory],
  versionOf: trainingDayHistory,
  initial: EXPECTED,
  columns: {
    standing: ({ standing }) => standing,
    series: ({ series }) => series,
    on: ({ from }) => (from === null ? null : londonDay(from)),
    from: ({ from }) => from,
  },
  evolve: {
    TrainingDayScheduled: (card, { type: _type, from, to, ...scheduled }, { occurredAt }) =>
      timed({ ...stood(card), ...scheduled, scheduledAt: occurredAt }, { from, to }, occurredAt),
    TrainingDayMoved: (card, { from, to }, { occurredAt }) => timed(card, { from, to }, occurredAt),
    TrainingDayCancelled: (card, { reason }, { occurredAt }) => ({
      ...card,
      standing: 'CANCELLED',
      cancelledAt: occurredAt,
      cancellationReason: reason,
    }),
    TrainingAttended: (card, { type: _type, person, agency, kind, ...attended }, { occurredAt }) =>
      withAttendee(card, { person, agency, kind, attendedAt: occurredAt }, attended, occurredAt),
    TrainingAttendanceCorrected: (card, { type: _type, person, agency, ...attended }, { occurredAt }) =>
      withAttendee(card, { person, agency }, attended, occurredAt),
    TrainingDayEvaluated: (card, { outcome, evidence }, { occurredAt }) => ({
      ...card,
      evaluations: since(card.evaluations, occurredAt, { outcome, evidence }),
    }),
  },
});

const stood = (card: TrainingDayCard): TrainingDayCard => ({
  ...card,
  standing: card.cancelledAt === null ? 'SCHEDULED' : 'CANCELLED',
});

const timed = (card: TrainingDayCard, told: TrainingHours, at: string): TrainingDayCard => {
  const hours = since(card.hours, at, told);
  const { from = null, to = null } = hours.at(-1)?.value ?? {};
  return { ...card, hours, from, to };
};

type Said = Pick<AttendeeCard, 'person' | 'agency'> & Partial<Pick<AttendeeCard, 'kind' | 'attendedAt'>>;

const withAttendee = (
  card: TrainingDayCard,
  said: Said,
  told: AttendeeCard['attended'][number]['value'],
  at: string,
): TrainingDayCard => {
  // No id has a slash in it.
  const key = `${said.agency}/${said.person}`;
  const known = valueIn(card.attendees, key);
  const { kind = known?.kind ?? null, attendedAt = known?.attendedAt ?? null } = said;
  const attended = since(known?.attended ?? [], at, told);
  return {
    ...card,
    attendees: withValue(card.attendees, key, { ...said, kind, attendedAt, attended }),
  };
};
