import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { httpClient } from './gateway-client.ts';
import { prepareGateway } from './gateway-log.ts';
import { startGateway, type Followers } from './gateway-process.ts';
import { median, rounded } from './median.ts';
import { eventsOf, type Length } from './promise-log.ts';
import { folders, shuffled } from './rounds.ts';

export const FREEZE = 'gateway-freeze';

/** About 12,000 events. */
const APPENDED: Length = { promises: 54, months: 10 };
const PAUSE_IN_MILLISECONDS = 5;
const WARM_UP = 200;

/** Milliseconds. */
interface Stalls {
  readonly freeze: number;
  readonly healthz: number;
}

/**
 * The longest freeze of a gateway's event loop, and the slowest answer of `/healthz`, while another process appends to
 * the same log and until the gateway has caught up; beside a gateway that follows nothing. Medians over the rounds.
 */
export const measureFreeze = async (rounds: number) => {
  const measured: Record<Followers, Stalls[]> = { 'all followers': [], 'no followers': [] };
  const places = folders();
  try {
    for (let round = 1; round <= rounds; round += 1) {
      for (const followers of shuffled(['all followers', 'no followers'] as const)) {
        const folder = await places.fresh();
        measured[followers].push(await stalls(folder, followers));
        await places.release(folder);
      }
      console.error(`round ${String(round)}`, measured);
    }
  } finally {
    await places.end();
  }
  const of = (followers: Followers, what: keyof Stalls): readonly number[] =>
    measured[followers].map((one) => one[what]);
  const both = (what: keyof Stalls) => ({
    candidate: rounded(median(of('all followers', what))),
    baseline: rounded(median(of('no followers', what))),
  });
  const freezes = of('all followers', 'freeze');
  return {
    figure: FREEZE,
    candidate: 'gateway',
    baseline: 'gateway-without-followers',
    value: rounded(median(freezes)),
    unit: 'ms',
    freeze: both('freeze'),
    slowestHealthz: both('healthz'),
    appended: eventsOf(APPENDED),
    rounds,
    min: rounded(Math.min(...freezes)),
    max: rounded(Math.max(...freezes)),
    goal: { most: 100 },
  };
};

const run = promisify(execFile);

const stalls = async (folder: string, followers: Followers): Promise<Stalls> => {
  await prepareGateway(folder, 1);
  const gateway = await startGateway(folder, followers);
  const client = httpClient(gateway.address);
  await gateway.settle();
  for (let turn = 0; turn < WARM_UP; turn += 1) await client.get('/healthz');
  await gateway.begin();
  let isOver = false;
  const script = join(import.meta.dirname, 'append-promises.ts');
  const appended = run(process.execPath, [...process.execArgv, script, folder, JSON.stringify(APPENDED)])
    .then(() => gateway.settle())
    .finally(() => (isOver = true));
  const [healthz] = await Promise.all([
    slowest(
      () => client.get('/healthz'),
      () => isOver,
    ),
    appended,
  ]);
  const { freeze } = await gateway.usage();
  client.close();
  await gateway.stop();
  return { freeze, healthz };
};

/** How long the slowest of many answers took, one at a time. */
const slowest = async (ask: () => Promise<unknown>, isOver: () => boolean): Promise<number> => {
  let longest = 0;
  while (!isOver()) {
    const asked = performance.now();
    await ask();
    longest = Math.max(longest, performance.now() - asked);
    await new Promise((resolve) => {
      setTimeout(resolve, PAUSE_IN_MILLISECONDS);
    });
  }
  return longest;
};
