import { defineDomain, refuse } from '@wardbook/event-sourcing/pure';
import { adviceCase } from './advice-case/advice-case.ts';
import { caseVisit } from './advice-case/case-visit.process.ts';
import { caseOfficer } from './advice-case/case-officer.process.ts';
import { caseWard } from './advice-case/case-ward.process.ts';
import { referralOutcome } from './advice-case/referral-outcome.process.ts';
import { agency } from './agency/agency.ts';
import { appointmentVisits } from './appointments/appointment-visits.process.ts';
import { appointments } from './appointments/appointments.ts';
import { asbCase } from './asb-case/asb-case.ts';
import { attendancesOverdue } from './attendance/attendance-overdue.process.ts';
import { attendance } from './attendance/attendance.ts';
import { SYSTEM_AGENCY } from './by.ts';
import { borough } from './borough/borough.ts';
import { behaviourContract } from './behaviour-contract/behaviour-contract.ts';
import { crime } from './crime/crime.ts';
import { problem } from './problem/problem.ts';
import { leaving } from './member/leaving.process.ts';
import { initiative, initiativeRecommendations } from './initiative/initiative.ts';
import { intelligence, intelligenceReports } from './intelligence/intelligence.ts';
import { member } from './member/member.ts';
import { policyReview } from './policy/policy-review.process.ts';
import { policy } from './policy/policy.ts';
import { promiseAgreement } from './promise/promise-agreement.process.ts';
import { promisePeriods } from './promise/promise-periods.process.ts';
import { promiseWards } from './promise/promise-wards.process.ts';
import { promise } from './promise/promise.ts';
import { caseReferral } from './referral/case-referral.process.ts';
import { referralsOverdue } from './referral/referral-overdue.process.ts';
import { referral } from './referral/referral.ts';
import { referralWard } from './referral/referral-ward.process.ts';
import { roleLapse } from './referral/role-lapse.process.ts';
import { report, reportDutiesOverdue } from './report/report.ts';
import { roles } from './role/role.ts';
import { striking } from './striking.ts';
import { subject } from './subject/subject.ts';
import { survey } from './survey/survey.ts';
import { team } from './team/team.ts';
import { subjectMerges } from './subject/subject-merges.process.ts';
import { trainingCompetence } from './training-day/training-competence.process.ts';
import { trainingDay } from './training-day/training-day.ts';
import { victimDutiesOverdue, victimOffers } from './visit/visit.process.ts';
import { visit } from './visit/visit.ts';
import { wardPanel } from './ward-panel/ward-panel.ts';
import { wardAbolition } from './ward/ward-abolition.process.ts';
import { wardCover } from './ward/ward-cover.process.ts';
import { ward } from './ward/ward.ts';

// What an embedder uses by name: kinds of records with their commands, events and states; what they are made of;
// and the rules, values and forms of ids that a further kind would share.
export { event } from './event.ts';
export { BOROUGH_IDS, REGISTER_IDS, WARD_IDS } from './ids.ts';
export { judgedAgain } from './later.ts';
export {
  answered,
  asked,
  declined,
  granted,
  REQUEST_DECLINE_REASONS,
  requestAt,
  unanswerable,
  waitingAt,
} from './granting.ts';
export type { RequestDeclineReason, RequestState } from './granting.ts';
export { AUTHORITY_MATTERS, mattersAnsweredBy, REQUEST_EVENTS, requestTold } from './requests.ts';
export type { AuthorityMatter, AuthorityMatterName, RequestTold } from './requests.ts';
export { REDACTION_REASONS, takenOut } from './redaction/taken-out.ts';
export type { RedactionReason } from './redaction/taken-out.ts';
export {
  alreadyBegun,
  askerOf,
  authorisesOwnRequest,
  byClient,
  bySystem,
  isPersonId,
  notBegun,
  onlyFor,
  PERSONAL_DATA_READERS,
  ROLES,
  SYSTEM_AGENCY,
} from './by.ts';
export type { Acting, By, PolicingCommand, Role } from './by.ts';
export { STRIKE_REASONS, striking } from './striking.ts';
export type { StrikeReason } from './striking.ts';
export {
  londonDay,
  londonMonth,
  londonTime,
  monthEnd,
  monthStart,
  nextDayStart,
  nextMonth,
  occurrencesIn,
} from './london.ts';
export type { Occurrence } from './london.ts';
export { isAtLeast, RANKS } from './rank.ts';
export type { Rank } from './rank.ts';
export {
  BOROUGH_CODE,
  boroughCode,
  day,
  identifier,
  IDENTIFIER,
  instant,
  month,
  reference,
  timeOfDay,
  WARD_CODE,
  wardCode,
  WEEKDAYS,
} from './values.ts';
export type { Weekday, WeeklyWindow } from './values.ts';

export { borough } from './borough/borough.ts';
export type { BoroughCommand } from './borough/borough.ts';
export { boroughHistory } from './borough/borough.state.ts';
export type { BoroughState, SectorState } from './borough/borough.state.ts';
export {
  boroughEstablished,
  boroughEvents,
  sectorCreated,
  sectorDissolved,
  sectorInspectorAppointed,
  sectorInspectorStoodDown,
  wardAssignedToSector,
} from './borough/borough.events.ts';
export type { BoroughEvent } from './borough/borough.events.ts';

