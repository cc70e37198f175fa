import { describe, test } from '@jest/globals';
import { at, fact, ownedBy } from '@wardbook/event-sourcing/testing';
import {
  establishmentPolicy,
  fridayPatrols,
  IN_2012,
  inForce,
  INPT,
  KILBURN,
  ledInpt,
  OFFICER,
  PCSO,
  posted,
  proposed,
  schoolVisits,
  SNT,
  staffedKilburn,
} from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import { policyVersionPublished } from '../policy/policy.events.ts';
import { policy } from '../policy/policy.ts';
import { policyAdopted } from '../role/role.events.ts';
import { roles } from '../role/role.ts';
import { team } from '../team/team.ts';
import { ward } from '../ward/ward.ts';
import { communityPriorityWithdrawn, promiseTargetRetired, wardAbolished } from '../ward/ward.events.ts';
import {
  amend,
  APRIL,
  ashVisited,
  close,
  ends,
  FEBRUARY,
  given,
  type Given,
  inApril,
  inMarch,
  kept,
  MARCH,
  notPossible,
  opened,
  opens,
  propose,
  review,
  schools,
  teamAgrees,
  visit,
  visited,
} from './promise.test.data.ts';
import {
  promiseAgreedByCommunity,
  promiseAgreedByTeam,
  promiseAmended,
  promiseEnded,
  promiseFulfilmentRecorded,
  promiseInForce,
  promisePeriodBroken,
  promisePeriodNotOwed,
  promiseProposed,
  targetNotPossible,
  type PromiseEvent,
  type PromiseTerms,
} from './promise.events.ts';
import { happened } from '@wardbook/event-sourcing';

const patrol = (from: string, to: string, fulfilment = 'patrol-1') =>
  ({ ...visit, fulfilment, target: 'cedar', from, occurredAt: to }) as const;
const patrolled = (
  period: string,
  [from, to]: readonly [string, string],
  starts: readonly string[],
  fulfilment = 'patrol-1',
) =>
  promiseFulfilmentRecorded({
    fulfilment,
    period,
    targets: starts.map((start) => `cedar@${start}`),
    member: OFFICER.id,
    evidence: 'pocket-book/77',
    from,
    to,
  });
const fridays = ['01', '08', '15', '22', '29'].map((day) => `cedar@2013-03-${day}T20:00`);

describe('a patrol', () => {
  test('R-PROM-5, D-06: is not as long as a month', () =>
    given(inForce(fridayPatrols))
      .when(patrol('2013-03-01T20:00:00.000Z', '2013-03-30T20:00:00.000Z'))
      .isRefusedBy('R-PROM-5', 'from'));
  const twelveHours = ['2013-03-08T12:00:00.000Z', '2013-03-09T00:00:00.000Z'] as const;
  test('D-06: of twelve hours counts', () =>
    given(inForce(fridayPatrols))
      .when(patrol(...twelveHours))
      .emits(patrolled('2013-03', twelveHours, ['2013-03-08T20:00']), opens('2013-03', fridays)));
  test('R-PROM-5, D-06: of a millisecond more does not', () =>
    given(inForce(fridayPatrols))
      .when(patrol('2013-03-08T11:59:59.999Z', '2013-03-09T00:00:00.000Z'))
      .isRefusedBy('R-PROM-5', 'from'));

  const nights: PromiseTerms = {
    ...fridayPatrols,
    windows: [
      { weekday: 'SUNDAY', from: '20:00', to: '24:00' },
      { weekday: 'MONDAY', from: '00:00', to: '04:00' },
    ],
  };
  const owedIn = (month: string, sundays: readonly string[], mondays: readonly string[]) =>
    [
      ...sundays.map((day) => `cedar@${month}-${day}T20:00`),
      ...mondays.map((day) => `cedar@${month}-${day}T00:00`),
    ].sort();
  const inBoth = [
    opens('2013-03', owedIn('2013-03', ['03', '10', '17', '24', '31'], ['04', '11', '18', '25'])),
    opens('2013-04', owedIn('2013-04', ['07', '14', '21', '28'], ['01', '08', '15', '22', '29'])),
  ] as const;
  // The clocks went forward that day: midnight was at 23:00 UTC.
  const overMidnight = ['2013-03-31T22:00:00.000Z', '2013-04-01T01:00:00.000Z'] as const;
  test('D-25: over midnight of the last day counts in both months', () =>
    given(inForce(nights))
      .when(patrol(...overMidnight))
      .emits(
        patrolled('2013-03', overMidnight, ['2013-03-31T20:00']),
        inBoth[0],
        patrolled('2013-04', overMidnight, ['2013-04-01T00:00'], 'patrol-1@2013-04'),
        inBoth[1],
      ));
  test('D-25: and in the second alone, where the first is not covered', () => {
    const fromApril = [
      ...proposed(nights),
      ...at<PromiseEvent>(
        '2013-03-20T19:00:00.000Z',
        promiseInForce({ from: '2013-03-20T19:00:00.000Z', firstPeriod: '2013-04' }),
      ),
    ];
    given(fromApril)
      .when(patrol(...overMidnight))
      .emits(patrolled('2013-04', overMidnight, ['2013-04-01T00:00']), inBoth[1]);
  });

  const onRecord: readonly Given[] = [
    inForce(fridayPatrols),
    inMarch(
      opened('2013-03', fridays),
      patrolled('2013-03', ['2013-03-08T20:30:00.000Z', '2013-03-08T21:30:00.000Z'], ['2013-03-08T20:00']),
    ),
  ];
  test.each([
    ['a minute later', '2013-03-08T20:31:00.000Z', '2013-03-08T21:31:00.000Z'],
    ['as a part of it', '2013-03-08T20:45:00.000Z', '2013-03-08T21:00:00.000Z'],
  ])('D-25: entered again %s counts once', (_, from, to) =>
    given(...onRecord)
      .when(patrol(from, to, 'patrol-2'))
      .isRefusedBy('R-PROM-4', 'fulfilment'),
  );
  const second = ['2013-03-08T21:30:00.000Z', '2013-03-08T22:30:00.000Z'] as const;
  test('D-25: that begins when another ended is another', () =>
    given(...onRecord)
      .when(patrol(...second, 'patrol-2'))
      .emits(patrolled('2013-03', second, ['2013-03-08T20:00'], 'patrol-2')));
});

