import { expect, test } from '@jest/globals';
import { engine } from '../engine.test.data.ts';
import { policing } from '../index.ts';
import { yearInKilburn } from '../year-in-kilburn.test.data.ts';

test('R-RET-3: what processes find later of a record that was disposed of holds nothing else up', async () => {
  const { send, run } = engine();
  // The officer of a case that was disposed of leaves in July.
  for (const step of yearInKilburn) await send(step);
  const refused = [];
  for (const process of policing.processes) refused.push(...(await run(process)));
  expect(refused.map(({ refusal }) => refusal.rule)).not.toContain('R-RET-3');
});
