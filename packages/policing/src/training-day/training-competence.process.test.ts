import type { Told } from '@wardbook/event-sourcing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  decode,
  definitionOf,
  effective,
  evolve,
  isStrike,
  memoryRows,
  type AnyDecider,
  type Rows,
} from '@wardbook/event-sourcing';
import { engine } from '../engine.test.data.ts';
import { ADMIN, IN_2012, INPT, INSPECTOR, PCSO, SUPERVISOR, SYSTEM } from '../kilburn.test.data.ts';
import { member, type MemberCommand } from '../member/member.ts';
import { isCompetent, memberHistory, type MemberState } from '../member/member.state.ts';
import { day, ofCouncil, ofMember, ofTeam, struck, type Step } from '../steps.test.data.ts';
import { ofTrainingDay } from '../training-in-kilburn.test.data.ts';
import { trainingCompetence } from './training-competence.process.ts';
import { trainingDay } from './training-day.ts';

const ENDED = '2013-03-12T16:00:00.000Z';
const THREE_YEARS_ON = '2016-03-12T00:00:00.000Z';

const post = {
  type: 'PostMember',
  team: INPT,
  category: 'PCSO',
  rank: 'PCSO',
  source: 'RECRUIT',
  publicName: 'PCSO Idris Fenwick',
} as const;
const known: readonly Step[] = [
  ofCouncil({ type: 'RegisterAgency', occurredAt: IN_2012, by: ADMIN, kind: 'COUNCIL', name: 'Alderwick' }),
  ofTeam(INPT, { type: 'FormTeam', occurredAt: IN_2012, by: ADMIN, kind: 'INPT', name: 'West Camden INPT' }),
  ofMember(PCSO.id, { ...post, ...day('2012-09-05', ADMIN) }),
  ofTrainingDay({
    type: 'ScheduleTrainingDay',
    ...{ series: 'crime-reduction-2013', ...day('2013-02-01', INSPECTOR) },
    ...{ from: '2013-03-12T09:00:00.000Z', to: ENDED, place: 'Alderwick Town Hall', maximum: 30 },
    ...{ purpose: 'To learn together.', organisers: ['police', 'council'] },
    modules: ['NIM', 'HOME_SECURITY_SURVEY'],
  }),
];
const summerCourse = {
  type: 'ScheduleTrainingDay',
  ...{ series: 'crime-reduction-2013', ...day('2013-08-01', INSPECTOR) },
  ...{ from: '2013-09-20T08:00:00.000Z', to: '2013-09-20T11:00:00.000Z', place: 'Alderwick Library' },
  ...{ purpose: 'To learn together.', organisers: ['police', 'council'], maximum: 30 },
  modules: ['HOME_SECURITY_SURVEY'],
} as const;
const anotherDay: readonly Step[] = [
  ofTrainingDay(summerCourse, 'skills-2'),
  ofTrainingDay(
    {
      type: 'RecordTrainingAttendance',
      ...{ ...day('2013-09-20', SUPERVISOR), person: PCSO.id, agency: 'police' },
      kind: 'PCSO',
      modules: ['HOME_SECURITY_SURVEY'],
    },
    'skills-2',
  ),
];
const attend = (modules: readonly ('NIM' | 'HOME_SECURITY_SURVEY')[]) =>
  ofTrainingDay({
    type: 'RecordTrainingAttendance',
    ...{ ...day('2013-03-13', SUPERVISOR), modules, person: PCSO.id, agency: 'police' },
    kind: 'PCSO',
  });
const correct = (date: string, modules: readonly ('NIM' | 'HOME_SECURITY_SURVEY')[]) =>
  ofTrainingDay({
    type: 'CorrectTrainingAttendance',
    ...{ ...day(date, SUPERVISOR), modules, person: PCSO.id, agency: 'police' },
  });
