import { expect, test } from '@jest/globals';
import type { Message, Moment } from '@wardbook/event-sourcing';
import { engine } from '../engine.test.data.ts';
import { KILBURN } from '../kilburn.test.data.ts';
import { survey } from '../survey/survey.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';
import { installationRecorded } from './initiative.events.ts';
import { initiativeRecommendations } from './initiative.ts';

type Sends = (row: object, event: Message, moment: Moment) => unknown;
const { InstallationRecorded: sentOf } = initiativeRecommendations.react as {
  readonly InstallationRecorded?: Sends;
};
const moment = {
  ...{ stream: 'initiative-beesafe', revision: 7, id: 'event-7' },
  ...{ occurredAt: '2013-05-06T09:00:00.000Z', recordedAt: '2013-05-09T09:00:00.000Z' },
};
const fitted = {
  ...{ premises: 'cedar-4', fittedBy: 'council', ward: KILBURN, dwellings: 1 },
} as const;

test('R-SUR-5: what was fitted for a survey is told to it, as of the day on which it was fitted', () => {
  const recommendation = { survey: 'survey-1', recommendation: 'locks' };
  const event = installationRecorded({ ...fitted, devices: ['DOOR_LOCK'], recommendation });
  expect(sentOf?.({}, event, moment)).toEqual([
    {
      decider: survey,
      id: 'survey-1',
      command: { type: 'ConfirmAction', recommendation: 'locks' },
      occurredAt: moment.occurredAt,
      carried: true,
    },
  ]);
});

test('R-SUR-5: what was fitted otherwise is told to nobody', () => {
  expect(sentOf?.({}, installationRecorded({ ...fitted, devices: ['DOOR_LOCK'] }), moment)).toEqual([]);
});

test('R-SUR-5: a recommendation is done when the initiative that took it up did it, however often that is told', async () => {
  const { send, run, eventsOf } = engine();
  for (const step of yearInKilburn) await send(step);
  const done = async () =>
    (await eventsOf('survey-survey-1')).filter(({ type }) => type === 'RecommendationImplemented');
  const before = await done();
  for (let times = 0; times < 2; times += 1) expect(await run(initiativeRecommendations)).toEqual([]);
  expect((await done()).slice(before.length)).toEqual([
    { type: 'RecommendationImplemented', occurredAt: '2013-03-26T12:00:00.000Z', recommendation: 'sash' },
  ]);
});
