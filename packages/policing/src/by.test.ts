import { expect, test } from '@jest/globals';
import { bySystem, onlyFor, type Role } from './by.ts';

test.each<readonly [readonly Role[], string]>([
  [['ADMIN', 'SYSTEM'], 'Only an administrator can do this.'],
  [['ADMIN', 'INSPECTOR', 'SYSTEM'], 'Only an administrator or an inspector can do this.'],
  [['SYSTEM'], 'Only Wardbook itself can do this.'],
])('R-AUTH-2: whoever may not is told which people may: %j', (roles, reason) => {
  const by = { id: 'auditor-1', role: 'AUDITOR', agency: 'audit' } as const;
  expect(onlyFor(by, ...roles)).toMatchObject({ rule: 'R-AUTH-2', reason });
  if (roles.includes('SYSTEM')) expect(onlyFor(bySystem('ward-cover'), ...roles)).toBeUndefined();
});
