import type { AnyView, StoredRow } from '@wardbook/event-sourcing';

/** A view of large rows, for what needs many bytes. */
export const wideView: AnyView = {
  name: 'wide',
  version: 1,
  initial: {},
  of: [],
  evolve: {},
  columns: {},
};

export const wideRow = (name: string, position: bigint, length = 50_000): StoredRow => ({
  key: `row-${name}`,
  position,
  row: { text: 'x'.repeat(length) },
});
