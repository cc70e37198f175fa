import {
  corrected,
  entriesOf,
  NONE_KEYED,
  since,
  valueAt,
  valueIn,
  valuesOf,
  withValue,
  type Evolve,
  type Fold,
  type Keyed,
  type Moment,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import type { PremisesKind } from '../attendance/attendance.events.ts';
import { answered, asked, requestAt, type RequestState } from '../granting.ts';
import { withPart } from '../mixing.ts';
import { retentionPart, type Keeping } from '../retention/retention.state.ts';
import {
  adviceCaseEvents,
  type AdviceCaseEvent,
  type OwnAdviceCaseEvent,
  type FieldsOf,
} from './advice-case.events.ts';
import type { CaseOutcome, ReferralOutcome, ContactChannel, DisclaimerKind } from './codes.ts';
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
  readonly attendance?: string | undefined;
  /** The version of the privacy notice that was in force when it started. */
  readonly notice?: string | undefined;
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

/** The team that has a case, and its officer, unless they left. */
export interface Assignment {
  readonly team: string;
  readonly officerInCase?: string;
}

/** That a case was given to a team and an officer, or that an officer left. */
export type AssignmentTold = Required<Assignment> | { readonly left: string };

export interface AdviceCaseState extends Keeping {
  readonly openedAt?: string;
  readonly terms?: CaseTerms;
  readonly assigned: Timeline<Assignment>;
  /** What was told of that: whoever is said to have left, left only what was theirs then. */
  readonly assignedTold: Timeline<AssignmentTold>;
  readonly ward: Timeline<string>;
  /** OPEN, or closed with this outcome. */
  readonly standing: Timeline<CaseOutcome | 'OPEN'>;
  readonly circumstances: readonly (Mark & { readonly proportioned: boolean })[];
  readonly contacts: Keyed<ContactState>;
  readonly items: Keyed<ItemState>;
  readonly reviewed: Keyed<Mark>;
  /** By where the recipient was directed; like what follows, as of the first time. */
  readonly signposts: Keyed<Mark>;
  /** By the version of the privacy notice. */
  readonly notices: Keyed<Mark>;
  readonly referrals: Keyed<ReferralState>;
  /** By the attendances that were planned for the case. */
  readonly visits: Keyed<Mark>;
  readonly help: readonly Mark[];
  readonly records: readonly IssuedRecord[];
  readonly followUps: Keyed<{ readonly at: string; readonly implemented: readonly string[] }>;
  /** By the crime or incident. */
  readonly repeats: Keyed<Mark>;
  readonly breaches: readonly Breach[];
  /** Breaches that somebody is to authorise. */
  readonly requests: Keyed<RequestState>;
  /** Items whose reason overrides R-CASE-3, and that somebody is to authorise. */
  readonly overrides: Keyed<RequestState>;
}

interface ReferralState {
  readonly referred?: Mark;
  /** All that was asked but the words. */
  readonly request?: Omit<FieldsOf<'CaseReferred'>, 'requestedHelp' | 'referral'>;
  readonly answered?: Mark & { readonly outcome: ReferralOutcome; readonly rule?: string };
  readonly abandoned?: Mark & { readonly reason: string };
}

type IssuedRecord = Mark &
  Omit<FieldsOf<'WrittenAdviceRecordIssued'>, 'policyVersion'> & { readonly policyVersion: number };

export type Breach = Mark & {
  readonly rule: ComplianceRule;
  readonly item?: string | undefined;
  readonly contact?: string | undefined;
  /** Of older records: a supervisor took it to somebody who authorised it. */
  readonly authorised: boolean;
  /** Names the request for it to be authorised; absent where the checklist found it. */
  readonly request?: string | undefined;
  /** Of what the checklist found when the case was closed: when that was opened again. */
  readonly clearedAt?: string;
};

/** From an instant on it is a breach no longer; at the instant at which it was found it never was one. */
const clearedAt = (breach: Breach, at: string): readonly Breach[] =>
  breach.at === at ? [] : [breach.at < at ? { ...breach, clearedAt: at } : breach];

const mark = ({ occurredAt, id }: Moment): Mark => ({ at: occurredAt, eventId: id });

/** What counts from its first time on, in whatever order it was recorded. */
const first = (marks: Keyed<Mark>, id: string, moment: Moment): Keyed<Mark> =>
  (valueIn(marks, id)?.at ?? LAST) <= moment.occurredAt ? marks : withValue(marks, id, mark(moment));

/** After every instant. */
export const LAST = '9999-12-31T23:59:59.999Z';

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

/** What each event makes of a case. */
export const adviceCaseSteps: Evolve<OwnAdviceCaseEvent, AdviceCaseState> = {
  AdviceCaseOpened: (state, { type: _type, premises, ...terms }, { occurredAt }) => ({
    ...withAssignment(state, occurredAt, { team: terms.team, officerInCase: terms.officerInCase }),
    openedAt: occurredAt,
    terms: { ...terms, ...(premises && { premisesKind: premises.kind }) },
    ward: since(state.ward, occurredAt, terms.ward),
    standing: since(state.standing, occurredAt, 'OPEN'),
  }),
  AdviceCaseAssigned: (state, { team, officerInCase }, { occurredAt }) =>
    withAssignment(state, occurredAt, { team, officerInCase }),
  AdviceCaseOfficerLeft: (state, { officerInCase: left }, { occurredAt }) =>
    withAssignment(state, occurredAt, { left }),
  ContactStarted: (state, { type: _type, contact, ...how }, moment) =>
    withContact(state, contact, { started: mark(moment), ...how }),
  ContactCompleted: (state, { contact }, moment) => withContact(state, contact, { completed: mark(moment) }),
  CircumstancesRecorded: (state, { proportionality }, moment) => ({
    ...state,
    circumstances: [...state.circumstances, { ...mark(moment), proportioned: proportionality !== undefined }],
  }),
  AdviceGiven: (state, { type: _type, item, ...event }, moment) => {
    const { note, overrideReason, givenDirectlyBecause: _because, answerBy, ...advice } = event;
    const free = { noted: note !== undefined, overridden: overrideReason !== undefined };
    const request = { askedBy: advice.adviser, askedAt: moment.occurredAt };
    return {
      ...state,
      items: withValue(state.items, item, { ...advice, ...free, given: mark(moment) }),
      ...(answerBy !== undefined && { overrides: asked(state.overrides, item, { ...request, answerBy }) }),
    };
  },
  OverrideGranted: (state, { request }, { occurredAt: at }) => ({
    ...state,
    overrides: answered(state.overrides, request, { granted: true, at }),
  }),
  OverrideDeclined: (state, { request }, { occurredAt: at }) => ({
    ...state,
    overrides: answered(state.overrides, request, { granted: false, at }),
  }),
  AdviceRefused: (state) => state,
  AdviceNoteReviewed: (state, { item }, moment) => ({
    ...state,
    reviewed: first(state.reviewed, item, moment),
  }),
  RecipientSignposted: (state, { channel, site }, moment) => ({
    ...state,
    signposts: first(state.signposts, signpost(channel, site), moment),
  }),
  DisclaimerGiven: (state, { contact, kind }, moment) => {
    const told = valueIn(state.contacts, contact)?.disclaimers;
    return (told?.[kind]?.at ?? LAST) <= moment.occurredAt
      ? state
      : withContact(state, contact, { disclaimers: { ...told, [kind]: mark(moment) } });
  },
  PrivacyNoticeGiven: (state, { version }, moment) => ({
    ...state,
    notices: first(state.notices, version, moment),
  }),
  CaseReferred: (state, { type: _type, referral, requestedHelp: _words, ...request }, moment) =>
    withReferral(state, referral, { referred: mark(moment), request }),
  ReferralOutcomeRecorded: (state, { referral, outcome, rule }, moment) =>
    withReferral(state, referral, {
      answered: { ...mark(moment), outcome, ...(rule !== undefined && { rule }) },
    }),
  CaseReferralAbandoned: (state, { referral, reason }, moment) =>
    withReferral(state, referral, { abandoned: { ...mark(moment), reason } }),
  PracticalHelpRecorded: (state, _, moment) => ({ ...state, help: [...state.help, mark(moment)] }),
  WrittenAdviceRecordIssued: (state, { type: _type, ...issued }, moment) => ({
    ...state,
    records: [...state.records, { ...mark(moment), ...issued }],
  }),
  FollowUpRecorded: (state, { followUp, implemented }, { occurredAt: at }) => ({
    ...state,
    followUps: withValue(state.followUps, followUp, { at, implemented }),
  }),
  RepeatVictimisationRecorded: (state, { incident }, moment) => ({
    ...state,
    repeats: first(state.repeats, incident, moment),
  }),
  ComplianceBreachRecorded: (state, { type: _type, ...breach }, moment) => {
    const { authorisedBy, requestedBy: askedBy, answerBy, ...about } = breach;
    const { request } = about;
    const asking = { askedBy: askedBy ?? '', askedAt: moment.occurredAt };
    return {
      ...state,
      breaches: [...state.breaches, { ...mark(moment), ...about, authorised: authorisedBy !== undefined }],
      ...(request !== undefined && {
        requests: asked(state.requests, request, {
          ...asking,
          ...(answerBy !== undefined && { answerBy }),
        }),
      }),
    };
  },
  BreachGranted: (state, { request }, { occurredAt: at }) => ({
    ...state,
    requests: answered(state.requests, request, { granted: true, at }),
  }),
  BreachDeclined: (state, { request }, { occurredAt: at }) => ({
    ...state,
    requests: answered(state.requests, request, { granted: false, at }),
  }),
  ComplianceBreachCleared: (state, cleared, moment) => ({
    ...state,
    breaches: state.breaches.flatMap((breach) =>
      isFound(breach) && sameMatter(breach, cleared) ? clearedAt(breach, moment.occurredAt) : [breach],
    ),
  }),
  AdviceCaseClosed: (state, { outcome, helpGiven }, moment) => ({
    ...state,
    standing: since(state.standing, moment.occurredAt, outcome),
    help: helpGiven === undefined ? state.help : [...state.help, mark(moment)],
  }),
  AdviceCaseReopened: (state, _, { occurredAt }) => ({
    ...state,
    standing: since(state.standing, occurredAt, 'OPEN'),
  }),
  CaseVisitPlanned: (state, { attendance }, moment) => ({
    ...state,
    visits: first(state.visits, attendance, moment),
  }),
  AdviceCaseMovedToWard: (state, { ward }, { occurredAt }) => ({
    ...state,
    ward: corrected(state.ward, occurredAt, ward),
  }),
};

const withAssignment = (state: AdviceCaseState, at: string, told: AssignmentTold): AdviceCaseState => {
  const assignedTold = since(state.assignedTold, at, told);
  return { ...state, assignedTold, assigned: assignmentsOf(assignedTold) };
};

/**
 * Who had a case from when on: whoever is said to have left, left only what was theirs then.
 * @example
 * const told = [{ from: '2026-01-01T00:00:00.000Z', value: { team: 'snt-1', officerInCase: 'member-1' } }];
 * assignmentsOf(told).at(-1)?.value.team; // 'snt-1'
 */
export const assignmentsOf = (told: Timeline<AssignmentTold>): Timeline<Assignment> =>
  told.reduce<Timeline<Assignment>>((all, { from, value }) => {
    if ('team' in value) return [...all, { from, value }];
    const before = all.at(-1)?.value;
    return before?.officerInCase === value.left ? [...all, { from, value: { team: before.team } }] : all;
  }, []);

const ownHistory: Fold<OwnAdviceCaseEvent, AdviceCaseState> = {
  name: 'adviceCase',
  ids: REGISTER_IDS,
  initial: {
    assigned: [],
    assignedTold: [],
    ward: [],
    standing: [],
    circumstances: [],
    contacts: NONE_KEYED,
    items: NONE_KEYED,
    reviewed: NONE_KEYED,
    signposts: NONE_KEYED,
    notices: NONE_KEYED,
    referrals: NONE_KEYED,
    visits: NONE_KEYED,
    help: [],
    records: [],
    followUps: NONE_KEYED,
    repeats: NONE_KEYED,
    breaches: [],
    requests: NONE_KEYED,
    overrides: NONE_KEYED,
    retention: retentionPart.initial,
  },
  events: adviceCaseEvents,
  evolve: adviceCaseSteps,
};

export const adviceCaseHistory: Fold<AdviceCaseEvent, AdviceCaseState> = withPart(ownHistory, retentionPart);

/** A signpost as one word: where to, and to which site. */
export const signpost = (channel: string, site: string | undefined): string =>
  site === undefined ? channel : `${channel} ${site}`;

/** Whom the case is about: an opaque id. */
export const recipientOf = ({ terms }: AdviceCaseState): string | undefined => terms?.recipient;

/** The ward that a case belonged to at an instant. */
export const wardOf = ({ ward }: AdviceCaseState, at: string): string | undefined => valueAt(ward, at);

/** Whether a case was open at an instant: not yet closed, or opened again. */
export const isOpen = ({ standing }: AdviceCaseState, at: string): boolean =>
  valueAt(standing, at) === 'OPEN';

/** When a case was closed, and until when: until it was opened again. */
export const closures = ({
  standing,
}: AdviceCaseState): readonly { readonly from: string; readonly until?: string }[] =>
  standing.flatMap(({ from, value }) => {
    const until = standing.find((later) => later.from > from && later.value === 'OPEN')?.from;
    return value === 'OPEN' ? [] : [{ from, ...(until !== undefined && { until }) }];
  });

/** When anybody was in touch with the recipient last, by an instant. */
export const lastContact = ({ contacts }: AdviceCaseState, at: string): string | undefined =>
  valuesOf(contacts)
    .flatMap(({ started }) => (started && isBy(started, at) ? [started.at] : []))
    .sort()
    .at(-1);

/** Who had the case at an instant. */
export const assignedAt = ({ assigned }: AdviceCaseState, at: string): Assignment | undefined =>
  valueAt(assigned, at);

/** Whether the recipient had been reminded of this version of the privacy notice by an instant (R-CASE-9). */
export const remindedOf = ({ notices }: AdviceCaseState, version: string, at: string): boolean =>
  isBy(valueIn(notices, version), at);

/**
 * The referrals that the case still waited for at an instant (R-REF-7): nobody had answered for them; or they could not
 * be raised, and nobody had referred again in their place or given them up.
 */
export const openReferrals = ({ referrals }: AdviceCaseState, at: string): readonly string[] =>
  entriesOf(referrals)
    .filter(([, { referred }]) => isBy(referred, at))
    .filter(([referral, { answered: answer, abandoned }]) => {
      if (!isBy(answer, at)) return true;
      if (answer?.outcome !== 'NOT_RAISED') return false;
      const again = valuesOf(referrals).some(
        (other) => other.request?.insteadOf === referral && isBy(other.referred, at),
      );
      return !again && !isBy(abandoned, at);
    })
    .map(([referral]) => referral);

/** Whether a case asked for this referral (R-REF-7). */
export const hasReferred = ({ referrals }: AdviceCaseState, referral: string): boolean =>
  valueIn(referrals, referral)?.referred !== undefined;

/** Whether something had happened by an instant. */
export const isBy = (one: { readonly at: string } | undefined, at: string): boolean =>
  one !== undefined && one.at <= at;

/** The visits that were planned for the case, or that its contacts name. */
export const attendancesOf = ({ contacts, visits }: AdviceCaseState): readonly string[] => [
  ...new Set([
    ...entriesOf(visits).map(([attendance]) => attendance),
    ...valuesOf(contacts).flatMap(({ attendance }) => attendance ?? []),
  ]),
];

/** What a line of the checklist and a breach are about. */
export type Matter = Pick<Breach, 'rule' | 'item' | 'contact'>;

/** Whether the checklist found a breach, and nobody asked for it to be authorised. */
export const isFound = ({ authorised, request }: Breach): boolean => !authorised && request === undefined;

export const sameMatter = (a: Matter, b: Matter): boolean =>
  a.rule === b.rule && a.item === b.item && a.contact === b.contact;

/** Whether it had been authorised by an instant that a rule is not met. */
export const isExcused = (
  { requests }: AdviceCaseState,
  { at: from, authorised, request }: Breach,
  at: string,
): boolean =>
  (authorised && from <= at) || (request !== undefined && requestAt(requests, request, at) === 'GRANTED');

/** Whether a reason that overrides R-CASE-3 counted at an instant: nobody had to authorise it, or somebody had. */
export const isOverridden = ({ overrides, items }: AdviceCaseState, item: string, at: string): boolean =>
  valueIn(items, item)?.overridden === true &&
  (valueIn(overrides, item) === undefined || requestAt(overrides, item, at) === 'GRANTED');
