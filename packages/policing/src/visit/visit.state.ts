import {
  placed,
  since,
  valueAt,
  type Evolve,
  type Fold,
  type Moment,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import { dayStart, nextDayStart } from '../london.ts';
import { withPart } from '../mixing.ts';
import { retentionPart, type Keeping } from '../retention/retention.state.ts';
import { visitEvents, type OwnVisitEvent, type VictimDuty, type VisitEvent } from './visit.events.ts';

type Said<Type extends OwnVisitEvent['type'], Left extends string = never> = Omit<
  Extract<OwnVisitEvent, { type: Type }>,
  'type' | Left
>;

/** Whom a visit is for, why, and by when what is owed. */
export type VisitTerms = Said<'VictimVisitOpened'>;

/** What a victim was found to need. */
type VictimNeeds = Said<'VictimNeedsAssessed'>;

/** A slot of an appointment car. */
export type VisitBooking = Said<'VisitBooked', 'purpose'>;

/** One thing that became of a visit; in codes what was said of it. */
export interface VisitStep {
  readonly how: VisitStepKind;
  readonly said: string;
  /** The attendance on which it was found. */
  readonly attendance?: string;
}

type VisitStepKind =
  | 'OFFERED'
  | 'ACCEPTED'
  | 'DECLINED'
  | 'ASKED_AGAIN'
  | 'ATTENDED'
  | 'OFFICER_DID_NOT_ATTEND'
  | 'RECIPIENT_UNAVAILABLE'
  | 'RESCHEDULED'
  | 'CANCELLED'
  | 'CLOSED';

/** How far it had come: a victim who asked again has accepted, and BOOKED is whoever awaits an appointment. */
export type VisitStanding = Exclude<VisitStepKind, 'ASKED_AGAIN'> | 'DUE' | 'BOOKED' | 'WITHDRAWN';

interface Booked extends VisitBooking {
  readonly purpose: Said<'VisitBooked'>['purpose'];
  readonly at: string;
}

interface Owed {
  readonly duty: VictimDuty;
  readonly dueOn: string;
}

/** All that is known of a visit but whether it is held. */
export interface OwnVisitState {
  readonly openedAt?: string;
  readonly terms?: VisitTerms;
  readonly steps: Timeline<VisitStep>;
  readonly withdrawn: readonly string[];
  readonly booked: readonly Booked[];
  readonly unbooked: readonly (Said<'VisitBookingEnded'> & { readonly at: string })[];
  readonly needs: Timeline<VictimNeeds>;
  readonly informed: Timeline<Said<'VictimInformed'>['what']>;
  /** What it is on record that nobody did in time. */
  readonly overdue: readonly Owed[];
}

export type VisitState = Keeping<OwnVisitState>;

/** What somebody says that became of a visit. */
export type VisitStepSaid = Extract<
  OwnVisitEvent,
  {
    type:
      | 'VisitOffered'
      | 'VisitAccepted'
      | 'VisitDeclined'
      | 'VisitAskedForAgain'
      | 'VisitAttended'
      | 'OfficerDidNotAttend'
      | 'RecipientUnavailable'
      | 'VisitRescheduled'
      | 'VictimVisitCancelled'
      | 'VictimVisitClosed';
  }
>;

/** In one form: of two who say the same the second changes nothing. */
export const stepOf = (said: VisitStepSaid): VisitStep => {
  switch (said.type) {
    case 'VisitOffered':
      return { how: 'OFFERED', said: `${said.channel} ${said.agency ?? ''}`.trim() };
    case 'VisitAccepted':
      return { how: 'ACCEPTED', said: '' };
    case 'VisitDeclined':
      return { how: 'DECLINED', said: '' };
    case 'VisitAskedForAgain':
      return { how: 'ASKED_AGAIN', said: '' };
    case 'VisitAttended':
      return { how: 'ATTENDED', said: [said.where, said.purpose, ...said.help].join(' '), ...on(said) };
    case 'OfficerDidNotAttend':
      return { how: 'OFFICER_DID_NOT_ATTEND', said: said.reason, ...on(said) };
    case 'RecipientUnavailable':
      return { how: 'RECIPIENT_UNAVAILABLE', said: said.tried.join(' '), ...on(said) };
    case 'VisitRescheduled':
      return { how: 'RESCHEDULED', said: `${said.askedBy} ${said.reason}` };
    case 'VictimVisitCancelled':
      return { how: 'CANCELLED', said: `${said.askedBy} ${said.reason}` };
    case 'VictimVisitClosed':
      return { how: 'CLOSED', said: said.outcome };
  }
};

const on = ({ attendance }: { readonly attendance?: string | undefined }) =>
  attendance === undefined ? {} : { attendance };

/** With one more step. */
export const stepped = <State extends OwnVisitState>(
  state: State,
  at: string,
  said: VisitStepSaid,
): State => ({
  ...state,
  steps: since(state.steps, at, stepOf(said)),
});

const step = (state: OwnVisitState, said: VisitStepSaid, { occurredAt }: Pick<Moment, 'occurredAt'>) =>
  stepped(state, occurredAt, said);

/** What each event makes of a visit. */
export const visitSteps: Evolve<OwnVisitEvent, OwnVisitState> = {
  VictimVisitOpened: (state, { type: _type, ...terms }, { occurredAt: openedAt }) => ({
    ...state,
    openedAt,
    terms,
  }),
  VisitOffered: step,
  VisitAccepted: step,
  VisitDeclined: step,
  VisitAskedForAgain: step,
  VictimVisitWithdrawn: (state, _, { occurredAt: at }) => ({
    ...state,
    withdrawn: [...state.withdrawn, at].sort(),
  }),
  VisitBooked: (state, { type: _type, ...booked }, { occurredAt: at }) => ({
    ...state,
    booked: placed(state.booked, { ...booked, at }),
  }),
  VisitBookingEnded: (state, { type: _type, ...ended }, { occurredAt: at }) => ({
    ...state,
    unbooked: placed(state.unbooked, { ...ended, at }),
  }),
  VisitAttended: step,
  OfficerDidNotAttend: step,
  RecipientUnavailable: step,
  VisitRescheduled: step,
  VictimVisitCancelled: step,
  VictimNeedsAssessed: (state, { type: _type, ...needs }, { occurredAt: at }) => ({
    ...state,
    needs: since(state.needs, at, needs),
  }),
  VictimInformed: (state, { what }, { occurredAt: at }) => ({
    ...state,
    informed: since(state.informed, at, what),
  }),
  VictimVisitClosed: step,
  VictimDutyOverdue: (state, { duty, dueOn }) => ({
    ...state,
    overdue: [...state.overdue, { duty, dueOn }],
  }),
  VictimDutyOverdueFoundWrong: (state, { duty, dueOn }) => ({
    ...state,
    overdue: state.overdue.filter((one) => one.duty !== duty || one.dueOn !== dueOn),
  }),
};

const ownHistory: Fold<OwnVisitEvent, OwnVisitState> = {
  name: 'visit',
  ids: REGISTER_IDS,
  initial: { steps: [], withdrawn: [], booked: [], unbooked: [], needs: [], informed: [], overdue: [] },
  events: visitEvents,
  evolve: visitSteps,
};

export const visitHistory: Fold<VisitEvent, VisitState> = withPart(ownHistory, retentionPart);

/** Who is to be visited. */
export const victimOf = ({ terms }: OwnVisitState): string | undefined => terms?.victim;

/** Whether there was such a visit at an instant: its victim was to be offered it. */
export const isOpened = ({ openedAt }: OwnVisitState, at: string): boolean =>
  openedAt !== undefined && openedAt <= at;

/** Whether it was on record by an instant that whoever it is for was no victim after all. */
export const isWithdrawn = ({ withdrawn }: OwnVisitState, at: string): boolean =>
  withdrawn.some((from) => from <= at);

/** How far a visit had come at an instant; undefined before it was opened. */
export const standingAt = (state: OwnVisitState, at: string): VisitStanding | undefined => {
  if (!isOpened(state, at)) return undefined;
  if (isWithdrawn(state, at)) return 'WITHDRAWN';
  const standing = steppedTo(state, at);
  return BOOKABLE.includes(standing) && bookingsAt(state, at).length > 0 ? 'BOOKED' : standing;
};

/** The same by what people said of it alone. */
export const steppedTo = (
  { steps }: OwnVisitState,
  at: string,
): Exclude<VisitStanding, 'BOOKED' | 'WITHDRAWN'> => {
  const { how = 'DUE' } = valueAt(steps, at) ?? {};
  return how === 'ASKED_AGAIN' ? 'ACCEPTED' : how;
};

/** The victim wants to be visited, and was not yet. */
const BOOKABLE: readonly (VisitStanding | undefined)[] = [
  'ACCEPTED',
  'OFFICER_DID_NOT_ATTEND',
  'RECIPIENT_UNAVAILABLE',
  'RESCHEDULED',
];

/** Whether the victim wanted to be visited, and was not yet, at an instant: by what people said alone. */
export const isWanted = (state: OwnVisitState, at: string): boolean =>
  BOOKABLE.includes(steppedTo(state, at));

/** Whether a slot may be booked for it at an instant: it was accepted, and there is no other appointment. */
export const mayBeBooked = (state: OwnVisitState, at: string): boolean => {
  const standing = standingAt(state, at);
  return standing !== 'BOOKED' && BOOKABLE.includes(standing);
};

/** The appointments that were awaited at an instant, in the order in which they were made: as a rule one. */
export const bookingsAt = ({ booked, unbooked, steps }: OwnVisitState, at: string): readonly Booked[] =>
  booked.filter(
    (one) =>
      one.at <= at &&
      !unbooked.some((end) => isSameBooking(one, end) && one.at <= end.at && end.at <= at) &&
      !steps.some(({ from, value: { how } }) => one.at <= from && from <= at && ends(how, from, one)),
  );

/** One slot of a car. */
export const isSameBooking = (a: VisitBooking, b: VisitBooking): boolean =>
  a.appointments === b.appointments && a.car === b.car && a.from === b.from;

/** What became of an appointment ends it when its time had come; nothing is awaited of a visit that is moved or over. */
const ends = (how: VisitStepKind, at: string, { from }: VisitBooking): boolean =>
  FAILED_OR_MADE.includes(how) ? from <= at : OVER.includes(how);

const FAILED_OR_MADE: readonly VisitStepKind[] = [
  'ATTENDED',
  'OFFICER_DID_NOT_ATTEND',
  'RECIPIENT_UNAVAILABLE',
];
const OVER: readonly VisitStepKind[] = ['DECLINED', 'RESCHEDULED', 'CANCELLED', 'CLOSED'];

/** The appointments whose time had come at an instant, and of which nobody had said what became of them. */
export const dueBookings = (state: OwnVisitState, at: string): readonly Booked[] =>
  bookingsAt(state, at).filter(({ from }) => from <= at);

/** Whether it is on record that the victim was met on an attendance: it was not in vain. */
export const isMetOnAttendance = ({ steps }: OwnVisitState, attendance: string): boolean =>
  steps.some(({ value }) => value.how === 'ATTENDED' && value.attendance === attendance);

/** By which London day something is owed to the victim; undefined where nothing is. */
export const dueOn = ({ terms, needs }: OwnVisitState, duty: VictimDuty): string | undefined => {
  if (duty === 'OFFER') return terms?.offerBy;
  if (duty === 'NEEDS') return terms?.needsBy;
  return terms?.informBy === undefined
    ? undefined
    : [terms.informBy, ...needs.flatMap(({ value }) => value.informBy ?? [])].sort()[0];
};

/** When it was done first; undefined where it was not. UTC. */
export const doneAt = ({ steps, needs, informed }: OwnVisitState, duty: VictimDuty): string | undefined => {
  const told = {
    OFFER: steps.filter(({ value: { how } }) => how === 'OFFERED'),
    NEEDS: needs,
    INFORMING: informed,
  };
  return told[duty][0]?.from;
};

/** When it was overdue, or will be while nobody does it: on the London day after. UTC. */
export const overdueFrom = (state: OwnVisitState, duty: VictimDuty): string | undefined => {
  const due = dueOn(state, duty);
  const from = due === undefined ? undefined : nextDayStart(dayStart(due));
  const ended = [doneAt(state, duty), state.withdrawn[0]].filter((one) => one !== undefined).sort()[0];
  return from !== undefined && ended !== undefined && ended < from ? undefined : from;
};

/** The latest instant of which anything is told. */
export const toldUntil = (state: OwnVisitState): string =>
  [
    state.openedAt ?? '',
    ...[...state.steps, ...state.needs, ...state.informed].map(({ from }) => from),
    ...[...state.booked, ...state.unbooked].map(({ at }) => at),
    ...state.withdrawn,
  ]
    .sort()
    .at(-1) ?? '';

/** Whether somebody was at work on it at an instant. */
export const isLiveVisit = (state: OwnVisitState, at: string): boolean =>
  !['CLOSED', 'WITHDRAWN'].includes(standingAt(state, at) ?? '');

/** When it had ended by an instant: closed, or withdrawn. */
export const visitEndedAt = (state: OwnVisitState, at: string): string | undefined =>
  isLiveVisit(state, at)
    ? undefined
    : [
        state.steps.findLast(({ from, value }) => from <= at && value.how === 'CLOSED')?.from,
        state.withdrawn[0],
      ]
        .filter((one) => one !== undefined && one <= at)
        .sort()
        .at(-1);
