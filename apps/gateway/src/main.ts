import './in-production.ts';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import { pino } from 'pino';
import { demoExplorer } from './demo/explorer.ts';
import { TABS } from './demo/explorer-tabs.ts';
import { IDENTITIES } from './demo/people.ts';
import { tellStory } from './demo/tell.ts';
import { demoIssuer, type DemoIssuer } from './demo/tokens.ts';
import { identifyBy, remoteIssuer } from './identity.ts';
import { SettingInvalid, settingsFrom, type Settings } from './settings.ts';
import { openWardbook, type Wardbook } from './wardbook.ts';

const log = pino({ base: null });

const main = async (): Promise<void> => {
  const settings = settingsFrom(process.env);
  const demo = settings.issuer ? undefined : await demoIssuer();
  const issuer = settings.issuer
    ? remoteIssuer(settings.issuer.issuer, settings.issuer.audience, settings.issuer.jwks)
    : demo?.issuer;
  if (!issuer) throw new TypeError('Nobody issues tokens.');
  const wardbook = await openWardbook(settings, {
    log,
    identify: identifyBy(issuer),
    ...(demo && settings.demonstration && { explorer: demoExplorer(demo) }),
  });
  let stopping: Promise<void> | undefined;
  // npm and pnpm both pass a signal on: it may come twice.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void (stopping ??= wardbook.stop()));

  try {
    // Alive before it is ready: catching up may take its time, and a signal is heard meanwhile.
    const address = await listen(wardbook, settings);
    const home = address.replace('127.0.0.1', 'localhost');
    if (settings.demonstration) await tellStory(wardbook.store, wardbook.engine, Date.now);
    await wardbook.caughtUp();
    if (stopping) return;
    if (demo) await introduce(demo, home);
    say(`Wardbook serves GraphQL on ${home}/graphql`);
  } catch (error) {
    // What was cut short by a signal is no failure.
    if (!stopping) {
      await (stopping = wardbook.stop());
      throw error;
    }
    await stopping;
  }
};

const listen = async ({ app }: Wardbook, { port, host }: Settings): Promise<string> => {
  try {
    return await app.listen({ port, host });
  } catch (error) {
    const { code = 'unknown' } = error as { readonly code?: string };
    throw new SettingInvalid(
      code === 'EADDRINUSE'
        ? `Something listens on port ${String(port)} already: stop it, or set PORT.`
        : `Wardbook cannot listen where PORT and WARDBOOK_HOST say (${code}): choose another port or address.`,
    );
  }
};

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const introduce = async ({ tokenFor }: DemoIssuer, address: string): Promise<void> => {
  say('Demonstration: an invented force in the real wards of Camden. Tokens for 12 hours:\n');
  for (const identity of IDENTITIES) say(`  ${identity.label}\n  ${await tokenFor(identity)}\n`);
  say(`Open ${address}/ , choose who you are, and press ▶. Or send one of the tokens with a query:\n`);
  say(TABS.at(-1)?.query ?? '');
  say('\nStop with Ctrl-C; what was recorded is kept.\n');
};

try {
  await main();
} catch (error) {
  if (!(error instanceof SettingInvalid || error instanceof StoreUnavailable)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
