import type { Told } from '@wardbook/event-sourcing';
import { describe, expect, test } from '@jest/globals';
import { valueIn } from '@wardbook/event-sourcing';
import {
  at,
  fact,
  scenario,
  type Dated,
  type KnownFact,
  type Given as Story,
} from '@wardbook/event-sourcing/testing';
import {
  CHAIR,
  FEBRUARY_MEETING,
  IN_2012,
  INPT,
  INSPECTOR,
  KILBURN,
  OFFICER,
  PCSO,
  RECORDS,
  SNT,
  SUPERVISOR,
  SYSTEM,
  fridayPatrols,
  inForce,
  inpt,
  ledInpt,
  panel,
  panelThatMet,
  posted,
  proposed,
  schoolVisits,
  sendersOf,
  snt,
  staffedKilburn,
} from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import { memberTransferred } from '../member/member.events.ts';
import { team } from '../team/team.ts';
import { teamStoodDown } from '../team/team.events.ts';
import { ward } from '../ward/ward.ts';
import { promiseTargetRegistered, promiseTargetRetired, wardAbolished } from '../ward/ward.events.ts';
import { wardPanel } from '../ward-panel/ward-panel.ts';
import { panelAgreedPromise } from '../ward-panel/ward-panel.events.ts';
import { promise, type PromiseCommand } from './promise.ts';
import { periodStatus } from './promise-month.ts';
import { closedMonth, covers, promiseHistory, type PromiseState } from './promise.state.ts';
import {
  breachExplained,
  fulfilmentCorrected,
  promiseAgreedByCommunity,
  promiseAgreedByTeam,
  promiseAmended,
  promiseFulfilmentRecorded,
  promiseInForce,
  promisePeriodBroken,
  promisePeriodKept,
  promisePeriodOpened,
  promisePeriodRestated,
  promiseProposed,
  promiseWithdrawn,
  type PromiseEvent,
  type PromiseTerms,
} from './promise.events.ts';

type Given = Story<PromiseEvent>;

const knownKilburn = fact(ward, KILBURN, staffedKilburn);
const knownPanel = fact(wardPanel, KILBURN, panelThatMet);
const known: readonly KnownFact[] = [
  knownKilburn,
  knownPanel,
  fact(team, INPT, ledInpt),
  fact(member, OFFICER.id, posted('CONSTABLE')),
  fact(member, PCSO.id, posted('PCSO', SNT, 'PCSO')),
];

/** A promise to Kilburn, made where all is as it usually is: what a test says beside it comes first. */
const given = (...history: readonly Given[]) => {
  const usual = scenario(promise, 'visits')(...history);
  return {
    knowing: (...facts: readonly KnownFact[]) => usual.knowing(...facts, ...known),
    knowingNothingElse: () => usual.knowing(...known).knowingNothingElse(),
    when: (command: Told<PromiseCommand>) => usual.knowing(...known).when(command),
  };
};

const FEBRUARY = '2013-02-15T10:00:00.000Z';
const MARCH = '2013-03-11T12:00:00.000Z';
const APRIL = '2013-04-01T09:00:00.000Z';

const propose = { type: 'ProposePromise', occurredAt: FEBRUARY, by: INSPECTOR, terms: schoolVisits } as const;
const amend = { type: 'AmendPromise', occurredAt: FEBRUARY, by: INSPECTOR, terms: fridayPatrols } as const;
const teamAgrees = { type: 'AgreePromiseByTeam', occurredAt: FEBRUARY, by: INSPECTOR } as const;
const communityAgrees = {
  type: 'AgreePromiseByCommunity',
  occurredAt: FEBRUARY_MEETING,
  by: SYSTEM,
  meeting: 'february',
} as const;
const visit = {
  type: 'RecordFulfilment',
  occurredAt: MARCH,
  by: OFFICER,
  fulfilment: 'visit-1',
  target: 'school-ash',
  member: OFFICER.id,
  evidence: 'pocket-book/77',
} as const;
const correct = {
  type: 'CorrectFulfilment',
  occurredAt: APRIL,
  by: SUPERVISOR,
  fulfilment: 'visit-1',
  reason: 'RECORDED_IN_ERROR',
} as const;
const close = { type: 'ClosePeriod', occurredAt: APRIL, by: SYSTEM, period: '2013-03' } as const;
const explain = {
  type: 'ExplainBreach',
  occurredAt: APRIL,
  by: INSPECTOR,
  period: '2013-03',
  explanation: 'Beech School was shut by a flood.',
} as const;
const withdraw = {
  type: 'WithdrawPromise',
  occurredAt: APRIL,
  by: INSPECTOR,
  reason: 'The schools asked for another way of working.',
  agreedWith: 'february',
} as const;

const agreedByTeam = promiseAgreedByTeam({ lead: INSPECTOR.id });
const agreedByCommunity = promiseAgreedByCommunity({ meeting: 'february' });
const withdrawn = promiseWithdrawn({
  reason: 'The schools asked for another way of working.',
  agreedWith: 'february',
  lastPeriod: '2013-04',
});
const explained = breachExplained({ period: '2013-03', explanation: 'Beech School was shut by a flood.' });

const opened = (period: string, targets = ['school-ash', 'school-beech'], minimumPerTarget = 1) =>
  promisePeriodOpened({ period, targets, minimumPerTarget });
const visited = (
  period: string,
  when: string,
  { fulfilment = 'visit-1', target = 'school-ash', by = OFFICER.id } = {},
) =>
  promiseFulfilmentRecorded({
    fulfilment,
    period,
    targets: [target],
    member: by,
    evidence: 'pocket-book/77',
    from: when,
    to: when,
  });
const kept = promisePeriodKept({ period: '2013-03' });
const broken = (...missedTargets: string[]) => promisePeriodBroken({ period: '2013-03', missedTargets });
const restated = (result: 'KEPT' | 'BROKEN', ...missedTargets: string[]) =>
  promisePeriodRestated({ period: '2013-03', result, missedTargets });
const corrected = (reason: 'RECORDED_IN_ERROR' | 'WRONG_TARGET' | 'NOT_PROVEN', ...targets: string[]) =>
  fulfilmentCorrected({ fulfilment: 'visit-1', reason, targets });

const inMarch = (...events: readonly PromiseEvent[]): readonly Dated<PromiseEvent>[] =>
  at<PromiseEvent>(MARCH, ...events);
const inApril = (...events: readonly PromiseEvent[]): readonly Dated<PromiseEvent>[] =>
  at<PromiseEvent>(APRIL, ...events);
const schools = inForce(schoolVisits);
const ashVisited = inMarch(opened('2013-03'), visited('2013-03', MARCH));
const beechVisited = inMarch(visited('2013-03', MARCH, { fulfilment: 'visit-2', target: 'school-beech' }));

