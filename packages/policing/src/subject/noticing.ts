import { happened, valueAt, valueIn, type Dated, type Timeline } from '@wardbook/event-sourcing/pure';
import { foundApartNoticed, mergeNoticed, type SubjectEvent } from './subject.events.ts';
import type { SubjectState } from './subject.state.ts';

// Who works on a record does not know which others it was taken into: that is found there (R-VIS-7). So each is told,
// with the date, and what was told of it before is made to say the same.

/** What another record says of this one, as far as this one says otherwise. */
export const mergeReviewed = (
  { mergedInto }: SubjectState,
  { id, other }: { readonly id: string; readonly other: string },
  leading: SubjectState,
): readonly Dated<SubjectEvent>[] => {
  const told = valueIn(mergedInto, other) ?? [];
  const found = valueIn(leading.merged, id) ?? [];
  const instants = [...new Set([...told, ...found].map(({ from }) => from))].sort();
  let isOne = false;
  return instants.flatMap((at) => {
    const [before, wanted] = [isNewAt(told, at) ? isOneAt(told, at) : isOne, isOneAt(found, at)];
    isOne = wanted;
    if (before === wanted) return [];
    return [happened(at, wanted ? mergeNoticed({ other }) : foundApartNoticed({ other }))];
  });
};

const isOneAt = (told: Timeline<boolean>, at: string): boolean => valueAt(told, at) ?? false;

const isNewAt = (told: Timeline<boolean>, at: string): boolean => told.some(({ from }) => from === at);
