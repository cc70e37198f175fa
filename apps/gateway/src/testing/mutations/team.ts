import { accepted, refused, type Step } from './step.ts';
import { ADMIN, INSPECTOR, INSPECTOR_ID, kilburn, newWard, SERGEANT_ID } from './world.ts';

/** A second integrated team, until it has members. */
export const teams: readonly Step[] = [
  accepted(ADMIN, 'formTeam', { kind: 'INPT', name: 'Second INPT' }, 'second INPT'),
  refused(
    ADMIN,
    'appointTeamLead',
    (made) => ({ teamId: made('second INPT'), memberId: SERGEANT_ID }),
    'R-INPT-1',
    'memberId',
  ),
  accepted(ADMIN, 'appointTeamLead', (made) => ({
    teamId: made('second INPT'),
    memberId: INSPECTOR_ID,
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
  accepted(ADMIN, 'standDownTeamLead', (made) => ({
    teamId: made('second INPT'),
    memberId: INSPECTOR_ID,
  })),
];
