import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createdId, type Canonical } from '@wardbook/event-sourcing';
import { promise } from '@wardbook/policing';
import { STORYTELLER } from './demo/story.ts';
import { tellStory } from './demo/tell.ts';
import { byOf } from './demo/told.ts';
import { globalId } from './global-id.ts';
import { LAST_MONTH } from './testing/mutations/world.ts';
import { sendTo, wardbookInMemory } from './testing/wardbook-in-memory.ts';
import type { Wardbook } from './wardbook.ts';

let wardbook: Wardbook;
beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
}, 60_000);
afterAll(() => wardbook.stop());

const SERGEANT = 'SUPERVISOR sergeant-1';
const worship = createdId(STORYTELLER, 'worship', 'promise');
const fulfilment = `worship-${LAST_MONTH}-place-of-worship-1`;

/** Sends it as a build did whose clients called the field otherwise. */
const sentBefore = async (input: { readonly [field: string]: Canonical } & { readonly commandId: string }) =>
  wardbook.engine.handle(
    promise,
    worship,
    { type: 'CorrectFulfilment', fulfilment, reason: 'NOT_PROVEN' },
    {
      by: byOf('sergeant-1', 'SUPERVISOR'),
      clientId: 'desk',
      commandId: input.commandId,
      correlationId: 'before',
      fingerprint: ['correctFulfilment', input],
    },
  );

test('a command that is sent again over a change of names is known for what it said', async () => {
  const same = { commandId: 'before-it-1', promiseId: globalId('Promise', worship), reason: 'NOT_PROVEN' };
  const { receipt } = await sentBefore({ ...same, fulfilmentId: fulfilment });
  expect(receipt?.eventIds.length).toBeGreaterThan(0);
  const again = await sendTo(wardbook, SERGEANT, 'correctFulfilment', { ...same, fulfilmentKey: fulfilment });
  expect(again).toMatchObject({ receipt: { eventIds: receipt?.eventIds }, userErrors: [] });
  const other = { ...same, fulfilmentKey: `worship-${LAST_MONTH}-place-of-worship-2` };
  expect(await sendTo(wardbook, SERGEANT, 'correctFulfilment', other)).toMatchObject({
    receipt: null,
    userErrors: [{ path: ['input', 'commandId'] }],
  });
});
