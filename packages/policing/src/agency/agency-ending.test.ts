import { describe, expect, test } from '@jest/globals';
import { at, fact, ownedBy, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { ADMIN, IN_2012, JANUARY, sendersOf } from '../kilburn.test.data.ts';
import { agency } from './agency.ts';
import { agencyHistory, capabilitiesOf, isRegistered, kindOf, mayAudit, nameOf } from './agency.state.ts';
import {
  agencyEnded,
  type AgencyEvent,
  type AgencyKind,
  agencyRegistered,
  agencyRenamed,
  auditEnded,
  auditRegistered,
  capabilityOffered,
  sharingAgreed,
  sharingEnded,
} from './agency.events.ts';

const given = scenario(agency, 'council');
const MARCH = '2013-03-04T09:00:00.000Z';
const MARCH_10 = '2013-03-10T09:00:00.000Z';
const JUNE = '2013-06-03T09:00:00.000Z';
const OTHERS_ADMIN = { ...ADMIN, agency: 'other-police' } as const;

const registered = at(IN_2012, agencyRegistered({ kind: 'COUNCIL', name: 'Alderwick Council' }));
const newCouncil = at(
  JANUARY,
  agencyRegistered({ kind: 'COUNCIL', name: 'Alderwick and Brackenhurst Council' }),
);
const successor = fact(agency, 'new-council', newCouncil);
const rename = { type: 'RenameAgency', occurredAt: MARCH, by: ADMIN, name: 'Brackenhurst Council' } as const;
const end = { type: 'EndAgency', occurredAt: MARCH, by: ADMIN } as const;
const passOn = { ...end, successor: 'new-council' } as const;
const audit = { type: 'RegisterAudit', occurredAt: MARCH, by: ADMIN, from: '2013-03-10' } as const;
const stopAudit = { type: 'EndAudit', occurredAt: JUNE, by: ADMIN } as const;
const agree = {
  type: 'AgreeSharing',
  occurredAt: MARCH,
  by: ADMIN,
  agreement: 'sharing-2013',
  fields: ['TOPIC'],
  legalBasis: 'CDA1998_S115',
  from: '2013-03-04',
  until: '2014-03-03',
} as const;
const endSharing = { type: 'EndSharing', occurredAt: JUNE, by: ADMIN, agreement: 'sharing-2013' } as const;
const terms = {
  agreement: 'sharing-2013',
  fields: ['TOPIC' as const],
  legalBasis: 'CDA1998_S115',
  from: '2013-03-04',
  until: '2014-03-03',
} as const;
const agreedBy = (force?: string) =>
  sharingAgreed({ ...terms, fields: ['TOPIC'], ...(force !== undefined && { force }) });
const offered = capabilityOffered({ capability: 'LIGHTING', label: 'Lamps' });
const stateOf = (...history: readonly (readonly Dated<AgencyEvent>[])[]) =>
  fact(agencyHistory, 'council', ...history).state;

test.each([rename, end, audit, stopAudit])('R-AUTH-2: $type is for ADMIN alone', (command) => {
  expect(sendersOf(given(), command)).toEqual(['ADMIN']);
});

describe('an agency is renamed', () => {
  test('R-LIFE-1: from that day on', () => {
    given(registered)
      .when(rename)
      .emits(agencyRenamed({ name: 'Brackenhurst Council' }));
    const state = stateOf(registered, at(MARCH, agencyRenamed({ name: 'Brackenhurst Council' })));
    expect([nameOf(state, JANUARY), nameOf(state, MARCH)]).toEqual([
      'Alderwick Council',
      'Brackenhurst Council',
    ]);
  });
  const renamed = agencyRenamed({ name: 'Brackenhurst Council' });
  test('R-LIFE-2: said again of the same instant, nothing happens', () =>
    given(registered, at(MARCH, renamed)).when(rename).emitsNothing());
  test('R-LIFE-2: said again of a later day, it is on record, whatever turns up for the days between', () =>
    given(registered, at(MARCH, renamed))
      .when({ ...rename, occurredAt: JUNE })
      .emits(renamed));
  test('R-LIFE-1: one that never was is not', () => given().when(rename).isRefusedBy('R-LIFE-1', 'id'));
  test('R-LIFE-2: it is still the agency that was registered then', () =>
    given(registered, at(JANUARY, agencyRenamed({ name: 'Brackenhurst Council' })))
      .when({
        type: 'RegisterAgency',
        occurredAt: MARCH,
        by: ADMIN,
        kind: 'COUNCIL',
        name: 'Alderwick Council',
      })
      .emitsNothing());
  test('R-LIFE-2: it is not registered once more as of an earlier day', () =>
    given(at(MARCH, agencyRegistered({ kind: 'COUNCIL', name: 'Alderwick Council' })))
      .when({
        type: 'RegisterAgency',
        occurredAt: JANUARY,
        by: ADMIN,
        kind: 'COUNCIL',
        name: 'Alderwick Council',
      })
      .isRefusedBy('R-LIFE-2', 'id'));
});

describe('an agency ends', () => {
  test('R-LIFE-1: from then on it offers nothing, agrees to nothing, and is nobody’s partner', () => {
    given(registered).when(end).emits(agencyEnded({}));
    const state = stateOf(registered, at<AgencyEvent>(JANUARY, offered), at(MARCH, agencyEnded({})));
    expect([isRegistered(state, JANUARY), isRegistered(state, MARCH)]).toEqual([true, false]);
    expect([kindOf(state, JANUARY), kindOf(state, MARCH)]).toEqual(['COUNCIL', undefined]);
    expect([capabilitiesOf(state, JANUARY).length, capabilitiesOf(state, MARCH).length]).toEqual([1, 0]);
  });
  test('R-REF-9: and somebody carries on what it did', () =>
    given(registered)
      .knowing(successor)
      .when(passOn)
      .emits(agencyEnded({ successor: 'new-council' })));
  test('R-REF-9: somebody who is there', () =>
    given(registered).knowing(fact(agency, 'new-council')).when(passOn).isRefusedBy('R-REF-9', 'successor'));
  const endedFor = (successorId: string) => at<AgencyEvent>(JUNE, agencyEnded({ successor: successorId }));
  test('R-REF-9: not whoever left it to this agency, though that is recorded first', () =>
    given(registered)
      .knowing(fact(agency, 'new-council', newCouncil, endedFor('council')))
      .when(passOn)
      .isRefusedBy('R-REF-9', 'successor'));
  test('R-REF-9: nor at any remove', () => {
    const knowing = (last: string) =>
      given(registered)
        .knowing(
          fact(agency, 'new-council', newCouncil, endedFor('district')),
          fact(agency, 'district', registered, endedFor(last)),
          fact(agency, 'county'),
        )
        .when(passOn);
    knowing('council').isRefusedBy('R-REF-9', 'successor');
    knowing('county').emits(agencyEnded({ successor: 'new-council' }));
    // A ring of others, from before rings were refused.
    knowing('new-council').emits(agencyEnded({ successor: 'new-council' }));
  });
  test('R-REF-9: somebody else', () =>
    given(registered)
      .knowingNothingElse()
      .when({ ...end, successor: 'council' })
      .isRefusedBy('R-REF-9', 'successor'));
  const ended = at<AgencyEvent>(MARCH, agencyEnded({}));
  test('R-LIFE-1: once', () =>
    given(registered, ended)
      .when({ ...end, occurredAt: JUNE })
      .emitsNothing());
  test('R-LIFE-2: not once more with another successor, nor as of another day', () => {
    given(registered, ended)
      .knowing(successor)
      .when({ ...passOn, occurredAt: JUNE })
      .isRefusedBy('R-LIFE-2', 'id');
    given(registered, ended)
      .when({ ...end, occurredAt: JANUARY })
      .isRefusedBy('R-LIFE-2', 'id');
  });
  test('R-LIFE-1: one that never was does not', () => given().when(end).isRefusedBy('R-LIFE-1', 'id'));
  test.each([
    { ...rename, occurredAt: JUNE },
    { ...agree, occurredAt: JUNE },
    { ...audit, occurredAt: JUNE },
    { type: 'OfferCapability', occurredAt: JUNE, by: ADMIN, capability: 'LIGHTING', label: 'Lamps' },
  ] as const)('R-LIFE-1: no $type after that', (command) =>
    given(registered, ended).when(command).isRefusedBy('R-LIFE-1', 'id'),
  );
  test.each([
    offered,
    agreedBy('police'),
    agencyRenamed({ name: 'Brackenhurst Council' }),
    auditRegistered({ force: 'police', from: '2013-03-10' }),
  ])('R-TIME-2: not before what is on record for later: $type', (later) =>
    given(registered, at<AgencyEvent>(MARCH_10, later)).when(end).isRefusedBy('R-TIME-2', 'occurredAt'),
  );
});

describe('D-19: an agreement is one force’s', () => {
  test('D-19: whose administrator agreed it', () => given(registered).when(agree).emits(agreedBy('police')));
  test('D-19: another force agrees with the same agency for itself', () =>
    given(registered)
      .ownedBy('police')
      .when({ ...agree, by: OTHERS_ADMIN })
      .emits(agreedBy('other-police')));
  test('R-LIFE-1, D-19: and does not end what is not its own', () =>
    given(registered, at(MARCH, agreedBy('police')))
      .ownedBy('police')
      .when({ ...endSharing, by: OTHERS_ADMIN })
      .isRefusedBy('R-LIFE-1', 'agreement'));
  test('R-LIFE-1, D-19: nor does the force on whose register it is', () =>
    given(registered, at(MARCH, agreedBy('other-police')))
      .when(endSharing)
      .isRefusedBy('R-LIFE-1', 'agreement'));
  test('D-19: an older one that does not say whose it is ends as before', () =>
    given(registered, at(MARCH, agreedBy()))
      .when(endSharing)
      .emits(sharingEnded({ agreement: 'sharing-2013' })));
  test('R-REF-1: it ends as of the earlier day, in whatever order that is recorded', () => {
    const over = sharingEnded({ agreement: 'sharing-2013' });
    given(registered, at(MARCH, agreedBy('police')), at(JUNE, over))
      .when({ ...endSharing, occurredAt: MARCH_10 })
      .emits(over);
    const one = stateOf(registered, at(MARCH, agreedBy('police')), at(JUNE, over), at(MARCH_10, over));
    const other = stateOf(registered, at(MARCH, agreedBy('police')), at(MARCH_10, over), at(JUNE, over));
    expect(one).toEqual(other);
  });
  test('R-LIFE-1: nor before it was agreed', () =>
    given(registered, at(MARCH, agreedBy('police')))
      .when({ ...endSharing, occurredAt: JANUARY })
      .isRefusedBy('R-LIFE-1', 'agreement'));
});

describe('G-09: who audits whom', () => {
  test('G-09: an administrator says who audits their own force', () =>
    given(registered)
      .when(audit)
      .emits(auditRegistered({ force: 'police', from: '2013-03-10' })));
  test('G-09: also where another force has the agency on its register', () =>
    given(registered)
      .ownedBy('police')
      .when({ ...audit, by: OTHERS_ADMIN, until: '2013-12-31' })
      .emits(auditRegistered({ force: 'other-police', from: '2013-03-10', until: '2013-12-31' })));
  const begun = at<AgencyEvent>(JANUARY, auditRegistered({ force: 'police', from: '2013-03-10' }));
  const stopped = at<AgencyEvent>(JUNE, auditEnded({ force: 'police' }));
  test('R-LIFE-2, G-09: said again of the same instant, nothing happens', () => {
    given(registered, begun)
      .when({ ...audit, occurredAt: JANUARY })
      .emitsNothing();
    given(registered, begun, stopped).when(stopAudit).emitsNothing();
  });
  test('R-LIFE-2, G-09: said again of a later day, it is on record', () =>
    given(registered, begun)
      .when(audit)
      .emits(auditRegistered({ force: 'police', from: '2013-03-10' })));
  test('G-09: an audit ends', () =>
    given(registered, begun)
      .when(stopAudit)
      .emits(auditEnded({ force: 'police' })));
  test('R-LIFE-1, G-09: one that is not on record, or has ended, does not', () => {
    given(registered).when(stopAudit).isRefusedBy('R-LIFE-1', 'id');
    given(registered, begun, at<AgencyEvent>(MARCH, auditEnded({ force: 'police' })))
      .when(stopAudit)
      .isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-AUD-1, G-09: it does not end before it begins', () =>
    given(registered)
      .when({ ...audit, until: '2013-03-09' })
      .isRefusedBy('R-AUD-1', 'until'));
  test.each([audit, stopAudit])('G-09: R-LIFE-1: no $type of nobody', (command) =>
    given().when(command).isRefusedBy('R-LIFE-1', 'id'),
  );
  test('G-09: an auditor sees the force that the agency audits, from its first day to its last', () => {
    const state = stateOf(
      registered,
      at<AgencyEvent>(JANUARY, auditRegistered({ force: 'police', from: '2013-03-10', until: '2013-06-03' })),
    );
    const days = [
      '2013-03-09T12:00:00.000Z',
      MARCH_10,
      '2013-06-03T22:59:59.999Z',
      '2013-06-03T23:00:00.000Z',
    ];
    expect(days.map((day) => mayAudit(state, 'police', day))).toEqual([false, true, true, false]);
    expect(mayAudit(state, 'other-police', MARCH_10)).toBe(false);
  });
  test('G-09: until it is ended, where no last day was said', () => {
    const state = stateOf(
      registered,
      at<AgencyEvent>(JANUARY, auditRegistered({ force: 'police', from: '2013-01-01' })),
      at<AgencyEvent>(JUNE, auditEnded({ force: 'police' })),
    );
    expect([mayAudit(state, 'police', MARCH), mayAudit(state, 'police', JUNE)]).toEqual([true, false]);
  });
  test('G-09: not once the agency has ended', () => {
    const said = at<AgencyEvent>(JANUARY, auditRegistered({ force: 'police', from: '2013-01-01' }));
    expect(mayAudit(stateOf(registered, said, at(MARCH, agencyEnded({}))), 'police', JUNE)).toBe(false);
  });
  test.each([
    ['INSPECTORATE', true],
    ['POLICE_AUTHORITY', false],
  ] as const)('G-09: of the kind %s without an entry: %s', (kind: AgencyKind, sees) =>
    expect(mayAudit(stateOf(at(IN_2012, agencyRegistered({ kind, name: 'Inspectors' }))), 'any', MARCH)).toBe(
      sees,
    ),
  );
});

test('R-REF-9: a successor that another force has registered is one, too', () =>
  given(registered)
    .knowing(ownedBy('other-police', successor))
    .when(passOn)
    .emits(agencyEnded({ successor: 'new-council' })));
