import { ObjectType } from 'type-graphql';
import type { PersonalReference } from '@wardbook/event-sourcing';
import {
  report,
  type Grade,
  type GradeRationale,
  type InformingWay,
  type RegradeReason,
  type ReportChannel,
  type ReportDecision,
  type ReportDuty,
  type ReporterNews,
  type ReportMatter,
  type ReportOutcome,
  type ReportPart,
  type ReportStatus,
  type SubjectCategory,
} from '@wardbook/policing';
import {
  as,
  Choice,
  choice,
  Count,
  Flag,
  Group,
  Instant,
  Key,
  Linked,
  Month,
  OPTIONAL,
  Personal,
  RecordId,
  StreamOf,
  Text,
  usually,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { connectionOf } from '../page.ts';
import { GradeEnum, PolicyGuidance, ReportMatterEnum } from '../policy/policy.type.ts';
import { Needs } from '../scope.ts';
import { SubjectCategoryEnum } from '../subject/subject.type.ts';
import type { ReportCard } from './report-board.view.ts';

export const ReportStandingEnum = choice<'OPEN' | 'CLOSED'>('ReportStanding', 'How far a report has come.', {
  OPEN: 'It is worked on, or waits for somebody who does.',
  CLOSED: 'It was graded and assessed, and is done with; the outcome says how.',
});

export const ReportChannelEnum = choice<ReportChannel>('ReportChannel', 'How a report came.', {
  EMERGENCY_CALL: 'By a call to 999.',
  CALL: 'By any other call.',
  ONLINE: 'By a form or a message.',
  LETTER: 'In writing.',
  AT_A_STATION: 'At a police station or a contact point.',
  IN_THE_STREET: 'Somebody spoke to an officer or a PCSO.',
  AT_A_MEETING: 'At a meeting.',
  THROUGH_PARTNER: 'A partner passed it on.',
  OTHER: 'In another way, or nobody says how.',
});

export const ReportPartEnum = choice<ReportPart>('ReportPart', 'What a report can lack.', {
  OBSERVED: 'What was seen or heard.',
  WHEN: 'When it happened.',
  WHERE: 'Where it happened.',
});

export const GradeRationaleEnum = choice<GradeRationale>('GradeRationale', 'What speaks for a grade.', {
  CRIME_IN_PROGRESS: 'A crime is being committed.',
  DANGER_TO_LIFE: 'Somebody is in danger.',
  VIOLENCE: 'There is violence, or will be.',
  SERIOUS_DAMAGE: 'Something is being badly damaged.',
  SOMEBODY_VULNERABLE: 'Somebody there is vulnerable.',
  EVIDENCE_MAY_BE_LOST: 'What proves it may soon be gone.',
  CAN_WAIT: 'It can wait for an appointment.',
  DEALT_WITH_BY_PHONE: 'It can be dealt with by telephone.',
  INFORMATION_ONLY: 'It is for intelligence.',
  OTHER: 'Something else.',
});

export const RegradeReasonEnum = choice<RegradeReason>('RegradeReason', 'Why a report is graded anew.', {
  MORE_IS_KNOWN: 'More is known of it.',
  IN_PROGRESS_AFTER_ALL: 'It was in progress after all.',
  OVER_BY_NOW: 'It is over.',
  GRADED_WRONGLY: 'The grade was wrong.',
  OTHER: 'For another reason.',
});

export const ReporterNewsEnum = choice<ReporterNews>('ReporterNews', 'What whoever reported is told.', {
  RECEIVED: 'That the report came.',
  GRADED: 'How soon somebody comes.',
  ASSESSED: 'That it was assessed.',
  ACTED_ON: 'That something is done because of it.',
  CLOSED: 'That it is done with.',
});

export const InformingWayEnum = choice<InformingWay>('InformingWay', 'How whoever reported is told.', {
  PHONE: 'By telephone; only where that is safe.',
  LETTER: 'In writing; only where that is safe.',
  IN_PERSON: 'Face to face.',
  THROUGH_AGENCY: 'Through the agency through which alone they are reached.',
  WHEN_ASKED: 'They asked, with the code of their report or in person.',
});

export const ReportOutcomeEnum = choice<ReportOutcome>('ReportOutcome', 'What a report came to.', {
  DEALT_WITH: 'Somebody went there, or dealt with it otherwise.',
  PASSED_ON: 'It is another agency\u2019s.',
  FOR_INTELLIGENCE: 'It adds to what is known.',
  NOTHING_FOUND: 'There was nothing there.',
  DUPLICATE: 'Another report says the same.',
  OTHER: 'Something else.',
});

export const ReportStatusEnum = choice<ReportStatus>(
  'ReportStatus',
  'How far a report has come, as far as anybody is told who asks.',
  {
    RECEIVED: 'It came.',
    BEING_ASSESSED: 'It is being assessed.',
    ASSESSED: 'It was assessed, and adds to what is known.',
    ACTED_ON: 'Something is done because of it.',
  },
);

export const ReportGradeEnum = choice<Grade | 'NOT_GRADED'>('ReportGradeStanding', 'The grade of a report.', {
  IMMEDIATE: 'Somebody comes at once.',
  SIGNIFICANT: 'Somebody comes soon.',
  EXTENDED: 'Somebody comes by appointment.',
  REFERRED: 'Nobody comes: it is dealt with otherwise.',
  NOT_GRADED: 'Nobody has graded it yet.',
});

const ReportDutyEnum = choice<ReportDuty>('ReportDuty', 'What is owed to every report.', {
  GRADING: 'A grade.',
  ASSESSMENT: 'An assessment as intelligence, whatever its grade.',
});

const ReportDecisionEnum = choice<ReportDecision>('ReportDecision', 'What was decided because of a report.', {
  ACTION: 'Something is done.',
  NO_ACTION: 'Nothing is done.',
});

@ObjectType({ description: 'What somebody said they saw.' })
@Needs('CASE')
export class ReportAccount {
  @Instant('When that was said.') at!: string;
  @Personal('REPORT', 'What was seen or heard.', OPTIONAL) observed!: PersonalReference | null;
  @Personal('REPORT', 'What makes it suspicious.', OPTIONAL) whySuspicious!: PersonalReference | null;
}

@ObjectType({ description: 'Who reported something.' })
@Needs('CASE')
export class ReporterShown {
  @Linked('Subject', 'The person; how they are safely reached is said there.', OPTIONAL) person!: string;
  @Choice(SubjectCategoryEnum, 'What they are in it.') category!: SubjectCategory;
}

@ObjectType({ description: 'How soon somebody comes, and why.' })
@Needs('CASE')
export class ReportGradeShown {
  @Instant('From when on.') from!: string;
  @Choice(GradeEnum, 'The grade.') grade!: Grade;
  @Choice(GradeRationaleEnum, 'What speaks for it.') rationale!: GradeRationale;
  @Choice(RegradeReasonEnum, 'Why it was graded anew; null of the first.', OPTIONAL) reason?: RegradeReason;
  @Text('The version of the policy on grading.') policy!: string;
  @Count('Within how many minutes somebody is there; null where none are promised.', OPTIONAL)
  withinMinutes?: number;
}

@ObjectType({ description: 'What is owed to a report, and whether it was done in time.' })
@Needs('CASE')
export class ReportDutyShown {
  @Choice(ReportDutyEnum, 'What.') duty!: ReportDuty;
  @Instant('Before when it is to be done.') dueAt!: string;
  @Instant('When it was done; null while it was not.', OPTIONAL) doneAt!: string | null;
  @Flag('Whether it was not done in time.') isOverdue!: boolean;
}

@ObjectType({ description: 'What intelligence decided because of a report, perhaps of others as well.' })
@Needs('CASE')
export class ReportActionShown {
  @Instant('When that was decided.') at!: string;
  @Choice(ReportDecisionEnum, 'What.') decision!: ReportDecision;
  @Key('What names the action there; NO_ACTION: why nothing is done.') action!: string;
}

@ObjectType({ description: 'What whoever reported was told.' })
@Needs('CASE')
export class ReporterTold {
  @Instant('When.') at!: string;
  @Choice(ReporterNewsEnum, 'What.') what!: ReporterNews;
  @Choice(InformingWayEnum, 'How.') way!: InformingWay;
  @Linked('Agency', 'THROUGH_AGENCY: through which.', OPTIONAL) agency?: string;
}

@NodeType(
  'Report',
  'A report of the public to your force: what was told, how soon somebody comes, what became of it.',
)
@Needs('CASE')
export class ReportType extends Node implements Partial<ReportCard> {
  @StreamOf(report) override key!: string;
  @Choice(ReportStandingEnum, 'How far it has come.') standing!: 'OPEN' | 'CLOSED';
  @Group(() => ReportAccount, 'What was said of it in words, the oldest first.', usually(3))
  accounts!: readonly ReportAccount[];
}

export const ReportConnection = connectionOf('PublicReport', () => ReportType);

@ObjectType({ description: 'How far a report has come: nothing of how, and nothing that was said in it.' })
@Needs('REFERRAL')
export class ReportProgress {
  @RecordId('The global id of the report.') reportId!: string;
  @Key('The code by which whoever reported asks for it.') receiptCode!: string;
  @Instant('When it came.') receivedAt!: string;
  @Choice(ReportStatusEnum, 'How far it has come.') status!: ReportStatus;
}

export const ReportProgressConnection = connectionOf('ReportProgress', () => ReportProgress);

@ObjectType({ description: 'What anybody is told who wants to report something.' })
@Needs('NEIGHBOURHOOD')
export class ReportingGuidance {
  @Text('The version of the policy on grading; null where none serves.', OPTIONAL) policy!: string | null;
  @Group(() => PolicyGuidance, 'What they are told.', usually(10)) guidance!: readonly PolicyGuidance[];
  @Choice(ReportMatterEnum, 'What can be reported: always everything.', usually(12))
  matters!: readonly ReportMatter[];
}

@ObjectType({ description: 'How many reports have a grade.' })
@Needs('NEIGHBOURHOOD')
export class ReportGradeCount {
  @Choice(ReportGradeEnum, 'The grade.') grade!: Grade | 'NOT_GRADED';
  @Count('How many.') reports!: number;
}

@ObjectType({
  description: 'Of the reports that came to a force in a month: how many, and how they are dealt with.',
})
@Needs('NEIGHBOURHOOD')
export class ReportFigures {
  @Month('The month in London.') month!: string;
  @Count('How many came.') received!: number;
  @Group(() => ReportGradeCount, 'How many have which grade now.', usually(5))
  grades!: readonly ReportGradeCount[];
  @Count('How many nobody has graded.') ungraded!: number;
  @Count('How many nobody has assessed.') unassessed!: number;
  @Count('Of how many a grade or an assessment is overdue now, which should be none.') overdue!: number;
  @Count('How many were graded or assessed too late.') late!: number;
  @Count('How many have a grade that does not fit what is known of them.') gradesInDoubt!: number;
  @Count(
    'Within how many minutes half of those that are graded were; null where none is.',
    OPTIONAL,
    as('medianMinutesToGrade'),
  )
  median!: number | null;
}
