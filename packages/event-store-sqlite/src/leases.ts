import type { Database } from 'better-sqlite3';

/** Takes a lease or renews it, from `now` for so many milliseconds; false while another holder has it. */
type Lease = (name: string, holder: string, milliseconds: number, now: number) => boolean;

export interface Leases {
  readonly take: Lease;
  /** Whether nobody else took it since this holder did. */
  readonly isHeldBy: (name: string, holder: string) => boolean;
}

export const leases = (db: Database): Leases => {
  // One that was taken in the future is free as well: the clock was put back, and nobody is to wait until it is right.
  const take = db.prepare<[string, string, number, number]>(
    `INSERT INTO lease (name, holder, taken_at, until) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, taken_at = excluded.taken_at, until = excluded.until
     WHERE lease.holder = excluded.holder OR excluded.taken_at < lease.taken_at OR excluded.taken_at >= lease.until`,
  );
  const holderOf = db.prepare<[string], string>('SELECT holder FROM lease WHERE name = ?').pluck();
  return {
    take: (name, holder, milliseconds, now) => take.run(name, holder, now, now + milliseconds).changes === 1,
    isHeldBy: (name, holder) => holderOf.get(name) === holder,
  };
};
