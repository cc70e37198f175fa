import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

// Which rules can refuse a mutation, read in the source: from the command that its input class sends to the entry of its
// decider, and on to every place that refuses on the way.

const ROOT = join(import.meta.dirname, '../../../../..');
const POLICING = join(ROOT, 'packages/policing/src');

interface SourceText {
  readonly source: ts.SourceFile;
  /** What the file declares, by name. */
  readonly declared: ReadonlyMap<string, ts.Node>;
  /** What it imports of other files of policing, by the name that it has here; `*` is all of a file. */
  readonly imported: ReadonlyMap<string, { readonly file: string; readonly name: string }>;
}

const parsed = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

const sourceText = (file: string): SourceText => {
  const source = parsed(file);
  const declared = new Map<string, ts.Node>();
  const imported = new Map<string, { readonly file: string; readonly name: string }>();
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations)
        if (initializer) declared.set(name.getText(), initializer);
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const from = join(dirname(file), statement.moduleSpecifier.text);
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !statement.moduleSpecifier.text.startsWith('.')) continue;
    if (ts.isNamespaceImport(bindings)) imported.set(bindings.name.text, { file: from, name: '*' });
    else
      for (const { name, propertyName } of bindings.elements)
        imported.set(name.text, { file: from, name: (propertyName ?? name).text });
  }
  return { source, declared, imported };
};

const policing = new Map(
  globSync('**/*.ts', { cwd: POLICING })
    .filter((name) => !/\.test\.(data\.)?ts$/.test(name))
    .map((name) => [join(POLICING, name), sourceText(join(POLICING, name))] as const),
);

/** All ids of rules that refuse in a node, and in whatever it mentions. */
const rulesIn = (node: ts.Node, file: string, seen: Set<ts.Node>): readonly string[] => {
  if (seen.has(node)) return [];
  seen.add(node);
  const rules: string[] = [];
  const follow = (name: string, within: string): void => {
    const { declared, imported } = policing.get(within)!;
    const here = declared.get(name);
    const there = imported.get(name);
    if (here) rules.push(...rulesIn(here, within, seen));
    else if (there && there.name !== '*') follow(there.name, there.file);
  };
  const visit = (one: ts.Node): void => {
    if (ts.isTypeNode(one)) return;
    if (ts.isPropertyAccessExpression(one)) {
      const all = ts.isIdentifier(one.expression) && policing.get(file)!.imported.get(one.expression.text);
      if (all && all.name === '*') follow(one.name.text, all.file);
      else visit(one.expression);
      return;
    }
    if (ts.isPropertyAssignment(one)) {
      visit(one.initializer);
      return;
    }
    if (ts.isCallExpression(one) && one.expression.getText() === 'refuse') {
      const [rule] = one.arguments;
      if (rule && ts.isStringLiteral(rule)) rules.push(rule.text);
      // Which one it is stands in a table of the file.
      else rules.push(...(policing.get(file)!.source.text.match(/(?<=')R-[A-Z]+-\d+(?=')/g) ?? []));
    }
    if (ts.isIdentifier(one)) follow(one.text, file);
    ts.forEachChild(one, visit);
  };
  visit(node);
  return rules;
};

const propertyOf = (node: ts.Node | undefined, name: string): ts.PropertyAssignment | undefined =>
  node && ts.isObjectLiteralExpression(node)
    ? node.properties.filter(ts.isPropertyAssignment).find((property) => property.name.getText() === name)
    : undefined;

/** By the type of each command, what decides it. Types are unique over all deciders: a second one throws `TypeError`. */
const decisions = (): ReadonlyMap<string, { readonly node: ts.Node; readonly file: string }> => {
  const found = new Map<string, { readonly node: ts.Node; readonly file: string }>();
  for (const [file, { declared }] of policing)
    for (const value of declared.values()) {
      const table = propertyOf(value, 'decide')?.initializer;
      if (!table || !ts.isObjectLiteralExpression(table)) continue;
      for (const entry of table.properties.filter(ts.isPropertyAssignment)) {
        const type = entry.name.getText();
        if (found.has(type)) throw new TypeError(`Two deciders know ${type}.`);
        found.set(type, { node: entry.initializer, file });
      }
    }
  // Every record knows it: the mechanism decides, and policing says who may, and what is answered.
  const file = join(POLICING, 'striking.ts');
  found.set('StrikeThrough', { node: policing.get(file)!.declared.get('striking')!, file });
  return found;
};

/** By each mutation, the type of the command that its input class sends. */
const commandTypes = (): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const name of globSync('apps/gateway/src/*/*.input.ts', { cwd: ROOT }))
    for (const statement of parsed(join(ROOT, name)).statements) {
      if (!ts.isClassDeclaration(statement)) continue;
      const body = statement.members.find((member) => member.name?.getText() === 'toCommand')?.getText();
      const type = body && /type: '(\w+)'/.exec(body)?.[1];
      const called = statement.name?.text.replace(/Input$/, '') ?? '';
      if (type) found.set(`${called.slice(0, 1).toLowerCase()}${called.slice(1)}`, type);
    }
  return found;
};

/** Rules that every record has: of who asks, when, and whether there is such a record at all. */
const OF_EVERY_RECORD = /^R-(TIME|AUTH|LIFE|ID)-/;

/** By each mutation, the rules of its own that can refuse it, as far as its decider says. */
export const rulesOfMutations = (): ReadonlyMap<string, readonly string[]> => {
  const decided = decisions();
  return new Map(
    [...commandTypes()].map(([mutation, type]) => {
      const decision = decided.get(type);
      if (!decision) throw new TypeError(`No decider knows ${type}.`);
      const rules = rulesIn(decision.node, decision.file, new Set());
      return [mutation, [...new Set(rules)].filter((rule) => !OF_EVERY_RECORD.test(rule)).sort()];
    }),
  );
};
