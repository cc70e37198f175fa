export { PERSONAL_DATA_READERS, ROLES } from './by.ts';
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
export { BOROUGH_CODE, WARD_CODE, WEEKDAYS } from './values.ts';
export type { Weekday, WeeklyWindow } from './values.ts';

export { borough } from './borough/borough.ts';
export type { BoroughCommand } from './borough/borough.ts';
export { boroughHistory } from './borough/borough.state.ts';
export { boroughEvents } from './borough/borough.events.ts';
export type { BoroughEvent } from './borough/borough.events.ts';

export { ward } from './ward/ward.ts';
export type { WardCommand } from './ward/ward.ts';
export { wardHistory } from './ward/ward.state.ts';
export { COVER_KINDS, PRIORITY_SOURCES, TARGET_KINDS, wardEvents } from './ward/ward.events.ts';
export type { CoverKind, PrioritySource, TargetKind, WardEvent } from './ward/ward.events.ts';
export { wardCover } from './ward/ward-cover.process.ts';

export { member } from './member/member.ts';
export type { MemberCommand } from './member/member.ts';
export { memberHistory } from './member/member.state.ts';
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
export { teamHistory } from './team/team.state.ts';
export { ENGAGEMENT_KINDS, TEAM_KINDS, teamEvents } from './team/team.events.ts';
export type { EngagementKind, TeamEvent, TeamKind } from './team/team.events.ts';

export { wardPanel } from './ward-panel/ward-panel.ts';
export type { WardPanelCommand } from './ward-panel/ward-panel.ts';
export { wardPanelHistory } from './ward-panel/ward-panel.state.ts';
export { wardPanelEvents } from './ward-panel/ward-panel.events.ts';
export type { WardPanelEvent } from './ward-panel/ward-panel.events.ts';

export {
  ADVICE_LEVELS,
  AGENCY_KINDS,
  CRITERIA,
  DISCLOSABLE_FIELDS,
  ELECTRONIC_TOPICS,
  LEGAL_BASES,
  PURPOSES,
  SCHEMES,
  TOPICS,
} from './advice.ts';
export type {
  AdviceLevel,
  AgencyKind,
  Criterion,
  DisclosableField,
  LegalBasis,
  Purpose,
  Scheme,
  Topic,
} from './advice.ts';

export { roles } from './role/role.ts';
export type { RoleDefinition, RolesCommand } from './role/role.ts';
export { rolesHistory } from './role/role.state.ts';
export { ROLE_LOCATIONS, rolesEvents, VACANCY_REASONS } from './role/role.events.ts';
export type { RoleLocation, RolesEvent, VacancyReason } from './role/role.events.ts';

export { agency } from './agency/agency.ts';
export type { AgencyCommand } from './agency/agency.ts';
export { agencyHistory } from './agency/agency.state.ts';
export { agencyEvents } from './agency/agency.events.ts';
export type { AgencyEvent } from './agency/agency.events.ts';

export { isReviewOverdue, nextReviewDue, policyHistory, versionInForce } from './policy/policy.state.ts';
export { policy } from './policy/policy.ts';
export type { PolicyCommand, PublishedTerms } from './policy/policy.ts';
export {
  POLICY_KINDS,
  policyEvents,
  RECORD_FIELDS,
  REVIEW_OUTCOMES,
  RISK_KINDS,
} from './policy/policy.events.ts';
export type {
  PolicyEvent,
  PolicyKind,
  PolicyTerms,
  RecordField,
  ReviewOutcome,
  RiskKind,
} from './policy/policy.events.ts';
export { normalisedNumber } from './policy/policy.rules.ts';
export { policyReview } from './policy/policy-review.process.ts';
export { A0609_ROLES, A0609_VERSION_4 } from './policy/a0609.ts';

export { subject } from './subject/subject.ts';
export type { SubjectCommand } from './subject/subject.ts';
export { mergedWith, subjectHistory } from './subject/subject.state.ts';
export { subjectEvents } from './subject/subject.events.ts';
export type { SubjectEvent } from './subject/subject.events.ts';

