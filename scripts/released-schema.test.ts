import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdSchema } from './released-schema.ts';

const TODAY = '2027-06-01';
const OLD = '"""All there is."""\ntype Query {\n  lamp: Int\n  shade: Int\n}\n';
const SHADE_GONE = 'type Query {\n  lamp: Int\n}\n';
const deprecated = (day: string): string =>
  OLD.replace('shade: Int', `shade: Int @deprecated(reason: "Use lamp; removed after ${day}.")`);

let root: string;
const fileOf = (name: string): string => join(root, `apps/gateway/${name}`);
const schemaIs = (text: string): void => writeFileSync(fileOf('schema.graphql'), text);
const released = (): string => readFileSync(fileOf('schema.released.graphql'), 'utf8');
const check = (): Promise<string> => holdSchema(root, TODAY, false);
const release = (today = TODAY): Promise<string> => holdSchema(root, today, true);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wardbook-schema-'));
  mkdirSync(join(root, 'apps/gateway'), { recursive: true });
  schemaIs(OLD);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('the released schema', () => {
  test('is asked for: a check that finds none fails, and says how to write the first', async () => {
    await expect(check()).rejects.toThrow(/schema\.released\.graphql is missing.*schema:release/);
    expect(existsSync(fileOf('schema.released.graphql'))).toBe(false);
  });

  test('is written by a release, without its words, and then the check is fine', async () => {
    await release();
    expect(released()).toBe('type Query {\n  lamp: Int\n  shade: Int\n}\n');
    expect(await check()).toBe('');
  });

  test('is not moved by a check, nor by a release that would break somebody', async () => {
    await release();
    schemaIs(SHADE_GONE);
    for (const held of [check(), release()])
      await expect(held).rejects.toThrow(/'shade' was removed.*\n.*change-the-schema\.md/);
    expect(released()).toContain('shade');
  });

  test('lets go, from release to release, what was told with a day', async () => {
    await release('2027-01-01');
    schemaIs(deprecated('2027-05-31'));
    await release('2027-01-02');
    schemaIs(SHADE_GONE);
    await expect(release('2027-05-31')).rejects.toThrow('until 2027-05-31');
    await release('2027-06-01');
    expect(released()).toBe(SHADE_GONE);
  });

  test('takes no deprecation without a day, and none that clients hear of too late', async () => {
    await release();
    schemaIs(OLD.replace('shade: Int', 'shade: Int @deprecated(reason: "Use lamp.")'));
    await expect(check()).rejects.toThrow('Query.shade is deprecated without a day');
    schemaIs(deprecated('2027-06-30'));
    expect(await check()).toBe('');
    await expect(release()).rejects.toThrow('say 2027-08-30 or later');
  });

  test('tells of what is no break, and might surprise', async () => {
    const withEnum = (values: string): string => `enum Glow { ${values} }\ntype Query { glow: Glow }`;
    schemaIs(withEnum('LIT'));
    await release();
    schemaIs(withEnum('LIT DIM'));
    expect(await check()).toContain("Enum value 'DIM' was added");
  });
});
