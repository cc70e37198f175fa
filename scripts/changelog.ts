/** What changesets says about one change: its words, and how much it is to whom. */
interface Change {
  readonly summary: string;
  readonly releases: readonly { readonly name: string; readonly type: Bump }[];
}

type Bump = 'major' | 'minor' | 'patch' | 'none';

const BUMPS = [
  ['major', 'What breaks'],
  ['minor', 'What is new'],
  ['patch', 'What is put right'],
] as const;

/** The changelog with one more section above the newest. Throws `TypeError` where that version has one already. */
export const withRelease = (changelog: string, version: string, changes: readonly Change[]): string => {
  const [head = '', ...released] = changelog.trimEnd().split(/^(?=## )/m);
  if (released.some((section) => section.startsWith(`## ${version}\n`)))
    throw new TypeError(`The changelog has a section ${version} already.`);
  return `${[head.trimEnd(), sectionOf(version, changes), ...released.map((section) => section.trimEnd())].join('\n\n')}\n`;
};

const sectionOf = (version: string, changes: readonly Change[]): string =>
  [
    `## ${version}`,
    ...BUMPS.flatMap(([bump, title]) => {
      const lines = changes.filter((change) => largestBump(change) === bump).map(lineOf);
      return lines.length > 0 ? [`### ${title}`, lines.join('\n')] : [];
    }),
  ].join('\n\n');

const largestBump = ({ releases }: Change): Bump =>
  BUMPS.map(([bump]) => bump).find((bump) => releases.some(({ type }) => type === bump)) ?? 'none';

/** A change is one item of the list, however many lines it has, and says whose it is. */
const lineOf = ({ summary, releases }: Change): string => {
  const names = releases
    .filter(({ type }) => type !== 'none')
    .map(({ name }) => name.replace('@wardbook/', ''));
  return `- **${names.sort().join(', ')}**: ${summary.trim().replaceAll(/\n(?=.)/g, '\n  ')}`;
};
