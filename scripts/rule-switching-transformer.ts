import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { TsJestTransformer } from 'ts-jest';
import { switchable, type Mutant } from './rule-mutants.ts';

// Jest compiles with this what scripts/mutate-rules.ts tests: as always, with a switch at each rule.

const root = process.env['WARDBOOK_MUTATED_ROOT'] ?? '';
const folder = process.env['WARDBOOK_MUTANTS'] ?? '';
const mutants = JSON.parse(readFileSync(join(folder, 'mutants.json'), 'utf8')) as Readonly<
  Record<string, readonly Mutant[]>
>;

const withSwitches = (text: string, path: string): string =>
  switchable(text, mutants[relative(root, path).replaceAll('\\', '/')] ?? []);

type Given<Method extends 'process' | 'processAsync' | 'getCacheKey'> = Parameters<TsJestTransformer[Method]>;

class RuleSwitching extends TsJestTransformer {
  override process(...[text, path, options]: Given<'process'>): ReturnType<TsJestTransformer['process']> {
    return super.process(withSwitches(text, path), path, options);
  }

  override processAsync(
    ...[text, path, options]: Given<'processAsync'>
  ): ReturnType<TsJestTransformer['processAsync']> {
    return super.processAsync(withSwitches(text, path), path, options);
  }

  override getCacheKey(...[text, path, options]: Given<'getCacheKey'>): string {
    return super.getCacheKey(withSwitches(text, path), path, options);
  }
}

const transformer: TsJestTransformer = new RuleSwitching({
  useESM: true,
  tsconfig: join(import.meta.dirname, '../apps/gateway/tsconfig.json'),
});

// Jest takes a transformer that is the default export.
export { transformer as default };
