import {
  clockWatch,
  memoryEventStore,
  memoryRows,
  startEngine,
  type AnyView,
  type Engine,
  type EventStore,
  type Rows,
} from '@wardbook/event-sourcing';
import { kurrentdbEventStore } from '@wardbook/event-store-kurrentdb';
import { postgresBesideLog, postgresDatabase } from '@wardbook/event-store-postgres';
import { sqliteBesideLog, sqliteFolder } from '@wardbook/event-store-sqlite';
import {
  accessLog,
  bindKeys,
  door,
  keyEncryptionInFile,
  keyEncryptionInMemory,
  memoryKeyStore,
  sealerWith,
  textsOf,
  type KeyStore,
} from '@wardbook/personal-data';
import { policing } from '@wardbook/policing';
import type { FastifyInstance } from 'fastify';
import { clientRegister, type ClientRegister } from './agency/client-register.ts';
import type { Explorer } from './explorer.ts';
import { gateway } from './gateway.ts';
import type { Deadlines } from './http/http-server.ts';
import type { Identify, ReadToken } from './identity.ts';
import { readiness, type OperatorLog } from './readiness.ts';
import type { Settings, StoreSetting } from './settings.ts';
import { VIEWS } from './views.ts';

/** Everything that serves, wired together and running. It does not listen yet. */
export interface Wardbook {
  readonly app: FastifyInstance;
  readonly engine: Engine;
  readonly store: EventStore;
  readonly rows: Rows;
  readonly keys: KeyStore;
  readonly access: EventStore;
  /** Resolves once the read models have caught up with the log as it was at the start; not ready before. */
  caughtUp(): Promise<void>;
  /** Ends in order whatever the stores say; one line for each thing that could not be written. */
  stop(): Promise<void>;
}

export interface WardbookOptions {
  /** UTC milliseconds. */
  readonly now?: () => number;
  readonly log: OperatorLog;
  readonly identify: ReadToken;
  /** The page at `/`; only a demonstration has one. */
  readonly explorer?: Explorer;
  /** How long is waited for a request that comes slowly. */
  readonly deadlines?: Deadlines;
  /** What follows the log. Default: everything. */
  readonly views?: readonly AnyView[];
  /** What is recorded, and which processes act on it. Default: policing. */
  readonly domain?: typeof policing;
}

