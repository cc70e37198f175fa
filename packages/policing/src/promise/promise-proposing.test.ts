import { describe, test } from '@jest/globals';
import { at, fact } from '@wardbook/event-sourcing/testing';
import {
  INPT,
  KILBURN,
  SNT,
  fridayPatrols,
  inpt,
  ledInpt,
  proposed,
  schoolVisits,
  snt,
  staffedKilburn,
} from '../kilburn.test.data.ts';
import { team } from '../team/team.ts';
import { teamStoodDown } from '../team/team.events.ts';
import { ward } from '../ward/ward.ts';
import { promiseTargetRetired, wardAbolished } from '../ward/ward.events.ts';
import {
  agreedByCommunity,
  agreedByTeam,
  amend,
  FEBRUARY,
  given,
  MARCH,
  propose,
  schools,
  withdrawn,
} from './promise.test.data.ts';
import { promiseAmended, promiseProposed, type PromiseEvent, type PromiseTerms } from './promise.events.ts';

describe('proposing', () => {
  test('R-PROM-2: to visit every secondary school once a month can be promised [T4-15]', () =>
    given().when(propose).emits(promiseProposed(schoolVisits)));
  test('R-PROM-2: and every place of worship [T4-16]', () => {
    const terms = { ...schoolVisits, targetKind: 'PLACE_OF_WORSHIP' } as const;
    given()
      .when({ ...propose, terms })
      .emits(promiseProposed(terms));
  });
  test('R-PROM-2: to patrol an area at certain times can be promised, and answers a priority [T4-14]', () =>
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
  test('R-PROM-1: every promise names the team that makes it: its SNT too', () => {
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
