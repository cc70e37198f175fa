import { readFileSync } from 'node:fs';
import { join } from 'node:path';

test('G-11: what is served says that it is in production before graphql is loaded, and looks for it', () => {
  const source = readFileSync(join(import.meta.dirname, 'main.ts'), 'utf8');
  expect(source).toMatch(/^import '\.\/in-production\.ts';\n/);
});
