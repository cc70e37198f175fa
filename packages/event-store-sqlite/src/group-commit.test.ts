import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { NO_STREAM, StoreUnavailable } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import { groupCommit } from './group-commit.ts';
import { logWriter } from './log-writer.ts';
import { LOG } from './migrations.ts';
import { PATIENCE } from './patience.ts';
import { openFile } from './sqlite-file.ts';

const fault = (code: string): Error => Object.assign(new Error('fault'), { code });

/** Commits by doubling, but throws each of these first; waits so long (ms) for a lock. */
const doublingWithin = (patience: number, ...faults: Error[]) => {
  const groups: number[] = [];
  const commits = groupCommit(
    (jobs: readonly number[]) => {
      const next = faults.shift();
      if (next) throw next;
      groups.push(jobs.length);
      return jobs.map((job) => ({ result: 2 * job }));
    },
    { patience },
  );
  return { ...commits, groups };
};

const doubling = (...faults: Error[]) => doublingWithin(PATIENCE, ...faults);

describe('a group commit', () => {
  test('takes along all that arrive in one turn, in order', async () => {
    const commits = doubling();
    expect(await Promise.all(Array.from({ length: 64 }, (_, job) => commits.add(job)))).toEqual(
      Array.from({ length: 64 }, (_, job) => 2 * job),
    );
    expect(commits.groups).toEqual([64]);
  });

  test('keeps the event loop free by cutting very large groups', async () => {
    const commits = doubling();
    await Promise.all(Array.from({ length: 600 }, (_, job) => commits.add(job)));
    expect(commits.groups).toEqual([256, 256, 88]);
  });

  test('tries again while the lock is held', async () => {
    const commits = doubling(fault('SQLITE_BUSY'), fault('SQLITE_BUSY_RECOVERY'), fault('SQLITE_PROTOCOL'));
    expect(await commits.add(1)).toBe(2);
  });

  test('gives up on a lock that is held too long; the same call may succeed later', async () => {
    const commits = doublingWithin(20, ...Array.from({ length: 100 }, () => fault('SQLITE_BUSY')));
    await expect(commits.add(1)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
  });

  test.each([
    'SQLITE_IOERR_FSYNC',
    'SQLITE_IOERR_DIR_FSYNC',
    'SQLITE_CORRUPT',
    'SQLITE_CORRUPT_INDEX',
    'SQLITE_NOTADB',
  ])('stops for good after %s, because nobody knows what is on disk', async (code) => {
    const commits = doubling(fault(code));
    const [first, second] = await Promise.allSettled([commits.add(1), commits.add(2)]);
    expect(first).toMatchObject({ reason: { code: 'STORE_UNAVAILABLE', retryable: false } });
    expect(second).toMatchObject({ reason: { retryable: false } });
    await expect(commits.add(3)).rejects.toMatchObject({ retryable: false });
    expect(commits.groups).toEqual([]);
  });

  test.each([
    ['SQLITE_IOERR_WRITE', true],
    ['SQLITE_IOERR_READ', true],
    ['SQLITE_IOERR_SHMSIZE', true],
    ['SQLITE_IOERR', true],
    ['SQLITE_NOMEM', true],
    ['SQLITE_READONLY', false],
    ['SQLITE_CANTOPEN', false],
  ])('goes on after %s, which was rolled back', async (code, retryable) => {
    const commits = doubling(fault(code));
    const [first, second] = await Promise.allSettled([commits.add(1), commits.add(2)]);
    expect(first).toMatchObject({ reason: { code: 'STORE_UNAVAILABLE', retryable } });
    expect(second).toMatchObject({ reason: { retryable } });
    expect(await commits.add(3)).toBe(6);
  });

  test('does not keep a lone job waiting for company', async () => {
    const commits = doubling();
    let answered = false;
    void commits.add(1).then(() => (answered = true));
    for (let turns = 0; turns < 3; turns += 1) await nextTurn();
    expect(answered).toBe(true);
  });

  test('takes no one in after it has begun, so that a stream of arrivals starves nobody', async () => {
    const commits = doubling();
    const answered: number[] = [];
    let [latest, arrivals] = [0, 0];
    for (let arrival = 0; arrival < 200; arrival += 1) {
      void commits.add(arrival).then(() => {
        answered.push(arrival);
        latest = Math.max(latest, arrivals - arrival);
      });
      arrivals = arrival;
      await nextTurn();
    }
    expect(answered.length).toBeGreaterThan(195);
    expect(latest).toBeLessThan(5);
  });

  test('goes on after a full disk', async () => {
    const commits = doubling(fault('SQLITE_FULL'));
    await expect(commits.add(1)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
    expect(await commits.add(2)).toBe(4);
  });
});

test('a full file refuses an append, keeps nothing of it, and takes it once there is room', async () => {
  const db = openFile(':memory:', LOG);
  const commits = groupCommit(logWriter(db));
  const stream = 'note-1';
  const append = {
    stream,
    expected: NO_STREAM,
    guards: [],
    events: notes({ stream }, 'a', 'b'.repeat(9_999)),
  };
  const pages = db.pragma('page_count', { simple: true }) as number;
  db.pragma(`max_page_count = ${String(pages)}`);
  await expect(commits.add(append)).rejects.toBeInstanceOf(StoreUnavailable);
  expect(db.prepare('SELECT count(*) FROM event').pluck().get()).toBe(0);
  db.pragma(`max_page_count = ${String(pages + 100)}`);
  expect(await commits.add(append)).toEqual({ revision: 1, position: 2n });
  db.close();
});
