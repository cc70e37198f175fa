/** A key as it is kept: wrapped, or destroyed. */
export interface KeptKey {
  /** Absent once destroyed. */
  readonly wrapped?: Uint8Array;
}

/** Where keys are kept, apart from what they open, under a backup rule of its own: a backup resurrects the erased. */
export interface KeyStore {
  /** Undefined for a key that never was. */
  find(subject: string, record: string): Promise<KeptKey | undefined>;
  /** Keeps a new key, unless there is one or was one; answers what is kept then. Durable before it answers. */
  add(subject: string, record: string, wrapped: Uint8Array): Promise<KeptKey>;
  /** For ever: nothing brings the key back, and no other takes its place. */
  destroy(subject: string, record: string): Promise<void>;
  close(): Promise<void>;
}

/** For tests, and as the plainest form of the port. */
export const memoryKeyStore = (): KeyStore => {
  const keys = new Map<string, KeptKey>();
  const nameOf = (subject: string, record: string): string => JSON.stringify([subject, record]);
  return {
    find: async (subject, record) => keys.get(nameOf(subject, record)),
    add: async (subject, record, wrapped) => {
      const name = nameOf(subject, record);
      const kept = keys.get(name) ?? { wrapped };
      keys.set(name, kept);
      return kept;
    },
    destroy: async (subject, record) => void keys.set(nameOf(subject, record), {}),
    close: async () => undefined,
  };
};