describe('who sends what', () => {
  test.each([
    { command: propose, roles: ['INSPECTOR'] },
    { command: amend, roles: ['INSPECTOR'] },
    { command: teamAgrees, roles: ['INSPECTOR'] },
    { command: communityAgrees, roles: ['SYSTEM'] },
    { command: visit, roles: ['OFFICER', 'PCSO', 'SUPERVISOR', 'INSPECTOR'] },
    { command: correct, roles: ['SUPERVISOR', 'INSPECTOR', 'RECORDS'] },
    { command: close, roles: ['INSPECTOR', 'SYSTEM'] },
    { command: explain, roles: ['INSPECTOR'] },
    { command: withdraw, roles: ['INSPECTOR'] },
  ])('R-AUTH-2: $command.type is for $roles alone', ({ command, roles }) => {
    expect(sendersOf(given(), command)).toEqual(roles);
  });
  test('R-AUTH-2: nor do others correct what is on record', () =>
    given(schools, ashVisited)
      .when({ ...correct, by: OFFICER })
      .isRefusedBy('R-AUTH-2'));
});

describe('proposing', () => {
  test('R-PROM-2: to visit every secondary school once a month can be promised [T4-15]', () =>
    given().when(propose).emits(promiseProposed(schoolVisits)));
  test('R-PROM-2: and every place of worship [T4-16]', () => {
    const terms = { ...schoolVisits, targetKind: 'PLACE_OF_WORSHIP' } as const;
    given()
      .when({ ...propose, terms })
      .emits(promiseProposed(terms));
  });
  test('R-PROM-2: to patrol an area at certain times can be promised, and answers a priority [T4-14] [T4-35]', () =>
    given()
      .when({ ...propose, terms: fridayPatrols })
      .emits(promiseProposed(fridayPatrols)));
  const meetings: PromiseTerms = {
    ward: KILBURN,
    team: INPT,
    kind: 'OTHER_MEASURABLE',
    statement: 'We hold two street briefings a month.',
    measure: 'Street briefings',
    minimumPerPeriod: 2,
  };
  test('R-PROM-2: anything that is counted can be promised', () =>
    given()
      .when({ ...propose, terms: meetings })
      .emits(promiseProposed(meetings)));
  test('R-PROM-1: every promise names the team that makes it: its SNT too [T4-05]', () => {
    const terms = { ...schoolVisits, team: SNT };
    given()
      .knowing(fact(team, SNT, snt))
      .when({ ...propose, terms })
      .emits(promiseProposed(terms));
  });

  const { targetKind: _kind, ...noKind } = schoolVisits;
  const { area: _area, ...noArea } = fridayPatrols;
  const { windows: _windows, ...noWindows } = fridayPatrols;
  const { measure: _measure, ...noMeasure } = meetings;
  const window = (from: string, to: string) => [{ weekday: 'FRIDAY', from, to } as const];
  const unmeasurable: readonly (readonly [string, PromiseTerms])[] = [
    ['a visit to no kind of target', noKind],
    ['no visit at all', { ...schoolVisits, minimumPerPeriod: 0 }],
    ['half a visit', { ...schoolVisits, minimumPerPeriod: 0.5 }],
    ['a patrol of no area', noArea],
    ['a patrol of an area unknown to the ward', { ...fridayPatrols, area: 'larch' }],
    ['a patrol of a school', { ...fridayPatrols, area: 'school-ash' }],
    ['a patrol at no time', noWindows],
    ['a patrol at an empty list of times', { ...fridayPatrols, windows: [] }],
    ['a patrol of 14 minutes', { ...fridayPatrols, windows: window('23:50', '00:04') }],
    ['a count of nothing', noMeasure],
  ];
  test.each(unmeasurable)('R-PROM-2: %s is not measurable', (_, terms) =>
    given()
      .when({ ...propose, terms })
      .isRefusedBy('R-PROM-2'),
  );
  test('R-PROM-2: a patrol of 15 minutes is measurable', () => {
    const terms = { ...fridayPatrols, windows: window('23:50', '00:05') };
    given()
      .when({ ...propose, terms })
      .emits(promiseProposed(terms));
  });
  test('R-PROM-2: so is one of a whole day', () => {
    const terms = { ...fridayPatrols, windows: window('20:00', '20:00') };
    given()
      .when({ ...propose, terms })
      .emits(promiseProposed(terms));
  });
  test('R-PROM-2: a kind whose targets all retired is not measurable', () =>
    given()
      .knowing(
        fact(
          ward,
          KILBURN,
          staffedKilburn,
          at('2013-01-07T09:00:00.000Z', promiseTargetRetired({ target: 'chapel-elm', reason: 'Sold.' })),
        ),
      )
      .when({ ...propose, terms: { ...schoolVisits, targetKind: 'PLACE_OF_WORSHIP' } })
      .isRefusedBy('R-PROM-2'));

  test('R-LIFE-2: nothing is proposed twice', () =>
    given(proposed(schoolVisits)).when(propose).isRefusedBy('R-LIFE-2'));
  test('R-PROM-1: no team promises to a ward that is not its own', () =>
    given()
      .knowing(fact(team, 'inpt-east', inpt))
      .when({ ...propose, terms: { ...schoolVisits, team: 'inpt-east' } })
      .isRefusedBy('R-PROM-1'));
  test('R-LIFE-1: nothing is promised to a ward that nobody established', () =>
    given().knowing(fact(ward, KILBURN)).when(propose).isRefusedBy('R-LIFE-1'));
  test('R-WARD-5: nothing is promised to a ward that was abolished', () =>
    given()
      .knowing(fact(ward, KILBURN, staffedKilburn, at(FEBRUARY, wardAbolished({ successors: [] }))))
      .when(propose)
      .isRefusedBy('R-WARD-5'));
  test('R-LIFE-1: nothing is promised by a team that stood down', () =>
    given()
      .knowing(fact(team, INPT, ledInpt, at(FEBRUARY, teamStoodDown({ reason: 'Merged.' }))))
      .when(propose)
      .isRefusedBy('R-LIFE-1'));
});

describe('amending', () => {
  test('R-PROM-6: what nobody agreed to yet may be amended', () =>
    given(proposed(schoolVisits)).when(amend).emits(promiseAmended(fridayPatrols)));
  test('R-PROM-6: amended to what it says already, nothing happens', () =>
    given(proposed(fridayPatrols)).when(amend).emitsNothing());
  test.each([
    ['the team', agreedByTeam],
    ['the community', agreedByCommunity],
  ])('R-PROM-6: what %s agreed to is not edited [T4-34]', (_, agreed) =>
    given(proposed(schoolVisits), at<PromiseEvent>('2013-02-13T10:00:00.000Z', agreed))
      .when(amend)
      .isRefusedBy('R-PROM-6'),
  );
  test('R-PROM-6: what is in force is not edited [T4-34]', () =>
    given(schools)
      .when({ ...amend, occurredAt: MARCH })
      .isRefusedBy('R-PROM-6'));
  test('R-PROM-6: what was withdrawn is not edited', () =>
    given(proposed(schoolVisits), at('2013-02-13T10:00:00.000Z', withdrawn))
      .when(amend)
      .isRefusedBy('R-PROM-6'));
  test('R-PROM-2: it stays measurable', () =>
    given(proposed(schoolVisits))
      .when({ ...amend, terms: { ...fridayPatrols, windows: [] } })
      .isRefusedBy('R-PROM-2'));
  test('R-LIFE-1: it is amended from the very moment it is proposed', () =>
    given(proposed(schoolVisits))
      .when({ ...amend, occurredAt: '2013-02-11T10:00:00.000Z' })
      .emits(promiseAmended(fridayPatrols)));
  test('R-PROM-6: but not from the very moment it is withdrawn', () =>
    given(proposed(schoolVisits), at(FEBRUARY, withdrawn)).when(amend).isRefusedBy('R-PROM-6'));
  test('R-LIFE-1: nothing is amended before it is proposed', () =>
    given().when(amend).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: nor at an earlier moment', () =>
    given(proposed(schoolVisits))
      .when({ ...amend, occurredAt: '2013-02-11T09:59:59.999Z' })
      .isRefusedBy('R-LIFE-1'));
});

