import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { filterProblems } from '@arethetypeswrong/core/problems';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { packAll } from './pack.ts';
import { complaintsAbout, manifestIn } from './packed.ts';

/** Whoever imports the package, by Node's resolution or by a bundler's, finds code with its types. */
const typeComplaints = async (bytes: Uint8Array): Promise<readonly string[]> => {
  const result = await checkPackage(createPackageFromTarballData(bytes));
  if (result.types === false) return ['It has no types.'];
  // Nobody is served who requires it, or who resolves as Node 10 did.
  const problems = (['node16-esm', 'bundler'] as const).flatMap((resolutionKind) =>
    filterProblems(result, { resolutionKind }),
  );
  return [...new Set(problems.map((problem) => `attw: ${JSON.stringify(problem)}`))];
};

const manifestComplaints = async (bytes: Buffer<ArrayBuffer>): Promise<readonly string[]> => {
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  return messages.map(
    (message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`,
  );
};

const unpacked = (tarball: string): string => {
  const folder = tarball.replace(/\.tgz$/, '');
  mkdirSync(folder);
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  return join(folder, 'package');
};

const folder = mkdtempSync(join(tmpdir(), 'wardbook-packed-'));
try {
  for (const { home, tarball } of packAll(folder)) {
    const bytes = readFileSync(tarball);
    const complaints = [
      ...(await manifestComplaints(bytes)),
      ...(await typeComplaints(bytes)),
      ...complaintsAbout(unpacked(tarball), manifestIn(home)),
    ];
    process.stdout.write(
      `${home}: ${complaints.length === 0 ? 'packs' : ['', ...complaints].join('\n  ')}\n`,
    );
    if (complaints.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
