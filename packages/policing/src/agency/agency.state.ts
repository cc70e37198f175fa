import { since, valueAt, type Fold, type Timeline } from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import type { DisclosableField, LegalBasis } from '../referral/referral.events.ts';
import { londonDay } from '../london.ts';
import { type AgencyEvent, agencyEvents, type AgencyKind } from './agency.events.ts';

export interface AgencyState {
  readonly registeredAt?: string;
  readonly kind?: AgencyKind;
  readonly name?: string;
  readonly capabilities: readonly {
    readonly code: string;
    /** What was offered; `undefined` in it means withdrawn. */
    readonly offer: Timeline<Capability | undefined>;
  }[];
  readonly agreements: readonly SharingAgreement[];
}

/** What an agency can do to help, in the words of its own directory (S2:9). */
export interface Capability {
  readonly capability: string;
  readonly label: string;
  readonly eligibility?: string;
}

export interface SharingAgreement {
  readonly agreement: string;
  readonly fields: readonly DisclosableField[];
  readonly legalBasis: LegalBasis;
  readonly from: string;
  readonly until: string;
  readonly agreedAt: string;
  readonly endedAt?: string;
}

export const agencyHistory: Fold<AgencyEvent, AgencyState> = {
  name: 'agency',
  ids: REGISTER_IDS,
  initial: { capabilities: [], agreements: [] },
  events: agencyEvents,
  evolve: {
    AgencyRegistered: (state, { kind, name }, { occurredAt }) => ({
      ...state,
      kind,
      name,
      registeredAt: occurredAt,
    }),
    CapabilityOffered: (state, { capability, label, eligibility }, { occurredAt }) =>
      withCapability(state, capability, occurredAt, {
        capability,
        label,
        ...(eligibility !== undefined && { eligibility }),
      }),
    CapabilityWithdrawn: (state, { capability }, { occurredAt }) =>
      withCapability(state, capability, occurredAt, undefined),
    SharingAgreed: (state, { agreement, fields, legalBasis, from, until }, { occurredAt }) => ({
      ...state,
      agreements: [
        ...state.agreements.filter((known) => known.agreement !== agreement),
        { agreement, fields, legalBasis, from, until, agreedAt: occurredAt },
      ],
    }),
    SharingEnded: (state, { agreement }, { occurredAt }) => ({
      ...state,
      agreements: state.agreements.map((known) =>
        known.agreement === agreement ? { ...known, endedAt: occurredAt } : known,
      ),
    }),
  },
};

const withCapability = (
  state: AgencyState,
  code: string,
  at: string,
  offered: Capability | undefined,
): AgencyState => ({
  ...state,
  capabilities: [
    ...state.capabilities.filter((known) => known.code !== code),
    { code, offer: since(state.capabilities.find((known) => known.code === code)?.offer ?? [], at, offered) },
  ],
});

/** Whether an agency was in the register at an instant. */
export const isRegistered = ({ registeredAt }: AgencyState, at: string): boolean =>
  registeredAt !== undefined && registeredAt <= at;

/** What kind of partner an agency was; undefined before it was registered. */
export const kindOf = (agency: AgencyState, at: string): AgencyKind | undefined =>
  isRegistered(agency, at) ? agency.kind : undefined;

/** What an agency offered at an instant, in the order of its codes. */
export const capabilitiesOf = ({ capabilities }: AgencyState, at: string): readonly Capability[] =>
  capabilities
    .map(({ offer }) => valueAt(offer, at))
    .filter((offered) => offered !== undefined)
    .sort((a, b) => (a.capability < b.capability ? -1 : 1));

/** Whether an agency offered this at an instant (R-REF-8). */
export const isCapableOf = (agency: AgencyState, capability: string, at: string): boolean =>
  capabilitiesOf(agency, at).some((offered) => offered.capability === capability);

/** What an agreement allowed to be shared at an instant; undefined when it was not in force then (R-REF-1). */
export const agreementInForce = (
  { agreements }: AgencyState,
  agreementId: string,
  at: string,
): { readonly fields: readonly DisclosableField[]; readonly legalBasis: LegalBasis } | undefined => {
  const known = agreements.find(({ agreement }) => agreement === agreementId);
  if (!known || known.agreedAt > at || (known.endedAt !== undefined && known.endedAt <= at)) return undefined;
  const today = londonDay(at);
  return known.from <= today && today <= known.until
    ? { fields: known.fields, legalBasis: known.legalBasis }
    : undefined;
};
