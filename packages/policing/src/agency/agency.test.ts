import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { ADMIN, JANUARY, sendersOf } from '../kilburn.test.data.ts';
import { agency } from './agency.ts';
import {
  agencyHistory,
  agreementInForce,
  capabilitiesOf,
  isCapableOf,
  isRegistered,
  kindOf,
  type AgencyState,
} from './agency.state.ts';
import {
  AGENCY_KINDS,
  type AgencyEvent,
  agencyRegistered,
  capabilityOffered,
  capabilityWithdrawn,
  sharingAgreed,
  sharingEnded,
} from './agency.events.ts';

const given = scenario(agency, 'council');
const IN_2012 = '2012-09-03T09:00:00.000Z';
const MARCH = '2013-03-04T09:00:00.000Z';
const JUNE = '2013-06-03T09:00:00.000Z';

const register = {
  type: 'RegisterAgency',
  occurredAt: MARCH,
  by: ADMIN,
  kind: 'COUNCIL',
  name: 'Alderwick Council',
} as const;
const lighting = { capability: 'STREET_LIGHTING', label: 'Street lighting' } as const;
const offer = { type: 'OfferCapability', occurredAt: MARCH, by: ADMIN, ...lighting } as const;
const withdraw = {
  type: 'WithdrawCapability',
  occurredAt: MARCH,
  by: ADMIN,
  capability: 'STREET_LIGHTING',
} as const;
const terms = {
  agreement: 'sharing-2013',
  fields: ['TOPIC', 'PREMISES_ADDRESS'],
  legalBasis: 'CDA1998_S115',
  from: '2013-03-04',
  until: '2014-03-03',
} as const;
const agree = { type: 'AgreeSharing', occurredAt: MARCH, by: ADMIN, ...terms } as const;
const end = { type: 'EndSharing', occurredAt: JUNE, by: ADMIN, agreement: 'sharing-2013' } as const;

const registered = at(IN_2012, agencyRegistered({ kind: 'COUNCIL', name: 'Alderwick Council' }));
const offered = capabilityOffered(lighting);
const withdrawn = capabilityWithdrawn({ capability: 'STREET_LIGHTING' });
const agreed = sharingAgreed({ ...terms, force: 'police', fields: [...terms.fields] });
const over = sharingEnded({ agreement: 'sharing-2013' });
const stateOf = (...history: readonly (readonly Dated<AgencyEvent>[])[]): AgencyState =>
  fact(agencyHistory, 'council', ...history).state;

const inForceAt = (state: AgencyState, when: string) =>
  agreementInForce(state, 'sharing-2013', { force: 'police', at: when });

test.each([register, offer, withdraw, agree, end])('R-AUTH-2: $type is for ADMIN alone', (command) => {
  expect(sendersOf(given(), command)).toEqual(['ADMIN']);
});

describe('registering', () => {
  test.each(AGENCY_KINDS)('R-LIFE-2: a partner of the kind %s is registered [T1-14]', (kind) =>
    given()
      .when({ ...register, kind })
      .emits(agencyRegistered({ kind, name: 'Alderwick Council' })),
  );
  test('R-LIFE-2: registered the same already, nothing happens', () =>
    given(registered).when(register).emitsNothing());
  test.each([{ kind: 'FIRE' }, { name: 'Brackenhurst Council' }] as const)(
    'R-LIFE-2: not a second time as something else: %j',
    (other) =>
      given(registered)
        .when({ ...register, ...other })
        .isRefusedBy('R-LIFE-2'),
  );
  test('R-LIFE-1: it is a partner from then on', () => {
    const state = stateOf(registered);
    expect([isRegistered(state, '2012-09-03T08:59:59.999Z'), isRegistered(state, IN_2012)]).toEqual([
      false,
      true,
    ]);
    expect([kindOf(state, '2012-09-03T08:59:59.999Z'), kindOf(state, IN_2012)]).toEqual([
      undefined,
      'COUNCIL',
    ]);
  });
});

