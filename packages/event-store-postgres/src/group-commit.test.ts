import { describe, expect, test } from '@jest/globals';
import { groupCommit } from './group-commit.ts';

interface Job {
  readonly number: number;
}

const fault = (code: string): Error => Object.assign(new Error('fault'), { code });

/** Commits by doubling, but throws each of these first. */
const doubling = (...faults: Error[]) => patient(2_000, faults);

const patient = (patience: number, faults: Error[]) => {
  const groups: number[][] = [];
  const commits = groupCommit(
    (queued: Iterable<Job>) => [...queued].slice(0, 64),
    async (jobs) => {
      await Promise.resolve();
      const next = faults.shift();
      if (next) throw next;
      groups.push(jobs.map(({ number }) => number));
      return jobs.map(({ number }) => ({ result: 2 * number }));
    },
    { patience },
  );
  return {
    ...commits,
    groups,
    addAll: (...numbers: number[]) => numbers.map((number) => commits.add({ number })),
  };
};

describe('a group commit', () => {
  test('takes along all that arrive while another is under way, in order', async () => {
    const commits = doubling();
    const first = commits.addAll(1);
    const later = first[0]!.then(() => Promise.all(commits.addAll(2, 3)));
    expect(await Promise.all(first)).toEqual([2]);
    expect(await later).toEqual([4, 6]);
    expect(commits.groups).toEqual([[1], [2, 3]]);
  });

  test('tries again while the database is away, with those who came meanwhile', async () => {
    const commits = doubling(
      fault('57P01'),
      fault('ECONNREFUSED'),
      new Error('Connection terminated unexpectedly'),
    );
    const first = commits.addAll(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await Promise.all([...first, ...commits.addAll(2)])).toEqual([2, 4]);
    expect(commits.groups).toEqual([[1, 2]]);
  });

  test('gives up on a database that is away too long; the same call may succeed later', async () => {
    const commits = patient(
      20,
      Array.from({ length: 100 }, () => fault('57P03')),
    );
    const [first] = commits.addAll(1);
    await expect(first).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
  });

  test('finds out by one alone whose fault it is, and the others do not pay for it', async () => {
    const commits = doubling(fault('23514'), fault('23514'));
    const outcomes = await Promise.allSettled(commits.addAll(1, 2, 3));
    expect(outcomes).toMatchObject([
      { reason: { code: 'STORE_UNAVAILABLE', retryable: false } },
      { value: 4 },
      { value: 6 },
    ]);
    expect(commits.groups).toEqual([[2], [3]]);
  });

  test('goes on after a full disk', async () => {
    const commits = doubling(fault('53100'));
    for (const outcome of await Promise.allSettled(commits.addAll(1, 2)))
      expect(outcome).toMatchObject({ reason: { code: 'STORE_UNAVAILABLE', retryable: true } });
    expect(await Promise.all(commits.addAll(3))).toEqual([6]);
  });

  test('that closes finishes what is queued and takes no more', async () => {
    const commits = doubling();
    const queued = commits.addAll(1, 2);
    await commits.close();
    expect(await Promise.all(queued)).toEqual([2, 4]);
    await expect(commits.add({ number: 3 })).rejects.toMatchObject({ retryable: false });
  });
});
