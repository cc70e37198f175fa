import {
  defineView,
  idOf,
  NONE_KEYED,
  since,
  valueIn,
  withValue,
  sortedName,
  type Keyed,
  type SealedText,
  type Timeline,
} from '@wardbook/event-sourcing';
import {
  agencyHistory,
  type AgencyKind,
  type ClientEndReason,
  type ClientRole,
  type DisclosableField,
  type LegalBasis,
} from '@wardbook/policing';

/** A partner as the register knows it: what it can do to help, and what may be shared with it. */
export interface AgencyCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'REGISTERED' | 'ENDED';
  /** The agency's own id, as tokens carry it. */
  readonly agency: string | null;
  readonly kind: AgencyKind | null;
  /** As it is called now. */
  readonly name: string | null;
  readonly names: Timeline<string>;
  readonly registeredAt: string | null;
  readonly endedAt: string | null;
  readonly successor: string | null;
  /** By code; null in it is a withdrawal. */
  readonly capabilities: Keyed<Timeline<OfferCard | null>>;
  readonly agreements: Keyed<AgreementCard>;
  /** By force; null in it is the end. */
  readonly audits: Keyed<Timeline<AuditCard | null>>;
  /** The systems that speak for it, by client id; one that only has an end is ended. */
  readonly clients: Keyed<Timeline<ClientCard>>;
}

export interface ClientCard {
  readonly role: ClientRole | null;
  readonly name: string | null;
  /** Why it ended; null while it speaks for the agency. */
  readonly because: ClientEndReason | null;
}

interface AuditCard {
  readonly from: string;
  readonly until: string | null;
}

interface OfferCard {
  readonly label: string;
  readonly eligibility: SealedText | null;
}

interface AgreementCard {
  /** Null where it is not on record whose it is. */
  readonly force: string | null;
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
  names: [],
  registeredAt: null,
  endedAt: null,
  successor: null,
  capabilities: NONE_KEYED,
  agreements: NONE_KEYED,
  audits: NONE_KEYED,
  clients: NONE_KEYED,
};

export const agencyBoard = defineView({
  name: 'agency-board',
  version: 5,
  of: [agencyHistory],
  versionOf: agencyHistory,
  initial: EXPECTED,
  columns: {
    agency: ({ agency }) => agency,
    kind: ({ kind }) => kind,
    name: ({ name }) => sortedName(name),
    standing: ({ standing }) => standing,
  },
  evolve: {
    AgencyRegistered: (card, { kind, name }, { stream, occurredAt }) => ({
      ...named(card, occurredAt, name),
      kind,
      agency: idOf(stream),
      standing: card.endedAt === null ? 'REGISTERED' : card.standing,
      registeredAt: occurredAt,
    }),
    AgencyRenamed: (card, { name }, { occurredAt }) => named(card, occurredAt, name),
    AgencyEnded: (card, { successor = null }, { occurredAt }) => ({
      ...card,
      standing: 'ENDED',
      endedAt: occurredAt,
      successor,
    }),
    CapabilityOffered: (card, { capability, label, eligibility = null }, { occurredAt }) =>
      withOffer(card, capability, occurredAt, { label, eligibility }),
    CapabilityWithdrawn: (card, { capability }, { occurredAt }) =>
      withOffer(card, capability, occurredAt, null),
    SharingAgreed: (card, { type: _type, agreement, force = null, ...agreed }, { occurredAt }) => ({
      ...card,
      agreements: withValue(card.agreements, agreement, {
        ...agreed,
        force,
        agreedAt: occurredAt,
        endedAt: null,
      }),
    }),
    SharingEnded: (card, { agreement }, { occurredAt }) => {
      const known = valueIn(card.agreements, agreement);
      return known && (known.endedAt === null || known.endedAt > occurredAt)
        ? { ...card, agreements: withValue(card.agreements, agreement, { ...known, endedAt: occurredAt }) }
        : card;
    },
    AuditRegistered: (card, { force, from, until = null }, { occurredAt }) =>
      withAudit(card, force, occurredAt, { from, until }),
    AuditEnded: (card, { force }, { occurredAt }) => withAudit(card, force, occurredAt, null),
    ClientRegistered: (card, { client, role, name }, { occurredAt }) =>
      withClient(card, client, occurredAt, { role, name, because: null }),
    ClientEnded: (card, { client, reason }, { occurredAt }) =>
      withClient(card, client, occurredAt, { role: null, name: null, because: reason }),
  },
});

const named = (card: AgencyCard, at: string, name: string): AgencyCard => {
  const names = since(card.names, at, name);
  return { ...card, names, name: names.at(-1)?.value ?? name };
};

const withAudit = (card: AgencyCard, force: string, at: string, audit: AuditCard | null): AgencyCard => ({
  ...card,
  audits: withValue(card.audits, force, since(valueIn(card.audits, force) ?? [], at, audit)),
});

const withClient = (card: AgencyCard, client: string, at: string, told: ClientCard): AgencyCard => ({
  ...card,
  clients: withValue(card.clients, client, since(valueIn(card.clients, client) ?? [], at, told)),
});

const withOffer = (card: AgencyCard, code: string, at: string, offer: OfferCard | null): AgencyCard => ({
  ...card,
  capabilities: withValue(card.capabilities, code, since(valueIn(card.capabilities, code) ?? [], at, offer)),
});
