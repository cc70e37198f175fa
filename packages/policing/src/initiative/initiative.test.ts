import { describe, expect, test } from '@jest/globals';
import { valuesOf } from '@wardbook/event-sourcing';
import { at, fact, scenario, type Given } from '@wardbook/event-sourcing/testing';
import { agencyEnded, AGENCY_KINDS, agencyRegistered } from '../agency/agency.events.ts';
import { agencyHistory } from '../agency/agency.state.ts';
import { IN_2012, JANUARY, kilburn, KILBURN, RECORDS, sendersOf } from '../kilburn.test.data.ts';
import { disposalDecided } from '../retention/retention.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import { subjectRegistered } from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { recommendationDeclined, recommendationMade, surveyRequested } from '../survey/survey.events.ts';
import { surveyHistory } from '../survey/survey.state.ts';
import { wardHistory } from '../ward/ward.state.ts';
import {
  consultationRecorded,
  initiativeAreaChanged,
  initiativeClosed,
  initiativeEvaluated,
  initiativeEvidenceRecorded,
  initiativeFunded,
  initiativeFundingEnded,
  initiativeOrganisersChanged,
  initiativeProposed,
  initiativeReopened,
  installationRecorded,
  legalBasisEnded,
  legalBasisRecorded,
  premisesAdmitted,
  premisesWithdrawn,
  type InitiativeEvent,
} from './initiative.events.ts';
import { initiativeHistory, premisesOf } from './initiative.state.ts';
import { initiative } from './initiative.ts';
import {
  admit,
  admitted,
  APRIL,
  beesafe,
  blocks,
  consulted,
  COUNCIL,
  CPO,
  fitted,
  gate,
  gates,
  given,
  HOME,
  install,
  JUNE,
  lawful,
  MARCH,
  MAY,
  order,
  proposed,
  WATCH,
  withAlley,
} from './initiative.test.data.ts';

const FORTUNE_GREEN = 'E05000133';
const isProposed = initiativeProposed({
  ...{ kind: 'LOCK_FITTING', name: 'Beesafe', lead: 'police', organisers: ['council'] },
  area: [{ ward: KILBURN, eligibleDwellings: 400 }],
  ...{ criteria: ['AGE_60_PLUS'], premisesKinds: ['HOME'], subsidyPercent: 50 },
});
const ORGANISERS = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'PARTNER'];
const { recipient: _recipient, ...admitNobody } = admit;
const { address: _address, ...admitNowhere } = admitNobody;
const close = { type: 'CloseInitiative', occurredAt: JUNE, by: CPO, outcome: 'COMPLETED' } as const;
const reopen = { type: 'ReopenInitiative', occurredAt: JUNE, by: CPO } as const;
const closed = at(MAY, initiativeClosed({ outcome: 'ENDED_EARLY' }));
const evaluate = {
  type: 'EvaluateInitiative',
  occurredAt: JUNE,
  by: CPO,
  evaluation: 'spring',
  method: 'RECORDED_CRIME',
  ...{ before: 14, after: 1, from: '2013-03-04', until: '2013-06-02' },
} as const;
const cite = {
  type: 'RecordInitiativeEvidence',
  occurredAt: APRIL,
  by: CPO,
  evidence: 'profiles/2013-7',
} as const;
const fund = {
  type: 'FundInitiative',
  occurredAt: APRIL,
  by: CPO,
  funding: 'grant-1',
  funder: 'council',
  amountPence: 2_500_000,
  ...{ from: '2013-04-01', until: '2014-03-31' },
} as const;
const { type: _f, occurredAt: _fa, by: _fb, ...grant } = fund;
const funded = at(APRIL, initiativeFunded(grant));
const endFunding = { type: 'EndInitiativeFunding', occurredAt: MAY, by: CPO, funding: 'grant-1' } as const;
const consult = {
  type: 'RecordConsultation',
  occurredAt: APRIL,
  by: CPO,
  consultation: 'letters',
  ...{ asked: 24, responded: 20, agreed: 18, closedOn: '2013-04-05' },
} as const;
const allow = { type: 'RecordLegalBasis', occurredAt: APRIL, by: CPO, ...order } as const;
const endBasis = { type: 'EndLegalBasis', occurredAt: MAY, by: CPO, legalBasis: 'order-7' } as const;
const withdraw = {
  type: 'WithdrawPremises',
  occurredAt: MAY,
  by: CPO,
  premises: 'cedar-4',
  reason: 'MOVED_AWAY',
} as const;
const changeArea = {
  type: 'ChangeInitiativeArea',
  occurredAt: APRIL,
  by: CPO,
  area: [{ ward: KILBURN, eligibleDwellings: 450 }],
} as const;
const changeOrganisers = {
  type: 'ChangeInitiativeOrganisers',
  occurredAt: APRIL,
  by: CPO,
  organisers: ['watch', 'council'],
} as const;

