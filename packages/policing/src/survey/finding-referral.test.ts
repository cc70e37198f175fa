import { beforeEach, describe, expect, test } from '@jest/globals';
import { referralOutcome } from '../advice-case/referral-outcome.process.ts';
import { engine } from '../engine.test.data.ts';
import { ADMIN, KILBURN, PCSO, SNT, SUPERVISOR } from '../kilburn.test.data.ts';
import { caseReferral } from '../referral/case-referral.process.ts';
import { day, inRegister } from '../steps.test.data.ts';
import { ofSurvey } from '../survey-in-kilburn.test.data.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';

const isReferred = ({ command }: (typeof yearInKilburn)[number]): boolean => command.type === 'ReferFinding';
const untilReferred = yearInKilburn.slice(0, 1 + yearInKilburn.findIndex(isReferred));

describe('what a survey refers', () => {
  let { send, run, eventsOf } = engine();

  beforeEach(async () => {
    ({ send, run, eventsOf } = engine());
    for (const step of untilReferred) expect((await send(step)).refusal).toBeUndefined();
  });

  test('R-SUR-6: is raised as a referral of its own, to the role of the area [T3-32]', async () => {
    await run(caseReferral);
    expect(await eventsOf('referral-alarm-3')).toMatchObject([
      {
        type: 'ReferralRaised',
        kind: 'SPECIALIST_ADVICE',
        survey: 'survey-1',
        subject: 'juniper',
        from: { agency: 'police' },
        to: { force: 'police', role: 'CPO', area: 'west' },
        topic: 'INTRUDER_ALARM',
        reason: 'TECHNICAL_ADVICE',
        fields: ['REQUESTED_HELP', 'TOPIC'],
        ward: KILBURN,
        raisedBy: PCSO.id,
        fromTeam: SNT,
      },
    ]);
  });

  test('R-SUR-6: where the post was left, as was recorded since, it is not raised, and the survey learns by which rule', async () => {
    const left = inRegister({
      ...{ type: 'VacatePost', role: 'CPO', area: 'west', member: 'cpo-1' },
      ...{ reason: 'RETIRED', disestablished: false, ...day('2013-03-05', ADMIN) },
    });
    expect((await send(left)).refusal).toBeUndefined();
    expect((await run(caseReferral)).map(({ refusal }) => refusal.rule)).toContain('R-ROLE-1');
    await run(referralOutcome);
    expect((await eventsOf('survey-survey-1')).at(-1)).toMatchObject({
      type: 'FindingReferralNotRaised',
      referral: 'alarm-3',
      rule: 'R-ROLE-1',
    });
    const completed = await send(ofSurvey({ type: 'CompleteSurvey', ...day('2013-03-06', PCSO) }));
    expect(completed.refusal).toMatchObject({ rule: 'R-SUR-6' });
  });
});

test('R-SUR-6: nobody raises by hand what a survey found', async () => {
  const { send } = engine();
  for (const step of untilReferred) await send(step);
  const raise = yearInKilburn.find(({ id, command }) => id === 'paths' && command.type === 'RaiseReferral');
  expect(raise).toBeDefined();
  if (!raise) return;
  const command = { ...raise.command, by: SUPERVISOR, survey: 'survey-1' } as (typeof raise)['command'];
  expect((await send({ ...raise, id: 'by-hand', command })).refusal).toMatchObject({
    rule: 'R-SUR-6',
    path: 'survey',
  });
});
