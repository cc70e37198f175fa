import { FORTUNE_GREEN } from '../../demo/camden.ts';
import { accepted, refused, refusedSender, type Step, the } from './step.ts';
import { ADMIN, DETECTIVE_ID, INPT, INSPECTOR, kilburn, OFFICER_ID, PC, SERGEANT } from './world.ts';

const detective = { memberId: DETECTIVE_ID };
const course = { memberId: the('Member', 'pc-new'), requestKey: 'course' };

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
    requestKey: 'course',
    until: '2040-01-01T00:00:00Z',
    reason: 'TRAINING',
  }),
  refused(
    SERGEANT,
    'abstractMember',
    { memberId: OFFICER_ID, requestKey: 'parade', until: '2040-01-01T00:00:00Z' },
    'R-INPT-5',
    'reason',
  ),
  refusedSender('INSPECTOR detective-1', 'grantAbstraction', course, 'R-INPT-5'),
  refusedSender(
    'INSPECTOR detective-1',
    'declineAbstraction',
    { ...course, reason: 'NOT_JUSTIFIED' },
    'R-INPT-5',
  ),
  accepted(INSPECTOR, 'grantAbstraction', course),
  accepted(SERGEANT, 'abstractMember', {
    memberId: OFFICER_ID,
    requestKey: 'cordon',
    until: '2040-01-01T00:00:00Z',
    reason: 'MAJOR_INCIDENT',
    urgent: true,
  }),
  accepted(INSPECTOR, 'declineAbstraction', {
    memberId: OFFICER_ID,
    requestKey: 'cordon',
    reason: 'ANOTHER_WAY_FOUND',
  }),
  accepted(SERGEANT, 'returnMember', { memberId: the('Member', 'pc-new') }),
  accepted(INSPECTOR, 'releaseMember', { memberId: the('Member', 'pc-new') }),
  refused(
    ADMIN,
    'grantCompetence',
    { ...detective, level: 'BASIC_SURVEY', evidence: 'training/2026-01' },
    'R-TRN-1',
    'level',
  ),
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
  accepted(ADMIN, 'correctPublishedDetails', {
    memberId: the('Member', 'pc-new'),
    publicContact: 'pc.yarrowdale@police.example',
  }),
  accepted(INSPECTOR, 'withdrawPublishedDetails', { memberId: the('Member', 'pc-new') }),
  accepted(ADMIN, 'leaveService', { memberId: the('Member', 'pc-new'), reason: 'RESIGNED' }),
  accepted(ADMIN, 'standDownTeam', (made) => ({ teamId: made('second INPT'), reason: 'Merged again.' })),
];
