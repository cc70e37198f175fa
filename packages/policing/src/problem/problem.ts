import {
  alreadySo,
  guarded,
  keyedFrom,
  ofAnyAgency,
  ofSender,
  stateOf,
  toldAt,
  valueIn,
  warn,
  type Decider,
} from '@wardbook/event-sourcing/pure';
import { agencyHistory, type AgencyState } from '../agency/agency.state.ts';
import {
  alreadyBegun,
  askerOf,
  authorisesOwnRequest,
  notBegun,
  onlyFor,
  PERSONAL_DATA_READERS,
  type PolicingCommand,
} from '../by.ts';
import { intelligenceHistory, type IntelligenceState } from '../intelligence/intelligence.state.ts';
import { judgedAgain, wasEndedAt } from '../later.ts';
import { senderGone } from '../member/member.rules.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import { withCommands } from '../mixing.ts';
import { taskingTerms, type PolicyState } from '../policy/policy.state.ts';
import { redacting, type RedactionCommand, type RedactionFacts } from '../redaction/redaction.ts';
import { isReceived, placeOf, reportHistory, type ReportState } from '../report/report.state.ts';
import type { Kept } from '../retention/retention.rules.ts';
import { retention, type RetentionCommand, type RetentionFacts } from '../retention/retention.ts';
import { rolesHistory, type RolesState } from '../role/role.state.ts';
import { taskingOf } from '../role/serving-policy.ts';
import { subjectHistory, unknownPerson, type SubjectState } from '../subject/subject.state.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import * as events from './problem.events.ts';
import type { ProblemEvent } from './problem.events.ts';
import * as rules from './problem.rules.ts';
import {
  adoptionAt,
  closedAt,
  isLive,
  measureOf,
  problemHistory,
  profileAt,
  type ProblemState,
} from './problem.state.ts';

export type ProblemCommand = OwnProblemCommand | RetentionCommand | RedactionCommand;

/** A measure as it is tasked. */
export interface TaskedMeasure extends rules.Measure {
  readonly aim: events.MeasureAim;
  readonly proactive: boolean;
  readonly approach?: string | undefined;
}

type OwnProblemCommand = PolicingCommand &
  (
    | {
        readonly type: 'RaiseProblem';
        readonly ward: string;
        readonly category: events.ProblemCategory;
        readonly title: string;
        readonly objective: string;
      }
    | {
        readonly type: 'AddScan';
        /** Names it within the problem. */
        readonly scan: string;
        readonly source: events.ScanSource;
        readonly count: number;
        readonly note?: string;
      }
    | {
        readonly type: 'RecordAnalysis';
        readonly analysis: string;
        readonly causes: readonly events.ProblemCause[];
        readonly finding: string;
      }
    | { readonly type: 'LinkReport'; readonly report: string }
    | { readonly type: 'UnlinkReport'; readonly report: string }
    | {
        readonly type: 'RecordProfile';
        readonly profile: string;
        readonly kind: 'PROBLEM' | 'TARGET';
        readonly street?: string;
        readonly subject?: string;
        readonly intelligence?: string;
      }
    | { readonly type: 'EndProfile'; readonly profile: string }
    | {
        readonly type: 'AdoptAtTasking';
        readonly level: number;
        readonly intelligence: readonly string[];
        readonly eventLedReason?: events.EventLedReason;
        readonly lead: { readonly agency: string; readonly post?: events.LeadPost | undefined };
        readonly measures: readonly TaskedMeasure[];
      }
    | ({ readonly type: 'TaskMeasure' } & TaskedMeasure)
    | { readonly type: 'StartMeasure'; readonly measure: string }
    | {
        readonly type: 'CompleteMeasure';
        readonly measure: string;
        readonly result: events.MeasureResult;
        readonly note?: string;
      }
    | {
        readonly type: 'CancelMeasure';
        readonly measure: string;
        readonly reason: events.MeasureCancellation;
      }
    | { readonly type: 'ReopenMeasure'; readonly measure: string }
    | {
        readonly type: 'AssessProblem';
        readonly assessment: string;
        readonly result: events.ProblemResult;
        readonly evidence: readonly string[];
        readonly tangible?: string;
      }
    | { readonly type: 'CloseProblem' }
    | { readonly type: 'ReopenProblem' }
    | { readonly type: 'DraftCaseStudy'; readonly study: string; readonly text: string }
    | { readonly type: 'AttestCaseStudy'; readonly study: string }
    | { readonly type: 'WithdrawCaseStudy'; readonly study: string }
  );

