import {
  entriesOf,
  NONE_KEYED,
  since,
  valueAt,
  valueIn,
  valuesOf,
  withValue,
  type Fold,
  type Keyed,
  type Moment,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import type { PremisesKind } from '../attendance/attendance.events.ts';
import { adviceCaseEvents, type AdviceCaseEvent, type FieldsOf } from './advice-case.events.ts';
import type { ReferralOutcome, ContactChannel, DisclaimerKind } from './codes.ts';
import type { ComplianceRule } from './prohibitions.ts';

/** When something happened, and by which event it is on record. */
export interface Mark {
  readonly at: string;
  readonly eventId: string;
}

/** What was said when the case was opened, but for the address. */
type CaseTerms = Omit<FieldsOf<'AdviceCaseOpened'>, 'premises'> & {
  readonly premisesKind?: PremisesKind;
};

export interface ContactState {
  readonly started?: Mark;
  readonly completed?: Mark;
  readonly channel?: ContactChannel;
  readonly attendance?: string;
  readonly disclaimers: Readonly<Partial<Record<DisclaimerKind, Mark>>>;
}

/** One piece of advice without its free words: only whether there were any. */
export type ItemState = Omit<
  FieldsOf<'AdviceGiven'>,
  'note' | 'overrideReason' | 'givenDirectlyBecause' | 'item'
> & {
  readonly given: Mark;
  readonly noted: boolean;
  readonly overridden: boolean;
};

export interface AdviceCaseState {
  readonly openedAt?: string;
  readonly terms?: CaseTerms;
  readonly assigned: Timeline<{ readonly team: string; readonly officerInCase: string }>;
  readonly standing: Timeline<'OPEN' | 'CLOSED'>;
  readonly circumstances: readonly Mark[];
  readonly contacts: Keyed<ContactState>;
  readonly items: Keyed<ItemState>;
  readonly reviewed: Keyed<Mark>;
  readonly signposts: readonly (Mark & { readonly to: string })[];
  readonly notices: readonly (Mark & { readonly version: string })[];
  readonly referrals: Keyed<ReferralState>;
  readonly help: readonly Mark[];
  readonly records: readonly IssuedRecord[];
  readonly followUps: readonly string[];
  readonly repeats: readonly string[];
  readonly breaches: readonly Breach[];
}

interface ReferralState {
  readonly referred?: Mark;
  readonly answered?: Mark & { readonly outcome: ReferralOutcome };
}

type IssuedRecord = Mark & { readonly fields: readonly string[]; readonly policyVersion: number };

export type Breach = Mark & {
  readonly rule: ComplianceRule;
  readonly item?: string | undefined;
  readonly contact?: string | undefined;
  /** A supervisor took it to somebody who authorised it; not so what the checklist found. */
  readonly authorised: boolean;
};

const mark = ({ occurredAt, id }: Moment): Mark => ({ at: occurredAt, eventId: id });

const NO_CONTACT: ContactState = { disclaimers: {} };

const withContact = (
  state: AdviceCaseState,
  contact: string,
  change: Partial<ContactState>,
): AdviceCaseState => ({
  ...state,
  contacts: withValue(state.contacts, contact, {
    ...(valueIn(state.contacts, contact) ?? NO_CONTACT),
    ...change,
  }),
});

const withReferral = (state: AdviceCaseState, referral: string, change: ReferralState): AdviceCaseState => ({
  ...state,
  referrals: withValue(state.referrals, referral, { ...valueIn(state.referrals, referral), ...change }),
});

export const adviceCaseHistory: Fold<AdviceCaseEvent, AdviceCaseState> = {
  name: 'adviceCase',
  ids: REGISTER_IDS,
  initial: {
    assigned: [],
    standing: [],
    circumstances: [],
    contacts: NONE_KEYED,
    items: NONE_KEYED,
    reviewed: NONE_KEYED,
    signposts: [],
    notices: [],
    referrals: NONE_KEYED,
    help: [],
    records: [],
    followUps: [],
    repeats: [],
    breaches: [],
  },
  events: adviceCaseEvents,
  evolve: {
    AdviceCaseOpened: (state, { type: _type, premises, ...terms }, { occurredAt }) => ({
      ...state,
      openedAt: occurredAt,
      terms: { ...terms, ...(premises && { premisesKind: premises.kind }) },
      assigned: since(state.assigned, occurredAt, { team: terms.team, officerInCase: terms.officerInCase }),
      standing: since(state.standing, occurredAt, 'OPEN'),
    }),
    AdviceCaseAssigned: (state, { team, officerInCase }, { occurredAt }) => ({
      ...state,
      assigned: since(state.assigned, occurredAt, { team, officerInCase }),
    }),
    ContactStarted: (state, { contact, channel, attendance }, moment) =>
      withContact(state, contact, {
        started: mark(moment),
        channel,
        ...(attendance !== undefined && { attendance }),
      }),
    ContactCompleted: (state, { contact }, moment) =>
      withContact(state, contact, { completed: mark(moment) }),
    CircumstancesRecorded: (state, _, moment) => ({
      ...state,
      circumstances: [...state.circumstances, mark(moment)],
    }),
    AdviceGiven: (state, { type: _type, item, ...event }, moment) => {
      const { note, overrideReason, givenDirectlyBecause: _because, ...advice } = event;
      const free = { noted: note !== undefined, overridden: overrideReason !== undefined };
      return { ...state, items: withValue(state.items, item, { ...advice, ...free, given: mark(moment) }) };
    },
    AdviceRefused: (state) => state,
    AdviceNoteReviewed: (state, { item }, moment) => ({
      ...state,
      reviewed: withValue(state.reviewed, item, mark(moment)),
    }),
    RecipientSignposted: (state, { channel, site }, moment) => ({
      ...state,
      signposts: [...state.signposts, { ...mark(moment), to: signpost(channel, site) }],
    }),
    DisclaimerGiven: (state, { contact, kind }, moment) =>
      withContact(state, contact, {
        disclaimers: { ...valueIn(state.contacts, contact)?.disclaimers, [kind]: mark(moment) },
      }),
    PrivacyNoticeGiven: (state, { version }, moment) => ({
      ...state,
      notices: [...state.notices, { ...mark(moment), version }],
    }),
    CaseReferred: (state, { referral }, moment) => withReferral(state, referral, { referred: mark(moment) }),
    ReferralOutcomeRecorded: (state, { referral, outcome }, moment) =>
      withReferral(state, referral, { answered: { ...mark(moment), outcome } }),
    PracticalHelpRecorded: (state, _, moment) => ({ ...state, help: [...state.help, mark(moment)] }),
    WrittenAdviceRecordIssued: (state, { fields, policyVersion }, moment) => ({
      ...state,
      records: [...state.records, { ...mark(moment), fields, policyVersion }],
    }),
    FollowUpRecorded: (state, { followUp }) => ({ ...state, followUps: [...state.followUps, followUp] }),
    RepeatVictimisationRecorded: (state, { incident }) => ({
      ...state,
      repeats: [...state.repeats, incident],
    }),
    ComplianceBreachRecorded: (state, { type: _type, authorisedBy, ...breach }, moment) => ({
      ...state,
      breaches: [...state.breaches, { ...mark(moment), ...breach, authorised: authorisedBy !== undefined }],
    }),
    AdviceCaseClosed: (state, { helpGiven }, moment) => ({
      ...state,
      standing: since(state.standing, moment.occurredAt, 'CLOSED'),
      help: helpGiven === undefined ? state.help : [...state.help, mark(moment)],
    }),
    AdviceCaseReopened: (state, _, { occurredAt }) => ({
      ...state,
      standing: since(state.standing, occurredAt, 'OPEN'),
    }),
  },
};

/** A signpost as one word: where to, and to which site. */
export const signpost = (channel: string, site: string | undefined): string =>
  site === undefined ? channel : `${channel} ${site}`;

/** Whom the case is about: an opaque id. */
export const recipientOf = ({ terms }: AdviceCaseState): string | undefined => terms?.recipient;

export const wardOf = ({ terms }: AdviceCaseState): string | undefined => terms?.ward;

/** Whether a case was open at an instant: not yet closed, or opened again. */
export const isOpen = ({ standing }: AdviceCaseState, at: string): boolean =>
  valueAt(standing, at) === 'OPEN';

/** When a case that is closed now was closed, if that was after an instant: for what is recorded late. */
export const closedAfter = ({ standing }: AdviceCaseState, at: string): string | undefined => {
  const last = standing.at(-1);
  return last?.value === 'CLOSED' && last.from > at ? last.from : undefined;
};

/** Who had the case at an instant. */
export const assignedAt = (
  { assigned }: AdviceCaseState,
  at: string,
): { readonly team: string; readonly officerInCase: string } | undefined => valueAt(assigned, at);

/** Whether the recipient had been reminded of this version of the privacy notice by an instant (R-CASE-9). */
export const remindedOf = ({ notices }: AdviceCaseState, version: string, at: string): boolean =>
  notices.some((notice) => notice.version === version && notice.at <= at);

/** The referrals that nobody had answered for by an instant (R-REF-7). */
export const openReferrals = ({ referrals }: AdviceCaseState, at: string): readonly string[] =>
  entriesOf(referrals)
    .filter(([, { referred }]) => referred !== undefined && referred.at <= at)
    .filter(([, { answered }]) => answered === undefined || answered.at > at)
    .map(([referral]) => referral);

/** Whether a case asked for this referral (R-REF-7). */
export const hasReferred = ({ referrals }: AdviceCaseState, referral: string): boolean =>
  valueIn(referrals, referral)?.referred !== undefined;

/** The visits that the case's contacts name. */
export const attendancesOf = ({ contacts }: AdviceCaseState): readonly string[] =>
  valuesOf(contacts).flatMap(({ attendance }) => attendance ?? []);
