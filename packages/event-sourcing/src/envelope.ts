import { hash } from 'node:crypto';
import { canonicalize, canonicalizeSorted } from './canonical.ts';
import type { AnyEventDefinition } from './event.ts';
import type { NewEvent } from './event-store.ts';
import type { Header } from './header.ts';
import { randomBytes } from './random.ts';
import { digestOfSealed, type SealedPart } from './sealing.ts';

export { headerOf } from './header.ts';
export type { Basis, Header } from './header.ts';

const SALT_LENGTH = 16;

/** The previous hash of a stream's first event. */
export const ZERO_HASH = '0'.repeat(64);

/** What all events of one command share. */
export type CommandPart = Pick<
  Header,
  | 'occurredAt'
  | 'recordedAt'
  | 'actor'
  | 'onBehalfOf'
  | 'commandId'
  | 'commandDigest'
  | 'correlationId'
  | 'causationId'
  | 'basis'
>;

/** Puts one event into its envelope, ready to append: `data` is canonical, personal values are in `sealed`. */
export const enclose = (
  definition: AnyEventDefinition,
  { data, sealed }: { readonly data: string; readonly sealed: readonly SealedPart[] },
  place: Pick<Header, 'stream' | 'revision' | 'id' | 'previousHash'>,
  command: CommandPart,
): NewEvent => {
  const salt = randomBytes(SALT_LENGTH);
  const { type, version, regime, classification } = definition;
  const header = headerText({
    ...command,
    ...place,
    v: 1,
    type,
    schemaVersion: version,
    regime,
    classification,
    dataDigest: digestOfData(salt, data),
    ...(sealed.length > 0 && { sealedDigest: digestOfSealed(sealed) }),
  });
  return {
    ...place,
    type,
    schemaVersion: version,
    occurredAt: command.occurredAt,
    recordedAt: command.recordedAt,
    header,
    data,
    salt,
    hash: hashOfHeader(header),
    sealed,
  };
};

/** Canonical JSON of a header. Its keys are named here in their order, because sorting them costs more than all else. */
const headerText = ({ actor, basis, ...header }: Header): string =>
  canonicalizeSorted({
    actor: { agency: actor.agency, id: actor.id, role: actor.role },
    basis: basis?.map(({ hash: digest, revision, stream }) => ({ hash: digest, revision, stream })),
    causationId: header.causationId,
    classification: header.classification,
    commandDigest: header.commandDigest,
    commandId: header.commandId,
    correlationId: header.correlationId,
    dataDigest: header.dataDigest,
    id: header.id,
    occurredAt: header.occurredAt,
    onBehalfOf: header.onBehalfOf,
    previousHash: header.previousHash,
    recordedAt: header.recordedAt,
    regime: header.regime,
    revision: header.revision,
    schemaVersion: header.schemaVersion,
    sealedDigest: header.sealedDigest,
    stream: header.stream,
    type: header.type,
    v: header.v,
  });

/** The chain's link and the RFC 6962 leaf hash at once: SHA-256(0x00, header). */
export const hashOfHeader = (header: string): string => hash('sha256', `\u0000${header}`, 'hex');

/** SHA-256(salt, data): data can be withheld without breaking a proof, and not be guessed from its digest. */
export const digestOfData = (salt: Uint8Array, data: string): string =>
  hash('sha256', Buffer.concat([salt, Buffer.from(data)]), 'hex');

/**
 * SHA-256 over what the client sent, without the server's own stamps.
 * @example
 * const commandDigest = digestOfCommand(canonicalize({ watts: 40 }));
 */
export const digestOfCommand = (content: string): string => hash('sha256', content, 'hex');

// Fixed once: every deterministic id of every store derives from it.
const NAMESPACE = Buffer.from('b3b9d7c46d0e5f5a9c1a5a1d4f0c7e21', 'hex');

/**
 * The same id for the same parts, for ever (UUID version 5).
 * @example
 * const commandId = deterministicId('import', 'lamps.csv', 17);
 */
export const deterministicId = (...parts: readonly (string | number)[]): string => {
  // By the platform's own SHA-1: two of these for every command cost more than deciding it, done in JavaScript.
  const bytes = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(canonicalize(parts))]), 'buffer');
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/**
 * Where a created aggregate without a natural key lands, so that a retried create lands in the same stream.
 * @example
 * const id = createdId('app', 'c-1', lamp.name); // the same lamp, however often the request is sent again
 */
export const createdId = (clientId: string, commandId: string, decider: string): string =>
  deterministicId(clientId, commandId, decider);

/** The id of the `index`-th event that a command causes. */
export const eventIdOf = (clientId: string, commandId: string, stream: string, index: number): string =>
  deterministicId(clientId, commandId, stream, index);
