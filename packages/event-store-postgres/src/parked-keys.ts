import type { ClientBase } from 'pg';
import {
  decodeParked,
  encodeParked,
  type AnyView,
  type ParkedKey,
  type RowChanges,
} from '@wardbook/event-sourcing';
import type { Pool } from './connection-pool.ts';
import { textOfKey } from './row-query-order.ts';

/** Keys that a view could not fold any further. */
export const parkedOf = async (pool: Pool, { name, version }: AnyView): Promise<readonly ParkedKey[]> => {
  const { rows } = await pool.query<Stored>({ name: 'parked', text: PARKED, values: [name, version] });
  return rows.flatMap(({ body }) => decodeParked(body));
};

/** On the connection whose transaction also moves the checkpoint. */
export const moveParked = async (
  client: ClientBase,
  { view: { name, version }, parked = [], released = [] }: RowChanges,
): Promise<void> => {
  // One statement may not touch a row twice.
  const latest = [...new Map(parked.map((one) => [textOfKey(one.key), encodeParked([one])]))];
  const set = [name, version, latest.map(([key]) => key), latest.map(([, body]) => body)];
  if (latest.length > 0) await client.query({ name: 'park', text: PARK, values: set });
  const gone = [name, version, released.map(textOfKey)];
  if (released.length > 0) await client.query({ name: 'release-keys', text: RELEASE, values: gone });
};

/** Whether all keys that these changes left out are set aside still. On the connection that holds the checkpoints. */
export const areAside = async (client: ClientBase, changes: readonly RowChanges[]): Promise<boolean> => {
  for (const { view, aside = [] } of changes) {
    if (aside.length === 0) continue;
    const values = [view.name, view.version, [...new Set(aside.map(textOfKey))]];
    const { rows } = await client.query<Missing>({ name: 'are-aside', text: RELEASED, values });
    if (rows.length > 0) return false;
  }
  return true;
};

export const releaseAll = async (
  client: ClientBase,
  { name, version }: Pick<AnyView, 'name' | 'version'>,
): Promise<void> => {
  await client.query('DELETE FROM parked WHERE view = $1 AND version = $2', [name, version]);
};

interface Stored {
  readonly body: string;
}

interface Missing {
  readonly key: string;
}

const PARKED = 'SELECT body FROM parked WHERE view = $1 AND version = $2 ORDER BY key';

const RELEASED = `
  SELECT left_out.key FROM unnest($3::text[]) AS left_out (key)
  WHERE NOT EXISTS (SELECT FROM parked WHERE view = $1 AND version = $2 AND parked.key = left_out.key)
  LIMIT 1
`;

const PARK = `
  INSERT INTO parked (view, version, key, body) SELECT $1, $2, * FROM unnest($3::text[], $4::text[])
  ON CONFLICT (view, version, key) DO UPDATE SET body = excluded.body
`;

const RELEASE = 'DELETE FROM parked WHERE view = $1 AND version = $2 AND key = ANY($3)';
