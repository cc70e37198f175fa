import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { isTypeDefinitionNode, Kind, parse } from 'graphql';
import { complaintsOf, generated, globalNames } from './code-generation.ts';
import { OPERATIONS } from './operations.ts';

const SCHEMA = readFileSync(join(import.meta.dirname, '../../apps/gateway/schema.graphql'), 'utf8');
const typeNames = parse(SCHEMA)
  .definitions.filter(isTypeDefinitionNode)
  .map(({ name }) => name.value);
const operationCount = parse(OPERATIONS).definitions.filter(
  ({ kind }) => kind === Kind.OPERATION_DEFINITION,
).length;

describe('P-17: what is generated from the schema', () => {
  let files: ReadonlyMap<string, string>;
  beforeAll(async () => {
    files = await generated(SCHEMA, OPERATIONS);
  });

  test('is the client preset’s files, an SDK with a method for each operation, and the types of resolvers', () => {
    const names = [...files.keys()].map((name) => name.split('/src/')[1]);
    expect(names).toEqual([
      'generated-sdk.ts',
      'generated-resolvers.ts',
      'generated-client/graphql.ts',
      'generated-client/gql.ts',
      'generated-client/fragment-masking.ts',
      'generated-client/index.ts',
    ]);
    const [sdk = '', resolvers = ''] = files.values();
    expect(sdk.match(/^ {4}\w+\(variables/gm)).toHaveLength(operationCount);
    expect(resolvers).toContain('export type MutationResolvers<');
  });

  test('passes a strict compiler as it is', () => {
    expect(complaintsOf(files)).toEqual([]);
  });

  test('would not, with a type that hides the global Promise: that is what the compiler is here for', () => {
    const hiding = new Map(
      [...files].map(([name, text]) => [name, text.replaceAll(/\bWardPromise\b/g, 'Promise')] as const),
    );
    expect(complaintsOf(hiding).length).toBeGreaterThan(0);
  });
});

/** What hides a name of browsers all the same, and why. */
const HIDES_ON_PURPOSE = ['Node'];

test('P-17: no type of the schema hides a name that programs have without importing it, but for Relay’s Node', () => {
  const known = globalNames();
  expect(['Promise', 'Event', 'Record', 'process'].filter((name) => !known.has(name))).toEqual([]);
  expect(typeNames.filter((name) => known.has(name))).toEqual(HIDES_ON_PURPOSE);
});
