import { hash } from 'node:crypto';
import { binaryEvent, jsonEvent, type EventData } from '@kurrent/kurrentdb-client';
import { ChainBroken, EventInvalid, type NewEvent, type RecordedEvent } from '@wardbook/event-sourcing';
import { sealedText } from './sealed-text.ts';

/** An event as the client reads it. */
export interface ClientEvent {
  readonly id: string;
  readonly streamId: string;
  readonly revision: bigint;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: unknown;
  readonly metadata: unknown;
  /** By the server's clock. */
  readonly created: Date;
  readonly position?: { readonly commit: bigint; readonly prepare: bigint } | undefined;
}

/** What stands beside the data: flat strings, the only form that every way to append takes. */
export interface StoredMetadata {
  readonly header: string;
  readonly salt: string;
  readonly sealed: string;
}

/**
 * An event as the client appends it.
 * The client parses and prints JSON events itself. Canonical JSON comes through that unchanged, which is tried here
 * and not trusted; whatever does not is appended as plain bytes, which other tools of KurrentDB show less nicely.
 */
export const toClientEvent = (event: NewEvent): EventData => {
  for (const part of ['header', 'data', 'stream', 'type'] as const)
    if (!event[part].isWellFormed()) throw new EventInvalid(event.type, [part]);
  const { header, data, type } = event;
  const metadata = {
    header,
    salt: Buffer.from(event.salt).toString('hex'),
    sealed: sealedText(event.sealed),
  } satisfies StoredMetadata;
  const id = idOf(event);
  const parsed = parse(data);
  return parsed !== undefined && JSON.stringify(parsed) === data
    ? jsonEvent({ id, type, data: parsed as Record<string, unknown>, metadata })
    : binaryEvent({ id, type, data: Buffer.from(data), metadata });
};

/**
 * KurrentDB takes two events with the same id for the same event and never compares them. So its id is made from
 * the hash, which commits to every byte (a UUID of version 8); the event's own id stands in the header.
 */
export const idOf = ({ hash: digest }: Pick<NewEvent, 'hash'>): string =>
  [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${((parseInt(digest.slice(16, 17), 16) & 0x3) | 0x8).toString(16)}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');

/** The metadata that `toClientEvent` writes; undefined for anything else. Newer servers add keys of their own. */
export const metadataOf = ({ metadata }: Pick<ClientEvent, 'metadata'>): StoredMetadata | undefined => {
  const { header, salt, sealed } = (metadata ?? {}) as Readonly<Record<keyof StoredMetadata, unknown>>;
  const ours = typeof header === 'string' && typeof sealed === 'string';
  return ours && typeof salt === 'string' && SALT.test(salt) ? { header, salt, sealed } : undefined;
};

/** Throws `ChainBroken` for an event that is not as `toClientEvent` wrote it where it stands. */
export const toRecorded = (event: ClientEvent): RecordedEvent => {
  const { streamId: stream, type } = event;
  const revision = Number(event.revision);
  const broken = (finding: string): ChainBroken => new ChainBroken(stream, revision, finding);
  const metadata = metadataOf(event);
  if (!metadata) throw broken('its metadata cannot be read.');
  const header = columnsIn(metadata.header);
  if (!header) throw broken('its header cannot be read.');
  const { id, schemaVersion, occurredAt, recordedAt } = header;
  return {
    id,
    stream,
    revision,
    type,
    schemaVersion,
    occurredAt,
    recordedAt,
    header: metadata.header,
    data: dataOf(event),
    salt: Uint8Array.from(Buffer.from(metadata.salt, 'hex')),
    hash: hash('sha256', `\u0000${metadata.header}`, 'hex'),
    position: positionOf(event) ?? refuse(broken('was committed apart from where it was written.')),
  };
};

/**
 * Undefined where the two halves of KurrentDB's position differ. They differ only for events of transactions that
 * the old TCP clients could hold open: everything that arrives by gRPC is written as one record that is its own
 * commit. Such an event was not written by us, and one number could not say where it stands.
 */
export const positionOf = ({ position }: Pick<ClientEvent, 'position'>): bigint | undefined =>
  position?.commit === position?.prepare ? position?.commit : undefined;

const SALT = /^[0-9a-f]{32}$/;

const refuse = (error: Error): never => {
  throw error;
};

const parse = (text: string): object | undefined => {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
};

const dataOf = ({ isJson, data }: ClientEvent): string =>
  isJson ? JSON.stringify(data) : Buffer.from(data as Uint8Array).toString('utf8');

type Columns = Pick<RecordedEvent, 'id' | 'schemaVersion' | 'occurredAt' | 'recordedAt'>;

const columnsIn = (header: string): Columns | undefined => {
  const { id, schemaVersion, occurredAt, recordedAt } = (parse(header) ?? {}) as Record<string, unknown>;
  return typeof id === 'string' &&
    typeof schemaVersion === 'number' &&
    typeof occurredAt === 'string' &&
    typeof recordedAt === 'string'
    ? { id, schemaVersion, occurredAt, recordedAt }
    : undefined;
};

/** When an event of ours was recorded; undefined for anything else. */
export const recordedAtOf = (event: ClientEvent): string | undefined =>
  columnsIn(metadataOf(event)?.header ?? '')?.recordedAt;