describe('what it can do to help', () => {
  test('R-REF-8: an agency offers a capability [T2-11]', () => given(registered).when(offer).emits(offered));
  test('R-REF-8: for some people only', () =>
    given(registered)
      .when({ ...offer, eligibility: 'Residents of the borough' })
      .emits(capabilityOffered({ ...lighting, eligibility: 'Residents of the borough' })));
  test('R-REF-8: a council may have somebody to co-ordinate work on anti-social behaviour [T2-06]', () =>
    given(registered)
      .when({ ...offer, capability: 'ASB_COORDINATION', label: 'Leads work on anti-social behaviour' })
      .emits(
        capabilityOffered({ capability: 'ASB_COORDINATION', label: 'Leads work on anti-social behaviour' }),
      ));
  test('R-LIFE-2, R-REF-8: said again of the same instant, nothing happens', () => {
    given(registered, at(MARCH, offered)).when(offer).emitsNothing();
    given(registered, at(JANUARY, offered), at(MARCH, withdrawn)).when(withdraw).emitsNothing();
  });
  test('R-LIFE-2, R-REF-8: offered again on a later day, it is on record, whatever turns up for the days between', () =>
    given(registered, at(JANUARY, offered)).when(offer).emits(offered));
  test('R-REF-8: an offer is put in other words', () =>
    given(registered, at(JANUARY, offered))
      .when({ ...offer, label: 'Lamps and lanterns' })
      .emits(capabilityOffered({ ...lighting, label: 'Lamps and lanterns' })));
  test('R-REF-8: what was withdrawn is offered again', () =>
    given(registered, at<AgencyEvent>(JANUARY, offered, withdrawn))
      .when(offer)
      .emits(offered));
  test('R-LIFE-1: nobody unknown offers anything', () => given().when(offer).isRefusedBy('R-LIFE-1'));

  test('R-REF-8: an agency withdraws a capability', () =>
    given(registered, at(JANUARY, offered)).when(withdraw).emits(withdrawn));
  test('R-LIFE-1: what is not offered, or no longer, is not withdrawn', () => {
    given(registered).when(withdraw).isRefusedBy('R-LIFE-1', 'capability');
    given(registered, at<AgencyEvent>(JANUARY, offered, withdrawn))
      .when(withdraw)
      .isRefusedBy('R-LIFE-1', 'capability');
  });
  test('R-LIFE-1: nobody unknown withdraws anything', () => given().when(withdraw).isRefusedBy('R-LIFE-1'));

  test('R-REF-8: the directory says what a partner can do, on any day [T2-05] [T2-11]', () => {
    const support = capabilityOffered({ capability: 'VICTIM_SUPPORT', label: 'A listening ear' });
    const state = stateOf(registered, at<AgencyEvent>(JANUARY, support, offered), at(MARCH, withdrawn));
    const codes = (when: string) => capabilitiesOf(state, when).map(({ capability }) => capability);
    expect([codes(IN_2012), codes(JANUARY), codes(MARCH)]).toEqual([
      [],
      ['STREET_LIGHTING', 'VICTIM_SUPPORT'],
      ['VICTIM_SUPPORT'],
    ]);
    expect(isCapableOf(state, 'STREET_LIGHTING', JANUARY)).toBe(true);
    expect(isCapableOf(state, 'STREET_LIGHTING', MARCH)).toBe(false);
  });
  test('R-REF-8: a neighbourhood watch offers nothing until it says so [T0-05]', () => {
    const watch = agencyRegistered({ kind: 'NEIGHBOURHOOD_WATCH', name: 'Fennel Street Watch' });
    expect(capabilitiesOf(stateOf(at(IN_2012, watch)), MARCH)).toEqual([]);
  });
});

