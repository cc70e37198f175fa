import { execFileSync } from 'node:child_process';

const git = (root: string, ...given: readonly string[]): string | undefined => {
  try {
    return execFileSync('git', given, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
};

/** Undefined in a clone that holds one commit, and where there is no git: then everything may have changed. */
export const baseOf = (root: string): string | undefined => {
  const head = git(root, 'rev-parse', 'HEAD');
  return [
    git(root, 'describe', '--tags', '--abbrev=0'),
    git(root, 'merge-base', 'HEAD', 'origin/main'),
    'HEAD~1',
  ]
    .map((one) => one && git(root, 'rev-parse', '--verify', '--quiet', `${one}^{commit}`))
    .find((commit) => commit !== undefined && commit !== '' && commit !== head);
};

/** What differs from a commit, committed or not; undefined when that cannot be told. */
export const changedSince = (
  root: string,
  base: string | undefined,
  domain: string,
): readonly string[] | undefined => {
  const changed =
    base === undefined ? undefined : git(root, 'diff', '--name-only', '--relative', base, '--', domain);
  const added = git(root, 'ls-files', '--others', '--exclude-standard', '--', domain);
  return changed === undefined || added === undefined
    ? undefined
    : `${changed}\n${added}`.split('\n').filter((file) => file !== '');
};
