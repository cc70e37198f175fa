import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createdId } from '@wardbook/event-sourcing';
import { subject } from '@wardbook/policing';
import { byOf } from './demo/told.ts';
import { globalId } from './global-id.ts';
import { sendTo, wardbookInMemory } from './testing/wardbook-in-memory.ts';
import type { Wardbook } from './wardbook.ts';

let wardbook: Wardbook;
beforeAll(async () => {
  wardbook = await wardbookInMemory();
}, 60_000);
afterAll(() => wardbook.stop());

const RECORDS = 'RECORDS records-1';
const ID = '0b7f6c1e-5a3d-4c7e-9f10-2a6b8c9d0e1f';
const NEXT = ID.replace('0b', '1b');
const register = (commandId: string, more: object = {}) =>
  sendTo(wardbook, RECORDS, 'registerSubject', { commandId, name: 'Robin Heron', ...more });

test('P-19: the same UUID in capitals is the same command, and makes no second person', async () => {
  const first = await register(ID);
  const head = await wardbook.store.head();
  const again = await register(ID.toUpperCase());
  expect(first.receipt).not.toBeNull();
  expect(again.receipt).toEqual(first.receipt);
  expect(await wardbook.store.head()).toBe(head);
  const about = (commandId: string) =>
    sendTo(wardbook, RECORDS, 'correctPersonalDetails', {
      commandId,
      subjectId: first.receipt?.recordId ?? '',
      name: 'Robin Wren',
    });
  const corrected = await about(NEXT.toUpperCase());
  expect(corrected.receipt).not.toBeNull();
  expect((await about(NEXT)).receipt).toEqual(corrected.receipt);
  expect((await register(ID.toUpperCase(), { name: 'Wren' })).userErrors).toMatchObject([
    { path: ['input', 'commandId'] },
  ]);
});

test('P-19: an id that is no UUID is as it was sent', async () => {
  const [first, other] = [await register('Command-1'), await register('command-1')];
  expect(first.receipt?.recordId).not.toBe(other.receipt?.recordId);
});

test('P-19: what an older build kept under the id as it was sent is found by it', async () => {
  const commandId = 'AB7F6C1E-5A3D-4C7E-9F10-2A6B8C9D0E1F';
  const id = createdId('desk', commandId, subject.name);
  const how = { by: byOf('records-1', 'RECORDS'), clientId: 'desk', commandId, correlationId: 'older' };
  const [name, newName] = ['Robin Heron', 'Robin Wren'];
  await wardbook.engine.handle(
    subject,
    id,
    { type: 'RegisterSubject', name },
    {
      ...how,
      fingerprint: ['registerSubject', { commandId, name }],
    },
  );
  const subjectId = globalId('Subject', id);
  await wardbook.engine.handle(
    subject,
    id,
    { type: 'CorrectPersonalDetails', name: newName },
    {
      ...how,
      commandId: commandId.replace('AB', 'AC'),
      fingerprint: [
        'correctPersonalDetails',
        { commandId: commandId.replace('AB', 'AC'), subjectId, name: newName },
      ],
    },
  );
  const head = await wardbook.store.head();
  const { receipt } = await register(commandId);
  expect(receipt?.recordId).toBe(subjectId);
  const input = { commandId: commandId.replace('AB', 'AC'), subjectId, name: newName };
  expect((await sendTo(wardbook, RECORDS, 'correctPersonalDetails', input)).userErrors).toEqual([]);
  expect(await wardbook.store.head()).toBe(head);
});
