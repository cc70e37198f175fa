import ts from 'typescript';

/** One thing that refuses, and that can be switched to allow. */
export interface Mutant {
  /** `file#function`, and `#2` for the second of that function: it stays when lines move. */
  readonly id: string;
  readonly line: number;
  /**
   * `place`: a call of `refuse`. `function`: one that asks other rules, and that its comment calls a rule, or a row of
   * `judgedAgain` does. `constant`: a refusal made once, when the file is loaded. `property`: one within such a constant.
   */
  readonly kind: 'place' | 'function' | 'constant' | 'property';
  /** Where its text is. */
  readonly start: number;
  readonly end: number;
  /** The rules that it refuses by; none where that is known only once it refuses. */
  readonly rules: readonly string[];
}

/** A rule in front of a comment, or several: `R-LIFE-1, R-ROLE-1 and R-WARD-5: …`. */
const IN_FRONT = /^R-[A-Z]+-\d+(?:(?:, | and )R-[A-Z]+-\d+)*/;
const RULE = /R-[A-Z]+-\d+/g;

/**
 * What refuses in each of these files (absolute paths), by the path from `root`. A refusal that is handed to somebody
 * else when the file is loaded cannot be switched, and is not among them.
 */
export const mutantsIn = (
  root: string,
  files: readonly string[],
  options: ts.CompilerOptions = {},
): ReadonlyMap<string, readonly Mutant[]> => {
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    customConditions: ['@wardbook/source'],
    strict: true,
    noEmit: true,
    ...options,
  });
  const checker = program.getTypeChecker();
  return new Map(
    files.flatMap((path) => {
      const source = program.getSourceFile(path);
      if (!source) return [];
      const file = path.slice(root.length + 1).replaceAll('\\', '/');
      const found = [...refusingPlaces(source), ...rulesByComment(source, checker), ...judgedAgain(source)];
      return found.length === 0 ? [] : [[file, numbered(file, source, found)] as const];
    }),
  );
};

interface Found extends Pick<Mutant, 'kind' | 'rules'> {
  readonly node: ts.Node;
  readonly name: string;
}

const numbered = (file: string, source: ts.SourceFile, found: readonly Found[]): readonly Mutant[] => {
  const seen = new Map<string, number>();
  return found.map(({ node, name, kind, rules }) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    const start = node.getStart(source);
    return {
      id: `${file}#${name}${times === 1 ? '' : `#${times}`}`,
      line: source.getLineAndCharacterOfPosition(start).line + 1,
      kind,
      start,
      end: node.getEnd(),
      rules,
    };
  });
};

const refusingPlaces = (source: ts.SourceFile): readonly Found[] =>
  within(source, isRefusing).flatMap((call): readonly Found[] => {
    const [rule] = call.arguments;
    const rules = rule !== undefined && ts.isStringLiteral(rule) ? [rule.text] : [];
    const { name, isInFunction } = homeOf(call);
    if (isInFunction) return [{ node: call, kind: 'place', name, rules }];
    if (ts.isPropertyAssignment(call.parent) && isConstant(call.parent.parent))
      return [{ node: call.parent, kind: 'property', name, rules }];
    return isConstant(call) ? [{ node: call.parent.parent.parent, kind: 'constant', name, rules }] : [];
  });

const isRefusing = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'refuse';

const isConstant = ({ parent }: ts.Node): boolean =>
  ts.isVariableDeclaration(parent) && ts.isSourceFile(parent.parent.parent.parent);

/** What a function, a constant or an entry of a table is called that something stands in. */
const homeOf = (node: ts.Node): { readonly name: string; readonly isInFunction: boolean } => {
  let isInFunction = false;
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    isInFunction ||= ts.isFunctionLike(at);
    if (
      (ts.isVariableDeclaration(at) || ts.isFunctionDeclaration(at) || ts.isPropertyAssignment(at)) &&
      at.name !== undefined &&
      (isInFunction || ts.isVariableDeclaration(at))
    )
      return { name: at.name.getText(), isInFunction };
  }
  return { name: '', isInFunction };
};