describe('agreeing', () => {
  const panelAgreed = fact(
    wardPanel,
    KILBURN,
    panelThatMet,
    at(FEBRUARY_MEETING, panelAgreedPromise({ meeting: 'february', promise: 'visits' })),
  );
  const afterTeam = [...proposed(schoolVisits), ...at<PromiseEvent>(FEBRUARY, agreedByTeam)];
  const afterCommunity = [
    ...proposed(schoolVisits),
    ...at<PromiseEvent>(FEBRUARY_MEETING, agreedByCommunity),
  ];
  const fromMarch = promiseInForce({ from: FEBRUARY_MEETING, firstPeriod: '2013-03' });

  test('R-PROM-1: when only the team agrees, nothing is in force [T4-13]', () =>
    given(proposed(schoolVisits)).when(teamAgrees).emits(agreedByTeam));
  test('R-PROM-1: when only the community agrees, nothing is in force [T4-13]', () =>
    given(proposed(schoolVisits)).knowing(panelAgreed).when(communityAgrees).emits(agreedByCommunity));
  test('R-PROM-1: when the community agrees too, it is in force, and counts from the first whole month [T4-13]', () =>
    given(afterTeam).knowing(panelAgreed).when(communityAgrees).emits(agreedByCommunity, fromMarch));
  test('R-PROM-1: so it is when the team agrees last [T4-13]', () =>
    given(afterCommunity)
      .when({ ...teamAgrees, occurredAt: '2013-02-25T10:00:00.000Z' })
      .emits(agreedByTeam, promiseInForce({ from: '2013-02-25T10:00:00.000Z', firstPeriod: '2013-03' })));
  test('R-PROM-1: an agreement that is recorded late does not put it in force earlier than the other', () =>
    given(afterCommunity).when(teamAgrees).emits(agreedByTeam, fromMarch));
  test.each([
    ['the first instant of March', '2013-03-01T00:00:00.000Z', '2013-03'],
    ['a millisecond later', '2013-03-01T00:00:00.001Z', '2013-04'],
    ['the last hour of 31 March by the clock of London', '2013-03-31T22:59:59.999Z', '2013-04'],
    ['the first instant of April by the clock of London', '2013-03-31T23:00:00.000Z', '2013-04'],
    ['the last minute of the year', '2013-12-31T23:59:00.000Z', '2014-01'],
  ])('R-PROM-1: agreed at %s (%s), it counts from %s', (_, from, firstPeriod) =>
    given(afterCommunity)
      .when({ ...teamAgrees, occurredAt: from })
      .emits(agreedByTeam, promiseInForce({ from, firstPeriod })),
  );

  test('R-PROM-1: the team has agreed already, and nothing happens', () =>
    given(afterTeam).when(teamAgrees).emitsNothing());
  test('R-PROM-1: the community has agreed already, and nothing happens', () =>
    given(afterCommunity).knowing(panelAgreed).when(communityAgrees).emitsNothing());

  test('R-PROM-1: only the lead agrees for the team', () =>
    given(proposed(schoolVisits))
      .when({ ...teamAgrees, by: { ...INSPECTOR, id: 'inspector-2' } })
      .isRefusedBy('R-PROM-1'));
  test('R-PROM-1: nobody agrees for a team without a lead', () =>
    given(proposed(schoolVisits))
      .knowing(fact(team, INPT, inpt))
      .when(teamAgrees)
      .isRefusedBy('R-PROM-1'));
  test('R-PROM-1: the community does not agree without a panel [T1-09]', () =>
    given(proposed(schoolVisits))
      .knowing(fact(wardPanel, KILBURN))
      .when(communityAgrees)
      .isRefusedBy('R-PROM-1'));
  test('R-PROM-1: nor without a meeting that agreed [T1-09]', () =>
    given(proposed(schoolVisits)).when(communityAgrees).isRefusedBy('R-PROM-1'));
  test('R-PROM-1: nor at another meeting [T1-09]', () =>
    given(proposed(schoolVisits))
      .knowing(panelAgreed)
      .when({ ...communityAgrees, meeting: 'january' })
      .isRefusedBy('R-PROM-1'));
  test.each([teamAgrees, communityAgrees])('R-LIFE-1: nothing proposed, no $type', (command) =>
    given().knowing(panelAgreed).when(command).isRefusedBy('R-LIFE-1'),
  );
  test.each([teamAgrees, communityAgrees])(
    'R-PROM-1: the terms were amended after the agreement, so no $type',
    (command) =>
      given(proposed(schoolVisits), at('2013-02-20T19:00:00.001Z', promiseAmended(fridayPatrols)))
        .knowing(panelAgreed)
        .when(command)
        .isRefusedBy('R-PROM-1'),
  );
  test('R-PROM-1: the team agrees to the terms from the very moment they are amended', () =>
    given(proposed(schoolVisits), at(FEBRUARY, promiseAmended(fridayPatrols)))
      .when(teamAgrees)
      .emits(agreedByTeam));
  test.each([teamAgrees, communityAgrees])('R-PROM-6: once withdrawn, no $type', (command) =>
    given(proposed(schoolVisits), at('2013-02-13T10:00:00.000Z', withdrawn))
      .knowing(panelAgreed)
      .when(command)
      .isRefusedBy('R-PROM-6'),
  );
});

