import { monthStart } from '@wardbook/policing';
import { FORTUNE_GREEN } from '../../demo/camden.ts';
import { accepted, hoursAgo, refused, refusedSender, type Step, the } from './step.ts';
import { CHAIR, INPT, INSPECTOR, kilburn, LAST_MONTH } from './world.ts';

const TERMS = {
  ...kilburn,
  teamId: INPT,
  kind: 'OTHER_MEASURABLE',
  statement: 'We hold a street briefing.',
  measure: 'Street briefings.',
};

/** Agreed to in time for last month. */
const LONG_AGO = new Date(Date.parse(monthStart(LAST_MONTH)) - 10 * 86_400_000).toISOString();

const meeting = (name: string) => ({
  ...kilburn,
  meeting: name,
  votersPresent: 9,
  minutes: `minutes/${name}`,
});

const oldPromise: readonly Step[] = [
  accepted(INSPECTOR, 'proposePromise', { terms: TERMS, occurredAt: LONG_AGO }, 'old promise'),
  accepted(INSPECTOR, 'agreePromiseByTeam', (made) => ({
    promiseId: made('old promise'),
    occurredAt: LONG_AGO,
  })),
  accepted(CHAIR, 'recordPanelMeeting', { ...meeting('quorate-0'), occurredAt: LONG_AGO }),
  accepted(CHAIR, 'agreePromiseAtPanel', (made) => ({
    ...{ ...kilburn, promiseId: made('old promise'), meeting: 'quorate-0' },
    occurredAt: LONG_AGO,
  })),
];

/** Promises, until they are agreed to or withdrawn. */
export const promises: readonly Step[] = [
  ...oldPromise,
  accepted(INSPECTOR, 'proposePromise', { terms: TERMS, occurredAt: hoursAgo(2) }, 'promise'),
  refused(
    INSPECTOR,
    'proposePromise',
    { terms: { ...TERMS, measure: undefined } },
    'R-PROM-2',
    'terms',
    'measure',
  ),
  refused(
    INSPECTOR,
    'proposePromise',
    { terms: { ...TERMS, teamId: the('Team', `snt-${FORTUNE_GREEN}`) } },
    'R-PROM-1',
    'terms',
    'teamId',
  ),
  accepted(INSPECTOR, 'amendPromise', (made) => ({
    promiseId: made('promise'),
    terms: { ...TERMS, statement: 'We hold two street briefings.', minimumPerPeriod: 2 },
  })),
  refusedSender(
    'INSPECTOR inspector-sector-1',
    'agreePromiseByTeam',
    (made) => ({ promiseId: made('promise') }),
    'R-PROM-1',
  ),
  refused(
    INSPECTOR,
    'agreePromiseByTeam',
    (made) => ({ promiseId: made('promise'), occurredAt: hoursAgo(1) }),
    'R-PROM-1',
    'occurredAt',
  ),
  accepted(INSPECTOR, 'agreePromiseByTeam', (made) => ({ promiseId: made('promise') })),
  refused(
    INSPECTOR,
    'amendPromise',
    (made) => ({ promiseId: made('promise'), terms: TERMS }),
    'R-PROM-6',
    'promiseId',
  ),
  refused(
    CHAIR,
    'agreePromiseAtPanel',
    (made) => ({ ...kilburn, promiseId: made('promise'), meeting: 'small-1' }),
    'R-PROM-1',
    'meeting',
  ),
  // It was changed after that meeting.
  refused(
    CHAIR,
    'agreePromiseAtPanel',
    (made) => ({ ...kilburn, promiseId: made('promise'), meeting: 'quorate-1' }),
    'R-PROM-1',
    'meeting',
  ),
  accepted(CHAIR, 'recordPanelMeeting', meeting('quorate-2')),
  accepted(CHAIR, 'agreePromiseAtPanel', (made) => ({
    ...kilburn,
    promiseId: made('promise'),
    meeting: 'quorate-2',
  })),
  refused(
    INSPECTOR,
    'withdrawPromise',
    (made) => ({ promiseId: made('promise'), reason: 'Agreed.', agreedWith: 'quorate-2' }),
    'R-PROM-6',
    'promiseId',
  ),
  accepted(INSPECTOR, 'proposePromiseWithdrawal', (made) => ({
    promiseId: made('promise'),
    reason: 'Nobody came.',
  })),
  refused(
    INSPECTOR,
    'withdrawPromise',
    (made) => ({ promiseId: made('promise'), reason: 'Agreed.', agreedWith: 'quorate-2' }),
    'R-PROM-6',
    'agreedWith',
  ),
  accepted(CHAIR, 'recordPanelMeeting', meeting('quorate-3')),
  accepted(INSPECTOR, 'withdrawPromise', (made) => ({
    promiseId: made('promise'),
    reason: 'Agreed.',
    agreedWith: 'quorate-3',
  })),
  refused(
    INSPECTOR,
    'proposePromiseWithdrawal',
    (made) => ({ promiseId: made('promise'), reason: 'Nobody came.' }),
    'R-PROM-6',
    'promiseId',
  ),
  refused(
    CHAIR,
    'electPanelChair',
    { ...kilburn, chair: 'chair-2', meeting: 'small-1' },
    'R-PROM-1',
    'meeting',
  ),
  accepted(CHAIR, 'electPanelChair', { ...kilburn, chair: 'chair-2', meeting: 'quorate-1' }),
];
