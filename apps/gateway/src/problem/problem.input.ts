import { InputType } from 'type-graphql';
import {
  problem,
  PROBLEM_CAUSES,
  problemIdOf,
  type By,
  type EventLedReason,
  type LeadPost,
  type MeasureAim,
  type MeasureCancellation,
  type MeasureKind,
  type MeasureResult,
  type ProblemCategory,
  type ProblemCause,
  type ProblemResult,
  type ScanSource,
} from '@wardbook/policing';
import { aboutRecord, addressed, CommandInput, type NewId } from '../command-input.ts';
import {
  ActorKey,
  as,
  Choice,
  Count,
  Flag,
  Group,
  Identifier,
  list,
  LocalKey,
  LondonDay,
  NodeId,
  OPTIONAL,
  otherwise,
  Reference,
  Text,
  WardCode,
} from '../fields.ts';
import { Sends } from '../sends.ts';
import * as codes from './problem.type.ts';

const AboutProblem = aboutRecord(problem, NodeId('Problem', 'The problem.', as('problemId')));
const PUBLIC = 'Name no private person.';

@Sends('Raise a problem of a ward.')
export class RaiseProblemInput extends CommandInput {
  @NodeId(
    'Agency',
    'A partner: the force whose ward it is. Left out, your own agency.',
    OPTIONAL,
    as('forceId'),
  )
  force?: string;
  @WardCode('The ward in which it comes back.', as('wardCode')) ward!: string;
  @Choice(codes.ProblemCategoryEnum, 'What it is about.') category!: ProblemCategory;
  @Text(160, `What it is called. ${PUBLIC}`) title!: string;
  @Text(1_000, `What is to be reached. ${PUBLIC}`) objective!: string;

  toCommand(newId: NewId, { agency }: By) {
    const { force = agency, ward, category, title, objective } = this;
    return addressed(
      problem,
      problemIdOf(force, newId('problem')),
      { type: 'RaiseProblem', ward, category, title, objective },
      { named: 'force' },
    );
  }
}

@Sends('Say how often something like it was seen.')
export class AddScanInput extends AboutProblem {
  @LocalKey('Names this scan within the problem.', as('scanKey')) scan!: string;
  @Choice(codes.ScanSourceEnum, 'Where it was seen.') source!: ScanSource;
  @Count(1, 100_000, 'How many like incidents.') count!: number;
  @Text(1_000, `What was seen. ${PUBLIC}`, OPTIONAL) note?: string;

  toCommand() {
    const { scan, source, count, note } = this;
    return this.about({ type: 'AddScan', scan, source, count, note });
  }
}

@Sends('Say why a problem comes back.')
export class RecordAnalysisInput extends AboutProblem {
  @LocalKey('Names this analysis within the problem.', as('analysisKey')) analysis!: string;
  @Choice(codes.ProblemCauseEnum, 'Its causes.', list(PROBLEM_CAUSES.length, 1))
  causes!: readonly ProblemCause[];
  @Text(2_000, `What was found. ${PUBLIC}`) finding!: string;

  toCommand() {
    const { analysis, causes, finding } = this;
    return this.about({ type: 'RecordAnalysis', analysis, causes, finding });
  }
}

@Sends('Link a report of the public to a problem.')
export class LinkReportInput extends AboutProblem {
  @NodeId('Report', 'The report.', as('reportId')) report!: string;

  toCommand() {
    return this.about({ type: 'LinkReport', report: this.report });
  }
}

@Sends('End the link of a report to a problem.')
export class UnlinkReportInput extends AboutProblem {
  @NodeId('Report', 'The report.', as('reportId')) report!: string;

  toCommand() {
    return this.about({ type: 'UnlinkReport', report: this.report });
  }
}