describe('visiting', () => {
  test('R-PROM-4: a visit counts in its month, which opens with every target of the kind [T4-15]', () =>
    given(schools).when(visit).emits(opened('2013-03'), visited('2013-03', MARCH)));
  test('R-PROM-4: a second visit opens nothing again', () =>
    given(schools, ashVisited)
      .when({ ...visit, fulfilment: 'visit-2', target: 'school-beech' })
      .emits(visited('2013-03', MARCH, { fulfilment: 'visit-2', target: 'school-beech' })));

  test.each([
    ['31 March 23:30 BST is March', '2013-03-31T22:30:00.000Z', '2013-03'],
    ['1 April 00:10 BST is April', '2013-03-31T23:10:00.000Z', '2013-04'],
    ['the last instant of 31 March is March', '2013-03-31T22:59:59.999Z', '2013-03'],
    ['the first instant of 1 April is April', '2013-03-31T23:00:00.000Z', '2013-04'],
    ['1 October 00:00 BST is October', '2013-09-30T23:00:00.000Z', '2013-10'],
    ['31 October 23:59 GMT is October', '2013-10-31T23:59:59.999Z', '2013-10'],
    ['1 November 00:00 GMT is November', '2013-11-01T00:00:00.000Z', '2013-11'],
    ['31 October is October though the clocks change on it', '2021-10-31T23:59:59.999Z', '2021-10'],
  ])('R-PROM-4: %s (%s) [T4-17]', (_, when, period) =>
    given(schools)
      .when({ ...visit, occurredAt: when })
      .emits(opened(period), visited(period, when)),
  );

  const oak = promiseTargetRegistered({
    target: 'school-oak',
    kind: 'SECONDARY_SCHOOL',
    label: 'Oak School',
  });
  const withOak = fact(ward, KILBURN, staffedKilburn, at('2013-03-10T12:00:00.000Z', oak));
  const allThree = ['school-ash', 'school-beech', 'school-oak'];
  test('R-PROM-3: a school registered in mid-month is not owed in that month', () =>
    given(schools).knowing(withOak).when(visit).emits(opened('2013-03'), visited('2013-03', MARCH)));
  test('R-PROM-3: nor does a visit to it count', () =>
    given(schools)
      .knowing(withOak)
      .when({ ...visit, target: 'school-oak' })
      .isRefusedBy('R-PROM-3'));
  test('R-PROM-3: it is owed from the next month', () =>
    given(schools)
      .knowing(withOak)
      .when({ ...visit, occurredAt: '2013-04-02T12:00:00.000Z', target: 'school-oak' })
      .emits(
        opened('2013-04', allThree),
        visited('2013-04', '2013-04-02T12:00:00.000Z', { target: 'school-oak' }),
      ));
  test('R-PROM-3: a school registered as the month began is owed in it', () =>
    given(schools)
      .knowing(fact(ward, KILBURN, staffedKilburn, at('2013-03-01T00:00:00.000Z', oak)))
      .when(visit)
      .emits(opened('2013-03', allThree), visited('2013-03', MARCH)));
  test('R-PROM-3: a school that retires in mid-month is still owed in that month', () =>
    given(schools)
      .knowing(
        fact(
          ward,
          KILBURN,
          staffedKilburn,
          at('2013-03-10T12:00:00.000Z', promiseTargetRetired({ target: 'school-beech', reason: 'Shut.' })),
        ),
      )
      .when(visit)
      .emits(opened('2013-03'), visited('2013-03', MARCH)));
  test('R-PROM-3: what the month began with stays, whatever is registered since', () =>
    given(schools, ashVisited)
      .knowing(fact(ward, KILBURN, staffedKilburn, at(IN_2012, oak)))
      .when({ ...visit, fulfilment: 'visit-2', target: 'school-oak' })
      .isRefusedBy('R-PROM-3'));
  test('R-PROM-3: a place of worship is no secondary school', () =>
    given(schools)
      .when({ ...visit, target: 'chapel-elm' })
      .isRefusedBy('R-PROM-3'));

  test('R-PROM-4: the same visit counts once, under whichever id', () =>
    given(schools, ashVisited)
      .when({ ...visit, fulfilment: 'visit-2' })
      .isRefusedBy('R-PROM-4'));
  test('R-PROM-4: a visit has no length that could make it another visit', () =>
    given(schools, ashVisited)
      .when({ ...visit, fulfilment: 'visit-2', from: '2013-03-11T11:30:00.000Z' })
      .isRefusedBy('R-PROM-4'));
  test('R-PROM-4: the same visit under the same id is not recorded again', () =>
    given(schools, ashVisited).when(visit).isRefusedBy('R-PROM-4'));
  test('R-LIFE-2: an id names one fulfilment', () =>
    given(schools, ashVisited)
      .when({ ...visit, occurredAt: '2013-03-12T12:00:00.000Z', target: 'school-beech' })
      .isRefusedBy('R-LIFE-2'));
  test('R-PROM-4: another visit to the same school is recorded too [T4-16]', () =>
    given(schools, ashVisited)
      .when({ ...visit, fulfilment: 'visit-2', occurredAt: '2013-03-12T12:00:00.000Z' })
      .emits(visited('2013-03', '2013-03-12T12:00:00.000Z', { fulfilment: 'visit-2' })));
  test('R-PROM-4: what was corrected away may be recorded anew', () =>
    given(schools, ashVisited, inMarch(corrected('NOT_PROVEN')))
      .when({ ...visit, fulfilment: 'visit-2' })
      .emits(visited('2013-03', MARCH, { fulfilment: 'visit-2' })));

  test('R-PROM-4: a member of the Safer Neighbourhoods team keeps the promise of the INPT', () =>
    given(schools)
      .when({ ...visit, by: PCSO, member: PCSO.id })
      .emits(opened('2013-03'), visited('2013-03', MARCH, { by: PCSO.id })));
  test('R-PROM-4: a member of another team does not', () =>
    given(schools)
      .knowing(fact(member, OFFICER.id, posted('CONSTABLE', 'inpt-east')))
      .when(visit)
      .isRefusedBy('R-PROM-4'));
  test('R-PROM-4: nor somebody nobody knows', () =>
    given(schools).knowing(fact(member, OFFICER.id)).when(visit).isRefusedBy('R-PROM-4'));
  const transferred = fact(
    member,
    OFFICER.id,
    posted('CONSTABLE'),
    at('2013-03-11T12:00:00.001Z', memberTransferred({ from: INPT, team: 'inpt-east' })),
  );
  test('R-PROM-4: who transferred later was still a member then', () =>
    given(schools).knowing(transferred).when(visit).emits(opened('2013-03'), visited('2013-03', MARCH)));
  test('R-PROM-4: who had transferred was not', () =>
    given(schools)
      .knowing(transferred)
      .when({ ...visit, occurredAt: '2013-03-11T12:00:00.001Z' })
      .isRefusedBy('R-PROM-4'));
  test.each([OFFICER, PCSO])('R-AUTH-2: $role records nobody else’s work', (by) =>
    given(schools)
      .when({ ...visit, by: { ...by, id: 'officer-2' } })
      .isRefusedBy('R-AUTH-2'),
  );
  test.each([SUPERVISOR, INSPECTOR])('R-AUTH-2: $role records the work of others', (by) =>
    given(schools)
      .when({ ...visit, by })
      .emits(opened('2013-03'), visited('2013-03', MARCH)),
  );

  test('R-PROM-1: nothing counts before the first whole month', () =>
    given(schools)
      .when({ ...visit, occurredAt: '2013-02-28T23:59:59.999Z' })
      .isRefusedBy('R-PROM-1'));
  test('R-PROM-1: nothing counts for a promise that only one side agreed to', () =>
    given(proposed(schoolVisits), at(FEBRUARY, agreedByTeam)).when(visit).isRefusedBy('R-PROM-1'));
  test('R-LIFE-1: nothing counts for what nobody proposed', () =>
    given().when(visit).isRefusedBy('R-LIFE-1'));
});

