import {
  buildASTSchema,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isTypeDefinitionNode,
  Kind,
  visit,
  type ASTNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InputValueDefinitionNode,
} from 'graphql';

const REMOVED_AFTER = /\bremoved after (\d{4}-\d{2}-\d{2})\b/;

const isDay = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};

/** The day in `@deprecated(reason: "Use other; removed after 2027-05-01.")`, if it says one. */
export const lastDayOf = (directives: readonly ConstDirectiveNode[] = []): string | undefined => {
  const deprecated = directives.find(({ name }) => name.value === 'deprecated');
  const reason = deprecated?.arguments?.find(({ name }) => name.value === 'reason')?.value;
  const [, day] = (reason?.kind === Kind.STRING ? REMOVED_AFTER.exec(reason.value) : null) ?? [];
  return day !== undefined && isDay(day) ? day : undefined;
};

/** What can be deprecated: a field, an argument or a value, and where it stands (`Query.ward.code`). */
interface Member {
  readonly path: string;
  readonly directives: readonly ConstDirectiveNode[] | undefined;
}

export const membersIn = ({ definitions }: DocumentNode): readonly Member[] =>
  definitions.flatMap((definition) =>
    [...fieldsOf(definition), ...valuesOf(definition)].flatMap((member) => {
      const path = `${nameOf(definition)}.${member.name.value}`;
      const args = 'arguments' in member ? (member.arguments ?? []) : [];
      return [
        { path, directives: member.directives },
        ...args.map(({ name, directives }) => ({ path: `${path}.${name.value}`, directives })),
      ];
    }),
  );

const nameOf = (node: ASTNode): string =>
  'name' in node && typeof node.name === 'object' ? node.name.value : '';
const fieldsOf = (node: DefinitionNode): readonly (FieldDefinitionNode | InputValueDefinitionNode)[] =>
  'fields' in node ? (node.fields ?? []) : [];
const valuesOf = (node: DefinitionNode): readonly EnumValueDefinitionNode[] =>
  'values' in node ? (node.values ?? []) : [];

/** What clients can meet: from the roots through fields, arguments and what implements an interface. */
const reachedIn = (schema: GraphQLSchema): ReadonlySet<string> => {
  const reached = new Set<GraphQLNamedType>();
  const reach = (type: GraphQLNamedType): void => {
    if (reached.has(type)) return;
    reached.add(type);
    namedBy(type).forEach(reach);
    if (isAbstractType(type)) schema.getPossibleTypes(type).forEach(reach);
  };
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  roots.forEach((root) => root && reach(root));
  // An interface is a name by which its types can be asked for.
  return new Set([...reached].flatMap((type) => [type, ...interfacesOf(type)]).map(({ name }) => name));
};

const interfacesOf = (type: GraphQLNamedType): readonly GraphQLNamedType[] =>
  isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];

/** The types of the fields and arguments of a type. */
const namedBy = (type: GraphQLNamedType): readonly GraphQLNamedType[] => {
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => getNamedType(field.type));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    [field, ...field.args].map((one) => getNamedType(one.type)),
  );
};

const namesReachedIn = (document: DocumentNode): ReadonlySet<string> =>
  reachedIn(buildASTSchema(document, { assumeValid: true }));

/** The types of which nothing is left, and that no field or argument gives or takes. */
const emptiedIn = (document: DocumentNode): ReadonlySet<string> => {
  const types = Object.values(buildASTSchema(document, { assumeValid: true }).getTypeMap());
  const named = new Set(types.flatMap(namedBy).map(({ name }) => name));
  const empty = document.definitions.filter(
    (definition) =>
      HAVE_MEMBERS.includes(definition.kind) &&
      fieldsOf(definition).length + valuesOf(definition).length === 0 &&
      !named.has(nameOf(definition)),
  );
  return new Set(empty.map(nameOf));
};

const HAVE_MEMBERS: readonly string[] = [
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
];

/** Without these types: neither defined, nor members of a union. */
const withoutTypes = (document: DocumentNode, isGone: (name: string) => boolean): DocumentNode =>
  visit(document, {
    enter: (node: ASTNode, _, parent) => {
      const isMember = node.kind === Kind.NAMED_TYPE && Array.isArray(parent);
      return (isTypeDefinitionNode(node) || isMember) && isGone(nameOf(node)) ? null : undefined;
    },
  });

/**
 * A schema without what was to go before today: fields, arguments and values whose day has passed, and the types that
 * nobody can meet any more without them. A type of which all is to go, goes.
 */
export const withoutWhatIsDue = (released: DocumentNode, today: string): DocumentNode => {
  const isDue = ({ directives }: { readonly directives?: readonly ConstDirectiveNode[] }): boolean =>
    (lastDayOf(directives) ?? today) < today;
  const dropDue = (node: Parameters<typeof isDue>[0]): null | undefined => (isDue(node) ? null : undefined);
  const kept = visit(released, {
    FieldDefinition: dropDue,
    InputValueDefinition: dropDue,
    EnumValueDefinition: dropDue,
  });
  const emptied = emptiedIn(kept);
  const left = withoutTypes(kept, (name) => emptied.has(name));
  const [before, after] = [namesReachedIn(released), namesReachedIn(left)];
  return withoutTypes(left, (name) => before.has(name) && !after.has(name));
};
