import {
  columnsOf,
  foldOne,
  type AnyView,
  type Message,
  type RecordedEvent,
  type RowOf,
} from '@wardbook/event-sourcing';
import { redactionEvents, retentionEvents } from '@wardbook/policing';

/** In which stream, when it happened, and what; in the order in which it was written down. */
export type Happened<Event extends Message> = readonly [stream: string, at: string, event: Event];

/** A log of these events, without its chain. */
const recorded = (happened: readonly Happened<Message>[]): readonly RecordedEvent[] => {
  const lengths = new Map<string, number>();
  return happened.map(([stream, occurredAt, { type, ...fields }], index) => {
    const revision = lengths.get(stream) ?? 0;
    lengths.set(stream, revision + 1);
    return {
      stream,
      revision,
      id: `event-${index}`,
      occurredAt,
      recordedAt: occurredAt,
      type,
      schemaVersion: 1,
      header: '{}',
      data: JSON.stringify(fields),
      salt: new Uint8Array(16),
      hash: '',
      position: BigInt(index + 1),
    };
  });
};

/** What a view shows under a key after these events. */
export const rowAfter = <V extends AnyView>(
  view: V,
  key: string,
  happened: readonly Happened<Message>[],
): RowOf<V> => foldOne(view, key, recorded(happened))?.row ?? view.initial;

/** The columns of that row. */
export const columnsAfter = (view: AnyView, key: string, happened: readonly Happened<Message>[]) =>
  columnsOf(view, rowAfter(view, key, happened));

/** What a record of several kinds, or of any, can have: it leaves the columns of a board alone, and is told elsewhere. */
export const ANYWHERE: ReadonlySet<string> = new Set([
  'RecordedInError',
  ...redactionEvents.map(({ type }) => type),
  ...retentionEvents.map(({ type }) => type),
]);

/** Which of these events are missing when a view fails; each is left out and kept, in every combination. */
export const failuresOf = (
  view: AnyView,
  key: string,
  happened: readonly Happened<Message>[],
): readonly string[] => {
  const unseen = Object.keys(view.evolve).filter(
    (type) => !ANYWHERE.has(type) && !happened.some(([, , event]) => event.type === type),
  );
  if (unseen.length > 0) throw new TypeError(`Every event is to happen; these do not: ${unseen.join()}.`);
  const log = recorded(happened);
  const failures: string[] = [];
  // Each combination is one event more than another one: its row is one step from the row of that.
  let before: object = view.initial;
  const onwards: AnyView = {
    ...view,
    get initial() {
      return before;
    },
  };
  const after = (row: object, event: RecordedEvent): object => {
    before = row;
    return foldOne(onwards, key, [event])?.row ?? row;
  };
  const tryEach = (from: Shown | undefined, next: number, chosen: readonly RecordedEvent[]): void => {
    for (const [index, event] of log.entries()) {
      if (index < next) continue;
      const some = [...chosen, event];
      const shown = from && shownOf(view, () => after(from.row, event));
      if (!shown?.isWhole) failures.push(some.map(({ type }) => type).join());
      tryEach(shown, index + 1, some);
    }
  };
  tryEach({ row: view.initial, isWhole: true }, 0, []);
  return failures;
};

interface Shown {
  readonly row: object;
  /** Each column has a value, and has the same one when the row was stored as JSON and read again. */
  readonly isWhole: boolean;
}

/** A row and its columns; undefined where there can be none. */
const shownOf = (view: AnyView, made: () => object): Shown | undefined => {
  try {
    const row = made();
    return { row, isWhole: isWhole(view, row) };
  } catch {
    return undefined;
  }
};

const isWhole = (view: AnyView, row: object): boolean => {
  try {
    const columns: readonly unknown[] = Object.values(columnsOf(view, row));
    const stored = Object.values(columnsOf(view, JSON.parse(JSON.stringify(row)) as object));
    return columns.every((value, index) => value !== undefined && value === stored[index]);
  } catch {
    return false;
  }
};
