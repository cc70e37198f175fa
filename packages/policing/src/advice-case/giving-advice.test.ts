import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { isRefusal, type Told } from '@wardbook/event-sourcing';
import { PURPOSES } from './codes.ts';
import type { Topic } from '../policy/policy.events.ts';
import { KILBURN, OFFICER, PCSO, posted, SNT, staffedKilburn, SUPERVISOR } from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import { memberLeft } from '../member/member.events.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { postVacated } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import { ward } from '../ward/ward.ts';
import {
  ADVISOR,
  FORCE,
  FOUR_TESTS,
  hour,
  inContact,
  LIAISON,
  locks,
  locksGiven,
  nextVersion,
  opened,
  pcso,
  POLICY,
  policyB,
  readerOfPolicy,
  registerOfRoles,
  terms,
} from './advice-case.test.data.ts';
import { adviceCase, type AdviceCaseCommand } from './advice-case.ts';
import {
  adviceCaseOpened,
  adviceGiven,
  adviceRefused,
  circumstancesRecorded,
  contactCompleted,
  contactStarted,
  type AdviceCaseEvent,
} from './advice-case.events.ts';
import { PROHIBITIONS, type Prohibition } from './prohibitions.ts';

const scene = scenario(adviceCase, 'case-1');
type Given = readonly Dated<AdviceCaseEvent>[];
const ELEVEN = hour(11);

const home = fact(ward, KILBURN, staffedKilburn);
const roles = fact(rolesHistory, FORCE, registerOfRoles);
const facts = [fact(policyHistory, POLICY, policyB), roles, home, fact(member, PCSO.id, readerOfPolicy)];
const given = (...history: readonly Given[]) => scene(...history).knowing(...facts);

const give = { type: 'GiveAdvice', occurredAt: ELEVEN, by: PCSO, ...locks } as const;
const alarm = { ...give, measure: 'alarm', topic: 'INTRUDER_ALARM' } as const;
const camera = {
  ...give,
  measure: 'camera-view',
  topic: 'CCTV_LAWFULNESS',
  cctv: { reasonable: 'YES', necessary: 'YES' },
} as const;
const scheme = { ...give, measure: 'scheme', topic: 'SECURED_BY_DESIGN' } as const;

/** Advice at a commercial property, or about a vehicle and no property. */
const caseAbout = (premises: object) => [
  ...at(hour(9), adviceCaseOpened({ ...without(terms, 'premises'), ...premises })),
  ...inContact.slice(1),
];
const without = <Value extends object, Key extends keyof Value>(
  { ...value }: Value,
  key: Key,
): Omit<Value, Key> => {
  Reflect.deleteProperty(value, key);
  return value;
};

/** What was stopped, and is on record as such. */
const stopped = (command: typeof give | Told<AdviceCaseCommand>, history: Given = inContact) => {
  const { decision } = given(history).when(command);
  return isRefusal(decision) ? decision.recorded : undefined;
};
const stop = (because: Prohibition, topic: Topic, adviser = PCSO.id) => [
  adviceRefused({
    rule: PROHIBITIONS[because][0],
    because,
    contact: 'call-1',
    item: 'item-1',
    topic,
    adviser,
  }),
];

