import {
  defineView,
  idOf,
  placed,
  type Message,
  type Moment,
  type PersonalReference,
} from '@wardbook/event-sourcing';
import {
  isGradeInDoubt,
  londonMonth,
  REPORT_DUTIES,
  reportClosedAs,
  reportDutyDoneAt,
  reportDutyDueAt,
  reportHistory,
  reportSteps,
  type ReportOwnState,
} from '@wardbook/policing';

/** A report of the public, as policing’s own functions judge it. Its words are references, which only the door opens. */
export interface ReportCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'OPEN' | 'CLOSED';
  readonly force: string | null;
  readonly state: ReportStateCard;
  readonly accounts: readonly ReportAccountCard[];
}

/** As policing's own functions judge it. */
type ReportStateCard = { readonly [Name in keyof ReportOwnState]: ReportOwnState[Name] };

/** What somebody said they saw, and what is suspicious about it. */
interface ReportAccountCard {
  readonly at: string;
  readonly observed: PersonalReference | null;
  readonly whySuspicious: PersonalReference | null;
}

const { retention: _kept, ...beforeAnything } = reportHistory.initial;

const EXPECTED: ReportCard = {
  version: 0,
  standing: 'EXPECTED',
  force: null,
  state: beforeAnything,
  accounts: [],
};

/** Later than anything. */
const LAST = '9999-12-31T23:59:59.999Z';

type Step<E extends Message> = (state: ReportOwnState, event: E, moment: Moment) => ReportOwnState;

const told =
  <E extends Message>(step: Step<E>) =>
  (card: ReportCard, event: E, moment: Moment): ReportCard => {
    const state = step(card.state, event, moment);
    const isOpen = reportClosedAs(state, LAST) === undefined;
    return {
      ...card,
      state,
      // Some may be recorded before the report that it is about is: nothing is shown of that.
      standing: state.receivedAt === undefined ? 'EXPECTED' : isOpen ? 'OPEN' : 'CLOSED',
    };
  };

interface Words {
  readonly observed?: PersonalReference | undefined;
  readonly whySuspicious?: PersonalReference | undefined;
}

const accounted = (card: ReportCard, { observed, whySuspicious }: Words, at: string): ReportCard =>
  observed === undefined && whySuspicious === undefined
    ? card
    : {
        ...card,
        accounts: placed(card.accounts, {
          ...{ at, observed: observed ?? null, whySuspicious: whySuspicious ?? null },
        }),
      };

export const reportBoard = defineView({
  name: 'report-board',
  version: 1,
  of: [reportHistory],
  versionOf: reportHistory,
  initial: EXPECTED,
  columns: {
    force: ({ force }) => force,
    standing: ({ standing }) => standing,
    receipt: ({ state }) => state.terms?.receipt ?? null,
    through: ({ state }) => state.terms?.through ?? null,
    ward: ({ state }) => state.ward.at(-1)?.value ?? null,
    matter: ({ state }) => state.matter.at(-1)?.value ?? null,
    grade: ({ state }) => state.grades.at(-1)?.value.grade ?? NOT_GRADED,
    inDoubt: ({ state }) => yesOrNo(isGradeInDoubt(state, LAST)),
    unassessed: ({ state }) => yesOrNo(reportDutyDoneAt(state, 'ASSESSMENT') === undefined),
    duplicateOf: ({ state }) => state.duplicateOf.at(-1)?.value ?? null,
    receivedAt: ({ state }) => state.receivedAt ?? null,
    receivedIn: ({ state }) => (state.receivedAt === undefined ? null : londonMonth(state.receivedAt)),
    overdueFrom: ({ state }) => awaitedFrom(state),
  },
  evolve: {
    PublicReportReceived: (card, event, moment) => ({
      ...accounted(told(reportSteps.PublicReportReceived)(card, event, moment), event, moment.occurredAt),
      force: reportHistory.ownerOfId?.(idOf(moment.stream)) ?? null,
    }),
    MoreReported: (card, event, moment) =>
      accounted(told(reportSteps.MoreReported)(card, event, moment), event, moment.occurredAt),
    ReportCorrected: told(reportSteps.ReportCorrected),
    ReportMarkedDuplicate: told(reportSteps.ReportMarkedDuplicate),
    ReportDuplicateEnded: told(reportSteps.ReportDuplicateEnded),
    ReportGraded: told(reportSteps.ReportGraded),
    ReportRegraded: told(reportSteps.ReportRegraded),
    ReportFedToIntelligence: told(reportSteps.ReportFedToIntelligence),
    ReportFeedFoundWrong: told(reportSteps.ReportFeedFoundWrong),
    ReportAssessed: told(reportSteps.ReportAssessed),
    ReportAssessmentFoundWrong: told(reportSteps.ReportAssessmentFoundWrong),
    ReportActedOn: told(reportSteps.ReportActedOn),
    ReportActionFoundWrong: told(reportSteps.ReportActionFoundWrong),
    ReporterInformed: told(reportSteps.ReporterInformed),
    ReportClosed: told(reportSteps.ReportClosed),
    ReportReopened: told(reportSteps.ReportReopened),
    ReportDutyOverdue: told(reportSteps.ReportDutyOverdue),
    ReportDutyOverdueFoundWrong: told(reportSteps.ReportDutyOverdueFoundWrong),
  },
});

/** The grade of a report that nobody has graded yet. */
const NOT_GRADED = 'NOT_GRADED';

const yesOrNo = (is: boolean): 'YES' | 'NO' => (is ? 'YES' : 'NO');

/** From when on something that is owed to the report is overdue while nobody does it; null where nothing is awaited. */
const awaitedFrom = (state: ReportStateCard): string | null =>
  REPORT_DUTIES.flatMap((duty) =>
    reportDutyDoneAt(state, duty) === undefined ? (reportDutyDueAt(state, duty) ?? []) : [],
  ).sort()[0] ?? null;
