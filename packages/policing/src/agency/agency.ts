import { alreadySo, refuse, type Decider } from '@wardbook/event-sourcing/pure';
import type { DisclosableField, LegalBasis } from '../referral/referral.events.ts';
import { alreadyBegun, notBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { agencyHistory, capabilitiesOf, type AgencyState, type SharingAgreement } from './agency.state.ts';
import {
  type AgencyEvent,
  type AgencyKind,
  agencyRegistered,
  capabilityOffered,
  capabilityWithdrawn,
  sharingAgreed,
  sharingEnded,
} from './agency.events.ts';

export type AgencyCommand = PolicingCommand &
  (
    | { readonly type: 'RegisterAgency'; readonly kind: AgencyKind; readonly name: string }
    | {
        readonly type: 'OfferCapability';
        readonly capability: string;
        readonly label: string;
        readonly eligibility?: string;
      }
    | { readonly type: 'WithdrawCapability'; readonly capability: string }
    | {
        readonly type: 'AgreeSharing';
        readonly agreement: string;
        readonly fields: readonly DisclosableField[];
        readonly legalBasis: LegalBasis;
        /** London days, both included. */
        readonly from: string;
        readonly until: string;
      }
    | { readonly type: 'EndSharing'; readonly agreement: string }
  );

/** A partner in reducing crime: what it can do to help, and what may be shared with it. */
export const agency: Decider<AgencyCommand, AgencyEvent, AgencyState> = {
  ...agencyHistory,
  facts: {},
  decide: {
    RegisterAgency: ({ by, kind, name }, state) =>
      onlyFor(by, 'ADMIN') ??
      alreadySo(state.kind === kind && state.name === name) ??
      alreadyBegun(state.registeredAt, 'agency', 'id') ?? [agencyRegistered({ kind, name })],

    OfferCapability: ({ occurredAt: at, by, capability, label, eligibility }, state) =>
      onlyFor(by, 'ADMIN') ??
      notBegun(state.registeredAt, at, 'agency', 'id') ??
      alreadySo(
        capabilitiesOf(state, at).some(
          (offered) =>
            offered.capability === capability &&
            offered.label === label &&
            offered.eligibility === eligibility,
        ),
      ) ?? [capabilityOffered({ capability, label, ...(eligibility !== undefined && { eligibility }) })],

    WithdrawCapability: ({ occurredAt: at, by, capability }, state) =>
      onlyFor(by, 'ADMIN') ??
      notBegun(state.registeredAt, at, 'agency', 'id') ??
      (capabilitiesOf(state, at).some((offered) => offered.capability === capability)
        ? [capabilityWithdrawn({ capability })]
        : []),

    AgreeSharing: ({ occurredAt: at, by, agreement, fields, legalBasis, from, until }, state) =>
      onlyFor(by, 'ADMIN') ??
      notBegun(state.registeredAt, at, 'agency', 'id') ??
      nothingShared(fields) ??
      endsBeforeItBegins(from, until) ??
      notDepersonalised(legalBasis, fields) ??
      alreadySo(isAgreedSo(state, { agreement, fields, legalBasis, from, until })) ??
      alreadyBegun(agreed(state, agreement)?.agreedAt, 'agreement', 'agreement') ?? [
        sharingAgreed({ agreement, fields: [...fields], legalBasis, from, until }),
      ],

    EndSharing: ({ occurredAt: at, by, agreement }, state) =>
      onlyFor(by, 'ADMIN') ??
      notBegun(agreed(state, agreement)?.agreedAt, at, 'agreement', 'agreement') ??
      (agreed(state, agreement)?.endedAt === undefined ? [sharingEnded({ agreement })] : []),
  },
};

const agreed = ({ agreements }: AgencyState, id: string): SharingAgreement | undefined =>
  agreements.find(({ agreement }) => agreement === id);

const isAgreedSo = (state: AgencyState, asked: Omit<SharingAgreement, 'agreedAt' | 'endedAt'>): boolean => {
  const known = agreed(state, asked.agreement);
  return (
    known !== undefined &&
    known.endedAt === undefined &&
    known.legalBasis === asked.legalBasis &&
    known.from === asked.from &&
    known.until === asked.until &&
    [...known.fields].sort().join() === [...asked.fields].sort().join()
  );
};

/** R-REF-1: partners understand how their partnership works: an agreement says what is shared (S1:24). */
const nothingShared = (fields: readonly DisclosableField[]) =>
  fields.length === 0
    ? refuse('R-REF-1', 'Say what may be shared under this agreement.', 'fields')
    : undefined;

/** R-REF-1: an agreement is in force from one day to another (S1:24). */
const endsBeforeItBegins = (from: string, until: string) =>
  until < from
    ? refuse('R-REF-1', 'The agreement cannot end before it begins. Check both dates.', 'until')
    : undefined;

/** What says nothing of a person. */
const DEPERSONALISED: readonly DisclosableField[] = ['TOPIC', 'WARD'];

/** R-REF-1: the duty of section 17A of the Crime and Disorder Act 1998 is to share depersonalised information (S1:24). */
const notDepersonalised = (legalBasis: LegalBasis, fields: readonly DisclosableField[]) =>
  legalBasis === 'CDA1998_S17A' && fields.some((field) => !DEPERSONALISED.includes(field))
    ? refuse(
        'R-REF-1',
        'Section 17A covers only information that identifies nobody. Choose another legal basis, or share less.',
        'legalBasis',
      )
    : undefined;
