import type { Fold } from '@wardbook/event-sourcing/pure';
import { REGISTER_IDS } from '../ids.ts';
import { subjectEvents, type SubjectEvent } from './subject.events.ts';

export interface SubjectState {
  readonly registeredAt?: string;
  /** Other records of the same person, and since when that is known. */
  readonly merged: readonly { readonly other: string; readonly at: string }[];
}

export const subjectHistory: Fold<SubjectEvent, SubjectState> = {
  name: 'subject',
  ids: REGISTER_IDS,
  initial: { merged: [] },
  events: subjectEvents,
  evolve: {
    SubjectRegistered: (state, _, { occurredAt }) => ({
      ...state,
      registeredAt: occurredAt,
    }),
    PersonalDetailsCorrected: (state) => state,
    SubjectsMerged: (state, { other }, { occurredAt }) => ({
      ...state,
      merged: [...state.merged, { other, at: occurredAt }],
    }),
  },
};

/** The other records of this person that were known at an instant, in the order of their ids. */
export const mergedWith = ({ merged }: SubjectState, at: string): readonly string[] =>
  [...new Set(merged.filter((one) => one.at <= at).map(({ other }) => other))].sort();
