import {
  entriesOf,
  NONE_KEYED,
  placed,
  refuse,
  since,
  valueAt,
  valueIn,
  withValue,
  type Fold,
  type Ids,
  type Keyed,
  type Moment,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { FORCE_IDS, forceOf } from '../ids.ts';
import { withPart } from '../mixing.ts';
import type { Grade, ReportMatter } from '../policy/figures.ts';
import { retentionPart, type Keeping } from '../retention/retention.state.ts';
import type { SubjectCategory } from '../subject/subject.events.ts';
import {
  REPORT_DUTIES,
  REPORT_PARTS,
  reportEvents,
  type OwnReportEvent,
  type ReportDecision,
  type ReportDuty,
  type ReportEvent,
  type ReportOutcome,
  type ReportPart,
} from './report.events.ts';

type Said<Type extends OwnReportEvent['type'], Left extends string = never> = Omit<
  Extract<OwnReportEvent, { type: Type }>,
  'type' | Left
>;

/** How a report came, and by when what is owed to it. */
export type ReportTerms = Pick<
  Said<'PublicReportReceived'>,
  'channel' | 'receipt' | 'intelligence' | 'through' | 'gradeBefore' | 'assessBefore' | 'policy'
>;

/** How soon somebody comes, and by which policy. */
export type ReportGrade = Said<'ReportGraded'> & { readonly reason?: Said<'ReportRegraded'>['reason'] };

/** Who reported it, and what they are in it (DPA 2018 s.38). */
export interface Reporter {
  readonly person: string;
  readonly category: SubjectCategory;
}

/** It was decided what is done because of a report, or that nothing is. */
export interface ReportAction {
  readonly at: string;
  readonly action: string;
  readonly decision: ReportDecision;
}

/** What one piece of intelligence says of a report. UTC. */
export interface ReportFeed {
  readonly fedAt?: string;
  readonly assessedAt?: string;
  readonly actions: readonly ReportAction[];
}

interface Owed {
  readonly duty: ReportDuty;
  readonly dueAt: string;
}

/** All that is known of a report but whether it is held; of words only when there were any. */
export interface ReportOwnState {
  readonly receivedAt?: string;
  readonly terms?: ReportTerms;
  readonly matter: Timeline<ReportMatter>;
  readonly inProgress: Timeline<boolean>;
  readonly observed: Timeline<true>;
  readonly ward: Timeline<string>;
  readonly street: Timeline<string>;
  /** From when until when it happened, as far as anybody knows. */
  readonly from: Timeline<string>;
  readonly until: Timeline<string>;
  readonly reporter: Timeline<Reporter>;
  /** `undefined` in it: it is none. */
  readonly duplicateOf: Timeline<string | undefined>;
  readonly gradedAt?: string;
  readonly grades: Timeline<ReportGrade>;
  /** By the id of the intelligence. */
  readonly feeds: Keyed<ReportFeed>;
  readonly informed: Timeline<Said<'ReporterInformed'>>;
  /** `undefined` in it: reopened. */
  readonly closed: Timeline<ReportOutcome | undefined>;
  /** What it is on record that nobody did in time. */
  readonly overdue: readonly Owed[];
}

export type ReportState = Keeping<ReportOwnState>;

/** R-ID-1: a report is named by the code of its force, a dot, and its own id. */
const REPORT_IDS: Ids = {
  ...FORCE_IDS,
  otherwise: refuse(
    'R-ID-1',
    'A report is named by the code of its force, a dot and an id, for example police.r-114.',
    'id',
  ),
};

/**
 * The id of a report of the public: the force that it was made to, and what it is called there.
 * @example
 * reportIdOf('police', 'r-114'); // 'police.r-114'
 */
export const reportIdOf = (force: string, id: string): string => `${force}.${id}`;

type At = Pick<Moment, 'occurredAt'>;
type Steps = {
  readonly [Type in OwnReportEvent['type']]: (
    state: ReportOwnState,
    event: Extract<OwnReportEvent, { type: Type }>,
    moment: At,
  ) => ReportOwnState;
};
type Told = Omit<Said<'MoreReported'>, 'observed' | 'whySuspicious'> & { readonly observed?: unknown };

/** Whoever only told what they saw is a witness. */
const WITNESS: SubjectCategory = 'WITNESS';

const telling = (state: ReportOwnState, said: Told, at: string): ReportOwnState => {
  const { observed, ward, street, from, until, reporter: person, reporterCategory = WITNESS } = said;
  return {
    ...state,
    ...(observed !== undefined && { observed: since(state.observed, at, true) }),
    ...(ward !== undefined && { ward: since(state.ward, at, ward) }),
    ...(street !== undefined && { street: since(state.street, at, street) }),
    ...(from !== undefined && { from: since(state.from, at, from) }),
    ...(until !== undefined && { until: since(state.until, at, until) }),
    ...(person !== undefined && {
      reporter: since(state.reporter, at, { person, category: reporterCategory }),
    }),
  };
};

const grading = (
  state: ReportOwnState,
  { type: _type, ...said }: ReportGrade & { type: string },
  at: string,
) => ({
  ...state,
  grades: since(state.grades, at, said),
});

const NOT_FED: ReportFeed = { actions: [] };

const feeding = (
  state: ReportOwnState,
  intelligence: string,
  change: (feed: ReportFeed) => ReportFeed,
): ReportOwnState => ({
  ...state,
  feeds: withValue(state.feeds, intelligence, change(valueIn(state.feeds, intelligence) ?? NOT_FED)),
});

/** What each event makes of a report. */
export const reportSteps: Steps = {
  PublicReportReceived: (state, { type: _type, matter, inProgress, ...said }, { occurredAt: at }) => {
    const { channel, receipt, intelligence, through, gradeBefore, assessBefore, policy } = said;
    return telling(
      {
        ...state,
        receivedAt: at,
        terms: {
          ...{ channel, receipt, intelligence, gradeBefore, assessBefore },
          ...(through !== undefined && { through }),
          ...(policy !== undefined && { policy }),
        },
        matter: since(state.matter, at, matter),
        inProgress: since(state.inProgress, at, inProgress),
      },
      said,
      at,
    );
  },
  MoreReported: (state, said, { occurredAt }) => telling(state, said, occurredAt),
  ReportCorrected: (state, { matter, inProgress }, { occurredAt: at }) => ({
    ...state,
    ...(matter !== undefined && { matter: since(state.matter, at, matter) }),
    ...(inProgress !== undefined && { inProgress: since(state.inProgress, at, inProgress) }),
  }),
  ReportMarkedDuplicate: (state, { of }, { occurredAt }) => ({
    ...state,
    duplicateOf: since(state.duplicateOf, occurredAt, of),
  }),
  ReportDuplicateEnded: (state, _, { occurredAt }) => ({
    ...state,
    duplicateOf: since(state.duplicateOf, occurredAt, undefined),
  }),
  ReportGraded: (state, said, { occurredAt: at }) => ({ ...grading(state, said, at), gradedAt: at }),
  ReportRegraded: (state, said, { occurredAt }) => grading(state, said, occurredAt),
  ReportFedToIntelligence: (state, { intelligence }, { occurredAt: fedAt }) =>
    feeding(state, intelligence, (feed) => ({ ...feed, fedAt })),
  ReportFeedFoundWrong: (state, { intelligence }) =>
    feeding(state, intelligence, ({ fedAt: _wrong, ...feed }) => feed),
  ReportAssessed: (state, { intelligence }, { occurredAt: assessedAt }) =>
    feeding(state, intelligence, (feed) => ({ ...feed, assessedAt })),
  ReportAssessmentFoundWrong: (state, { intelligence }) =>
    feeding(state, intelligence, ({ assessedAt: _wrong, ...feed }) => feed),
  ReportActedOn: (state, { intelligence, action, decision }, { occurredAt: at }) =>
    feeding(state, intelligence, (feed) => ({
      ...feed,
      actions: placed(feed.actions, { at, action, decision }),
    })),
  // What is found wrong happened when it was said to have.
  ReportActionFoundWrong: (state, { intelligence, action }, { occurredAt: at }) =>
    feeding(state, intelligence, (feed) => ({
      ...feed,
      actions: feed.actions.filter((one) => one.action !== action || one.at !== at),
    })),
  ReporterInformed: (state, { type: _type, ...said }, { occurredAt }) => ({
    ...state,
    informed: since(state.informed, occurredAt, said),
  }),
  ReportClosed: (state, { outcome }, { occurredAt }) => ({
    ...state,
    closed: since(state.closed, occurredAt, outcome),
  }),
  ReportReopened: (state, _, { occurredAt }) => ({
    ...state,
    closed: since(state.closed, occurredAt, undefined),
  }),
  ReportDutyOverdue: (state, { duty, dueAt }) => ({
    ...state,
    overdue: [...state.overdue, { duty, dueAt }],
  }),
  ReportDutyOverdueFoundWrong: (state, { duty, dueAt }) => ({
    ...state,
    overdue: state.overdue.filter((one) => one.duty !== duty || one.dueAt !== dueAt),
  }),
};

/** With one more thing that happened at an instant. */
export const reportAfter = <State extends ReportOwnState>(
  state: State,
  event: OwnReportEvent,
  occurredAt: string,
): State => ({
  ...state,
  ...(
    reportSteps[event.type] as (state: ReportOwnState, event: OwnReportEvent, moment: At) => ReportOwnState
  )(state, event, { occurredAt }),
});

const ownHistory: Fold<OwnReportEvent, ReportOwnState> = {
  name: 'report',
  ids: REPORT_IDS,
  ownerOfId: forceOf,
  initial: {
    ...{ matter: [], inProgress: [], observed: [], ward: [], street: [], from: [], until: [], reporter: [] },
    ...{ duplicateOf: [], grades: [], feeds: NONE_KEYED, informed: [], closed: [], overdue: [] },
  },
  events: reportEvents,
  evolve: reportSteps,
};

export const reportHistory: Fold<ReportEvent, ReportState> = withPart(ownHistory, retentionPart);

/** Whether a report had come by an instant. */
export const isReceived = ({ receivedAt }: ReportOwnState, at: string): boolean =>
  receivedAt !== undefined && receivedAt <= at;

/** Where it happened, as far as was said by now. */
export const placeOf = ({
  ward,
  street,
}: ReportOwnState): { readonly ward?: string; readonly street?: string } => {
  const [inWard, inStreet] = [ward.at(-1)?.value, street.at(-1)?.value];
  return {
    ...(inWard !== undefined && { ward: inWard }),
    ...(inStreet !== undefined && { street: inStreet }),
  };
};

/** What it is about, as far as was said by now. */
export const matterOf = ({ matter }: ReportOwnState): ReportMatter | undefined => matter.at(-1)?.value;

/** R-INT-6: what a report lacked at an instant: it is taken all the same, and somebody may say more (S1:34, 41). */
export const lackingAt = (state: ReportOwnState, at: string): readonly ReportPart[] =>
  REPORT_PARTS.filter((part) => TOLD[part].every((name) => valueAt<unknown>(state[name], at) === undefined));

const TOLD: Readonly<Record<ReportPart, readonly ('observed' | 'from' | 'until' | 'ward' | 'street')[]>> = {
  OBSERVED: ['observed'],
  WHEN: ['from', 'until'],
  WHERE: ['ward', 'street'],
};

/** The grade that a report had at an instant. */
export const gradeAt = ({ grades }: ReportOwnState, at: string): ReportGrade | undefined =>
  valueAt(grades, at);

/** Why a grade does not fit what is known: by which of two rules. */
export type GradeMisfit = 'DEALING_GETS_A_RESPONSE' | 'IN_PROGRESS_IS_IMMEDIATE';

/** R-INT-2, R-INT-3: possession or use precedes "in progress", and dealing gets a response whatever a policy says (S1:41). */
export const misfitOf = (
  grade: Grade,
  mayGoUnattended: readonly ReportMatter[],
  { matter, inProgress }: { readonly matter: ReportMatter; readonly inProgress: boolean },
): GradeMisfit | undefined => {
  if (matter === 'DRUG_DEALING' && grade === 'REFERRED') return 'DEALING_GETS_A_RESPONSE';
  if (matter === 'DRUG_USE' || mayGoUnattended.includes(matter)) return undefined;
  return inProgress && grade !== 'IMMEDIATE' ? 'IN_PROGRESS_IS_IMMEDIATE' : undefined;
};

/** What was known of a report at an instant, as far as its grade depends on it. */
export const circumstancesAt = ({ matter, inProgress }: ReportOwnState, at: string) => ({
  matter: valueAt(matter, at) ?? 'OTHER',
  inProgress: valueAt(inProgress, at) ?? false,
});

/** R-INT-2, R-INT-3: a grade is in doubt where it does not fit what was known at an instant, whichever was told first (S1:41). */
export const isGradeInDoubt = (state: ReportOwnState, at: string): boolean => {
  const given = gradeAt(state, at);
  return (
    given !== undefined &&
    misfitOf(given.grade, given.mayGoUnattended, circumstancesAt(state, at)) !== undefined
  );
};

const first = (instants: readonly (string | undefined)[]): string | undefined =>
  instants.filter((one) => one !== undefined).sort()[0];

/** Since when it is known to intelligence; undefined where it is not. UTC. */
const fedSince = ({ feeds }: ReportOwnState): string | undefined =>
  first(entriesOf(feeds).map(([, { fedAt }]) => fedAt));

/** When it was done first; undefined where it was not. UTC. */
export const dutyDoneAt = ({ grades, feeds }: ReportOwnState, duty: ReportDuty): string | undefined =>
  duty === 'GRADING' ? grades[0]?.from : first(entriesOf(feeds).map(([, { assessedAt }]) => assessedAt));

/** Before which instant it is owed; undefined before the report came. UTC. */
export const dutyDueAt = ({ terms }: ReportOwnState, duty: ReportDuty): string | undefined =>
  duty === 'GRADING' ? terms?.gradeBefore : terms?.assessBefore;

/** From when on it was overdue, or will be while nobody does it. UTC. */
export const dutyOverdueFrom = (state: ReportOwnState, duty: ReportDuty): string | undefined => {
  const [due, done] = [dutyDueAt(state, duty), dutyDoneAt(state, duty)];
  return due !== undefined && done !== undefined && done < due ? undefined : due;
};

/** What was overdue and still not done at an instant. */
export const dutiesOverdueAt = (state: ReportOwnState, at: string): readonly ReportDuty[] =>
  REPORT_DUTIES.filter((duty) => {
    const [due, done] = [dutyDueAt(state, duty), dutyDoneAt(state, duty)];
    return due !== undefined && due <= at && (done === undefined || done > at);
  });

const openSince = (state: ReportOwnState, duty: ReportDuty, at: string): string | undefined => {
  const done = dutyDoneAt(state, duty);
  return isReceived(state, at) && (done === undefined || done > at) ? state.receivedAt : undefined;
};

/** R-INT-1: since when nobody had graded a report that had come, at an instant; undefined where somebody had (S1:41). */
export const ungradedSince = (state: ReportOwnState, at: string): string | undefined =>
  openSince(state, 'GRADING', at);

/** R-INT-1: since when nobody had assessed a report that had come, at an instant, whatever its grade (S1:41). */
export const unassessedSince = (state: ReportOwnState, at: string): string | undefined =>
  openSince(state, 'ASSESSMENT', at);

/** What was decided because of a report by an instant, in the order in which it was. */
export const actionsOn = (
  { feeds }: ReportOwnState,
  at: string,
): readonly (ReportAction & { readonly intelligence: string })[] =>
  entriesOf(feeds)
    .flatMap(([intelligence, { actions }]) => actions.map((one) => ({ ...one, intelligence })))
    .filter((one) => one.at <= at)
    .sort((a, b) => (`${a.at} ${a.intelligence}` < `${b.at} ${b.intelligence}` ? -1 : 1));

/** How far a report had come, as far as anybody may know who asks what became of it (R-INT-7). */
export type ReportStatus = 'RECEIVED' | 'BEING_ASSESSED' | 'ASSESSED' | 'ACTED_ON';

/** R-INT-7: what became of a report by an instant, without anything of how (S1:38). */
export const statusOf = (state: ReportOwnState, at: string): ReportStatus => {
  if (actionsOn(state, at).some(({ decision }) => decision === 'ACTION')) return 'ACTED_ON';
  if (unassessedSince(state, at) === undefined) return 'ASSESSED';
  return (fedSince(state) ?? LAST) <= at ? 'BEING_ASSESSED' : 'RECEIVED';
};

/** Later than anything. */
const LAST = '9999-12-31T23:59:59.999Z';

/** How a report had been closed at an instant; undefined while it was open. */
export const reportClosedAs = ({ closed }: ReportOwnState, at: string): ReportOutcome | undefined =>
  valueAt(closed, at);

/** When a report had been closed last, by an instant. */
export const reportClosedAt = ({ closed }: ReportOwnState, at: string): string | undefined =>
  closed.findLast(({ from, value }) => from <= at && value !== undefined)?.from;

/** The latest instant of which anything is told. */
export const reportToldUntil = (state: ReportOwnState): string =>
  [
    state.receivedAt ?? '',
    ...[state.matter, state.inProgress, state.observed, state.ward, state.street, state.from].flatMap(fromOf),
    ...[state.until, state.reporter, state.duplicateOf, state.grades, state.informed, state.closed].flatMap(
      fromOf,
    ),
    ...entriesOf(state.feeds).flatMap(([, { fedAt = '', assessedAt = '', actions }]) => [
      ...[fedAt, assessedAt],
      ...actions.map(({ at }) => at),
    ]),
  ]
    .sort()
    .at(-1) ?? '';

const fromOf = (told: Timeline<unknown>): readonly string[] => told.map(({ from }) => from);
