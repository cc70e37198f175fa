import { createHash } from 'node:crypto';
import type { ColumnValue } from '@wardbook/event-sourcing';

const NULL = Buffer.alloc(0);
const NUMBER = 1;
const TEXT = 2;

// An index entry has room for some 2,700 bytes, the key included.
const LONGEST = 1_024;

/**
 * A column's value as bytes whose order is the order of the values: nulls, numbers, then text by code point. So one
 * index answers every filter and every page. Text that goes on after 1,024 bytes is ordered by those and then by its
 * digest.
 */
export const orderedBytes = (value: ColumnValue): Buffer => {
  if (typeof value === 'string') return Buffer.concat([Buffer.of(TEXT), shortened(Buffer.from(value))]);
  // As SQLite has it: what is not a number is nothing.
  return value === null || Number.isNaN(value) ? NULL : ofNumber(value);
};

/** The bytes that stand after every null and before everything else. */
export const AFTER_NULL = Buffer.of(NUMBER);

const ofNumber = (value: number): Buffer => {
  const bytes = Buffer.alloc(9, NUMBER);
  // Adding zero makes one of the two zeros.
  bytes.writeDoubleBE(value + 0, 1);
  // IEEE 754 puts the sign first: turning it puts the positive after the negative, and turning all of a negative
  // puts the larger of them first.
  const [negative, turned] = value < 0 ? [true, 0xff] : [false, 0x80];
  bytes[1] = (bytes[1] ?? 0) ^ turned;
  if (negative) for (let index = 2; index < 9; index += 1) bytes[index] = (bytes[index] ?? 0) ^ 0xff;
  return bytes;
};

const shortened = (bytes: Buffer): Buffer =>
  bytes.length <= LONGEST
    ? bytes
    : Buffer.concat([bytes.subarray(0, LONGEST), createHash('sha256').update(bytes).digest()]);

/**
 * A key as PostgreSQL's text can hold it, which has no U+0000: that becomes U+0001 U+0001, and U+0001 becomes
 * U+0001 U+0002. The order of keys stays what it was.
 */
export const textOfKey = (key: string): string =>
  /[\0\x01]/.test(key) ? key.replaceAll('\x01', '\x01\x02').replaceAll('\0', '\x01\x01') : key;

export const keyOfText = (text: string): string =>
  text.includes('\x01') ? text.replaceAll('\x01\x01', '\0').replaceAll('\x01\x02', '\x01') : text;
