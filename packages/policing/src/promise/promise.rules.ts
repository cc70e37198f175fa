import { canonicalize, entriesOf, refuse, valueIn, type Refusal } from '@wardbook/event-sourcing/pure';
import { alreadyBegun, type By } from '../by.ts';
import {
  londonMonth,
  monthEnd,
  monthStart,
  occurrencesIn,
  overlapInMinutes,
  type Occurrence,
} from '../london.ts';
import { teamOf, type MemberState } from '../member/member.state.ts';
import { leadOf, type TeamState } from '../team/team.state.ts';
import { inptOf, sntOf, targetsOf, type WardState } from '../ward/ward.state.ts';
import type { WeeklyWindow } from '../values.ts';
import type { WardPanelState } from '../ward-panel/ward-panel.state.ts';
import type { PromiseTerms } from './promise.events.ts';
import type { Month } from './promise-month.ts';
import { closedMonth, covers, openMonthOf, type PromiseState } from './promise.state.ts';

/** How long a patrol must overlap a window to count, in minutes: ours, until the establishment policy says. */
const OVERLAP_IN_MINUTES = 15;

/** The one target of a promise that is kept by counting. */
export const MEASURE = 'measure';

/** R-LIFE-1 for promises. */
export const notProposed = ({ proposedAt }: PromiseState, at: string): Refusal | undefined =>
  proposedAt !== undefined && proposedAt <= at
    ? undefined
    : refuse('R-LIFE-1', 'Nothing had been proposed by then.');

/** R-PROM-1: a team of the ward makes promises to it: its INPT, or its SNT (S4:3, 5). */
export const teamOfAnotherWard = (ward: WardState, team: string, at: string): Refusal | undefined =>
  inptOf(ward, at) === team || sntOf(ward, at) === team
    ? undefined
    : refuse('R-PROM-1', 'The team was not a team of this ward then.', 'team');

