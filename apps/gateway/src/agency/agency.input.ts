import {
  agency,
  type AgencyKind,
  type ClientEndReason,
  type ClientRole,
  type DisclosableField,
  type LegalBasis,
} from '@wardbook/policing';
import { aboutRecord } from '../command-input.ts';
import { ActorKey, as, Choice, Identifier, list, LondonDay, NodeId, OPTIONAL, Text } from '../fields.ts';
import { DisclosableFieldEnum, LegalBasisEnum } from '../referral/referral-words.type.ts';
import { Sends } from '../sends.ts';
import { AgencyKindEnum, ClientEndReasonEnum, ClientRoleEnum } from './agency.type.ts';

const NewAgency = aboutRecord(agency, ActorKey('The agency’s own id, as tokens carry it.', as('agencyKey')));
const AboutAgency = aboutRecord(agency, NodeId('Agency', 'The agency.', as('agencyId')));

@Sends('Put an agency on the register; administrators do so.')
export class RegisterAgencyInput extends NewAgency {
  @Choice(AgencyKindEnum, 'What kind of partner it is.') kind!: AgencyKind;
  @Text(160, 'What it is called.') name!: string;

  toCommand() {
    const { kind, name } = this;
    return this.about({ type: 'RegisterAgency', kind, name });
  }
}

@Sends('Give an agency another name, from now on or from that day; administrators do so.')
export class RenameAgencyInput extends AboutAgency {
  @Text(160, 'What it is called.') name!: string;

  toCommand() {
    return this.about({ type: 'RenameAgency', name: this.name });
  }
}

@Sends(
  'Record that an agency is no more; administrators do so. What it was asked goes to the successor, as far as that can help and may be told as much.',
)
export class EndAgencyInput extends AboutAgency {
  @NodeId('Agency', 'Who carries on what it did.', OPTIONAL, as('successorId')) successor?: string;

  toCommand() {
    return this.about({ type: 'EndAgency', successor: this.successor });
  }
}

@Sends('Record what an agency can do to help; administrators do so.')
export class OfferCapabilityInput extends AboutAgency {
  @Identifier('A topic of advice, or the agency’s own code for a service.') capability!: string;
  @Text(160, 'What it is. Published as it is: name no private person.') label!: string;
  @Text(300, 'For whom it is there; published as it is.', OPTIONAL) eligibility?: string;

  toCommand() {
    const { capability, label, eligibility } = this;
    return this.about({ type: 'OfferCapability', capability, label, eligibility });
  }
}

@Sends('Record that an agency no longer offers something; administrators do so.')
export class WithdrawCapabilityInput extends AboutAgency {
  @Identifier('What it no longer offers, by its code.') capability!: string;

  toCommand() {
    return this.about({ type: 'WithdrawCapability', capability: this.capability });
  }
}

@Sends('Record what your force may disclose to an agency; administrators do so.')
export class AgreeSharingInput extends AboutAgency {
  @Identifier('The agreement, by its own name within the agency.') agreement!: string;
  @Choice(DisclosableFieldEnum, 'What may be disclosed.', list(20, 1)) fields!: readonly DisclosableField[];
  @Choice(LegalBasisEnum, 'The legal basis; under CDA1998_S17A only TOPIC and WARD are disclosed.')
  legalBasis!: LegalBasis;
  @LondonDay('The first day on which it is in force.') from!: string;
  @LondonDay('The last day on which it is in force.') until!: string;

  toCommand() {
    const { agreement, fields, legalBasis, from, until } = this;
    return this.about({ type: 'AgreeSharing', agreement, fields, legalBasis, from, until });
  }
}

@Sends('End an agreement of your force before its last day; administrators do so.')
export class EndSharingInput extends AboutAgency {
  @Identifier('The agreement to end.') agreement!: string;

  toCommand() {
    return this.about({ type: 'EndSharing', agreement: this.agreement });
  }
}

@Sends('Record that an agency audits your force: its auditors see the records; administrators do so.')
export class RegisterAuditInput extends AboutAgency {
  @LondonDay('The first day.') from!: string;
  @LondonDay('The last day; left out, until it is ended.', OPTIONAL) until?: string;

  toCommand() {
    const { from, until } = this;
    return this.about({ type: 'RegisterAudit', from, until });
  }
}

@Sends('Record that an agency audits your force no more; administrators do so.')
export class EndAuditInput extends AboutAgency {
  toCommand() {
    return this.about({ type: 'EndAudit' });
  }
}

@Sends(
  'Let a system speak for an agency, or give it another role or name; administrators of the force that registered the agency, and of the agency itself, do so.',
)
export class RegisterClientInput extends AboutAgency {
  @ActorKey('The client id that the system’s tokens carry, as `client_id` and as `sub`.') client!: string;
  @Choice(ClientRoleEnum, 'In which role it acts; never in one that authorises.') role!: ClientRole;
  @Text(160, 'What it is called. Published as it is: name no person.') name!: string;

  toCommand() {
    const { client, role, name } = this;
    return this.about({ type: 'RegisterClient', client, role, name });
  }
}

@Sends(
  'Record that a system speaks for an agency no more: its next request is refused; administrators do so.',
)
export class EndClientInput extends AboutAgency {
  @ActorKey('The client id of the system.') client!: string;
  @Choice(ClientEndReasonEnum, 'Why it speaks for the agency no more.') reason!: ClientEndReason;

  toCommand() {
    const { client, reason } = this;
    return this.about({ type: 'EndClient', client, reason });
  }
}
