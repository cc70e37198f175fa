import { join } from 'node:path';
import { member, memberDedicated, promise, ward } from '@wardbook/policing';
import { httpClient } from './gateway-client.ts';
import { BEFORE, fillGateway, memberAt, OFFICER, prepareGateway, promiseOf, wardAt } from './gateway-log.ts';
import { startGateway, startServed, type Served } from './gateway-process.ts';
import { olderBench } from './older-bench.ts';
import type { Candidate, Work } from './work.ts';

const PAGE = 50;

const page = (fields: string): string =>
  `{ promises(first: ${PAGE}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } }`;

/** Eight values of each promise; one of them words that can be taken out, or another value in their place. */
const WITH_WORDS = page('id kind statement standing minimumPerPeriod proposedAt inForceFrom firstPeriod');
const WITHOUT_WORDS = page('id kind priority standing minimumPerPeriod proposedAt inForceFrom firstPeriod');

/** Promises of each dedicated member's ward, beside each other for each member of each ward. */
const NESTED = `{ wards(first: 10) { edges { node { code name namedMembers {
  publicName rank dedicatedWard { code name promises(first: 10) { edges { node { statement standing } } } }
} } } } }`;
const [WARDS, MEMBERS, PROMISES] = [10, 5, 10];

/** Many who ask for the same page, each over a connection of its own. */
export const gatewayPage: Candidate = async (folder) => {
  await prepareGateway(folder, PAGE + 10);
  return asking(WITH_WORDS, await startGateway(folder, 'all followers'));
};

export const gatewayPageWithoutWords: Candidate = async (folder) => {
  await prepareGateway(folder, PAGE + 10);
  return asking(WITHOUT_WORDS, await startGateway(folder, 'all followers'));
};

/** What its documentation has one begin with, started as it says; or as one would start it in production. */
export const stockPage =
  (environment: Readonly<Record<string, string>>): Candidate =>
  async () => {
    const served = await startServed(join(import.meta.dirname, 'stock-server.ts'), [], environment);
    return asking(WITH_WORDS, { ...served, tokenFor: () => Promise.resolve('of-nobody') });
  };

export const gatewayNested: Candidate = async (folder) => {
  await prepareWards(folder);
  return asking(NESTED, await startGateway(folder, 'all followers'));
};

/** The same, of the commit before the gateway was made to answer it faster. */
export const gatewayNestedBefore: Candidate = async (folder) => {
  await prepareWards(folder);
  return asking(NESTED, await startGateway(folder, 'all followers', olderBench()));
};

/** Whoever answers another question than that one is not faster. */
const LEAST_BYTES = 2_000;

const asking = async (
  query: string,
  server: Served & { tokenFor(officer: string): Promise<string> },
): Promise<Work> => {
  const token = await server.tokenFor(OFFICER);
  const client = httpClient(server.address);
  const ask = (): Promise<string> => client.post('/graphql', token, { query });
  await server.settle();
  const answer = await ask();
  if (answer.length < LEAST_BYTES || answer.includes('"errors"')) throw new Error(answer.slice(0, 500));
  return {
    turn: async () => {
      const text = await ask();
      if (text.length !== answer.length) throw new Error('One answer is not like the others.');
    },
    settled: () => server.settle(),
    cpu: async () => (await server.usage()).cpu,
    // Nothing is written.
    stored: () => Promise.resolve(0),
    close: async () => {
      client.close();
      await server.stop();
    },
  };
};

/** Wards, each with its members and its promises. */
const prepareWards = (folder: string): Promise<void> =>
  fillGateway(folder, async (append) => {
    for (let nth = 0; nth < WARDS; nth += 1) {
      const code = `E0500014${nth}`;
      await append(ward, code, wardAt(BEFORE, `Ward ${nth}`));
      for (let one = 0; one < MEMBERS; one += 1)
        await append(member, nth + one === 0 ? OFFICER : `officer-${nth}-${one}`, [
          ...memberAt(BEFORE),
          { at: BEFORE, event: memberDedicated({ ward: code, kind: 'OFFICER' }) },
        ]);
      for (let one = 0; one < PROMISES; one += 1)
        await append(promise, `visits-${nth}-${one}`, promiseOf(code));
    }
  });
