import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { canonicalize, type Canonical } from './canonical.ts';
import { EventInvalid } from './errors.ts';
import { encode, event, object, personal } from './event.ts';
import type { Message } from './message.ts';
import { isPersonalReference, parseReference } from './personal-reference.ts';
import { digestOfSealed, type PersonalValue, type SealedPart } from './sealing.ts';
import { separate } from './separate.ts';

const words = personal(z.string().trim().min(1).max(80));

const visited = event('Visited', {
  ward: z.string().regex(/^E\d{8}$/),
  note: words,
  caller: object({ name: words, phone: words.optional() }),
  reason: words.nullable(),
  witnesses: z.array(object({ name: words, remarks: z.array(words) })).optional(),
});

const PLACE = { stream: 'visit-1', revision: 7 };

describe('taking the personal values out of an event', () => {
  test('finds them at the top, in records, in lists and in lists of lists, and numbers them', () => {
    const made = visited({
      ward: 'E05000140',
      note: 'note-text',
      caller: { name: 'caller-name', phone: 'caller-phone' },
      reason: 'reason-text',
      witnesses: [
        { name: 'first-name', remarks: ['remark-1', 'remark-2'] },
        { name: 'second-name', remarks: [] },
      ],
    });
    const { data, values } = separate(visited, made, PLACE, false);
    expect(values).toEqual([
      { path: 'caller.name', value: 'caller-name' },
      { path: 'caller.phone', value: 'caller-phone' },
      { path: 'note', value: 'note-text' },
      { path: 'reason', value: 'reason-text' },
      { path: 'witnesses[0].name', value: 'first-name' },
      { path: 'witnesses[1].name', value: 'second-name' },
      { path: 'witnesses[0].remarks[0]', value: 'remark-1' },
      { path: 'witnesses[0].remarks[1]', value: 'remark-2' },
    ]);
    expect(data).toBe(
      canonicalize({
        caller: { name: 'visit-1/7/0', phone: 'visit-1/7/1' },
        note: 'visit-1/7/2',
        reason: 'visit-1/7/3',
        ward: 'E05000140',
        witnesses: [
          { name: 'visit-1/7/4', remarks: ['visit-1/7/6', 'visit-1/7/7'] },
          { name: 'visit-1/7/5', remarks: [] },
        ],
      }),
    );
  });

  test('leaves nothing personal behind, and each value where its reference stood', () => {
    fc.assert(
      fc.property(anyVisit, (made) => {
        const { data, values } = separate(visited, made, PLACE, false);
        expect(referencesIn(JSON.parse(data)).sort()).toEqual(
          values.map((_, index) => `visit-1/7/${String(index)}`).sort(),
        );
        expect(data).toBe(canonicalize(JSON.parse(data) as Canonical));
        const stored = encode(visited, made);
        expect(canonicalize(putBack(data, values) as Canonical)).toBe(stored);
        for (const { path, value } of values) expect(valueAt(JSON.parse(stored), path)).toBe(value);
      }),
      { numRuns: 200 },
    );
  });

  test('knows a personal field in any of the records that a field may be', () => {
    const reported = event('Reported', {
      by: z.union([object({ kind: z.literal('NAMED'), name: words }), object({ kind: z.literal('NOBODY') })]),
    });
    const taken = (by: Parameters<typeof reported>[0]['by']) =>
      separate(reported, reported({ by }), PLACE, false);
    expect(taken({ kind: 'NAMED', name: 'Ada' })).toMatchObject({
      data: '{"by":{"kind":"NAMED","name":"visit-1/7/0"}}',
      values: [{ path: 'by.name', value: 'Ada' }],
    });
    expect(taken({ kind: 'NOBODY' })).toMatchObject({ data: '{"by":{"kind":"NOBODY"}}', values: [] });
  });

  test('finds nothing where nothing is personal', () => {
    const counted = event('Counted', { by: z.int() });
    expect(separate(counted, counted({ by: 3 }), PLACE, false)).toMatchObject({
      data: '{"by":3}',
      values: [],
    });
  });

  test('stores the text that the schema makes of it', () => {
    expect(separate(said, said({ text: '  Ada\n' }), PLACE, false).values).toEqual([
      { path: 'text', value: 'Ada' },
    ]);
  });

  test.each(['a.b', 'a[]', '[', 'b]'])('has no field whose name reads as a path: %s', (name) => {
    expect(() => event('Misnamed', { [name]: words })).toThrow(TypeError);
    expect(() => event('Misnamed', { nested: object({ [name]: words }) })).toThrow(TypeError);
  });

  test.each(['visit-a/b', 'Visit-1', 'visit'])('has no stream that a reference cannot name: %s', (stream) => {
    expect(() => separate(said, said({ text: 'Ada' }), { stream, revision: 0 }, false)).toThrow(TypeError);
  });
});

describe('text that looks like a reference', () => {
  const looksLikeOne = 'visit-2/0/0';

  test('is text when somebody typed it', () => {
    for (const typed of [looksLikeOne, ` ${looksLikeOne} `])
      expect(separate(said, said({ text: typed }), PLACE, false)).toMatchObject({
        data: '{"text":"visit-1/7/0"}',
        values: [{ path: 'text', value: looksLikeOne }],
      });
  });

  test('is passed on when a process sends it, beside text that is sealed', () => {
    expect(separate(said, said({ text: looksLikeOne }), PLACE, true)).toMatchObject({
      data: `{"text":"${looksLikeOne}"}`,
      values: [],
    });
    const made = visited({
      ward: 'E05000140',
      note: 'typed',
      caller: { name: looksLikeOne },
      reason: null,
    });
    expect(separate(visited, made, PLACE, true)).toMatchObject({
      data: canonicalize({
        caller: { name: looksLikeOne },
        note: 'visit-1/7/0',
        reason: null,
        ward: 'E05000140',
      }),
      values: [{ path: 'note', value: 'typed' }],
    });
  });
});

