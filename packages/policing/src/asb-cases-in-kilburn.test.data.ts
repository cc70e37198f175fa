import type { Told } from '@wardbook/event-sourcing';
import { asbCase, type AsbCaseCommand } from './asb-case/asb-case.ts';
import { PLEDGE } from './behaviour-contracts-in-kilburn.test.data.ts';
import { CONTROL } from './crimes-in-kilburn.test.data.ts';
import { INSPECTOR, KILBURN, OFFICER, SUPERVISOR } from './kilburn.test.data.ts';
import { REPORTED } from './reports-in-kilburn.test.data.ts';
import { keptAndDisposed } from './retention-in-kilburn.test.data.ts';
import { day, type Step } from './steps.test.data.ts';

export const ARCADE = 'asb-1';

const ofArcade = (command: Told<AsbCaseCommand>): Step => ({ decider: asbCase, id: ARCADE, command });

const incident = (name: string, on: string, more: object = {}) =>
  ofArcade({
    type: 'RecordIncident',
    ...day('2013-05-04', OFFICER),
    ...{ incident: name, category: 'GRAFFITI', harm: 'SOME', reportedOn: on },
    happenedFrom: `${on}T02:00:00.000Z`,
    happenedUntil: `${on}T03:00:00.000Z`,
    description: 'The wall was painted on again.',
    ...more,
  });

/** Somebody whose wall is painted on, again and again, until agencies look at it together. */
export const asbCasesOpened: readonly Step[] = [
  ofArcade({
    type: 'OpenAsbCase',
    ...day('2013-05-02', CONTROL),
    ...{ complainant: 'juniper', complainantIs: 'INDIVIDUAL', category: 'GRAFFITI', ward: KILBURN },
    criteria: ['AGE_60_PLUS'],
  }),
  ofArcade({
    type: 'RequestCaseReview',
    ...day('2013-05-03', CONTROL),
    ...{ review: 'early', requestedFor: 'COMPLAINANT' },
  }),
  ofArcade({ type: 'DecideCaseReview', ...day('2013-05-03', SUPERVISOR), review: 'early' }),
  incident('wall', '2013-05-01', { report: REPORTED }),
  incident('door', '2013-05-02'),
  incident('bench', '2013-05-04'),
  incident('door-again', '2013-05-02'),
  ofArcade({
    type: 'FindIncidentWrong',
    ...day('2013-05-05', OFFICER),
    ...{ incident: 'door-again', reason: 'RECORDED_TWICE' },
  }),
  ofArcade({ type: 'RecordAsbResponse', ...day('2013-05-06', OFFICER), response: 'walks', what: 'PATROL' }),
  ofArcade({ type: 'LinkAsbCase', ...day('2013-05-09', OFFICER), contract: PLEDGE }),
  ofArcade({ type: 'UnlinkAsbCase', ...day('2013-05-10', OFFICER), contract: PLEDGE }),
  ofArcade({
    type: 'RequestCaseReview',
    ...day('2013-05-10', CONTROL),
    ...{ review: 'first', requestedFor: 'THIRD_PARTY', consent: 'letters/2013-7', through: 'council' },
  }),
  ofArcade({ type: 'AcknowledgeCaseReview', ...day('2013-05-13', OFFICER), review: 'first' }),
  ofArcade({ type: 'DecideCaseReview', ...day('2013-05-14', SUPERVISOR), review: 'first' }),
  ofArcade({
    type: 'HoldReviewMeeting',
    ...day('2013-05-20', INSPECTOR),
    ...{ review: 'first', agencies: ['council'], outcome: 'MORE_TO_BE_DONE' },
    recommendations: ['PLACE_IMPROVED', 'PATROL'],
  }),
  ofArcade({
    type: 'ProposeAsbWords',
    ...day('2013-05-14', OFFICER),
    ...{ words: 'paint', incident: 'wall', text: 'A wall was painted on.' },
  }),
  ofArcade({ type: 'ApproveAsbWords', ...day('2013-05-15', INSPECTOR), words: 'paint' }),
  ofArcade({
    type: 'DiscloseAsbCase',
    ...day('2013-05-16', OFFICER),
    ...{ agency: 'council', fields: ['CATEGORY', 'WORDS'], legalBasis: 'CDA1998_S115' },
    ...{ agreement: 'sharing-2012', purpose: 'PROBLEM_SOLVING' },
  }),
  ofArcade({ type: 'EndAsbCaseDisclosure', ...day('2013-05-25', OFFICER), agency: 'council' }),
  ofArcade({ type: 'WithdrawAsbWords', ...day('2013-05-26', OFFICER), words: 'paint' }),
  ofArcade({ type: 'CloseAsbCase', ...day('2013-05-27', OFFICER), outcome: 'BEHAVIOUR_ENDED' }),
  ofArcade({ type: 'ReopenAsbCase', ...day('2013-05-28', OFFICER) }),
  ofArcade({ type: 'CloseAsbCase', ...day('2013-05-31', OFFICER), outcome: 'BEHAVIOUR_REDUCED' }),
  ...keptAndDisposed('2013-06', ofArcade),
];
