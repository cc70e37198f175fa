import { accepted, refused, type Step, the } from './step.ts';
import { ADMIN, DETECTIVE_ID, force, INPT } from './world.ts';

const post = { ...force, role: 'TEST', area: 'HQ', memberId: DETECTIVE_ID };
const TEST_ROLE = { ...force, code: 'TEST', label: 'Test role', location: 'HQ' };

/** A role, its post, and the schemes of the force. */
export const roles: readonly Step[] = [
  refused(ADMIN, 'defineRole', { ...TEST_ROLE, topics: [] }, 'R-ROLE-3', 'topics'),
  accepted(ADMIN, 'defineRole', { ...TEST_ROLE, topics: ['VEHICLE'] }),
  accepted(ADMIN, 'fillPost', post),
  refused(ADMIN, 'vacatePost', { ...post, reason: 'OTHER', successor: 'SNT' }, 'R-ROLE-1', 'successor'),
  accepted(ADMIN, 'vacatePost', { ...post, reason: 'OTHER' }),
  refused(
    ADMIN,
    'appointSchemeRepresentative',
    { ...force, scheme: 'PARK_MARK', memberId: the('Member', 'cpa-1') },
    'R-ROLE-2',
    'memberId',
  ),
  accepted(ADMIN, 'standDownSchemeRepresentative', { ...force, scheme: 'PARK_MARK' }),
  accepted(ADMIN, 'appointSchemeRepresentative', {
    ...force,
    scheme: 'PARK_MARK',
    memberId: the('Member', 'salo-1'),
  }),
  accepted(ADMIN, 'transferDuties', { ...force, role: 'TEST', teamId: INPT }),
  accepted(ADMIN, 'handBackDuties', { ...force, role: 'TEST', teamId: INPT }),
];
