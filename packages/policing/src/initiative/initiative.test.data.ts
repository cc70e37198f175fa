import { at, fact, scenario, type Given, type Scenario } from '@wardbook/event-sourcing/testing';
import { agencyRegistered } from '../agency/agency.events.ts';
import { agencyHistory } from '../agency/agency.state.ts';
import type { By } from '../by.ts';
import { IN_2012, kilburn, KILBURN, police } from '../kilburn.test.data.ts';
import { subjectRegistered } from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { wardHistory } from '../ward/ward.state.ts';
import {
  consultationRecorded,
  initiativeProposed,
  installationRecorded,
  legalBasisRecorded,
  premisesAdmitted,
  type InitiativeEvent,
} from './initiative.events.ts';
import { initiative } from './initiative.ts';

export const CPO: By = police('cpo-1', 'SPECIALIST');
export const COUNCIL: By = { id: 'clerk-1', role: 'PARTNER', agency: 'council' };
export const WATCH: By = { id: 'watch-1', role: 'PARTNER', agency: 'watch' };
export const MARCH = '2013-03-04T09:00:00.000Z';
export const APRIL = '2013-04-08T09:00:00.000Z';
export const MAY = '2013-05-06T09:00:00.000Z';
export const JUNE = '2013-06-03T09:00:00.000Z';

const area = [{ ward: KILBURN, eligibleDwellings: 400 }];
/** Locks for people of 60 and more, half paid for. */
export const beesafe = {
  type: 'ProposeInitiative',
  occurredAt: MARCH,
  by: CPO,
  kind: 'LOCK_FITTING',
  name: 'Beesafe',
  organisers: ['council'],
  area,
  criteria: ['AGE_60_PLUS'],
  premisesKinds: ['HOME'],
  subsidyPercent: 50,
} as const;
const said = {
  ...{ lead: 'police', name: 'Beesafe', organisers: ['council'], area },
  subsidyPercent: 50,
};
export const proposed = at(
  MARCH,
  initiativeProposed({ ...said, kind: 'LOCK_FITTING', criteria: ['AGE_60_PLUS'], premisesKinds: ['HOME'] }),
);
export const gates = at(
  MARCH,
  initiativeProposed({ ...said, kind: 'ALLEY_GATING', criteria: [], premisesKinds: ['ALLEY'] }),
);
export const blocks = at(
  MARCH,
  initiativeProposed({ ...said, kind: 'BLOCK_IMPROVEMENT', criteria: [], premisesKinds: ['BLOCK_OF_FLATS'] }),
);

export const admit = {
  type: 'AdmitPremises',
  occurredAt: APRIL,
  by: CPO,
  premises: 'cedar-4',
  kind: 'HOME',
  dwellings: 1,
  ward: KILBURN,
  recipient: 'juniper',
  criteria: ['AGE_60_PLUS'],
  address: '4 Cedar Row',
} as const;
export const HOME = {
  premises: 'cedar-4',
  kind: 'HOME',
  dwellings: 1,
  ward: KILBURN,
  recipient: 'juniper',
} as const;
export const admitted = at(
  APRIL,
  premisesAdmitted({ ...HOME, criteria: ['AGE_60_PLUS'], address: '4 Cedar Row' }),
);
export const withAlley = at(
  APRIL,
  premisesAdmitted({ premises: 'alley-1', kind: 'ALLEY', dwellings: 24, ward: KILBURN, criteria: [] }),
);
export const install = {
  type: 'RecordInstallation',
  occurredAt: MAY,
  by: CPO,
  premises: 'cedar-4',
  devices: ['DOOR_LOCK', 'DOOR_CHAIN'],
  fittedBy: 'council',
} as const;
export const gate = { ...install, premises: 'alley-1', devices: ['ALLEY_GATE'] } as const;
export const fitted = at(
  MAY,
  installationRecorded({
    ...{ premises: 'cedar-4', devices: ['DOOR_CHAIN', 'DOOR_LOCK'], fittedBy: 'council' },
    ...{ ward: KILBURN, dwellings: 1 },
  }),
);
export const consulted = at(
  APRIL,
  consultationRecorded({
    consultation: 'letters',
    ...{ asked: 24, responded: 20, agreed: 18, closedOn: '2013-04-05' },
  }),
);
export const order = {
  legalBasis: 'order-7',
  kind: 'GATING_ORDER',
  reference: 'orders/7',
  from: '2013-04-01',
  until: '2013-05-31',
} as const;
export const lawful = at(APRIL, legalBasisRecorded(order));

const onRegister = (id: string) =>
  fact(agencyHistory, id, at(IN_2012, agencyRegistered({ kind: 'COUNCIL', name: 'Alderwick Council' })));

/** Kilburn, a council and a watch that are on the register, and somebody whose home it is. */
export const given = (...history: readonly Given<InitiativeEvent>[]): Scenario<typeof initiative> =>
  scenario(
    initiative,
    'beesafe',
  )(...history)
    .ownedBy('police')
    .knowing(
      fact(wardHistory, KILBURN, ...kilburn.map((event) => [event])),
      onRegister('council'),
      onRegister('watch'),
      fact(agencyHistory, 'police'),
      fact(subjectHistory, 'juniper', at(IN_2012, subjectRegistered({ name: 'Juniper Marsh' }))),
    );
