import { expect, test } from '@jest/globals';
import { askerOf, authorisesOwnRequest, byClient, bySystem, onlyFor, type By, type Role } from './by.ts';

test.each<readonly [readonly Role[], string]>([
  [['ADMIN', 'SYSTEM'], 'Only an administrator can do this.'],
  [['ADMIN', 'INSPECTOR', 'SYSTEM'], 'Only an administrator or an inspector can do this.'],
  [['SYSTEM'], 'Only Wardbook itself can do this.'],
])('R-AUTH-2: whoever may not is told which people may: %j', (roles, reason) => {
  const by = { id: 'auditor-1', role: 'AUDITOR', agency: 'audit' } as const;
  expect(onlyFor(by, ...roles)).toMatchObject({ rule: 'R-AUTH-2', reason });
  if (roles.includes('SYSTEM')) expect(onlyFor(bySystem('ward-cover'), ...roles)).toBeUndefined();
});

const CLERK: By = { id: 'clerk-1', role: 'RECORDS', agency: 'council' };
const SYSTEM = { client: 'records-system', role: 'RECORDS', agency: 'council' } as const;
const FOR_CLERK = byClient({ ...SYSTEM, onBehalfOf: CLERK.id });

test('R-AUTH-1: what a system asks for, the person asks for whom it acts, and does not authorise', () => {
  expect([CLERK, byClient(SYSTEM), FOR_CLERK].map(askerOf)).toEqual([
    'clerk-1',
    'client.records-system',
    'clerk-1',
  ]);
  const asked = askerOf(FOR_CLERK);
  expect(authorisesOwnRequest(CLERK, asked, 'request')).toMatchObject({ rule: 'R-AUTH-1', path: 'request' });
  expect(authorisesOwnRequest({ ...CLERK, id: 'clerk-2' }, asked, 'request')).toBeUndefined();
});

test.each([
  ['by itself', byClient(SYSTEM)],
  ['for somebody else', byClient({ ...SYSTEM, onBehalfOf: 'clerk-2' })],
  ['under an id that says nothing of it', { ...CLERK, id: 'records-system', onBehalfOf: 'clerk-2' }],
])('R-AUTH-1: no system authorises, %s', (_, by) =>
  expect(authorisesOwnRequest(by, 'clerk-1', 'request')).toMatchObject({
    ...{ rule: 'R-AUTH-1', path: 'request' },
    reason: 'A system cannot authorise. Somebody else has to, in their own name.',
  }),
);