describe('counting', () => {
  const briefings: PromiseTerms = {
    ward: KILBURN,
    team: INPT,
    kind: 'OTHER_MEASURABLE',
    statement: 'We hold two street briefings a month.',
    measure: 'Street briefings',
    minimumPerPeriod: 2,
  };
  const held = (when: string, fulfilment: string) =>
    visited('2013-03', when, { fulfilment, target: 'measure' });

  test('R-PROM-4: what is counted has one target, whatever is named', () =>
    given(inForce(briefings))
      .when({ ...visit, target: 'market-square' })
      .emits(opened('2013-03', ['measure'], 2), held(MARCH, 'visit-1')));
  test('R-PROM-2: one of two is not enough', () =>
    given(inForce(briefings), inMarch(opened('2013-03', ['measure'], 2), held(MARCH, 'visit-1')))
      .when(close)
      .emits(broken('measure')));
  test('R-PROM-2: two of two is', () =>
    given(
      inForce(briefings),
      inMarch(
        opened('2013-03', ['measure'], 2),
        held(MARCH, 'visit-1'),
        held('2013-03-12T12:00:00.000Z', 'visit-2'),
      ),
    )
      .when(close)
      .emits(kept));
});

describe('patrolling', () => {
  const patrol = (from: string, to: string) =>
    ({ ...visit, fulfilment: 'patrol-1', target: 'cedar', from, occurredAt: to }) as const;
  const patrolled = (period: string, [from, to]: readonly [string, string], ...starts: string[]) =>
    promiseFulfilmentRecorded({
      fulfilment: 'patrol-1',
      period,
      targets: starts.map((start) => `cedar@${start}`),
      member: OFFICER.id,
      evidence: 'pocket-book/77',
      from,
      to,
    });
  const owed = (...starts: string[]) => starts.map((start) => `cedar@${start}`);
  const at20 = (...days: string[]) => days.map((day) => `2013-03-${day}T20:00`);
  const fridays = owed(...at20('01', '08', '15', '22', '29'));
  const promised = (...windows: NonNullable<PromiseTerms['windows']>) =>
    inForce({ ...fridayPatrols, windows });
  /** What is owed in a month is not what these tests are about. */
  const fulfilmentOf = (history: Given, [from, to]: readonly [string, string]) => {
    const { decision } = given(history).when(patrol(from, to));
    return 'length' in decision ? decision.at(-1) : decision;
  };

  test('R-PROM-5: a patrol of the area in the window fulfils that one Friday [T4-14]', () =>
    given(inForce(fridayPatrols))
      .when(patrol('2013-03-08T20:30:00.000Z', '2013-03-08T21:30:00.000Z'))
      .emits(
        opened('2013-03', fridays),
        patrolled('2013-03', ['2013-03-08T20:30:00.000Z', '2013-03-08T21:30:00.000Z'], '2013-03-08T20:00'),
      ));
  test('R-PROM-5: a patrol of the area before the window does not [T4-14]', () =>
    given(inForce(fridayPatrols))
      .when(patrol('2013-03-08T19:00:00.000Z', '2013-03-08T19:30:00.000Z'))
      .isRefusedBy('R-PROM-5'));
  test('R-PROM-5: a patrol of another area in the window does not [T4-14]', () =>
    given(inForce(fridayPatrols))
      .when({ ...patrol('2013-03-08T20:30:00.000Z', '2013-03-08T21:30:00.000Z'), target: 'larch' })
      .isRefusedBy('R-PROM-5'));
  test('R-PROM-5: a patrol on another day does not [T4-14]', () =>
    given(inForce(fridayPatrols))
      .when(patrol('2013-03-07T20:30:00.000Z', '2013-03-07T21:30:00.000Z'))
      .isRefusedBy('R-PROM-5'));
  test('R-PROM-5: a patrol that nobody says began does not', () => {
    const { from: _from, ...withoutBeginning } = patrol('-', '2013-03-08T21:30:00.000Z');
    given(inForce(fridayPatrols)).when(withoutBeginning).isRefusedBy('R-PROM-5');
  });
  test('R-PROM-5: a patrol that ends before it begins does not', () =>
    given(inForce(fridayPatrols))
      .when(patrol('2013-03-08T21:30:00.000Z', '2013-03-08T20:30:00.000Z'))
      .isRefusedBy('R-PROM-5'));

  test.each([
    ['into the window', '2013-03-08T19:00:00.000Z', '2013-03-08T20:15:00.000Z'],
    ['out of the window', '2013-03-08T23:45:00.000Z', '2013-03-09T00:30:00.000Z'],
    ['within the window', '2013-03-08T21:00:00.000Z', '2013-03-08T21:15:00.000Z'],
  ])('R-PROM-5: 15 minutes %s are enough', (_, from, to) => {
    expect(fulfilmentOf(inForce(fridayPatrols), [from, to])).toEqual(
      patrolled('2013-03', [from, to], '2013-03-08T20:00'),
    );
  });
  test.each([
    ['into the window', '2013-03-08T19:00:00.000Z', '2013-03-08T20:14:59.999Z'],
    ['out of the window', '2013-03-08T23:45:00.001Z', '2013-03-09T00:30:00.000Z'],
    ['within the window', '2013-03-08T21:00:00.000Z', '2013-03-08T21:14:00.000Z'],
  ])('R-PROM-5: 14 minutes %s are not', (_, from, to) =>
    given(inForce(fridayPatrols)).when(patrol(from, to)).isRefusedBy('R-PROM-5'),
  );

  test('R-PROM-5: a window of 15 minutes is patrolled by all of it', () => {
    const quarterHours = promised({ weekday: 'FRIDAY', from: '20:00', to: '20:15' });
    const span = ['2013-03-08T20:00:00.000Z', '2013-03-08T20:15:00.000Z'] as const;
    expect(fulfilmentOf(quarterHours, span)).toEqual(patrolled('2013-03', span, '2013-03-08T20:00'));
  });

  const evenings = promised(
    { weekday: 'FRIDAY', from: '18:00', to: '20:00' },
    { weekday: 'FRIDAY', from: '21:00', to: '23:00' },
  );
  test('R-PROM-5: one patrol may fulfil two windows', () => {
    const span = ['2013-03-08T19:00:00.000Z', '2013-03-08T22:00:00.000Z'] as const;
    expect(fulfilmentOf(evenings, span)).toEqual(
      patrolled('2013-03', span, '2013-03-08T18:00', '2013-03-08T21:00'),
    );
  });
  test('R-PROM-5: a window that was written down twice is owed once, and fulfilled once', () => {
    const twice = promised(
      { weekday: 'FRIDAY', from: '20:00', to: '24:00' },
      { weekday: 'FRIDAY', from: '20:00', to: '24:00' },
    );
    const span = ['2013-03-08T20:30:00.000Z', '2013-03-08T21:30:00.000Z'] as const;
    given(twice)
      .when(patrol(...span))
      .emits(opened('2013-03', fridays), patrolled('2013-03', span, '2013-03-08T20:00'));
  });

  const saturdayNights = promised({ weekday: 'SATURDAY', from: '22:00', to: '03:00' });
  test('R-PROM-5: a window past midnight belongs to the day on which it began', () => {
    const span = ['2013-03-10T00:30:00.000Z', '2013-03-10T01:30:00.000Z'] as const;
    expect(fulfilmentOf(saturdayNights, span)).toEqual(patrolled('2013-03', span, '2013-03-09T22:00'));
  });

  const sundayNights = promised({ weekday: 'SUNDAY', from: '22:00', to: '02:00' });
  test('R-PROM-5: a window across the end of the month belongs to the month in which it began', () => {
    const span = ['2013-03-31T23:30:00.000Z', '2013-04-01T00:30:00.000Z'] as const;
    expect(fulfilmentOf(sundayNights, span)).toEqual(patrolled('2013-03', span, '2013-03-31T22:00'));
  });
  test('R-PROM-5: a patrol that set out shortly before the month counts for the window that began with it', () => {
    const mondayNights = promised({ weekday: 'MONDAY', from: '00:00', to: '04:00' });
    const span = ['2013-03-31T22:50:00.000Z', '2013-04-01T01:00:00.000Z'] as const;
    expect(fulfilmentOf(mondayNights, span)).toEqual(patrolled('2013-04', span, '2013-04-01T00:00'));
  });
  test('R-PROM-1: a window that began before the first whole month is not owed', () => {
    const thursdayNights = promised({ weekday: 'THURSDAY', from: '22:00', to: '02:00' });
    given(thursdayNights)
      .when(patrol('2013-03-01T00:30:00.000Z', '2013-03-01T01:30:00.000Z'))
      .isRefusedBy('R-PROM-1');
  });

  test('R-PROM-5: the night the clocks go forward, the window ends at 03:00 BST', () => {
    const span = ['2013-03-31T01:45:00.000Z', '2013-03-31T04:00:00.000Z'] as const;
    expect(fulfilmentOf(saturdayNights, span)).toEqual(patrolled('2013-03', span, '2013-03-30T22:00'));
  });
  test('R-PROM-5: and not an hour later', () =>
    given(saturdayNights)
      .when(patrol('2013-03-31T01:46:00.000Z', '2013-03-31T03:00:00.000Z'))
      .isRefusedBy('R-PROM-5'));
  test('R-PROM-5: the night the clocks go back, it ends at 03:00 GMT', () => {
    const span = ['2013-10-27T02:45:00.000Z', '2013-10-27T04:00:00.000Z'] as const;
    expect(fulfilmentOf(saturdayNights, span)).toEqual(patrolled('2013-10', span, '2013-10-26T22:00'));
  });
  test('R-PROM-5: and begins at 22:00 BST', () =>
    given(saturdayNights)
      .when(patrol('2013-10-26T20:00:00.000Z', '2013-10-26T21:14:00.000Z'))
      .isRefusedBy('R-PROM-5'));

  const sundayHour = promised({ weekday: 'SUNDAY', from: '01:00', to: '02:00' });
  test.each([
    ['first', '2013-10-27T00:10:00.000Z', '2013-10-27T00:40:00.000Z'],
    ['second', '2013-10-27T01:10:00.000Z', '2013-10-27T01:40:00.000Z'],
  ])('R-PROM-5: the %s time it is ten past one, a patrol is in the window from one to two', (_, from, to) => {
    expect(fulfilmentOf(sundayHour, [from, to])).toEqual(
      patrolled('2013-10', [from, to], '2013-10-27T01:00'),
    );
  });
  test('R-PROM-5: an hour that the clocks leave out is not owed', () =>
    given(sundayHour)
      .when(close)
      .emits(
        opened(
          '2013-03',
          owed('2013-03-03T01:00', '2013-03-10T01:00', '2013-03-17T01:00', '2013-03-24T01:00'),
        ),
        broken(...owed('2013-03-03T01:00', '2013-03-10T01:00', '2013-03-17T01:00', '2013-03-24T01:00')),
      ));
  test('R-PROM-3: every Friday of the month is owed [T4-14]', () =>
    given(inForce(fridayPatrols))
      .when(close)
      .emits(opened('2013-03', fridays), broken(...fridays)));
  test('R-PROM-4: the same patrol counts once', () => {
    const span = ['2013-03-08T20:30:00.000Z', '2013-03-08T21:30:00.000Z'] as const;
    given(
      inForce(fridayPatrols),
      inMarch(opened('2013-03', fridays), patrolled('2013-03', span, '2013-03-08T20:00')),
    )
      .when({ ...patrol(...span), fulfilment: 'patrol-2' })
      .isRefusedBy('R-PROM-4');
  });
});

