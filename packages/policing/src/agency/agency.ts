import { alreadySo, ofAnyAgency, stateOf, toldAt, type Decider } from '@wardbook/event-sourcing/pure';
import type { DisclosableField, LegalBasis } from '../referral/referral.events.ts';
import { alreadyBegun, notBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { judgedAgain, wasEndedAt } from '../later.ts';
import * as rules from './agency.rules.ts';
import { agencyHistory, auditsOf, offersOf, type AgencyState, type Audit } from './agency.state.ts';
import {
  agencyEnded,
  type AgencyEvent,
  type AgencyKind,
  agencyRegistered,
  agencyRenamed,
  auditEnded,
  auditRegistered,
  capabilityOffered,
  capabilityWithdrawn,
  clientEnded,
  type ClientEndReason,
  clientRegistered,
  type ClientRole,
  sharingAgreed,
  sharingEnded,
} from './agency.events.ts';
import { withCommands } from '../mixing.ts';
import { redacting, type RedactionCommand, type RedactionFacts } from '../redaction/redaction.ts';

export type AgencyCommand = OwnAgencyCommand | RedactionCommand;

type OwnAgencyCommand = PolicingCommand &
  (
    | { readonly type: 'RegisterAgency'; readonly kind: AgencyKind; readonly name: string }
    | { readonly type: 'RenameAgency'; readonly name: string }
    /** `successor` carries on what it did. */
    | { readonly type: 'EndAgency'; readonly successor?: string }
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
    /** The agency audits the sender's own force. */
    | ({ readonly type: 'RegisterAudit' } & Audit)
    | { readonly type: 'EndAudit' }
    /** `client` is the client id of the system's tokens. */
    | {
        readonly type: 'RegisterClient';
        readonly client: string;
        readonly role: ClientRole;
        readonly name: string;
      }
    | { readonly type: 'EndClient'; readonly client: string; readonly reason: ClientEndReason }
  );

export type AgencyFacts = OwnAgencyFacts & RedactionFacts;

interface OwnAgencyFacts {
  readonly EndAgency: {
    readonly successor: AgencyState;
    /** Whoever came after the successor, at whatever remove, and left it to this agency. */
    readonly before: AgencyState;
  };
}

/** R-AUTH-3: the register is one for all forces: each adds to it what it agreed with an agency that another registered. */
const isAdmin = ({ by }: PolicingCommand): boolean => by.role === 'ADMIN';

/** R-AUTH-3: an agency knows its own systems; no other force lets anybody in where it is not the one that registered. */
const isOwnAdmin = ({ id, by }: PolicingCommand): boolean => by.role === 'ADMIN' && by.agency === id;

const ownAgency: Decider<OwnAgencyCommand, AgencyEvent, AgencyState, OwnAgencyFacts> = {
  ...agencyHistory,
  others: {
    ...{ AgreeSharing: isAdmin, EndSharing: isAdmin, RegisterAudit: isAdmin, EndAudit: isAdmin },
    ...{ RegisterClient: isOwnAdmin, EndClient: isOwnAdmin },
  },
  facts: {
    EndAgency: ({ id, successor }) => ({
      successor: ofAnyAgency(stateOf(agencyHistory, successor)),
      before: rules.leadingBack(successor, id),
    }),
  },
  cameOf: {
    AgencyRegistered: 'RegisterAgency',
    AgencyRenamed: 'RenameAgency',
    AgencyEnded: 'EndAgency',
    CapabilityOffered: 'OfferCapability',
    CapabilityWithdrawn: 'WithdrawCapability',
    SharingAgreed: 'AgreeSharing',
    SharingEnded: 'EndSharing',
    AuditRegistered: 'RegisterAudit',
    AuditEnded: 'EndAudit',
    ClientRegistered: 'RegisterClient',
    ClientEnded: 'EndClient',
  },
  stands: judgedAgain<AgencyEvent, AgencyState>({
    AgencyRenamed: [(_, state, at) => rules.gone(state, at), 'the agency was given another name'],
    CapabilityOffered: [(_, state, at) => rules.gone(state, at), 'the agency offered something'],
    SharingAgreed: [(_, state, at) => rules.gone(state, at), 'an agreement with the agency was made'],
    AuditRegistered: [(_, state, at) => rules.gone(state, at), 'the agency began to audit a force'],
    ClientRegistered: [(_, state, at) => rules.gone(state, at), 'a system of the agency was registered'],
  }),
  decide: {
    RegisterAgency: ({ occurredAt: at, by, kind, name }, state) =>
      onlyFor(by, 'ADMIN') ??
      alreadySo(
        state.kind === kind &&
          state.name[0]?.value === name &&
          state.registeredAt !== undefined &&
          state.registeredAt <= at,
      ) ??
      alreadyBegun(state.registeredAt, 'agency', 'id') ?? [agencyRegistered({ kind, name })],

    RenameAgency: ({ occurredAt: at, by, name }, state) =>
      onlyFor(by, 'ADMIN') ??
      rules.notThere(state, at) ??
      alreadySo(toldAt(state.name, at) === name) ?? [agencyRenamed({ name })],

    EndAgency: ({ id, occurredAt: at, by, successor }, state, facts) =>
      onlyFor(by, 'ADMIN') ??
      notBegun(state.registeredAt, at, 'agency', 'id') ??
      alreadySo(state.endedAt !== undefined && state.endedAt <= at && state.successor === successor) ??
      alreadyBegun(state.endedAt, 'end of the agency', 'id') ??
      (successor === undefined ? undefined : rules.noSuccessor(facts.successor, { id, successor, at })) ??
      rules.comesAfterItself(facts.before) ?? [
        agencyEnded({ ...(successor !== undefined && { successor }) }),
      ],

    OfferCapability: ({ occurredAt: at, by, capability, label, eligibility }, state) =>
      onlyFor(by, 'ADMIN') ??
      rules.notThere(state, at) ??
      alreadySo(rules.isOfferedSo(state, { capability, label, eligibility }, at)) ?? [
        capabilityOffered({ capability, label, ...(eligibility !== undefined && { eligibility }) }),
      ],

    WithdrawCapability: ({ occurredAt: at, by, capability }, state) =>
      onlyFor(by, 'ADMIN') ??
      notBegun(state.registeredAt, at, 'agency', 'id') ??
      alreadySo(wasEndedAt(offersOf(state, capability), at)) ??
      rules.notOffered(state, capability, at) ?? [capabilityWithdrawn({ capability })],

    AgreeSharing: ({ occurredAt: at, by, agreement, fields, legalBasis, from, until }, state) =>
      onlyFor(by, 'ADMIN') ??
      rules.notThere(state, at) ??
      rules.nothingShared(fields) ??
      rules.endsBeforeItBegins(from, until) ??
      rules.notDepersonalised(legalBasis, fields) ??
      alreadySo(
        rules.isAgreedSo(state, { agreement, force: by.agency, fields, legalBasis, from, until }, at),
      ) ??
      alreadyBegun(rules.agreed(state, agreement)?.agreedAt, 'agreement', 'agreement') ?? [
        sharingAgreed({ agreement, force: by.agency, fields: [...fields], legalBasis, from, until }),
      ],

    EndSharing: ({ occurredAt: at, by, agreement }, state) => {
      const { force = by.agency, agreedAt, endedAt } = rules.agreed(state, agreement) ?? {};
      return (
        onlyFor(by, 'ADMIN') ??
        // Another force's agreement is none of the sender's.
        notBegun(force === by.agency ? agreedAt : undefined, at, 'agreement', 'agreement') ??
        alreadySo(endedAt !== undefined && endedAt <= at) ?? [sharingEnded({ agreement })]
      );
    },

    RegisterAudit: ({ occurredAt: at, by, from, until }, state) => {
      const known = toldAt(auditsOf(state, by.agency), at);
      return (
        onlyFor(by, 'ADMIN') ??
        rules.notThere(state, at) ??
        rules.auditEndsFirst(from, until) ??
        alreadySo(known !== undefined && known.from === from && known.until === until) ?? [
          auditRegistered({ force: by.agency, from, ...(until !== undefined && { until }) }),
        ]
      );
    },

    EndAudit: ({ occurredAt: at, by }, state) =>
      onlyFor(by, 'ADMIN') ??
      notBegun(state.registeredAt, at, 'agency', 'id') ??
      alreadySo(wasEndedAt(auditsOf(state, by.agency), at)) ??
      rules.notAudited(state, by.agency, at) ?? [auditEnded({ force: by.agency })],

    RegisterClient: ({ occurredAt: at, by, client, role, name }, state) =>
      onlyFor(by, 'ADMIN') ??
      rules.notThere(state, at) ??
      alreadySo(rules.isClientSo(state, client, { role, name }, at)) ?? [
        clientRegistered({ client, role, name }),
      ],

    EndClient: ({ occurredAt: at, by, client, reason }, state) =>
      onlyFor(by, 'ADMIN') ??
      notBegun(state.registeredAt, at, 'agency', 'id') ??
      alreadySo(rules.endedBecause(state, client, at) === reason) ??
      rules.notClient(state, client, at) ?? [clientEnded({ client, reason })],
  },
};

/** A partner in reducing crime: what it can do to help, and what may be shared with it. */
export const agency: Decider<AgencyCommand, AgencyEvent, AgencyState, AgencyFacts> = withCommands(
  ownAgency,
  redacting(agencyHistory),
  ({ redactions }) => redactions,
);
