/** One event as the server keeps it. */
export interface WireRecord {
  readonly position: bigint;
  /** Apart from the position only for events of the old transactions. */
  readonly prepare: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** By the server's clock, UTC milliseconds. */
  readonly created: number;
}

export type WireEvent = Omit<WireRecord, 'position' | 'prepare' | 'revision' | 'created'> & {
  readonly prepare?: bigint;
};

export interface WireCheck {
  readonly stream: string;
  readonly expected: number;
}

export type WireOutcome =
  | { readonly position: bigint; readonly revisions: ReadonlyMap<string, number> }
  | { readonly failures: readonly { readonly index: number; readonly actual: number }[] };

export const ANY = -2;
const MISSING = -1;

/** The server's log in memory: what its storage writer decides, for exact revisions, as its source and it itself say. */
export interface WireLog {
  readonly records: readonly WireRecord[];
  /** The checks of every write that was tried. */
  readonly checked: readonly (readonly WireCheck[])[];
  write(checks: readonly WireCheck[], events: readonly WireEvent[]): WireOutcome;
  /** Undefined for a stream that does not exist. */
  stream(name: string): readonly WireRecord[] | undefined;
  /** As `$tb` or `$maxCount` do: the first events are no longer there to be read. */
  truncate(stream: string, before: number): void;
  /** The stream's events are gone; its numbers go on when it is written to again. */
  softDelete(stream: string): void;
  onWrite(listener: (record: WireRecord) => void): () => void;
}

export const wireLog = (now: () => number = Date.now): WireLog => {
  const records: WireRecord[] = [];
  const streams = new Map<string, WireRecord[]>();
  const cut = new Map<string, number>();
  const deleted = new Set<string>();
  const checked: (readonly WireCheck[])[] = [];
  const listeners = new Set<(record: WireRecord) => void>();
  let next = 0n;

  const add = ({ prepare, ...event }: WireEvent): WireRecord => {
    const own = streams.get(event.stream) ?? [];
    const record = {
      ...event,
      revision: own.length,
      position: next,
      prepare: prepare ?? next,
      created: now(),
    };
    next += BigInt(100 + event.data.length + event.metadata.length);
    records.push(record);
    streams.set(event.stream, [...own, record]);
    deleted.delete(event.stream);
    for (const listener of listeners) listener(record);
    return record;
  };

  const judge = (
    check: WireCheck,
    ids: readonly string[],
  ): 'ok' | 'repeated' | { readonly actual: number } => {
    const own = streams.get(check.stream) ?? [];
    const actual = own.length - 1;
    if (check.expected === ANY || check.expected === actual) return 'ok';
    const there = own.slice(check.expected + 1, check.expected + 1 + ids.length);
    if (ids.length > 0 && there.length === ids.length && there.every(({ id }, index) => id === ids[index]))
      return 'repeated';
    if (check.expected === MISSING && deleted.has(check.stream)) return 'ok';
    return { actual };
  };

  // The log begins with the server's own records, so position 0 is never anybody else's.
  const encoder = new TextEncoder();
  add({
    stream: '$start',
    id: ZERO_ID,
    type: '$start',
    isJson: true,
    data: encoder.encode('{}'),
    metadata: encoder.encode(''),
  });

  return {
    records,
    checked,
    write: (checks, events) => {
      checked.push(checks);
      const idsOf = (stream: string): readonly string[] =>
        events.flatMap((event) => (event.stream === stream ? [event.id] : []));
      const judged = checks.map((check) => judge(check, idsOf(check.stream)));
      const written = checks.filter(({ stream }) => idsOf(stream).length > 0);
      const repeated = written.every((check) => judged[checks.indexOf(check)] === 'repeated');
      const failures = judged.flatMap((verdict, index) =>
        typeof verdict === 'object' ? [{ index, ...verdict }] : [],
      );
      if (!(repeated && written.length > 0)) {
        if (failures.length > 0) return { failures };
        for (const event of events) add(event);
      }
      const lasts = written.map(({ stream, expected }) => {
        const own = streams.get(stream) ?? [];
        return repeated ? own[expected + idsOf(stream).length] : own.at(-1);
      });
      const found = lasts.flatMap((last) => last ?? []);
      return {
        position: found.map(({ position }) => position).reduce((a, b) => (a > b ? a : b), 0n),
        revisions: new Map(found.map(({ stream, revision }) => [stream, revision])),
      };
    },
    stream: (name) => (deleted.has(name) ? undefined : streams.get(name)?.slice(cut.get(name) ?? 0)),
    truncate: (stream, before) => void cut.set(stream, before),
    softDelete: (stream) => {
      deleted.add(stream);
      cut.set(stream, streams.get(stream)?.length ?? 0);
    },
    onWrite: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

const ZERO_ID = '00000000-0000-8000-8000-000000000000';
