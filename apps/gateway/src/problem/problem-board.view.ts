import {
  defineView,
  idOf,
  NONE_KEYED,
  since,
  valuesOf,
  withValue,
  type Keyed,
  type Message,
  type Moment,
  type SealedText,
  type Timeline,
} from '@wardbook/event-sourcing';
import {
  londonMonth,
  problem,
  problemHistory,
  problemStandingOf,
  problemSteps,
  type MeasureAim,
  type MeasureProgress,
  type ProblemEvent,
  type ProblemOwnState,
  type ProblemStanding,
} from '@wardbook/policing';

/** A problem with all that there is to it, as policing’s own functions judge it. */
export interface ProblemCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | ProblemStanding;
  readonly force: string | null;
  readonly state: ProblemOwnState;
  /** `title`, `objective`, and those of its parts by kind and name. */
  readonly words: Keyed<SealedText>;
}

const EXPECTED: ProblemCard = {
  version: 0,
  standing: 'EXPECTED',
  force: null,
  state: {
    ...{ scans: NONE_KEYED, analyses: NONE_KEYED, reports: NONE_KEYED, profiles: NONE_KEYED },
    ...{ adoption: [], measures: NONE_KEYED, assessments: NONE_KEYED, assessed: [], closed: [] },
    studies: NONE_KEYED,
  },
  words: NONE_KEYED,
};

/** Later than anything: what is said last. */
const AT_LAST = '9999-12-31T23:59:59.999Z';

type Step<E extends Message> = (state: ProblemOwnState, event: E, moment: Moment) => ProblemOwnState;

/** What policing makes of it, and the words that come with it. */
const told =
  <E extends Message>(
    step: Step<E>,
    wordsOf: (event: E) => readonly (readonly [name: string, text: SealedText | undefined])[] = () => [],
  ) =>
  (card: ProblemCard, event: E, moment: Moment): ProblemCard => {
    const state = step(card.state, event, moment);
    return {
      ...card,
      state,
      force: problem.ownerOfId?.(idOf(moment.stream)) ?? null,
      standing: problemStandingOf(state, AT_LAST) ?? 'EXPECTED',
      words: wordsOf(event).reduce(
        (words, [name, text]) => (text === undefined ? words : withValue(words, name, text)),
        card.words,
      ),
    };
  };

export const problemBoard = defineView({
  name: 'problem-board',
  version: 2,
  of: [problemHistory],
  versionOf: problemHistory,
  initial: EXPECTED,
  columns: {
    force: ({ force }) => force,
    ward: ({ state }) => state.raised?.ward ?? null,
    category: ({ state }) => state.raised?.category ?? null,
    standing: ({ standing }) => standing,
    lead: ({ state }) => state.adoption.at(-1)?.value.lead.agency ?? null,
    raisedAt: ({ state }) => state.raisedAt ?? null,
  },
  evolve: {
    ProblemRaised: told(problemSteps.ProblemRaised, ({ title, objective }) => [
      ['title', title],
      ['objective', objective],
    ]),
    ProblemScanned: told(problemSteps.ProblemScanned, ({ scan, note }) => [[`scan ${scan}`, note]]),
    ProblemAnalysed: told(problemSteps.ProblemAnalysed, ({ analysis, finding }) => [
      [`analysis ${analysis}`, finding],
    ]),
    ProblemReportLinked: told(problemSteps.ProblemReportLinked),
    ProblemReportUnlinked: told(problemSteps.ProblemReportUnlinked),
    ProblemProfileRecorded: told(problemSteps.ProblemProfileRecorded),
    ProblemProfileEnded: told(problemSteps.ProblemProfileEnded),
    TargetProfileRecorded: told(problemSteps.TargetProfileRecorded),
    TargetProfileEnded: told(problemSteps.TargetProfileEnded),
    ProblemAdopted: told(problemSteps.ProblemAdopted, ({ measures }) =>
      measures.map(({ measure, approach }) => [`approach ${measure}`, approach]),
    ),
    MeasureTasked: told(problemSteps.MeasureTasked, ({ measure, approach }) => [
      [`approach ${measure}`, approach],
    ]),
    MeasureStarted: told(problemSteps.MeasureStarted),
    MeasureCompleted: told(problemSteps.MeasureCompleted, ({ measure, note }) => [[`note ${measure}`, note]]),
    MeasureCancelled: told(problemSteps.MeasureCancelled),
    MeasureReopened: told(problemSteps.MeasureReopened),
    ProblemAssessed: told(problemSteps.ProblemAssessed, ({ assessment, tangible }) => [
      [`assessment ${assessment}`, tangible],
    ]),
    ProblemClosed: told(problemSteps.ProblemClosed),
    ProblemReopened: told(problemSteps.ProblemReopened),
    CaseStudyDrafted: told(problemSteps.CaseStudyDrafted, ({ study, text }) => [[`study ${study}`, text]]),
    CaseStudyPublished: told(problemSteps.CaseStudyPublished),
    CaseStudyWithdrawn: told(problemSteps.CaseStudyWithdrawn),
  },
});

