import {
  daysAfter,
  londonMonth,
  monthStart,
  occurrencesIn,
  overlapInMinutes,
  type Occurrence,
} from '../london.ts';
import type { EstablishmentFigures } from '../policy/figures.ts';
import { targetsOf, type WardState } from '../ward/ward.state.ts';
import type { TermsOnRecord } from './promise.events.ts';

/** For how long a promised time is covered before the patrol counts. */
export type Overlap = Pick<EstablishmentFigures, 'patrolOverlapMinutes'>;

/** The one target of a promise that is kept by counting. */
export const MEASURE = 'measure';

/** What is owed in a month, or was done in it. */
export interface InMonth {
  readonly month: string;
  readonly targets: readonly string[];
}

/** R-PROM-3: every registered target of the kind, as the ward had them when the month began. */
export const targetsOfMonth = (
  terms: TermsOnRecord,
  ward: WardState,
  month: string,
  figures: Overlap,
): readonly string[] => {
  if (terms.kind === 'PERIODIC_VISIT')
    return terms.targetKind === undefined ? [] : targetsOf(ward, terms.targetKind, monthStart(month));
  if (terms.kind === 'PATROL_WINDOW')
    return [
      ...new Set(patrollable(terms, month, figures).map(({ starts }) => occurrenceTarget(terms, starts))),
    ];
  return [MEASURE];
};

/** In which months what was done may count. */
export const monthsOf = ({ kind }: TermsOnRecord, from: string, to: string): readonly string[] =>
  // A window that began on the last evening of a month can be patrolled after midnight, and a patrol that set out
  // late on that evening can be for a window of the next month.
  kind === 'PATROL_WINDOW'
    ? [...new Set([daysAfter(from, -1), from, to].map(londonMonth))]
    : [londonMonth(to)];

/** R-PROM-5: the windows that a patrol overlapped long enough, by the month in which they began. */
export const patrolled = (
  terms: TermsOnRecord,
  patrol: { readonly from: string; readonly to: string },
  figures: Overlap,
): readonly InMonth[] =>
  monthsOf(terms, patrol.from, patrol.to)
    .map((month) => {
      const starts = patrollable(terms, month, figures)
        .filter((occurrence) => overlapInMinutes(occurrence, patrol) >= figures.patrolOverlapMinutes)
        .map((occurrence) => occurrenceTarget(terms, occurrence.starts));
      return { month, targets: [...new Set(starts)] };
    })
    .filter(({ targets }) => targets.length > 0);

/** When the area is patrolled in a month, but for what a change of the clocks leaves too short to patrol. */
const patrollable = (
  { windows }: TermsOnRecord,
  month: string,
  { patrolOverlapMinutes }: Overlap,
): readonly Occurrence[] =>
  occurrencesIn(month, windows ?? []).filter((one) => overlapInMinutes(one, one) >= patrolOverlapMinutes);

const occurrenceTarget = ({ area }: TermsOnRecord, starts: string): string => `${area ?? 'area'}@${starts}`;
