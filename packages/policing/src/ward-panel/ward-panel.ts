import {
  alreadySo,
  stateOf,
  guarded,
  refuse,
  toldAt,
  valueIn,
  type Decider,
} from '@wardbook/event-sourcing/pure';
import { alreadyBegun, notBegun, onlyFor, type By, type PolicingCommand } from '../by.ts';
import { judgedAgain, wasEndedAt } from '../later.ts';
import { notBeforeTheMeeting, withdrawnBefore } from '../promise/promise.rules.ts';
import { promiseHistory, termsAt, type PromiseState } from '../promise/promise.state.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import {
  chairOf,
  isOfItsPanel,
  isSitting,
  quorumAt,
  wardPanelHistory,
  type WardPanelState,
} from './ward-panel.state.ts';
import {
  panelAgreedPromise,
  panelChairElected,
  panelMeetingHeld,
  panelQuorumSet,
  wardPanelDissolved,
  wardPanelEstablished,
  type WardPanelEvent,
} from './ward-panel.events.ts';
import { withCommands } from '../mixing.ts';
import { redacting, type RedactionCommand, type RedactionFacts } from '../redaction/redaction.ts';

export type WardPanelCommand = OwnWardPanelCommand | RedactionCommand;

type OwnWardPanelCommand = PolicingCommand &
  (
    | {
        readonly type: 'EstablishWardPanel';
        readonly quorum: number;
        readonly chair: string;
      }
    | { readonly type: 'SetPanelQuorum'; readonly quorum: number }
    | {
        readonly type: 'RecordPanelMeeting';
        readonly meeting: string;
        readonly votersPresent: number;
        readonly minutes: string;
      }
    | { readonly type: 'ElectPanelChair'; readonly chair: string; readonly meeting: string }
    | {
        readonly type: 'AgreePromiseAtPanel';
        readonly meeting: string;
        readonly promise: string;
      }
    | { readonly type: 'DissolveWardPanel'; readonly reason: string }
  );

type WardFact = Readonly<{ ward: WardState }>;

export type WardPanelFacts = OwnWardPanelFacts & RedactionFacts;

interface OwnWardPanelFacts {
  readonly EstablishWardPanel: WardFact;
  readonly SetPanelQuorum: WardFact;
  readonly RecordPanelMeeting: WardFact;
  readonly ElectPanelChair: WardFact;
  readonly AgreePromiseAtPanel: WardFact & { readonly promise: PromiseState };
  readonly DissolveWardPanel: WardFact;
}

const ownWardPanel: Decider<OwnWardPanelCommand, WardPanelEvent, WardPanelState, OwnWardPanelFacts> = {
  ...wardPanelHistory,
  // The community speaks at its own panel (8.7): who its chair is, each command asks.
  others: {
    RecordPanelMeeting: isOfItsPanel,
    ElectPanelChair: isOfItsPanel,
    AgreePromiseAtPanel: isOfItsPanel,
  },
  cameOf: {
    WardPanelEstablished: 'EstablishWardPanel',
    PanelQuorumSet: 'SetPanelQuorum',
    PanelMeetingHeld: 'RecordPanelMeeting',
    PanelChairElected: 'ElectPanelChair',
    PanelAgreedPromise: 'AgreePromiseAtPanel',
    WardPanelDissolved: 'DissolveWardPanel',
  },
  stands: judgedAgain<WardPanelEvent, WardPanelState>({
    WardPanelEstablished: [(_, state, at) => secondPanel(state, at), 'the ward got its panel'],
    PanelQuorumSet: [(_, state, at) => notSitting(state, at), 'the panel got another quorum'],
    PanelChairElected: [(_, state, at) => notSitting(state, at), 'the panel elected its chair'],
    PanelMeetingHeld: [
      // Whether a meeting was quorate follows from the quorum of its day.
      ({ votersPresent, quorate }, state, at) =>
        notSitting(state, at) ?? votersPresent >= quorumAt(state, at) !== quorate,
      'a meeting was held that was judged by the quorum of that day',
    ],
    PanelAgreedPromise: [(_, state, at) => notSitting(state, at), 'the panel agreed to a promise'],
  }),
  facts: {
    EstablishWardPanel: ({ id }) => ({ ward: guarded(stateOf(wardHistory, id)) }),
    SetPanelQuorum: ({ id }) => wardOf(id),
    RecordPanelMeeting: ({ id }) => wardOf(id),
    ElectPanelChair: ({ id }) => wardOf(id),
    AgreePromiseAtPanel: ({ id, promise }) => ({ ...wardOf(id), promise: stateOf(promiseHistory, promise) }),
    DissolveWardPanel: ({ id }) => wardOf(id),
  },
  decide: {
    EstablishWardPanel: ({ occurredAt: at, by, quorum, chair }, state, facts) =>
      onlyFor(by, 'ADMIN') ??
      notLive(facts.ward, at, 'id') ??
      alreadySo(toldAt(state.quorum, at) === quorum && toldAt(state.chair, at) === chair) ??
      secondPanel(state, at) ?? [wardPanelEstablished({ quorum, chair })],

    SetPanelQuorum: ({ occurredAt: at, by, quorum }, state, { ward }) =>
      onlyFor(by, 'ADMIN') ??
      notMeeting(state, ward, at) ??
      alreadySo(toldAt(state.quorum, at) === quorum) ?? [panelQuorumSet({ quorum })],

    RecordPanelMeeting: ({ occurredAt: at, by, meeting, votersPresent, minutes }, state, { ward }) =>
      onlyFor(by, 'PANEL') ??
      notMeeting(state, ward, at) ??
      notTheChair(state, by, at) ??
      alreadyBegun(valueIn(state.meetings, meeting)?.heldAt, 'meeting', 'meeting') ?? [
        panelMeetingHeld({ meeting, votersPresent, quorate: votersPresent >= quorumAt(state, at), minutes }),
      ],

    ElectPanelChair: ({ occurredAt: at, by, chair, meeting }, state, { ward }) =>
      onlyFor(by, 'PANEL', 'ADMIN') ??
      notMeeting(state, ward, at) ??
      (by.role === 'ADMIN' ? undefined : notTheChair(state, by, at)) ??
      notQuorate(state, meeting) ??
      heldLater(state, meeting, at) ??
      alreadySo(toldAt(state.chair, at) === chair) ?? [panelChairElected({ chair, meeting })],

    AgreePromiseAtPanel: ({ occurredAt: at, by, id, meeting, promise }, state, facts) =>
      onlyFor(by, 'PANEL') ??
      notMeeting(state, facts.ward, at) ??
      notTheChair(state, by, at) ??
      alreadySo(valueIn(state.agreements, promise) === meeting) ??
      notQuorate(state, meeting) ??
      heldLater(state, meeting, at) ??
      notForThisWard(facts.promise, id, at) ??
      withdrawnBefore(facts.promise, at, 'promise') ??
      notBeforeTheMeeting(facts.promise, state, meeting) ??
      agreedElsewhere(facts.promise, state, promise) ?? [panelAgreedPromise({ meeting, promise })],

    DissolveWardPanel: ({ occurredAt: at, by, reason }, state, { ward }) =>
      onlyFor(by, 'ADMIN') ??
      alreadySo(wasEndedAt(state.quorum, at)) ??
      notMeeting(state, ward, at) ?? [wardPanelDissolved({ reason })],
  },
};

