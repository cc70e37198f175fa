import type { Told } from '@wardbook/event-sourcing';
import { crime, type CrimeCommand } from './crime/crime.ts';
import { ADMIN, INPT, INSPECTOR, KILBURN, OFFICER, police } from './kilburn.test.data.ts';
import { keptAndDisposed } from './retention-in-kilburn.test.data.ts';
import { day, ofTeam, type Step } from './steps.test.data.ts';

export const CONTROL = police('control-1', 'CONTROL');
export const CID = 'cid-west';
export const BURGLARY = 'police.2013-114';
/** A problem that is told of elsewhere. */
export const DARK_PATHS = 'police.dark-paths';
const ROBBERY = 'police.2013-115';

export const ofCrime = (command: Told<CrimeCommand>, id = BURGLARY): Step => ({
  decider: crime,
  id,
  command,
});

const asked = {
  type: 'RequestAllocation',
  team: INPT,
  reason: 'LOCAL_KNOWLEDGE',
  despite: ['CATEGORY', 'GANG'],
} as const;

/** A burglary that an INPT investigates, whose victim is offered a visit; and a robbery that is left with one. */
export const crimesRecorded: readonly Step[] = [
  ofTeam(CID, { type: 'FormTeam', ...day('2013-05-01', ADMIN), kind: 'CID', name: 'West Camden CID' }),
  ofCrime({
    type: 'RecordCrime',
    ...day('2013-05-02', CONTROL),
    category: 'OTHER_THEFT',
    markers: [],
    ward: KILBURN,
    committedFrom: '2013-05-01T20:00:00.000Z',
    committedUntil: '2013-05-02T05:00:00.000Z',
    circumstances: 'Somebody came in by the back door.',
  }),
  ofCrime({ type: 'RecategoriseCrime', ...day('2013-05-03', OFFICER), category: 'BURGLARY' }),
  ofCrime({
    type: 'RegisterVictim',
    ...day('2013-05-03', CONTROL),
    victim: 'juniper',
    visit: 'visit-9',
    criteria: ['AGE_60_PLUS'],
  }),
  ofCrime({
    type: 'RegisterVictim',
    ...day('2013-05-03', CONTROL),
    victim: 'june',
    visit: 'visit-10',
    criteria: [],
  }),
  ofCrime({ type: 'WithdrawVictim', ...day('2013-05-04', OFFICER), victim: 'june', reason: 'NOT_A_VICTIM' }),
  ofCrime({ type: 'AllocateInvestigation', ...day('2013-05-06', OFFICER), to: 'INPT', team: INPT }),
  ofCrime({ type: 'LinkCrime', ...day('2013-05-07', OFFICER), case: 'case-1' }),
  ofCrime({ type: 'LinkCrime', ...day('2013-05-08', OFFICER), problem: DARK_PATHS }),
  ofCrime({ type: 'UnlinkCrime', ...day('2013-05-09', OFFICER), problem: DARK_PATHS }),
  ofCrime({
    type: 'DiscloseCrime',
    ...day('2013-05-10', OFFICER),
    agency: 'council',
    fields: ['CATEGORY', 'WARD'],
    legalBasis: 'CDA1998_S115',
    agreement: 'sharing-2012',
    purpose: 'PROBLEM_SOLVING',
  }),
  ofCrime({ type: 'EndCrimeDisclosure', ...day('2013-05-20', OFFICER), agency: 'council' }),
  ofCrime({ type: 'CloseCrime', ...day('2013-05-21', OFFICER), outcome: 'NO_SUSPECT_IDENTIFIED' }),
  ofCrime({ type: 'ReopenCrime', ...day('2013-05-22', OFFICER) }),
  ofCrime({ type: 'CloseCrime', ...day('2013-05-31', OFFICER), outcome: 'UNABLE_TO_PROSECUTE' }),
  ofCrime(
    {
      type: 'RecordCrime',
      ...day('2013-05-02', CONTROL),
      category: 'ROBBERY',
      markers: ['GANG'],
      ward: KILBURN,
    },
    ROBBERY,
  ),
  ofCrime({ type: 'AllocateInvestigation', ...day('2013-05-03', OFFICER), to: 'CID', team: CID }, ROBBERY),
  ofCrime({ ...asked, ...day('2013-05-04', OFFICER), request: 'back' }, ROBBERY),
  ofCrime(
    {
      type: 'DeclineAllocation',
      ...day('2013-05-05', INSPECTOR),
      request: 'back',
      reason: 'TOO_LITTLE_INFORMATION',
    },
    ROBBERY,
  ),
  ofCrime({ ...asked, ...day('2013-05-06', OFFICER), request: 'back-again' }, ROBBERY),
  ofCrime({ type: 'GrantAllocation', ...day('2013-05-07', INSPECTOR), request: 'back-again' }, ROBBERY),
  ofCrime({ type: 'ChangeCrimeMarkers', ...day('2013-05-08', OFFICER), markers: [] }, ROBBERY),
  ...keptAndDisposed('2013-06', (command) => ofCrime(command)),
];
