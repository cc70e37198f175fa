import { expect, test } from '@jest/globals';
import { memoryRows } from '@wardbook/event-sourcing';
import { adviceCase } from '../advice-case/advice-case.ts';
import { referralOutcome } from '../advice-case/referral-outcome.process.ts';
import { engine } from '../engine.test.data.ts';
import { OFFICER, SPECIALIST } from '../kilburn.test.data.ts';
import { day, ofReferral, struck } from '../steps.test.data.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';
import { caseReferral } from './case-referral.process.ts';
import { referral } from './referral.ts';

const asked = yearInKilburn.findIndex(({ command }) => command.type === 'Refer');

/** The year up to the day on which a case asks an advisor about an alarm, and processes that act when told to. */
const alarmReferred = async () => {
  const { send, store, run } = engine();
  for (const [index, step] of yearInKilburn.slice(0, asked + 1).entries()) await send(step, `year-${index}`);
  const rows = [memoryRows(), memoryRows()] as const;
  const typesOf = async (stream: string) => (await store.readStream(stream)).map(({ type }) => type);
  return {
    send,
    process: async () => [...(await run(caseReferral, rows[0])), ...(await run(referralOutcome, rows[1]))],
    strike: async (stream: 'adviceCase-case-1' | 'referral-alarm', type: string, by = OFFICER) => {
      const revision = (await typesOf(stream)).lastIndexOf(type);
      return stream === 'referral-alarm'
        ? send(struck(referral, 'alarm', revision, by))
        : send(struck(adviceCase, 'case-1', revision, by));
    },
    ofReferral: () => typesOf('referral-alarm'),
    ofCase: async () => (await typesOf('adviceCase-case-1')).slice(-2),
  };
};
const accept = ofReferral('alarm', { type: 'AcceptReferral', ...day('2013-01-25', SPECIALIST) });
const complete = ofReferral('alarm', {
  type: 'CompleteReferral',
  ...day('2013-01-26', SPECIALIST),
  ...{ outcome: 'HELPED', helpGiven: 'A bell and a strobe.' },
});

test('R-STRIKE-6: that somebody else was asked is struck, and with it what they were sent, until they answer', async () => {
  const { process, strike, ofReferral: told, ofCase } = await alarmReferred();
  await process();
  expect(await told()).toEqual(['ReferralRaised']);
  expect((await strike('adviceCase-case-1', 'CaseReferred')).refusal).toBeUndefined();
  expect(await process()).toEqual([]);
  expect(await told()).toEqual(['ReferralRaised', 'RecordedInError']);
  expect(await ofCase()).toEqual(['CaseReferred', 'RecordedInError']);
});

test('R-STRIKE-6: once they have answered it stays, and the referral is named', async () => {
  const { send, process, strike } = await alarmReferred();
  await process();
  expect((await send(accept)).refusal).toBeUndefined();
  expect((await strike('adviceCase-case-1', 'CaseReferred')).refusal).toMatchObject({
    rule: 'R-STRIKE-6',
    reason: expect.stringContaining('referral-alarm'),
  });
});

test('R-STRIKE-3: what came of it is struck by whoever recorded it, and then in the case as well', async () => {
  const { send, process, strike, ofCase } = await alarmReferred();
  await process();
  for (const step of [accept, complete]) expect((await send(step)).refusal).toBeUndefined();
  await process();
  expect(await ofCase()).toEqual(['CaseReferred', 'ReferralOutcomeRecorded']);
  expect((await strike('referral-alarm', 'ReferralCompleted')).refusal).toMatchObject({ rule: 'R-STRIKE-3' });
  expect((await strike('referral-alarm', 'ReferralCompleted', SPECIALIST)).refusal).toBeUndefined();
  expect(await process()).toEqual([]);
  expect(await ofCase()).toEqual(['ReferralOutcomeRecorded', 'RecordedInError']);
});
