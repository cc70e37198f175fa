import { ArrayMaxSize, IsIn, IsOptional, Length, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { UnsentTo } from '@wardbook/event-sourcing';
import { roles, type RoleLocation, type Scheme, type Topic, type VacancyReason } from '@wardbook/policing';
import { SchemeEnum, TopicEnum } from '../advice.type.ts';
import { CommandInput } from '../command-input.ts';
import { DAY, IDENTIFIER } from '../formats.ts';
import { given } from '../having.ts';
import { localId } from '../global-id.ts';
import { wish, type Sendable, type Wish } from '../send.ts';
import { RoleLocationEnum, VacancyReasonEnum } from './role.type.ts';

/** What every command about the roles of a force carries. */
@InputType()
abstract class RolesInput extends CommandInput {
  @Field(() => String, { description: 'The police force: its agency’s own id, as tokens carry it.' })
  @Matches(IDENTIFIER)
  force!: string;

  protected wish(command: UnsentTo<typeof roles>): Wish {
    return wish(roles, 'Roles', this.force, command);
  }
}

@InputType()
export class DefineRoleInput extends RolesInput implements Sendable {
  @Field(() => String, { description: 'For example CPA.' })
  @Matches(IDENTIFIER)
  code!: string;

  @Field(() => String)
  @Length(1, 120)
  label!: string;

  @Field(() => [String], { defaultValue: [], description: 'What it is called elsewhere.' })
  @ArrayMaxSize(20)
  @Length(1, 120, { each: true })
  aliases!: string[];

  @Field(() => RoleLocationEnum)
  location!: RoleLocation;

  @Field(() => [TopicEnum])
  @ArrayMaxSize(50)
  @IsIn(Object.keys(TopicEnum), { each: true })
  topics!: Topic[];

  @Field(() => String, {
    nullable: true,
    description: 'The London day from which there was such a role, for example 1970-06-01.',
  })
  @IsOptional()
  @Matches(DAY)
  validFrom?: string | null;

  toWish(): Wish {
    const { code, label, aliases, location, topics, validFrom } = this;
    return this.wish({ type: 'DefineRole', code, label, aliases, location, topics, ...given({ validFrom }) });
  }
}

@InputType()
export class FillPostInput extends RolesInput implements Sendable {
  @Field(() => String)
  @Matches(IDENTIFIER)
  role!: string;

  @Field(() => String, { description: 'A local policing area, or headquarters.' })
  @Matches(IDENTIFIER)
  area!: string;

  @Field(() => ID)
  memberId!: string;

  toWish(): Wish {
    const { role, area } = this;
    return this.wish({ type: 'FillPost', role, area, member: localId('Member', this.memberId) });
  }
}

@InputType()
export class VacatePostInput extends RolesInput implements Sendable {
  @Field(() => String)
  @Matches(IDENTIFIER)
  role!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  area!: string;

  @Field(() => ID)
  memberId!: string;

  @Field(() => VacancyReasonEnum)
  reason!: VacancyReason;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'The post goes with its holder; with the last post, the role.',
  })
  disestablished!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Who answers for a role that lapses, for example SNT.',
  })
  @IsOptional()
  @Matches(IDENTIFIER)
  successor?: string | null;

  toWish(): Wish {
    const { role, area, reason, disestablished, successor } = this;
    const member = localId('Member', this.memberId);
    const post = { role, area, member };
    return this.wish({ type: 'VacatePost', ...post, reason, disestablished, ...given({ successor }) });
  }
}

@InputType()
export class AppointSchemeRepresentativeInput extends RolesInput implements Sendable {
  @Field(() => SchemeEnum)
  scheme!: Scheme;

  @Field(() => ID)
  memberId!: string;

  toWish(): Wish {
    const member = localId('Member', this.memberId);
    return this.wish({ type: 'AppointSchemeRepresentative', scheme: this.scheme, member });
  }
}

@InputType()
export class StandDownSchemeRepresentativeInput extends RolesInput implements Sendable {
  @Field(() => SchemeEnum)
  scheme!: Scheme;

  toWish(): Wish {
    return this.wish({ type: 'StandDownSchemeRepresentative', scheme: this.scheme });
  }
}

@InputType()
export class TransferDutiesInput extends RolesInput implements Sendable {
  @Field(() => String)
  @Matches(IDENTIFIER)
  role!: string;

  @Field(() => ID)
  teamId!: string;

  toWish(): Wish {
    return this.wish({ type: 'TransferDuties', role: this.role, team: localId('Team', this.teamId) });
  }
}
