import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { agencyEnded } from '../agency/agency.events.ts';
import { agencyHistory } from '../agency/agency.state.ts';
import {
  IN_2012,
  INSPECTOR,
  JANUARY,
  KILBURN,
  kilburn,
  OFFICER,
  PCSO,
  sendersOf,
  SUPERVISOR,
} from '../kilburn.test.data.ts';
import { memberLeft } from '../member/member.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { rolesHistory } from '../role/role.state.ts';
import { wardAbolished } from '../ward/ward.events.ts';
import { wardHistory } from '../ward/ward.state.ts';
import {
  caseStudyDrafted,
  caseStudyPublished,
  caseStudyWithdrawn,
  LEAD_POSTS,
  measureCancelled,
  measureCompleted,
  measureReopened,
  measureStarted,
  measureTasked,
  MEASURE_KINDS,
  problemAdopted,
  PROBLEM_CATEGORIES,
  PROBLEM_RESULTS,
  problemAssessed,
  problemClosed,
  problemEvents,
  problemProfileEnded,
  problemProfileRecorded,
  problemReopened,
  problemReportLinked,
  problemReportUnlinked,
  problemScanned,
  targetProfileEnded,
  targetProfileRecorded,
  type ProblemEvent,
} from './problem.events.ts';
import { misshapen, namesARecord } from './problem.rules.ts';
import {
  isLive,
  isRaised,
  linkedAt,
  measureOf,
  problemHistory,
  problemStandingOf,
  progressAt,
} from './problem.state.ts';
import {
  adopt,
  adopted,
  analyse,
  analysed,
  ANALYST,
  APRIL,
  assess,
  assessed,
  COUNCIL,
  CPO,
  given,
  hasLighting,
  hasPatrol,
  hasWalls,
  HOUSING,
  isAdopted,
  JUNE,
  knowing,
  lighting,
  MARCH,
  MAY,
  patrol,
  PROBLEM,
  raise,
  raised,
  raisedBy,
  TENTH,
  walls,
} from './problem.test.data.ts';
import { problem } from './problem.ts';

const TOGETHER = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'PARTNER'];
const POLICE = TOGETHER.slice(0, -1);
const by = OFFICER;
const scan = {
  type: 'AddScan',
  occurredAt: TENTH,
  by,
  scan: 'calls',
  source: 'PUBLIC_REPORTS',
  count: 3,
} as const;
const link = { type: 'LinkReport', occurredAt: TENTH, by, report: 'police.r-1' } as const;
const unlink = { ...link, type: 'UnlinkReport', occurredAt: APRIL } as const;
const isLinked = problemReportLinked({ report: 'police.r-1', ward: KILBURN, street: 'cedar-row' });
const linked = at<ProblemEvent>(TENTH, isLinked);
const hotspot = {
  type: 'RecordProfile',
  occurredAt: APRIL,
  by,
  profile: 'yard',
  kind: 'PROBLEM',
  street: 'cedar-row',
} as const;
const target = {
  type: 'RecordProfile',
  occurredAt: APRIL,
  by: ANALYST,
  profile: 'dealer',
  kind: 'TARGET',
  subject: 'juniper',
  intelligence: 'police.2013-31',
} as const;
const endYard = { type: 'EndProfile', occurredAt: MAY, by, profile: 'yard' } as const;
const isHotspot = problemProfileRecorded({ profile: 'yard', street: 'cedar-row' });
const isTarget = targetProfileRecorded({
  ...{ profile: 'dealer', subject: 'juniper', intelligence: 'police.2013-31' },
});
const withHotspot = at<ProblemEvent>(APRIL, isHotspot);
const withTarget = at<ProblemEvent>(APRIL, isTarget);
const task = { type: 'TaskMeasure', occurredAt: APRIL, by: INSPECTOR, ...patrol } as const;
const start = { type: 'StartMeasure', occurredAt: MAY, by: COUNCIL, measure: 'lights' } as const;
const complete = { ...start, type: 'CompleteMeasure', result: 'DONE' } as const;
const cancel = { ...start, type: 'CancelMeasure', reason: 'NOT_POSSIBLE' } as const;
const reopenMeasure = { ...start, type: 'ReopenMeasure', occurredAt: JUNE } as const;
const close = { type: 'CloseProblem', occurredAt: JUNE, by: INSPECTOR } as const;
const reopen = { ...close, type: 'ReopenProblem' } as const;
const draft = {
  type: 'DraftCaseStudy',
  occurredAt: JUNE,
  by,
  study: 'study-1',
  text: 'With the wall gone, and light, nobody leaves cars there.',
} as const;
const attest = { type: 'AttestCaseStudy', occurredAt: JUNE, by: INSPECTOR, study: 'study-1' } as const;
const withdraw = { ...attest, type: 'WithdrawCaseStudy', by } as const;
const drafted = (draftedBy = OFFICER.id, when = MAY, text: string = draft.text) =>
  at<ProblemEvent>(when, caseStudyDrafted({ study: 'study-1', text, draftedBy }));
