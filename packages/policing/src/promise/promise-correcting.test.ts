import { describe, test } from '@jest/globals';
import { at } from '@wardbook/event-sourcing/testing';
import { IN_2012, INSPECTOR, RECORDS } from '../kilburn.test.data.ts';
import {
  APRIL,
  ashVisited,
  beechVisited,
  broken,
  close,
  correct,
  corrected,
  correctedIn,
  ends,
  explain,
  given,
  inApril,
  inMarch,
  kept,
  MARCH,
  opened,
  opens,
  review,
  schools,
  visit,
  visited,
} from './promise.test.data.ts';
import {
  breachExplained,
  promisePeriodBroken,
  promisePeriodRestated,
  type PromiseEvent,
} from './promise.events.ts';

const explained = breachExplained({ period: '2013-03', explanation: 'Beech School was shut by a flood.' });
const restated = (result: 'KEPT' | 'BROKEN', ...missedTargets: string[]) =>
  promisePeriodRestated({ period: '2013-03', result, missedTargets });

describe('late evidence and corrections', () => {
  const closedBroken = [...schools, ...ashVisited, ...inApril(broken('school-beech'))];
  const closedKept = [...schools, ...ashVisited, ...beechVisited, ...inApril(kept)];
  const lateVisit = { ...visit, fulfilment: 'visit-2', target: 'school-beech' } as const;

  const lateEvidence = visited('2013-03', MARCH, { fulfilment: 'visit-2', target: 'school-beech' });

  test('R-PROM-7, D-29: late evidence restates the month of which it speaks, at its end', () =>
    given(closedBroken)
      .when(lateVisit)
      .emits(lateEvidence, ends(restated('KEPT'))));
  test('R-PROM-7: and nothing else', () =>
    given(closedKept)
      .when({ ...lateVisit, fulfilment: 'visit-3', occurredAt: '2013-03-12T12:00:00.000Z' })
      .emits(
        visited('2013-03', '2013-03-12T12:00:00.000Z', { fulfilment: 'visit-3', target: 'school-beech' }),
      ));
  test('R-PROM-7: what an older build left to a review restates a broken month as kept, and both stand', () =>
    given(closedBroken, inMarch(lateEvidence))
      .when(review)
      .emits(ends(restated('KEPT'))));
  test('R-PROM-7: late evidence that changes nothing restates nothing', () =>
    given(closedKept, inMarch(visited('2013-03', '2013-03-12T12:00:00.000Z', { fulfilment: 'visit-3' })))
      .when(review)
      .emitsNothing());
  test('R-PROM-7: late evidence for one of two missing schools restates which is missing', () =>
    given(schools, inApril(opened('2013-03'), broken('school-ash', 'school-beech')), inMarch(lateEvidence))
      .when(review)
      .emits(ends(restated('BROKEN', 'school-ash'))));
  test('R-PROM-7: once restated, a review finds nothing more', () =>
    given(closedBroken, inMarch(lateEvidence), inApril(restated('KEPT')))
      .when(review)
      .emitsNothing());
  test('R-PROM-7: a month that was restated is not closed again', () =>
    given(closedBroken, inApril(restated('KEPT')))
      .when(close)
      .emitsNothing());

  test('R-PROM-7: a correction restates a kept month as broken', () => {
    given(closedKept)
      .when(correct)
      .emits(corrected('NOT_PROVEN'), ends(restated('BROKEN', 'school-ash')));
    given(closedKept, inApril(corrected('NOT_PROVEN')))
      .when(review)
      .emits(ends(restated('BROKEN', 'school-ash')));
  });
  test('R-PROM-7: and a broken one as kept', () =>
    given(
      schools,
      ashVisited,
      inMarch(visited('2013-03', '2013-03-12T12:00:00.000Z', { fulfilment: 'visit-2' })),
      inApril(broken('school-beech'), corrected('WRONG_TARGET', 'school-beech')),
    )
      .when(review)
      .emits(ends(restated('KEPT'))));
  test('R-PROM-7: what was restated is restated back', () =>
    given(closedBroken, inMarch(lateEvidence), inApril(restated('KEPT'), corrected('NOT_PROVEN')))
      .when(review)
      .emits(ends(restated('BROKEN', 'school-ash'))));
  const mayBe = '2013-05-02T09:00:00.000Z';
  const aprilVisited = inApril(opened('2013-04'), visited('2013-04', APRIL));
  test('R-LIFE-2: an id may be used again once its month is closed', () =>
    given(closedBroken)
      .when({ ...visit, occurredAt: APRIL })
      .emits(visited('2013-04', APRIL), opens('2013-04')));
  test('R-LIFE-2: and not while that month is open', () =>
    given(schools, ashVisited)
      .when({ ...visit, occurredAt: APRIL })
      .isRefusedBy('R-LIFE-2'));
  test('R-LIFE-2: nor in its own month, closed or not', () =>
    given(closedBroken)
      .when({ ...visit, occurredAt: '2013-03-12T12:00:00.000Z' })
      .isRefusedBy('R-LIFE-2'));
  const aprilBroken = promisePeriodBroken({ period: '2013-04', missedTargets: ['school-beech'] });
  const aprilCorrected = correctedIn('2013-04', 'NOT_PROVEN');
  test('R-PROM-7: a correction is of the fulfilment that was recorded last by that id', () => {
    given(closedBroken, aprilVisited)
      .when({ ...correct, occurredAt: mayBe })
      .emits(aprilCorrected);
    given(closedBroken, aprilVisited, at<PromiseEvent>(mayBe, aprilBroken, aprilCorrected))
      .when({ ...review, period: '2013-04', occurredAt: mayBe })
      .emits(
        ends(
          promisePeriodRestated({
            period: '2013-04',
            result: 'BROKEN',
            missedTargets: ['school-ash', 'school-beech'],
          }),
        ),
      );
  });
  test('R-PROM-7: and a review of the month that used the id before knows it', () =>
    given(
      closedBroken,
      aprilVisited,
      at<PromiseEvent>(mayBe, aprilBroken, aprilCorrected),
      inMarch(lateEvidence),
    )
      .when(review)
      .emits(ends(restated('KEPT'))));
  test('R-PROM-4: the same visit counts once in a closed month, too', () =>
    given(closedBroken)
      .when({ ...visit, fulfilment: 'visit-2' })
      .isRefusedBy('R-PROM-4'));
  test('R-PROM-3: late evidence of what was not owed then is refused', () =>
    given(closedBroken)
      .when({ ...lateVisit, target: 'chapel-elm' })
      .isRefusedBy('R-PROM-3'));
  test('R-PROM-7: in a month that is still open nothing is restated', () =>
    given(schools, ashVisited).when(correct).emits(corrected('NOT_PROVEN')));
  test.each([INSPECTOR, RECORDS])('R-AUTH-2: $role corrects what is on record', (by) =>
    given(schools, ashVisited)
      .when({ ...correct, by })
      .emits(corrected('NOT_PROVEN')),
  );
  test('R-PROM-7: corrected already, nothing happens', () =>
    given(schools, ashVisited, inApril(corrected('NOT_PROVEN')))
      .when(correct)
      .emitsNothing());
  test.each(['RECORDED_IN_ERROR', 'WRONG_TARGET'] as const)('R-STRIKE-7: %s is struck through', (reason) =>
    given(schools, ashVisited)
      .when({ ...correct, reason })
      .isRefusedBy('R-STRIKE-7', 'reason'),
  );
  test('R-PROM-7: and counts where it was corrected so before', () =>
    given(schools, ashVisited, inApril(corrected('RECORDED_IN_ERROR')))
      .when(close)
      .emits(ends(broken('school-ash', 'school-beech'))));
  test('R-PROM-3: not corrected to what was not owed', () =>
    given(schools, ashVisited)
      .when({ ...correct, reason: 'WRONG_TIME', target: 'chapel-elm' })
      .isRefusedBy('R-PROM-3'));
  const beechToo = inMarch(visited('2013-03', MARCH, { fulfilment: 'visit-2', target: 'school-beech' }));
  test('R-PROM-4: not corrected to what another one of the same people and time counts for', () => {
    const toBeech = { ...correct, reason: 'WRONG_TIME', target: 'school-beech' } as const;
    given(schools, ashVisited, beechToo).when(toBeech).isRefusedBy('R-PROM-4', 'fulfilment');
    given(closedKept).when(toBeech).isRefusedBy('R-PROM-4', 'fulfilment');
  });
  test('R-PROM-4: nor back to it, once it was recorded anew', () =>
    given(
      schools,
      ashVisited,
      inApril(corrected('NOT_PROVEN')),
      inMarch(visited('2013-03', MARCH, { fulfilment: 'visit-2' })),
    )
      .when({ ...correct, target: 'school-ash' })
      .isRefusedBy('R-PROM-4', 'fulfilment'));
  test('R-PROM-4: told again as it was before it was corrected, it counts as corrected only', () =>
    given(schools, ashVisited, inApril(corrected('WRONG_TARGET', 'school-beech')))
      .when({ ...visit, fulfilment: 'visit-2' })
      .isRefusedBy('R-PROM-4', 'fulfilment'));
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
  test('R-LIFE-2: what was said before something else is said again in vain', () => {
    const more = breachExplained({ period: '2013-03', explanation: 'It reopened on 2 April.' });
    given(closedBroken, inApril(explained, more)).when(explain).emitsNothing();
    given(closedBroken, inApril(explained), at('2013-05-02T09:00:00.000Z', more))
      .when(explain)
      .emitsNothing();
  });
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
  test('R-PROM-7: nobody explains before the month has ended, by the time in London', () => {
    given(closedBroken)
      .when({ ...explain, occurredAt: '2013-03-31T22:59:59.999Z' })
      .isRefusedBy('R-PROM-7', 'occurredAt');
    given(closedBroken)
      .when({ ...explain, occurredAt: '2013-03-31T23:00:00.000Z' })
      .emits(explained);
  });
  test('R-PROM-7: nor one that is not closed', () =>
    given(schools, ashVisited).when(explain).isRefusedBy('R-PROM-7'));
});
