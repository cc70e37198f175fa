import {
  isSameText,
  ofAnyAgency,
  refuse,
  stateOf,
  through,
  toldAt,
  valueAt,
  type Fact,
} from '@wardbook/event-sourcing/pure';
import { notBegun } from '../by.ts';
import type { ClientEndReason } from './agency.events.ts';
import type { DisclosableField, LegalBasis } from '../referral/referral.events.ts';
import {
  agencyHistory,
  auditsOf,
  clientAt,
  clientsOf,
  isCapableOf,
  isRegistered,
  offersOf,
  type AgencyState,
  type Capability,
  type Client,
  type SharingAgreement,
} from './agency.state.ts';

/** R-LIFE-1: nothing new is agreed with an agency that has ended. */
export const gone = (state: AgencyState, at: string) =>
  state.registeredAt === undefined || isRegistered(state, at)
    ? undefined
    : refuse('R-LIFE-1', 'This agency had ended by then. Choose the agency that followed it.', 'id');

export const notThere = (state: AgencyState, at: string) =>
  notBegun(state.registeredAt, at, 'agency', 'id') ?? gone(state, at);

/** R-REF-9: whoever carries on is there to do so, and is somebody else. */
export const noSuccessor = (
  found: AgencyState,
  { id, successor, at }: { readonly id: string; readonly successor: string; readonly at: string },
) =>
  successor !== id && isRegistered(found, at)
    ? undefined
    : refuse(
        'R-REF-9',
        'The successor must be another agency that is on record then. Choose one.',
        'successor',
      );

/**
 * A fact: the agency that left what it did to this one, of those that came after a successor in turn. Each that is known
 * is asked once.
 */
export const leadingBack = (
  successor: string | undefined,
  to: string,
  asked: readonly string[] = [],
): Fact<AgencyState> =>
  successor === undefined || successor === to || asked.includes(successor)
    ? stateOf(agencyHistory, undefined)
    : through(ofAnyAgency(stateOf(agencyHistory, successor)), (known) =>
        known.successor === to
          ? ofAnyAgency(stateOf(agencyHistory, successor))
          : leadingBack(known.successor, to, [...asked, successor]),
      );

/** R-REF-9: what carried on where another ended does not leave it to that one in turn, whichever was recorded first. */
export const comesAfterItself = ({ registeredAt }: AgencyState) =>
  registeredAt === undefined
    ? undefined
    : refuse(
        'R-REF-9',
        'What the successor did came to this agency when that one ended. Choose another successor.',
        'successor',
      );

export const isOfferedSo = (
  state: AgencyState,
  {
    capability,
    label,
    eligibility,
  }: Omit<Capability, 'eligibility'> & { readonly eligibility: string | undefined },
  at: string,
): boolean => {
  const told = toldAt(offersOf(state, capability), at);
  return told !== undefined && told.label === label && isSameText(told.eligibility, eligibility);
};

/** R-LIFE-1: nothing is withdrawn that was not offered. */
export const notOffered = (state: AgencyState, capability: string, at: string) =>
  isCapableOf(state, capability, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'The agency did not offer this at that time. Check what it offers, and the time.',
        'capability',
      );

/** R-LIFE-1: no audit ends that had not begun, or was over. */
export const notAudited = (state: AgencyState, force: string, at: string) =>
  valueAt(auditsOf(state, force), at) === undefined
    ? refuse(
        'R-LIFE-1',
        'This agency did not audit your force at that time. Check the agency and the time.',
        'id',
      )
    : undefined;

export const isClientSo = (
  state: AgencyState,
  client: string,
  { role, name }: Client,
  at: string,
): boolean => {
  const told = toldAt(clientsOf(state, client), at);
  return told !== undefined && 'role' in told && told.role === role && told.name === name;
};

/** Why a system is said to have ended at this very instant. */
export const endedBecause = (state: AgencyState, client: string, at: string): ClientEndReason | undefined => {
  const told = toldAt(clientsOf(state, client), at);
  return told && 'because' in told ? told.because : undefined;
};

/** R-LIFE-1: no system ends that did not speak for the agency then. */
export const notClient = (state: AgencyState, client: string, at: string) =>
  clientAt(state, client, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'No such system spoke for this agency at that time. Check its client id and the time.',
        'client',
      );

/** R-AUD-1: an audit is from one day to another. */
export const auditEndsFirst = (from: string, until: string | undefined) =>
  until !== undefined && until < from
    ? refuse('R-AUD-1', 'The audit cannot end before it begins. Check both dates.', 'until')
    : undefined;

export const agreed = ({ agreements }: AgencyState, id: string): SharingAgreement | undefined =>
  agreements.find(({ agreement }) => agreement === id);

export const isAgreedSo = (
  state: AgencyState,
  asked: Omit<SharingAgreement, 'agreedAt' | 'endedAt'>,
  at: string,
): boolean => {
  const known = agreed(state, asked.agreement);
  return (
    known !== undefined &&
    known.endedAt === undefined &&
    known.agreedAt <= at &&
    (known.force === undefined || known.force === asked.force) &&
    known.legalBasis === asked.legalBasis &&
    known.from === asked.from &&
    known.until === asked.until &&
    [...known.fields].sort().join() === [...asked.fields].sort().join()
  );
};

/** R-REF-1: partners understand how their partnership works: an agreement says what is shared (S1:24). */
export const nothingShared = (fields: readonly DisclosableField[]) =>
  fields.length === 0
    ? refuse('R-REF-1', 'Say what may be shared under this agreement.', 'fields')
    : undefined;

/** R-REF-1: an agreement is in force from one day to another (S1:24). */
export const endsBeforeItBegins = (from: string, until: string) =>
  until < from
    ? refuse('R-REF-1', 'The agreement cannot end before it begins. Check both dates.', 'until')
    : undefined;

/** What says nothing of a person. */
const DEPERSONALISED: readonly DisclosableField[] = ['TOPIC', 'WARD'];

/** R-REF-1: the duty of section 17A of the Crime and Disorder Act 1998 is to share depersonalised information (S1:24). */
export const notDepersonalised = (legalBasis: LegalBasis, fields: readonly DisclosableField[]) =>
  legalBasis === 'CDA1998_S17A' && fields.some((field) => !DEPERSONALISED.includes(field))
    ? refuse(
        'R-REF-1',
        'Section 17A covers only information that identifies nobody. Choose another legal basis, or share less.',
        'legalBasis',
      )
    : undefined;
