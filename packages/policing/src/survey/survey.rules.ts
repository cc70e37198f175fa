import { refuse, valueAt } from '@wardbook/event-sourcing/pure';
import { isOpen, recipientOf, type AdviceCaseState } from '../advice-case/advice-case.state.ts';
import { ELECTRONIC_TOPICS } from '../advice-case/codes.ts';
import { kindOf, isCapableOf, isRegistered, type AgencyState } from '../agency/agency.state.ts';
import { hasArrived } from '../attendance/attendance.rules.ts';
import { endingOf, type AttendanceState } from '../attendance/attendance.state.ts';
import { notBegun, type By } from '../by.ts';
import { victimAt, type CrimeState } from '../crime/crime.state.ts';
import { londonDay } from '../london.ts';
import { isCompetent, isInService, type MemberState } from '../member/member.state.ts';
import { DEFAULT_SURVEY, type SurveyFigures, type SurveyLevel } from '../policy/figures.ts';
import { policyIdOf, type Topic } from '../policy/policy.events.ts';
import type { PolicyState } from '../policy/policy.state.ts';
import { postsHeldBy, type RolesState } from '../role/role.state.ts';
import type { SubjectState } from '../subject/subject.state.ts';
import { victimOf, type VisitState } from '../visit/visit.state.ts';
import type { RegulatoryReminder, SurveyFields } from './survey.events.ts';
import {
  findingAt,
  isAddressTold,
  isRequested,
  itemsToRefer,
  recommendationOf,
  remindersMissing,
  surveyEndingOf,
  type Recommendation,
  type SurveyState,
} from './survey.state.ts';

type Requested = NonNullable<SurveyState['terms']>;

/** Somebody, and what says what they may do: their own record, and the posts of their force. */
export interface Surveyor {
  readonly id: string;
  readonly member: MemberState;
  readonly roles: RolesState;
}

/** Whether somebody held a specialist's post, or was trained as one, at an instant (S3:27, 35). */
export const isSpecialist = ({ id, member, roles }: Surveyor, at: string): boolean =>
  postsHeldBy(roles, id, at).length > 0 || isCompetent(member, 'SPECIALIST', at);

/** R-LIFE-1 for surveys. */
export const notRequested = (state: SurveyState, at: string) =>
  notBegun(isRequested(state, at) ? state.requestedAt : undefined, at, 'survey', 'id');

/** R-LIFE-1: nobody finds anything in a survey that has not begun. */
export const notStarted = (state: SurveyState, at: string) =>
  notRequested(state, at) ??
  (state.started !== undefined && state.started.at <= at
    ? undefined
    : refuse('R-LIFE-1', 'This survey had not begun by then. Record first that you began it.', 'id'));

/** R-LIFE-1: nothing happens in a survey after its end. */
export const afterEnd = (state: SurveyState, at: string) =>
  surveyEndingOf(state, at)
    ? refuse('R-LIFE-1', 'This survey had ended by then. Check the time, or ask for another survey.', 'id')
    : undefined;

/** R-LIFE-1: a survey that had begun is not booked any more. */
export const afterStart = (state: SurveyState, at: string) =>
  afterEnd(state, at) ??
  (state.started !== undefined && state.started.at <= at
    ? refuse('R-LIFE-1', 'This survey had begun by then. Check the reference and the time.', 'id')
    : undefined);

/** R-AUTH-4: a survey is the work of whoever makes it. */
export const notOwn = ({ id }: By, { started }: SurveyState) =>
  started?.surveyor === id
    ? undefined
    : refuse('R-AUTH-4', 'Only whoever makes this survey can do this. Ask them.', 'id');

/** R-AUTH-4: what becomes of a survey is for whoever makes it, asked for it or is booked, and those over them. */
export const notInvolved = ({ id, role }: By, { terms, started, booking }: SurveyState, at: string) =>
  IN_CHARGE.includes(role) ||
  [terms?.requestedBy, started?.surveyor, valueAt(booking, at)?.surveyor].includes(id)
    ? undefined
    : refuse(
        'R-AUTH-4',
        'Only whoever makes this survey or asked for it, or a supervisor, can do this.',
        'id',
      );

