import {
  ArrayMaxSize,
  IsIn,
  IsOptional,
  Length,
  Matches,
  Max,
  ValidateNested,
  IsDate,
} from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, Int } from 'type-graphql';
import type { UnsentTo } from '@wardbook/event-sourcing';
import {
  promise,
  type CorrectionReason,
  type PromiseKind,
  type PromiseTerms,
  type TargetKind,
  type Weekday,
} from '@wardbook/policing';
import { CommandInput } from '../command-input.ts';
import { IDENTIFIER, MONTH, REFERENCE, TIME_OF_DAY, WARD_CODE } from '../formats.ts';
import { given } from '../given.ts';
import { localId } from '../global-id.ts';
import { wish, type Sendable, type Wish } from '../send.ts';
import { TargetKindEnum } from '../ward/ward.type.ts';
import { CorrectionReasonEnum, PromiseKindEnum, WeekdayEnum } from './promise.type.ts';

const about = (promiseId: string, command: UnsentTo<typeof promise>, occurredAt?: string): Wish => ({
  ...wish(promise, 'Promise', localId('Promise', promiseId), command),
  ...(occurredAt !== undefined && { occurredAt }),
});

@InputType()
export class WeeklyWindowInput {
  @Field(() => WeekdayEnum)
  @IsIn(Object.keys(WeekdayEnum))
  weekday!: Weekday;

  @Field(() => String, { description: 'Europe/London, for example 20:00.' })
  @Matches(TIME_OF_DAY)
  from!: string;

  @Field(() => String, { description: 'Europe/London; 24:00 is midnight.' })
  @Matches(TIME_OF_DAY)
  to!: string;
}

