import type { ClientBase } from 'pg';
import type { Pool } from './connection-pool.ts';

/** Takes a lease or renews it for so many milliseconds by the server's clock; false while another holder has it. */
export const takeLease = async (
  pool: Pool,
  name: string,
  holder: string,
  milliseconds: number,
): Promise<boolean> => {
  const values = [name, holder, milliseconds];
  const { rowCount } = await pool.query({ name: 'lease', text: LEASE, values });
  return rowCount === 1;
};

/** Whether nobody else took it since this holder did; nobody does before the end of the transaction. */
export const isHeldBy = async (client: ClientBase, name: string, holder: string): Promise<boolean> => {
  const { rows } = await client.query<Held>({ name: 'lease-holder', text: HOLDER, values: [name] });
  return rows[0]?.holder === holder;
};

interface Held {
  readonly holder: string;
}

const HOLDER = 'SELECT holder FROM lease WHERE name = $1 FOR SHARE';

// One that was taken in the future is free as well: the clock was put back, and nobody is to wait until it is right.
const LEASE = `
  INSERT INTO lease (name, holder, taken_at, until)
  SELECT $1, $2, now, now + $3::double precision * interval '1 millisecond' FROM clock_timestamp() AS now
  ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, taken_at = excluded.taken_at, until = excluded.until
  WHERE lease.holder = excluded.holder OR clock_timestamp() < lease.taken_at OR clock_timestamp() >= lease.until
`;
