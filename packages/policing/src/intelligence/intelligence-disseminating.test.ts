import { describe, expect, test } from '@jest/globals';
import { fact } from '@wardbook/event-sourcing/testing';
import { agencyHistory } from '../agency/agency.state.ts';
import { INSPECTOR, sendersOf } from '../kilburn.test.data.ts';
import * as events from './intelligence.events.ts';
import { disseminatedTo } from './intelligence.state.ts';
import {
  ANALYST,
  attested,
  begun,
  constable,
  council,
  evaluate,
  evaluated,
  FRIDAY,
  given,
  MONDAY,
  noPolicy,
  NOON,
  on,
  PCSO,
  READER,
  reader,
  sanitised,
  stateOf,
  submitted,
  TEN,
  told,
  TUESDAY,
  type Told,
} from './intelligence.test.data.ts';

const by = ANALYST;
const grading = (said: Partial<typeof evaluated>) => events.intelligenceEvaluated({ ...evaluated, ...said });

describe('a sanitised text', () => {
  const sanitise = {
    type: 'Sanitise',
    occurredAt: TEN,
    by,
    item: 'item-1',
    text: 'Drugs are sold by the arcade.',
  } as const;
  const attest = { type: 'AttestSanitised', occurredAt: NOON, by: READER, item: 'item-1' } as const;
  const withdraw = { type: 'WithdrawSanitised', occurredAt: TUESDAY, by, item: 'item-1' } as const;
  const withdrawn = events.sanitisedWithdrawn({ item: 'item-1' });
  const written = on(TEN, sanitised);
  const read = given(begun, written).knowing(reader);

  test('R-INT-5: is written by an intelligence officer who did not submit it', () => {
    told().when(sanitise).emits(sanitised);
    given(on(MONDAY, events.intelligenceSubmitted({ ...submitted, submittedBy: by.id })))
      .knowing(constable(by.id))
      .when(sanitise)
      .isRefusedBy('R-INT-5', 'id');
    expect(sendersOf(told(), sanitise)).toEqual(['INTELLIGENCE']);
  });
  test('R-INT-5: is not written for its submitter by a system', () =>
    told()
      .when({ ...sanitise, by: { ...by, onBehalfOf: PCSO.id } })
      .isRefusedBy('R-INT-5', 'id'));
  test('R-LIFE-2: is written once under its id', () =>
    told(written).when(sanitise).isRefusedBy('R-LIFE-2', 'item'));
  test('R-INT-5: is attested by somebody who neither wrote nor submitted it', () => {
    read.when(attest).emits(attested);
    told(written)
      .when({ ...attest, by })
      .isRefusedBy('R-INT-5', 'item');
    given(begun, written)
      .knowing(constable(PCSO.id))
      .when({ ...attest, by: { ...READER, id: PCSO.id } })
      .isRefusedBy('R-INT-5', 'item');
    given(begun, written)
      .knowing(constable(INSPECTOR.id))
      .when({ ...attest, by: INSPECTOR })
      .emits(attested);
  });
  test('R-AUTH-1: is attested by a person, in their own name', () =>
    read.when({ ...attest, by: { ...READER, onBehalfOf: 'analyst-3' } }).isRefusedBy('R-AUTH-1', 'item'));
  test('R-LIFE-2: is attested once', () => {
    given(begun, written, on(NOON, attested)).knowing(reader).when(attest).emitsNothing();
    given(begun, written, on(NOON, attested))
      .knowing(reader)
      .when({ ...attest, occurredAt: TUESDAY })
      .isRefusedBy('R-LIFE-2', 'item');
  });
  test('R-LIFE-1: is there before somebody attests or withdraws it, and not withdrawn', () => {
    given(begun).knowing(reader).when(attest).isRefusedBy('R-LIFE-1', 'item');
    told().when(withdraw).isRefusedBy('R-LIFE-1', 'item');
    told(written).when(withdraw).emits(withdrawn);
    told(written, on(TUESDAY, withdrawn)).when(withdraw).emitsNothing();
    told(written, on(NOON, withdrawn)).when(withdraw).isRefusedBy('R-LIFE-1', 'item');
  });
  test('R-TIME-2: stays possible as it was told', () => {
    told(written, on(TUESDAY, attested))
      .when({ ...withdraw, occurredAt: NOON })
      .isRefusedBy('R-TIME-2', 'occurredAt');
    told(written, on(FRIDAY, withdrawn)).when(withdraw).isRefusedBy('R-TIME-2', 'occurredAt');
    given(begun, written, on(TUESDAY, attested))
      .knowing(reader)
      .when(attest)
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
});

describe('what another agency is told', () => {
  const disseminate = {
    type: 'Disseminate',
    occurredAt: NOON,
    by,
    item: 'item-1',
    agency: 'council',
    legalBasis: 'CDA1998_S115',
    agreement: 'isa-1',
    purpose: 'PROBLEM_SOLVING',
  } as const;
  const { type: _type, occurredAt: _at, by: _by, ...said } = disseminate;
  const disseminated = events.intelligenceDisseminated(said);
  const end = {
    type: 'EndDissemination',
    occurredAt: TUESDAY,
    by,
    item: 'item-1',
    agency: 'council',
  } as const;
  const ended = events.disseminationEnded({ item: 'item-1', agency: 'council' });
  const ready: readonly Told[] = [on(TEN, sanitised), on(TEN, attested), on(TEN, evaluated)];
  const graded = (one: ReturnType<typeof grading>) => told(...ready, on(NOON, one)).knowing(council);
  const seen = (when: string, ...more: readonly Told[]) =>
    disseminatedTo(stateOf(...ready, on(NOON, disseminated), ...more), 'council', when).map(
      ({ item }) => item,
    );

  test('R-REF-1: rests on an agreement that covers it', () => {
    told(...ready)
      .knowing(council)
      .when(disseminate)
      .emits(disseminated);
    told(...ready)
      .knowing(council)
      .when({ ...disseminate, agreement: 'isa-9' })
      .isRefusedBy('R-REF-1', 'agreement');
    told(...ready)
      .knowing(council)
      .when({ ...disseminate, agreement: 'isa-2' })
      .isRefusedBy('R-REF-1', 'agreement');
    told(...ready)
      .knowing(council)
      .when({ ...disseminate, legalBasis: 'CONSENT' })
      .isRefusedBy('R-REF-1', 'legalBasis');
  });
  test('R-LIFE-1: is told to an agency that is there, of a text that is', () => {
    told(...ready)
      .knowing(fact(agencyHistory, 'council'))
      .when(disseminate)
      .isRefusedBy('R-LIFE-1', 'agency');
    told().knowing(council).when(disseminate).isRefusedBy('R-LIFE-1', 'item');
  });
  test('R-INT-13: is nothing that the force tells itself', () =>
    told(...ready)
      .knowing(fact(agencyHistory, 'police'))
      .when({ ...disseminate, agency: 'police' })
      .isRefusedBy('R-INT-13', 'agency'));
  test('R-INT-5: is nothing that no second person has read', () =>
    told(on(TEN, sanitised), on(TEN, evaluated))
      .knowing(council)
      .when(disseminate)
      .isRefusedBy('R-INT-5', 'item'));
  test('R-INT-4: is nothing that nobody has graded', () =>
    told(on(TEN, sanitised), on(TEN, attested))
      .knowing(council)
      .when(disseminate)
      .isRefusedBy('R-INT-4', 'item'));
  test.each([
    ['suspected to be false', grading({ assessment: 'SUSPECTED_FALSE' })],
    [
      'kept within the force',
      grading({ scheme: 'FIVE_BY_FIVE_BY_FIVE', handling: 'ORIGINATING_FORCE_ONLY' }),
    ],
    [
      'for law enforcement abroad',
      grading({ scheme: 'FIVE_BY_FIVE_BY_FIVE', handling: 'FOREIGN_LAW_ENFORCEMENT' }),
    ],
    ['to go no further', grading({ scheme: 'FIVE_BY_FIVE_BY_FIVE', handling: 'NO_FURTHER' })],
  ] as const)('R-INT-4: is nothing that is %s, and hidden once it is', (_, one) => {
    graded(one).when(disseminate).isRefusedBy('R-INT-4', 'item');
    expect([seen(NOON, on(TUESDAY, one)), seen(FRIDAY, on(TUESDAY, one))]).toEqual([['item-1'], []]);
  });
  test.each([
    ['agency', { onlyAgencies: ['fire'] }],
    ['purpose', { onlyPurposes: ['SAFEGUARDING'] }],
    ['item', { until: NOON }],
  ] as const)('R-INT-4: is within the conditions of handling C: %s', (path, conditions) => {
    const one = grading({ handling: 'WITH_CONDITIONS', conditions: conditions });
    graded(one).when(disseminate).isRefusedBy('R-INT-4', path);
    expect([seen(NOON), seen(NOON, on(NOON, one))]).toEqual([['item-1'], []]);
  });
  test('R-INT-4: is told where all conditions hold', () =>
    graded(
      grading({
        handling: 'WITH_CONDITIONS',
        conditions: { onlyAgencies: ['council'], onlyPurposes: ['PROBLEM_SOLVING'], until: FRIDAY },
      }),
    )
      .when(disseminate)
      .emits(disseminated));
  test('R-INT-5: is hidden from the moment on at which the text is withdrawn, or the agreement is over', () => {
    const withdrawn = on(TUESDAY, events.sanitisedWithdrawn({ item: 'item-1' }));
    expect([seen(NOON, withdrawn), seen(TUESDAY, withdrawn)]).toEqual([['item-1'], []]);
    const state = stateOf(...ready, on(NOON, disseminated));
    expect(disseminatedTo(state, 'council', FRIDAY, () => false)).toEqual([]);
    expect(disseminatedTo(state, 'council', FRIDAY, (one) => one === 'isa-1')).toMatchObject([
      { item: 'item-1', since: NOON, purpose: 'PROBLEM_SOLVING', evaluation: { source: 'UNTESTED' } },
    ]);
    expect(disseminatedTo(state, 'fire', FRIDAY)).toEqual([]);
  });
  test('R-INT-4: a stricter grading that is told late is taken, and hides it', () => {
    const one = grading({ assessment: 'SUSPECTED_FALSE' });
    told(...ready, on(TUESDAY, disseminated))
      .knowing(noPolicy)
      .when({
        ...evaluate,
        occurredAt: NOON,
        assessment: 'SUSPECTED_FALSE',
      })
      .emits(one);
  });
  test('R-LIFE-1, R-TIME-2: ends, where there was something', () => {
    const gone = [...ready, on(NOON, disseminated)] as const;
    told(...gone)
      .knowing(council)
      .when(disseminate)
      .emitsNothing();
    told(...gone)
      .when(end)
      .emits(ended);
    told(...gone, on(TUESDAY, ended))
      .when(end)
      .emitsNothing();
    told(...ready)
      .when(end)
      .isRefusedBy('R-LIFE-1', 'agency');
    told(...gone, on(FRIDAY, ended))
      .when(end)
      .isRefusedBy('R-TIME-2', 'occurredAt');
    expect([seen(NOON, on(TUESDAY, ended)), seen(TUESDAY, on(TUESDAY, ended))]).toEqual([['item-1'], []]);
  });
});
