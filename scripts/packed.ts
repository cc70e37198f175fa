import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** The parts of a `package.json` that point at files and packages. */
export interface Manifest {
  readonly name: string;
  readonly exports?: Target;
  readonly publishConfig?: { readonly exports: Readonly<Record<string, string>> };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

type Target = string | { readonly [key: string]: Target };

/**
 * What is wrong with a package that is unpacked in `folder`, one sentence each: what it points at and does not hold,
 * what it holds and should not, and what `workspace`, its manifest at home, exports and the packed one forgets.
 */
export const complaintsAbout = (folder: string, workspace: Manifest): readonly string[] => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const packed = { folder, files: new Set(files), manifest: manifestIn(folder) };
  return [
    ...['LICENSE', 'README.md'].filter((file) => !packed.files.has(file)).map((file) => `It has no ${file}.`),
    ...files.filter((file) => NOT_FOR_OTHERS.test(file)).map((file) => `${file} is nobody else's.`),
    ...exportsOf(packed, workspace),
    ...files.flatMap((file) => [
      ...(CODE.test(file) ? pointersOf(packed, file) : []),
      ...(file.endsWith('.map') ? sourcesOf(packed, file) : []),
    ]),
  ];
};

/** Throws what the system and the parser throw. */
export const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

interface Packed {
  readonly folder: string;
  /** Relative to the folder. */
  readonly files: ReadonlySet<string>;
  readonly manifest: Manifest;
}

const NOT_FOR_OTHERS = /\.test\.|\.tsbuildinfo$|\/simulation\//;
const CODE = /\.[jt]s$/;

const exportsOf = ({ files, manifest }: Packed, workspace: Manifest): readonly string[] => {
  const [there, here] = [entriesOf(manifest), entriesOf(workspace)];
  return [
    ...there.flatMap(({ path, targets }) =>
      targets
        .filter(({ file }) => !files.has(normalize(file)))
        .map(({ file }) => `"${path}" is exported from ${file}, which is not there.`),
    ),
    ...there
      .filter(({ targets }) => targets.some(({ conditions }) => conditions.some(isOurs)))
      .map(({ path }) => `"${path}" is exported under a condition that is ours alone.`),
    ...here
      .filter(
        ({ path, targets }) => targets.every(isPackedIn(files)) && !there.some((one) => one.path === path),
      )
      .map(({ path }) => `"${path}" is packed and not exported: publishConfig.exports forgets it.`),
  ];
};

const isOurs = (condition: string): boolean => condition.startsWith('@wardbook/');
const isPackedIn =
  (files: ReadonlySet<string>) =>
  ({ file }: ExportTarget): boolean =>
    files.has(normalize(file));

interface ExportTarget {
  readonly conditions: readonly string[];
  readonly file: string;
}

const entriesOf = ({ exports = {} }: Manifest) =>
  Object.entries(typeof exports === 'string' ? { '.': exports } : exports).map(([path, target]) => ({
    path,
    targets: targetsOf(target),
  }));

const targetsOf = (target: Target, conditions: readonly string[] = []): readonly ExportTarget[] =>
  typeof target === 'string'
    ? [{ conditions, file: target }]
    : Object.entries(target).flatMap(([condition, inner]) => targetsOf(inner, [...conditions, condition]));

/** Imports, the source map and addresses beside the file. */
const pointersOf = (packed: Packed, file: string): readonly string[] => {
  const text = readFileSync(join(packed.folder, file), 'utf8');
  const imported = [
    ...new Set(ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)),
  ];
  const [, map] = /^\/\/# sourceMappingURL=(.+)$/m.exec(text) ?? [];
  const addresses = [...text.matchAll(/new URL\('(\.[^']+)', import\.meta\.url\)/g)].map(
    ([, path = '']) => path,
  );
  return [
    ...imported
      .filter((name) => !name.startsWith('.') && !mayImport(packed.manifest, name))
      .map((name) => `${file} imports ${name}, which no dependency brings.`),
    ...imported
      .filter((name) => name.startsWith('.') && !packed.files.has(importedFile(file, name)))
      .map((name) => `${file} imports ${name}, which is not there.`),
    ...[...addresses, ...(map === undefined ? [] : [map])]
      .filter((path) => !existsSync(join(packed.folder, dirname(file), path)))
      .map((path) => `${file} points at ${path}, which is not there.`),
  ];
};

/** A declaration names the source, or what runs; both stand for the declaration beside it. */
const importedFile = (file: string, name: string): string => {
  const path = join(dirname(file), name);
  return file.endsWith('.d.ts') ? path.replace(/(\.d)?\.[jt]s$/, '.d.ts') : path;
};

const mayImport = ({ name, dependencies = {}, peerDependencies = {} }: Manifest, wanted: string): boolean =>
  isBuiltin(wanted) ||
  [name, ...Object.keys({ ...dependencies, ...peerDependencies })].includes(packageOf(wanted));

const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

const sourcesOf = ({ folder }: Packed, file: string): readonly string[] => {
  const map = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
    readonly sources: readonly string[];
    readonly sourceRoot?: string;
  };
  return map.sources
    .filter((source) => !existsSync(join(folder, dirname(file), map.sourceRoot ?? '', source)))
    .map((source) => `${file} maps to ${source}, which is not there.`);
};
