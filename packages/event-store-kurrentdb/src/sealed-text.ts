import type { SealedPart } from '@wardbook/event-sourcing';

/** The sealed parts of an event as one JSON text, ciphertext in base64. */
export const sealedText = (parts: readonly SealedPart[]): string =>
  JSON.stringify(
    parts.map(({ subject, commitments, ciphertextDigest, ciphertext }) => ({
      subject,
      commitments,
      ciphertextDigest,
      ...(ciphertext && { ciphertext: Buffer.from(ciphertext).toString('base64') }),
    })),
  );

/** Reads `sealedText` back; undefined for anything else. */
export const sealedParts = (text: string): readonly SealedPart[] | undefined => {
  try {
    const parts: unknown = JSON.parse(text);
    return Array.isArray(parts) && parts.every(isPart) ? parts.map(toPart) : undefined;
  } catch {
    return undefined;
  }
};

interface TextPart extends Omit<SealedPart, 'ciphertext'> {
  readonly ciphertext?: string;
}

const toPart = ({ ciphertext, ...part }: TextPart): SealedPart => ({
  ...part,
  ...(ciphertext !== undefined && { ciphertext: Uint8Array.from(Buffer.from(ciphertext, 'base64')) }),
});

const isPart = (value: unknown): value is TextPart => {
  const part = (value ?? {}) as Readonly<Record<keyof TextPart, unknown>>;
  return (
    typeof part.subject === 'string' &&
    typeof part.ciphertextDigest === 'string' &&
    Array.isArray(part.commitments) &&
    part.commitments.every((commitment) => typeof commitment === 'string') &&
    (part.ciphertext === undefined || typeof part.ciphertext === 'string')
  );
};