const done = at<ProblemEvent>(
  MAY,
  measureCompleted({ measure: 'lights', result: 'DONE' }),
  measureCancelled({ measure: 'walls', reason: 'NOT_NEEDED' }),
);
const closed = at<ProblemEvent>(JUNE, problemClosed({}));
/** Where something else is known than that. */
const besides = (
  facts: readonly ReturnType<typeof fact>[],
  ...history: readonly (readonly Dated<ProblemEvent>[])[]
) => knowing(scenario(problem, PROBLEM)(...history).knowing(...facts));
const stateOf = (...history: readonly (readonly Dated<ProblemEvent>[])[]) =>
  fact(problemHistory, PROBLEM, ...history).state;

test.each([
  ...([raise, scan, analyse, task, start, complete, cancel, reopenMeasure, assess] as const).map(
    (command) => [command.type, command, TOGETHER] as const,
  ),
  ...([link, unlink] as const).map(
    (command) => [command.type, command, [...POLICE, 'INTELLIGENCE']] as const,
  ),
  ['RecordProfile', hotspot, [...POLICE, 'INTELLIGENCE']] as const,
  ['RecordProfile of a target', target, ['INSPECTOR', 'INTELLIGENCE']] as const,
  ['EndProfile', endYard, [...POLICE, 'INTELLIGENCE']] as const,
  ...([adopt, close, reopen, attest] as const).map(
    (command) => [command.type, command, ['SUPERVISOR', 'INSPECTOR']] as const,
  ),
  ...([draft, withdraw] as const).map((command) => [command.type, command, POLICE] as const),
])('R-AUTH-2: %s is for those who work on problems', (_, command, senders) =>
  expect(sendersOf(given(), command)).toEqual(senders),
);

