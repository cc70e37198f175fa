import { startClients, type Clients } from './clients.ts';
import { startFate } from './fate.ts';
import { start, type World } from './gateways.ts';
import { LEASE, type Plan } from './plan.ts';
import { BEGINNING } from './scheduler.ts';

// What does not come to rest by then never will.
const MOST_STEPS = 60_000;
/** After the last change: a lease may have to run out, and everybody may have to look for news once more. */
export const QUIET = LEASE + 2_500;
/** So long after the last fault all must have come to rest. */
const REST = 60_000;

/** Plays what the plan has in store, to the end: until nothing has changed for so many milliseconds. */
export const play = async (world: World, quiet: number): Promise<Clients> => {
  const { scheduler: time } = world;
  for (const gateway of world.gateways) void start(world, gateway);
  const clients = startClients(world);
  let calmFrom = Infinity;
  startFate(world, () => {
    calmFrom = time.now();
    world.changedAt = calmFrom;
  });
  const restBy = (): number => calmFrom + REST;
  await time.run(() => {
    if (time.now() > restBy()) {
      world.findings.push(`It never comes to rest: ${unrest(world, clients)}`);
      return true;
    }
    return time.now() > calmFrom && isQuiet(world, clients, quiet);
  }, MOST_STEPS);
  return clients;
};

const isQuiet = (
  { scheduler: time, plan, gateways, changedAt }: World,
  clients: Clients,
  quiet: number,
): boolean =>
  time.now() - changedAt > quiet &&
  time.now() > lastDue(plan) + 1_500 &&
  clients.areDone() &&
  gateways.every(
    ({ engine, owner }) => engine && engine.trouble() === undefined && time.now() - owner.pausedUntil > quiet,
  );

const lastDue = ({ wishes }: Plan): number =>
  wishes.reduce((latest, { command: { due } }) => Math.max(latest, Date.parse(String(due)) || 0), BEGINNING);

const unrest = ({ gateways }: World, clients: Clients): string =>
  [
    ...(clients.areDone() ? [] : ['clients wait']),
    ...gateways.map(({ name, engine }) =>
      engine ? `${name}: ${engine.trouble() ?? 'well'}` : `${name} is not there`,
    ),
  ].join('; ');
