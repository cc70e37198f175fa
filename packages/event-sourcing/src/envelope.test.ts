import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { canonicalize } from './canonical.ts';
import {
  createdId,
  deterministicId,
  digestOfCommand,
  digestOfData,
  enclose,
  eventIdOf,
  hashOfHeader,
  headerOf,
  ZERO_HASH,
  type CommandPart,
} from './envelope.ts';
import { EventInvalid } from './errors.ts';
import { event, publicText, encode } from './event.ts';
import type { Message } from './message.ts';

const promiseMade = event(
  'PromiseMade',
  { wording: publicText(200), days: z.int().optional() },
  { classification: 'OFFICIAL_SENSITIVE', regime: 'LAW_ENFORCEMENT' },
);

const place = {
  stream: 'promise-7f',
  revision: 2,
  id: '5b7e2a52-0000-5000-8000-000000000001',
  previousHash: 'a'.repeat(64),
};
const command: CommandPart = {
  occurredAt: '2026-03-01T11:00:00.000Z',
  recordedAt: '2026-03-01T12:00:00.000Z',
  actor: { id: 'member-1', role: 'OFFICER', agency: 'police' },
  commandId: 'command-1',
  commandDigest: digestOfCommand('["MakePromise",{}]'),
  correlationId: 'correlation-1',
};
const made = promiseMade({ wording: 'Zoë’s bins, “emptied” \u{1F5D1}' });

const plain = (given: Message) => ({ data: encode(promiseMade, given), sealed: [] });

