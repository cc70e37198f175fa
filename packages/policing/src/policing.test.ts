import { expect, test } from '@jest/globals';
import { isRefusal, memoryEventStore, memoryRows, startEngine } from '@wardbook/event-sourcing';
import { ADMIN, CAMDEN } from './kilburn.test.data.ts';
import { policing } from './index.ts';

test('G-08, R-TIME-1: nothing is recorded that is still to come', async () => {
  const engine = await startEngine(policing, { store: memoryEventStore(), rows: memoryRows() });
  const sender = { by: ADMIN, occurredAt: '2999-01-01T00:00:00.000Z' };
  const { refusal = {} } = await engine.app
    .borough(CAMDEN)
    .send({ type: 'EstablishBorough', name: 'Camden' }, sender);
  expect(isRefusal(refusal)).toBe(true);
  expect(refusal).toMatchObject({ rule: 'R-TIME-1', path: 'occurredAt' });
  await engine.stop();
});
