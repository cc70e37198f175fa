import type { borough } from '../borough/borough.ts';
import { ADMIN, CAMDEN, INSPECTOR, OFFICER } from '../kilburn.test.data.ts';
import type { LawsOf } from './kind.test.data.ts';
import { WARDS } from './ward.test.data.ts';

const SECTORS = ['west', 'east', 'north'] as const;

export const boroughLaws: LawsOf<typeof borough> = {
  ids: [CAMDEN, 'E09000028'],
  says: {
    EstablishBorough: { by: [ADMIN], name: ['Camden', 'Southwark'] },
    CreateSector: { by: [ADMIN], sector: SECTORS, label: ['West', 'North'] },
    DissolveSector: { by: [ADMIN], sector: SECTORS },
    AppointSectorInspector: {
      by: [ADMIN],
      sector: SECTORS,
      member: [INSPECTOR.id, 'inspector-2', OFFICER.id],
    },
    StandDownSectorInspector: {
      by: [ADMIN],
      sector: SECTORS,
      member: [INSPECTOR.id, 'inspector-2', OFFICER.id],
    },
    AssignWardToSector: { by: [ADMIN], ward: WARDS, sector: SECTORS },
  },
  names: {
    AppointSectorInspector: { member: 'member' },
    // Of whoever is in post it is asked here.
    StandDownSectorInspector: { member: 'OWN' },
    AssignWardToSector: { ward: 'ward' },
  },
  lasts: {
    EstablishBorough: { forGood: 'boroughs are not ours to end' },
    CreateSector: { endedBy: ['DissolveSector'] },
    DissolveSector: 'ENDS',
    AppointSectorInspector: { endedBy: ['StandDownSectorInspector'] },
    StandDownSectorInspector: 'ENDS',
    // A ward lies in one sector after the other, and in none only before the first, and with its own end.
    AssignWardToSector: { endedBy: ['AssignWardToSector'] },
  },
  // What it comes to is in `inspector`. An end that a process saw before it was told who had followed ends nobody.
  places: ['inspectorTold'],
};
