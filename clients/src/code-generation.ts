import { join } from 'node:path';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import * as sdk from '@graphql-codegen/typescript-generic-sdk';
import * as operations from '@graphql-codegen/typescript-operations';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import * as types from '@graphql-codegen/typescript';
import { parse, type DocumentNode } from 'graphql';
import ts from 'typescript';

/** What code generators write, and what a strict compiler says of it. */

const HERE = import.meta.dirname;
const PLUGINS = { types, operations, sdk, resolvers };
type Plugin = keyof typeof PLUGINS;
type Documents = Parameters<typeof codegen>[0]['documents'];

const CONFIG = { useTypeImports: true, documentMode: 'documentNode' } as const;

const oneFile = async (
  name: string,
  schema: DocumentNode,
  documents: Documents,
  plugins: readonly Plugin[],
): Promise<readonly [string, string]> => [
  join(HERE, `generated-${name}.ts`),
  await codegen({
    schema,
    documents,
    filename: `${name}.ts`,
    config: CONFIG,
    plugins: plugins.map((plugin) => ({ [plugin]: {} })),
    pluginMap: PLUGINS,
  }),
];

const clientPreset = async (
  schema: DocumentNode,
  documents: Documents,
): Promise<readonly (readonly [string, string])[]> => {
  const files = await preset.buildGeneratesSection({
    baseOutputDir: join(HERE, 'generated-client/'),
    schema,
    documents,
    config: { useTypeImports: true },
    presetConfig: {},
    plugins: [],
    pluginMap: {},
    pluginContext: {},
  });
  return Promise.all(files.map(async (file) => [file.filename, await codegen(file)] as const));
};

/** What each generator makes of a schema and the operations of a client, by the file that it would be in. */
export const generated = async (
  schemaText: string,
  operationsText: string,
): Promise<ReadonlyMap<string, string>> => {
  const schema = parse(schemaText);
  const documents: Documents = [
    { location: 'operations.graphql', document: parse(operationsText), rawSDL: operationsText },
  ];
  return new Map([
    await oneFile('sdk', schema, documents, ['operations', 'sdk']),
    await oneFile('resolvers', schema, [], ['types', 'resolvers']),
    ...(await clientPreset(schema, documents)),
  ]);
};

const STRICT: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  isolatedModules: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
  skipLibCheck: true,
};

/** A program of these files, which are nowhere but here. */
const programOf = (files: ReadonlyMap<string, string>): ts.Program => {
  const disk = ts.createCompilerHost(STRICT);
  const isFolder = (name: string): boolean => [...files.keys()].some((file) => file.startsWith(`${name}/`));
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => files.has(name) || disk.fileExists(name),
    readFile: (name) => files.get(name) ?? disk.readFile(name),
    directoryExists: (name) => isFolder(name) || (disk.directoryExists?.(name) ?? true),
    getSourceFile: (name, how, ...rest) => {
      const text = files.get(name);
      return text === undefined
        ? disk.getSourceFile(name, how, ...rest)
        : ts.createSourceFile(name, text, how);
    },
  };
  return ts.createProgram({ rootNames: [...files.keys()], options: STRICT, host });
};

/** What a strict compiler says of these files, a line each. */
export const complaintsOf = (files: ReadonlyMap<string, string>): readonly string[] => {
  const program = programOf(files);
  return [...files.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText, start = 0 }) => {
        const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
        return `${name.slice(HERE.length + 1)}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    );
  });
};

/** Every name that a program has without importing it, in browsers and in Node. */
export const globalNames = (): ReadonlySet<string> => {
  const file = join(HERE, 'generated-empty.ts');
  const program = programOf(new Map([[file, 'export {};']]));
  const source = program.getSourceFile(file);
  const symbols = source ? program.getTypeChecker().getSymbolsInScope(source, ts.SymbolFlags.All) : [];
  return new Set([...symbols.map(({ name }) => name), ...Object.getOwnPropertyNames(globalThis)]);
};