export { isPriorityStale } from './ward/stale-priority.ts';
export { ward } from './ward/ward.ts';
export type { WardCommand } from './ward/ward.ts';
export { wardHistory } from './ward/ward.state.ts';
export type { KnownMember } from './ward/cover.ts';
export type { MissingCover, WardState } from './ward/ward.state.ts';
export {
  communityPriorityRecorded,
  communityPriorityRefreshed,
  communityPriorityWithdrawn,
  COVER_KINDS,
  PRIORITY_SOURCES,
  promiseTargetRegistered,
  promiseTargetRetired,
  saferNeighbourhoodNamed,
  saferNeighbourhoodRenamed,
  TARGET_KINDS,
  wardAbolished,
  wardAliasAdded,
  wardAliasEnded,
  wardAssignedToInpt,
  wardAssignedToSnt,
  wardCoverBreached,
  wardCoverRestated,
  wardCoverRestored,
  wardEstablished,
  wardEvents,
  wardReleasedFromInpt,
  wardReleasedFromSnt,
} from './ward/ward.events.ts';
export type { CoverKind, PrioritySource, TargetKind, WardEvent } from './ward/ward.events.ts';
export { wardAbolition } from './ward/ward-abolition.process.ts';
export { wardCover } from './ward/ward-cover.process.ts';

