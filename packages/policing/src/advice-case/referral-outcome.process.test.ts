import { beforeEach, describe, expect, test } from '@jest/globals';
import { engine } from '../engine.test.data.ts';
import { OFFICER } from '../kilburn.test.data.ts';
import type { Step } from '../steps.test.data.ts';
import { caseReferral } from '../referral/case-referral.process.ts';
import {
  caseOpen,
  CLERK,
  HOLDER,
  ofCase,
  ofReferral,
  on,
  toCouncil,
} from '../referral/case-referral.test.data.ts';
import { referralOutcome } from './referral-outcome.process.ts';

const CPA = { force: 'police', role: 'CPA', area: 'west' } as const;
const accept = ofReferral({ type: 'AcceptReferral', occurredAt: on('03-04'), by: CLERK });
const decline = ofReferral({
  type: 'DeclineReferral',
  occurredAt: on('03-05'),
  by: CLERK,
  reason: 'NO_CAPACITY',
});
const redirect = ofReferral({
  type: 'RedirectReferral',
  occurredAt: on('03-06'),
  by: OFFICER,
  to: CPA,
  fields: [],
});
const withdraw = ofReferral({
  type: 'WithdrawReferral',
  occurredAt: on('03-08'),
  by: OFFICER,
  reason: 'NOBODY_TO_HELP',
});
const complete = (by = CLERK): Step =>
  ofReferral({
    type: 'CompleteReferral',
    occurredAt: on('03-08'),
    by,
    outcome: 'HELPED',
    helpGiven: 'Two locks.',
  });

describe('how a referral of a case ended', () => {
  let { send, run, eventsOf } = engine();
  const sendAll = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await send(step)).refusal).toBeUndefined();
  };
  const outcomes = async () => {
    expect(await run(referralOutcome)).toEqual([]);
    return (await eventsOf('adviceCase-case-1')).filter(({ type }) => type === 'ReferralOutcomeRecorded');
  };
  const recorded = (outcome: string, note?: string) => ({
    type: 'ReferralOutcomeRecorded',
    occurredAt: on('03-08'),
    referral: 'locks',
    outcome,
    ...(note !== undefined && { note }),
  });

  beforeEach(async () => {
    ({ send, run, eventsOf } = engine());
    await sendAll(...caseOpen, ofCase(toCouncil));
    await run(caseReferral);
  });

  test('R-REF-7: is not known while somebody still has it', async () => {
    await sendAll(accept, decline);
    expect(await outcomes()).toEqual([]);
  });

  test('R-REF-7: with help given, which the case holds by reference', async () => {
    await sendAll(accept, complete());
    expect(await outcomes()).toEqual([recorded('COMPLETED', 'referral-locks/2/0')]);
  });

  test('R-REF-7: declined, and withdrawn because nobody else can help', async () => {
    await sendAll(decline, withdraw);
    expect(await outcomes()).toEqual([recorded('DECLINED')]);
  });

  test('R-REF-7: withdrawn, whoever had declined before somebody else was asked', async () => {
    await sendAll(decline, redirect, withdraw);
    expect(await outcomes()).toEqual([recorded('WITHDRAWN')]);
  });

  test('R-REF-7: with help by whoever was asked instead', async () => {
    await sendAll(
      decline,
      redirect,
      ofReferral({ type: 'AcceptReferral', occurredAt: on('03-07'), by: HOLDER }),
      complete(HOLDER),
    );
    expect(await outcomes()).toEqual([recorded('COMPLETED', 'referral-locks/4/0')]);
  });

  test('R-REF-7: is told once, whatever the process forgot', async () => {
    await sendAll(accept, complete());
    await run(referralOutcome);
    expect(await outcomes()).toHaveLength(1);
  });

  test('R-REF-7: a referral without a case tells nobody', async () => {
    await sendAll({
      ...ofReferral({
        type: 'RaiseReferral',
        occurredAt: on('03-02'),
        by: OFFICER,
        kind: 'SPECIALIST_ADVICE',
        problem: 'dark-paths',
        from: { agency: 'police' },
        to: CPA,
        topic: 'PROPERTY',
        reason: 'LONG_TERM_PROBLEM',
        fields: [],
        dueAt: on('03-16'),
      }),
      id: 'paths',
    });
    await sendAll({ ...withdraw, id: 'paths' });
    expect(await outcomes()).toEqual([]);
  });
});
