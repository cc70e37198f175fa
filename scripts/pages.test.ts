import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allSayings } from './rules.ts';
import { rulesOf } from './rules-pages.ts';

const root = join(import.meta.dirname, '..');

/** Where people read how Wardbook is today. Decisions and the changelog speak of their own day. */
const PAGES = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'bench/README.md', 'examples/README.md'],
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !file.startsWith('decisions'))
    .map((file) => `docs/${file}`),
  ...readdirSync(join(root, 'packages'))
    .map((name) => `packages/${name}/README.md`)
    .filter((file) => existsSync(join(root, file))),
];

/** What the reader of a how-to is to write. */
const TO_BE_WRITTEN = [
  'docs/how-to/add-a-store.md: packages/event-store-mariadb',
  'docs/how-to/add-a-view.md: apps/gateway/src/ward/closed-schools.view.ts',
];

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const found = (page: string, pattern: RegExp): readonly string[] =>
  [...textOf(page).matchAll(pattern)].map(([, first = '']) => first);

const anchorsOf = (page: string): readonly string[] => [
  ...found(page, /^#+ (.*)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  ),
  ...found(page, /<a id="(.*?)">/g),
];

/** Of all pages, what they name and is wrong. */
const wrong = (pattern: RegExp, isRight: (named: string, page: string) => boolean): readonly string[] =>
  PAGES.flatMap((page) =>
    found(page, pattern)
      .filter((named) => !isRight(named, page))
      .map((named) => `${page}: ${named}`),
  );

const leadsSomewhere = (link: string, page: string): boolean => {
  if (/^(https?|mailto):/.test(link)) return true;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || !target.endsWith('.md') || anchorsOf(target).includes(anchor);
};

describe('the pages', () => {
  test('link to what is there', () => {
    expect(wrong(/\]\(([^)\s]+)\)/g, leadsSomewhere)).toEqual([]);
  });

  test('name files and folders that are there', () => {
    const paths = /`((?:packages|apps|docs|scripts|bench|fixtures|examples)\/[^`\s*…<>{}]+)`/g;
    expect(wrong(paths, (path) => existsSync(join(root, path))).toSorted()).toEqual(TO_BE_WRITTEN);
  });

  test('name commands that are there', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: object };
    const known = [...Object.keys(scripts), 'changeset', 'install'];
    expect(wrong(/\bpnpm(?:@12)?(?: run)? ([a-z][\w:-]*)/g, (name) => known.includes(name))).toEqual([]);
  });

  test('name rules that are there, or that a sentence asks for', () => {
    const known = [...rulesOf(allSayings(root)), ...found('docs/sentences.json', /"(R-[A-Z]+-\d+)"/g)];
    expect(wrong(/\b(R-[A-Z]+-\d+)/g, (rule) => known.includes(rule))).toEqual([]);
  });
});
