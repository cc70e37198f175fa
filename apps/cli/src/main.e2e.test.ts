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

test.each([
  [['replay'], 'Choose one of these:'],
  [['--secret'], 'Compare it with these:'],
  [['verify', '--store', 'secret'], '--store must be sqlite:FOLDER'],
  [['verify', '--store', 'kurrentdb://secret'], '--rows must be sqlite:FOLDER'],
  [['replay', 'ward-1', '--exactly', 'secret'], '--exactly must be the number of a version'],
  [['replay', 'ward-1', '--as-at', 'secret'], '--as-at must be a time with its zone'],
  [['replay', 'ward-1', '--role', 'secret'], 'ROLE is one of OFFICER, PCSO'],
  [['replay', 'ward-1', '--as-at', 'secret', '--exactly', '1'], 'Give only one of'],
  [['clock', 'correct', '--actor', 'secret'], 'Give --actor, --agency, --reason and --now together'],
])('%j is told what to do, and nothing that it said', async (call, advice) => {
  const main = join(import.meta.dirname, '..', 'dist', 'main.js');
  const child = spawn(process.execPath, [main, ...call], { env: { ...process.env, NODE_OPTIONS: '' } });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  const [sentence] = said.split('\n');
  expect({ code, sentence }).toEqual({ code: 2, sentence: expect.stringContaining(advice) });
  expect(said).not.toContain('secret');
});
