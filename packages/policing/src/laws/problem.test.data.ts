import { DARK_PATHS } from '../crimes-in-kilburn.test.data.ts';
import { ANALYST } from '../problem-in-kilburn.test.data.ts';
import { INSPECTOR, KILBURN, OFFICER, PCSO, SUPERVISOR } from '../kilburn.test.data.ts';
import { REPORTED } from '../reports-in-kilburn.test.data.ts';
import type { problem } from '../problem/problem.ts';
import type { LawsOf } from './kind.test.data.ts';
import { redactionLasts, redactionSays } from './redaction.test.data.ts';
import { retentionLasts, retentionSays } from './retention.test.data.ts';

const WORKERS = [OFFICER, PCSO] as const;
const TASKING = [INSPECTOR, SUPERVISOR] as const;
const MEASURES = ['lights', 'patrol', 'fence'] as const;
const FOR_GOOD = { forGood: 'It was so then; that it was not, a strike says.' } as const;
const measure = {
  kind: 'STREET_LIGHTING',
  aim: 'PREVENTION',
  proactive: true,
  agency: 'council',
  dueOn: '2013-12-31',
  dependsOn: [],
} as const;

export const problemLaws: LawsOf<typeof problem> = {
  ids: [DARK_PATHS, 'police.cars', 'police.walls'],
  places: ['redactions'],
  says: {
    RaiseProblem: {
      by: WORKERS,
      ward: [KILBURN],
      category: ['BURGLARY', 'GRAFFITI'],
      title: ['Dark paths'],
      objective: ['That people walk there again.'],
    },
    AddScan: {
      by: WORKERS,
      scan: ['calls', 'walk'],
      source: ['PUBLIC_REPORTS', 'OBSERVATION'],
      count: [3, 12],
      note: [undefined, 'Three in a week.'],
    },
    RecordAnalysis: {
      by: WORKERS,
      analysis: ['first', 'second'],
      causes: [['POOR_LIGHTING'], ['HIDDEN_PLACES', 'EASY_ACCESS']],
      finding: ['Nobody sees the path.'],
    },
    LinkReport: { by: WORKERS, report: [REPORTED] },
    UnlinkReport: { by: WORKERS, report: [REPORTED] },
    RecordProfile: {
      by: [INSPECTOR, ANALYST],
      profile: ['path', 'dealer'],
      kind: ['PROBLEM', 'PROBLEM', 'TARGET'],
      street: [undefined, 'cedar-row', 'elm-row'],
      subject: [undefined],
      intelligence: [undefined],
    },
    EndProfile: { by: [INSPECTOR, ANALYST], profile: ['path', 'dealer'] },
    AdoptAtTasking: {
      by: TASKING,
      level: [1, 2],
      intelligence: [[]],
      eventLedReason: ['COMMUNITY_CONCERN', 'OTHER'],
      lead: [{ agency: 'council' }, { agency: 'police' }],
      measures: [
        [{ ...measure, measure: 'lights' }],
        [{ ...measure, measure: 'fence', agency: 'police', assignee: OFFICER.id }],
      ],
    },
    TaskMeasure: {
      by: TASKING,
      measure: MEASURES,
      kind: ['PATROL', 'OTHER'],
      label: [undefined, 'A mural'],
      aim: ['PREVENTION', 'ENFORCEMENT'],
      proactive: [true, false],
      agency: ['council', 'police'],
      assignee: [undefined],
      dueOn: ['2013-12-31'],
      dependsOn: [[], ['lights']],
      approach: [undefined, 'Twice a week.'],
    },
    StartMeasure: { by: WORKERS, measure: MEASURES },
    CompleteMeasure: {
      by: WORKERS,
      measure: MEASURES,
      result: ['DONE', 'OFFENDER_BROUGHT_TO_JUSTICE'],
      note: [undefined, 'It is light.'],
    },
    CancelMeasure: { by: WORKERS, measure: MEASURES, reason: ['NOT_NEEDED', 'OTHER'] },
    ReopenMeasure: { by: WORKERS, measure: MEASURES },
    AssessProblem: {
      by: WORKERS,
      assessment: ['summer', 'autumn'],
      result: ['REDUCED', 'UNCHANGED'],
      evidence: [['figures/2013-07']],
      tangible: [undefined, 'People walk there again.'],
    },
    CloseProblem: { by: TASKING },
    ReopenProblem: { by: TASKING },
    DraftCaseStudy: {
      by: WORKERS,
      study: ['study-1', 'study-2'],
      text: ['With light, people walk there again.'],
    },
    AttestCaseStudy: { by: TASKING, study: ['study-1', 'study-2'] },
    WithdrawCaseStudy: { by: WORKERS, study: ['study-1', 'study-2'] },
    ...retentionSays,
    ...redactionSays,
  },
  names: {
    RaiseProblem: { ward: 'ward' },
    LinkReport: { report: 'report' },
    // Whatever was linked is taken out by the name that it has here.
    UnlinkReport: { report: 'OWN' },
    RecordProfile: { subject: 'subject', intelligence: 'intelligence' },
    AdoptAtTasking: {
      'intelligence.0': 'intelligence',
      'lead.agency': 'agency',
      'measures.0.agency': 'agency',
      'measures.1.assignee': 'member',
    },
    TaskMeasure: { agency: 'agency' },
  },
  lasts: {
    RaiseProblem: { endedBy: ['CloseProblem'] },
    AddScan: FOR_GOOD,
    RecordAnalysis: FOR_GOOD,
    LinkReport: { endedBy: ['UnlinkReport'] },
    UnlinkReport: 'ENDS',
    RecordProfile: { endedBy: ['EndProfile'] },
    EndProfile: 'ENDS',
    AdoptAtTasking: { endedBy: ['AdoptAtTasking', 'CloseProblem'] },
    TaskMeasure: { endedBy: ['CompleteMeasure', 'CancelMeasure'] },
    StartMeasure: 'CHANGES',
    CompleteMeasure: 'ENDS',
    CancelMeasure: 'ENDS',
    ReopenMeasure: 'CHANGES',
    AssessProblem: FOR_GOOD,
    CloseProblem: { endedBy: ['ReopenProblem'] },
    ReopenProblem: 'ENDS',
    DraftCaseStudy: { endedBy: ['WithdrawCaseStudy'] },
    AttestCaseStudy: { endedBy: ['WithdrawCaseStudy'] },
    WithdrawCaseStudy: 'ENDS',
    ...retentionLasts,
    ...redactionLasts,
  },
};
