import { createdId } from '@wardbook/event-sourcing';
import { occurrencesIn } from '@wardbook/policing';
import { STORYTELLER } from '../../demo/story.ts';
import { accepted, hoursAgo, refused, type Step, the } from './step.ts';
import { INSPECTOR, LAST_MONTH, PCSO, PCSO_ID, SERGEANT, THIS_MONTH } from './world.ts';

const WORSHIP = the('Promise', createdId(STORYTELLER, 'worship', 'promise'));
const PATROL = the('Promise', createdId(STORYTELLER, 'patrol', 'promise'));
const [FRIDAY] = occurrencesIn(LAST_MONTH, [{ weekday: 'FRIDAY', from: '20:00', to: '24:00' }]);
const visit = { promiseId: WORSHIP, memberId: PCSO_ID, evidence: 'pocket-book/1-1' };

/** What was done to keep promises, and what became of their months. */
export const fulfilments: readonly Step[] = [
  refused(INSPECTOR, 'closePromisePeriod', { promiseId: WORSHIP, period: THIS_MONTH }, 'R-PROM-7', 'period'),
  refused(
    INSPECTOR,
    'explainBreach',
    { promiseId: WORSHIP, period: THIS_MONTH, explanation: 'Snow.' },
    'R-PROM-7',
    'period',
  ),
  accepted(INSPECTOR, 'closePromisePeriod', (made) => ({
    promiseId: made('old promise'),
    period: LAST_MONTH,
  })),
  accepted(INSPECTOR, 'explainBreach', (made) => ({
    promiseId: made('old promise'),
    period: LAST_MONTH,
    explanation: 'Snow.',
  })),
  refused(
    SERGEANT,
    'correctFulfilment',
    {
      promiseId: WORSHIP,
      fulfilmentKey: `worship-${LAST_MONTH}-place-of-worship-2`,
      reason: 'WRONG_TIME',
      target: 'place-of-worship-9',
    },
    'R-PROM-3',
    'target',
  ),
  refused(
    SERGEANT,
    'correctFulfilment',
    {
      promiseId: WORSHIP,
      fulfilmentKey: `worship-${LAST_MONTH}-place-of-worship-1`,
      reason: 'WRONG_TARGET',
    },
    'R-STRIKE-7',
    'reason',
  ),
  accepted(SERGEANT, 'correctFulfilment', {
    promiseId: WORSHIP,
    fulfilmentKey: `worship-${LAST_MONTH}-place-of-worship-1`,
    reason: 'NOT_PROVEN',
  }),
  accepted(PCSO, 'recordVisit', { ...visit, target: 'place-of-worship-1' }),
  refused(PCSO, 'recordVisit', { ...visit, target: 'place-of-worship-9' }, 'R-PROM-3', 'target'),
  refused(
    PCSO,
    'recordVisit',
    { ...visit, otherMemberIds: [the('Member', 'nobody-1')], target: 'place-of-worship-1' },
    'R-PROM-4',
    'otherMemberIds',
  ),
  accepted(INSPECTOR, 'recordNotPossible', {
    promiseId: WORSHIP,
    target: 'place-of-worship-3',
    reason: 'It is closed for repairs.',
  }),
  refused(
    INSPECTOR,
    'recordNotPossible',
    { promiseId: WORSHIP, target: 'place-of-worship-9', reason: 'It is closed.' },
    'R-PROM-3',
    'target',
  ),
  accepted(PCSO, 'recordPatrol', {
    ...{ ...visit, promiseId: PATROL, area: 'patrol-area-1' },
    ...{ from: FRIDAY?.from, to: FRIDAY?.to },
  }),
  refused(
    PCSO,
    'recordPatrol',
    {
      ...{ ...visit, promiseId: PATROL, area: 'elsewhere' },
      ...{ from: hoursAgo(3), to: hoursAgo(1) },
    },
    'R-PROM-5',
    'area',
  ),
];
