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
  type PersonalReference,
  type SealedText,
  type Timeline,
} from '@wardbook/event-sourcing';
import {
  gradingInCodes,
  intelligence,
  intelligenceHistory,
  intelligenceSteps,
  isEventLed,
  londonMonth,
  type Dissemination,
  type IntelligenceOwnState,
} from '@wardbook/policing';

/** Intelligence with all that there is to it, as policing’s own functions judge it. Its words are references. */
export interface IntelligenceCard extends IntelligenceOwnState {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'OPEN' | 'CLOSED';
  readonly force: string | null;
  readonly text: PersonalReference | null;
  readonly sourceRef: PersonalReference | null;
  /** By item. */
  readonly texts: Keyed<SealedText>;
}

const EXPECTED: IntelligenceCard = {
  ...{ version: 0, standing: 'EXPECTED', force: null, text: null, sourceRef: null, texts: NONE_KEYED },
  ...{ opening: {}, evaluations: [], noAction: [], closed: [] },
  ...{ subjects: NONE_KEYED, items: NONE_KEYED, links: NONE_KEYED },
  ...{ actions: NONE_KEYED, disseminations: NONE_KEYED },
};

/** Some may be recorded before the record that they are about begins: nothing is shown of that. */
const stood = (card: IntelligenceCard, state: IntelligenceOwnState): IntelligenceCard => {
  const next = { ...card, ...state };
  if (next.openedAt === undefined) return next;
  return { ...next, standing: next.closed.at(-1)?.value === true ? 'CLOSED' : 'OPEN' };
};

type Step<E extends Message> = (
  state: IntelligenceOwnState,
  event: E,
  moment: Moment,
) => IntelligenceOwnState;

const told =
  <E extends Message>(step: Step<E>) =>
  (card: IntelligenceCard, event: E, moment: Moment): IntelligenceCard =>
    stood(card, step(card, event, moment));

const forceOf = ({ stream }: Moment): string | null => intelligence.ownerOfId?.(idOf(stream)) ?? null;

/** Nobody has graded it. */
export const UNGRADED = 'UNGRADED';

export const intelligenceBoard = defineView({
  name: 'intelligence-board',
  version: 1,
  of: [intelligenceHistory],
  versionOf: intelligenceHistory,
  initial: EXPECTED,
  columns: {
    force: ({ force }) => force,
    standing: ({ standing }) => standing,
    openedAt: ({ openedAt }) => openedAt ?? null,
    openedIn: ({ openedAt }) => (openedAt === undefined ? null : londonMonth(openedAt)),
    ward: ({ opening }) => opening.ward ?? null,
    priority: ({ opening }) => opening.priority ?? null,
    submittedBy: ({ opening }) => opening.submittedBy ?? null,
    grading: ({ evaluations }) => {
      const last = evaluations.at(-1)?.value;
      return last ? gradingInCodes(last) : UNGRADED;
    },
    source: ({ evaluations }) => evaluations.at(-1)?.value.source ?? null,
    assessment: ({ evaluations }) => evaluations.at(-1)?.value.assessment ?? null,
    handling: ({ evaluations }) => evaluations.at(-1)?.value.handling ?? null,
    actedIn: (card) => {
      const first = firstAction(card);
      return first ? londonMonth(first.at) : null;
    },
    ledBy: (card) => {
      const first = firstAction(card);
      return first ? (isEventLed(card, first) ? 'EVENT' : 'INTELLIGENCE') : null;
    },
  },
  evolve: {
    IntelligenceSubmitted: (card, event, moment) => ({
      ...stood(card, intelligenceSteps.IntelligenceSubmitted(card, event, moment)),
      ...{ force: forceOf(moment), text: event.text, sourceRef: event.sourceRef ?? null },
    }),
    IntelligenceOpened: (card, event, moment) => ({
      ...stood(card, intelligenceSteps.IntelligenceOpened(card, event, moment)),
      ...{ force: forceOf(moment), text: event.text ?? null },
    }),
    IntelligenceSubjectNamed: told(intelligenceSteps.IntelligenceSubjectNamed),
    IntelligenceSubjectWithdrawn: told(intelligenceSteps.IntelligenceSubjectWithdrawn),
    IntelligenceEvaluated: told(intelligenceSteps.IntelligenceEvaluated),
    IntelligenceSanitised: (card, event, moment) => ({
      ...stood(card, intelligenceSteps.IntelligenceSanitised(card, event, moment)),
      texts: withValue(card.texts, event.item, event.text),
    }),
    SanitisedAttested: told(intelligenceSteps.SanitisedAttested),
    SanitisedWithdrawn: told(intelligenceSteps.SanitisedWithdrawn),
    IntelligenceLinked: told(intelligenceSteps.IntelligenceLinked),
    IntelligenceUnlinked: told(intelligenceSteps.IntelligenceUnlinked),
    ActionDecided: told(intelligenceSteps.ActionDecided),
    ActionEnded: told(intelligenceSteps.ActionEnded),
    NoActionDecided: told(intelligenceSteps.NoActionDecided),
    IntelligenceDisseminated: told(intelligenceSteps.IntelligenceDisseminated),
    DisseminationEnded: told(intelligenceSteps.DisseminationEnded),
    IntelligenceClosed: told(intelligenceSteps.IntelligenceClosed),
    IntelligenceReopened: told(intelligenceSteps.IntelligenceReopened),
  },
});

