import 'reflect-metadata';
import {
  getNamedType,
  getNullableType,
  GraphQLObjectType,
  isCompositeType,
  isUnionType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { Extensions } from 'type-graphql';
import { PERSONAL_DATA_READERS, type Role } from '@wardbook/policing';
import type { Patience } from './patience.ts';
import type { Denied, RefusedRead, RefusedReads } from './denial.ts';
import { refusedRequest } from './refused-request.ts';
import { weightOf, type Weight } from './weights.ts';

/** What a caller needs to see a field. */
export type Scope =
  | 'NEIGHBOURHOOD'
  | 'HISTORY'
  | 'COMMAND'
  /** Advice cases and what belongs to them, without personal values. */
  | 'CASE'
  /** Personal values of the reader's own force. */
  | 'PERSONAL'
  /** Intelligence as it was graded, and whom it is of: without personal values. */
  | 'INTELLIGENCE'
  /** Referrals: one's own agency's, or with CASE all of the force. */
  | 'REFERRAL'
  /** Which records are held, reviewed or disposed of. */
  | 'RETENTION'
  | 'ACCESS_LOG'
  /** What runs, and what could not be dealt with. */
  | 'OPERATIONS';

const POLICE = [
  'OFFICER',
  'PCSO',
  'SPECIALIST',
  'SUPERVISOR',
  'INSPECTOR',
  'INTELLIGENCE',
  'CONTROL',
] as const;

/** Which roles hold a scope (docs/words.md). Neighbourhood matters are public; histories are for police and auditors. */
const HOLDERS: Readonly<Record<Scope, readonly Role[]>> = {
  NEIGHBOURHOOD: [...POLICE, 'PARTNER', 'PANEL', 'RECORDS', 'AUDITOR', 'ADMIN', 'ELECTED'],
  HISTORY: [...POLICE, 'RECORDS', 'AUDITOR'],
  CASE: [...POLICE, 'RECORDS', 'AUDITOR'],
  PERSONAL: PERSONAL_DATA_READERS,
  REFERRAL: [...POLICE, 'PARTNER', 'RECORDS', 'AUDITOR'],
  INTELLIGENCE: ['INTELLIGENCE', 'INSPECTOR', 'RECORDS', 'AUDITOR'],
  RETENTION: ['RECORDS'],
  ACCESS_LOG: ['AUDITOR'],
  OPERATIONS: ['ADMIN', 'AUDITOR'],
  COMMAND: [...POLICE, 'PARTNER', 'PANEL', 'RECORDS', 'AUDITOR', 'ADMIN', 'ELECTED'],
};

export const scopesOf = (role: Role): ReadonlySet<Scope> =>
  new Set((Object.keys(HOLDERS) as Scope[]).filter((scope) => HOLDERS[scope].includes(role)));

/** Whoever asks, as far as policies care, and how much is done for them. */
interface Caller {
  readonly scopes: ReadonlySet<Scope>;
  readonly patience: Pick<Patience, 'spend' | 'isTurnOver' | 'inTurn'>;
  readonly denied: Denied;
}

type Resolve = GraphQLFieldResolver<unknown, Caller>;

/** What it needs to see a type, or one field where that differs from its type's. */
export const Needs = (scope: Scope): ClassDecorator & MethodDecorator & PropertyDecorator =>
  Extensions({ scope });

/** What it needs to see a field: its own scope, its type's, or, where it says so, that of what it shows. */
const neededBy = (
  { name, extensions, type: shown }: GraphQLField<unknown, unknown>,
  type: GraphQLObjectType,
): Scope => {
  const inside = extensions['asItsType'] === true ? getNamedType(shown).extensions['scope'] : undefined;
  const scope = (extensions['scope'] ?? inside ?? type.extensions['scope']) as Scope | undefined;
  if (scope === undefined) throw new TypeError(`The field ${type.name}.${name} needs no scope: say which.`);
  return scope;
};

/** Whether it shows a record that was written to where nothing was: a client is told why, and nothing beside. */
const isOfNothing = ({ extensions }: GraphQLField<unknown, unknown>, source: unknown): boolean =>
  extensions['asItsType'] === true && (source as { readonly written?: unknown }).written === undefined;

const holdersOf = (scope: Scope, of: Scope): boolean =>
  HOLDERS[of].every((role) => HOLDERS[scope].includes(role));

/**
 * Makes nullable what not everybody is shown who is shown what it stands in, and every root: whatever is not shown costs
 * only itself (C-06).
 */
export const sparing = (schema: GraphQLSchema): GraphQLSchema => {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const inside = getNamedType(field.type);
      const needs = [neededBy(field, type), inside.extensions['scope'] as Scope | undefined];
      const around = (type.extensions['scope'] as Scope | undefined) ?? 'NEIGHBOURHOOD';
      const isForAll = needs.every((scope) => scope === undefined || holdersOf(scope, around));
      // The door may be out of reach.
      const isOpened = isUnionType(inside);
      if (roots.includes(type) || isOpened || !isForAll) field.type = getNullableType(field.type);
    }
  }
  return schema;
};

/**
 * One synchronous walk over the built schema: every field checks what it needs before it answers, and writes down what of
 * records about people it refuses. Throws when a field has none, and when a list does not say how many it has: a gateway
 * with such a field does not start.
 */
export const enforceScopes = (
  schema: GraphQLSchema,
  refusedReadsOf: (type: string, answer: string) => RefusedReads = () => () => [],
): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const scope = neededBy(field, type);
      const weight = weightOf(field);
      const isAlwaysTold = scope === 'COMMAND' && type !== schema.getMutationType();
      // What became of a command is told, however late it is: it is on record.
      const resolve = isAlwaysTold ? resolverOf(field) : patiently(field, weight);
      const refusedReads = refusedReadsOf(type.name, getNamedType(field.type).name);
      field.resolve = (source: unknown, args, context: Caller, info) => {
        try {
          if (!context.scopes.has(scope)) {
            if (isOfNothing(field, source)) return null;
            return refused(refusedReads(source, args as object), context);
          }
          return resolve(source, args, context, info);
        } catch (error) {
          return rejected(error);
        }
      };
    }
  }
  return schema;
};

const forbidden = () =>
  refusedRequest(
    'FORBIDDEN',
    'Your role does not include this. If it should, ask whoever issues your tokens.',
  );

/** Once what of it is about people is in the access log. */
const refused = async (reads: readonly RefusedRead[], { denied }: Caller): Promise<never> => {
  await Promise.all(reads.map((read) => denied(read)));
  throw forbidden();
};

/**
 * What a resolver throws. Thrown amid a list, graphql-js would forget what else of the list is still to come; and that
 * one of a promise that nobody waits for fails ends the process.
 */
const rejected = async (error: unknown): Promise<never> => {
  throw error;
};

/** What is no more than a property of its row is read from there: nothing that stands in a row is called. */
const resolverOf = ({ name, resolve }: GraphQLField<unknown, unknown>): Resolve =>
  (resolve as Resolve | undefined) ?? ((source) => (source as Readonly<Record<string, unknown>>)[name]);

/** Counts each value that is shown, and lets others have their turn before there is more in it. */
const patiently = (field: GraphQLField<unknown, unknown>, { own, each, size }: Weight): Resolve => {
  const resolve = resolverOf(field);
  const units = own + (size === 1 ? each : 1);
  const hasMore = isCompositeType(getNamedType(field.type));
  return (source, args, context, info) => {
    const { patience } = context;
    patience.spend(units);
    return hasMore && patience.isTurnOver()
      ? patience.inTurn(() => resolve(source, args, context, info))
      : resolve(source, args, context, info);
  };
};
