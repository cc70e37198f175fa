import 'reflect-metadata';
import { defaultFieldResolver, GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { Extensions } from 'type-graphql';
import { PERSONAL_DATA_READERS, type Role } from '@wardbook/policing';
import { refusedRequest } from './refused-request.ts';

/** What a caller needs to see a field. */
export type Scope =
  | 'NEIGHBOURHOOD'
  | 'HISTORY'
  | 'COMMAND'
  /** Advice cases and what belongs to them, without personal values. */
  | 'CASE'
  /** Personal values of the reader's own force. */
  | 'PERSONAL'
  /** Referrals: one's own agency's, or with CASE all of the force. */
  | 'REFERRAL'
  /** Which records are held, reviewed or disposed of. */
  | 'RETENTION'
  | 'ACCESS_LOG'
  /** What runs, and what could not be dealt with. */
  | 'OPERATIONS';

const POLICE = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'INTELLIGENCE'] as const;

/** Which roles hold a scope (docs/words.md). Neighbourhood matters are public; histories are for police and auditors. */
const HOLDERS: Readonly<Record<Scope, readonly Role[]>> = {
  NEIGHBOURHOOD: [...POLICE, 'PARTNER', 'PANEL', 'RECORDS', 'AUDITOR', 'ADMIN', 'ELECTED'],
  HISTORY: [...POLICE, 'RECORDS', 'AUDITOR'],
  CASE: [...POLICE, 'RECORDS', 'AUDITOR'],
  PERSONAL: PERSONAL_DATA_READERS,
  REFERRAL: [...POLICE, 'PARTNER', 'RECORDS', 'AUDITOR'],
  RETENTION: ['RECORDS'],
  ACCESS_LOG: ['AUDITOR'],
  OPERATIONS: ['ADMIN', 'AUDITOR'],
  COMMAND: [...POLICE, 'PARTNER', 'PANEL', 'RECORDS', 'AUDITOR', 'ADMIN', 'ELECTED'],
};

export const scopesOf = (role: Role): ReadonlySet<Scope> =>
  new Set((Object.keys(HOLDERS) as Scope[]).filter((scope) => HOLDERS[scope].includes(role)));

/** Whoever asks, as far as policies care. */
interface Caller {
  readonly scopes: ReadonlySet<Scope>;
}

/** What it needs to see a type, or one field where that differs from its type's. */
export const Needs = (scope: Scope): ClassDecorator & MethodDecorator & PropertyDecorator =>
  Extensions({ scope });

/**
 * One synchronous walk over the built schema: every field checks what it needs before it answers.
 * Throws when a field has none: a gateway with an unguarded field does not start.
 */
export const enforceScopes = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const scope = (field.extensions['scope'] ?? type.extensions['scope']) as Scope | undefined;
      if (scope === undefined)
        throw new TypeError(`The field ${type.name}.${field.name} needs no scope: say which.`);
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source: unknown, args, context: Caller, info) => {
        if (!context.scopes.has(scope))
          throw refusedRequest(
            'FORBIDDEN',
            'Your role does not include this. If it should, ask whoever issues your tokens.',
          );
        return resolve(source, args, context, info);
      };
    }
  }
  return schema;
};
