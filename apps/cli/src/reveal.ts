import { randomUUID } from 'node:crypto';
import {
  categoryOf,
  headerOf,
  ownerOf,
  type Actor,
  type EventStore,
  type LogReader,
} from '@wardbook/event-sourcing';
import { accessLog, door, ERASED, type Keyring, type Opened } from '@wardbook/personal-data';
import { PERSONAL_DATA_READERS, policing } from '@wardbook/policing';
import type { Reveal } from './replay.ts';

/** Nobody said who reads: no personal value is opened, and none is asked for. */
export const redacted: Reveal = async (references) =>
  new Map(references.map((reference) => [reference, '‹personal›']));

interface DoorParts {
  readonly store: LogReader;
  readonly access: EventStore;
  readonly keys: Keyring;
}

/**
 * Shows what the reader's role includes in a record of the reader's agency, through the door: what is opened, or refused,
 * is in the access log.
 */
export const revealTo = (reader: Actor, stream: string, { store, access, keys }: DoorParts): Reveal => {
  const record = accessLog(access, Date.now);
  const personal = door({ log: store, keys, record, now: Date.now });
  return async (references) => {
    if (!PERSONAL_DATA_READERS.some((role) => role === reader.role) || !(await isOf(reader, store, stream))) {
      const denial = { reader, correlationId: randomUUID(), purpose: PURPOSE, record: stream };
      await Promise.all(references.map(() => personal.denied(denial)));
      await personal.flush();
      return new Map(references.map((reference) => [reference, '‹withheld›']));
    }
    const opened = await personal.open(references, {
      reader,
      correlationId: randomUUID(),
      category: 'CONSULTATION',
      purpose: PURPOSE,
    });
    return new Map(references.map((reference) => [reference, textOf(opened.get(reference))]));
  };
};

/** Whether a record is the reader's agency's own. */
const isOf = async ({ agency }: Actor, store: LogReader, stream: string): Promise<boolean> => {
  const [first] = await store.readStream(stream, { limit: 1 });
  if (!first) return false;
  const kind = Object.values(policing.kinds).find(({ name }) => name === categoryOf(stream));
  return agency === (kind ? ownerOf(kind, first) : headerOf(first).actor.agency);
};

const PURPOSE = 'REPLAY';

const textOf = (opened: Opened | undefined): string =>
  opened === undefined || opened === ERASED ? '‹erased›' : opened.text;
