import { happened, refuse, valueAt, type Dated } from '@wardbook/event-sourcing/pure';
import { hasArrived } from '../attendance/attendance.rules.ts';
import { endingOf, type AttendanceState } from '../attendance/attendance.state.ts';
import { notBegun, type By } from '../by.ts';
import { isRecorded, victimAt, type CrimeState } from '../crime/crime.state.ts';
import { dayStart, nextDayStart } from '../london.ts';
import { addresseeOf, standingOf, type ReferralState } from '../referral/referral.state.ts';
import { postsHeldBy, type RolesState } from '../role/role.state.ts';
import { onlyThrough, type Reached } from '../subject/safe-contact.ts';
import {
  VICTIM_DUTIES,
  victimDutyOverdue,
  victimDutyOverdueFoundWrong,
  type MeetingPlace,
  type NeedsCriterion,
  type OfferChannel,
  type VisitEvent,
  type VisitOutcome,
} from './visit.events.ts';
import {
  bookingsAt,
  doneAt,
  dueBookings,
  dueOn,
  isWanted,
  isWithdrawn,
  overdueFrom,
  steppedTo,
  toldUntil,
  type OwnVisitState,
  type VisitStanding,
} from './visit.state.ts';

/** R-LIFE-1 for visits: nothing more is done about one whose victim was none after all. */
export const notOpened = (state: OwnVisitState, at: string) =>
  notBegun(state.openedAt, at, 'visit', 'id') ??
  (isWithdrawn(state, at)
    ? refuse('R-LIFE-1', 'Whoever this visit was for was no victim of that crime after all.', 'id')
    : undefined);

/** R-AUTH-4: what became of a visit says whoever made it; the control room, a supervisor or an inspector may as well. */
export const notOwn = ({ id, role }: By, { terms }: OwnVisitState, { plan }: AttendanceState) =>
  OVER_ALL.includes(role) || id === terms?.openedBy || id === plan?.member
    ? undefined
    : refuse(
        'R-AUTH-4',
        'Only whoever makes this visit, the control room, a supervisor or an inspector can do this.',
      );

const OVER_ALL: readonly By['role'][] = ['CONTROL', 'SUPERVISOR', 'INSPECTOR'];

/** Whom a visit is to be opened for, and why. */
interface Opening {
  readonly id: string;
  readonly by: By;
  readonly victim: string;
  readonly crime?: string;
  readonly referral?: string;
}

/** R-VIS-1, R-VIS-4: a visit is opened for the victim of a crime, or where a detective asked for one (S0:7, S4:8). */
export const forNoReason = ({ by, crime, referral }: Opening) => {
  if (by.role !== 'SYSTEM')
    return referral === undefined
      ? refuse('R-VIS-4', 'Say which accepted referral asks for this visit.', 'referral')
      : undefined;
  return crime === undefined
    ? refuse('R-VIS-1', 'A visit is offered to the victim of a crime.', 'crime')
    : undefined;
};

/** R-LIFE-1 and R-VIS-1: whoever is offered a visit was a victim of that crime then (S4:8). */
export const notTheVictim = ({ id, by, victim, crime: named }: Opening, crime: CrimeState, at: string) => {
  if (named === undefined) return undefined;
  if (!isRecorded(crime, at))
    return refuse(
      'R-LIFE-1',
      'There was no such crime at that time. Check the reference and the time.',
      'crime',
    );
  const registered = victimAt(crime, victim, at);
  return registered === undefined || (by.role === 'SYSTEM' && registered.visit !== id)
    ? refuse('R-VIS-1', 'They were no victim of this crime at that time. Register them first.', 'victim')
    : undefined;
};

/**
 * R-VIS-4: a specialist whose post is for victims visits one when a detective asks, with a referral of that kind that the
 * specialist has accepted (S0:7 "Detectives would regularly … ask them to visit a victim of crime").
 */
