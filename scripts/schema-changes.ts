import { CriticalityLevel, diff, type Change } from '@graphql-inspector/core';
import {
  buildASTSchema,
  isRequiredArgument,
  isRequiredInputField,
  parse,
  print,
  visit,
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { lastDayOf, membersIn, withoutWhatIsDue } from './due-removals.ts';

/** How long clients know before something goes, in days from the release that tells them. */
const NOTICE = 90;
const NEVER = '9999-12-31';

/** What clients rely on of a schema: all but its words. */
export const contractOf = (schema: string): string => {
  const wordless: DocumentNode = visit(parse(schema), {
    enter: (node: Described) => (node.description ? { ...node, description: undefined } : undefined),
  });
  return `${print(wordless)}\n`;
};

type Described = ASTNode & { readonly description?: unknown };

export interface SchemaChanges {
  /** What a client that works today may stumble over tomorrow: a sentence each. */
  readonly breaking: readonly string[];
  /** What only a client that was written without care stumbles over: a new value, another default. */
  readonly dangerous: readonly string[];
}

const built = (document: DocumentNode): GraphQLSchema => buildASTSchema(document, { assumeValid: true });

type Changed = Pick<Change, 'path'> & { readonly type: string };

/** The inspector calls a default that is gone dangerous, even where nobody may leave the value out any more. */
const isRequiredNow = ({ path, type }: Changed, now: GraphQLSchema): boolean => {
  if (!/DEFAULT(_VALUE)?_CHANGED$/.test(type)) return false;
  const [name = '', member = '', argument] = path?.split('.') ?? [];
  const owner = now.getType(name);
  const field = owner && 'getFields' in owner ? owner.getFields()[member] : undefined;
  if (!field) return false;
  if (!('args' in field)) return isRequiredInputField(field);
  return field.args.some((one) => one.name === argument && isRequiredArgument(one));
};

/** How a schema differs from the released one, but for what was announced to go before today. */
export const schemaChanges = async (released: string, now: string, today: string): Promise<SchemaChanges> => {
  const before = parse(released);
  const schema = built(parse(now));
  const days = deprecatedIn(before);
  const breaks = (change: Change): boolean =>
    change.criticality.level === CriticalityLevel.Breaking || isRequiredNow(change, schema);
  const held = await diff(built(withoutWhatIsDue(before, today)), schema);
  const all = await diff(built(before), schema);
  return {
    breaking: held.filter(breaks).map(({ message, path }) => {
      const day = days.get(path ?? '');
      return day === undefined ? `${message}.` : `${message}. It was said to stay until ${day}.`;
    }),
    dangerous: all
      .filter((change) => change.criticality.level === CriticalityLevel.Dangerous && !breaks(change))
      .filter(({ path }) => !/@deprecated/.test(path ?? ''))
      .map(({ message }) => `${message}.`),
  };
};

/** The last day of each deprecated thing that says one; undefined for those that say none. */
const deprecatedIn = (document: DocumentNode): ReadonlyMap<string, string | undefined> =>
  new Map(
    membersIn(document)
      .filter(({ directives }) => directives?.some(({ name }) => name.value === 'deprecated'))
      .map(({ path, directives }) => [path, lastDayOf(directives)]),
  );

/** What is deprecated without saying until when. */
export const undatedIn = (schema: string): readonly string[] =>
  [...deprecatedIn(parse(schema))].flatMap(([path, day]) => (day === undefined ? [path] : []));

/** What a release would announce too late. */
export const announcedLate = (released: string, now: string, today: string): readonly string[] => {
  const before = deprecatedIn(parse(released));
  const soonest = new Date(Date.parse(`${today}T00:00:00Z`) + NOTICE * 86_400_000).toISOString().slice(0, 10);
  return [...deprecatedIn(parse(now))].flatMap(([path, day]) =>
    day !== undefined && day < soonest && day < (before.get(path) ?? NEVER)
      ? [`${path} goes after ${day}; say ${soonest} or later, ${NOTICE} days from its release.`]
      : [],
  );
};
