import {
  guarded,
  keyedFrom,
  ownEvents,
  stateOf,
  type Fact,
  type SealedText,
} from '@wardbook/event-sourcing/pure';
import type { PolicingCommand } from '../by.ts';
import { londonMonth, monthStart } from '../london.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import type { PolicyState } from '../policy/policy.state.ts';
import { establishmentOf } from '../role/serving-policy.ts';
import { teamHistory, type TeamState } from '../team/team.state.ts';
import { wardHistory, type WardState } from '../ward/ward.state.ts';
import { wardPanelHistory, type WardPanelState } from '../ward-panel/ward-panel.state.ts';
import type { MonthFacts } from './closing-months.ts';
import type { PromiseTerms } from './promise.events.ts';
import { monthHistory, type MonthHistory } from './promise-month.ts';
import { eventsOf, newestTerms, type PromiseState } from './promise.state.ts';
import type { RedactionFacts } from '../redaction/redaction.ts';

/** What a promise is made of. */
export type TermsFacts = Readonly<{ ward: WardState; team: TeamState; policy: PolicyState }>;

/** Each who took part. */
type MembersById = Readonly<Record<`member:${string}`, MemberState>>;

export type PromiseFacts = OwnPromiseFacts & RedactionFacts;

export interface OwnPromiseFacts {
  readonly ProposePromise: TermsFacts;
  readonly AmendPromise: TermsFacts;
  readonly AgreePromiseByTeam: { readonly team: TeamState; readonly ward: WardState };
  readonly AgreePromiseByCommunity: { readonly panel: WardPanelState; readonly ward: WardState };
  readonly RecordFulfilment: MonthFacts & MembersById;
  readonly NotPossible: MonthFacts;
  readonly CorrectFulfilment: { readonly history: MonthHistory | undefined };
  readonly ExplainBreach: { readonly explanations: readonly SealedText[] };
  readonly ClosePeriod: MonthFacts;
  readonly ReviewPeriod: MonthFacts;
  readonly ReviewPromise: { readonly ward: WardState };
  readonly WithdrawPromise: { readonly panel: WardPanelState };
}

export const termsFacts = ({
  terms,
  owner,
  occurredAt,
}: PolicingCommand & { readonly terms: PromiseTerms }) => ({
  ward: guarded(stateOf(wardHistory, terms.ward)),
  team: stateOf(teamHistory, terms.team),
  policy: establishmentOf(owner, occurredAt),
});

export const wardOf = (state: PromiseState) => stateOf(wardHistory, newestTerms(state)?.ward);

export const panelOf = (state: PromiseState) => stateOf(wardPanelHistory, newestTerms(state)?.ward);

/** What months rest on; of those that are closed, what was done in them. */
export const monthFacts = (
  { owner, occurredAt }: PolicingCommand,
  state: PromiseState,
  ...periods: readonly string[]
) => ({
  ward: wardOf(state),
  policy: establishmentOf(owner, monthStart(periods.at(-1) ?? londonMonth(occurredAt))),
  history: ownEvents(monthHistory, eventsOf(state, ...periods)),
});

type MembersAsked = Readonly<Record<`member:${string}`, Fact<MemberState>>>;

export const membersById = (members: readonly string[]): MembersAsked =>
  keyedFrom(members.map((id) => [`member:${id}`, stateOf(memberHistory, id)])) as MembersAsked;
