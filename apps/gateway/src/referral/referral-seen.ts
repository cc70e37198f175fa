import { valueAt, type PersonalReference } from '@wardbook/event-sourcing';
import {
  agencyOf,
  isOverdueReferral,
  PERSONAL_DATA_READERS,
  type By,
  type DeclineReason,
  type DisclosableField,
  type HelpOutcome,
  type LegalBasis,
  type NobodyLeft,
  type Party,
  type ReferralKind,
  type ReferralReason,
  type Topic,
  type WithdrawalReason,
} from '@wardbook/policing';
import type { Shown } from '../read.ts';
import { askedNow, toldTo, type NoteCard, type ReferralCard } from './referral-board.view.ts';

/** A referral as one reader may see it: what is not theirs is not in it. */
export interface ReferralSeen {
  readonly key: string;
  readonly version: number;
  readonly kind: ReferralKind | null;
  readonly topic: Topic | undefined;
  readonly reason: ReferralReason | undefined;
  readonly raisedAt: string;
  readonly dueAt: string | undefined;
  readonly from: Party;
  /** PASSED_ON: the reader's agency is asked no more, and what became of it is others' business. */
  readonly standing: ReferralCard['standing'] | 'PASSED_ON';
  readonly isOverdue: boolean;
  readonly isQuestionOpen: boolean;
  readonly to: Party | undefined;
  readonly legalBasis: LegalBasis | null;
  readonly agreement: string | null;
  /** Disclosed without an agreement, because life or health was in danger. */
  readonly isEmergency: boolean;
  readonly ward: string | null;
  readonly parent: string | null;
  readonly case: string | null;
  readonly subject: string | null;
  readonly declineReason: DeclineReason | NobodyLeft | null;
  readonly withdrawalReason: WithdrawalReason | null;
  readonly outcome: HelpOutcome | null;
  /** A reference, for the sender's own people and the partner that raised it. */
  readonly requestedHelp: PersonalReference | null;
  readonly notes: readonly NoteSeen[];
  readonly disclosure: DisclosureSeen;
}

export type NoteSeen = Pick<NoteCard, 'kind' | 'at' | 'text'> & { readonly through: Through };

/** Where the disclosed values are kept. No field of the schema shows these ids. */
export interface DisclosureSeen {
  readonly fields: readonly DisclosableField[];
  readonly through: Through | 'NOTHING';
  readonly from: string;
  readonly case: string | undefined;
  readonly subject: string | undefined;
  readonly requestedHelp: PersonalReference | null;
  readonly topic: Topic | undefined;
  readonly ward: string | undefined;
  readonly isEmergency: boolean;
  /** The values as they were known then; null for as they are now. */
  readonly until: string | null;
}

/** How a reader comes to a personal value: it is their own force's record, or it was disclosed to their agency. */
type Through = 'CONSULTATION' | 'DISCLOSURE';

/** Who asks, and whose records they see as an auditor. */
interface Asker {
  readonly by: By;
  readonly audited: readonly string[] | 'ALL';
}

/**
 * The one rule for who sees what of a referral, whatever the path to it: the sender's people all of it, its auditors all
 * but personal values; an agency that is or once was asked, what was disclosed to it; a partner what it raised.
 */
export const referralSeenBy = (
  { by, audited }: Asker,
  row: Shown<ReferralCard> | undefined,
  at: string,
): ReferralSeen | null => {
  if (!row?.state.from || row.state.raisedAt === undefined) return null;
  const isPolice = PERSONAL_DATA_READERS.includes(by.role);
  const isSender = row.state.from.agency === by.agency;
  if (by.role === 'AUDITOR')
    return toAuditors(audited === 'ALL' ? audited : [by.agency, ...audited], row, at);
  if (isPolice && isSender) return toItsPeople(row, at);
  if (by.role !== 'PARTNER' && !isPolice) return null;
  return isSender ? toWhoRaisedIt(row, at) : toWhoWasAsked(by, row, at);
};

/** Those of the sender see the whole; those of a force that was asked, what that was told. No personal value at all. */
const toAuditors = (
  audited: readonly string[] | 'ALL',
  row: Shown<ReferralCard>,
  at: string,
): ReferralSeen | null => {
  const { from, addressee } = row.state;
  if (audited === 'ALL' || audited.includes(from?.agency ?? '')) return toItsPeople(row, at);
  const asked = addressee.map(({ value }) => agencyOf(value)).find((agency) => audited.includes(agency));
  const seen = asked === undefined ? null : toWhoWasAsked({ role: 'AUDITOR', agency: asked }, row, at);
  return (
    seen && {
      ...seen,
      notes: seen.notes.map((note) => ({ ...note, through: 'CONSULTATION' })),
      disclosure: { ...seen.disclosure, through: 'CONSULTATION' },
    }
  );
};

