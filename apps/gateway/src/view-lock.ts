import { createHash } from 'node:crypto';
import {
  canonicalize,
  columnsOf,
  foldAll,
  type AnyView,
  type Canonical,
  type RecordedEvent,
} from '@wardbook/event-sourcing';

/**
 * What each read model made of the old log when its version was last raised. It tells a developer to raise it, and does
 * not ask how the code reads: a view that is written anew and makes the same rows is the same view.
 */
export type ViewLock = Readonly<Record<string, LockedView>>;

interface LockedView {
  readonly version: number;
  /** SHA-256 of its rows and columns after the old log. */
  readonly rows: string;
  /** Versions of events that it folds and that the old log has none of. */
  readonly unseen: Readonly<Record<string, number>>;
}

/** The events of `fixtures/log-v1/replay.jsonl`, as far as a view looks at them. */
export const oldLog = (text: string): readonly RecordedEvent[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { fields, position, ...rest } = JSON.parse(line) as OldEvent;
      const { type: _, ...data } = fields;
      return { ...rest, position: BigInt(position), data: canonicalize(data) } as unknown as RecordedEvent;
    });

interface OldEvent {
  readonly position: string;
  readonly fields: Readonly<Record<string, Canonical>>;
}

const locked = (view: AnyView, log: readonly RecordedEvent[]): LockedView => {
  const rows = [...foldAll(view, log)].map(([key, { row }]) => ({ key, row, columns: columnsOf(view, row) }));
  const seen = new Set(log.map(({ type }) => type));
  const events = view.of.flatMap((fold) => fold.events);
  const unseen = events.filter(
    ({ type, formerly }) =>
      Object.hasOwn(view.evolve, type) && ![type, ...formerly].some((name) => seen.has(name)),
  );
  const made = JSON.parse(JSON.stringify({ columns: Object.keys(view.columns).sort(), rows })) as Canonical;
  return {
    version: view.version,
    rows: createHash('sha256').update(canonicalize(made)).digest('hex'),
    unseen: Object.fromEntries(unseen.map(({ type, version }) => [type, version] as const)),
  };
};

/** The lock of today. Throws `TypeError`, a line for each view whose version is to be raised. */
export const renewedViewLock = (
  lock: ViewLock,
  views: readonly AnyView[],
  log: readonly RecordedEvent[],
): ViewLock => {
  const today = Object.fromEntries(
    [...views].sort((a, b) => (a.name < b.name ? -1 : 1)).map((view) => [view.name, locked(view, log)]),
  );
  const hints = Object.entries(today).flatMap(([name, now]) => {
    const before = lock[name];
    const why = before && whyRaise(before, now);
    return why === undefined ? [] : [`${name} ${why}: raise its version, so that its rows are built anew.`];
  });
  if (hints.length > 0) throw new TypeError(hints.join('\n'));
  return today;
};

const whyRaise = (before: LockedView, now: LockedView): string | undefined => {
  if (now.version > before.version) return undefined;
  if (now.version < before.version) return `had version ${String(before.version)} already`;
  if (now.rows !== before.rows) return 'makes other rows of the old log than it did';
  // A type that is not in `before` is new, or new here: the old log would show the second where it can.
  const changed = Object.keys(before.unseen).find(
    (type) => now.unseen[type] !== undefined && now.unseen[type] !== before.unseen[type],
  );
  return changed === undefined ? undefined : `folds ${changed}, which has another version now`;
};

export const readViewLock = (text: string): ViewLock => JSON.parse(text) as ViewLock;

/** A line for each view. */
export const viewLockText = (lock: ViewLock): string => {
  const lines = Object.entries(lock).map(
    ([name, view]) => `  ${JSON.stringify(name)}: ${JSON.stringify(view)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
};
