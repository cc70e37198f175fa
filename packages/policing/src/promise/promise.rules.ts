import { canonicalize, entriesOf, isSameText, refuse, valueIn } from '@wardbook/event-sourcing/pure';
import type { By } from '../by.ts';
import { londonMonth } from '../london.ts';
import { teamOf, type MemberState } from '../member/member.state.ts';
import { leadOf, type TeamState } from '../team/team.state.ts';
import { inptOf, priorityAt, sntOf, targetsOf, type WardState } from '../ward/ward.state.ts';
import type { WeeklyWindow } from '../values.ts';
import type { WardPanelState } from '../ward-panel/ward-panel.state.ts';
import type { Overlap } from './patrolling.ts';
import type { CorrectionReason, PromiseTerms } from './promise.events.ts';
import { closedMonth, covers, newestTerms, termsAt, type PromiseState } from './promise.state.ts';

/** R-LIFE-1 for promises. */
export const notProposed = ({ proposedAt }: PromiseState, at: string) =>
  proposedAt !== undefined && proposedAt <= at
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This promise had not been proposed by then. Check the reference and the time.',
        'id',
      );

/** R-PROM-1: a team of the ward makes promises to it: its INPT, or its SNT (S4:3, 5). */
export const teamOfAnotherWard = (ward: WardState, team: string, at: string) =>
  inptOf(ward, at) === team || sntOf(ward, at) === team
    ? undefined
    : refuse(
        'R-PROM-1',
        'This team did not serve the ward at that time. Choose a team of the ward.',
        'terms.team',
      );

/** R-LIFE-1: a promise answers a priority that the people of the ward had then (S4:12). */
export const unknownPriority = (ward: WardState, { priority }: PromiseTerms, at: string) =>
  priority === undefined || priorityAt(ward, priority, at) === 'LIVE'
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This ward had no such live priority at that time. Check the priority and the time.',
        'terms.priority',
      );

/** R-PROM-2: a promise is measurable: at least one target or window, and a minimum count (S4:5). */
export const notMeasurable = (
  terms: PromiseTerms,
  ward: WardState,
  at: string,
  { patrolOverlapMinutes }: Overlap,
) => {
  const { kind, targetKind, area, windows, measure, minimumPerPeriod } = terms;
  if (!Number.isInteger(minimumPerPeriod) || minimumPerPeriod < 1)
    return refuse(
      'R-PROM-2',
      'Say how often this will be done, at least once a month.',
      'terms.minimumPerPeriod',
    );
  if (kind === 'PERIODIC_VISIT')
    return targetKind !== undefined && targetsOf(ward, targetKind, at).length > 0
      ? undefined
      : refuse('R-PROM-2', 'Choose a kind of target that is registered for this ward.', 'terms.targetKind');
  if (kind === 'PATROL_WINDOW') {
    if (area === undefined || !targetsOf(ward, 'PATROL_AREA', at).includes(area))
      return refuse('R-PROM-2', 'Choose a patrol area that is registered for this ward.', 'terms.area');
    if (!windows || windows.length === 0)
      return refuse(
        'R-PROM-2',
        'Say on which days and at what times the area will be patrolled.',
        'terms.windows',
      );
    return windows.some((window) => minutesIn(window) < patrolOverlapMinutes)
      ? refuse(
          'R-PROM-2',
          `Each patrol time must be at least ${String(patrolOverlapMinutes)} minutes long.`,
          'terms.windows',
        )
      : undefined;
  }
  return measure === undefined ? refuse('R-PROM-2', 'Say what will be counted.', 'terms.measure') : undefined;
};

const minutesIn = ({ from, to }: WeeklyWindow): number => {
  const minutes = minuteOf(to) - minuteOf(from);
  return minutes <= 0 ? minutes + 1_440 : minutes;
};

const minuteOf = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};

/** R-PROM-1: whoever leads the team agrees for it (S4:5). */
export const notTheLead = (team: TeamState, { id }: By, at: string) =>
  leadOf(team, at) === id ? undefined : refuse('R-PROM-1', 'Only whoever leads the team can agree for it.');

/** R-PROM-1: the community agrees at a meeting of its ward panel (S1:17). */
export const notAgreedAtPanel = (panel: WardPanelState, promise: string, meeting: string) =>
  valueIn(panel.agreements, promise) === meeting
    ? undefined
    : refuse(
        'R-PROM-1',
        'The ward panel did not agree to this promise at that meeting. Check the meeting.',
        'meeting',
      );

/** R-PROM-1: a panel agrees to what lay before it: to the words of the day on which it met. */
export const notBeforeTheMeeting = (state: PromiseState, panel: WardPanelState, meeting: string) =>
  (valueIn(panel.meetings, meeting)?.heldAt ?? '') < (state.terms.at(-1)?.from ?? '')
    ? refuse(
        'R-PROM-1',
        'The promise was proposed or changed after this meeting. Agree to it at a later one.',
        'meeting',
      )
    : undefined;

/** R-PROM-6: firm commitments are not edited (S4:11). */
export const alreadyAgreed = ({ teamAgreedAt, communityAgreedAt }: PromiseState) =>
  teamAgreedAt === undefined && communityAgreedAt === undefined
    ? undefined
    : refuse(
        'R-PROM-6',
        'This promise has been agreed to and cannot be changed. Withdraw it and propose a new one.',
        'id',
      );

