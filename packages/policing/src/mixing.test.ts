import { describe, expect, test } from '@jest/globals';
import {
  onRecord,
  refuse,
  type CommandOf,
  type Decider,
  type EventIn,
  type EventOf,
  type Fold,
  type StateOf,
} from '@wardbook/event-sourcing';
import { at, fact, scenario } from '@wardbook/event-sourcing/testing';
import type { PolicingCommand } from './by.ts';
import { event } from './event.ts';
import { OFFICER, SYSTEM } from './kilburn.test.data.ts';
import { judgedAgain } from './later.ts';
import { withCommands, withPart, type Extension, type Part } from './mixing.ts';

// A gate that opens and is locked up; sealing it for good is what several kinds of records have.
const gateOpened = event('GateOpened', {});
const gateRefused = event('GateRefused', {}, { refusal: () => refuse('GATE-2', 'It is never forced.') });
const gateSealed = event('GateSealed', {});
const gateChecked = event('GateChecked', {});

type GateEvent = EventOf<typeof gateOpened | typeof gateRefused>;
type SealEvent = EventOf<typeof gateSealed | typeof gateChecked>;
type GateCommand = PolicingCommand & { readonly type: 'OpenGate' | 'ForceGate' };
type SealCommand = PolicingCommand & { readonly type: 'SealGate' | 'CheckGate' };

const ownHistory: Fold<GateEvent, { readonly opened: number }> = {
  name: 'gate',
  initial: { opened: 0 },
  events: [gateOpened, gateRefused],
  // The state begins anew: what is mixed in stays all the same.
  evolve: { GateOpened: ({ opened }) => ({ opened: opened + 1 }), GateRefused: (state) => state },
};
const seals: Part<'seals', SealEvent, { readonly sealed: boolean; readonly checked: number }> = {
  field: 'seals',
  initial: { sealed: false, checked: 0 },
  events: [gateSealed, gateChecked],
  evolve: {
    GateSealed: (own) => ({ ...own, sealed: true }),
    GateChecked: (own) => ({ ...own, checked: own.checked + 1 }),
  },
};
const gateHistory = withPart(ownHistory, seals);

const ownGate: Decider<GateCommand, GateEvent, StateOf<typeof gateHistory>> = {
  ...gateHistory,
  facts: {},
  decide: {
    OpenGate: (_, { opened }) => (opened > 1 ? refuse('GATE-1', 'It opens twice.') : [gateOpened({})]),
    ForceGate: () => onRecord(refuse('GATE-2', 'It is never forced.'), gateRefused({})),
  },
};

const [EARLY, NOON, LATE] = [
  '2013-03-01T09:00:00.000Z',
  '2013-03-01T12:00:00.000Z',
  '2013-03-01T18:00:00.000Z',
] as const;

interface Seen {
  readonly sealed: boolean;
  readonly openings: number;
}

const sealing: Extension<SealCommand, SealEvent, Seen> = {
  part: seals,
  facts: {},
  over: ({ sealed }) =>
    sealed ? { since: NOON, refusal: refuse('GATE-3', 'It is sealed.', 'id') } : undefined,
  decide: {
    SealGate: (_, { openings }) =>
      openings > 0 ? [gateSealed({})] : refuse('GATE-4', 'It was never opened.', 'id'),
    CheckGate: () => [gateChecked({})],
  },
  stands: judgedAgain<SealEvent, Seen>({ GateChecked: [(_, { sealed }) => sealed, 'it was checked'] }),
};

const gate = withCommands(ownGate, sealing, ({ opened, seals: { sealed } }) => ({
  sealed,
  openings: opened,
}));
const given = scenario(gate, 'west');
const asked = <const Type extends string>(type: Type, occurredAt: string = NOON) => ({
  type,
  occurredAt,
  by: OFFICER,
});

test('types: what is mixed in is known by commands, events and state', () => {
  const command: CommandOf<typeof gate>['type'][] = ['OpenGate', 'ForceGate', 'SealGate', 'CheckGate'];
  const types: EventIn<typeof gate>['type'][] = ['GateOpened', 'GateRefused', 'GateSealed', 'GateChecked'];
  const state: StateOf<typeof gate> = { opened: 0, seals: { sealed: false, checked: 0 } };
  expect(Object.keys(gate.decide)).toEqual(command);
  expect(gate.events.map(({ type }) => type)).toEqual(types);
  expect(gate.initial).toEqual(state);
  expect(Object.keys(gate.evolve)).toEqual(types);
});

describe('what is mixed in', () => {
  test('has a field of the state for itself, which the steps of the record leave alone', () => {
    const events = [gateOpened({}), gateChecked({}), gateOpened({}), gateRefused({}), gateSealed({})];
    expect(fact(gate, 'west', at<EventIn<typeof gate>>(EARLY, ...events)).state).toEqual({
      opened: 2,
      seals: { sealed: true, checked: 1 },
    });
  });
  test('sees of the record what that answers it', () => {
    given(gateOpened({})).when(asked('SealGate')).emits(gateSealed({}));
    given().when(asked('SealGate')).isRefusedBy('GATE-4', 'id');
  });
  test('R-TIME-2: says what rests on what', () => {
    given(at<EventIn<typeof gate>>(EARLY, gateOpened({})), at<EventIn<typeof gate>>(LATE, gateChecked({})))
      .when(asked('SealGate'))
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
});

describe('a record that is over', () => {
  const sealed = [gateOpened({}), gateSealed({})];
  test('takes nothing of its own any more, whenever it happened', () => {
    given(at<EventIn<typeof gate>>(NOON, ...sealed))
      .when(asked('OpenGate', LATE))
      .isRefusedBy('GATE-3', 'id');
    given(at<EventIn<typeof gate>>(NOON, ...sealed))
      .when(asked('OpenGate', EARLY))
      .isRefusedBy('GATE-3', 'id');
  });
  test('nor what only a refusal would put on record', () => {
    given(...sealed)
      .when(asked('ForceGate'))
      .isRefusedBy('GATE-3', 'id');
    given(gateOpened({})).when(asked('ForceGate')).isRefusedBy('GATE-2');
  });
  test('refuses for its own reason what it would have refused anyway', () => {
    given(gateOpened({}), ...sealed)
      .when(asked('OpenGate'))
      .isRefusedBy('GATE-1');
  });
  test('takes nothing later of what a process works out, and says so to nobody', () => {
    const found = { ...asked('OpenGate', LATE), by: SYSTEM };
    given(at<EventIn<typeof gate>>(NOON, ...sealed))
      .when(found)
      .emitsNothing();
    given(at<EventIn<typeof gate>>(NOON, ...sealed))
      .when({ ...found, occurredAt: EARLY })
      .emits(gateOpened({}));
    given(...sealed)
      .when({ ...asked('ForceGate'), by: SYSTEM })
      .isRefusedBy('GATE-3', 'id');
  });
  test('R-TIME-2: is not over before what is on record of it', () => {
    given(at(EARLY, gateOpened({})), at(LATE, gateOpened({})))
      .when(asked('SealGate'))
      .isRefusedBy('R-TIME-2', 'occurredAt');
    given(at(EARLY, gateOpened({})), at(NOON, gateOpened({})))
      .when(asked('SealGate', LATE))
      .emits(gateSealed({}));
  });
});

test('nothing that ends no record is judged again', () => {
  const { over: _over, stands: _stands, ...open } = sealing;
  expect(withCommands(ownGate, open, () => ({ sealed: false, openings: 0 })).stands).toEqual({});
});