describe('closing a month', () => {
  test('R-PROM-7: a month in which every school was visited is kept [T4-15]', () =>
    given(schools, ashVisited, beechVisited).when(close).emits(kept));
  test('R-PROM-7: a month in which one was not is broken, and names it [T4-15]', () =>
    given(schools, ashVisited).when(close).emits(broken('school-beech')));
  test('R-PROM-7: a month in which nothing was done opens and is broken [T4-15]', () =>
    given(schools).when(close).emits(opened('2013-03'), broken('school-ash', 'school-beech')));
  test('R-PROM-4: a place visited twice counts once, and does not stand in for another [T4-16]', () =>
    given(
      schools,
      ashVisited,
      inMarch(visited('2013-03', '2013-03-12T12:00:00.000Z', { fulfilment: 'visit-2' })),
    )
      .when(close)
      .emits(broken('school-beech')));
  test('R-PROM-3: a place of worship visited twice is kept [T4-16]', () => {
    const chapel = { target: 'chapel-elm' };
    given(
      inForce({ ...schoolVisits, targetKind: 'PLACE_OF_WORSHIP' }),
      inMarch(
        opened('2013-03', ['chapel-elm']),
        visited('2013-03', MARCH, chapel),
        visited('2013-03', '2013-03-12T12:00:00.000Z', { ...chapel, fulfilment: 'visit-2' }),
      ),
    )
      .when(close)
      .emits(kept);
  });
  test('R-PROM-2: twice a month is twice for each', () =>
    given(
      inForce({ ...schoolVisits, minimumPerPeriod: 2 }),
      inMarch(
        opened('2013-03', ['school-ash', 'school-beech'], 2),
        visited('2013-03', MARCH),
        visited('2013-03', '2013-03-12T12:00:00.000Z', { fulfilment: 'visit-2' }),
        visited('2013-03', MARCH, { fulfilment: 'visit-3', target: 'school-beech' }),
      ),
    )
      .when(close)
      .emits(broken('school-beech')));
  test('R-PROM-7: fulfilments of another month do not count', () =>
    given(
      schools,
      ashVisited,
      inApril(
        opened('2013-04'),
        visited('2013-04', APRIL, { fulfilment: 'visit-2', target: 'school-beech' }),
      ),
    )
      .when(close)
      .emits(broken('school-beech')));
  test('R-PROM-7: the place added in mid-month does not break it [T4-15]', () =>
    given(schools, ashVisited, beechVisited)
      .knowing(
        fact(
          ward,
          KILBURN,
          staffedKilburn,
          at(
            MARCH,
            promiseTargetRegistered({ target: 'school-oak', kind: 'SECONDARY_SCHOOL', label: 'Oak School' }),
          ),
        ),
      )
      .when(close)
      .emits(kept));

  test.each([[kept], [broken('school-beech')]])('R-PROM-7: a month is closed once', (result) =>
    given(schools, ashVisited, inApril(result)).when(close).emitsNothing(),
  );
  test('R-PROM-7: not before it is over in London', () =>
    given(schools)
      .when({ ...close, occurredAt: '2013-03-31T22:59:59.999Z' })
      .isRefusedBy('R-PROM-7'));
  test('R-PROM-7: but as soon as it is', () =>
    given(schools, ashVisited, beechVisited)
      .when({ ...close, occurredAt: '2013-03-31T23:00:00.000Z' })
      .emits(kept));
  test('R-PROM-7: in winter not before midnight', () =>
    given(schools)
      .when({ ...close, period: '2013-11', occurredAt: '2013-11-30T23:59:59.999Z' })
      .isRefusedBy('R-PROM-7'));
  test('R-PROM-7: an inspector may close it as well', () =>
    given(schools, ashVisited, beechVisited)
      .when({ ...close, by: INSPECTOR })
      .emits(kept));
  test('R-PROM-1: no month before the first whole one is closed', () =>
    given(schools)
      .when({ ...close, period: '2013-02' })
      .isRefusedBy('R-PROM-1'));
  test('R-PROM-1: no month of a promise that is not in force is closed', () =>
    given(proposed(schoolVisits)).when(close).isRefusedBy('R-PROM-1'));
});