describe('an event that does not fit its schema', () => {
  test('names every path and never a value', () => {
    const secret = 'Ada Canary';
    const made = {
      type: 'Visited',
      ward: secret,
      note: secret.repeat(20),
      caller: { name: 7, [secret]: secret },
      reason: `${secret}\ud800`,
      witnesses: [{ name: secret, remarks: [secret, secret.repeat(20)] }],
    };
    const failure = failureOf(() => separate(visited, made, PLACE, false));
    expect(failure).toBeInstanceOf(EventInvalid);
    expect((failure as EventInvalid).paths.map((path) => path.split(' ')[0]).sort()).toEqual([
      'caller',
      'caller.name',
      'note',
      'ward',
      'witnesses.0.remarks.1',
    ]);
    expect(everythingSaid(failure)).not.toContain(secret);
  });

  test('with a lone surrogate names where it is', () => {
    const secret = 'Eve Canary';
    const failure = failureOf(() => separate(said, said({ text: `${secret}\ud800` }), PLACE, false));
    expect(failure).toMatchObject({ paths: ['text (lone_surrogate)'] });
    expect(everythingSaid(failure)).not.toContain(secret);
  });
});

describe('a reference', () => {
  test('reads back to what was written, whatever the stream is called', () => {
    fc.assert(
      fc.property(anyStream, fc.nat(), fc.nat(), (stream, revision, index) => {
        const reference = `${stream}/${String(revision)}/${String(index)}`;
        expect(isPersonalReference(reference)).toBe(true);
        expect(parseReference(reference)).toEqual({ stream, revision, index });
      }),
    );
  });

  test.each([
    '',
    'visit-1',
    'visit-1/0',
    'visit-1/0/',
    'visit-1//0',
    'visit-/0/0',
    'visit/0/0',
    '-1/0/0',
    'Visit-1/0/0',
    'visit-1/-1/0',
    'visit-1/0/0/0',
    'visit-1/0/x',
    'visit-1/0/0\n',
    ' visit-1/0/0',
    'Ada Lovelace',
  ])('is not %j', (text) => {
    expect(parseReference(text)).toBeUndefined();
  });
});

test('the digest of sealed parts moves with everything but the ciphertext', () => {
  const part: SealedPart = {
    subject: 'person-1',
    commitments: ['a'.repeat(64), 'b'.repeat(64)],
    ciphertextDigest: 'c'.repeat(64),
    ciphertext: Uint8Array.of(1),
  };
  const { ciphertext: _, ...erased } = part;
  expect(digestOfSealed([erased])).toBe(digestOfSealed([part]));
  const others: readonly (readonly SealedPart[])[] = [
    [part],
    [{ ...part, subject: 'person-2' }],
    [{ ...part, commitments: part.commitments.toReversed() }],
    [{ ...part, commitments: part.commitments.slice(1) }],
    [{ ...part, ciphertextDigest: 'd'.repeat(64) }],
    [part, part],
    [],
  ];
  expect(new Set(others.map(digestOfSealed)).size).toBe(others.length);
});

const said = event('Said', { text: words });

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => text.trim() !== '' && text.isWellFormed()),
  fc.constantFrom('visit-1/7/0', 'visit-2/0/0', '__proto__', '{"a":1}', '\\ud800', '\u0000x'),
);

const anyVisit: fc.Arbitrary<Message> = fc
  .record(
    {
      ward: fc.constant('E05000140'),
      note: anyText,
      caller: fc.record({ name: anyText, phone: anyText }, { requiredKeys: ['name'], noNullPrototype: true }),
      reason: fc.option(anyText),
      witnesses: fc.array(
        fc.record({ name: anyText, remarks: fc.array(anyText, { maxLength: 3 }) }, { noNullPrototype: true }),
        { maxLength: 3 },
      ),
    },
    { requiredKeys: ['ward', 'note', 'caller', 'reason'], noNullPrototype: true },
  )
  .map((fields) => ({ type: 'Visited', ...fields }));

const anyStream = fc
  .tuple(
    fc.stringMatching(/^[a-z][A-Za-z]{0,9}$/),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter((id) => !id.includes('/')),
  )
  .map(([category, id]) => `${category}-${id}`);

const leavesOf = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [value];

/** Everything in the stored fields but what is not personal. */
const referencesIn = (fields: unknown): unknown[] =>
  leavesOf(fields).filter((leaf) => leaf !== null && leaf !== 'E05000140');

const putBack = (data: string, values: readonly PersonalValue[]): unknown =>
  JSON.parse(data, (_, leaf: unknown) => {
    const reference = typeof leaf === 'string' ? parseReference(leaf) : undefined;
    return reference ? values[reference.index]?.value : leaf;
  });

const valueAt = (fields: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], fields);

const failureOf = (attempt: () => unknown): unknown => {
  try {
    attempt();
  } catch (error) {
    return error;
  }
  throw new TypeError('It was accepted.');
};

const everythingSaid = (error: unknown): string =>
  `${JSON.stringify(error)} ${String(error)} ${String((error as Error).stack)}`;
