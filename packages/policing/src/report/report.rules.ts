import { entriesOf, happened, refuse, valueAt, valueIn, type Dated } from '@wardbook/event-sourcing/pure';
import { notBegun, type By } from '../by.ts';
import {
  actionsFor,
  assessedSince,
  openedFor,
  type IntelligenceState,
} from '../intelligence/intelligence.state.ts';
import { REGISTER_IDS } from '../ids.ts';
import { nextDayStart } from '../london.ts';
import { gradingTerms, type PolicyState } from '../policy/policy.state.ts';
import type { RolesState } from '../role/role.state.ts';
import { onlyThrough, type Reached } from '../subject/safe-contact.ts';
import {
  REPORT_DUTIES,
  reportActedOn,
  reportActionFoundWrong,
  reportAssessed,
  reportAssessmentFoundWrong,
  reportDutyOverdue,
  reportDutyOverdueFoundWrong,
  reportFedToIntelligence,
  reportFeedFoundWrong,
  type InformingWay,
  type OwnReportEvent,
  type ReporterNews,
} from './report.events.ts';
import {
  actionsOn,
  circumstancesAt,
  dutyDueAt,
  dutyOverdueFrom,
  gradeAt,
  isReceived,
  misfitOf,
  reportClosedAs,
  reportToldUntil,
  unassessedSince,
  type ReportGrade,
  type ReportOwnState,
  type ReportState,
} from './report.state.ts';

/** R-LIFE-1 for reports. */
export const notReceived = (state: ReportOwnState, at: string) =>
  notBegun(state.receivedAt, at, 'report', 'id');

/** R-LIFE-1: a partner passes a report on to a force that is there: nobody would ever read it elsewhere. */
export const noSuchForce = ({ role }: By, { roles, adopted }: RolesState) =>
  role === 'PARTNER' && entriesOf(roles).length === 0 && Object.keys(adopted).length === 0
    ? refuse('R-LIFE-1', 'There is no such force on record. Check which one you mean.', 'id')
    : undefined;

/** R-INT-1: what is fed to intelligence of another force would never be assessed (S1:41). */
export const notOfThisForce = (intelligence: string, force: string) =>
  intelligence.startsWith(`${force}.`)
    ? undefined
    : refuse(
        'R-INT-1',
        `A report is fed to intelligence of its own force. Begin its name with ${force} and a dot.`,
        'intelligence',
      );

/** Whether a partner names a report that it did not pass on itself. */
export const isOfAnother = ({ role, agency }: By, { receivedAt, terms }: ReportOwnState): boolean =>
  role === 'PARTNER' && receivedAt !== undefined && terms?.through !== agency;

/** R-AUTH-3: nobody begins what somebody else has begun; whatever else would be refused is refused for its own reason. */
export const taken = (by: By, state: ReportOwnState) =>
  isOfAnother(by, state) ? REGISTER_IDS.taken : undefined;

/** What somebody says of a report. */
interface Telling {
  readonly observed?: unknown;
  readonly whySuspicious?: unknown;
  readonly ward?: string;
  readonly street?: string;
  readonly from?: string;
  readonly until?: string;
  readonly reporter?: string;
  readonly reporterCategory?: string;
}

/** R-INT-20: what happened ends after it begins, whichever was said first; one of both times may be missing (R-INT-6). */
export const backwards = (said: Telling, state: ReportOwnState, at: string) => {
  const { from = valueAt(state.from, at), until = valueAt(state.until, at) } = said;
  return from !== undefined && until !== undefined && until < from
    ? refuse(
        'R-INT-20',
        'What happened cannot end before it begins. Check both times.',
        said.until === undefined ? 'from' : 'until',
      )
    : undefined;
};

/** R-INT-21: a category is somebody’s in this report (DPA 2018 s.38). */
export const categoryOfNobody = ({ reporter, reporterCategory }: Telling) =>
  reporterCategory !== undefined && reporter === undefined
    ? refuse('R-INT-21', 'Name the person whose category this is.', 'reporter')
    : undefined;

/** R-INT-21: whoever says more says something. */
export const nothingMore = ({ observed, whySuspicious, ward, street, from, until, reporter }: Telling) =>
  [observed, whySuspicious, ward, street, from, until, reporter].every((one) => one === undefined)
    ? refuse('R-INT-21', 'Say what you add: what was seen, when, where, or who reported it.', 'observed')
    : undefined;

/** R-INT-21: whoever corrects a report says what is so. */
export const nothingCorrected = ({
  matter,
  inProgress,
}: {
  readonly matter?: string;
  readonly inProgress?: boolean;
}) =>
  matter === undefined && inProgress === undefined
    ? refuse('R-INT-21', 'Say what it is about, or whether it was in progress.', 'matter')
    : undefined;