describe('raising a problem', () => {
  test.each(PROBLEM_CATEGORIES)('T0-14: %s is a problem', (category) =>
    given()
      .when({ ...raise, category })
      .emits({ ...raisedBy('police'), category }),
  );
  test('T2-10: a PCSO raises one, and housing does for the force of the ward', () => {
    given().when(raise).emits(raisedBy('police'));
    given()
      .when({ ...raise, by: HOUSING })
      .emits(raisedBy('housing'));
    expect(problem.ownerOfId?.(PROBLEM)).toBe('police');
  });
  test('T1-15: a residents’ group is a partner like any other', () =>
    given()
      .when({ ...raise, by: { ...HOUSING, agency: 'residents' } })
      .emits(raisedBy('residents')));
  test('R-PROB-3: not an agency that nobody has on the register', () =>
    besides([fact(agencyHistory, 'strangers')])
      .when({ ...raise, by: { ...HOUSING, agency: 'strangers' } })
      .isRefusedBy('R-PROB-3'));
  test('R-PROB-8, T0-12: a crime prevention officer raises one, and no specialist with another post', () => {
    given()
      .when({ ...raise, by: CPO })
      .emits(raisedBy('police'));
    besides([fact(rolesHistory, 'police')])
      .when({ ...raise, by: CPO })
      .isRefusedBy('R-PROB-8');
  });
  test('T1-04: a problem is one of a ward that is there', () => {
    besides([fact(wardHistory, 'E05000199')])
      .when({ ...raise, ward: 'E05000199' })
      .isRefusedBy('R-LIFE-1', 'ward');
    besides([
      fact(
        wardHistory,
        KILBURN,
        ...kilburn.map((one) => [one]),
        at(JANUARY, wardAbolished({ successors: [] })),
      ),
    ])
      .when(raise)
      .isRefusedBy('R-WARD-5', 'ward');
  });
  test('R-LIFE-2: under an id of its own', () => given(raised).when(raise).isRefusedBy('R-LIFE-2', 'id'));
  test('R-ID-1: that says whose it is', () => {
    for (const id of ['dark-paths', '.dark', 'police.', 'the police.dark'])
      expect(problem.ids?.pattern.test(id)).toBe(false);
  });
  test('R-AUTH-4: nobody raises one who has left', () =>
    besides([fact(memberHistory, PCSO.id, at(IN_2012, memberLeft({ reason: 'RETIRED' })))])
      .when(raise)
      .isRefusedBy('R-AUTH-4'));
  test('T1-25: whom intelligence points at is processed to enforce the law, and the rest is not', () => {
    const regimes = problemEvents.filter(({ regime }) => regime === 'LAW_ENFORCEMENT');
    expect(regimes.map(({ type }) => type)).toEqual(['TargetProfileRecorded', 'TargetProfileEnded']);
  });
});

