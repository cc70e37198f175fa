import { expect, test } from '@jest/globals';
import { A0609_VERSION_4, policy } from '@wardbook/policing';
import { clientPath, readInput } from '../read-input.ts';
import { PublishPolicyVersionInput } from './policy.input.ts';

const { number: _number, nextReviewMonths: _months, retention: _retention, ...terms } = A0609_VERSION_4;

test('a version is published in flat fields, which are the terms of its command', async () => {
  const input = await readInput(PublishPolicyVersionInput, {
    ...terms,
    commandId: 'publish-a0609-4',
    expectedVersion: 3,
    number: 'a0609',
  });
  expect(input).toBeInstanceOf(PublishPolicyVersionInput);
  const sent = (input as PublishPolicyVersionInput).toCommand();
  expect(JSON.parse(JSON.stringify(sent))).toEqual({
    decider: JSON.parse(JSON.stringify(policy)) as unknown,
    id: 'A0609',
    command: { type: 'PublishPolicyVersion', terms: { ...terms, number: 'a0609' } },
    moment: 'occurredAt',
    named: 'number',
  });
});

test.each([
  ['terms.number', ['number']],
  ['terms.measures.1.wording', ['measures', '1', 'wording']],
  ['terms.disclaimers.noGuarantee', ['disclaimers', 'noGuarantee']],
  ['terms', []],
  ['terms.elsewhere', []],
])('G-08: what a refusal calls %p is what the client calls %j', (path, named) => {
  expect(clientPath(PublishPolicyVersionInput, path)).toEqual(named);
});