/** R-INT-22: a duplicate is one of another report, which came first and is none itself (S1:41). */
export const noOriginal = (
  { id, of }: { readonly id: string; readonly of: string },
  { receivedAt = '' }: ReportOwnState,
  other: ReportState,
  at: string,
) => {
  if (of === id) return refuse('R-INT-22', 'A report is no duplicate of itself. Name the other one.', 'of');
  if (!isReceived(other, at))
    return refuse(
      'R-LIFE-1',
      'There was no such report at that time. Check the reference and the time.',
      'of',
    );
  // Whichever of two is marked first, they are never each other's.
  if (!isReceived(other, receivedAt))
    return refuse('R-INT-22', 'That report came later than this one. Mark that one as the duplicate.', 'of');
  return valueAt(other.duplicateOf, at) === undefined
    ? undefined
    : refuse('R-INT-22', 'That report is a duplicate itself. Name the one that it is a duplicate of.', 'of');
};

/** R-LIFE-1: only what was marked is unmarked. */
export const notDuplicate = ({ duplicateOf }: ReportOwnState, at: string) =>
  valueAt(duplicateOf, at) === undefined
    ? refuse(
        'R-LIFE-1',
        'This report was marked as no duplicate at that time. There is nothing to end.',
        'id',
      )
    : undefined;

/** R-INT-1: by when a report is graded and assessed: as the policy on grading says, else on the London day on which it came. */
export const owedBy = (policy: PolicyState, at: string) => {
  const terms = gradingTerms(policy, at);
  const before = (minutes: number | undefined): string =>
    minutes === undefined ? nextDayStart(at) : new Date(Date.parse(at) + minutes * 60_000).toISOString();
  return {
    gradeBefore: before(terms?.gradeWithinMinutes),
    assessBefore: before(terms?.assessWithinMinutes),
    ...(terms && { policy: terms.version }),
  };
};

/** R-INT-8: the level of response is decided according to the policy on grading; without one nobody grades (S1:41). */
export const noPolicy = (policy: PolicyState, at: string) =>
  gradingTerms(policy, at) === undefined
    ? refuse(
        'R-INT-8',
        'Your force had no policy on grading at that time. Have one adopted first, or check the time.',
        'occurredAt',
      )
    : undefined;

/** Which grade, and what speaks for it. */
export type GradeAsked = Pick<ReportGrade, 'grade' | 'rationale'>;

/** What the policy on grading says of a grade. */
export const gradedBy = (policy: PolicyState, { grade, rationale }: GradeAsked, at: string): ReportGrade => {
  const { version = '', mayGoUnattended = [], targets = [] } = gradingTerms(policy, at) ?? {};
  const withinMinutes = targets.find((target) => target.grade === grade)?.withinMinutes;
  return {
    ...{ grade, rationale, policy: version, mayGoUnattended: [...mayGoUnattended] },
    ...(withinMinutes !== undefined && { withinMinutes }),
  };
};

/** R-LIFE-2: a report is graded once; after that it is regraded. */
export const gradedAlready = ({ gradedAt }: ReportOwnState) =>
  gradedAt === undefined
    ? undefined
    : refuse('R-LIFE-2', 'This report has been graded. Regrade it, and say why.', 'id');

/** R-LIFE-1: only what was graded is regraded. */
export const notGraded = ({ gradedAt }: ReportOwnState, at: string) =>
  gradedAt !== undefined && gradedAt <= at
    ? undefined
    : refuse('R-LIFE-1', 'Nobody had graded this report by then. Grade it first.', 'id');

/** R-INT-2, R-INT-3: a crime in progress is graded immediate, and dealing gets a response; use of drugs may go without (S1:41). */
export const unfitGrade = (state: ReportOwnState, { grade, mayGoUnattended }: ReportGrade, at: string) => {
  switch (misfitOf(grade, mayGoUnattended, circumstancesAt(state, at))) {
    case 'IN_PROGRESS_IS_IMMEDIATE':
      return refuse('R-INT-2', 'This was in progress at that time. Grade it as immediate.', 'grade');
    case 'DEALING_GETS_A_RESPONSE':
      return refuse(
        'R-INT-3',
        'Police respond to the dealing of drugs. Choose a grade by which somebody comes.',
        'grade',
      );
    default:
      return undefined;
  }
};

/** R-INT-7: whoever reported is told what is so by then, and nothing that may be (S1:38). */
export const notSoYet = (state: ReportOwnState, what: ReporterNews, at: string) =>
  IS_SO[what](state, at)
    ? undefined
    : refuse('R-INT-7', 'That had not happened by then. Tell them what had, or check the time.', 'what');

const IS_SO: Readonly<Record<ReporterNews, (state: ReportOwnState, at: string) => boolean>> = {
  RECEIVED: isReceived,
  GRADED: (state, at) => gradeAt(state, at) !== undefined,
  ASSESSED: (state, at) => unassessedSince(state, at) === undefined,
  ACTED_ON: (state, at) => actionsOn(state, at).some(({ decision }) => decision === 'ACTION'),
  CLOSED: (state, at) => reportClosedAs(state, at) !== undefined,
};

/**
 * R-VIS-7: nobody is called or written to unless that is known to be safe, nor met where it is known not to be (8.7); of
 * whoever gave no name nobody knows either.
 */
