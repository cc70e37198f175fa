import { beforeAll, describe, expect, test } from '@jest/globals';
import { headerOf, idOf, type AnyDecider, type RecordedEvent } from '@wardbook/event-sourcing';
import { adviceCase } from './advice-case/advice-case.ts';
import { agency } from './agency/agency.ts';
import { engine } from './engine.test.data.ts';
import { isAnswer } from './granting.ts';
import { policing } from './index.ts';
import { ADMIN, CHAIR, KILBURN, OFFICER, PCSO, RECORDS, SUPERVISOR } from './kilburn.test.data.ts';
import { member } from './member/member.ts';
import { promise } from './promise/promise.ts';
import { referral } from './referral/referral.ts';
import { roles } from './role/role.ts';
import { day, ofCouncil, struck } from './steps.test.data.ts';
import { subject } from './subject/subject.ts';
import { team } from './team/team.ts';
import { wardPanel } from './ward-panel/ward-panel.ts';
import { yearInKilburn } from './year-in-kilburn.test.data.ts';

const DECIDERS: readonly AnyDecider[] = Object.values(policing.kinds);

/** What follows from other events of the same command, and comes of no command of its own; or rests on nothing. */
const FOLLOWING = [
  'AdviceRefused',
  'AgencyInvitedToSign',
  'ComplianceBreachCleared',
  'LegalHoldLifted',
  'MemberCoverChanged',
  'PromiseEnded',
  'PromiseInForce',
  'ReferralNotRaised',
  'RoleLapsed',
  'SubjectsMerged',
  'TextRedacted',
  'TextRedactionRequested',
  'WardCoverBreached',
  'WardCoverRestated',
  'WardCoverRestored',
];

test('R-TIME-2: of every event it is known of which command it came, or that it rests on no other command', () => {
  const unknown = DECIDERS.flatMap(({ events, cameOf = {} }) =>
    events.map(({ type }) => type).filter((type) => !Object.hasOwn(cameOf, type)),
  );
  expect([...new Set(unknown)].sort()).toEqual(FOLLOWING);
});