/** R-AUTH-4: whoever is booked for a survey makes it. */
export const bookedForAnother = ({ id }: By, { booking }: SurveyState, at: string) =>
  (valueAt(booking, at)?.surveyor ?? id) === id
    ? undefined
    : refuse('R-AUTH-4', 'Somebody else is booked for this survey. Have it booked for you first.', 'id');

/** R-AUTH-4: people book themselves; those in charge, and the control room, book others. */
export const bookingAnother = ({ id, role }: By, surveyor: string) =>
  id === surveyor || IN_CHARGE.includes(role)
    ? undefined
    : refuse('R-AUTH-4', 'You can only book yourself. Ask a supervisor to book somebody else.', 'surveyor');

const IN_CHARGE: readonly By['role'][] = ['SUPERVISOR', 'INSPECTOR', 'CONTROL'];

/** R-VIS-7: nobody comes to the home of somebody who is not reached directly (8.7 "Victims"). */
export const unsafe = ({ terms }: SurveyState, kept: SubjectState) =>
  terms?.premisesKind === 'HOME' && kept.registeredAt !== undefined
    ? refuse(
        'R-VIS-7',
        'It is not safe to go to this person directly. Arrange it through whom they are reached, and record first how it is safe.',
        'id',
      )
    : undefined;

/** R-LIFE-1: whoever is booked serves in the force, or holds one of its posts. */
export const notServing = ({ id, member, roles }: Surveyor, at: string) =>
  isInService(member, at) || postsHeldBy(roles, id, at).length > 0
    ? undefined
    : refuse(
        'R-LIFE-1',
        'Nobody of this id served in your force at that time. Choose somebody else.',
        'surveyor',
      );

/** R-SUR-1: a full survey is a specialist's (S3:35 "undertaken by a specialist officer or member of staff"). */
const noSpecialist = <Path extends string>(level: SurveyLevel, who: Surveyor, at: string, path: Path) =>
  level === 'BASIC' || isSpecialist(who, at)
    ? undefined
    : refuse(
        'R-SUR-1',
        'Only a specialist makes a full survey. Have it booked for one, or ask for a basic survey of the home.',
        path,
      );

/** R-SUR-3: whoever makes a basic survey was trained in home security surveys (S2:13). */
const untrained = <Path extends string>(level: SurveyLevel, who: Surveyor, at: string, path: Path) =>
  level === 'FULL' || isCompetent(who.member, 'BASIC_SURVEY', at) || isSpecialist(who, at)
    ? undefined
    : refuse(
        'R-SUR-3',
        'Whoever makes a basic survey has been trained in home security surveys. Have it booked for somebody who was.',
        path,
      );

/** Who may make a survey at all, all in one. */
export const unfitSurveyor = <Path extends string>(
  { terms }: SurveyState,
  who: Surveyor,
  at: string,
  path: Path,
) => {
  const level = terms?.level ?? 'BASIC';
  return noSpecialist(level, who, at, path) ?? untrained(level, who, at, path);
};

/** R-SUR-3: a basic survey is of somebody's own home; what else there is, is a specialist's (S2:13). */
export const notAHome = ({ level, premisesKind }: Pick<Requested, 'level' | 'premisesKind'>) =>
  level === 'FULL' || premisesKind === 'HOME'
    ? undefined
    : refuse(
        'R-SUR-3',
        'A basic survey is of somebody’s own home. Refer this to a specialist: ask for a full survey.',
        'premisesKind',
      );