/** No identifier has a space in it. */
const within = (stream: string, part: string): string => `${idOf(stream)} ${part}`;

/** A measure of a problem, found by whose it is and when it is due. */
interface MeasureCard {
  readonly problem: string | null;
  readonly measure: string | null;
  readonly agency: string | null;
  readonly aim: MeasureAim | null;
  readonly proactive: boolean;
  readonly dueOn: string | null;
  readonly taskedAt: string | null;
  readonly progress: Timeline<MeasureProgress>;
}

const NO_MEASURE: MeasureCard = {
  ...{ problem: null, measure: null, agency: null, aim: null },
  ...{ proactive: false, dueOn: null, taskedAt: null, progress: [] },
};

type Measured = Extract<ProblemEvent, { readonly measure: string }>;
const measureKey = ({ measure }: Measured, { stream }: Moment): string => within(stream, measure);

const progressed =
  <E extends Measured>(to: (event: E) => MeasureProgress) =>
  (card: MeasureCard, event: E, { stream, occurredAt }: Moment): MeasureCard => ({
    ...{ ...card, problem: idOf(stream), measure: event.measure },
    progress: since(card.progress, occurredAt, to(event)),
  });

export const problemMeasures = defineView({
  name: 'problem-measures',
  version: 1,
  of: [problemHistory],
  initial: NO_MEASURE,
  keys: {
    MeasureTasked: measureKey,
    MeasureStarted: measureKey,
    MeasureCompleted: measureKey,
    MeasureCancelled: measureKey,
    MeasureReopened: measureKey,
  },
  columns: {
    force: ({ problem: id }) => (id === null ? null : (problem.ownerOfId?.(id) ?? null)),
    agency: ({ agency }) => agency,
    aim: ({ aim }) => aim,
    dueOn: ({ dueOn }) => dueOn,
    standing: ({ taskedAt, progress }) =>
      taskedAt === null ? 'EXPECTED' : (progress.at(-1)?.value.standing ?? 'TASKED'),
    taskedIn: ({ taskedAt }) => (taskedAt === null ? null : londonMonth(taskedAt)),
    completedIn: ({ progress }) => {
      const last = progress.at(-1);
      return last?.value.standing === 'COMPLETED' ? londonMonth(last.from) : null;
    },
  },
  evolve: {
    MeasureTasked: (card, { measure, agency, aim, proactive, dueOn }, { stream, occurredAt: taskedAt }) => ({
      ...{ problem: idOf(stream), measure, agency, aim, proactive, dueOn, taskedAt },
      progress: since(card.progress, taskedAt, { standing: 'TASKED' } satisfies MeasureProgress),
    }),
    MeasureStarted: progressed(() => ({ standing: 'STARTED' })),
    MeasureCompleted: progressed(({ result }) => ({ standing: 'COMPLETED', result })),
    MeasureCancelled: progressed(({ reason }) => ({ standing: 'CANCELLED', reason })),
    MeasureReopened: progressed(() => ({ standing: 'TASKED' })),
  },
});