describe('giving advice', () => {
  test('R-CASE-2: pins the version of the policy in force at the time, and the adviser’s level [T0-24]', () =>
    given(inContact).when(give).emits(locksGiven));
  test('R-CASE-2: what was in force then counts, not what is in force now', () =>
    scene(inContact)
      .knowing(
        fact(policyHistory, POLICY, [...policyB, ...nextVersion]),
        fact(rolesHistory, FORCE, registerOfRoles),
        fact(member, PCSO.id, readerOfPolicy),
      )
      .when(give)
      .emits(locksGiven));
  test('R-CASE-2: no advice without a policy in force', () =>
    scene(inContact)
      .knowing(fact(member, PCSO.id, pcso))
      .knowingNothingElse()
      .when(give)
      .isRefusedBy('R-CASE-2'));
  test('R-CASE-14: advice in the field is recorded days later with its true time [T3-12]', () =>
    given(inContact, at('2023-03-08T09:00:00.000Z', contactCompleted({ contact: 'call-1' })))
      .when(give)
      .emits(locksGiven));
  test('R-POL-5: who has not acknowledged the policy is told so, and may advise [T3-09]', () =>
    scene(inContact)
      .knowing(fact(policyHistory, POLICY, policyB), fact(member, PCSO.id, pcso))
      .knowingNothingElse()
      .when(give)
      .warnsOf('R-POL-5', locksGiven));
  test('R-CASE-16: who advises directly may say why nobody else was asked [T3-23]', () =>
    given(inContact)
      .when({ ...give, givenDirectlyBecause: 'There is no telephone in the house.' })
      .emits(adviceGiven({ ...locksGiven, givenDirectlyBecause: 'There is no telephone in the house.' })));
  test('R-LIFE-2: the same item twice is one item', () => {
    given(inContact, at(ELEVEN, locksGiven)).when(give).emitsNothing();
    given(inContact, at(ELEVEN, locksGiven))
      .when({ ...alarm, overrideReason: 'Asked for twice.' })
      .isRefusedBy('R-LIFE-2');
  });
  test('R-LIFE-1: advice is given in a contact, while it lasts', () => {
    given(inContact)
      .when({ ...give, contact: 'call-2' })
      .isRefusedBy('R-LIFE-1');
    given(inContact, at(hour(10), contactCompleted({ contact: 'call-1' })))
      .when(give)
      .isRefusedBy('R-LIFE-1');
  });
  test('R-ROLE-1: who has left advises nobody [T0-04]', () =>
    scene(inContact)
      .knowing(
        fact(policyHistory, POLICY, policyB),
        fact(member, PCSO.id, [...pcso, ...at(hour(8), memberLeft({ reason: 'RETIRED' }))]),
        ...[roles, home],
      )
      .when(give)
      .isRefusedBy('R-ROLE-1'));
  test('R-ROLE-1: nor does a specialist whose post was vacated [T0-04]', () =>
    scene(inContact)
      .knowing(
        fact(policyHistory, POLICY, policyB),
        fact(rolesHistory, FORCE, [
          ...registerOfRoles,
          ...at(
            hour(8),
            postVacated({
              role: 'CPA',
              area: 'west',
              member: ADVISOR.id,
              reason: 'RETIRED',
              disestablished: false,
            }),
          ),
        ]),
        ...[home, fact(member, ADVISOR.id)],
      )
      .when({ ...give, by: ADVISOR })
      .isRefusedBy('R-ROLE-1'));
  test('R-AUTH-2: a specialist advises on the topics of the post held', () => {
    given(inContact)
      .when({ ...give, by: ADVISOR, measure: 'car-keys', topic: 'VEHICLE' })
      .isRefusedBy('R-AUTH-2');
    given(inContact)
      .knowingNothingElse()
      .when({ ...give, by: ADVISOR })
      .warnsOf('R-POL-5', { ...locksGiven, adviser: ADVISOR.id, adviserLevel: 'SPECIALIST' });
  });
});

describe('the same item again', () => {
  const told = [...inContact, ...at(ELEVEN, locksGiven)];
  test('R-LIFE-2, D-24: with another content it is another piece of advice, whatever differs', () => {
    for (const changed of [
      { occurredAt: hour(12) },
      { basis: 'national-guide' },
      { purposes: ['DETER'] as const },
      { cctv: { reasonable: 'YES', necessary: 'YES' } as const },
      { legislation: { reference: 'Human Rights Act 1998, article 8', accuracyConfirmed: true } },
    ])
      given(told)
        .when({ ...give, ...changed })
        .isRefusedBy('R-LIFE-2', 'item');
    given(told)
      .knowing(fact(member, OFFICER.id, posted('CONSTABLE', SNT)))
      .when({ ...give, by: OFFICER })
      .isRefusedBy('R-LIFE-2', 'item');
  });
  test('D-24: against the measure, or certain, it is refused as that, and that it was is on record', () => {
    expect(stopped({ ...give, stance: 'AGAINST' }, told)).toEqual(stop('NEGATIVE', 'PROPERTY'));
    expect(stopped({ ...give, certainty: 'CLAIMED' }, told)).toEqual(stop('CERTAIN', 'PROPERTY'));
  });
  test('D-24: its free words are never compared', () =>
    given(told)
      .when({ ...give, note: 'The lower sash first.' })
      .emitsNothing());
});