export { referral } from './referral/referral.ts';
export type { ReferralCommand } from './referral/referral.ts';
export {
  disclosedTo,
  isLiveReferral,
  isOverdueReferral,
  ownerOf,
  referralHistory,
} from './referral/referral.state.ts';
export {
  DECLINE_REASONS,
  HELP_OUTCOMES,
  REFERRAL_KINDS,
  REFERRAL_REASONS,
  referralEvents,
  WITHDRAWAL_REASONS,
} from './referral/referral.events.ts';
export type {
  DeclineReason,
  HelpOutcome,
  Party,
  ReferralEvent,
  ReferralKind,
  ReferralReason,
  ReferralStep,
  WithdrawalReason,
} from './referral/referral.events.ts';
export { caseReferral } from './referral/case-referral.process.ts';
export { referralsOverdue } from './referral/referral-overdue.process.ts';
export { roleLapse } from './referral/role-lapse.process.ts';
export { referralOutcome } from './advice-case/referral-outcome.process.ts';
export { attendancesOverdue } from './attendance/attendance-overdue.process.ts';

export { adviceCase } from './advice-case/advice-case.ts';
export type { AdviceCaseCommand } from './advice-case/advice-case.ts';
export { adviceCaseHistory } from './advice-case/advice-case.state.ts';
export type { AdviceCaseState } from './advice-case/advice-case.state.ts';
export { adviceCaseEvents } from './advice-case/advice-case.events.ts';
export type { AdviceCaseEvent } from './advice-case/advice-case.events.ts';
export {
  CAPACITIES,
  CASE_OUTCOMES,
  CASE_REFERRAL_OUTCOMES,
  CCTV_ANSWERS,
  CERTAINTIES,
  CONTACT_CHANNELS,
  DELIVERIES,
  DISCLAIMER_KINDS,
  ORIGINS,
  RECIPIENT_KINDS,
  SIGNPOST_CHANNELS,
  STANCES,
} from './advice-case/codes.ts';
export type {
  Capacity,
  CaseOutcome,
  CctvAnswer,
  Certainty,
  ContactChannel,
  Delivery,
  DisclaimerKind,
  Origin,
  RecipientKind,
  ReferralOutcome,
  SignpostChannel,
  Stance,
} from './advice-case/codes.ts';
export { checkCompliance } from './advice-case/compliance.ts';
export type { ComplianceRow } from './advice-case/compliance.ts';
export { COMPLIANCE_RULES, PROHIBITIONS } from './advice-case/prohibitions.ts';
export type { ComplianceRule, Prohibition } from './advice-case/prohibitions.ts';

export { attendance } from './attendance/attendance.ts';
export type { AttendanceCommand } from './attendance/attendance.ts';
export { attendanceHistory } from './attendance/attendance.state.ts';
export {
  attendanceEvents,
  CONSIDERATION_OUTCOMES,
  CONSIDERATIONS,
  CREWS,
  OVERDUE_OUTCOMES,
  PREMISES_KINDS,
} from './attendance/attendance.events.ts';
export type {
  AttendanceEvent,
  Consideration,
  ConsiderationOutcome,
  Crew,
  OverdueOutcome,
  PremisesKind,
} from './attendance/attendance.events.ts';

export { promise } from './promise/promise.ts';
export type { PromiseCommand } from './promise/promise.ts';
export { covers, promiseHistory } from './promise/promise.state.ts';
export { periodStatus } from './promise/promise-month.ts';
export type { PeriodStatus } from './promise/promise-month.ts';
export { CORRECTION_REASONS, PROMISE_KINDS, promiseEvents } from './promise/promise.events.ts';
export type { CorrectionReason, PromiseEvent, PromiseKind, PromiseTerms } from './promise/promise.events.ts';
export { promiseAgreement } from './promise/promise-agreement.process.ts';
export { promisePeriods } from './promise/promise-periods.process.ts';

export { policing } from './policing.ts';
