import { KILBURN } from '../../demo/camden.ts';
import { accepted, refused, type Step } from './step.ts';
import { ADMIN, borough, INPT, INSPECTOR, newWard, SERGEANT, SNT } from './world.ts';

/** Wards, what promises can be about there, and what their people ask. */
export const wards: readonly Step[] = [
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
  refused(ADMIN, 'addWardAlias', { ...newWard, scheme: 'ONS-2011', alias: '00AGGX' }, 'R-WARD-5', 'wardCode'),
  refused(
    INSPECTOR,
    'registerPromiseTarget',
    { ...newWard, target: 'a', kind: 'PATROL_AREA', label: 'A' },
    'R-WARD-5',
    'wardCode',
  ),
  refused(
    INSPECTOR,
    'recordCommunityPriority',
    { ...newWard, priority: 'a', source: 'PUBLIC', issue: 'A' },
    'R-WARD-5',
    'wardCode',
  ),
];
