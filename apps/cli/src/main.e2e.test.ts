import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

test('a reader that has seen enough is no failure', async () => {
  const main = join(import.meta.dirname, '..', 'dist', 'main.js');
  const child = spawn(process.execPath, [main, '--help'], { env: { ...process.env, NODE_OPTIONS: '' } });
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  expect({ code, said }).toEqual({ code: 0, said: '' });
});