/** R-SUR-10: a survey that comes from a case is of the premises of whom that is about, while it is open. */
export const notOfTheCase = (
  { case: named, recipient }: Pick<Requested, 'case' | 'recipient'>,
  known: AdviceCaseState,
  at: string,
) => {
  if (named === undefined) return undefined;
  const unknown = notBegun(known.openedAt, at, 'case', 'case');
  if (unknown) return unknown;
  if (!isOpen(known, at))
    return refuse(
      'R-LIFE-1',
      'This case had been closed by then. Ask a supervisor to reopen it, or leave the case out.',
      'case',
    );
  return recipientOf(known) === recipient
    ? undefined
    : refuse('R-SUR-10', 'This case is about somebody else. Check the recipient, and the case.', 'recipient');
};

/** R-LIFE-1 and R-SUR-10: a survey that comes from a crime, or from the visit to a victim, is of that victim's premises. */
export const notOfTheVictim = (
  { crime: crimeNamed, visit: visitNamed, recipient }: Pick<Requested, 'crime' | 'visit' | 'recipient'>,
  { crime, visit }: { readonly crime: CrimeState; readonly visit: VisitState },
  at: string,
) => {
  if (crimeNamed !== undefined) {
    const unknown = notBegun(crime.recordedAt, at, 'crime', 'crime');
    if (unknown) return unknown;
    if (victimAt(crime, recipient, at) === undefined) return ofAnotherVictim;
  }
  if (visitNamed === undefined) return undefined;
  const unknown = notBegun(visit.openedAt, at, 'visit', 'visit');
  if (unknown) return unknown;
  return victimOf(visit) === recipient ? undefined : ofAnotherVictim;
};

const ofAnotherVictim = refuse(
  'R-SUR-10',
  'This person was not the victim there at that time. Check the recipient, and the crime or the visit.',
  'recipient',
);

/** R-SUR-7: a survey is booked for a time to come, which ends after it begins. */
export const unfitTimes = ({ from, to }: Pick<SurveyFields<'SurveyBooked'>, 'from' | 'to'>, at: string) => {
  if (from < at)
    return refuse('R-SUR-7', 'A survey is booked before it begins. Choose a later time.', 'from');
  return to > from
    ? undefined
    : refuse('R-SUR-7', 'A survey must end after it begins. Check both times.', 'to');
};

/**
 * R-SUR-4: whoever surveys has considered the risks, and arrived, as for every attendance (R-CASE-11): on a visit that
 * they planned for this survey, and that had not ended (S3:36).
 */
export const notAttending = (
  { id, by, occurredAt: at }: { readonly id: string; readonly by: By; readonly occurredAt: string },
  attendance: AttendanceState,
) => {
  const { plan } = attendance;
  const unknown = notBegun(attendance.plannedAt, at, 'visit', 'attendance');
  if (unknown) return unknown;
  if (plan?.survey !== id || plan.member !== by.id)
    return refuse(
      'R-SUR-4',
      'You did not plan this visit for this survey. Plan one for it before you go, with planAttendance.',
      'attendance',
    );
  return hasArrived(attendance, at) && endingOf(attendance, at) === undefined
    ? undefined
    : refuse(
        'R-SUR-4',
        'You were not at the premises at that time. Record the arrival first, or check the time.',
        'attendance',
      );
};

/** R-SUR-8: what is found is found of an item of the checklist with which the survey began. */
export const unlisted = (listed: SurveyItem | undefined) =>
  listed === undefined
    ? refuse('R-SUR-8', 'This item is not on the checklist of this survey. Choose one that is.', 'item')
    : undefined;

export type SurveyItem = SurveyFigures['checklist'][number];

/** The item of the checklist with which a survey began, as far as a survey of this level goes. */
export const listedItem = (
  { terms, started }: SurveyState,
  policy: PolicyState,
  item: string,
): SurveyItem | undefined => {
  const pinned = policy.versions.find(
    ({ number, version }) => `${policyIdOf(number)}/${String(version)}` === started?.policy,
  );
  const { checklist } = pinned?.survey ?? DEFAULT_SURVEY;
  return checklist.find(({ code, level }) => code === item && (level === 'BASIC' || terms?.level === 'FULL'));
};

