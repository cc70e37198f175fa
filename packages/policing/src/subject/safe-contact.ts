import {
  canonicalize,
  guarded,
  refuse,
  stateOf,
  through,
  toldAt,
  type Fact,
} from '@wardbook/event-sourcing/pure';
import { kindOf, type AgencyState } from '../agency/agency.state.ts';
import type { AgencyKind } from '../agency/agency.events.ts';
import { mergedWith, reachOf, subjectHistory, type SafeContact, type SubjectState } from './subject.state.ts';

// How it is safe to reach a person (8.7 "Victims"): shown before any number or address, and respected by what is disclosed
// and booked.

/** Who meets people, and may say how it is safe to reach them. */
export const WHO_MAY_SAY = [
  'OFFICER',
  'PCSO',
  'SPECIALIST',
  'SUPERVISOR',
  'INSPECTOR',
  'CONTROL',
  'RECORDS',
] as const;

/** Agencies that look after people, so that one can be reached through them. */
const GO_BETWEENS: readonly AgencyKind[] = [
  'VICTIM_SUPPORT',
  'HEALTH',
  'COUNCIL',
  'HOUSING_ASSOCIATION',
  'PROBATION',
  'EDUCATION',
  'FAITH',
  'COMMUNITY',
  'OTHER',
];

/** What is said of safe contact, in one order. */
export const saidOf = ({ ways, onlyThrough }: SafeContact) => ({
  ways: [...new Set(ways)].sort(),
  ...(onlyThrough !== undefined && { onlyThrough }),
});

/** Whether just this was said of just that time. */
export const isSaidSo = ({ reach }: SubjectState, said: SafeContact, at: string): boolean => {
  const told = toldAt(reach, at);
  return told !== undefined && canonicalize({ ...told }) === canonicalize({ ...said });
};

/** R-VIS-7: who is only reached through an agency is neither called nor written to. */
export const bothWays = ({ ways, onlyThrough }: SafeContact) =>
  onlyThrough !== undefined && ways.length > 0
    ? refuse(
        'R-VIS-7',
        'Somebody who is only reached through an agency is not called or written to. Say one of both.',
        'onlyThrough',
      )
    : undefined;

/** R-VIS-7: a person is only reached through somebody who is there, and who looks after people. */
export const noGoBetween = ({ onlyThrough }: SafeContact, agency: AgencyState, at: string) => {
  if (onlyThrough === undefined) return undefined;
  const kind = kindOf(agency, at);
  return kind !== undefined && GO_BETWEENS.includes(kind)
    ? undefined
    : refuse(
        'R-VIS-7',
        'No agency of this id, through which a person could be reached, was on record at that time. Choose another.',
        'onlyThrough',
      );
};

/**
 * A fact: of a person's record and those that are taken as the same person's, the first that says that they are only
 * reached through another agency than this one; one that has not begun where none does. None of them may move.
 */
export const keptFrom = (
  agency: string | undefined,
  subject: string | undefined,
  at: string,
): Fact<SubjectState> =>
  firstOf(subject, at, (state) => {
    const only = reachOf(state, at)?.onlyThrough;
    return only !== undefined && only !== agency;
  });

/** The same for the first that says that nobody goes to the person directly: through an agency alone, or not at all. */
export const notDirectly = (subject: string | undefined, at: string): Fact<SubjectState> =>
  firstOf(subject, at, (state) => reachOf(state, at)?.ways.length === 0);

const firstOf = (
  subject: string | undefined,
  at: string,
  says: (state: SubjectState) => boolean,
): Fact<SubjectState> => (subject === undefined ? NOBODY : firstAmong([subject], [subject], at, says));

const NOBODY = stateOf(subjectHistory, undefined);

const firstAmong = (
  [next, ...rest]: readonly string[],
  seen: readonly string[],
  at: string,
  says: (state: SubjectState) => boolean,
): Fact<SubjectState> =>
  next === undefined
    ? NOBODY
    : through(guarded(stateOf(subjectHistory, next)), (known) => {
        if (says(known)) return stateOf(subjectHistory, next);
        const unseen = mergedWith(known, at).filter((one) => !seen.includes(one));
        return firstAmong([...rest, ...unseen], [...seen, ...unseen], at, says);
      });
