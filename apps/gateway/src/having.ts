import type { AnyView, ColumnOf, RowQuery } from '@wardbook/event-sourcing';

/** The rows of a view that have, in each column of these, what a client gave; every row where nothing was given. */
export const having = <V extends AnyView>(
  columns: Readonly<Partial<Record<ColumnOf<V>, string | null | undefined>>>,
): NonNullable<RowQuery<ColumnOf<V>>['where']> =>
  Object.fromEntries(
    Object.entries<string | null | undefined>(columns).flatMap(([name, value]) =>
      value == null ? [] : [[name, [value]]],
    ),
  ) as unknown as NonNullable<RowQuery<ColumnOf<V>>['where']>;