/** The community of a ward at one table: one panel for every Safer Neighbourhood (S1:30). */
export const wardPanel: Decider<WardPanelCommand, WardPanelEvent, WardPanelState, WardPanelFacts> =
  withCommands(ownWardPanel, redacting(wardPanelHistory), ({ redactions }) => redactions);

const wardOf = (id: string) => ({ ward: stateOf(wardHistory, id) });

/** R-LIFE-1 and R-WARD-5: there is such a panel, and it meets for as long as there is a ward. */
const notMeeting = (state: WardPanelState, ward: WardState, at: string) =>
  notSitting(state, at) ?? notLive(ward, at, 'id');

/** R-LIFE-1: a panel that was dissolved meets no more, until the ward gets another. */
const notSitting = (state: WardPanelState, at: string) =>
  notBegun(isSitting(state, at) ? at : undefined, at, 'panel', 'id');

/** R-LIFE-2: a ward has one panel at a time. */
const secondPanel = (state: WardPanelState, at: string) =>
  isSitting(state, at)
    ? refuse(
        'R-LIFE-2',
        'This ward had its panel by then. Change the quorum or the chair, or dissolve the panel first.',
        'id',
      )
    : undefined;

/** R-AUTH-2: the chair of this panel speaks for it, nobody of another panel. */
const notTheChair = (state: WardPanelState, { id }: By, at: string) =>
  chairOf(state, at) === id ? undefined : refuse('R-AUTH-2', 'Only the chair of this panel can do this.');

/** R-PROM-1: only a quorate meeting agrees for the community (S1:17, S4:5). */
const notQuorate = (state: WardPanelState, meeting: string) =>
  valueIn(state.meetings, meeting)?.quorate
    ? undefined
    : refuse(
        'R-PROM-1',
        'No such meeting was held with enough voters present. Check the meeting.',
        'meeting',
      );

const heldLater = (state: WardPanelState, meeting: string, at: string) =>
  (valueIn(state.meetings, meeting)?.heldAt ?? at) > at
    ? refuse('R-PROM-1', 'This meeting was held after that time. Check the meeting and the time.', 'meeting')
    : undefined;

/** R-PROM-1: a panel agrees to what was promised to its own ward. */
const notForThisWard = (promise: PromiseState, ward: string, at: string) =>
  termsAt(promise, at)?.ward === ward
    ? undefined
    : refuse(
        'R-PROM-1',
        'No such promise had been proposed to this ward by then. Check the promise.',
        'promise',
      );

/** R-LIFE-2: a promise is agreed to once, unless it was changed after that. */
const agreedElsewhere = (promise: PromiseState, state: WardPanelState, id: string) => {
  const meeting = valueIn(state.agreements, id);
  return meeting === undefined || notBeforeTheMeeting(promise, state, meeting)
    ? undefined
    : alreadyBegun(valueIn(state.meetings, meeting)?.heldAt, 'agreement', 'promise');
};
