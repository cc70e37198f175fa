import { InterfaceType, ObjectType } from 'type-graphql';
import { Count, Flag, Group, Key, OPTIONAL, RecordId, Text, usually } from './fields.ts';
import { Needs } from './scope.ts';
import type { Written } from './written.ts';

@ObjectType({ description: 'Said beside an accepted command: the rule would rather have seen it otherwise.' })
@Needs('COMMAND')
export class CommandWarning {
  @Text('The rule, for example R-CASE-11.') rule!: string;
  @Text('What it is about, in one sentence.') message!: string;
}

@ObjectType({ description: 'Proof that a command is on disk.' })
@Needs('COMMAND')
export class CommandReceipt {
  @Key('The command.') commandId!: string;
  @RecordId('What the command was about, by its global id; of something new, its id from now on.')
  recordId!: string;
  @Text('The stream that holds its history.') stream!: string;
  @Count('How many events the stream has; give it back as `expectedVersion`.') version!: number;
  @Text('Give it to a query as `atLeast` to read what you have just written.') token!: string;
  @Key('The events recorded; none when it was so already.', usually(20)) eventIds!: readonly string[];
  @Flag('True when this command had been recorded before: this is its first receipt.') replayed!: boolean;
  @Group(() => CommandWarning, 'What rules would rather have seen otherwise.', usually(5))
  warnings!: readonly CommandWarning[];
}

@InterfaceType({
  description: 'Why a command was not accepted.',
  resolveType: ({ kind }: UserError) => kind,
})
export abstract class UserError {
  readonly kind!: 'RuleViolation' | 'InvalidInput' | 'VersionConflict' | 'IdempotencyKeyReused';

  @Text('What it is about, in one sentence.') message!: string;
  @Text('The input field that is meant, from `input` on.', usually(5)) path!: readonly string[];
}

@ObjectType({ implements: UserError, description: 'A rule of policing refused the command.' })
@Needs('COMMAND')
export class RuleViolation extends UserError {
  @Text('Rule id, for example R-PROM-1; docs/rules.md lists them.') rule!: string;
}

@ObjectType({ implements: UserError, description: 'A value has the wrong form.' })
@Needs('COMMAND')
export class InvalidInput extends UserError {
  @Text('The constraint that the value breaks, for example `isText`.') constraint!: string;
}

@ObjectType({
  implements: UserError,
  description: 'The record is at another version; read it again and decide again.',
})
@Needs('COMMAND')
export class VersionConflict extends UserError {
  @Count('The version that you expected.') expected!: number;
  @Count('The version that the record has.') actual!: number;
}

@ObjectType({
  implements: UserError,
  description: 'This command id came before with other content, or from somebody else.',
})
@Needs('COMMAND')
export class IdempotencyKeyReused extends UserError {
  @Text(
    'When your first command with this id was recorded (UTC); null where somebody else sent it.',
    OPTIONAL,
  )
  firstRecordedAt!: string | null;
}

@InterfaceType({
  description: 'What every mutation answers: a receipt, or user errors; never both.',
  resolveType: () => undefined,
})
export abstract class MutationPayload {
  @Group(() => CommandReceipt, 'That the command was accepted; null where it was not.', OPTIONAL)
  receipt!: CommandReceipt | null;
  @Group(() => UserError, 'Why the command was not accepted; none where it was.', usually(5))
  userErrors!: readonly UserError[];
  /** Which record the receipt is about. */
  readonly written?: Written;
}
