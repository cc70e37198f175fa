import { since, toldAt, valueAt, type Fold, type Timeline } from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import { withPart } from '../mixing.ts';
import { retentionPart, type Keeping } from '../retention/retention.state.ts';
import {
  attendanceEvents,
  type AttendanceEvent,
  type OwnAttendanceEvent,
  type AttendancePlan,
  type OverdueOutcome,
} from './attendance.events.ts';

/** When a visit is expected; `overdueFrom` is absent where no call on departure is. UTC. */
export type VisitTimes = Pick<AttendancePlan, 'expectedArrival' | 'expectedDeparture' | 'overdueFrom'>;

/** The one way in which a visit ended, when, and what was said of it. */
export interface VisitEnding {
  readonly how: 'ATTENDED' | 'CANCELLED' | 'NO_REPLY' | 'NOT_ATTENDED';
  /** UTC. */
  readonly at: string;
  /** In codes: of a cancellation by whom and why, of a no reply how it was tried. */
  readonly said: string;
}

export interface AttendanceState extends Keeping {
  readonly plannedAt?: string;
  /** All of the plan but the address, as it was made. */
  readonly plan?: Omit<AttendancePlan, 'address'>;
  readonly times: Timeline<VisitTimes>;
  readonly buddy: Timeline<string | undefined>;
  readonly calledBefore: readonly string[];
  readonly arrivedAt?: string;
  readonly ending?: VisitEnding;
  /** The alarms on record that were not found to be none. */
  readonly alarms: readonly Alarm[];
  readonly resolutions: Timeline<OverdueOutcome>;
}

/** When it was raised, and for which end of a grace; in older records the two differ. */
interface Alarm {
  readonly at: string;
  readonly overdueFrom: string | undefined;
}

const ownHistory: Fold<OwnAttendanceEvent, AttendanceState> = {
  name: 'attendance',
  ids: REGISTER_IDS,
  initial: {
    ...{ times: [], buddy: [], calledBefore: [], alarms: [], resolutions: [] },
    retention: retentionPart.initial,
  },
  events: attendanceEvents,
  evolve: {
    AttendancePlanned: (state, { type: _type, address: _address, ...plan }, { occurredAt: at }) => ({
      ...withTimes(state, at, plan),
      plan,
      plannedAt: at,
      buddy: since(state.buddy, at, plan.buddy),
    }),
    CalledBeforeArrival: (state, _, { occurredAt }) => ({
      ...state,
      calledBefore: [...state.calledBefore, occurredAt],
    }),
    ArrivalRecorded: (state, _, { occurredAt }) => ({ ...state, arrivedAt: occurredAt }),
    CalledOnDeparture: (state, _, { occurredAt: at }) => ended(state, { how: 'ATTENDED', at, said: '' }),
    VisitMoved: (state, moved, { occurredAt }) => withTimes(state, occurredAt, moved),
    VisitCancelled: (state, { by, reason }, { occurredAt: at }) =>
      ended(state, { how: 'CANCELLED', at, said: `${by} ${reason}` }),
    NoReplyRecorded: (state, { tried }, { occurredAt: at }) =>
      ended(state, { how: 'NO_REPLY', at, said: tried.join(' ') }),
    VisitNotAttended: (state, { reason }, { occurredAt: at }) =>
      ended(state, { how: 'NOT_ATTENDED', at, said: reason }),
    BuddyChanged: (state, { buddy }, { occurredAt }) => ({
      ...state,
      buddy: since(state.buddy, occurredAt, buddy),
    }),
    AttendanceOverdue: (state, _, { occurredAt: at }) => ({
      ...state,
      alarms: [...state.alarms, { at, overdueFrom: valueAt(state.times, at)?.overdueFrom }],
    }),
    AlarmUnfounded: (state, _, { occurredAt }) => ({
      ...state,
      alarms: state.alarms.filter(({ at }) => at !== occurredAt),
    }),
    OverdueAttendanceResolved: (state, { outcome }, { occurredAt: at }) => {
      const resolved = { ...state, resolutions: since(state.resolutions, at, outcome) };
      return outcome === 'NOT_ATTENDED'
        ? ended(resolved, { how: 'NOT_ATTENDED', at, said: outcome })
        : resolved;
    },
  },
};

