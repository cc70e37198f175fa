import { changesAfter, refuse } from '@wardbook/event-sourcing/pure';
import type { By } from '../by.ts';
import { publishedVersion, type PolicyState } from '../policy/policy.state.ts';
import { isAtLeast } from '../rank.ts';
import type { CompetenceLevel } from './member.events.ts';
import {
  absenceOf,
  dedicationOf,
  hasLeft,
  isCompetent,
  isInService,
  isPublished,
  rankOf,
  teamOf,
  type MemberState,
} from './member.state.ts';

/** R-LIFE-1 for members. */
export const notInPost = (state: MemberState, at: string) =>
  isInService(state, at)
    ? undefined
    : refuse('R-LIFE-1', 'This person held no post at that time. Check the reference and the time.', 'id');

/** R-LIFE-2: nobody is posted twice; whoever has left may come back (D-28). */
export const inPostAlready = (state: MemberState, at: string) =>
  isInService(state, at)
    ? refuse(
        'R-LIFE-2',
        'This person already holds a post. Transfer them to another team, or check the reference.',
        'id',
      )
    : undefined;

/** R-LIFE-1: what is not published is not corrected, and does not end; who is named is published again (D-34). */
export const nothingPublished = <Path extends 'id' | 'publicName'>(
  state: MemberState,
  at: string,
  path: Path,
) =>
  isPublished(state, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'Nothing was published of this person at that time. Give a name to publish, or check the time.',
        path,
      );

/** R-INPT-4: a dedicated member belongs to one ward (S1:26, S4:3). */
export const dedicatedElsewhere = (state: MemberState, ward: string, at: string) => {
  const dedication = dedicationOf(state, at);
  return dedication === undefined || dedication.ward === ward
    ? undefined
    : refuse('R-INPT-4', 'This person is dedicated to another ward. Release them from it first.', 'ward');
};

/** R-LIFE-1: nobody is released from what they are not dedicated to. */
export const dedicatedNowhere = (state: MemberState, at: string) =>
  dedicationOf(state, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This person was dedicated to no ward at that time. Check the reference and the time.',
        'id',
      );

/** R-LIFE-1: nobody comes back who was not away. */
export const notAway = (state: MemberState, at: string) =>
  absenceOf(state, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This person was not away from the ward at that time. Check the reference and the time.',
        'id',
      );

/** R-TRN-1: whoever makes basic surveys has learnt it on a training day (S2:13). */
export const taughtOnTrainingDays = (level: CompetenceLevel) =>
  level === 'BASIC_SURVEY'
    ? refuse(
        'R-TRN-1',
        'The basic survey is learnt on a training day. Record on that day who attended.',
        'level',
      )
    : undefined;

/** R-LIFE-1: nothing expires that was not granted, or had ended. */
export const notCompetent = (state: MemberState, level: CompetenceLevel, at: string) =>
  isCompetent(state, level, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This person held no such competence at that time. Check the level and the time.',
        'level',
      );

/** R-INPT-5: taking a dedicated member away needs a reason (S1:26 "ring-fenced"). */
export const withoutReason = refuse('R-INPT-5', 'Say why this person is taken away from the ward.', 'reason');

export const notDedicated = refuse(
  'R-INPT-5',
  'Only a person dedicated to a ward can be taken away from it.',
  'id',
);

/** R-INPT-5: only whoever a ward has can be taken away from it. */
export const takenFromNowhere = (state: MemberState, at: string) =>
  dedicationOf(state, at) ? undefined : notDedicated;

/** R-INPT-4: dedicated officers and PCSOs work in a local team (S4:3). */
export const inNoTeam = (state: MemberState, at: string) =>
  teamOf(state, at) === undefined
    ? refuse(
        'R-INPT-4',
        'Only a member of a team can be dedicated to a ward. Transfer them to one first.',
        'id',
      )
    : undefined;

export const endsBeforeItBegins = (at: string, until: string) =>
  until > at
    ? undefined
    : refuse('R-INPT-5', 'The absence must end after it begins. Check both times.', 'until');

/** R-INPT-5: nobody is away twice: of two absences the one is over before the other begins. */
export const awayAlready = (state: MemberState, at: string, until: string) =>
  absenceOf(state, at) ||
  changesAfter(state.absence, at).some(({ from, value }) => value !== undefined && from < until)
    ? refuse(
        'R-INPT-5',
        'This person is already away for a part of that time. Record the return first, or choose other times.',
        'id',
      )
    : undefined;

/** R-INPT-5: what would be over before it is granted is asked for anew. */
export const overBefore = (until: string, at: string) =>
  until > at
    ? undefined
    : refuse(
        'R-INPT-5',
        'The absence would already be over. Decline it, and ask for another time.',
        'request',
      );

/** R-INPT-5: an inspector or above authorises, by the rank held then and not by the rank claimed. */
export const notAnAuthoriser = (authoriser: MemberState, at: string) =>
  isAtLeast(rankOf(authoriser, at), 'INSPECTOR')
    ? undefined
    : refuse(
        'R-INPT-5',
        'An inspector or above must authorise this, and you held no such rank then. Ask somebody who did.',
      );

/** R-POL-5: officers and staff acknowledge for themselves what they should have read (S3:8). */
export const readByAnother = (by: By, id: string) =>
  by.id === id ? undefined : refuse('R-POL-5', 'You can only acknowledge a policy for yourself.', 'id');

/** R-LIFE-1: nobody acknowledges who has left. */
export const leftBefore = (state: MemberState, at: string) =>
  hasLeft(state, at)
    ? refuse('R-LIFE-1', 'This person had left the service by then. Check the time.', 'id')
    : undefined;

/** R-LIFE-1: nobody has read what was not published (S3:4). */
export const notPublished = (policy: PolicyState, version: number, at: string) =>
  publishedVersion(policy, version, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This version of the policy had not been published by then. Check the version.',
        'version',
      );

/** R-AUTH-4: whoever had left the service by then does nothing in it. Specialists whom nobody posted have not left. */
export const senderGone = (sender: MemberState, at: string) =>
  hasLeft(sender, at)
    ? refuse('R-AUTH-4', 'You had left the service by then. Check the time, or ask a supervisor.')
    : undefined;
