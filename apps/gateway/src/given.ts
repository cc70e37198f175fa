import type { RowQuery } from '@wardbook/event-sourcing';

type Given<Fields> = { readonly [Name in keyof Fields]?: NonNullable<Fields[Name]> };

/** The fields that a client gave: null is as good as left out. */
export const given = <Fields extends object>(fields: Fields): Given<Fields> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Given<Fields>;

/** The rows that have, in each column of these, the value that a client gave; every row where none was given. */
export const having = (
  columns: Readonly<Record<string, string | null | undefined>>,
): NonNullable<RowQuery['where']> =>
  Object.fromEntries(Object.entries(given(columns)).map(([name, value]) => [name, [value ?? null]]));
