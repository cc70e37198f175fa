import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine, type Engine } from '@wardbook/event-sourcing';
import { sqliteFolder } from '@wardbook/event-store-sqlite';
import { bindKeys, keyEncryptionInFile, sealerWith } from '@wardbook/personal-data';
import { policing } from '@wardbook/policing';
import type { Told } from './demo/told.ts';
import { runCommand } from './testing/server.ts';

/** What was written down when (UTC): the clock stands there, and processes act on it. */
export type WrittenDays = readonly (readonly [day: string, all: readonly Told[]])[];

/** A log in SQLite as it came about day by day, for a terminal to read. */
const folderOf = async (
  days: WrittenDays,
): Promise<{ readonly folder: string; readonly remove: () => void }> => {
  const folder = mkdtempSync(join(tmpdir(), 'wardbook-days-'));
  const keyFile = `${folder}.key`;
  const { store, rows, keys, access } = sqliteFolder(folder);
  const encryption = (how: { readonly make: boolean }) => keyEncryptionInFile(keyFile, how);
  const sealer = sealerWith(await bindKeys({ log: store, keys, encryption }), store);
  const clock = { now: '' };
  const engine = await startEngine(policing, { store, rows, sealer, now: () => Date.parse(clock.now) });
  let sent = 0;
  for (const [day, all] of days) {
    clock.now = day;
    for (const told of all) await tell(engine, told, `told-${String((sent += 1))}`);
    await engine.settled(await store.head(), 60_000);
    await engine.tick();
    await engine.settled(await store.head(), 60_000);
  }
  await engine.stop();
  await Promise.all([store, rows, keys, access].map((each) => each.close()));
  const remove = (): void => {
    rmSync(folder, { recursive: true });
    rmSync(keyFile);
  };
  return { folder, remove };
};

const tell = async (
  engine: Engine,
  { decider, id, command, occurredAt, by, refusedBy }: Told,
  commandId: string,
): Promise<void> => {
  const sender = { by, occurredAt, clientId: 'test', commandId, correlationId: commandId };
  const { refusal } = await engine.handle(decider, id, command, { ...sender, fingerprint: commandId });
  if (refusal?.rule !== refusedBy)
    throw new TypeError(
      `${command.type} is ${refusal ? `refused: ${refusal.rule}. ${refusal.reason}` : `not refused by ${String(refusedBy)}`}`,
    );
};

const SHOWN = /```sh\nnpx -y pnpm@12 wardbook (.+)\n```\n\n```text\n([\s\S]+?)\n```/g;

/** What a page of the documentation says that the terminal prints. */
const shownOn = (page: string): readonly { readonly call: string; readonly told: string }[] =>
  [...readFileSync(join(import.meta.dirname, '../../../docs/how-to', page), 'utf8').matchAll(SHOWN)].map(
    ([, call = '', told = '']) => ({ call, told }),
  );

interface Printed {
  readonly days: WrittenDays;
  readonly shows: string;
  /** How often the page shows what the terminal prints. */
  readonly times: number;
}

/** Tests that the terminal prints of these days what a page of the documentation says. */
export const printedAsOn = (page: string, { days, shows, times }: Printed): void => {
  const shown = shownOn(page);
  let written: Awaited<ReturnType<typeof folderOf>>;
  beforeAll(async () => {
    written = await folderOf(days);
  }, 120_000);
  afterAll(() => written.remove());

  test(`the page shows ${shows}`, () => expect(shown).toHaveLength(times));

  test.each(shown)('$call', async ({ call, told }) => {
    const { code, output } = await runCommand('apps/cli/dist/main.js', [
      ...call.split(' '),
      '--store',
      `sqlite:${written.folder}`,
    ]);
    expect({ code, output: output.trimEnd() }).toEqual({ code: 0, output: told });
  });
};
