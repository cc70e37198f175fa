import { createHash } from 'node:crypto';
import {
  canonicalize,
  type Canonical,
  type Position,
  type RowPlace,
  type RowQuery,
} from '@wardbook/event-sourcing';
import { refusedRequest } from './refused-request.ts';

/** Where something stands in a list; of one that grows, also where that ended when its paging began. */
interface Place extends RowPlace {
  readonly end?: string;
}

/**
 * Binds a cursor to what was asked: the list, its filter and order, and what clients said; not to how late it was then
 * (`atMost`), which moves from page to page.
 */
export const markOf = (
  subject: string,
  { where, orderBy, descending }: Pick<RowQuery, 'where' | 'orderBy' | 'descending'>,
  said: object = {},
): string => {
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value != null));
  const asked = JSON.parse(JSON.stringify([subject, { where, orderBy, descending }, given])) as Canonical;
  return createHash('sha256').update(canonicalize(asked)).digest('base64url').slice(0, 12);
};

/** Where something stands in the list of this mark. */
export const cursorOf = (mark: string, { value, key, end }: Place): string =>
  Buffer.from(JSON.stringify([mark, value, key, ...(end === undefined ? [] : [end])])).toString('base64url');

/** The place in a cursor; undefined where none was given. Throws INVALID_CURSOR (400) for one of another list, or none of ours. */
export const placeOf = (cursor: string | null | undefined, mark: string): Place | undefined => {
  if (cursor == null) return undefined;
  const [boundTo, value, key, end] = parsed(cursor);
  const isValue = value === null || typeof value === 'string' || typeof value === 'number';
  if (boundTo !== mark || !isValue || typeof key !== 'string') throw invalidCursor();
  return { value, key, ...(typeof end === 'string' && { end }) };
};

/** Where a log ended when its paging began. Throws INVALID_CURSOR (400) where a cursor does not say it, or two say otherwise. */
export const endOf = (after: Place | undefined, before: Place | undefined): Position | undefined => {
  const [end, ...others] = [after, before].flatMap((place) => (place ? [place.end ?? ''] : []));
  if (others.some((other) => other !== end)) throw invalidCursor();
  return end === undefined ? undefined : positionIn(end);
};

/** Throws INVALID_CURSOR (400). */
export const positionIn = (text: string): Position => {
  if (!/^\d{1,19}$/.test(text)) throw invalidCursor();
  return BigInt(text);
};

export const invalidCursor = () =>
  refusedRequest(
    'INVALID_CURSOR',
    'This cursor belongs to no page of this list. Ask for the first page again.',
  );

const parsed = (cursor: string): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
};
