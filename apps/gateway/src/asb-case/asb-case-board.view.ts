import {
  defineView,
  idOf,
  NONE_KEYED,
  withValue,
  type Keyed,
  type Message,
  type Moment,
  type PersonalReference,
} from '@wardbook/event-sourcing';
import {
  asbCaseHistory,
  asbCaseSteps,
  londonMonth,
  type AsbCaseOwnState,
  type Complainant,
  type Criterion,
} from '@wardbook/policing';

/** A case with all that there is to it, as policing’s own functions judge it. Its words are references. */
export interface AsbCaseCard extends AsbCaseOwnState {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'OPEN' | 'CLOSED';
  /** Whose case it is. */
  readonly agencyKey: string;
  readonly complainant: string;
  readonly complainantIs: Complainant;
  readonly category: string;
  readonly ward: string | null;
  readonly criteria: readonly Criterion[];
  /** By incident. */
  readonly descriptions: Keyed<PersonalReference>;
  /** By the name of the words. */
  readonly texts: Keyed<PersonalReference>;
}

const EXPECTED: AsbCaseCard = {
  version: 0,
  standing: 'EXPECTED',
  agencyKey: '',
  complainant: '',
  complainantIs: 'INDIVIDUAL',
  category: '',
  ward: null,
  criteria: [],
  incidents: NONE_KEYED,
  responses: NONE_KEYED,
  reviews: NONE_KEYED,
  links: NONE_KEYED,
  words: NONE_KEYED,
  disclosures: NONE_KEYED,
  closed: [],
  descriptions: NONE_KEYED,
  texts: NONE_KEYED,
};

/** Some may be recorded before the case that it is about is: nothing is shown of that. */
const stood = (card: AsbCaseCard, state: AsbCaseOwnState): AsbCaseCard => {
  const next = { ...card, ...state };
  if (next.openedAt === undefined) return next;
  return { ...next, standing: next.closed.at(-1)?.value === undefined ? 'OPEN' : 'CLOSED' };
};

type Step<E extends Message> = (state: AsbCaseOwnState, event: E, moment: Moment) => AsbCaseOwnState;

const told =
  <E extends Message>(step: Step<E>) =>
  (card: AsbCaseCard, event: E, moment: Moment): AsbCaseCard =>
    stood(card, step(card, event, moment));

export const asbCaseBoard = defineView({
  name: 'asb-case-board',
  version: 1,
  of: [asbCaseHistory],
  versionOf: asbCaseHistory,
  initial: EXPECTED,
  columns: {
    agency: ({ agencyKey }) => agencyKey,
    category: ({ category }) => category,
    ward: ({ ward }) => ward,
    standing: ({ standing }) => standing,
    openedAt: ({ openedAt }) => openedAt ?? null,
  },
  evolve: {
    AsbCaseOpened: (card, event, moment) => {
      const { agency: agencyKey, complainant, complainantIs, category, ward = null, criteria } = event;
      return {
        ...stood(card, asbCaseSteps.AsbCaseOpened(card, event, moment)),
        ...{ agencyKey, complainant, complainantIs, category, ward, criteria },
      };
    },
    AsbIncidentRecorded: (card, event, moment) => {
      const next = stood(card, asbCaseSteps.AsbIncidentRecorded(card, event, moment));
      return event.description === undefined
        ? next
        : { ...next, descriptions: withValue(next.descriptions, event.incident, event.description) };
    },
    AsbIncidentFoundWrong: told(asbCaseSteps.AsbIncidentFoundWrong),
    AsbCaseLinked: told(asbCaseSteps.AsbCaseLinked),
    AsbCaseUnlinked: told(asbCaseSteps.AsbCaseUnlinked),
    AsbResponseRecorded: told(asbCaseSteps.AsbResponseRecorded),
    CaseReviewRequested: told(asbCaseSteps.CaseReviewRequested),
    CaseReviewAcknowledged: told(asbCaseSteps.CaseReviewAcknowledged),
    ThresholdMet: told(asbCaseSteps.ThresholdMet),
    ThresholdNotMet: told(asbCaseSteps.ThresholdNotMet),
    ReviewMeetingHeld: told(asbCaseSteps.ReviewMeetingHeld),
    AsbWordsProposed: (card, event, moment) => {
      const next = stood(card, asbCaseSteps.AsbWordsProposed(card, event, moment));
      return { ...next, texts: withValue(next.texts, event.words, event.text) };
    },
    AsbWordsApproved: told(asbCaseSteps.AsbWordsApproved),
    AsbWordsWithdrawn: told(asbCaseSteps.AsbWordsWithdrawn),
    AsbCaseDisclosed: told(asbCaseSteps.AsbCaseDisclosed),
    AsbCaseDisclosureEnded: told(asbCaseSteps.AsbCaseDisclosureEnded),
    AsbCaseClosed: told(asbCaseSteps.AsbCaseClosed),
    AsbCaseReopened: told(asbCaseSteps.AsbCaseReopened),
  },
});

/** Of which cases an agency was ever told anything: one row for each agency and case. */
interface AsbCaseToldCard {
  readonly agency: string | null;
  readonly asbCase: string | null;
  /** When it was first told. */
  readonly toldAt: string | null;
}

const NEVER_TOLD: AsbCaseToldCard = { agency: null, asbCase: null, toldAt: null };

// No identifier has a space in it.
const toAgency = ({ agency }: { readonly agency: string }, { stream }: Moment): string =>
  `${agency} ${idOf(stream)}`;

const tellingOf = (
  { toldAt }: AsbCaseToldCard,
  { agency }: { readonly agency: string },
  { stream, occurredAt }: Moment,
): AsbCaseToldCard => ({
  agency,
  asbCase: idOf(stream),
  toldAt: toldAt !== null && toldAt <= occurredAt ? toldAt : occurredAt,
});

export const asbCasesTold = defineView({
  name: 'asb-cases-told',
  version: 1,
  of: [asbCaseHistory],
  initial: NEVER_TOLD,
  keys: { AsbCaseDisclosed: toAgency, CaseReviewShared: toAgency },
  columns: { agency: ({ agency }) => agency, toldAt: ({ toldAt }) => toldAt },
  evolve: { AsbCaseDisclosed: tellingOf, CaseReviewShared: tellingOf },
});

/** That somebody asked for a review: one row for each; how it stands, the case says. */
interface CaseReviewCard {
  readonly agency: string | null;
  readonly asbCase: string | null;
  readonly review: string | null;
  readonly requestedAt: string | null;
}

const NEVER_ASKED: CaseReviewCard = { agency: null, asbCase: null, review: null, requestedAt: null };

export const caseReviewsAsked = defineView({
  name: 'case-reviews-asked',
  version: 1,
  of: [asbCaseHistory],
  initial: NEVER_ASKED,
  keys: { CaseReviewRequested: ({ review }, { stream }) => `${idOf(stream)} ${review}` },
  columns: {
    agency: ({ agency }) => agency,
    requestedAt: ({ requestedAt }) => requestedAt,
    requestedIn: ({ requestedAt }) => (requestedAt === null ? null : londonMonth(requestedAt)),
  },
  evolve: {
    CaseReviewRequested: (_, { agency, review }, { stream, occurredAt }) => ({
      ...{ agency, review, asbCase: idOf(stream), requestedAt: occurredAt },
    }),
  },
});