describe('the circumstances', () => {
  const met = [...opened, ...at(hour(10), contactStarted({ contact: 'call-1', channel: 'PHONE' }))];
  test('R-CASE-1: no advice before they are known [T3-27]', () =>
    given(met).when(give).isRefusedBy('R-CASE-1'));
  test('R-CASE-1: nor when they became known later [T3-27]', () =>
    given(met, at(hour(12), circumstancesRecorded({ text: 'A window was forced.' })))
      .when(give)
      .isRefusedBy('R-CASE-1'));
});

describe('negative and unproven advice', () => {
  test('R-CASE-5: advice against an alarm is refused, and that it was is on record without a word of it [T3-35]', () => {
    const command = { ...alarm, stance: 'AGAINST', note: 'Not needed here.' } as const;
    given(inContact).when(command).isRefusedBy('R-CASE-5');
    expect(stopped(command)).toEqual(stop('NEGATIVE', 'INTRUDER_ALARM'));
  });
  test('R-CASE-5: a claim of certainty is refused [T3-36]', () => {
    const command = { ...give, certainty: 'CLAIMED' } as const;
    given(inContact).when(command).isRefusedBy('R-CASE-5');
    expect(stopped(command)).toEqual(stop('CERTAIN', 'PROPERTY'));
  });
  test('R-CASE-5: no reason overrides it, and no post [T3-34]', () => {
    given(inContact)
      .when({ ...alarm, stance: 'AGAINST', overrideReason: 'I know the house.' })
      .isRefusedBy('R-CASE-5');
    given(inContact)
      .when({ ...alarm, by: ADVISOR, stance: 'AGAINST' })
      .isRefusedBy('R-CASE-5');
  });
  test('R-CASE-5: advice names a measure of the catalogue, or a standard', () => {
    const unnamed = without(give, 'measure');
    expect(stopped(unnamed)).toEqual(stop('WITHOUT_MEASURE', 'PROPERTY'));
    expect(stopped({ ...give, measure: 'a-dog' })).toEqual(stop('UNKNOWN_MEASURE', 'PROPERTY'));
    given(inContact)
      .knowingNothingElse()
      .when({ ...unnamed, standard: 'PAS 24:2022', by: ADVISOR })
      .warnsOf('R-POL-5', {
        ...without(locksGiven, 'measure'),
        standard: 'PAS 24:2022',
        level: 'SPECIALIST',
        adviser: ADVISOR.id,
        adviserLevel: 'SPECIALIST',
      });
  });
  test('R-CASE-5: a measure is advised under its own topic', () => {
    expect(stopped({ ...give, measure: 'alarm' })).toEqual(stop('OTHER_TOPIC', 'PROPERTY'));
  });
  test('R-CASE-5: advice rests on a recognised source [T3-34]', () => {
    expect(stopped(without(give, 'basis'))).toEqual(stop('WITHOUT_BASIS', 'PROPERTY'));
    expect(stopped({ ...give, basis: 'hearsay' })).toEqual(stop('WITHOUT_BASIS', 'PROPERTY'));
  });
});

