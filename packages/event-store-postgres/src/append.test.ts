import { describe, expect, test } from '@jest/globals';
import { CLOCK_CORRECTIONS, EventInvalid, NO_STREAM } from '@wardbook/event-sourcing';
import { notes } from '@wardbook/event-sourcing/store-contracts';
import { chosen, refuseUnstorable, type Append } from './append.ts';

const append = (stream: string, guarded: readonly string[] = [], text = 'a'): Append => ({
  stream,
  expected: NO_STREAM,
  events: notes({ stream }, text),
  guards: guarded.map((guard) => ({ stream: guard, revision: NO_STREAM })),
});
const looking = (stream: string, ...guarded: readonly string[]): Append => ({
  ...append(stream, guarded),
  events: [],
});
const streamsOf = (...queued: readonly Append[]): readonly string[] =>
  chosen(queued).map(({ stream }) => stream);

describe('those who travel together', () => {
  test('do not touch one another', () => {
    expect(streamsOf(append('a-1'), append('a-2', ['a-9']), append('a-3', ['a-9']))).toEqual([
      'a-1',
      'a-2',
      'a-3',
    ]);
    expect(streamsOf(looking('a-1'), looking('a-1', 'a-2'), looking('a-2', 'a-1'))).toHaveLength(3);
    expect(streamsOf(append('a-1', ['a-1']))).toEqual(['a-1']);
  });

  test('leave behind who writes to a stream that one of them writes to or looks at', () => {
    expect(streamsOf(append('a-1'), append('a-1'), append('a-2'))).toEqual(['a-1', 'a-2']);
    expect(streamsOf(append('a-1', ['a-2']), append('a-2'))).toEqual(['a-1']);
    expect(streamsOf(looking('a-1'), append('a-1'))).toEqual(['a-1']);
  });

  test('leave behind who looks at a stream that one of them writes to', () => {
    expect(streamsOf(append('a-1'), append('a-2', ['a-3', 'a-1']))).toEqual(['a-1']);
    expect(streamsOf(append('a-1'), looking('a-1'))).toEqual(['a-1']);
  });

  test('do not overtake one who was left behind on the same stream', () => {
    expect(streamsOf(append('a-1'), append('a-2', ['a-1']), append('a-2'), append('a-3', ['a-2']))).toEqual([
      'a-1',
    ]);
  });

  test('never with a correction of the clock, which changes what the others are judged by', () => {
    const correction = append(CLOCK_CORRECTIONS);
    expect(streamsOf(append('a-1'), correction, append('a-2'))).toEqual(['a-1']);
    expect(streamsOf(correction, append('a-1'))).toEqual([CLOCK_CORRECTIONS]);
  });

  test('are not too many, nor too large together', () => {
    const many = Array.from({ length: 600 }, (_, index) => append(`a-${String(index)}`));
    expect(streamsOf(...many)).toHaveLength(256);
    const large = many.slice(0, 9).map(({ stream }) => append(stream, [], 'x'.repeat(1_500_000)));
    expect(streamsOf(...large)).toHaveLength(2);
    expect(streamsOf(append('a-1', [], 'x'.repeat(5_000_000)), append('a-2'))).toEqual(['a-1']);
  });
});

describe('what PostgreSQL cannot keep as it is', () => {
  const [event] = notes({ stream: 'note-1' }, 'a');
  const whole = append('note-1');

  test.each(['a\0b', 'half \ud83d of a character'])('is refused before it is sent: %j', (text) => {
    const wrong: readonly Append[] = [
      { ...whole, stream: text },
      { ...whole, guards: [{ stream: text, revision: 0 }] },
      ...(['id', 'type', 'occurredAt', 'recordedAt', 'header', 'data'] as const).map((field) => ({
        ...whole,
        events: [{ ...event!, [field]: text }],
      })),
    ];
    for (const one of wrong) expect(() => refuseUnstorable(one)).toThrow(EventInvalid);
  });

  test('a time that is none is refused; an event as it should be is not', () => {
    expect(() => refuseUnstorable({ ...whole, events: [{ ...event!, recordedAt: 'soon' }] })).toThrow(
      EventInvalid,
    );
    expect(() => refuseUnstorable(whole)).not.toThrow();
    expect(() => refuseUnstorable(append('note-1', [], '\u0000 \u{1f693}'))).not.toThrow();
  });
});
