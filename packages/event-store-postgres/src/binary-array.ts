/**
 * Arrays as PostgreSQL sends and takes them in binary: each element as it is. The driver itself would write them as
 * text, quoted and escaped, bytes as hexadecimal digits.
 */
export const textArray = (values: readonly string[]): Buffer =>
  encoded(
    TEXT,
    values,
    (value) => Buffer.byteLength(value),
    (array, value, at) => array.write(value, at),
  );

/** `null` is SQL's NULL. */
export const bytesArray = (values: readonly (Uint8Array | null)[]): Buffer =>
  encoded(
    BYTEA,
    values,
    (value) => value.length,
    (array, value, at) => array.set(value, at),
  );

export const integerArray = (values: readonly number[]): Buffer =>
  encoded(
    INT4,
    values,
    () => 4,
    (array, value, at) => array.writeInt32BE(value, at),
  );

/** `null` is SQL's NULL. */
export const bigintArray = (values: readonly (number | null)[]): Buffer =>
  encoded(
    INT8,
    values,
    () => 8,
    (array, value, at) => array.writeBigInt64BE(BigInt(value), at),
  );

const [BYTEA, INT8, INT4, TEXT] = [17, 20, 23, 25];
const HEADER = 20;
const NULL = -1;

/** The header, then each element behind its length. */
const encoded = <T>(
  type: number,
  values: readonly T[],
  lengthOf: (value: NonNullable<T>) => number,
  write: (array: Buffer, value: NonNullable<T>, at: number) => void,
): Buffer => {
  const lengths = values.map((value) => (value == null ? NULL : lengthOf(value)));
  const total = lengths.reduce((sum, length) => sum + 4 + Math.max(0, length), HEADER);
  const array = Buffer.allocUnsafe(total);
  const dimensions = 1;
  const lowerBound = 1;
  const nulls = lengths.includes(NULL) ? 1 : 0;
  for (const [index, field] of [dimensions, nulls, type, values.length, lowerBound].entries())
    array.writeInt32BE(field, 4 * index);
  let at = HEADER;
  for (const [index, value] of values.entries()) {
    const length = lengths[index] ?? NULL;
    array.writeInt32BE(length, at);
    if (value != null) write(array, value, at + 4);
    at += 4 + Math.max(0, length);
  }
  return array;
};
