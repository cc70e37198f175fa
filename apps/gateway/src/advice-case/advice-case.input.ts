import { ArrayMaxSize, IsOptional, Length, Matches, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { UnsentTo } from '@wardbook/event-sourcing';
import {
  adviceCase,
  type CaseOutcome,
  type Capacity,
  type Criterion,
  type Origin,
  type PremisesKind,
  type Topic,
} from '@wardbook/policing';
import { TopicEnum } from '../advice.type.ts';
import { CommandInput } from '../command-input.ts';
import { IDENTIFIER, REFERENCE, WARD_CODE } from '../formats.ts';
import { given } from '../having.ts';
import { localId } from '../global-id.ts';
import { RecipientInput } from '../recipient.input.ts';
import { wish, type Sendable, type Wish } from '../send.ts';
import * as codes from './advice-case-codes.type.ts';

/** What every command to a case that is open already names. */
@InputType()
export abstract class AboutCase extends CommandInput {
  @Field(() => ID)
  adviceCaseId!: string;

  protected about(command: UnsentTo<typeof adviceCase>): Wish {
    const id = localId('AdviceCase', this.adviceCaseId);
    return wish(adviceCase, 'AdviceCase', id, command);
  }
}

@InputType()
export class PremisesInput {
  @Field(() => codes.PremisesKindEnum)
  kind!: PremisesKind;

  @Field(() => String, { nullable: true, description: 'Personal.' })
  @IsOptional()
  @Length(1, 300)
  address?: string | null;
}

@InputType({ description: 'The case is of the force of whoever opens it.' })
export class OpenAdviceCaseInput extends CommandInput implements Sendable {
  @Field(() => RecipientInput)
  @ValidateNested()
  recipient!: RecipientInput;

  @Field(() => codes.AskedCapacityEnum)
  capacity!: Capacity | 'POLICE';

  @Field(() => codes.OriginEnum)
  origin!: Origin;

  @Field(() => String, { nullable: true, description: 'The crime or incident under investigation.' })
  @IsOptional()
  @Matches(REFERENCE)
  linkedRef?: string | null;

  @Field(() => [String], { nullable: true, description: 'SPATE: the incidents, two or more.' })
  @IsOptional()
  @ArrayMaxSize(50)
  @Matches(REFERENCE, { each: true })
  incidents?: string[] | null;

  @Field(() => PremisesInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  premises?: PremisesInput | null;

  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => ID)
  teamId!: string;

  @Field(() => ID, { description: 'Yourself; supervisors open cases for others.' })
  officerInCaseMemberId!: string;

  @Field(() => String, { description: 'The number of the advice policy, for example A0609.' })
  @Matches(IDENTIFIER)
  policy!: string;

  @Field(() => [TopicEnum], { defaultValue: [], description: 'What it seems to be about.' })
  @ArrayMaxSize(20)
  topicHints!: Topic[];

  @Field(() => [codes.CriterionEnum], { defaultValue: [], description: 'What is attested of the recipient.' })
  @ArrayMaxSize(10)
  criteria!: Criterion[];

  private force = '';

  /** The identity says whose case it is, never the client. */
  ofForce(agency: string): this {
    this.force = agency;
    return this;
  }

  toWish(): Wish {
    const { capacity, origin, linkedRef, incidents, premises, policy, topicHints, criteria, force } = this;
    return wish(adviceCase, 'AdviceCase', undefined, {
      type: 'OpenCase',
      recipientKind: this.recipient.kind,
      recipient: this.recipient.key,
      capacity,
      origin,
      ward: this.wardCode,
      team: localId('Team', this.teamId),
      officerInCase: localId('Member', this.officerInCaseMemberId),
      policy,
      topicHints,
      criteria,
      force,
      ...given({
        linkedRef,
        incidents,
        premises: premises && { kind: premises.kind, ...given({ address: premises.address }) },
      }),
    });
  }
}

@InputType()
export class AssignAdviceCaseInput extends AboutCase implements Sendable {
  @Field(() => ID)
  teamId!: string;

  @Field(() => ID)
  officerInCaseMemberId!: string;

  toWish(): Wish {
    const team = localId('Team', this.teamId);
    const officerInCase = localId('Member', this.officerInCaseMemberId);
    return this.about({ type: 'AssignCase', team, officerInCase });
  }
}

@InputType()
export class CloseAdviceCaseInput extends AboutCase implements Sendable {
  @Field(() => codes.CaseOutcomeEnum)
  outcome!: CaseOutcome;

  @Field(() => String, { nullable: true, description: 'Personal: what help was given in all.' })
  @IsOptional()
  @Length(1, 2_000)
  helpGiven?: string | null;

  toWish(): Wish {
    const { outcome, helpGiven } = this;
    return this.about({ type: 'CloseCase', outcome, ...given({ helpGiven }) });
  }
}

@InputType()
export class ReopenAdviceCaseInput extends AboutCase implements Sendable {
  toWish(): Wish {
    return this.about({ type: 'ReopenCase' });
  }
}