describe('the envelope of an event', () => {
  test('has a header with exactly the fields of docs/format.md 1, in canonical order', () => {
    const { header } = enclose(promiseMade, plain(made), place, command);
    expect(Object.keys(JSON.parse(header) as object)).toEqual([
      'actor',
      'classification',
      'commandDigest',
      'commandId',
      'correlationId',
      'dataDigest',
      'id',
      'occurredAt',
      'previousHash',
      'recordedAt',
      'regime',
      'revision',
      'schemaVersion',
      'stream',
      'type',
      'v',
    ]);
    expect(header).toBe(canonicalize(JSON.parse(header) as never));
  });

  test('has the optional fields when they are given', () => {
    const basis = [{ stream: 'ward-1', revision: -1, hash: ZERO_HASH }];
    const more = { ...command, onBehalfOf: 'member-2', causationId: 'cause-1', basis };
    const header = headerOf(enclose(promiseMade, plain(made), place, more));
    expect(header).toMatchObject({ onBehalfOf: 'member-2', causationId: 'cause-1', basis });
    expect(Object.keys(header)).toHaveLength(19);
  });

  test('says in the header what the definition and the command say', () => {
    const enclosed = enclose(promiseMade, plain(made), place, command);
    expect(headerOf(enclosed)).toEqual({
      ...command,
      ...place,
      v: 1,
      type: 'PromiseMade',
      schemaVersion: 1,
      regime: 'LAW_ENFORCEMENT',
      classification: 'OFFICIAL_SENSITIVE',
      dataDigest: sha256(enclosed.salt, enclosed.data),
    });
  });

  test('repeats the header in its columns', () => {
    const enclosed = enclose(promiseMade, plain(made), place, command);
    const { occurredAt, recordedAt } = command;
    expect(enclosed).toMatchObject({
      ...place,
      type: 'PromiseMade',
      schemaVersion: 1,
      occurredAt,
      recordedAt,
    });
  });

  test('is hashed as SHA-256(0x00, header) over UTF-8', () => {
    const { header, hash } = enclose(
      promiseMade,
      plain(made),
      { ...place, stream: 'promise-ß\u{1F5D1}' },
      command,
    );
    expect(hash).toBe(sha256(Buffer.from([0]), header));
  });

  test('commits to its data by SHA-256(salt, data)', () => {
    const enclosed = enclose(promiseMade, plain(made), place, command);
    expect(enclosed.data).toBe(canonicalize({ wording: made.wording }));
    expect(headerOf(enclosed).dataDigest).toBe(sha256(enclosed.salt, enclosed.data));
  });

  test('is salted with 16 bytes that never come again', () => {
    const salts = Array.from({ length: 1_200 }, () => enclose(promiseMade, plain(made), place, command).salt);
    expect(new Set(salts.map(({ length }) => length))).toEqual(new Set([16]));
    expect(new Set(salts.map((salt) => Buffer.from(salt).toString('hex'))).size).toBe(1_200);
  });

  test('golden vector: these bytes have this hash for ever', () => {
    const salt = Uint8Array.from({ length: 16 }, (_, index) => index);
    const data = '{"wording":"Zoë’s bins, “emptied” \u{1F5D1}"}';
    const dataDigest = '2ed3b0816e56f16be79d5c83e3281dc858a13fce41ea7d9f0e301d3424f89e7c';
    expect(digestOfData(salt, data)).toBe(dataDigest);
    const header =
      '{"actor":{"agency":"police","id":"member-1","role":"OFFICER"},"classification":"OFFICIAL_SENSITIVE",' +
      '"commandDigest":"dca91b7e8b0de750a68340ef83ddb227327df84b23f2c3056318d53141c28200",' +
      '"commandId":"command-1","correlationId":"correlation-1",' +
      `"dataDigest":"${dataDigest}",` +
      '"id":"5b7e2a52-0000-5000-8000-000000000001","occurredAt":"2026-03-01T11:00:00.000Z",' +
      `"previousHash":"${'a'.repeat(64)}","recordedAt":"2026-03-01T12:00:00.000Z",` +
      '"regime":"LAW_ENFORCEMENT","revision":2,"schemaVersion":1,"stream":"promise-7f","type":"PromiseMade","v":1}';
    expect(hashOfHeader(header)).toBe('6db0af8eaff864f177398f3bf20696a97fa75558310601f03b5ccaaedc37add4');
    const enclosed = enclose(promiseMade, plain(made), place, command);
    expect(enclosed.data).toBe(data);
    expect(enclosed.header.replace(headerOf(enclosed).dataDigest, dataDigest)).toBe(header);
  });

  test('one changed character in header or data breaks its digest', () => {
    const enclosed = enclose(promiseMade, plain(made), place, command);
    const { dataDigest } = headerOf(enclosed);
    fc.assert(
      fc.property(
        fc.nat(enclosed.header.length - 1),
        fc.nat(enclosed.data.length - 1),
        (inHeader, inData) => {
          expect(hashOfHeader(altered(enclosed.header, inHeader))).not.toBe(enclosed.hash);
          expect(digestOfData(enclosed.salt, altered(enclosed.data, inData))).not.toBe(dataDigest);
        },
      ),
    );
  });

  test('is not made for an event that does not fit its schema', () => {
    expect(() => enclose(promiseMade, plain({ ...made, extra: 1 } as never), place, command)).toThrow(
      EventInvalid,
    );
  });
});

describe('deterministic ids', () => {
  test('are UUIDs of version 5, fixed for ever', () => {
    expect(deterministicId('client', 'command', 'promise')).toBe('b3676fed-0be5-518b-863e-e17906079111');
    expect(deterministicId('a')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test('are equal for equal parts only, however the parts are cut', () => {
    const parts = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.maxSafeInteger()), { minLength: 1 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(deterministicId(...a)).toBe(deterministicId(...a));
        expect(deterministicId(...a) === deterministicId(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    expect(deterministicId('ab', 'c')).not.toBe(deterministicId('a', 'bc'));
    expect(deterministicId('1')).not.toBe(deterministicId(1));
  });

  test('of two clients never meet, nor those of two streams, commands or events', () => {
    const ids = ['client-1', 'client-2'].flatMap((client) => [
      createdId(client, 'command-1', 'promise'),
      createdId(client, 'command-1', 'ward'),
      ...['promise-1', 'promise-2'].flatMap((stream) =>
        [0, 1].flatMap((index) => [
          eventIdOf(client, 'command-1', stream, index),
          eventIdOf(client, 'command-2', stream, index),
        ]),
      ),
    ]);
    expect(new Set(ids).size).toBe(20);
  });
});

const sha256 = (...parts: readonly (Uint8Array | string)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

const altered = (text: string, index: number): string =>
  `${text.slice(0, index)}${text[index] === 'x' ? 'y' : 'x'}${text.slice(index + 1)}`;
