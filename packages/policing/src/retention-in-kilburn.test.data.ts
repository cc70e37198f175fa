import type { Told } from '@wardbook/event-sourcing';
import { opening } from './casework-in-kilburn.test.data.ts';
import { OFFICER, PCSO, police, RECORDS } from './kilburn.test.data.ts';
import type { RetentionCommand } from './retention/retention.ts';
import { ofSurvey } from './survey-in-kilburn.test.data.ts';
import { day, ofCase, ofReferral, ofSubject, ofVisit, type Step } from './steps.test.data.ts';

const SECOND_CLERK = police('records-2', 'RECORDS');

/** One is held, and let go of in the end; looked at, kept on for a day or two, and disposed of. */
export const keptAndDisposed = (
  month: string,
  of: (command: Told<RetentionCommand>) => Step,
): readonly Step[] => {
  const on = (date: number, by = RECORDS) => day(`${month}-${String(date).padStart(2, '0')}`, by);
  return [
    of({ type: 'PlaceLegalHold', ...on(5), hold: 'claim', reason: 'LITIGATION' }),
    of({ type: 'LiftLegalHold', ...on(6), hold: 'claim', reason: 'NOT_NEEDED' }),
    of({ type: 'DeclineLifting', ...on(7, SECOND_CLERK), request: 'claim', reason: 'NOT_JUSTIFIED' }),
    of({ type: 'LiftLegalHold', ...on(8), hold: 'claim', request: 'claim-over', reason: 'MATTER_ENDED' }),
    of({ type: 'GrantLifting', ...on(9, SECOND_CLERK), request: 'claim-over' }),
    of({ type: 'ScheduleReview', ...on(10), on: `${month}-11` }),
    of({ type: 'Retain', ...on(11), reason: 'POLICING_PURPOSE', until: `${month}-12` }),
    of({ type: 'Dispose', ...on(13) }),
  ];
};

/** A case without a contact, a visit that was cancelled, a referral that was withdrawn, and a person. */
export const recordsDisposed: readonly Step[] = [
  ofCase({ ...opening, ...day('2013-02-01', PCSO), linkedRef: 'crime/2013-21' }, 'case-3'),
  ofCase({ type: 'CloseCase', ...day('2013-02-04', PCSO), outcome: 'NO_CONTACT' }, 'case-3'),
  ofSubject('sorrel', { type: 'RegisterSubject', ...day('2013-02-04', OFFICER), name: 'Sorrel Reed' }),
  ...keptAndDisposed('2013-02', (command) => ofCase(command, 'case-3')),
  ...keptAndDisposed('2013-02', (command) => ofVisit(command, 'visit-2')),
  ...keptAndDisposed('2013-02', (command) => ofSubject('sorrel', command)),
  ...keptAndDisposed('2013-06', (command) => ofReferral('gates', command)),
  ...keptAndDisposed('2013-04', (command) => ofSurvey(command, 'survey-2')),
];
