import assert from 'node:assert/strict';
import { isPersonalReference, type PersonalReference } from '../personal-reference.ts';

/**
 * A reference as a log has them, written out. Text that is none fails the test.
 * @example
 * const row = { caller: personalReference('lamp-high-street-1/0/0') };
 */
export const personalReference = (text: string): PersonalReference => {
  assert.ok(isPersonalReference(text), `'${text}' is no reference: stream/revision/n`);
  return text;
};
