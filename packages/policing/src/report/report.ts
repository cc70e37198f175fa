import {
  alreadySo,
  defineDeadlines,
  NONE_KEYED,
  ofSender,
  send,
  stateOf,
  toldAt,
  valueAt,
  valueIn,
  withValue,
  type Dated,
  type Decider,
  type Keyed,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import { alreadyBegun, onlyFor, PERSONAL_DATA_READERS, type PolicingCommand, type Role } from '../by.ts';
import { intelligenceHistory, type IntelligenceState } from '../intelligence/intelligence.state.ts';
import { judgedAgain, wasEndedAt } from '../later.ts';
import { nextDayStart } from '../london.ts';
import { senderGone } from '../member/member.rules.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import { withCommands } from '../mixing.ts';
import type { ReportMatter } from '../policy/figures.ts';
import type { PolicyState } from '../policy/policy.state.ts';
import type { Kept } from '../retention/retention.rules.ts';
import { retention, type RetentionCommand, type RetentionFacts } from '../retention/retention.ts';
import { rolesHistory, type RolesState } from '../role/role.state.ts';
import { gradingOf } from '../role/serving-policy.ts';
import { onlyThrough, reachedBy, type Reached } from '../subject/safe-contact.ts';
import type { SubjectCategory } from '../subject/subject.events.ts';
import { subjectHistory, unknownPerson, type SubjectState } from '../subject/subject.state.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import * as events from './report.events.ts';
import type { OwnReportEvent, ReportEvent } from './report.events.ts';
import * as rules from './report.rules.ts';
import {
  isReceived,
  reportAfter,
  reportClosedAs,
  reportClosedAt,
  reportHistory,
  type ReportState,
} from './report.state.ts';
import { saysTheSame } from '../told.ts';

export type ReportCommand = OwnReportCommand | RetentionCommand;

/** What can be said of a report when it comes, or later. */
interface Telling {
  readonly observed?: TextOrReference;
  readonly whySuspicious?: TextOrReference;
  readonly ward?: string;
  readonly street?: string;
  readonly from?: string;
  readonly until?: string;
  readonly reporter?: string;
  readonly reporterCategory?: SubjectCategory;
}

type OwnReportCommand = PolicingCommand &
  (
    | ({
        readonly type: 'ReceiveReport';
        readonly channel: events.ReportChannel;
        readonly matter: ReportMatter;
        readonly inProgress: boolean;
        /** What whoever asks later gives. */
        readonly receipt: string;
        /** Names the intelligence that it is fed to. */
        readonly intelligence: string;
      } & Telling)
    | ({ readonly type: 'SayMore' } & Telling)
    | { readonly type: 'CorrectReport'; readonly matter?: ReportMatter; readonly inProgress?: boolean }
    | { readonly type: 'MarkDuplicate'; readonly of: string }
    | { readonly type: 'EndDuplicate' }
    | ({ readonly type: 'GradeReport' } & rules.GradeAsked)
    | ({ readonly type: 'RegradeReport'; readonly reason: events.RegradeReason } & rules.GradeAsked)
    | { readonly type: 'ReviewIntelligence'; readonly intelligence: string }
    | {
        readonly type: 'InformReporter';
        readonly what: events.ReporterNews;
        readonly way: events.InformingWay;
      }
    | { readonly type: 'CloseReport'; readonly outcome: events.ReportOutcome }
    | { readonly type: 'ReopenReport' }
    | { readonly type: 'NoticeReportDutyOverdue' }
  );

/** Who sends it. */
type Work = Readonly<{ sender: MemberState }>;
type Told = Work & Readonly<{ ward: WardState; subject: SubjectState }>;

export type ReportFacts = OwnReportFacts & RetentionFacts;

interface OwnReportFacts {
  readonly ReceiveReport: Told & Readonly<{ roles: RolesState; policy: PolicyState }>;
  readonly SayMore: Told;
  readonly CorrectReport: Work;
  readonly MarkDuplicate: Work & Readonly<{ other: ReportState }>;
  readonly EndDuplicate: Work;
  readonly GradeReport: Work & Readonly<{ policy: PolicyState }>;
  readonly RegradeReport: Work & Readonly<{ policy: PolicyState }>;
  readonly ReviewIntelligence: Readonly<{ known: IntelligenceState }>;
  readonly InformReporter: Work & Reached;
  readonly CloseReport: Work;
  readonly ReopenReport: Work;
}

const workOf = ({ by }: PolicingCommand) => ({ sender: ofSender(stateOf(memberHistory, by.id)) });
const toldOf = (command: PolicingCommand & Telling) => ({
  ...workOf(command),
  ward: stateOf(wardHistory, command.ward),
  // To a partner nobody is on the force's record.
  subject: stateOf(subjectHistory, command.by.role === 'PARTNER' ? undefined : command.reporter),
});
const gradingBy = (command: PolicingCommand) => ({
  ...workOf(command),
  policy: gradingOf(command.owner, command.occurredAt),
});

/** Who grades what the public reports, and sees it closed. */
const GRADING = ['CONTROL', 'SUPERVISOR', 'INSPECTOR'] as const;
/** Whom the public tells something (S1:24). */
const LISTENING = [...GRADING, 'OFFICER', 'PCSO', 'SPECIALIST'] as const;
const TOLD = [...LISTENING, 'PARTNER'] as const;

const EARLIER = 'Choose a later time.';

/** What follows from what intelligence says, and from the clock. */
const FOLLOWING = [
  'ReportFedToIntelligence',
  'ReportFeedFoundWrong',
  'ReportAssessed',
  'ReportAssessmentFoundWrong',
  'ReportActedOn',
  'ReportActionFoundWrong',
  'ReportDutyOverdue',
  'ReportDutyOverdueFoundWrong',
] as const;

const reviewed = (
  { intelligence }: { readonly intelligence: string },
  { recordedAt: occurredAt }: { readonly recordedAt: string },
) => ({ type: 'ReviewIntelligence', intelligence, occurredAt }) as const;
const noticing = (_: object, { recordedAt: occurredAt }: { readonly recordedAt: string }) =>
  ({ type: 'NoticeReportDutyOverdue', occurredAt }) as const;

const ownReport: Decider<OwnReportCommand, ReportEvent, ReportState, OwnReportFacts> = {
  ...reportHistory,
  readers: [...PERSONAL_DATA_READERS, 'PARTNER'],
  // Its words are of the report: whoever reported may have given no name, and may speak of others.
  subject: (_, { id }) => `report.${id}`,
  others: {
    // Of one that it did not pass on itself a partner learns no more than that the name is taken.
    ReceiveReport: ({ by }) => by.role === 'PARTNER',
    SayMore: ({ by }, { terms }) => by.role === 'PARTNER' && terms?.through === by.agency,
  },
  facts: {
    ReceiveReport: (command) => ({
      ...toldOf(command),
      roles: stateOf(rolesHistory, command.by.role === 'PARTNER' ? command.owner : undefined),
      policy: gradingOf(command.owner, command.occurredAt),
    }),
    SayMore: toldOf,
    CorrectReport: workOf,
    MarkDuplicate: (command) => ({ ...workOf(command), other: stateOf(reportHistory, command.of) }),
    EndDuplicate: workOf,
    GradeReport: gradingBy,
    RegradeReport: gradingBy,
    ReviewIntelligence: ({ intelligence }) => ({ known: stateOf(intelligenceHistory, intelligence) }),
    InformReporter: (command, { reporter }) => {
      const person = valueAt(reporter, command.occurredAt)?.person;
      return {
        ...workOf(command),
        ...(command.way === 'WHEN_ASKED'
          ? reachedBy('THROUGH_AGENCY', undefined, command.occurredAt)
          : reachedBy(command.way, person, command.occurredAt)),
      };
    },
    CloseReport: workOf,
    ReopenReport: workOf,
  },
  decide: {
    ReceiveReport: (command, state, facts) => {
      const { occurredAt: at, by, channel, matter, inProgress, receipt, intelligence } = command;
      return (
        onlyFor(by, ...TOLD) ??
        senderGone(facts.sender, at) ??
        (rules.isOfAnother(by, state) ? undefined : alreadyBegun(state.receivedAt, 'report', 'id')) ??
        rules.noSuchForce(by, facts.roles) ??
        rules.notOfThisForce(intelligence, command.owner) ??
        unfit(command, state, facts) ??
        rules.taken(by, state) ?? [
          events.publicReportReceived({
            ...{ channel, matter, inProgress, ...said(command), receipt, intelligence },
            ...(by.role === 'PARTNER' && { through: by.agency }),
            ...rules.owedBy(facts.policy, at),
          }),
        ]
      );
    },

    SayMore: (command, state, facts) => {
      const event = events.moreReported(said(command));
      return (
        notAtWork(command, state, facts, TOLD) ??
        rules.nothingMore(command) ??
        unfit(command, state, facts) ??
        alreadySo(isToldSo(command, state)) ??
        followed(state, command, event)
      );
    },

    CorrectReport: (command, state, facts) => {
      const { occurredAt: at, matter, inProgress } = command;
      const corrected = {
        ...(matter !== undefined && { matter }),
        ...(inProgress !== undefined && { inProgress }),
      };
      return (
        notAtWork(command, state, facts) ??
        rules.nothingCorrected(command) ??
        alreadySo(
          [undefined, toldAt(state.matter, at)].includes(matter) &&
            [undefined, toldAt(state.inProgress, at)].includes(inProgress),
        ) ??
        followed(state, command, events.reportCorrected(corrected))
      );
    },

    MarkDuplicate: (command, state, facts) => {
      const { occurredAt: at, of } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(toldAt(state.duplicateOf, at) === of) ??
        rules.noOriginal(command, state, facts.other, at) ??
        followed(state, command, events.reportMarkedDuplicate({ of }))
      );
    },

    EndDuplicate: (command, state, facts) =>
      notAtWork(command, state, facts) ??
      alreadySo(wasEndedAt(state.duplicateOf, command.occurredAt)) ??
      rules.notDuplicate(state, command.occurredAt) ??
      followed(state, command, events.reportDuplicateEnded({})),

    GradeReport: (command, state, facts) => {
      const { occurredAt: at } = command;
      const grade = rules.gradedBy(facts.policy, command, at);
      return (
        notAtWork(command, state, facts, GRADING) ??
        rules.noPolicy(facts.policy, at) ??
        alreadySo(state.gradedAt === at && saysTheSame(toldAt(state.grades, at), grade)) ??
        rules.gradedAlready(state) ??
        rules.unfitGrade(state, grade, at) ??
        followed(state, command, events.reportGraded(grade))
      );
    },

    RegradeReport: (command, state, facts) => {
      const { occurredAt: at, reason } = command;
      const grade = { ...rules.gradedBy(facts.policy, command, at), reason };
      return (
        notAtWork(command, state, facts, GRADING) ??
        rules.noPolicy(facts.policy, at) ??
        alreadySo(saysTheSame(toldAt(state.grades, at), grade)) ??
        rules.notGraded(state, at) ??
        rules.unfitGrade(state, grade, at) ??
        followed(state, command, events.reportRegraded(grade))
      );
    },

    ReviewIntelligence: (command, state, { known }) =>
      onlyFor(command.by, 'SYSTEM') ??
      // One that was struck through has nothing to correct, and nobody could deal with a refusal.
      alreadySo(!isReceived(state, command.occurredAt)) ??
      followed(state, command, ...rules.feedCorrected(command.id, command.intelligence, state, known)),

    InformReporter: (command, state, facts) => {
      const { occurredAt: at, what, way } = command;
      const agency = way === 'THROUGH_AGENCY' ? onlyThrough(facts, at) : undefined;
      const informed = { what, way, ...(agency !== undefined && { agency }) };
      return (
        notAtWork(command, state, facts) ??
        alreadySo(saysTheSame(toldAt(state.informed, at), informed)) ??
        rules.notSoYet(state, what, at) ??
        (way === 'WHEN_ASKED' ? undefined : rules.unsafe(state, way, facts, at)) ??
        followed(state, command, events.reporterInformed(informed))
      );
    },

    CloseReport: (command, state, facts) => {
      const { occurredAt: at, outcome } = command;
      return (
        notAtWork(command, state, facts, GRADING) ??
        alreadySo(toldAt(state.closed, at) === outcome) ??
        rules.notOpen(state, at) ??
        rules.notDealtWith(state, at) ??
        followed(state, command, events.reportClosed({ outcome }))
      );
    },

    ReopenReport: (command, state, facts) =>
      notAtWork(command, state, facts, GRADING) ??
      alreadySo(wasEndedAt(state.closed, command.occurredAt)) ??
      rules.notClosed(state, command.occurredAt) ??
      followed(state, command, events.reportReopened({})),

    NoticeReportDutyOverdue: (command, state) =>
      onlyFor(command.by, 'SYSTEM') ??
      rules.notReceived(state, command.occurredAt) ??
      followed(state, command),
  },
  cameOf: {
    PublicReportReceived: ({ channel, matter, inProgress, receipt, intelligence, ...told }) => ({
      ...{ type: 'ReceiveReport', channel, matter, inProgress, receipt, intelligence },
      ...said(told),
    }),
    MoreReported: 'SayMore',
    ReportCorrected: 'CorrectReport',
    ReportMarkedDuplicate: 'MarkDuplicate',
    ReportDuplicateEnded: 'EndDuplicate',
    ReportGraded: ({ grade, rationale }) => ({ type: 'GradeReport', grade, rationale }),
    ReportRegraded: ({ grade, rationale, reason }) => ({ type: 'RegradeReport', grade, rationale, reason }),
    ReporterInformed: ({ what, way }) => ({ type: 'InformReporter', what, way }),
    ReportClosed: 'CloseReport',
    ReportReopened: 'ReopenReport',
    ReportFedToIntelligence: reviewed,
    ReportFeedFoundWrong: reviewed,
    ReportAssessed: reviewed,
    ReportAssessmentFoundWrong: reviewed,
    ReportActedOn: reviewed,
    ReportActionFoundWrong: reviewed,
    ReportDutyOverdue: noticing,
    ReportDutyOverdueFoundWrong: noticing,
  },
  stands: judgedAgain<ReportEvent, ReportState>({
    ReportGraded: [(_, state) => rules.gradedAlready(state), 'this report was graded', EARLIER],
    ReportRegraded: [(_, state, at) => rules.notGraded(state, at), 'this report was regraded', EARLIER],
    ReportDuplicateEnded: [
      (_, state, at) => rules.notDuplicate(state, at),
      'it was found to be no duplicate',
      EARLIER,
    ],
    // Whether it was assessed intelligence says, which nobody may keep from being put right.
    ReportClosed: [
      (_, state, at) => rules.notOpen(state, at) ?? rules.ungraded(state, at),
      'this report was closed',
      EARLIER,
    ],
    ReportReopened: [(_, state, at) => rules.notClosed(state, at), 'this report was reopened', EARLIER],
  }),
  settled: ['MoreReported', 'ReportCorrected', 'ReporterInformed', ...FOLLOWING],
  follows: FOLLOWING,
};

