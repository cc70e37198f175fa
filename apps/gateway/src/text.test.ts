import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { faultOf } from './text.ts';

describe('G-07: a text that can be put on record', () => {
  test.each(['Mayor’s surgery, 2nd floor', 'Łódź', '東京', '👮🏽‍♀️', 'a\u200db', '\u200eabc', '"'])(
    'is %j',
    (text) => {
      expect(faultOf(text, 200)).toBeUndefined();
    },
  );

  test.each([
    ['nothing', ''],
    ['spaces', ' \u00a0\u3000'],
    ['zero-width characters', '\u200b\u200d\ufeff'],
    ['letters and signs without ink', '\u3164\u115f\uffa0\u2800'],
    ['a combining mark with nothing to combine with', '\u0301'],
  ])('shows something, unlike %s', (_, text) => {
    expect(faultOf(text, 200)).toBe('It shows nothing.');
  });

  test.each(['a\u0000b', 'a\u0007', 'a\u001bb', 'a\u0085', 'a\ufffe'])(
    'holds no control character: %j',
    (text) => {
      expect(faultOf(text, 2_000)).toBe('It holds a control character.');
    },
  );

  test.each(['\u202e', '\u202a', '\u2066', '\u2069'])('turns no direction of writing: %j', (character) => {
    expect(faultOf(`a${character}b`, 2_000)).toBe(
      'It holds a character that turns the direction of writing.',
    );
  });

  test('has lines where it is long, and none where it is short', () => {
    expect(faultOf('4 Cedar Row\r\nKilburn\n\tNW6', 300)).toBeUndefined();
    expect(faultOf('Juniper\nMarsh', 200)).toBe('It is one line, without control characters.');
    expect(faultOf('Juniper\u2028Marsh', 200)).toBe('It is one line, without control characters.');
  });

  test('is as long as it may be, counted as it is stored', () => {
    expect(faultOf('a'.repeat(200), 200)).toBeUndefined();
    expect(faultOf('a'.repeat(201), 200)).toBe('It is longer than 200 characters.');
    expect(faultOf('👮'.repeat(101), 200)).toBe('It is longer than 200 characters.');
  });
});

test('G-06: half a character is never taken, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0xd800, max: 0xdfff }), fc.string(), (before, half, after) => {
      const text = `${before}${String.fromCharCode(half)} ${after}`;
      fc.pre(!text.isWellFormed());
      expect(faultOf(text, 1_000)).toBe('It holds half a character.');
    }),
  );
});
