// The walls of the house. A breach is named by the rule it breaks.
const test = '\\.test(\\.data)?\\.(ts|mjs)$';
const stores = '^packages/event-store-';
const kits = '/src/(testing|store-contracts)/';
const drivers = 'node_modules/(better-sqlite3|kysely|pg|@kurrent)/';

const rule = (name, from, to) => ({ name, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    // An import that resolves to nothing has no path, and would slip through every rule below.
    rule('every-import-resolves', {}, { couldNotResolve: true }),
    rule(
      'the-domain-is-pure',
      { path: '^packages/policing/src/', pathNot: test },
      { pathNot: '^packages/(policing|event-sourcing)/src/' },
    ),
    rule(
      'the-mechanism-knows-no-police',
      { path: '^packages/event-sourcing/src/' },
      { path: '^(packages/(?!event-sourcing/)|apps/)' },
    ),
    rule(
      'a-view-only-folds-events',
      { path: '\\.view\\.ts$' },
      { pathNot: '^packages/(policing|event-sourcing)/src/' },
    ),
    rule('a-resolver-never-touches-a-store', { path: '\\.resolver\\.ts$' }, { path: [stores, drivers] }),
    rule(
      'only-the-composition-picks-a-store',
      { pathNot: ['^apps/gateway/src/wardbook\\.ts$', '^apps/cli/src/main\\.ts$', stores, test] },
      { path: stores },
    ),
    rule(
      'a-store-knows-no-other-store',
      { path: '^packages/event-store-([^/]+)/', pathNot: test },
      { path: stores, pathNot: '^packages/event-store-$1/' },
    ),
    rule(
      // It asks first whether this Node is new enough: the driver would end the process.
      'one-door-to-the-sqlite-driver',
      { path: '^packages/event-store-sqlite/src/', pathNot: [test, '/connection\\.ts$'] },
      { path: 'node_modules/better-sqlite3/', dependencyTypesNot: ['type-only'] },
    ),
    rule('the-testing-kit-stays-in-tests', { pathNot: [test, kits] }, { path: kits }),
    rule(
      'the-testing-kit-knows-no-runner',
      { path: '^packages/event-sourcing/src/testing/[^/]+\\.ts$', pathNot: test },
      { path: ['/store-contracts/', 'node_modules/(@jest|jest|vitest)'] },
    ),
    rule(
      'a-proof-is-checked-without-us',
      { path: '^packages/evidence/src/verify/', pathNot: test },
      { pathNot: '^packages/evidence/src/verify/', dependencyTypesNot: ['core'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(packages|apps)/[^/]+/dist/' },
    // A type import crosses a wall like any other.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@wardbook/source', 'import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