@InputType({ description: 'What a promise says.' })
export class PromiseTermsInput {
  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => ID)
  teamId!: string;

  @Field(() => PromiseKindEnum)
  kind!: PromiseKind;

  @Field(() => String)
  @Length(1, 500)
  statement!: string;

  @Field(() => TargetKindEnum, { nullable: true, description: 'PERIODIC_VISIT: every target of this kind.' })
  targetKind?: TargetKind | null;

  @Field(() => String, { nullable: true, description: 'PATROL_WINDOW: a patrol area of the ward.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  area?: string | null;

  @Field(() => [WeeklyWindowInput], { nullable: true, description: 'PATROL_WINDOW: when it is patrolled.' })
  @IsOptional()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  windows?: WeeklyWindowInput[] | null;

  @Field(() => String, { nullable: true, description: 'OTHER_MEASURABLE: what is counted.' })
  @IsOptional()
  @Length(1, 300)
  measure?: string | null;

  @Field(() => Int, { defaultValue: 1, description: 'How often per target and calendar month.' })
  @Max(1_000)
  minimumPerPeriod!: number;

  @Field(() => String, { nullable: true, description: 'The community priority that it answers.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  priority?: string | null;

  toTerms(): PromiseTerms {
    const { wardCode: ward, teamId, kind, statement, minimumPerPeriod } = this;
    const { targetKind, area, windows, measure, priority } = this;
    return {
      ward,
      team: localId('Team', teamId),
      kind,
      statement,
      minimumPerPeriod,
      ...given({
        targetKind,
        area,
        windows: windows?.map(({ weekday, from, to }) => ({ weekday, from, to })),
        measure,
        priority,
      }),
    };
  }
}

@InputType()
export class ProposePromiseInput extends CommandInput implements Sendable {
  @Field(() => PromiseTermsInput)
  @ValidateNested()
  terms!: PromiseTermsInput;

  toWish(): Wish {
    return wish(promise, 'Promise', undefined, { type: 'ProposePromise', terms: this.terms.toTerms() });
  }
}

@InputType()
export class AmendPromiseInput extends CommandInput implements Sendable {
  @Field(() => ID)
  promiseId!: string;

  @Field(() => PromiseTermsInput)
  @ValidateNested()
  terms!: PromiseTermsInput;

  toWish(): Wish {
    return about(this.promiseId, { type: 'AmendPromise', terms: this.terms.toTerms() });
  }
}

@InputType()
export class AgreePromiseByTeamInput extends CommandInput implements Sendable {
  @Field(() => ID)
  promiseId!: string;

  toWish(): Wish {
    return about(this.promiseId, { type: 'AgreePromiseByTeam' });
  }
}

@InputType({ description: 'A visit to a target, or what was counted. It happened at `occurredAt`.' })
export class RecordVisitInput extends CommandInput implements Sendable {
  @Field(() => ID)
  promiseId!: string;

  @Field(() => String, { description: 'The target that was visited.' })
  @Matches(IDENTIFIER)
  target!: string;

  @Field(() => ID, { description: 'The member who was there.' })
  memberId!: string;

  @Field(() => String, { description: 'Where the evidence is kept, for example pocket-book/118-4.' })
  @Matches(REFERENCE)
  evidence!: string;

  toWish(newId: (name: string) => string): Wish {
    const { target, evidence } = this;
    const member = localId('Member', this.memberId);
    const fulfilment = newId('fulfilment');
    return about(this.promiseId, { type: 'RecordFulfilment', fulfilment, target, member, evidence });
  }
}

@InputType({ description: 'A patrol of an area.' })
export class RecordPatrolInput extends CommandInput implements Sendable {
  @Field(() => ID)
  promiseId!: string;

  @Field(() => String, { description: 'The area that was patrolled.' })
  @Matches(IDENTIFIER)
  area!: string;

  @Field(() => ID, { description: 'The member who was there.' })
  memberId!: string;

  @Field(() => String, { description: 'Where the evidence is kept, for example pocket-book/118-4.' })
  @Matches(REFERENCE)
  evidence!: string;

  @Field(() => GraphQLISODateTime)
  @IsDate()
  from!: Date;

  @Field(() => GraphQLISODateTime)
  @IsDate()
  to!: Date;

  toWish(newId: (name: string) => string): Wish {
    const { area: target, evidence } = this;
    const member = localId('Member', this.memberId);
    const [from, to] = [this.from.toISOString(), this.to.toISOString()];
    const fulfilment = newId('fulfilment');
    const command = { type: 'RecordFulfilment', fulfilment, target, member, evidence, from, to } as const;
    return about(this.promiseId, command, to);
  }
}

@InputType()
export class CorrectFulfilmentInput extends CommandInput implements Sendable {
  @Field(() => ID)
  promiseId!: string;

  @Field(() => ID)
  @Matches(IDENTIFIER)
  fulfilmentId!: string;

  @Field(() => CorrectionReasonEnum)
  reason!: CorrectionReason;

  @Field(() => String, { nullable: true, description: 'What it really was; left out, it counts no more.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  target?: string | null;

  toWish(): Wish {
    const { fulfilmentId: fulfilment, reason, target } = this;
    return about(this.promiseId, { type: 'CorrectFulfilment', fulfilment, reason, ...given({ target }) });
  }
}

@InputType()
export class ClosePromisePeriodInput extends CommandInput implements Sendable {
  @Field(() => ID)
  promiseId!: string;

  @Field(() => String, { description: 'The month, for example 2013-03.' })
  @Matches(MONTH)
  period!: string;

  toWish(): Wish {
    return about(this.promiseId, { type: 'ClosePeriod', period: this.period });
  }
}

@InputType()
export class ExplainBreachInput extends CommandInput implements Sendable {
  @Field(() => ID)
  promiseId!: string;

  @Field(() => String, { description: 'The month, for example 2013-03.' })
  @Matches(MONTH)
  period!: string;

  @Field(() => String, { description: 'Published as it is: name no private person.' })
  @Length(1, 1_000)
  explanation!: string;

  toWish(): Wish {
    const { period, explanation } = this;
    return about(this.promiseId, { type: 'ExplainBreach', period, explanation });
  }
}

@InputType()
export class WithdrawPromiseInput extends CommandInput implements Sendable {
  @Field(() => ID)
  promiseId!: string;

  @Field(() => String, { description: 'Published as it is: name no private person.' })
  @Length(1, 500)
  reason!: string;

  @Field(() => String, { description: 'The meeting of the ward panel at which it was agreed.' })
  @Matches(IDENTIFIER)
  agreedWith!: string;

  toWish(): Wish {
    const { reason, agreedWith } = this;
    return about(this.promiseId, { type: 'WithdrawPromise', reason, agreedWith });
  }
}
