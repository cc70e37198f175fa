import {
  defineView,
  NONE_KEYED,
  placed,
  since,
  valueIn,
  withValue,
  type Keyed,
  type PersonalReference,
  type Timeline,
} from '@wardbook/event-sourcing';
import {
  adviceCaseHistory,
  answered,
  asked,
  assignmentsOf,
  type AdviceCaseEvent,
  type AssignmentTold,
  type RequestState,
} from '@wardbook/policing';

/** A case as its own force sees it. Personal values are references, which only the door opens. */
export interface AdviceCaseCard extends Partial<Omit<Said<'AdviceCaseOpened'>, 'topicHints' | 'criteria'>> {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'OPEN' | 'CLOSED';
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  /** To whom it was given, and who left. */
  readonly told: Timeline<AssignmentTold>;
  readonly topicHints: Said<'AdviceCaseOpened'>['topicHints'];
  readonly criteria: Said<'AdviceCaseOpened'>['criteria'];
  /** The last one counts. */
  readonly circumstances: readonly Dated<'CircumstancesRecorded'>[];
  readonly contacts: Keyed<ContactCard>;
  readonly items: Keyed<ItemCard>;
  readonly reviews: Keyed<Dated<'AdviceNoteReviewed'>>;
  readonly refused: readonly Dated<'AdviceRefused'>[];
  readonly disclaimers: readonly Dated<'DisclaimerGiven'>[];
  readonly privacyNotices: readonly Dated<'PrivacyNoticeGiven'>[];
  readonly signposts: readonly Dated<'RecipientSignposted'>[];
  readonly referrals: Keyed<ReferralCard>;
  readonly help: readonly Dated<'PracticalHelpRecorded'>[];
  readonly records: readonly Dated<'WrittenAdviceRecordIssued'>[];
  readonly followUps: readonly Dated<'FollowUpRecorded'>[];
  readonly repeats: readonly Dated<'RepeatVictimisationRecorded'>[];
  readonly breaches: readonly Dated<'ComplianceBreachRecorded'>[];
  /** Of breaches, by the id of the request. */
  readonly breachRequests: Keyed<RequestState>;
  /** Of advice whose reason overrides R-CASE-3, by its item. */
  readonly overrideRequests: Keyed<RequestState>;
  readonly outcome: Said<'AdviceCaseClosed'>['outcome'] | null;
  readonly helpGiven: PersonalReference | null;
}

/** What an event says. */
type Said<Type extends AdviceCaseEvent['type']> = Omit<Extract<AdviceCaseEvent, { type: Type }>, 'type'>;

/** What an event says, and when it happened. */
type Dated<Type extends AdviceCaseEvent['type']> = Said<Type> & { readonly at: string };

export interface ContactCard extends Partial<Omit<Said<'ContactStarted'>, 'contact'>> {
  readonly startedAt: string | null;
  readonly completedAt: string | null;
}

export type ItemCard = Dated<'AdviceGiven'>;

export interface ReferralCard extends Partial<Omit<Said<'CaseReferred'>, 'referral'>> {
  readonly referredAt: string | null;
  readonly outcome: Said<'ReferralOutcomeRecorded'>['outcome'] | null;
  /** NOT_RAISED: what stood against it. */
  readonly rule: string | null;
  readonly abandoned: Said<'CaseReferralAbandoned'>['reason'] | null;
  readonly abandonedAt: string | null;
  readonly answeredAt: string | null;
  readonly note: PersonalReference | null;
}

const EXPECTED: AdviceCaseCard = {
  version: 0,
  standing: 'EXPECTED',
  openedAt: null,
  closedAt: null,
  told: [],
  topicHints: [],
  criteria: [],
  circumstances: [],
  contacts: NONE_KEYED,
  items: NONE_KEYED,
  reviews: NONE_KEYED,
  refused: [],
  disclaimers: [],
  privacyNotices: [],
  signposts: [],
  referrals: NONE_KEYED,
  help: [],
  records: [],
  followUps: [],
  repeats: [],
  breaches: [],
  breachRequests: NONE_KEYED,
  overrideRequests: NONE_KEYED,
  outcome: null,
  helpGiven: null,
};

