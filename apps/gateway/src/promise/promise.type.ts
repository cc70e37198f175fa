import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  CORRECTION_REASONS,
  PROMISE_KINDS,
  WEEKDAYS,
  type CorrectionReason,
  type PromiseKind,
  type Weekday,
} from '@wardbook/policing';
import { enumOf } from '../enum-of.ts';
import { connectionOf } from '../page.ts';
import { Policy } from '../policy.ts';
import { Node } from '../node.ts';
import { TargetKindEnum } from '../ward/ward.type.ts';
import type { TargetKind } from '@wardbook/policing';

export const PromiseKindEnum = enumOf(PROMISE_KINDS);
registerEnumType(PromiseKindEnum, {
  name: 'PromiseKind',
  description: 'What can be promised so that arithmetic says whether it was kept.',
});

export const PromiseStandingEnum = enumOf(['PROPOSED', 'IN_FORCE', 'WITHDRAWN']);
registerEnumType(PromiseStandingEnum, { name: 'PromiseStanding' });

const PeriodResultEnum = enumOf(['OPEN', 'KEPT', 'BROKEN']);
registerEnumType(PeriodResultEnum, { name: 'PeriodResult' });

export const CorrectionReasonEnum = enumOf(CORRECTION_REASONS);
registerEnumType(CorrectionReasonEnum, { name: 'CorrectionReason' });

export const WeekdayEnum = enumOf(WEEKDAYS);
registerEnumType(WeekdayEnum, { name: 'Weekday' });

@ObjectType({
  description: 'The same hours every week, Europe/London; `to` at or before `from` means the next day.',
})
@Policy('NEIGHBOURHOOD')
export class WeeklyWindow {
  @Field(() => WeekdayEnum)
  weekday!: Weekday;

  @Field(() => String)
  from!: string;

  @Field(() => String)
  to!: string;
}

@ObjectType({ description: 'A visit or a patrol that a promise counts.' })
@Policy('NEIGHBOURHOOD')
export class PromiseFulfilment {
  @Field(() => ID, { description: 'Names this fulfilment when it is corrected.' })
  id!: string;

  @Field(() => [String])
  targets!: readonly string[];

  @Field(() => ID, { description: 'The member who was there.' })
  memberId!: string;

  @Field(() => String, { description: 'Where the evidence is kept.' })
  evidence!: string;

  @Field(() => GraphQLISODateTime)
  from!: string;

  @Field(() => GraphQLISODateTime)
  to!: string;

  @Field(() => GraphQLISODateTime)
  recordedAt!: string;

  @Field(() => CorrectionReasonEnum, { nullable: true })
  correction!: CorrectionReason | null;
}

@ObjectType({ description: 'One calendar month (Europe/London) of a promise.' })
@Policy('NEIGHBOURHOOD')
export class PromisePeriod {
  @Field(() => String, { description: 'For example 2013-03.' })
  month!: string;

  @Field(() => [String], { description: 'What was owed, as registered when the month began.' })
  targets!: readonly string[];

  @Field(() => Int)
  minimumPerTarget!: number;

  @Field(() => [String])
  met!: readonly string[];

  @Field(() => [String])
  missing!: readonly string[];

  @Field(() => PeriodResultEnum)
  result!: string;

  @Field(() => PeriodResultEnum, {
    nullable: true,
    description: 'The result when the month was closed; differs from `result` when it was restated later.',
  })
  firstResult!: string | null;

  @Field(() => String, { nullable: true })
  explanation!: string | null;

  @Field(() => GraphQLISODateTime, { description: 'When the month is over in London.' })
  endsAt!: string;

  @Field(() => [PromiseFulfilment])
  fulfilments!: readonly PromiseFulfilment[];
}

@ObjectType('Promise', { implements: Node, description: 'What a team told a ward it would do.' })
@Policy('NEIGHBOURHOOD')
export class PromiseType extends Node {
  @Field(() => Int)
  version!: number;

  @Field(() => PromiseKindEnum)
  kind!: PromiseKind;

  @Field(() => String)
  statement!: string;

  @Field(() => PromiseStandingEnum)
  standing!: string;

  @Field(() => TargetKindEnum, { nullable: true })
  targetKind?: TargetKind;

  @Field(() => String, { nullable: true })
  area?: string;

  @Field(() => [WeeklyWindow], { nullable: true })
  windows?: readonly WeeklyWindow[];

  @Field(() => String, { nullable: true })
  measure?: string;

  @Field(() => Int, { description: 'How often per target and calendar month.' })
  minimumPerPeriod!: number;

  @Field(() => String, { nullable: true, description: 'The community priority that it answers.' })
  priority?: string;

  @Field(() => GraphQLISODateTime)
  proposedAt!: string;

  @Field(() => GraphQLISODateTime, { nullable: true })
  teamAgreedAt!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  communityAgreedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'The meeting of the ward panel that agreed.' })
  agreedAtMeeting!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  inForceFrom!: string | null;

  @Field(() => String, { nullable: true, description: 'The first whole month that it covers.' })
  firstPeriod!: string | null;

  @Field(() => String, { nullable: true, description: 'The last month that it covers, once withdrawn.' })
  lastPeriod!: string | null;

  @Field(() => String, { nullable: true })
  withdrawalReason!: string | null;
}

export const PromiseConnection = connectionOf('Promise', () => PromiseType);
