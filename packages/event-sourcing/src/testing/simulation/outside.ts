import { StoreUnavailable } from '../../errors.ts';
import type { EventStore, NewEvent, Position } from '../../event-store.ts';
import type { ProcessPlaces } from '../../places.ts';
import type { Sealer } from '../../sealing.ts';
import type { Rows } from '../../rows.ts';
import type { Owner, Scheduler } from './scheduler.ts';

/** How one run of a gateway reaches what it shares with others. */
export interface Line {
  readonly scheduler: Scheduler;
  readonly owner: Owner;
  /** Whether this call fails: before it had an effect, or after it. */
  readonly fault: () => 'BEFORE' | 'AFTER' | undefined;
  /** Before a question is under way, in milliseconds. */
  readonly lag: () => number;
}

const NO_CLOCK = { now: undefined, greatest: undefined };

type Ask = <Answer>(work: () => Promise<Answer>) => Promise<Answer>;

const asking =
  ({ scheduler, owner, fault, lag }: Line): Ask =>
  async (work) => {
    const milliseconds = lag();
    if (milliseconds > 0) await scheduler.sleep(owner, milliseconds);
    return scheduler.ask(owner, async () => {
      const failed = fault();
      if (failed === 'BEFORE') throw gone();
      const answered = await work();
      if (failed) throw gone();
      return answered;
    });
  };

const gone = (): StoreUnavailable => new StoreUnavailable('The connection is gone.', true);

/** As an embedded driver answers: at once, so that nobody else has a turn. It never returns to the dead. */
const atOnce =
  ({ owner }: Line): Ask =>
  (work) =>
    owner.alive ? work() : new Promise(() => undefined);

/** What has an effect, and is waited for. */
interface Watched {
  readonly changed: (what: string) => void;
  readonly appended: (events: readonly NewEvent[]) => void;
  readonly news: Set<() => void>;
}

/** A shared store, as one gateway sees it. `watched` is told of every change. */
export const storeOver = (store: EventStore, line: Line, watched: Watched, instant: boolean): EventStore => {
  const ask = asking(line);
  const read = instant ? atOnce(line) : ask;
  const { scheduler, owner } = line;
  const places: ProcessPlaces = {
    find: (process) => read(() => store.places.find(process)),
    list: () => read(() => store.places.list()),
    save: (place, fence) =>
      ask(async () => {
        const revision = await store.places.save(place, fence);
        watched.changed(`keeps the place of ${place.process}: ${String(place.position)}`);
        return revision;
      }),
  };
  const waitFor = async (position: Position, milliseconds: number): Promise<void> => {
    if ((await store.head()) > position) return scheduler.sleep(owner, 0);
    return new Promise((resolve) => {
      const callOff = scheduler.after(owner, milliseconds, () => {
        watched.news.delete(wake);
        resolve();
      });
      const wake = (): void => {
        watched.news.delete(wake);
        callOff();
        scheduler.post(owner, resolve);
      };
      watched.news.add(wake);
    });
  };
  return {
    name: 'simulated',
    append: (stream, expected, events, conditions) =>
      ask(async () => {
        const appended = await store.append(stream, expected, events, conditions);
        const types = events.map(({ type }) => type).join(', ');
        watched.changed(`appends ${types} to ${stream}: ${String(appended.position)}`);
        watched.appended(events);
        for (const wake of [...watched.news]) wake();
        return appended;
      }),
    readStream: (stream, range) => read(() => store.readStream(stream, range)),
    readLog: (range) => read(() => store.readLog(range)),
    readSealed: (stream, revision) => read(() => store.readSealed(stream, revision)),
    head: () => read(() => store.head()),
    places,
    clock: () => read(async () => (await store.clock?.()) ?? NO_CLOCK),
    waitFor,
    close: () => Promise.resolve(),
  };
};

/** Shared rows, as one gateway sees them: `current` are replaced when somebody deletes them. */
export const rowsOver = (
  current: () => Rows,
  line: Line,
  { changed }: Pick<Watched, 'changed'>,
  instant: boolean,
): Rows => {
  const ask = instant ? atOnce(line) : asking(line);
  return {
    open: (views) => ask(() => current().open(views)),
    checkpoint: (view) => ask(() => current().checkpoint(view)),
    find: (view, keys) => ask(() => current().find(view, keys)),
    list: (view, query) => ask(() => current().list(view, query)),
    count: (view, query) => ask(() => current().count(view, query)),
    parked: (view) => ask(() => current().parked(view)),
    save: (changes) =>
      ask(async () => {
        const saved = await current().save(changes);
        for (const { view, from, to, changed: rows } of saved ? changes : [])
          changed(
            `saves ${view.name} from ${String(from)} to ${String(to)}: ${rows.map(({ key }) => key).join(', ')}`,
          );
        return saved;
      }),
    reset: (view, holder) => ask(() => current().reset(view, holder)),
    lease: (name, holder, milliseconds) => ask(() => current().lease(name, holder, milliseconds)),
    close: () => Promise.resolve(),
  };
};

export const sealerOver = (sealer: Sealer, line: Line): Sealer => {
  const ask = asking(line);
  return {
    seal: (place, subject, values) => ask(() => sealer.seal(place, subject, values)),
    digest: (stream, subject, content) => ask(() => sealer.digest(stream, subject, content)),
  };
};
