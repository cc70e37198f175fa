import {
  defineView,
  since,
  type Moment,
  type PersonalReference,
  type Timeline,
} from '@wardbook/event-sourcing';
import { attendanceHistory, londonDay, type AttendanceEvent, type VisitTimes } from '@wardbook/policing';

/**
 * A visit: what was planned, which calls came, and how it ended. Address and notes are references, which only the door
 * opens.
 */
export interface AttendanceCard extends Partial<Omit<Plan, 'buddy' | keyof VisitTimes>> {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'PLANNED' | 'ARRIVED' | Ended | 'OVERDUE' | 'RESOLVED';
  readonly plannedAt: string | null;
  readonly buddy: Timeline<string | null>;
  readonly times: Timeline<VisitTimes>;
  readonly expectedArrival: string | null;
  readonly expectedDeparture: string | null;
  readonly overdueFrom: string | null;
  /** What was recorded late leaves time to record its calls, too. */
  readonly notBefore: string | null;
  readonly calledBeforeAt: string | null;
  readonly arrivedAt: string | null;
  readonly departedAt: string | null;
  readonly ended: Ended | null;
  readonly endedAt: string | null;
  readonly cancelledBy: string | null;
  readonly cancellationReason: Told<'VisitCancelled'>['reason'] | null;
  readonly tried: Told<'NoReplyRecorded'>['tried'];
  readonly nonAttendanceReason: Told<'VisitNotAttended'>['reason'] | null;
  readonly endNote: PersonalReference | null;
  readonly alarms: readonly string[];
  readonly overdueAt: string | null;
  readonly resolvedAt: string | null;
  readonly outcome: Told<'OverdueAttendanceResolved'>['outcome'] | null;
  readonly note: PersonalReference | null;
}

type Told<Type extends AttendanceEvent['type']> = Extract<AttendanceEvent, { type: Type }>;
type Plan = Omit<Told<'AttendancePlanned'>, 'type'>;
type Ended = 'DEPARTED' | 'CANCELLED' | 'NO_REPLY' | 'NOT_ATTENDED';

const EXPECTED: AttendanceCard = {
  version: 0,
  standing: 'EXPECTED',
  plannedAt: null,
  buddy: [],
  times: [],
  expectedArrival: null,
  expectedDeparture: null,
  overdueFrom: null,
  notBefore: null,
  calledBeforeAt: null,
  arrivedAt: null,
  departedAt: null,
  ended: null,
  endedAt: null,
  cancelledBy: null,
  cancellationReason: null,
  tried: [],
  nonAttendanceReason: null,
  endNote: null,
  alarms: [],
  overdueAt: null,
  resolvedAt: null,
  outcome: null,
  note: null,
};

