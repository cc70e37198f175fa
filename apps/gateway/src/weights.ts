import { Extensions } from 'type-graphql';
import {
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql';

/** What a record costs: it is read, and a value is not. */
export const RECORD = 10;
/** What looking into a history, or through a log, costs. */
export const HISTORY = 500;

/** What looking for a page of a log costs: it may look through so many entries, whosever they are. */
export const LOG = 20_000;

/** How many a list has: a number, or as many as the arguments of its field ask for, or of the field above it. */
type Size = number | 'AS_ASKED' | 'PAGE';

/** What a field costs beside its values. */
export const Costs = (cost: number): MethodDecorator & PropertyDecorator => Extensions({ cost });

/** How many a list usually has at most: nothing keeps it from having more, which are counted as they are shown. */
export const Holds = (size: number): MethodDecorator & PropertyDecorator => Extensions({ size });

/** Says of a type that each of its values is a row of its own, though it is no node. */
export const IsRow = (): ClassDecorator => Extensions({ isRow: true });

/** Says of a field that its record was read for what it stands in. */
export const IsReadAlready = (): MethodDecorator & PropertyDecorator => Extensions({ isReadAlready: true });

/** How many a page has where nobody says how many. */
export const UNSAID_PAGE = 20;

/** What makes an answer as long as whoever asks says. */
const SLICING = ['first', 'last'];
/** What makes an answer one of another time. */
const POINTS = ['asAt', 'knownAt', 'exactly'];

/** What is known of a field before anything is asked. */
export interface Weight {
  /** Once, whatever is in it. */
  readonly own: number;
  /** Each of its values, without what is in it. */
  readonly each: number;
  readonly size: Size;
  readonly slicing: readonly string[];
  /** How many it has where none of those is given. */
  readonly unsaid: number;
  readonly points: readonly string[];
}

const known = new WeakMap<GraphQLField<unknown, unknown>, Weight>();

export const weightOf = (field: GraphQLField<unknown, unknown>): Weight => {
  const weight = known.get(field) ?? weighed(field);
  known.set(field, weight);
  return weight;
};

/** Throws `TypeError` when a list does not say how many it usually has. */
const weighed = ({ name, args, type, extensions }: GraphQLField<unknown, unknown>): Weight => {
  const named = (names: readonly string[]) =>
    args.map((argument) => argument.name).filter((argument) => names.includes(argument));
  const slicing = named(SLICING);
  const said = extensions['size'] as Size | undefined;
  const isList = isListType(getNullableType(type));
  if (isList && said === undefined && slicing.length === 0)
    throw new TypeError(`The list ${name} does not say how many it usually has: add Holds, or usually.`);
  return {
    own: (extensions['cost'] as number | undefined) ?? 0,
    each: extensions['isReadAlready'] === true ? 1 : costOfEach(getNamedType(type)),
    size: isList ? (said ?? 'AS_ASKED') : 1,
    slicing,
    unsaid: slicing.includes('first') ? UNSAID_PAGE : 0,
    points: named(POINTS),
  };
};

const costOfEach = (type: GraphQLNamedType): number => (isRead(type) ? RECORD : 1);

/** A personal value is read and opened, and that somebody saw it is written down. */
const isRead = (type: GraphQLNamedType): boolean =>
  type.name === 'Node' ||
  type.name === 'PersonalText' ||
  type.extensions['isRow'] === true ||
  (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'));
