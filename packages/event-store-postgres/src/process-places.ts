import {
  decodeParked,
  encodeParked,
  EventInvalid,
  NO_STREAM,
  processStreamOf,
  WrongExpectedRevision,
  type ProcessPlace,
  type ProcessPlaces,
} from '@wardbook/event-sourcing';
import { isStorable } from './append.ts';
import type { Pool } from './connection-pool.ts';

/** Where processes stand, in the log's own schema. */
export const processPlaces = (writer: Pool, readers: Pool): ProcessPlaces => ({
  find: async (process) => {
    if (!isStorable(process)) return undefined;
    const query = { name: 'place', text: PLACE, values: [process] };
    const { rows } = await readers.query<Stored>(query);
    return rows.map(read)[0];
  },
  list: () => placesIn(readers),
  save: async ({ process, position, parked }, fence) => {
    if (!isStorable(process)) throw new EventInvalid('A place', ['process']);
    const values = [process, position, encodeParked(parked), fence];
    // Where the answer was lost, the next try keeps the same place once more.
    const { rows } = await writer.query<Kept>({ name: 'keep-place', text: KEEP_PLACE, values });
    const actual = rows[0]?.actual ?? NO_STREAM;
    if (actual !== fence) throw new WrongExpectedRevision(processStreamOf(process), fence, actual);
    return fence;
  },
});

/** All places; none in a log of the first layout, whose processes kept theirs beside the rows. */
export const placesIn = async (readers: Pool): Promise<readonly ProcessPlace[]> => {
  const { rows: found } = await readers.query<Found>({ name: 'has-places', text: HAS_PLACES });
  if (!found[0]?.found) return [];
  const { rows } = await readers.query<Stored>({ name: 'places', text: PLACES });
  return rows.map(read);
};

interface Found {
  readonly found: boolean;
}

const HAS_PLACES = "SELECT to_regclass('place') IS NOT NULL AS found";

const PLACE = 'SELECT process, position, parked FROM place WHERE process = $1';

const PLACES = 'SELECT process, position, parked FROM place ORDER BY process';

const KEEP_PLACE = 'SELECT actual FROM keep_place($1, $2, $3, $4)';

interface Kept {
  readonly actual: number;
}

interface Stored {
  readonly process: string;
  readonly position: bigint;
  readonly parked: string;
}

const read = ({ process, position, parked }: Stored): ProcessPlace => ({
  process,
  position,
  parked: decodeParked(parked),
});
