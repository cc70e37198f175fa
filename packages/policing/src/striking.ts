import { refuse, type Refusal, type StrikeFault, type StrikeRules } from '@wardbook/event-sourcing/pure';
import type { Role } from './by.ts';
import { isAnswer } from './granting.ts';
import { londonDay } from './london.ts';
import { legalHoldPlaced } from './retention/retention.events.ts';

/** Why something is struck through. */
export const STRIKE_REASONS = [
  'WRONG_RECORD',
  'WRONG_PERSON',
  'WRONG_PLACE',
  'WRONG_DATE',
  'ENTERED_TWICE',
  'DID_NOT_HAPPEN',
  'OTHER',
] as const;
/** One of `STRIKE_REASONS`. */
export type StrikeReason = (typeof STRIKE_REASONS)[number];

/** Who strikes what somebody else of their own force recorded: the supervisor, and the records office. */
const STRIKE_FOR_OTHERS: readonly string[] = ['SUPERVISOR', 'INSPECTOR', 'RECORDS'] satisfies Role[];

/** Whose role records nothing: they strike nothing of their agency either, wherever it is on record. */
const ONLY_READ: readonly string[] = ['AUDITOR', 'ELECTED'] satisfies Role[];

const NOT_THEIRS = refuse(
  'R-STRIKE-3',
  'Only whoever recorded this, a supervisor, an inspector or the records office can strike it through.',
  'revision',
);

/**
 * R-STRIKE-1 to 6: what was recorded in error is struck through once, by whoever recorded it, a supervisor of the force
 * whose record it is, or its records office; what another agency recorded there, by that agency alone. What rests on it
 * in its own record is R-TIME-2.
 * @example
 * const ours = defineDomain(policing.kinds, { ...policing, striking });
 */
export const striking: StrikeRules = {
  // A hold is lifted, by two people.
  isKept: (definition) => isAnswer(definition) || definition === legalHoldPlaced,
  never: ({ role }) => (ONLY_READ.includes(role) ? NOT_THEIRS : undefined),
  may: ({ by, recordedBy, owner }) =>
    by.id === recordedBy.id || by.agency !== owner || STRIKE_FOR_OTHERS.includes(by.role)
      ? undefined
      : NOT_THEIRS,
  says: (fault) => SAYS[fault.why](fault as never),
};

/** What is done first, where that can be done at all. */
const first = (isKept: boolean): string =>
  isKept
    ? 'What was decided or held there is never struck through, so this stays as well.'
    : 'Strike that through first.';

/** R-STRIKE-6: with which a record begins stays while more was recorded in it since, or while other records rest on it. */
const SAYS: {
  readonly [Why in StrikeFault['why']]: (fault: Extract<StrikeFault, { why: Why }>) => Refusal<'revision'>;
} = {
  ABSENT: () =>
    refuse(
      'R-STRIKE-1',
      'There is no such event in this record. Check the record and the version.',
      'revision',
    ),
  STRUCK: () => refuse('R-STRIKE-2', 'This was struck through already. Nothing has to be done.', 'revision'),
  STRIKE: () =>
    refuse(
      'R-STRIKE-4',
      'What struck something through is not struck through itself. Record what happened anew.',
      'revision',
    ),
  CONSEQUENCE: () =>
    refuse(
      'R-STRIKE-4',
      'Wardbook worked this out itself. Strike through what it follows from, and it is worked out again.',
      'revision',
    ),
  KEPT: ({ type }) =>
    refuse(
      'R-STRIKE-4',
      type === legalHoldPlaced.type
        ? 'A legal hold is not struck through. Ask for it to be lifted.'
        : 'A decision on what somebody asked for stays as it is. Take back what was decided by the command for that.',
      'revision',
    ),
  RESTED_ON: ({ type, at, isKept }) =>
    refuse(
      'R-TIME-2',
      `What is on record of ${londonDay(at)} (${inWords(type)}) could not have been without this. ${first(isKept)}`,
      'revision',
    ),
  ANOTHER_AGENCY: () =>
    refuse(
      'R-STRIKE-5',
      'Another agency recorded this. Only that agency can strike it through: ask them.',
      'revision',
    ),
  BEGINS: ({ isKept }) =>
    refuse(
      'R-STRIKE-6',
      `The record begins with this, and more was recorded since. ${first(isKept)}`,
      'revision',
    ),
  REFERRED: ({ stream }) =>
    refuse(
      'R-STRIKE-6',
      stream === undefined
        ? 'A record of another agency rests on this. It stays as it is.'
        : `Others rest on this: ${stream}. Strike through there first what was decided on it.`,
      'revision',
    ),
};

/** `TeamLeadAppointed`: team lead appointed. */
const inWords = (type: string): string => type.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
