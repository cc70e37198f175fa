import { about, guarded, refuse, type Decider, type Refusal } from '@wardbook/event-sourcing';
import { alreadyBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { londonMonth, monthStart, nextMonth } from '../london.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import { liveTeam, teamHistory, type TeamState } from '../team/team.state.ts';
import { isLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import { wardPanelHistory, type WardPanelState } from '../ward-panel/ward-panel.state.ts';
import {
  NO_PERIOD,
  periodStatus,
  promiseHistory,
  type PeriodStatus,
  type PromiseState,
} from './promise.state.ts';
import * as rules from './promise.rules.ts';
import {
  breachExplained,
  fulfilmentCorrected,
  promiseAgreedByCommunity,
  promiseAgreedByTeam,
  promiseAmended,
  promiseFulfilmentRecorded,
  promiseInForce,
  promisePeriodBroken,
  promisePeriodKept,
  promisePeriodOpened,
  promisePeriodRestated,
  promiseProposed,
  promiseWithdrawn,
  type CorrectionReason,
  type PromiseEvent,
  type PromiseTerms,
} from './promise.events.ts';

interface RecordFulfilment {
  readonly type: 'RecordFulfilment';
  readonly fulfilment: string;
  /** What was visited, or the area that was patrolled. */
  readonly target: string;
  readonly member: string;
  readonly evidence: string;
  /** When a patrol began; it ended at `at`. A visit happened at `at`. */
  readonly from?: string;
}

export type PromiseCommand = PolicingCommand &
  (
    | { readonly type: 'ProposePromise'; readonly terms: PromiseTerms }
    | { readonly type: 'AmendPromise'; readonly terms: PromiseTerms }
    | { readonly type: 'AgreePromiseByTeam' }
    | { readonly type: 'AgreePromiseByCommunity'; readonly promise: string; readonly meeting: string }
    | RecordFulfilment
    | {
        readonly type: 'CorrectFulfilment';
        readonly fulfilment: string;
        readonly reason: CorrectionReason;
        /** What it really was; left out, the fulfilment counts no more. */
        readonly target?: string;
      }
    | { readonly type: 'ClosePeriod'; readonly period: string }
    | { readonly type: 'ExplainBreach'; readonly period: string; readonly explanation: string }
    | { readonly type: 'WithdrawPromise'; readonly reason: string; readonly agreedWith: string }
  );

interface PromiseFacts {
  readonly ProposePromise: { readonly ward: WardState; readonly team: TeamState };
  readonly AmendPromise: { readonly ward: WardState; readonly team: TeamState };
  readonly AgreePromiseByTeam: { readonly team: TeamState };
  readonly AgreePromiseByCommunity: { readonly panel: WardPanelState };
  readonly RecordFulfilment: { readonly member: MemberState; readonly ward: WardState };
  readonly ClosePeriod: { readonly ward: WardState };
  readonly WithdrawPromise: { readonly panel: WardPanelState };
}

/** What a team told a ward it would do, month by month, and whether it did. */
export const promise: Decider<PromiseCommand, PromiseEvent, PromiseState, PromiseFacts> = {
  ...promiseHistory,
  facts: {
    ProposePromise: ({ terms }) => wardAndTeam(terms),
    AmendPromise: ({ terms }) => wardAndTeam(terms),
    AgreePromiseByTeam: (_, { terms }) => ({ team: about(teamHistory, terms?.team ?? UNKNOWN) }),
    AgreePromiseByCommunity: (_, { terms }) => ({ panel: about(wardPanelHistory, terms?.ward ?? UNKNOWN) }),
    RecordFulfilment: ({ member }, { terms }) => ({
      member: about(memberHistory, member),
      ward: about(wardHistory, terms?.ward ?? UNKNOWN),
    }),
    ClosePeriod: (_, { terms }) => ({ ward: about(wardHistory, terms?.ward ?? UNKNOWN) }),
    WithdrawPromise: (_, { terms }) => ({ panel: about(wardPanelHistory, terms?.ward ?? UNKNOWN) }),
  },
  decide: {
    ProposePromise: ({ at, by, terms }, state, facts) =>
      onlyFor(by, 'INSPECTOR') ??
      alreadyBegun(state.proposedAt, 'promise') ??
      unfitTerms(terms, facts, at) ?? [promiseProposed(terms)],

    AmendPromise: ({ at, by, terms }, state, facts) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notProposed(state, at) ??
      rules.alreadyAgreed(state) ??
      rules.withdrawnBefore(state, at) ??
      unfitTerms(terms, facts, at) ??
      (rules.sameTerms(state, terms) ? [] : [promiseAmended(terms)]),

    AgreePromiseByTeam: ({ at, by }, state, { team }) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notProposed(state, at) ??
      rules.notTheLead(team, by, at) ??
      (state.teamAgreedAt !== undefined
        ? []
        : (rules.withdrawnBefore(state, at) ??
          rules.amendedSince(state, at) ?? [
            promiseAgreedByTeam({ lead: by.id }),
            ...inForce(at, state.communityAgreedAt),
          ])),

    AgreePromiseByCommunity: ({ at, by, promise: id, meeting }, state, { panel }) =>
      onlyFor(by, 'SYSTEM') ??
      rules.notProposed(state, at) ??
      rules.notAgreedAtPanel(panel, id, meeting) ??
      (state.communityAgreedAt !== undefined
        ? []
        : (rules.withdrawnBefore(state, at) ??
          rules.amendedSince(state, at) ?? [
            promiseAgreedByCommunity({ meeting }),
            ...inForce(at, state.teamAgreedAt),
          ])),

    RecordFulfilment: (command, state, facts) =>
      onlyFor(command.by, 'OFFICER', 'PCSO', 'SUPERVISOR', 'INSPECTOR') ??
      rules.notProposed(state, command.at) ??
      rules.notOwnWork(command.by, command.member) ??
      rules.notOfTheTeam(state, facts, command.at) ??
      fulfilled(command, state, facts.ward),

    CorrectFulfilment: ({ at, by, fulfilment, reason, target }, state) => {
      const known = state.fulfilments[fulfilment];
      if (!known) return onlyFor(by, 'SUPERVISOR', 'INSPECTOR', 'RECORDS') ?? unknownFulfilment;
      const targets = target === undefined ? [] : [target];
      const corrected = fulfilmentCorrected({ fulfilment, reason, targets });
      return (
        onlyFor(by, 'SUPERVISOR', 'INSPECTOR', 'RECORDS') ??
        rules.notProposed(state, at) ??
        (target === undefined ? undefined : notOwed(state, known.period, target)) ??
        (known.targets.join() === targets.join()
          ? []
          : [
              corrected,
              ...restated(state, { ...state.fulfilments, [fulfilment]: { ...known, targets } }, known.period),
            ])
      );
    },

    ClosePeriod: ({ at, by, period }, state, { ward }) =>
      onlyFor(by, 'INSPECTOR', 'SYSTEM') ??
      rules.notCovered(state, period) ??
      rules.notOver(period, at) ??
      (state.periods[period]?.result ? [] : closed(state, ward, period)),

    ExplainBreach: ({ by, period, explanation }, state) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notBroken(state, period) ??
      (state.periods[period]?.explanation === explanation ? [] : [breachExplained({ period, explanation })]),

    WithdrawPromise: ({ at, by, reason, agreedWith }, state, { panel }) => {
      const lastPeriod = londonMonth(at);
      return (
        onlyFor(by, 'INSPECTOR') ??
        rules.notProposed(state, at) ??
        (state.lastPeriod !== undefined
          ? []
          : (rules.noSuchMeeting(panel, agreedWith, at) ??
            rules.looksBack(state, lastPeriod) ?? [promiseWithdrawn({ reason, agreedWith, lastPeriod })]))
      );
    },
  },
};

const UNKNOWN = 'unknown';

const wardAndTeam = ({ ward, team }: PromiseTerms) => ({
  ward: guarded(about(wardHistory, ward)),
  team: about(teamHistory, team),
});

const unfitTerms = (
  terms: PromiseTerms,
  { ward, team }: { readonly ward: WardState; readonly team: TeamState },
  at: string,
): Refusal | undefined =>
  isLive(ward, at) ??
  liveTeam(team, undefined, at) ??
  rules.teamOfAnotherWard(ward, terms.team, at) ??
  rules.notMeasurable(terms, ward, at);

/** R-PROM-1: in force once both sides have agreed; owed from the first whole month after that. */
const inForce = (at: string, otherSide: string | undefined): readonly PromiseEvent[] => {
  if (otherSide === undefined) return [];
  const from = at > otherSide ? at : otherSide;
  const month = londonMonth(from);
  return [promiseInForce({ from, firstPeriod: monthStart(month) === from ? month : nextMonth(month) })];
};

const fulfilled = (command: RecordFulfilment & PolicingCommand, state: PromiseState, ward: WardState) => {
  const { terms } = state;
  if (!terms) return rules.notProposed(state, command.at) ?? [];
  const { fulfilment, member, evidence, target, at } = command;
  const isPatrol = terms.kind === 'PATROL_WINDOW';
  const span = { from: (isPatrol ? command.from : undefined) ?? at, to: at };
  const { month, targets } = isPatrol
    ? rules.patrolled(terms, span)
    : { month: londonMonth(at), targets: [terms.kind === 'OTHER_MEASURABLE' ? rules.MEASURE : target] };
  const outside = refuse('R-PROM-5', 'The patrol overlapped no window of the promise long enough.', 'from');
  const elsewhere = refuse('R-PROM-5', 'The promise is about another area.', 'target');
  const opened = opening(state, ward, month);
  const owed = state.periods[month]?.targets ?? opened.flatMap((event) => event.targets);
  const recorded = { fulfilment, period: month, targets: [...targets], member, evidence, ...span };
  const after = { ...state.fulfilments, [fulfilment]: recorded };
  return (
    rules.notCovered(state, month) ??
    (isPatrol && target !== terms.area ? elsewhere : undefined) ??
    (targets.length === 0 ? outside : undefined) ??
    (targets.every((one) => owed.includes(one)) ? undefined : notOwedThen) ??
    rules.countedBefore(state, recorded) ??
    alreadyBegun(state.fulfilments[fulfilment]?.from, 'fulfilment') ?? [
      ...opened,
      promiseFulfilmentRecorded(recorded),
      ...restated(state, after, month),
    ]
  );
};

/** R-PROM-3: the first event of a month takes down what is owed in it. */
const opening = (state: PromiseState, ward: WardState, month: string) =>
  state.periods[month] || !state.terms
    ? []
    : [
        promisePeriodOpened({
          period: month,
          targets: [...rules.targetsOfMonth(state.terms, ward, month)],
          minimumPerTarget: state.terms.minimumPerPeriod,
        }),
      ];

const closed = (state: PromiseState, ward: WardState, month: string): readonly PromiseEvent[] => {
  const opened = opening(state, ward, month);
  const [first] = opened;
  const periods = first
    ? { ...state.periods, [month]: { ...NO_PERIOD, targets: first.targets } }
    : state.periods;
  const { missing } = periodStatus({ ...state, periods }, month) ?? NOTHING_OWED;
  return [
    ...opened,
    missing.length === 0
      ? promisePeriodKept({ period: month })
      : promisePeriodBroken({ period: month, missedTargets: [...missing] }),
  ];
};

const NOTHING_OWED: PeriodStatus = { met: [], missing: [] };

/** R-PROM-7: late evidence does not reopen a month; its result is worked out again, and both stand. */
const restated = (
  state: PromiseState,
  fulfilments: PromiseState['fulfilments'],
  month: string,
): readonly PromiseEvent[] => {
  const period = state.periods[month];
  if (!period?.result) return [];
  const { missing } = periodStatus({ ...state, fulfilments }, month) ?? NOTHING_OWED;
  const result = missing.length === 0 ? 'KEPT' : 'BROKEN';
  const same = result === period.result && missing.join() === period.missedTargets.join();
  return same ? [] : [promisePeriodRestated({ period: month, result, missedTargets: [...missing] })];
};

const unknownFulfilment = refuse('R-LIFE-1', 'No such fulfilment is on record.', 'fulfilment');

/** R-PROM-3: what was not owed when the month began counts from the next. */
const notOwedThen = refuse('R-PROM-3', 'This was not owed when the month began.', 'target');

const notOwed = (state: PromiseState, month: string, target: string): Refusal | undefined =>
  state.periods[month]?.targets.includes(target) ? undefined : notOwedThen;
