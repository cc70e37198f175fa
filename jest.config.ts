import type { Config } from 'jest';

const config: Config = {
  testMatch: [
    '<rootDir>/{packages,apps}/*/src/**/*.test.ts',
    '<rootDir>/{bench/src,clients/src,scripts}/**/*.test.ts',
  ],
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp/', '<rootDir>/(packages|apps)/[^/]+/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  // ts-jest writes `./x.js` where the source says `./x.ts`; Jest is to find the source.
  // Which places refused is noted for scripts/unreached-refusals.ts.
  moduleNameMapper: {
    '^\\.{1,2}/refusal\\.js$': '<rootDir>/packages/event-sourcing/src/testing/recorded-refusals.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  // Workspace packages resolve to their source: no build between an edit and its test.
  testEnvironmentOptions: { customExportConditions: ['@wardbook/source', 'node', 'node-addons'] },
  // ts-jest keeps the first configuration it meets, so every test is compiled with the gateway's: it differs from
  // the base only by its decorators. Types are checked by `tsc --build`, not here.
  transform: {
    '\\.ts$': ['ts-jest', { useESM: true, tsconfig: '<rootDir>/apps/gateway/tsconfig.json' }],
  },
  // Ids that are called `constructor`, in every scenario of policing.
  setupFilesAfterEnv: ['<rootDir>/apps/gateway/src/testing/by-any-name.ts'],
  // A refusal that no test gets fails the run.
  reporters: ['default', '<rootDir>/scripts/unreached-refusals.ts'],
  testTimeout: 60_000,
  // Half of what a test file takes is waiting.
  maxWorkers: 4,
  testSequencer: '<rootDir>/jest.order.js',
  // Modules of a test file outlive it; a worker that holds more is slowed down by collecting garbage.
  workerIdleMemoryLimit: '900MB',
  // Every file tells its seconds.
  slowTestThreshold: 0,
};

export default config;
