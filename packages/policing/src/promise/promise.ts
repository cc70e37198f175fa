import {
  alreadySo,
  happened,
  isSameText,
  ownEvents,
  stateOf,
  type Dated,
  type Decider,
  type Telling,
} from '@wardbook/event-sourcing/pure';
import { alreadyBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { judgedAgain } from '../later.ts';
import { londonMonth, monthStart, nextMonth } from '../london.ts';
import { establishmentTerms } from '../policy/policy.state.ts';
import { liveTeam, teamHistory } from '../team/team.state.ts';
import { notLive, type WardState } from '../ward/ward.state.ts';
import { closed, ended, explanations, knowing, notOwedAfter, reviewed } from './closing-months.ts';
import {
  corrected,
  excused,
  fulfilled,
  maybeIn,
  toldAsCorrected,
  toldAsFulfilled,
  type CorrectFulfilment,
  type NotPossible,
  type RecordFulfilment,
} from './fulfilling.ts';
import { monthHistory } from './promise-month.ts';
import {
  membersById,
  monthFacts,
  panelOf,
  termsFacts,
  wardOf,
  type PromiseFacts,
  type OwnPromiseFacts,
  type TermsFacts,
} from './promise.facts.ts';
import { closedMonth, newestTerms, openMonthOf, promiseHistory, type PromiseState } from './promise.state.ts';
import * as rules from './promise.rules.ts';
import {
  breachExplained,
  promiseAgreedByCommunity,
  promiseAgreedByTeam,
  promiseAmended,
  promiseInForce,
  promiseProposed,
  promiseWithdrawalProposed,
  promiseWithdrawn,
  type PromiseEvent,
  type PromiseTerms,
} from './promise.events.ts';
import { withCommands } from '../mixing.ts';
import { redacting, type RedactionCommand } from '../redaction/redaction.ts';

export type PromiseCommand = OwnPromiseCommand | RedactionCommand;

type OwnPromiseCommand = PolicingCommand &
  (
    | { readonly type: 'ProposePromise'; readonly terms: PromiseTerms }
    | { readonly type: 'AmendPromise'; readonly terms: PromiseTerms }
    | { readonly type: 'AgreePromiseByTeam' }
    | { readonly type: 'AgreePromiseByCommunity'; readonly meeting: string }
    | RecordFulfilment
    | CorrectFulfilment
    | NotPossible
    | { readonly type: 'ClosePeriod'; readonly period: string }
    | { readonly type: 'ReviewPeriod'; readonly period: string }
    | { readonly type: 'ReviewPromise' }
    | { readonly type: 'ExplainBreach'; readonly period: string; readonly explanation: string }
    | { readonly type: 'ProposeWithdrawal'; readonly reason: string }
    | { readonly type: 'WithdrawPromise'; readonly reason: string; readonly agreedWith: string }
  );

/** R-PROM-6: nothing becomes of a promise once it is withdrawn. */
const resting = (happening: string) =>
  [
    (_: PromiseEvent, state: PromiseState, at: string) => rules.withdrawnBefore(state, at, 'id'),
    happening,
    'Withdraw it as of a later day.',
  ] as const;

/** Who looked at a month, and when: what came of it is dated by the month. */
const toldAsMonth = ({ period }: { readonly period: string }, { by, recordedAt: occurredAt }: Telling) =>
  ({ type: by.role === 'SYSTEM' ? 'ReviewPeriod' : 'ClosePeriod', period, occurredAt }) as const;

const ownPromise: Decider<OwnPromiseCommand, PromiseEvent, PromiseState, OwnPromiseFacts> = {
  ...promiseHistory,
  stands: judgedAgain<PromiseEvent, PromiseState>({
    PromiseAmended: resting('the promise was changed'),
    PromiseAgreedByTeam: resting('the team agreed to the promise'),
    PromiseAgreedByCommunity: resting('the community agreed to the promise'),
  }),
  cameOf: {
    PromiseProposed: ({ type: _, ...terms }) => ({ type: 'ProposePromise', terms }),
    PromiseAmended: ({ type: _, ...terms }) => ({ type: 'AmendPromise', terms }),
    PromiseAgreedByTeam: 'AgreePromiseByTeam',
    PromiseAgreedByCommunity: 'AgreePromiseByCommunity',
    TargetNotPossible: 'NotPossible',
    PromiseFulfilmentRecorded: toldAsFulfilled,
    FulfilmentCorrected: toldAsCorrected,
    BreachExplained: 'ExplainBreach',
    PromiseWithdrawalProposed: 'ProposeWithdrawal',
    PromiseWithdrawn: 'WithdrawPromise',
    PromisePeriodKept: toldAsMonth,
    PromisePeriodBroken: toldAsMonth,
    PromisePeriodNotOwed: toldAsMonth,
    PromisePeriodRestated: toldAsMonth,
    PromisePeriodOpened: toldAsMonth,
  },
  follows: [
    'PromisePeriodOpened',
    'PromisePeriodKept',
    'PromisePeriodBroken',
    'PromisePeriodNotOwed',
    'PromisePeriodRestated',
    'PromiseEnded',
  ],
  // Months are computed from what is dated, and a withdrawal asks for itself whether it looks back.
  settled: [
    'PromisePeriodOpened',
    'TargetNotPossible',
    'PromiseFulfilmentRecorded',
    'FulfilmentCorrected',
    'PromisePeriodKept',
    'PromisePeriodBroken',
    'PromisePeriodNotOwed',
    'PromisePeriodRestated',
    'BreachExplained',
    'PromiseWithdrawalProposed',
    'PromiseEnded',
  ],
  facts: {
    ProposePromise: (command) => termsFacts(command),
    AmendPromise: (command) => termsFacts(command),
    AgreePromiseByTeam: (_, state) => ({
      team: stateOf(teamHistory, newestTerms(state)?.team),
      ward: wardOf(state),
    }),
    AgreePromiseByCommunity: (_, state) => ({ panel: panelOf(state), ward: wardOf(state) }),
    RecordFulfilment: (command, state) => ({
      ...monthFacts(command, state, ...maybeIn(command, state)),
      ...membersById([command.member, ...(command.others ?? [])]),
    }),
    NotPossible: (command, state) => monthFacts(command, state, londonMonth(command.occurredAt)),
    CorrectFulfilment: ({ fulfilment }, state) => ({
      history: ownEvents(monthHistory, openMonthOf(state, fulfilment) === undefined ? 'all' : []),
    }),
    ExplainBreach: ({ occurredAt, period }, state) => {
      const explained = closedMonth(state, period)?.explained ?? [];
      const then = explained.filter(({ at }) => at === occurredAt).map(({ revision }) => revision);
      return { explanations: ownEvents(explanations, then) };
    },
    ClosePeriod: (command, state) => monthFacts(command, state),
    ReviewPeriod: (command, state) => monthFacts(command, state, command.period),
    ReviewPromise: (_, state) => ({ ward: wardOf(state) }),
    WithdrawPromise: (_, state) => ({ panel: panelOf(state) }),
  },
  decide: {
    ProposePromise: ({ occurredAt: at, by, terms }, state, facts) =>
      onlyFor(by, 'INSPECTOR') ??
      alreadyBegun(state.proposedAt, 'promise', 'id') ??
      unfitTerms(terms, facts, at) ?? [promiseProposed(terms), ...ended(state, facts.ward)],

    AmendPromise: ({ occurredAt: at, by, terms }, state, facts) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notProposed(state, at) ??
      rules.alreadyAgreed(state) ??
      rules.withdrawnBefore(state, at, 'id') ??
      unfitTerms(terms, facts, at) ??
      alreadySo(rules.sameTerms(state, terms, at)) ?? [promiseAmended(terms)],

    AgreePromiseByTeam: ({ occurredAt: at, by }, state, { team, ward }) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notProposed(state, at) ??
      rules.notTheLead(team, by, at) ??
      alreadySo((state.teamAgreedAt ?? NEVER) <= at) ??
      alreadyBegun(state.teamAgreedAt, 'agreement', 'occurredAt') ??
      notLive(ward, at, 'id') ??
      rules.withdrawnBefore(state, at, 'id') ??
      rules.amendedSince(state, at) ?? [
        promiseAgreedByTeam({ lead: by.id }),
        ...inForce(at, state.communityAgreedAt, ward),
      ],

    AgreePromiseByCommunity: ({ occurredAt: at, by, id, meeting }, state, { panel, ward }) =>
      onlyFor(by, 'SYSTEM') ??
      rules.notProposed(state, at) ??
      rules.notAgreedAtPanel(panel, id, meeting) ??
      alreadySo(state.communityAgreedAt !== undefined) ??
      notLive(ward, at, 'id') ??
      rules.withdrawnBefore(state, at, 'id') ??
      rules.amendedSince(state, at) ??
      rules.notBeforeTheMeeting(state, panel, meeting) ?? [
        promiseAgreedByCommunity({ meeting }),
        ...inForce(at, state.teamAgreedAt, ward),
      ],

    RecordFulfilment: (command, state, facts) =>
      onlyFor(command.by, 'OFFICER', 'PCSO', 'SUPERVISOR', 'INSPECTOR') ??
      rules.notProposed(state, command.occurredAt) ??
      rules.notOwnWork(command.by, command.member) ??
      outsiders(command, state, facts) ??
      fulfilled(command, state, facts),

    NotPossible: (command, state, facts) =>
      onlyFor(command.by, 'INSPECTOR') ??
      rules.notProposed(state, command.occurredAt) ??
      excused(command, state, facts),

    CorrectFulfilment: (command, state, { history }) =>
      onlyFor(command.by, 'SUPERVISOR', 'INSPECTOR', 'RECORDS') ??
      rules.toBeStruck(command.reason) ??
      corrected(command, state, history),

    ClosePeriod: ({ occurredAt: at, by, period }, state, facts) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notCovered(knowing(state, facts.ward), period, 'period') ??
      rules.notOver(period, at) ??
      alreadySo(closedMonth(state, period) !== undefined) ??
      closed(state, facts, period),

    ReviewPeriod: ({ occurredAt: at, by, period }, state, facts) =>
      onlyFor(by, 'SYSTEM') ?? rules.notProposed(state, at) ?? reviewed(state, facts, period, at),

    ReviewPromise: ({ occurredAt: at, by }, state, { ward }) =>
      onlyFor(by, 'SYSTEM') ??
      rules.notProposed(state, at) ?? [...ended(state, ward), ...notOwedAfter(state, ward)],

    ExplainBreach: ({ occurredAt: at, by, period, explanation }, state, said) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notBroken(state, period) ??
      rules.explainedEarly(period, at) ??
      alreadySo(said.explanations.some((one) => isSameText(one, explanation))) ?? [
        breachExplained({ period, explanation }),
      ],

    ProposeWithdrawal: ({ occurredAt: at, by, reason }, state) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notProposed(state, at) ??
      rules.withdrawnBefore(state, at, 'id') ??
      alreadySo((state.withdrawalProposedAt ?? NEVER) <= at) ?? [promiseWithdrawalProposed({ reason })],

    WithdrawPromise: ({ occurredAt: at, by, reason, agreedWith }, state, { panel }) => {
      const lastPeriod = londonMonth(at);
      return (
        onlyFor(by, 'INSPECTOR') ??
        rules.notProposed(state, at) ??
        alreadySo((state.withdrawnAt ?? NEVER) <= at) ??
        alreadyBegun(state.withdrawnAt, 'withdrawal', 'occurredAt') ??
        rules.notAgreedToWithdraw(state, panel, agreedWith, at) ??
        rules.looksBack(state, panel, lastPeriod) ?? [promiseWithdrawn({ reason, agreedWith, lastPeriod })]
      );
    },
  },
};

/** What a team told a ward it would do, month by month, and whether it did. */
export const promise: Decider<PromiseCommand, PromiseEvent, PromiseState, PromiseFacts> = withCommands(
  ownPromise,
  redacting(promiseHistory),
  ({ redactions }) => redactions,
);

const NEVER = '9999';

/** R-PROM-4, for each who took part. */
const outsiders = (
  { occurredAt: at, member, others = [] }: RecordFulfilment & PolicingCommand,
  state: PromiseState,
  facts: PromiseFacts['RecordFulfilment'],
) => {
  const refusalOf = <Path extends string>(id: string, path: Path) =>
    rules.notOfTheTeam(state, { member: facts[`member:${id}`], ward: facts.ward }, at, path);
  return (
    refusalOf(member, 'member') ??
    others.map((id) => refusalOf(id, 'others')).find((refusal) => refusal !== undefined)
  );
};

const unfitTerms = (terms: PromiseTerms, { ward, team, policy }: TermsFacts, at: string) =>
  notLive(ward, at, 'terms.ward') ??
  liveTeam(team, undefined, at, 'terms.team') ??
  rules.teamOfAnotherWard(ward, terms.team, at) ??
  rules.unknownPriority(ward, terms, at) ??
  rules.notMeasurable(terms, ward, at, establishmentTerms(policy, at));

/** R-PROM-1: in force once both sides have agreed, as of the later; owed from the first whole month after that. */
const inForce = (
  at: string,
  otherSide: string | undefined,
  { abolishedAt = NEVER }: WardState,
): readonly Dated<PromiseEvent>[] => {
  if (otherSide === undefined) return [];
  const from = at > otherSide ? at : otherSide;
  const month = londonMonth(from);
  const firstPeriod = monthStart(month) === from ? month : nextMonth(month);
  return from < abolishedAt ? [happened(from, promiseInForce({ from, firstPeriod }))] : [];
};
