import { randomUUID } from 'node:crypto';
import type { Actor, EventStore, LogReader } from '@wardbook/event-sourcing';
import { accessLog, door, ERASED, type Keyring, type Opened } from '@wardbook/personal-data';
import { PERSONAL_DATA_READERS } from '@wardbook/policing';
import type { Reveal } from './replay.ts';

/** Nobody said who reads: no personal value is opened, and none is asked for. */
export const redacted: Reveal = async (references) =>
  new Map(references.map((reference) => [reference, '‹personal›']));

interface DoorParts {
  readonly store: LogReader;
  readonly access: EventStore;
  readonly keys: Keyring;
}

/** Shows what the reader's role includes, through the door: what is opened, or refused, is in the access log. */
export const revealTo = (reader: Actor, { store, access, keys }: DoorParts): Reveal => {
  const record = accessLog(access, Date.now);
  const personal = door({ log: store, keys, record, now: Date.now });
  return async (references) => {
    if (!PERSONAL_DATA_READERS.some((role) => role === reader.role)) {
      references.forEach(() => personal.denied(reader, PURPOSE));
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

const PURPOSE = 'REPLAY';

const textOf = (opened: Opened | undefined): string =>
  opened === undefined || opened === ERASED ? '‹erased›' : opened.text;