test.each([
  ...[beesafe, changeOrganisers, changeArea, fund, endFunding, consult, allow, endBasis, cite],
  ...[admit, withdraw, install, evaluate, close, reopen],
])('R-AUTH-2: $type is for police and partners', (command) => {
  expect(sendersOf(given(), command)).toEqual(ORGANISERS);
});

describe('proposing', () => {
  test('T0-09: subsidised lock fitting for the elderly is proposed as Beesafe', () =>
    given().when(beesafe).emits(isProposed));
  test('R-INI-1, T0-08: whatever is none of the kinds is OTHER, with a label', () =>
    given()
      .when({ ...beesafe, kind: 'OTHER', label: 'SHED_ALARMS' })
      .emits(
        initiativeProposed({
          ...{
            kind: 'OTHER',
            label: 'SHED_ALARMS',
            name: 'Beesafe',
            lead: 'police',
            organisers: ['council'],
          },
          area: [{ ward: KILBURN, eligibleDwellings: 400 }],
          ...{ criteria: ['AGE_60_PLUS'], premisesKinds: ['HOME'], subsidyPercent: 50 },
        }),
      ));
  test('R-INI-1, T0-08: OTHER without a label is refused', () =>
    given()
      .when({ ...beesafe, kind: 'OTHER' })
      .isRefusedBy('R-INI-1', 'label'));
  test('R-LIFE-2: proposed the same already, nothing happens', () =>
    given(proposed).when(beesafe).emitsNothing());
  test('R-LIFE-2: not a second time as something else', () =>
    given(proposed)
      .when({ ...beesafe, name: 'Bobby Van' })
      .isRefusedBy('R-LIFE-2', 'id'));

  test.each(AGENCY_KINDS)('R-INI-4, T2-24: an initiative is led by a partner of the kind %s', (kind) =>
    given()
      .ownedBy('partnership')
      .knowing(
        fact(
          agencyHistory,
          'partnership',
          at(IN_2012, agencyRegistered({ kind, name: 'Alderwick Partnership' })),
        ),
      )
      .when({ ...beesafe, by: { ...COUNCIL, agency: 'partnership' } })
      .emits(
        initiativeProposed({
          ...{ kind: 'LOCK_FITTING', name: 'Beesafe', lead: 'partnership', organisers: ['council'] },
          area: [{ ward: KILBURN, eligibleDwellings: 400 }],
          ...{ criteria: ['AGE_60_PLUS'], premisesKinds: ['HOME'], subsidyPercent: 50 },
        }),
      ),
  );
  test('R-INI-4: a partner that is not on the register leads nothing', () =>
    given()
      .ownedBy('stranger')
      .knowing(fact(agencyHistory, 'stranger'))
      .when({ ...beesafe, by: { ...COUNCIL, agency: 'stranger' } })
      .isRefusedBy('R-INI-4', 'id'));
  test('R-INI-4: who leads is not named as organiser beside itself', () =>
    given()
      .when({ ...beesafe, organisers: ['council', 'police'] })
      .isRefusedBy('R-INI-4', 'organisers.1'));
  test('R-INI-4: an organiser that has ended is refused', () =>
    scenario(initiative, 'beesafe')()
      .knowing(
        fact(
          agencyHistory,
          'council',
          at(IN_2012, agencyRegistered({ kind: 'COUNCIL', name: 'Alderwick Council' })),
          at(JANUARY, agencyEnded({})),
        ),
        fact(agencyHistory, 'police'),
        fact(wardHistory, KILBURN, ...kilburn.map((event) => [event])),
      )
      .when(beesafe)
      .isRefusedBy('R-INI-4', 'organisers.0'));
  test('R-WARD-5, R-LIFE-1: an initiative is for wards that are there', () =>
    given()
      .knowing(fact(wardHistory, 'E05000141'))
      .when({ ...beesafe, area: [...beesafe.area, { ward: 'E05000141', eligibleDwellings: 10 }] })
      .isRefusedBy('R-LIFE-1', 'area.1.ward'));
  test('R-INI-5: each ward is named once', () =>
    given()
      .when({ ...beesafe, area: [...beesafe.area, ...beesafe.area] })
      .isRefusedBy('R-INI-5', 'area'));
});

