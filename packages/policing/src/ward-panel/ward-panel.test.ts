import { describe, expect, test } from '@jest/globals';
import type { Told } from '@wardbook/event-sourcing';
import { at, fact, scenario, type Given, type KnownFact } from '@wardbook/event-sourcing/testing';
import {
  ADMIN,
  CHAIR,
  FEBRUARY_MEETING,
  fridayPatrols,
  JANUARY,
  KILBURN,
  kilburn,
  panel,
  panelThatMet,
  proposed,
  schoolVisits,
  sendersOf,
} from '../kilburn.test.data.ts';
import { promise } from '../promise/promise.ts';
import { promiseAmended, promiseWithdrawn } from '../promise/promise.events.ts';
import { ward } from '../ward/ward.ts';
import { wardAbolished } from '../ward/ward.events.ts';
import { chairOf } from './ward-panel.state.ts';
import { wardPanel, type WardPanelCommand } from './ward-panel.ts';
import {
  panelAgreedPromise,
  panelChairElected,
  panelMeetingHeld,
  panelQuorumSet,
  wardPanelDissolved,
  wardPanelEstablished,
  type WardPanelEvent,
} from './ward-panel.events.ts';

const knownKilburn = fact(ward, KILBURN, kilburn);
/** The panel of Kilburn, in a Kilburn that is as usual: what a test says beside it comes first. */
const given = (...history: readonly Given<WardPanelEvent>[]) => {
  const usual = scenario(wardPanel, KILBURN)(...history);
  return {
    ownedBy: (owner: string) => usual.ownedBy(owner).knowing(knownKilburn),
    knowing: (...facts: readonly KnownFact[]) => usual.knowing(...facts, knownKilburn),
    knowingNothingElse: () => usual.knowing(knownKilburn).knowingNothingElse(),
    when: (command: Told<WardPanelCommand>) => usual.knowing(knownKilburn).when(command),
  };
};
const MARCH = '2013-03-04T09:00:00.000Z';

const establish = {
  type: 'EstablishWardPanel',
  occurredAt: MARCH,
  by: ADMIN,
  quorum: 5,
  chair: CHAIR.id,
} as const;
const setQuorum = { type: 'SetPanelQuorum', occurredAt: MARCH, by: ADMIN, quorum: 6 } as const;
const meet = {
  type: 'RecordPanelMeeting',
  occurredAt: MARCH,
  by: CHAIR,
  meeting: 'march',
  votersPresent: 5,
  minutes: 'minutes/2013-03',
} as const;
const elect = {
  type: 'ElectPanelChair',
  occurredAt: MARCH,
  by: CHAIR,
  chair: 'chair-2',
  meeting: 'february',
} as const;
const agree = {
  type: 'AgreePromiseAtPanel',
  occurredAt: MARCH,
  by: CHAIR,
  meeting: 'february',
  promise: 'visits',
} as const;
const dissolve = {
  type: 'DissolveWardPanel',
  occurredAt: MARCH,
  by: ADMIN,
  reason: 'Nobody came any more.',
} as const;

const established = wardPanelEstablished({ quorum: 5, chair: CHAIR.id });
const dissolved = wardPanelDissolved({ reason: 'Nobody came any more.' });
const quorumOfSix = panelQuorumSet({ quorum: 6 });
const metInMarch = panelMeetingHeld({
  meeting: 'march',
  votersPresent: 5,
  quorate: true,
  minutes: 'minutes/2013-03',
});
const metInJanuary = panelMeetingHeld({
  meeting: 'january',
  votersPresent: 5,
  quorate: true,
  minutes: 'minutes/2013-01',
});
const tooFew = panelMeetingHeld({
  meeting: 'january',
  votersPresent: 4,
  quorate: false,
  minutes: 'minutes/2013-01',
});
const elected = panelChairElected({ chair: 'chair-2', meeting: 'february' });
const agreed = panelAgreedPromise({ meeting: 'february', promise: 'visits' });

const visitsProposed = fact(promise, 'visits', proposed(schoolVisits));
const AFTER_THAT = '2013-03-21T09:00:00.000Z';
const amendedInMarch = fact(
  promise,
  'visits',
  proposed(schoolVisits),
  at('2013-03-10T10:00:00.000Z', promiseAmended(fridayPatrols)),
);
const beforeTheMeeting = '2013-02-20T18:59:59.999Z';