describe('what may be shared with it', () => {
  test('R-REF-1: partners agree what is shared, on what basis, and for how long [T1-16]', () =>
    given(registered).when(agree).emits(agreed));
  test('R-REF-1: agreed the same already, nothing happens', () =>
    given(registered, at(MARCH, agreed))
      .when({ ...agree, fields: ['PREMISES_ADDRESS', 'TOPIC'] })
      .emitsNothing());
  test.each([
    { fields: ['TOPIC'] },
    { legalBasis: 'CONSENT' },
    { from: '2013-03-05' },
    { until: '2015-03-03' },
  ] as const)('R-LIFE-2: other terms are another agreement: %j', (other) =>
    given(registered, at(MARCH, agreed))
      .when({ ...agree, ...other })
      .isRefusedBy('R-LIFE-2'),
  );
  test('R-LIFE-2: an agreement that ended is not agreed again', () =>
    given(registered, at<AgencyEvent>(JANUARY, agreed, over))
      .when(agree)
      .isRefusedBy('R-LIFE-2'));
  test('R-REF-1: an agreement about nothing is none', () =>
    given(registered)
      .when({ ...agree, fields: [] })
      .isRefusedBy('R-REF-1'));
  test('R-REF-1: it does not end before it begins', () =>
    given(registered)
      .when({ ...agree, until: '2013-03-03' })
      .isRefusedBy('R-REF-1'));
  test('R-REF-1: it may last one day', () =>
    given(registered)
      .when({ ...agree, until: '2013-03-04' })
      .emits(sharingAgreed({ ...terms, force: 'police', fields: [...terms.fields], until: '2013-03-04' })));
  test('R-REF-1: section 17A is no basis to share what is about a person', () =>
    given(registered)
      .when({ ...agree, legalBasis: 'CDA1998_S17A' })
      .isRefusedBy('R-REF-1'));
  test('R-REF-1: but to share what is about a ward', () =>
    given(registered)
      .when({ ...agree, legalBasis: 'CDA1998_S17A', fields: ['WARD', 'TOPIC'] })
      .emits(
        sharingAgreed({ ...terms, force: 'police', legalBasis: 'CDA1998_S17A', fields: ['WARD', 'TOPIC'] }),
      ));
  test('R-LIFE-1: nobody unknown agrees to anything', () => given().when(agree).isRefusedBy('R-LIFE-1'));

  test('R-REF-1: an agreement ends', () => given(registered, at(MARCH, agreed)).when(end).emits(over));
  test('R-REF-1: ended already, nothing happens', () =>
    given(registered, at<AgencyEvent>(MARCH, agreed, over))
      .when(end)
      .emitsNothing());
  test('R-LIFE-1: what was never agreed does not end', () =>
    given(registered).when(end).isRefusedBy('R-LIFE-1'));

  test('R-REF-1: it is in force from when it was agreed to the end of its last day in London [T1-16]', () => {
    const state = stateOf(registered, at(MARCH, agreed));
    const shared = { fields: terms.fields, legalBasis: 'CDA1998_S115' };
    const inForce = (when: string) => inForceAt(state, when);
    expect(inForce('2013-03-04T08:59:59.999Z')).toBeUndefined();
    expect(inForce(MARCH)).toEqual(shared);
    expect(inForce('2014-03-03T23:59:59.999Z')).toEqual(shared);
    expect(inForce('2014-03-04T00:00:00.000Z')).toBeUndefined();
    expect(agreementInForce(state, 'sharing-2014', { force: 'police', at: MARCH })).toBeUndefined();
  });
  test('R-REF-1: one agreed ahead of its first day waits for it', () => {
    const state = stateOf(registered, at(JANUARY, agreed));
    expect(inForceAt(state, '2013-03-03T23:59:59.999Z')).toBeUndefined();
    expect(inForceAt(state, '2013-03-04T00:00:00.000Z')).toBeDefined();
  });
  test('R-REF-1: one that ended early is in force until then', () => {
    const state = stateOf(registered, at(MARCH, agreed), at(JUNE, over));
    expect(inForceAt(state, '2013-06-03T08:59:59.999Z')).toBeDefined();
    expect(inForceAt(state, JUNE)).toBeUndefined();
  });
});