/** Who sends it. */
type Work = Readonly<{ sender: MemberState }>;

export type ProblemFacts = OwnProblemFacts & RetentionFacts & RedactionFacts;

interface OwnProblemFacts {
  readonly RaiseProblem: Work & Readonly<{ ward: WardState; roles: RolesState; agency: AgencyState }>;
  readonly AddScan: Work;
  readonly RecordAnalysis: Work;
  readonly LinkReport: Work & Readonly<{ report: ReportState }>;
  readonly UnlinkReport: Work;
  readonly RecordProfile: Work & Readonly<{ subject: SubjectState; intelligence: IntelligenceState }>;
  readonly EndProfile: Work;
  readonly AdoptAtTasking: rules.Named & Work & Readonly<{ policy: PolicyState }>;
  readonly TaskMeasure: rules.Named & Work;
  readonly StartMeasure: Work;
  readonly CompleteMeasure: Work;
  readonly CancelMeasure: Work;
  readonly ReopenMeasure: Work;
  readonly AssessProblem: Work;
  readonly CloseProblem: Work;
  readonly ReopenProblem: Work;
  readonly DraftCaseStudy: Work;
  readonly AttestCaseStudy: Work;
  readonly WithdrawCaseStudy: Work;
}

const workOf = ({ by }: PolicingCommand) => ({ sender: ofSender(stateOf(memberHistory, by.id)) });

/** Who is to do what is tasked: agencies, and members of the force. */
const ownersOf = (force: string, measures: readonly rules.Measure[]) =>
  measures.flatMap(({ agency, assignee }) => [
    agencyIn(agency),
    ...(agency === force && assignee !== undefined
      ? [[rules.memberKey(assignee), stateOf(memberHistory, assignee)] as const]
      : []),
  ]);
const agencyIn = (id: string) =>
  [rules.agencyKey(id), guarded(ofAnyAgency(stateOf(agencyHistory, id)))] as const;
const intelligenceIn = (ids: readonly string[]) =>
  ids.map((id) => [rules.intelligenceKey(id), stateOf(intelligenceHistory, id)] as const);

const POLICE = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'] as const;
/** Police and partners find problems, and work on them, together (S2:9). */
const TOGETHER = [...POLICE, 'PARTNER'] as const;
const TASKING = ['SUPERVISOR', 'INSPECTOR'] as const;

const isPartner = ({ by: { role } }: PolicingCommand): boolean => role === 'PARTNER';

/** R-AUTH-3: who leads says more of it, beside the force. */
const leads = (command: PolicingCommand, state: ProblemState): boolean =>
  isPartner(command) && adoptionAt(state, command.occurredAt)?.lead.agency === command.by.agency;

/** R-AUTH-3: and who raised it. */
const raisedOrLeads = (command: PolicingCommand, state: ProblemState): boolean =>
  leads(command, state) || (isPartner(command) && state.raised?.raisedBy === command.by.agency);

/** R-AUTH-3: a measure is progressed by the agency whose it is, and by the one that leads. */
const takesOrLeads = (
  command: PolicingCommand & { readonly measure: string },
  state: ProblemState,
): boolean =>
  leads(command, state) ||
  (isPartner(command) && measureOf(state, command.measure).tasked?.agency === command.by.agency);

const EARLIER = 'Choose a later time.';
const OPEN: readonly ['TASKED', 'STARTED'] = ['TASKED', 'STARTED'];

