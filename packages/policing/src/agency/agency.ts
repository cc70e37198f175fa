import {
  alreadySo,
  ofAnyAgency,
  refuse,
  stateOf,
  valueAt,
  valueIn,
  type Decider,
} from '@wardbook/event-sourcing/pure';
import type { DisclosableField, LegalBasis } from '../referral/referral.events.ts';
import { alreadyBegun, notBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { judgedAgain } from '../later.ts';
import {
  agencyHistory,
  capabilitiesOf,
  isRegistered,
  nameOf,
  type AgencyState,
  type Audit,
  type SharingAgreement,
} from './agency.state.ts';
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
  sharingAgreed,
  sharingEnded,
} from './agency.events.ts';

export type AgencyCommand = PolicingCommand &
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
  );

export interface AgencyFacts {
  readonly EndAgency: { readonly successor: AgencyState };
}

/** R-AUTH-3: the register is one for all forces: each adds to it what it agreed with an agency that another registered. */
const isAdmin = ({ by }: PolicingCommand): boolean => by.role === 'ADMIN';

/** A partner in reducing crime: what it can do to help, and what may be shared with it. */
export const agency: Decider<AgencyCommand, AgencyEvent, AgencyState, AgencyFacts> = {
  ...agencyHistory,
  others: { AgreeSharing: isAdmin, EndSharing: isAdmin, RegisterAudit: isAdmin, EndAudit: isAdmin },
  facts: {
    EndAgency: ({ successor }) => ({ successor: ofAnyAgency(stateOf(agencyHistory, successor)) }),
  },
  stands: judgedAgain<AgencyEvent, AgencyState>({
    AgencyRenamed: [(_, state, at) => gone(state, at), 'the agency was given another name'],
    CapabilityOffered: [(_, state, at) => gone(state, at), 'the agency offered something'],
    SharingAgreed: [(_, state, at) => gone(state, at), 'an agreement with the agency was made'],
    AuditRegistered: [(_, state, at) => gone(state, at), 'the agency began to audit a force'],
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
      notThere(state, at) ??
      alreadySo(nameOf(state, at) === name) ?? [agencyRenamed({ name })],

    EndAgency: ({ id, occurredAt: at, by, successor }, state, facts) =>
      onlyFor(by, 'ADMIN') ??
      notBegun(state.registeredAt, at, 'agency', 'id') ??
      alreadySo(state.endedAt !== undefined && state.endedAt <= at && state.successor === successor) ??
      alreadyBegun(state.endedAt, 'end of the agency', 'id') ??
      (successor === undefined ? undefined : noSuccessor(facts.successor, { id, successor, at })) ?? [
        agencyEnded({ ...(successor !== undefined && { successor }) }),
      ],

    OfferCapability: ({ occurredAt: at, by, capability, label, eligibility }, state) =>
      onlyFor(by, 'ADMIN') ??
      notThere(state, at) ??
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
      notThere(state, at) ??
      nothingShared(fields) ??
      endsBeforeItBegins(from, until) ??
      notDepersonalised(legalBasis, fields) ??
      alreadySo(isAgreedSo(state, { agreement, force: by.agency, fields, legalBasis, from, until }, at)) ??
      alreadyBegun(agreed(state, agreement)?.agreedAt, 'agreement', 'agreement') ?? [
        sharingAgreed({ agreement, force: by.agency, fields: [...fields], legalBasis, from, until }),
      ],

    EndSharing: ({ occurredAt: at, by, agreement }, state) => {
      const { force = by.agency, agreedAt, endedAt } = agreed(state, agreement) ?? {};
      return (
        onlyFor(by, 'ADMIN') ??
        // Another force's agreement is none of the sender's.
        notBegun(force === by.agency ? agreedAt : undefined, at, 'agreement', 'agreement') ??
        alreadySo(endedAt !== undefined && endedAt <= at) ?? [sharingEnded({ agreement })]
      );
    },

    RegisterAudit: ({ occurredAt: at, by, from, until }, state) => {
      const known = auditOf(state, by.agency, at);
      return (
        onlyFor(by, 'ADMIN') ??
        notThere(state, at) ??
        auditEndsFirst(from, until) ??
        alreadySo(known !== undefined && known.from === from && known.until === until) ?? [
          auditRegistered({ force: by.agency, from, ...(until !== undefined && { until }) }),
        ]
      );
    },

    EndAudit: ({ occurredAt: at, by }, state) =>
      onlyFor(by, 'ADMIN') ??
      notBegun(state.registeredAt, at, 'agency', 'id') ??
      alreadySo(auditOf(state, by.agency, at) === undefined) ?? [auditEnded({ force: by.agency })],
  },
};

/** R-LIFE-1: nothing new is agreed with an agency that has ended. */
const gone = (state: AgencyState, at: string) =>
  state.registeredAt === undefined || isRegistered(state, at)
    ? undefined
    : refuse('R-LIFE-1', 'This agency had ended by then. Choose the agency that followed it.', 'id');

const notThere = (state: AgencyState, at: string) =>
  notBegun(state.registeredAt, at, 'agency', 'id') ?? gone(state, at);

/** R-REF-9: whoever carries on is there to do so, and is somebody else. */
const noSuccessor = (
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

const auditOf = ({ audits }: AgencyState, force: string, at: string): Audit | undefined =>
  valueAt(valueIn(audits, force) ?? [], at);

/** R-AUD-1: an audit is from one day to another. */
const auditEndsFirst = (from: string, until: string | undefined) =>
  until !== undefined && until < from
    ? refuse('R-AUD-1', 'The audit cannot end before it begins. Check both dates.', 'until')
    : undefined;

const agreed = ({ agreements }: AgencyState, id: string): SharingAgreement | undefined =>
  agreements.find(({ agreement }) => agreement === id);

const isAgreedSo = (
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
