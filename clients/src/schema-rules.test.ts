import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import graphql from '@graphql-eslint/eslint-plugin';
import { ESLint } from 'eslint';
import { isTypeDefinitionNode, parse, type ASTNode } from 'graphql';

const SCHEMA = join(import.meta.dirname, '../../apps/gateway/schema.graphql');
const rule = (name: string): string => `@graphql-eslint/${name}`;

/** What graphql-eslint recommends for schemas, and what it asks of those that Relay can page through. */
const RULES = {
  ...graphql.configs['flat/schema-recommended'].rules,
  ...graphql.configs['flat/schema-relay'].rules,
  [rule('no-scalar-result-type-on-mutation')]: 'error',
  [rule('require-nullable-fields-with-oneof')]: 'error',
  [rule('require-nullable-result-in-root')]: 'error',
  // Pages are read forward; a list that people read from its end has its newest first.
  [rule('relay-arguments')]: ['error', { includeBoth: false }],
  // Lists that stay short are no pages, and what is on a page need not have an id: an entry of a log is found by its place.
  [rule('relay-edge-types')]: [
    'error',
    { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
  ],
} as const;

/** What is otherwise, where, and why. */
const EXCEPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'strict-id-in-types': {
    '*': 'C-01: only what is a node has an id, and only a global one. schema-ids.test.ts holds each type to that.',
  },
  'naming-convention': {
    RecordField: 'They are names of fields of the written record, as the policy data and the log have them.',
  },
  'no-typename-prefix': {
    'Agency.agencyKey': 'It is what tokens and other fields call `agencyKey`.',
    'Roles.roles': 'One record holds the roles of a force: both have that name.',
  },
};

/** Where a line of the schema is: `Query.wards`, or the type around it. */
const placesOf = (text: string): readonly string[] => {
  const places: string[] = [];
  const note = (node: ASTNode, place: string): void => {
    const [first = 0, last = 0] = [node.loc?.startToken.line, node.loc?.endToken.line];
    for (let line = first; line <= last; line += 1) places[line] = place;
  };
  for (const definition of parse(text).definitions.filter(isTypeDefinitionNode)) {
    const owner = definition.name.value;
    note(definition, owner);
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) note(field, `${owner}.${field.name.value}`);
  }
  return places;
};

interface Complaint {
  readonly rule: string;
  readonly place: string;
  readonly message: string;
}

let complaints: readonly Complaint[];
beforeAll(async () => {
  const eslint = new ESLint({
    overrideConfigFile: true,
    cwd: join(import.meta.dirname, '../..'),
    overrideConfig: {
      files: ['**/*.graphql'],
      plugins: { '@graphql-eslint': graphql as never },
      languageOptions: {
        parser: graphql.parser,
        parserOptions: { graphQLConfig: { schema: SCHEMA } },
      },
      rules: RULES,
    },
  });
  const text = readFileSync(SCHEMA, 'utf8');
  const places = placesOf(text);
  const [result] = await eslint.lintFiles([SCHEMA]);
  complaints = (result?.messages ?? []).map(({ ruleId, message, line }) => ({
    rule: ruleId?.replace('@graphql-eslint/', '') ?? 'no rule',
    place: places[line] ?? 'nowhere',
    message,
  }));
});

const excepted = ({ rule: name, place }: Complaint): readonly string[] =>
  ['*', place, place.split('.')[0] ?? ''].filter((one) => EXCEPTIONS[name]?.[one] !== undefined);

describe('the schema, as graphql-eslint recommends it, and as Relay reads it', () => {
  test('is so, but for what is named here', () => {
    expect(complaints.filter((complaint) => excepted(complaint).length === 0)).toEqual([]);
  });

  test('is otherwise in nothing that is excepted without need', () => {
    const needed = new Set(complaints.flatMap((one) => excepted(one).map((place) => `${one.rule} ${place}`)));
    const named = Object.entries(EXCEPTIONS).flatMap(([name, places]) =>
      Object.keys(places).map((place) => `${name} ${place}`),
    );
    expect(named.filter((one) => !needed.has(one))).toEqual([]);
  });
});
