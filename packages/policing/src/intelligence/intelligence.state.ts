import {
  entriesOf,
  NONE_KEYED,
  refuse,
  since,
  valueAt,
  valueIn,
  withValue,
  type Evolve,
  type Fold,
  type Ids,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import type { DisclosurePurpose } from '../crime/crime.events.ts';
import { FORCE_IDS, forceOf } from '../ids.ts';
import { withPart } from '../mixing.ts';
import { redactionPart, type WithRedactions } from '../redaction/redaction.state.ts';
import { retentionPart, type Keeping } from '../retention/retention.state.ts';
import type { SubjectCategory } from '../subject/subject.events.ts';
import {
  intelligenceEvents,
  type ActionEnd,
  type IntelligenceEvent,
  type IntelligencePriority,
  type NoActionReason,
  type OwnIntelligenceEvent,
} from './intelligence.events.ts';
import { withSince } from '../told.ts';

type Said<Type extends OwnIntelligenceEvent['type'], Left extends string = never> = Omit<
  Extract<OwnIntelligenceEvent, { type: Type }>,
  'type' | Left
>;

/** How good it is, and how far it may go. */
export type Evaluation = Said<'IntelligenceEvaluated'>;
/** What an agency sees of it, and on what that rests. */
export type Dissemination = Said<'IntelligenceDisseminated', 'item' | 'agency'>;

/** What came in, without its words. */
export interface IntelligenceOpening {
  readonly ward?: string;
  /** Of what a report says, nobody has said one. */
  readonly priority?: IntelligencePriority;
  readonly submittedBy?: string;
  readonly report?: string;
}

/** A text without its source: who wrote it, and how far it has come. Its words are elsewhere. */
export interface SanitisedItem {
  readonly sanitisedBy?: string;
  readonly standing: Timeline<'SANITISED' | 'ATTESTED' | 'WITHDRAWN'>;
}

/** What was decided to do about it, and how that ended. */
export interface ActionState extends Said<'ActionDecided', 'action'> {
  readonly at: string;
  readonly ended: Timeline<ActionEnd>;
}

/** All that is known of intelligence but whether it is held, and which words were taken out. */
export interface IntelligenceOwnState {
  readonly openedAt?: string;
  readonly opening: IntelligenceOpening;
  /** By their ids; `undefined` in it: not about them after all. */
  readonly subjects: Keyed<Timeline<SubjectCategory | undefined>>;
  readonly evaluations: Timeline<Evaluation>;
  readonly items: Keyed<SanitisedItem>;
  /** Per `problem x` or `intelligence x`, whether it is linked. */
  readonly links: Keyed<Timeline<boolean>>;
  readonly actions: Keyed<ActionState>;
  readonly noAction: Timeline<NoActionReason>;
  /** Per item and agency; `undefined` in it is the end. */
  readonly disseminations: Keyed<Timeline<Dissemination | undefined>>;
  readonly closed: Timeline<boolean>;
}

export type IntelligenceState = Keeping<IntelligenceOwnState> & WithRedactions;

/** R-ID-1: intelligence is named by the code of its force, a dot, and its reference there. */
const INTELLIGENCE_IDS: Ids = {
  ...FORCE_IDS,
  otherwise: refuse(
    'R-ID-1',
    'Intelligence is named by the code of its force, a dot and its reference, for example police.2026-31.',
    'id',
  ),
};

/**
 * The id of intelligence: its force, and the reference that it has there.
 * @example
 * intelligenceIdOf('police', '2026-31'); // 'police.2026-31'
 */
export const intelligenceIdOf = (force: string, ref: string): string => `${force}.${ref}`;

/** What each event makes of it. */
export const intelligenceSteps: Evolve<OwnIntelligenceEvent, IntelligenceOwnState> = {
  IntelligenceSubmitted: (state, { priority, ward, submittedBy }, { occurredAt: openedAt }) => ({
    ...state,
    openedAt,
    opening: { priority, submittedBy, ...(ward !== undefined && { ward }) },
  }),
  IntelligenceOpened: (state, { report, ward }, { occurredAt: openedAt }) => ({
    ...state,
    openedAt,
    opening: { report, ...(ward !== undefined && { ward }) },
  }),
  IntelligenceSubjectNamed: (state, { subject, category }, { occurredAt }) => ({
    ...state,
    subjects: withSince(state.subjects, subject, occurredAt, category),
  }),
  IntelligenceSubjectWithdrawn: (state, { subject }, { occurredAt }) => ({
    ...state,
    subjects: withSince(state.subjects, subject, occurredAt, undefined),
  }),
  IntelligenceEvaluated: (state, { type: _type, ...said }, { occurredAt }) => ({
    ...state,
    evaluations: since(state.evaluations, occurredAt, said),
  }),
  IntelligenceSanitised: (state, { item, sanitisedBy }, { occurredAt }) => ({
    ...state,
    items: withValue(state.items, item, {
      ...{ sanitisedBy, standing: since(itemOf(state, item).standing, occurredAt, 'SANITISED') },
    }),
  }),
  SanitisedAttested: (state, { item }, { occurredAt }) => withItem(state, item, occurredAt, 'ATTESTED'),
  SanitisedWithdrawn: (state, { item }, { occurredAt }) => withItem(state, item, occurredAt, 'WITHDRAWN'),
  IntelligenceLinked: (state, linked, { occurredAt }) => ({
    ...state,
    links: withSince(state.links, patternNamed(linked), occurredAt, true),
  }),
  IntelligenceUnlinked: (state, linked, { occurredAt }) => ({
    ...state,
    links: withSince(state.links, patternNamed(linked), occurredAt, false),
  }),
  ActionDecided: (state, { type: _type, action, ...said }, { occurredAt: at }) => ({
    ...state,
    actions: withValue(state.actions, action, {
      ...{ ...said, at, ended: valueIn(state.actions, action)?.ended ?? [] },
    }),
  }),
  ActionEnded: (state, { action, end }, { occurredAt }) => {
    const known = valueIn(state.actions, action);
    return known
      ? {
          ...state,
          actions: withValue(state.actions, action, { ...known, ended: since(known.ended, occurredAt, end) }),
        }
      : state;
  },
  NoActionDecided: (state, { reason }, { occurredAt }) => ({
    ...state,
    noAction: since(state.noAction, occurredAt, reason),
  }),
  IntelligenceDisseminated: (state, { type: _type, item, agency, ...said }, { occurredAt }) => ({
    ...state,
    disseminations: withSince(state.disseminations, toWhom(item, agency), occurredAt, said),
  }),
  DisseminationEnded: (state, { item, agency }, { occurredAt }) => ({
    ...state,
    disseminations: withSince(state.disseminations, toWhom(item, agency), occurredAt, undefined),
  }),
  IntelligenceClosed: (state, _, { occurredAt }) => ({
    ...state,
    closed: since(state.closed, occurredAt, true),
  }),
  IntelligenceReopened: (state, _, { occurredAt }) => ({
    ...state,
    closed: since(state.closed, occurredAt, false),
  }),
};

const ownHistory: Fold<OwnIntelligenceEvent, IntelligenceOwnState> = {
  name: 'intelligence',
  ids: INTELLIGENCE_IDS,
  ownerOfId: forceOf,
  initial: {
    ...{ opening: {}, evaluations: [], noAction: [], closed: [] },
    ...{ subjects: NONE_KEYED, items: NONE_KEYED, links: NONE_KEYED },
    ...{ actions: NONE_KEYED, disseminations: NONE_KEYED },
  },
  events: intelligenceEvents,
  evolve: intelligenceSteps,
};

export const intelligenceHistory: Fold<IntelligenceEvent, IntelligenceState> = withPart(
  withPart(ownHistory, retentionPart),
  redactionPart,
);

const NO_ITEM: SanitisedItem = { standing: [] };

const withItem = (
  state: IntelligenceOwnState,
  item: string,
  at: string,
  standing: 'ATTESTED' | 'WITHDRAWN',
): IntelligenceOwnState => {
  const known = itemOf(state, item);
  const changed = { ...known, standing: since(known.standing, at, standing) };
  return { ...state, items: withValue(state.items, item, changed) };
};

/** What intelligence can be part of: a problem, or a pattern with other intelligence. */
export interface PatternLink {
  readonly problem?: string | undefined;
  readonly intelligence?: string | undefined;
}

/** One name for what it is linked to. */
export const patternNamed = ({ problem, intelligence = '' }: PatternLink): string =>
  problem === undefined ? `intelligence ${intelligence}` : `problem ${problem}`;

/** One name for what is seen of whom: no identifier has a space in it. */
export const toWhom = (item: string, agency: string): string => `${item} ${agency}`;

/** Whether it was on record by an instant. */
export const isOpened = ({ openedAt }: IntelligenceOwnState, at: string): boolean =>
  openedAt !== undefined && openedAt <= at;

/** R-INT-1: since when a report is on record as intelligence; undefined where this came of something else. */
export const openedFor = ({ opening, openedAt }: IntelligenceOwnState, report: string): string | undefined =>
  opening.report === report ? openedAt : undefined;

/** R-INT-1: since when it is assessed; undefined where nobody has. */
export const assessedSince = ({ evaluations }: IntelligenceOwnState): string | undefined =>
  evaluations[0]?.from;

/** Whether it had been graded by an instant. */
export const isEvaluated = (state: IntelligenceOwnState, at: string): boolean =>
  evaluationAt(state, at) !== undefined;

/** How it was graded at an instant. */
export const evaluationAt = ({ evaluations }: IntelligenceOwnState, at: string): Evaluation | undefined =>
  valueAt(evaluations, at);

/** Whom it was about at an instant, in the order of their ids. */
export const subjectsOf = (
  { subjects }: IntelligenceOwnState,
  at: string,
): readonly { readonly subject: string; readonly category: SubjectCategory }[] =>
  entriesOf(subjects)
    .flatMap(([subject, told]) => {
      const category = valueAt(told, at);
      return category === undefined ? [] : [{ subject, category }];
    })
    .sort((a, b) => (a.subject < b.subject ? -1 : 1));

/** All that is known of a sanitised text; of one that there is not, nothing. */
export const itemOf = ({ items }: IntelligenceOwnState, item: string): SanitisedItem =>
  valueIn(items, item) ?? NO_ITEM;

/** How far a sanitised text had come at an instant; undefined before there was one. */
export const itemAt = (state: IntelligenceOwnState, item: string, at: string) =>
  valueAt(itemOf(state, item).standing, at);

/** Whether it was part of any pattern at an instant. */
const isPatterned = ({ links }: IntelligenceOwnState, at: string): boolean =>
  entriesOf(links).some(([, told]) => valueAt(told, at) === true);

/** What was decided for a report: to do something that answers it, or nothing. */
export interface DecidedFor {
  /** Names what is done, within its record. */
  readonly action: string;
  readonly at: string;
  readonly kind: 'ACTION' | 'NO_ACTION';
}

/** T1-41: what was decided for a report, the oldest first: one action answers many. */
export const actionsFor = (
  { actions, noAction, opening }: IntelligenceOwnState,
  report: string,
): readonly DecidedFor[] => {
  const done = entriesOf(actions)
    .filter(([, { reports }]) => reports.includes(report))
    .map(([action, { at }]) => ({ action, at, kind: 'ACTION' as const }));
  // Of one instant, once.
  const none = new Set(opening.report === report ? noAction.map(({ from }) => from) : []);
  return [
    ...done,
    ...[...none].map((at) => ({ action: `NO_ACTION@${at}`, at, kind: 'NO_ACTION' as const })),
  ].sort((a, b) => (`${a.at} ${a.action}` < `${b.at} ${b.action}` ? -1 : 1));
};

/** T1-40: whether an action was decided before anybody had seen a pattern, by what is on record now (S1:41). */
export const isEventLed = (state: IntelligenceOwnState, { at }: Pick<ActionState, 'at'>): boolean =>
  !isPatterned(state, at);

/** Whether it had been closed by an instant. */
export const isClosed = ({ closed }: IntelligenceOwnState, at: string): boolean =>
  valueAt(closed, at) === true;

/** Who would be told, and what for. */
export interface Recipient {
  readonly agency: string;
  readonly purpose: DisclosurePurpose;
}

/** R-INT-4: what of its grading keeps it from an agency at an instant; undefined where nothing does. */
export const heldBack = (
  { assessment, handling, conditions }: Evaluation,
  { agency, purpose }: Recipient,
  at: string,
): 'FALSE' | 'FORCE_ONLY' | 'ABROAD_ONLY' | 'AGENCY' | 'PURPOSE' | 'OVER' | undefined => {
  if (assessment === 'SUSPECTED_FALSE') return 'FALSE';
  if (handling === 'ORIGINATING_FORCE_ONLY' || handling === 'NO_FURTHER') return 'FORCE_ONLY';
  // No agency on the register is law enforcement abroad.
  if (handling === 'FOREIGN_LAW_ENFORCEMENT') return 'ABROAD_ONLY';
  const { onlyAgencies, onlyPurposes, until } = conditions ?? {};
  if (onlyAgencies && !onlyAgencies.includes(agency)) return 'AGENCY';
  if (onlyPurposes && !onlyPurposes.includes(purpose)) return 'PURPOSE';
  return until !== undefined && until <= at ? 'OVER' : undefined;
};

/** What an agency sees of it. */
export interface Disseminated extends Dissemination {
  readonly item: string;
  readonly since: string;
  /** As it is graded then. */
  readonly evaluation: Evaluation;
}

/**
 * R-INT-4 and 5: what an agency saw of it at an instant: what was disseminated to it, as long as somebody attests the
 * text, the grading lets it go so far, and the agreement on which it rests is in force, whichever was told first.
 */
export const disseminatedTo = (
  state: IntelligenceOwnState,
  agency: string,
  at: string,
  isInForce: (agreement: string) => boolean = () => true,
): readonly Disseminated[] =>
  entriesOf(state.items).flatMap(([item]) => {
    const told = valueIn(state.disseminations, toWhom(item, agency)) ?? [];
    const { from = '', value } = told.findLast((entry) => entry.from <= at) ?? {};
    const evaluation = evaluationAt(state, at);
    const isSeen =
      itemAt(state, item, at) === 'ATTESTED' &&
      (value?.agreement === undefined || isInForce(value.agreement));
    return value && evaluation && isSeen && !heldBack(evaluation, { agency, ...value }, at)
      ? [{ item, since: from, ...value, evaluation }]
      : [];
  });
