import type { Told } from '@wardbook/event-sourcing';
import { BURGLARY, CONTROL } from './crimes-in-kilburn.test.data.ts';
import { KILBURN, OFFICER, PCSO, police, SYSTEM } from './kilburn.test.data.ts';
import { keptAndDisposed } from './retention-in-kilburn.test.data.ts';
import { day, ofReferral, ofVisit, type Step } from './steps.test.data.ts';
import { visit, type VisitCommand } from './visit/visit.ts';

/** A process that acts for the force whose crime it is. */
export const OFFERING = police('process.victim-offers', 'SYSTEM');
export const CPO = police('cpo-1', 'SPECIALIST');

export const ofVictimVisit = (command: Told<VisitCommand>, id = 'visit-9'): Step => ({
  decider: visit,
  id,
  command,
});

export const slotOn = (date: string) =>
  ({
    appointments: `police-kilburn.${date}`,
    car: 'car-1',
    from: `${date}T10:00:00.000Z`,
    to: `${date}T11:00:00.000Z`,
  }) as const;
const booked = (date: string) => ({ ...slotOn(date), purpose: 'VICTIM_CARE' }) as const;

const considered = { considered: true, outcome: 'ARRANGED' } as const;
const going = {
  type: 'PlanAttendance',
  visit: 'visit-9',
  recipient: 'juniper',
  premisesKind: 'HOME',
  policePremises: false,
  considerations: {
    ...{ riskAssessment: considered, ppe: considered },
    ...{ conflictManagement: considered, otherTraining: considered },
  },
  crew: 'LONE',
  buddy: OFFICER.id,
  expectedArrival: '2013-05-20T12:00:00.000Z',
  expectedDeparture: '2013-05-20T13:00:00.000Z',
  address: '4 Cedar Row',
} as const;

/** Somebody who declines, asks again, is let down once and is not there once, and is visited in the end. */
const letDownAndVisited: readonly Step[] = [
  ofVictimVisit({ type: 'OpenVisit', ...day('2013-05-03', OFFERING), victim: 'juniper', crime: BURGLARY }),
  ofVictimVisit({ type: 'OfferVisit', ...day('2013-05-06', CONTROL), channel: 'PHONE' }),
  ofVictimVisit({ type: 'AcceptOffer', ...day('2013-05-06', CONTROL) }),
  ofVictimVisit({ type: 'DeclineOffer', ...day('2013-05-07', CONTROL) }),
  ofVictimVisit({ type: 'NoticeVictimDutyOverdue', ...day('2013-05-08', SYSTEM) }),
  ofVictimVisit({ type: 'AskAgain', ...day('2013-05-08', CONTROL) }),
  ofVictimVisit({
    type: 'AssessNeeds',
    ...day('2013-05-09', PCSO),
    criteria: ['AGE_60_PLUS'],
    enhanced: true,
  }),
  ofVictimVisit({ type: 'InformVictim', ...day('2013-05-09', PCSO), what: 'CRIME_CONFIRMED' }),
  ofVictimVisit({ type: 'NoticeBooked', ...day('2013-05-10', SYSTEM), ...booked('2013-05-14') }),
  ofVictimVisit({ type: 'NoticeBookingEnded', ...day('2013-05-11', SYSTEM), ...slotOn('2013-05-14') }),
  ofVictimVisit({ type: 'NoticeBooked', ...day('2013-05-11', SYSTEM), ...booked('2013-05-13') }),
  ofVictimVisit({ type: 'RecordOfficerDidNotAttend', ...day('2013-05-13', CONTROL), reason: 'URGENT_CALL' }),
  ofVictimVisit({ type: 'NoticeBooked', ...day('2013-05-14', SYSTEM), ...booked('2013-05-16') }),
  ofVictimVisit({
    type: 'RescheduleVisit',
    ...day('2013-05-15', CONTROL),
    askedBy: 'VICTIM',
    reason: 'ANOTHER_TIME',
  }),
  ofVictimVisit({ type: 'NoticeBooked', ...day('2013-05-16', SYSTEM), ...booked('2013-05-17') }),
  ofVictimVisit({
    type: 'RecordRecipientUnavailable',
    ...day('2013-05-17', CONTROL),
    tried: ['AT_THE_DOOR', 'CARD_LEFT'],
    note: 'The lights were off.',
  }),
  ofVisit({ ...going, ...day('2013-05-18', PCSO) }, 'going-9'),
  ofVisit({ type: 'RecordArrival', ...day('2013-05-20', PCSO) }, 'going-9'),
  ofVictimVisit({
    type: 'RecordVictimVisited',
    ...day('2013-05-20', PCSO),
    where: 'VICTIMS_PREMISES',
    attendance: 'going-9',
    purpose: 'VICTIM_CARE',
    help: ['LISTENED_TO', 'SURVEY_ARRANGED'],
    note: 'She was glad to talk.',
  }),
  ofVisit({ type: 'CallOnDeparture', ...day('2013-05-20', PCSO) }, 'going-9'),
  ofVictimVisit({ type: 'CloseVisit', ...day('2013-05-21', CONTROL), outcome: 'VISITED' }),
  ofVictimVisit({ type: 'AskAgain', ...day('2013-05-22', CONTROL) }),
  ofVictimVisit({
    type: 'CancelVictimVisit',
    ...day('2013-05-23', CONTROL),
    askedBy: 'VICTIM',
    reason: 'NO_LONGER_WANTED',
  }),
  ofVictimVisit({ type: 'CloseVisit', ...day('2013-05-24', CONTROL), outcome: 'CANCELLED' }),
];

/** And somebody for whom a detective asks. */
const askedFor: readonly Step[] = [
  ofReferral('care', {
    type: 'RaiseReferral',
    ...day('2013-05-06', OFFICER),
    kind: 'VICTIM_VISIT',
    subject: 'juniper',
    from: { agency: 'police' },
    to: { force: 'police', role: 'CPO', area: 'west' },
    topic: 'VICTIM_SUPPORT',
    reason: 'VICTIM_CARE',
    fields: [],
    dueAt: '2013-05-20T17:00:00.000Z',
    ward: KILBURN,
  }),
  ofReferral('care', { type: 'AcceptReferral', ...day('2013-05-07', CPO) }),
  ofVictimVisit(
    { type: 'OpenVisit', ...day('2013-05-08', CPO), victim: 'juniper', referral: 'care' },
    'visit-12',
  ),
  ofVictimVisit({ type: 'OfferVisit', ...day('2013-05-09', CPO), channel: 'IN_PERSON' }, 'visit-12'),
  ofVictimVisit({ type: 'CloseVisit', ...day('2013-05-13', CPO), outcome: 'NOT_REACHED' }, 'visit-12'),
  ofReferral('care', {
    type: 'CompleteReferral',
    ...day('2013-05-13', CPO),
    outcome: 'NOT_REACHED',
    helpGiven: 'She was away.',
  }),
];

/** What became of the victims of a burglary: of one, who was none, nothing is owed. */
export const victimsVisited: readonly Step[] = [
  ...letDownAndVisited,
  ofVictimVisit(
    { type: 'OpenVisit', ...day('2013-05-03', OFFERING), victim: 'june', crime: BURGLARY },
    'visit-10',
  ),
  ofVictimVisit({ type: 'WithdrawVisit', ...day('2013-05-04', SYSTEM) }, 'visit-10'),
  ...askedFor,
  ...keptAndDisposed('2013-06', (command) => ofVictimVisit(command, 'visit-10')),
];