export const adviceCaseBoard = defineView({
  name: 'advice-case-board',
  version: 5,
  of: [adviceCaseHistory],
  versionOf: adviceCaseHistory,
  initial: EXPECTED,
  columns: {
    force: ({ force }) => force ?? null,
    ward: ({ ward }) => ward ?? null,
    team: ({ team }) => team ?? null,
    standing: ({ standing }) => standing,
    openedAt: ({ openedAt }) => openedAt,
    recipient: ({ recipient }) => recipient ?? null,
    origin: ({ origin }) => origin ?? null,
    // Without one it waits: ''.
    officerInCase: ({ officerInCase }) => officerInCase ?? '',
  },
  evolve: {
    AdviceCaseOpened: (card, { type: _type, ...terms }, { occurredAt }) => ({
      ...assigned({ ...card, ...terms }, occurredAt, {
        team: terms.team,
        officerInCase: terms.officerInCase,
      }),
      standing: 'OPEN',
      openedAt: occurredAt,
    }),
    AdviceCaseAssigned: (card, { team, officerInCase }, { occurredAt }) =>
      assigned(card, occurredAt, { team, officerInCase }),
    AdviceCaseOfficerLeft: (card, { officerInCase: left }, { occurredAt }) =>
      assigned(card, occurredAt, { left }),
    ContactStarted: (card, { type: _type, contact, ...how }, { occurredAt }) =>
      withContact(card, contact, { ...how, startedAt: occurredAt }),
    ContactCompleted: (card, { contact }, { occurredAt }) =>
      withContact(card, contact, { completedAt: occurredAt }),
    CircumstancesRecorded: (card, event, moment) => ({
      ...card,
      circumstances: placed(card.circumstances, dated(event, moment)),
    }),
    AdviceGiven: (card, event, moment) => {
      const { item, adviser: askedBy, answerBy } = event;
      const request = { askedBy, askedAt: moment.occurredAt };
      return {
        ...card,
        items: withValue(card.items, item, dated(event, moment)),
        ...(answerBy !== undefined && {
          overrideRequests: asked(card.overrideRequests, item, { ...request, answerBy }),
        }),
      };
    },
    OverrideGranted: (card, { request }, { occurredAt }) => ({
      ...card,
      overrideRequests: answered(card.overrideRequests, request, { granted: true, at: occurredAt }),
    }),
    OverrideDeclined: (card, { request, reason }, { occurredAt }) => ({
      ...card,
      overrideRequests: answered(card.overrideRequests, request, {
        granted: false,
        at: occurredAt,
        because: reason,
      }),
    }),
    AdviceRefused: (card, event, moment) => ({
      ...card,
      refused: placed(card.refused, dated(event, moment)),
    }),
    AdviceNoteReviewed: (card, event, moment) => ({
      ...card,
      reviews: withValue(card.reviews, event.item, dated(event, moment)),
    }),
    RecipientSignposted: (card, event, moment) => ({
      ...card,
      signposts: placed(card.signposts, dated(event, moment)),
    }),
    DisclaimerGiven: (card, event, moment) => ({
      ...card,
      disclaimers: placed(card.disclaimers, dated(event, moment)),
    }),
    PrivacyNoticeGiven: (card, event, moment) => ({
      ...card,
      privacyNotices: placed(card.privacyNotices, dated(event, moment)),
    }),
    CaseReferred: (card, { type: _type, referral, ...request }, { occurredAt }) =>
      withReferral(card, referral, { ...request, referredAt: occurredAt }),
    ReferralOutcomeRecorded: (card, { referral, outcome, note = null, rule = null }, { occurredAt }) =>
      withReferral(card, referral, { outcome, note, rule, answeredAt: occurredAt }),
    CaseReferralAbandoned: (card, { referral, reason }, { occurredAt }) =>
      withReferral(card, referral, { abandoned: reason, abandonedAt: occurredAt }),
    PracticalHelpRecorded: (card, event, moment) => ({
      ...card,
      help: placed(card.help, dated(event, moment)),
    }),
    WrittenAdviceRecordIssued: (card, event, moment) => ({
      ...card,
      records: placed(card.records, dated(event, moment)),
    }),
    FollowUpRecorded: (card, event, moment) => ({
      ...card,
      followUps: placed(card.followUps, dated(event, moment)),
    }),
    RepeatVictimisationRecorded: (card, event, moment) => ({
      ...card,
      repeats: placed(card.repeats, dated(event, moment)),
    }),
    ComplianceBreachRecorded: (card, event, moment) => {
      const { request, requestedBy: askedBy = '', answerBy } = event;
      const asking = { askedBy, askedAt: moment.occurredAt, ...(answerBy !== undefined && { answerBy }) };
      return {
        ...card,
        breaches: placed(card.breaches, dated(event, moment)),
        ...(request !== undefined && { breachRequests: asked(card.breachRequests, request, asking) }),
      };
    },
    BreachGranted: (card, { request }, { occurredAt }) => ({
      ...card,
      breachRequests: answered(card.breachRequests, request, { granted: true, at: occurredAt }),
    }),
    BreachDeclined: (card, { request, reason }, { occurredAt }) => ({
      ...card,
      breachRequests: answered(card.breachRequests, request, {
        granted: false,
        at: occurredAt,
        because: reason,
      }),
    }),
    ComplianceBreachCleared: (card, { rule, item, contact }) => ({
      ...card,
      breaches: card.breaches.filter(
        (one) =>
          one.authorisedBy !== undefined ||
          one.request !== undefined ||
          one.rule !== rule ||
          one.item !== item ||
          one.contact !== contact,
      ),
    }),
    AdviceCaseClosed: (card, { outcome, helpGiven = null }, { occurredAt }) => ({
      ...card,
      standing: 'CLOSED',
      closedAt: occurredAt,
      outcome,
      helpGiven,
    }),
    AdviceCaseReopened: (card) => ({
      ...card,
      standing: 'OPEN',
      closedAt: null,
      outcome: null,
      helpGiven: null,
    }),
    AdviceCaseMovedToWard: (card, { ward }) => ({ ...card, ward }),
  },
});