describe('what is known of a problem', () => {
  test('is scanned, each time under a name', () => {
    const seen = problemScanned({ scan: 'calls', source: 'PUBLIC_REPORTS', count: 3 });
    given(raised).when(scan).emits(seen);
    given(raised)
      .when({ ...scan, note: 'Three cars in a month.' })
      .emits(
        problemScanned({
          ...{ scan: 'calls', source: 'PUBLIC_REPORTS', count: 3, note: 'Three cars in a month.' },
        }),
      );
  });
  test('R-LIFE-2: no scan and no analysis has the name of another', () => {
    given(raised, at(MARCH, problemScanned({ scan: 'calls', source: 'OTHER', count: 1 })))
      .when(scan)
      .isRefusedBy('R-LIFE-2', 'scan');
    given(raised, analysed).when(analyse).isRefusedBy('R-LIFE-2', 'analysis');
  });
  test('R-AUTH-3, T2-10: a PCSO says why it comes back, and so does housing that raised it', () => {
    given(raised)
      .when({ ...analyse, by: PCSO })
      .emits(...analysed.map(({ event }) => event));
    given(at(MARCH, raisedBy('housing')))
      .when({ ...analyse, by: HOUSING })
      .emits(...analysed.map(({ event }) => event));
  });
  test('R-AUTH-3: a partner that has no part in it is told that there is none', () =>
    given(raised)
      .when({ ...analyse, by: HOUSING })
      .isRefusedBy('R-LIFE-1', 'id'));
  test('R-LIFE-1: not before it was raised, and not once it was closed', () => {
    given().when(scan).isRefusedBy('R-LIFE-1', 'id');
    given(raised)
      .when({ ...scan, occurredAt: JANUARY })
      .isRefusedBy('R-LIFE-1', 'id');
    given(raised, analysed, at(TENTH, problemClosed({})))
      .when({ ...scan, occurredAt: APRIL })
      .isRefusedBy('R-LIFE-1', 'id');
  });
  test('T1-12: a report is linked with the street that it names', () => {
    given(raised).when(link).emits(isLinked);
    given(raised, linked).when(link).emitsNothing();
    expect(linkedAt(stateOf(raised, linked), 'police.r-1', APRIL)?.street).toBe('cedar-row');
  });
  test('R-LIFE-1: no report that nobody received', () =>
    given(raised)
      .when({ ...link, occurredAt: '2013-03-04T08:59:00.000Z' })
      .isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: no link ends that there was not', () => {
    given(raised).when(unlink).isRefusedBy('R-LIFE-1', 'report');
    given(raised, linked)
      .when(unlink)
      .emits(problemReportUnlinked({ report: 'police.r-1' }));
    const unlinked = at<ProblemEvent>(APRIL, problemReportUnlinked({ report: 'police.r-1' }));
    given(raised, linked, unlinked).when(unlink).emitsNothing();
  });
  test('T1-25: a target profile names a person, and evaluated intelligence', () => {
    given(raised).when(target).emits(isTarget);
    given(raised, withTarget).when(target).emitsNothing();
  });
  test('R-PROB-2: no intelligence that nobody has evaluated', () =>
    given(raised)
      .when({ ...target, occurredAt: '2013-03-04T08:00:00.000Z' })
      .isRefusedBy('R-LIFE-1'));
  test('T1-12: a problem profile names a street', () => {
    given(raised).when(hotspot).emits(isHotspot);
    given(raised, withHotspot).when(hotspot).emitsNothing();
  });
  test('R-PROB-9: a street is no person, and a person no street', () => {
    given(raised)
      .when({ ...hotspot, subject: 'juniper' })
      .isRefusedBy('R-PROB-9', 'subject');
    given(raised)
      .when({ ...target, street: 'cedar-row' })
      .isRefusedBy('R-PROB-9', 'street');
  });
  test('R-PROB-9: is told which of them is missing, or too much', () => {
    const [street, subject, intelligence] = ['cedar-row', 'juniper', 'police.2013-31'];
    const paths = [
      misshapen({ kind: 'PROBLEM' }),
      misshapen({ kind: 'PROBLEM', street, subject }),
      misshapen({ kind: 'PROBLEM', street, intelligence }),
      misshapen({ kind: 'TARGET', intelligence }),
      misshapen({ kind: 'TARGET', subject }),
      misshapen({ kind: 'TARGET', street, subject, intelligence }),
    ].map((one) => one?.path);
    expect(paths).toEqual(['street', 'subject', 'intelligence', 'subject', 'intelligence', 'street']);
  });
  test('R-LIFE-2: a profile has a name of its own until it ends', () => {
    given(raised, withHotspot)
      .when({ ...hotspot, street: 'elm-row' })
      .isRefusedBy('R-LIFE-2', 'profile');
  });
  test('R-LIFE-1: a profile ends that there was', () => {
    given(raised, withHotspot)
      .when(endYard)
      .emits(problemProfileEnded({ profile: 'yard' }));
    given(raised, withHotspot, at(MAY, problemProfileEnded({ profile: 'yard' })))
      .when(endYard)
      .emitsNothing();
    given(raised).when(endYard).isRefusedBy('R-LIFE-1', 'profile');
    const endDealer = { ...endYard, by: ANALYST, profile: 'dealer' };
    given(raised, withTarget)
      .when(endDealer)
      .emits(targetProfileEnded({ profile: 'dealer' }));
    given(raised, withTarget)
      .when({ ...endDealer, by })
      .isRefusedBy('R-AUTH-2');
  });
});

