import { describe, expect, test } from '@jest/globals';
import { at, fact, ownedBy, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { agencyEnded, agencyRegistered, type AgencyEvent } from '../agency/agency.events.ts';
import { agencyHistory } from '../agency/agency.state.ts';
import { JANUARY, OFFICER, RECORDS, sendersOf } from '../kilburn.test.data.ts';
import { safeContactSaid, subjectRegistered, type SubjectEvent } from './subject.events.ts';
import { reachOf, strictest, subjectHistory } from './subject.state.ts';
import { subject } from './subject.ts';

const FEBRUARY = '2013-02-04T09:00:00.000Z';
const MARCH = '2013-03-04T09:00:00.000Z';
const APRIL = '2013-04-08T09:00:00.000Z';

const registered = at<SubjectEvent>(JANUARY, subjectRegistered({ name: 'subject-juniper/0/0' }));
const support = at<AgencyEvent>(JANUARY, agencyRegistered({ kind: 'VICTIM_SUPPORT', name: 'Elm Support' }));
const supportEnds = at<AgencyEvent>(FEBRUARY, agencyEnded({}));
const given = (...history: readonly (readonly Dated<SubjectEvent>[])[]) =>
  scenario(
    subject,
    'juniper',
  )(...history).knowing(
    ownedBy('wardbook', fact(agencyHistory, 'support', ...support)),
    ownedBy('wardbook', fact(agencyHistory, 'ended-support', ...support, ...supportEnds)),
    ownedBy(
      'wardbook',
      fact(agencyHistory, 'shop', agencyRegistered({ kind: 'BUSINESS', name: 'Elm Shop' })),
    ),
    fact(agencyHistory, 'nobody'),
  );

const say = { type: 'SayHowToReach', occurredAt: MARCH, by: OFFICER, ways: ['SAFE_TO_CALL'] } as const;
const throughSupport = { ...say, ways: [], onlyThrough: 'support' } as const;
const calls = safeContactSaid({ ways: ['SAFE_TO_CALL'] });

describe('how it is safe to reach a person', () => {
  test('R-AUTH-2: is for police and records staff to say', () => {
    expect(sendersOf(given(registered), say)).toEqual([
      ...['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'CONTROL', 'RECORDS'],
    ]);
  });
  test('is said by the ways, each once', () =>
    given(registered)
      .when({ ...say, ways: ['SAFE_TO_WRITE', 'SAFE_TO_CALL', 'SAFE_TO_WRITE'] })
      .emits(safeContactSaid({ ways: ['SAFE_TO_CALL', 'SAFE_TO_WRITE'] })));
  test('may be in no way at all', () =>
    given(registered)
      .when({ ...say, ways: [] })
      .emits(safeContactSaid({ ways: [] })));
  test('R-VIS-7: may be only through an agency that looks after people', () => {
    given(registered)
      .when(throughSupport)
      .emits(safeContactSaid({ ways: [], onlyThrough: 'support' }));
    for (const onlyThrough of ['ended-support', 'shop', 'nobody'])
      given(registered)
        .when({ ...throughSupport, onlyThrough })
        .isRefusedBy('R-VIS-7', 'onlyThrough');
  });
  test('R-VIS-7: who is only reached through an agency is neither called nor written to', () =>
    given(registered)
      .when({ ...throughSupport, ways: ['SAFE_TO_CALL'] })
      .isRefusedBy('R-VIS-7', 'onlyThrough'));
  test('R-LIFE-1: is not said of somebody who was not on record yet', () =>
    given(at<SubjectEvent>(APRIL, subjectRegistered({ name: 'subject-juniper/0/0' })))
      .when(say)
      .isRefusedBy('R-LIFE-1', 'id'));
  test('R-LIFE-2: is said of a time once, and again where it was otherwise before', () => {
    given(registered, at<SubjectEvent>(MARCH, calls)).when(say).emitsNothing();
    given(registered, at<SubjectEvent>(MARCH, safeContactSaid({ ways: [] })))
      .when({ ...say, by: RECORDS })
      .emits(calls);
  });
  test('is what was said of that day, whatever was recorded last; before that nobody calls or writes', () => {
    const only = safeContactSaid({ ways: [], onlyThrough: 'support' });
    const { state } = fact(subjectHistory, 'juniper', registered, at(APRIL, only), at(FEBRUARY, calls));
    expect([JANUARY, FEBRUARY, MARCH, APRIL].map((day) => reachOf(state, day))).toEqual([
      undefined,
      { ways: ['SAFE_TO_CALL'] },
      { ways: ['SAFE_TO_CALL'] },
      { ways: [], onlyThrough: 'support' },
    ]);
  });
});

test('R-VIS-7: of a person with several records what the strictest says', () => {
  const both = { ways: ['SAFE_TO_CALL', 'SAFE_TO_WRITE'] } as const;
  const call = { ways: ['SAFE_TO_CALL'] } as const;
  const only = (onlyThrough: string) => ({ ways: [], onlyThrough });
  expect(strictest([])).toBeUndefined();
  expect(strictest([both])).toEqual(both);
  expect(strictest([both, call])).toEqual(call);
  expect(strictest([call, { ways: ['SAFE_TO_WRITE'] }])).toEqual({ ways: [] });
  expect(strictest([both, only('support')])).toEqual(only('support'));
  expect(strictest([only('support'), only('support')])).toEqual(only('support'));
  expect(strictest([only('support'), only('council'), call])).toEqual({ ways: [] });
});
