import { canonicalize, entriesOf, refuse, valueIn } from '@wardbook/event-sourcing/pure';
import { alreadyBegun, type By } from '../by.ts';
import { londonMonth, monthStart, occurrencesIn, overlapInMinutes, type Occurrence } from '../london.ts';
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

/** R-PROM-2: a promise is measurable: at least one target or window, and a minimum count (S4:5). */
export const notMeasurable = (terms: PromiseTerms, ward: WardState, at: string) => {
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
    return windows.some((window) => minutesIn(window) < OVERLAP_IN_MINUTES)
      ? refuse(
          'R-PROM-2',
          `Each patrol time must be at least ${OVERLAP_IN_MINUTES} minutes long.`,
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

/** R-PROM-6: firm commitments are not edited (S4:11). */
export const alreadyAgreed = ({ teamAgreedAt, communityAgreedAt }: PromiseState) =>
  teamAgreedAt === undefined && communityAgreedAt === undefined
    ? undefined
    : refuse(
        'R-PROM-6',
        'This promise has been agreed to and cannot be changed. Withdraw it and propose a new one.',
        'id',
      );

/** Whether a promise says this already. */
export const sameTerms = ({ terms: known }: PromiseState, terms: PromiseTerms): boolean =>
  known !== undefined && canonicalize({ ...known, type: '' }) === canonicalize({ ...terms, type: '' });

/** R-PROM-1: both sides agree to the same words. */
export const amendedSince = ({ termsAt }: PromiseState, at: string) =>
  termsAt !== undefined && termsAt > at
    ? refuse('R-PROM-1', 'The promise was changed after that time. Agree to it as it is now.', 'occurredAt')
    : undefined;

/** R-PROM-6: a promise that was withdrawn is over. */
export const withdrawnBefore = ({ withdrawnAt }: PromiseState, at: string) =>
  withdrawnAt !== undefined && withdrawnAt <= at
    ? refuse('R-PROM-6', 'This promise had been withdrawn by then. Propose a new one.', 'id')
    : undefined;

/** R-PROM-1: a promise counts from the first whole month in which both sides had agreed. */
export const notCovered = <Path extends string>(state: PromiseState, month: string, path: Path) =>
  covers(state, month)
    ? undefined
    : refuse('R-PROM-1', `This promise does not cover ${month}. Check the month.`, path);

/** R-PROM-4: a member of the team keeps its promise; ward teams are part of their INPT (S4:3). */
export const notOfTheTeam = (
  { terms }: PromiseState,
  { member, ward }: { readonly member: MemberState; readonly ward: WardState },
  at: string,
) => {
  const team = teamOf(member, at);
  return team !== undefined && [terms?.team, inptOf(ward, at), sntOf(ward, at)].includes(team)
    ? undefined
    : refuse(
        'R-PROM-4',
        'This person was not in the team at that time. Only its own members keep its promise.',
        'member',
      );
};

/** R-AUTH-2: officers and PCSOs record their own work. */
export const notOwnWork = ({ role, id }: By, member: string) =>
  (role === 'OFFICER' || role === 'PCSO') && id !== member
    ? refuse('R-AUTH-2', 'Officers and PCSOs can only record their own work.', 'member')
    : undefined;

/** R-PROM-5: a patrol is of the area that was promised. */
export const elsewhere = ({ kind, area }: PromiseTerms, target: string) =>
  kind === 'PATROL_WINDOW' && target !== area
    ? refuse('R-PROM-5', 'This promise is about another area. Check the area.', 'target')
    : undefined;

/** R-PROM-5: a patrol counts for the times that it covered long enough. */
export const outside = (targets: readonly string[]) =>
  targets.length === 0
    ? refuse(
        'R-PROM-5',
        `The patrol covered no promised time for ${OVERLAP_IN_MINUTES} minutes. Check when it began and ended.`,
        'from',
      )
    : undefined;

/** R-PROM-3: what was not owed when the month began counts from the next. */
export const notOwed = (month: Month, targets: readonly string[]) =>
  targets.every((one) => month.targets.includes(one))
    ? undefined
    : refuse(
        'R-PROM-3',
        'This was not promised when the month began. It counts from the next month.',
        'target',
      );

/** R-LIFE-1 for fulfilments. */
export const unknownFulfilment = refuse(
  'R-LIFE-1',
  'No such visit or patrol is on record. Check the reference.',
  'fulfilment',
);

/** R-PROM-4: one visit or patrol counts once. The same one is always of the same month. */
export const countedBefore = (
  { fulfilments }: Month,
  {
    member,
    from,
    targets,
  }: { readonly member: string; readonly from: string; readonly targets: readonly string[] },
) =>
  entriesOf(fulfilments).some(
    ([, known]) =>
      known.member === member &&
      known.from === from &&
      known.targets.some((target) => targets.includes(target)),
  )
    ? refuse('R-PROM-4', 'This visit or patrol is already on record. It counts once.', 'fulfilment')
    : undefined;

/** R-LIFE-2: an id names one fulfilment of its month, and one of all the open months. */
export const idTaken = (state: PromiseState, month: Month, fulfilment: string) => {
  const other = valueIn(state.open, openMonthOf(state, fulfilment) ?? '');
  const known = valueIn((other ?? month).fulfilments, fulfilment);
  return alreadyBegun(known?.from, 'fulfilment', 'fulfilment');
};

/** R-PROM-6: a withdrawal looks forward, never back over months that were already owed (S4:11). */
export const looksBack = ({ newestPeriod = '' }: PromiseState, lastPeriod: string) =>
  newestPeriod > lastPeriod
    ? refuse(
        'R-PROM-6',
        'Later months of this promise are already on record. Withdraw it only for the future.',
        'occurredAt',
      )
    : undefined;

/** R-PROM-6: withdrawn only with the community's knowledge. */
export const noSuchMeeting = (panel: WardPanelState, meeting: string, at: string) => {
  const heldAt = valueIn(panel.meetings, meeting)?.heldAt;
  return heldAt !== undefined && heldAt <= at
    ? undefined
    : refuse('R-PROM-6', 'The ward panel had held no such meeting by then. Check the meeting.', 'agreedWith');
};

/** R-PROM-7: a period is closed once it is over in London, and not before. */
export const notOver = (month: string, at: string) =>
  month < londonMonth(at)
    ? undefined
    : refuse('R-PROM-7', 'This month is not over yet. Close it once it has ended.', 'period');

/** R-PROM-7: an explanation answers a result that fell short. */
export const notBroken = (state: PromiseState, month: string) =>
  closedMonth(state, month)?.result === 'BROKEN'
    ? undefined
    : refuse(
        'R-PROM-7',
        'Only a month in which the promise was broken is explained. Check the month.',
        'period',
      );

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