const ofPcso = (command: Told<MemberCommand>): Step => ofMember(PCSO.id, command);
const granted = {
  ...{ type: 'CompetenceGranted', occurredAt: ENDED, level: 'BASIC_SURVEY', evidence: 'skills-1' },
  until: THREE_YEARS_ON,
};
const foundWrong = {
  ...{ type: 'CompetenceFoundWrong', occurredAt: ENDED, level: 'BASIC_SURVEY', evidence: 'skills-1' },
};

describe('what a PCSO learnt about home security surveys', () => {
  let { clock, store, send, run, eventsOf } = engine();
  let rows: Rows = memoryRows();
  const sendAll = async (...steps: readonly Step[]): Promise<void> => {
    for (const step of steps) expect((await send(step)).refusal).toBeUndefined();
  };
  const review = async () => {
    expect(await run(trainingCompetence, rows)).toEqual([]);
  };
  const competences = async () =>
    (await eventsOf(`member-${PCSO.id}`)).filter(({ type }) => type.startsWith('Competence'));
  const isCompetentAt = async (at: string): Promise<boolean> => {
    const log = effective(await store.readStream(`member-${PCSO.id}`));
    const past = log
      .filter((moment) => !isStrike(moment))
      .map((moment) => ({ moment, event: decode(definitionOf(member, moment.type), moment) }))
      .sort((a, b) => (a.moment.occurredAt < b.moment.occurredAt ? -1 : 1));
    const state = past.reduce<MemberState>(
      (so, { event, moment }) => evolve(member as AnyDecider, so, event, moment) as MemberState,
      memberHistory.initial,
    );
    return isCompetent(state, 'BASIC_SURVEY', at);
  };

  beforeEach(async () => {
    ({ clock, store, send, run, eventsOf } = engine());
    clock.now = '2017-01-01T00:00:00.000Z';
    rows = memoryRows();
    await sendAll(...known);
  });

  test('R-TRN-1, T2-22: lets them make basic surveys from the end of the day on, as long as the policy says', async () => {
    await sendAll(attend(['NIM', 'HOME_SECURITY_SURVEY']));
    await review();
    expect(await competences()).toEqual([granted]);
    expect(await isCompetentAt('2013-03-12T15:59:59.999Z')).toBe(false);
    expect(await isCompetentAt(ENDED)).toBe(true);
    expect(await isCompetentAt('2016-03-11T23:59:59.999Z')).toBe(true);
    expect(await isCompetentAt(THREE_YEARS_ON)).toBe(false);
  });
  test('R-TRN-1: another module does not', async () => {
    await sendAll(attend(['NIM']));
    await review();
    expect(await competences()).toEqual([]);
  });
  test('R-TRN-1: once, whatever the process forgot', async () => {
    await sendAll(attend(['HOME_SECURITY_SURVEY']));
    await review();
    rows = memoryRows();
    await review();
    expect(await competences()).toEqual([granted]);
  });
  test('R-TRN-1: it is as the day was corrected last, however often somebody looked', async () => {
    await sendAll(attend(['HOME_SECURITY_SURVEY']));
    await review();
    await sendAll(correct('2013-03-20', ['NIM']));
    await review();
    expect(await competences()).toEqual([granted, foundWrong]);
    expect(await isCompetentAt('2013-03-15T12:00:00.000Z')).toBe(false);
    await sendAll(correct('2013-03-18', ['HOME_SECURITY_SURVEY']));
    await review();
    expect(await isCompetentAt('2013-04-01T12:00:00.000Z')).toBe(false);
    await sendAll(correct('2013-03-21', ['HOME_SECURITY_SURVEY', 'NIM']));
    await review();
    expect(await isCompetentAt('2013-04-01T12:00:00.000Z')).toBe(true);
  });
  test('R-TRN-1: nothing of it is left where the attendance was struck through', async () => {
    await sendAll(attend(['HOME_SECURITY_SURVEY']));
    await review();
    await sendAll(struck(trainingDay, 'skills-1', 1, SUPERVISOR));
    await review();
    expect(await isCompetentAt('2013-04-01T12:00:00.000Z')).toBe(false);
  });
  test('R-TRN-1: where the day was never moved, it begins with the end of the day as it was', async () => {
    await sendAll(
      ofTrainingDay({
        type: 'MoveTrainingDay',
        ...day('2013-02-10', INSPECTOR),
        ...{ from: '2013-03-12T09:00:00.000Z', to: '2013-03-12T13:00:00.000Z' },
      }),
      attend(['HOME_SECURITY_SURVEY']),
    );
    await review();
    expect(await competences()).toEqual([{ ...granted, occurredAt: '2013-03-12T13:00:00.000Z' }]);
    await sendAll(struck(trainingDay, 'skills-1', 1, INSPECTOR));
    await review();
    expect(await isCompetentAt('2013-03-12T15:59:59.999Z')).toBe(false);
    expect(await isCompetentAt(ENDED)).toBe(true);
  });
  test('R-TRN-1: told late that the day was moved, it begins and ends with the day as it is', async () => {
    await sendAll(attend(['HOME_SECURITY_SURVEY']));
    await review();
    await sendAll(
      ofTrainingDay({
        type: 'MoveTrainingDay',
        ...day('2013-02-10', INSPECTOR),
        ...{ from: '2013-03-11T09:00:00.000Z', to: '2013-03-11T16:00:00.000Z' },
      }),
    );
    await review();
    expect(await isCompetentAt('2013-03-11T16:00:00.000Z')).toBe(true);
    expect(await isCompetentAt('2016-03-10T23:59:59.999Z')).toBe(true);
    expect(await isCompetentAt('2016-03-11T00:00:00.000Z')).toBe(false);
  });
  test('R-TRN-1: whoever leaves does not take it along, and whoever comes back does not bring it', async () => {
    await sendAll(attend(['HOME_SECURITY_SURVEY']));
    await review();
    await sendAll(
      ofPcso({ type: 'LeaveService', ...day('2013-06-01', ADMIN), reason: 'RESIGNED' }),
      ofPcso({ ...post, ...day('2013-07-01', ADMIN) }),
    );
    expect(await isCompetentAt('2013-05-31T12:00:00.000Z')).toBe(true);
    expect(await isCompetentAt('2013-07-02T12:00:00.000Z')).toBe(false);
  });
  test('R-TRN-1: told late that they had left before the day, they learnt it for nobody', async () => {
    await sendAll(attend(['HOME_SECURITY_SURVEY']));
    await review();
    await sendAll(ofPcso({ type: 'LeaveService', ...day('2013-03-01', ADMIN), reason: 'RESIGNED' }));
    expect(await isCompetentAt('2013-03-15T12:00:00.000Z')).toBe(false);
  });
  test('R-TRN-1, D-35: it ends when somebody says that it no longer counts, and begins anew with another day', async () => {
    await sendAll(attend(['HOME_SECURITY_SURVEY']));
    await review();
    await sendAll(ofPcso({ type: 'ExpireCompetence', ...day('2013-06-01', ADMIN), level: 'BASIC_SURVEY' }));
    expect(await isCompetentAt('2013-05-31T12:00:00.000Z')).toBe(true);
    expect(await isCompetentAt('2013-06-02T12:00:00.000Z')).toBe(false);
    await sendAll(...anotherDay);
    await review();
    expect(await isCompetentAt('2013-09-21T12:00:00.000Z')).toBe(true);
  });
  test('R-AUTH-2: nobody but a process has a member look at a day', async () => {
    const ask = { type: 'ReviewTraining', trainingDay: 'skills-1' } as const;
    const { refusal } = await send(ofPcso({ ...ask, ...day('2013-03-14', ADMIN) }));
    expect(refusal?.rule).toBe('R-AUTH-2');
    await sendAll(ofPcso({ ...ask, ...day('2013-03-14', SYSTEM) }));
    expect(await competences()).toEqual([]);
  });
});
