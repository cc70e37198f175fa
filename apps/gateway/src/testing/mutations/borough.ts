import { accepted, refused, type Step } from './step.ts';
import { ADMIN, borough, INSPECTOR_ID, SERGEANT_ID } from './world.ts';

/** Boroughs and their sectors. */
export const boroughs: readonly Step[] = [
  accepted(ADMIN, 'establishBorough', { boroughCode: 'E09000099', name: 'Elsewhere' }),
  accepted(ADMIN, 'createSector', { ...borough, sector: 'sector-9', label: 'Sector 9' }),
  accepted(ADMIN, 'appointSectorInspector', {
    ...borough,
    sector: 'sector-9',
    memberId: INSPECTOR_ID,
  }),
  refused(
    ADMIN,
    'appointSectorInspector',
    { ...borough, sector: 'sector-9', memberId: SERGEANT_ID },
    'R-SEC-1',
    'memberId',
  ),
  accepted(ADMIN, 'standDownSectorInspector', { ...borough, sector: 'sector-9', memberId: INSPECTOR_ID }),
  refused(
    ADMIN,
    'standDownSectorInspector',
    { ...borough, sector: 'sector-0', memberId: INSPECTOR_ID },
    'R-WARD-2',
    'sector',
  ),
  accepted(ADMIN, 'dissolveSector', { ...borough, sector: 'sector-9' }),
  refused(ADMIN, 'dissolveSector', { ...borough, sector: 'sector-1' }, 'R-SEC-2', 'sector'),
];