describe('late evidence and corrections', () => {
  const closedBroken = [...schools, ...ashVisited, ...inApril(broken('school-beech'))];
  const closedKept = [...schools, ...ashVisited, ...beechVisited, ...inApril(kept)];
  const lateVisit = { ...visit, fulfilment: 'visit-2', target: 'school-beech' } as const;

  test('R-PROM-7: late evidence restates a broken month as kept, and both stand', () =>
    given(closedBroken)
      .when(lateVisit)
      .emits(visited('2013-03', MARCH, { fulfilment: 'visit-2', target: 'school-beech' }), restated('KEPT')));
  test('R-PROM-7: late evidence that changes nothing restates nothing', () =>
    given(closedKept)
      .when({ ...visit, fulfilment: 'visit-3', occurredAt: '2013-03-12T12:00:00.000Z' })
      .emits(visited('2013-03', '2013-03-12T12:00:00.000Z', { fulfilment: 'visit-3' })));
  test('R-PROM-7: late evidence for one of two missing schools restates which is missing', () =>
    given(schools, inApril(opened('2013-03'), broken('school-ash', 'school-beech')))
      .when(lateVisit)
      .emits(
        visited('2013-03', MARCH, { fulfilment: 'visit-2', target: 'school-beech' }),
        restated('BROKEN', 'school-ash'),
      ));
  test('R-PROM-7: a month that was restated is not closed again', () =>
    given(closedBroken, inApril(restated('KEPT')))
      .when(close)
      .emitsNothing());

  test('R-PROM-7: a correction restates a kept month as broken', () =>
    given(closedKept).when(correct).emits(corrected('RECORDED_IN_ERROR'), restated('BROKEN', 'school-ash')));
  test('R-PROM-7: and a broken one as kept', () =>
    given(
      schools,
      ashVisited,
      inMarch(visited('2013-03', '2013-03-12T12:00:00.000Z', { fulfilment: 'visit-2' })),
      inApril(broken('school-beech')),
    )
      .when({ ...correct, reason: 'WRONG_TARGET', target: 'school-beech' })
      .emits(corrected('WRONG_TARGET', 'school-beech'), restated('KEPT')));
  test('R-PROM-7: what was restated is restated back', () =>
    given(
      closedBroken,
      inApril(visited('2013-03', MARCH, { fulfilment: 'visit-2', target: 'school-beech' }), restated('KEPT')),
    )
      .when(correct)
      .emits(corrected('RECORDED_IN_ERROR'), restated('BROKEN', 'school-ash')));
  const mayBe = '2013-05-02T09:00:00.000Z';
  const aprilVisited = inApril(opened('2013-04'), visited('2013-04', APRIL));
  test('R-LIFE-2: an id may be used again once its month is closed', () =>
    given(closedBroken)
      .when({ ...visit, occurredAt: APRIL })
      .emits(opened('2013-04'), visited('2013-04', APRIL)));
  test('R-LIFE-2: and not while that month is open', () =>
    given(schools, ashVisited)
      .when({ ...visit, occurredAt: APRIL })
      .isRefusedBy('R-LIFE-2'));
  test('R-LIFE-2: nor in its own month, closed or not', () =>
    given(closedBroken)
      .when({ ...visit, occurredAt: '2013-03-12T12:00:00.000Z' })
      .isRefusedBy('R-LIFE-2'));
  test('R-PROM-7: a correction is of the fulfilment that was recorded last by that id', () => {
    given(closedBroken, aprilVisited)
      .when({ ...correct, occurredAt: mayBe })
      .emits(corrected('RECORDED_IN_ERROR'));
    const aprilBroken = promisePeriodBroken({ period: '2013-04', missedTargets: ['school-beech'] });
    given(closedBroken, aprilVisited, at<PromiseEvent>(mayBe, aprilBroken))
      .when({ ...correct, occurredAt: mayBe })
      .emits(
        corrected('RECORDED_IN_ERROR'),
        promisePeriodRestated({
          period: '2013-04',
          result: 'BROKEN',
          missedTargets: ['school-ash', 'school-beech'],
        }),
      );
  });
  test('R-PROM-7: and late evidence for the month that used the id before knows it', () => {
    const aprilBroken = promisePeriodBroken({ period: '2013-04', missedTargets: ['school-beech'] });
    given(closedBroken, aprilVisited, at<PromiseEvent>(mayBe, aprilBroken, corrected('RECORDED_IN_ERROR')))
      .when(lateVisit)
      .emits(visited('2013-03', MARCH, { fulfilment: 'visit-2', target: 'school-beech' }), restated('KEPT'));
  });
  test('R-PROM-4: the same visit counts once in a closed month, too', () =>
    given(closedBroken)
      .when({ ...visit, fulfilment: 'visit-2' })
      .isRefusedBy('R-PROM-4'));
  test('R-PROM-3: late evidence of what was not owed then is refused', () =>
    given(closedBroken)
      .when({ ...lateVisit, target: 'chapel-elm' })
      .isRefusedBy('R-PROM-3'));
  test('R-PROM-7: in a month that is still open nothing is restated', () =>
    given(schools, ashVisited).when(correct).emits(corrected('RECORDED_IN_ERROR')));
  test.each([INSPECTOR, RECORDS])('R-AUTH-2: $role corrects what is on record', (by) =>
    given(schools, ashVisited)
      .when({ ...correct, by })
      .emits(corrected('RECORDED_IN_ERROR')),
  );
  test('R-PROM-7: corrected already, nothing happens', () =>
    given(schools, ashVisited, inApril(corrected('RECORDED_IN_ERROR')))
      .when(correct)
      .emitsNothing());
  test('R-PROM-3: not corrected to what was not owed', () =>
    given(schools, ashVisited)
      .when({ ...correct, reason: 'WRONG_TARGET', target: 'chapel-elm' })
      .isRefusedBy('R-PROM-3'));
  test('R-LIFE-1: what is not on record is not corrected', () =>
    given(schools).when(correct).isRefusedBy('R-LIFE-1'));
  test.each(['constructor', 'toString', 'hasOwnProperty'])(
    'R-LIFE-1: nor what is called %s (E-01)',
    (fulfilment) =>
      given(schools, ashVisited)
        .when({ ...correct, fulfilment })
        .isRefusedBy('R-LIFE-1'),
  );
  test('R-LIFE-1: nothing is corrected before the promise was proposed', () =>
    given(schools, ashVisited)
      .when({ ...correct, occurredAt: IN_2012 })
      .isRefusedBy('R-LIFE-1'));

  test('R-PROM-7: a broken month is explained', () => given(closedBroken).when(explain).emits(explained));
  test('R-PROM-7: explained in the same words already, nothing happens', () =>
    given(closedBroken, inApril(explained)).when(explain).emitsNothing());
  test('R-PROM-7: more may be said, and both stand', () =>
    given(closedBroken, inApril(explained))
      .when({ ...explain, explanation: 'It reopened on 2 April.' })
      .emits(breachExplained({ period: '2013-03', explanation: 'It reopened on 2 April.' })));
  test('R-PROM-7: a kept month needs no explanation', () =>
    given(closedKept).when(explain).isRefusedBy('R-PROM-7'));
  test('R-PROM-7: nor does one that was restated as kept', () =>
    given(closedBroken, inApril(restated('KEPT')))
      .when(explain)
      .isRefusedBy('R-PROM-7'));
  test('R-PROM-7: nor one that is not closed', () =>
    given(schools, ashVisited).when(explain).isRefusedBy('R-PROM-7'));
});

