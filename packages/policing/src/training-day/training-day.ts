import {
  alreadySo,
  canonicalize,
  isSameText,
  keyedFrom,
  ofAgency,
  ofAnyAgency,
  stateOf,
  toldAt,
  type Decider,
  type Keyed,
} from '@wardbook/event-sourcing/pure';
import { agencyHistory, type AgencyState } from '../agency/agency.state.ts';
import { alreadyBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { judgedAgain } from '../later.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import { withCommands } from '../mixing.ts';
import { policyHistory, trainingTerms, type PolicyState } from '../policy/policy.state.ts';
import { redacting, type RedactionCommand, type RedactionFacts } from '../redaction/redaction.ts';
import { trainingOf } from '../role/serving-policy.ts';
import {
  trainingAttendanceCorrected,
  trainingAttended,
  trainingDayCancelled,
  trainingDayEvaluated,
  trainingDayMoved,
  trainingDayScheduled,
  type AttendeeKind,
  type TrainingCancellationReason,
  type TrainingDayEvent,
  type TrainingModule,
  type TrainingOutcome,
} from './training-day.events.ts';
import * as rules from './training-day.rules.ts';
import {
  attendeeOf,
  hoursOf,
  isOrganiser,
  trainingDayHistory,
  type Attended,
  type TrainingDayState,
} from './training-day.state.ts';

export type TrainingDayCommand = OwnTrainingDayCommand | RedactionCommand;

type OwnTrainingDayCommand = PolicingCommand &
  (
    | {
        readonly type: 'ScheduleTrainingDay';
        readonly series: string;
        readonly from: string;
        readonly to: string;
        readonly place: string;
        readonly purpose: string;
        readonly organisers: readonly string[];
        readonly modules: readonly TrainingModule[];
        readonly maximum: number;
      }
    | { readonly type: 'MoveTrainingDay'; readonly from: string; readonly to: string }
    | { readonly type: 'CancelTrainingDay'; readonly reason: TrainingCancellationReason }
    | {
        readonly type: 'RecordTrainingAttendance';
        /** Within the agency: of a member of a force, the member's id. */
        readonly person: string;
        readonly agency: string;
        readonly kind: AttendeeKind;
        readonly modules: readonly TrainingModule[];
      }
    | {
        readonly type: 'CorrectTrainingAttendance';
        readonly person: string;
        readonly agency: string;
        readonly modules: readonly TrainingModule[];
      }
    | { readonly type: 'EvaluateTrainingDay'; readonly outcome: TrainingOutcome; readonly evidence: string }
  );

export type TrainingDayFacts = OwnTrainingDayFacts & RedactionFacts;

interface OwnTrainingDayFacts {
  readonly ScheduleTrainingDay: Keyed<AgencyState>;
  readonly RecordTrainingAttendance: {
    readonly member: MemberState;
    readonly agency: AgencyState;
    readonly policy: PolicyState;
  };
  readonly CorrectTrainingAttendance: { readonly policy: PolicyState };
}

const STRIKE_FIRST = 'Strike through who attended first.';

/** Who arranges training days, and says who attended. */
const ORGANISERS = ['PARTNER', 'ADMIN', 'SUPERVISOR', 'INSPECTOR'] as const;

/** R-AUTH-3: whoever organises it with others records, too. */
const organises = ({ by }: PolicingCommand, state: TrainingDayState): boolean =>
  isOrganiser(state, by.agency);

const ownTrainingDay: Decider<
  OwnTrainingDayCommand,
  TrainingDayEvent,
  TrainingDayState,
  OwnTrainingDayFacts
> = {
  ...trainingDayHistory,
  others: {
    RecordTrainingAttendance: organises,
    CorrectTrainingAttendance: organises,
    EvaluateTrainingDay: organises,
  },
  facts: {
    ScheduleTrainingDay: ({ organisers }) =>
      keyedFrom(organisers.map((one) => [one, ofAnyAgency(stateOf(agencyHistory, one))] as const)),
    RecordTrainingAttendance: ({ person, agency, kind, modules, occurredAt: at }) => ({
      member: ofAgency(agency, stateOf(memberHistory, rules.isOfAForce(kind) ? person : undefined)),
      agency: ofAnyAgency(stateOf(agencyHistory, rules.isOfAForce(kind) ? undefined : agency)),
      policy: skillPolicy({ agency, kind, modules }, at),
    }),
    CorrectTrainingAttendance: ({ person, agency, modules, occurredAt: at }, state) => {
      const kind = attendeeOf(state, { person, agency })?.kind;
      return { policy: skillPolicy({ agency, kind, modules }, at) };
    },
  },
  decide: {
    ScheduleTrainingDay: (
      { type: _type, id: _id, owner: _owner, occurredAt: at, by, ...asked },
      state,
      known,
    ) => {
      const organisers = [...new Set(asked.organisers)];
      const said = { ...asked, organisers, modules: [...new Set(asked.modules)] };
      return (
        onlyFor(by, ...ORGANISERS) ??
        alreadySo(state.scheduledAt === at && isScheduledSo(state, said, at)) ??
        alreadyBegun(state.scheduledAt, 'training day', 'id') ??
        rules.notOfOneDay(said) ??
        rules.afterItBegins(said, at) ??
        rules.notTogether(organisers, by) ??
        rules.notAnAgency(asked.organisers, by, { known, at }) ?? [trainingDayScheduled(said)]
      );
    },

    MoveTrainingDay: ({ occurredAt: at, by, from, to }, state) =>
      onlyFor(by, ...ORGANISERS) ??
      rules.notScheduled(state, at) ??
      alreadySo(isSameHours(toldAt(state.hours, at), { from, to })) ??
      rules.begun(state, at) ??
      rules.notOfOneDay({ from, to }) ??
      rules.afterItBegins({ from, to }, at) ?? [trainingDayMoved({ from, to })],

    CancelTrainingDay: ({ occurredAt: at, by, reason }, state) =>
      onlyFor(by, ...ORGANISERS) ??
      rules.notScheduled(state, at) ??
      alreadySo(state.cancelled?.at === at && state.cancelled.reason === reason) ??
      alreadyBegun(state.cancelled?.at, 'cancellation', 'id') ??
      rules.begun(state, at) ?? [trainingDayCancelled({ reason })],

    RecordTrainingAttendance: ({ occurredAt: at, by, person, agency, kind, modules }, state, facts) => {
      const known = attendeeOf(state, { person, agency });
      const held = hoursOf(state, at)?.to ?? at;
      return (
        onlyFor(by, ...ORGANISERS) ??
        rules.notScheduled(state, at) ??
        alreadySo(
          known?.attendedAt === at &&
            known.kind === kind &&
            isSameList(toldAt(known.attended, at)?.modules, modules),
        ) ??
        alreadyBegun(known?.attendedAt, 'attendance', 'person') ??
        rules.notOver(state, at) ??
        rules.nothingAttended(modules) ??
        rules.notTaught(state, modules) ??
        rules.notTheirForce(by, { person, agency }, kind) ??
        rules.notOfThatKind(kind, facts, { at, held }) ?? [
          trainingAttended({ person, agency, kind, ...attended({ kind, modules }, facts.policy, at) }),
        ]
      );
    },

    CorrectTrainingAttendance: ({ occurredAt: at, by, person, agency, modules }, state, { policy }) => {
      const known = attendeeOf(state, { person, agency });
      return (
        onlyFor(by, ...ORGANISERS) ??
        rules.notScheduled(state, at) ??
        rules.notAttended(state, { person, agency }, at) ??
        rules.nothingAttended(modules) ??
        rules.notTaught(state, modules) ??
        rules.notTheirForce(by, { person, agency }, known?.kind) ??
        alreadySo(known !== undefined && isSameList(toldAt(known.attended, at)?.modules, modules)) ?? [
          trainingAttendanceCorrected({
            ...{ person, agency },
            ...attended({ kind: known?.kind, modules }, policy, at),
          }),
        ]
      );
    },

    EvaluateTrainingDay: ({ occurredAt: at, by, outcome, evidence }, state) => {
      const told = toldAt(state.evaluations, at);
      return (
        onlyFor(by, ...ORGANISERS) ??
        rules.notScheduled(state, at) ??
        alreadySo(told?.outcome === outcome && told.evidence === evidence) ??
        rules.notOver(state, at) ?? [trainingDayEvaluated({ outcome, evidence })]
      );
    },
  },
  cameOf: {
    TrainingDayScheduled: 'ScheduleTrainingDay',
    TrainingDayMoved: 'MoveTrainingDay',
    TrainingDayCancelled: 'CancelTrainingDay',
    TrainingAttended: 'RecordTrainingAttendance',
    TrainingAttendanceCorrected: 'CorrectTrainingAttendance',
    TrainingDayEvaluated: 'EvaluateTrainingDay',
  },
  stands: judgedAgain<TrainingDayEvent, TrainingDayState>({
    TrainingDayMoved: [(_, state, at) => rules.begun(state, at), 'the training day was moved'],
    TrainingDayCancelled: [(_, state, at) => rules.begun(state, at), 'the training day was called off'],
    TrainingAttended: [(_, state, at) => rules.notOver(state, at), 'somebody had attended', STRIKE_FIRST],
    TrainingDayEvaluated: [(_, state, at) => rules.notOver(state, at), 'the training day was evaluated'],
  }),
  settled: ['TrainingAttendanceCorrected'],
};

/** A day on which people of several agencies learn to reduce crime together (S2). */
export const trainingDay: Decider<TrainingDayCommand, TrainingDayEvent, TrainingDayState, TrainingDayFacts> =
  withCommands(ownTrainingDay, redacting(trainingDayHistory), ({ redactions }) => redactions);

type Schedule = Omit<Extract<OwnTrainingDayCommand, { type: 'ScheduleTrainingDay' }>, keyof PolicingCommand>;

const isScheduledSo = (
  { scheduled, hours }: TrainingDayState,
  { from, to, place, purpose, ...said }: Omit<Schedule, 'type'>,
  at: string,
): boolean => {
  const { place: knownPlace, purpose: knownPurpose, ...known } = scheduled ?? {};
  return (
    isSameHours(toldAt(hours, at), { from, to }) &&
    isSameText(knownPlace, place) &&
    isSameText(knownPurpose, purpose) &&
    canonicalize(known) === canonicalize({ ...said })
  );
};

const isSameHours = (a: { from: string; to: string } | undefined, b: { from: string; to: string }): boolean =>
  a?.from === b.from && a.to === b.to;

const isSameList = (a: readonly string[] | undefined, b: readonly string[]): boolean =>
  a !== undefined && [...a].sort().join(' ') === [...new Set(b)].sort().join(' ');

interface Skill {
  readonly kind: AttendeeKind | undefined;
  readonly modules: readonly TrainingModule[];
}

/** R-TRN-1: what a member of a force is taught about home security surveys lets them make basic ones (S2:13). */
const isSkill = ({ kind, modules }: Skill): boolean =>
  rules.isOfAForce(kind) && modules.includes('HOME_SECURITY_SURVEY');

/** The policy by which the attendee’s own force says for how long that lasts; none where it is not asked. */
const skillPolicy = ({ agency, ...skill }: Skill & { readonly agency: string }, at: string) =>
  isSkill(skill) ? trainingOf(agency, at) : stateOf(policyHistory, undefined);

/** What somebody attended, and for how long that lets them make surveys. */
const attended = (skill: Skill, policy: PolicyState, at: string): Attended => {
  const modules = [...new Set(skill.modules)];
  if (!isSkill(skill)) return { modules };
  const { basicSurveyMonths, version } = trainingTerms(policy, at);
  return {
    modules,
    surveyMonths: basicSurveyMonths,
    ...(version !== 'DEFAULT' && { policy: version }),
  };
};
