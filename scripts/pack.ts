import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** A package of this workspace, packed as it would be published. */
export interface PackedPackage {
  readonly name: string;
  /** Its folder in the workspace. */
  readonly home: string;
  readonly tarball: string;
}

/** Packs every package into a folder, under names without a version: `wardbook-policing.tgz`. */
export const packAll = (into: string): readonly PackedPackage[] => {
  const told = execFileSync(
    'pnpm',
    ['--filter', './packages/*', 'pack', '--json', '--out', join(into, '%s.tgz')],
    { encoding: 'utf8' },
  );
  return (JSON.parse(told) as readonly { readonly name: string; readonly filename: string }[]).map(
    ({ name, filename }) => ({
      name,
      home: join('packages', name.replace('@wardbook/', '')),
      tarball: filename,
    }),
  );
};
