import { changesAfter, refuse, valueAt } from '@wardbook/event-sourcing/pure';
import { notLive, type WardState } from '../ward/ward.state.ts';
import { isOpen, LAST, wardOf, type AdviceCaseState } from './advice-case.state.ts';

/** R-WARD-5: an open case stays in its ward until that is abolished (P-14). */
export const wardStays = ({ abolishedAt }: WardState, at: string) =>
  abolishedAt !== undefined && abolishedAt <= at
    ? undefined
    : refuse('R-WARD-5', 'The ward of this case is still there. Cases move when it is abolished.', 'ward');

/** R-WARD-5: it moves to a ward that replaced its own, and that is there (P-14). */
export const notSuccessor = (
  { successors }: WardState,
  { code, ward }: { readonly code: string; readonly ward: WardState },
  at: string,
) =>
  notLive(ward, at, 'ward') ??
  (successors.includes(code)
    ? undefined
    : refuse('R-WARD-5', 'That ward did not replace the ward of this case. Choose one that did.', 'ward'));

/** A case belongs to a ward from an instant on. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** P-14: a closed case stays where it was: what moved it by then did not, where its closing is recorded after that. */
export const stayed = (state: AdviceCaseState, at: string): readonly Move[] => {
  const to = wardOf(state, at);
  return to === undefined
    ? []
    : changesAfter(state.ward, at).flatMap(({ from, value }) => (value === to ? [] : [{ from, to }]));
};

/**
 * Where an open case goes whose ward was abolished, and since when (P-14): to the one ward that replaced it, from the
 * abolition or, where it was closed then, from when it was opened again. With several it waits for a supervisor.
 */
export const movedOn = (state: AdviceCaseState, { abolishedAt, successors }: WardState): readonly Move[] => {
  const [to, another] = successors;
  if (abolishedAt === undefined || to === undefined || another !== undefined) return [];
  const from = isOpen(state, abolishedAt)
    ? abolishedAt
    : changesAfter(state.standing, abolishedAt).find(({ value }) => value === 'OPEN')?.from;
  return from === undefined || valueAt(state.ward, from) !== wardOf(state, LAST) ? [] : [{ from, to }];
};
