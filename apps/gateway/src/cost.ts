import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isCompositeType,
  Kind,
  typeFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type NamedTypeNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { HISTORY, RECORD, weightOf } from './weights.ts';

/** What an answer costs at most, and how deep it goes. */
export interface Cost {
  readonly units: number;
  readonly depth: number;
}

export interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they were read; not as they were sent. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a selection costs: once, and for each one of the page in which it stands. */
interface Measure extends Cost {
  readonly perItem: number;
}

const NOTHING: Measure = { units: 0, perItem: 0, depth: 0 };

/**
 * What an operation costs at most, before anything of it is read. The document is valid. Each selection is looked at once
 * for each type of which it can be, however often its fragment is spread: the work grows with the document alone.
 */
export const costOf = ({ schema, document, operation, variables }: Asked): Cost => {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const root = schema.getRootType(operation.operation);
  const measure = measuring({ schema, fragments, variables });
  return root ? measure(operation.selectionSet, root) : NOTHING;
};

interface Measuring extends Pick<Asked, 'schema' | 'variables'> {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

type Measurer = (set: SelectionSetNode, type: GraphQLCompositeType) => Measure;

const measuring = (measured: Measuring): Measurer => {
  const { schema, fragments, variables } = measured;
  const known = new Map<SelectionSetNode, Map<GraphQLObjectType, Measure>>();
  const ofObject = (set: SelectionSetNode, type: GraphQLObjectType): Measure => {
    const ofTypes = known.get(set) ?? new Map<GraphQLObjectType, Measure>();
    known.set(set, ofTypes);
    const measure = ofTypes.get(type) ?? sumOf(set.selections.map((one) => ofSelection(one, type)));
    ofTypes.set(type, measure);
    return measure;
  };
  const within = (
    set: SelectionSetNode | undefined,
    condition: NamedTypeNode | undefined,
    type: GraphQLObjectType,
  ): Measure => (set && isOf(schema, type, condition) ? ofObject(set, type) : NOTHING);
  const ofSelection = (selection: SelectionNode, type: GraphQLObjectType): Measure => {
    if (!isIncluded(selection, variables)) return NOTHING;
    if (selection.kind === Kind.FIELD) return ofField(selection, type, variables, ofSet);
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return within(selection.selectionSet, selection.typeCondition, type);
    const fragment = fragments.get(selection.name.value);
    return within(fragment?.selectionSet, fragment?.typeCondition, type);
  };
  const ofSet: Measurer = (set, type) =>
    isAbstractType(type)
      ? mostOf(schema.getPossibleTypes(type).map((possible) => ofObject(set, possible)))
      : ofObject(set, type);
  return ofSet;
};

const ofField = (
  node: FieldNode,
  parent: GraphQLObjectType,
  variables: Asked['variables'],
  ofSet: Measurer,
): Measure => {
  const name = node.name.value;
  if (name === '__typename') return { units: 1, perItem: 0, depth: 1 };
  const field = parent.getFields()[name];
  // What else begins so is about the schema, which nobody reads anything for.
  if (!field) return NOTHING;
  const type = getNamedType(field.type);
  const inside = node.selectionSet && isCompositeType(type) ? ofSet(node.selectionSet, type) : NOTHING;
  const { own, each, size, slicing, unsaid, points } = weightOf(field);
  const given = slicing.length + points.length > 0 ? argumentsOf(node, field, variables) : {};
  const said = slicing.flatMap((argument) => (given[argument] == null ? [] : [Number(given[argument])]));
  const asked = said.length === 0 ? unsaid : Math.max(0, ...said);
  const depth = inside.depth + 1;
  const first = own + (points.some((point) => given[point] != null) ? HISTORY : 0);
  const one = each + inside.units;
  if (size === 'PAGE') return { units: first, perItem: one, depth };
  if (size === 'AS_ASKED') return { units: first + asked * one, perItem: 0, depth };
  // A page is read whatever is shown of it.
  return { units: first + size * one + asked * (RECORD + inside.perItem), perItem: 0, depth };
};

const argumentsOf = (
  node: FieldNode,
  field: Parameters<typeof getArgumentValues>[0],
  variables: Asked['variables'],
): Readonly<Record<string, unknown>> => {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    // Execution says what is wrong with them, and reads nothing of this field.
    return {};
  }
};

const isIncluded = (node: SelectionNode, variables: Asked['variables']): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true &&
  getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;

/** Whether what is said of a type holds for this one. */
const isOf = (
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  condition: NamedTypeNode | undefined,
): boolean => {
  const meant = condition && typeFromAST(schema, condition);
  if (!meant || meant === type) return true;
  return isAbstractType(meant) && schema.isSubType(meant, type);
};

const sumOf = (measures: readonly Measure[]): Measure => ({
  units: total(measures.map(({ units }) => units)),
  perItem: total(measures.map(({ perItem }) => perItem)),
  depth: largest(measures.map(({ depth }) => depth)),
});

const mostOf = (measures: readonly Measure[]): Measure => ({
  units: largest(measures.map(({ units }) => units)),
  perItem: largest(measures.map(({ perItem }) => perItem)),
  depth: largest(measures.map(({ depth }) => depth)),
});

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
const largest = (numbers: readonly number[]): number => Math.max(0, ...numbers);