const firstAction = ({ actions }: IntelligenceCard) =>
  valuesOf(actions).toSorted((one, other) => (one.at < other.at ? -1 : 1))[0];

/** Of which record a sanitised text is. */
interface SanitisedCard {
  readonly item: string | null;
  readonly record: string | null;
  readonly force: string | null;
  readonly sanitisedAt: string | null;
}

const NOT_SANITISED: SanitisedCard = { item: null, record: null, force: null, sanitisedAt: null };

export const sanitisedTexts = defineView({
  name: 'sanitised-texts',
  version: 1,
  of: [intelligenceHistory],
  initial: NOT_SANITISED,
  keys: { IntelligenceSanitised: ({ item }) => item },
  columns: { force: ({ force }) => force, sanitisedAt: ({ sanitisedAt }) => sanitisedAt },
  evolve: {
    IntelligenceSanitised: (_, { item }, moment) => ({
      ...{ item, record: idOf(moment.stream), force: forceOf(moment), sanitisedAt: moment.occurredAt },
    }),
  },
});

/** What went to which agency: one row for each agency and text. */
export interface IntelligenceToldCard {
  readonly agency: string | null;
  readonly item: string | null;
  readonly record: string | null;
  readonly force: string | null;
  readonly told: Timeline<Dissemination>;
}

const NEVER_TOLD: IntelligenceToldCard = { agency: null, item: null, record: null, force: null, told: [] };

export const intelligenceTold = defineView({
  name: 'intelligence-told',
  version: 1,
  of: [intelligenceHistory],
  initial: NEVER_TOLD,
  // No identifier has a space in it.
  keys: { IntelligenceDisseminated: ({ agency, item }) => toldKey(agency, item) },
  columns: {
    agency: ({ agency }) => agency,
    force: ({ force }) => force,
    toldAt: ({ told: [first] }) => first?.from ?? null,
    toldIn: ({ told: [first] }) => (first ? londonMonth(first.from) : null),
    legalBasis: ({ told: all }) => all.at(-1)?.value.legalBasis ?? null,
  },
  evolve: {
    IntelligenceDisseminated: (row, { type: _type, agency, item, ...said }, moment) => ({
      ...{ agency, item, record: idOf(moment.stream), force: forceOf(moment) },
      told: since(row.told, moment.occurredAt, said),
    }),
  },
});

/** Names what an agency was told of one text. */
export const toldKey = (agency: string, item: string): string => `${agency} ${item}`;