export { member } from './member/member.ts';
export type { MemberCommand } from './member/member.ts';
export { leaving } from './member/leaving.process.ts';
export { competenceOf, coverOf, isCompetent, memberHistory } from './member/member.state.ts';
export type { Competence, MemberState, Trained, TrainedOn } from './member/member.state.ts';
export {
  ABSTRACTION_REASONS,
  COMPETENCE_LEVELS,
  competenceExpired,
  competenceFoundWrong,
  competenceGranted,
  LEAVING_REASONS,
  MEMBER_CATEGORIES,
  abstractionDeclined,
  abstractionGranted,
  abstractionRequested,
  memberAbstracted,
  memberCoverChanged,
  memberDedicated,
  memberEvents,
  memberLeft,
  memberPosted,
  memberPromoted,
  memberReleased,
  memberReturned,
  memberTransferred,
  policyAcknowledged,
  publishedDetailsCorrected,
  publishedDetailsWithdrawn,
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
export type { TeamState } from './team/team.state.ts';
export {
  dutyPatternSet,
  ENGAGEMENT_KINDS,
  engagementRecorded,
  TEAM_KINDS,
  teamEvents,
  teamFormed,
  teamLeadAppointed,
  teamLeadStoodDown,
  teamStoodDown,
} from './team/team.events.ts';
export type { EngagementKind, TeamEvent, TeamKind } from './team/team.events.ts';

export { trainingDay } from './training-day/training-day.ts';
export type { TrainingDayCommand } from './training-day/training-day.ts';
export { skillFrom, trainingDayHistory } from './training-day/training-day.state.ts';
export type { TrainingDayState, TrainingHours } from './training-day/training-day.state.ts';
export {
  ATTENDEE_KINDS,
  TRAINING_CANCELLATION_REASONS,
  TRAINING_MODULES,
  TRAINING_OUTCOMES,
  trainingAttendanceCorrected,
  trainingAttended,
  trainingDayCancelled,
  trainingDayEvaluated,
  trainingDayEvents,
  trainingDayMoved,
  trainingDayScheduled,
} from './training-day/training-day.events.ts';
export type {
  AttendeeKind,
  TrainingCancellationReason,
  TrainingDayEvent,
  TrainingModule,
  TrainingOutcome,
} from './training-day/training-day.events.ts';
export { subjectMerges } from './subject/subject-merges.process.ts';
export { trainingCompetence } from './training-day/training-competence.process.ts';

export { givenTo, holders, leftBy } from './tenure.ts';
export type { Tenancy, Tenure } from './tenure.ts';
export { wardPanel } from './ward-panel/ward-panel.ts';
export type { WardPanelCommand } from './ward-panel/ward-panel.ts';
export { panelAgency, wardPanelHistory } from './ward-panel/ward-panel.state.ts';
export type { WardPanelState } from './ward-panel/ward-panel.state.ts';
export {
  panelAgreedPromise,
  panelChairElected,
  panelMeetingHeld,
  panelQuorumSet,
  wardPanelDissolved,
  wardPanelEstablished,
  wardPanelEvents,
} from './ward-panel/ward-panel.events.ts';
export type { WardPanelEvent } from './ward-panel/ward-panel.events.ts';

export { roles } from './role/role.ts';
export type { RolesCommand } from './role/role.ts';
export { dutySpans } from './role/duties.ts';
export type { Duties, DutySpan, Passing } from './role/duties.ts';
export { postsHeldBy, representation, rolesHistory, servingPolicy, successorOf } from './role/role.state.ts';
export type { Post, RoleDefinition, RolesState } from './role/role.state.ts';
export {
  allocationOf,
  asbOf,
  establishmentOf,
  gradingOf,
  retentionOf,
  surveyOf,
  taskingOf,
  trainingOf,
  visitOf,
} from './role/serving-policy.ts';
export {
  dutiesHandedBack,
  dutiesTransferred,
  policyAdopted,
  postFilled,
  postVacated,
  ROLE_LOCATIONS,
  roleDefined,
  roleLapsed,
  rolesEvents,
  schemeRepresentativeAppointed,
  schemeRepresentativeStoodDown,
  SCHEMES,
  VACANCY_REASONS,
} from './role/role.events.ts';
export type { RoleLocation, RolesEvent, Scheme, VacancyReason } from './role/role.events.ts';

export { agency } from './agency/agency.ts';
export type { AgencyCommand } from './agency/agency.ts';
export {
  agencyHistory,
  agreementInForce,
  auditedBy,
  clientAt,
  isRegistered,
  mayAudit,
} from './agency/agency.state.ts';
export type { AgencyState, Audit, Client } from './agency/agency.state.ts';
export {
  AGENCY_KINDS,
  agencyEvents,
  agencyRegistered,
  CLIENT_END_REASONS,
  CLIENT_ROLES,
  capabilityOffered,
  capabilityWithdrawn,
  sharingAgreed,
  sharingEnded,
} from './agency/agency.events.ts';
export type { AgencyEvent, AgencyKind, ClientEndReason, ClientRole } from './agency/agency.events.ts';

export {
  ASB_CATEGORIES,
  CRIME_CATEGORIES,
  DEFAULT_ALLOCATION,
  DEFAULT_ASB,
  DEFAULT_ESTABLISHMENT,
  DEFAULT_GUIDANCE,
  DEFAULT_RETENTION,
  DEFAULT_SURVEY,
  DEFAULT_TASKING,
  DEFAULT_TRAINING,
  DEFAULT_VICTIMS,
  DEFAULT_VISIT,
  GRADES,
  GUIDANCE_TOPICS,
  INTELLIGENCE_SCHEMES,
  INVESTIGATORS,
  RECORD_CLASSES,
  REPORT_MATTERS,
  RETENTION_TRIGGERS,
  SURVEY_LEVELS,
} from './policy/figures.ts';
export type {
  AllocationTerm,
  AsbCategory,
  AsbFigures,
  CrimeCategory,
  EstablishmentFigures,
  Grade,
  GradingFigures,
  GuidanceTopic,
  IntelligenceScheme,
  Investigator,
  RecordClass,
  ReportMatter,
  RetentionTerm,
  RetentionTrigger,
  SurveyFigures,
  SurveyLevel,
  TaskingFigures,
  TrainingFigures,
  VictimFigures,
  VisitFigures,
} from './policy/figures.ts';
export {
  allocationTerms,
  asbTerms,
  establishmentTerms,
  gradingTerms,
  keepingTerm,
  policyHistory,
  surveyTerms,
  taskingTerms,
  trainingTerms,
  versionInForce,
  victimTerms,
  visitTerms,
  withVersion,
} from './policy/policy.state.ts';
export { isReviewOverdue, nextReviewDue } from './policy/review-due.ts';
export type { Pinned, PolicyState } from './policy/policy.state.ts';
export { policy } from './policy/policy.ts';
export type { PolicyCommand, PublishedTerms } from './policy/policy.ts';
export {
  ADVICE_LEVELS,
  normalisedNumber,
  POLICY_KINDS,
  policyEvents,
  policyIdOf,
  policyNumber,
  policyReviewed,
  policyReviewOverdue,
  policyReviewOverdueFoundWrong,
  policyVersionPublished,
  policyVersionWithdrawn,
  RECORD_FIELDS,
  REVIEW_OUTCOMES,
  RISK_KINDS,
  TOPICS,
} from './policy/policy.events.ts';
export type {
  AdviceLevel,
  PolicyEvent,
  PolicyKind,
  PolicyTerms,
  RecordField,
  ReviewOutcome,
  RiskKind,
  Topic,
} from './policy/policy.events.ts';
export { policyReview } from './policy/policy-review.process.ts';
export { A0609_ROLES, A0609_VERSION_4 } from './policy/a0609.ts';
export { W1012_VERSION_1 } from './policy/w1012.ts';

export { redacting, takingOutOf } from './redaction/redaction.ts';
export type { RedactionCommand, RedactionFacts } from './redaction/redaction.ts';
export {
  redactionEvents,
  textRedacted,
  textRedactionDeclined,
  textRedactionGranted,
  textRedactionRequested,
} from './redaction/redaction.events.ts';
export type { RedactionEvent } from './redaction/redaction.events.ts';
export { redactionPart } from './redaction/redaction.state.ts';
export type { RedactionRequest, RedactionState, WithRedactions } from './redaction/redaction.state.ts';
export { withCommands, withPart } from './mixing.ts';
export type { Extended, Extension, Part, With } from './mixing.ts';
export { retention } from './retention/retention.ts';
export type { RetentionCommand } from './retention/retention.ts';
export type { Kept } from './retention/retention.rules.ts';
export { holdsAt, isDisposed, keptUntil, retentionPart } from './retention/retention.state.ts';
export type { HoldLiftRequest, HoldState, Keeping, RetentionState } from './retention/retention.state.ts';
export {
  DISPOSAL_REASONS,
  disposalDecided,
  HOLD_LIFTING_REASONS,
  HOLD_REASONS,
  legalHoldLifted,
  legalHoldLiftDeclined,
  legalHoldLiftGranted,
  legalHoldLiftRequested,
  legalHoldPlaced,
  recordRetained,
  retentionEvents,
  retentionReviewScheduled,
  RETAINING_REASONS,
} from './retention/retention.events.ts';
export type {
  DisposalReason,
  HoldLiftingReason,
  HoldReason,
  RetainingReason,
  RetentionEvent,
} from './retention/retention.events.ts';

export { subject } from './subject/subject.ts';
export type { SubjectCommand } from './subject/subject.ts';
export {
  categoryAt,
  isMerged,
  mergedWith,
  reachOf,
  recordNamed,
  strictest,
  subjectHistory,
} from './subject/subject.state.ts';
export type { MergeRequest, RecordAbout, SafeContact, SubjectState } from './subject/subject.state.ts';
export {
  personalDetailsCorrected,
  safeContactSaid,
  subjectCategorised,
  subjectEvents,
  subjectMergeDeclined,
  subjectMergeGranted,
  subjectMergeProposed,
  subjectRegistered,
  subjectsFoundApart,
  subjectsMerged,
  FOUND_APART_REASONS,
  SAFE_WAYS,
  SUBJECT_CATEGORIES,
  SUBJECT_MERGE_REASONS,
} from './subject/subject.events.ts';
export type {
  FoundApartReason,
  SafeWay,
  SubjectCategory,
  SubjectEvent,
  SubjectMergeReason,
} from './subject/subject.events.ts';

export { isEmergency } from './referral/asking.rules.ts';
export { referral } from './referral/referral.ts';
export type { ReferralCommand } from './referral/referral.ts';
export {
  agencyOf,
  disclosedTo,
  isLiveReferral,
  isOverdueReferral,
  lostBy,
  ownerOf,
  referralHistory,
  referralSteps,
} from './referral/referral.state.ts';
export type { ReferralOwnState, ReferralState } from './referral/referral.state.ts';
export {
  DECLINE_REASONS,
  DISCLOSABLE_FIELDS,
  HELP_OUTCOMES,
  informationRequested,
  informationSupplied,
  LEGAL_BASES,
  REFERRAL_KINDS,
  REFERRAL_REASONS,
  referralAccepted,
  referralCompleted,
  referralDeclined,
  referralEscalated,
  referralEvents,
  referralNotRaised,
  referralOverdue,
  referralProgressed,
  referralRaised,
  referralRedirected,
  referralWithdrawn,
  WITHDRAWAL_REASONS,
} from './referral/referral.events.ts';
export type {
  NobodyLeft,
  DeclineReason,
  DisclosableField,
  HelpOutcome,
  LegalBasis,
  Party,
  ReferralEvent,
  ReferralKind,
  ReferralReason,
  ReferralStep,
  WithdrawalReason,
} from './referral/referral.events.ts';
export { caseReferral } from './referral/case-referral.process.ts';
export { referralsOverdue } from './referral/referral-overdue.process.ts';
export { referralWard } from './referral/referral-ward.process.ts';
export { roleLapse } from './referral/role-lapse.process.ts';

export { caseVisit } from './advice-case/case-visit.process.ts';
export { caseOfficer } from './advice-case/case-officer.process.ts';
export { caseWard } from './advice-case/case-ward.process.ts';
export { referralOutcome } from './advice-case/referral-outcome.process.ts';

export { attendancesOverdue } from './attendance/attendance-overdue.process.ts';

export { adviceCase } from './advice-case/advice-case.ts';
export type { AdviceCaseCommand } from './advice-case/advice-case.ts';
export { adviceCaseHistory, assignmentsOf, attendancesOf } from './advice-case/advice-case.state.ts';
export type {
  AdviceCaseState,
  Assignment,
  AssignmentTold,
  ContactState,
  ItemState,
} from './advice-case/advice-case.state.ts';
export {
  adviceCaseAssigned,
  adviceCaseClosed,
  adviceCaseEvents,
  adviceCaseMovedToWard,
  adviceCaseOpened,
  adviceCaseReopened,
  adviceGiven,
  adviceNoteReviewed,
  adviceRefused,
  breachDeclined,
  breachGranted,
  caseReferralAbandoned,
  caseReferred,
  caseVisitPlanned,
  circumstancesRecorded,
  complianceBreachCleared,
  complianceBreachRecorded,
  contactCompleted,
  contactStarted,
  disclaimerGiven,
  followUpRecorded,
  overrideDeclined,
  overrideGranted,
  practicalHelpRecorded,
  privacyNoticeGiven,
  recipientSignposted,
  referralOutcomeRecorded,
  repeatVictimisationRecorded,
  writtenAdviceRecordIssued,
} from './advice-case/advice-case.events.ts';
export type { AdviceCaseEvent, FieldsOf } from './advice-case/advice-case.events.ts';
export {
  ABANDONING_REASONS,
  CAPACITIES,
  CASE_OUTCOMES,
  CASE_REFERRAL_OUTCOMES,
  CCTV_ANSWERS,
  CERTAINTIES,
  CONTACT_CHANNELS,
  DELIVERIES,
  DISCLAIMER_KINDS,
  ELECTRONIC_TOPICS,
  ORIGINS,
  PURPOSES,
  RECIPIENT_KINDS,
  SIGNPOST_CHANNELS,
  STANCES,
} from './advice-case/codes.ts';
export { CRITERIA } from './criteria.ts';
export type {
  AbandoningReason,
  Capacity,
  CaseOutcome,
  CctvAnswer,
  Certainty,
  ContactChannel,
  Delivery,
  DisclaimerKind,
  Origin,
  Purpose,
  RecipientKind,
  ReferralOutcome,
  SignpostChannel,
  Stance,
} from './advice-case/codes.ts';
export type { Criterion } from './criteria.ts';
export { checkCompliance } from './advice-case/compliance.ts';
export { isAwaited } from './advice-case/closing.rules.ts';
export type { ComplianceRow } from './advice-case/compliance.ts';
export { COMPLIANCE_RULES, PROHIBITIONS } from './advice-case/prohibitions.ts';
export type { ComplianceRule, Prohibition } from './advice-case/prohibitions.ts';

export { attendance } from './attendance/attendance.ts';
export type { AttendanceCommand } from './attendance/attendance.ts';
export { attendanceHistory, endingOf, isOverdue } from './attendance/attendance.state.ts';
export type { AttendanceState, VisitEnding, VisitTimes } from './attendance/attendance.state.ts';
export {
  alarmUnfounded,
  arrivalRecorded,
  attendanceEvents,
  attendanceOverdue,
  attendancePlanned,
  buddyChanged,
  calledBeforeArrival,
  calledOnDeparture,
  CANCELLATION_REASONS,
  CONSIDERATION_OUTCOMES,
  CONSIDERATIONS,
  CREWS,
  NO_REPLY_TRIES,
  NON_ATTENDANCE_REASONS,
  noReplyRecorded,
  OVERDUE_OUTCOMES,
  overdueAttendanceResolved,
  PREMISES_KINDS,
  visitCancelled,
  visitMoved,
  visitNotAttended,
} from './attendance/attendance.events.ts';
export type {
  AttendanceEvent,
  AttendancePlan,
  CancellationReason,
  Consideration,
  ConsiderationOutcome,
  Crew,
  NonAttendanceReason,
  NoReplyTry,
  OverdueOutcome,
  PremisesKind,
} from './attendance/attendance.events.ts';

export { appointments } from './appointments/appointments.ts';
export type { AppointmentsCommand, AppointmentsFacts } from './appointments/appointments.ts';
export {
  appointmentsHistory,
  appointmentsIdOf,
  bookedAt,
  dayOf,
  freeAt,
  shiftOf,
} from './appointments/appointments.state.ts';
export type {
  AppointmentsState,
  CarShift,
  FreeCar,
  Slot,
  SlotBooking,
} from './appointments/appointments.state.ts';
export {
  APPOINTMENT_PLACES,
  appointmentCarAdded,
  appointmentCarTakenOff,
  appointmentsEvents,
  appointmentsOpened,
  CAR_OFF_REASONS,
  RELEASE_REASONS,
  slotBooked,
  slotCancelled,
  slotMoved,
  slotReleased,
} from './appointments/appointments.events.ts';
export type {
  AppointmentPlace,
  AppointmentsEvent,
  CarOffReason,
  ReleaseReason,
} from './appointments/appointments.events.ts';
export { appointmentVisits } from './appointments/appointment-visits.process.ts';

export { behaviourContract } from './behaviour-contract/behaviour-contract.ts';
export type { ContractCommand } from './behaviour-contract/behaviour-contract.ts';
export {
  breachesAt,
  contractDisclosedTo,
  contractHistory,
  contractStanding,
  contractSteps,
  endOf as contractEndOf,
  isInvited,
  isShownToSign,
  isOrderLive,
  isWithoutContract,
  personCategory,
  redactedAt,
  resultOf as contractResultOf,
  reviewDueOn as contractReviewDueOn,
  startOf as contractStartOf,
} from './behaviour-contract/behaviour-contract.state.ts';
export type {
  BreachState,
  ContractDisclosure,
  ContractOver,
  ContractOwnState,
  ContractStanding,
  ContractState,
  OrderState,
  Proposal,
  RedactedState,
} from './behaviour-contract/behaviour-contract.state.ts';
export {
  agencyInvitedToSign,
  BEHAVIOUR_CRITERIA,
  BREACH_KINDS,
  CONTRACT_DECLINE_REASONS,
  CONTRACT_END_REASONS,
  CONTRACT_FIELDS,
  CONTRACT_REVIEWS,
  contractBreached,
  contractBreachFoundWrong,
  contractCompleted,
  contractDeclined,
  contractDisclosed,
  contractDisclosureEnded,
  contractEnded,
  contractEvents,
  contractOfferedAgain,
  contractProposed,
  contractReviewed,
  contractSigned,
  EARLY_REASONS,
  GUARDIAN_WAYS,
  guardianInformed,
  MOST_SIGNATORIES,
  MOST_TERMS,
  NO_BREACH_REASONS,
  NO_CONTRACT_REASONS,
  ORDER_END_REASONS,
  ORDER_KINDS,
  ORDER_OUTCOMES,
  orderEnded,
  orderOutcomeRecorded,
  orderSought,
  redactedTermsApproved,
  redactedTermsProposed,
  redactedTermsWithdrawn,
  SIGNATORIES,
  SUPPORT_KINDS,
  supportOffered,
} from './behaviour-contract/behaviour-contract.events.ts';
export type {
  BehaviourCriterion,
  BreachKind,
  ContractDeclineReason,
  ContractEndReason,
  ContractEvent,
  ContractField,
  ContractReview,
  EarlyReason,
  GuardianWay,
  NoBreachReason,
  NoContractReason,
  OrderEndReason,
  OrderKind,
  OrderOutcome,
  Signatory,
  SupportKind,
} from './behaviour-contract/behaviour-contract.events.ts';
export { problem } from './problem/problem.ts';
export type { ProblemCommand, TaskedMeasure } from './problem/problem.ts';
export {
  isLive as isLiveProblem,
  isRaised,
  linkedAt as linkedReportAt,
  MEASURE_FAMILIES,
  measureFamilyOf,
  measureOf,
  PROBLEM_STANDINGS,
  problemHistory,
  problemIdOf,
  problemStandingOf,
  problemSteps,
  profileAt as problemProfileAt,
  progressAt as measureProgressAt,
  resultOf as problemResultOf,
} from './problem/problem.state.ts';
export type {
  Adoption,
  CaseStudy,
  LinkedReport,
  MeasureFamily,
  MeasureProgress,
  MeasureState,
  ProblemOwnState,
  ProblemStanding,
  ProblemState,
  Profile,
} from './problem/problem.state.ts';
export {
  caseStudyDrafted,
  caseStudyPublished,
  caseStudyWithdrawn,
  EVENT_LED_REASONS,
  LEAD_POSTS,
  MEASURE_AIMS,
  MEASURE_CANCELLATIONS,
  MEASURE_KINDS,
  MEASURE_RESULTS,
  measureCancelled,
  measureCompleted,
  measureReopened,
  measureStarted,
  measureTasked,
  PROBLEM_CATEGORIES,
  PROBLEM_CAUSES,
  PROBLEM_RESULTS,
  problemAdopted,
  problemAnalysed,
  problemAssessed,
  problemClosed,
  problemEvents,
  problemProfileEnded,
  problemProfileRecorded,
  problemRaised,
  problemReopened,
  problemReportLinked,
  problemReportUnlinked,
  problemScanned,
  SCAN_SOURCES,
  targetProfileEnded,
  targetProfileRecorded,
} from './problem/problem.events.ts';
export type {
  EventLedReason,
  LeadPost,
  MeasureAim,
  MeasureCancellation,
  MeasureKind,
  MeasureResult,
  OwnProblemEvent,
  ProblemCategory,
  ProblemCause,
  ProblemEvent,
  ProblemResult,
  ScanSource,
} from './problem/problem.events.ts';
export { crime } from './crime/crime.ts';
export type { CrimeCommand } from './crime/crime.ts';
export {
  closedAs,
  crimeHistory,
  crimeIdOf,
  crimeSteps,
  departuresOf,
  disclosedTo as crimeDisclosedTo,
  hasMarker,
  isForTheFew,
  isRecorded,
  markersAt,
  victimAt,
} from './crime/crime.state.ts';
export type {
  Allocation,
  AllocationDeparture,
  AllocationRequest,
  CrimeDisclosure,
  CrimeLink,
  CrimeOwnState,
  CrimeState,
  Victim,
} from './crime/crime.state.ts';
export {
  ALLOCATION_CAUSES,
  ALLOCATION_REASONS,
  allocationDeclined,
  allocationGranted,
  allocationRequested,
  CRIME_FIELDS,
  CRIME_MARKERS,
  CRIME_OUTCOMES,
  crimeClosed,
  crimeDisclosed,
  crimeDisclosureEnded,
  crimeEvents,
  crimeLinked,
  crimeMarkersChanged,
  crimeRecategorised,
  crimeRecorded,
  crimeReopened,
  crimeUnlinked,
  DISCLOSURE_PURPOSES,
  investigationAllocated,
  NO_VICTIM_REASONS,
  victimRegistered,
  victimWithdrawn,
} from './crime/crime.events.ts';
export type {
  AllocationCause,
  AllocationReason,
  CrimeEvent,
  CrimeField,
  CrimeMarker,
  CrimeOutcome,
  DisclosurePurpose,
  NoVictimReason,
} from './crime/crime.events.ts';
export { asbCase } from './asb-case/asb-case.ts';
export type { AsbCaseCommand } from './asb-case/asb-case.ts';
export {
  asbCaseHistory,
  asbCaseSteps,
  asbDisclosedTo,
  incidentCounts,
  reviewProgress as asbReviewProgress,
  reviewsAttendedBy as asbReviewsAttendedBy,
  thresholdOf as asbReviewThreshold,
  wordsGoing as asbWordsGoing,
} from './asb-case/asb-case.state.ts';
export type {
  AsbCaseDisclosure,
  AsbCaseOwnState,
  AsbCaseState,
  AsbLink,
  IncidentState,
  ReviewMeeting,
  ReviewProgress,
} from './asb-case/asb-case.state.ts';
export {
  ASB_CASE_FIELDS,
  ASB_RESPONSES,
  asbCaseClosed,
  asbCaseDisclosed,
  asbCaseDisclosureEnded,
  asbCaseEvents,
  asbCaseLinked,
  asbCaseOpened,
  asbCaseReopened,
  asbCaseUnlinked,
  asbIncidentFoundWrong,
  asbIncidentRecorded,
  asbResponseRecorded,
  asbWordsApproved,
  asbWordsProposed,
  asbWordsWithdrawn,
  caseReviewAcknowledged,
  caseReviewRequested,
  caseReviewShared,
  reviewMeetingHeld,
  thresholdMet,
  thresholdNotMet,
} from './asb-case/asb-case.events.ts';
export type {
  AsbCaseEvent,
  AsbCaseField,
  AsbHarm,
  AsbOutcome,
  AsbResponse,
  CaseReviewOutcome,
  Complainant,
  ReviewAsker,
  WrongIncidentReason,
} from './asb-case/asb-case.events.ts';
export { report, reportDutiesOverdue } from './report/report.ts';
export type { ReportCommand } from './report/report.ts';
export {
  actionsOn as reportActionsOn,
  dutyDoneAt as reportDutyDoneAt,
  dutyDueAt as reportDutyDueAt,
  dutyOverdueFrom as reportDutyOverdueFrom,
  isGradeInDoubt,
  isReceived as isReportReceived,
  lackingAt as reportLackingAt,
  matterOf as reportMatterOf,
  placeOf as reportPlaceOf,
  reportClosedAs,
  reportHistory,
  reportIdOf,
  reportSteps,
  statusOf as reportStatusOf,
  unassessedSince,
  ungradedSince,
} from './report/report.state.ts';
export type {
  ReportAction,
  Reporter,
  ReportFeed,
  ReportGrade,
  ReportOwnState,
  ReportState,
  ReportStatus,
  ReportTerms,
} from './report/report.state.ts';
export {
  GRADE_RATIONALES,
  INFORMING_WAYS,
  moreReported,
  publicReportReceived,
  REGRADE_REASONS,
  REPORT_CHANNELS,
  REPORT_DECISIONS,
  REPORT_DUTIES,
  REPORT_OUTCOMES,
  REPORT_PARTS,
  reportActedOn,
  reportActionFoundWrong,
  reportAssessed,
  reportAssessmentFoundWrong,
  reportClosed,
  reportCorrected,
  reportDuplicateEnded,
  reportDutyOverdue,
  reportDutyOverdueFoundWrong,
  REPORTER_NEWS,
  reporterInformed,
  reportEvents,
  reportFedToIntelligence,
  reportFeedFoundWrong,
  reportGraded,
  reportMarkedDuplicate,
  reportRegraded,
  reportReopened,
} from './report/report.events.ts';
export type {
  GradeRationale,
  InformingWay,
  RegradeReason,
  ReportChannel,
  ReportDecision,
  ReportDuty,
  ReporterNews,
  ReportEvent,
  ReportOutcome,
  ReportPart,
} from './report/report.events.ts';
export { intelligence, intelligenceReports } from './intelligence/intelligence.ts';
export type { IntelligenceCommand } from './intelligence/intelligence.ts';
export { gradingInCodes } from './intelligence/intelligence.rules.ts';
export {
  actionsFor,
  assessedSince,
  disseminatedTo,
  evaluationAt,
  heldBack,
  intelligenceHistory,
  intelligenceIdOf,
  intelligenceSteps,
  isEvaluated,
  isEventLed,
  itemAt,
  openedFor,
  subjectsOf,
} from './intelligence/intelligence.state.ts';
export type {
  ActionState,
  DecidedFor,
  Disseminated,
  Dissemination,
  Evaluation,
  IntelligenceOpening,
  IntelligenceOwnState,
  IntelligenceState,
  PatternLink,
  Recipient,
  SanitisedItem,
} from './intelligence/intelligence.state.ts';
export {
  ACTION_ENDS,
  ACTION_WAYS,
  actionDecided,
  actionEnded,
  ASSESSMENT_CODES,
  disseminationEnded,
  HANDLING_CODES,
  INTELLIGENCE_ACTIONS,
  INTELLIGENCE_PRIORITIES,
  intelligenceClosed,
  intelligenceDisseminated,
  intelligenceEvaluated,
  intelligenceEvents,
  intelligenceLinked,
  intelligenceOpened,
  intelligenceReopened,
  intelligenceSanitised,
  intelligenceSubjectNamed,
  intelligenceSubjectWithdrawn,
  intelligenceSubmitted,
  intelligenceUnlinked,
  MOST_REPORTS,
  NO_ACTION_REASONS,
  noActionDecided,
  sanitisedAttested,
  sanitisedWithdrawn,
  SOURCE_CODES,
} from './intelligence/intelligence.events.ts';
export type {
  ActionEnd,
  ActionWay,
  AssessmentCode,
  HandlingCode,
  IntelligenceAction,
  IntelligenceEvent,
  IntelligencePriority,
  NoActionReason,
  SourceCode,
} from './intelligence/intelligence.events.ts';
export { survey } from './survey/survey.ts';
export type { SurveyCommand } from './survey/survey.ts';
export {
  isAddressTold,
  isOpenSurvey,
  itemsToRefer,
  recommendationOf,
  remindersMissing,
  surveyEndingOf,
  surveyHistory,
} from './survey/survey.state.ts';
export type { Finding, Recommendation, SurveyState } from './survey/survey.state.ts';
export {
  FINDING_ANSWERS,
  findingRecorded,
  findingReferralNotRaised,
  findingReferred,
  RECOMMENDATION_OWNERS,
  RECOMMENDATION_PRIORITIES,
  RECOMMENDATION_REFUSALS,
  recommendationDeclined,
  recommendationImplemented,
  recommendationMade,
  recommendationReopened,
  REGULATORY_REMINDERS,
  regulatoryReminderGiven,
  SURVEY_ABANDONMENTS,
  surveyAbandoned,
  surveyAddressDisclosed,
  surveyBooked,
  surveyCompleted,
  surveyEvents,
  surveyRequested,
  surveyStarted,
} from './survey/survey.events.ts';
export type {
  FindingAnswer,
  RecommendationOwner,
  RecommendationPriority,
  RecommendationRefusal,
  RegulatoryReminder,
  SurveyAbandonment,
  SurveyEvent,
  SurveyFields,
} from './survey/survey.events.ts';

export { visit } from './visit/visit.ts';
export type { VisitCommand } from './visit/visit.ts';
export {
  bookingsAt,
  doneAt,
  dueOn,
  mayBeBooked,
  overdueFrom,
  standingAt,
  visitHistory,
  visitSteps,
} from './visit/visit.state.ts';
export type {
  OwnVisitState,
  VisitBooking,
  VisitStanding,
  VisitState,
  VisitStep,
} from './visit/visit.state.ts';
export {
  MEETING_PLACES,
  NEEDS_CRITERIA,
  OFFER_CHANNELS,
  officerDidNotAttend,
  recipientUnavailable,
  VICTIM_DUTIES,
  VICTIM_INFORMATION,
  victimDutyOverdue,
  victimDutyOverdueFoundWrong,
  victimInformed,
  victimNeedsAssessed,
  victimVisitCancelled,
  victimVisitClosed,
  victimVisitOpened,
  victimVisitWithdrawn,
  VISIT_CHANGE_REASONS,
  VISIT_HELP,
  VISIT_OUTCOMES,
  VISIT_PURPOSES,
  VISIT_SIDES,
  visitAccepted,
  visitAskedForAgain,
  visitAttended,
  visitBooked,
  visitBookingEnded,
  visitDeclined,
  visitEvents,
  visitOffered,
  visitRescheduled,
} from './visit/visit.events.ts';
export type {
  MeetingPlace,
  NeedsCriterion,
  OfferChannel,
  VictimDuty,
  VictimInformation,
  VisitChangeReason,
  VisitEvent,
  VisitHelp,
  VisitOutcome,
  VisitPurpose,
  VisitSide,
} from './visit/visit.events.ts';
export { victimDutiesOverdue, victimOffers } from './visit/visit.process.ts';

export { promise } from './promise/promise.ts';
export type { PromiseCommand } from './promise/promise.ts';
export { covers, promiseHistory } from './promise/promise.state.ts';
export type { PromiseState } from './promise/promise.state.ts';
export { periodStatus } from './promise/promise-month.ts';
export type { PeriodStatus } from './promise/promise-month.ts';
export {
  breachExplained,
  CORRECTION_REASONS,
  fulfilmentCorrected,
  PERIOD_RESULTS,
  PROMISE_KINDS,
  promiseAgreedByCommunity,
  promiseAgreedByTeam,
  promiseAmended,
  promiseEnded,
  promiseEvents,
  promiseFulfilmentRecorded,
  promiseInForce,
  promisePeriodBroken,
  promisePeriodKept,
  promisePeriodNotOwed,
  promisePeriodOpened,
  promisePeriodRestated,
  promiseProposed,
  promiseWithdrawalProposed,
  promiseWithdrawn,
  targetNotPossible,
} from './promise/promise.events.ts';
export type {
  CorrectionReason,
  PeriodResult,
  PromiseEvent,
  PromiseKind,
  PromiseTerms,
  TermsOnRecord,
} from './promise/promise.events.ts';
export { promiseAgreement } from './promise/promise-agreement.process.ts';
export { promisePeriods } from './promise/promise-periods.process.ts';
export { promiseWards } from './promise/promise-wards.process.ts';
export { initiative, initiativeRecommendations } from './initiative/initiative.ts';
export type { InitiativeCommand } from './initiative/initiative.ts';
export { initiativeHistory, isOpenInitiative } from './initiative/initiative.state.ts';
export type { InitiativeState } from './initiative/initiative.state.ts';
export {
  DEVICES,
  EVALUATION_METHODS,
  GATING_BASES,
  INITIATIVE_KINDS,
  INITIATIVE_OUTCOMES,
  INITIATIVE_PREMISES,
  initiativeEvents,
  PREMISES_WITHDRAWAL_REASONS,
} from './initiative/initiative.events.ts';
export type {
  Device,
  EvaluationMethod,
  GatingBasis,
  InitiativeEvent,
  InitiativeFields,
  InitiativeKind,
  InitiativeOutcome,
  InitiativePremises,
  PremisesWithdrawalReason,
} from './initiative/initiative.events.ts';
// What an inferred type of a decider, or of a command to one, needs to be named elsewhere.
export type { Breaching } from './advice-case/breach.rules.ts';
export type { Referring } from './advice-case/referring.rules.ts';
export type { AdviceCaseFacts } from './advice-case/advice-case.ts';
export type { AttendanceFacts } from './attendance/attendance.facts.ts';
export type { InitiativeFacts } from './initiative/initiative.ts';
export type { AsbCaseFacts } from './asb-case/asb-case.ts';
export type { ContractFacts } from './behaviour-contract/behaviour-contract.ts';
export type { CrimeFacts } from './crime/crime.ts';
export type { IntelligenceFacts } from './intelligence/intelligence.ts';
export type { ProblemFacts } from './problem/problem.ts';
export type { BoroughFacts } from './borough/borough.ts';
export type { MemberFacts } from './member/member.ts';
export type { CorrectFulfilment, NotPossible, RecordFulfilment } from './promise/fulfilling.ts';
export type { MonthFacts } from './promise/closing-months.ts';
export type { AgencyFacts } from './agency/agency.ts';
export type { Redirecting } from './referral/referral-route.ts';
export type { PromiseFacts, TermsFacts } from './promise/promise.facts.ts';
export type { RaiseReferral, ReferralFacts } from './referral/referral.ts';
export type { ReportFacts } from './report/report.ts';
export type { RolesFacts } from './role/role.ts';
export type { SubjectFacts } from './subject/subject.ts';
export type { SurveyFacts } from './survey/survey.ts';
export type { TeamFacts } from './team/team.ts';
export type { TrainingDayFacts } from './training-day/training-day.ts';
export type { VisitFacts } from './visit/visit.ts';
export type { WardPanelFacts } from './ward-panel/ward-panel.ts';
export type { WardFacts } from './ward/ward.ts';

/**
 * Neighbourhood policing as one value: all its kinds of records, and what one stream's events ask of another.
 * With a kind of one's own beside them, it is another domain that keeps the rest.
 * @example
 * const { app } = await startEngine(policing, { store, rows });
 * await app.promise('visits').send({ type: 'AgreePromiseByTeam' }, { by });
 * const ours = defineDomain({ ...policing.kinds, lamp }, policing);
 */
export const policing = defineDomain(
  {
    borough,
    ward,
    member,
    team,
    panel: wardPanel,
    promise,
    roles,
    agency,
    policy,
    adviceCase,
    attendance,
    referral,
    subject,
    initiative,
    crime,
    asbCase,
    behaviourContract,
    problem,
    appointments,
    trainingDay,
    survey,
    visit,
    report,
    intelligence,
  },
  {
    striking,
    processes: [
      wardCover,
      leaving,
      wardAbolition,
      promiseAgreement,
      promisePeriods,
      promiseWards,
      policyReview,
      caseReferral,
      referralOutcome,
      caseVisit,
      caseOfficer,
      caseWard,
      referralsOverdue,
      roleLapse,
      referralWard,
      attendancesOverdue,
      initiativeRecommendations,
      appointmentVisits,
      trainingCompetence,
      subjectMerges,
      victimOffers,
      victimDutiesOverdue,
      reportDutiesOverdue,
      intelligenceReports,
    ],
    agency: SYSTEM_AGENCY,
    notYet: refuse('R-TIME-1', 'This is in the future. Record only what has already happened.', 'occurredAt'),
  },
);