/** R-SUR-6: what is referred is a technical finding of somebody who is no specialist, not referred before (S3:27). */
export const nothingToRefer = (state: SurveyState, item: string, at: string) =>
  itemsToRefer(state, at).includes(item)
    ? undefined
    : refuse(
        'R-SUR-6',
        'There is nothing to refer about this item: it was not found to need a specialist, or was referred already.',
        'item',
      );

/** R-SUR-6: what is technical is recommended by a specialist; others refer what they found (S3:27). */
export const tooTechnical = (
  { topic, items }: { readonly topic: Topic; readonly items: readonly string[] },
  state: SurveyState,
  who: Surveyor,
  at: string,
) => {
  if (isSpecialist(who, at)) return undefined;
  if (ELECTRONIC_TOPICS.includes(topic))
    return refuse(
      'R-SUR-6',
      'Only a specialist recommends on this topic. Refer what you found, with referFinding.',
      'topic',
    );
  return isTechnical(state, items, at)
    ? refuse(
        'R-SUR-6',
        'Only a specialist recommends on a technical finding. Refer it, with referFinding.',
        'items',
      )
    : undefined;
};

/** Whether one of these findings is technical. */
export const isTechnical = (state: SurveyState, items: readonly string[], at: string): boolean =>
  items.some((item) => findingAt(state, item, at)?.technical);

/** R-LIFE-1: a recommendation rests on what was found. */
export const notFound = (state: SurveyState, items: readonly string[], at: string) =>
  items.every((item) => findingAt(state, item, at) !== undefined)
    ? undefined
    : refuse('R-LIFE-1', 'Nothing had been found of one of these items by then. Record it first.', 'items');

/** R-SUR-5: each recommendation has an owner: the occupant, whose choice it is, or one agency (S0:15). */
export const withoutOwner = ({
  ownedBy,
  agency,
}: {
  readonly ownedBy?: Recommendation['owner'];
  readonly agency?: string | undefined;
}) => {
  if (ownedBy === undefined)
    return refuse('R-SUR-5', 'Say who is to do this: the occupant, or which agency.', 'ownedBy');
  return (ownedBy === 'AGENCY') === (agency !== undefined)
    ? undefined
    : refuse(
        'R-SUR-5',
        'Name the agency that is to do this; where the occupant is, name none.',
        agency === undefined ? 'agency' : 'ownedBy',
      );
};

/** R-REF-2: an occupant is not told by one agency what another holds: there is nothing to disclose. */
export const nobodyToTell = ({
  ownedBy,
  withAddress = false,
  legalBasis,
  agreement,
}: {
  readonly ownedBy?: Recommendation['owner'];
  readonly withAddress?: boolean;
  readonly legalBasis?: string | undefined;
  readonly agreement?: string | undefined;
}) =>
  ownedBy === 'OCCUPANT' && (withAddress || legalBasis !== undefined || agreement !== undefined)
    ? refuse(
        'R-REF-2',
        'This is the occupant’s to do, so nothing is shared. Leave out on what that rests.',
        'ownedBy',
      )
    : undefined;

/** R-SUR-5 and R-LIFE-1: an agency that owns a recommendation is there, and a housing partner or able to help. */
export const unfitOwner = (
  { agency: named, topic }: { readonly agency?: string; readonly topic: Topic },
  agency: AgencyState,
  at: string,
) => {
  if (named === undefined) return undefined;
  if (!isRegistered(agency, at))
    return refuse('R-LIFE-1', 'There was no such agency on record at that time. Check the agency.', 'agency');
  return kindOf(agency, at) === 'HOUSING_ASSOCIATION' || isCapableOf(agency, topic, at)
    ? undefined
    : refuse(
        'R-SUR-5',
        'This agency is no housing partner, and does not help with this topic. Choose another owner.',
        'agency',
      );
};

