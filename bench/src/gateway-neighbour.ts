import { httpClient } from './gateway-client.ts';
import { OFFICER, prepareGateway } from './gateway-log.ts';
import { startGateway, type Gateway } from './gateway-process.ts';
import { median, rounded } from './median.ts';
import { folders, shuffled } from './rounds.ts';

export const NEIGHBOUR = 'gateway-neighbour';

const SECONDS = 4;
const PAUSE_IN_MILLISECONDS = 5;
const WARM_UP = 200;
const PROMISES = 50;

/** What somebody else asks meanwhile, one question after another. */
const BESIDE = {
  nothing: undefined,
  // Costs 91,151 of 100,000, and shows 19,201 values of 1,200 months.
  'the dearest': `{ promises(first: ${PROMISES}) { edges { node { id kind standing statement ward { name }
    proposedAt periods(last: 24) { month result targets met missing daysLeft } } } } }`,
  refused: `{ promises(first: 100) { edges { node { ward { promises(first: 100) { edges { node { statement } } } } } } } }`,
} as const;
type Beside = keyof typeof BESIDE;
const ALL = Object.keys(BESIDE) as Beside[];

/** Milliseconds; and how many questions the neighbour had answered, or refused. */
interface Waits {
  readonly p50: number;
  readonly p99: number;
  readonly freeze: number;
  readonly beside: number;
}

/**
 * How long a client waits for one field of one record, alone, and beside another client that sends what costs as much as
 * one query may, or what is refused. Medians over the rounds.
 */
export const measureNeighbour = async (rounds: number) => {
  const measured: Record<Beside, Waits[]> = { nothing: [], 'the dearest': [], refused: [] };
  const places = folders();
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const folder = await places.fresh();
      await prepareGateway(folder, PROMISES);
      const gateway = await startGateway(folder, 'all followers');
      await gateway.settle();
      for (const beside of shuffled(ALL)) measured[beside].push(await waits(gateway, beside));
      await gateway.stop();
      await places.release(folder);
      console.error(`round ${String(round)}`, measured);
    }
  } finally {
    await places.end();
  }
  const each = (what: keyof Waits) =>
    Object.fromEntries(
      ALL.map((beside) => [beside, rounded(median(measured[beside].map((one) => one[what])))]),
    );
  const slowest = measured['the dearest'].map(({ p99 }) => p99);
  return {
    figure: NEIGHBOUR,
    candidate: 'beside the dearest',
    baseline: 'beside nothing',
    value: rounded(median(slowest)),
    unit: 'ms',
    p50: each('p50'),
    p99: each('p99'),
    freeze: each('freeze'),
    beside: each('beside'),
    rounds,
    min: rounded(Math.min(...slowest)),
    max: rounded(Math.max(...slowest)),
    goal: { most: 100 },
  };
};

const waits = async (gateway: Gateway, beside: Beside): Promise<Waits> => {
  const token = await gateway.tokenFor(OFFICER);
  const [client, other] = [httpClient(gateway.address), httpClient(gateway.address)];
  const ask = (): Promise<string> =>
    client.post('/graphql', token, { query: '{ ward(code: "E05000140") { name } }' });
  for (let turn = 0; turn < WARM_UP; turn += 1) await ask();
  const query = BESIDE[beside];
  const send = async (): Promise<void> => {
    const answer = other.post('/graphql', token, { query });
    if (beside === 'the dearest') await answer;
    else await answer.then(accepted, () => undefined);
  };
  if (query !== undefined) await send();
  await gateway.begin();
  const until = performance.now() + SECONDS * 1_000;
  const [took, sent] = await Promise.all([timed(ask, until), query === undefined ? 0 : again(send, until)]);
  const { freeze } = await gateway.usage();
  client.close();
  other.close();
  return { p50: took(0.5), p99: took(0.99), freeze, beside: sent };
};

const accepted = (): never => {
  throw new Error('What is to be refused was answered.');
};

const timed = async (ask: () => Promise<unknown>, until: number): Promise<(part: number) => number> => {
  const took: number[] = [];
  while (performance.now() < until) {
    const asked = performance.now();
    await ask();
    took.push(performance.now() - asked);
    await new Promise((resolve) => {
      setTimeout(resolve, PAUSE_IN_MILLISECONDS);
    });
  }
  took.sort((a, b) => a - b);
  return (part) => took[Math.floor(part * (took.length - 1))] ?? Number.NaN;
};

const again = async (send: () => Promise<void>, until: number): Promise<number> => {
  let sent = 0;
  for (; performance.now() < until; sent += 1) await send();
  return sent;
};
