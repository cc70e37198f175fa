import type { crime } from '../crime/crime.ts';
import { BURGLARY, CID, CONTROL, DARK_PATHS } from '../crimes-in-kilburn.test.data.ts';
import { INPT, INSPECTOR, KILBURN, OFFICER, police, SUPERVISOR } from '../kilburn.test.data.ts';
import type { LawsOf } from './kind.test.data.ts';
import { retentionLasts, retentionSays } from './retention.test.data.ts';

const WORKERS = [CONTROL, OFFICER] as const;
const INSPECTORS = [INSPECTOR, police('inspector-2', 'INSPECTOR')] as const;
const REQUESTS = ['back', 'back-again'] as const;

export const crimeLaws: LawsOf<typeof crime> = {
  ids: [BURGLARY, 'police.2013-117', 'police.2013-118'],
  says: {
    RecordCrime: {
      by: WORKERS,
      category: ['BURGLARY', 'BICYCLE_THEFT', 'VIOLENT_CRIME'],
      markers: [[], ['GANG']],
      ward: [KILBURN],
      committedFrom: [undefined, '2013-01-05T20:00:00.000Z'],
      committedUntil: [undefined, '2013-01-06T05:00:00.000Z'],
      circumstances: [undefined, 'A window was broken.'],
    },
    RecategoriseCrime: { by: WORKERS, category: ['BURGLARY', 'ROBBERY'] },
    ChangeCrimeMarkers: { by: WORKERS, markers: [[], ['GANG'], ['DOMESTIC', 'SERIOUS']] },
    RegisterVictim: {
      by: WORKERS,
      victim: ['juniper', 'june'],
      visit: ['visit-9', 'visit-10', 'visit-11'],
      criteria: [[], ['AGE_60_PLUS', 'VULNERABLE']],
    },
    WithdrawVictim: { by: WORKERS, victim: ['juniper', 'june'], reason: ['NOT_A_VICTIM', 'OTHER'] },
    AllocateInvestigation: {
      by: [OFFICER, SUPERVISOR],
      to: ['INPT', 'CID'],
      team: [INPT, CID],
      reason: [undefined, 'KNOWN_OFFENDER'],
    },
    RequestAllocation: {
      by: [OFFICER, SUPERVISOR],
      request: REQUESTS,
      team: [INPT],
      reason: ['LOCAL_KNOWLEDGE', 'NO_CAPACITY'],
      despite: [['GANG'], ['CATEGORY'], ['CATEGORY', 'GANG']],
    },
    GrantAllocation: { by: INSPECTORS, request: REQUESTS },
    DeclineAllocation: { by: INSPECTORS, request: REQUESTS, reason: ['NOT_JUSTIFIED', 'OTHER'] },
    LinkCrime: { by: WORKERS, case: [undefined, 'case-1'], problem: [undefined, DARK_PATHS] },
    UnlinkCrime: { by: WORKERS, case: [undefined, 'case-1'], problem: [undefined, DARK_PATHS] },
    DiscloseCrime: {
      by: WORKERS,
      agency: ['council'],
      fields: [['CATEGORY', 'WARD'], ['WARD']],
      legalBasis: ['CDA1998_S115', 'VITAL_INTERESTS'],
      agreement: [undefined, 'sharing-2012'],
      purpose: ['PROBLEM_SOLVING', 'SAFEGUARDING'],
    },
    EndCrimeDisclosure: { by: WORKERS, agency: ['council'] },
    CloseCrime: { by: WORKERS, outcome: ['NO_SUSPECT_IDENTIFIED', 'CHARGED'] },
    ReopenCrime: { by: WORKERS },
    ...retentionSays,
  },
  names: {
    RecordCrime: { ward: 'ward' },
    RegisterVictim: { victim: 'subject', visit: 'OWN' },
    // Whoever was registered is taken out by the name that they have here.
    WithdrawVictim: { victim: 'OWN' },
    AllocateInvestigation: { team: 'team' },
    RequestAllocation: { team: 'team' },
    LinkCrime: { case: 'adviceCase', problem: 'problem' },
    UnlinkCrime: { case: 'OWN', problem: 'OWN' },
    DiscloseCrime: { agency: 'agency' },
    EndCrimeDisclosure: { agency: 'OWN' },
  },
  lasts: {
    RecordCrime: { endedBy: ['CloseCrime'] },
    RecategoriseCrime: 'CHANGES',
    ChangeCrimeMarkers: 'CHANGES',
    RegisterVictim: { endedBy: ['WithdrawVictim'] },
    WithdrawVictim: 'ENDS',
    AllocateInvestigation: { endedBy: ['AllocateInvestigation', 'GrantAllocation', 'CloseCrime'] },
    RequestAllocation: { endedBy: ['GrantAllocation', 'DeclineAllocation'] },
    GrantAllocation: 'ENDS',
    DeclineAllocation: 'ENDS',
    LinkCrime: { endedBy: ['UnlinkCrime'] },
    UnlinkCrime: 'ENDS',
    DiscloseCrime: { endedBy: ['EndCrimeDisclosure'] },
    EndCrimeDisclosure: 'ENDS',
    CloseCrime: { endedBy: ['ReopenCrime'] },
    ReopenCrime: 'ENDS',
    ...retentionLasts,
  },
};