/** An example for everybody, that says nothing of whose problem it was. */
interface CaseStudyCard {
  readonly problem: string | null;
  readonly study: string | null;
  readonly text: SealedText | null;
  readonly published: Timeline<boolean>;
}

const NO_STUDY: CaseStudyCard = { problem: null, study: null, text: null, published: [] };

type Studied = Extract<ProblemEvent, { readonly study: string }>;
const studyKey = ({ study }: Studied, { stream }: Moment): string => within(stream, study);

const published =
  (isPublished: boolean) =>
  (card: CaseStudyCard, { study }: Studied, { stream, occurredAt }: Moment): CaseStudyCard => ({
    ...{ ...card, problem: idOf(stream), study },
    published: since(card.published, occurredAt, isPublished),
  });

export const caseStudyBoard = defineView({
  name: 'case-studies',
  version: 1,
  of: [problemHistory],
  initial: NO_STUDY,
  keys: { CaseStudyDrafted: studyKey, CaseStudyPublished: studyKey, CaseStudyWithdrawn: studyKey },
  columns: {
    standing: (card) =>
      card.text !== null && card.published.at(-1)?.value === true ? 'PUBLISHED' : 'EXPECTED',
    publishedAt: (card) => card.published.at(-1)?.from ?? null,
  },
  evolve: {
    CaseStudyDrafted: (card, { study, text }, { stream }) => ({
      ...{ ...card, problem: idOf(stream), study, text },
    }),
    CaseStudyPublished: published(true),
    CaseStudyWithdrawn: published(false),
  },
});

/** Of which problems an agency has a part: one row for each agency and problem. */
interface SharedCard {
  readonly agency: string | null;
  readonly problem: string | null;
  /** Since when. */
  readonly sharedAt: string | null;
}

const NOT_SHARED: SharedCard = { agency: null, problem: null, sharedAt: null };

const shared = (card: SharedCard, agency: string, { stream, occurredAt }: Moment): SharedCard => ({
  ...{ agency, problem: idOf(stream) },
  sharedAt: card.sharedAt !== null && card.sharedAt <= occurredAt ? card.sharedAt : occurredAt,
});

export const problemsShared = defineView({
  name: 'problems-shared',
  version: 1,
  of: [problemHistory],
  initial: NOT_SHARED,
  keys: {
    ProblemRaised: ({ raisedBy }, { stream }) => `${raisedBy} ${idOf(stream)}`,
    ProblemAdopted: ({ lead }, { stream }) => `${lead.agency} ${idOf(stream)}`,
    MeasureTasked: ({ agency }, { stream }) => `${agency} ${idOf(stream)}`,
  },
  columns: { agency: ({ agency }) => agency, sharedAt: ({ sharedAt }) => sharedAt },
  evolve: {
    ProblemRaised: (card, { raisedBy }, moment) => shared(card, raisedBy, moment),
    ProblemAdopted: (card, { lead }, moment) => shared(card, lead.agency, moment),
    MeasureTasked: (card, { agency }, moment) => shared(card, agency, moment),
  },
});

/** R-AUTH-3: a partner sees what it raised, leads, or is to do something about; what was cancelled is no part. */
export const hasPartIn = ({ state }: ProblemCard, agency: string): boolean =>
  state.raised?.raisedBy === agency ||
  state.adoption.at(-1)?.value.lead.agency === agency ||
  valuesOf(state.measures).some(
    ({ tasked, progress }) => tasked?.agency === agency && progress.at(-1)?.value.standing !== 'CANCELLED',
  );
