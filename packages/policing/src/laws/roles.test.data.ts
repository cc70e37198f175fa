import { ADMIN, INSPECTOR, INPT, SNT, SPECIALIST } from '../kilburn.test.data.ts';
import type { roles } from '../role/role.ts';
import type { LawsOf } from './kind.test.data.ts';

const ROLES = ['CPO', 'SALO', 'CPA'] as const;
const AREAS = ['west', 'HQ'] as const;
const HOLDERS = [SPECIALIST.id, 'cpo-1', 'cpo-2'] as const;
const SCHEMES = ['SECURED_BY_DESIGN', 'PARK_MARK'] as const;

export const rolesLaws: LawsOf<typeof roles> = {
  ids: ['police', 'other-police'],
  says: {
    DefineRole: {
      by: [ADMIN],
      code: ['CPA', 'WDO'],
      label: ['Crime Prevention Adviser', 'Ward Desk Officer'],
      aliases: [[]],
      location: ['LPA', 'HQ'],
      topics: [['PROPERTY'], ['LIGHTING', 'VEHICLE']],
      validFrom: [undefined, '2012-01-01'],
    },
    FillPost: { by: [ADMIN, INSPECTOR], role: ROLES, area: AREAS, member: HOLDERS },
    VacatePost: {
      by: [ADMIN, INSPECTOR],
      role: ROLES,
      area: AREAS,
      member: HOLDERS,
      reason: ['RETIRED', 'TRANSFERRED'],
      disestablished: [undefined, false, true],
      successor: [undefined, 'SNT', 'CPA'],
    },
    AppointSchemeRepresentative: { by: [ADMIN], scheme: SCHEMES, member: HOLDERS },
    StandDownSchemeRepresentative: { by: [ADMIN], scheme: SCHEMES },
    TransferDuties: { by: [ADMIN, INSPECTOR], role: ROLES, team: [SNT, INPT] },
    HandBackDuties: { by: [ADMIN], role: ROLES, team: [SNT, INPT] },
    AdoptPolicy: { by: [ADMIN], kind: ['ADVICE'], number: ['A 0609', 'A 0700'] },
  },
  names: {
    FillPost: { member: 'member' },
    VacatePost: { member: 'member' },
    AppointSchemeRepresentative: { member: 'member' },
    TransferDuties: { team: 'team' },
    HandBackDuties: { team: 'team' },
  },
  lasts: {
    DefineRole: { endedBy: ['VacatePost'] },
    FillPost: { endedBy: ['VacatePost'] },
    VacatePost: 'ENDS',
    AppointSchemeRepresentative: { endedBy: ['StandDownSchemeRepresentative'] },
    StandDownSchemeRepresentative: 'ENDS',
    TransferDuties: { endedBy: ['HandBackDuties'] },
    HandBackDuties: 'ENDS',
    AdoptPolicy: 'CHANGES',
  },
};
