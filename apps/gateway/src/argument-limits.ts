import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  GraphQLObjectType,
  isEnumType,
  isListType,
  type GraphQLArgument,
  type GraphQLSchema,
} from 'graphql';
import { refusedRequest } from './refused-request.ts';

/** Longer than any cursor, token or id. */
const LONGEST_ARGUMENT = 2_000;

interface Limit {
  readonly name: string;
  /** For its description. */
  readonly words: string;
  /** What is wrong with a value, in one sentence; undefined where nothing is. */
  readonly fault: (value: unknown) => string | undefined;
}

/**
 * Says of each argument which limit it has, and refuses what is over it. Throws BAD_USER_INPUT (400) before anything is
 * read. What inputs are held to, they say themselves.
 */
export const limitArguments = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const limits = field.args.flatMap(limited);
      if (limits.length === 0) continue;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source: unknown, args: Readonly<Record<string, unknown>>, context, info) => {
        for (const { name, fault } of limits) {
          const found = fault(args[name]);
          if (found !== undefined) throw refusedRequest('BAD_USER_INPUT', found);
        }
        return resolve(source, args, context, info);
      };
    }
  }
  return schema;
};

const limited = (argument: GraphQLArgument): readonly Limit[] => {
  const limit = limitOf(argument);
  if (!limit) return [];
  argument.description = `${argument.description ?? ''} ${limit.words}`.trim();
  return [limit];
};

const limitOf = ({ name, type }: GraphQLArgument): Limit | undefined => {
  const [named, isList] = [getNamedType(type), isListType(getNullableType(type))];
  if (isList && isEnumType(named)) return atMost(name, named.getValues().length);
  if (isList || !['String', 'ID'].includes(named.name)) return undefined;
  const longest = LONGEST_ARGUMENT.toLocaleString('en-GB');
  return {
    name,
    words: `At most ${longest} characters.`,
    fault: (value) =>
      typeof value === 'string' && value.length > LONGEST_ARGUMENT
        ? `${name} is longer than ${longest} characters.`
        : undefined,
  };
};

/** Each word once is all that there is to say. */
const atMost = (name: string, most: number): Limit => ({
  name,
  words: `At most ${String(most)}.`,
  fault: (value) =>
    Array.isArray(value) && value.length > most ? `Give at most ${String(most)} of ${name}.` : undefined,
});
