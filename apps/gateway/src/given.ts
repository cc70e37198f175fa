import type { AnyView, ColumnOf, RowQuery } from '@wardbook/event-sourcing';

type Given<Fields> = { readonly [Name in keyof Fields]?: NonNullable<Fields[Name]> };

/** The fields that a client gave: null is as good as left out. */
export const given = <Fields extends object>(fields: Fields): Given<Fields> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Given<Fields>;

/** The rows of a view that have, in each column of these, what a client gave; every row where nothing was given. */
export const having = <V extends AnyView>(
  columns: Readonly<Partial<Record<ColumnOf<V>, string | null | undefined>>>,
): NonNullable<RowQuery<ColumnOf<V>>['where']> =>
  Object.fromEntries(
    Object.entries<string | null | undefined>(columns).flatMap(([name, value]) =>
      value == null ? [] : [[name, [value]]],
    ),
  ) as unknown as NonNullable<RowQuery<ColumnOf<V>>['where']>;
