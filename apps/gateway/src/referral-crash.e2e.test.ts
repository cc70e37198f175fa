import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handler, startEngine, type Handle } from '@wardbook/event-sourcing';
import { sqliteFolder } from '@wardbook/event-store-sqlite';
import { bindKeys, keyEncryptionInFile, sealerWith } from '@wardbook/personal-data';
import { policing } from '@wardbook/policing';
import { story } from './demo/story.ts';
import type { Told } from './demo/told.ts';
import { ask, startIdentityProvider, startServer } from './testing/server.ts';

const REFERRAL = 'referral-kilburn-lighting-1';

test('killed between the case’s append and the process’s command: after restarts the referral exists once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wardbook-'));
  const { store, rows, keys, access } = sqliteFolder(folder);
  const sealer = sealerWith(
    await bindKeys({ log: store, keys, encryption: (how) => keyEncryptionInFile(`${folder}.key`, how) }),
    store,
  );
  let sent = 0;
  const tell = async (handle: Handle, { decider, id, command, occurredAt, by }: Told): Promise<void> => {
    await handle(decider, id, command, {
      by,
      occurredAt,
      clientId: 'test',
      commandId: String((sent += 1)),
      correlationId: 'test',
      fingerprint: [id, { ...command }, occurredAt],
    });
  };

  // Everything up to the referral, with its processes; then the referral alone, as if killed right after its append.
  const chapters = story(new Date().toISOString()).slice(0, 4);
  const refers = ({ command: { type } }: Told): boolean => type === 'Refer';
  const engine = await startEngine(policing, { store, rows, sealer });
  for (const chapter of chapters) {
    for (const told of chapter.filter((one) => !refers(one))) await tell(engine.handle, told);
    await engine.settled(await store.head(), 60_000);
  }
  await engine.stop();
  const alone = handler(store, { sealer });
  for (const told of chapters.flat().filter(refers)) await tell(alone, told);
  expect(await store.readStream(REFERRAL)).toEqual([]);
  await Promise.all([store.close(), rows.close(), keys.close(), access.close()]);

  const provider = await startIdentityProvider();
  const environment = { ...provider.environment, WARDBOOK_STORE: `sqlite:${folder}` };
  const token = await provider.tokenFor('auditor-1', 'AUDITOR', 'demonstration-audit');
  const query = `{ events(stream: "${REFERRAL}", first: 100) { edges { node { type key } } } }`;
  const raised = async (address: string): Promise<readonly string[]> => {
    for (;;) {
      const { data } = await ask({ address }, token, query);
      const events: readonly { readonly type: string; readonly id: string }[] = data.events.edges.map(
        ({ node }: { readonly node: object }) => node,
      );
      if (events.length > 0)
        return events.filter(({ type }) => type === 'ReferralRaised').map(({ id }) => id);
    }
  };
  const seen = [];
  for (const signal of ['SIGKILL', 'SIGKILL', 'SIGTERM'] as const) {
    const server = await startServer(environment);
    seen.push(await raised(server.address));
    await server.stop(signal);
  }
  expect(seen[0]).toHaveLength(1);
  expect(new Set(seen.flat()).size).toBe(1);
  provider.close();
  rmSync(folder, { recursive: true });
  rmSync(`${folder}.key`);
}, 120_000);