describe('who sends what', () => {
  test.each([
    { command: establish, roles: ['ADMIN'] },
    { command: setQuorum, roles: ['ADMIN'] },
    { command: meet, roles: ['PANEL'] },
    { command: elect, roles: ['PANEL', 'ADMIN'] },
    { command: agree, roles: ['PANEL'] },
    { command: dissolve, roles: ['ADMIN'] },
  ])('R-AUTH-2: $command.type is for $roles alone', ({ command, roles }) => {
    expect(sendersOf(given(), command)).toEqual(roles);
  });
  test.each([meet, elect, agree])('R-AUTH-2: only the chair of this panel sends $type', (command) =>
    given(panelThatMet)
      .knowing(visitsProposed)
      .when({ ...command, by: { ...CHAIR, id: 'chair-of-another-panel' } })
      .isRefusedBy('R-AUTH-2'),
  );
  test.each([meet, elect, agree])('G-01: a chair of that id elsewhere finds no panel for $type', (command) =>
    given(panelThatMet)
      .ownedBy('police')
      .knowing(visitsProposed)
      .when({ ...command, by: { ...CHAIR, agency: 'panel-E05000138' } })
      .isRefusedBy('R-LIFE-1', 'id'),
  );
  test.each([CHAIR, { ...CHAIR, agency: 'police' }])(
    'R-AUTH-2: who speaks for the panel is of its own agency, or of the force: $agency',
    (by) =>
      given(panelThatMet)
        .ownedBy('police')
        .when({ ...meet, by })
        .emits(metInMarch),
  );
  test('R-AUTH-2: a chair who was voted out no longer speaks for the panel', () =>
    given(panelThatMet, at('2013-03-01T09:00:00.000Z', elected)).when(meet).isRefusedBy('R-AUTH-2'));
  test('R-AUTH-2: but did until then', () =>
    given(panelThatMet, at('2013-03-04T09:00:00.001Z', elected)).when(meet).emits(metInMarch));
});

describe('a panel', () => {
  test('R-LIFE-2: a ward gets its panel [T1-28]', () =>
    given().knowing(knownKilburn).when(establish).emits(established));
  test.each(Array.from({ length: 18 }, (_, index) => `E05000${128 + index}`))(
    'R-LIFE-2: every Safer Neighbourhood can have one: %s [T1-28]',
    (code) =>
      scenario(wardPanel, code)()
        .knowing(fact(ward, code, kilburn))
        .when(establish)
        .emits(established),
  );
  test('R-LIFE-2: said again of the same instant, nothing happens', () =>
    given(at(MARCH, established)).when(establish).emitsNothing());
  test.each([{}, { chair: 'chair-2' }])('R-LIFE-2: a ward has no two panels: %j', (other) =>
    given(panel)
      .when({ ...establish, ...other })
      .isRefusedBy('R-LIFE-2', 'id'),
  );
  test('R-TIME-2: nor one that is recorded late, before the other', () =>
    given(at(MARCH, established))
      .when({ ...establish, occurredAt: JANUARY })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-LIFE-1: no panel for a ward that nobody established', () =>
    given().knowing(fact(ward, KILBURN)).when(establish).isRefusedBy('R-LIFE-1'));
  test('R-WARD-5: no panel for a ward that was abolished', () =>
    given()
      .knowing(fact(ward, KILBURN, kilburn, at(JANUARY, wardAbolished({ successors: [] }))))
      .when(establish)
      .isRefusedBy('R-WARD-5'));

  test('R-LIFE-1: a panel gets another quorum', () => given(panel).when(setQuorum).emits(quorumOfSix));
  test('R-LIFE-2: said again of the same instant, nothing happens', () =>
    given(panel, at(MARCH, quorumOfSix)).when(setQuorum).emitsNothing());
  test('R-LIFE-2: said again of a later day, it is on record, whatever turns up for the days between', () =>
    given(panel, at(JANUARY, quorumOfSix)).when(setQuorum).emits(quorumOfSix));
  test.each([setQuorum, meet, elect, agree, dissolve])('R-LIFE-1: without a panel, no $type', (command) =>
    given().knowing(visitsProposed).when(command).isRefusedBy('R-LIFE-1'),
  );
});

