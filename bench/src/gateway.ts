import { randomUUID } from 'node:crypto';
import { monthStart } from '@wardbook/policing';
import { httpClient } from './gateway-client.ts';
import { OFFICER, openMonths, prepareGateway, promiseId, SCHOOLS, visitsIn } from './gateway-log.ts';
import { startGateway, type Followers } from './gateway-process.ts';
import type { Candidate } from './work.ts';

const RECORD_VISIT = `mutation ($input: RecordVisitInput!) { recordVisit(input: $input) {
  receipt { recordId version token eventIds }
  userErrors { __typename message }
} }`;

interface Answer {
  readonly data: {
    readonly recordVisit: {
      readonly receipt: object | null;
      readonly userErrors: readonly { readonly __typename: string; readonly message: string }[];
    };
  };
}

/** Callers who record visits to so many promises in turn, each over a connection of its own. */
export const gatewayWith =
  (promises: number, followers: Followers): Candidate =>
  async (folder) => {
    await prepareGateway(folder, promises);
    const gateway = await startGateway(folder, followers);
    const token = await gateway.tokenFor(OFFICER);
    const client = httpClient(gateway.address);
    const record = async (turn: number, more: object = {}): Promise<Answer['data']['recordVisit']> => {
      const variables = { input: { ...visit(turn, promises), ...more } };
      const text = await client.post('/graphql', token, { query: RECORD_VISIT, variables });
      return (JSON.parse(text) as Answer).data.recordVisit;
    };
    await gateway.settle();
    let turn = 0;
    return {
      turn: async () => {
        const { receipt, userErrors } = await record((turn += 1));
        if (!receipt) throw new Error(userErrors[0]?.message);
      },
      settled: () => gateway.settle(),
      cpu: async () => (await gateway.usage()).cpu,
      stored: () => visitsIn(folder),
      refusesStale: async () => {
        const { userErrors } = await record((turn += 1), { expectedVersion: 1 });
        return userErrors[0]?.__typename === 'VersionConflict';
      },
      close: async () => {
        client.close();
        await gateway.stop();
      },
    };
  };

const MONTHS = openMonths();
const DAY_IN_MILLISECONDS = 86_400_000;

/** No two visits are of the same moment: the second would be refused. */
const visit = (turn: number, promises: number): object => {
  const nth = Math.floor(turn / promises);
  const begins = Date.parse(monthStart(MONTHS[nth % MONTHS.length] ?? '')) + DAY_IN_MILLISECONDS;
  return {
    commandId: randomUUID(),
    promiseId: globalId('Promise', promiseId(turn % promises)),
    memberId: globalId('Member', OFFICER),
    target: SCHOOLS[nth % SCHOOLS.length],
    evidence: `pocket-book/${turn}`,
    occurredAt: new Date(begins + nth * 61_000).toISOString(),
  };
};

// As the gateway makes them; a client would have been given them.
const globalId = (kind: string, id: string): string => Buffer.from(`${kind}:${id}`).toString('base64url');
