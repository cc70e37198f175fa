import { agency } from '@wardbook/policing';
import { ADMINISTRATOR, HOUSING_SYSTEM } from './people.ts';
import { byOf, hoursAfter, tellTo, type Told } from './told.ts';

const toAgency = tellTo(agency);

/** A system answers for the council, too. Told last, so that what was told before keeps its place. */
export const councilSystem = (start: string): readonly Told[] => [
  toAgency(hoursAfter(start, 10), byOf(ADMINISTRATOR.actor, 'ADMIN'), 'demonstration-council', {
    type: 'RegisterClient',
    client: HOUSING_SYSTEM,
    role: 'PARTNER',
    name: 'Housing system',
  }),
];
