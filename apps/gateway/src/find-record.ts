import { streamOf, type PointInHistory } from '@wardbook/event-sourcing';
import { hasBegun, type AnyConcept, type Asking } from './concept.ts';
import type { Denied } from './denial.ts';
import { momentOf } from './point-args.ts';
import type { Read } from './read.ts';
import { isOfOwnAgency } from './record-agency.ts';

/** A record that somebody asks for. */
interface Wanted {
  readonly key: string;
  /** Left out: now. */
  readonly point?: PointInHistory | undefined;
  /** Whoever asks named it, and did not find it in another record. */
  readonly isNamed: boolean;
}

/** Whoever asks, and what was refused them before they are told. */
interface Finding extends Asking {
  readonly read: Read;
  readonly now: () => number;
  readonly denied: Denied;
}

/**
 * The record with this key, now or at a point of its history, as far as it is for whoever asks; null for nothing. Of
 * records about people that is in the access log before it is answered, unless the record is theirs and is only not there
 * yet: as much is done, and written, where there is no such record at all.
 */
export const findRecord = async (
  kind: AnyConcept,
  asking: Finding,
  { key, point, isNamed }: Wanted,
): Promise<object | null> => {
  const { decider, readFor, shownTo, wholeFor = 'CASE' } = kind;
  const row = await rowOf(kind, asking, key, point);
  const moment = momentOf(point, asking.now);
  const shown = shownTo ? await shownTo(asking, row as never, moment, key) : (row ?? null);
  if (!shown && shownTo && readFor !== undefined && (isNamed || row)) {
    const record = streamOf(decider, key);
    const isTheirs = (await isOfOwnAgency(asking, decider, record)) && asking.scopes.has(wholeFor);
    if (!isTheirs) await asking.denied({ purpose: readFor, record });
  }
  return shown && (point ? { ...shown, point } : shown);
};

/** Its row; undefined where there is none, or no more than a mention. */
const rowOf = async (
  { board, decider, beside }: AnyConcept,
  { read }: Pick<Finding, 'read'>,
  key: string,
  point: PointInHistory | undefined,
): Promise<object | undefined> => {
  const current = point && !beside ? undefined : await read.find(board, key);
  const streams = [streamOf(decider, key), ...(beside && current ? beside(current as never) : [])];
  const row: object | undefined = point ? await read.at(board, key, streams, point) : current;
  return hasBegun(row) ? row : undefined;
};
