import { LONG, SHORT } from './promise-log.ts';
import type { Candidate } from './work.ts';

/** Loaded one at a time: a peer that changes the process (it logs, it traps signals) changes only its own. */
export const candidates: Readonly<Record<string, () => Promise<Candidate>>> = {
  'wardbook-sqlite': async () => (await import('./wardbook.ts')).wardbookSqlite,
  'wardbook-sqlite-text': async () => (await import('./wardbook.ts')).wardbookSqliteText,
  'wardbook-sqlite-handled': async () => (await import('./wardbook.ts')).wardbookSqliteHandled,
  'wardbook-sqlite-cycle': async () => (await import('./wardbook.ts')).wardbookSqliteCycle(),
  'wardbook-sqlite-cycle-uncached': async () => (await import('./wardbook.ts')).wardbookSqliteCycle(0),
  'wardbook-sqlite-replay': async () => (await import('./wardbook.ts')).wardbookSqliteReplay,
  'raw-sqlite-grouped': async () => (await import('./raw-sqlite.ts')).rawSqliteGrouped,
  'raw-sqlite-single': async () => (await import('./raw-sqlite.ts')).rawSqliteSingle,
  'raw-sqlite-cycle': async () => (await import('./raw-sqlite.ts')).rawSqliteCycle,
  'raw-sqlite-replay': async () => (await import('./raw-sqlite.ts')).rawSqliteReplay('data and metadata'),
  'raw-sqlite-replay-data': async () => (await import('./raw-sqlite.ts')).rawSqliteReplay('data'),
  'act-sqlite': async () => (await import('./act.ts')).actSqlite,
  'wardbook-postgres': async () => (await import('./wardbook-postgres.ts')).wardbookPostgres,
  'raw-postgres-grouped': async () => (await import('./raw-postgres.ts')).rawPostgresGrouped,
  'emmett-postgresql': async () => (await import('./emmett.ts')).emmettPostgres,
  'act-pg': async () => (await import('./act.ts')).actPostgres,
  'views-of-short-promises': async () => (await import('./promise-views.ts')).wardbookViews(SHORT),
  'views-of-long-promises': async () => (await import('./promise-views.ts')).wardbookViews(LONG),
  'raw-views-of-short-promises': async () => (await import('./raw-views.ts')).rawViews(SHORT),
  'gateway-1': async () => (await import('./gateway.ts')).gatewayWith(1, 'all followers'),
  'gateway-32': async () => (await import('./gateway.ts')).gatewayWith(32, 'all followers'),
  'gateway-without-followers-1': async () => (await import('./gateway.ts')).gatewayWith(1, 'no followers'),
  'gateway-without-followers-32': async () => (await import('./gateway.ts')).gatewayWith(32, 'no followers'),
  'gateway-page': async () => (await import('./gateway-pages.ts')).gatewayPage,
  'gateway-page-without-words': async () => (await import('./gateway-pages.ts')).gatewayPageWithoutWords,
  'stock-page': async () => (await import('./gateway-pages.ts')).stockPage({}),
  'stock-page-in-production': async () =>
    (await import('./gateway-pages.ts')).stockPage({ NODE_ENV: 'production' }),
  'gateway-nested': async () => (await import('./gateway-pages.ts')).gatewayNested,
  'gateway-nested-before': async () => (await import('./gateway-pages.ts')).gatewayNestedBefore,
};
