import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changesAgainst, lockText, readLock, renewedLock, z } from '@wardbook/event-sourcing';
import { event } from './event.ts';
import { policing } from './index.ts';
import { promiseAgreedByTeam } from './promise/promise.events.ts';

const text = readFileSync(join(import.meta.dirname, '..', 'events.lock.json'), 'utf8');
const lock = readLock(text);
const definitions = Object.values(policing.kinds).flatMap(({ events }) => events);

test('K-07: every event of policing is stored as the lock says, and the lock is written as it is', () => {
  expect(changesAgainst(lock, definitions)).toEqual([]);
  expect(lockText(renewedLock(lock, definitions))).toBe(text);
});

test('K-07: the lock refuses one more field without a version, and takes it with one', () => {
  const { shape } = promiseAgreedByTeam.schema;
  const more = { ...shape, reviewedEvery: z.int().min(1).max(12).optional() };
  const instead = (changed: (typeof definitions)[number]) =>
    definitions.map((each) => (each.type === changed.type ? changed : each));
  expect(() => renewedLock(lock, instead(event('PromiseAgreedByTeam', more)))).toThrow(
    'PromiseAgreedByTeam, version 1: the field reviewedEvery was added. Events on record keep the shape that they have: put it back, and say what is different from now on with .becomes(fields, step).',
  );
  expect(changesAgainst(lock, instead(promiseAgreedByTeam.becomes(more, (older) => older)))).toEqual([
    { type: 'PromiseAgreedByTeam', kind: 'ADDED', says: 'PromiseAgreedByTeam has a version 2.' },
  ]);
});

test.each(definitions.map(({ type }) => type))('K-07: %s cannot disappear', (type) => {
  const left = definitions.filter((definition) => definition.type !== type);
  expect(changesAgainst(lock, left)).toMatchObject([{ type, kind: 'REFUSED' }]);
});