export const notAsked = (
  { by, victim, referral: named }: Opening,
  { referral, roles }: { readonly referral: ReferralState; readonly roles: RolesState },
  at: string,
) => {
  if (named === undefined) return undefined;
  const to = addresseeOf(referral, at);
  if (referral.kind !== 'VICTIM_VISIT' || standingOf(referral, at) !== 'ACCEPTED' || to === undefined)
    return refuse(
      'R-VIS-4',
      'There was no accepted referral for the visit of a victim at that time. Accept it first, or choose another.',
      'referral',
    );
  if (referral.subject !== victim)
    return refuse('R-VIS-4', 'That referral is about somebody else. Check the person.', 'victim');
  const isTheirs = postsHeldBy(roles, by.id, at).some(
    ({ role, topics }) => 'role' in to && role === to.role && topics.includes('VICTIM_SUPPORT'),
  );
  return isTheirs
    ? undefined
    : refuse('R-VIS-4', 'Only whoever holds the post for victims that was asked can do this.', 'referral');
};

/** What a victim has said stands in the way of another answer. */
const wrongStanding = (state: OwnVisitState, at: string) => {
  switch (steppedTo(state, at)) {
    case 'DUE':
      return refuse('R-LIFE-1', 'No visit had been offered by then. Record the offer first.', 'id');
    case 'DECLINED':
      return refuse(
        'R-VIS-6',
        'The victim had declined by then, which is final unless they ask again.',
        'id',
      );
    case 'OFFERED':
      return refuse(
        'R-LIFE-1',
        'The victim had not accepted the offer by then. Record the answer first.',
        'id',
      );
    default:
      return refuse('R-LIFE-1', 'This visit had gone further by then. Check the time.', 'id');
  }
};

const unless = (state: OwnVisitState, at: string, ...fits: readonly VisitStanding[]) =>
  fits.includes(steppedTo(state, at)) ? undefined : wrongStanding(state, at);

/** R-VIS-6: a visit is offered until the victim answers, and not again after a no. */
export const pastOffering = (state: OwnVisitState, at: string) => unless(state, at, 'DUE', 'OFFERED');

/** R-VIS-6: there is a yes to what was offered, and no other yes after a no. */
export const notAcceptable = (state: OwnVisitState, at: string) => unless(state, at, 'OFFERED');

/** R-VIS-6: a victim can say no to what was offered, and after a yes as long as nothing is booked. */
export const notDeclinable = (state: OwnVisitState, at: string) => unless(state, at, 'OFFERED', 'ACCEPTED');

/** R-LIFE-1: who awaits an appointment does not decline: it is called off. */
export const stillBooked = (state: OwnVisitState, at: string) =>
  bookingsAt(state, at).length === 0
    ? undefined
    : refuse(
        'R-LIFE-1',
        'An appointment was booked by then. Call the visit off, or record what became of it.',
        'id',
      );

/** R-VIS-6: only what had ended is asked for again. */
export const notAskable = (state: OwnVisitState, at: string) =>
  ['DECLINED', 'CANCELLED', 'CLOSED'].includes(steppedTo(state, at))
    ? undefined
    : refuse('R-LIFE-1', 'This visit had not ended by then, so there is nothing to ask for again.', 'id');

/** R-VIS-6: what the victim has not agreed to is neither made, nor missed, nor moved. */
export const notWanted = (state: OwnVisitState, at: string) =>
  isWanted(state, at) ? undefined : wrongStanding(state, at);

/** R-VIS-7: nobody is called or written to unless that is known to be safe, nor visited where it is known not to be (8.7). */
export const unsafe = (channel: OfferChannel, reached: Reached, at: string) => {
  const only = onlyThrough(reached, at);
  if (channel === 'THROUGH_AGENCY')
    return only === undefined
      ? refuse(
          'R-VIS-7',
          'Nobody said through which agency to reach this person. Record that first.',
          'channel',
        )
      : undefined;
  if (only !== undefined)
    return refuse(
      'R-VIS-7',
      'This person is only reached through an agency. Offer the visit through it.',
      'channel',
    );
  return reached.unsafe.registeredAt === undefined
    ? undefined
    : refuse(
        'R-VIS-7',
        'Nobody said that it is safe to reach this person so. Choose another way, or record how it is safe.',
        'channel',
      );
};

