import { FORTUNE_GREEN } from '../../demo/camden.ts';
import { accepted, refused, type Step, the } from './step.ts';
import {
  ADMIN,
  DETECTIVE_ID,
  INPT,
  INSPECTOR,
  INSPECTOR_ID,
  kilburn,
  OFFICER_ID,
  PC,
  SERGEANT,
} from './world.ts';

const detective = { memberId: DETECTIVE_ID };

/** A new constable of that team, until both are gone. */
export const members: readonly Step[] = [
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
    authorisedByMemberId: INSPECTOR_ID,
  }),
  refused(
    SERGEANT,
    'abstractMember',
    {
      memberId: OFFICER_ID,
      until: '2040-01-01T00:00:00Z',
      authorisedByMemberId: INSPECTOR_ID,
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
