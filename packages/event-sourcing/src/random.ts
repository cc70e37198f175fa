import { randomFillSync } from 'node:crypto';

const POOL = 8_192;
const pool = Buffer.alloc(POOL);
let used = POOL;

/** Fresh random bytes, each handed out once: one call to the random source (2 µs and more) fills many. */
export const randomBytes = (length: number): Buffer => {
  if (used + length > POOL) {
    randomFillSync(pool);
    used = 0;
  }
  used += length;
  const fresh = Buffer.from(pool.subarray(used - length, used));
  // What was handed out once stands nowhere else.
  pool.fill(0, used - length, used);
  return fresh;
};
