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

const requests = (callers: number): Load => ({
  callers,
  warmUp: 1_000,
  most: 20_000,
  seconds: 5,
  before: 0,
  adds: 0,
  counts: 1,
});

/** Pages over HTTP: against what a beginner has, against a page without words, and against an older build. */
const readFigures: Readonly<Record<string, Figure>> = {
  'gateway-page': {
    candidate: 'gateway-page',
    baselines: ['stock-page'],
    load: requests(32),
    database: 'sqlite',
    unit: 'requests/s',
    goal: 1.2,
  },
  'gateway-page-in-production': {
    candidate: 'gateway-page',
    baselines: ['stock-page-in-production'],
    load: requests(32),
    database: 'sqlite',
    unit: 'requests/s',
  },
  'gateway-texts': {
    candidate: 'gateway-page-without-words',
    baselines: ['gateway-page'],
    load: requests(32),
    database: 'sqlite',
    unit: 'requests/s',
    goal: { most: 1.2 },
  },
  'gateway-nested': {
    candidate: 'gateway-nested',
    baselines: ['gateway-nested-before'],
    load: { ...requests(32), warmUp: 200 },
    database: 'sqlite',
    older: '183a075',
    unit: 'requests/s',
    goal: 2.5,
  },
};

/** `recordVisit` over HTTP: to so many promises, from so many callers. */
const commandFigures: Readonly<Record<string, Figure>> = Object.fromEntries(
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

export const gatewayFigures: Readonly<Record<string, Figure>> = { ...readFigures, ...commandFigures };
