import { describe, expect, test } from '@jest/globals';
import { happened } from '@wardbook/event-sourcing';
import { at, scenario, fact, personalReference, type Dated } from '@wardbook/event-sourcing/testing';
import {
  actionDecided,
  noActionDecided,
  type IntelligenceEvent,
} from '../intelligence/intelligence.events.ts';
import { intelligenceHistory } from '../intelligence/intelligence.state.ts';
import { IN_2012, KILBURN, OFFICER, sendersOf } from '../kilburn.test.data.ts';
import { memberLeft } from '../member/member.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { GRADES, REPORT_MATTERS } from '../policy/figures.ts';
import {
  mergeNoticed,
  safeContactSaid,
  subjectRegistered,
  type SubjectEvent,
} from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { wardHistory } from '../ward/ward.state.ts';
import {
  moreReported,
  publicReportReceived,
  REPORT_CHANNELS,
  reportActedOn,
  reportActionFoundWrong,
  reportAssessed,
  reportAssessmentFoundWrong,
  reportClosed,
  reportCorrected,
  reportDuplicateEnded,
  reportDutyOverdue,
  reportDutyOverdueFoundWrong,
  reporterInformed,
  reportFedToIntelligence,
  reportFeedFoundWrong,
  reportGraded,
  reportMarkedDuplicate,
  reportRegraded,
  reportReopened,
  type ReportEvent,
} from './report.events.ts';
import {
  actionsOn,
  dutiesOverdueAt,
  isGradeInDoubt,
  isReceived,
  lackingAt,
  matterOf,
  placeOf,
  reportHistory,
  statusOf,
  unassessedSince,
  ungradedSince,
} from './report.state.ts';
import { report } from './report.ts';
import {
  adopted,
  asGraded,
  assessed,
  bare,
  came,
  control,
  CONTROL,
  ELEVEN,
  fed,
  given,
  grade,
  graded,
  grading,
  INTELLIGENCE,
  juniper,
  known,
  knownAndAssessed,
  MIDNIGHT,
  NINE,
  noPolicy,
  NOON,
  officer,
  policy,
  PROCESS,
  receive,
  received,
  REPORT,
  resident,
  RESIDENTS,
  stateOf,
  TEN,
  TUESDAY,
  unheard,
  ward,
} from './report.test.data.ts';

const then = (instant: string, ...events: readonly ReportEvent[]) => at<ReportEvent>(instant, ...events);
const words = 'A car without plates stands there.';
const sealed = { observed: words } as never;
const lateGrading = reportDutyOverdue({ duty: 'GRADING', dueAt: MIDNIGHT });
const lateAssessment = reportDutyOverdue({ duty: 'ASSESSMENT', dueAt: MIDNIGHT });
const both = [happened(MIDNIGHT, lateGrading), happened(MIDNIGHT, lateAssessment)];
const gone = fact(memberHistory, CONTROL.id, at(IN_2012, memberLeft({ reason: 'RETIRED' })));

