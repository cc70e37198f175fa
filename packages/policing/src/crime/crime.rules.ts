import { entriesOf, refuse, valueAt, valueIn } from '@wardbook/event-sourcing/pure';
import { isRegistered, type AgencyState } from '../agency/agency.state.ts';
import { notBegun } from '../by.ts';
import { CRIME_CATEGORIES, type Investigator } from '../policy/figures.ts';
import { allocationTerms, type PolicyState } from '../policy/policy.state.ts';
import { notCovered, type Disclosure } from '../referral/asking.rules.ts';
import type { DisclosableField, LegalBasis } from '../referral/referral.events.ts';
import {
  ALLOCATION_CAUSES,
  type AllocationCause,
  type AllocationReason,
  type CrimeField,
} from './crime.events.ts';
import {
  closedAs,
  isForTheFew,
  linkNamed,
  STRICT_BASES,
  victimAt,
  type CrimeLink,
  type CrimeState,
} from './crime.state.ts';

/** R-LIFE-1 for crimes. */
export const notRecorded = (state: CrimeState, at: string) => notBegun(state.recordedAt, at, 'crime', 'id');

/** R-CRIME-1: a crime is recorded once it was committed, and ends after it begins. */
export const committedLater = (from: string | undefined, until: string | undefined, at: string) => {
  if (until !== undefined && until < (from ?? ''))
    return refuse('R-CRIME-1', 'A crime cannot end before it begins. Check both times.', 'committedUntil');
  return [from, until].some((one) => one !== undefined && one > at)
    ? refuse(
        'R-CRIME-1',
        'A crime must be committed before it is recorded. Check when it was committed.',
        'committedFrom',
      )
    : undefined;
};

/** R-LIFE-1: nobody investigates what is closed. */
export const notOpen = (state: CrimeState, at: string) =>
  closedAs(state, at) === undefined
    ? undefined
    : refuse('R-LIFE-1', 'This crime had been closed by then. Reopen it first.', 'id');

/** R-LIFE-1: only what was closed is reopened. */
export const notClosed = (state: CrimeState, at: string) =>
  closedAs(state, at) === undefined
    ? refuse('R-LIFE-1', 'This crime was open at that time. There is nothing to reopen.', 'id')
    : undefined;

/** R-LIFE-1: nobody is found to be no victim who was none. */
export const noVictim = (state: CrimeState, victim: string, at: string) =>
  victimAt(state, victim, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This person was no victim of this crime at that time. Check the reference and the time.',
        'victim',
      );

/** R-LIFE-2: nobody is registered as a victim of the same crime twice. */
export const victimAlready = (state: CrimeState, victim: string, at: string) =>
  victimAt(state, victim, at)
    ? refuse('R-LIFE-2', 'This person is already registered as a victim of this crime.', 'victim')
    : undefined;

/** R-VIS-1: each victim is offered a visit of their own (S4:1). */
export const visitTaken = (state: CrimeState, victim: string, visit: string) =>
  entriesOf(state.victims).some(
    ([other, told]) => other !== victim && told.some(({ value }) => value?.visit === visit),
  )
    ? refuse('R-VIS-1', 'Another victim is offered this visit. Choose another id for this one.', 'visit')
    : undefined;

/** Which categories a policy gave to the CID at an instant, and which version said so. */
export const givenToCid = (policy: PolicyState, at: string) => {
  const terms = CRIME_CATEGORIES.map((category) => ({ category, ...allocationTerms(policy, category, at) }));
  const version = terms.map((term) => term.version).find((one) => one !== 'DEFAULT');
  return {
    toCid: terms.filter(({ to }) => to === 'CID').map(({ category }) => category),
    ...(version !== undefined && { policy: version }),
  };
};

/** R-INPT-6: what is for an INPT goes to the CID with a reason, and what is for the CID to no INPT (S4:4, 6). */
export const misallocated = (
  { to, reason }: { readonly to: Investigator; readonly reason?: AllocationReason | undefined },
  causes: readonly AllocationCause[],
) => {
  if (to === 'INPT')
    return causes.length === 0
      ? undefined
      : refuse(
          'R-INPT-6',
          `This is for the CID: ${inWords(causes)}. Allocate it to the CID, or ask an inspector to leave it with an INPT.`,
          'to',
        );
  return causes.length > 0 || reason !== undefined
    ? undefined
    : refuse('R-INPT-6', 'The policy gives this to an INPT. Say why the CID is to investigate it.', 'reason');
};

