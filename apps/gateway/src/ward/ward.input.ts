import { ArrayMaxSize, IsOptional, Length, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { UnsentTo } from '@wardbook/event-sourcing';
import { ward, type PrioritySource, type TargetKind } from '@wardbook/policing';
import { CommandInput } from '../command-input.ts';
import { BOROUGH_CODE, DAY, IDENTIFIER, REFERENCE, WARD_CODE } from '../formats.ts';
import { given } from '../having.ts';
import { localId } from '../global-id.ts';
import { wish, type Sendable, type Wish } from '../send.ts';
import { PrioritySourceEnum, TargetKindEnum } from './ward.type.ts';

const about = (wardCode: string, command: UnsentTo<typeof ward>): Wish =>
  wish(ward, 'Ward', wardCode, command);

@InputType()
export class EstablishWardInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => String)
  @Length(1, 120)
  name!: string;

  @Field(() => String)
  @Matches(BOROUGH_CODE)
  boroughCode!: string;

  @Field(() => String, { description: 'The day from which the code is valid, for example 2002-05-02.' })
  @Matches(DAY)
  validFrom!: string;

  toWish(): Wish {
    const { name, boroughCode: borough, validFrom } = this;
    return about(this.wardCode, { type: 'EstablishWard', name, borough, validFrom });
  }
}

@InputType()
export class AddWardAliasInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => String, { description: 'Whose name it is, for example ONS-2001.' })
  @Matches(IDENTIFIER)
  scheme!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  alias!: string;

  toWish(): Wish {
    const { scheme, alias } = this;
    return about(this.wardCode, { type: 'AddWardAlias', scheme, alias });
  }
}

@InputType()
export class NameSaferNeighbourhoodInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => String)
  @Length(1, 120)
  name!: string;

  toWish(): Wish {
    return about(this.wardCode, { type: 'NameSaferNeighbourhood', name: this.name });
  }
}

@InputType()
export class AssignWardToInptInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => ID)
  teamId!: string;

  toWish(): Wish {
    return about(this.wardCode, {
      type: 'AssignWardToInpt',
      team: localId('Team', this.teamId),
    });
  }
}

@InputType()
export class ReleaseWardFromInptInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  toWish(): Wish {
    return about(this.wardCode, { type: 'ReleaseWardFromInpt' });
  }
}

@InputType()
export class AssignWardToSntInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => ID)
  teamId!: string;

  toWish(): Wish {
    return about(this.wardCode, {
      type: 'AssignWardToSnt',
      team: localId('Team', this.teamId),
    });
  }
}

@InputType()
export class RegisterPromiseTargetInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  target!: string;

  @Field(() => TargetKindEnum)
  kind!: TargetKind;

  @Field(() => String, { description: 'Published as it is: name no private person.' })
  @Length(1, 200)
  label!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its number in another register, for example URN:100049.',
  })
  @IsOptional()
  @Matches(REFERENCE)
  externalRef?: string | null;

  toWish(): Wish {
    const { target, kind, label, externalRef } = this;
    return about(this.wardCode, {
      type: 'RegisterPromiseTarget',
      target,
      kind,
      label,
      ...given({ externalRef }),
    });
  }
}

@InputType()
export class RetirePromiseTargetInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  target!: string;

  @Field(() => String, { description: 'Published as it is: name no private person.' })
  @Length(1, 300)
  reason!: string;

  toWish(): Wish {
    const { target, reason } = this;
    return about(this.wardCode, { type: 'RetirePromiseTarget', target, reason });
  }
}

@InputType()
export class RecordCommunityPriorityInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  priority!: string;

  @Field(() => PrioritySourceEnum)
  source!: PrioritySource;

  @Field(() => String, { description: 'Published as it is: name no private person.' })
  @Length(1, 500)
  issue!: string;

  toWish(): Wish {
    const { priority, source, issue } = this;
    return about(this.wardCode, { type: 'RecordCommunityPriority', priority, source, issue });
  }
}

@InputType()
export class RefreshCommunityPriorityInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  priority!: string;

  toWish(): Wish {
    return about(this.wardCode, { type: 'RefreshCommunityPriority', priority: this.priority });
  }
}

@InputType()
export class WithdrawCommunityPriorityInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  priority!: string;

  @Field(() => String, { description: 'Published as it is: name no private person.' })
  @Length(1, 500)
  reason!: string;

  toWish(): Wish {
    const { priority, reason } = this;
    return about(this.wardCode, { type: 'WithdrawCommunityPriority', priority, reason });
  }
}

@InputType()
export class AbolishWardInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => [String], { description: 'The wards that come after it.' })
  @ArrayMaxSize(20)
  @Matches(WARD_CODE, { each: true })
  successorCodes!: string[];

  toWish(): Wish {
    return about(this.wardCode, { type: 'AbolishWard', successors: this.successorCodes });
  }
}
