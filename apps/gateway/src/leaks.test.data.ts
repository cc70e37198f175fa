import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isNullableType,
  isObjectType,
  isUnionType,
  isEnumType,
  Kind,
  parse,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { costOf } from './cost.ts';
import { nodeIdOf, typeNameOf } from './global-id.ts';
import { BUDGET } from './query-limits.ts';

// Every way to ask that the schema has, for whoever knows every id that there is: all fields of each root field, with
// every record that it may name, and of each of those records, with what each shows of those that it leads to.

type Field = GraphQLField<unknown, unknown>;

/** What whoever asks may have come by. */
export interface KnownIds {
  /** Global ids. */
  readonly records: readonly string[];
  /** What arguments of these names may be. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

/** As the gateway has it (gateway.ts). */
const MOST_TOKENS = 1_000;
/** So many of a list are enough for all that is told. */
const PAGE = 20;
/** So many where that costs too much. */
const SHORT_PAGE = 5;
const DEEPEST = 9;

const isNode = (type: GraphQLNamedType): type is GraphQLObjectType =>
  isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');

const isRequired = ({ type, defaultValue }: GraphQLArgument): boolean =>
  !isNullableType(type) && defaultValue === undefined;

/** All that is shown of a type; of the records that it leads to `records` deep, of others their ids. */
const shownOf = (type: GraphQLNamedType, records: number, depth = 0): string => {
  if (isLeafType(type)) return '';
  if (depth > DEEPEST) return '{ __typename }';
  if (isInterfaceType(type)) return `{ __typename ${Object.keys(type.getFields()).join(' ')} }`;
  if (isUnionType(type))
    return `{ __typename ${type
      .getTypes()
      .map((one) => `... on ${one.name} ${shownOf(one, records, depth + 1)}`)
      .join(' ')} }`;
  if (!isObjectType(type)) return '';
  if (isNode(type) && depth > 0 && records < 0) return '{ id }';
  return `{ ${Object.values(type.getFields())
    .filter(({ args }) => !args.some(isRequired))
    .map((field) => asked(field, records, depth))
    .join(' ')} }`;
};

const asked = (field: Field, records: number, depth: number): string => {
  const type = getNamedType(field.type);
  const page = field.args.some(({ name }) => name === 'first') ? `(first: ${String(PAGE)})` : '';
  return `${field.name}${page} ${shownOf(type, isNode(type) ? records - 1 : records, depth + 1)}`;
};

/** What a list is of, or the type itself. */
const coreOf = (type: GraphQLNamedType): GraphQLNamedType => {
  if (!isObjectType(type) || !type.name.endsWith('Connection')) return type;
  const { edges } = type.getFields();
  const edge = edges && getNamedType(edges.type);
  const node = isObjectType(edge) ? edge.getFields()['node'] : undefined;
  return node ? getNamedType(node.type) : type;
};

/** The same as several selections, where it costs too much at once: each has what is plain, and one field that is not. */
const partsOf = (type: GraphQLNamedType, records: number): readonly string[] => {
  const core = coreOf(type);
  if (!isObjectType(core)) return [];
  const fields = Object.values(core.getFields()).filter(({ args }) => !args.some(isRequired));
  const plain = fields.filter((field) => isLeafType(getNamedType(field.type)));
  const around = (inner: string): string => (core === type ? inner : `{ edges { node ${inner} } }`);
  return fields
    .filter((field) => !plain.includes(field))
    .map((field) => around(`{ ${plain.map(({ name }) => name).join(' ')} ${asked(field, records, 1)} }`));
};

const MOMENTS = ['', 'exactly: 2', `asAt: "2040-01-01T00:00:00Z"`] as const;

/** Every set of arguments by which a field could show something of what is known. */
const argumentsOf = ({ name, args, type }: Field, { records, texts }: KnownIds): readonly string[] => {
  const wanted = args.filter(
    (one) => isRequired(one) || one.name in texts || (one.name === 'id' && name !== 'node'),
  );
  const core = coreOf(getNamedType(type)).name.toLowerCase();
  const ofKind = records.filter((id) => {
    const kind = typeNameOf(nodeIdOf(id).kind).toLowerCase();
    return core === kind;
  });
  // Of what has no id of its own any record may be meant.
  const ids = isNode(getNamedType(type)) ? ofKind : records;
  const choices = (one: GraphQLArgument): readonly string[] => {
    const inner = getNamedType(one.type);
    const known = one.name === 'id' ? ids : (texts[one.name] ?? []);
    const values = isEnumType(inner)
      ? inner.getValues().map((value) => value.name)
      : known.map((value) => JSON.stringify(value));
    const said = values.map((value) => `${one.name}: ${value}`);
    return isRequired(one) ? said : ['', ...said];
  };
  const standings = args.flatMap((one) => {
    const inner = getNamedType(one.type);
    const isList = isListType(isNonNullType(one.type) ? one.type.ofType : one.type);
    return isList && isEnumType(inner)
      ? [
          `${one.name}: [${inner
            .getValues()
            .map((value) => value.name)
            .join(', ')}]`,
        ]
      : [];
  });
  const given = wanted.reduce<readonly string[]>(
    (all, one) => all.flatMap((before) => choices(one).map((choice) => `${before} ${choice}`)),
    [''],
  );
  const has = (argument: string): boolean => args.some((one) => one.name === argument);
  const pages = has('first') ? [`first: ${String(PAGE)}`, `last: ${String(PAGE)}`] : [''];
  const moments = has('exactly') && has('id') ? MOMENTS : [''];
  return given.flatMap((some) =>
    [...moments, ...pages]
      .filter((one, index, all) => all.indexOf(one) === index && (one !== '' || pages.includes('')))
      .map((one) => [some, one, ...standings].join(' ').trim()),
  );
};

/** Types that hold what is not for everybody, or say something of records of any kind. */
const TOLD =
  /Intelligence|Contract|AsbCase|CaseReview|^(?:RecordedEvent|AccessEntry|RetentionOfRecord|RequestInRecord|ParkedKey)$/;

/** Whether a type leads to one of those, however far. */
const leadsThere = (type: GraphQLNamedType, seen = new Set<GraphQLNamedType>()): boolean => {
  if (TOLD.test(type.name)) return true;
  if (seen.has(type)) return false;
  seen.add(type);
  if (isUnionType(type)) return type.getTypes().some((one) => leadsThere(one, seen));
  return (
    isObjectType(type) &&
    Object.values(type.getFields()).some((field) => leadsThere(getNamedType(field.type), seen))
  );
};

/** Every query that leads there, none of which costs more than one may, or is longer. */
export const everyQuery = (schema: GraphQLSchema, known: KnownIds): readonly string[] => {
  const isTooMuch = (query: string): boolean => {
    try {
      const document = parse(query, { maxTokens: MOST_TOKENS });
      const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
      return operation === undefined || costOf({ schema, document, operation, variables: {} }).units > BUDGET;
    } catch {
      return true;
    }
  };
  const within = (type: GraphQLNamedType, around: (selection: string) => string): readonly string[] => {
    const whole = around(shownOf(type, coreOf(type) === type ? 1 : 2));
    if (!isTooMuch(whole)) return [whole];
    const [deep = [], flat = []] = [partsOf(type, 1), partsOf(type, 0)].map((parts) => parts.map(around));
    return deep.map((part, index) => {
      const cheaper = flat[index] ?? part;
      const last = cheaper.replaceAll(`t: ${String(PAGE)}`, `t: ${String(SHORT_PAGE)}`);
      return [part, cheaper].find((one) => !isTooMuch(one)) ?? last;
    });
  };
  const { node: _node, ...roots } = schema.getQueryType()?.getFields() ?? {};
  const leading = Object.values(roots).filter(({ type }) => leadsThere(getNamedType(type)));
  return [
    ...leading.flatMap((field) =>
      argumentsOf(field, known).flatMap((given) =>
        within(
          getNamedType(field.type),
          (selection) => `{ ${field.name}${given === '' ? '' : `(${given})`} ${selection} }`,
        ),
      ),
    ),
    ...known.records.flatMap((id) => {
      const type = schema.getType(typeNameOf(nodeIdOf(id).kind));
      return type
        ? within(type, (selection) => `{ node(id: "${id}") { id ... on ${type.name} ${selection} } }`)
        : [];
    }),
  ];
};

/** All that a mutation answers of the record that it is about. */
export const answeredBy = (schema: GraphQLSchema, mutation: string): string => {
  const field = schema.getMutationType()?.getFields()[mutation];
  const payload = field && getNamedType(field.type);
  const record = isObjectType(payload) ? payload.getFields()['record'] : undefined;
  return record ? asked(record, 1, 0) : '';
};
