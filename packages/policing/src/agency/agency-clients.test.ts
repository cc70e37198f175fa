import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { byClient } from '../by.ts';
import { ADMIN, IN_2012, JANUARY, sendersOf } from '../kilburn.test.data.ts';
import { AUTHORITY_MATTERS } from '../requests.ts';
import { agency } from './agency.ts';
import {
  agencyEnded,
  type AgencyEvent,
  agencyRegistered,
  CLIENT_ROLES,
  clientEnded,
  clientRegistered,
} from './agency.events.ts';
import { agencyHistory, clientAt } from './agency.state.ts';

const given = scenario(agency, 'council');
const MARCH = '2013-03-04T09:00:00.000Z';
const MAY = '2013-05-06T09:00:00.000Z';
const JUNE = '2013-06-03T09:00:00.000Z';
const OWN_ADMIN = { ...ADMIN, agency: 'council' } as const;
const OTHERS_ADMIN = { ...ADMIN, agency: 'other-police' } as const;

const system = { client: 'housing-system', role: 'PARTNER', name: 'The housing system' } as const;
const register = { type: 'RegisterClient', occurredAt: MARCH, by: ADMIN, ...system } as const;
const end = {
  type: 'EndClient',
  occurredAt: JUNE,
  by: ADMIN,
  client: 'housing-system',
  reason: 'REPLACED',
} as const;
const registered = at(IN_2012, agencyRegistered({ kind: 'COUNCIL', name: 'Alderwick Council' }));
const begun = at<AgencyEvent>(MARCH, clientRegistered(system));
const over = at<AgencyEvent>(JUNE, clientEnded({ client: 'housing-system', reason: 'REPLACED' }));
const speaks = (when: string, ...history: readonly (readonly Dated<AgencyEvent>[])[]) =>
  clientAt(fact(agencyHistory, 'council', registered, ...history).state, 'housing-system', when);

test.each([register, end])('R-AUTH-2: $type is for ADMIN alone', (command) => {
  expect(sendersOf(given(), command)).toEqual(['ADMIN']);
});

test('R-AUTH-1: a system is registered for no role in which somebody authorises', () => {
  const authorising = Object.values(AUTHORITY_MATTERS).flatMap(({ answeredBy }) => answeredBy);
  expect(authorising.filter((role) => CLIENT_ROLES.some((one) => one === role))).toEqual([]);
});

describe('a system of an agency', () => {
  test('is put on its register', () => given(registered).when(register).emits(clientRegistered(system)));
  test('R-AUTH-3: by the agency itself, too, and by no other force', () => {
    const byPolice = given(registered).ownedBy('police');
    byPolice.when({ ...register, by: OWN_ADMIN }).emits(clientRegistered(system));
    byPolice.when({ ...register, by: OTHERS_ADMIN }).isRefusedBy('R-LIFE-1', 'id');
    given(registered, begun)
      .ownedBy('police')
      .when({ ...end, by: OTHERS_ADMIN })
      .isRefusedBy('R-LIFE-1', 'id');
    given(registered, begun)
      .ownedBy('police')
      .when({ ...end, by: OWN_ADMIN })
      .emits(clientEnded({ client: 'housing-system', reason: 'REPLACED' }));
  });
  test('R-LIFE-2: said again of the same instant, nothing happens', () => {
    given(registered, begun).when(register).emitsNothing();
    given(registered, begun, over).when(end).emitsNothing();
  });
  test.each([{ name: 'The lettings system' }, { role: 'AUDITOR' }] as const)(
    'is called otherwise, or has another role, from then on: %j',
    (other) =>
      given(registered, begun)
        .when({ ...register, ...other })
        .emits(clientRegistered({ ...system, ...other })),
  );
  test('R-LIFE-1: not of an agency that is not there, or had ended', () => {
    given().when(register).isRefusedBy('R-LIFE-1', 'id');
    given(registered, at(JANUARY, agencyEnded({})))
      .when(register)
      .isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-TIME-2: an agency does not end before one of its systems was registered', () =>
    given(registered, begun)
      .when({ type: 'EndAgency', occurredAt: JANUARY, by: ADMIN })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-LIFE-1: it ends where it spoke, and never twice', () => {
    given(registered, begun)
      .when(end)
      .emits(clientEnded({ client: 'housing-system', reason: 'REPLACED' }));
    given(registered).when(end).isRefusedBy('R-LIFE-1', 'client');
    given(registered, begun)
      .when({ ...end, occurredAt: JANUARY })
      .isRefusedBy('R-LIFE-1', 'client');
    given(registered, begun, over)
      .when({ ...end, reason: 'COMPROMISED' })
      .isRefusedBy('R-LIFE-1', 'client');
    given().when(end).isRefusedBy('R-LIFE-1', 'id');
  });
  test('ends also after its agency did, as of an earlier day', () =>
    given(registered, begun, at(JUNE, agencyEnded({})))
      .when({ ...end, occurredAt: MAY, reason: 'COMPROMISED' })
      .emits(clientEnded({ client: 'housing-system', reason: 'COMPROMISED' })));
});

describe('who speaks for an agency', () => {
  test('is a system from its registration until its end', () => {
    expect([JANUARY, MARCH, MAY, JUNE].map((when) => speaks(when, begun, over)?.role)).toEqual([
      undefined,
      'PARTNER',
      'PARTNER',
      undefined,
    ]);
  });
  test('is the same in whatever order that is recorded, and a system may come back', () => {
    const again = at<AgencyEvent>(JUNE, clientRegistered({ ...system, name: 'The new housing system' }));
    const early = at<AgencyEvent>(MAY, clientEnded({ client: 'housing-system', reason: 'OTHER' }));
    for (const history of [
      [begun, early, again],
      [again, early, begun],
      [early, again, begun],
    ])
      expect([MARCH, MAY, JUNE].map((when) => speaks(when, ...history)?.name)).toEqual([
        'The housing system',
        undefined,
        'The new housing system',
      ]);
  });
  test('is nobody of an agency that has ended, nor a system of another name', () => {
    expect(speaks(JUNE, begun, at(MAY, agencyEnded({})))).toBeUndefined();
    const { state } = fact(agencyHistory, 'council', registered, begun);
    expect(clientAt(state, 'constructor', JUNE)).toBeUndefined();
  });
  test('is no person: the id that events have of it is one that no token of a person carries', () =>
    expect(byClient({ client: 'housing-system', role: 'PARTNER', agency: 'council' })).toEqual({
      ...{ id: 'client.housing-system', role: 'PARTNER', agency: 'council' },
    }));
});
