import { describe, expect, test } from '@jest/globals';
import { catchUp } from './catch-up.ts';
import { handler } from './handle.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryRows } from './memory-rows.ts';
import { counter } from './store-contracts/counter.ts';
import { partSize, turns } from './turns.ts';
import { defineView } from './view.ts';

describe('E-08: turns of the event loop', () => {
  test('are given one by one, in order of asking, and others are served between them', async () => {
    const said: string[] = [];
    const turn = turns();
    const work = async (name: string): Promise<void> => {
      for (let part = 1; part <= 3; part += 1) {
        await turn();
        said.push(`${name}${String(part)}`);
      }
    };
    let served = 0;
    let stop = false;
    const serve = (): void => {
      served += 1;
      said.push('-');
      if (!stop) setImmediate(serve);
    };
    setImmediate(serve);
    await Promise.all([work('a'), work('b')]);
    stop = true;
    expect(said.filter((one) => one !== '-')).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'b3']);
    // Never two parts without the others between them.
    expect(said.join('')).toMatch(/^-?a1-b1-a2-b2-a3-b3-?$/);
    expect(served).toBeGreaterThanOrEqual(5);
  });

  test('are taken by views that catch up: nobody else waits for the end of it', async () => {
    const store = memoryEventStore();
    const command = { type: 'CountTogether', amount: 1, times: 5_000 } as const;
    await handler(store)(counter, 'one', command, {
      by: { id: 'member-1', role: 'OFFICER', agency: 'police' },
      occurredAt: '2026-03-01T11:00:00.000Z',
      clientId: 'client-1',
      commandId: 'one',
      correlationId: 'one',
      fingerprint: null,
    });
    const rows = memoryRows();
    const views = ['a', 'b', 'c'].map((name) =>
      defineView({
        name,
        version: 1,
        of: [counter],
        initial: { sum: 0 },
        evolve: { Counted: ({ sum }, { by }) => ({ sum: sum + by }) },
        columns: {},
      }),
    );
    await rows.open(views);
    let served = 0;
    let done = false;
    const serve = (): void => {
      served += 1;
      if (!done) setImmediate(serve);
    };
    setImmediate(serve);
    await catchUp(store, rows, views);
    done = true;
    for (const view of views) expect((await rows.find(view, ['one']))[0]?.row).toEqual({ sum: 5_000 });
    // Parts are no larger than a thousand events.
    expect(served).toBeGreaterThanOrEqual(views.length * 5);
  });
});

test('parts are as large as the last ones show to fit, and grow by no more than twice', () => {
  const part = partSize(10);
  const first = part.next();
  part.took(first, 0.1);
  expect(part.next()).toBe(2 * first);
  part.took(200, 100);
  expect(part.next()).toBe(20);
  part.took(20, 10_000);
  expect(part.next()).toBe(16);
  for (let more = 0; more < 20; more += 1) part.took(1_000, 0.5);
  expect(part.next()).toBe(1_000);
});
