import { IsDate, IsInt, IsOptional, Matches, Min } from 'class-validator';
import { Field, GraphQLISODateTime, ID, InputType, Int } from 'type-graphql';

/** What every command carries. */
@InputType()
export abstract class CommandInput {
  @Field(() => ID, {
    description:
      'Your own id for this command, for example a UUID. Send it again and you get the first receipt again.',
  })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._:-]{7,79}$/)
  commandId!: string;

  @Field(() => Int, { nullable: true, description: 'Refuse the command when the version is another by now.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  expectedVersion?: number | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it happened, if that was not just now.',
  })
  @IsOptional()
  @IsDate()
  occurredAt?: Date | null;
}
