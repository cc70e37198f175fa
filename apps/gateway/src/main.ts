import {
  memoryEventStore,
  memoryRows,
  startEngine,
  StoreUnavailable,
  type EventStore,
  type Rows,
} from '@wardbook/event-sourcing';
import { kurrentdbEventStore } from '@wardbook/event-store-kurrentdb';
import { postgresBesideLog, postgresDatabase } from '@wardbook/event-store-postgres';
import { sqliteBesideLog, sqliteFolder } from '@wardbook/event-store-sqlite';
import {
  accessLog,
  door,
  keyEncryptionInFile,
  keyEncryptionInMemory,
  keyring,
  memoryKeyStore,
  sealerWith,
  type KeyStore,
} from '@wardbook/personal-data';
import { PROCESSES } from '@wardbook/policing';
import { pino } from 'pino';
import { IDENTITIES } from './demo/people.ts';
import { tellStory } from './demo/tell.ts';
import { demoIssuer, type DemoIssuer } from './demo/tokens.ts';
import { gateway } from './gateway.ts';
import { identifyBy, remoteIssuer } from './identity.ts';
import { SettingInvalid, settingsFrom, type StoreSetting } from './settings.ts';
import { VIEWS } from './views.ts';

const log = pino({ base: null });

const main = async (): Promise<void> => {
  const settings = settingsFrom(process.env);
  const { store, rows, keys, access } = await openStore(settings.store);
  for (const notice of store.notices ?? []) log.warn(notice);
  const encryption =
    settings.store.kind === 'memory' ? keyEncryptionInMemory() : keyEncryptionInFile(settings.keyFile);
  const ring = keyring(keys, encryption);
  const record = accessLog(access, Date.now);
  const personal = door({ log: store, keys: ring, record, now: Date.now });
  const engine = await startEngine({
    store,
    rows,
    views: VIEWS,
    processes: PROCESSES,
    sealer: sealerWith(ring),
    onRefused: ({ process: name, stream, refusal: { rule } }) =>
      log.warn({ process: name, stream, rule }, 'refused'),
  });
  const demo = settings.issuer ? undefined : await demoIssuer();
  const issuer = settings.issuer
    ? remoteIssuer(settings.issuer.issuer, settings.issuer.audience, settings.issuer.jwks)
    : demo?.issuer;
  if (!issuer) throw new TypeError('Nobody issues tokens.');
  const app = await gateway({
    store,
    rows,
    engine,
    door: personal,
    access: { log: access, record },
    now: Date.now,
    identify: identifyBy(issuer),
    ...(settings.demonstration && { explorerQuery: QUERY }),
    // The class of a fault and its stack say where it happened; its message may repeat what was sent.
    onFault: (correlationId, error) => log.error({ correlationId, ...whereOf(error) }, 'fault'),
  });

  const flushing = setInterval(() => {
    personal.flush().catch(() => log.error('the access log cannot be written'));
  }, FLUSH_IN_MILLISECONDS);
  let stopping = false;
  const stop = async (): Promise<void> => {
    // npm and pnpm both pass a signal on: it may come twice.
    if (stopping) return;
    stopping = true;
    await app.close();
    clearInterval(flushing);
    await engine.stop();
    await personal.flush();
    await Promise.all([store.close(), rows.close(), keys.close(), access.close()]);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

  if (settings.demonstration) await tellStory(store, engine, Date.now);
  await engine.caughtUp(await store.head(), 60_000);
  const address = await app.listen({ port: settings.port, host: settings.host });
  const home = address.replace('127.0.0.1', 'localhost');
  if (demo) await introduce(demo, home);
  say(`Wardbook serves GraphQL on ${home}/graphql`);
};

// Denials are counted by the minute.
const FLUSH_IN_MILLISECONDS = 60_000;

interface Opened {
  readonly store: EventStore;
  readonly rows: Rows;
  readonly keys: KeyStore;
  readonly access: EventStore;
}

const openStore = async (setting: StoreSetting): Promise<Opened> => {
  switch (setting.kind) {
    case 'sqlite':
      return sqliteFolder(setting.folder);
    case 'postgres':
      return postgresDatabase(setting.address);
    case 'kurrentdb':
      return {
        ...(setting.beside.kind === 'sqlite'
          ? sqliteBesideLog(setting.beside.folder)
          : await postgresBesideLog(setting.beside.address)),
        store: await kurrentdbEventStore(setting.address),
      };
    case 'memory':
      return {
        store: memoryEventStore(),
        rows: memoryRows(),
        keys: memoryKeyStore(),
        access: memoryEventStore(),
      };
  }
};

const whereOf = (error: unknown): { readonly kind: string; readonly at: readonly string[] } => ({
  kind: error instanceof Error ? error.name : typeof error,
  at: error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [],
});

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const introduce = async ({ tokenFor }: DemoIssuer, address: string): Promise<void> => {
  say('Demonstration: an invented force in the real wards of Camden. Tokens for 12 hours:\n');
  for (const identity of IDENTITIES) say(`  ${identity.label}\n  ${await tokenFor(identity)}\n`);
  say(`Open ${address}/ , set the header { "Authorization": "Bearer TOKEN" } and run:\n`);
  say(QUERY);
  say('\nStop with Ctrl-C; what was recorded is kept.\n');
};

const QUERY = `  {
    ward(code: "E05000140") {
      name
      namedMembers { publicName rank }
      promises(first: 5) {
        edges { node { id statement standing periods(last: 3) { month result met missing } } }
      }
    }
  }`;

try {
  await main();
} catch (error) {
  if (!(error instanceof SettingInvalid || error instanceof StoreUnavailable)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