@Sends('Record in which street a problem comes back, or at whom intelligence points.')
export class RecordProfileInput extends AboutProblem {
  @LocalKey('Names this profile within the problem.', as('profileKey')) profile!: string;
  @Choice(codes.ProfileKindEnum, 'What it is of.') kind!: 'PROBLEM' | 'TARGET';
  @Identifier('PROBLEM: the street, by its code.', OPTIONAL) street?: string;
  @NodeId('Subject', 'TARGET: the person.', OPTIONAL, as('subjectId')) subject?: string;
  @NodeId('Intelligence', 'TARGET: the intelligence about them.', OPTIONAL, as('intelligenceId'))
  intelligence?: string;

  toCommand() {
    const { profile, kind, street, subject, intelligence } = this;
    return this.about({ type: 'RecordProfile', profile, kind, street, subject, intelligence });
  }
}

@Sends('End a profile of a problem.')
export class EndProfileInput extends AboutProblem {
  @LocalKey('The profile.', as('profileKey')) profile!: string;

  toCommand() {
    return this.about({ type: 'EndProfile', profile: this.profile });
  }
}

@InputType({ description: 'Who leads what is done about a problem.' })
class LeadInput {
  @NodeId('Agency', 'The agency.', as('agencyId')) agency!: string;
  @Choice(codes.LeadPostEnum, 'The post of whoever leads there.', OPTIONAL) post?: LeadPost;
}

@InputType({ description: 'One step of what is done about a problem.' })
class MeasureInput {
  @LocalKey('Names it within the problem.', as('measureKey')) measure!: string;
  @Choice(codes.MeasureKindEnum, 'What is done.') kind!: MeasureKind;
  @Text(160, `OTHER: what is done, in a few words. ${PUBLIC}`, OPTIONAL) label?: string;
  @Choice(codes.MeasureAimEnum, 'What it is for.') aim!: MeasureAim;
  @Flag('It goes before what would happen, and does not follow it.', as('isProactive')) proactive!: boolean;
  @NodeId('Agency', 'The agency that does it.', as('agencyId')) agency!: string;
  @ActorKey('Who does it there, by that agency’s own id.', OPTIONAL, as('assigneeKey')) assignee?: string;
  @LondonDay('The last day on which it is due.') dueOn!: string;
  @LocalKey('The measures that come before it.', list(20), otherwise([]), as('dependsOnKeys'))
  dependsOn!: readonly string[];
  @Text(1_000, `How it is gone about. ${PUBLIC}`, OPTIONAL) approach?: string;
}

@Sends('Record that a tasking meeting took a problem on, with measures.')
export class AdoptAtTaskingInput extends AboutProblem {
  @Count(1, 3, '1 local, 2 of the force or region, 3 national.') level!: number;
  @NodeId('Intelligence', 'What it rests on.', list(20), otherwise([]), as('intelligenceIds'))
  intelligence!: readonly string[];
  @Choice(codes.EventLedReasonEnum, 'Why, where no intelligence speaks for it.', OPTIONAL)
  eventLedReason?: EventLedReason;
  @Group(() => LeadInput, 'Who leads.') lead!: LeadInput;
  @Group(() => MeasureInput, 'What is to be done; at least one.', list(50))
  measures!: readonly MeasureInput[];

  toCommand() {
    const { level, intelligence, eventLedReason, lead, measures } = this;
    return this.about({
      ...{ type: 'AdoptAtTasking', level, intelligence, eventLedReason, lead, measures },
    });
  }
}

@Sends('Task one more measure.')
export class TaskMeasureInput extends AboutProblem {
  @LocalKey('Names it within the problem.', as('measureKey')) measure!: string;
  @Choice(codes.MeasureKindEnum, 'What is done.') kind!: MeasureKind;
  @Text(160, `OTHER: what is done, in a few words. ${PUBLIC}`, OPTIONAL) label?: string;
  @Choice(codes.MeasureAimEnum, 'What it is for.') aim!: MeasureAim;
  @Flag('It goes before what would happen, and does not follow it.', as('isProactive')) proactive!: boolean;
  @NodeId('Agency', 'The agency that does it.', as('agencyId')) agency!: string;
  @ActorKey('Who does it there, by that agency’s own id.', OPTIONAL, as('assigneeKey')) assignee?: string;
  @LondonDay('The last day on which it is due.') dueOn!: string;
  @LocalKey('The measures that come before it.', list(20), otherwise([]), as('dependsOnKeys'))
  dependsOn!: readonly string[];
  @Text(1_000, `How it is gone about. ${PUBLIC}`, OPTIONAL) approach?: string;

