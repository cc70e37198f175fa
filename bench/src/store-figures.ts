import type { Figure } from './figure.ts';
import { EVENTS_PER_STREAM, REPLAYED, STREAMS } from './sizes.ts';
import type { Load } from './work.ts';

const appends = (callers: number): Load => ({
  callers,
  warmUp: 300,
  most: 20_000,
  seconds: 2.5,
  before: 0,
  adds: 1,
  counts: 1,
});

const replay: Load = {
  callers: 1,
  warmUp: 1,
  most: 1,
  seconds: 60,
  before: REPLAYED,
  adds: 0,
  counts: REPLAYED,
};

const cycles: Load = { ...appends(32), most: 10_000, before: STREAMS * EVENTS_PER_STREAM };

/** What a store does by itself, beside others. */
export const storeFigures: Readonly<Record<string, Figure>> = {
  'sqlite-append-64': {
    candidate: 'wardbook-sqlite',
    baselines: ['raw-sqlite-grouped'],
    load: appends(64),
    database: 'sqlite',
    unit: 'appends/s',
    goal: 0.5,
  },
  'sqlite-append-64-peer': {
    candidate: 'wardbook-sqlite',
    baselines: ['act-sqlite'],
    load: appends(64),
    database: 'sqlite',
    unit: 'appends/s',
    goal: 3,
  },
  'sqlite-append-64-text': {
    candidate: 'wardbook-sqlite-text',
    baselines: ['wardbook-sqlite'],
    load: appends(64),
    database: 'sqlite',
    unit: 'appends/s',
  },
  'sqlite-append-64-handled': {
    candidate: 'wardbook-sqlite-handled',
    baselines: ['raw-sqlite-grouped'],
    load: appends(64),
    database: 'sqlite',
    unit: 'appends/s',
  },
  'sqlite-append-1': {
    candidate: 'wardbook-sqlite',
    baselines: ['raw-sqlite-single'],
    load: appends(1),
    database: 'sqlite',
    unit: 'appends/s',
    goal: 0.8,
  },
  'sqlite-replay': {
    candidate: 'wardbook-sqlite-replay',
    baselines: ['raw-sqlite-replay'],
    load: replay,
    database: 'sqlite',
    reads: 'a log of its own',
    unit: 'events/s',
    goal: 0.8,
  },
  'sqlite-replay-data-only': {
    candidate: 'wardbook-sqlite-replay',
    baselines: ['raw-sqlite-replay-data'],
    load: replay,
    database: 'sqlite',
    reads: 'a log of its own',
    unit: 'events/s',
  },
  'sqlite-cycle-32': {
    candidate: 'wardbook-sqlite-cycle',
    baselines: ['raw-sqlite-cycle'],
    load: cycles,
    database: 'sqlite',
    unit: 'cycles/s',
    goal: 1,
  },
  'sqlite-cycle-32-uncached': {
    candidate: 'wardbook-sqlite-cycle-uncached',
    baselines: ['raw-sqlite-cycle'],
    load: cycles,
    database: 'sqlite',
    unit: 'cycles/s',
  },
  'postgres-append-32': {
    candidate: 'wardbook-postgres',
    baselines: ['raw-postgres-grouped'],
    load: appends(32),
    database: 'postgres',
    unit: 'appends/s',
    goal: 0.6,
  },
  'postgres-append-32-peer': {
    candidate: 'wardbook-postgres',
    baselines: ['emmett-postgresql', 'act-pg'],
    load: appends(32),
    database: 'postgres',
    unit: 'appends/s',
    goal: 4,
  },
};