describe('tasking', () => {
  test('T2-19, T2-20: a problem that was analysed is taken on with measures, led by the council’s co-ordinator (T2-06)', () => {
    given(raised, analysed).when(adopt).emits(isAdopted, hasLighting, hasWalls);
    expect(LEAD_POSTS).toContain(adopt.lead.post);
  });
  test('says how a measure is gone about, once', () => {
    given(raised, analysed)
      .when({ ...adopt, measures: [{ ...lighting, approach: 'All of the yard.' }] })
      .emits(
        problemAdopted({
          ...isAdopted,
          measures: [{ ...lighting, dependsOn: [], approach: 'All of the yard.' }],
        }),
        hasLighting,
      );
  });
  test('R-PROB-4: not before it was analysed', () => given(raised).when(adopt).isRefusedBy('R-PROB-4', 'id'));
  test('R-PROB-1, T2-20: not without any measure', () =>
    given(raised, analysed)
      .when({ ...adopt, measures: [] })
      .isRefusedBy('R-PROB-1', 'measures'));
  test('R-PROB-2, T1-11: not without intelligence, unless it is event-led for a reason (T1-26)', () => {
    given(raised, analysed)
      .when({ ...adopt, intelligence: [] })
      .isRefusedBy('R-PROB-2', 'eventLedReason');
    given(raised, analysed)
      .when({ ...adopt, intelligence: [], eventLedReason: 'COMMUNITY_CONCERN' })
      .emits(
        problemAdopted({
          ...{ level: 1, intelligence: [], eventLedReason: 'COMMUNITY_CONCERN', liveProblemsPerWard: 5 },
          lead: { agency: 'council', post: 'ASB_COORDINATOR' },
          measures: [
            { ...lighting, dependsOn: [] },
            { ...walls, dependsOn: ['lights'] },
          ],
        }),
        hasLighting,
        hasWalls,
      );
    given(raised, analysed)
      .when({ ...adopt, eventLedReason: 'OTHER' })
      .isRefusedBy('R-PROB-2', 'eventLedReason');
  });
  test('R-PROB-2: nothing rests on intelligence that nobody evaluated', () => {
    const early = at<ProblemEvent>(
      '2013-03-04T08:00:00.000Z',
      raisedBy('police'),
      ...analysed.map(({ event }) => event),
    );
    given(early)
      .when({ ...adopt, occurredAt: '2013-03-04T08:30:00.000Z' })
      .isRefusedBy('R-PROB-2', 'intelligence.0');
    given(early)
      .when({ ...target, occurredAt: '2013-03-04T08:30:00.000Z' })
      .isRefusedBy('R-PROB-2', 'intelligence');
  });
  test('R-PROB-3, T2-10: any partner may lead that is on the register', () => {
    given(raised, analysed)
      .when({ ...adopt, lead: { agency: 'housing' } })
      .emits({ ...isAdopted, lead: { agency: 'housing' } }, hasLighting, hasWalls);
    besides([fact(agencyHistory, 'strangers')], raised, analysed)
      .when({ ...adopt, lead: { agency: 'strangers' } })
      .isRefusedBy('R-PROB-3', 'lead.agency');
    besides([fact(agencyHistory, 'council', at(IN_2012, agencyEnded({})))], raised, analysed)
      .when(adopt)
      .isRefusedBy('R-PROB-3', 'lead.agency');
  });
  test('R-PROB-1: each measure of it has an owner who is there, and a day to come', () => {
    const withOne = (more: object) => ({ ...adopt, measures: [lighting, { ...walls, ...more }] });
    besides([fact(agencyHistory, 'strangers')], raised, analysed)
      .when(withOne({ agency: 'strangers' }))
      .isRefusedBy('R-PROB-1', 'measures.1.agency');
    given(raised, analysed)
      .when(withOne({ dueOn: '2013-04-07' }))
      .isRefusedBy('R-PROB-1', 'measures.1.dueOn');
    besides([fact(memberHistory, 'nobody')], raised, analysed)
      .when(withOne({ agency: 'police', assignee: 'nobody' }))
      .isRefusedBy('R-PROB-1', 'measures.1.assignee');
  });
  test('R-LIFE-2: each has a name of its own', () => {
    given(raised, analysed)
      .when({ ...adopt, measures: [lighting, lighting] })
      .isRefusedBy('R-LIFE-2', 'measures.1.measure');
    given(raised, analysed, adopted)
      .when({ ...task, ...lighting })
      .isRefusedBy('R-LIFE-2', 'measure');
  });
  test('R-PROB-11: depends on measures that were tasked before it, so never in a circle', () => {
    given(raised, analysed)
      .when({ ...adopt, measures: [walls, lighting] })
      .isRefusedBy('R-PROB-11', 'measures.0.dependsOn');
    given(raised, analysed, adopted)
      .when({ ...task, dependsOn: ['patrol'] })
      .isRefusedBy('R-PROB-11', 'dependsOn');
  });
  test.each(MEASURE_KINDS)('R-PROB-10, T2-13, T2-14: %s can be done about it', (kind) => {
    const more = { ...task, kind, label: 'A mural' };
    given(raised, analysed, adopted)
      .when(more)
      .emits({ ...hasPatrol, kind, label: 'A mural' });
  });
  test('R-PROB-10: what is none of the kinds says what it is', () =>
    given(raised, analysed, adopted)
      .when({ ...task, kind: 'OTHER' })
      .isRefusedBy('R-PROB-10', 'label'));
  test.each(['shops', 'residents', 'housing', 'council', 'police'])(
    'T0-13, T1-15, T1-17: %s may be who does it',
    (agency) => {
      const { assignee: _nobody, ...rest } = task;
      given(raised, analysed, adopted)
        .when({ ...rest, agency, approach: 'Twice a week.' })
        .emits(
          measureTasked({
            ...{ measure: 'patrol', kind: 'PATROL', aim: 'ENFORCEMENT', proactive: false },
            ...{ agency, dueOn: '2013-04-30', dependsOn: [], approach: 'Twice a week.' },
          }),
        );
    },
  );
  test('R-PROB-4, T2-19: no measure is tasked for what nobody took on, or nobody raised', () => {
    given(raised, analysed).when(task).isRefusedBy('R-PROB-4', 'id');
    given().when(task).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-AUTH-3: who leads tasks measures, and no other partner', () => {
    given(raised, analysed, adopted)
      .when({ ...task, by: COUNCIL })
      .emits(hasPatrol);
    given(raised, analysed, adopted)
      .when({ ...task, by: HOUSING })
      .isRefusedBy('R-LIFE-1', 'id');
  });
});

