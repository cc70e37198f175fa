import { since, type Timeline } from '@wardbook/event-sourcing/pure';

/** Somebody was given a place, or left it; left by nobody in particular, the place itself came to an end. */
export interface Tenancy {
  readonly holder?: string;
  readonly holds: boolean;
}

/** What was told of a place that one person at a time holds: all of it, for something earlier may be recorded yet. */
export type Tenure = Timeline<Tenancy>;

/**
 * Somebody was given the place at an instant (UTC).
 * @example
 * const tenure = givenTo([], '2026-01-01T00:00:00.000Z', 'member-1');
 */
export const givenTo = (tenure: Tenure, at: string, holder: string): Tenure =>
  since(tenure, at, { holder, holds: true });

/**
 * Somebody left the place at an instant (UTC); without a name, whoever held it.
 * @example
 * const tenure = leftBy(givenTo([], '2026-01-01T00:00:00.000Z', 'member-1'), '2026-03-01T00:00:00.000Z', 'member-1');
 */
export const leftBy = (tenure: Tenure, at: string, holder?: string): Tenure =>
  since(tenure, at, { holds: false, ...(holder !== undefined && { holder }) });

/**
 * Who held the place, from when on. An end ends only whom it names: not somebody else who, as is told later, had come by
 * then.
 * @example
 * holders(leftBy(givenTo([], '2026-01-01T00:00:00.000Z', 'member-2'), '2026-03-01T00:00:00.000Z', 'member-1')).length; // 1
 */
export const holders = (tenure: Tenure): Timeline<string | undefined> =>
  tenure.reduce<Timeline<string | undefined>>((held, { from, value: { holder, holds } }) => {
    const before = held.at(-1)?.value;
    if (holds) return [...held, { from, value: holder }];
    return holder === undefined || holder === before ? [...held, { from, value: undefined }] : held;
  }, []);

/** R-LIFE-2: whether it is on record that this holder left at this very instant: then to say so is to say it again. */
export const leftThen = (tenure: Tenure, at: string, holder: string): boolean =>
  tenure.some(({ from, value }) => from === at && !value.holds && value.holder === holder);