/** R-SUR-9: whoever is to do something has time for it. */
export const dueBefore = (dueOn: string | undefined, at: string) =>
  dueOn === undefined || dueOn >= londonDay(at)
    ? undefined
    : refuse('R-SUR-9', 'This day had gone by then. Choose a day to come.', 'dueOn');

/** R-SUR-2: a full survey ends with the three reminders, S3:35, and names those that are missing. */
const notReminded = (state: SurveyState, at: string) => {
  const missing = state.terms?.level === 'FULL' ? remindersMissing(state, at) : [];
  return missing.length === 0
    ? undefined
    : refuse(
        'R-SUR-2',
        `Remind the occupant first of: ${missing.map((one) => IN_WORDS[one]).join(', ')}.`,
        'id',
      );
};

const IN_WORDS: Readonly<Record<RegulatoryReminder, string>> = {
  PLANNING_BUILDING: 'planning and building regulations',
  FIRE: 'fire regulations',
  HEALTH_SAFETY: 'health and safety regulations',
};

/** R-SUR-6: nothing technical is left with somebody who is no specialist (S3:27). */
const notReferred = (state: SurveyState, at: string) => {
  const items = itemsToRefer(state, at);
  return items.length === 0
    ? undefined
    : refuse('R-SUR-6', `Refer these findings to a specialist first: ${items.join(', ')}.`, 'id');
};

/** What keeps a survey from its end. */
export const incomplete = (state: SurveyState, at: string) =>
  notReminded(state, at) ?? notReferred(state, at);

/** R-LIFE-1 for recommendations. */
export const notMade = (known: Recommendation | undefined, at: string) =>
  notBegun(known?.madeAt, at, 'recommendation', 'recommendation');

/** R-AUTH-4: a partner answers for what it owns; of anything else it learns nothing. */
export const notTheirs = (known: Recommendation | undefined, { role, agency }: By, at: string) =>
  role !== 'PARTNER'
    ? notMade(known, at)
    : known?.agency === agency
      ? undefined
      : refuse(
          'R-AUTH-4',
          'Your agency was given no such recommendation. Check the reference and the time.',
          'recommendation',
        );

/** R-AUTH-4: what an agency is to do it answers for itself; those in charge may put on record what it did or declined. */
export const notTheirsToAnswer = (known: Recommendation | undefined, { role }: By) =>
  known?.owner === 'OCCUPANT' || role === 'PARTNER' || role === 'SUPERVISOR' || role === 'INSPECTOR'
    ? undefined
    : refuse(
        'R-AUTH-4',
        'Only the agency that is to do this, or a supervisor, can say that it is done or declined. Ask them.',
        'recommendation',
      );

/** R-LIFE-1: what was answered is not answered otherwise, until it is found wrong. */
export const answered = (known: Recommendation | undefined) =>
  known === undefined || known.standing === 'OPEN'
    ? undefined
    : refuse(
        'R-LIFE-1',
        `It was on record by then that this was ${known.standing === 'DECLINED' ? 'declined' : 'done'}. Where that is wrong, reopen it first.`,
        'recommendation',
      );

/** R-LIFE-1: only what was answered is reopened. */
export const stillOpen = (known: Recommendation | undefined) =>
  known?.standing === 'OPEN'
    ? refuse('R-LIFE-1', 'This recommendation was open at that time. Check the reference.', 'recommendation')
    : undefined;

/** R-REF-2: only an agency is told where it is to act, and only once. */
export const nothingToDisclose = (state: SurveyState, key: string, at: string) => {
  if (recommendationOf(state, key, at)?.agency === undefined)
    return refuse(
      'R-REF-2',
      'This is the occupant’s to do, so there is nobody to tell the address.',
      'recommendation',
    );
  return isAddressTold(state, key, at)
    ? refuse('R-REF-2', 'The agency had been told the address by then.', 'recommendation')
    : undefined;
};
