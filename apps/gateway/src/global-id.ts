import type { AnyDecider, PointInHistory } from '@wardbook/event-sourcing';
import { legalHoldPlaced, policing } from '@wardbook/policing';
import { refusedRequest } from './refused-request.ts';

type Kinds = keyof typeof policing.kinds;

/** What clients call a kind of record. */
export type NodeKindOf<Name extends Kinds> = Name extends 'panel' ? 'WardPanel' : Capitalize<Name>;
/** What a global id can name: every kind of record. */
export type NodeKind = { [Name in Kinds]: NodeKindOf<Name> }[Kinds];

/** What clients call the records of a decider. */
export const nodeKindOf = (name: string): NodeKind =>
  (name === 'panel' ? 'WardPanel' : `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`) as NodeKind;
/** What is called otherwise in the schema: `Promise` is a word of many clients' languages (P-17). */
const TYPE_NAMES: Partial<Readonly<Record<NodeKind, string>>> = {
  Promise: 'WardPromise',
  // Every attendance is a visit, too.
  Visit: 'VictimVisit',
  // Many things are reports.
  Report: 'PublicReport',
};
/** What the type of such records is called in the schema. */
export const typeNameOf = (kind: NodeKind): string => TYPE_NAMES[kind] ?? kind;
/** One such record, as sentences name it: an AdviceCase, a WardPromise. */
export const oneOfKind = (kind: NodeKind): string => {
  const name = typeNameOf(kind);
  return `${/^(A|E|I|O)/.test(name) ? 'an' : 'a'} ${name}`;
};
/** What a field is called that is one record of a kind. */
export const fieldOf = (kind: NodeKind): string => {
  const name = kind === 'Visit' ? typeNameOf(kind) : kind;
  return `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
};
/** The kind of the records of a type. */
export const kindOfType = (name: string): NodeKind =>
  (Object.keys(TYPE_NAMES) as NodeKind[]).find((kind) => TYPE_NAMES[kind] === name) ?? (name as NodeKind);
const KINDS: ReadonlySet<string> = new Set(Object.keys(policing.kinds).map(nodeKindOf));

/** The kinds of records that can be held, reviewed and disposed of: those about people. */
export const KEPT_KINDS: readonly NodeKind[] = Object.entries<AnyDecider>(policing.kinds)
  .filter(([, { events }]) => events.includes(legalHoldPlaced))
  .map(([name]) => nodeKindOf(name));

/**
 * An opaque id for clients: they may keep it and send it back, and must not read it. What a record was at a point of its
 * history has another than what it is: a cache that keeps things by their ids would show the one for the other (C-01).
 */
export const globalId = (kind: NodeKind, key: string, point?: PointInHistory): string => {
  const [moment] = Object.entries(point ?? {}).map(([name, value]) => `|${name}=${String(value)}`);
  return Buffer.from(`${kind}:${key}${moment ?? ''}`).toString('base64url');
};

/** Which point; no key ends so. */
const POINT = /\|(?:asAt|knownAt|exactly)=[\dTZ:.-]+$/;

/** The key inside. Throws INVALID_ID (400) for text that is no id, or one of another kind. */
export const localId = (kind: NodeKind, id: string): string => {
  const named = nodeIdOf(id);
  if (named.kind !== kind)
    throw refusedRequest(
      'INVALID_ID',
      `This is not the id of ${oneOfKind(kind)}. Send an id as Wardbook gave it.`,
    );
  return named.key;
};

/** Whether a client sent an id of this kind. */
export const isNodeIdOf = (kind: NodeKind, sent: unknown): boolean =>
  typeof sent === 'string' && namedBy(sent)?.kind === kind;

/** Whether a client sent an id of any kind. */
export const isNodeId = (sent: unknown): boolean => typeof sent === 'string' && namedBy(sent) !== undefined;

/** Throws INVALID_ID (400) for text that is no id. */
export const nodeIdOf = (id: string): { readonly kind: NodeKind; readonly key: string } => {
  const named = namedBy(id);
  if (!named)
    throw refusedRequest('INVALID_ID', 'This is not an id that Wardbook gave. Send one as it came.');
  return named;
};

const namedBy = (id: string): ReturnType<typeof nodeIdOf> | undefined => {
  const text = Buffer.from(id, 'base64url').toString();
  const colon = text.indexOf(':');
  const [kind, named] = [text.slice(0, colon) as NodeKind, text.slice(colon + 1)];
  // Of whatever point, it names the record.
  const key = named.replace(POINT, '');
  return KINDS.has(kind) && key !== '' && globalId(kind, named) === id ? { kind, key } : undefined;
};
