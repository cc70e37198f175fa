import { describe, expect, test } from '@jest/globals';
import { at, fact, ownedBy, scenario } from '@wardbook/event-sourcing/testing';
import { agencyEnded, agencyRegistered, type AgencyEvent } from '../agency/agency.events.ts';
import { agencyHistory } from '../agency/agency.state.ts';
import {
  establishmentPolicy,
  IN_2012,
  KILBURN,
  police,
  posted,
  sendersOf,
  SYSTEM,
} from '../kilburn.test.data.ts';
import { memberLeft } from '../member/member.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { DEFAULT_GUIDANCE } from '../policy/figures.ts';
import { policyVersionPublished } from '../policy/policy.events.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { problemRaised } from '../problem/problem.events.ts';
import { problemHistory } from '../problem/problem.state.ts';
import { reportHistory } from '../report/report.state.ts';
import { policyAdopted } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import { subjectRegistered } from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { wardHistory } from '../ward/ward.state.ts';
import * as events from './intelligence.events.ts';
import { gradingInCodes } from './intelligence.rules.ts';
import {
  actionsFor,
  assessedSince,
  intelligenceHistory,
  isEvaluated,
  isEventLed,
  openedFor,
  subjectsOf,
} from './intelligence.state.ts';
import {
  ANALYST,
  begun,
  constable,
  council,
  DEALING,
  evaluate,
  evaluated,
  FRIDAY,
  given,
  MONDAY,
  noPolicy,
  NOON,
  on,
  PCSO,
  report,
  stateOf,
  submit,
  submitted,
  TEN,
  told,
  TUESDAY,
  ward,
  type Told,
} from './intelligence.test.data.ts';
import { intelligence } from './intelligence.ts';

const by = ANALYST;