const toItsPeople = (row: Shown<ReferralCard>, at: string): ReferralSeen => ({
  ...outline(row, at),
  ...ending(row, at),
  withdrawalReason: row.withdrawalReason,
  ward: row.state.ward ?? null,
  parent: row.parent,
  case: row.state.case ?? null,
  subject: row.state.subject ?? null,
  requestedHelp: row.requestedHelp,
  notes: row.notes.map((note) => ({ ...note, through: 'CONSULTATION' })),
  disclosure: {
    ...sourcesOf(row),
    fields: toldTo(row, askedNow(row) ?? '', at)?.fields ?? [],
    through: 'CONSULTATION',
  },
});

/** A partner that raised a referral sees its own words and how it went; of the person, nothing that it asks for. */
const toWhoRaisedIt = (row: Shown<ReferralCard>, at: string): ReferralSeen => ({
  ...outline(row, at),
  ...ending(row, at),
  withdrawalReason: row.withdrawalReason,
  ward: row.state.ward ?? null,
  requestedHelp: row.requestedHelp,
  notes: spokenWith(row.notes),
  disclosure: {
    ...sourcesOf(row),
    fields: toldTo(row, askedNow(row) ?? '', at)?.fields ?? [],
    through: 'NOTHING',
  },
});

const toWhoWasAsked = (
  by: Pick<By, 'role' | 'agency'>,
  row: Shown<ReferralCard>,
  at: string,
): ReferralSeen | null => {
  const told = toldTo(row, by.agency, at);
  if (!told) return null;
  const isAskedNow = askedNow(row) === by.agency;
  const notes = row.notes.filter(({ agency }) => agency === by.agency);
  return {
    ...outline(row, at),
    ...(isAskedNow ? ending(row, at) : PASSED_ON),
    legalBasis: told.basis.legalBasis ?? null,
    agreement: told.basis.agreement ?? null,
    isEmergency: told.isEmergency,
    ward: told.fields.includes('WARD') ? (row.state.ward ?? null) : null,
    // C-07: whoever said it sees it, also once somebody else is asked.
    notes: notes.map((note) => ({
      ...note,
      through: by.role === 'PARTNER' || note.kind === 'ANSWER' ? 'DISCLOSURE' : 'CONSULTATION',
    })),
    disclosure: {
      ...sourcesOf(row),
      fields: told.fields,
      through: 'DISCLOSURE',
      isEmergency: told.isEmergency,
      until: told.until,
    },
  };
};

const outline = (row: Shown<ReferralCard>, at: string) => {
  const { key, version, kind, state } = row;
  const isEmergency = toldTo(row, askedNow(row) ?? '', at)?.isEmergency === true;
  const { topic, reason, raisedAt = '', dueAt, from = { agency: '' } } = state;
  const { legalBasis = null, agreement = null } = valueAt(state.basis, at) ?? {};
  return {
    ...{ key, version, kind, topic, reason, raisedAt, dueAt, from, legalBasis, agreement },
    isEmergency,
    ...{ withdrawalReason: null, parent: null, case: null, subject: null, requestedHelp: null },
  };
};

const ending = ({ standing, state, declineReason, outcome }: ReferralCard, at: string) => ({
  standing,
  to: state.addressee.at(-1)?.value,
  isOverdue: isOverdueReferral(state, at),
  isQuestionOpen: state.questionOpen.at(-1)?.value === true,
  declineReason,
  outcome,
});

const PASSED_ON = {
  standing: 'PASSED_ON',
  to: undefined,
  isOverdue: false,
  isQuestionOpen: false,
  declineReason: null,
  outcome: null,
} as const;

const sourcesOf = ({ state, requestedHelp }: ReferralCard) => ({
  isEmergency: false,
  until: null,
  from: state.from?.agency ?? '',
  case: state.case,
  subject: state.subject,
  topic: state.topic,
  ward: state.ward,
  requestedHelp,
});

/** What whoever is asked asked back, and was answered; how they go about it is theirs. */
const spokenWith = (notes: readonly NoteCard[]): readonly NoteSeen[] =>
  notes
    .filter(({ kind }) => kind === 'QUESTION' || kind === 'ANSWER')
    .map((note) => ({ ...note, through: 'DISCLOSURE' }));