const ownProblem: Decider<OwnProblemCommand, ProblemEvent, ProblemState, OwnProblemFacts> = {
  ...problemHistory,
  readers: [...PERSONAL_DATA_READERS, 'PARTNER'],
  others: {
    RaiseProblem: isPartner,
    AddScan: raisedOrLeads,
    RecordAnalysis: raisedOrLeads,
    TaskMeasure: leads,
    StartMeasure: takesOrLeads,
    CompleteMeasure: takesOrLeads,
    CancelMeasure: takesOrLeads,
    ReopenMeasure: takesOrLeads,
    AssessProblem: leads,
  },
  facts: {
    RaiseProblem: (command) => ({
      ...workOf(command),
      ward: stateOf(wardHistory, command.ward),
      roles: stateOf(rolesHistory, command.by.role === 'SPECIALIST' ? command.owner : undefined),
      agency: ofAnyAgency(stateOf(agencyHistory, isPartner(command) ? command.by.agency : undefined)),
    }),
    AddScan: workOf,
    RecordAnalysis: workOf,
    LinkReport: (command) => ({ ...workOf(command), report: stateOf(reportHistory, command.report) }),
    UnlinkReport: workOf,
    RecordProfile: (command) => ({
      ...workOf(command),
      subject: stateOf(subjectHistory, command.subject),
      intelligence: stateOf(intelligenceHistory, command.intelligence),
    }),
    EndProfile: workOf,
    AdoptAtTasking: (command) => ({
      ...keyedFrom<ReturnType<typeof ownersOf>[number][1] | ReturnType<typeof intelligenceIn>[number][1]>([
        agencyIn(command.lead.agency),
        ...ownersOf(command.owner, command.measures),
        ...intelligenceIn(command.intelligence),
      ]),
      ...workOf(command),
      policy: taskingOf(command.owner, command.occurredAt),
    }),
    TaskMeasure: (command) => ({
      ...keyedFrom<ReturnType<typeof ownersOf>[number][1]>(ownersOf(command.owner, [command])),
      ...workOf(command),
    }),
    StartMeasure: workOf,
    CompleteMeasure: workOf,
    CancelMeasure: workOf,
    ReopenMeasure: workOf,
    AssessProblem: workOf,
    CloseProblem: workOf,
    ReopenProblem: workOf,
    DraftCaseStudy: workOf,
    AttestCaseStudy: workOf,
    WithdrawCaseStudy: workOf,
  },
  decide: {
    RaiseProblem: (command, state, { sender, ward, roles, agency }) => {
      const { occurredAt: at, by, category, title, objective } = command;
      return (
        onlyFor(by, ...TOGETHER) ??
        senderGone(sender, at) ??
        rules.unregisteredPartner(by, agency, at) ??
        rules.notForPrevention(by, roles, at) ??
        alreadyBegun(state.raisedAt, 'problem', 'id') ??
        notLive(ward, at, 'ward') ?? [
          events.problemRaised({ ward: command.ward, category, title, objective, raisedBy: by.agency }),
        ]
      );
    },

    AddScan: (command, state, facts) => {
      const { scan, source, count, note } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadyBegun(valueIn(state.scans, scan)?.at, 'scan', 'scan') ?? [
          events.problemScanned({ scan, source, count, ...(note !== undefined && { note }) }),
        ]
      );
    },

    RecordAnalysis: (command, state, facts) => {
      const { analysis, finding } = command;
      const causes = [...new Set(command.causes)].sort();
      return (
        notAtWork(command, state, facts) ??
        alreadyBegun(valueIn(state.analyses, analysis)?.at, 'analysis', 'analysis') ?? [
          events.problemAnalysed({ analysis, causes, finding }),
        ]
      );
    },

    LinkReport: (command, state, facts) => {
      const { occurredAt: at, by, report } = command;
      const told = toldAt(valueIn(state.reports, report) ?? [], at);
      const { ward, street } = placeOf(facts.report);
      return (
        onlyFor(by, ...POLICE, 'INTELLIGENCE') ??
        notAtWorkBy(command, state, facts) ??
        alreadySo(told !== undefined) ??
        (isReceived(facts.report, at) ? undefined : notBegun(undefined, at, 'report', 'report')) ?? [
          events.problemReportLinked({
            report,
            ...(ward !== undefined && { ward }),
            ...(street !== undefined && { street }),
          }),
        ]
      );
    },

    UnlinkReport: (command, state, facts) => {
      const { occurredAt: at, by, report } = command;
      return (
        onlyFor(by, ...POLICE, 'INTELLIGENCE') ??
        notAtWorkBy(command, state, facts) ??
        alreadySo(wasEndedAt(valueIn(state.reports, report) ?? [], at)) ??
        rules.notLinked(state, report, at) ?? [events.problemReportUnlinked({ report })]
      );
    },

    RecordProfile: (command, state, facts) => {
      const { occurredAt: at, by, profile, kind, street = '', subject = '', intelligence = '' } = command;
      return (
        onlyFor(by, ...(kind === 'TARGET' ? PROFILERS : [...POLICE, 'INTELLIGENCE' as const])) ??
        notAtWorkBy(command, state, facts) ??
        rules.misshapen(command) ??
        alreadySo(isSaid(toldAt(valueIn(state.profiles, profile) ?? [], at), command)) ??
        rules.profileAlready(state, profile, at) ??
        (kind === 'PROBLEM'
          ? [events.problemProfileRecorded({ profile, street })]
          : (unknownPerson(facts.subject, at, 'subject') ??
            rules.notEvaluated(facts.intelligence, at, 'intelligence') ?? [
              events.targetProfileRecorded({ profile, subject, intelligence }),
            ]))
      );
    },

    EndProfile: (command, state, facts) => {
      const { occurredAt: at, by, profile } = command;
      const known = profileAt(state, profile, at);
      return (
        onlyFor(by, ...(known?.kind === 'TARGET' ? PROFILERS : [...POLICE, 'INTELLIGENCE' as const])) ??
        notAtWorkBy(command, state, facts) ??
        alreadySo(wasEndedAt(valueIn(state.profiles, profile) ?? [], at)) ??
        rules.noProfile(state, profile, at) ?? [
          known?.kind === 'TARGET'
            ? events.targetProfileEnded({ profile })
            : events.problemProfileEnded({ profile }),
        ]
      );
    },

    AdoptAtTasking: (command, state, { sender, policy, ...found }) => {
      const {
        occurredAt: at,
        by,
        owner: force,
        level,
        intelligence,
        eventLedReason,
        lead,
        measures,
      } = command;
      const { liveProblemsPerWard, version } = taskingTerms(policy, at);
      return (
        onlyFor(by, ...TASKING) ??
        notAtWorkBy(command, state, { sender }) ??
        rules.notAnalysed(state, at) ??
        rules.noMeasures(measures) ??
        rules.withoutBasis(command, found, at) ??
        rules.cannotLead(lead.agency, force, found, at) ??
        firstOf(measures, (one, index) =>
          unfit(state, one, {
            ...{ force, found, at, within: `measures.${index}.` as const },
            before: measures.slice(0, index).map(({ measure }) => measure),
          }),
        ) ?? [
          events.problemAdopted({
            ...{ level, intelligence: [...new Set(intelligence)].sort(), liveProblemsPerWard },
            ...(eventLedReason !== undefined && { eventLedReason }),
            lead: { agency: lead.agency, ...(lead.post !== undefined && { post: lead.post }) },
            measures: measures.map(saidOf),
            ...(version !== 'DEFAULT' && { policy: version }),
          }),
          ...measures.map(({ approach: _above, ...one }) => events.measureTasked(saidOf(one))),
        ]
      );
    },

    TaskMeasure: (command, state, { sender, ...found }) => {
      const { occurredAt: at, owner: force } = command;
      return (
        notAtWork(command, state, { sender }) ??
        rules.notAdopted(state, at) ??
        unfit(state, command, { force, found, at, before: [], within: '' }) ?? [
          events.measureTasked(saidOf(command)),
        ]
      );
    },

    StartMeasure: (command, state, facts) => {
      const { occurredAt: at, measure } = command;
      const waits = rules.waitsFor(state, measure, at);
      return (
        notAtWork(command, state, facts) ??
        alreadySo(toldAt(measureOf(state, measure).progress, at)?.standing === 'STARTED') ??
        rules.notStanding(state, { measure, at, as: ['TASKED'] }) ??
        waiting([events.measureStarted({ measure })], waits)
      );
    },

    CompleteMeasure: (command, state, facts) => {
      const { occurredAt: at, measure, result, note } = command;
      const told = toldAt(measureOf(state, measure).progress, at);
      const waits = rules.waitsFor(state, measure, at);
      return (
        notAtWork(command, state, facts) ??
        alreadySo(told?.standing === 'COMPLETED' && told.result === result) ??
        rules.notStanding(state, { measure, at, as: OPEN }) ??
        waiting([events.measureCompleted({ measure, result, ...(note !== undefined && { note }) })], waits)
      );
    },

    CancelMeasure: (command, state, facts) => {
      const { occurredAt: at, measure, reason } = command;
      const told = toldAt(measureOf(state, measure).progress, at);
      return (
        notAtWork(command, state, facts) ??
        alreadySo(told?.standing === 'CANCELLED' && told.reason === reason) ??
        rules.notStanding(state, { measure, at, as: OPEN }) ?? [events.measureCancelled({ measure, reason })]
      );
    },

    ReopenMeasure: (command, state, facts) => {
      const { occurredAt: at, measure } = command;
      const { progress } = measureOf(state, measure);
      return (
        notAtWork(command, state, facts) ??
        alreadySo(progress.some(({ from }) => from === at) && toldAt(progress, at)?.standing === 'TASKED') ??
        rules.notStanding(state, { measure, at, as: ['COMPLETED', 'CANCELLED'] }) ?? [
          events.measureReopened({ measure }),
        ]
      );
    },

    AssessProblem: (command, state, facts) => {
      const { occurredAt: at, assessment, result, evidence, tangible } = command;
      return (
        notAtWork(command, state, facts) ??
        rules.noCause(state, at) ??
        alreadyBegun(valueIn(state.assessments, assessment)?.at, 'assessment', 'assessment') ?? [
          events.problemAssessed({
            ...{ assessment, result, evidence: [...new Set(evidence)].sort() },
            ...(tangible !== undefined && { tangible }),
          }),
        ]
      );
    },

    CloseProblem: (command, state, { sender }) => {
      const { occurredAt: at, by } = command;
      return (
        onlyFor(by, ...TASKING) ??
        senderGone(sender, at) ??
        rules.notRaised(state, at) ??
        alreadySo(state.closed.some(({ from }) => from === at) && toldAt(state.closed, at) === true) ??
        rules.notOpen(state, at) ??
        rules.noCause(state, at) ??
        rules.notAssessed(state, at) ??
        rules.measuresLeft(state, at) ?? [events.problemClosed({})]
      );
    },

    ReopenProblem: ({ occurredAt: at, by }, state, { sender }) =>
      onlyFor(by, ...TASKING) ??
      senderGone(sender, at) ??
      alreadySo(state.closed.some(({ from }) => from === at) && toldAt(state.closed, at) === false) ??
      rules.notClosed(state, at) ?? [events.problemReopened({})],

    DraftCaseStudy: ({ occurredAt: at, by, study, text }, state, { sender }) =>
      onlyFor(by, ...POLICE) ??
      senderGone(sender, at) ??
      rules.notRaised(state, at) ??
      alreadyBegun(valueIn(state.studies, study)?.draftedAt, 'case study', 'study') ??
      rules.namesARecord(state, text, 'text') ?? [
        events.caseStudyDrafted({ study, text, draftedBy: askerOf(by) }),
      ],

    AttestCaseStudy: ({ occurredAt: at, by, study }, state, { sender }) => {
      const known = valueIn(state.studies, study);
      return (
        onlyFor(by, ...TASKING) ??
        senderGone(sender, at) ??
        rules.notRaised(state, at) ??
        alreadySo(toldAt(known?.published ?? [], at) === 'PUBLISHED') ??
        rules.noStudy(known, at) ??
        authorisesOwnRequest(by, known?.draftedBy ?? '', 'study') ??
        rules.namesARecord(state, known?.text ?? '', 'study') ?? [events.caseStudyPublished({ study })]
      );
    },

    WithdrawCaseStudy: ({ occurredAt: at, by, study }, state, { sender }) => {
      const { published = [] } = valueIn(state.studies, study) ?? {};
      return (
        onlyFor(by, ...POLICE) ??
        senderGone(sender, at) ??
        rules.notRaised(state, at) ??
        alreadySo(published.some(({ from }) => from === at) && toldAt(published, at) === 'WITHDRAWN') ??
        rules.noStudy(valueIn(state.studies, study), at) ?? [events.caseStudyWithdrawn({ study })]
      );
    },
  },
  cameOf: {
    ProblemRaised: ({ raisedBy: _by, ...said }) => ({ ...said, type: 'RaiseProblem' }),
    ProblemScanned: 'AddScan',
    ProblemAnalysed: 'RecordAnalysis',
    ProblemReportLinked: ({ report }) => ({ type: 'LinkReport', report }),
    ProblemReportUnlinked: 'UnlinkReport',
    ProblemProfileRecorded: (said) => ({ ...said, type: 'RecordProfile', kind: 'PROBLEM' }),
    ProblemProfileEnded: 'EndProfile',
    TargetProfileRecorded: (said) => ({ ...said, type: 'RecordProfile', kind: 'TARGET' }),
    TargetProfileEnded: 'EndProfile',
    ProblemAdopted: ({ level, intelligence, eventLedReason, lead, measures }) => ({
      ...{ type: 'AdoptAtTasking', level, intelligence, lead, measures },
      ...(eventLedReason !== undefined && { eventLedReason }),
    }),
    MeasureTasked: 'TaskMeasure',
    MeasureStarted: 'StartMeasure',
    MeasureCompleted: 'CompleteMeasure',
    MeasureCancelled: 'CancelMeasure',
    MeasureReopened: 'ReopenMeasure',
    ProblemAssessed: 'AssessProblem',
    ProblemClosed: 'CloseProblem',
    ProblemReopened: 'ReopenProblem',
    CaseStudyDrafted: ({ study, text }) => ({ type: 'DraftCaseStudy', study, text }),
    CaseStudyPublished: 'AttestCaseStudy',
    CaseStudyWithdrawn: 'WithdrawCaseStudy',
  },
  stands: judgedAgain<ProblemEvent, ProblemState>({
    ProblemScanned: [(_, state, at) => rules.notOpen(state, at), 'it was scanned', EARLIER],
    ProblemAnalysed: [(_, state, at) => rules.notOpen(state, at), 'it was analysed', EARLIER],
    ProblemReportLinked: [(_, state, at) => rules.notOpen(state, at), 'a report was linked', EARLIER],
    ProblemReportUnlinked: [
      ({ report }, state, at) => rules.notOpen(state, at) ?? rules.notLinked(state, report, at),
      'a report was linked no more',
      EARLIER,
    ],
    ProblemProfileRecorded: [
      ({ profile }, state, at) => rules.notOpen(state, at) ?? rules.profileAlready(state, profile, at),
      'a profile was recorded',
      EARLIER,
    ],
    ProblemProfileEnded: [
      ({ profile }, state, at) => rules.notOpen(state, at) ?? endsAnother(state, profile, 'PROBLEM', at),
      'a profile ended',
      EARLIER,
    ],
    TargetProfileRecorded: [
      ({ profile }, state, at) => rules.notOpen(state, at) ?? rules.profileAlready(state, profile, at),
      'a profile was recorded',
      EARLIER,
    ],
    TargetProfileEnded: [
      ({ profile }, state, at) => rules.notOpen(state, at) ?? endsAnother(state, profile, 'TARGET', at),
      'a profile ended',
      EARLIER,
    ],
    ProblemAdopted: [
      (_, state, at) => rules.notOpen(state, at) ?? rules.notAnalysed(state, at),
      'a tasking meeting took it on',
      EARLIER,
    ],
    MeasureTasked: [
      ({ dependsOn }, state, at) =>
        rules.notOpen(state, at) ??
        rules.notAdopted(state, at) ??
        rules.dependsOnNothing(state, { dependsOn }, { at, before: [], within: '' }),
      'a measure was tasked',
      EARLIER,
    ],
    MeasureStarted: [
      ({ measure }, state, at) =>
        rules.notOpen(state, at) ?? rules.notStanding(state, { measure, at, as: ['TASKED'] }),
      'a measure was started',
      EARLIER,
    ],
    MeasureCompleted: [
      ({ measure }, state, at) =>
        rules.notOpen(state, at) ?? rules.notStanding(state, { measure, at, as: OPEN }),
      'a measure was completed',
      EARLIER,
    ],
    MeasureCancelled: [
      ({ measure }, state, at) =>
        rules.notOpen(state, at) ?? rules.notStanding(state, { measure, at, as: OPEN }),
      'a measure was cancelled',
      EARLIER,
    ],
    MeasureReopened: [
      ({ measure }, state, at) =>
        rules.notOpen(state, at) ?? rules.notStanding(state, { measure, at, as: ['COMPLETED', 'CANCELLED'] }),
      'a measure was reopened',
      EARLIER,
    ],
    ProblemAssessed: [
      (_, state, at) => rules.notOpen(state, at) ?? rules.noCause(state, at),
      'it was assessed',
      EARLIER,
    ],
    ProblemClosed: [
      (_, state, at) =>
        rules.notOpen(state, at) ?? rules.notAssessed(state, at) ?? rules.measuresLeft(state, at),
      'the problem was closed',
      EARLIER,
    ],
    ProblemReopened: [(_, state, at) => rules.notClosed(state, at), 'the problem was reopened', EARLIER],
    CaseStudyPublished: [
      ({ study }, state, at) => rules.noStudy(valueIn(state.studies, study), at),
      'a case study was published',
      EARLIER,
    ],
    CaseStudyWithdrawn: [
      ({ study }, state, at) => rules.noStudy(valueIn(state.studies, study), at),
      'a case study was taken back',
      EARLIER,
    ],
  }),
};