describe('one visit by two', () => {
  const both = { ...visit, others: [PCSO.id] } as const;
  test('is one visit, and says who took part', () =>
    given(schools)
      .when(both)
      .emits({ ...visited('2013-03', MARCH), others: [PCSO.id] }, opens('2013-03')));
  test('R-PROM-4: whoever of them records it again', () =>
    given(schools, inMarch(opened('2013-03'), { ...visited('2013-03', MARCH), others: [PCSO.id] }))
      .when({ ...visit, by: PCSO, member: PCSO.id, fulfilment: 'visit-2' })
      .isRefusedBy('R-PROM-4', 'fulfilment'));
  test('R-PROM-4: each of them was in the team', () =>
    given(schools)
      .knowing(fact(member, PCSO.id, posted('PCSO', 'inpt-east', 'PCSO')))
      .when(both)
      .isRefusedBy('R-PROM-4', 'others'));
  test('R-PROM-4: of this force', () =>
    given(schools)
      .knowing(ownedBy('other-police', fact(member, PCSO.id, posted('PCSO', SNT, 'PCSO'))))
      .when(both)
      .isRefusedBy('R-PROM-4', 'others'));
});

describe('what is not possible', () => {
  const excused = targetNotPossible({
    period: '2013-03',
    target: 'school-beech',
    reason: 'Beech School is closed for the holidays.',
  });
  test('R-PROM-7: a target is taken out of the month, visibly', () =>
    given(schools).when(notPossible).emits(excused, opens('2013-03')));
  test('R-PROM-7: and is not missed', () =>
    given(schools, ashVisited, inMarch(excused)).when(close).emits(ends(kept)));
  test('R-PROM-7: said already, nothing happens', () =>
    given(schools, ashVisited, inMarch(excused)).when(notPossible).emitsNothing());
  test('R-PROM-7: not once the month is closed', () =>
    given(
      schools,
      ashVisited,
      inApril(promisePeriodBroken({ period: '2013-03', missedTargets: ['school-beech'] })),
    )
      .when(notPossible)
      .isRefusedBy('R-PROM-7', 'occurredAt'));
  test('R-PROM-3: only what is owed in it', () =>
    given(schools)
      .when({ ...notPossible, target: 'chapel-elm' })
      .isRefusedBy('R-PROM-3', 'target'));
  test('R-PROM-1: not in a month that is not covered', () =>
    given(schools)
      .when({ ...notPossible, occurredAt: '2013-02-25T12:00:00.000Z' })
      .isRefusedBy('R-PROM-1', 'occurredAt'));
  test('R-LIFE-1: nor of what nobody proposed', () =>
    given().when(notPossible).isRefusedBy('R-LIFE-1', 'id'));
});

