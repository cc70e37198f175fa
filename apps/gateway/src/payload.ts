import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { Needs } from './scope.ts';

@ObjectType({ description: 'Said beside an accepted command: the rule would rather have seen it otherwise.' })
@Needs('COMMAND')
export class CommandWarning {
  @Field(() => String)
  rule!: string;

  @Field(() => String)
  message!: string;
}

@ObjectType({ description: 'Proof that a command is on disk.' })
@Needs('COMMAND')
export class CommandReceipt {
  @Field(() => ID)
  commandId!: string;

  @Field(() => ID, { description: 'What the command was about; of something new, its id from now on.' })
  id!: string;

  @Field(() => String, { description: 'The stream that holds its history.' })
  stream!: string;

  @Field(() => Int, { description: 'How many events the stream has; give it back as `expectedVersion`.' })
  version!: number;

  @Field(() => String, { description: 'Give it to a query as `atLeast` to read what you have just written.' })
  token!: string;

  @Field(() => [ID], { description: 'The events recorded; none when it was so already.' })
  eventIds!: readonly string[];

  @Field(() => Boolean, {
    description: 'True when this command had been recorded before: this is its first receipt.',
  })
  replayed!: boolean;

  @Field(() => [CommandWarning])
  warnings!: readonly CommandWarning[];
}

@InterfaceType({
  description: 'Why a command was not accepted.',
  resolveType: ({ kind }: UserError) => kind,
})
export abstract class UserError {
  readonly kind!: 'RuleViolation' | 'InvalidInput' | 'VersionConflict' | 'IdempotencyKeyReused';

  @Field(() => String)
  message!: string;

  @Field(() => [String], { description: 'The input field that is meant, from `input` on.' })
  path!: readonly string[];
}

@ObjectType({ implements: UserError, description: 'A rule of policing refused the command.' })
@Needs('COMMAND')
export class RuleViolation extends UserError {
  @Field(() => String, { description: 'Rule id, for example R-PROM-1; docs/rules.md lists them.' })
  rule!: string;
}

@ObjectType({ implements: UserError, description: 'A value has the wrong form.' })
@Needs('COMMAND')
export class InvalidInput extends UserError {
  @Field(() => String, { description: 'The constraint that the value breaks, for example `maxLength`.' })
  constraint!: string;
}

@ObjectType({ implements: UserError, description: 'Somebody else wrote first; read again and decide again.' })
@Needs('COMMAND')
export class VersionConflict extends UserError {
  @Field(() => Int)
  expected!: number;

  @Field(() => Int)
  actual!: number;
}

@ObjectType({ implements: UserError, description: 'This command id came before with other content.' })
@Needs('COMMAND')
export class IdempotencyKeyReused extends UserError {
  @Field(() => String, { description: 'When the first command with this id was recorded (UTC).' })
  firstRecordedAt!: string;
}

@InterfaceType({
  description: 'What every mutation answers: a receipt, or user errors; never both.',
  resolveType: () => undefined,
})
export abstract class MutationPayload {
  @Field(() => CommandReceipt, { nullable: true })
  receipt!: CommandReceipt | null;

  @Field(() => [UserError])
  userErrors!: readonly UserError[];
}