describe('intelligence', () => {
  const pcso = constable(PCSO.id);

  test('T1-34: is what somebody of the force came to know, with its source apart', () => {
    given().knowing(pcso, ward).when(submit).emits(submitted);
    const { ward: _ward, sourceRef: _source, ...bare } = submit;
    const { ward: _of, sourceRef: _from, ...less } = submitted;
    given().knowing(pcso).when(bare).emits(events.intelligenceSubmitted(less));
  });
  test('R-AUTH-2: is submitted by police, and worked on by intelligence officers', () => {
    expect(sendersOf(given().knowing(pcso, ward), submit)).toEqual([
      ...['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'INTELLIGENCE', 'CONTROL'],
    ]);
    expect(sendersOf(told().knowing(noPolicy), evaluate)).toEqual(['INTELLIGENCE']);
    const decide = { type: 'DecideNoAction', occurredAt: NOON, by, reason: 'OTHER' } as const;
    expect(sendersOf(told(), decide)).toEqual(['INSPECTOR', 'INTELLIGENCE']);
  });
  test('R-AUTH-4: is nobody’s work who had left', () =>
    given()
      .knowing(
        ward,
        fact(memberHistory, PCSO.id, posted('CONSTABLE'), at(MONDAY, memberLeft({ reason: 'RETIRED' }))),
      )
      .when(submit)
      .isRefusedBy('R-AUTH-4'));
  test('R-ID-1: is named by its force and its reference', () => {
    expect(intelligence.ownerOfId?.(DEALING)).toBe('police');
    for (const id of ['2013-31', '.31', 'police.', 'police two.31'])
      scenario(intelligence, id)().when(submit).isRefusedBy('R-ID-1', 'id');
  });
  test('R-AUTH-3: is of no other force than its id says', () =>
    given()
      .knowing(ownedBy('met', pcso), ownedBy('met', ward))
      .when({ ...submit, by: { ...PCSO, agency: 'met' } })
      .isRefusedBy('R-AUTH-3', 'id'));
  test('R-LIFE-2: is submitted once', () =>
    given(begun).knowing(pcso, ward).when(submit).isRefusedBy('R-LIFE-2', 'id'));
  test('R-LIFE-1: is of a ward that is there', () =>
    given().knowing(pcso, fact(wardHistory, KILBURN)).when(submit).isRefusedBy('R-LIFE-1', 'ward'));
  test('R-LIFE-1: is there before anything is said of it', () =>
    given()
      .knowing(constable(by.id))
      .when({ type: 'CloseIntelligence', occurredAt: NOON, by })
      .isRefusedBy('R-LIFE-1', 'id'));
  test('is processed to enforce the law, all of it', () =>
    expect(events.intelligenceEvents.map(({ regime }) => regime)).toEqual(
      events.intelligenceEvents.map(() => 'LAW_ENFORCEMENT'),
    ));
});

describe('what a report is fed to', () => {
  const open = { type: 'OpenIntelligence', occurredAt: MONDAY, by: SYSTEM, report: 'police.r-1' } as const;
  const opened = events.intelligenceOpened({ report: 'police.r-1' });

  test('R-INT-1, T1-34: is opened for it, once, by its own process', () => {
    given().knowing(report('police.r-1')).when(open).emits(opened);
    given()
      .knowing(report('police.r-1'))
      .when({ ...open, text: 'A van waits.', ward: KILBURN })
      .emits(events.intelligenceOpened({ report: 'police.r-1', text: 'A van waits.', ward: KILBURN }));
    given(on(MONDAY, opened)).knowing(report('police.r-1')).when(open).emitsNothing();
    expect(sendersOf(given().knowing(report('police.r-1')), open)).toEqual(['SYSTEM']);
  });
  test('R-LIFE-2: is that of no other report, and nothing that somebody submitted', () =>
    given(begun).knowing(report('police.r-1')).when(open).isRefusedBy('R-LIFE-2', 'id'));
  test('R-LIFE-1: is opened for a report that came, and says so', () => {
    for (const known of [fact(reportHistory, 'police.r-1'), report('police.r-1', 'police.another')])
      given().knowing(known).when(open).isRefusedBy('R-LIFE-1', 'report');
  });
  test('R-INT-1, T1-35: the report is assessed from the first grading on, whatever came after', () => {
    const state = fact(
      intelligenceHistory,
      DEALING,
      on(MONDAY, opened),
      on(FRIDAY, evaluated),
      on(TUESDAY, evaluated),
    ).state;
    expect([openedFor(state, 'police.r-1'), openedFor(state, 'police.r-2')]).toEqual([MONDAY, undefined]);
    expect(assessedSince(state)).toBe(TUESDAY);
    expect([NOON, TUESDAY].map((when) => isEvaluated(state, when))).toEqual([false, true]);
    expect(assessedSince(stateOf())).toBeUndefined();
  });
});

describe('whom it is about', () => {
  const name = { type: 'NameSubject', occurredAt: NOON, by, subject: 'rowan', category: 'SUSPECT' } as const;
  const named = events.intelligenceSubjectNamed({ subject: 'rowan', category: 'SUSPECT' });
  const withdraw = { type: 'WithdrawSubject', occurredAt: TUESDAY, by, subject: 'rowan' } as const;
  const withdrawn = events.intelligenceSubjectWithdrawn({ subject: 'rowan' });
  const rowan = fact(subjectHistory, 'rowan', at(IN_2012, subjectRegistered({ name: 'Rowan Birch' })));

  test('R-LIFE-1: is somebody on record, as what they are in it', () => {
    told().knowing(rowan).when(name).emits(named);
    told(on(NOON, named)).knowing(rowan).when(name).emitsNothing();
    told().knowing(fact(subjectHistory, 'rowan')).when(name).isRefusedBy('R-LIFE-1', 'subject');
  });
  test('R-LIFE-1, R-TIME-2: is found not to be from some day on, where somebody had said so', () => {
    told(on(NOON, named)).when(withdraw).emits(withdrawn);
    told(on(NOON, named), on(TUESDAY, withdrawn)).when(withdraw).emitsNothing();
    told().when(withdraw).isRefusedBy('R-LIFE-1', 'subject');
    told(on(NOON, named), on(FRIDAY, withdrawn)).when(withdraw).isRefusedBy('R-TIME-2', 'occurredAt');
    const state = stateOf(on(NOON, named), on(TUESDAY, withdrawn));
    expect([TEN, NOON, FRIDAY].map((when) => subjectsOf(state, when))).toEqual([
      ...[[], [{ subject: 'rowan', category: 'SUSPECT' }], []],
    ]);
  });
});

describe('a grading', () => {
  const legacy = {
    ...evaluate,
    scheme: 'FIVE_BY_FIVE_BY_FIVE',
    source: 'MOSTLY_RELIABLE',
    assessment: 'KNOWN_PERSONALLY',
    handling: 'UK_LAW_ENFORCEMENT',
  } as const;
  const { establishment: _figures, ...plain } = establishmentPolicy;
  const policy = (scheme: 'FIVE_BY_FIVE_BY_FIVE' | 'THREE_BY_FIVE_BY_TWO') =>
    [
      fact(rolesHistory, 'police', at(IN_2012, policyAdopted({ kind: 'GRADING', policy: 'G0501' }))),
      fact(
        policyHistory,
        'G0501',
        at(
          IN_2012,
          policyVersionPublished({
            ...plain,
            ...{ number: 'G 0501', kind: 'GRADING', nextReviewDue: '2015-09-03' },
            grading: { targets: [], mayGoUnattended: [], scheme, guidance: DEFAULT_GUIDANCE },
          }),
        ),
      ),
    ] as const;
  const graded = told().knowing(noPolicy);
  const registered = at<AgencyEvent>(IN_2012, agencyRegistered({ kind: 'FIRE', name: 'Fire and Rescue' }));
  const fire = fact(agencyHistory, 'fire', registered);

  test('R-INT-9: is by 3x5x2, where no policy says otherwise', () => {
    graded.when(evaluate).emits(evaluated);
    graded.when(legacy).isRefusedBy('R-INT-9', 'scheme');
    told(on(TEN, evaluated)).knowing(noPolicy).when(evaluate).emitsNothing();
  });
  test('R-INT-9: is by 5x5x5 while the policy of its day says so, and by that version', () => {
    const { type: _type, occurredAt: _at, by: _by, ...codes } = legacy;
    told()
      .knowing(...policy('FIVE_BY_FIVE_BY_FIVE'))
      .when(legacy)
      .emits(events.intelligenceEvaluated({ ...codes, policy: 'G0501/1' }));
    told()
      .knowing(...policy('FIVE_BY_FIVE_BY_FIVE'))
      .when(evaluate)
      .isRefusedBy('R-INT-9', 'scheme');
    told()
      .knowing(...policy('THREE_BY_FIVE_BY_TWO'))
      .when(evaluate)
      .emits(events.intelligenceEvaluated({ ...evaluated, policy: 'G0501/1' }));
  });
  test.each([
    ['source', { source: 'ALWAYS_RELIABLE' }],
    ['assessment', { assessment: 'KNOWN_TRUE' }],
    ['handling', { handling: 'NO_FURTHER' }],
  ] as const)('R-INT-10: has a %s of its scheme', (path, code) =>
    graded.when({ ...evaluate, ...code }).isRefusedBy('R-INT-10', path),
  );
  test('R-INT-9: is written as it is published, and stays as it was graded', () => {
    const { type: _type, occurredAt: _at, by: _by, ...codes } = legacy;
    expect([gradingInCodes(evaluated), gradingInCodes(codes)]).toEqual(['2/C/P', 'B/2/1']);
    const state = stateOf(on(TEN, events.intelligenceEvaluated(codes)), on(FRIDAY, evaluated));
    expect(state.evaluations.map(({ value }) => value.scheme)).toEqual([
      ...['FIVE_BY_FIVE_BY_FIVE', 'THREE_BY_FIVE_BY_TWO'],
    ]);
  });
  test('R-INT-4: of handling C says its conditions, and no other has any', () => {
    const withConditions = { ...evaluate, handling: 'WITH_CONDITIONS' } as const;
    graded.when(withConditions).isRefusedBy('R-INT-4', 'conditions');
    graded.when({ ...withConditions, conditions: {} }).isRefusedBy('R-INT-4', 'conditions');
    graded.when({ ...withConditions, conditions: { until: TEN } }).isRefusedBy('R-INT-4', 'conditions.until');
    graded.when({ ...evaluate, conditions: { until: FRIDAY } }).isRefusedBy('R-INT-4', 'conditions');
    const conditions = {
      onlyAgencies: ['council', 'fire'],
      onlyPurposes: ['SAFEGUARDING'],
      until: FRIDAY,
    } as const;
    graded
      .knowing(council, fire)
      .when({ ...withConditions, conditions: { ...conditions, onlyAgencies: ['fire', 'council', 'fire'] } })
      .emits(
        events.intelligenceEvaluated({
          ...{ ...evaluated, handling: 'WITH_CONDITIONS' },
          conditions: { onlyAgencies: ['council', 'fire'], onlyPurposes: ['SAFEGUARDING'], until: FRIDAY },
        }),
      );
  });
  test('R-LIFE-1: conditions name agencies that are there', () => {
    const naming = (...onlyAgencies: readonly string[]) =>
      graded
        .knowing(council, fire, fact(agencyHistory, 'counsel'))
        .when({ ...evaluate, handling: 'WITH_CONDITIONS', conditions: { onlyAgencies } });
    naming('council', 'counsel').isRefusedBy('R-LIFE-1', 'conditions.onlyAgencies.1');
    const ended = at<AgencyEvent>(MONDAY, agencyEnded({}));
    graded
      .knowing(fact(agencyHistory, 'fire', registered, ended))
      .when({ ...evaluate, handling: 'WITH_CONDITIONS', conditions: { onlyAgencies: ['fire'] } })
      .isRefusedBy('R-LIFE-1', 'conditions.onlyAgencies.0');
  });
});

describe('a pattern', () => {
  const link = { type: 'LinkPattern', occurredAt: NOON, by, problem: 'police.arcade' } as const;
  const other = { type: 'LinkPattern', occurredAt: NOON, by, intelligence: 'police.2013-30' } as const;
  const unlink = { type: 'UnlinkPattern', occurredAt: TUESDAY, by, problem: 'police.arcade' } as const;
  const linked = on(NOON, events.intelligenceLinked({ problem: 'police.arcade' }));
  const ended = events.intelligenceUnlinked({ problem: 'police.arcade' });
  const arcade = fact(
    problemHistory,
    'police.arcade',
    at(
      IN_2012,
      problemRaised({
        ...{
          ward: KILBURN,
          category: 'DRUGS',
          title: 'Arcade',
          objective: 'Fewer deals.',
          raisedBy: 'police',
        },
      }),
    ),
  );
  const known = fact(intelligenceHistory, 'police.2013-30', begun);

  test('R-INT-11: is a problem, or other intelligence, and one at a time', () => {
    told()
      .knowing(arcade)
      .when(link)
      .emits(events.intelligenceLinked({ problem: 'police.arcade' }));
    told()
      .knowing(known)
      .when(other)
      .emits(events.intelligenceLinked({ intelligence: 'police.2013-30' }));
    told()
      .knowing(arcade, known)
      .when({ ...link, intelligence: 'police.2013-30' })
      .isRefusedBy('R-INT-11', 'problem');
    told().when({ type: 'UnlinkPattern', occurredAt: NOON, by }).isRefusedBy('R-INT-11', 'problem');
    told()
      .when({ ...other, intelligence: DEALING })
      .isRefusedBy('R-INT-11', 'intelligence');
  });
  test('R-LIFE-1: is one that is there', () => {
    told().knowing(fact(problemHistory, 'police.arcade')).when(link).isRefusedBy('R-LIFE-1', 'problem');
    told()
      .knowing(fact(intelligenceHistory, 'police.2013-30'))
      .when(other)
      .isRefusedBy('R-LIFE-1', 'intelligence');
  });
  test('R-LIFE-1, R-TIME-2: ends from some day on, where there was one', () => {
    told(linked).knowing(arcade).when(link).emitsNothing();
    told(linked).when(unlink).emits(ended);
    told(linked, on(TUESDAY, ended)).when(unlink).emitsNothing();
    told().when(unlink).isRefusedBy('R-LIFE-1', 'problem');
    told()
      .when({ type: 'UnlinkPattern', occurredAt: TUESDAY, by, intelligence: 'police.2013-30' })
      .isRefusedBy('R-LIFE-1', 'intelligence');
    told(linked, on(FRIDAY, ended)).when(unlink).isRefusedBy('R-TIME-2', 'occurredAt');
  });
});

describe('what is done', () => {
  const reports = Array.from({ length: 12 }, (_, index) => `police.r-${String(index + 10)}`);
  const decide = {
    type: 'DecideAction',
    occurredAt: NOON,
    by,
    action: 'patrols',
    what: 'PATROL',
    plannedFor: FRIDAY,
    how: 'OPENLY',
    reports,
  } as const;
  const decided = events.actionDecided({
    action: 'patrols',
    what: 'PATROL',
    plannedFor: FRIDAY,
    how: 'OPENLY',
    reports,
  });
  const end = { type: 'EndAction', occurredAt: TUESDAY, by, action: 'patrols', end: 'DONE' } as const;
  const ended = events.actionEnded({ action: 'patrols', end: 'DONE' });
  const none = { type: 'DecideNoAction', occurredAt: NOON, by, reason: 'DEALT_WITH' } as const;
  const nothing = events.noActionDecided({ reason: 'DEALT_WITH' });
  const all = reports.map((id) => report(id));

  test('T1-41: given twelve reports, when one action is decided for them, then it is each one’s', () => {
    told()
      .knowing(...all)
      .when({ ...decide, reports: reports.toReversed() })
      .emits(decided);
    const state = stateOf(on(NOON, decided));
    for (const id of reports)
      expect(actionsFor(state, id)).toEqual([{ action: 'patrols', at: NOON, kind: 'ACTION' }]);
    expect(actionsFor(state, 'police.r-9')).toEqual([]);
  });
  test('T1-40: given an action, when it was decided before any pattern, then it is event-led, whichever was told first', () => {
    const early = on(TEN, events.intelligenceLinked({ problem: 'police.arcade' }));
    const late = on(FRIDAY, events.intelligenceLinked({ problem: 'police.arcade' }));
    const ledBy = (...more: readonly Told[]) => isEventLed(stateOf(...more), { at: NOON });
    expect([ledBy(), ledBy(on(NOON, decided), late)]).toEqual([true, true]);
    expect([ledBy(early, on(NOON, decided)), ledBy(on(NOON, decided), early)]).toEqual([false, false]);
    expect(ledBy(early, on(TEN, events.intelligenceUnlinked({ problem: 'police.arcade' })))).toBe(true);
  });
  test('R-LIFE-1: answers reports that came to this force', () =>
    told()
      .knowing(fact(reportHistory, 'police.r-10'), ...all.slice(1))
      .when(decide)
      .isRefusedBy('R-LIFE-1', 'reports.0'));
  test('R-INT-12: is planned for when it is decided, or later', () => {
    told()
      .when({ ...decide, reports: [], plannedFor: TEN })
      .isRefusedBy('R-INT-12', 'plannedFor');
    told()
      .when({ ...decide, reports: [], plannedFor: NOON })
      .emits(events.actionDecided({ ...decided, reports: [], plannedFor: NOON }));
  });
  test('R-LIFE-2: is decided once', () => {
    told(on(NOON, decided))
      .knowing(...all)
      .when(decide)
      .emitsNothing();
    told(on(NOON, decided))
      .when({ ...decide, reports: [] })
      .isRefusedBy('R-LIFE-2', 'action');
  });
  test('R-LIFE-1, R-TIME-2: ends once, done or called off', () => {
    told(on(NOON, decided)).when(end).emits(ended);
    told(on(NOON, decided), on(TUESDAY, ended)).when(end).emitsNothing();
    told(on(NOON, decided), on(TUESDAY, ended))
      .when({ ...end, occurredAt: FRIDAY })
      .isRefusedBy('R-LIFE-1', 'action');
    told().when(end).isRefusedBy('R-LIFE-1', 'action');
    told(on(NOON, decided), on(FRIDAY, ended)).when(end).isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('T1-40: can be nothing, for a reason, and is that of its own report', () => {
    told().when(none).emits(nothing);
    told(on(NOON, nothing)).when(none).emitsNothing();
    const opened = events.intelligenceOpened({ report: 'police.r-1' });
    const history = [on(MONDAY, opened), on(NOON, nothing), on(NOON, nothing)];
    const { state } = fact(intelligenceHistory, DEALING, ...history);
    expect(actionsFor(state, 'police.r-1')).toEqual([
      { action: `NO_ACTION@${NOON}`, at: NOON, kind: 'NO_ACTION' },
    ]);
    expect(actionsFor(state, 'police.r-2')).toEqual([]);
  });
});

describe('the record', () => {
  const close = { type: 'CloseIntelligence', occurredAt: TUESDAY, by } as const;
  const closed = on(TUESDAY, events.intelligenceClosed({}));
  const reopen = { type: 'ReopenIntelligence', occurredAt: FRIDAY, by } as const;
  const reopened = events.intelligenceReopened({});

  test('R-LIFE-1: is closed once, until it is reopened', () => {
    told().when(close).emits(events.intelligenceClosed({}));
    told(closed).when(close).emitsNothing();
    told(closed)
      .when({ ...close, occurredAt: FRIDAY })
      .isRefusedBy('R-LIFE-1', 'id');
    told(closed).when(reopen).emits(reopened);
    told(closed, on(FRIDAY, reopened)).when(reopen).emitsNothing();
    told().when(reopen).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-TIME-2: stays possible as it was told', () => {
    told(closed)
      .when({ ...close, occurredAt: NOON })
      .isRefusedBy('R-TIME-2', 'occurredAt');
    told(closed, on(FRIDAY, reopened))
      .when({ ...reopen, occurredAt: TUESDAY })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-RET-2: is not disposed of before it was closed', () => {
    const clerk = police('records-1', 'RECORDS');
    const dispose = { type: 'Dispose', occurredAt: FRIDAY, by: clerk } as const;
    given(begun).knowingNothingElse().when(dispose).isRefusedBy('R-RET-2', 'id');
    given(begun, closed).knowingNothingElse().when(dispose).isRefusedBy('R-RET-1', 'id');
  });
});
