import { alreadySo, stateOf, guarded, ownEvents, type Decider } from '@wardbook/event-sourcing/pure';
import { alreadyBegun, onlyFor, type PolicingCommand } from '../by.ts';
import { londonMonth, monthStart, nextMonth } from '../london.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import { liveTeam, teamHistory, type TeamState } from '../team/team.state.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import { wardPanelHistory, type WardPanelState } from '../ward-panel/ward-panel.state.ts';
import { monthHistory, type MonthHistory } from './promise-month.ts';
import {
  corrected,
  counted,
  fulfilled,
  type CorrectFulfilment,
  type RecordFulfilment,
} from './fulfilling.ts';
import { closed, explanations } from './closing-months.ts';
import { closedMonth, eventsOf, openMonthOf, promiseHistory, type PromiseState } from './promise.state.ts';
import * as rules from './promise.rules.ts';
import {
  breachExplained,
  promiseAgreedByCommunity,
  promiseAgreedByTeam,
  promiseAmended,
  promiseInForce,
  promiseProposed,
  promiseWithdrawn,
  type PromiseEvent,
  type PromiseTerms,
} from './promise.events.ts';

export type PromiseCommand = PolicingCommand &
  (
    | { readonly type: 'ProposePromise'; readonly terms: PromiseTerms }
    | { readonly type: 'AmendPromise'; readonly terms: PromiseTerms }
    | { readonly type: 'AgreePromiseByTeam' }
    | { readonly type: 'AgreePromiseByCommunity'; readonly meeting: string }
    | RecordFulfilment
    | CorrectFulfilment
    | { readonly type: 'ClosePeriod'; readonly period: string }
    | { readonly type: 'ExplainBreach'; readonly period: string; readonly explanation: string }
    | { readonly type: 'WithdrawPromise'; readonly reason: string; readonly agreedWith: string }
  );

export interface PromiseFacts {
  readonly ProposePromise: { readonly ward: WardState; readonly team: TeamState };
  readonly AmendPromise: { readonly ward: WardState; readonly team: TeamState };
  readonly AgreePromiseByTeam: { readonly team: TeamState };
  readonly AgreePromiseByCommunity: { readonly panel: WardPanelState };
  readonly RecordFulfilment: {
    readonly member: MemberState;
    readonly ward: WardState;
    readonly history: MonthHistory | undefined;
  };
  readonly CorrectFulfilment: { readonly history: MonthHistory | undefined };
  readonly ExplainBreach: { readonly explanation: string | undefined };
  readonly ClosePeriod: { readonly ward: WardState };
  readonly WithdrawPromise: { readonly panel: WardPanelState };
}