/** A recurring problem of a ward: what is known of it, what is done about it and by whom, and what that came to. */
export const problem: Decider<ProblemCommand, ProblemEvent, ProblemState, ProblemFacts> = withCommands(
  withCommands(ownProblem, retention, (state): Kept => ({
    record: 'PROBLEM',
    retention: state.retention,
    begunAt: state.raisedAt,
    isLive: (at) => isLive(state, at),
    last: (_, at) => closedAt(state, at),
  })),
  redacting(problemHistory),
  ({ redactions }) => redactions,
);

/** Who says whom intelligence points at. */
const PROFILERS = ['INTELLIGENCE', 'INSPECTOR'] as const;

const notAtWorkBy = ({ occurredAt: at }: PolicingCommand, state: ProblemState, { sender }: Work) =>
  senderGone(sender, at) ?? rules.notOpen(state, at);

const notAtWork = (command: PolicingCommand, state: ProblemState, facts: Work) =>
  onlyFor(command.by, ...TOGETHER) ?? notAtWorkBy(command, state, facts);

/** R-PROB-1, R-PROB-10, R-PROB-11 and R-LIFE-2: what a measure needs to be tasked (S2:13). */
const unfit = <In extends string>(state: ProblemState, one: rules.Measure, tasking: rules.Tasking<In>) =>
  rules.nameTaken(state, one, tasking) ??
  rules.unnamed(one, tasking) ??
  rules.unowned(one, tasking) ??
  rules.dueBefore(one, tasking) ??
  rules.dependsOnNothing(state, one, tasking);

