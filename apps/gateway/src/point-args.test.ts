import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { pointOf } from './point-args.ts';

const NOW = Date.parse('2026-03-10T12:00:00.000Z');
const pointAt = (knownAt: string) => () => pointOf({ knownAt: new Date(knownAt) }, () => NOW);

test('P-15: what was known is shown of moments that are settled, so that the answer never changes later', () => {
  expect(pointAt('2026-03-10T11:59:55.000Z')()).toEqual({ knownAt: '2026-03-10T11:59:55.000Z' });
  for (const unsettled of ['2026-03-10T11:59:55.001Z', '2026-03-10T12:00:00Z', '2026-03-11T12:00:00Z'])
    expect(pointAt(unsettled)).toThrow(
      expect.objectContaining({
        message:
          'What was known then may not all be written down yet. Give a knownAt at least five seconds ago.',
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      }),
    );
});

test('what had occurred by a moment is shown of any', () => {
  const asAt = new Date('2199-01-01T00:00:00.000Z');
  expect(pointOf({ asAt }, () => NOW)).toEqual({ asAt: asAt.toISOString() });
});
