import { ObjectType } from 'type-graphql';
import type { SealedText } from '@wardbook/event-sourcing';
import type {
  AgencyKind,
  ClientEndReason,
  ClientRole,
  DisclosableField,
  LegalBasis,
} from '@wardbook/policing';
import {
  as,
  Choice,
  choice,
  Instant,
  Key,
  Linked,
  LondonDay,
  OPTIONAL,
  Text,
  Words,
  usually,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { countedConnectionOf } from '../page.ts';
import { DisclosableFieldEnum, LegalBasisEnum } from '../referral/referral-words.type.ts';
import { Needs } from '../scope.ts';
import type { AgencyCard } from './agency-board.view.ts';

export const AgencyKindEnum = choice<AgencyKind>('AgencyKind', 'What kind of partner an agency is.', {
  POLICE: 'A police force.',
  COUNCIL: 'A council.',
  HOUSING_ASSOCIATION: 'A housing association.',
  FIRE: 'A fire and rescue service.',
  VICTIM_SUPPORT: 'A service that supports victims.',
  BUSINESS: 'A business.',
  GOVERNMENT: 'A department or body of government.',
  POLICE_AUTHORITY: 'A body that holds the police to account.',
  NEIGHBOURHOOD_WATCH: 'A Neighbourhood Watch group.',
  EDUCATION: 'A school, a college or a university.',
  FAITH: 'A faith community.',
  PROBATION: 'A probation service.',
  HEALTH: 'A health service.',
  OTHER: 'Another partner.',
  CDRP: 'A crime and disorder reduction partnership.',
  COMMUNITY: 'A community group.',
  INSPECTORATE: 'An inspectorate of every force.',
});

@ObjectType({ description: 'Something that an agency can do to help.' })
@Needs('NEIGHBOURHOOD')
export class Capability {
  @Text('A topic of advice, or the agency’s own code for a service.') code!: string;
  @Text('What it is.') label!: string;
  @Words('For whom it is there.', OPTIONAL) eligibility!: SealedText | null;
  @Instant('Since when it has been offered in these words.') offeredAt!: string;
}

@ObjectType({
  description: 'What may be disclosed to an agency, on what basis, and from which day to which.',
})
@Needs('NEIGHBOURHOOD')
export class SharingAgreement {
  @Key('Names this agreement within its agency.', as('key')) id!: string;
  @Text('The force whose agreement it is, by its agency key; of an older one it is not on record.', OPTIONAL)
  force!: string | null;
  @Choice(DisclosableFieldEnum, 'What may be disclosed.', usually(20)) fields!: readonly DisclosableField[];
  @Choice(LegalBasisEnum, 'The legal basis of the disclosure.') legalBasis!: LegalBasis;
  @LondonDay('The first day on which it is in force.') from!: string;
  @LondonDay('The last day on which it is in force.') until!: string;
  @Instant('When it was agreed.') agreedAt!: string;
  @Instant('When it was ended before its last day.', OPTIONAL) endedAt!: string | null;
}

@ObjectType({ description: 'That an agency audits a force, and sees its records; from which day to which.' })
@Needs('NEIGHBOURHOOD')
export class Audit {
  @Text('The force, by its agency key.') force!: string;
  @LondonDay('The first day.') from!: string;
  @LondonDay('The last day.', OPTIONAL) until!: string | null;
}

export const ClientRoleEnum = choice<ClientRole>('ClientRole', 'What a system may do by itself.', {
  PARTNER: 'Answers what its agency is asked, and asks the police.',
  AUDITOR: 'Reads the records of the forces that its agency audits.',
  ELECTED: 'Reads what everybody may see of neighbourhoods.',
});

export const ClientEndReasonEnum = choice<ClientEndReason>(
  'ClientEndReason',
  'Why a system speaks for its agency no more.',
  {
    NO_LONGER_USED: 'The agency uses it no more.',
    REPLACED: 'Another system does what it did.',
    COMPROMISED: 'Somebody else may have its secret.',
    OTHER: 'For another reason.',
  },
);

const ClientStandingEnum = choice<'REGISTERED' | 'ENDED'>(
  'ClientStanding',
  'Whether a system speaks for its agency.',
  {
    REGISTERED: 'It does, or will from the day that was said.',
    ENDED: 'It does no more, or the agency has ended: its tokens are refused.',
  },
);

@ObjectType({ description: 'A system that speaks for an agency with tokens of its own, as it stands now.' })
@Needs('OPERATIONS')
export class AgencyClient {
  @Text('The client id that its tokens carry.') clientId!: string;
  @Text('What it is called, or was last.', OPTIONAL) name!: string | null;
  @Choice(ClientRoleEnum, 'In which role it acts, or did last.', OPTIONAL) role!: ClientRole | null;
  @Choice(ClientStandingEnum, 'Whether it speaks for the agency.') standing!: 'REGISTERED' | 'ENDED';
  @Instant('Since when it stands so, in these words.') since!: string;
  @Choice(ClientEndReasonEnum, 'Why it ended.', OPTIONAL) endReason!: ClientEndReason | null;
}

@NodeType('Agency', 'A partner in reducing crime: who can do what, and what may be shared with them.')
@Needs('NEIGHBOURHOOD')
export class AgencyType extends Node implements Partial<AgencyCard> {
  @Text('The agency’s own id, as tokens carry it.', as('agencyKey')) override key!: string;
  @Choice(AgencyKindEnum, 'What kind of partner it is.') kind!: AgencyKind;
  @Text('What it is called.') name!: string;
  @Instant('When it was put on the register.') registeredAt!: string;
  @Instant('When it ended.', OPTIONAL) endedAt!: string | null;
  @Linked('Agency', 'Who carries on what it did.', OPTIONAL) successor!: string | null;
}

export const AgencyConnection = countedConnectionOf('Agency', () => AgencyType);