describe('the level of advice', () => {
  test('R-CASE-3: left out, it is basic [T3-28]', () => given(inContact).when(give).emits(locksGiven));
  test('R-CASE-3: a PCSO gives no specialist’s advice, reason or not [T0-24]', () => {
    const command = { ...give, level: 'SPECIALIST' } as const;
    expect(stopped(command)).toEqual(stop('ABOVE_LEVEL', 'PROPERTY'));
    given(inContact)
      .when({ ...command, overrideReason: 'I have done it often.' })
      .isRefusedBy('R-CASE-3');
  });
  test('D-24: a standard without a measure of the catalogue takes a specialist, whatever is claimed', () => {
    const standard = { ...without(give, 'measure'), standard: 'LPS 1175' } as const;
    expect(stopped(standard)).toEqual(stop('ABOVE_LEVEL', 'PROPERTY'));
    expect(stopped({ ...standard, level: 'BASIC' })).toEqual(stop('ABOVE_LEVEL', 'PROPERTY'));
    given(inContact)
      .when({ ...give, standard: 'PAS 24:2022' })
      .emits(adviceGiven({ ...locksGiven, standard: 'PAS 24:2022' }));
  });
  test('R-CASE-3: a measure has its level, whatever is said of it', () => {
    expect(stopped({ ...give, measure: 'hedges', level: 'BASIC' })).toEqual(stop('ABOVE_LEVEL', 'PROPERTY'));
  });
  test('R-CASE-3: a specialist in the topic gives it [T3-37]', () =>
    given(inContact)
      .knowingNothingElse()
      .when({ ...alarm, by: ADVISOR, measure: 'alarm-grade' })
      .warnsOf('R-POL-5', {
        ...locksGiven,
        measure: 'alarm-grade',
        topic: 'INTRUDER_ALARM',
        level: 'SPECIALIST',
        adviser: ADVISOR.id,
        adviserLevel: 'SPECIALIST',
      }));
  test('R-CASE-3: electronic security is better referred [T3-37]', () => {
    expect(stopped(alarm)).toEqual(stop('ELECTRONIC_SECURITY', 'INTRUDER_ALARM'));
    given(inContact)
      .when({ ...alarm, overrideReason: '  ' })
      .isRefusedBy('R-CASE-3');
  });
  test('R-CASE-3: with a reason on record, it is given [T3-37]', () =>
    given(inContact)
      .when({ ...alarm, overrideReason: 'The advisor is away for a month.' })
      .emits(
        adviceGiven({
          ...locksGiven,
          measure: 'alarm',
          topic: 'INTRUDER_ALARM',
          overrideReason: 'The advisor is away for a month.',
          answerBy: '2023-03-09T11:00:00.000Z',
        }),
      ));
  test('R-CASE-3: even a specification, which is better referred, not forbidden [T3-37]', () => {
    const specified = { ...alarm, measure: 'alarm-grade' } as const;
    expect(stopped(specified)).toEqual(stop('ELECTRONIC_SECURITY', 'INTRUDER_ALARM'));
    given(inContact)
      .when({ ...specified, overrideReason: 'The advisor is away for a month.' })
      .emits(
        adviceGiven({
          ...locksGiven,
          measure: 'alarm-grade',
          topic: 'INTRUDER_ALARM',
          level: 'SPECIALIST',
          overrideReason: 'The advisor is away for a month.',
          answerBy: '2023-03-09T11:00:00.000Z',
        }),
      );
  });
  test('R-CASE-4: not even a specialist answers for Secured by Design [T3-39]', () => {
    expect(stopped({ ...scheme, by: ADVISOR })).toEqual(
      stop('NOT_REPRESENTATIVE', 'SECURED_BY_DESIGN', ADVISOR.id),
    );
    given(inContact)
      .when({ ...scheme, overrideReason: 'She is away.' })
      .isRefusedBy('R-CASE-4');
  });
  test('R-CASE-4: who represents the force in it does [T3-39]', () =>
    given(inContact)
      .knowingNothingElse()
      .when({ ...scheme, by: LIAISON })
      .warnsOf('R-POL-5', {
        ...locksGiven,
        measure: 'scheme',
        topic: 'SECURED_BY_DESIGN',
        adviser: LIAISON.id,
        adviserLevel: 'SPECIALIST',
      }));
  test('R-CASE-4: Park Mark without a representative is nobody’s', () => {
    const parking = { ...scheme, by: LIAISON, topic: 'PARK_MARK', standard: 'Park Mark 2023' } as const;
    given(inContact).when(without(parking, 'measure')).isRefusedBy('R-CASE-4');
  });
});

