import { valuesOf } from '@wardbook/event-sourcing';
import {
  ADMIN,
  INPT,
  INSPECTOR,
  OFFICER,
  PCSO,
  RECORDS,
  SNT,
  SPECIALIST,
  SUPERVISOR,
  SYSTEM,
} from '../kilburn.test.data.ts';
import { absenceOf, dedicationOf } from '../member/member.state.ts';
import type { member } from '../member/member.ts';
import type { LawsOf } from './kind.test.data.ts';
import { WARDS } from './ward.test.data.ts';
import { redactionLasts, redactionSays } from './redaction.test.data.ts';

export const MEMBERS = [OFFICER.id, PCSO.id, INSPECTOR.id, 'officer-2', 'inspector-2'] as const;
const TEAMS = [INPT, SNT, 'inpt-north'] as const;
const REQUESTS = ['fireworks', 'football'] as const;
const LEVELS = ['BASIC', 'BASIC_SURVEY', 'SPECIALIST'] as const;

export const memberLaws: LawsOf<typeof member> = {
  ids: MEMBERS,
  says: {
    PostMember: {
      by: [ADMIN, INSPECTOR],
      team: [...TEAMS, undefined],
      category: ['UNIFORMED', 'PCSO', 'DETECTIVE'],
      rank: ['CONSTABLE', 'PCSO', 'INSPECTOR'],
      source: ['RECRUIT', 'SQUAD_MERGER'],
      publicName: ['PC Maren Holloway', 'PC Wilf Osgood'],
      publicContact: [undefined, 'kilburn.team@police.example'],
    },
    CorrectPublishedDetails: {
      by: [ADMIN, RECORDS],
      publicName: [undefined, 'Sgt Maren Holloway'],
      publicContact: [undefined, null, 'west.team@police.example'],
    },
    WithdrawPublishedDetails: { by: [ADMIN, INSPECTOR] },
    TransferMember: { by: [ADMIN, INSPECTOR], team: [...TEAMS, undefined] },
    PromoteMember: { by: [ADMIN, INSPECTOR], rank: ['SERGEANT', 'INSPECTOR', 'CONSTABLE'] },
    DedicateMember: { by: [INSPECTOR], ward: WARDS },
    ReleaseMember: { by: [INSPECTOR] },
    NoticeWardAbolished: { by: [SYSTEM], ward: WARDS },
    AbstractMember: {
      by: [SUPERVISOR],
      request: REQUESTS,
      until: ['2013-01-01T06:00:00.000Z', '2013-10-01T06:00:00.000Z'],
      reason: ['PUBLIC_ORDER', 'TRAINING', undefined],
      exceptional: [false, true],
      urgent: [true, false],
    },
    GrantAbstraction: { by: [INSPECTOR], request: REQUESTS },
    DeclineAbstraction: { by: [INSPECTOR], request: REQUESTS, reason: ['NOT_JUSTIFIED'] },
    ReturnMember: { by: [SUPERVISOR, INSPECTOR] },
    GrantCompetence: {
      by: [ADMIN],
      level: ['BASIC', 'SPECIALIST'],
      role: [undefined, 'CPO'],
      evidence: ['training/2012-09-28'],
    },
    ReviewTraining: { by: [SYSTEM], trainingDay: ['skills-1', 'skills-2'] },
    ExpireCompetence: { by: [ADMIN], level: LEVELS },
    AcknowledgePolicy: { by: [OFFICER, PCSO, SPECIALIST, INSPECTOR], policy: ['A0609'], version: [1, 2] },
    LeaveService: { by: [ADMIN, INSPECTOR], reason: ['RETIRED', 'RESIGNED'] },
    ...redactionSays,
  },
  names: {
    PostMember: { team: 'team' },
    TransferMember: { team: 'team' },
    DedicateMember: { ward: 'ward' },
    NoticeWardAbolished: { ward: 'OWN' },
    ReviewTraining: { trainingDay: 'OWN' },
    AcknowledgePolicy: { policy: 'policy' },
  },
  lasts: {
    PostMember: { endedBy: ['LeaveService', 'WithdrawPublishedDetails'] },
    CorrectPublishedDetails: { endedBy: ['WithdrawPublishedDetails', 'LeaveService'] },
    WithdrawPublishedDetails: 'ENDS',
    TransferMember: 'CHANGES',
    PromoteMember: 'CHANGES',
    DedicateMember: { endedBy: ['ReleaseMember', 'NoticeWardAbolished'] },
    ReleaseMember: 'ENDS',
    NoticeWardAbolished: 'ENDS',
    AbstractMember: { endedBy: ['ReturnMember'] },
    GrantAbstraction: 'MOMENT',
    DeclineAbstraction: 'MOMENT',
    ReturnMember: 'ENDS',
    GrantCompetence: { endedBy: ['ExpireCompetence'] },
    ReviewTraining: { endedBy: ['ExpireCompetence'] },
    ExpireCompetence: 'ENDS',
    AcknowledgePolicy: { forGood: 'who has read it has read it' },
    LeaveService: 'ENDS',
    ...redactionLasts,
  },
  repeatable: {
    CorrectPublishedDetails: 'what is published may be taken out, and is never compared',
    ReviewTraining: 'it looks at a training day, of which more may be on record by then',
  },
  // Both end with the team and the service, whether or not a release is on record.
  places: ['redactions', 'dedication', 'absence'],
  outcome: (state) => {
    const told = [state.team, state.service, state.rank, state.dedication, state.absence].flat();
    const ends = [
      ...state.absence.map(({ value }) => value?.until),
      ...valuesOf(state.requests).map(({ answer }) => answer?.at),
    ].filter((end) => end !== undefined);
    const instants = [...new Set([...told.map(({ from }) => from), ...ends])].sort();
    return {
      dedicationOf: instants.map((from) => ({ from, value: dedicationOf(state, from) })),
      absenceOf: instants.map((from) => ({ from, value: absenceOf(state, from) })),
    };
  },
};
