import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { sharedLook } from './shared-look.ts';

const notebook = (): Database.Database => {
  const db = new Database(':memory:');
  db.exec("CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('a')");
  return db;
};

test('reads of one turn share a look, and each has its own answer or failure', async () => {
  const db = notebook();
  const look = sharedLook(db);
  const shared: boolean[] = [];
  const read = (sql: string) =>
    look(() => {
      shared.push(db.inTransaction);
      return db.prepare<[], string>(sql).pluck().get();
    });
  const outcomes = await Promise.allSettled([
    read('SELECT text FROM note'),
    read('SELECT text FROM nowhere'),
    read("SELECT 'b'"),
  ]);
  expect(outcomes).toEqual([
    { status: 'fulfilled', value: 'a' },
    { status: 'rejected', reason: expect.objectContaining({ code: 'SQLITE_ERROR' }) },
    { status: 'fulfilled', value: 'b' },
  ]);
  expect(shared).toEqual([true, true, true]);
  expect(db.inTransaction).toBe(false);
});

test('a look sees what was written before it, and a later one what came after', async () => {
  const db = notebook();
  const look = sharedLook(db);
  const count = () => look(() => db.prepare<[], number>('SELECT count(*) FROM note').pluck().get());
  const [first, second] = [count(), count()];
  db.exec("INSERT INTO note VALUES ('b')");
  expect(await Promise.all([first, second])).toEqual([2, 2]);
  db.exec("INSERT INTO note VALUES ('c')");
  expect(await count()).toBe(3);
});

test('fails everybody where the look itself fails, so that nobody waits for ever', async () => {
  const fault = Object.assign(new Error('out of memory'), { code: 'SQLITE_NOMEM' });
  const begin = () => () => {
    throw fault;
  };
  const look = sharedLook({ open: true, transaction: begin } as never);
  expect(await Promise.allSettled([look(() => 1), look(() => 2)])).toEqual([
    { status: 'rejected', reason: fault },
    { status: 'rejected', reason: fault },
  ]);
});
