import {
  alreadySo,
  carry,
  defineProcess,
  guarded,
  idOf,
  keyedFrom,
  ofAnyAgency,
  ofSender,
  send,
  stateOf,
  toldAt,
  valueIn,
  type Decider,
  type Keyed,
  type Moment,
  type Outgoing,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import { agencyHistory, type AgencyState } from '../agency/agency.state.ts';
import {
  alreadyBegun,
  askerOf,
  notBegun,
  onlyFor,
  PERSONAL_DATA_READERS,
  type PolicingCommand,
  type Role,
} from '../by.ts';
import type { DisclosurePurpose } from '../crime/crime.events.ts';
import { judgedAgain, wasEndedAt } from '../later.ts';
import { senderGone } from '../member/member.rules.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import { withCommands } from '../mixing.ts';
import type { IntelligenceScheme } from '../policy/figures.ts';
import type { PolicyState } from '../policy/policy.state.ts';
import { problemHistory, type ProblemState } from '../problem/problem.state.ts';
import { redacting, type RedactionCommand, type RedactionFacts } from '../redaction/redaction.ts';
import type { LegalBasis } from '../referral/referral.events.ts';
import { reportHistory, type ReportState } from '../report/report.state.ts';
import { report as reportOf } from '../report/report.ts';
import type { Kept } from '../retention/retention.rules.ts';
import { retention, type RetentionCommand, type RetentionFacts } from '../retention/retention.ts';
import { gradingOf } from '../role/serving-policy.ts';
import type { SubjectCategory } from '../subject/subject.events.ts';
import { subjectHistory, unknownPerson, type SubjectState } from '../subject/subject.state.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import * as events from './intelligence.events.ts';
import type { IntelligenceEvent } from './intelligence.events.ts';
import * as rules from './intelligence.rules.ts';
import {
  intelligenceHistory,
  isClosed,
  isOpened,
  patternNamed,
  toWhom,
  type ActionState,
  type Evaluation,
  type IntelligenceState,
  type PatternLink,
} from './intelligence.state.ts';
import { saysTheSame } from '../told.ts';

export type IntelligenceCommand = OwnIntelligenceCommand | RetentionCommand | RedactionCommand;

type OwnIntelligenceCommand = PolicingCommand &
  (
    | {
        readonly type: 'SubmitIntelligence';
        readonly text: TextOrReference;
        /** Who or what the source is. */
        readonly sourceRef?: TextOrReference;
        readonly ward?: string;
        readonly priority: events.IntelligencePriority;
      }
    | {
        readonly type: 'OpenIntelligence';
        readonly report: string;
        readonly text?: TextOrReference;
        readonly ward?: string;
      }
    | { readonly type: 'NameSubject'; readonly subject: string; readonly category: SubjectCategory }
    | { readonly type: 'WithdrawSubject'; readonly subject: string }
    | {
        readonly type: 'EvaluateIntelligence';
        readonly scheme: IntelligenceScheme;
        readonly source: events.SourceCode;
        readonly assessment: events.AssessmentCode;
        readonly handling: events.HandlingCode;
        readonly conditions?: Evaluation['conditions'];
      }
    /** The item names the text; its id says nothing of the record. */
    | { readonly type: 'Sanitise'; readonly item: string; readonly text: string }
    | { readonly type: 'AttestSanitised'; readonly item: string }
    | { readonly type: 'WithdrawSanitised'; readonly item: string }
    | ({ readonly type: 'LinkPattern' } & PatternLink)
    | ({ readonly type: 'UnlinkPattern' } & PatternLink)
    | {
        readonly type: 'DecideAction';
        /** Names the action within the record. */
        readonly action: string;
        readonly what: events.IntelligenceAction;
        readonly plannedFor: string;
        readonly how: events.ActionWay;
        /** The reports that it answers. */
        readonly reports: readonly string[];
      }
    | { readonly type: 'EndAction'; readonly action: string; readonly end: events.ActionEnd }
    | { readonly type: 'DecideNoAction'; readonly reason: events.NoActionReason }
    | {
        readonly type: 'Disseminate';
        readonly item: string;
        readonly agency: string;
        readonly legalBasis: LegalBasis;
        readonly agreement?: string;
        readonly purpose: DisclosurePurpose;
      }
    | { readonly type: 'EndDissemination'; readonly item: string; readonly agency: string }
    | { readonly type: 'CloseIntelligence' }
    | { readonly type: 'ReopenIntelligence' }
  );

/** Who sends it. */
type Work = Readonly<{ sender: MemberState }>;

export type IntelligenceFacts = OwnIntelligenceFacts & RetentionFacts & RedactionFacts;

interface OwnIntelligenceFacts {
  readonly SubmitIntelligence: Work & { readonly ward: WardState };
  readonly OpenIntelligence: { readonly report: ReportState };
  readonly NameSubject: Work & { readonly subject: SubjectState };
  readonly WithdrawSubject: Work;
  /** The agencies that the conditions name stand beside the sender, each by a name that has a space in it. */
  readonly EvaluateIntelligence: Work & { readonly policy: PolicyState } & Keyed<AgencyState>;
  readonly Sanitise: Work;
  readonly AttestSanitised: Work;
  readonly WithdrawSanitised: Work;
  readonly LinkPattern: Work & { readonly problem: ProblemState; readonly other: IntelligenceState };
  readonly UnlinkPattern: Work;
  /** The reports stand beside the sender by their ids, each of which has a dot. */
  readonly DecideAction: Work & Keyed<ReportState>;
  readonly EndAction: Work;
  readonly DecideNoAction: Work;
  readonly Disseminate: Work & { readonly known: AgencyState };
  readonly EndDissemination: Work;
  readonly CloseIntelligence: Work;
  readonly ReopenIntelligence: Work;
}

const workOf = ({ by }: PolicingCommand) => ({ sender: ofSender(stateOf(memberHistory, by.id)) });

/** Whoever comes to know something says so. */
const SUBMITTERS: readonly Role[] = [
  ...(['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'INTELLIGENCE', 'CONTROL'] as const),
];
/** Who works on it (8.5). */
const WORKERS = ['INTELLIGENCE'] as const;
/** Who decides on it, and reads what goes out. */
const DECIDERS = ['INTELLIGENCE', 'INSPECTOR'] as const;

const EARLIER = 'Choose a later time.';

const ownIntelligence: Decider<
  OwnIntelligenceCommand,
  IntelligenceEvent,
  IntelligenceState,
  OwnIntelligenceFacts
> = {
  ...intelligenceHistory,
  readers: PERSONAL_DATA_READERS,
  // Its words are of the record, and of nobody in particular: it may be about several people, or none.
  subject: (_, { id }) => `intelligence.${id}`,
  facts: {
    SubmitIntelligence: (command) => ({ ...workOf(command), ward: stateOf(wardHistory, command.ward) }),
    OpenIntelligence: ({ report }) => ({ report: stateOf(reportHistory, report) }),
    NameSubject: (command) => ({ ...workOf(command), subject: stateOf(subjectHistory, command.subject) }),
    WithdrawSubject: workOf,
    EvaluateIntelligence: (command) => ({
      ...keyedFrom(
        (command.conditions?.onlyAgencies ?? []).map(
          (id) => [rules.agencyNamed(id), ofAnyAgency(stateOf(agencyHistory, id))] as const,
        ),
      ),
      ...workOf(command),
      policy: gradingOf(command.owner, command.occurredAt),
    }),
    Sanitise: workOf,
    AttestSanitised: workOf,
    WithdrawSanitised: workOf,
    LinkPattern: (command) => ({
      ...workOf(command),
      problem: stateOf(problemHistory, command.problem),
      other: stateOf(intelligenceHistory, command.intelligence),
    }),
    UnlinkPattern: workOf,
    DecideAction: (command) => ({
      ...keyedFrom(command.reports.map((id) => [id, stateOf(reportHistory, id)] as const)),
      ...workOf(command),
    }),
    EndAction: workOf,
    DecideNoAction: workOf,
    Disseminate: (command) => ({
      ...workOf(command),
      known: guarded(ofAnyAgency(stateOf(agencyHistory, command.agency))),
    }),
    EndDissemination: workOf,
    CloseIntelligence: workOf,
    ReopenIntelligence: workOf,
  },
  decide: {
    SubmitIntelligence: (command, state, { sender, ward: known }) => {
      const { occurredAt: at, by, text, sourceRef, ward, priority } = command;
      return (
        onlyFor(by, ...SUBMITTERS) ??
        senderGone(sender, at) ??
        alreadyBegun(state.openedAt, 'intelligence', 'id') ??
        (ward === undefined ? undefined : notLive(known, at, 'ward')) ?? [
          events.intelligenceSubmitted({
            ...{ text, priority, submittedBy: askerOf(by) },
            ...(sourceRef !== undefined && { sourceRef }),
            ...(ward !== undefined && { ward }),
          }),
        ]
      );
    },

    OpenIntelligence: ({ occurredAt: at, by, id, report, text, ward }, state, facts) =>
      onlyFor(by, 'SYSTEM') ??
      alreadySo(state.openedAt === at && state.opening.report === report) ??
      alreadyBegun(state.openedAt, 'intelligence', 'id') ??
      rules.notFedHere(facts.report, id, at) ?? [
        events.intelligenceOpened({
          report,
          ...(text !== undefined && { text }),
          ...(ward !== undefined && { ward }),
        }),
      ],

    NameSubject: (command, state, facts) => {
      const { occurredAt: at, subject, category } = command;
      return (
        notAtWork(command, state, facts) ??
        unknownPerson(facts.subject, at, 'subject') ??
        alreadySo(toldAt(valueIn(state.subjects, subject) ?? [], at) === category) ?? [
          events.intelligenceSubjectNamed({ subject, category }),
        ]
      );
    },

    WithdrawSubject: (command, state, facts) => {
      const { occurredAt: at, subject } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(wasEndedAt(valueIn(state.subjects, subject) ?? [], at)) ??
        rules.noSubject(state, subject, at) ?? [events.intelligenceSubjectWithdrawn({ subject })]
      );
    },

    EvaluateIntelligence: (command, state, { sender, policy: serving, ...found }) => {
      const { occurredAt: at, scheme, source, assessment, handling, conditions: said } = command;
      const { scheme: known, ...policy } = rules.schemeOf(serving, at);
      const conditions = said && rules.inOrder(said);
      const graded = {
        ...{ scheme, source, assessment, handling },
        ...(conditions && { conditions }),
        ...policy,
      };
      return (
        notAtWork(command, state, { sender }) ??
        alreadySo(saysTheSame(toldAt(state.evaluations, at), graded)) ??
        rules.anotherScheme(scheme, known) ??
        rules.codeOfAnother(graded) ??
        rules.unfitConditions(graded, at) ??
        rules.noSuchAgencies(found, said ?? {}, at) ?? [events.intelligenceEvaluated(graded)]
      );
    },

    Sanitise: (command, state, facts) => {
      const { by, item, text } = command;
      return (
        notAtWork(command, state, facts) ??
        rules.submittedIt(state, by) ??
        alreadyBegun(rules.sanitisedAt(state, item), 'sanitised text', 'item') ?? [
          events.intelligenceSanitised({ item, text, sanitisedBy: askerOf(by) }),
        ]
      );
    },

    AttestSanitised: (command, state, facts) => {
      const { occurredAt: at, by, item } = command;
      return (
        notAtWork(command, state, facts, DECIDERS) ??
        rules.noItem(state, item, at) ??
        rules.attestsOwn(state, item, by) ??
        alreadySo(rules.wasToldAt(state, item, 'ATTESTED', at)) ??
        rules.attestedAlready(state, item, at) ?? [events.sanitisedAttested({ item })]
      );
    },

    WithdrawSanitised: (command, state, facts) => {
      const { occurredAt: at, item } = command;
      return (
        notAtWork(command, state, facts, DECIDERS) ??
        alreadySo(rules.wasToldAt(state, item, 'WITHDRAWN', at)) ??
        rules.noItem(state, item, at) ?? [events.sanitisedWithdrawn({ item })]
      );
    },

    LinkPattern: (command, state, facts) => {
      const { occurredAt: at, id, problem, intelligence } = command;
      const told = toldAt(valueIn(state.links, patternNamed(command)) ?? [], at);
      return (
        notAtWork(command, state, facts) ??
        rules.notOnePattern(command, id) ??
        alreadySo(told === true) ??
        (problem === undefined ? undefined : rules.noProblem(facts.problem, at)) ??
        (intelligence === undefined
          ? undefined
          : notBegun(facts.other.openedAt, at, 'intelligence', 'intelligence')) ?? [
          events.intelligenceLinked(linkOf(command)),
        ]
      );
    },

    UnlinkPattern: (command, state, facts) => {
      const { occurredAt: at, id } = command;
      const told = toldAt(valueIn(state.links, patternNamed(command)) ?? [], at);
      return (
        notAtWork(command, state, facts) ??
        rules.notOnePattern(command, id) ??
        alreadySo(told === false) ??
        rules.notLinked(state, command, at) ?? [events.intelligenceUnlinked(linkOf(command))]
      );
    },

    DecideAction: (command, state, { sender, ...found }) => {
      const { occurredAt: at, action, what, plannedFor, how } = command;
      const reports = [...new Set(command.reports)].sort();
      const said = { what, plannedFor, how, reports };
      const known = valueIn(state.actions, action);
      return (
        notAtWork(command, state, { sender }, DECIDERS) ??
        alreadySo(known?.at === at && saysTheSame(saidOf(known), said)) ??
        alreadyBegun(known?.at, 'action', 'action') ??
        rules.plannedBefore(plannedFor, at) ??
        rules.noReport(found, command.reports, at) ?? [events.actionDecided({ action, ...said })]
      );
    },

    EndAction: (command, state, facts) => {
      const { occurredAt: at, action, end } = command;
      return (
        notAtWork(command, state, facts, DECIDERS) ??
        alreadySo(toldAt(valueIn(state.actions, action)?.ended ?? [], at) === end) ??
        rules.notUnderWay(state, action, at) ?? [events.actionEnded({ action, end })]
      );
    },

    DecideNoAction: (command, state, facts) => {
      const { occurredAt: at, reason } = command;
      return (
        notAtWork(command, state, facts, DECIDERS) ??
        alreadySo(toldAt(state.noAction, at) === reason) ?? [events.noActionDecided({ reason })]
      );
    },

    Disseminate: (command, state, facts) => {
      const { occurredAt: at, owner, item, agency, legalBasis, agreement, purpose } = command;
      const said = { legalBasis, purpose, ...(agreement !== undefined && { agreement }) };
      const told = toldAt(valueIn(state.disseminations, toWhom(item, agency)) ?? [], at);
      return (
        notAtWork(command, state, facts) ??
        alreadySo(saysTheSame(told, said)) ??
        rules.ownForce(agency, owner) ??
        rules.noAgency(facts.known, at) ??
        rules.noItem(state, item, at) ??
        rules.notAttested(state, item, at) ??
        rules.beyondHandling(state, { agency, purpose }, at) ??
        rules.notAgreed({ owner, agency, ...said }, facts.known, at) ?? [
          events.intelligenceDisseminated({ item, agency, ...said }),
        ]
      );
    },

    EndDissemination: (command, state, facts) => {
      const { occurredAt: at, item, agency } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(wasEndedAt(valueIn(state.disseminations, toWhom(item, agency)) ?? [], at)) ??
        rules.notDisseminated(state, item, agency, at) ?? [events.disseminationEnded({ item, agency })]
      );
    },

    CloseIntelligence: (command, state, facts) =>
      notAtWork(command, state, facts) ??
      alreadySo(toldAt(state.closed, command.occurredAt) === true) ??
      rules.notOpen(state, command.occurredAt) ?? [events.intelligenceClosed({})],

    ReopenIntelligence: (command, state, facts) =>
      notAtWork(command, state, facts) ??
      alreadySo(toldAt(state.closed, command.occurredAt) === false) ??
      rules.notClosed(state, command.occurredAt) ?? [events.intelligenceReopened({})],
  },
  cameOf: {
    IntelligenceSubmitted: ({ text, sourceRef, ward, priority }) => ({
      ...{ type: 'SubmitIntelligence', text, priority },
      ...(sourceRef !== undefined && { sourceRef }),
      ...(ward !== undefined && { ward }),
    }),
    IntelligenceOpened: 'OpenIntelligence',
    IntelligenceSubjectNamed: 'NameSubject',
    IntelligenceSubjectWithdrawn: 'WithdrawSubject',
    IntelligenceEvaluated: ({ scheme, source, assessment, handling, conditions }) => ({
      ...{ type: 'EvaluateIntelligence', scheme, source, assessment, handling },
      ...(conditions !== undefined && { conditions }),
    }),
    IntelligenceSanitised: ({ item, text }) => ({ type: 'Sanitise', item, text }),
    SanitisedAttested: 'AttestSanitised',
    SanitisedWithdrawn: 'WithdrawSanitised',
    IntelligenceLinked: 'LinkPattern',
    IntelligenceUnlinked: 'UnlinkPattern',
    ActionDecided: 'DecideAction',
    ActionEnded: 'EndAction',
    NoActionDecided: 'DecideNoAction',
    IntelligenceDisseminated: 'Disseminate',
    DisseminationEnded: 'EndDissemination',
    IntelligenceClosed: 'CloseIntelligence',
    IntelligenceReopened: 'ReopenIntelligence',
  },
  stands: judgedAgain<IntelligenceEvent, IntelligenceState>({
    IntelligenceSubjectWithdrawn: [
      ({ subject }, state, at) => rules.noSubject(state, subject, at),
      'it was found not to be about somebody',
      EARLIER,
    ],
    SanitisedAttested: [
      ({ item }, state, at) => rules.noItem(state, item, at) ?? rules.attestedAlready(state, item, at),
      'a sanitised text was attested',
      EARLIER,
    ],
    SanitisedWithdrawn: [
      ({ item }, state, at) => rules.noItem(state, item, at),
      'a sanitised text was withdrawn',
      EARLIER,
    ],
    IntelligenceUnlinked: [(link, state, at) => rules.notLinked(state, link, at), 'a link ended', EARLIER],
    ActionEnded: [
      ({ action }, state, at) => rules.notUnderWay(state, action, at),
      'an action ended',
      EARLIER,
    ],
    // A stricter grading or a withdrawal that is told late hides what went out, and is never refused.
    DisseminationEnded: [
      ({ item, agency }, state, at) => rules.notDisseminated(state, item, agency, at),
      'a dissemination ended',
      EARLIER,
    ],
    IntelligenceClosed: [(_, state, at) => rules.notOpen(state, at), 'it was closed', EARLIER],
    IntelligenceReopened: [(_, state, at) => rules.notClosed(state, at), 'it was reopened', EARLIER],
  }),
};

/** What is known, how good it is, what is done about it, and who else is told. */
export const intelligence: Decider<
  IntelligenceCommand,
  IntelligenceEvent,
  IntelligenceState,
  IntelligenceFacts
> = withCommands(
  withCommands(ownIntelligence, retention, (state): Kept => ({
    record: 'INTELLIGENCE',
    retention: state.retention,
    begunAt: state.openedAt,
    isLive: (at) => isOpened(state, at) && !isClosed(state, at),
    last: (_, at) => state.closed.findLast(({ from, value }) => from <= at && value)?.from,
  })),
  redacting(intelligenceHistory),
  ({ redactions }) => redactions,
);

/** Of which report intelligence came. */
const OF_NONE: { readonly report?: string } = {};

/**
 * R-INT-1: every report of the public becomes intelligence, whatever its grade, and looks again at what that says of it
 * whenever that may have changed (S1:41). What is on record of a report, the report works out.
 */
export const intelligenceReports = defineProcess({
  name: 'intelligence-reports',
  version: 1,
  initial: OF_NONE,
  of: [reportHistory, intelligenceHistory],
  // A report and intelligence may be called alike.
  keys: { PublicReportReceived: (event) => event.intelligence },
  evolve: {
    PublicReportReceived: (row) => row,
    IntelligenceOpened: (_, { report }) => ({ report }),
    IntelligenceEvaluated: (row) => row,
    ActionDecided: (row) => row,
    NoActionDecided: (row) => row,
  },
  columns: {},
  react: {
    PublicReportReceived: (_, { intelligence: id, observed, ward }, { stream, occurredAt }) => [
      carry(
        intelligence,
        id,
        {
          ...{ type: 'OpenIntelligence', report: idOf(stream) },
          ...(observed !== undefined && { text: observed }),
          ...(ward !== undefined && { ward }),
        },
        occurredAt,
      ),
    ],
    IntelligenceOpened: (row, _, moment) => reviewed(row, moment),
    IntelligenceEvaluated: (row, _, moment) => reviewed(row, moment),
    NoActionDecided: (row, _, moment) => reviewed(row, moment),
    ActionDecided: (_, { reports }, moment) => reports.map((id) => review(id, moment)),
  },
});

const reviewed = ({ report }: typeof OF_NONE, moment: Moment): readonly Outgoing[] =>
  report === undefined ? [] : [review(report, moment)];

const review = (id: string, { stream, recordedAt }: Moment): Outgoing =>
  send(reportOf, id, { type: 'ReviewIntelligence', intelligence: idOf(stream) }, recordedAt);

const notAtWork = (
  { by, occurredAt: at }: PolicingCommand,
  state: IntelligenceState,
  { sender }: Work,
  roles: readonly Role[] = WORKERS,
) => onlyFor(by, ...roles) ?? senderGone(sender, at) ?? rules.notOpened(state, at);

const linkOf = ({ problem, intelligence: other }: PatternLink): PatternLink => ({
  ...(problem !== undefined && { problem }),
  ...(other !== undefined && { intelligence: other }),
});

const saidOf = ({ what, plannedFor, how, reports }: ActionState) => ({ what, plannedFor, how, reports });
