import { describe, test } from '@jest/globals';
import { at, fact, type Dated } from '@wardbook/event-sourcing/testing';
import {
  safeContactSaid,
  subjectRegistered,
  subjectsMerged,
  type SubjectEvent,
} from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import {
  officerDidNotAttend,
  victimVisitOpened,
  victimVisitWithdrawn,
  visitAccepted,
  visitAttended,
  visitDeclined,
  visitOffered,
  type VisitEvent,
} from '../visit/visit.events.ts';
import { visitHistory } from '../visit/visit.state.ts';
import {
  arrive,
  cancel,
  didNotAttend,
  given,
  made,
  noReply,
  NOON,
  plan,
  QUARTER_PAST,
  ready,
} from './attendance.test.data.ts';
import { arrivalRecorded, attendancePlanned } from './attendance.events.ts';

const BEFORE = '2023-03-01T09:00:00.000Z';
const offered = at<VisitEvent>(
  BEFORE,
  victimVisitOpened({ victim: 'subject-1', force: 'police', offerBy: '2023-03-03' }),
  visitOffered({ channel: 'PHONE' }),
);
const accepted = [...offered, ...at<VisitEvent>(BEFORE, visitAccepted({}))];
const victim = (...history: readonly (readonly Dated<VisitEvent>[])[]) =>
  fact(visitHistory, 'victim-visit-1', ...history);

const { type: _type, occurredAt: _at, by: _by, case: _case, ...terms } = plan;
const { case: _ofCase, ...withoutCase } = plan;
const toVictim = { ...withoutCase, visit: 'victim-visit-1' } as const;
const asPlanned = attendancePlanned({
  ...{ ...terms, ...made },
  overdueFrom: QUARTER_PAST,
  visit: 'victim-visit-1',
});
const planned = at(toVictim.occurredAt, asPlanned);
const met = at<VisitEvent>(
  NOON,
  visitAttended({
    where: 'VICTIMS_PREMISES',
    attendance: 'visit-1',
    purpose: 'VICTIM_CARE',
    help: ['LISTENED_TO'],
  }),
);
const nobodyCame = at<VisitEvent>(NOON, officerDidNotAttend({ attendance: 'visit-1', reason: 'ILL' }));

describe('a visit to a victim', () => {
  test('R-CASE-11: is planned with all that a visit needs', () => {
    given()
      .knowing(...ready, victim(accepted))
      .when(toVictim)
      .emits(asPlanned);
    given()
      .knowing(...ready, victim(accepted))
      .when({ ...toVictim, buddy: toVictim.by.id })
      .isRefusedBy('R-CASE-11', 'buddy');
  });
  test('R-LIFE-1: is one that there is, of the own force', () => {
    given()
      .knowing(...ready, victim())
      .when(toVictim)
      .isRefusedBy('R-LIFE-1', 'visit');
    given()
      .knowing(...ready, victim(accepted, at(BEFORE, victimVisitWithdrawn({}))))
      .when(toVictim)
      .isRefusedBy('R-LIFE-1', 'visit');
    given()
      .knowing(...ready, victim(at('2023-03-07T09:00:00.000Z', ...accepted.map(({ event }) => event))))
      .when(toVictim)
      .isRefusedBy('R-LIFE-1', 'visit');
  });
  test('R-CASE-11: is to that victim', () => {
    const other = victimVisitOpened({ victim: 'subject-2', force: 'police', offerBy: '2023-03-03' });
    given()
      .knowing(...ready, victim(at(BEFORE, other)))
      .when(toVictim)
      .isRefusedBy('R-CASE-11', 'recipient');
    given()
      .knowing(...ready, victim(accepted))
      .when({ ...toVictim, recipientKind: 'COMMUNITY' })
      .isRefusedBy('R-CASE-11', 'recipient');
  });
  test('R-VIS-6: is to a victim who wants it', () => {
    given()
      .knowing(...ready, victim(offered))
      .when(toVictim)
      .isRefusedBy('R-VIS-6', 'visit');
    given()
      .knowing(...ready, victim(offered, at(BEFORE, visitDeclined({}))))
      .when(toVictim)
      .isRefusedBy('R-VIS-6', 'visit');
  });
  test('R-VIS-7: goes to nobody’s home who is not reached directly, by what another record of the same person says', () => {
    const known = at<SubjectEvent>(BEFORE, subjectRegistered({ name: 'Juniper Marsh' }));
    const kept = at<SubjectEvent>(BEFORE, safeContactSaid({ ways: [], onlyThrough: 'support' }));
    const reached = at<SubjectEvent>(BEFORE, safeContactSaid({ ways: ['SAFE_TO_CALL'] }));
    const merged = at<SubjectEvent>(BEFORE, subjectsMerged({ other: 'subject-9' }));
    const one = (id: string, ...history: readonly (readonly Dated<SubjectEvent>[])[]) =>
      fact(subjectHistory, id, known, ...history);
    const planning = (...people: readonly ReturnType<typeof one>[]) =>
      given().knowing(...people, ...ready, victim(accepted));
    planning(one('subject-1', kept)).when(toVictim).isRefusedBy('R-VIS-7', 'premisesKind');
    planning(one('subject-1', kept)).when(plan).isRefusedBy('R-VIS-7', 'premisesKind');
    planning(one('subject-1', merged), one('subject-9', kept))
      .when(toVictim)
      .isRefusedBy('R-VIS-7', 'premisesKind');
    planning(one('subject-1', reached)).when(toVictim).emits(asPlanned);
    planning(one('subject-1', kept))
      .when({ ...toVictim, premisesKind: 'OTHER' })
      .emits({ ...asPlanned, premisesKind: 'OTHER' });
  });
  test.each([cancel, noReply, didNotAttend])(
    'R-LIFE-1: was not in vain where the victim was met: $type',
    (command) =>
      given(planned)
        .knowing(...ready, victim(accepted, met))
        .when(command)
        .isRefusedBy('R-LIFE-1', 'id'),
  );
  test.each([arrive, noReply])('R-LIFE-1: was not begun where nobody came: $type', (command) =>
    given(planned)
      .knowing(...ready, victim(accepted, nobodyCame))
      .when(command)
      .isRefusedBy('R-LIFE-1', 'id'),
  );
  test('is begun, where another visit was not', () => {
    const another = at<VisitEvent>(NOON, officerDidNotAttend({ attendance: 'visit-9', reason: 'ILL' }));
    given(planned)
      .knowing(...ready, victim(accepted, another))
      .when(arrive)
      .warnsOf('R-CASE-11', arrivalRecorded({}));
  });
});
