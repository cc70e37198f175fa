import { ArrayMaxSize, IsOptional, Length, Matches, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { UnsentTo } from '@wardbook/event-sourcing';
import { team, type EngagementKind, type TeamKind } from '@wardbook/policing';
import { CommandInput } from '../command-input.ts';
import { IDENTIFIER, REFERENCE, WARD_CODE } from '../formats.ts';
import { given } from '../having.ts';
import { localId } from '../global-id.ts';
import { WeeklyWindowInput } from '../promise/promise.input.ts';
import { wish, type Sendable, type Wish } from '../send.ts';
import { EngagementKindEnum, TeamKindEnum } from './team.type.ts';

const about = (teamId: string, command: UnsentTo<typeof team>): Wish =>
  wish(team, 'Team', localId('Team', teamId), command);

@InputType()
export class FormTeamInput extends CommandInput implements Sendable {
  @Field(() => TeamKindEnum)
  kind!: TeamKind;

  @Field(() => String)
  @Length(1, 120)
  name!: string;

  @Field(() => String, { nullable: true, description: 'The establishment rules in force.' })
  @IsOptional()
  @Matches(REFERENCE)
  establishment?: string | null;

  toWish(): Wish {
    const { kind, name, establishment } = this;
    return wish(team, 'Team', undefined, { type: 'FormTeam', kind, name, ...given({ establishment }) });
  }
}

@InputType()
export class AppointTeamLeadInput extends CommandInput implements Sendable {
  @Field(() => ID)
  teamId!: string;

  @Field(() => ID)
  memberId!: string;

  toWish(): Wish {
    return about(this.teamId, { type: 'AppointTeamLead', member: localId('Member', this.memberId) });
  }
}

@InputType()
export class StandDownTeamLeadInput extends CommandInput implements Sendable {
  @Field(() => ID)
  teamId!: string;

  toWish(): Wish {
    return about(this.teamId, { type: 'StandDownTeamLead' });
  }
}

@InputType()
export class SetDutyPatternInput extends CommandInput implements Sendable {
  @Field(() => ID)
  teamId!: string;

  @Field(() => [WeeklyWindowInput])
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  windows!: WeeklyWindowInput[];

  toWish(): Wish {
    return about(this.teamId, {
      type: 'SetDutyPattern',
      windows: this.windows.map(({ weekday, from, to }) => ({ weekday, from, to })),
    });
  }
}

@InputType()
export class RecordEngagementInput extends CommandInput implements Sendable {
  @Field(() => ID)
  teamId!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  engagement!: string;

  @Field(() => EngagementKindEnum)
  kind!: EngagementKind;

  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => String, { description: 'Published as it is: name no private person.' })
  @Length(1, 500)
  summary!: string;

  toWish(): Wish {
    const { engagement, kind, wardCode: ward, summary } = this;
    return about(this.teamId, { type: 'RecordEngagement', engagement, kind, ward, summary });
  }
}

@InputType()
export class StandDownTeamInput extends CommandInput implements Sendable {
  @Field(() => ID)
  teamId!: string;

  @Field(() => String, { description: 'Published as it is: name no private person.' })
  @Length(1, 300)
  reason!: string;

  toWish(): Wish {
    return about(this.teamId, { type: 'StandDownTeam', reason: this.reason });
  }
}