/** R-INPT-6: whoever asks for an exception says what it is one from, all of it. */
export const causesUnnamed = (despite: readonly AllocationCause[], causes: readonly AllocationCause[]) => {
  if (causes.length === 0)
    return refuse('R-INPT-6', 'Nothing gives this to the CID. Allocate it to the INPT.', 'despite');
  return sameCauses(despite, causes)
    ? undefined
    : refuse('R-INPT-6', `Name what gives this to the CID, and nothing else: ${inWords(causes)}.`, 'despite');
};

/** R-INPT-6: an inspector grants what was asked for, and no more. */
export const causesChanged = (despite: readonly AllocationCause[], causes: readonly AllocationCause[]) =>
  sameCauses(despite, causes)
    ? undefined
    : refuse(
        'R-INPT-6',
        'What gives this to the CID is not what was asked about. Decline this, and have it asked anew.',
        'request',
      );

const sameCauses = (some: readonly AllocationCause[], others: readonly AllocationCause[]): boolean =>
  ALLOCATION_CAUSES.every((cause) => some.includes(cause) === others.includes(cause));

const inWords = (causes: readonly AllocationCause[]): string =>
  causes.map((cause) => CAUSES_IN_WORDS[cause]).join(', ');

const CAUSES_IN_WORDS: Readonly<Record<AllocationCause, string>> = {
  CATEGORY: 'its category',
  SERIOUS: 'it is serious',
  COMPLEX: 'it is complex',
  GANG: 'a gang',
  HATE: 'a hate crime',
  DOMESTIC: 'domestic abuse',
};

/** R-CRIME-2: a link is to one case, or to one problem. */
export const notOneLink = ({ case: id, problem }: CrimeLink) =>
  (id === undefined) === (problem === undefined)
    ? refuse('R-CRIME-2', 'A crime is linked to one thing at a time. Name a case, or a problem.', 'case')
    : undefined;

/** R-LIFE-1: no link ends that there was not. */
export const notLinked = (state: CrimeState, link: CrimeLink, at: string) =>
  valueAt(valueIn(state.links, linkNamed(link)) ?? [], at) === true
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This crime was not linked to that at that time. Check the reference and the time.',
        link.case === undefined ? 'problem' : 'case',
      );

/** R-LIFE-1: nothing is disclosed to an agency that is not there. */
export const noAgency = (agency: AgencyState, at: string) =>
  isRegistered(agency, at)
    ? undefined
    : refuse('R-LIFE-1', 'There was no such agency on record at that time. Check the agency.', 'agency');

/** R-CRIME-3: of domestic abuse and hate crime no agreement alone has anything disclosed (S4:6, T4-20). */
export const tooWeakABasis = (state: CrimeState, legalBasis: LegalBasis, at: string) =>
  isForTheFew(state, at) && !STRICT_BASES.includes(legalBasis)
    ? refuse(
        'R-CRIME-3',
        'Of domestic abuse or hate crime nothing is shared but with consent, in vital interests, or under a condition of Schedule 8. Choose one of these.',
        'legalBasis',
      )
    : undefined;

/** What an agreement has to cover. */
const AGREED_AS: Readonly<Record<CrimeField, DisclosableField>> = {
  CATEGORY: 'TOPIC',
  CIRCUMSTANCES: 'CIRCUMSTANCES',
  COMMITTED: 'CIRCUMSTANCES',
  MARKERS: 'CIRCUMSTANCES',
  STANDING: 'CIRCUMSTANCES',
  WARD: 'WARD',
};

/** R-REF-1 and R-REF-2: what is disclosed of a crime is named, and rests on an agreement that covers it (S1:24). */
export const notDisclosable = (
  {
    fields,
    owner,
    agency,
    ...basis
  }: Omit<Disclosure, 'fields'> & {
    readonly fields: readonly CrimeField[];
    readonly owner: string;
    readonly agency: string;
  },
  known: AgencyState,
  at: string,
) =>
  (fields.length === 0 ? refuse('R-REF-2', 'Say what is shared of this crime.', 'fields') : undefined) ??
  notCovered(
    { fields: fields.map((field) => AGREED_AS[field]), ...basis },
    { from: owner, to: { agency }, said: DISCLOSURE_SAID },
    known,
    at,
  );

const DISCLOSURE_SAID = { legalBasis: 'legalBasis', agreement: 'agreement', fields: 'fields' } as const;

/** R-LIFE-1: no disclosure ends that there was not. */
export const notDisclosed = (state: CrimeState, agency: string, at: string) =>
  valueAt(valueIn(state.disclosures, agency) ?? [], at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'Nothing of this crime was disclosed to that agency at that time. Check the agency and the time.',
        'agency',
      );
