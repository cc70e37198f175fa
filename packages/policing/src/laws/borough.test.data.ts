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
    StandDownSectorInspector: { by: [ADMIN], sector: SECTORS, member: [undefined, INSPECTOR.id] },
    AssignWardToSector: { by: [ADMIN], ward: WARDS, sector: SECTORS },
  },
  names: {
    AppointSectorInspector: { member: 'member' },
    StandDownSectorInspector: { member: 'member' },
    AssignWardToSector: { ward: 'ward' },
  },
  lasts: {
    EstablishBorough: { forGood: 'boroughs are not ours to end' },
    CreateSector: { endedBy: ['DissolveSector'] },
    DissolveSector: 'ENDS',
    AppointSectorInspector: { endedBy: ['StandDownSectorInspector'] },
    StandDownSectorInspector: 'ENDS',
    AssignWardToSector: { endedBy: [] },
  },
};
