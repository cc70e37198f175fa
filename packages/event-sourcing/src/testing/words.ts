import type { SealedText } from '../sealed-text.ts';

/**
 * Words that everybody may read, written out where an event, a state or a row has them.
 * @example
 * const row = { explanation: words('The wiring was wet.') };
 */
export const words = (text: string): SealedText => text as unknown as SealedText;
