import type { Figure } from './figure.ts';
import type { Load } from './work.ts';

const commands = (callers: number): Load => ({
  callers,
  warmUp: 300,
  most: 20_000,
  seconds: 4,
  before: 0,
  adds: 1,
  counts: 1,
});

/** `recordVisit` over HTTP: to so many promises, from so many callers. */
export const gatewayFigures: Readonly<Record<string, Figure>> = Object.fromEntries(
  [1, 32].flatMap((promises) =>
    [1, 8, 32].map((callers): [string, Figure] => [
      `gateway-commands-${promises}-promises-${callers}-callers`.replace(/\b1-(promise|caller)s/g, '1-$1'),
      {
        candidate: `gateway-${promises}`,
        baselines: [`gateway-without-followers-${promises}`],
        load: commands(callers),
        database: 'sqlite',
        unit: 'commands/s',
        goal: 0.7,
      },
    ]),
  ),
);
