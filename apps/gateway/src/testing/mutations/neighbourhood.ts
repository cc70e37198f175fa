import { CAMDEN, FORTUNE_GREEN, KILBURN } from '../../demo/camden.ts';
import { accepted, ADMIN, INSPECTOR, refused, SERGEANT, the, type Step } from './step.ts';

const CHAIR = `PANEL panel-chair-${KILBURN} panel-${KILBURN}`;
const PC = `OFFICER pc-${KILBURN}`;
const INPT = the('Team', 'inpt-1');
const SNT = the('Team', `snt-${KILBURN}`);
const NEW_WARD = 'E05000998';
const borough = { boroughCode: CAMDEN.code };
const kilburn = { wardCode: KILBURN };
const newWard = { wardCode: NEW_WARD };
const detective = { memberId: the('Member', 'detective-1') };

const boroughs: readonly Step[] = [
  accepted(ADMIN, 'establishBorough', { boroughCode: 'E09000099', name: 'Elsewhere' }),
  accepted(ADMIN, 'createSector', { ...borough, sector: 'sector-9', label: 'Sector 9' }),
  accepted(ADMIN, 'appointSectorInspector', {
    ...borough,
    sector: 'sector-9',
    memberId: the('Member', 'inspector-inpt'),
  }),
  refused(
    ADMIN,
    'appointSectorInspector',
    { ...borough, sector: 'sector-9', memberId: the('Member', 'sergeant-1') },
    'R-SEC-1',
    'memberId',
  ),
  accepted(ADMIN, 'standDownSectorInspector', { ...borough, sector: 'sector-9' }),
  refused(ADMIN, 'standDownSectorInspector', { ...borough, sector: 'sector-0' }, 'R-WARD-2', 'sector'),
  accepted(ADMIN, 'dissolveSector', { ...borough, sector: 'sector-9' }),
  refused(ADMIN, 'dissolveSector', { ...borough, sector: 'sector-1' }, 'R-SEC-2', 'sector'),
];

const wards: readonly Step[] = [
  accepted(ADMIN, 'establishWard', { ...newWard, ...borough, name: 'Newham', validFrom: '2010-05-06' }),
  refused(
    ADMIN,
    'establishWard',
    { ...newWard, ...borough, name: 'Oldland', validFrom: '2010-05-06' },
    'R-WARD-4',
    'wardCode',
  ),
  refused(ADMIN, 'assignWardToInpt', { ...newWard, teamId: INPT }, 'R-WARD-2', 'wardCode'),
  refused(ADMIN, 'assignWardToSnt', { ...newWard, teamId: SNT }, 'R-WARD-2', 'wardCode'),
  accepted(ADMIN, 'assignWardToSector', { ...borough, ...newWard, sector: 'sector-1' }),
  refused(ADMIN, 'assignWardToSector', { ...borough, ...newWard, sector: 'sector-0' }, 'R-WARD-2', 'sector'),
  accepted(ADMIN, 'addWardAlias', { ...newWard, scheme: 'ONS-2001', alias: '00AGGW' }),
  accepted(ADMIN, 'nameSaferNeighbourhood', { ...newWard, name: 'Newham' }),
  refused(ADMIN, 'nameSaferNeighbourhood', { ...newWard, name: 'Another' }, 'R-WARD-1', 'name'),
  accepted(INSPECTOR, 'assignWardToInpt', { ...newWard, teamId: INPT }),
  accepted(INSPECTOR, 'releaseWardFromInpt', newWard),
  accepted(INSPECTOR, 'assignWardToSnt', { ...newWard, teamId: SNT }),
  accepted(INSPECTOR, 'registerPromiseTarget', {
    ...newWard,
    target: 'patrol-area-9',
    kind: 'PATROL_AREA',
    label: 'Patrol area 9',
  }),
  accepted(INSPECTOR, 'retirePromiseTarget', {
    ...newWard,
    target: 'patrol-area-9',
    reason: 'It was built over.',
  }),
  accepted(SERGEANT, 'recordCommunityPriority', {
    ...newWard,
    priority: 'lamps',
    source: 'PUBLIC',
    issue: 'Dark footpaths.',
  }),
  accepted(SERGEANT, 'refreshCommunityPriority', { ...newWard, priority: 'lamps' }),
  accepted(SERGEANT, 'withdrawCommunityPriority', { ...newWard, priority: 'lamps', reason: 'It is lit.' }),
  accepted(ADMIN, 'abolishWard', { ...newWard, successorCodes: [KILBURN] }),
  ...[
    ['addWardAlias', { scheme: 'ONS-2011', alias: '00AGGX' }],
    ['registerPromiseTarget', { target: 'a', kind: 'PATROL_AREA', label: 'A' }],
    ['recordCommunityPriority', { priority: 'a', source: 'PUBLIC', issue: 'A' }],
  ].map(([mutation, input]) =>
    refused(
      mutation === 'addWardAlias' ? ADMIN : INSPECTOR,
      mutation as string,
      { ...newWard, ...(input as object) },
      'R-WARD-5',
      'wardCode',
    ),
  ),
];