describe('a month without targets', () => {
  const noSchools = fact(
    ward,
    KILBURN,
    staffedKilburn,
    at(
      '2013-02-25T12:00:00.000Z',
      promiseTargetRetired({ target: 'school-ash', reason: 'Shut.' }),
      promiseTargetRetired({ target: 'school-beech', reason: 'Shut.' }),
    ),
  );
  const notOwed = ends(promisePeriodNotOwed({ period: '2013-03' }));
  test.each([close, review])('D-25: is neither kept nor broken: $type', (command) =>
    given(schools).knowing(noSchools).when(command).emits(opens('2013-03', []), notOwed),
  );
  test('D-25: nor is one in which none of them was possible', () => {
    const excused = ['school-ash', 'school-beech'].map((target) =>
      targetNotPossible({ period: '2013-03', target, reason: 'Holidays.' }),
    );
    given(schools, inMarch(opened('2013-03'), ...excused))
      .when(close)
      .emits(notOwed);
  });
});

describe('what is proposed', () => {
  test('D-25: a backdated amendment does not beat a later one', () => {
    const later = at('2013-02-14T10:00:00.000Z', promiseAmended(fridayPatrols));
    const words = { ...schoolVisits, statement: 'We visit a school every month.' };
    given(proposed(schoolVisits), later)
      .when({ ...amend, occurredAt: '2013-02-13T10:00:00.000Z', terms: words })
      .emits(promiseAmended(words));
    given(
      proposed(schoolVisits),
      later,
      at('2013-02-13T10:00:00.000Z', promiseAmended(words)),
      at<PromiseEvent>(FEBRUARY, promiseAgreedByTeam({ lead: 'inspector-1' })),
      at<PromiseEvent>(
        '2013-02-20T19:00:00.000Z',
        promiseAgreedByCommunity({ meeting: 'february' }),
        promiseInForce({ from: '2013-02-20T19:00:00.000Z', firstPeriod: '2013-03' }),
      ),
    )
      .when({ ...close, occurredAt: APRIL })
      .emits(
        opens('2013-03', fridays),
        ends(promisePeriodBroken({ period: '2013-03', missedTargets: fridays })),
      );
  });
  test('R-LIFE-2: agreed to on record, it was not agreed to earlier', () =>
    given(proposed(schoolVisits), at(FEBRUARY, promiseAgreedByTeam({ lead: 'inspector-1' })))
      .when({ ...teamAgrees, occurredAt: '2013-02-14T10:00:00.000Z' })
      .isRefusedBy('R-LIFE-2', 'occurredAt'));

  const patrols = { ...propose, terms: fridayPatrols } as const;
  test('T4-35: links a patrol to a priority of the ward', () =>
    given().when(patrols).emits(promiseProposed(fridayPatrols)));
  test('R-LIFE-1, T4-35: and to none that nobody recorded', () =>
    given()
      .when({ ...propose, terms: { ...fridayPatrols, priority: 'loud-music' } })
      .isRefusedBy('R-LIFE-1', 'terms.priority'));
  test('R-LIFE-1, T4-35: nor to one that was withdrawn by then', () =>
    given()
      .knowing(
        fact(
          ward,
          KILBURN,
          staffedKilburn,
          at(FEBRUARY, communityPriorityWithdrawn({ priority: 'dark-paths', reason: 'The paths are lit.' })),
        ),
      )
      .when(patrols)
      .isRefusedBy('R-LIFE-1', 'terms.priority'));

  test('R-LIFE-1, G-01: names a ward of its own force', () =>
    given()
      .knowing(ownedBy('other-police', fact(ward, KILBURN, staffedKilburn)))
      .when(propose)
      .isRefusedBy('R-LIFE-1', 'terms.ward'));
  test('R-LIFE-1, G-01: and a team of its own force', () =>
    given()
      .knowing(ownedBy('other-police', fact(team, INPT, ledInpt)))
      .when(propose)
      .isRefusedBy('R-LIFE-1', 'terms.team'));
});

