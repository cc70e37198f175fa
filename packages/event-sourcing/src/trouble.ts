import { setTimeout as sleep } from 'node:timers/promises';
import { ZERO_HASH } from './envelope.ts';
import { ClockBehind, StoreUnavailable } from './errors.ts';
import type { NewEvent } from './event-store.ts';

/** What this process knows about why nothing can be appended. */
export interface Trouble {
  /** One sentence, without values; undefined while appending works. */
  now(): string | undefined;
  /** An append failed. Only `StoreUnavailable` is trouble; a `lasting` one is disproved by an append alone. */
  readonly failed: (error: unknown, lasting?: boolean) => void;
  /** An append is on disk. */
  passed(): void;
  close(): void;
}

const ASKED_AFTER_MILLISECONDS = 1_000;

/**
 * Without asking, trouble would stay where nobody appends any more because of it. `probe` is asked every second while
 * there is any, and fails for as long as an append would.
 */
export const troubleOf = (probe: () => Promise<void>): Trouble => {
  let sentence: string | undefined;
  let lasts = false;
  let asking = false;
  let closed = false;
  const isOpen = (): boolean => sentence !== undefined && !lasts && !closed;

  const ask = async (): Promise<void> => {
    try {
      await probe();
      if (isOpen()) sentence = undefined;
    } catch (error) {
      if (isOpen() && error instanceof StoreUnavailable) sentence = sentenceOf(error);
    }
  };
  const keepAsking = async (): Promise<void> => {
    asking = true;
    while (isOpen()) {
      await sleep(ASKED_AFTER_MILLISECONDS, undefined, { ref: false });
      if (isOpen()) await ask();
    }
    asking = false;
  };

  return {
    now: () => sentence,
    failed: (error, lasting = false) => {
      if (closed || !(error instanceof StoreUnavailable) || sentenceOf(error) === undefined) return;
      sentence = error.message;
      lasts ||= lasting;
      if (!asking) void keepAsking();
    },
    passed: () => {
      sentence = undefined;
      lasts = false;
    },
    close: () => {
      closed = true;
      sentence = undefined;
    },
  };
};

/** A clock that is behind keeps nobody from appending: `handle` takes the time that it is told. */
const sentenceOf = (error: StoreUnavailable): string | undefined =>
  error instanceof ClockBehind ? undefined : error.message;

/** An event for a probe, whose transaction is rolled back: what is on record is never one. */
export const probingEvent = (milliseconds: number): NewEvent => {
  const at = new Date(milliseconds).toISOString();
  const id = crypto.randomUUID();
  return {
    stream: `probe-${id}`,
    revision: 0,
    id,
    type: 'Probe',
    schemaVersion: 1,
    occurredAt: at,
    recordedAt: at,
    header: '{}',
    data: '{}',
    salt: new Uint8Array(16),
    hash: ZERO_HASH,
    previousHash: ZERO_HASH,
    sealed: [],
  };
};
