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
import type { SafeWay } from './subject.events.ts';
import {
  reachOf,
  samePersonAs,
  strictest,
  subjectHistory,
  type SafeContact,
  type SubjectState,
} from './subject.state.ts';

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

/** One record of a person, and what it says of how it is safe to reach them. */
interface Told {
  readonly id: string;
  readonly reach: SafeContact | undefined;
}

/**
 * A fact: of a person's record and all that are taken as the same person's, whichever of them leads, the first that says
 * that they are only reached through another agency than this one; one that has not begun where none does. None of them
 * may move.
 */
export const keptFrom = (
  agency: string | undefined,
  subject: string | undefined,
  at: string,
): Fact<SubjectState> =>
  firstOfTheirs(
    subject,
    at,
    () =>
      ({ reach }) =>
        reach?.onlyThrough !== undefined && reach.onlyThrough !== agency,
  );

/** The same for the first that says anything, where nobody goes to the person directly: through an agency alone, or not at all. */
export const notDirectly = (subject: string | undefined, at: string): Fact<SubjectState> =>
  firstOfTheirs(
    subject,
    at,
    (all) =>
      ({ reach }) =>
        reach !== undefined && all?.ways.length === 0,
  );

/** The same for the first that says through which agency alone the person is reached, where no other contradicts it. */
const onlyThroughOne = (subject: string | undefined, at: string): Fact<SubjectState> =>
  firstOfTheirs(
    subject,
    at,
    (all) =>
      ({ reach }) =>
        all?.onlyThrough !== undefined && reach?.onlyThrough === all.onlyThrough,
  );

/** The same for the person's own record, where it is not known that they are safely reached in this way. */
const notSafely = (way: SafeWay, subject: string | undefined, at: string): Fact<SubjectState> =>
  firstOfTheirs(
    subject,
    at,
    (all) =>
      ({ id }) =>
        id === subject && all?.ways.includes(way) !== true,
  );

/** How somebody is told something. */
export type ContactWay = 'PHONE' | 'LETTER' | 'IN_PERSON' | 'THROUGH_AGENCY';

/** How a person can be reached, as the strictest of their records says, whichever of them leads. */
export type Reached = Readonly<{
  /** Which says through which agency alone. */
  only: SubjectState;
  /** Where the way that is asked for is not safe. */
  unsafe: SubjectState;
}>;

/** The facts about how a person can be reached. */
export const reachedBy = (way: ContactWay, subject: string | undefined, at: string) => ({
  only: onlyThroughOne(subject, at),
  unsafe: unsafeIn[way](subject, at),
});

const unsafeIn: Readonly<
  Record<ContactWay, (subject: string | undefined, at: string) => Fact<SubjectState>>
> = {
  PHONE: (subject, at) => notSafely('SAFE_TO_CALL', subject, at),
  LETTER: (subject, at) => notSafely('SAFE_TO_WRITE', subject, at),
  IN_PERSON: (subject, at) => notDirectly(subject, at),
  THROUGH_AGENCY: () => NOBODY,
};

/** Through which agency alone a person was reached at an instant. */
export const onlyThrough = ({ only }: Reached, at: string): string | undefined =>
  reachOf(only, at)?.onlyThrough;

/** `says` is given what the strictest of all says. */
const firstOfTheirs = (
  subject: string | undefined,
  at: string,
  says: (all: SafeContact | undefined) => (told: Told) => boolean,
): Fact<SubjectState> => (subject === undefined ? NOBODY : firstAmong([subject], [], at, says));

const NOBODY = stateOf(subjectHistory, undefined);

const firstAmong = (
  [next, ...rest]: readonly string[],
  seen: readonly Told[],
  at: string,
  says: (all: SafeContact | undefined) => (told: Told) => boolean,
): Fact<SubjectState> => {
  if (next === undefined) {
    const all = strictest(seen.flatMap(({ reach }) => reach ?? []));
    return stateOf(subjectHistory, seen.find(says(all))?.id);
  }
  return through(guarded(stateOf(subjectHistory, next)), (known) => {
    const told = [...seen, { id: next, reach: reachOf(known, at) }];
    const met = new Set([...rest, ...told.map(({ id }) => id)]);
    const unseen = new Set(samePersonAs(known, at).filter((one) => !met.has(one)));
    return firstAmong([...rest, ...unseen], told, at, says);
  });
};