/** A report of the public: what was told, how soon somebody comes, and what became of it (S1:24, 34-38, 41). */
export const report: Decider<ReportCommand, ReportEvent, ReportState, ReportFacts> = withCommands(
  ownReport,
  retention,
  (state): Kept => ({
    record: 'PUBLIC_REPORT',
    retention: state.retention,
    begunAt: state.receivedAt,
    isLive: (at) => isReceived(state, at) && reportClosedAs(state, at) === undefined,
    last: (_, at) => reportClosedAt(state, at),
  }),
);

/** What is owed to a report, and how often it was done or said to be overdue. Instants are UTC. */
interface Owed {
  readonly due: Keyed<string>;
  readonly done: Keyed<number>;
  readonly noticed: readonly string[];
  readonly notBefore: string;
}

const NOTHING_OWED: Owed = { due: NONE_KEYED, done: NONE_KEYED, noticed: [], notBefore: '' };

/**
 * R-INT-1: has a report looked after when nobody graded or assessed it in time (S1:41). What is overdue, the report says;
 * whatever is done says so by itself.
 */
export const reportDutiesOverdue = defineDeadlines({
  name: 'report-duties-overdue',
  version: 1,
  of: [reportHistory],
  initial: NOTHING_OWED,
  evolve: {
    PublicReportReceived: (row, { gradeBefore, assessBefore }, { recordedAt }) => ({
      ...row,
      due: withValue(withValue(row.due, 'GRADING', gradeBefore), 'ASSESSMENT', assessBefore),
      // What is recorded when it was due already leaves a day to record what was done, too.
      notBefore: recordedAt < gradeBefore ? '' : nextDayStart(recordedAt),
    }),
    ReportGraded: (row) => doing(row, 'GRADING', 1),
    ReportAssessed: (row) => doing(row, 'ASSESSMENT', 1),
    ReportAssessmentFoundWrong: (row) => doing(row, 'ASSESSMENT', -1),
    ReportDutyOverdue: (row, { duty }) => ({ ...row, noticed: [...row.noticed, duty] }),
    ReportDutyOverdueFoundWrong: (row, { duty }) => ({
      ...row,
      noticed: row.noticed.filter((one) => one !== duty),
    }),
  },
  dueAt: ({ due, done, noticed }) =>
    events.REPORT_DUTIES.flatMap((duty) => {
      const isAwaited = (valueIn(done, duty) ?? 0) < 1 && !noticed.includes(duty);
      return isAwaited ? (valueIn(due, duty) ?? []) : [];
    }).sort()[0],
  notBefore: ({ notBefore }) => notBefore,
  poke: (id, due) => send(report, id, { type: 'NoticeReportDutyOverdue' }, due),
});

