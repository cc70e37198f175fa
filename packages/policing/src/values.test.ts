import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { boroughCode, wardCode } from './values.ts';

const isBorough = (code: string): boolean => boroughCode.safeParse(code).success;
const isWard = (code: string): boolean => wardCode.safeParse(code).success;

/** Every local authority of 2025, by code (docs/sources.md). */
const AUTHORITIES = Object.keys(
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../fixtures/areas/local-authorities.json'), 'utf8'),
  ) as Readonly<Record<string, string>>,
);

describe('K-05: codes of the four nations', () => {
  test('K-05: every local authority is a borough, and no ward', () => {
    expect(AUTHORITIES).toHaveLength(361);
    expect(AUTHORITIES.filter((code) => !isBorough(code))).toEqual([]);
    expect(AUTHORITIES.filter(isWard)).toEqual([]);
  });

  test.each(['E05000140', 'W05001234', 'S13002512', 'N08000101'])(
    'K-05: %s is a ward, and no borough',
    (code) => {
      expect([isWard(code), isBorough(code)]).toEqual([true, false]);
    },
  );

  test.each([
    ...[
      'W09000001',
      'S06000001',
      'N12000001',
      'E12000007',
      'W08000001',
      'S09000001',
      'N06000001',
      'E04000001',
    ],
    ...['W13000001', 'S05000001', 'N05000001', 'E08', 'E13000001', 'E10000012', 'E01000001', '09000007', ''],
  ])('K-05: "%s" is neither', (code) => {
    expect([isWard(code), isBorough(code)]).toEqual([false, false]);
  });

  test.each(['E05000140', 'S13002512', 'E09000007', 'N09000003'])(
    'K-05: %s written otherwise is no code',
    (code) => {
      const otherwise = [
        ...[code.toLowerCase(), code.slice(0, -1), `${code}0`, ` ${code}`, `${code} `, `${code}\n`],
        ...[`${code.slice(0, -1)}O`, `${code.slice(0, -1)}\uff17`, `${code},${code}`, `ward-${code}`],
      ];
      expect(otherwise.filter((text) => isWard(text) || isBorough(text))).toEqual([]);
    },
  );
});
