import { at, fact, scenario, type Given, type Scenario } from '@wardbook/event-sourcing/testing';
import { attendancePlanned, type AttendanceEvent } from '../attendance/attendance.events.ts';
import { attendanceHistory } from '../attendance/attendance.state.ts';
import { plan } from '../attendance/attendance.test.data.ts';
import { crimeRecorded, victimRegistered, type CrimeEvent } from '../crime/crime.events.ts';
import { crimeHistory } from '../crime/crime.state.ts';
import { IN_2012, KILBURN, PCSO, police, posted, SNT, SPECIALIST, SUPERVISOR } from '../kilburn.test.data.ts';
import { memberHistory } from '../member/member.state.ts';
import { rolesHistory } from '../role/role.state.ts';
import { safeContactSaid, subjectRegistered, type SubjectEvent } from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import {
  victimInformed,
  victimNeedsAssessed,
  victimVisitOpened,
  visitAccepted,
  visitBooked,
  visitOffered,
  type VisitEvent,
} from './visit.events.ts';
import { visit } from './visit.ts';

export const CRIME = 'police.2013-114';
export const VISIT = 'visit-juniper';
export const CONTROL = police('control-1', 'CONTROL');

const march = (date: number, time = '09:00'): string =>
  `2013-03-${String(date).padStart(2, '0')}T${time}:00.000Z`;
/** A process that acts for the force whose crime it is. */
const PROCESS = police('process.test', 'SYSTEM');
/** A Monday, and the days after it. */
export const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY] = [4, 5, 6, 7, 8].map((date) => march(date)) as [
  string,
  string,
  string,
  string,
  string,
];
export const NEXT_MONDAY = march(11);
export const NEXT_TUESDAY = march(12);
/** The first instants of the London days after the offer, and the first news, were due. */
export const OFFER_LATE = march(7, '00:00');
export const NEWS_LATE = march(12, '00:00');

export const open = {
  type: 'OpenVisit',
  occurredAt: MONDAY,
  by: PROCESS,
  victim: 'juniper',
  crime: CRIME,
} as const;
export const terms = {
  victim: 'juniper',
  force: 'police',
  crime: CRIME,
  category: 'BICYCLE_THEFT',
  offerBy: '2013-03-06',
  needsBy: '2013-03-06',
  informBy: '2013-03-11',
} as const;
export const opened = at<VisitEvent>(MONDAY, victimVisitOpened(terms));

export const offer = { type: 'OfferVisit', occurredAt: TUESDAY, by: CONTROL, channel: 'PHONE' } as const;
export const offered = at<VisitEvent>(TUESDAY, visitOffered({ channel: 'PHONE' }));
export const accept = { type: 'AcceptOffer', occurredAt: TUESDAY, by: CONTROL } as const;
export const accepted = at<VisitEvent>(march(5, '09:05'), visitAccepted({}));
export const decline = { ...accept, type: 'DeclineOffer' } as const;
export const cared = at<VisitEvent>(
  march(5, '10:00'),
  victimNeedsAssessed({ criteria: [], enhanced: false }),
  victimInformed({ what: 'CRIME_CONFIRMED' }),
);
/** What was done at once, so that nothing is overdue. */
export const wanted = [opened, offered, accepted, cared] as const;

export const slot = {
  appointments: 'police-kilburn.2013-03-07',
  car: 'car-1',
  from: march(7, '10:00'),
  to: march(7, '11:00'),
} as const;
export const booking = { ...slot, purpose: 'VICTIM_CARE' } as const;
export const notice = { type: 'NoticeBooked', occurredAt: WEDNESDAY, by: PROCESS, ...booking } as const;
export const booked = at<VisitEvent>(WEDNESDAY, visitBooked(booking));
export const AT_TEN = march(7, '10:00');
export const AT_HALF_PAST = march(7, '10:30');

