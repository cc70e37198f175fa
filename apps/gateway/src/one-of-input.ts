import { GraphQLInputObjectType, isNonNullType, type GraphQLSchema } from 'graphql';
import { InputType } from 'type-graphql';

const oneOfTypes = new Set<string>();

/** Says of an input class that exactly one of its fields is sent: generated clients have a union of it. */
export const OneOfInput =
  (description: string) =>
  (input: new () => object): void => {
    oneOfTypes.add(input.name);
    InputType({ description })(input);
  };

/** Says so in the schema (`@oneOf`), which holds clients to it. Throws `TypeError` for a field that must be sent. */
export const markOneOf = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLInputObjectType) || !oneOfTypes.has(type.name)) continue;
    const needed = Object.values(type.getFields()).find((field) => !isLeftOut(field));
    if (needed) throw new TypeError(`${type.name} is one of its fields: ${needed.name} cannot be needed.`);
    type.isOneOf = true;
  }
  return schema;
};

const isLeftOut = (field: { readonly type: unknown; readonly defaultValue?: unknown }): boolean =>
  !isNonNullType(field.type) && field.defaultValue === undefined;
