import type { Told } from '@wardbook/event-sourcing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { memoryRows } from '@wardbook/event-sourcing';
import { engine } from '../engine.test.data.ts';
import { ADMIN } from '../kilburn.test.data.ts';
import { A0609_VERSION_4 } from './a0609.ts';
import { policy, type PolicyCommand } from './policy.ts';
import { policyReview } from './policy-review.process.ts';

const publish: Told<PolicyCommand> = {
  type: 'PublishPolicyVersion',
  occurredAt: '2023-01-18T10:00:00.000Z',
  by: ADMIN,
  terms: A0609_VERSION_4,
};
const review: Told<PolicyCommand> = {
  type: 'ReviewPolicy',
  occurredAt: '2025-11-03T10:00:00.000Z',
  by: ADMIN,
  outcome: 'NO_CHANGE',
  contentHash: A0609_VERSION_4.contentHash,
  eia: 'eia/2025-11',
  onBehalfOf: 'HEAD_OF_LOCAL_POLICING_COMMAND',
};

describe('the review of a policy', () => {
  let { clock, send, run, eventsOf } = engine();
  let rows = memoryRows();
  const of = (command: Told<PolicyCommand>) => ({ decider: policy, id: 'A0609', command });
  const overdueBy = async (now: string) => {
    clock.now = now;
    expect(await run(policyReview, rows)).toEqual([]);
    return (await eventsOf('policy-A0609')).filter(({ type }) => type === 'PolicyReviewOverdue');
  };
  const missed = {
    type: 'PolicyReviewOverdue',
    occurredAt: '2026-01-19T00:00:00.000Z',
    version: 4,
    dueOn: '2026-01-18',
  };

  beforeEach(async () => {
    ({ clock, send, run, eventsOf } = engine({ now: '2025-12-01T00:00:00.000Z' }));
    rows = memoryRows();
    await send(of(publish));
  });

  test('R-POL-1: is not overdue on the day it is due [T3-57]', async () => {
    expect(await overdueBy('2026-01-18T23:59:59.999Z')).toEqual([]);
  });
  test('R-POL-1: is overdue from the next, and that is said once [T3-57]', async () => {
    expect(await overdueBy('2026-01-19T00:00:00.000Z')).toEqual([missed]);
    expect(await overdueBy('2026-05-01T00:00:00.000Z')).toEqual([missed]);
  });
  test('R-POL-1: is overdue once, whatever the process forgot', async () => {
    await overdueBy('2026-05-01T00:00:00.000Z');
    rows = memoryRows();
    expect(await overdueBy('2026-05-02T00:00:00.000Z')).toEqual([missed]);
  });
  test('R-POL-1: done in time, is next due three years after it [T3-06]', async () => {
    await send(of(review));
    expect(await overdueBy('2028-11-03T23:59:59.999Z')).toEqual([]);
    expect(await overdueBy('2028-11-04T00:00:00.000Z')).toHaveLength(1);
  });
  test('R-POL-1: of a version that was withdrawn, is due when that of its successor is', async () => {
    const terms = { ...A0609_VERSION_4, version: 5, publishedOn: '2024-02-01' };
    await send(of({ ...publish, occurredAt: '2024-02-01T10:00:00.000Z', terms }));
    await send(
      of({
        type: 'WithdrawPolicyVersion',
        occurredAt: '2024-03-01T10:00:00.000Z',
        by: ADMIN,
        version: 5,
        successor: 4,
      }),
    );
    expect(await overdueBy('2026-01-19T00:00:00.000Z')).toEqual([missed]);
  });
});
