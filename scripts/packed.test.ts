import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { complaintsAbout, type Manifest } from './packed.ts';

const HOME: Manifest = {
  name: '@wardbook/lamps',
  exports: {
    '.': { '@wardbook/source': './src/index.ts', default: './dist/index.js' },
    './testing': { '@wardbook/source': './src/testing/index.ts', default: './dist/testing/index.js' },
  },
};

/** A package without a fault: the files by their paths. */
const WHOLE: Readonly<Record<string, string>> = {
  LICENSE: 'Take it.',
  'README.md': 'Lamps.',
  'package.json': JSON.stringify({
    name: '@wardbook/lamps',
    exports: { '.': './dist/index.js' },
    dependencies: { 'street-light': '1.0.0' },
    peerDependencies: { '@dusk/till-dawn': '1.0.0' },
  }),
  'dist/index.js': [
    "import { lamp } from './lamp.js';",
    "import 'node:fs';",
    "import 'street-light/bulb';",
    "import '@dusk/till-dawn';",
    "export const POSTS = new URL('../posts/', import.meta.url);",
    '//# sourceMappingURL=index.js.map',
  ].join('\n'),
  'dist/index.js.map': JSON.stringify({ sources: ['../src/index.ts'] }),
  'dist/index.d.ts':
    "export type { Lamp } from './lamp.ts';\nexport declare const as: import('./lamp.js').Lamp;\n",
  'dist/lamp.js': 'export const lamp = 1;\n',
  'dist/lamp.d.ts': 'export type Lamp = number;\n',
  'posts/1.sql': '',
  'src/index.ts': "import { lamp } from './lamp.ts';\n",
  'src/lamp.ts': '',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardbook-packed-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The package with some files written anew, or left out where they are undefined. */
const packedWith = (changes: Readonly<Record<string, string | undefined>>): readonly string[] => {
  for (const [file, text] of Object.entries({ ...WHOLE, ...changes })) {
    if (text === undefined) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return complaintsAbout(folder, HOME);
};

const manifest = (changes: object): string =>
  JSON.stringify({ ...(JSON.parse(WHOLE['package.json'] ?? '') as object), ...changes });

describe('K-14: what is packed', () => {
  test('points at nothing that is not in it', () => {
    expect(packedWith({})).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string | undefined>>, readonly string[]]>([
    ['has its licence', { LICENSE: undefined }, ['It has no LICENSE.']],
    ['says what it is', { 'README.md': undefined }, ['It has no README.md.']],
    [
      'has no tests, no simulation and nothing of the compiler',
      {
        'src/a.test.ts': '',
        'src/b.test.data.ts': '',
        'dist/.tsbuildinfo': '',
        'src/testing/simulation/x.ts': '',
      },
      [
        "dist/.tsbuildinfo is nobody else's.",
        "src/a.test.ts is nobody else's.",
        "src/b.test.data.ts is nobody else's.",
        "src/testing/simulation/x.ts is nobody else's.",
      ],
    ],
    [
      'exports what is there',
      {
        'package.json': manifest({
          exports: { '.': { types: './dist/gone.d.ts', default: './dist/index.js' } },
        }),
      },
      ['"." is exported from ./dist/gone.d.ts, which is not there.'],
    ],
    [
      'exports nothing under the condition of this workspace',
      { 'package.json': manifest({ exports: { '.': { '@wardbook/source': './src/index.ts' } } }) },
      ['"." is exported under a condition that is ours alone.'],
    ],
    [
      'exports what it has, if the workspace does',
      { 'dist/testing/index.js': '', 'src/testing/index.ts': '' },
      ['"./testing" is packed and not exported: publishConfig.exports forgets it.'],
    ],
    [
      'imports files that are there',
      { 'dist/lamp.js': undefined },
      ['dist/index.js imports ./lamp.js, which is not there.'],
    ],
    [
      'declares by declarations that are there',
      { 'dist/lamp.d.ts': undefined },
      [
        'dist/index.d.ts imports ./lamp.js, which is not there.',
        'dist/index.d.ts imports ./lamp.ts, which is not there.',
      ],
    ],
    [
      'leads an editor to sources that are there',
      { 'src/lamp.ts': undefined },
      ['src/index.ts imports ./lamp.ts, which is not there.'],
    ],
    [
      'imports packages that come with it',
      {
        'package.json': manifest({ dependencies: { 'street-lights': '1.0.0' }, peerDependencies: undefined }),
      },
      [
        'dist/index.js imports @dusk/till-dawn, which no dependency brings.',
        'dist/index.js imports street-light/bulb, which no dependency brings.',
      ],
    ],
    [
      'opens files that are there',
      { 'posts/1.sql': undefined },
      ['dist/index.js points at ../posts/, which is not there.'],
    ],
    [
      'has the maps that it names',
      { 'dist/index.js.map': undefined },
      ['dist/index.js points at index.js.map, which is not there.'],
    ],
    [
      'has the sources that its maps name',
      { 'src/index.ts': undefined },
      ['dist/index.js.map maps to ../src/index.ts, which is not there.'],
    ],
  ])('%s', (_, changes, complaints) => {
    expect([...packedWith(changes)].sort()).toEqual(complaints);
  });
});
