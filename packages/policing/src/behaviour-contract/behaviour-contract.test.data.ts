import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { agencyEnded, agencyRegistered, sharingAgreed, type AgencyEvent } from '../agency/agency.events.ts';
import { agencyHistory } from '../agency/agency.state.ts';
import type { By } from '../by.ts';
import { IN_2012, OFFICER, posted } from '../kilburn.test.data.ts';
import { memberHistory } from '../member/member.state.ts';
import { subjectRegistered } from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import {
  agencyInvitedToSign,
  contractProposed,
  contractSigned,
  guardianInformed,
  orderOutcomeRecorded,
  orderSought,
  supportOffered,
  type BehaviourCriterion,
  type ContractEvent,
} from './behaviour-contract.events.ts';
import { contractHistory, type ContractState } from './behaviour-contract.state.ts';
import { behaviourContract } from './behaviour-contract.ts';

const CONTRACT = 'contract-1';
export const COUNCIL: By = { id: 'clerk-1', role: 'PARTNER', agency: 'council' };

/** Noon of a day. */
export const on = (day: string): string => `${day}T12:00:00.000Z`;
export const PROPOSED_ON = on('2013-02-04');
export const SIGNED_ON = on('2013-02-06');
export const JOINED_ON = on('2013-02-11');

const onRegister = (id: string, ...more: readonly AgencyEvent[]) =>
  fact(
    agencyHistory,
    id,
    at<AgencyEvent>(IN_2012, agencyRegistered({ kind: 'COUNCIL', name: 'Alderwick Council' }), ...more),
  );

/** An officer, a person and a council that are on record, and nobody else. */
export const given = (...history: readonly (readonly Dated<ContractEvent>[])[]) =>
  scenario(
    behaviourContract,
    CONTRACT,
  )(...history)
    .ownedBy('police')
    .knowing(
      fact(memberHistory, OFFICER.id, posted('CONSTABLE')),
      fact(subjectHistory, 'rowan', at(IN_2012, subjectRegistered({ name: 'Rowan Teasel' }))),
      onRegister(
        'council',
        sharingAgreed({
          agreement: 'isa-1',
          force: 'police',
          fields: ['TOPIC', 'CIRCUMSTANCES'],
          legalBasis: 'CDA1998_S115',
          from: '2012-09-03',
          until: '2013-09-02',
        }),
      ),
      onRegister('housing'),
      // It is no more.
      fact(
        agencyHistory,
        'watch',
        at<AgencyEvent>(IN_2012, agencyRegistered({ kind: 'COMMUNITY', name: 'Alder Row Watch' })),
        at<AgencyEvent>(SIGNED_ON, agencyEnded({})),
      ),
    )
    .knowingNothingElse();

export const propose = {
  type: 'ProposeContract',
  occurredAt: PROPOSED_ON,
  by: OFFICER,
  person: 'rowan',
  category: 'GRAFFITI',
  criteria: [],
  prohibitions: ['Not to paint on walls in Alder Row.'],
  requirements: [],
  agencies: ['council'],
} as const;

export const proposed = (
  {
    criteria = [],
    agencies = ['council'],
    until,
  }: { criteria?: readonly BehaviourCriterion[]; agencies?: readonly string[]; until?: string } = {},
  when = PROPOSED_ON,
) =>
  at<ContractEvent>(
    when,
    contractProposed({
      ...{
        owner: 'police',
        person: 'rowan',
        category: 'GRAFFITI',
        criteria: [...criteria],
        months: 6,
      },
      ...{ prohibitions: ['Not to paint on walls in Alder Row.'], requirements: [] },
      ...(until !== undefined && { until }),
    }),
    ...agencies.map((agency) => agencyInvitedToSign({ agency })),
  );

export const personSigns = {
  type: 'SignContract',
  occurredAt: SIGNED_ON,
  by: OFFICER,
  as: 'PERSON',
  evidence: 'files/2013-7',
} as const;
export const agencySigns = {
  type: 'SignContract',
  occurredAt: JOINED_ON,
  by: COUNCIL,
  as: 'AGENCY',
} as const;

export const byPerson = (when = SIGNED_ON) =>
  at<ContractEvent>(when, contractSigned({ as: 'PERSON', evidence: 'files/2013-7' }));
export const byAgency = (when = JOINED_ON, agency = 'council') =>
  at<ContractEvent>(when, contractSigned({ as: 'AGENCY', agency }));

/** From 11 February until 11 August. */
export const inForce = [...proposed(), ...byPerson(), ...byAgency()];

export const informed = (when: string) => at<ContractEvent>(when, guardianInformed({ how: 'IN_PERSON' }));
export const supported = (when: string) => at<ContractEvent>(when, supportOffered({ support: 'MENTORING' }));

export const seek = {
  type: 'SeekOrder',
  occurredAt: on('2013-03-04'),
  by: OFFICER,
  order: 'asbo-1',
  kind: 'ASBO',
  person: 'rowan',
  criteria: [],
} as const;
export const sought = (when = seek.occurredAt) =>
  at<ContractEvent>(
    when,
    orderSought({
      owner: 'police',
      order: 'asbo-1',
      kind: 'ASBO',
      person: 'rowan',
      criteria: [],
      whyNoContract: 'URGENT',
    }),
  );
export const granted = (when: string, until?: string) =>
  at<ContractEvent>(
    when,
    orderOutcomeRecorded({ order: 'asbo-1', outcome: 'GRANTED', ...(until !== undefined && { until }) }),
  );

export const stateOf = (...history: readonly (readonly Dated<ContractEvent>[])[]): ContractState =>
  fact(contractHistory, CONTRACT, ...history).state;