describe('D-17: of a ward that was abolished', () => {
  const abolishedAt = (instant: string) =>
    fact(ward, KILBURN, staffedKilburn, at(instant, wardAbolished({ successors: [] })));
  const communityAgreed = [
    ...proposed(schoolVisits),
    ...at<PromiseEvent>('2013-02-12T10:00:00.000Z', promiseAgreedByCommunity({ meeting: 'february' })),
  ];
  test('no promise comes into force', () =>
    given(communityAgreed).knowing(abolishedAt(FEBRUARY)).when(teamAgrees).isRefusedBy('R-WARD-5', 'id'));
  test('nor where the other side agreed after that', () =>
    given(proposed(schoolVisits), at(FEBRUARY, promiseAgreedByCommunity({ meeting: 'february' })))
      .knowing(abolishedAt('2013-02-14T10:00:00.000Z'))
      .when({ ...teamAgrees, occurredAt: '2013-02-13T10:00:00.000Z' })
      .emits(promiseAgreedByTeam({ lead: 'inspector-1' })));
  test('a promise is over, on that day, after its last whole month; the one that had begun is no longer owed', () =>
    given(schools)
      .knowing(abolishedAt('2013-05-14T12:00:00.000Z'))
      .when({ ...review, type: 'ReviewPeriod', occurredAt: '2013-05-15T00:00:00.000Z', period: '2013-05' })
      .emits(
        happened('2013-05-14T12:00:00.000Z', promiseEnded({ lastPeriod: '2013-04' })),
        opens('2013-05'),
        happened('2013-05-14T12:00:00.000Z', promisePeriodNotOwed({ period: '2013-05' })),
      ));
  test('and none that had not begun', () =>
    given(schools)
      .knowing(abolishedAt('2013-05-14T12:00:00.000Z'))
      .when({ ...review, type: 'ReviewPeriod', occurredAt: '2013-06-15T00:00:00.000Z', period: '2013-06' })
      .emits(happened('2013-05-14T12:00:00.000Z', promiseEnded({ lastPeriod: '2013-04' }))));
  test('abolished with the last instant of a month, that month was whole', () =>
    given(schools)
      .knowing(abolishedAt('2013-04-30T23:00:00.000Z'))
      .when({ ...close, period: '2013-04', occurredAt: '2013-05-01T09:00:00.000Z' })
      .emits(
        opens('2013-04'),
        ends(promisePeriodBroken({ period: '2013-04', missedTargets: ['school-ash', 'school-beech'] })),
      ));
  test.each([
    { ...visit, occurredAt: '2013-05-02T09:00:00.000Z' },
    { ...notPossible, occurredAt: '2013-05-02T09:00:00.000Z' },
    { ...close, period: '2013-05', occurredAt: '2013-06-01T09:00:00.000Z' } as const,
  ])('no $type counts for the month in which that happened', (command) =>
    given(schools).knowing(abolishedAt('2013-05-14T12:00:00.000Z')).when(command).isRefusedBy('R-PROM-1'),
  );
});

describe('D-33: the figures of an establishment policy', () => {
  const figures = {
    patrolOverlapMinutes: 60,
    longestPatrolMinutes: 240,
    evidenceGraceDays: 14,
    priorityStaleMonths: 3,
    answerRequestsWithinHours: 72,
  };
  const adopted = [
    fact(roles, 'police', at(IN_2012, policyAdopted({ kind: 'ESTABLISHMENT', policy: 'E0117' }))),
    fact(
      policy,
      'E0117',
      at(
        IN_2012,
        policyVersionPublished({
          ...establishmentPolicy,
          establishment: figures,
          nextReviewDue: '2013-09-03',
        }),
      ),
    ),
  ];
  const establishment = 'E0117/1';
  const span = ['2013-03-08T20:00:00.000Z', '2013-03-08T21:00:00.000Z'] as const;
  test('say how long a promised time is covered, and until when evidence is waited for; both name their version', () =>
    given(inForce(fridayPatrols))
      .knowing(...adopted)
      .when(patrol(...span))
      .emits(
        { ...patrolled('2013-03', span, ['2013-03-08T20:00']), establishment },
        happened('2013-03-01T00:00:00.000Z', {
          ...opened('2013-03', fridays),
          closesAt: '2013-04-14T23:00:00.000Z',
          establishment,
        }),
      ));
  test.each([
    ['shorter', '2013-03-08T20:00:00.000Z', '2013-03-08T20:59:00.000Z'],
    ['longer', '2013-03-08T18:00:00.000Z', '2013-03-08T22:01:00.000Z'],
  ])('R-PROM-5: a %s patrol does not count', (_, from, to) =>
    given(inForce(fridayPatrols))
      .knowing(...adopted)
      .when(patrol(from, to))
      .isRefusedBy('R-PROM-5', 'from'),
  );
  test('R-PROM-2: a shorter patrol is not measurable', () =>
    given()
      .knowing(...adopted)
      .when({
        ...propose,
        terms: { ...fridayPatrols, windows: [{ weekday: 'FRIDAY', from: '20:00', to: '20:59' }] },
      })
      .isRefusedBy('R-PROM-2', 'terms.windows'));
});
