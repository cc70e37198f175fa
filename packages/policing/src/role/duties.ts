import {
  entriesOf,
  since,
  valueAt,
  valueIn,
  valuesOf,
  withValue,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';

/** The duties of a role passed to a team, of that kind; or it handed them back. */
export interface Passing {
  readonly has: boolean;
  readonly kind?: string;
}

/** By team what was told of the duties of one role: all of it, for something earlier may be recorded yet. */
export type Duties = Keyed<Timeline<Passing>>;

/** For how long a team had the duties of a role: `to` is when it handed them back. */
export interface DutySpan {
  readonly team: string;
  readonly from: string;
  readonly to?: string;
}

/** What was told of a team and the duties of a role. */
export const passingsOf = (duties: Duties, team: string): Timeline<Passing> => valueIn(duties, team) ?? [];

/** What the duties come to when they pass to a team, or it hands them back. */
export const withPassing = (duties: Duties, team: string, at: string, passing: Passing): Duties =>
  withValue(duties, team, since(passingsOf(duties, team), at, passing));

/** Whether a team had the duties at an instant. */
export const hasDuties = (told: Timeline<Passing>, at: string): boolean => valueAt(told, at)?.has === true;

/**
 * Which teams had the duties of a role, from when until when, in the order in which they passed.
 * @example
 * const told = [{ from: '2026-01-05T09:00:00.000Z', value: { has: true } }];
 * dutySpans(keyedFrom([['snt-1', told]])); // [{ team: 'snt-1', from: '2026-01-05T09:00:00.000Z' }]
 */
export const dutySpans = (duties: Duties): readonly DutySpan[] =>
  entriesOf(duties)
    .flatMap(([team, told]) => spansOf(team, told))
    .sort((a, b) => (inOrder(a) < inOrder(b) ? -1 : 1));

const spansOf = (team: string, told: Timeline<Passing>): readonly DutySpan[] =>
  told.reduce<readonly DutySpan[]>((spans, { from, value: { has } }) => {
    const last = spans.at(-1);
    const isOpen = last !== undefined && last.to === undefined;
    if (has) return isOpen ? spans : [...spans, { team, from }];
    return isOpen ? [...spans.slice(0, -1), { ...last, to: from }] : spans;
  }, []);

const inOrder = ({ team, from }: DutySpan): string => [from, team].join('/');

/** From when on which kind of team answers for the role, of those that have its duties at an instant. */
export const kindsAnswering = (duties: Duties, at: string): Timeline<string> =>
  valuesOf(duties)
    .filter((told) => hasDuties(told, at))
    .flatMap((told) =>
      told.flatMap(({ from, value: { kind } }) => (kind === undefined ? [] : [{ from, value: kind }])),
    );
