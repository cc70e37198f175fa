import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import {
  establishmentPolicy,
  IN_2012,
  INPT,
  KILBURN,
  kilburn,
  OFFICER,
  police,
  posted,
} from '../kilburn.test.data.ts';
import { memberHistory } from '../member/member.state.ts';
import type { PolicyTerms } from '../policy/policy.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import { subjectRegistered } from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { teamFormed } from '../team/team.events.ts';
import { teamHistory } from '../team/team.state.ts';
import { wardHistory } from '../ward/ward.state.ts';
import {
  crimeMarkersChanged,
  crimeRecorded,
  investigationAllocated,
  type CrimeEvent,
  type CrimeMarker,
} from './crime.events.ts';
import { crime } from './crime.ts';
import { crimeHistory, type CrimeState } from './crime.state.ts';

export const CRIME = 'police.2013-114';
export const given = scenario(crime, CRIME);
export const CONTROL = police('control-1', 'CONTROL');
export const IVY = police('ivy', 'INSPECTOR');
export const CID = 'cid-west';

export const MONDAY = '2013-03-04T09:00:00.000Z';
export const TEN = '2013-03-04T10:00:00.000Z';
export const NOON = '2013-03-04T12:00:00.000Z';
export const TUESDAY = '2013-03-05T09:00:00.000Z';
export const FRIDAY = '2013-03-08T09:00:00.000Z';

/** What the CID investigates where no policy says otherwise. */
export const TO_CID = ['POSSESSION_OF_WEAPONS', 'ROBBERY', 'VIOLENT_CRIME'] as const;

export const record = {
  type: 'RecordCrime',
  occurredAt: MONDAY,
  by: CONTROL,
  category: 'BICYCLE_THEFT',
  markers: [],
  ward: KILBURN,
} as const;
export const theft = crimeRecorded({ category: 'BICYCLE_THEFT', markers: [], ward: KILBURN });
export const assault = crimeRecorded({ category: 'VIOLENT_CRIME', markers: ['SERIOUS'], ward: KILBURN });
export const marked = (...markers: CrimeMarker[]) => crimeMarkersChanged({ markers });

export const allocate = {
  type: 'AllocateInvestigation',
  occurredAt: NOON,
  by: OFFICER,
  to: 'INPT',
  team: INPT,
} as const;
export const toTheCid = { ...allocate, to: 'CID', team: CID } as const;
export const toInpt = investigationAllocated({ to: 'INPT', team: INPT, toCid: [...TO_CID] });
export const request = {
  type: 'RequestAllocation',
  occurredAt: TEN,
  by: OFFICER,
  request: 'stay',
  team: INPT,
  reason: 'LOCAL_KNOWLEDGE',
  despite: ['SERIOUS', 'CATEGORY'],
} as const;

export const officer = fact(memberHistory, OFFICER.id, posted('CONSTABLE'));
export const control = fact(memberHistory, CONTROL.id);
export const ivy = fact(memberHistory, IVY.id, posted('INSPECTOR'));
export const ward = fact(wardHistory, KILBURN, kilburn);
export const inpt = fact(teamHistory, INPT, at(IN_2012, teamFormed({ kind: 'INPT', name: 'West INPT' })));
export const cid = fact(teamHistory, CID, at(IN_2012, teamFormed({ kind: 'CID', name: 'West CID' })));
export const noPolicy = fact(rolesHistory, 'police');
export const juniper = fact(
  subjectHistory,
  'juniper',
  at(IN_2012, subjectRegistered({ name: 'Juniper Ash' })),
);

/** A policy that leaves bicycles to the CID, and has nothing to say of the rest. */
const { establishment: _figures, ...unlike } = establishmentPolicy;
export const allocationPolicy: PolicyTerms = {
  ...unlike,
  number: 'L 0301',
  kind: 'ALLOCATION',
  allocation: [{ category: 'BICYCLE_THEFT', to: 'CID' }],
};

export const stateOf = (...history: readonly (readonly Dated<CrimeEvent>[])[]): CrimeState =>
  fact(crimeHistory, CRIME, ...history).state;
