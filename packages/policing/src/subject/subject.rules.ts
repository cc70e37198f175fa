import { guarded, refuse, stateOf, through, type Fact } from '@wardbook/event-sourcing/pure';
import { isMerged, mergedFrom, subjectHistory, type SubjectState } from './subject.state.ts';

/** R-LIFE-2: two records of one person are two. */
export const withItself = (id: string, other: string) =>
  id === other
    ? refuse('R-LIFE-2', 'A record cannot be merged with itself. Choose the other record.', 'other')
    : undefined;

/** R-LIFE-2: what is taken as one person is not taken so once more. */
export const alreadyOne = (state: SubjectState, other: string, at: string) =>
  isMerged(state, other, at)
    ? refuse(
        'R-LIFE-2',
        'These two records were taken as one person already. Nothing has to be done.',
        'other',
      )
    : undefined;

/** R-LIFE-1: only what was taken as one person is found to be two. */
export const notOne = (state: SubjectState, other: string, at: string) =>
  isMerged(state, other, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'These two records were not taken as one person at that time. Check the other record and the time.',
        'other',
      );

/**
 * A fact: the record among those that are taken as the same person's as `other`, or will be, which leads back to `id`;
 * one that has not begun where none does. None of them may move: two who propose at once make no circle.
 */
export const leadingBack = (id: string, other: string | undefined, at: string): Fact<SubjectState> =>
  other === undefined || other === id ? NOBODY : firstLeadingTo(id, [other], [other], at);

const NOBODY = stateOf(subjectHistory, undefined);

const firstLeadingTo = (
  id: string,
  [next, ...rest]: readonly string[],
  seen: readonly string[],
  at: string,
): Fact<SubjectState> =>
  next === undefined
    ? NOBODY
    : through(guarded(stateOf(subjectHistory, next)), (known) => {
        const others = mergedFrom(known, at);
        if (others.includes(id)) return stateOf(subjectHistory, next);
        const unseen = others.filter((one) => !seen.includes(one));
        return firstLeadingTo(id, [...rest, ...unseen], [...seen, ...unseen], at);
      });

/** R-PERSON-1: records that are taken as one person's never lead back to one another: each has one that it stands for. */
export const inACircle = <Path extends 'other' | 'request'>(leading: SubjectState, path: Path) =>
  leading.registeredAt === undefined
    ? undefined
    : refuse(
        'R-PERSON-1',
        'The other record already stands for this one. Merge from that one, or find the two apart first.',
        path,
      );
