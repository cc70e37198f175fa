/** The newest hash of streams written or read lately. It may be behind the stream, but is never wrong. */
export interface StreamHeads {
  hashAt(stream: string, revision: number): string | undefined;
  remember(stream: string, revision: number, hash: string): void;
}

export const streamHeads = (capacity = 4_096): StreamHeads => {
  const heads = new Map<string, { readonly revision: number; readonly hash: string }>();
  return {
    hashAt: (stream, revision) => {
      const head = heads.get(stream);
      return head?.revision === revision ? head.hash : undefined;
    },
    remember: (stream, revision, hash) => {
      // Deleted first, so that the order of the map is the order of use.
      heads.delete(stream);
      heads.set(stream, { revision, hash });
      const [oldest] = heads.keys();
      if (heads.size > capacity && oldest !== undefined) heads.delete(oldest);
    },
  };
};
