import { memoryRows } from '../../memory-rows.ts';
import { crash, start, type Gateway, type World } from './gateways.ts';
import type { Fault } from './plan.ts';

/** Lets what the plan has in store happen in its time, and then all be calm. */
export const startFate = (world: World, onCalm: () => void): void => {
  const { scheduler: time, outside, plan } = world;
  let left = plan.faults.length;
  const struck = (): void => {
    if (left > 0) return;
    calm(world);
    onCalm();
  };
  for (const fault of plan.faults)
    time.after(outside, fault.at, () => {
      world.tell(`${fault.kind} of gateway-${String(fault.gateway)}`);
      strike(world, fault);
      left -= 1;
      struck();
    });
  struck();
};

const strike = (world: World, fault: Fault): void => {
  const { scheduler: time, chance } = world;
  const gateway = world.gateways[fault.gateway]!;
  switch (fault.kind) {
    case 'CRASH':
      crash(world, gateway);
      startAgain(world, gateway, fault.milliseconds);
      break;
    case 'TRAP':
      gateway.trap = {
        effects: fault.effects,
        spring: () => strike(world, { ...fault, ...sprung(fault.pause, chance.int(500)) }),
      };
      break;
    case 'STOP':
      void stop(world, gateway).then(() => startAgain(world, gateway, fault.milliseconds));
      break;
    case 'PAUSE':
      gateway.owner.pausedUntil = time.now() + fault.milliseconds;
      break;
    case 'CLOCK':
      gateway.ahead = fault.milliseconds;
      break;
    case 'CONNECTIONS':
      gateway.failingUntil = time.now() + fault.milliseconds;
      break;
    case 'RELEASE':
      crash(world, gateway);
      gateway.build = 2;
      startAgain(world, gateway, chance.int(500));
      break;
    case 'ROWS_DELETED':
      for (const each of world.gateways) crash(world, each);
      world.rows = memoryRows({ now: time.now });
      for (const each of world.gateways) startAgain(world, each, chance.int(1_000));
      break;
  }
};

const sprung = (pause: number | undefined, milliseconds: number) =>
  pause === undefined
    ? ({ kind: 'CRASH', milliseconds } as const)
    : ({ kind: 'PAUSE', milliseconds: pause } as const);

const startAgain = (world: World, gateway: Gateway, milliseconds: number): void => {
  world.scheduler.after(world.outside, milliseconds, () => {
    if (!gateway.owner.alive) void start(world, gateway);
  });
};

/** As an operator stops it: what is under way is finished. */
const stop = async (world: World, gateway: Gateway): Promise<void> => {
  const { engine, owner } = gateway;
  if (!engine) return;
  gateway.engine = undefined;
  await engine.stop();
  if (gateway.owner === owner) crash(world, gateway);
};

/** From now on nothing goes wrong any more: clocks are right, whoever stood still goes on, whoever was down comes back. */
const calm = (world: World): void => {
  world.tell('calm');
  for (const gateway of world.gateways) {
    gateway.ahead = 0;
    gateway.failingUntil = 0;
    gateway.isRemote = false;
    gateway.owner.pausedUntil = 0;
    if (!gateway.owner.alive) void start(world, gateway);
  }
};
