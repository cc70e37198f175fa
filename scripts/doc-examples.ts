import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { importsOf, type Entries, type Exported } from './example-imports.ts';

// The examples that stand at what the packages give are type-checked as whoever copies them would have them: by the
// names that packages export, against the sources of this workspace.

/** An example where it stands: `packages/event-sourcing/src/event.ts:113`. */
export interface Example {
  readonly place: string;
  readonly code: string;
}

const BEGINS = /^\s*\* @example$/;
const ENDS = /^\s*\*(\/| @)/;

/** What stands behind each `@example` of a source, up to the next tag or the end of its comment. */
const examplesIn = (source: string, name: string): readonly Example[] => {
  const lines = source.split('\n');
  return lines.flatMap((line, index) => {
    if (!BEGINS.test(line)) return [];
    const rest = lines.slice(index + 1);
    const code = rest.slice(
      0,
      rest.findIndex((each) => ENDS.test(each)),
    );
    return [
      { place: `${name}:${index + 1}`, code: code.map((each) => each.replace(/^\s*\* ?/, '')).join('\n') },
    ];
  });
};

/** The examples of all packages. */
export const allExamples = (root: string): readonly Example[] =>
  readdirSync(join(root, 'packages'))
    .flatMap((name) => {
      const folder = join('packages', name, 'src');
      const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
      return files.filter((file) => file.endsWith('.ts')).map((file) => join(folder, file));
    })
    .flatMap((file) => examplesIn(readFileSync(join(root, file), 'utf8'), file));

interface Manifest {
  readonly name: string;
  /** What has no `default` is for the tests of this workspace alone. */
  readonly exports: Readonly<
    Record<string, { readonly '@wardbook/source': string; readonly default?: string }>
  >;
}

const entriesOf = (root: string): Entries =>
  new Map(
    readdirSync(join(root, 'packages')).flatMap((folder) => {
      const manifest = readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8');
      const { name, exports } = JSON.parse(manifest) as Manifest;
      return Object.entries(exports)
        .filter(([, conditions]) => conditions.default !== undefined)
        .map(
          ([path, { '@wardbook/source': file }]) =>
            [`${name}${path.slice(1)}`, join(root, 'packages', folder, file)] as const,
        );
    }),
  );

export interface Checked {
  /** What the compiler says, a line each: `packages/event-sourcing/src/event.ts:113: Property 'watts' is missing …`. */
  readonly complaints: readonly string[];
  /** Exported functions that have no example, a line each: `packages/event-sourcing/src/event.ts event`. */
  readonly withoutExample: readonly string[];
}

/**
 * Checks examples in one program, each as a module of its own. A name that an example does not declare is one that its
 * own package exports, or else another package, or else the prelude: the text of a module.
 */
export const check = (root: string, examples: readonly Example[], prelude: string): Checked => {
  const entries = entriesOf(root);
  const preludeFile = join(root, 'doc-example-prelude.ts');
  const texts = new Map([[preludeFile, prelude]]);
  const options = optionsIn(root, entries);
  const host = hostOf(options, texts);
  const first = ts.createProgram({ rootNames: [preludeFile, ...entries.values()], options, host });
  const all = new Map([...entries, ['./doc-example-prelude.ts', preludeFile] as const]);
  const exported = new Map([...all].map(([entry, file]) => [entry, exportsOf(first, file)] as const));
  const places = examples.map(({ code, place }, index) => {
    const file = join(root, `doc-example-${index}.ts`);
    texts.set(file, `${importsOf(code, place, all, exported)}\n${code}\nexport {};\n`);
    return [file, place] as const;
  });
  const program = ts.createProgram({ rootNames: [...texts.keys()], options, host, oldProgram: first });
  const complaints = [[preludeFile, 'prelude'] as const, ...places].flatMap(([file, place]) =>
    diagnosticsOf(program, file).map(
      ({ messageText }) => `${place}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    ),
  );
  const functions = [...entries.keys()].flatMap((entry) => [...(exported.get(entry)?.values() ?? [])]);
  return { complaints, withoutExample: withoutExampleOf(first.getTypeChecker(), root, functions) };
};

const optionsIn = (root: string, entries: Entries): ts.CompilerOptions => {
  const file = join(root, 'tsconfig.base.json');
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as { readonly config: Config };
  return {
    ...ts.convertCompilerOptionsFromJson(config.compilerOptions, root).options,
    composite: false,
    rootDir: root,
    noEmit: true,
    // Names are imported without asking which of them are types.
    isolatedModules: false,
    verbatimModuleSyntax: false,
    paths: Object.fromEntries([...entries].map(([name, path]) => [name, [path]])),
  };
};

interface Config {
  readonly compilerOptions: object;
}

/** Files of which some are not on disk. */
const hostOf = (options: ts.CompilerOptions, texts: ReadonlyMap<string, string>): ts.CompilerHost => {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    fileExists: (file) => texts.has(file) || host.fileExists(file),
    readFile: (file) => texts.get(file) ?? host.readFile(file),
    getSourceFile: (file, languageVersion, ...rest) => {
      const text = texts.get(file);
      return text === undefined
        ? host.getSourceFile(file, languageVersion, ...rest)
        : ts.createSourceFile(file, text, languageVersion, true);
    },
  };
};

const exportsOf = (program: ts.Program, file: string): Exported => {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new TypeError(`${file} exports nothing.`);
  return new Map(
    checker
      .getExportsOfModule(module)
      .map((one) => [one.name, one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one]),
  );
};

const diagnosticsOf = (program: ts.Program, file: string): readonly ts.Diagnostic[] => {
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
};

/** What makes an event is shown by `event`. */
const withoutExampleOf = (
  checker: ts.TypeChecker,
  root: string,
  exported: readonly ts.Symbol[],
): readonly string[] => {
  const withoutExample = exported.flatMap((symbol) => {
    const type = checker.getTypeOfSymbol(symbol);
    const isFunction = type.getCallSignatures().length > 0 && !type.getProperty('schema');
    const isShown = symbol.getJsDocTags(checker).some(({ name }) => name === 'example');
    const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? '';
    return isFunction && !isShown && file.startsWith(join(root, 'packages'))
      ? [`${relative(root, file)} ${symbol.name}`]
      : [];
  });
  return [...new Set(withoutExample)].sort();
};
