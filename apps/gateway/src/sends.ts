import { Arg, Ctx, Extensions, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { PathOf } from '@wardbook/event-sourcing';
import { mutationOf, type Addressed, type CommandInput, type CommandNamed } from './command-input.ts';
import type { ShownField } from './fields.ts';
import { MutationPayload } from './payload.ts';
import { Needs } from './scope.ts';
import type { Send } from './send.ts';
import type { Written } from './written.ts';

type Fields<Input> = {
  [K in keyof Input as Input[K] extends (...given: never) => unknown ? never : K]-?: NonNullable<Input[K]>;
};

/** Every path of an input, in the words of its command. */
type PathIn<Input> = {
  [K in keyof Fields<Input> & string]: K | Below<K, Fields<Input>[K]>;
}[keyof Fields<Input> & string];

type Below<K extends string, Value> = Value extends readonly (infer Member)[]
  ? `${K}.${number}` | (Member extends object ? `${K}.${number}.${PathIn<Member>}` : never)
  : Value extends object
    ? `${K}.${PathIn<Value>}`
    : never;

type Sending<Input extends CommandInput> =
  ReturnType<Input['toCommand']> extends Addressed<infer D, infer Type> ? CommandNamed<D, Type> : never;

/**
 * What a refusal can name and no field of the input says, nor is said to have been made by the gateway; anything, where
 * `toCommand` does not say which command it makes.
 */
type Unsaid<Input extends CommandInput, Made extends string> = string extends ReturnType<
  Input['toCommand']
>['command']['type']
  ? string
  : Exclude<PathOf<Sending<Input>>, PathIn<Input> | Made | `${Made}.${PathIn<Input>}` | 'id'>;

interface Sent {
  readonly sender: new () => object;
  readonly payload: new () => MutationPayload;
}

const mutations = new WeakMap<object, Sent>();

/**
 * Makes a mutation of an input class: of `KeepPromiseInput` the field `keepPromise`, which answers `KeepPromisePayload`.
 * Every field of its command is one of its own, under the same name, or one that `toCommand` makes: only so is the path
 * of a refusal always one that the client knows (G-08). Those it makes are named: `Sends<'fulfilment'>('…')`;
 * what is within one of them is again a field of the input.
 */
export const Sends =
  <Made extends string = never>(description: string, more: { readonly deprecationReason?: string } = {}) =>
  <Input extends CommandInput>(
    input: (new () => Input) & ([Unsaid<Input, Made>] extends [never] ? unknown : Unsaid<Input, Made>),
  ): void => {
    const mutation = mutationOf(input);
    const name = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}`;
    InputType({ description })(input);
    @ObjectType(`${name}Payload`, { implements: MutationPayload, description: `What ${mutation} answers.` })
    @Needs('COMMAND')
    class Payload extends MutationPayload {}
    class Sender {
      [mutation](sent: CommandInput, context: { readonly send: Send }): Promise<MutationPayload> {
        return context.send(input, sent);
      }
    }
    const method = Object.getOwnPropertyDescriptor(Sender.prototype, mutation);
    Arg('input', () => input, { description: 'The command.' })(Sender.prototype, mutation, 0);
    Ctx()(Sender.prototype, mutation, 1);
    Mutation(() => Payload, { description, ...more })(Sender.prototype, mutation, method as never);
    Needs('COMMAND')(Sender.prototype, mutation, method as never);
    Resolver()(Sender);
    mutations.set(input, { sender: Sender, payload: Payload });
  };

const sentBy = (modules: readonly object[]): readonly Sent[] =>
  modules
    .flatMap((inputs) => Object.values(inputs) as readonly object[])
    .flatMap((input) => mutations.get(input) ?? []);

/** The resolvers of those of these modules' exports that are mutations. */
export const mutationsIn = (modules: readonly object[]): readonly (new () => object)[] =>
  sentBy(modules).map(({ sender }) => sender);

/**
 * Gives what these mutations answer a field with the record that they were about, as it is once the command is on record.
 * Nothing is read where it is not asked for.
 */
export const answerRecords = (modules: readonly object[], name: string, type: () => object): void => {
  const shown: ShownField['shown'] = (written: Written, { recordAfter }) => recordAfter(written);
  for (const { payload } of sentBy(modules)) {
    const prototype = payload.prototype as object;
    Field(type as never, { nullable: true, description: AFTER })(prototype, name);
    Extensions({
      asItsType: true,
      shown: { property: 'written', latest: false, shown } satisfies ShownField,
    })(prototype, name);
  }
};

const AFTER =
  'The record as it is once the command is on record; null where there is no receipt, and with an error where it is not for you to read.';
