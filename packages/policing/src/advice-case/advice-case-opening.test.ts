import { describe, test } from '@jest/globals';
import { at, fact } from '@wardbook/event-sourcing/testing';
import { PREMISES_KINDS } from '../attendance/attendance.events.ts';
import {
  IN_2012,
  INPT,
  inpt,
  KILBURN,
  kilburn,
  OFFICER,
  SNT,
  snt,
  SUPERVISOR,
} from '../kilburn.test.data.ts';
import { team } from '../team/team.ts';
import { teamStoodDown } from '../team/team.events.ts';
import { ward } from '../ward/ward.ts';
import { wardAbolished } from '../ward/ward.events.ts';
import {
  assign,
  by,
  crew,
  DETECTIVE,
  detective,
  given,
  here,
  NOON,
  open,
  policy,
  recipient,
  scene,
} from './advice-case-commands.test.data.ts';
import { hour, opened, terms } from './advice-case.test.data.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent } from './advice-case.events.ts';
import { ORIGINS } from './codes.ts';

describe('opening', () => {
  const openedAs = (changed: object) => events.adviceCaseOpened({ ...terms, ...changed });
  const when = (changed: object) =>
    given()
      .knowing(...here)
      .when({ ...open, ...changed });

  test('R-CASE-2: a case is opened under a policy in force [T0-23]', () => when({}).emits(openedAs({})));
  test('R-CASE-2: without one it is not', () =>
    given()
      .knowing(...here.filter((known) => known !== policy))
      .knowingNothingElse()
      .when(open)
      .isRefusedBy('R-CASE-2'));
  test.each(ORIGINS.filter((origin) => origin !== 'SPATE'))(
    'R-CASE-17: a case arises from %s [T3-11, T3-16, T3-18, T3-20, T3-45]',
    (origin) => {
      when({ origin }).emits(openedAs({ origin }));
    },
  );
  test('R-CASE-17: an investigation is named [T3-11]', () => {
    const { linkedRef: _ref, ...unlinked } = terms;
    given()
      .knowing(...here)
      .when({ ...unlinked, type: 'OpenCase', occurredAt: hour(9), by, origin: 'INVESTIGATION' })
      .isRefusedBy('R-CASE-17');
  });
  test('R-CASE-17: an approach or a national incident needs no crime [T1-07, T3-18]', () => {
    const { linkedRef: _ref, ...unlinked } = terms;
    for (const origin of ['APPROACH', 'NATIONAL_INCIDENT'] as const)
      given()
        .knowing(...here)
        .when({ ...unlinked, type: 'OpenCase', occurredAt: hour(9), by, origin })
        .emits(events.adviceCaseOpened({ ...unlinked, origin }));
  });
  test('R-CASE-17: a spate is two incidents or more [T3-17]', () => {
    const incidents = ['crime/1', 'crime/2'];
    when({ origin: 'SPATE', incidents }).emits(openedAs({ origin: 'SPATE', incidents }));
    when({ origin: 'SPATE', incidents: ['crime/1'] }).isRefusedBy('R-CASE-17');
    when({ origin: 'SPATE', incidents: ['crime/1', 'crime/1'] }).isRefusedBy('R-CASE-17');
    when({ origin: 'SPATE' }).isRefusedBy('R-CASE-17');
  });
  test('R-CASE-17: advice to police is out of scope [T3-10]', () =>
    when({ capacity: 'POLICE' }).isRefusedBy('R-CASE-17'));
  test('R-CASE-17: a community is advised as one, at a talk for example [T0-06, T3-19]', () => {
    const community = { recipientKind: 'COMMUNITY', recipient: KILBURN, capacity: 'COMMUNITY' };
    when(community).emits(openedAs(community));
    when({ ...community, capacity: 'VICTIM' }).isRefusedBy('R-CASE-17');
    when({ capacity: 'COMMUNITY' }).isRefusedBy('R-CASE-17');
  });
  test.each(PREMISES_KINDS)('R-CASE-17: a case may be about premises of kind %s [T3-20]', (kind) => {
    when({ premises: { kind } }).emits(openedAs({ premises: { kind } }));
  });
  test('R-WARD-5: nothing new opens in an abolished ward', () =>
    scene()
      .knowing(
        fact(ward, KILBURN, kilburn, at('2022-05-05T00:00:00.000Z', wardAbolished({ successors: [] }))),
        ...crew,
        ...here,
      )
      .when(open)
      .isRefusedBy('R-WARD-5'));
  test('R-LIFE-1: a case is for a team that there is', () =>
    given()
      .knowing(fact(team, SNT, snt, at(IN_2012, teamStoodDown({ reason: 'Merged.' }))), policy, recipient)
      .when(open)
      .isRefusedBy('R-LIFE-1'));
  test('R-LIFE-2: opening twice is opening once, on the same terms', () => {
    const reopened = given(opened).knowing(...here);
    reopened.when(open).emitsNothing();
    reopened.when({ ...open, premises: { kind: 'HOME', address: '5 Invented Mews' } }).emitsNothing();
    reopened.when({ ...open, origin: 'APPROACH' }).isRefusedBy('R-LIFE-2');
  });
  test('R-AUTH-2: officers open their own cases, supervisors those of others', () => {
    when({ officerInCase: OFFICER.id }).isRefusedBy('R-AUTH-2');
    when({ by: SUPERVISOR, officerInCase: OFFICER.id }).emits(openedAs({ officerInCase: OFFICER.id }));
  });
  test('R-AUTH-2: a supervisor assigns a case to another team and officer', () => {
    const assigned = events.adviceCaseAssigned({ team: INPT, officerInCase: DETECTIVE.id });
    const known = [fact(team, INPT, inpt), detective];
    given(opened)
      .knowing(...known)
      .when(assign)
      .emits(assigned);
    given(opened, at<AdviceCaseEvent>(NOON, assigned))
      .knowing(...known)
      .when(assign)
      .emitsNothing();
    given(opened).knowingNothingElse().when(assign).isRefusedBy('R-LIFE-1');
  });
});
