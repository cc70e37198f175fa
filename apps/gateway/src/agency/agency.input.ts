import { ArrayMaxSize, ArrayMinSize, IsIn, IsOptional, Length, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { UnsentTo } from '@wardbook/event-sourcing';
import { agency, type AgencyKind, type DisclosableField, type LegalBasis } from '@wardbook/policing';
import { AgencyKindEnum, DisclosableFieldEnum, LegalBasisEnum } from '../advice.type.ts';
import { CommandInput } from '../command-input.ts';
import { DAY, IDENTIFIER } from '../formats.ts';
import { given } from '../having.ts';
import { localId } from '../global-id.ts';
import { wish, type Sendable, type Wish } from '../send.ts';

/** What a token may carry as its agency. */
const AGENCY_KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

const about = (agencyId: string, command: UnsentTo<typeof agency>): Wish =>
  wish(agency, 'Agency', localId('Agency', agencyId), command);

@InputType()
export class RegisterAgencyInput extends CommandInput implements Sendable {
  @Field(() => String, { description: 'The agency’s own id, as tokens carry it.' })
  @Matches(AGENCY_KEY)
  agencyKey!: string;

  @Field(() => AgencyKindEnum)
  kind!: AgencyKind;

  @Field(() => String)
  @Length(1, 160)
  name!: string;

  toWish(): Wish {
    const { agencyKey: id, kind, name } = this;
    return wish(agency, 'Agency', id, { type: 'RegisterAgency', kind, name });
  }
}

@InputType()
export class OfferCapabilityInput extends CommandInput implements Sendable {
  @Field(() => ID)
  agencyId!: string;

  @Field(() => String, { description: 'A topic of advice, or the agency’s own code for a service.' })
  @Matches(IDENTIFIER)
  capability!: string;

  @Field(() => String, { description: 'Published as it is: name no private person.' })
  @Length(1, 160)
  label!: string;

  @Field(() => String, { nullable: true, description: 'For whom it is there; published as it is.' })
  @IsOptional()
  @Length(1, 300)
  eligibility?: string | null;

  toWish(): Wish {
    const { capability, label, eligibility } = this;
    return about(this.agencyId, { type: 'OfferCapability', capability, label, ...given({ eligibility }) });
  }
}

@InputType()
export class WithdrawCapabilityInput extends CommandInput implements Sendable {
  @Field(() => ID)
  agencyId!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  capability!: string;

  toWish(): Wish {
    return about(this.agencyId, { type: 'WithdrawCapability', capability: this.capability });
  }
}

@InputType()
export class AgreeSharingInput extends CommandInput implements Sendable {
  @Field(() => ID)
  agencyId!: string;

  @Field(() => String, { description: 'Your own id for the agreement.' })
  @Matches(IDENTIFIER)
  agreement!: string;

  @Field(() => [DisclosableFieldEnum])
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsIn(Object.keys(DisclosableFieldEnum), { each: true })
  fields!: DisclosableField[];

  @Field(() => LegalBasisEnum)
  legalBasis!: LegalBasis;

  @Field(() => String, { description: 'The first London day, for example 2013-02-01.' })
  @Matches(DAY)
  from!: string;

  @Field(() => String, { description: 'The last London day.' })
  @Matches(DAY)
  until!: string;

  toWish(): Wish {
    const { agreement, fields, legalBasis, from, until } = this;
    return about(this.agencyId, { type: 'AgreeSharing', agreement, fields, legalBasis, from, until });
  }
}

@InputType()
export class EndSharingInput extends CommandInput implements Sendable {
  @Field(() => ID)
  agencyId!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  agreement!: string;

  toWish(): Wish {
    return about(this.agencyId, { type: 'EndSharing', agreement: this.agreement });
  }
}