describe('cameras', () => {
  const lawful = {
    ...locksGiven,
    measure: 'camera-view',
    topic: 'CCTV_LAWFULNESS' as const,
    cctv: { reasonable: 'YES' as const, necessary: 'YES' as const },
  };
  test('R-CASE-7: at a home, with a view both reasonable and necessary [T3-30]', () =>
    given(inContact).when(camera).emits(lawful));
  test('R-CASE-7: reasonable but not necessary is not enough [T3-30]', () => {
    expect(stopped({ ...camera, cctv: { reasonable: 'YES', necessary: 'NO' } })).toEqual(
      stop('CCTV_UNJUSTIFIED', 'CCTV_LAWFULNESS'),
    );
  });
  test('R-CASE-7: in doubt the liaison officer is asked [T3-31]', () => {
    const doubt = stop('CCTV_IN_DOUBT', 'CCTV_LAWFULNESS');
    expect(stopped({ ...camera, cctv: { reasonable: 'UNKNOWN', necessary: 'YES' } })).toEqual(doubt);
    expect(stopped(without(camera, 'cctv'))).toEqual(doubt);
    expect(PROHIBITIONS.CCTV_IN_DOUBT[1]).toMatch('Force CCTV Liaison Officer');
  });
  test('R-CASE-7: elsewhere the rule says nothing, and a specialist is asked [T3-30]', () => {
    const shop = caseAbout({ premises: { kind: 'COMMERCIAL' } });
    expect(stopped(camera, shop)).toEqual(stop('CCTV_NOT_DOMESTIC', 'CCTV_LAWFULNESS'));
    given(shop)
      .knowingNothingElse()
      .when({ ...without(camera, 'cctv'), by: ADVISOR })
      .warnsOf('R-POL-5', {
        ...without(lawful, 'cctv'),
        adviser: ADVISOR.id,
        adviserLevel: 'SPECIALIST',
      });
  });
});

describe('sound advice', () => {
  const law = { reference: 'Human Rights Act 1998, article 8', accuracyConfirmed: true };
  test('R-CASE-6: who interprets legislation cites it and is sure [T3-29]', () =>
    given(inContact)
      .when({ ...give, legislation: law })
      .emits({ ...locksGiven, legislation: law }));
  test('R-CASE-6: without a citation, or unsure, they do not [T3-29]', () => {
    expect(stopped({ ...give, legislation: { accuracyConfirmed: true } })).toEqual(
      stop('LAW_NOT_CITED', 'PROPERTY'),
    );
    expect(stopped({ ...give, legislation: { ...law, accuracyConfirmed: false } })).toEqual(
      stop('LAW_NOT_CONFIRMED', 'PROPERTY'),
    );
  });
  test.each(['upToDate', 'costCommensurate', 'balanced', 'proportionate'])(
    'R-CASE-10: advice that is not %s is not given [T3-43]',
    (one) => {
      expect(stopped({ ...give, fourTests: { ...FOUR_TESTS, [one]: false } })).toEqual(
        stop('UNTESTED', 'PROPERTY'),
      );
    },
  );
  test('R-CASE-10: advice has a purpose [T3-42]', () => {
    expect(stopped({ ...give, purposes: [] })).toEqual(stop('PURPOSELESS', 'PROPERTY'));
  });
  test.each(PURPOSES)('R-CASE-10: advice may be for %s [T1-07]', (purpose) =>
    given(inContact)
      .when({ ...give, purposes: [purpose] })
      .emits({ ...locksGiven, purposes: [purpose] }),
  );
  test('R-CASE-3: advice about a vehicle needs no premises [T3-21]', () =>
    given(caseAbout({}))
      .when({ ...give, measure: 'car-keys', topic: 'VEHICLE' })
      .emits({ ...locksGiven, measure: 'car-keys', topic: 'VEHICLE' }));
  test.each([OFFICER, SUPERVISOR])('R-AUTH-2: $role advises, too', (by) =>
    given(inContact)
      .knowing(fact(member, by.id, posted('CONSTABLE', SNT)))
      .when({ ...give, by })
      .warnsOf('R-POL-5', { ...locksGiven, adviser: by.id }),
  );
});

describe('a refusal on record', () => {
  test.each(Object.entries(PROHIBITIONS))(
    '%s reads the same when the command comes again',
    (because, [rule]) => {
      const event = adviceRefused({
        rule,
        because: because as Prohibition,
        contact: 'call-1',
        item: 'item-1',
        topic: 'PROPERTY',
        adviser: PCSO.id,
      });
      const read = adviceRefused.refusal as ((said: typeof event) => unknown) | undefined;
      expect(read?.(event)).toMatchObject({ refused: true, rule });
    },
  );
  test('changes nothing: advice that complies may still be given', () =>
    given(inContact, at(ELEVEN, ...stop('NEGATIVE', 'PROPERTY')))
      .when(give)
      .emits(locksGiven));
  test('holds no free text', () => {
    expect(adviceRefused.personalFields).toEqual([]);
    expect(adviceGiven.personalFields).toEqual(['givenDirectlyBecause', 'note', 'overrideReason']);
  });
});
