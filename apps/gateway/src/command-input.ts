import { InputType } from 'type-graphql';
import type { AnyDecider, CommandOf, Unsent, UnsentTo } from '@wardbook/event-sourcing';
import type { By } from '@wardbook/policing';
import { CommandId, Count, Instant, OPTIONAL } from './fields.ts';

/** The command of one type, also where several types have one shape. */
export type CommandNamed<D extends AnyDecider, Type extends string, C = CommandOf<D>> = C extends {
  readonly type: infer Types extends string;
}
  ? Type extends Types
    ? C & { readonly type: Type }
    : never
  : never;

/** A command without its time and sender, which are stamped on it, and the record that it is for. */
export interface Addressed<
  D extends AnyDecider = AnyDecider,
  Type extends UnsentTo<D>['type'] = UnsentTo<D>['type'],
> {
  readonly decider: D;
  /** Undefined for something new, whose id then comes from the command's. */
  readonly id: string | undefined;
  readonly command: UnsentTo<D> & { readonly type: Type };
  /** The property that says when it happened where that is not `occurredAt`: of a patrol its end. */
  readonly moment: string;
  /** The property that names the record where that is not `id`: of a policy its number. */
  readonly named: string;
}

/** What may be left out may be undefined. */
type Loosely<C> = C extends unknown
  ? { readonly [K in Exclude<keyof C, 'type'> as object extends Pick<C, K> ? never : K]: C[K] } & {
      readonly [K in Exclude<keyof C, 'type'> as object extends Pick<C, K> ? K : never]?: C[K] | undefined;
    }
  : never;

/** A command of one type, as an input makes it. */
export type Given<D extends AnyDecider, Type extends string> = { readonly type: Type } & Loosely<
  Unsent<CommandNamed<D, Type> & { readonly type: string }>
>;

/** A command to a record; to a new one where the id is undefined. What is undefined in it is left out. */
export const addressed = <D extends AnyDecider, Type extends UnsentTo<D>['type']>(
  decider: D,
  id: string | undefined,
  command: Given<D, Type>,
  { moment = 'occurredAt', named = 'id' }: Partial<Pick<Addressed, 'moment' | 'named'>> = {},
): Addressed<D, Type> => ({
  decider,
  id,
  command: Object.fromEntries(
    Object.entries<unknown>(command).filter(([, value]) => value !== undefined),
  ) as never,
  moment,
  named,
});

/** `newId(name)` is an id that a repeat of the command gets again. */
export type NewId = (name: string) => string;

/** What every command carries. An input's properties have the names of its command's fields. */
@InputType()
export abstract class CommandInput {
  @CommandId(
    'Your own id for this command, for example a UUID, in small letters or capitals. Send the same to the same record again and you get the first receipt again; give every other command an id of its own.',
  )
  commandId!: string;

  @Count(0, 2_147_483_647, 'Refuse the command when the version is another by now.', OPTIONAL)
  expectedVersion?: number;

  @Instant('When it happened, if that was not just now.', OPTIONAL)
  occurredAt?: string;

  /** The command, typed by its decider; what only the gateway knows is what it is given. */
  abstract toCommand(newId: NewId, by: By): Addressed;
}

/** What every command about a record of one kind carries: the field that names it, and `about`. */
export const aboutRecord = <D extends AnyDecider>(
  decider: D,
  named: (target: { id: string }, property: 'id') => void,
) => {
  @InputType()
  abstract class About extends CommandInput {
    id!: string;

    about<Type extends UnsentTo<D>['type']>(
      command: Given<D, Type>,
      moment?: keyof this & string,
    ): Addressed<D, Type> {
      return addressed(decider, this.id, command, moment === undefined ? {} : { moment });
    }
  }
  named(About.prototype, 'id');
  return About;
};

/** The mutation that an input is of: `RecordVisitInput` is what `recordVisit` takes. */
export const mutationOf = ({ name }: { readonly name: string }): string =>
  `${name.slice(0, 1).toLowerCase()}${name.slice(1).replace(/Input$/, '')}`;
