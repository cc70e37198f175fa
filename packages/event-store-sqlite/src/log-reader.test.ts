import { expect, test } from '@jest/globals';
import { NO_STREAM, readFields } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import { sqliteEventStore } from './sqlite-event-store.ts';

test('a fold is given every event without header, salt and hash, page by page and by category', async () => {
  const store = sqliteEventStore(':memory:');
  for (const stream of ['note-1', 'diary-1', 'note-2'])
    await store.append(stream, NO_STREAM, notes({ stream }, 'first', 'second'));
  for (const range of [{ limit: 10 }, { after: 2n, limit: 3 }, { category: 'note', limit: 3 }]) {
    const whole = await store.readLog(range);
    expect(whole.length).toBeGreaterThan(2);
    expect(await readFields(store, range)).toEqual(
      whole.map(({ header: _, salt: __, hash: ___, ...fields }) => fields),
    );
  }
  await store.close();
});