describe('its meetings', () => {
  test('R-PROM-1: with as many voters as the quorum a meeting is quorate', () =>
    given(panel).when(meet).emits(metInMarch));
  test('R-PROM-1: with one fewer it was held, but is not quorate', () =>
    given(panel)
      .when({ ...meet, votersPresent: 4 })
      .emits(
        panelMeetingHeld({
          meeting: 'march',
          votersPresent: 4,
          quorate: false,
          minutes: 'minutes/2013-03',
        }),
      ));
  test('R-PROM-1: the quorum of that evening counts, not the later one', () =>
    given(panel, at('2013-03-04T09:00:00.001Z', quorumOfSix)).when(meet).emits(metInMarch));
  test('R-LIFE-2: a meeting is not recorded twice', () =>
    given(panel, metInMarch).when(meet).isRefusedBy('R-LIFE-2'));

  test('R-PROM-1: a quorate meeting elects a chair', () => given(panelThatMet).when(elect).emits(elected));
  test('R-PROM-1: for a chair who is gone, an administrator records it', () =>
    given(panelThatMet)
      .when({ ...elect, by: ADMIN })
      .emits(elected));
  test('R-LIFE-2: said again of the same instant, nothing happens', () =>
    given(panelThatMet, at(MARCH, elected))
      .when({ ...elect, by: ADMIN })
      .emitsNothing());
  test('R-PROM-1: whoever is in the chair may be elected again', () =>
    given(panelThatMet)
      .when({ ...elect, chair: CHAIR.id })
      .emits(panelChairElected({ chair: CHAIR.id, meeting: 'february' })));
  test('R-PROM-1: too small a meeting elects nobody', () =>
    given(panel, at(JANUARY, tooFew))
      .when({ ...elect, meeting: 'january' })
      .isRefusedBy('R-PROM-1'));
  test('R-PROM-1: a meeting that is yet to come elects nobody', () =>
    given(panelThatMet)
      .when({ ...elect, occurredAt: beforeTheMeeting })
      .isRefusedBy('R-PROM-1'));
});

describe('its agreement', () => {
  test('R-PROM-1: a quorate meeting agrees to a promise [T1-09] [T4-13]', () =>
    given(panelThatMet).knowing(visitsProposed).when(agree).emits(agreed));
  test('R-PROM-1: agreed at the very moment of the meeting', () =>
    given(panelThatMet)
      .knowing(visitsProposed)
      .when({ ...agree, occurredAt: FEBRUARY_MEETING })
      .emits(agreed));
  test('R-PROM-1: agreed already, nothing happens', () =>
    given(panelThatMet, at(FEBRUARY_MEETING, agreed)).knowing(visitsProposed).when(agree).emitsNothing());
  test('R-PROM-1: not without a meeting [T1-09]', () =>
    given(panel).knowing(visitsProposed).when(agree).isRefusedBy('R-PROM-1'));
  test('R-PROM-1: not at too small a meeting [T1-09]', () =>
    given(panel, at(JANUARY, tooFew))
      .knowing(visitsProposed)
      .when({ ...agree, meeting: 'january' })
      .isRefusedBy('R-PROM-1'));
  test('R-PROM-1: not before the meeting', () =>
    given(panelThatMet)
      .knowing(visitsProposed)
      .when({ ...agree, occurredAt: beforeTheMeeting })
      .isRefusedBy('R-PROM-1'));
  test('R-PROM-1: not to what nobody proposed', () =>
    given(panelThatMet).knowingNothingElse().when(agree).isRefusedBy('R-PROM-1'));
  test('R-PROM-1: to what was proposed at that very moment', () =>
    given(panel, at('2013-02-11T10:00:00.000Z', metInJanuary))
      .knowing(visitsProposed)
      .when({ ...agree, meeting: 'january', occurredAt: '2013-02-11T10:00:00.000Z' })
      .emits(panelAgreedPromise({ meeting: 'january', promise: 'visits' })));
  test('R-PROM-1, D-04: not to what was proposed after the meeting', () =>
    given(panelThatMet, at('2013-02-11T09:59:59.999Z', metInJanuary))
      .knowing(visitsProposed)
      .when({ ...agree, meeting: 'january' })
      .isRefusedBy('R-PROM-1', 'meeting'));
  test('R-PROM-1, D-04: nor to what was changed after it', () =>
    given(panelThatMet)
      .knowing(amendedInMarch)
      .when({ ...agree, occurredAt: AFTER_THAT })
      .isRefusedBy('R-PROM-1', 'meeting'));
  test('D-04: the next meeting does, also where the one before had agreed to other words', () =>
    given(panelThatMet, at(FEBRUARY_MEETING, agreed), at('2013-03-20T19:00:00.000Z', metInMarch))
      .knowing(amendedInMarch)
      .when({ ...agree, meeting: 'march', occurredAt: AFTER_THAT })
      .emits(panelAgreedPromise({ meeting: 'march', promise: 'visits' })));
  test('R-LIFE-2: what was agreed to is not agreed to at another meeting', () =>
    given(panelThatMet, at(FEBRUARY_MEETING, agreed), at(MARCH, metInMarch))
      .knowing(visitsProposed)
      .when({ ...agree, meeting: 'march' })
      .isRefusedBy('R-LIFE-2', 'promise'));
  test('R-PROM-6: nor is what was withdrawn', () =>
    given(panelThatMet)
      .knowing(
        fact(
          promise,
          'visits',
          proposed(schoolVisits),
          at(
            FEBRUARY_MEETING,
            promiseWithdrawn({ reason: 'Agreed.', agreedWith: 'february', lastPeriod: '2013-02' }),
          ),
        ),
      )
      .when(agree)
      .isRefusedBy('R-PROM-6', 'promise'));
  test('R-PROM-1: not to what was proposed only later', () =>
    given(panelThatMet, at(JANUARY, metInJanuary))
      .knowing(visitsProposed)
      .when({ ...agree, meeting: 'january', occurredAt: '2013-02-11T09:59:59.999Z' })
      .isRefusedBy('R-PROM-1', 'promise'));
  test('R-PROM-1: not to what was promised to another ward', () =>
    given(panelThatMet)
      .knowing(fact(promise, 'visits', proposed({ ...schoolVisits, ward: 'E05000138' })))
      .when(agree)
      .isRefusedBy('R-PROM-1'));
});