/** Opens what the settings name. Throws `StoreUnavailable`, one sentence, for what cannot be opened. */
export const openWardbook = async (settings: Settings, options: WardbookOptions): Promise<Wardbook> => {
  const { now = Date.now, log, identify, explorer, deadlines, views = VIEWS, domain = policing } = options;
  const { clockAhead: aheadBy } = settings;
  const opened = await openStore(settings.store, { aheadBy });
  const { store, rows, keys, access } = opened;
  for (const notice of store.notices ?? []) log.warn({}, notice);
  const close = (): Promise<readonly PromiseSettledResult<void>[]> =>
    Promise.allSettled([store, rows, keys, access].map((each) => each.close()));
  try {
    const ring = await bindKeys({
      log: store,
      keys,
      encryption: (how) =>
        settings.store.kind === 'memory'
          ? keyEncryptionInMemory()
          : keyEncryptionInFile(settings.keyFile, how),
    });
    const record = accessLog(access, now);
    const personal = door({ log: store, keys: ring, record, now });
    const texts = textsOf({ log: store, keys: ring });
    const engine = await startEngine(domain, {
      store,
      rows,
      views,
      now,
      sealer: sealerWith(ring, store, texts),
      lease: settings.lease,
      foreignRows: settings.foreignRows,
      ...(settings.processesBegin && { processesBegin: settings.processesBegin }),
      sayHow: SAY_HOW,
      onRefused: ({ process: name, stream, refusal: { rule } }) =>
        log.warn({ process: name, stream, rule }, 'refused'),
      onParked: (follower, { key, reason, event }) =>
        log.error({ follower, key, reason, event }, 'parked until its facts move'),
    });
    const clocks = await Promise.all([store, access].map((watched) => clockWatch(watched, { now, aheadBy })));
    const ready = readiness(engine, { writing: [store, access, ...clocks], identity: identify }, log);
    const flush = flushing(() => personal.flush(), log);
    const app = await gateway({
      store,
      rows,
      engine,
      door: personal,
      texts,
      access: { log: access, record },
      now,
      earliest: settings.earliest,
      identify: identifying(identify, clientRegister(store, now)),
      readiness: ready,
      corsOrigins: settings.corsOrigins,
      ...(deadlines && { deadlines }),
      ...(explorer && { explorer }),
      // The class of a fault and its stack say where it happened; its message may repeat what was sent.
      onFault: (request, error) => log.error({ ...request, ...whereOf(error) }, 'fault'),
    });
    return {
      ...opened,
      app,
      engine,
      caughtUp: async () => {
        await engine.caughtUp(await store.head(), Infinity);
        ready.caughtUp();
      },
      stop: async () => {
        await app.close();
        ready.stop();
        await Promise.all(clocks.map((clock) => clock.stop()));
        await engine.stop();
        await flush.stop();
        for (const result of await close())
          if (result.status === 'rejected') log.error(whereOf(result.reason), 'could not be closed in order');
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** A person is who their token says; a system is who the register says. */
const identifying =
  (read: ReadToken, register: ClientRegister): Identify =>
  async (authorization) => {
    const said = await read(authorization);
    return 'by' in said ? said : register(said);
  };

const SAY_HOW = {
  processesBegin:
    'Set WARDBOOK_PROCESSES_BEGIN to at-first-event to have them act on all of it once more, or to after-last-event.',
  foreignRows: 'Set WARDBOOK_FOREIGN_ROWS=rebuild to have them rebuilt.',
};

// Denials are counted by the minute.
const FLUSH_IN_MILLISECONDS = 60_000;

/** Writes down what is counted, now and then and at the end. */
const flushing = (flush: () => Promise<void>, log: OperatorLog) => {
  const write = (): Promise<void> =>
    flush().catch((error: unknown) => {
      log.error(whereOf(error), 'counted denials could not be written to the access log');
    });
  const timer = setInterval(() => void write(), FLUSH_IN_MILLISECONDS);
  return {
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await write();
    },
  };
};

interface Opened {
  readonly store: EventStore;
  readonly rows: Rows;
  readonly keys: KeyStore;
  readonly access: EventStore;
}

const openStore = async (setting: StoreSetting, clock: { readonly aheadBy: number }): Promise<Opened> => {
  switch (setting.kind) {
    case 'sqlite':
      return sqliteFolder(setting.folder, clock);
    case 'postgres':
      return postgresDatabase(setting.address, clock);
    case 'kurrentdb': {
      const store = await kurrentdbEventStore(setting.address, clock);
      try {
        const beside =
          setting.beside.kind === 'sqlite'
            ? sqliteBesideLog(setting.beside.folder, clock)
            : await postgresBesideLog(setting.beside.address, store, clock);
        return { ...beside, store };
      } catch (error) {
        await store.close();
        throw error;
      }
    }
    case 'memory':
      return {
        store: memoryEventStore({ now: Date.now, ...clock }),
        rows: memoryRows(),
        keys: memoryKeyStore(),
        access: memoryEventStore({ now: Date.now, ...clock }),
      };
  }
};

const whereOf = (error: unknown): { readonly kind: string; readonly at: readonly string[] } => ({
  kind: error instanceof Error ? error.name : typeof error,
  at: error instanceof Error ? framesOf(error) : [],
});

/** A message may have lines that look like a stack; the stack comes after it. */
const framesOf = ({ message, stack = '' }: Error): readonly string[] =>
  stack
    .slice(stack.lastIndexOf(message) + message.length)
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