/** What later events rest on: of each row of the table that `judgedAgain` is given, the rule. */
const judgedAgain = (source: ts.SourceFile): readonly Found[] =>
  within(source, isJudging)
    .flatMap(({ arguments: [table] }) =>
      table && ts.isObjectLiteralExpression(table) ? table.properties : [],
    )
    .flatMap((row) => {
      if (!ts.isPropertyAssignment(row) || !ts.isArrayLiteralExpression(row.initializer)) return [];
      const [rule] = row.initializer.elements;
      return rule
        ? [{ node: rule, kind: 'function', name: row.name.getText(source), rules: ['R-TIME-2'] }]
        : [];
    });

const isJudging = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'judgedAgain';

/** Functions that refuse by what others say: each is a rule because its comment begins with one. */
const rulesByComment = (source: ts.SourceFile, checker: ts.TypeChecker): readonly Found[] =>
  source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap((declaration) => {
      const { name, initializer } = declaration;
      const rules = [...new Set(rulesInFrontOf(declaration).match(RULE))];
      if (!initializer || !ts.isArrowFunction(initializer) || rules.length === 0) return [];
      if (within(initializer, isRefusing).length > 0) return [];
      const [signature] = checker.getTypeAtLocation(name).getCallSignatures();
      return signature && mayAllow(signature.getReturnType())
        ? [{ node: initializer, kind: 'function' as const, name: name.getText(source), rules }]
        : [];
    });

const rulesInFrontOf = (declaration: ts.VariableDeclaration): string =>
  ts
    .getJSDocCommentsAndTags(declaration)
    .map(({ comment }) => IN_FRONT.exec(typeof comment === 'string' ? comment : '')?.[0] ?? '')
    .join(' ');

/** Either nothing, or a refusal or a word for one. */
const mayAllow = (type: ts.Type): boolean =>
  type.isUnion() &&
  type.types.some(({ flags }) => (flags & ts.TypeFlags.Undefined) !== 0) &&
  type.types.some((one) => one.isStringLiteral() || one.getProperty('refused') !== undefined);

const within = <Node extends ts.Node>(
  node: ts.Node,
  isMeant: (one: ts.Node) => one is Node,
): readonly Node[] => {
  const found: Node[] = [];
  const visit = (one: ts.Node): void => {
    if (isMeant(one)) found.push(one);
    ts.forEachChild(one, visit);
  };
  visit(node);
  return found;
};

/** The text of a file whose rules ask the test environment whether they refuse (`rule-switching-environment.ts`). */
export const switchable = (text: string, mutants: readonly Mutant[]): string => {
  const constants = mutants.filter(({ kind }) => kind === 'constant').map((one) => constantIn(text, one));
  const all = [...mutants]
    .sort((one, other) => other.start - one.start)
    .reduce((whole, mutant) => {
      const said = whole.slice(mutant.start, mutant.end);
      return whole.slice(0, mutant.start) + switched(said, mutant) + whole.slice(mutant.end);
    }, text);
  // What holds a constant asks for it each time, too.
  return constants.reduce(
    (whole, name) =>
      whole.replaceAll(new RegExp(`\\b(\\w+): ${name}(?=\\s*[,}])`, 'g'), `get $1() { return ${name}; }`),
    all,
  );
};

const constantIn = (text: string, { start, end }: Pick<Mutant, 'start' | 'end'>): string =>
  /const (\w+)/.exec(text.slice(start, end))?.[1] ?? '';

/** Everything stays on its line. */
const switched = (text: string, { id, kind }: Mutant): string => {
  const named = JSON.stringify(id);
  if (kind === 'place') return `ruleSwitch.place(${named}, () => ${text})`;
  if (kind === 'function') return `ruleSwitch.function(${named}, ${text})`;
  if (kind === 'property') {
    const colon = text.indexOf(':');
    return `get ${text.slice(0, colon)}() { return ruleSwitch.place(${named}, () => ${text.slice(colon + 1)}); }`;
  }
  const name = constantIn(text, { start: 0, end: text.length });
  // Whoever imports a variable sees what it holds now.
  return `${text.replace('const ', 'let ')} ruleSwitch.constant(${named}, ${name}, (now) => { ${name} = now; });`;
};
