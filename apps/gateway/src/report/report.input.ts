import {
  intelligenceIdOf,
  report,
  reportIdOf,
  type By,
  type Grade,
  type GradeRationale,
  type InformingWay,
  type RegradeReason,
  type ReportChannel,
  type ReporterNews,
  type ReportMatter,
  type ReportOutcome,
  type SubjectCategory,
} from '@wardbook/policing';
import { aboutRecord, addressed, CommandInput, type NewId } from '../command-input.ts';
import {
  as,
  Choice,
  Flag,
  Identifier,
  Instant,
  NodeId,
  OPTIONAL,
  otherwise,
  PersonalWords,
  WardCode,
} from '../fields.ts';
import { GradeEnum, ReportMatterEnum } from '../policy/policy.type.ts';
import { Sends } from '../sends.ts';
import { SubjectCategoryEnum } from '../subject/subject.type.ts';
import * as codes from './report.type.ts';

const AboutReport = aboutRecord(report, NodeId('Report', 'The report.', as('reportId')));

const OBSERVED = 'What was seen or heard.';
const SUSPICIOUS = 'What makes it suspicious.';
const WARD = 'The ward in which it happened.';
const STREET = 'The street, as your register has it.';
const FROM = 'From when on it happened, as far as anybody knows.';
const UNTIL = 'Until when it happened, as far as anybody knows.';
const REPORTER =
  'Who reported it; register the person first. Left out of one who gave no name, and by partners.';
const CATEGORY = 'What they are in it; left out, WITNESS.';

@Sends<'receipt' | 'intelligence'>(
  'Take a report of the public, whatever it lacks; it is assessed as intelligence, whatever its grade.',
)
export class ReceiveReportInput extends CommandInput {
  @Identifier('The force that it is for, by its agency id; left out, yours.', OPTIONAL) force?: string;
  @Choice(codes.ReportChannelEnum, 'How it came; left out where nobody knows.', otherwise('OTHER'))
  channel!: ReportChannel;
  @Choice(ReportMatterEnum, 'What it is about.', otherwise('OTHER')) matter!: ReportMatter;
  @Flag('Whether it was happening when it was reported.', otherwise(false)) inProgress!: boolean;
  @PersonalWords(4_000, OBSERVED, OPTIONAL) observed?: string;
  @PersonalWords(4_000, SUSPICIOUS, OPTIONAL) whySuspicious?: string;
  @WardCode(WARD, OPTIONAL, as('wardCode')) ward?: string;
  @Identifier(STREET, OPTIONAL, as('streetKey')) street?: string;
  @Instant(FROM, OPTIONAL) from?: string;
  @Instant(UNTIL, OPTIONAL) until?: string;
  @NodeId('Subject', REPORTER, OPTIONAL, as('reporterSubjectId')) reporter?: string;
  @Choice(SubjectCategoryEnum, CATEGORY, OPTIONAL) reporterCategory?: SubjectCategory;

  toCommand(newId: NewId, { agency }: By) {
    const { force = agency, channel, matter, inProgress, observed, whySuspicious, ward, street } = this;
    const { from, until, reporter, reporterCategory } = this;
    return addressed(
      report,
      reportIdOf(force, newId('report')),
      {
        ...{ type: 'ReceiveReport', channel, matter, inProgress, observed, whySuspicious, ward, street },
        ...{ from, until, reporter, reporterCategory },
        ...{
          receipt: newId('receipt').slice(0, RECEIPT),
          intelligence: intelligenceIdOf(force, newId('intelligence')),
        },
      },
      { named: 'force' },
    );
  }
}

/** As long as somebody can say over the telephone. */
const RECEIPT = 13;

@Sends('Add to a report what was left out, or came to mind later.')
export class SayMoreOfReportInput extends AboutReport {
  @PersonalWords(4_000, OBSERVED, OPTIONAL) observed?: string;
  @PersonalWords(4_000, SUSPICIOUS, OPTIONAL) whySuspicious?: string;
  @WardCode(WARD, OPTIONAL, as('wardCode')) ward?: string;
  @Identifier(STREET, OPTIONAL, as('streetKey')) street?: string;
  @Instant(FROM, OPTIONAL) from?: string;
  @Instant(UNTIL, OPTIONAL) until?: string;
  @NodeId('Subject', REPORTER, OPTIONAL, as('reporterSubjectId')) reporter?: string;
  @Choice(SubjectCategoryEnum, CATEGORY, OPTIONAL) reporterCategory?: SubjectCategory;

  toCommand() {
    const { observed, whySuspicious, ward, street, from, until, reporter, reporterCategory } = this;
    return this.about({
      ...{ type: 'SayMore', observed, whySuspicious, ward, street, from, until, reporter, reporterCategory },
    });
  }
}

@Sends(
  'Say what a report is about, or whether it was in progress, from then on; its grade may be in doubt then.',
)
export class CorrectReportInput extends AboutReport {
  @Choice(ReportMatterEnum, 'What it is about.', OPTIONAL) matter?: ReportMatter;
  @Flag('Whether it is happening.', OPTIONAL) inProgress?: boolean;

  toCommand() {
    const { matter, inProgress } = this;
    return this.about({ type: 'CorrectReport', matter, inProgress });
  }
}

@Sends('Mark a report as saying the same as another; it is graded and assessed as well.')
export class MarkReportDuplicateInput extends AboutReport {
  @NodeId('Report', 'The report that came first.', as('ofReportId')) of!: string;

  toCommand() {
    return this.about({ type: 'MarkDuplicate', of: this.of });
  }
}

@Sends('Say that a report does not say the same as another after all.')
export class EndReportDuplicateInput extends AboutReport {
  toCommand() {
    return this.about({ type: 'EndDuplicate' });
  }
}

@Sends('Grade a report by the policy on grading.')
export class GradeReportInput extends AboutReport {
  @Choice(GradeEnum, 'The grade.') grade!: Grade;
  @Choice(codes.GradeRationaleEnum, 'What speaks for it.') rationale!: GradeRationale;

  toCommand() {
    const { grade, rationale } = this;
    return this.about({ type: 'GradeReport', grade, rationale });
  }
}

@Sends('Grade a report anew.')
export class RegradeReportInput extends AboutReport {
  @Choice(GradeEnum, 'The grade from then on.') grade!: Grade;
  @Choice(codes.GradeRationaleEnum, 'What speaks for it.') rationale!: GradeRationale;
  @Choice(codes.RegradeReasonEnum, 'Why it is graded anew.') reason!: RegradeReason;

  toCommand() {
    const { grade, rationale, reason } = this;
    return this.about({ type: 'RegradeReport', grade, rationale, reason });
  }
}

@Sends('Record that whoever reported was told what became of it.')
export class InformReporterInput extends AboutReport {
  @Choice(codes.ReporterNewsEnum, 'What they were told.') what!: ReporterNews;
  @Choice(codes.InformingWayEnum, 'How.') way!: InformingWay;

  toCommand() {
    const { what, way } = this;
    return this.about({ type: 'InformReporter', what, way });
  }
}

@Sends('Close a report that was graded and assessed.')
export class CloseReportInput extends AboutReport {
  @Choice(codes.ReportOutcomeEnum, 'What it came to.') outcome!: ReportOutcome;

  toCommand() {
    return this.about({ type: 'CloseReport', outcome: this.outcome });
  }
}

@Sends('Open a closed report again.')
export class ReopenReportInput extends AboutReport {
  toCommand() {
    return this.about({ type: 'ReopenReport' });
  }
}
