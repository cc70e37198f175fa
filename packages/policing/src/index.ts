export { ROLES } from './by.ts';
export type { By, PolicingCommand, Role } from './by.ts';
export {
  londonDay,
  londonMonth,
  londonTime,
  monthEnd,
  monthStart,
  nextMonth,
  occurrencesIn,
} from './london.ts';
export type { Occurrence } from './london.ts';
export { isAtLeast, RANKS } from './rank.ts';
export type { Rank } from './rank.ts';
export { WEEKDAYS } from './values.ts';
export type { Weekday, WeeklyWindow } from './values.ts';

export { borough } from './borough/borough.ts';
export type { BoroughCommand } from './borough/borough.ts';
export { boroughEvents } from './borough/borough.events.ts';
export type { BoroughEvent } from './borough/borough.events.ts';

export { ward } from './ward/ward.ts';
export type { WardCommand } from './ward/ward.ts';
export { COVER_KINDS, PRIORITY_SOURCES, TARGET_KINDS, wardEvents } from './ward/ward.events.ts';
export type { CoverKind, PrioritySource, TargetKind, WardEvent } from './ward/ward.events.ts';
export { wardCover } from './ward/ward-cover.process.ts';

export { member } from './member/member.ts';
export type { MemberCommand } from './member/member.ts';
export {
  ABSTRACTION_REASONS,
  COMPETENCE_LEVELS,
  LEAVING_REASONS,
  MEMBER_CATEGORIES,
  memberEvents,
  POSTING_SOURCES,
} from './member/member.events.ts';
export type {
  AbstractionReason,
  CompetenceLevel,
  LeavingReason,
  MemberCategory,
  MemberEvent,
  PostingSource,
} from './member/member.events.ts';

export { COMPLETE_TEAM, missingCategories, supervisoryRatio, team } from './team/team.ts';
export type { TeamCommand } from './team/team.ts';
export { ENGAGEMENT_KINDS, TEAM_KINDS, teamEvents } from './team/team.events.ts';
export type { EngagementKind, TeamEvent, TeamKind } from './team/team.events.ts';

export { wardPanel } from './ward-panel/ward-panel.ts';
export type { WardPanelCommand } from './ward-panel/ward-panel.ts';
export { wardPanelEvents } from './ward-panel/ward-panel.events.ts';
export type { WardPanelEvent } from './ward-panel/ward-panel.events.ts';

export { promise } from './promise/promise.ts';
export type { PromiseCommand } from './promise/promise.ts';
export { covers, periodStatus } from './promise/promise.state.ts';
export type { PeriodStatus } from './promise/promise.state.ts';
export { CORRECTION_REASONS, PROMISE_KINDS, promiseEvents } from './promise/promise.events.ts';
export type { CorrectionReason, PromiseEvent, PromiseKind, PromiseTerms } from './promise/promise.events.ts';
export { promiseAgreement } from './promise/promise-agreement.process.ts';
export { promisePeriods } from './promise/promise-periods.process.ts';

export { DECIDERS, PROCESSES } from './policing.ts';