export const unsafe = (
  { reporter }: ReportOwnState,
  way: Exclude<InformingWay, 'WHEN_ASKED'>,
  reached: Reached,
  at: string,
) => {
  const only = onlyThrough(reached, at);
  if (way === 'THROUGH_AGENCY')
    return only === undefined
      ? refuse(
          'R-VIS-7',
          'Nobody said through which agency to reach whoever reported this. Record that first.',
          'way',
        )
      : undefined;
  if (only !== undefined)
    return refuse(
      'R-VIS-7',
      'Whoever reported this is only reached through an agency. Tell them through it.',
      'way',
    );
  const isUnknown = way !== 'IN_PERSON' && valueAt(reporter, at) === undefined;
  return isUnknown || reached.unsafe.registeredAt !== undefined
    ? refuse(
        'R-VIS-7',
        'Nobody said that it is safe to reach whoever reported this so. Choose another way, or record how it is safe.',
        'way',
      )
    : undefined;
};

/** R-INT-1: a report of any grade is closed once it was graded and assessed (S1:41). */
export const notDealtWith = (state: ReportOwnState, at: string) =>
  ungraded(state, at) ??
  (unassessedSince(state, at) === undefined
    ? undefined
    : refuse('R-INT-1', 'Nobody had assessed this report by then. It is closed once somebody has.', 'id'));

/** R-INT-1: no report ends without a grade (S1:41). */
export const ungraded = (state: ReportOwnState, at: string) =>
  gradeAt(state, at) === undefined
    ? refuse('R-INT-1', 'Nobody had graded this report by then. Grade it first.', 'id')
    : undefined;

/** R-LIFE-1: what is closed is not closed again. */
export const notOpen = (state: ReportOwnState, at: string) =>
  reportClosedAs(state, at) === undefined
    ? undefined
    : refuse('R-LIFE-1', 'This report had been closed by then. Reopen it first.', 'id');

/** R-LIFE-1: only what was closed is reopened. */
export const notClosed = (state: ReportOwnState, at: string) =>
  reportClosedAs(state, at) === undefined
    ? refuse('R-LIFE-1', 'This report was open at that time. There is nothing to reopen.', 'id')
    : undefined;

type Happened = Dated<OwnReportEvent>;

/**
 * R-INT-1: what intelligence says of a report now, as the difference to what is on record of that: it was fed, assessed,
 * and something was decided because of it (S1:41).
 */
export const feedCorrected = (
  id: string,
  intelligence: string,
  state: ReportOwnState,
  known: IntelligenceState,
): readonly Happened[] => {
  const { fedAt, assessedAt, actions = [] } = valueIn(state.feeds, intelligence) ?? {};
  const since = openedFor(known, id);
  const assessed = since === undefined ? undefined : assessedSince(known);
  const decided = actionsFor(known, id).map(({ action, at, kind: decision }) => ({ action, at, decision }));
  return [
    ...moved(fedAt, since, reportFeedFoundWrong({ intelligence }), reportFedToIntelligence({ intelligence })),
    ...moved(
      assessedAt,
      assessed,
      reportAssessmentFoundWrong({ intelligence }),
      reportAssessed({ intelligence }),
    ),
    ...actions
      .filter((one) => !decided.some((other) => isSame(one, other)))
      .map(({ at, action }) => happened(at, reportActionFoundWrong({ intelligence, action }))),
    ...decided
      .filter((one) => !actions.some((other) => isSame(one, other)))
      .map(({ at, ...said }) => happened(at, reportActedOn({ intelligence, ...said }))),
  ];
};

const moved = (
  before: string | undefined,
  now: string | undefined,
  wrong: OwnReportEvent,
  right: OwnReportEvent,
): readonly Happened[] =>
  before === now
    ? []
    : [
        ...(before === undefined ? [] : [happened(before, wrong)]),
        ...(now === undefined ? [] : [happened(now, right)]),
      ];

type Decided = ReturnType<typeof actionsFor>[number];

const isSame = (
  one: Omit<Decided, 'kind'> & { readonly decision: Decided['kind'] },
  other: typeof one,
): boolean => one.action === other.action && one.at === other.at && one.decision === other.decision;

/**
 * R-INT-1: what is owed to a report and was not done in time is overdue from then on, whoever notices when; what was
 * recorded late says that it had been done (8.7).
 */
export const dutiesCorrected = (state: ReportOwnState, at: string): readonly Happened[] => {
  const until = [at, reportToldUntil(state)].sort().at(-1) ?? at;
  return REPORT_DUTIES.flatMap((duty) => {
    const [dueAt, from] = [dutyDueAt(state, duty), dutyOverdueFrom(state, duty)];
    const known = state.overdue.filter((one) => one.duty === duty);
    return [
      ...(from === undefined
        ? known.map((one) => happened(one.dueAt, reportDutyOverdueFoundWrong(one)))
        : []),
      ...(dueAt !== undefined && from !== undefined && from <= until && known.length === 0
        ? [happened(from, reportDutyOverdue({ duty, dueAt }))]
        : []),
    ];
  });
};