describe('a measure', () => {
  const told = (...more: readonly (readonly Dated<ProblemEvent>[])[]) =>
    given(raised, analysed, adopted, ...more);
  const started = at<ProblemEvent>(APRIL, measureStarted({ measure: 'lights' }));

  test('R-AUTH-3: is progressed by whose it is, by who leads, and by police', () => {
    for (const sender of [COUNCIL, OFFICER])
      told()
        .when({ ...start, by: sender })
        .emits(measureStarted({ measure: 'lights' }));
    told()
      .when({ ...start, by: HOUSING })
      .isRefusedBy('R-LIFE-1', 'id');
    told(done)
      .when({ ...reopenMeasure, by: HOUSING, measure: 'walls' })
      .emits(measureReopened({ measure: 'walls' }));
  });
  test('T1-13: is completed with what came of it', () => {
    told(started)
      .when({ ...complete, result: 'OFFENDER_BROUGHT_TO_JUSTICE', note: 'In court on Friday.' })
      .emits(
        measureCompleted({
          ...{ measure: 'lights', result: 'OFFENDER_BROUGHT_TO_JUSTICE', note: 'In court on Friday.' },
        }),
      );
    told()
      .when(complete)
      .emits(measureCompleted({ measure: 'lights', result: 'DONE' }));
  });
  test('R-PROB-11, T2-26: that depends on another one which is not done says so', () => {
    const first = { ...start, by: HOUSING, measure: 'walls' };
    told()
      .when(first)
      .warnsOf('R-PROB-11', measureStarted({ measure: 'walls' }));
    told()
      .when({ ...complete, by: HOUSING, measure: 'walls' })
      .warnsOf('R-PROB-11', measureCompleted({ measure: 'walls', result: 'DONE' }));
    told(at(APRIL, measureCompleted({ measure: 'lights', result: 'DONE' })))
      .when(first)
      .emits(measureStarted({ measure: 'walls' }));
  });
  test('R-LIFE-1: is there, and stands so that it can be done', () => {
    told()
      .when({ ...start, by, measure: 'fence' })
      .isRefusedBy('R-LIFE-1', 'measure');
    told(started).when(start).isRefusedBy('R-LIFE-1', 'measure');
    told(done)
      .when({ ...complete, occurredAt: JUNE })
      .isRefusedBy('R-LIFE-1', 'measure');
    told(done)
      .when({ ...cancel, occurredAt: JUNE })
      .isRefusedBy('R-LIFE-1', 'measure');
    told().when(reopenMeasure).isRefusedBy('R-LIFE-1', 'measure');
  });
  test('R-LIFE-2: what was said of it already is not said again', () => {
    told(started)
      .when({ ...start, occurredAt: APRIL })
      .emitsNothing();
    told(done).when(complete).emitsNothing();
    told(at(MAY, measureCancelled({ measure: 'lights', reason: 'NOT_POSSIBLE' })))
      .when(cancel)
      .emitsNothing();
    told(done, at(JUNE, measureReopened({ measure: 'lights' })))
      .when(reopenMeasure)
      .emitsNothing();
  });
  test('R-TIME-2: what was said of it later stays possible', () =>
    told(at(MAY, measureCompleted({ measure: 'lights', result: 'DONE' })))
      .when({ ...cancel, occurredAt: '2013-04-20T09:00:00.000Z' })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('is cancelled for a reason, and taken up again', () => {
    told()
      .when(cancel)
      .emits(measureCancelled({ measure: 'lights', reason: 'NOT_POSSIBLE' }));
    const state = stateOf(raised, analysed, adopted, done, at(JUNE, measureReopened({ measure: 'walls' })));
    expect(progressAt(measureOf(state, 'walls'), MAY)?.standing).toBe('CANCELLED');
    expect(progressAt(measureOf(state, 'walls'), JUNE)?.standing).toBe('TASKED');
    expect(progressAt(measureOf(state, 'walls'), MARCH)).toBeUndefined();
  });
});

describe('the end of a problem', () => {
  test.each(PROBLEM_RESULTS)('R-PROB-5, T2-21: is assessed as %s, and may then be closed', (result) => {
    const was = problemAssessed({ assessment: 'spring', result, evidence: ['figures/2013-04'] });
    given(raised, analysed)
      .when({ ...assess, result })
      .emits(was);
    given(raised, analysed, adopted, done, at(MAY, was)).when(close).emits(problemClosed({}));
  });
  test('T2-28: says what people notice of it', () =>
    given(raised, analysed, adopted)
      .when({ ...assess, by: COUNCIL, tangible: 'Children play in the yard.' })
      .emits(
        problemAssessed({
          ...{ assessment: 'spring', result: 'REDUCED', evidence: ['figures/2013-04'] },
          tangible: 'Children play in the yard.',
        }),
      ));
  test('R-PROB-6, T2-10: not without its cause on record', () => {
    given(raised).when(close).isRefusedBy('R-PROB-6', 'id');
    given(raised).when(assess).isRefusedBy('R-PROB-6', 'id');
  });
  test('R-PROB-5: not before it was assessed', () =>
    given(raised, analysed).when(close).isRefusedBy('R-PROB-5', 'id'));
  test('R-PROB-5: not while somebody is left with a measure', () =>
    given(raised, analysed, adopted, assessed).when(close).isRefusedBy('R-PROB-5', 'id'));
  test('R-LIFE-2: is assessed under names of their own, and closed once', () => {
    given(raised, analysed, assessed).when(assess).isRefusedBy('R-LIFE-2', 'assessment');
    given(raised, analysed, assessed, closed).when(close).emitsNothing();
    given(raised, analysed, assessed, closed)
      .when({ ...close, occurredAt: '2013-06-04T09:00:00.000Z' })
      .isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-PROB-5: once it was reopened, not before it was assessed again', () => {
    const [tenth, eleventh] = ['2013-06-10T09:00:00.000Z', '2013-06-11T09:00:00.000Z'];
    const told = [raised, analysed, assessed, closed, at<ProblemEvent>(tenth, problemReopened({}))] as const;
    const anew = problemAssessed({ assessment: 'summer', result: 'REMOVED', evidence: ['figures/2013-06'] });
    const closing = { ...close, occurredAt: eleventh };
    given(...told)
      .when(closing)
      .isRefusedBy('R-PROB-5', 'id');
    expect([JUNE, eleventh].map((when) => problemStandingOf(stateOf(...told), when))).toEqual([
      ...['CLOSED', 'ANALYSED'],
    ]);
    for (const when of [tenth, eleventh]) {
      const again = at<ProblemEvent>(when, anew);
      given(...told, again)
        .when(closing)
        .emits(problemClosed({}));
      expect(problemStandingOf(stateOf(...told, again), eleventh)).toBe('ASSESSED');
    }
  });
  test('R-LIFE-1: only what was closed is reopened', () => {
    given(raised).when(reopen).isRefusedBy('R-LIFE-1', 'id');
    const later = '2013-06-10T09:00:00.000Z';
    given(raised, analysed, assessed, closed)
      .when({ ...reopen, occurredAt: later })
      .emits(problemReopened({}));
    given(raised, analysed, assessed, closed, at(later, problemReopened({})))
      .when({ ...reopen, occurredAt: later })
      .emitsNothing();
  });
  test('is live from its raising to its closing, and again once it was reopened', () => {
    const state = stateOf(raised, analysed, assessed, closed);
    expect([isRaised(state, JANUARY), isRaised(state, MARCH)]).toEqual([false, true]);
    expect([isLive(state, JANUARY), isLive(state, MAY), isLive(state, JUNE)]).toEqual([false, true, false]);
  });
  test('R-TIME-2: nothing comes late that it could not have ended with', () =>
    given(raised, analysed, adopted, done, assessed, closed)
      .when({ ...task, occurredAt: MAY, dueOn: '2013-06-30' })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
});

describe('a case study', () => {
  test('T2-27: is drafted by one, and published once another has read it', () => {
    given(raised)
      .when(draft)
      .emits(caseStudyDrafted({ study: 'study-1', text: draft.text, draftedBy: by.id }));
    given(raised, drafted())
      .when(attest)
      .emits(caseStudyPublished({ study: 'study-1' }));
    given(raised, drafted(), at(JUNE, caseStudyPublished({ study: 'study-1' })))
      .when(attest)
      .emitsNothing();
  });
  test('R-AUTH-1: never by who drafted it', () =>
    given(raised, drafted(SUPERVISOR.id))
      .when({ ...attest, by: SUPERVISOR })
      .isRefusedBy('R-AUTH-1', 'study'));
  test.each(['juniper', 'police.r-1', 'police.2013-31'])(
    'R-PROB-12, T2-27: names no person, report or intelligence: %s',
    (id) =>
      given(raised, analysed, linked, withTarget, adopted)
        .when({ ...draft, text: id })
        .isRefusedBy('R-PROB-12', 'text'),
  );
  test.each([' juniper left it.', 'Juniper left it.', 'As POLICE.R-1 says.'])(
    'R-PROB-12, T2-27: names none, however it is written: %s',
    (text) => {
      const { state } = fact(problemHistory, PROBLEM, raised, linked, withTarget);
      expect(namesARecord(state, text, 'text')).toMatchObject({ rule: 'R-PROB-12', path: 'text' });
    },
  );
  test('R-PROB-12, T2-27: whose name it has is read again when it is published', () =>
    given(raised, drafted(by.id, APRIL, 'juniper'), withTarget)
      .when(attest)
      .isRefusedBy('R-PROB-12', 'study'));
  test('R-PROB-12: words that were read when they came are not read again', () => {
    const { state } = fact(problemHistory, PROBLEM, raised, linked, withTarget);
    expect(namesARecord(state, ' problem-juniper/3/t0', 'text')).toBeUndefined();
  });
  test('R-LIFE-2: has a name of its own', () =>
    given(raised, drafted()).when(draft).isRefusedBy('R-LIFE-2', 'study'));
  test('R-LIFE-1: is taken back for good', () => {
    const withdrawn = at<ProblemEvent>(JUNE, caseStudyWithdrawn({ study: 'study-1' }));
    given(raised, drafted())
      .when(withdraw)
      .emits(caseStudyWithdrawn({ study: 'study-1' }));
    given(raised, drafted(), withdrawn).when(withdraw).emitsNothing();
    given(raised).when(withdraw).isRefusedBy('R-LIFE-1', 'study');
    given(raised, drafted(), withdrawn).when(attest).isRefusedBy('R-LIFE-1', 'study');
  });
});