describe('organising it together', () => {
  test('R-AUTH-3: who organises it records what is done', () =>
    given(proposed, admitted)
      .when({ ...install, by: COUNCIL })
      .emits(
        installationRecorded({
          ...{ premises: 'cedar-4', devices: ['DOOR_CHAIN', 'DOOR_LOCK'], fittedBy: 'council' },
          ...{ ward: KILBURN, dwellings: 1 },
        }),
      ));
  test('R-AUTH-3: whoever organises it from a later day on does not see it before', () => {
    const later = at(MAY, initiativeOrganisersChanged({ organisers: ['watch'] }));
    given(proposed, later)
      .when({ ...cite, by: WATCH })
      .isRefusedBy('R-LIFE-1', 'id');
    given(proposed, later)
      .when({ ...cite, by: WATCH, occurredAt: JUNE })
      .emits(initiativeEvidenceRecorded({ evidence: 'profiles/2013-7' }));
  });
  test('R-AUTH-3: who leads it says who organises it, and closes it', () => {
    for (const command of [changeOrganisers, changeArea, close, reopen])
      given(proposed)
        .when({ ...command, by: COUNCIL })
        .isRefusedBy('R-LIFE-1', 'id');
  });
  test('others come to organise it', () => {
    const changed = initiativeOrganisersChanged({ organisers: ['watch', 'council'] });
    given(proposed).when(changeOrganisers).emits(changed);
    const listedOtherwise = initiativeOrganisersChanged({ organisers: ['council', 'watch'] });
    given(proposed, at(APRIL, listedOtherwise)).when(changeOrganisers).emitsNothing();
  });
  test('R-INI-4: not who leads it', () =>
    given(proposed)
      .when({ ...changeOrganisers, organisers: ['police'] })
      .isRefusedBy('R-INI-4', 'organisers.0'));
  test('its area is changed, and how many dwellings are thought to be eligible', () => {
    const changed = initiativeAreaChanged({ area: [{ ward: KILBURN, eligibleDwellings: 450 }] });
    given(proposed).when(changeArea).emits(changed);
    given(proposed, at(APRIL, changed)).when(changeArea).emitsNothing();
  });
  test('R-TIME-2: premises that were taken in keep their ward in the area', () =>
    given(proposed, admitted)
      .knowing(fact(wardHistory, 'E05000141', ...kilburn.map((event) => [event])))
      .when({
        ...changeArea,
        occurredAt: '2013-04-01T09:00:00.000Z',
        area: [{ ward: 'E05000141', eligibleDwellings: 10 }],
      })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
});

describe('funding', () => {
  test('a partner funds it from a day on, until another', () =>
    given(proposed).when(fund).emits(initiativeFunded(grant)));
  test('R-LIFE-2: funded the same already, nothing happens; under the same name nothing else', () => {
    given(proposed, funded).when(fund).emitsNothing();
    given(proposed, funded)
      .when({ ...fund, amountPence: 100 })
      .isRefusedBy('R-LIFE-2', 'funding');
  });
  test('the agency of whoever records it may pay itself', () =>
    given(proposed)
      .when({ ...fund, funder: 'police' })
      .emits(initiativeFunded({ ...grant, funder: 'police' })));
  test('R-LIFE-1: nobody pays who is not on the register', () =>
    given(proposed)
      .knowing(fact(agencyHistory, 'nobody'))
      .when({ ...fund, funder: 'nobody' })
      .isRefusedBy('R-LIFE-1', 'funder'));
  test('R-INI-5: it does not end before it begins', () =>
    given(proposed)
      .when({ ...fund, until: '2013-03-31' })
      .isRefusedBy('R-INI-5', 'until'));
  test('R-LIFE-1: what was funded may end early, once', () => {
    const over = initiativeFundingEnded({ funding: 'grant-1' });
    given(proposed, funded).when(endFunding).emits(over);
    given(proposed, funded, at(MAY, over)).when(endFunding).emitsNothing();
    given(proposed).when(endFunding).isRefusedBy('R-LIFE-1', 'funding');
    given(proposed, funded, at(APRIL, over)).when(endFunding).isRefusedBy('R-LIFE-1', 'funding');
  });
  test('R-LIFE-2: what ended later does not end before that as well', () =>
    given(proposed, funded, at(JUNE, initiativeFundingEnded({ funding: 'grant-1' })))
      .when(endFunding)
      .isRefusedBy('R-LIFE-2', 'funding'));
});

describe('asking whom it concerns', () => {
  test('R-INI-5: a consultation says how many were asked, responded and agreed', () => {
    given(proposed)
      .when(consult)
      .emits(
        consultationRecorded({
          consultation: 'letters',
          ...{ asked: 24, responded: 20, agreed: 18, closedOn: '2013-04-05' },
        }),
      );
    given(proposed)
      .when({ ...consult, responded: 25 })
      .isRefusedBy('R-INI-5', 'responded');
    given(proposed)
      .when({ ...consult, agreed: 21 })
      .isRefusedBy('R-INI-5', 'agreed');
    given(proposed)
      .when({ ...consult, closedOn: '2013-04-09' })
      .isRefusedBy('R-INI-5', 'closedOn');
  });
  test('R-LIFE-2: recorded the same already, nothing happens; under the same name nothing else', () => {
    given(proposed, consulted).when(consult).emitsNothing();
    given(proposed, consulted)
      .when({ ...consult, agreed: 1 })
      .isRefusedBy('R-LIFE-2', 'consultation');
  });
});

describe('a legal basis', () => {
  test('is in force from a day on, until another', () => {
    given(proposed).when(allow).emits(legalBasisRecorded(order));
    given(proposed, lawful).when(allow).emitsNothing();
  });
  test('R-LIFE-2: under the same name there is nothing else', () =>
    given(proposed, lawful)
      .when({ ...allow, kind: 'PSPO' })
      .isRefusedBy('R-LIFE-2', 'legalBasis'));
  test('R-INI-5: it does not end before it begins', () =>
    given(proposed)
      .when({ ...allow, until: '2013-03-31' })
      .isRefusedBy('R-INI-5', 'until'));
  test('R-LIFE-1: what is in force may end early, once', () => {
    const over = legalBasisEnded({ legalBasis: 'order-7' });
    given(proposed, lawful).when(endBasis).emits(over);
    given(proposed, lawful, at(MAY, over)).when(endBasis).emitsNothing();
    given(proposed).when(endBasis).isRefusedBy('R-LIFE-1', 'legalBasis');
  });
  test('R-LIFE-2: what ended later does not end before that as well', () =>
    given(proposed, lawful, at(JUNE, legalBasisEnded({ legalBasis: 'order-7' })))
      .when(endBasis)
      .isRefusedBy('R-LIFE-2', 'legalBasis'));
});

describe('evidence', () => {
  test('R-LIFE-2: is cited once, also when it is closed', () => {
    given(proposed, closed)
      .when({ ...cite, occurredAt: JUNE })
      .emits(initiativeEvidenceRecorded({ evidence: 'profiles/2013-7' }));
    const cited = at(APRIL, initiativeEvidenceRecorded({ evidence: 'profiles/2013-7' }));
    given(proposed, cited).when(cite).emitsNothing();
    given(proposed, cited)
      .when({ ...cite, occurredAt: MAY })
      .isRefusedBy('R-LIFE-2', 'evidence');
  });
});

describe('taking premises in', () => {
  test('R-INI-2, T0-09: somebody of 60 or more is admitted, and no birth date is asked for', () =>
    given(proposed)
      .when(admit)
      .emits(premisesAdmitted({ ...HOME, criteria: ['AGE_60_PLUS'], address: '4 Cedar Row' })));
  test('R-INI-2, T0-09: somebody of 45 is not', () =>
    given(proposed)
      .when({ ...admit, criteria: [] })
      .isRefusedBy('R-INI-2', 'criteria'));
  test('R-INI-2: premises of another kind are not', () =>
    given(proposed)
      .when({ ...admit, kind: 'COMMERCIAL' })
      .isRefusedBy('R-INI-2', 'kind'));
  test('R-INI-2: nor outside its area', () =>
    given(proposed)
      .when({ ...admit, ward: 'E05000141' })
      .isRefusedBy('R-INI-2', 'ward'));
  test('R-WARD-5, R-LIFE-1: nor in a ward that is no more, or was not there', () =>
    scenario(
      initiative,
      'beesafe',
    )(proposed)
      .knowing(
        fact(wardHistory, KILBURN),
        fact(subjectHistory, 'juniper', at(IN_2012, subjectRegistered({ name: 'Juniper Marsh' }))),
      )
      .when(admit)
      .isRefusedBy('R-LIFE-1', 'ward'));
  test('R-LIFE-1: whoever lives there is on record', () =>
    given(proposed)
      .knowing(fact(subjectHistory, 'nobody'))
      .when({ ...admit, recipient: 'nobody' })
      .isRefusedBy('R-LIFE-1', 'recipient'));
  test('nobody has to be named', () =>
    given(proposed)
      .when(admitNobody)
      .emits(
        premisesAdmitted({
          ...{ premises: 'cedar-4', kind: 'HOME', dwellings: 1, ward: KILBURN },
          ...{ criteria: ['AGE_60_PLUS'], address: '4 Cedar Row' },
        }),
      ));
  test('R-REF-1: where somebody lives is not told to the agency that leads by another one', () => {
    const ash = fact(subjectHistory, 'ash', at(IN_2012, subjectRegistered({ name: 'Ash Marsh' })));
    const shop = { ...admit, by: COUNCIL, kind: 'COMMERCIAL', dwellings: 0 } as const;
    const { recipient: _nobody, ...shopOfNobody } = shop;
    const wide = at(
      MARCH,
      initiativeProposed({ ...isProposed, criteria: [], premisesKinds: ['HOME', 'COMMERCIAL'] }),
    );
    const telling = given(wide).ownedBy('police').knowing(ash);
    for (const told of [
      { ...admitNobody, by: COUNCIL },
      { ...shop, recipient: 'ash' },
    ])
      telling.when(told).isRefusedBy('R-REF-1', 'address');
    telling.when({ ...admitNowhere, by: COUNCIL }).emits(
      premisesAdmitted({
        ...{ premises: 'cedar-4', kind: 'HOME', dwellings: 1, ward: KILBURN, criteria: ['AGE_60_PLUS'] },
      }),
    );
    telling.when(shopOfNobody).emits(
      premisesAdmitted({
        ...{ premises: 'cedar-4', kind: 'COMMERCIAL', dwellings: 0, ward: KILBURN },
        ...{ criteria: ['AGE_60_PLUS'], address: '4 Cedar Row' },
      }),
    );
  });
  test('R-LIFE-2: the same once more is nothing, and something else under that name is refused', () => {
    given(proposed, admitted).when(admit).emitsNothing();
    given(proposed, admitted)
      .when({ ...admit, dwellings: 2 })
      .isRefusedBy('R-LIFE-2', 'premises');
  });
  test('R-LIFE-2: once withdrawn they may be admitted again', () =>
    given(
      proposed,
      admitted,
      at(
        APRIL.replace('09:', '10:'),
        premisesWithdrawn({ premises: 'cedar-4', reason: 'NO_ANSWER', ward: KILBURN, dwellings: 1 }),
      ),
    )
      .when({ ...admit, occurredAt: MAY })
      .emits(premisesAdmitted({ ...HOME, criteria: ['AGE_60_PLUS'], address: '4 Cedar Row' })));
  test('R-TIME-2: what was taken in on a later day is not taken in before', () =>
    given(proposed, at(MAY, premisesAdmitted({ ...HOME, criteria: ['AGE_60_PLUS'] })))
      .when(admit)
      .isRefusedBy('R-TIME-2', 'occurredAt'));
});

test('of thousands of premises one event touches a hundred', () => {
  const many = Array.from({ length: 1_000 }, (_, index) =>
    at(APRIL, premisesAdmitted({ ...HOME, premises: `house-${index}`, criteria: ['AGE_60_PLUS'] })),
  );
  const fittedLate = at(
    MAY,
    installationRecorded({
      ...{ premises: 'house-250', devices: ['DOOR_LOCK'], fittedBy: 'council', ward: KILBURN, dwellings: 1 },
    }),
  );
  const { state } = fact(initiativeHistory, 'beesafe', proposed, ...many, fittedLate);
  expect(state.premises.map((shelf) => valuesOf(shelf).length)).toEqual(Array(10).fill(100));
  expect(premisesOf(state, 'house-250').fitted).toEqual({ DOOR_LOCK: { at: MAY, by: 'council' } });
});

describe('withdrawing premises', () => {
  const gone = premisesWithdrawn({ premises: 'cedar-4', reason: 'MOVED_AWAY', ward: KILBURN, dwellings: 1 });
  test('R-LIFE-1: who took part takes part no more', () => {
    given(proposed, admitted).when(withdraw).emits(gone);
    given(proposed, admitted, at(MAY, gone)).when(withdraw).emitsNothing();
    given(proposed).when(withdraw).isRefusedBy('R-LIFE-1', 'premises');
  });
  test('R-TIME-2: not before something was fitted there', () =>
    given(proposed, admitted, at(JUNE, fitted[0]?.event ?? gone))
      .when(withdraw)
      .isRefusedBy('R-TIME-2', 'occurredAt'));
});

describe('fitting', () => {
  test('R-LIFE-1: nothing is fitted where nobody takes part', () => {
    given(proposed).when(install).isRefusedBy('R-LIFE-1', 'premises');
    given(proposed, admitted)
      .when({ ...install, occurredAt: '2013-04-01T09:00:00.000Z' })
      .isRefusedBy('R-LIFE-1', 'premises');
  });
  test('R-LIFE-1: whoever fits is on the register', () =>
    given(proposed, admitted)
      .knowing(fact(agencyHistory, 'nobody'))
      .when({ ...install, fittedBy: 'nobody' })
      .isRefusedBy('R-LIFE-1', 'fittedBy'));
  test('T0-11: one improvement behind one door is one installation, and 40 dwellings benefit', () =>
    given(
      blocks,
      at(
        APRIL,
        premisesAdmitted({
          ...{ premises: 'juniper-house', kind: 'BLOCK_OF_FLATS', dwellings: 40, ward: KILBURN },
          criteria: [],
        }),
      ),
    )
      .when({ ...install, premises: 'juniper-house', devices: ['ENTRY_DOOR'] })
      .emits(
        installationRecorded({
          ...{ premises: 'juniper-house', devices: ['ENTRY_DOOR'], fittedBy: 'council' },
          ...{ ward: KILBURN, dwellings: 40 },
        }),
      ));
  test('T0-11: what is fitted there besides benefits no further dwelling', () =>
    given(proposed, admitted, fitted)
      .when({ ...install, devices: ['WINDOW_LOCK'], occurredAt: JUNE })
      .emits(
        installationRecorded({
          ...{ premises: 'cedar-4', devices: ['WINDOW_LOCK'], fittedBy: 'council' },
          ...{ ward: KILBURN, dwellings: 0 },
        }),
      ));
  test('R-INI-6: told once more that another agency had fitted it, nobody takes that as said already', () => {
    given(proposed, admitted, fitted).when(install).emitsNothing();
    given(proposed, admitted, fitted)
      .when({ ...install, fittedBy: 'watch' })
      .isRefusedBy('R-INI-6', 'devices');
  });
  test('R-INI-6: the same device is fitted once at the same premises', () => {
    given(proposed, admitted, fitted).when(install).emitsNothing();
    given(proposed, admitted, fitted)
      .when({ ...install, occurredAt: JUNE, devices: ['DOOR_LOCK', 'WINDOW_LOCK'] })
      .isRefusedBy('R-INI-6', 'devices');
  });
});

describe('gating an alley', () => {
  const isGated = installationRecorded({
    ...{ premises: 'alley-1', devices: ['ALLEY_GATE'], fittedBy: 'council' },
    ...{ ward: KILBURN, dwellings: 24 },
  });
  const reasonOf = (...history: readonly Given<InitiativeEvent>[]): unknown => {
    const { decision } = given(...history).when(gate);
    return 'reason' in decision ? decision.reason : undefined;
  };

  test('R-INI-3, T0-10: gates wait for a consultation and a legal basis, and what is missing is said', () => {
    given(gates, withAlley).when(gate).isRefusedBy('R-INI-3', 'id');
    expect(reasonOf(gates, withAlley)).toBe(
      'Gates need more than is on record: a consultation that has closed, and a legal basis that was in force on that day. Record it first.',
    );
    expect(reasonOf(gates, withAlley, lawful)).toBe(
      'Gates need more than is on record: a consultation that has closed. Record it first.',
    );
    expect(reasonOf(gates, withAlley, consulted)).toBe(
      'Gates need more than is on record: a legal basis that was in force on that day. Record it first.',
    );
  });
  test('R-INI-3, T0-10: with both they are fitted', () =>
    given(gates, withAlley, consulted, lawful).when(gate).emits(isGated));
  test('R-INI-3: not after the last day of the legal basis, nor once it has ended', () => {
    given(gates, withAlley, consulted, lawful)
      .when({ ...gate, occurredAt: JUNE })
      .isRefusedBy('R-INI-3', 'id');
    given(gates, withAlley, consulted, lawful, at(MAY, legalBasisEnded({ legalBasis: 'order-7' })))
      .when(gate)
      .isRefusedBy('R-INI-3', 'id');
  });
  test('R-INI-3: gates are gates, also in an initiative of another kind', () =>
    given(proposed, admitted)
      .when({ ...install, devices: ['ALLEY_GATE'] })
      .isRefusedBy('R-INI-3', 'id'));
  test('R-TIME-2: what rests on a legal basis keeps it from having ended before', () =>
    given(gates, withAlley, consulted, lawful, at(MAY, isGated))
      .when({ ...endBasis, occurredAt: '2013-05-01T09:00:00.000Z' })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
});

describe('what a survey recommended', () => {
  const wanted = { survey: 'survey-1', recommendation: 'locks' } as const;
  const made = at(
    MARCH,
    recommendationMade({
      ...{ recommendation: 'locks', owner: 'AGENCY', agency: 'council', topic: 'PROPERTY', technical: false },
      ...{ items: [], priority: 'HIGH', text: 'Fit locks to the sashes.', ward: KILBURN, force: 'police' },
    }),
  );

  test('R-INI-7: is taken up by an initiative while it is open, and the installation says so', () => {
    const recommended = { ...HOME, criteria: ['AGE_60_PLUS' as const], recommendation: wanted };
    given(proposed)
      .knowing(fact(surveyHistory, 'survey-1', made))
      .when({ ...admit, recommendation: wanted })
      .emits(premisesAdmitted({ ...recommended, address: '4 Cedar Row' }));
    given(proposed, at(APRIL, premisesAdmitted(recommended)))
      .when(install)
      .emits(
        installationRecorded({
          ...{ premises: 'cedar-4', devices: ['DOOR_CHAIN', 'DOOR_LOCK'], fittedBy: 'council' },
          ...{ ward: KILBURN, dwellings: 1, recommendation: wanted },
        }),
      );
  });
  test('R-INI-7: is not where nothing was recommended', () =>
    given(proposed)
      .knowing(fact(surveyHistory, 'survey-1'))
      .when({ ...admit, recommendation: wanted })
      .isRefusedBy('R-INI-7', 'recommendation'));
  test('R-INI-7: is not once it was declined', () =>
    given(proposed)
      .knowing(
        fact(
          surveyHistory,
          'survey-1',
          made,
          at(MARCH, recommendationDeclined({ recommendation: 'locks', reason: 'OTHER' })),
        ),
      )
      .when({ ...admit, recommendation: wanted })
      .isRefusedBy('R-INI-7', 'recommendation'));
  test('R-INI-7: is not for premises in another ward, nor for somebody else', () => {
    const surveyed = at(
      MARCH,
      surveyRequested({
        ...{ recipient: 'juniper', premisesKind: 'HOME', address: '4 Cedar Row', ward: KILBURN },
        ...{ level: 'BASIC', criteria: [], priority: false, force: 'police', requestedBy: CPO.id },
      }),
    );
    const area = [KILBURN, FORTUNE_GREEN].map((ward) => ({ ward, eligibleDwellings: 200 }));
    const admitting = given(proposed, at(MARCH, initiativeAreaChanged({ area }))).knowing(
      fact(surveyHistory, 'survey-1', surveyed, made),
      fact(subjectHistory, 'rowan', at(IN_2012, subjectRegistered({ name: 'Rowan Marsh' }))),
      fact(wardHistory, FORTUNE_GREEN, ...kilburn.map((event) => [event])),
    );
    const taken = { ...admit, recommendation: wanted } as const;
    admitting.when({ ...taken, ward: FORTUNE_GREEN }).isRefusedBy('R-INI-7', 'ward');
    admitting.when({ ...taken, recipient: 'rowan' }).isRefusedBy('R-INI-7', 'recipient');
  });
  test('R-INI-7: a partner takes up what it owns, and nothing of others', () => {
    const surveyed = given(proposed)
      .knowing(fact(surveyHistory, 'survey-1', made))
      .when({ ...admitNowhere, by: COUNCIL, recommendation: wanted });
    surveyed.emits(
      premisesAdmitted({
        ...{ premises: 'cedar-4', kind: 'HOME', dwellings: 1, ward: KILBURN, criteria: ['AGE_60_PLUS'] },
        recommendation: wanted,
      }),
    );
    given(proposed, at(MARCH, initiativeOrganisersChanged({ organisers: ['watch'] })))
      .knowing(fact(surveyHistory, 'survey-1', made))
      .when({ ...admitNowhere, by: WATCH, recommendation: wanted })
      .isRefusedBy('R-INI-7', 'recommendation');
  });
});

describe('evaluating', () => {
  const found = initiativeEvaluated({
    ...{ evaluation: 'spring', method: 'RECORDED_CRIME', before: 14, after: 1 },
    ...{ from: '2013-03-04', until: '2013-06-02' },
  });
  test('says what it was before and after, also when it is closed', () => {
    given(proposed).when(evaluate).emits(found);
    given(proposed, closed).when(evaluate).emits(found);
    given(proposed, at(JUNE, found)).when(evaluate).emitsNothing();
  });
  test('R-LIFE-2: under the same name there is nothing else', () =>
    given(proposed, at(JUNE, found))
      .when({ ...evaluate, after: 2 })
      .isRefusedBy('R-LIFE-2', 'evaluation'));
  test('R-INI-5: its period is over, and ends after it begins', () => {
    given(proposed)
      .when({ ...evaluate, until: '2013-06-04' })
      .isRefusedBy('R-INI-5', 'until');
    given(proposed)
      .when({ ...evaluate, until: '2013-03-03' })
      .isRefusedBy('R-INI-5', 'until');
  });
});

describe('closing', () => {
  test('R-LIFE-1: an open initiative is closed, once', () => {
    given(proposed)
      .when(close)
      .emits(initiativeClosed({ outcome: 'COMPLETED' }));
    given(proposed, at(JUNE, initiativeClosed({ outcome: 'COMPLETED' })))
      .when(close)
      .emitsNothing();
    given(proposed, closed).when(close).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-LIFE-1: nothing is done in it from then on, and what was before may be told', () => {
    given(proposed, admitted, closed)
      .when({ ...install, occurredAt: JUNE })
      .isRefusedBy('R-LIFE-1', 'id');
    given(proposed, closed)
      .when(admit)
      .emits(premisesAdmitted({ ...HOME, criteria: ['AGE_60_PLUS'], address: '4 Cedar Row' }));
  });
  test('R-LIFE-1: only what is closed is opened again', () => {
    given(proposed, closed).when(reopen).emits(initiativeReopened({}));
    given(proposed, closed, at(JUNE, initiativeReopened({})))
      .when(reopen)
      .emitsNothing();
    given(proposed).when(reopen).isRefusedBy('R-LIFE-1', 'id');
    given(proposed, closed, at(JUNE, initiativeReopened({})))
      .when({ ...cite, occurredAt: JUNE })
      .emits(initiativeEvidenceRecorded({ evidence: 'profiles/2013-7' }));
  });
  test('R-TIME-2: it was not closed before something that was done in it', () =>
    given(proposed, admitted)
      .when({ ...close, occurredAt: '2013-04-01T09:00:00.000Z' })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
});

describe('what was recorded of a later time', () => {
  const EARLIER = '2013-04-09T09:00:00.000Z';
  const gone = premisesWithdrawn({ premises: 'cedar-4', reason: 'OTHER', ward: KILBURN, dwellings: 1 });
  test.each<readonly [string, readonly Given<InitiativeEvent>[]]>([
    ['others organise it', [at(MAY, initiativeOrganisersChanged({ organisers: ['watch'] }))]],
    ['its area changes', [at(MAY, initiativeAreaChanged({ area: [...changeArea.area] }))]],
    ['somebody funds it', [at(MAY, initiativeFunded(grant))]],
    ['its funding ends', [funded, at(MAY, initiativeFundingEnded({ funding: 'grant-1' }))]],
    ['people are asked', [at(MAY, ...consulted.map(({ event }) => event))]],
    ['it gets a legal basis', [at(MAY, legalBasisRecorded(order))]],
    ['its legal basis ends', [lawful, at(MAY, legalBasisEnded({ legalBasis: 'order-7' }))]],
    ['premises are withdrawn', [admitted, at(MAY, gone)]],
    ['something is fitted', [admitted, fitted]],
    ['it is closed', [closed]],
  ])('R-TIME-2: it is not closed before %s', (_, later) =>
    given(proposed, ...later)
      .when({ ...close, occurredAt: EARLIER })
      .isRefusedBy('R-TIME-2', 'occurredAt'),
  );
  test('R-TIME-2: it is not opened again before it was', () =>
    given(proposed, at(APRIL, initiativeClosed({ outcome: 'OTHER' })), at(MAY, initiativeReopened({})))
      .when({ ...reopen, occurredAt: EARLIER })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
});

describe('keeping', () => {
  const noPolicy = fact(rolesHistory, 'police');
  const dispose = (day: string) =>
    ({ type: 'Dispose', occurredAt: `${day}T12:00:00.000Z`, by: RECORDS }) as const;
  const gone = disposalDecided({ reason: 'NO_LONGER_NEEDED' });
  test('R-RET-2: it is not disposed of while it is open', () => {
    given(proposed).knowing(noPolicy).when(dispose('2040-01-01')).isRefusedBy('R-RET-2', 'id');
    given(proposed, closed, at(JUNE, initiativeReopened({})))
      .knowing(noPolicy)
      .when(dispose('2040-01-01'))
      .isRefusedBy('R-RET-2', 'id');
  });
  test('R-RET-1: it is kept for six years from its end', () => {
    given(proposed, closed).knowing(noPolicy).when(dispose('2019-05-05')).isRefusedBy('R-RET-1', 'id');
    given(proposed, closed).knowing(noPolicy).when(dispose('2019-05-06')).emits(gone);
  });
});

test('R-LIFE-1: what nobody proposed does not exist', () => {
  for (const command of [
    changeOrganisers,
    fund,
    consult,
    allow,
    cite,
    admit,
    install,
    evaluate,
    close,
    reopen,
  ])
    given().when(command).isRefusedBy('R-LIFE-1', 'id');
});
