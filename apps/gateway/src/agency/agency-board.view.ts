import {
  defineView,
  idOf,
  NONE_KEYED,
  since,
  valueIn,
  withValue,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing';
import { agencyHistory, type AgencyKind, type DisclosableField, type LegalBasis } from '@wardbook/policing';

/** A partner as the register knows it: what it can do to help, and what may be shared with it. */
export interface AgencyCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'REGISTERED';
  /** The agency's own id, as tokens carry it. */
  readonly agency: string | null;
  readonly kind: AgencyKind | null;
  readonly name: string | null;
  readonly registeredAt: string | null;
  /** By code; null in it is a withdrawal. */
  readonly capabilities: Keyed<Timeline<OfferCard | null>>;
  readonly agreements: Keyed<AgreementCard>;
}

interface OfferCard {
  readonly label: string;
  readonly eligibility: string | null;
}

interface AgreementCard {
  readonly fields: readonly DisclosableField[];
  readonly legalBasis: LegalBasis;
  readonly from: string;
  readonly until: string;
  readonly agreedAt: string;
  readonly endedAt: string | null;
}

const EXPECTED: AgencyCard = {
  version: 0,
  standing: 'EXPECTED',
  agency: null,
  kind: null,
  name: null,
  registeredAt: null,
  capabilities: NONE_KEYED,
  agreements: NONE_KEYED,
};

export const agencyBoard = defineView({
  name: 'agency-board',
  version: 1,
  of: [agencyHistory],
  versionOf: agencyHistory,
  initial: EXPECTED,
  columns: {
    agency: ({ agency }) => agency,
    kind: ({ kind }) => kind,
    name: ({ name }) => name,
    standing: ({ standing }) => standing,
  },
  evolve: {
    AgencyRegistered: (card, { kind, name }, { stream, occurredAt }) => ({
      ...card,
      kind,
      name,
      agency: idOf(stream),
      standing: 'REGISTERED',
      registeredAt: occurredAt,
    }),
    CapabilityOffered: (card, { capability, label, eligibility = null }, { occurredAt }) =>
      withOffer(card, capability, occurredAt, { label, eligibility }),
    CapabilityWithdrawn: (card, { capability }, { occurredAt }) =>
      withOffer(card, capability, occurredAt, null),
    SharingAgreed: (card, { type: _type, agreement, ...agreed }, { occurredAt }) => ({
      ...card,
      agreements: withValue(card.agreements, agreement, {
        ...agreed,
        agreedAt: occurredAt,
        endedAt: null,
      }),
    }),
    SharingEnded: (card, { agreement }, { occurredAt }) => {
      const known = valueIn(card.agreements, agreement);
      return known
        ? { ...card, agreements: withValue(card.agreements, agreement, { ...known, endedAt: occurredAt }) }
        : card;
    },
  },
});

const withOffer = (card: AgencyCard, code: string, at: string, offer: OfferCard | null): AgencyCard => ({
  ...card,
  capabilities: withValue(card.capabilities, code, since(valueIn(card.capabilities, code) ?? [], at, offer)),
});
