import { SubjectErased } from '../../errors.ts';
import { digestOfCiphertext, type SealedPart, type Sealer } from '../../sealing.ts';
import { hash } from 'node:crypto';

/** Keys as plain as they can be: one for each subject and record, none any more once a subject's are destroyed. */
export interface Keyring {
  readonly sealer: Sealer;
  readonly destroy: (subject: string) => void;
  /** What was sealed, opened; undefined where the key is gone or is another. */
  readonly open: (stream: string, part: SealedPart) => readonly string[] | undefined;
}

interface Ciphertext {
  readonly key: string;
  readonly values: readonly string[];
}

export const keyring = (): Keyring => {
  const destroyed = new Set<string>();
  const keyOf = (stream: string, subject: string): string | undefined =>
    destroyed.has(subject) ? undefined : `${subject}|${stream}`;
  return {
    sealer: {
      seal: async ({ stream }, subject, values) => {
        const key = keyOf(stream, subject);
        if (key === undefined) throw new SubjectErased(stream);
        const sealed: Ciphertext = { key, values: values.map(({ value }) => value) };
        const ciphertext = Buffer.from(JSON.stringify(sealed));
        return {
          subject,
          commitments: values.map(({ path, value }) => hash('sha256', `${path}=${value}`, 'hex')),
          ciphertextDigest: digestOfCiphertext(ciphertext),
          ciphertext,
        };
      },
      digest: async (stream, subject, content) => {
        const key = keyOf(stream, subject);
        return key === undefined ? undefined : hash('sha256', `${key}/${content}`, 'hex');
      },
    },
    destroy: (subject) => destroyed.add(subject),
    open: (stream, { subject, ciphertext }) => {
      const { key, values } = JSON.parse(Buffer.from(ciphertext ?? []).toString()) as Ciphertext;
      return key === keyOf(stream, subject) ? values : undefined;
    },
  };
};
