import { expect } from '@jest/globals';
import { deterministicId } from '../../envelope.ts';
import { IdempotencyKeyReused } from '../../errors.ts';
import type { EventStore } from '../../event-store.ts';
import { handler, type Handle } from '../../handle.ts';
import type { Handled } from '../../sender.ts';
import { counter } from '../counter.ts';
import { expectGrowing, logAfter, within, type Checks } from './lab.ts';
import { iso, placesOf } from './notes.ts';

export const handling: Checks = {
  'a command that is sent again gets its first receipt, from whichever handler': async (lab) => {
    const { store, other, run } = lab;
    const [id, start] = [`${run}.again`, await store.head()];
    const first = await count(handler(store), id, 'first', 3);
    await count(handler(store), id, 'second', 4);
    expect(first.receipt).toMatchObject({ stream: `counter-${id}`, revision: 2, replayed: false });
    expect(first.receipt?.eventIds).toHaveLength(3);
    const again = { receipt: { ...first.receipt, replayed: true } };
    // A handler that knows nothing yet, as after a crash that lost the first answer; and one that does.
    const [crashed, elsewhere] = [handler(store), handler(other)];
    for (const handle of [crashed, crashed, elsewhere])
      expect(await count(handle, id, 'first', 3)).toEqual(again);
    expect(placesOf(await logAfter(lab, start))).toHaveLength(7);
  },

  'a command whose answer was lost on the way is answered when it is sent again': async ({ store, run }) => {
    const id = `${run}.lost`;
    const deaf: EventStore = {
      ...store,
      append: async (...call) => {
        await store.append(...call);
        throw new TypeError('The answer was lost.');
      },
    };
    const handle = handler(deaf);
    await expect(count(handle, id, 'first', 2)).rejects.toThrow('The answer was lost.');
    const { receipt } = await count(handle, id, 'first', 2);
    expect(receipt).toMatchObject({ revision: 1, replayed: true });
    expect((await count(handler(store), id, 'first', 2)).receipt).toEqual(receipt);
    expect(await store.readStream(`counter-${id}`)).toHaveLength(2);
  },

  'a command id that is used again with other content is refused': async ({ store, other, run }) => {
    const id = `${run}.reused`;
    const handle = handler(store);
    await count(handle, id, 'first', 1);
    const [recorded] = await store.readStream(`counter-${id}`);
    for (const again of [handle, handler(store), handler(other)]) {
      const reused = count(again, id, 'first', 2);
      await expect(reused).rejects.toBeInstanceOf(IdempotencyKeyReused);
      await expect(reused).rejects.toMatchObject({
        commandId: deterministicId(id, 'first'),
        firstRecordedAt: recorded?.recordedAt,
      });
    }
    expect(await store.readStream(`counter-${id}`)).toHaveLength(1);
  },

  'one command that is sent many times at once is recorded once': async ({ store, other, run }) => {
    const id = `${run}.many`;
    const handles = [handler(store), handler(store), handler(other)];
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => count(handles[index % 3]!, id, 'first', 2)),
    );
    expect(answers.filter(({ receipt }) => receipt?.replayed === false)).toHaveLength(1);
    for (const { receipt } of answers)
      expect({ ...receipt, replayed: false }).toEqual({ ...answers[0]?.receipt, replayed: false });
    expect(await store.readStream(`counter-${id}`)).toHaveLength(2);
  },

  '64 callers of one process on one stream are all served': async ({ store, run }) => {
    const id = `${run}.busy`;
    const handle = handler(store);
    const answers = await within(
      '64 callers',
      Promise.all(Array.from({ length: 64 }, (_, caller) => count(handle, id, String(caller), 1))),
      30_000,
    );
    expect(answers.map(({ receipt }) => receipt?.revision)).toEqual(
      Array.from({ length: 64 }, (_, index) => index),
    );
    expectGrowing(answers.map(({ receipt }) => receipt?.position ?? 0n));
    expect(await store.readStream(`counter-${id}`)).toHaveLength(64);
  },
};

const count = (handle: Handle, id: string, name: string, times: number): Promise<Handled> =>
  handle(
    counter,
    id,
    { type: 'CountTogether', amount: 1, times },
    {
      by: { id: 'member-1', role: 'OFFICER', agency: 'police' },
      occurredAt: iso(),
      clientId: 'client-1',
      commandId: deterministicId(id, name),
      correlationId: 'correlation-1',
      fingerprint: { times },
    },
  );
