import { expect, test } from '@jest/globals';
import { memoryEventStore, memoryRows } from '@wardbook/event-sourcing';
import { boroughBoard } from './borough/borough-board.view.ts';
import { reader } from './read.ts';

const named = (name: string) => ({ ...boroughBoard.initial, standing: 'LIVE' as const, name });

const started = async () => {
  const rows = memoryRows();
  await rows.open([boroughBoard]);
  let lists = 0;
  const counted: typeof rows.list = (...asked) => {
    lists += 1;
    return rows.list(...asked);
  };
  const save = (from: bigint, name: string) =>
    rows.save([
      {
        ...{ view: boroughBoard, from, to: from + 1n },
        changed: [{ key: 'E09000007', position: from + 1n, row: named(name) }],
      },
    ]);
  await save(0n, 'Camden');
  const read = reader({ store: memoryEventStore(), rows: { ...rows, list: counted } });
  return { read, save, lists: () => lists };
};

test('G-11: a list that many ask for at once is read once; another one, and another page, by itself', async () => {
  const { read, lists } = await started();
  const all = await Promise.all([1, 2, 3].map(() => read.list(boroughBoard, { limit: 10 })));
  expect(all.map(([borough]) => borough?.name)).toEqual(['Camden', 'Camden', 'Camden']);
  expect(lists()).toBe(1);
  await read.list(boroughBoard, { limit: 11 });
  await read.list(boroughBoard, { limit: 10, after: { value: null, key: 'E09000007' } });
  expect(lists()).toBe(3);
});

test('G-11: what was written is in a list that is read again once it is to be', async () => {
  const { read, save } = await started();
  const name = async () => (await read.list(boroughBoard, { limit: 10 }))[0]?.name;
  expect(await name()).toBe('Camden');
  await save(1n, 'Islington');
  expect(await name()).toBe('Camden');
  read.forget();
  expect(await name()).toBe('Islington');
});

test('G-11: no resolver changes what another one is shown', async () => {
  const { read } = await started();
  const [shown] = await read.list(boroughBoard, { limit: 10 });
  expect(await read.find(boroughBoard, 'E09000007')).toBe(shown);
  expect(() => Object.assign(shown ?? {}, { name: 'Islington' })).toThrow(TypeError);
});
