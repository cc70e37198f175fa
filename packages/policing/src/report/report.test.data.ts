import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import {
  intelligenceEvaluated,
  intelligenceOpened,
  type IntelligenceEvent,
} from '../intelligence/intelligence.events.ts';
import { intelligenceHistory } from '../intelligence/intelligence.state.ts';
import {
  establishmentPolicy,
  IN_2012,
  KILBURN,
  kilburn,
  OFFICER,
  police,
  posted,
} from '../kilburn.test.data.ts';
import { memberHistory } from '../member/member.state.ts';
import { DEFAULT_GUIDANCE, type GradingFigures } from '../policy/figures.ts';
import { policyVersionPublished, type PolicyTerms } from '../policy/policy.events.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { policyAdopted } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import { subjectRegistered } from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { wardHistory } from '../ward/ward.state.ts';
import {
  publicReportReceived,
  reportAssessed,
  reportFedToIntelligence,
  reportGraded,
  type ReportEvent,
} from './report.events.ts';
import { reportHistory, type ReportState } from './report.state.ts';
import { report } from './report.ts';

export const REPORT = 'police.r-1';
export const INTELLIGENCE = 'police.i-1';
export const given = scenario(report, REPORT);
export const CONTROL = police('control-1', 'CONTROL');
export const RESIDENTS = { id: 'resident-1', role: 'PARTNER', agency: 'residents' } as const;
export const PROCESS = police('process.reports', 'SYSTEM');

/** A Monday. */
export const NINE = '2013-03-04T09:00:00.000Z';
export const TEN = '2013-03-04T10:00:00.000Z';
export const ELEVEN = '2013-03-04T11:00:00.000Z';
export const NOON = '2013-03-04T12:00:00.000Z';
export const TUESDAY = '2013-03-05T09:00:00.000Z';
/** The end of the London day on which it came. */
export const MIDNIGHT = '2013-03-05T00:00:00.000Z';

export const control = fact(memberHistory, CONTROL.id);
export const officer = fact(memberHistory, OFFICER.id, posted('CONSTABLE'));
export const resident = fact(memberHistory, RESIDENTS.id);
export const ward = fact(wardHistory, KILBURN, kilburn);
export const noPolicy = fact(rolesHistory, 'police');
/** What is to be known because of a report is named before it is there. */
export const unheard = fact(intelligenceHistory, INTELLIGENCE);
export const juniper = fact(
  subjectHistory,
  'juniper',
  at(IN_2012, subjectRegistered({ name: 'Juniper Ash' })),
);

export const grading: GradingFigures = {
  targets: [{ grade: 'IMMEDIATE', withinMinutes: 15 }, { grade: 'REFERRED' }],
  mayGoUnattended: ['DRUG_USE', 'GRAFFITI'],
  gradeWithinMinutes: 60,
  scheme: 'THREE_BY_FIVE_BY_TWO',
  guidance: DEFAULT_GUIDANCE,
};
const { establishment: _figures, ...plain } = establishmentPolicy;
export const gradingPolicy: PolicyTerms = { ...plain, number: 'G 0101', kind: 'GRADING', grading };
/** The policy on grading, from 2012 on. */
export const adopted = fact(
  rolesHistory,
  'police',
  at(IN_2012, policyAdopted({ kind: 'GRADING', policy: 'G0101' })),
);
export const policy = fact(
  policyHistory,
  'G0101',
  at(IN_2012, policyVersionPublished({ ...gradingPolicy, nextReviewDue: '2024-09-03' })),
);

export const receive = {
  type: 'ReceiveReport',
  occurredAt: NINE,
  by: CONTROL,
  channel: 'CALL',
  matter: 'ABANDONED_VEHICLE',
  inProgress: false,
  receipt: 'r-77',
  intelligence: INTELLIGENCE,
} as const;
export const bare = {
  ...({ channel: 'CALL', matter: 'ABANDONED_VEHICLE', inProgress: false } as const),
  ...{ receipt: 'r-77', intelligence: INTELLIGENCE, gradeBefore: MIDNIGHT, assessBefore: MIDNIGHT },
};
export const received = publicReportReceived(bare);
export const came = at<ReportEvent>(NINE, received);

export const grade = {
  type: 'GradeReport',
  occurredAt: TEN,
  by: CONTROL,
  grade: 'REFERRED',
  rationale: 'INFORMATION_ONLY',
} as const;
export const asGraded = {
  ...({ grade: 'REFERRED', rationale: 'INFORMATION_ONLY', policy: 'G0101/1' } as const),
  mayGoUnattended: [...grading.mayGoUnattended],
};
export const graded = at<ReportEvent>(TEN, reportGraded(asGraded));
export const fed = at<ReportEvent>(NINE, reportFedToIntelligence({ intelligence: INTELLIGENCE }));
export const assessed = at<ReportEvent>(ELEVEN, reportAssessed({ intelligence: INTELLIGENCE }));

const opened = at<IntelligenceEvent>(NINE, intelligenceOpened({ report: REPORT }));
const evaluated = at<IntelligenceEvent>(
  ELEVEN,
  intelligenceEvaluated({
    scheme: 'THREE_BY_FIVE_BY_TWO',
    source: 'UNTESTED',
    assessment: 'NOT_KNOWN',
    handling: 'PERMITTED',
  }),
);
/** What intelligence says of the report. */
export const known = (...more: readonly (readonly Dated<IntelligenceEvent>[])[]) =>
  fact(intelligenceHistory, INTELLIGENCE, opened, ...more);
export const knownAndAssessed = (...more: readonly (readonly Dated<IntelligenceEvent>[])[]) =>
  known(evaluated, ...more);

export const stateOf = (...history: readonly (readonly Dated<ReportEvent>[])[]): ReportState =>
  fact(reportHistory, REPORT, ...history).state;