/** R-PROM-2: a promise is measurable: at least one target or window, and a minimum count (S4:5). */
export const notMeasurable = (terms: PromiseTerms, ward: WardState, at: string): Refusal | undefined => {
  const { kind, targetKind, area, windows, measure, minimumPerPeriod } = terms;
  if (!Number.isInteger(minimumPerPeriod) || minimumPerPeriod < 1)
    return refuse('R-PROM-2', 'Say how often, at least once a month.', 'minimumPerPeriod');
  if (kind === 'PERIODIC_VISIT')
    return targetKind !== undefined && targetsOf(ward, targetKind, at).length > 0
      ? undefined
      : refuse('R-PROM-2', 'Name a kind of target that the ward has.', 'targetKind');
  if (kind === 'PATROL_WINDOW') {
    if (area === undefined || !targetsOf(ward, 'PATROL_AREA', at).includes(area))
      return refuse('R-PROM-2', 'Name a patrol area of the ward.', 'area');
    if (!windows || windows.length === 0)
      return refuse('R-PROM-2', 'Say when the area is patrolled.', 'windows');
    return windows.some((window) => minutesIn(window) < OVERLAP_IN_MINUTES)
      ? refuse('R-PROM-2', 'No patrol can overlap so short a window long enough.', 'windows')
      : undefined;
  }
  return measure === undefined ? refuse('R-PROM-2', 'Say what is counted.', 'measure') : undefined;
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
export const notTheLead = (team: TeamState, { id }: By, at: string): Refusal | undefined =>
  leadOf(team, at) === id ? undefined : refuse('R-PROM-1', 'Whoever leads the team agrees for it.');

/** R-PROM-1: the community agrees at a meeting of its ward panel (S1:17). */
export const notAgreedAtPanel = (
  panel: WardPanelState,
  promise: string,
  meeting: string,
): Refusal | undefined =>
  valueIn(panel.agreements, promise) === meeting
    ? undefined
    : refuse('R-PROM-1', 'The ward panel did not agree to this promise at that meeting.', 'meeting');

/** R-PROM-6: firm commitments are not edited (S4:11). */
export const alreadyAgreed = ({ teamAgreedAt, communityAgreedAt }: PromiseState): Refusal | undefined =>
  teamAgreedAt === undefined && communityAgreedAt === undefined
    ? undefined
    : refuse('R-PROM-6', 'What one side has agreed to is not edited; withdraw it and propose another.');

/** Whether a promise says this already. */
export const sameTerms = ({ terms: known }: PromiseState, terms: PromiseTerms): boolean =>
  known !== undefined && canonicalize({ ...known, type: '' }) === canonicalize({ ...terms, type: '' });

/** R-PROM-1: both sides agree to the same words. */
export const amendedSince = ({ termsAt }: PromiseState, at: string): Refusal | undefined =>
  termsAt !== undefined && termsAt > at
    ? refuse('R-PROM-1', 'The terms were amended after that; they are to be agreed as they now stand.')
    : undefined;

/** R-PROM-6: a promise that was withdrawn is over. */
export const withdrawnBefore = ({ withdrawnAt }: PromiseState, at: string): Refusal | undefined =>
  withdrawnAt !== undefined && withdrawnAt <= at
    ? refuse('R-PROM-6', 'The promise had been withdrawn by then; propose another.')
    : undefined;

/** R-PROM-1: a promise counts from the first whole month in which both sides had agreed. */
export const notCovered = (state: PromiseState, month: string): Refusal | undefined =>
  covers(state, month) ? undefined : refuse('R-PROM-1', `The promise does not cover ${month}.`);

/** R-PROM-4: a member of the team keeps its promise; ward teams are part of their INPT (S4:3). */
export const notOfTheTeam = (
  { terms }: PromiseState,
  { member, ward }: { readonly member: MemberState; readonly ward: WardState },
  at: string,
): Refusal | undefined => {
  const team = teamOf(member, at);
  return team !== undefined && [terms?.team, inptOf(ward, at), sntOf(ward, at)].includes(team)
    ? undefined
    : refuse('R-PROM-4', 'Only a member of the team keeps its promise.', 'member');
};

/** R-AUTH-2: officers and PCSOs record their own work. */
export const notOwnWork = ({ role, id }: By, member: string): Refusal | undefined =>
  (role === 'OFFICER' || role === 'PCSO') && id !== member
    ? refuse('R-AUTH-2', 'Officers and PCSOs record their own work.', 'member')
    : undefined;

/** R-PROM-4: one visit or patrol counts once. The same one is always of the same month. */
export const countedBefore = (
  { fulfilments }: Month,
  {
    member,
    from,
    targets,
  }: { readonly member: string; readonly from: string; readonly targets: readonly string[] },
): Refusal | undefined =>
  entriesOf(fulfilments).some(
    ([, known]) =>
      known.member === member &&
      known.from === from &&
      known.targets.some((target) => targets.includes(target)),
  )
    ? refuse('R-PROM-4', 'This was recorded before, and counts once.')
    : undefined;

/** R-LIFE-2: an id names one fulfilment of its month, and one of all the open months. */
export const idTaken = (state: PromiseState, month: Month, fulfilment: string): Refusal | undefined => {
  const other = valueIn(state.open, openMonthOf(state, fulfilment) ?? '');
  const known = valueIn((other ?? month).fulfilments, fulfilment);
  return alreadyBegun(known?.from, 'fulfilment');
};

/** R-PROM-6: a withdrawal looks forward, never back over months that were already owed (S4:11). */
export const looksBack = ({ newestPeriod = '' }: PromiseState, lastPeriod: string): Refusal | undefined =>
  newestPeriod > lastPeriod
    ? refuse('R-PROM-6', 'Later months are on record already; a promise is withdrawn only for the future.')
    : undefined;

/** R-PROM-6: withdrawn only with the community's knowledge. */
export const noSuchMeeting = (panel: WardPanelState, meeting: string, at: string): Refusal | undefined => {
  const heldAt = valueIn(panel.meetings, meeting)?.heldAt;
  return heldAt !== undefined && heldAt <= at
    ? undefined
    : refuse('R-PROM-6', 'The ward panel had held no such meeting by then.', 'agreedWith');
};

/** R-PROM-7: a period is closed once it is over in London, and not before. */
export const notOver = (month: string, at: string): Refusal | undefined =>
  monthEnd(month) <= at ? undefined : refuse('R-PROM-7', 'The month is not over in London.', 'period');

/** R-PROM-7: an explanation answers a result that fell short. */
export const notBroken = (state: PromiseState, month: string): Refusal | undefined =>
  closedMonth(state, month)?.result === 'BROKEN'
    ? undefined
    : refuse('R-PROM-7', 'Only a broken month is explained.', 'period');

/** R-PROM-3: every registered target of the kind, as the ward had them when the month began. */
export const targetsOfMonth = (terms: PromiseTerms, ward: WardState, month: string): readonly string[] => {
  if (terms.kind === 'PERIODIC_VISIT')
    return terms.targetKind === undefined ? [] : targetsOf(ward, terms.targetKind, monthStart(month));
  if (terms.kind === 'PATROL_WINDOW')
    return [...new Set(patrollable(terms, month).map(({ starts }) => occurrenceTarget(terms, starts)))];
  return [MEASURE];
};

/** R-PROM-5: the windows that a patrol overlapped long enough, and the month in which they began. */
export const patrolled = (
  terms: PromiseTerms,
  patrol: { readonly from: string; readonly to: string },
): { readonly month: string; readonly targets: readonly string[] } => {
  const firstMonth = londonMonth(patrol.from);
  const dayBefore = new Date(Date.parse(patrol.from) - 86_400_000).toISOString();
  // A window that began on the last evening of a month can be patrolled after midnight, and a patrol that set out
  // late on that evening can be for a window of the next month.
  const months = [londonMonth(dayBefore), firstMonth, londonMonth(patrol.to)];
  const covered = [...new Set(months)].flatMap((month) =>
    patrollable(terms, month)
      .filter((occurrence) => overlapInMinutes(occurrence, patrol) >= OVERLAP_IN_MINUTES)
      .map(({ starts }) => ({ month, target: occurrenceTarget(terms, starts) })),
  );
  const month = covered[0]?.month ?? firstMonth;
  const targets = covered.filter((one) => one.month === month).map(({ target }) => target);
  return { month, targets: [...new Set(targets)] };
};

/** When the area is patrolled in a month, but for what a change of the clocks leaves too short to patrol. */
const patrollable = ({ windows }: PromiseTerms, month: string): readonly Occurrence[] =>
  occurrencesIn(month, windows ?? []).filter((one) => overlapInMinutes(one, one) >= OVERLAP_IN_MINUTES);

const occurrenceTarget = ({ area }: PromiseTerms, starts: string): string => `${area ?? 'area'}@${starts}`;