export const visited = {
  type: 'RecordVictimVisited',
  occurredAt: AT_HALF_PAST,
  by: PCSO,
  where: 'VICTIMS_PREMISES',
  attendance: 'going',
  purpose: 'VICTIM_CARE',
  help: ['LISTENED_TO', 'LOCKS_OR_REPAIRS'],
  note: 'She was glad to talk.',
} as const;
export const missed = {
  type: 'RecordOfficerDidNotAttend',
  occurredAt: AT_HALF_PAST,
  by: CONTROL,
  reason: 'URGENT_CALL',
} as const;
export const unavailable = {
  type: 'RecordRecipientUnavailable',
  occurredAt: AT_HALF_PAST,
  by: CONTROL,
  tried: ['AT_THE_DOOR', 'CARD_LEFT'],
} as const;
export const reschedule = {
  type: 'RescheduleVisit',
  occurredAt: AT_TEN,
  by: CONTROL,
  askedBy: 'VICTIM',
  reason: 'ANOTHER_TIME',
} as const;
export const cancel = { ...reschedule, type: 'CancelVictimVisit', reason: 'NO_LONGER_WANTED' } as const;
export const assess = {
  type: 'AssessNeeds',
  occurredAt: TUESDAY,
  by: PCSO,
  criteria: ['VULNERABLE'],
  enhanced: true,
} as const;
export const inform = { type: 'InformVictim', occurredAt: TUESDAY, by: PCSO, what: 'RIGHTS' } as const;
export const close = { type: 'CloseVisit', occurredAt: FRIDAY, by: CONTROL, outcome: 'VISITED' } as const;
export const look = { type: 'NoticeVictimDutyOverdue', occurredAt: NEXT_TUESDAY, by: PROCESS } as const;

const { type: _type, occurredAt: _at, by: _by, case: _case, ...trip } = plan;
/** A PCSO had planned to go there for this visit. */
const planned = at<AttendanceEvent>(
  WEDNESDAY,
  attendancePlanned({
    ...{ ...trip, recipient: 'juniper', member: PCSO.id, visit: VISIT, graceMinutes: 15 },
    ...{ expectedArrival: AT_TEN, expectedDeparture: march(7, '11:00') },
  }),
);
export const going = (...more: readonly (readonly { at: string; event: AttendanceEvent }[])[]) =>
  fact(attendanceHistory, 'going', planned, ...more);

export const bicycle = at<CrimeEvent>(
  MONDAY,
  crimeRecorded({ category: 'BICYCLE_THEFT', markers: [], ward: KILBURN }),
  victimRegistered({ victim: 'juniper', visit: VISIT, criteria: [] }),
);
export const crime = fact(crimeHistory, CRIME, bicycle);
const registered = at<SubjectEvent>(IN_2012, subjectRegistered({ name: 'Juniper Ash' }));
export const reach = (said: Parameters<typeof safeContactSaid>[0], from = IN_2012) =>
  fact(subjectHistory, 'juniper', registered, at<SubjectEvent>(from, safeContactSaid(said)));
/** What one of a person's records says. */
export const personOf = (id: string, ...said: readonly SubjectEvent[]) =>
  fact(subjectHistory, id, registered, at<SubjectEvent>(IN_2012, ...said));
const anyWay = reach({ ways: ['SAFE_TO_CALL', 'SAFE_TO_WRITE'] });

/** People who serve, a bicycle that was stolen, and somebody who can be called and written to. */
const usual = [
  crime,
  anyWay,
  going(),
  fact(rolesHistory, 'police'),
  fact(memberHistory, CONTROL.id),
  ...[PCSO, SUPERVISOR, SPECIALIST].map(({ id }) => fact(memberHistory, id, posted('PCSO', SNT, 'PCSO'))),
];
export const given = (...history: readonly Given<VisitEvent>[]): Scenario<typeof visit> => {
  const bare = scenario(visit, VISIT)(...history).ownedBy('police');
  return {
    ...bare,
    knowing: (...facts) => bare.knowing(...facts, ...usual),
    when: (command) => bare.knowing(...usual).when(command),
  };
};
