import { memoryEventStore, type ParkedKey } from '@wardbook/event-sourcing';
import { parkedLines } from './parked.ts';

const one = (key: string, since: string): ParkedKey => ({
  key,
  after: 4n,
  event: 'event-1',
  reason: 'SUBJECT_ERASED',
  streams: ['attendance-visit-1', 'member-pcso-1'],
  since,
});

test('an operator sees what is parked, since when, why, and what would have it tried again', async () => {
  const log = memoryEventStore();
  expect(await parkedLines(log)).toEqual(['No process of this log has parked anything.']);
  const places = {
    list: async () => [
      { process: 'later', position: 9n, parked: [one('constructor', '2026-03-02T12:00:00.000Z')] },
      { process: 'attendances-overdue', position: 9n, parked: [one('visit-1', '2026-03-01T12:00:00.000Z')] },
    ],
  };
  const [headings, first, second, ...rest] = await parkedLines({ places });
  expect(headings).toMatch(/^since +process +key +reason +tried again/);
  expect(first).toMatch(
    /^2026-03-01 12:00 +attendances-overdue +visit-1 +SUBJECT_ERASED +attendance-visit-1, member-pcso-1$/,
  );
  expect(second).toMatch(/^2026-03-02 12:00 +later +constructor/);
  expect(rest).toEqual([]);
});