/** R-CASE-13: whoever visits a victim says what they were helped with, not only that they came (S0:7). */
export const withoutHelp = (help: readonly unknown[]) =>
  help.length === 0 ? refuse('R-CASE-13', 'Say what you helped the victim with.', 'help') : undefined;

/** R-VIS-3: whoever says that nobody was there says how they were tried. */
export const notTried = (tried: readonly unknown[]) =>
  tried.length === 0 ? refuse('R-VIS-3', 'Say how you tried to reach them.', 'tried') : undefined;

/** What a command names of the visit that police went out for. */
interface Attended {
  readonly id: string;
  readonly attendance?: string;
}

/** R-CASE-11: whoever went to the victim’s home had considered and planned it, and arrived there (S3:36). */
export const notThere = (
  { id, where, attendance: named }: Attended & { readonly where: MeetingPlace },
  attendance: AttendanceState,
  at: string,
) => {
  if (named === undefined)
    return where === 'VICTIMS_PREMISES'
      ? refuse('R-CASE-11', 'Name the attendance that was planned for this visit.', 'attendance')
      : undefined;
  return (
    notPlannedFor(id, attendance, at) ??
    (!hasArrived(attendance, at) || IN_VAIN.includes(endingOf(attendance, at)?.how ?? '')
      ? refuse(
          'R-CASE-11',
          'Nobody had arrived on this attendance by then. Record the arrival first.',
          'attendance',
        )
      : undefined)
  );
};

const IN_VAIN: readonly string[] = ['CANCELLED', 'NO_REPLY', 'NOT_ATTENDED'];

/** R-CASE-11: an attendance is for the visit for which it was planned. */
const notPlannedFor = (id: string, { plan, plannedAt }: AttendanceState, at: string) =>
  plan?.visit === id && plannedAt !== undefined && plannedAt <= at
    ? undefined
    : refuse(
        'R-CASE-11',
        'No such attendance had been planned for this visit by then. Check the reference and the time.',
        'attendance',
      );

/** R-VIS-3: going there once comes to one thing, and nobody fails twice on one way (8.7 "Visits"). */
export const foundAlready = ({ steps }: OwnVisitState, { attendance }: Pick<Attended, 'attendance'>) =>
  attendance !== undefined && steps.some(({ value }) => value.attendance === attendance)
    ? refuse(
        'R-VIS-3',
        'What came of this attendance is on record already. Name another, or strike what was wrong first.',
        'attendance',
      )
    : undefined;

/** R-VIS-3: police fail to come to an appointment, or to a visit that somebody had planned; what they found does not belie it. */
export const notAwaited = (
  state: OwnVisitState,
  { id, attendance: named }: Attended,
  attendance: AttendanceState,
  at: string,
) => {
  if (named === undefined) return noAppointment(state, at);
  return (
    notPlannedFor(id, attendance, at) ??
    calledOff(attendance, at) ??
    (hasArrived(attendance, at) || endingOf(attendance, at)?.how === 'NO_REPLY'
      ? refuse('R-VIS-3', 'Somebody had gone on this attendance. Say what they found.', 'attendance')
      : notYet(attendance, at))
  );
};

/** R-VIS-3: an attendance that was called off is nobody’s failure to come. */
const calledOff = (attendance: AttendanceState, at: string) =>
  endingOf(attendance, at)?.how === 'CANCELLED'
    ? refuse('R-VIS-3', 'This attendance was called off. Name another, or call the visit off.', 'attendance')
    : undefined;

/** R-VIS-1: one visit is for one victim of one crime; whoever else was registered with its id takes nothing from them. */
export const isOfAnother = (
  { victim, crime }: { readonly victim?: string; readonly crime?: string },
  { terms }: OwnVisitState,
): boolean =>
  (victim !== undefined && victim !== terms?.victim) || (crime !== undefined && crime !== terms?.crime);

/** R-VIS-3: nobody failed to come before they were to, unless the attendance says so. */
const notYet = (attendance: AttendanceState, at: string) =>
  endingOf(attendance, at) === undefined && (valueAt(attendance.times, at)?.expectedArrival ?? at) > at
    ? refuse(
        'R-VIS-3',
        'Nobody was to arrive on this attendance by then. Move it, or call the visit off.',
        'attendance',
      )
    : undefined;