describe('in the year in Kilburn', () => {
  let { send, store } = engine();
  /** The year, as far as it was accepted. */
  const live = async (): Promise<void> => {
    ({ send, store } = engine());
    for (const [index, step] of yearInKilburn.entries()) await send(step, `year-${String(index)}`);
  };
  const recordOf = (decider: AnyDecider, id: string): Promise<readonly RecordedEvent[]> =>
    store.readStream(`${decider.name}-${id}`);
  const revisionOf = async (decider: AnyDecider, id: string, type: string): Promise<number> =>
    (await recordOf(decider, id)).find((event) => event.type === type)?.revision ?? -1;
  const strike = async (decider: AnyDecider, id: string, type: string, by = RECORDS) =>
    send(struck(decider, id, await revisionOf(decider, id, type), by));
  const whyNot = async (...asked: Parameters<typeof strike>) => {
    const { refusal } = await strike(...asked);
    return refusal && { rule: refusal.rule, path: refusal.path };
  };
  const by = (rule: string) => ({ rule, path: 'revision' });

  describe('nothing is struck through', () => {
    beforeAll(live);

    test('R-STRIKE-1: that is not there', async () => {
      expect(await whyNot(team, 'inpt-west', 'NoSuchEvent')).toEqual(by('R-STRIKE-1'));
    });

    test('R-STRIKE-3: by whoever neither recorded nor supervises it', async () => {
      expect(await whyNot(promise, 'visits', 'PromiseFulfilmentRecorded', PCSO)).toEqual(by('R-STRIKE-3'));
    });

    test('R-STRIKE-4: with which somebody answered a request, whatever was asked for', async () => {
      const answers = new Set(
        DECIDERS.flatMap(({ events }) => events.filter(isAnswer).map(({ type }) => type)),
      );
      const log = await store.readLog({ after: 0n, limit: 100_000 });
      const given = log.filter(({ type }) => answers.has(type));
      expect(new Set(given.map(({ type }) => type))).toEqual(answers);
      for (const { stream, revision, header } of given) {
        const decider = DECIDERS.find(({ name }) => stream.startsWith(`${name}-`));
        const { actor } = headerOf({ header });
        const sent = struck(decider ?? team, idOf(stream), revision, actor as typeof RECORDS);
        expect([stream, (await send(sent)).refusal?.rule]).toEqual([stream, 'R-STRIKE-4']);
      }
    });

    test('R-STRIKE-4: that a process put on record', async () => {
      expect(await whyNot(promise, 'visits', 'PromiseAgreedByCommunity')).toEqual(by('R-STRIKE-4'));
    });

    test('R-STRIKE-4: that holds a record: a hold is lifted', async () => {
      const log = await store.readLog({ after: 0n, limit: 100_000 });
      const held = log.filter(({ type }) => type === 'LegalHoldPlaced').map(({ stream }) => stream);
      expect(held.length).toBeGreaterThan(0);
      for (const stream of held) {
        const decider = DECIDERS.find(({ name }) => stream.startsWith(`${name}-`)) ?? team;
        const { refusal } = await strike(decider, idOf(stream), 'LegalHoldPlaced');
        expect(refusal).toMatchObject({ ...by('R-STRIKE-4'), reason: expect.stringMatching(/lifted/) });
      }
    });

    test('R-STRIKE-5: that another agency recorded in a referral of the police', async () => {
      const log = await recordOf(referral, 'lamps');
      const theirs = log.find(({ header }) => headerOf({ header }).actor.agency === 'council');
      expect(theirs).toBeDefined();
      expect(await whyNot(referral, 'lamps', theirs?.type ?? '')).toEqual(by('R-STRIKE-5'));
    });

    test.each(['AUDITOR', 'ELECTED'] as const)(
      'R-STRIKE-3: by who only reads for the agency that recorded it: %s',
      async (role) => {
        const log = await recordOf(referral, 'lamps');
        const theirs = log.find(({ header }) => headerOf({ header }).actor.agency === 'council');
        const { id } = headerOf(theirs ?? { header: '' }).actor;
        for (const sender of ['councillor-1', id])
          expect(
            await whyNot(referral, 'lamps', theirs?.type ?? '', { id: sender, role, agency: 'council' }),
          ).toEqual(by('R-STRIKE-3'));
      },
    );

    test('R-STRIKE-6: with which a record begins, while the others rest on it', async () => {
      for (const [decider, id, type] of [
        [team, 'inpt-west', 'TeamFormed'],
        [adviceCase, 'case-1', 'AdviceCaseOpened'],
        [wardPanel, KILBURN, 'WardPanelEstablished'],
        [subject, 'juniper', 'SubjectRegistered'],
      ] as const)
        expect([type, await whyNot(decider, id, type)]).toEqual([type, by('R-STRIKE-6')]);
    });

    test('R-STRIKE-6: with which a record begins on which another rests, though nothing else is in it', async () => {
      const { refusal } = await strike(subject, 'june', 'SubjectRegistered');
      expect(refusal).toMatchObject({
        ...by('R-STRIKE-6'),
        reason: expect.stringMatching(/subject-juniper/),
      });
    });

    test('R-TIME-2: on which something in its record rests, which is named with its day', async () => {
      const { refusal } = await strike(wardPanel, KILBURN, 'PanelMeetingHeld', CHAIR);
      expect(refusal).toEqual({
        refused: true,
        ...by('R-TIME-2'),
        reason: expect.stringMatching(
          /^What is on record of 2013-\d\d-\d\d \(panel (agreed promise|chair elected)\) could not have been without this\./,
        ),
      });
    });

    test('R-TIME-2, R-STRIKE-6: and nobody is sent to strike first what never is struck', async () => {
      const stays = /is never struck through, so this stays as well\.$/;
      for (const [decider, id, type, rule] of [
        [subject, 'juniper', 'SubjectMergeProposed', 'R-TIME-2'],
        [subject, 'sorrel', 'SubjectRegistered', 'R-STRIKE-6'],
      ] as const) {
        const { refusal } = await strike(decider, id, type);
        expect(refusal).toMatchObject({ ...by(rule), reason: expect.stringMatching(stays) });
      }
    });

    test('R-TIME-2: nor who was given a case, when they worked on it because of that', async () => {
      expect(await whyNot(adviceCase, 'case-1', 'AdviceCaseAssigned', SUPERVISOR)).toEqual(by('R-TIME-2'));
    });
  });

  test('R-STRIKE-2, R-STRIKE-4: what was struck is not struck again, nor is the strike', async () => {
    await live();
    expect((await strike(member, OFFICER.id, 'PolicyAcknowledged')).receipt).toBeDefined();
    expect(await whyNot(member, OFFICER.id, 'PolicyAcknowledged')).toEqual(by('R-STRIKE-2'));
    expect(await whyNot(member, OFFICER.id, 'RecordedInError')).toEqual(by('R-STRIKE-4'));
  });

  test('R-STRIKE-6: with what did not begin the others, a register may have begun', async () => {
    await live();
    const [first] = await recordOf(roles, 'police');
    const answer = await strike(roles, 'police', first?.type ?? '');
    expect([first?.type, answer.refusal]).toEqual(['PolicyAdopted', undefined]);
  });

  test('R-STRIKE-5: whoever recorded it strikes it, though the record is not theirs', async () => {
    await live();
    expect((await strike(wardPanel, KILBURN, 'PanelAgreedPromise', CHAIR)).refusal).toBeUndefined();
  });
});

test('R-TIME-2: while a long record is decided again, others have their turn', async () => {
  const { send } = engine();
  const registering = { type: 'RegisterAgency', kind: 'COUNCIL', name: 'Alderwick' } as const;
  await send(ofCouncil({ ...registering, ...day('2013-03-01', ADMIN) }));
  for (let offered = 0; offered < 60; offered += 1) {
    const capability = `HELP-${String(offered)}`;
    const offer = { type: 'OfferCapability', capability, label: 'Help', eligibility: 'All' } as const;
    await send(ofCouncil({ ...offer, ...day('2013-03-02', ADMIN) }));
  }
  let [turns, isStruck] = [0, false];
  const count = (): void => {
    turns += 1;
    if (!isStruck) setImmediate(count);
  };
  setImmediate(count);
  const { refusal } = await send(struck(agency, 'council', 1, ADMIN));
  isStruck = true;
  expect(refusal).toBeUndefined();
  expect(turns).toBeGreaterThanOrEqual(59);
});
