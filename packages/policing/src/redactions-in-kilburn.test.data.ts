import type { Told } from '@wardbook/event-sourcing';
import { ofIntelligence } from './intelligence-in-kilburn.test.data.ts';
import { INPT, INSPECTOR, police, RECORDS } from './kilburn.test.data.ts';
import type { RedactionCommand } from './redaction/redaction.ts';
import {
  atPanel,
  day,
  inWard,
  ofCouncil,
  ofMember,
  ofPromise,
  ofTeam,
  type Step,
} from './steps.test.data.ts';
import { ofProblem } from './problem-in-kilburn.test.data.ts';
import { ofTrainingDay } from './training-in-kilburn.test.data.ts';

const SECOND_CLERK = police('records-2', 'RECORDS');

/** The words of an event are asked to be taken out twice: once in vain, and then for good. */
const takenOut = (revision: number, of: (command: Told<RedactionCommand>) => Step): readonly Step[] => {
  const asking = { type: 'RedactText', revision, reason: 'NAMES_A_PERSON' } as const;
  return [
    of({ ...asking, ...day('2013-09-02', RECORDS), request: 'words' }),
    of({
      type: 'DeclineRedaction',
      ...day('2013-09-03', SECOND_CLERK),
      request: 'words',
      reason: 'TOO_LITTLE_INFORMATION',
    }),
    of({ ...asking, ...day('2013-09-04', RECORDS), request: 'more-words' }),
    of({ type: 'GrantRedaction', ...day('2013-09-05', SECOND_CLERK), request: 'more-words' }),
  ];
};

/** By then all of these had words that somebody typed: where they are in each record. */
export const wordsTakenOut: readonly Step[] = [
  ...takenOut(7, (command) => inWard(command)),
  ...takenOut(1, ofPromise),
  ...takenOut(3, (command) => ofTeam(INPT, command)),
  ...takenOut(6, atPanel),
  ...takenOut(0, (command) => ofMember(INSPECTOR.id, command)),
  ...takenOut(1, ofCouncil),
  ...takenOut(0, (command) => ofTrainingDay(command)),
  ...takenOut(4, (command) => ofIntelligence(command)),
  ...takenOut(0, (command) => ofProblem(command)),
];
