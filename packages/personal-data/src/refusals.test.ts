import { describe, expect, test } from '@jest/globals';
import {
  headerOf,
  memoryEventStore,
  StoreUnavailable,
  verifyLog,
  type LogReader,
} from '@wardbook/event-sourcing';
import { accessLog, type RecordAccess } from './access-log.ts';
import { refusals, type Denial } from './refusals.ts';
import { READER } from './testing/index.ts';

const NOON = Date.parse('2026-03-01T12:00:00.000Z');
const OTHER = { ...READER, id: 'member-2' };
const ASKED: Denial = { reader: READER, correlationId: 'request-1', purpose: 'ADVICE', record: 'diary-1' };

const counting = (wrapped: (inner: RecordAccess) => RecordAccess = (inner) => inner) => {
  const access = memoryEventStore();
  let now = NOON;
  const { denied, flush } = refusals(wrapped(accessLog(access, () => now, 'start-1')), () => now);
  return {
    access,
    flush,
    denied: (more: Partial<Denial> = {}) => denied({ ...ASKED, ...more }),
    wait: (milliseconds: number): void => {
      now += milliseconds;
    },
  };
};

const entriesIn = async (access: LogReader): Promise<readonly string[]> =>
  (await access.readLog({ limit: 1_000 })).map((entry) => {
    const { purpose, minute, count, record = '' } = JSON.parse(entry.data) as Record<string, string>;
    const { actor, correlationId } = headerOf(entry);
    return [actor.id, correlationId, purpose, record, minute?.slice(11, 16), count].join(' ');
  });

describe('what somebody is refused', () => {
  test('P-07: is on disk when it is answered, once in a minute of each identity, purpose and record', async () => {
    const { access, denied, flush, wait } = counting();
    await denied();
    expect(await entriesIn(access)).toEqual(['member-1 request-1 ADVICE diary-1 12:00 1']);
    await denied({ correlationId: 'request-2' });
    await denied({ correlationId: 'request-3' });
    await denied({ record: 'diary-2' });
    await denied({ purpose: 'AUDIT' });
    await denied({ reader: OTHER });
    wait(60_000);
    await denied();
    await flush();
    await flush();
    expect(await entriesIn(access)).toEqual([
      'member-1 request-1 ADVICE diary-1 12:00 1',
      'member-1 request-1 ADVICE diary-2 12:00 1',
      'member-1 request-1 AUDIT diary-1 12:00 1',
      'member-2 request-1 ADVICE diary-1 12:00 1',
      'member-1 request-1 ADVICE diary-1 12:01 1',
      'member-1 denials ADVICE diary-1 12:00 2',
    ]);
    expect((await verifyLog(access)).broken).toBeUndefined();
  });

  test('P-07: is not answered by a repeat before the first is on disk', async () => {
    let write = (): void => undefined;
    const { access, denied } = counting((inner) => async (...entry) => {
      await new Promise<void>((resolve) => (write = resolve));
      return inner(...entry);
    });
    let answered = 0;
    const asked = [denied(), denied(), denied()].map((one) => one.then(() => (answered += 1)));
    await Promise.resolve();
    expect(answered).toBe(0);
    write();
    await Promise.all(asked);
    expect(await entriesIn(access)).toHaveLength(1);
  });

  test('P-07: is counted in one entry after a hundred records of a minute, and named again in the next', async () => {
    const { access, denied, flush, wait } = counting();
    const ask = (from: number, to: number, reader = READER) =>
      Promise.all(
        Array.from({ length: to - from }, (_, index) =>
          denied({ reader, record: `diary-${String(from + index)}` }),
        ),
      );
    await ask(0, 1_000);
    await ask(0, 1);
    await ask(0, 1, OTHER);
    wait(60_000);
    await ask(999, 1_000);
    await flush();
    const entries = await entriesIn(access);
    expect(entries.slice(0, 100)).toEqual(
      Array.from({ length: 100 }, (_, index) => `member-1 request-1 ADVICE diary-${String(index)} 12:00 1`),
    );
    expect(entries.slice(100)).toEqual([
      'member-1 request-1 ADVICE  12:00 1',
      'member-2 request-1 ADVICE diary-0 12:00 1',
      'member-1 request-1 ADVICE diary-999 12:01 1',
      'member-1 denials ADVICE diary-0 12:00 1',
      'member-1 denials ADVICE  12:00 899',
    ]);
  });

  test.each(['Ada Canary', 'diary-Ada Canary', 'diary-1/0/0', `diary-${'1'.repeat(200)}`, ''])(
    'P-07: is not named where no record can be called so: %s',
    async (record) => {
      const { access, denied } = counting();
      await denied({ record });
      expect(await entriesIn(access)).toEqual(['member-1 request-1 ADVICE  12:00 1']);
    },
  );

  test('P-07: is no answer where it cannot be written down, and is written by the next who asks', async () => {
    const full = new StoreUnavailable('The disk is full.', true);
    let broken = true;
    const { access, denied } = counting(
      (inner) =>
        (...entry) =>
          broken ? Promise.reject(full) : inner(...entry),
    );
    const settled = await Promise.allSettled([denied(), denied()]);
    expect(settled).toEqual(Array(2).fill({ status: 'rejected', reason: full }));
    broken = false;
    await denied();
    expect(await entriesIn(access)).toHaveLength(1);
  });

  test('is written once by two who flush at once, and what is counted meanwhile is not lost', async () => {
    const { access, denied, flush } = counting();
    for (const purpose of ['ADVICE', 'AUDIT']) await Promise.all([denied({ purpose }), denied({ purpose })]);
    const flushing = Promise.all([flush(), flush()]);
    await denied({ purpose: 'AUDIT' });
    await flushing;
    await flush();
    expect((await entriesIn(access)).slice(2)).toEqual([
      'member-1 denials ADVICE diary-1 12:00 1',
      'member-1 denials AUDIT diary-1 12:00 1',
      'member-1 denials AUDIT diary-1 12:00 1',
    ]);
  });

  test('is kept counted while that cannot be written, also when its minute is over', async () => {
    let broken = false;
    const { access, denied, flush, wait } = counting(
      (inner) =>
        (...entry) =>
          broken ? Promise.reject(new StoreUnavailable('The disk is full.', true)) : inner(...entry),
    );
    await denied();
    await denied();
    broken = true;
    wait(60_000);
    const flushed = await Promise.allSettled([flush(), flush()]);
    expect(flushed.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    broken = false;
    await flush();
    await flush();
    expect((await entriesIn(access)).slice(1)).toEqual(['member-1 denials ADVICE diary-1 12:00 1']);
  });
});
