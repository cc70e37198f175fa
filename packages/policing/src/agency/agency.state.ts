import {
  entriesOf,
  NONE_KEYED,
  since,
  valueAt,
  valueIn,
  withValue,
  type Fold,
  type Keyed,
  type SealedText,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import type { DisclosableField, LegalBasis } from '../referral/referral.events.ts';
import { londonDay } from '../london.ts';
import {
  type OwnAgencyEvent,
  type AgencyEvent,
  agencyEvents,
  type AgencyKind,
  type ClientEndReason,
  type ClientRole,
} from './agency.events.ts';
import { withPart } from '../mixing.ts';
import { redactionPart, type WithRedactions } from '../redaction/redaction.state.ts';

export interface AgencyState extends WithRedactions {
  readonly registeredAt?: string;
  readonly kind?: AgencyKind;
  readonly name: Timeline<string>;
  readonly endedAt?: string;
  readonly successor?: string;
  readonly capabilities: readonly {
    readonly code: string;
    /** What was offered; `undefined` in it means withdrawn. */
    readonly offer: Timeline<Capability | undefined>;
  }[];
  readonly agreements: readonly SharingAgreement[];
  /** Per force that it audits; `undefined` in it is the end. */
  readonly audits: Keyed<Timeline<Audit | undefined>>;
  /** Per system that speaks for it, by its client id. */
  readonly clients: Keyed<Timeline<Client | EndedClient>>;
}

/** A system that speaks for an agency. */
export interface Client {
  readonly role: ClientRole;
  readonly name: string;
}

interface EndedClient {
  readonly because: ClientEndReason;
}

/** London days, both included. */
export interface Audit {
  readonly from: string;
  readonly until?: string | undefined;
}

/** What an agency can do to help, in the words of its own directory (S2:9). */
export interface Capability {
  readonly capability: string;
  readonly label: string;
  readonly eligibility?: SealedText;
}

export interface SharingAgreement {
  readonly agreement: string;
  /** Whose it is; of an older one nobody knows. */
  readonly force?: string;
  readonly fields: readonly DisclosableField[];
  readonly legalBasis: LegalBasis;
  readonly from: string;
  readonly until: string;
  readonly agreedAt: string;
  readonly endedAt?: string;
}

const ownHistory: Fold<OwnAgencyEvent, AgencyState> = {
  name: 'agency',
  ids: REGISTER_IDS,
  initial: {
    redactions: redactionPart.initial,
    name: [],
    capabilities: [],
    agreements: [],
    audits: NONE_KEYED,
    clients: NONE_KEYED,
  },
  events: agencyEvents,
  comparesText: true,
  evolve: {
    AgencyRegistered: (state, { kind, name }, { occurredAt }) => ({
      ...state,
      kind,
      name: since(state.name, occurredAt, name),
      registeredAt: occurredAt,
    }),
    AgencyRenamed: (state, { name }, { occurredAt }) => ({
      ...state,
      name: since(state.name, occurredAt, name),
    }),
    AgencyEnded: (state, { successor }, { occurredAt }) => ({
      ...state,
      endedAt: occurredAt,
      ...(successor !== undefined && { successor }),
    }),
    CapabilityOffered: (state, { capability, label, eligibility }, { occurredAt }) =>
      withCapability(state, capability, occurredAt, {
        capability,
        label,
        ...(eligibility !== undefined && { eligibility }),
      }),
    CapabilityWithdrawn: (state, { capability }, { occurredAt }) =>
      withCapability(state, capability, occurredAt, undefined),
    SharingAgreed: (state, { agreement, force, fields, legalBasis, from, until }, { occurredAt }) => ({
      ...state,
      agreements: [
        ...state.agreements.filter((known) => known.agreement !== agreement),
        {
          ...{ agreement, fields, legalBasis, from, until, agreedAt: occurredAt },
          ...(force !== undefined && { force }),
        },
      ],
    }),
    SharingEnded: (state, { agreement }, { occurredAt }) => ({
      ...state,
      agreements: state.agreements.map((known) =>
        known.agreement === agreement && !hasEnded(known, occurredAt)
          ? { ...known, endedAt: occurredAt }
          : known,
      ),
    }),
    AuditRegistered: (state, { force, from, until }, { occurredAt }) =>
      withAudit(state, force, occurredAt, { from, until }),
    AuditEnded: (state, { force }, { occurredAt }) => withAudit(state, force, occurredAt, undefined),
    ClientRegistered: (state, { client, role, name }, { occurredAt }) =>
      withClient(state, client, occurredAt, { role, name }),
    ClientEnded: (state, { client, reason }, { occurredAt }) =>
      withClient(state, client, occurredAt, { because: reason }),
  },
};

export const agencyHistory: Fold<AgencyEvent, AgencyState> = withPart(ownHistory, redactionPart);

const withCapability = (
  state: AgencyState,
  code: string,
  at: string,
  offered: Capability | undefined,
): AgencyState => ({
  ...state,
  capabilities: [
    ...state.capabilities.filter((known) => known.code !== code),
    { code, offer: since(offersOf(state, code), at, offered) },
  ],
});

const withAudit = (state: AgencyState, force: string, at: string, audit: Audit | undefined): AgencyState => ({
  ...state,
  audits: withValue(state.audits, force, since(auditsOf(state, force), at, audit)),
});

const withClient = (
  state: AgencyState,
  client: string,
  at: string,
  told: Client | EndedClient,
): AgencyState => ({
  ...state,
  clients: withValue(state.clients, client, since(clientsOf(state, client), at, told)),
});

/** What was told of one thing that an agency may offer. */
export const offersOf = ({ capabilities }: AgencyState, code: string): Timeline<Capability | undefined> =>
  capabilities.find((known) => known.code === code)?.offer ?? [];

/** What was told of an agency's audits of a force. */
export const auditsOf = ({ audits }: AgencyState, force: string): Timeline<Audit | undefined> =>
  valueIn(audits, force) ?? [];

/** What was told of a system that speaks for an agency. */
export const clientsOf = ({ clients }: AgencyState, client: string): Timeline<Client | EndedClient> =>
  valueIn(clients, client) ?? [];

/**
 * The system with this client id, as it spoke for an agency at an instant; undefined where it did not. Which tokens are
 * such a system's, whoever reads them says.
 * @example
 * const council = foldRecorded(agency, await store.readStream('agency-council'));
 * clientAt(council, 'housing-system', '2026-03-01T09:00:00.000Z')?.role; // 'PARTNER'
 */
export const clientAt = (agency: AgencyState, client: string, at: string): Client | undefined => {
  const told = isRegistered(agency, at) ? valueAt(clientsOf(agency, client), at) : undefined;
  return told && 'role' in told ? told : undefined;
};

/** Whether an agency was there at an instant: in the register, and not ended. */
export const isRegistered = ({ registeredAt, endedAt }: AgencyState, at: string): boolean =>
  registeredAt !== undefined && registeredAt <= at && (endedAt === undefined || endedAt > at);

/** What an agency was called at an instant. */
export const nameOf = ({ name }: AgencyState, at: string): string | undefined => valueAt(name, at);

/** What kind of partner an agency was; undefined before it was registered, and once it had ended. */
export const kindOf = (agency: AgencyState, at: string): AgencyKind | undefined =>
  isRegistered(agency, at) ? agency.kind : undefined;

/** What an agency offered at an instant, in the order of its codes; nothing once it had ended. */
export const capabilitiesOf = (agency: AgencyState, at: string): readonly Capability[] =>
  (isRegistered(agency, at) ? agency.capabilities : [])
    .map(({ offer }) => valueAt(offer, at))
    .filter((offered) => offered !== undefined)
    .sort((a, b) => (a.capability < b.capability ? -1 : 1));

/** Whether an agency offered this at an instant (R-REF-8). */
export const isCapableOf = (agency: AgencyState, capability: string, at: string): boolean =>
  capabilitiesOf(agency, at).some((offered) => offered.capability === capability);

/** What an agreement allowed to be shared at an instant; undefined when it was not in force then (R-REF-1). */
export const agreementInForce = (
  agency: AgencyState,
  agreementId: string,
  { force, at }: { readonly force: string | undefined; readonly at: string },
): Pick<SharingAgreement, 'fields' | 'legalBasis'> | undefined => {
  const known = agreementsOf(agency, force, at).find(({ agreement }) => agreement === agreementId);
  return known && { fields: known.fields, legalBasis: known.legalBasis };
};

/** The agreements that a force had with an agency at an instant, as far as they were in force (R-REF-1). */
export const agreementsOf = (
  agency: AgencyState,
  force: string | undefined,
  at: string,
): readonly SharingAgreement[] =>
  isRegistered(agency, at)
    ? agency.agreements.filter(
        (known) =>
          (known.force === undefined || known.force === force) &&
          known.agreedAt <= at &&
          !hasEnded(known, at) &&
          isWithin(known, londonDay(at)),
      )
    : [];

const hasEnded = ({ endedAt }: SharingAgreement, at: string): boolean =>
  endedAt !== undefined && endedAt <= at;

const isWithin = ({ from, until }: Audit, today: string): boolean =>
  from <= today && (until === undefined || today <= until);

/** Whose records an agency's auditors saw at an instant: of the forces that it audits; an inspectorate's of every force. */
export const auditedBy = (agency: AgencyState, at: string): readonly string[] | 'ALL' => {
  if (kindOf(agency, at) === 'INSPECTORATE') return 'ALL';
  return isRegistered(agency, at)
    ? entriesOf(agency.audits).flatMap(([force, audits]) => {
        const audit = valueAt(audits, at);
        return audit && isWithin(audit, londonDay(at)) ? [force] : [];
      })
    : [];
};

/** Whether an agency's auditors saw the records of a force at an instant. */
export const mayAudit = (agency: AgencyState, force: string, at: string): boolean => {
  const audited = auditedBy(agency, at);
  return audited === 'ALL' || audited.includes(force);
};
