import { GraphQLObjectType, lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import type { Timeline } from '@wardbook/event-sourcing';
import { AccessLogResolver } from './access-log/access-log.resolver.ts';
import { resolversOf, type AnyConcept } from './concept.ts';
import { CONCEPTS } from './concepts.ts';
import type { Context } from './context.ts';
import { EventResolver } from './event/event.resolver.ts';
import type { ShownField } from './fields.ts';
import { Node } from './node.ts';
import { limitArguments } from './argument-limits.ts';
import { markOneOf } from './one-of-input.ts';
import { NodeResolver } from './node.resolver.ts';
import { IdempotencyKeyReused, InvalidInput, RuleViolation, VersionConflict } from './payload.ts';
import { refusedReads } from './people-named.ts';
import { ParkedKeyResolver } from './parked-key/parked-key.resolver.ts';
import { RequestResolver } from './request/request.resolver.ts';
import * as retention from './retention/retention.input.ts';
import { RetentionResolver } from './retention/retention.resolver.ts';
import { enforceScopes, sparing } from './scope.ts';
import { answerRecords, mutationsIn } from './sends.ts';
import * as redaction from './redaction/redact-text.input.ts';
import { SCHEMA_SAYS } from './schema-says.ts';
import * as striking from './striking/strike-through.input.ts';

const ABOUT_ANY_RECORD = [redaction, retention, striking];
answerRecords(ABOUT_ANY_RECORD, 'record', () => Node);

const BESIDE_CONCEPTS = [
  AccessLogResolver,
  EventResolver,
  NodeResolver,
  ParkedKeyResolver,
  RequestResolver,
  RetentionResolver,
  ...mutationsIn(ABOUT_ANY_RECORD),
] as const;

/** The schema that clients see, every field behind the scope that it needs. Throws when a field has none. */
export const gatewaySchema = async (
  concepts: readonly AnyConcept[] = Object.values(CONCEPTS),
): Promise<GraphQLSchema> => {
  const schema = await buildSchema({
    resolvers: [...BESIDE_CONCEPTS, ...concepts.flatMap(resolversOf)] as unknown as NonEmptyArray<
      new () => object
    >,
    orphanedTypes: [RuleViolation, InvalidInput, VersionConflict, IdempotencyKeyReused],
    // Inputs are read and validated where they are sent, so that a client gets a user error with a path.
    validate: false,
  });
  return enforceScopes(
    sparing(limitArguments(showFields(markOneOf(withRoots(schema))))),
    refusedReads(concepts),
  );
};

/** Says what all of it is, what can be asked, and what can be sent: type-graphql has no words for that. */
const withRoots = (schema: GraphQLSchema): GraphQLSchema => {
  schema.description = SCHEMA_SAYS;
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query) query.description = 'What can be asked. Each field is null where it is not for whoever asks.';
  if (mutation)
    mutation.description =
      'What can be sent, one command each: the answer is a receipt and the record, or why it was refused.';
  return schema;
};

/** Puts what the vocabulary of fields says between rows and their fields. */
const showFields = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType)) continue;
    for (const field of Object.values(type.getFields())) {
      const how = field.extensions['shown'] as ShownField | undefined;
      if (how) field.resolve = shownBy(how, type.name);
    }
  }
  return schema;
};

const shownBy =
  ({ property, latest, shown = (inside) => inside }: ShownField, typeName: string) =>
  (source: Readonly<Record<string, unknown>>, _: unknown, context: Context): unknown => {
    const held = source[property];
    const inside = latest ? (held as Timeline<unknown> | undefined)?.at(-1)?.value : held;
    if (inside == null) return null;
    const show = (one: unknown): unknown => shown(one as never, context, typeName, source);
    return Array.isArray(inside) ? inside.map(show) : show(inside);
  };

/** The schema as text, for schema.graphql: its diff is the API review. */
export const schemaText = (schema: GraphQLSchema): string =>
  `${printSchema(lexicographicSortSchema(schema))}\n`;