/** What a team told a ward it would do, month by month, and whether it did. */
export const promise: Decider<PromiseCommand, PromiseEvent, PromiseState, PromiseFacts> = {
  ...promiseHistory,
  facts: {
    ProposePromise: ({ terms }) => wardAndTeam(terms),
    AmendPromise: ({ terms }) => wardAndTeam(terms),
    AgreePromiseByTeam: (_, { terms }) => ({ team: stateOf(teamHistory, terms?.team) }),
    AgreePromiseByCommunity: (_, { terms }) => ({ panel: stateOf(wardPanelHistory, terms?.ward) }),
    RecordFulfilment: (command, state) => ({
      member: stateOf(memberHistory, command.member),
      ward: stateOf(wardHistory, state.terms?.ward),
      history: ownEvents(
        monthHistory,
        state.terms ? eventsOf(state, counted(command, state.terms).month) : [],
      ),
    }),
    CorrectFulfilment: ({ fulfilment }, state) => ({
      history: ownEvents(monthHistory, openMonthOf(state, fulfilment) === undefined ? 'all' : []),
    }),
    ExplainBreach: ({ period }, state) => {
      const said = closedMonth(state, period)?.explainedAt;
      return { explanation: ownEvents(explanations, said === undefined ? [] : [said]) };
    },
    ClosePeriod: (_, { terms }) => ({ ward: stateOf(wardHistory, terms?.ward) }),
    WithdrawPromise: (_, { terms }) => ({ panel: stateOf(wardPanelHistory, terms?.ward) }),
  },
  decide: {
    ProposePromise: ({ occurredAt: at, by, terms }, state, facts) =>
      onlyFor(by, 'INSPECTOR') ??
      alreadyBegun(state.proposedAt, 'promise', 'id') ??
      unfitTerms(terms, facts, at) ?? [promiseProposed(terms)],

    AmendPromise: ({ occurredAt: at, by, terms }, state, facts) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notProposed(state, at) ??
      rules.alreadyAgreed(state) ??
      rules.withdrawnBefore(state, at) ??
      unfitTerms(terms, facts, at) ??
      alreadySo(rules.sameTerms(state, terms)) ?? [promiseAmended(terms)],

    AgreePromiseByTeam: ({ occurredAt: at, by }, state, { team }) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notProposed(state, at) ??
      rules.notTheLead(team, by, at) ??
      alreadySo(state.teamAgreedAt !== undefined) ??
      rules.withdrawnBefore(state, at) ??
      rules.amendedSince(state, at) ?? [
        promiseAgreedByTeam({ lead: by.id }),
        ...inForce(at, state.communityAgreedAt),
      ],

    AgreePromiseByCommunity: ({ occurredAt: at, by, id, meeting }, state, { panel }) =>
      onlyFor(by, 'SYSTEM') ??
      rules.notProposed(state, at) ??
      rules.notAgreedAtPanel(panel, id, meeting) ??
      alreadySo(state.communityAgreedAt !== undefined) ??
      rules.withdrawnBefore(state, at) ??
      rules.amendedSince(state, at) ?? [
        promiseAgreedByCommunity({ meeting }),
        ...inForce(at, state.teamAgreedAt),
      ],

    RecordFulfilment: (command, state, facts) =>
      onlyFor(command.by, 'OFFICER', 'PCSO', 'SUPERVISOR', 'INSPECTOR') ??
      rules.notProposed(state, command.occurredAt) ??
      rules.notOwnWork(command.by, command.member) ??
      rules.notOfTheTeam(state, facts, command.occurredAt) ??
      fulfilled(command, state, facts),

    CorrectFulfilment: (command, state, { history }) =>
      onlyFor(command.by, 'SUPERVISOR', 'INSPECTOR', 'RECORDS') ?? corrected(command, state, history),

    ClosePeriod: ({ occurredAt: at, by, period }, state, { ward }) =>
      onlyFor(by, 'INSPECTOR', 'SYSTEM') ??
      rules.notCovered(state, period, 'period') ??
      rules.notOver(period, at) ??
      alreadySo(closedMonth(state, period) !== undefined) ??
      closed(state, ward, period),

    ExplainBreach: ({ by, period, explanation }, state, said) =>
      onlyFor(by, 'INSPECTOR') ??
      rules.notBroken(state, period) ??
      alreadySo(said.explanation === explanation) ?? [breachExplained({ period, explanation })],

    WithdrawPromise: ({ occurredAt: at, by, reason, agreedWith }, state, { panel }) => {
      const lastPeriod = londonMonth(at);
      return (
        onlyFor(by, 'INSPECTOR') ??
        rules.notProposed(state, at) ??
        alreadySo(state.lastPeriod !== undefined) ??
        rules.noSuchMeeting(panel, agreedWith, at) ??
        rules.looksBack(state, lastPeriod) ?? [promiseWithdrawn({ reason, agreedWith, lastPeriod })]
      );
    },
  },
};

const wardAndTeam = ({ ward, team }: PromiseTerms) => ({
  ward: guarded(stateOf(wardHistory, ward)),
  team: stateOf(teamHistory, team),
});

const unfitTerms = (
  terms: PromiseTerms,
  { ward, team }: { readonly ward: WardState; readonly team: TeamState },
  at: string,
) =>
  notLive(ward, at, 'terms.ward') ??
  liveTeam(team, undefined, at, 'terms.team') ??
  rules.teamOfAnotherWard(ward, terms.team, at) ??
  rules.notMeasurable(terms, ward, at);

/** R-PROM-1: in force once both sides have agreed; owed from the first whole month after that. */
const inForce = (at: string, otherSide: string | undefined): readonly PromiseEvent[] => {
  if (otherSide === undefined) return [];
  const from = at > otherSide ? at : otherSide;
  const month = londonMonth(from);
  return [promiseInForce({ from, firstPeriod: monthStart(month) === from ? month : nextMonth(month) })];
};
