import ts from 'typescript';

/** The source of each entry that a package has: `@wardbook/event-sourcing/testing`. */
export type Entries = ReadonlyMap<string, string>;

/** What an entry exports, by name. */
export type Exported = ReadonlyMap<string, ts.Symbol>;

/** The imports that an example needs. Its own package comes first: two packages have an `event`. */
export const importsOf = (
  code: string,
  place: string,
  entries: Entries,
  exported: ReadonlyMap<string, Exported>,
): string => {
  const [, folder = ''] = place.split('/');
  const isOwn = (entry: string): boolean => entries.get(entry)?.includes(`/packages/${folder}/`) ?? false;
  const order = [...exported].sort(([a], [b]) => Number(isOwn(b)) - Number(isOwn(a)));
  return [...namesIn(code)]
    .flatMap((name) => {
      const [from] = order.find(([, names]) => names.has(name)) ?? [];
      return from === undefined ? [] : [`import { ${name} } from '${from}';`];
    })
    .join(' ');
};

/** The names that a text uses and does not declare at its own level. */
const namesIn = (code: string): ReadonlySet<string> => {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true);
  const names = new Set<string>();
  const declared = new Set<string>();
  const walk = (node: ts.Node): void => {
    const { parent } = node;
    if (ts.isIdentifier(node) && !(ts.isPropertyAccessExpression(parent) && parent.name === node)) {
      const isDeclared = 'name' in parent && parent.name === node && !ts.isPropertyAssignment(parent);
      (isDeclared && isOfModule(parent) ? declared : names).add(node.text);
    }
    ts.forEachChild(node, walk);
  };
  walk(source);
  return names.difference(declared);
};

const isOfModule = (node: ts.Node): boolean => {
  if (ts.isSourceFile(node.parent)) return true;
  const isWithin =
    ts.isVariableDeclarationList(node.parent) ||
    ts.isVariableStatement(node.parent) ||
    ts.isVariableDeclaration(node.parent) ||
    ts.isObjectBindingPattern(node.parent) ||
    ts.isArrayBindingPattern(node.parent);
  return isWithin && isOfModule(node.parent);
};