  toCommand() {
    const { measure, kind, label, aim, proactive, agency, assignee, dueOn, dependsOn, approach } = this;
    return this.about({
      ...{ type: 'TaskMeasure', measure, kind, label, aim, proactive },
      ...{ agency, assignee, dueOn, dependsOn, approach },
    });
  }
}

@Sends('Record that a measure was started.')
export class StartMeasureInput extends AboutProblem {
  @LocalKey('The measure.', as('measureKey')) measure!: string;

  toCommand() {
    return this.about({ type: 'StartMeasure', measure: this.measure });
  }
}

@Sends('Record that a measure is complete, and what came of it.')
export class CompleteMeasureInput extends AboutProblem {
  @LocalKey('The measure.', as('measureKey')) measure!: string;
  @Choice(codes.MeasureResultEnum, 'What came of it.') result!: MeasureResult;
  @Text(1_000, `What there is to say of it. ${PUBLIC}`, OPTIONAL) note?: string;

  toCommand() {
    const { measure, result, note } = this;
    return this.about({ type: 'CompleteMeasure', measure, result, note });
  }
}

@Sends('Record that a measure is not done after all.')
export class CancelMeasureInput extends AboutProblem {
  @LocalKey('The measure.', as('measureKey')) measure!: string;
  @Choice(codes.MeasureCancellationEnum, 'Why.') reason!: MeasureCancellation;

  toCommand() {
    const { measure, reason } = this;
    return this.about({ type: 'CancelMeasure', measure, reason });
  }
}

@Sends('Take a measure up again.')
export class ReopenMeasureInput extends AboutProblem {
  @LocalKey('The measure.', as('measureKey')) measure!: string;

  toCommand() {
    return this.about({ type: 'ReopenMeasure', measure: this.measure });
  }
}

@Sends('Say what was reached of a problem.')
export class AssessProblemInput extends AboutProblem {
  @LocalKey('Names this assessment within the problem.', as('assessmentKey')) assessment!: string;
  @Choice(codes.ProblemResultEnum, 'What was reached.') result!: ProblemResult;
  @Reference('Where the evidence is kept.', list(20, 1)) evidence!: readonly string[];
  @Text(1_000, `What people notice of it in their daily lives. ${PUBLIC}`, OPTIONAL) tangible?: string;

  toCommand() {
    const { assessment, result, evidence, tangible } = this;
    return this.about({ type: 'AssessProblem', assessment, result, evidence, tangible });
  }
}

@Sends('Close a problem.')
export class CloseProblemInput extends AboutProblem {
  toCommand() {
    return this.about({ type: 'CloseProblem' });
  }
}

@Sends('Reopen a problem.')
export class ReopenProblemInput extends AboutProblem {
  toCommand() {
    return this.about({ type: 'ReopenProblem' });
  }
}

@Sends('Draft an example for everybody of what works.')
export class DraftCaseStudyInput extends AboutProblem {
  @LocalKey('Its own id, which everybody may see.', as('studyKey')) study!: string;
  @Text(4_000, 'What was done, and what came of it. Name nobody, and no record.') text!: string;

  toCommand() {
    const { study, text } = this;
    return this.about({ type: 'DraftCaseStudy', study, text });
  }
}

@Sends('Say that an example names nobody, and publish it.')
export class AttestCaseStudyInput extends AboutProblem {
  @LocalKey('The case study.', as('studyKey')) study!: string;

  toCommand() {
    return this.about({ type: 'AttestCaseStudy', study: this.study });
  }
}

@Sends('Take an example back.')
export class WithdrawCaseStudyInput extends AboutProblem {
  @LocalKey('The case study.', as('studyKey')) study!: string;

  toCommand() {
    return this.about({ type: 'WithdrawCaseStudy', study: this.study });
  }
}
