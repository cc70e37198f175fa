import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';

// A process of its own, because the package unpacks into whatever TMPDIR this process was started with: a folder of the
// test's own, so that no other run meets half of a browser.
const packed = fileURLToPath(new URL('../bin', import.meta.resolve('@sparticuz/chromium')));
await Promise.all(readdirSync(packed).map((file) => inflate(join(packed, file))));