export const attendanceBoard = defineView({
  name: 'attendance-board',
  version: 3,
  of: [attendanceHistory],
  versionOf: attendanceHistory,
  initial: EXPECTED,
  columns: {
    force: ({ force }) => force ?? OF_AN_OLDER_PLAN,
    case: (card) => card.case ?? null,
    member: ({ member }) => member ?? null,
    buddy: ({ buddy }) => buddy.at(-1)?.value ?? null,
    standing: ({ standing }) => standing,
    dueOn: ({ expectedArrival }) => (expectedArrival === null ? null : londonDay(expectedArrival)),
    expectedArrival: ({ expectedArrival }) => expectedArrival,
    alarmFrom: (card) => alarmFrom(card),
  },
  evolve: {
    AttendancePlanned: (card, { type: _type, buddy = null, ...said }, moment) => {
      const { expectedArrival: _arrival, expectedDeparture: _departure, overdueFrom: _from, ...plan } = said;
      const { occurredAt: plannedAt } = moment;
      const buddies = since(card.buddy, plannedAt, buddy);
      return timed({ ...card, ...plan, plannedAt, buddy: buddies }, said, moment);
    },
    BuddyChanged: (card, { buddy }, { occurredAt }) => ({
      ...card,
      buddy: since(card.buddy, occurredAt, buddy),
    }),
    VisitMoved: (card, { type: _type, ...times }, moment) => timed(card, times, moment),
    VisitCancelled: (card, { by, reason, note = null }, { occurredAt }) =>
      over({ ...card, cancelledBy: by, cancellationReason: reason, endNote: note }, 'CANCELLED', occurredAt),
    CalledBeforeArrival: (card, _, { occurredAt }) => stood({ ...card, calledBeforeAt: occurredAt }),
    ArrivalRecorded: (card, _, { occurredAt }) => stood({ ...card, arrivedAt: occurredAt }),
    CalledOnDeparture: (card, _, { occurredAt }) =>
      over({ ...card, departedAt: occurredAt }, 'DEPARTED', occurredAt),
    NoReplyRecorded: (card, { tried, note = null }, { occurredAt }) =>
      over({ ...card, tried, endNote: note }, 'NO_REPLY', occurredAt),
    VisitNotAttended: (card, { reason }, { occurredAt }) =>
      over({ ...card, nonAttendanceReason: reason }, 'NOT_ATTENDED', occurredAt),
    AttendanceOverdue: (card, _, { occurredAt }) => stood({ ...card, alarms: [...card.alarms, occurredAt] }),
    AlarmUnfounded: (card, _, { occurredAt }) =>
      stood({ ...card, alarms: card.alarms.filter((alarm) => alarm !== occurredAt) }),
    OverdueAttendanceResolved: (card, { outcome, note = null }, { occurredAt }) =>
      stood({ ...card, resolvedAt: occurredAt, outcome, note }),
  },
});

/** The force's own plans have its name since they say whose they are; of those before, the log says it. */
export const OF_AN_OLDER_PLAN = '';

/** From when on somebody has to find out why nobody called; null where nobody is awaited. */
export const alarmFrom = (card: AttendanceCard): string | null => {
  if (card.standing === 'OVERDUE') return card.overdueAt;
  const { overdueFrom, notBefore } = card;
  if (overdueFrom === null || notBefore === null || !['PLANNED', 'ARRIVED'].includes(card.standing))
    return null;
  return overdueFrom > notBefore ? overdueFrom : notBefore;
};

const timed = (
  card: AttendanceCard,
  { expectedArrival, expectedDeparture, overdueFrom }: VisitTimes,
  { occurredAt, recordedAt }: Pick<Moment, 'occurredAt' | 'recordedAt'>,
): AttendanceCard => {
  const told = {
    ...(expectedArrival !== undefined && { expectedArrival }),
    ...(expectedDeparture !== undefined && { expectedDeparture }),
    ...(overdueFrom !== undefined && { overdueFrom }),
  };
  const times = since(card.times, occurredAt, told);
  const last = times.at(-1)?.value;
  const grace = (card.graceMinutes ?? 0) * 60_000;
  return stood({
    ...card,
    times,
    expectedArrival: last?.expectedArrival ?? null,
    expectedDeparture: last?.expectedDeparture ?? null,
    overdueFrom: last?.overdueFrom ?? null,
    notBefore: new Date(Date.parse(recordedAt) + grace).toISOString(),
  });
};

const over = (card: AttendanceCard, ended: Ended, endedAt: string): AttendanceCard =>
  stood({ ...card, ended, endedAt });

/** Calls may be recorded late, and in any order; an alarm stands until somebody has found out why. */
const stood = (card: AttendanceCard): AttendanceCard => {
  const overdueAt = card.alarms.at(-1) ?? null;
  return { ...card, overdueAt, standing: standingOf({ ...card, overdueAt }) };
};

const standingOf = (card: AttendanceCard): AttendanceCard['standing'] => {
  const { plannedAt, overdueAt, resolvedAt, ended, arrivedAt } = card;
  if (plannedAt === null) return 'EXPECTED';
  if (overdueAt !== null) return resolvedAt !== null && resolvedAt >= overdueAt ? 'RESOLVED' : 'OVERDUE';
  return ended ?? (arrivedAt === null ? 'PLANNED' : 'ARRIVED');
};
