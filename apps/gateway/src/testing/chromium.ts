import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Page } from 'playwright-core';

/** A browser without a window, on a machine that has none: it comes from npm, with all the libraries that it needs. */
export interface Browser {
  readonly page: Page;
  /** Every address that was asked for of anybody but `home`; none of them was reached. */
  readonly strayed: readonly string[];
  /** What the page's console complained of. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** For other kinds of machines than Linux on x64: where a Chromium is. */
const OWN = process.env['WARDBOOK_TEST_CHROMIUM'];

/** Starts one that reaches nobody but `home`. */
export const startBrowser = async (home: string): Promise<Browser> => {
  const folder = mkdtempSync(join(tmpdir(), 'wardbook-chromium-'));
  if (OWN === undefined) await unpackInto(folder);
  const browser = await chromium.launch({
    executablePath: OWN ?? join(folder, 'chromium'),
    args: FLAGS,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  });
  // So high that editors, which draw what is seen of them alone, draw all of an answer.
  const page = await browser.newPage({ viewport: { width: 1_280, height: 2_000 } });
  page.setDefaultTimeout(10_000);
  const [strayed, complaints]: [string[], string[]] = [[], []];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.context().route(
    ({ origin }) => origin !== home,
    (route) => {
      strayed.push(route.request().url());
      return route.abort();
    },
  );
  const close = async (): Promise<void> => {
    await browser.close();
    rmSync(folder, { recursive: true });
  };
  return { page, strayed, complaints, close };
};

const unpackInto = async (folder: string): Promise<void> => {
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'unpack-chromium.ts')], {
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: folder },
  });
  // It names folders at /tmp; without any letters Chromium ends.
  writeFileSync(join(folder, 'fonts', 'fonts.conf'), fontsIn(join(folder, 'fonts')));
};

const fontsIn = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/cache</cachedir>
</fontconfig>
`;

const FLAGS = [
  // Nobody but root is there on a bare machine; what it shows is ours.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  // Nothing leaves this machine, whatever a page or the browser itself asks for.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
