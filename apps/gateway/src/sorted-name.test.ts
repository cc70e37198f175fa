// cspell:disable
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { columnsOf, sortedName } from '@wardbook/event-sourcing';
import { agencyBoard } from './agency/agency-board.view.ts';
import { teamBoard } from './team/team-board.view.ts';
import { wardBoard } from './ward/ward-board.view.ts';

const LETTERS = [
  'Ecole',
  'École',
  'école',
  'e',
  'E',
  'é',
  'É',
  'ea',
  'éa',
  'eá',
  'Wyr',
  'Ŵyr',
  'Wye',
  'Zebra',
  'Zürich',
];
const OTHERS = [
  'Æthelred',
  'Aethelred',
  'Aether',
  'Øster',
  'Oster',
  'Osten',
  'Łódź',
  'Lodz',
  'Lodge',
  'Straße',
  'Strasse',
];
const WELSH = [
  'Llandaff',
  'Lambeth',
  'Lloyd Park',
  'Chwarel',
  'Cwm',
  'Dafydd',
  'Ddu',
  'Ynys Môn',
  'Ynys Mon',
];
const SIGNS = [
  "St John's Wood",
  'St Johns Wood',
  'St John’s Hill',
  'St. John',
  'St John-at-Hampstead',
  "King's Cross",
  'Kings Cross',
];
const APART = [
  'Kilburn',
  'Kilburn North',
  'Kilburn-North',
  'Kilburn & North',
  'Kilburn (North)',
  'Co-op',
  'Coop',
  'D/E',
  "O'Brien",
  'OBrien',
];
const DIGITS = ['Ward 10', 'Ward 2', 'Ward 1', 'ward 1', '3rd Ward', 'a1', 'a01'];
const NAMES = [...LETTERS, ...OTHERS, ...WELSH, ...SIGNS, ...APART, ...DIGITS];

const asReadersDo = new Intl.Collator('en-GB').compare;
const asStoresDo = (a: string | null, b: string | null): number =>
  Math.sign(Buffer.compare(Buffer.from(a ?? ''), Buffer.from(b ?? '')));

test('P-20: names stand where en-GB readers look for them', () => {
  const sorted = NAMES.toSorted((a, b) => asStoresDo(sortedName(a), sortedName(b)));
  expect(sorted).toEqual(NAMES.toSorted(asReadersDo));
  expect(sorted.indexOf('École')).toBeLessThan(sorted.indexOf('Zebra'));
  expect(sorted.indexOf('Ŵyr')).toBe(sorted.indexOf('Wyr') + 1);
  // Digits are read one by one, as in a dictionary, and what is one letter in Welsh is two.
  expect(sorted.indexOf('Ward 10')).toBeLessThan(sorted.indexOf('Ward 2'));
  expect(sorted.indexOf('Llandaff')).toBeLessThan(sorted.indexOf('Lloyd Park'));
  expect(sorted.indexOf('Chwarel')).toBeLessThan(sorted.indexOf('Cwm'));
});

test('P-20: whatever they are made of', () => {
  const part = fc.constantFrom(...Array.from("abcxyzABCZ019 -.&(/'éÉŵŷôüÅçñ"));
  const name = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(asStoresDo(sortedName(a), sortedName(b))).toBe(Math.sign(asReadersDo(a, b)));
    }),
  );
});

describe('P-20: lists by name', () => {
  test.each([wardBoard, teamBoard, agencyBoard])('are in that order: $name', (view) => {
    const columnOf = (name: string | null) => columnsOf(view, { ...view.initial, name })['name'];
    expect(NAMES.map(columnOf)).toEqual(NAMES.map(sortedName));
    expect(columnOf(null)).toBeNull();
  });

  test('two names that look alike are told apart', () => {
    expect(sortedName("St John's")).not.toBe(sortedName('St John’s'));
    expect(sortedName('É')).not.toBe(sortedName('E\u0301'));
  });
});
