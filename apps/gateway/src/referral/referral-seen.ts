import { valueAt, type PersonalReference } from '@wardbook/event-sourcing';
import {
  isOverdueReferral,
  PERSONAL_DATA_READERS,
  type By,
  type DeclineReason,
  type DisclosableField,
  type HelpOutcome,
  type LegalBasis,
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
  readonly ward: string | null;
  readonly parent: string | null;
  readonly case: string | null;
  readonly subject: string | null;
  readonly declineReason: DeclineReason | 'ROLE_ENDED' | null;
  readonly withdrawalReason: WithdrawalReason | null;
  readonly outcome: HelpOutcome | null;
  /** A reference, for the sender's own people. */
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
}

/** How a reader comes to a personal value: it is their own force's record, or it was disclosed to their agency. */
type Through = 'CONSULTATION' | 'DISCLOSURE';

/**
 * The one rule for who sees what of a referral, whatever the path to it: the sender's people all of it, auditors all
 * but personal values; an agency that is or once was asked, what was disclosed to it; a partner what it raised.
 */
export const referralSeenBy = (
  by: By,
  row: Shown<ReferralCard> | undefined,
  at: string,
): ReferralSeen | null => {
  if (!row?.state.from || row.state.raisedAt === undefined) return null;
  const isPolice = PERSONAL_DATA_READERS.includes(by.role);
  const isSender = row.state.from.agency === by.agency;
  if (by.role === 'AUDITOR' || (isPolice && isSender)) return toItsPeople(row, at);
  if (by.role !== 'PARTNER' && !isPolice) return null;
  return isSender ? toWhoRaisedIt(row, at) : toWhoWasAsked(by, row, at);
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
  notes: spokenWith(row.notes),
  disclosure: {
    ...sourcesOf(row),
    fields: toldTo(row, askedNow(row) ?? '', at)?.fields ?? [],
    through: 'NOTHING',
  },
});

const toWhoWasAsked = (by: By, row: Shown<ReferralCard>, at: string): ReferralSeen | null => {
  const told = toldTo(row, by.agency, at);
  if (!told) return null;
  const isAskedNow = askedNow(row) === by.agency;
  const notes = row.notes.filter(({ agency }) => agency === by.agency);
  return {
    ...outline(row, at),
    ...(isAskedNow ? ending(row, at) : PASSED_ON),
    legalBasis: told.basis.legalBasis ?? null,
    agreement: told.basis.agreement ?? null,
    ward: told.fields.includes('WARD') ? (row.state.ward ?? null) : null,
    notes:
      by.role === 'PARTNER'
        ? spokenWith(notes)
        : notes.map((note) => ({
            ...note,
            through: note.kind === 'ANSWER' ? 'DISCLOSURE' : 'CONSULTATION',
          })),
    disclosure: { ...sourcesOf(row), fields: told.fields, through: 'DISCLOSURE' },
  };
};

const outline = ({ key, version, kind, state }: Shown<ReferralCard>, at: string) => {
  const { topic, reason, raisedAt = '', dueAt, from = { agency: '' } } = state;
  const { legalBasis = null, agreement = null } = valueAt(state.basis, at) ?? {};
  return {
    ...{ key, version, kind, topic, reason, raisedAt, dueAt, from, legalBasis, agreement },
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
  from: state.from?.agency ?? '',
  case: state.case,
  subject: state.subject,
  topic: state.topic,
  ward: state.ward,
  requestedHelp,
});

/** What the two agencies asked and told each other; the work itself is whose it is. */
const spokenWith = (notes: readonly NoteCard[]): readonly NoteSeen[] =>
  notes
    .filter(({ kind }) => kind === 'QUESTION' || kind === 'ANSWER')
    .map((note) => ({ ...note, through: 'DISCLOSURE' }));