const assigned = (card: AdviceCaseCard, at: string, one: AssignmentTold): AdviceCaseCard => {
  const { officerInCase: _, ...rest } = card;
  const told = since(card.told, at, one);
  return { ...rest, told, ...assignmentsOf(told).at(-1)?.value };
};

const dated = <Event extends AdviceCaseEvent>(
  { type: _type, ...said }: Event,
  { occurredAt }: { readonly occurredAt: string },
): Omit<Event, 'type'> & { readonly at: string } => ({ ...said, at: occurredAt });

const NO_CONTACT: ContactCard = { startedAt: null, completedAt: null };

const withContact = (card: AdviceCaseCard, id: string, change: Partial<ContactCard>): AdviceCaseCard => ({
  ...card,
  contacts: withValue(card.contacts, id, { ...(valueIn(card.contacts, id) ?? NO_CONTACT), ...change }),
});

const NO_REFERRAL: ReferralCard = {
  referredAt: null,
  outcome: null,
  rule: null,
  answeredAt: null,
  abandoned: null,
  abandonedAt: null,
  note: null,
};

const withReferral = (card: AdviceCaseCard, id: string, change: Partial<ReferralCard>): AdviceCaseCard => ({
  ...card,
  referrals: withValue(card.referrals, id, { ...(valueIn(card.referrals, id) ?? NO_REFERRAL), ...change }),
});
