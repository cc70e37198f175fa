import { IsInt, Matches, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { UnsentTo } from '@wardbook/event-sourcing';
import { wardPanel } from '@wardbook/policing';
import { CommandInput } from '../command-input.ts';
import { IDENTIFIER, REFERENCE, WARD_CODE } from '../formats.ts';
import { localId } from '../global-id.ts';
import { wish, type Sendable, type Wish } from '../send.ts';

const about = (wardCode: string, command: UnsentTo<typeof wardPanel>): Wish =>
  wish(wardPanel, 'WardPanel', wardCode, command);

@InputType()
export class EstablishWardPanelInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => Int, { description: 'How many voting community members make a meeting quorate.' })
  @IsInt()
  @Min(1)
  @Max(100)
  quorum!: number;

  @Field(() => String, {
    description: 'The opaque id of whoever speaks for the panel, as their tokens carry it.',
  })
  @Matches(IDENTIFIER)
  chair!: string;

  toWish(): Wish {
    const { quorum, chair } = this;
    return about(this.wardCode, { type: 'EstablishWardPanel', quorum, chair });
  }
}

@InputType()
export class SetPanelQuorumInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => Int, { description: 'How many voting community members make a meeting quorate.' })
  @IsInt()
  @Min(1)
  @Max(100)
  quorum!: number;

  toWish(): Wish {
    return about(this.wardCode, { type: 'SetPanelQuorum', quorum: this.quorum });
  }
}

@InputType()
export class RecordPanelMeetingInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  meeting!: string;

  @Field(() => Int, {
    description: 'Voting community members; councillors and agencies advise without a vote.',
  })
  @IsInt()
  @Min(0)
  @Max(1_000)
  votersPresent!: number;

  @Field(() => String, { description: 'Where the minutes are kept, for example minutes/2013-02.' })
  @Matches(REFERENCE)
  minutes!: string;

  toWish(): Wish {
    const { meeting, votersPresent, minutes } = this;
    return about(this.wardCode, { type: 'RecordPanelMeeting', meeting, votersPresent, minutes });
  }
}

@InputType()
export class ElectPanelChairInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => String, {
    description: 'The opaque id of whoever speaks for the panel, as their tokens carry it.',
  })
  @Matches(IDENTIFIER)
  chair!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  meeting!: string;

  toWish(): Wish {
    const { chair, meeting } = this;
    return about(this.wardCode, { type: 'ElectPanelChair', chair, meeting });
  }
}

@InputType()
export class AgreePromiseAtPanelInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  meeting!: string;

  @Field(() => ID)
  promiseId!: string;

  toWish(): Wish {
    const { meeting, promiseId } = this;
    return about(this.wardCode, {
      type: 'AgreePromiseAtPanel',
      meeting,
      promise: localId('Promise', promiseId),
    });
  }
}