describe('receiving', () => {
  test('T1-17: a resident’s report through a partner is taken, and says through whom it came', () =>
    given()
      .knowing(resident, adopted, policy, unheard)
      .when({ ...receive, by: RESIDENTS, channel: 'THROUGH_PARTNER' })
      .emits(
        publicReportReceived({
          ...{ ...bare, channel: 'THROUGH_PARTNER', through: 'residents', policy: 'G0101/1' },
          gradeBefore: TEN,
        }),
      ));
  test('R-LIFE-1: a partner reports to a force that is there, and names nobody of its people', () => {
    given()
      .knowing(resident, noPolicy, unheard)
      .when({ ...receive, by: RESIDENTS })
      .isRefusedBy('R-LIFE-1', 'id');
    given()
      .knowing(resident, adopted, policy, juniper, unheard)
      .when({ ...receive, by: RESIDENTS, reporter: 'juniper' })
      .isRefusedBy('R-LIFE-1', 'reporter');
    // Its own control room knows which force it is.
    given().knowing(control, noPolicy, unheard).when(receive).emits(received);
  });
  test('R-INT-1: is fed to intelligence of its own force, and of no other', () => {
    for (const intelligence of ['shire.i-1', 'police', 'police-2.i-1'])
      given()
        .knowing(control, noPolicy, unheard)
        .when({ ...receive, intelligence })
        .isRefusedBy('R-INT-1', 'intelligence');
  });
  test('R-AUTH-3: a partner is answered alike of a report that it did not pass on, and of none', () => {
    const from = { ...receive, by: RESIDENTS };
    given(came).knowing(resident, noPolicy, unheard).when(from).isRefusedBy('R-LIFE-1', 'id');
    given(came)
      .knowing(resident, adopted, policy, unheard)
      .when({ ...from, from: TEN, until: NINE })
      .isRefusedBy('R-INT-20', 'until');
    given(came).knowing(resident, adopted, policy, unheard).when(from).isRefusedBy('R-AUTH-3', 'id');
    given(then(NINE, publicReportReceived({ ...bare, through: 'residents' })))
      .knowing(resident, adopted, policy, unheard)
      .when(from)
      .isRefusedBy('R-LIFE-2', 'id');
  });
  test('R-AUTH-2: by whom the public tells something, and nobody else', () =>
    expect(sendersOf(given().knowing(unheard), receive)).toEqual([
      ...['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'CONTROL', 'PARTNER'],
    ]));
  test('R-AUTH-4: nobody who had left the service', () =>
    given().knowing(gone, noPolicy).when(receive).isRefusedBy('R-AUTH-4'));
  test('R-LIFE-2: once', () =>
    given(came)
      .knowing(control, noPolicy, unheard)
      .when({ ...receive, occurredAt: TEN })
      .isRefusedBy('R-LIFE-2', 'id'));
  test.each(REPORT_MATTERS)('R-INT-6, T1-29, T1-42: one about %s without a word is taken', (matter) =>
    given()
      .knowing(control, noPolicy, unheard)
      .when({ ...receive, matter })
      .emits(publicReportReceived({ ...bare, matter })),
  );
  test.each(REPORT_CHANNELS)('T1-31: and one that came by %s', (channel) =>
    given()
      .knowing(control, noPolicy, unheard)
      .when({ ...receive, channel })
      .emits(publicReportReceived({ ...bare, channel })),
  );
  test('T1-30, T1-29: with what was seen, why it is suspicious, where, when and by whom', () => {
    const told = {
      ...{ ward: KILBURN, street: 'street-9', from: NINE, until: TEN, reporter: 'juniper' },
      reporterCategory: 'VICTIM',
    } as const;
    given()
      .knowing(control, noPolicy, ward, juniper, unheard)
      .when({ ...receive, ...told, observed: words, whySuspicious: words })
      .emits(publicReportReceived({ ...bare, ...told, observed: words, whySuspicious: words }));
  });
  test('R-INT-20: what happened ends after it begins', () =>
    given()
      .knowing(control, noPolicy, unheard)
      .when({ ...receive, from: TEN, until: NINE })
      .isRefusedBy('R-INT-20', 'until'));
  test('R-WARD-5, R-LIFE-1: in a ward that is there, by somebody who is on record', () => {
    given()
      .knowing(control, noPolicy, fact(wardHistory, KILBURN), unheard)
      .when({ ...receive, ward: KILBURN })
      .isRefusedBy('R-LIFE-1', 'ward');
    given()
      .knowing(control, noPolicy, fact(subjectHistory, 'juniper'), unheard)
      .when({ ...receive, reporter: 'juniper' })
      .isRefusedBy('R-LIFE-1', 'reporter');
  });
  test('R-INT-21: a category is somebody’s', () =>
    given()
      .knowing(control, noPolicy, unheard)
      .when({ ...receive, reporterCategory: 'WITNESS' })
      .isRefusedBy('R-INT-21', 'reporter'));
  test('R-INT-1: it is owed a grade and an assessment on its London day, or as soon as the policy says', () => {
    given()
      .knowing(control, adopted, policy, unheard)
      .when({ ...receive, occurredAt: '2013-07-01T23:30:00.000Z' })
      .emits(
        publicReportReceived({
          ...{ ...bare, policy: 'G0101/1' },
          ...{ gradeBefore: '2013-07-02T00:30:00.000Z', assessBefore: '2013-07-02T23:00:00.000Z' },
        }),
      );
  });
});

describe('what it lacks, and more of it', () => {
  const more = { type: 'SayMore', occurredAt: TEN, by: CONTROL } as const;

  test('R-INT-6, T1-29, T1-42: what a report lacks is shown until somebody says it', () => {
    expect(lackingAt(stateOf(came), NINE)).toEqual(['OBSERVED', 'WHEN', 'WHERE']);
    const seen = then(TEN, moreReported({ observed: personalReference('report-police.r-1/1/0') }));
    expect(lackingAt(stateOf(came, seen), NINE)).toEqual(['OBSERVED', 'WHEN', 'WHERE']);
    expect(lackingAt(stateOf(came, seen), TEN)).toEqual(['WHEN', 'WHERE']);
    const rest = then(ELEVEN, moreReported({ street: 'street-9' }), moreReported({ until: NINE }));
    expect(lackingAt(stateOf(came, seen, rest), ELEVEN)).toEqual([]);
    expect(placeOf(stateOf(came, then(TEN, moreReported({ ward: KILBURN })), rest))).toEqual({
      ...{ ward: KILBURN, street: 'street-9' },
    });
    expect([matterOf(stateOf(came)), isReceived(stateOf(came), NINE), isReceived(stateOf(), NINE)]).toEqual([
      ...['ABANDONED_VEHICLE', true, false],
    ]);
  });
  test('R-INT-6: more is said by whoever hears it, and by the partner through which it came', () => {
    given(came)
      .knowing(control)
      .when({ ...more, observed: words })
      .emits(moreReported(sealed));
    const through = then(NINE, publicReportReceived({ ...bare, through: 'residents' }));
    given(through)
      .knowing(resident)
      .when({ ...more, by: RESIDENTS, observed: words })
      .emits(moreReported(sealed));
  });
  test('R-INT-21: whoever says more says something', () => {
    given(came).knowing(control).when(more).isRefusedBy('R-INT-21', 'observed');
    given(came)
      .knowing(control)
      .when({ ...more, observed: words, reporterCategory: 'VICTIM' })
      .isRefusedBy('R-INT-21', 'reporter');
  });
  test('R-LIFE-2: the same again changes nothing, but for words', () => {
    const said = then(TEN, moreReported({ street: 'street-9', from: NINE }));
    given(came, said)
      .knowing(control)
      .when({ ...more, street: 'street-9', from: NINE })
      .emitsNothing();
    given(came, said)
      .knowing(control)
      .when({ ...more, street: 'street-9', whySuspicious: words })
      .emits(moreReported({ street: 'street-9', whySuspicious: words }));
    given(came, said)
      .knowing(control)
      .when({ ...more, occurredAt: ELEVEN, street: 'street-9' })
      .emits(moreReported({ street: 'street-9' }));
  });
  test('R-LIFE-1, R-INT-20, R-AUTH-2: of a report that came, in order, and by nobody else', () => {
    given()
      .knowing(control)
      .when({ ...more, street: 's' })
      .isRefusedBy('R-LIFE-1', 'id');
    given(came)
      .knowing(control)
      .when({ ...more, from: TEN, until: NINE })
      .isRefusedBy('R-INT-20', 'until');
    expect(sendersOf(given(), { ...more, street: 's' })).toContain('PARTNER');
  });
  test('R-INT-20: nor when the end, or the beginning, is only said later', () => {
    const since = then(NINE, moreReported({ from: NINE, until: TEN }));
    const all = given(came, since).knowing(control);
    all.when({ ...more, until: '2013-03-04T08:59:59.999Z' }).isRefusedBy('R-INT-20', 'until');
    all.when({ ...more, from: ELEVEN }).isRefusedBy('R-INT-20', 'from');
    all.when({ ...more, from: ELEVEN, until: NOON }).emits(moreReported({ from: ELEVEN, until: NOON }));
  });
});

describe('grading', () => {
  const told = (matter: (typeof REPORT_MATTERS)[number], inProgress = false) =>
    given(then(NINE, publicReportReceived({ ...bare, matter, inProgress }))).knowing(
      control,
      adopted,
      policy,
    );

  test('R-INT-8, T1-37: by the policy in force, whose version the grade says', () => {
    told('NUISANCE').when(grade).emits(reportGraded(asGraded));
    told('NUISANCE')
      .when({ ...grade, grade: 'IMMEDIATE', rationale: 'VIOLENCE' })
      .emits(reportGraded({ ...asGraded, grade: 'IMMEDIATE', rationale: 'VIOLENCE', withinMinutes: 15 }));
  });
  test('R-INT-8, T1-37: and not at all where none was in force', () => {
    given(came).knowing(control, noPolicy).when(grade).isRefusedBy('R-INT-8', 'occurredAt');
    given(came, graded)
      .knowing(control, noPolicy)
      .when({ ...grade, type: 'RegradeReport', reason: 'OTHER' })
      .isRefusedBy('R-INT-8', 'occurredAt');
  });
  test.each(GRADES.filter((one) => one !== 'IMMEDIATE'))(
    'R-INT-2, T1-36: what is in progress is graded immediate, and not %s',
    (other) => {
      told('BURGLARY', true)
        .when({ ...grade, grade: other })
        .isRefusedBy('R-INT-2', 'grade');
      told('BURGLARY', true)
        .when({ ...grade, grade: 'IMMEDIATE' })
        .emits(reportGraded({ ...asGraded, grade: 'IMMEDIATE', withinMinutes: 15 }));
    },
  );
  test.each(['DRUG_USE', 'GRAFFITI'] as const)(
    'R-INT-3, T1-38: %s may be referred, in progress as well',
    (matter) => told(matter, true).when(grade).emits(reportGraded(asGraded)),
  );
  test('R-INT-3, T1-38: use of drugs also where the policy says nothing of it', () => {
    const unsaid = { ...asGraded, mayGoUnattended: [] };
    const using = then(NINE, publicReportReceived({ ...bare, matter: 'DRUG_USE', inProgress: true }));
    expect(isGradeInDoubt(stateOf(using, then(TEN, reportGraded(unsaid))), NOON)).toBe(false);
  });
  test('R-INT-3, T1-39: dealing gets a response', () => {
    told('DRUG_DEALING').when(grade).isRefusedBy('R-INT-3', 'grade');
    told('DRUG_DEALING', true).when(grade).isRefusedBy('R-INT-3', 'grade');
    told('DRUG_DEALING')
      .when({ ...grade, grade: 'EXTENDED' })
      .emits(reportGraded({ ...asGraded, grade: 'EXTENDED' }));
  });
  test('R-INT-2: it is judged by what was known then, whatever was told later', () =>
    given(came, then(ELEVEN, reportCorrected({ inProgress: true })))
      .knowing(control, adopted, policy)
      .when(grade)
      .emits(reportGraded(asGraded)));
  test('R-LIFE-1, R-LIFE-2: once, and again with a reason', () => {
    const again = { ...grade, occurredAt: ELEVEN, grade: 'EXTENDED' } as const;
    const knowing = given(came, graded).knowing(control, adopted, policy);
    knowing.when(again).isRefusedBy('R-LIFE-2', 'id');
    knowing.when(grade).emitsNothing();
    const regrade = { ...again, type: 'RegradeReport', reason: 'MORE_IS_KNOWN' } as const;
    const regraded = reportRegraded({ ...asGraded, grade: 'EXTENDED', reason: 'MORE_IS_KNOWN' });
    knowing.when(regrade).emits(regraded);
    given(came, graded, then(ELEVEN, regraded))
      .knowing(control, adopted, policy)
      .when(regrade)
      .emitsNothing();
    given(came).knowing(control, adopted, policy).when(regrade).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-INT-2: and a new grade has to fit as well', () =>
    given(came, graded, then(ELEVEN, reportCorrected({ inProgress: true })))
      .knowing(control, adopted, policy)
      .when({ ...grade, occurredAt: NOON, type: 'RegradeReport', reason: 'OTHER' })
      .isRefusedBy('R-INT-2', 'grade'));
  test('R-AUTH-2: by the control room, a supervisor or an inspector', () => {
    for (const command of [grade, { ...grade, type: 'RegradeReport', reason: 'OTHER' }] as const)
      expect(sendersOf(given(), command)).toEqual(['SUPERVISOR', 'INSPECTOR', 'CONTROL']);
  });
});

describe('what is told later', () => {
  const correct = { type: 'CorrectReport', occurredAt: ELEVEN, by: OFFICER, inProgress: true } as const;

  test('R-INT-6, R-INT-2: is never refused, and puts the grade in doubt, whichever came first', () => {
    given(came, graded)
      .knowing(officer)
      .when(correct)
      .emits(reportCorrected({ inProgress: true }));
    const told = then(NINE, reportCorrected({ inProgress: true }));
    for (const history of [
      [came, told, graded],
      [came, graded, told],
    ]) {
      expect(isGradeInDoubt(stateOf(...history), TEN)).toBe(true);
      expect(isGradeInDoubt(stateOf(...history), NINE)).toBe(false);
    }
    expect(isGradeInDoubt(stateOf(came, graded), NOON)).toBe(false);
    expect(isGradeInDoubt(stateOf(came, told), NOON)).toBe(false);
  });
  test('R-INT-3: so does dealing', () => {
    const dealing = then(ELEVEN, reportCorrected({ matter: 'DRUG_DEALING' }));
    expect(isGradeInDoubt(stateOf(came, graded, dealing), NOON)).toBe(true);
  });
  test('R-INT-21, R-LIFE-2: whoever corrects says what is so, once', () => {
    given(came)
      .knowing(officer)
      .when({ ...correct, inProgress: undefined } as never)
      .isRefusedBy('R-INT-21', 'matter');
    given(came)
      .knowing(officer)
      .when({ ...correct, occurredAt: NINE, inProgress: false })
      .emitsNothing();
    given(came)
      .knowing(officer)
      .when({ ...correct, occurredAt: NINE, matter: 'VIOLENCE', inProgress: false })
      .emits(reportCorrected({ matter: 'VIOLENCE', inProgress: false }));
    given().knowing(officer).when(correct).isRefusedBy('R-LIFE-1', 'id');
    expect(sendersOf(given(), correct)).not.toContain('PARTNER');
  });
});

describe('duplicates', () => {
  const OTHER = 'police.r-0';
  const mark = { type: 'MarkDuplicate', occurredAt: TEN, by: OFFICER, of: OTHER } as const;
  const end = { type: 'EndDuplicate', occurredAt: ELEVEN, by: OFFICER } as const;
  const other = fact(reportHistory, OTHER, at<ReportEvent>(NINE, received));
  const marked = then(TEN, reportMarkedDuplicate({ of: OTHER }));

  test('R-INT-6, T1-42: a duplicate is linked to the first, and is fed and assessed as well', () => {
    given(came)
      .knowing(officer, other)
      .when(mark)
      .emits(reportMarkedDuplicate({ of: OTHER }));
    given(came, marked)
      .knowing(knownAndAssessed())
      .when({ type: 'ReviewIntelligence', occurredAt: NOON, by: PROCESS, intelligence: INTELLIGENCE })
      .emits(
        happened(NINE, reportFedToIntelligence({ intelligence: INTELLIGENCE })),
        happened(ELEVEN, reportAssessed({ intelligence: INTELLIGENCE })),
      );
    given(came, marked).knowing(officer, other).when(mark).emitsNothing();
  });
  test('R-INT-22: of another report, and not of a duplicate', () => {
    given(came)
      .knowing(officer)
      .when({ ...mark, of: REPORT })
      .isRefusedBy('R-INT-22', 'of');
    const copy = fact(
      reportHistory,
      OTHER,
      came,
      at<ReportEvent>(NINE, reportMarkedDuplicate({ of: 'police.r-3' })),
    );
    given(came).knowing(officer, copy).when(mark).isRefusedBy('R-INT-22', 'of');
  });
  test('R-INT-22: of one that came first, so that no two are each other’s in whatever order they are marked', () => {
    const later = fact(reportHistory, OTHER, at<ReportEvent>(TEN, received));
    given(came).knowing(officer, later).when(mark).isRefusedBy('R-INT-22', 'of');
    given(came)
      .knowing(officer, fact(reportHistory, OTHER, came))
      .when(mark)
      .emits(reportMarkedDuplicate({ of: OTHER }));
  });
  test('R-LIFE-1: of one that had come', () => {
    given(came).knowing(officer, fact(reportHistory, OTHER)).when(mark).isRefusedBy('R-LIFE-1', 'of');
    given().knowing(officer, other).when(mark).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-LIFE-1: what was found to be a duplicate can be found to be none', () => {
    given(came, marked).knowing(officer).when(end).emits(reportDuplicateEnded({}));
    given(came).knowing(officer).when(end).isRefusedBy('R-LIFE-1', 'id');
    given(came, marked, then(ELEVEN, reportDuplicateEnded({})))
      .knowing(officer)
      .when(end)
      .emitsNothing();
    expect(sendersOf(given(), end)).toEqual(sendersOf(given(), mark));
  });
});

describe('what intelligence says of it', () => {
  const review = {
    type: 'ReviewIntelligence',
    occurredAt: NOON,
    by: PROCESS,
    intelligence: INTELLIGENCE,
  } as const;
  const raid = {
    action: 'raid',
    what: 'SEARCH',
    plannedFor: TUESDAY,
    how: 'OPENLY',
  } as const;
  const decided = at<IntelligenceEvent>(NOON, actionDecided({ ...raid, reports: [REPORT] }));
  const acted = reportActedOn({ intelligence: INTELLIGENCE, action: 'raid', decision: 'ACTION' });
  const nothing = { intelligence: INTELLIGENCE, action: `NO_ACTION@${NOON}` };

  test('R-INT-1, T1-35: a report that nobody has to attend is fed and assessed all the same, else listed as unassessed', () => {
    const state = stateOf(came, graded);
    expect([ungradedSince(state, NOON), unassessedSince(state, NOON)]).toEqual([undefined, NINE]);
    given(came, graded)
      .when({ type: 'NoticeReportDutyOverdue', occurredAt: MIDNIGHT, by: PROCESS })
      .emits(happened(MIDNIGHT, lateAssessment));
    given(came, graded)
      .knowing(knownAndAssessed())
      .when(review)
      .emits(
        happened(NINE, reportFedToIntelligence({ intelligence: INTELLIGENCE })),
        happened(ELEVEN, reportAssessed({ intelligence: INTELLIGENCE })),
      );
    expect(unassessedSince(stateOf(came, graded, fed, assessed), NOON)).toBeUndefined();
    expect(unassessedSince(stateOf(came, graded, fed, assessed), TEN)).toBe(NINE);
  });
  test('R-INT-1: only what differs from what is on record, and what was wrong is taken back', () => {
    given(came, fed).knowing(known()).when(review).emitsNothing();
    given(came, fed, assessed)
      .knowing(known())
      .when(review)
      .emits(happened(ELEVEN, reportAssessmentFoundWrong({ intelligence: INTELLIGENCE })));
    given(came, fed, then(TEN, reportAssessed({ intelligence: INTELLIGENCE })))
      .knowing(knownAndAssessed())
      .when(review)
      .emits(
        happened(TEN, reportAssessmentFoundWrong({ intelligence: INTELLIGENCE })),
        happened(ELEVEN, reportAssessed({ intelligence: INTELLIGENCE })),
      );
    given(came, fed, assessed)
      .knowing(fact(intelligenceHistory, INTELLIGENCE))
      .when(review)
      .emits(
        happened(NINE, reportFeedFoundWrong({ intelligence: INTELLIGENCE })),
        happened(ELEVEN, reportAssessmentFoundWrong({ intelligence: INTELLIGENCE })),
      );
  });
  test('T1-41: it shows the action that answers it, perhaps with others', () => {
    given(came, fed, assessed).knowing(knownAndAssessed(decided)).when(review).emits(happened(NOON, acted));
    const answered = then(NOON, acted);
    given(came, fed, assessed, answered).knowing(knownAndAssessed(decided)).when(review).emitsNothing();
    given(came, fed, assessed, answered)
      .knowing(knownAndAssessed())
      .when(review)
      .emits(happened(NOON, reportActionFoundWrong({ intelligence: INTELLIGENCE, action: 'raid' })));
    given(came, fed, assessed)
      .knowing(
        knownAndAssessed(at<IntelligenceEvent>(NOON, actionDecided({ ...raid, reports: ['police.r-9'] }))),
      )
      .when(review)
      .emitsNothing();
  });
  test('T1-41: or that nothing is done', () =>
    given(came, fed, assessed)
      .knowing(knownAndAssessed(at<IntelligenceEvent>(NOON, noActionDecided({ reason: 'DEALT_WITH' }))))
      .when(review)
      .emits(happened(NOON, reportActedOn({ ...nothing, decision: 'NO_ACTION' }))));
  test('R-INT-7, T1-33: how far it has come, with nothing of how', () => {
    const acts = then(NOON, acted);
    const none = then(NOON, reportActedOn({ ...nothing, decision: 'NO_ACTION' }));
    expect(statusOf(stateOf(came), NOON)).toBe('RECEIVED');
    expect(statusOf(stateOf(came, fed), NOON)).toBe('BEING_ASSESSED');
    expect(statusOf(stateOf(came, fed, assessed), TEN)).toBe('BEING_ASSESSED');
    expect(statusOf(stateOf(came, fed, assessed), NOON)).toBe('ASSESSED');
    expect(statusOf(stateOf(came, fed, assessed, none), NOON)).toBe('ASSESSED');
    expect(statusOf(stateOf(came, fed, assessed, acts), ELEVEN)).toBe('ASSESSED');
    expect(statusOf(stateOf(came, fed, assessed, acts), NOON)).toBe('ACTED_ON');
    const wrong = then(NOON, reportActionFoundWrong({ intelligence: INTELLIGENCE, action: 'raid' }));
    expect(statusOf(stateOf(came, fed, assessed, acts, wrong), NOON)).toBe('ASSESSED');
    const actions = actionsOn(
      stateOf(came, acts, then(ELEVEN, reportActedOn({ ...nothing, decision: 'NO_ACTION' }))),
      NOON,
    );
    expect(actions.map(({ decision }) => decision)).toEqual(['NO_ACTION', 'ACTION']);
  });
  test('R-STRIKE-6, R-AUTH-2: by Wardbook itself, and nothing of a report that was struck', () => {
    given().knowing(known()).when(review).emitsNothing();
    expect(sendersOf(given(), review)).toEqual(['SYSTEM']);
  });
});

describe('telling whoever reported', () => {
  const inform = {
    type: 'InformReporter',
    occurredAt: NOON,
    by: OFFICER,
    what: 'RECEIVED',
    way: 'WHEN_ASKED',
  } as const;
  const named = then(NINE, publicReportReceived({ ...bare, reporter: 'juniper' }));
  const reached = (
    said: Parameters<typeof safeContactSaid>[0],
    ...more: readonly (readonly Dated<SubjectEvent>[])[]
  ) =>
    fact(
      subjectHistory,
      'juniper',
      at(IN_2012, subjectRegistered({ name: 'Juniper Ash' })),
      at(IN_2012, safeContactSaid(said)),
      ...more,
    );

  test.each([
    ['GRADED', graded],
    ['ASSESSED', [...fed, ...assessed]],
    [
      'ACTED_ON',
      then(NOON, reportActedOn({ intelligence: INTELLIGENCE, action: 'raid', decision: 'ACTION' })),
    ],
    ['CLOSED', then(NOON, reportClosed({ outcome: 'DEALT_WITH' }))],
  ] as const)('R-INT-7, T1-33: they are told %s once it is so', (what, so) => {
    given(came)
      .knowing(officer)
      .when({ ...inform, what })
      .isRefusedBy('R-INT-7', 'what');
    given(came, so)
      .knowing(officer)
      .when({ ...inform, what })
      .emits(reporterInformed({ what, way: 'WHEN_ASKED' }));
  });
  test('R-INT-7: that something is done is not told where nothing is', () =>
    given(
      came,
      then(TEN, reportActedOn({ intelligence: INTELLIGENCE, action: 'OTHER', decision: 'NO_ACTION' })),
    )
      .knowing(officer)
      .when({ ...inform, what: 'ACTED_ON' })
      .isRefusedBy('R-INT-7', 'what'));
  test('R-INT-7: that it came is always told, once', () => {
    given(came)
      .knowing(officer)
      .when(inform)
      .emits(reporterInformed({ what: 'RECEIVED', way: 'WHEN_ASKED' }));
    given(came, then(NOON, reporterInformed({ what: 'RECEIVED', way: 'WHEN_ASKED' })))
      .knowing(officer)
      .when(inform)
      .emitsNothing();
    given().knowing(officer).when(inform).isRefusedBy('R-LIFE-1', 'id');
    expect(sendersOf(given(), inform)).not.toContain('PARTNER');
  });
  test('R-VIS-7: nobody calls or writes unless that is known to be safe', () => {
    for (const way of ['PHONE', 'LETTER'] as const) {
      given(came)
        .knowing(officer)
        .when({ ...inform, way })
        .isRefusedBy('R-VIS-7', 'way');
      given(named)
        .knowing(officer, juniper)
        .when({ ...inform, way })
        .isRefusedBy('R-VIS-7', 'way');
      const safe = reached({ ways: [way === 'PHONE' ? 'SAFE_TO_CALL' : 'SAFE_TO_WRITE'] });
      given(named)
        .knowing(officer, safe)
        .when({ ...inform, way })
        .emits(reporterInformed({ what: 'RECEIVED', way }));
    }
    given(named)
      .knowing(officer, juniper)
      .when({ ...inform, way: 'IN_PERSON' })
      .emits(reporterInformed({ what: 'RECEIVED', way: 'IN_PERSON' }));
  });
  test('R-VIS-7: nor goes to somebody who is not reached directly', () => {
    const through = reached({ ways: [], onlyThrough: 'council' });
    given(named)
      .knowing(officer, through)
      .when({ ...inform, way: 'IN_PERSON' })
      .isRefusedBy('R-VIS-7', 'way');
    given(named)
      .knowing(officer, reached({ ways: [] }))
      .when({ ...inform, way: 'IN_PERSON' })
      .isRefusedBy('R-VIS-7', 'way');
    given(named)
      .knowing(officer, through)
      .when({ ...inform, way: 'THROUGH_AGENCY' })
      .emits(reporterInformed({ what: 'RECEIVED', way: 'THROUGH_AGENCY', agency: 'council' }));
    given(named)
      .knowing(officer, juniper)
      .when({ ...inform, way: 'THROUGH_AGENCY' })
      .isRefusedBy('R-VIS-7', 'way');
  });
  test('R-VIS-7: nor reaches somebody as another record of the same person says that they are not', () => {
    const juneSays = (said: Parameters<typeof safeContactSaid>[0]) => [
      reached({ ways: ['SAFE_TO_CALL', 'SAFE_TO_WRITE'] }, at(IN_2012, mergeNoticed({ other: 'june' }))),
      fact(
        subjectHistory,
        'june',
        at(IN_2012, subjectRegistered({ name: 'June Ash' })),
        at(IN_2012, safeContactSaid(said)),
      ),
    ];
    given(named)
      .knowing(officer, ...juneSays({ ways: ['SAFE_TO_WRITE'] }))
      .when({ ...inform, way: 'PHONE' })
      .isRefusedBy('R-VIS-7', 'way');
    given(named)
      .knowing(officer, ...juneSays({ ways: ['SAFE_TO_WRITE'] }))
      .when({ ...inform, way: 'LETTER' })
      .emits(reporterInformed({ what: 'RECEIVED', way: 'LETTER' }));
    given(named)
      .knowing(officer, ...juneSays({ ways: [], onlyThrough: 'council' }))
      .when({ ...inform, way: 'THROUGH_AGENCY' })
      .emits(reporterInformed({ what: 'RECEIVED', way: 'THROUGH_AGENCY', agency: 'council' }));
    given(named)
      .knowing(officer, ...juneSays({ ways: [], onlyThrough: 'council' }))
      .when({ ...inform, way: 'IN_PERSON' })
      .isRefusedBy('R-VIS-7', 'way');
  });
});

describe('closing', () => {
  const close = { type: 'CloseReport', occurredAt: NOON, by: CONTROL, outcome: 'FOR_INTELLIGENCE' } as const;
  const reopen = { type: 'ReopenReport', occurredAt: TUESDAY, by: CONTROL } as const;
  const closed = then(NOON, reportClosed({ outcome: 'FOR_INTELLIGENCE' }));

  test('R-INT-1, T1-35: once it was graded and assessed, whatever its grade', () => {
    given(came, fed, assessed).knowing(control).when(close).isRefusedBy('R-INT-1', 'id');
    given(came, graded, fed).knowing(control).when(close).isRefusedBy('R-INT-1', 'id');
    given(came, graded, fed, assessed)
      .knowing(control)
      .when(close)
      .emits(reportClosed({ outcome: 'FOR_INTELLIGENCE' }));
  });
  test('R-LIFE-1: what is closed is reopened first, and nothing else is reopened', () => {
    const all = given(came, graded, fed, assessed, closed).knowing(control);
    all.when({ ...close, occurredAt: TUESDAY }).isRefusedBy('R-LIFE-1', 'id');
    all.when(close).emitsNothing();
    all.when(reopen).emits(reportReopened({}));
    given(came)
      .knowing(control)
      .when({ ...reopen, occurredAt: NOON })
      .isRefusedBy('R-LIFE-1', 'id');
    given(came, graded, fed, assessed, closed, then(TUESDAY, reportReopened({})))
      .knowing(control)
      .when(reopen)
      .emitsNothing();
    expect(sendersOf(given(), close)).toEqual(['SUPERVISOR', 'INSPECTOR', 'CONTROL']);
    expect(sendersOf(given(), reopen)).toEqual(['SUPERVISOR', 'INSPECTOR', 'CONTROL']);
  });
});

describe('overdue', () => {
  const notice = { type: 'NoticeReportDutyOverdue', occurredAt: MIDNIGHT, by: PROCESS } as const;

  test('R-INT-1, T1-35: ungraded and unassessed from the next London day on, whoever notices when', () => {
    given(came)
      .when({ ...notice, occurredAt: NOON })
      .emitsNothing();
    given(came)
      .when(notice)
      .emits(...both);
    given(came)
      .when({ ...notice, occurredAt: TUESDAY })
      .emits(...both);
    expect(dutiesOverdueAt(stateOf(came), TUESDAY)).toEqual(['GRADING', 'ASSESSMENT']);
    expect(dutiesOverdueAt(stateOf(came), NOON)).toEqual([]);
    expect(dutiesOverdueAt(stateOf(came, graded), TUESDAY)).toEqual(['ASSESSMENT']);
    expect(ungradedSince(stateOf(came), NOON)).toBe(NINE);
    expect(ungradedSince(stateOf(), NOON)).toBeUndefined();
  });
  test('R-INT-1: what is done late stays overdue, and is done', () => {
    const late = given(came)
      .knowing(control, adopted, policy)
      .when({ ...grade, occurredAt: TUESDAY });
    late.emits(reportGraded(asGraded), ...both);
    const state = stateOf(came, then(TUESDAY, reportGraded(asGraded)));
    expect([dutiesOverdueAt(state, MIDNIGHT), dutiesOverdueAt(state, TUESDAY)]).toEqual([
      ...[['GRADING', 'ASSESSMENT'], ['ASSESSMENT']],
    ]);
  });
  test('R-INT-1: what was done in time and recorded late was not overdue', () => {
    given(came, then(MIDNIGHT, lateGrading, lateAssessment))
      .knowing(control, adopted, policy)
      .when(grade)
      .emits(
        reportGraded(asGraded),
        happened(MIDNIGHT, reportDutyOverdueFoundWrong({ duty: 'GRADING', dueAt: MIDNIGHT })),
      );
    given(came, then(MIDNIGHT, lateGrading, lateAssessment))
      .when({ ...notice, occurredAt: TUESDAY })
      .emitsNothing();
    const found = then(MIDNIGHT, reportDutyOverdueFoundWrong({ duty: 'GRADING', dueAt: MIDNIGHT }));
    expect(stateOf(came, then(MIDNIGHT, lateGrading, lateAssessment), found).overdue).toEqual([
      { duty: 'ASSESSMENT', dueAt: MIDNIGHT },
    ]);
  });
  test('R-LIFE-1, R-AUTH-2: of a report that came, by Wardbook itself', () => {
    given().when(notice).isRefusedBy('R-LIFE-1', 'id');
    expect(sendersOf(given(), notice)).toEqual(['SYSTEM']);
  });
});

test('R-ID-1: a report is named by its force and its reference', () => {
  for (const id of ['r-1', '.r-1', 'police.'])
    scenario(report, id)().when(receive).isRefusedBy('R-ID-1', 'id');
});

describe('what is recorded late', () => {
  const asRegraded = reportRegraded({ ...asGraded, reason: 'OTHER' });
  const marked = then(TEN, reportMarkedDuplicate({ of: 'police.r-0' }));
  const closed = then(ELEVEN, reportClosed({ outcome: 'OTHER' }));

  test.each([
    ['a first grade', reportGraded(asGraded), [came], [came, graded]],
    ['another grade', asRegraded, [came, graded], [came]],
    ['the end of a mark', reportDuplicateEnded({}), [came, marked], [came]],
    ['a closure', reportClosed({ outcome: 'OTHER' }), [came, graded], [came]],
    ['one closure', reportClosed({ outcome: 'OTHER' }), [came, graded], [came, graded, closed]],
    ['an opening', reportReopened({}), [came, closed], [came]],
  ] as const)('R-TIME-2: leaves %s possible that is on record for later', (_, event, fits, fitsNot) => {
    const judged = (history: readonly (typeof came)[]) =>
      report.stands?.[event.type]?.(event as never, stateOf(...history), {
        ...{ id: 'later', occurredAt: NOON, isWithout: false },
      });
    expect(judged(fits)).toBeUndefined();
    expect(judged(fitsNot)).toMatchObject({ rule: 'R-TIME-2', path: 'occurredAt' });
  });
});

test('what the policy on grading promises is kept with the grade', () =>
  expect(grading.mayGoUnattended).toEqual(asGraded.mayGoUnattended));
