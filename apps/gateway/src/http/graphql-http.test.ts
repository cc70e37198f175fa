import { serverAudits, type AuditResult } from 'graphql-http';
import { wardbookServed, type Served } from '../testing/wardbook-served.ts';

// The audits ask for `__type`, so they are of the profile that tells its schema: the demonstration's.
let served: Served;
beforeAll(async () => {
  served = await wardbookServed({ page: 'a page' });
});
afterAll(() => served.stop());

test('P-09, P-11, C-02: the audits of graphql-http for servers, with a token: all are passed, nothing is noticed', async () => {
  const audits = serverAudits({
    url: `${served.address}/graphql`,
    fetchFn: async (address: string, init: RequestInit = {}) =>
      fetch(address, {
        ...init,
        headers: {
          ...Object.fromEntries(new Headers(init.headers)),
          authorization: `Bearer ${served.token}`,
        },
      }),
  });
  const results: AuditResult[] = [];
  for (const audit of audits) results.push(await audit.fn());
  const told = results.map((result) =>
    result.status === 'ok' ? 'ok' : `${result.status} ${result.id} ${result.name}: ${result.reason}`,
  );
  expect(told).toEqual(Array<string>(61).fill('ok'));
  expect(served.said()).toBe('');
});