export const attendanceHistory: Fold<AttendanceEvent, AttendanceState> = withPart(ownHistory, retentionPart);

/** The visit with new times from an instant on. */
export const withTimes = (
  state: AttendanceState,
  at: string,
  { expectedArrival, expectedDeparture, overdueFrom }: VisitTimes,
): AttendanceState => ({
  ...state,
  times: since(state.times, at, {
    ...(expectedArrival !== undefined && { expectedArrival }),
    ...(expectedDeparture !== undefined && { expectedDeparture }),
    ...(overdueFrom !== undefined && { overdueFrom }),
  }),
});

/** The visit with its end; older records may have several, of which the first counts. */
export const ended = (state: AttendanceState, ending: VisitEnding): AttendanceState =>
  state.ending && state.ending.at <= ending.at ? state : { ...state, ending };

/** Whether the visit had been planned, with all that a plan needs, by an instant (R-CASE-11). */
export const isPlanned = ({ plannedAt }: AttendanceState, at: string): boolean => isBy(plannedAt, at);

/** Whom the visit is to. */
export const plannedFor = ({ plan }: AttendanceState): string | undefined => plan?.recipient;

/** Who held the plan and expected the calls at an instant. */
export const buddyOf = ({ buddy }: AttendanceState, at: string): string | undefined => valueAt(buddy, at);

/** How the visit had ended by an instant; undefined while it had not. */
export const endingOf = ({ ending }: AttendanceState, at: string): VisitEnding | undefined =>
  isBy(ending?.at, at) ? ending : undefined;

/** Whether a visit ended, whenever that was, without anybody being met. */
export const isInVain = ({ ending }: AttendanceState): boolean =>
  ending !== undefined && ending.how !== 'ATTENDED';

/** Whether the visit was over before an instant: it had ended, or it was found out why nobody had called. */
export const isOver = ({ ending, resolutions }: AttendanceState, at: string): boolean =>
  [ending?.at, resolutions[0]?.from].some((over) => over !== undefined && over < at);

/**
 * From when on the call on departure was missing, or will be, by what happened and not by when somebody looked: a call,
 * a no reply or a cancellation at that instant is in time. UTC; undefined where none is.
 */
export const alarmDue = ({ times, ending }: AttendanceState): string | undefined => {
  const due = times.at(-1)?.value.overdueFrom;
  return due !== undefined && ending !== undefined && ending.at <= due ? undefined : due;
};

/** Whether a call on departure had been missed, and nobody had found out why, at an instant. */
export const isOverdue = (state: AttendanceState, at: string): boolean =>
  isBy(alarmDue(state), at) && !isResolved(state, at);

/** Whether it had been found out by an instant why nobody had called. */
export const isResolved = (state: AttendanceState, at: string): boolean => isBy(resolvedAt(state), at);

/** When it was found out why nobody had called. */
export const resolvedAt = (state: AttendanceState): string | undefined => {
  const due = alarmDue(state) ?? '';
  return state.resolutions.find(({ from }) => from >= due)?.from;
};

/** What was found out at exactly this instant. */
export const foundOutAt = ({ resolutions }: AttendanceState, at: string): OverdueOutcome | undefined =>
  toldAt(resolutions, at);

/** When all was done about a visit by an instant: it had ended, and whoever did not call was found. */
export const doneAt = (state: AttendanceState, at: string): string | undefined =>
  isOverdue(state, at)
    ? undefined
    : [endingOf(state, at)?.at, resolvedAt(state)]
        .filter((one) => isBy(one, at))
        .sort()
        .at(-1);

const isBy = (instant: string | undefined, at: string): boolean => instant !== undefined && instant <= at;
