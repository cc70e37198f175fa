import {
  borough,
  member,
  panelAgency,
  promise,
  roles,
  team,
  ward,
  wardPanel,
  type By,
  type Rank,
} from '@wardbook/policing';
import { CAMDEN, KILBURN } from '../demo/camden.ts';
import { byOf, FORCE, tellTo, type Told } from '../demo/told.ts';

// Kilburn in 2026, from commands, as pages of the documentation tell of it.

const [INPT, SNT] = ['inpt-1', 'snt-kilburn'];
export const [ADMIN, INSPECTOR] = [byOf('admin-1', 'ADMIN'), byOf('inspector-1', 'INSPECTOR')];
export const [OFFICER, PCSO] = [byOf('pc-fenwick', 'OFFICER'), byOf('pcso-tarn', 'PCSO')];
const CHAIR: By = { id: 'chair-1', role: 'PANEL', agency: panelAgency(KILBURN) };

export const on = (day: string, time = '09:00'): string => `2026-${day}T${time}:00.000Z`;
const toBorough = tellTo(borough);
export const toWard = tellTo(ward);
const toTeam = tellTo(team);
export const toMember = tellTo(member);
const toPanel = tellTo(wardPanel);
export const toPromise = tellTo(promise);
export const toRoles = tellTo(roles);

const post = (id: string, toTheTeam: string, rank: Rank): Told =>
  toMember(on('01-05'), ADMIN, id, {
    type: 'PostMember',
    team: toTheTeam,
    category: rank === 'PCSO' ? 'PCSO' : 'UNIFORMED',
    rank,
    source: 'RECRUIT',
    publicName: `The member ${id}`,
  });

/** Kilburn, whoever works there, and a post for what others cannot do. */
export const ground: readonly Told[] = [
  toBorough(on('01-05'), ADMIN, CAMDEN.code, { type: 'EstablishBorough', name: CAMDEN.name }),
  toBorough(on('01-05'), ADMIN, CAMDEN.code, { type: 'CreateSector', sector: 'west', label: 'West' }),
  toWard(on('01-05'), ADMIN, KILBURN, {
    type: 'EstablishWard',
    name: 'Kilburn',
    borough: CAMDEN.code,
    validFrom: '2002-05-02',
  }),
  toBorough(on('01-05'), ADMIN, CAMDEN.code, { type: 'AssignWardToSector', ward: KILBURN, sector: 'west' }),
  toTeam(on('01-05'), ADMIN, INPT, { type: 'FormTeam', kind: 'INPT', name: 'West Camden INPT' }),
  toTeam(on('01-05'), ADMIN, SNT, { type: 'FormTeam', kind: 'SNT', name: 'Kilburn team' }),
  toWard(on('01-05'), ADMIN, KILBURN, { type: 'AssignWardToInpt', team: INPT }),
  toWard(on('01-05'), ADMIN, KILBURN, { type: 'AssignWardToSnt', team: SNT }),
  post('inspector-1', INPT, 'INSPECTOR'),
  post('pc-fenwick', SNT, 'CONSTABLE'),
  post('pcso-tarn', SNT, 'PCSO'),
  post('pcso-wren', SNT, 'PCSO'),
  post('pc-hollis', INPT, 'CONSTABLE'),
  toTeam(on('01-06'), ADMIN, INPT, { type: 'AppointTeamLead', member: 'inspector-1' }),
  ...['pc-fenwick', 'pcso-tarn'].map((id) =>
    toMember(on('01-06'), INSPECTOR, id, { type: 'DedicateMember', ward: KILBURN }),
  ),
  toRoles(on('01-06'), ADMIN, FORCE, {
    type: 'DefineRole',
    code: 'CPO',
    label: 'Crime Prevention Officer',
    aliases: [],
    location: 'LPA',
    topics: ['PROPERTY'],
  }),
  toRoles(on('01-06'), ADMIN, FORCE, { type: 'FillPost', role: 'CPO', area: 'west', member: 'pc-hollis' }),
];

/** A school is to be visited every month; nobody is said to have been there in March. */
export const promised: readonly Told[] = [
  toWard(on('01-07'), ADMIN, KILBURN, {
    type: 'RegisterPromiseTarget',
    target: 'school-ash',
    kind: 'SECONDARY_SCHOOL',
    label: 'Ash School',
  }),
  toPanel(on('01-07'), ADMIN, KILBURN, { type: 'EstablishWardPanel', quorum: 5, chair: CHAIR.id }),
  toPromise(on('02-03'), INSPECTOR, 'ash', {
    type: 'ProposePromise',
    terms: {
      ward: KILBURN,
      team: INPT,
      kind: 'PERIODIC_VISIT',
      statement: 'We visit the school every month.',
      targetKind: 'SECONDARY_SCHOOL',
      minimumPerPeriod: 1,
    },
  }),
  toPromise(on('02-04'), INSPECTOR, 'ash', { type: 'AgreePromiseByTeam' }),
  toPanel(on('02-18', '19:00'), CHAIR, KILBURN, {
    type: 'RecordPanelMeeting',
    meeting: 'february',
    votersPresent: 7,
    minutes: 'minutes/february',
  }),
  toPanel(on('02-18', '20:00'), CHAIR, KILBURN, {
    type: 'AgreePromiseAtPanel',
    meeting: 'february',
    promise: 'ash',
  }),
];
