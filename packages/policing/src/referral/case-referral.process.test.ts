import type { Told } from '@wardbook/event-sourcing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { referralOutcome } from '../advice-case/referral-outcome.process.ts';
import type { AdviceCaseCommand } from '../advice-case/advice-case.ts';
import { engine } from '../engine.test.data.ts';
import { KILBURN, OFFICER, SNT } from '../kilburn.test.data.ts';
import { caseReferral } from './case-referral.process.ts';
import {
  agreementEnded,
  caseOpen,
  ofCase,
  on,
  postVacated,
  refer,
  toCouncil,
} from './case-referral.test.data.ts';

describe('what a case refers', () => {
  let { store, send, run, eventsOf } = engine();
  const sendCase = async (command: Told<AdviceCaseCommand>): Promise<void> => {
    expect((await send(ofCase(command))).refusal).toBeUndefined();
  };

  beforeEach(async () => {
    ({ store, send, run, eventsOf } = engine());
    for (const step of caseOpen) expect((await send(step)).refusal).toBeUndefined();
  });

  test('R-REF-7: is raised as a referral of its own, with all that the case said', async () => {
    await sendCase(toCouncil);
    expect(await run(caseReferral)).toEqual([]);
    expect(await eventsOf('referral-locks')).toEqual([
      {
        type: 'ReferralRaised',
        occurredAt: on('03-02'),
        kind: 'PARTNER_SERVICE',
        case: 'case-1',
        subject: 'juniper',
        from: { agency: 'police' },
        to: { agency: 'council' },
        topic: 'PROPERTY',
        reason: 'PRACTICAL_HELP',
        requestedHelp: 'adviceCase-case-1/1/0',
        legalBasis: 'CONSENT',
        agreement: 'isa-1',
        fields: ['RECIPIENT_NAME', 'REQUESTED_HELP'],
        dueAt: on('03-16'),
        ward: KILBURN,
        chain: [],
        fromTeam: SNT,
        raisedBy: OFFICER.id,
      },
    ]);
  });

  test('R-REF-7: passes personal words on by reference: they are sealed once, in the case', async () => {
    await sendCase(toCouncil);
    await run(caseReferral);
    expect(await store.readSealed('adviceCase-case-1', 1)).toHaveLength(1);
    expect(await store.readSealed('referral-locks', 0)).toEqual([]);
  });

  test('R-REF-7: is raised once, whatever the process forgot', async () => {
    await sendCase(toCouncil);
    await run(caseReferral);
    await run(caseReferral);
    expect(await eventsOf('referral-locks')).toHaveLength(1);
  });

  test.each([
    ['PROPERTY', 'SPECIALIST_ADVICE', 'MORE_DETAILED_ADVICE'],
    ['INTRUDER_ALARM', 'SPECIALIST_ADVICE', 'TECHNICAL_ADVICE'],
    ['CCTV_LAWFULNESS', 'SPECIALIST_ADVICE', 'CCTV_IN_DOUBT'],
    ['VICTIM_SUPPORT', 'VICTIM_VISIT', 'VICTIM_CARE'],
  ] as const)('R-REF-8: on %s goes to the role of the area as %s [T3-32]', async (topic, kind, reason) => {
    await sendCase({ ...refer, topic, toRole: 'CPA', area: 'west' });
    expect(await run(caseReferral)).toEqual([]);
    expect(await eventsOf('referral-locks')).toMatchObject([
      { topic, kind, reason, to: { force: 'police', role: 'CPA', area: 'west' } },
    ]);
  });

  test('R-REF-1: where the agreement had ended, as was recorded since, it is not raised, and the case learns by which rule [T1-16]', async () => {
    await sendCase(toCouncil);
    await send(agreementEnded);
    expect((await run(caseReferral)).map(({ refusal }) => refusal.rule)).toEqual(['R-REF-1']);
    expect(await eventsOf('referral-locks')).toEqual([
      {
        type: 'ReferralNotRaised',
        occurredAt: on('03-02'),
        case: 'case-1',
        rule: 'R-REF-1',
        reason: 'No such agreement with that agency was in force at that time. Choose another.',
      },
    ]);
    expect(await run(referralOutcome)).toEqual([]);
    expect((await eventsOf('adviceCase-case-1')).at(-1)).toEqual({
      type: 'ReferralOutcomeRecorded',
      occurredAt: on('03-02'),
      referral: 'locks',
      outcome: 'NOT_RAISED',
      rule: 'R-REF-1',
    });
  });

  test('R-ROLE-1: nor to a role that nobody holds there, and that is on record once', async () => {
    await sendCase({ ...refer, toRole: 'CPA', area: 'west' });
    await send(postVacated);
    expect((await run(caseReferral)).map(({ refusal }) => refusal.rule)).toEqual(['R-ROLE-1']);
    expect(await run(caseReferral)).toEqual([]);
    expect(await eventsOf('referral-locks')).toMatchObject([{ type: 'ReferralNotRaised', rule: 'R-ROLE-1' }]);
  });
});
