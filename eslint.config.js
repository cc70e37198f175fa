import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const sources = ['{packages,apps}/*/src/**/*.ts', '{bench,clients}/src/**/*.ts', 'scripts/*.ts'];
const tests = ['**/*.test.ts', '**/src/testing/**/*.ts', '**/src/store-contracts/**/*.ts'];
const jestGlobals = [
  'describe',
  'test',
  'it',
  'expect',
  'jest',
  'beforeAll',
  'beforeEach',
  'afterAll',
  'afterEach',
];

const exportsThatMislead = [
  {
    // It hides the built-in in every file that imports it, and `await` stops meaning what it says. Declaring one is
    // caught by no-shadow.
    selector: 'ExportSpecifier[exported.name="Promise"]',
    message: 'Never export a bare `Promise`: say which one.',
  },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
];

const keyedByStrings = {
  // An id may be called `constructor`: `Keyed` has no index signature and is looked up by `valueIn`.
  selector:
    ':matches(TSTypeReference[typeName.name="Record"] > TSTypeParameterInstantiation > TSStringKeyword:first-child, TSIndexSignature, MemberExpression[object.name="Object"][property.name="fromEntries"])',
  message: 'Values by id are `Keyed` (packages/event-sourcing/src/keyed.ts).',
};

export default defineConfig(
  { ignores: ['**/dist/', 'coverage/', 'wardbook-data/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: sources,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // GraphQL gives `null` for what a client set to nothing and `undefined` for what it left out: `!= null` is both.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', ...exportsThatMislead],
      '@typescript-eslint/no-shadow': ['error', { builtinGlobals: true, ignoreTypeValueShadow: false }],
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': ['error', { fixToUnknown: true }],
      // A resolver and a GraphQL type are classes only because their decorators need one.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],

      // An adapter over a synchronous driver still promises.
      '@typescript-eslint/require-await': 'off',
      // `{ type: _, ...fields }` takes a key off an object.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // `() => doIt()` reads better than `() => { doIt(); }` and hides nothing.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A number in a message needs no `String(…)`.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: sources,
    ignores: tests,
    rules: {
      // The compiler types Jest's globals everywhere (one program per package); only tests have them at run time.
      'no-restricted-globals': ['error', ...jestGlobals],
    },
  },
  {
    // States, facts and rows.
    files: ['packages/policing/src/**/*.ts', 'apps/gateway/src/**/*.view.ts'],
    ignores: ['**/*.test.ts', '**/*.test.data.ts'],
    rules: { 'no-restricted-syntax': ['error', ...exportsThatMislead, keyedByStrings] },
  },
  {
    files: ['apps/gateway/src/**/*.ts'],
    rules: {
      // A GraphQL class is a shape without behaviour; what a resolver returns for it is a row.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    files: ['clients/src/**/*.ts', 'scripts/{due-removals,schema-changes,released-schema}*.ts'],
    rules: {
      // It follows the classes of graphql, each of which names the others, until the stack is full.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    files: tests,
    rules: {
      // Jest types `expect.any(…)` and `expect.objectContaining(…)` as `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // An element that is missing fails the test on the same line.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.e2e.test.ts'],
    rules: {
      // What comes back over HTTP has the shape that the test expects, or the test fails.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // What is not in a program of ours: examples have their packages elsewhere.
    files: ['*.js', '*.cjs', '*.ts', 'examples/*/*.ts', 'examples/*/*.mjs'],
    extends: [tseslint.configs.strict],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