describe('the end of a panel', () => {
  test('R-LIFE-1: an administrator dissolves it', () => given(panel).when(dissolve).emits(dissolved));
  test('R-LIFE-2: said again of the same instant, nothing happens', () =>
    given(panel, at(MARCH, dissolved)).when(dissolve).emitsNothing());
  test.each([dissolve, setQuorum, meet, elect, agree])('R-LIFE-1: no $type from then on', (command) =>
    given(panelThatMet, at(FEBRUARY_MEETING, dissolved))
      .knowing(visitsProposed)
      .when(command)
      .isRefusedBy('R-LIFE-1', 'id'),
  );
  test('R-LIFE-2: the ward may get another', () =>
    given(panel, at(FEBRUARY_MEETING, dissolved)).when(establish).emits(established));
  test('R-PROM-1: nobody speaks for it any more', () => {
    const { state } = fact(wardPanel, KILBURN, panel, at(FEBRUARY_MEETING, dissolved));
    expect([chairOf(state, JANUARY), chairOf(state, MARCH)]).toEqual([CHAIR.id, undefined]);
  });
  test.each([quorumOfSix, metInMarch, elected, agreed])(
    'R-TIME-2: not before what is on record for later: $type',
    (later) =>
      given(panel, at<WardPanelEvent>(MARCH, later))
        .when({ ...dissolve, occurredAt: JANUARY })
        .isRefusedBy('R-TIME-2', 'occurredAt'),
  );
});

describe('D-17: the panel of a ward that was abolished', () => {
  const abolished = fact(ward, KILBURN, kilburn, at(MARCH, wardAbolished({ successors: [] })));
  test.each([setQuorum, meet, elect, agree, dissolve])('R-WARD-5: sends no $type', (command) =>
    given(panelThatMet).knowing(abolished, visitsProposed).when(command).isRefusedBy('R-WARD-5', 'id'),
  );
  test('but what it did until then may be recorded late', () =>
    given(panelThatMet)
      .knowing(abolished)
      .when({ ...meet, occurredAt: '2013-03-04T08:59:59.999Z' })
      .emits(metInMarch));
});

describe('what is recorded late', () => {
  test('R-TIME-2: a quorum is not raised late under a meeting that was judged by the old one', () =>
    given(
      at(JANUARY, established),
      at(
        MARCH,
        panelMeetingHeld({ meeting: 'march', votersPresent: 5, quorate: true, minutes: 'minutes/3' }),
      ),
    )
      .when({ ...setQuorum, occurredAt: '2013-02-04T09:00:00.000Z' })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
});