const firstOf = <One, Answer>(
  all: readonly One[],
  ask: (one: One, index: number) => Answer | undefined,
): Answer | undefined =>
  all.reduce<Answer | undefined>((found, one, index) => found ?? ask(one, index), undefined);

const saidOf = ({
  measure,
  kind,
  label,
  aim,
  proactive,
  agency,
  assignee,
  dueOn,
  ...more
}: TaskedMeasure) => ({
  ...{ measure, kind, aim, proactive, agency, dueOn, dependsOn: [...new Set(more.dependsOn)].sort() },
  ...(label !== undefined && { label }),
  ...(assignee !== undefined && { assignee }),
  ...(more.approach !== undefined && { approach: more.approach }),
});

/** R-PROB-11: what is begun before that on which it depends is done is seen (S2:15). */
const waiting = (happened: readonly ProblemEvent[], waits: readonly string[]) =>
  waits.length === 0
    ? happened
    : warn(happened, {
        rule: 'R-PROB-11',
        reason: `This depends on measures that were not complete by then: ${waits.join(', ')}.`,
      });

const isSaid = (
  told: ReturnType<typeof profileAt>,
  {
    street,
    subject,
    intelligence,
  }: Pick<Extract<OwnProblemCommand, { type: 'RecordProfile' }>, 'street' | 'subject' | 'intelligence'>,
): boolean =>
  told !== undefined &&
  (told.kind === 'PROBLEM'
    ? told.street === street
    : told.subject === subject && told.intelligence === intelligence);

const endsAnother = (state: ProblemState, profile: string, kind: 'PROBLEM' | 'TARGET', at: string): boolean =>
  profileAt(state, profile, at)?.kind !== kind;
