import { categoryNameOf, categoryOf, idOf, type AnyFold, type EventIn } from './decider.ts';
import { definitionOf } from './deciding.ts';
import { decode, namesOf, type AnyEventDefinition } from './event.ts';
import { valueIn, type Keyed } from './keyed.ts';
import type { Message } from './message.ts';
import type { Moment, RecordedFields } from './event-store.ts';
import { recordedInError } from './striking.ts';

/** Which streams a view reads: those of these folds, and no others. */
export type Folds = readonly [AnyFold, ...(readonly AnyFold[])];

/** The events that folds have. */
export type EventsOf<F extends Folds> = F[number] extends infer One extends AnyFold
  ? One extends AnyFold
    ? EventIn<One>
    : never
  : never;

type Steps<F extends Folds, Row, Answer> = {
  readonly [T in EventsOf<F>['type']]?: (
    row: Row,
    event: Extract<EventsOf<F>, { type: T }>,
    moment: Moment,
  ) => Answer;
};

/** What a read model, or the memory of a process, is made of: rows by key, each the fold of the events about it. */
export interface RowsDefinition<F extends Folds, Row extends object, Column extends string, Answer = Row> {
  /** What a person looks at, in kebab case: `promise-board`. */
  readonly name: string;
  /** Rows are rebuilt from the log whenever it rises. */
  readonly version: number;
  readonly of: F;
  readonly initial: Row;
  /** Which row an event is about, where that is not the id of its own stream; undefined for none. */
  readonly keys?: {
    readonly [T in EventsOf<F>['type']]?: (
      event: Extract<EventsOf<F>, { type: T }>,
      moment: Moment,
    ) => string | undefined;
  };
  /** One step per event that changes a row; total, whatever came before. Other events cost nothing. */
  readonly evolve: Steps<F, NoInfer<Row>, Answer>;
  /** What rows may be filtered and sorted by. */
  readonly columns: { readonly [C in Column]: (row: NoInfer<Row>) => ColumnValue };
}

/** Rows for people to look at, and which stream their `version` counts. */
export interface ViewDefinition<
  F extends Folds,
  Row extends object,
  Column extends string,
  Answer = Row,
> extends RowsDefinition<F, Row, Column, Answer> {
  /** One of its folds, where a row is about a stream of it: the row's `version` counts all events of that stream. */
  readonly versionOf?: Row extends Versioned ? F[number] : never;
}

/** A view whose events are no longer known to the compiler; its rows and columns are. */
export interface View<Row extends object, Column extends string = never> extends AnyView {
  readonly initial: Row;
  readonly columns: { readonly [C in Column]: (row: Row) => ColumnValue };
}

/**
 * Defines a view: events, rows and columns follow from what is written here.
 * Throws `TypeError` where JavaScript wrote what TypeScript refuses: no folds, no steps, or steps for events that the
 * folds do not have; or a version of a fold that is not named. The same for names that some store could not give to a
 * table and its columns.
 * @example
 * const faults = defineView({
 *   name: 'faults', version: 1, of: [lamp], initial: { faults: 0 },
 *   evolve: { LampFailed: ({ faults }) => ({ faults: faults + 1 }) },
 *   columns: { faults: ({ faults }) => faults },
 * });
 */
export const defineView = <
  const F extends Folds,
  Row extends object,
  // As it is written: `standing: 'OPEN'` is no mere string.
  const Answer extends Row,
  Column extends string = never,
>(
  view: ViewDefinition<F, Row, Column, Answer>,
): View<Row, Column> => {
  refuseMisspelt(view);
  const { name, of, versionOf } = view;
  if (versionOf !== undefined && !of.includes(versionOf))
    throw new TypeError(`The view ${name} counts the events of a fold that it does not name.`);
  return versionOf === undefined ? view : { ...view, evolve: counting(versionOf, view.evolve) };
};

/** Throws `TypeError` for a view that has nothing to fold. JavaScript may leave out what TypeScript asks for. */
export const refuseMisspelt = (view: Partial<AnyView>): void => {
  const { name = '', of = [], evolve = {}, keys = {}, columns = {} } = view;
  if (of.length === 0) throw new TypeError(`The view ${name} names no folds: it would stay empty.`);
  const types = Object.keys(evolve);
  if (types.length === 0) throw new TypeError(`The view ${name} has no steps: it would stay empty.`);
  for (const type of [...types, ...Object.keys(keys)])
    if (!of.some((fold) => definitionOf(fold, type)))
      throw new TypeError(`The view ${name} has a step for ${type}, which none of its folds define.`);
  refuseUnstorable(name, Object.keys(columns));
};

/** Stores have a table for each view: what one of them could not name, all refuse. */
const refuseUnstorable = (name: string, columns: readonly string[]): void => {
  if (!/^[a-z][a-z0-9-]{0,49}$/.test(name))
    throw new TypeError(`A view is named in kebab case, in 50 characters at most: ${name}`);
  const wrong = columns.find((column) => !/^[A-Za-z]\w{0,59}$/.test(column));
  if (wrong !== undefined)
    throw new TypeError(`A column of ${name} is named in one plain word of 60 characters at most: ${wrong}`);
  // SQLite reads both as one.
  const lower = columns.map((column) => column.toLowerCase());
  const twice = columns.find((_, index) => lower.indexOf(lower[index] ?? '') !== index);
  if (twice !== undefined)
    throw new TypeError(`Two columns of ${name} are told apart by capitals alone: ${twice}`);
};