const doing = (row: Owed, duty: events.ReportDuty, times: number): Owed => ({
  ...row,
  done: withValue(row.done, duty, (valueIn(row.done, duty) ?? 0) + times),
});

const notAtWork = (
  { by, occurredAt: at }: PolicingCommand,
  state: ReportState,
  { sender }: Work,
  roles: readonly Role[] = LISTENING,
) => onlyFor(by, ...roles) ?? senderGone(sender, at) ?? rules.notReceived(state, at);

/** What the words of a report cannot be, whenever they are told. */
const unfit = (command: PolicingCommand & Telling, state: ReportState, { ward, subject }: Told) => {
  const { occurredAt: at } = command;
  return (
    rules.backwards(command, state, at) ??
    rules.categoryOfNobody(command) ??
    (command.ward === undefined ? undefined : notLive(ward, at, 'ward')) ??
    (command.reporter === undefined ? undefined : unknownPerson(subject, at, 'reporter'))
  );
};

type Loosely<Whole> = { readonly [Name in keyof Whole]?: Whole[Name] | undefined };

const said = ({
  observed,
  whySuspicious,
  ward,
  street,
  from,
  until,
  reporter,
  reporterCategory,
}: Loosely<Telling>) => ({
  ...(observed !== undefined && { observed }),
  ...(whySuspicious !== undefined && { whySuspicious }),
  ...(ward !== undefined && { ward }),
  ...(street !== undefined && { street }),
  ...(from !== undefined && { from }),
  ...(until !== undefined && { until }),
  ...(reporter !== undefined && { reporter }),
  ...(reporterCategory !== undefined && { reporterCategory }),
});

/** Of words nobody knows whether they were said before. */
const isToldSo = (command: PolicingCommand & Telling, state: ReportState): boolean =>
  command.observed === undefined &&
  command.whySuspicious === undefined &&
  toldOfAt(reportAfter(state, events.moreReported(said(command)), command.occurredAt), command) ===
    toldOfAt(state, command);

const toldOfAt = (
  { ward, street, from, until, reporter }: ReportState,
  { occurredAt: at }: PolicingCommand,
) => JSON.stringify([ward, street, from, until, reporter].map((one) => toldAt<unknown>(one, at)));

type Decided = readonly (ReportEvent | Dated<ReportEvent>)[];

/** What is put on record, and what it changes about what is overdue. */
const followed = (
  state: ReportState,
  { occurredAt: at }: PolicingCommand,
  ...news: readonly (OwnReportEvent | Dated<OwnReportEvent>)[]
): Decided => {
  const after = news.reduce(
    (known, one) => ('type' in one ? reportAfter(known, one, at) : reportAfter(known, one.event, one.at)),
    state,
  );
  return [...news, ...rules.dutiesCorrected(after, at)];
};