const teams: readonly Step[] = [
  accepted(ADMIN, 'formTeam', { kind: 'INPT', name: 'Second INPT' }, 'second INPT'),
  refused(
    ADMIN,
    'appointTeamLead',
    (made) => ({ teamId: made('second INPT'), memberId: the('Member', 'sergeant-1') }),
    'R-INPT-1',
    'memberId',
  ),
  accepted(ADMIN, 'appointTeamLead', (made) => ({
    teamId: made('second INPT'),
    memberId: the('Member', 'inspector-inpt'),
  })),
  accepted(INSPECTOR, 'setDutyPattern', (made) => ({
    teamId: made('second INPT'),
    windows: [{ weekday: 'FRIDAY', from: '18:00', to: '02:00' }],
  })),
  accepted(INSPECTOR, 'recordEngagement', (made) => ({
    teamId: made('second INPT'),
    engagement: 'meeting-1',
    kind: 'BEAT_MEETING',
    ...kilburn,
    summary: 'A beat meeting.',
  })),
  refused(
    INSPECTOR,
    'recordEngagement',
    (made) => ({
      teamId: made('second INPT'),
      engagement: 'meeting-2',
      kind: 'BEAT_MEETING',
      ...newWard,
      summary: 'Nobody came.',
    }),
    'R-WARD-5',
    'wardCode',
  ),
  accepted(ADMIN, 'standDownTeamLead', (made) => ({ teamId: made('second INPT') })),
];

const members: readonly Step[] = [
  accepted(ADMIN, 'postMember', (made) => ({
    memberKey: 'pc-new',
    teamId: made('second INPT'),
    category: 'UNIFORMED',
    rank: 'CONSTABLE',
    source: 'RECRUIT',
    publicName: 'PC Yarrowdale',
  })),
  accepted(ADMIN, 'promoteMember', { memberId: the('Member', 'pc-new'), rank: 'SERGEANT' }),
  accepted(INSPECTOR, 'dedicateMember', { memberId: the('Member', 'pc-new'), ...kilburn }),
  refused(
    INSPECTOR,
    'dedicateMember',
    { memberId: the('Member', 'pc-new'), wardCode: FORTUNE_GREEN },
    'R-INPT-4',
    'wardCode',
  ),
  accepted(SERGEANT, 'abstractMember', {
    memberId: the('Member', 'pc-new'),
    until: '2040-01-01T00:00:00Z',
    reason: 'TRAINING',
    authorisedByMemberId: the('Member', 'inspector-inpt'),
  }),
  refused(
    SERGEANT,
    'abstractMember',
    {
      memberId: the('Member', `pc-${KILBURN}`),
      until: '2040-01-01T00:00:00Z',
      authorisedByMemberId: the('Member', 'inspector-inpt'),
    },
    'R-INPT-5',
    'reason',
  ),
  accepted(SERGEANT, 'returnMember', { memberId: the('Member', 'pc-new') }),
  accepted(INSPECTOR, 'releaseMember', { memberId: the('Member', 'pc-new') }),
  accepted(ADMIN, 'grantCompetence', { ...detective, level: 'BASIC', evidence: 'training/2026-01' }),
  accepted(ADMIN, 'expireCompetence', { ...detective, level: 'BASIC' }),
  accepted('OFFICER detective-1', 'acknowledgePolicy', { ...detective, policyNumber: 'A 0609', version: 4 }),
  refused(
    PC,
    'acknowledgePolicy',
    { ...detective, policyNumber: 'A 0609', version: 4 },
    'R-POL-5',
    'memberId',
  ),
  accepted(ADMIN, 'transferMember', { memberId: the('Member', 'pc-new'), teamId: INPT }),
  accepted(ADMIN, 'leaveService', { memberId: the('Member', 'pc-new'), reason: 'RESIGNED' }),
  accepted(ADMIN, 'standDownTeam', (made) => ({ teamId: made('second INPT'), reason: 'Merged again.' })),
];

