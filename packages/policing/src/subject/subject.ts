import {
  alreadySo,
  stateOf,
  refuse,
  type Decider,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import { alreadyBegun, notBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { mergedWith, subjectHistory, type SubjectState } from './subject.state.ts';
import {
  personalDetailsCorrected,
  subjectRegistered,
  subjectsMerged,
  type SubjectEvent,
} from './subject.events.ts';

/** Every command says whose record it is about: the id of its stream. */
export type SubjectCommand = PolicingCommand &
  (
    | {
        readonly type: 'RegisterSubject';
        readonly name: TextOrReference;
        readonly contact?: TextOrReference;
        readonly address?: TextOrReference;
      }
    | {
        readonly type: 'CorrectPersonalDetails';
        readonly name?: TextOrReference;
        /** Null: there is none. */
        readonly contact?: TextOrReference | null;
        readonly address?: TextOrReference | null;
      }
    | { readonly type: 'MergeSubjects'; readonly other: string }
  );

export interface SubjectFacts {
  readonly MergeSubjects: { readonly other: SubjectState };
}

/** A person whom a record is about: what they are called, where to reach them, and which records are theirs too. */
export const subject: Decider<SubjectCommand, SubjectEvent, SubjectState, SubjectFacts> = {
  ...subjectHistory,
  subject: (_, { id }) => id,
  facts: { MergeSubjects: ({ other }) => ({ other: stateOf(subjectHistory, other) }) },
  decide: {
    RegisterSubject: ({ by, name, contact, address }, state) =>
      onlyFor(by, 'OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'PARTNER', 'RECORDS') ??
      alreadyBegun(state.registeredAt, 'record', 'id') ?? [
        subjectRegistered({
          name,
          ...(contact !== undefined && { contact }),
          ...(address !== undefined && { address }),
        }),
      ],

    CorrectPersonalDetails: ({ occurredAt: at, by, name, contact, address }, state) => {
      const corrected = {
        ...(name !== undefined && { name }),
        ...(contact !== undefined && { contact }),
        ...(address !== undefined && { address }),
      };
      return (
        onlyFor(by, 'RECORDS') ??
        notBegun(state.registeredAt, at, 'person', 'id') ??
        // What the record says now is sealed: a correction to the same is a correction.
        alreadySo(Object.keys(corrected).length === 0) ?? [personalDetailsCorrected(corrected)]
      );
    },

    MergeSubjects: ({ occurredAt: at, by, id, other }, state, facts) =>
      onlyFor(by, 'RECORDS') ??
      notBegun(state.registeredAt, at, 'person', 'id') ??
      withItself(id, other) ??
      notBegun(facts.other.registeredAt, at, 'other person', 'other') ??
      alreadySo(mergedWith(state, at).includes(other)) ?? [subjectsMerged({ other })],
  },
};

/** R-LIFE-2: two records of one person are two. */
const withItself = (id: string, other: string) =>
  id === other
    ? refuse('R-LIFE-2', 'A record cannot be merged with itself. Choose the other record.', 'other')
    : undefined;