/** A row that says how many events its own stream has had: what a client expects when it sends a command. */
export interface Versioned {
  readonly version: number;
}

/** The same steps, and one for every event of this fold; events of other folds leave the version alone. */
const counting = (fold: AnyFold, evolve: object): object => {
  type Step = (row: object, event: Message, moment: Moment) => object;
  const steps = evolve as Keyed<Step>;
  const counts = [recordedInError, ...fold.events];
  const types = new Set([...Object.keys(steps), ...counts.map(({ type }) => type)]);
  const name = categoryNameOf(fold);
  const counted = (type: string): Step => {
    const step = valueIn(steps, type);
    return (row, event, moment) => {
      const next = step ? step(row, event, moment) : row;
      return categoryOf(moment.stream) === name ? { ...next, version: moment.revision + 1 } : next;
    };
  };
  return Object.fromEntries([...types].map((type) => [type, counted(type)]));
};

/** A view whose rows are no longer typed: as rows and runners see it. */
export interface AnyView {
  readonly name: string;
  readonly version: number;
  readonly initial: object;
  readonly of: readonly AnyFold[];
  readonly keys?: object;
  readonly evolve: object;
  readonly columns: Readonly<Record<string, unknown>>;
}

/** The rows of a view. */
export type RowOf<V extends AnyView> = V['initial'];

/** What the rows of a view may be filtered and sorted by. */
export type ColumnOf<V extends AnyView> = keyof V['columns'] & string;

/** What rows are filtered and sorted by; null sorts first, then numbers, then text by its UTF-8 bytes. */
export type ColumnValue = string | number | null;

/** The key of the row that an event changes; undefined when the view does not know the event. */
export const keyOf = (view: AnyView, event: Message, moment: Moment): string | undefined => {
  if (!Object.hasOwn(view.evolve, event.type)) return undefined;
  type KeyOf = (event: Message, moment: Moment) => string | undefined;
  const key = valueIn((view.keys ?? {}) as Keyed<KeyOf>, event.type);
  return key ? key(event, moment) : idOf(moment.stream);
};

export const evolveRow = <V extends AnyView>(
  view: V,
  row: RowOf<V>,
  event: Message,
  moment: Moment,
): RowOf<V> => {
  type Step = (row: RowOf<V>, event: Message, moment: Moment) => RowOf<V>;
  return valueIn(view.evolve as Keyed<Step>, event.type)?.(row, event, moment) ?? row;
};

/**
 * What a row is found by, by the names of the columns.
 * @example
 * columnsOf(lampBoard, { broken: true, faults: 2 }); // { broken: 1, faults: 2 }
 */
export const columnsOf = (view: AnyView, row: object): Readonly<Record<string, ColumnValue>> =>
  Object.fromEntries(
    Object.entries(view.columns as Record<string, (row: object) => ColumnValue>).map(([name, value]) => [
      name,
      value(row),
    ]),
  );

/**
 * The types of events that a view has a step for, by every name, and what strikes them; others cost it nothing,
 * whatever their version.
 */
export const typesOf = (view: AnyView): ReadonlySet<string> => lookUp(view).types;

interface LookUp {
  readonly types: ReadonlySet<string>;
  /** By category, then by every name of a type. */
  readonly definitions: ReadonlyMap<string, ReadonlyMap<string, AnyEventDefinition>>;
}

const lookUps = new WeakMap<AnyView, LookUp>();

/** Made once: every event of the log is looked up by every view. */
const lookUp = (view: AnyView): LookUp => {
  let known = lookUps.get(view);
  if (!known) {
    const definitions = new Map<string, Map<string, AnyEventDefinition>>();
    for (const fold of view.of) {
      const ofKind = definitions.get(categoryNameOf(fold)) ?? new Map<string, AnyEventDefinition>();
      definitions.set(categoryNameOf(fold), ofKind);
      for (const definition of [recordedInError, ...fold.events])
        if (Object.hasOwn(view.evolve, definition.type))
          // Each of two folds may know a part of a kind; the first that knows a name reads it.
          for (const name of namesOf(definition)) if (!ofKind.has(name)) ofKind.set(name, definition);
    }
    const names = [...definitions.values()].flatMap((ofKind) => [...ofKind.keys()]);
    const types = new Set([recordedInError.type, ...Object.keys(view.evolve), ...names]);
    known = { types, definitions };
    lookUps.set(view, known);
  }
  return known;
};

/** The categories of the streams that a view reads. */
export const categoriesOf = (view: AnyView): Pick<ReadonlySet<string>, 'has'> => lookUp(view).definitions;

/**
 * The event, read back, when it is of a stream that the view reads and the view has a step for it.
 * Throws `UnknownEventVersion`, `EventInvalid`.
 */
export const seenBy = (view: AnyView, recorded: RecordedFields): Message | undefined => {
  const { types, definitions } = lookUp(view);
  if (!types.has(recorded.type)) return undefined;
  const definition = definitions.get(categoryOf(recorded.stream))?.get(recorded.type);
  return definition && decode(definition, recorded);
};