/** R-VIS-3: nobody answers only where somebody came: to an appointment, or on an attendance that did not end otherwise. */
export const notTriedThere = (
  state: OwnVisitState,
  { id, attendance: named }: Attended,
  attendance: AttendanceState,
  at: string,
) => {
  if (named === undefined) return noAppointment(state, at);
  const isUnanswered = endingOf(attendance, at)?.how === 'NO_REPLY';
  return (
    notPlannedFor(id, attendance, at) ??
    (isUnanswered
      ? undefined
      : refuse(
          'R-VIS-3',
          'This attendance does not say that nobody answered. Record that on it first.',
          'attendance',
        ))
  );
};

const noAppointment = (state: OwnVisitState, at: string) =>
  dueBookings(state, at).length > 0
    ? undefined
    : refuse(
        'R-VIS-3',
        'There was no appointment by then. Name the attendance that was planned.',
        'attendance',
      );

/** R-LIFE-1: what is moved was booked. */
export const nothingBooked = (state: OwnVisitState, at: string) =>
  bookingsAt(state, at).length > 0
    ? undefined
    : refuse('R-LIFE-1', 'No appointment was booked by then, so there is nothing to move.', 'id');

/** R-VIS-8: enhanced rights rest on a criterion, which somebody attests (Victims’ Code). */
export const withoutCriterion = (enhanced: boolean, criteria: readonly NeedsCriterion[]) =>
  enhanced && criteria.length === 0
    ? refuse('R-VIS-8', 'Say what gives this victim enhanced rights.', 'criteria')
    : undefined;

/** R-VIS-9: a visit is closed as what it came to, and not before it was offered and its victim answered or was not reached. */
export const unfitOutcome = (state: OwnVisitState, outcome: VisitOutcome, at: string) =>
  ENDS[outcome].includes(steppedTo(state, at))
    ? undefined
    : refuse(
        'R-VIS-9',
        'That is not what this visit had come to by then. Record what happened first.',
        'outcome',
      );

const ENDS: Readonly<Record<VisitOutcome, readonly VisitStanding[]>> = {
  VISITED: ['ATTENDED'],
  DECLINED: ['DECLINED'],
  CANCELLED: ['CANCELLED'],
  NOT_REACHED: ['OFFERED', 'RECIPIENT_UNAVAILABLE'],
};

/** R-VIS-9: whoever it closes for had their needs assessed and was informed, where that was owed (Victims’ Code). */
export const stillOwed = (state: OwnVisitState, at: string) => {
  const owed = VICTIM_DUTIES.filter(
    (duty) => dueOn(state, duty) !== undefined && !isBy(doneAt(state, duty), at),
  );
  return owed.includes('NEEDS') || owed.includes('INFORMING')
    ? refuse('R-VIS-9', 'Assess what this victim needs, and inform them, before you close the visit.', 'id')
    : undefined;
};

const isBy = (instant: string | undefined, at: string): boolean => instant !== undefined && instant <= at;

/**
 * R-VIS-2: what is owed and was not done by its day is overdue from the next London day on, whoever notices when; what was
 * recorded late says that it had been done (S4:3, 8.7).
 */
export const dutiesCorrected = (state: OwnVisitState, at: string): readonly Dated<VisitEvent>[] => {
  const until = [at, toldUntil(state)].sort().at(-1) ?? at;
  return VICTIM_DUTIES.flatMap((duty) => {
    const [due, from] = [dueOn(state, duty), overdueFrom(state, duty)];
    const known = state.overdue.filter((one) => one.duty === duty);
    const isRight = (day: string): boolean => from !== undefined && day === due;
    return [
      ...known
        .filter((one) => !isRight(one.dueOn))
        .map((one) => happened(nextDayStart(dayStart(one.dueOn)), victimDutyOverdueFoundWrong(one))),
      ...(due !== undefined && from !== undefined && from <= until && !known.some((one) => isRight(one.dueOn))
        ? [happened(from, victimDutyOverdue({ duty, dueOn: due }))]
        : []),
    ];
  });
};
