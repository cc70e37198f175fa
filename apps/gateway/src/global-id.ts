import { refusedRequest } from './refused-request.ts';

/** What a global id can name. */
const NODE_KINDS = [
  'Borough',
  'Ward',
  'Team',
  'Member',
  'WardPanel',
  'Promise',
  'AdviceCase',
  'Attendance',
  'Subject',
  'Referral',
  'Agency',
  'Roles',
  'Policy',
] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** An opaque id for clients: they may keep it and send it back, and must not read it. */
export const globalId = (kind: NodeKind, id: string): string =>
  Buffer.from(`${kind}:${id}`).toString('base64url');

/** The id inside. Throws INVALID_ID (400) for text that is no id, or one of another kind. */
export const localId = (kind: NodeKind, id: string): string => {
  const parsed = parseGlobalId(id);
  if (parsed.kind !== kind) throw refusedRequest('INVALID_ID', `This is not the id of a ${kind}.`);
  return parsed.id;
};

export const parseGlobalId = (id: string): { readonly kind: NodeKind; readonly id: string } => {
  const text = Buffer.from(id, 'base64url').toString();
  const colon = text.indexOf(':');
  const kind = NODE_KINDS.find((known) => known === text.slice(0, colon));
  if (!kind || globalId(kind, text.slice(colon + 1)) !== id || colon === text.length - 1)
    throw refusedRequest('INVALID_ID', 'This is not an id that Wardbook gave.');
  return { kind, id: text.slice(colon + 1) };
};
