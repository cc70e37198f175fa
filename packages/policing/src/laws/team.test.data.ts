import { ADMIN, INPT, INSPECTOR, OFFICER, PCSO, SNT, SYSTEM } from '../kilburn.test.data.ts';
import type { team } from '../team/team.ts';
import type { LawsOf } from './kind.test.data.ts';
import { MEMBERS } from './member.test.data.ts';
import { WARDS } from './ward.test.data.ts';
import { redactionLasts, redactionSays } from './redaction.test.data.ts';

export const teamLaws: LawsOf<typeof team> = {
  ids: [INPT, SNT, 'inpt-north'],
  says: {
    FormTeam: {
      by: [ADMIN, INSPECTOR],
      kind: ['INPT', 'SNT'],
      name: ['West Camden INPT', 'North Camden INPT'],
      establishment: [undefined, 'E0001'],
    },
    AppointTeamLead: { by: [ADMIN, INSPECTOR], member: MEMBERS },
    StandDownTeamLead: { by: [ADMIN, INSPECTOR], member: [INSPECTOR.id] },
    ReviewTeamLead: { by: [SYSTEM], member: MEMBERS },
    SetDutyPattern: {
      by: [INSPECTOR],
      windows: [
        [{ weekday: 'FRIDAY', from: '20:00', to: '04:00' }],
        [{ weekday: 'MONDAY', from: '08:00', to: '16:00' }],
      ],
    },
    RecordEngagement: {
      by: [OFFICER, PCSO, INSPECTOR],
      engagement: ['briefing-1', 'briefing-2'],
      kind: ['STREET_BRIEFING'],
      ward: WARDS,
      summary: ['Six people came.'],
    },
    StandDownTeam: { by: [ADMIN, INSPECTOR], reason: ['Merged.'] },
    ...redactionSays,
  },
  names: {
    AppointTeamLead: { member: 'member' },
    // Of whoever leads it is asked here.
    StandDownTeamLead: { member: 'OWN' },
    // A process names who led.
    ReviewTeamLead: { member: 'OWN' },
    RecordEngagement: { ward: 'ward' },
  },
  lasts: {
    FormTeam: { endedBy: ['StandDownTeam'] },
    AppointTeamLead: { endedBy: ['StandDownTeamLead', 'ReviewTeamLead'] },
    StandDownTeamLead: 'ENDS',
    ReviewTeamLead: 'ENDS',
    SetDutyPattern: 'CHANGES',
    RecordEngagement: 'MOMENT',
    StandDownTeam: 'ENDS',
    ...redactionLasts,
  },
  // What it comes to is in `lead`. An end that a process saw before it was told who had followed ends nobody.
  places: ['redactions', 'leadTold'],
};