/** Whether a promise said this already at that instant. */
export const sameTerms = (state: PromiseState, terms: PromiseTerms, at: string): boolean => {
  const known = termsAt(state, at);
  if (!known) return false;
  const { statement, measure, ...rest } = known;
  const { statement: asked, measure: counted, ...others } = terms;
  return (
    canonicalize(rest) === canonicalize(others) &&
    isSameText(statement, asked) &&
    isSameText(measure, counted)
  );
};

/** R-PROM-1: both sides agree to the same words. */
export const amendedSince = (state: PromiseState, at: string) =>
  (state.terms.at(-1)?.from ?? '') > at
    ? refuse('R-PROM-1', 'The promise was changed after that time. Agree to it as it is now.', 'occurredAt')
    : undefined;

/** R-PROM-6: a promise that was withdrawn is over. */
export const withdrawnBefore = <Path extends string>(
  { withdrawnAt }: PromiseState,
  at: string,
  path: Path,
) =>
  withdrawnAt !== undefined && withdrawnAt <= at
    ? refuse('R-PROM-6', 'This promise had been withdrawn by then. Propose a new one.', path)
    : undefined;

/** R-PROM-1: a promise counts from the first whole month in which both sides had agreed. */
export const notCovered = <Path extends string>(state: PromiseState, month: string, path: Path) =>
  covers(state, month)
    ? undefined
    : refuse('R-PROM-1', `This promise does not cover ${month}. Check the month.`, path);

/** R-PROM-4: members of the team keep its promise, all who took part; ward teams are part of their INPT (S4:3). */
export const notOfTheTeam = <Path extends string>(
  state: PromiseState,
  { member, ward }: { readonly member: MemberState | undefined; readonly ward: WardState },
  at: string,
  path: Path,
) => {
  const team = member && teamOf(member, at);
  return team !== undefined && [newestTerms(state)?.team, inptOf(ward, at), sntOf(ward, at)].includes(team)
    ? undefined
    : refuse(
        'R-PROM-4',
        'This person was not in the team at that time. Only its own members keep its promise.',
        path,
      );
};

/** R-AUTH-2: officers and PCSOs record their own work. */
export const notOwnWork = ({ role, id }: By, member: string) =>
  (role === 'OFFICER' || role === 'PCSO') && id !== member
    ? refuse('R-AUTH-2', 'Officers and PCSOs can only record their own work.', 'member')
    : undefined;

/**
 * R-PROM-6: a withdrawal looks forward, never back over months that were already owed (S4:11). No decision has a clock:
 * that a month has begun shows in what is on record, the months of the promise, which are opened on their first day,
 * and the meetings of its panel.
 */
export const looksBack = ({ newestPeriod = '' }: PromiseState, panel: WardPanelState, lastPeriod: string) =>
  [newestPeriod, ...entriesOf(panel.meetings).map(([, { heldAt }]) => londonMonth(heldAt))].some(
    (begun) => begun > lastPeriod,
  )
    ? refuse('R-PROM-6', 'A later month has begun already. Withdraw the promise from now on.', 'occurredAt')
    : undefined;

/** R-PROM-6: withdrawn only once it is proposed, and then with the consent of a quorate meeting of the ward panel. */
export const notAgreedToWithdraw = (
  { withdrawalProposedAt }: PromiseState,
  panel: WardPanelState,
  agreedWith: string,
  at: string,
) => {
  const meeting = valueIn(panel.meetings, agreedWith);
  if (withdrawalProposedAt === undefined || withdrawalProposedAt > at)
    return refuse(
      'R-PROM-6',
      'Nobody had proposed to withdraw this promise by then. Propose it first.',
      'id',
    );
  if (!meeting || meeting.heldAt > at)
    return refuse(
      'R-PROM-6',
      'The ward panel had held no such meeting by then. Check the meeting.',
      'agreedWith',
    );
  return meeting.quorate && meeting.heldAt >= withdrawalProposedAt
    ? undefined
    : refuse(
        'R-PROM-6',
        'This meeting was not quorate, or was held before the withdrawal was proposed. Name one that could agree to it.',
        'agreedWith',
      );
};

/** R-PROM-7: a period is closed once it is over in London, and not before. */
export const notOver = (month: string, at: string) =>
  month < londonMonth(at)
    ? undefined
    : refuse('R-PROM-7', 'This month is not over yet. Close it once it has ended.', 'period');

/** R-PROM-7: a month is explained from its end on; before that nobody knows how it ends. */
export const explainedEarly = (month: string, at: string) =>
  month < londonMonth(at)
    ? undefined
    : refuse('R-PROM-7', 'This month was not over by then. Explain it once it has ended.', 'occurredAt');

/** R-STRIKE-7: what did not happen, or was elsewhere, is struck through; older corrections say so and count (8.6). */
export const toBeStruck = (reason: CorrectionReason) =>
  reason === 'RECORDED_IN_ERROR' || reason === 'WRONG_TARGET'
    ? refuse(
        'R-STRIKE-7',
        'What did not happen, or was elsewhere, is not corrected. Strike it through, and record what was right.',
        'reason',
      )
    : undefined;

/** R-PROM-7: an explanation answers a result that fell short. */
export const notBroken = (state: PromiseState, month: string) =>
  closedMonth(state, month)?.result === 'BROKEN'
    ? undefined
    : refuse(
        'R-PROM-7',
        'Only a month in which the promise was broken is explained. Check the month.',
        'period',
      );
