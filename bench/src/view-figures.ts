import type { Figure } from './figure.ts';
import { eventsOf, LONG, SHORT, type Length } from './promise-log.ts';
import type { Load } from './work.ts';

const rebuild = (length: Length): Load => ({
  callers: 1,
  warmUp: 1,
  most: 1,
  seconds: 600,
  before: eventsOf(length),
  adds: 0,
  counts: eventsOf(length),
});

/** Rows of promises, rebuilt from the first event. */
export const viewFigures: Readonly<Record<string, Figure>> = {
  'views-long': {
    candidate: 'views-of-short-promises',
    baselines: ['views-of-long-promises'],
    load: rebuild(SHORT),
    loads: { 'views-of-long-promises': rebuild(LONG) },
    database: 'sqlite',
    reads: 'a log of its own',
    unit: 'events/s',
    goal: { most: 1.3 },
  },
  'views-rebuild': {
    candidate: 'views-of-short-promises',
    baselines: ['raw-views-of-short-promises'],
    load: rebuild(SHORT),
    database: 'sqlite',
    reads: 'the same log',
    unit: 'events/s',
    goal: 0.5,
  },
};
