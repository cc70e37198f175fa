import type { Position } from '@wardbook/event-sourcing';

/** A key as it is kept: wrapped, or destroyed. */
export interface KeptKey {
  /** Absent once destroyed. */
  readonly wrapped?: Uint8Array;
}

/** A kept key, and whose it is. */
export interface NamedKey extends KeptKey {
  readonly subject: string;
  readonly record: string;
}

/** What the keys of one store belong to. */
export interface KeyBinding {
  /** Hash of the first event of their log, lower-case hex; absent as long as that log is empty. */
  readonly log?: string;
  /** Wrapped by the key-encryption key that wraps every key here: it opens under no other. */
  readonly check: Uint8Array;
  /** Every sealed part up to this position of the log was found to have its key here. */
  readonly upTo: Position;
}

/**
 * Where keys are kept, apart from what they open, under a backup rule of its own: a backup resurrects the erased.
 * Asking makes nothing: a home that is missing beside a log with events is laid out with the first thing that is kept.
 */
export interface KeyStore {
  /** Undefined for a key that never was. */
  find(subject: string, record: string): Promise<KeptKey | undefined>;
  /** Any one of the keys, one that is not destroyed where there is such; undefined when there never was a key. */
  sample(): Promise<NamedKey | undefined>;
  /** Keeps a new key, unless there is one or was one; answers what is kept then. Durable before it answers. */
  add(subject: string, record: string, wrapped: Uint8Array): Promise<KeptKey>;
  /** For ever: nothing brings the key back, and no other takes its place. */
  destroy(subject: string, record: string): Promise<void>;
  /**
   * Another one than before once any key can have been destroyed, by whomever: what was asked for under this mark need
   * not be asked for again. A store that cannot tell leaves it out, and is asked every time.
   */
  mark?(): string;
  /** Undefined before the first `bind`. */
  binding(): Promise<KeyBinding | undefined>;
  /** Keeps the first `check` and the first `log` for ever, and the newest `upTo`; answers what is kept then. */
  bind(binding: KeyBinding): Promise<KeyBinding>;
  close(): Promise<void>;
}

/**
 * For tests, and as the plainest form of the port.
 * @example
 * const keys = memoryKeyStore();
 */
export const memoryKeyStore = (): KeyStore => {
  const keys = new Map<string, NamedKey>();
  let bound: KeyBinding | undefined;
  let destroyed = 0;
  const nameOf = (subject: string, record: string): string => JSON.stringify([subject, record]);
  return {
    find: async (subject, record) => keptIn(keys.get(nameOf(subject, record))),
    sample: async () => {
      const all = [...keys.values()];
      return all.find(({ wrapped }) => wrapped) ?? all[0];
    },
    add: async (subject, record, wrapped) => {
      const name = nameOf(subject, record);
      const kept = keys.get(name) ?? { subject, record, wrapped };
      keys.set(name, kept);
      return keptIn(kept) ?? {};
    },
    destroy: async (subject, record) => {
      destroyed += 1;
      keys.set(nameOf(subject, record), { subject, record });
    },
    mark: () => String(destroyed),
    binding: async () => bound,
    bind: async ({ log, check, upTo }) => {
      const first = bound?.log ?? log;
      return (bound = { ...(first !== undefined && { log: first }), check: bound?.check ?? check, upTo });
    },
    close: async () => undefined,
  };
};

const keptIn = (key: NamedKey | undefined): KeptKey | undefined =>
  key && (key.wrapped ? { wrapped: key.wrapped } : {});
