import { Field, GraphQLISODateTime, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CONSIDERATION_OUTCOMES, CREWS, OVERDUE_OUTCOMES } from '@wardbook/policing';
import { PremisesKindEnum } from '../advice-case/advice-case-codes.type.ts';
import { enumOf } from '../enum-of.ts';
import { Node } from '../node.ts';
import { Needs } from '../scope.ts';

const AttendanceStandingEnum = enumOf(['PLANNED', 'ARRIVED', 'DEPARTED', 'OVERDUE', 'RESOLVED']);
registerEnumType(AttendanceStandingEnum, {
  name: 'AttendanceStanding',
  description: 'OVERDUE: no call on departure came, and nobody has found out why.',
});

export const ConsiderationOutcomeEnum = enumOf(CONSIDERATION_OUTCOMES);
registerEnumType(ConsiderationOutcomeEnum, { name: 'ConsiderationOutcome' });

export const CrewEnum = enumOf(CREWS);
registerEnumType(CrewEnum, { name: 'Crew' });

export const OverdueOutcomeEnum = enumOf(OVERDUE_OUTCOMES);
registerEnumType(OverdueOutcomeEnum, { name: 'OverdueOutcome' });

@ObjectType({ description: 'Whether something was considered, and what came of it.' })
@Needs('CASE')
export class ConsiderationMade {
  @Field(() => Boolean)
  considered!: boolean;

  @Field(() => ConsiderationOutcomeEnum, { nullable: true })
  outcome?: string;
}

@ObjectType({ description: "What is considered before police go to somebody's property (R-CASE-11)." })
@Needs('CASE')
export class Considerations {
  @Field(() => ConsiderationMade)
  riskAssessment!: ConsiderationMade;

  @Field(() => ConsiderationMade)
  ppe!: ConsiderationMade;

  @Field(() => ConsiderationMade)
  conflictManagement!: ConsiderationMade;

  @Field(() => ConsiderationMade)
  otherTraining!: ConsiderationMade;
}

@ObjectType('Attendance', {
  implements: Node,
  description: "A visit to somebody's premises: what was considered before, and which calls came.",
})
@Needs('CASE')
export class AttendanceType extends Node {
  @Field(() => Int)
  version!: number;

  @Field(() => AttendanceStandingEnum)
  standing!: string;

  @Field(() => GraphQLISODateTime)
  plannedAt!: string;

  @Field(() => PremisesKindEnum)
  premisesKind!: string;

  @Field(() => Boolean)
  policePremises!: boolean;

  @Field(() => Considerations)
  considerations!: Considerations;

  @Field(() => CrewEnum)
  crew!: string;

  @Field(() => GraphQLISODateTime, { nullable: true })
  expectedArrival?: string;

  @Field(() => GraphQLISODateTime, { nullable: true })
  expectedDeparture?: string;

  @Field(() => Int)
  graceMinutes!: number;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'From when on a missing call on departure is an alarm.',
  })
  overdueFrom?: string;

  @Field(() => GraphQLISODateTime, { nullable: true })
  calledBeforeAt!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  arrivedAt!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  departedAt!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  overdueAt!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  resolvedAt!: string | null;

  @Field(() => OverdueOutcomeEnum, { nullable: true })
  outcome!: string | null;
}