describe('withdrawing', () => {
  const april = '2013-04-15T10:00:00.000Z';
  const withdrawnInApril = [...schools, ...inApril(withdrawn)];

  test('R-PROM-6: a promise is withdrawn with a reason, after the month in which that happens [T4-34]', () =>
    given(schools).when(withdraw).emits(withdrawn));
  test('R-PROM-6: the month is that of London [T4-34]', () =>
    given(schools)
      .when({ ...withdraw, occurredAt: '2013-03-31T23:00:00.000Z' })
      .emits(withdrawn));
  test('R-PROM-6: withdrawn already, nothing happens', () =>
    given(withdrawnInApril).when(withdraw).emitsNothing());
  test('R-PROM-6: the last month is still owed [T4-34]', () =>
    given(withdrawnInApril)
      .when({ ...visit, occurredAt: april })
      .emits(opened('2013-04'), visited('2013-04', april)));
  test('R-PROM-6: and is still closed [T4-34]', () =>
    given(withdrawnInApril)
      .when({ ...close, period: '2013-04', occurredAt: '2013-05-01T09:00:00.000Z' })
      .emits(
        opened('2013-04'),
        promisePeriodBroken({ period: '2013-04', missedTargets: ['school-ash', 'school-beech'] }),
      ));
  test.each([
    { ...visit, occurredAt: '2013-05-01T09:00:00.000Z' },
    { ...close, period: '2013-05', occurredAt: '2013-06-01T09:00:00.000Z' } as const,
  ])('R-PROM-1: after it, no $type', (command) =>
    given(withdrawnInApril).when(command).isRefusedBy('R-PROM-1'),
  );
  test('R-PROM-6: not over months that are on record already [T4-34]', () =>
    given(schools, inApril(opened('2013-04')))
      .when({ ...withdraw, occurredAt: MARCH })
      .isRefusedBy('R-PROM-6'));
  test('R-PROM-6: the month that is on record may be the last', () =>
    given(schools, inApril(opened('2013-04')))
      .when(withdraw)
      .emits(withdrawn));
  test('R-PROM-6: not behind the back of the community', () =>
    given(schools)
      .when({ ...withdraw, agreedWith: 'january' })
      .isRefusedBy('R-PROM-6'));
  test('R-PROM-6: nor where there is no panel', () =>
    given(schools)
      .knowing(fact(wardPanel, KILBURN, panel))
      .when(withdraw)
      .isRefusedBy('R-PROM-6'));
  test('R-PROM-6: at the meeting itself', () =>
    given(proposed(schoolVisits))
      .when({ ...withdraw, occurredAt: FEBRUARY_MEETING })
      .emits({ ...withdrawn, lastPeriod: '2013-02' }));
  test('R-PROM-6: nor before the meeting', () =>
    given(proposed(schoolVisits))
      .when({ ...withdraw, occurredAt: '2013-02-20T18:59:59.999Z' })
      .isRefusedBy('R-PROM-6'));
  test('R-LIFE-1: what nobody proposed is not withdrawn', () =>
    given().when(withdraw).isRefusedBy('R-LIFE-1'));
  test('R-AUTH-2: the panel does not withdraw it', () =>
    given(schools)
      .when({ ...withdraw, by: CHAIR })
      .isRefusedBy('R-AUTH-2'));
});

describe('how a month stands', () => {
  const stateAfter = (...history: readonly Given[]): PromiseState =>
    fact(promiseHistory, 'visits', ...history).state;

  const open = (state: PromiseState, month: string) => valueIn(state.open, month);

  test('R-PROM-3: what has been visited, and what is missing', () => {
    expect(periodStatus(open(stateAfter(schools, ashVisited), '2013-03')!)).toEqual({
      met: ['school-ash'],
      missing: ['school-beech'],
    });
  });
  test('R-PROM-7: once closed, how it ended', () => {
    const state = stateAfter(schools, ashVisited, inApril(broken('school-beech')));
    expect(open(state, '2013-03')).toBeUndefined();
    expect(closedMonth(state, '2013-03')).toMatchObject({
      result: 'BROKEN',
      missedTargets: ['school-beech'],
    });
  });
  test('R-PROM-7: nothing is known of a month that nobody opened', () => {
    const state = stateAfter(schools);
    expect(open(state, '2013-03')).toBeUndefined();
    expect(closedMonth(state, '2013-03')).toBeUndefined();
  });
  test.each([
    ['2013-02', false],
    ['2013-03', true],
    ['2013-04', true],
    ['2013-05', false],
  ])('R-PROM-1: from March to April, %s is covered: %s', (month, isCovered) => {
    expect(covers({ firstPeriod: '2013-03', lastPeriod: '2013-04' }, month)).toBe(isCovered);
  });
  test('R-PROM-1: a promise that is not in force covers nothing', () => {
    expect(covers({}, '2013-03')).toBe(false);
  });
});
