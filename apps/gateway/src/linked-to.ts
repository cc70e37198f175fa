import { entriesOf, type Keyed, type Timeline } from '@wardbook/event-sourcing';

/** The keys of the records of one kind, `problem ` for example, that a record is linked to now, in their order. */
export const linkedTo = (
  { links }: { readonly links: Keyed<Timeline<boolean>> },
  kind: string,
): readonly string[] =>
  entriesOf(links)
    .filter(([name, told]) => name.startsWith(kind) && told.at(-1)?.value === true)
    .map(([name]) => name.slice(kind.length))
    .sort();