const panels: readonly Step[] = [
  accepted(ADMIN, 'establishWard', {
    wardCode: 'E05000997',
    ...borough,
    name: 'Newtown',
    validFrom: '2010-05-06',
  }),
  accepted(ADMIN, 'establishWardPanel', { wardCode: 'E05000997', quorum: 3, chair: 'chair-1' }),
  refused(ADMIN, 'establishWardPanel', { ...newWard, quorum: 3, chair: 'chair-1' }, 'R-WARD-5', 'wardCode'),
  accepted(ADMIN, 'setPanelQuorum', { wardCode: 'E05000997', quorum: 4 }),
  accepted(CHAIR, 'recordPanelMeeting', {
    ...kilburn,
    meeting: 'quorate-1',
    votersPresent: 9,
    minutes: 'minutes/quorate-1',
  }),
  accepted(CHAIR, 'recordPanelMeeting', {
    ...kilburn,
    meeting: 'small-1',
    votersPresent: 1,
    minutes: 'minutes/small-1',
  }),
];

const TERMS = {
  ...kilburn,
  teamId: INPT,
  kind: 'OTHER_MEASURABLE',
  statement: 'We hold a street briefing.',
  measure: 'Street briefings.',
};

const promises: readonly Step[] = [
  accepted(INSPECTOR, 'proposePromise', { terms: TERMS }, 'promise'),
  refused(
    INSPECTOR,
    'proposePromise',
    { terms: { ...TERMS, measure: undefined } },
    'R-PROM-2',
    'terms',
    'measure',
  ),
  refused(
    INSPECTOR,
    'proposePromise',
    { terms: { ...TERMS, teamId: the('Team', `snt-${FORTUNE_GREEN}`) } },
    'R-PROM-1',
    'terms',
    'teamId',
  ),
  accepted(INSPECTOR, 'amendPromise', (made) => ({
    promiseId: made('promise'),
    terms: { ...TERMS, statement: 'We hold two street briefings.', minimumPerPeriod: 2 },
  })),
  refused(
    `INSPECTOR inspector-sector-1`,
    'agreePromiseByTeam',
    (made) => ({ promiseId: made('promise') }),
    'R-PROM-1',
  ),
  accepted(INSPECTOR, 'agreePromiseByTeam', (made) => ({ promiseId: made('promise') })),
  refused(
    INSPECTOR,
    'amendPromise',
    (made) => ({ promiseId: made('promise'), terms: TERMS }),
    'R-PROM-6',
    'promiseId',
  ),
  refused(
    CHAIR,
    'agreePromiseAtPanel',
    (made) => ({ ...kilburn, promiseId: made('promise'), meeting: 'small-1' }),
    'R-PROM-1',
    'meeting',
  ),
  accepted(CHAIR, 'agreePromiseAtPanel', (made) => ({
    ...kilburn,
    promiseId: made('promise'),
    meeting: 'quorate-1',
  })),
  refused(
    INSPECTOR,
    'withdrawPromise',
    (made) => ({ promiseId: made('promise'), reason: 'Agreed.', agreedWith: 'never-held' }),
    'R-PROM-6',
    'agreedWith',
  ),
  accepted(INSPECTOR, 'withdrawPromise', (made) => ({
    promiseId: made('promise'),
    reason: 'Agreed.',
    agreedWith: 'quorate-1',
  })),
  refused(
    CHAIR,
    'electPanelChair',
    { ...kilburn, chair: 'chair-2', meeting: 'small-1' },
    'R-PROM-1',
    'meeting',
  ),
  accepted(CHAIR, 'electPanelChair', { ...kilburn, chair: 'chair-2', meeting: 'quorate-1' }),
];

/** Wards, teams, their people, panels and promises. */
export const neighbourhood: readonly Step[] = [
  ...boroughs,
  ...wards,
  ...teams,
  ...members,
  ...panels,
  ...promises,
];
