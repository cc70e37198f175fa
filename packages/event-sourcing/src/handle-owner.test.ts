import { describe, expect, test } from '@jest/globals';
import { AT, desk } from './handle.test.data.ts';
import {
  ofAgency,
  ofAnyAgency,
  ofSender,
  stateOf,
  through,
  type Command,
  type Decider,
  type Fold,
} from './decider.ts';
import { headerOf } from './envelope.ts';
import { IdempotencyKeyReused } from './errors.ts';
import { event, type EventOf } from './event.ts';
import { happened } from './dated.ts';
import { alreadySo, onRecord, refuse } from './refusal.ts';
import { handler } from './handle.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { ownerOf, ownerReader } from './owner.ts';
import type { Handled, Sender } from './sender.ts';

// A garden and its beds: whoever began it owns it; neighbours may water; a visitor's word is put on record.
const dug = event('Dug', {});
const watered = event('Watered', {});
const trampled = event('Trampled', {}, { refusal: () => refuse('BED-2', 'Keep off.') });
type BedEvent = EventOf<typeof dug> | EventOf<typeof watered> | EventOf<typeof trampled>;
type BedCommand = Command & { readonly type: 'Dig' | 'Water' | 'Step' | 'Plant' | 'Ask' | 'Share' };
interface BedState {
  readonly dug: boolean;
  readonly times: number;
}
interface BedFacts {
  readonly Plant: { readonly other: BedState };
  readonly Ask: { readonly own: BedState; readonly any: BedState; readonly norths: BedState };
  readonly Share: { readonly second: BedState };
}
const bedHistory: Fold<BedEvent, BedState> = {
  name: 'bed',
  initial: { dug: false, times: 0 },
  events: [dug, watered, trampled],
  evolve: {
    Dug: (state) => ({ ...state, dug: true }),
    Watered: (state) => ({ ...state, times: state.times + 1 }),
    Trampled: (state) => state,
  },
};
const notDug = ({ dug: is }: BedState) => (is ? undefined : refuse('BED-1', 'There is no such bed.', 'id'));
let told: unknown[] = [];
const bed: Decider<BedCommand, BedEvent, BedState, BedFacts> = {
  ...bedHistory,
  others: { Water: (_, state) => state.dug },
  facts: {
    Plant: () => ({ other: stateOf(bedHistory, 'other') }),
    Ask: () => ({
      own: ofSender(stateOf(bedHistory, 'other')),
      any: ofAnyAgency(stateOf(bedHistory, 'other')),
      norths: ofAgency('north', stateOf(bedHistory, 'other')),
    }),
    Share: () => ({
      second: through(ofAnyAgency(stateOf(bedHistory, 'other')), ({ times }) =>
        ofAnyAgency(stateOf(bedHistory, times > 0 ? 'third' : undefined)),
      ),
    }),
  },
  decide: {
    Dig: (_, state) => alreadySo(state.dug) ?? [dug({})],
    Water: (_, state) => notDug(state) ?? [watered({})],
    Step: (_, state) => notDug(state) ?? onRecord(refuse('BED-2', 'Keep off.'), trampled({})),
    Plant: (_, __, { other }) => notDug(other) ?? [watered({})],
    Ask: (command, __, facts) => {
      told = [command.owner, facts];
      return [];
    },
    Share: (_, __, { second }) => {
      told = [second];
      return [watered({})];
    },
  },
};

const by = (agency: string, role = 'OFFICER') => ({ id: 'gardener-1', role, agency });
let commands = 0;
const as = (agency: string, more: Partial<Sender> = {}): Sender => ({
  by: by(agency),
  occurredAt: AT,
  clientId: agency,
  commandId: `c-${String((commands += 1))}`,
  correlationId: 'c',
  fingerprint: null,
  ...more,
});
const ground = () => {
  const store = memoryEventStore();
  const handle = handler(store, { now: () => Date.parse(AT) });
  const ask = (id: string, type: BedCommand['type'], sender: Sender): Promise<Handled> =>
    handle(bed, id, { type }, sender);
  return { store, handle, ask };
};

describe('to another agency a record does not exist', () => {
  test('G-01: it is answered as for an id that nobody gave, whole answer for whole answer', async () => {
    const { ask, store } = ground();
    await ask('one', 'Dig', as('north'));
    await ask('one', 'Water', as('north'));
    const head = await store.head();
    const answers = (id: string) => Promise.all([ask(id, 'Step', as('south')), ask(id, 'Ask', as('south'))]);
    const [there, invented] = [await answers('one'), await answers('nowhere')];
    expect(there.map(withoutStream)).toEqual(invented.map(withoutStream));
    expect(await store.head()).toBe(head);
  });

  test('G-01: nor does it say how long it is', async () => {
    const { ask } = ground();
    await ask('one', 'Dig', as('north'));
    const refused = [];
    for (const id of ['one', 'nowhere'])
      refused.push(
        await ask(id, 'Step', as('south', { expectedRevision: 0 })).catch((error: unknown) => error),
      );
    expect(refused.map((error) => (error as { actual?: number }).actual)).toEqual([-1, -1]);
  });

  test('G-04: nor whether a command id of the same client was used for it, unless that would begin it anew', async () => {
    const { ask } = ground();
    const shared = { clientId: 'desk', commandId: 'shared' };
    await ask('one', 'Dig', as('north', shared));
    const south = as('south', shared);
    const step = async (id: string) => withoutStream(await ask(id, 'Step', south));
    expect(await step('one')).toEqual(await step('nowhere'));
    await expect(ask('one', 'Dig', south)).rejects.toBeInstanceOf(IdempotencyKeyReused);
  });

  test('its id is taken, though', async () => {
    const { ask, store } = ground();
    await ask('one', 'Dig', as('north'));
    expect((await ask('one', 'Dig', as('south'))).refusal?.rule).toBe('ID-TAKEN');
    expect(await store.readStream('bed-one')).toHaveLength(1);
  });

  test('G-03: to its own people in a role that is no reader it does not exist either', async () => {
    const { store, handle } = ground();
    const closed = { ...bed, readers: ['OFFICER'] };
    const step = async (id: string, role: string, more: Partial<Sender> = {}) =>
      handle(closed, id, { type: 'Step' }, as('north', { by: by('north', role), ...more })).then(
        withoutStream,
        (error: unknown) => (error as { actual?: number }).actual,
      );
    await handle(closed, 'one', { type: 'Dig' }, as('north'));
    expect((await step('one', 'OFFICER')) as Handled).toMatchObject({ refusal: { rule: 'BED-2' } });
    for (const more of [{}, { expectedRevision: 0 }])
      expect(await step('one', 'CLERK', more)).toEqual(await step('nowhere', 'CLERK', more));
    const strike = { type: 'StrikeThrough', revision: 0, reason: 'OTHER' };
    const struck = await handle(closed, 'one', strike as never, as('north', { by: by('north', 'CLERK') }));
    const none = await handle(closed, 'nowhere', strike as never, as('north', { by: by('north', 'CLERK') }));
    expect(struck).toEqual(none);
    expect(await store.readStream('bed-one')).toHaveLength(2);
  });

  test('what its decider lists for others, others may', async () => {
    const { ask } = ground();
    await ask('one', 'Dig', as('north'));
    expect((await ask('one', 'Water', as('south'))).receipt?.revision).toBe(1);
  });

  test('a process may, and acts for whoever it says', async () => {
    const { ask } = ground();
    await ask('one', 'Dig', as('north'));
    const process = as('south', { by: by('south', 'SYSTEM'), process: { causeRecordedAt: AT } });
    expect((await ask('one', 'Dig', process)).receipt?.eventIds).toEqual([]);
  });

  test('a repeat of what was allowed is answered when it no longer is', async () => {
    const { ask } = ground();
    await ask('one', 'Dig', as('north'));
    const sender = as('south', { commandId: 'water-1' });
    const { receipt } = await ask('one', 'Water', sender);
    const again = await ask('one', 'Water', sender);
    expect(again.receipt).toEqual({ ...receipt, replayed: true });
  });
});

describe('facts of another agency', () => {
  test('look as if they did not exist, and are no basis', async () => {
    const { ask, store } = ground();
    await ask('other', 'Dig', as('south'));
    expect((await ask('one', 'Plant', as('north'))).refusal?.rule).toBe('BED-1');
    expect((await ask('two', 'Plant', as('south'))).receipt?.revision).toBe(0);
    const [planted] = await store.readStream('bed-two');
    expect(headerOf(planted!).basis?.map(({ stream }) => stream)).toEqual(['bed-other']);
  });

  test('may be the sender’s, or anybody’s, where the decider says so', async () => {
    const { ask } = ground();
    await ask('other', 'Dig', as('north'));
    await ask('other', 'Ask', as('north'));
    const there = { dug: true, times: 0 };
    expect(told).toEqual(['north', { own: there, any: there, norths: there }]);
    await ask('one', 'Ask', as('south'));
    expect(told).toEqual(['south', { own: bed.initial, any: there, norths: there }]);
  });

  test('of an agency that is named it is there only where it is that agency’s', async () => {
    const { ask } = ground();
    await ask('other', 'Dig', as('south'));
    await ask('other', 'Ask', as('south'));
    expect(told).toMatchObject(['south', { own: { dug: true }, norths: { dug: false } }]);
  });

  test('D-16: that others name are asked in order, and all of them pinned', async () => {
    const { ask, store } = ground();
    await ask('other', 'Dig', as('south'));
    await ask('third', 'Dig', as('east'));
    await ask('one', 'Share', as('north'));
    expect(told).toEqual([bed.initial]);
    await ask('other', 'Water', as('south'));
    await ask('one', 'Share', as('north'));
    expect(told).toEqual([{ dug: true, times: 0 }]);
    const shared = await store.readStream('bed-one');
    expect(shared.map((one) => headerOf(one).basis?.map(({ stream }) => stream))).toEqual([
      ['bed-other'],
      ['bed-other', 'bed-third'],
    ]);
  });
});

describe('whose a record is', () => {
  test('is of whoever began it, for whom it was begun, or as its id says', async () => {
    const { store, ask } = ground();
    await ask('one', 'Dig', as('north'));
    await ask('one', 'Water', as('south'));
    const [first] = await store.readStream('bed-one');
    expect(ownerOf(bed, first!)).toBe('north');
    expect(ownerOf({ ...bed, begunFor: { Dug: () => 'south' } }, first!)).toBe('south');
    expect(ownerOf({ ...bed, ownerOfId: (id) => `of ${id}` }, first!)).toBe('of one');
    expect(await ownerReader(store)(bed, 'bed-nowhere')).toBeUndefined();
  });

  test('is known from its id before it begins', async () => {
    const store = memoryEventStore();
    const handle = handler(store, { now: () => Date.parse(AT) });
    const named = { ...bed, ownerOfId: (id: string) => id };
    expect((await handle(named, 'north', { type: 'Dig' }, as('south'))).refusal?.rule).toBe('ID-TAKEN');
    expect((await handle(named, 'north', { type: 'Dig' }, as('north'))).receipt?.revision).toBe(0);
  });
});

// A street with gates: none is opened while it is shut off, and a shop sells only what it has.
const laid = event('Laid', {});
const shutOff = event('ShutOff', {});
const opened = event('Opened', {});
const counted = event('Counted', {});
const events = [laid, shutOff, opened, counted] as const;
type StreetEvent = EventOf<(typeof events)[number]>;
type StreetCommand = Command & { readonly type: StreetEvent['type'] | 'Reckon' | 'Foresee' };
interface StreetState {
  readonly shutAt?: string;
}
const shut = ({ shutAt }: StreetState, at: string) =>
  shutAt !== undefined && shutAt <= at ? refuse('STREET-1', 'It was shut off.', 'occurredAt') : undefined;
const street: Decider<StreetCommand, StreetEvent, StreetState> = {
  name: 'street',
  initial: {},
  events,
  facts: {},
  decide: {
    Laid: () => [laid({})],
    ShutOff: () => [shutOff({})],
    Opened: ({ occurredAt: at }, state) => shut(state, at) ?? [opened({})],
    Counted: () => [counted({})],
    Reckon: ({ occurredAt: at }) => [counted({}), happened(at.replace('T11', 'T07'), counted({}))],
    Foresee: () => [happened('2026-03-01T23:00:00.000Z', counted({}))],
  },
  evolve: {
    Laid: () => ({}),
    ShutOff: (_, __, { occurredAt }) => ({ shutAt: occurredAt }),
    Opened: (state) => state,
    Counted: (state) => state,
  },
  stands: { Opened: (_, state, { occurredAt }) => shut(state, occurredAt) },
  settled: ['Counted'],
};
const at = (hour: string): string => `2026-03-01T${hour}:00:00.000Z`;

describe('what is recorded late', () => {
  const route = (decider = street) => {
    let reads = 0;
    const store = memoryEventStore();
    const readStream: typeof store.readStream = (stream, range = {}) => {
      if ((range.from ?? 0) === 0 && range.to !== undefined) reads += 1;
      return store.readStream(stream, range);
    };
    const { send } = desk({ ...store, readStream }, { now: () => Date.parse(at('12')) });
    const tell = (type: StreetCommand['type'], hour: string) =>
      send(decider, `${type}-${hour}`, { type } as never, { occurredAt: at(hour) });
    return { tell, store, reads: () => reads };
  };

  test('is refused where something on record for later could not have been', async () => {
    const { tell, store } = route();
    await tell('Laid', '08');
    await tell('Opened', '10');
    expect((await tell('ShutOff', '09')).refusal?.rule).toBe('STREET-1');
    expect(await store.readStream('street-one')).toHaveLength(2);
    expect((await tell('ShutOff', '11')).receipt?.revision).toBe(2);
  });

  test('is refused for what it breaks, not for what was never right', async () => {
    const careless = { ...street, decide: { ...street.decide, Opened: () => [opened({})] } };
    const { tell } = route(careless);
    await tell('ShutOff', '08');
    await tell('Opened', '10');
    expect((await tell('Laid', '07')).receipt?.revision).toBe(2);
    expect((await tell('ShutOff', '09')).receipt?.revision).toBe(3);
  });

  test('has the record read again only where it could break anything', async () => {
    const { tell, reads } = route();
    await tell('Laid', '08');
    await tell('Opened', '10');
    await tell('Counted', '09');
    await tell('Counted', '11');
    expect(reads()).toBe(0);
    await tell('Laid', '09');
    expect(reads()).toBe(1);
  });
});

describe('D-29: a consequence', () => {
  test('has a date of its own, in its header too', async () => {
    const { send, store } = desk(undefined, { now: () => Date.parse(at('12')) });
    await send(street, 'a', { type: 'Reckon' } as never);
    const recorded = await store.readStream('street-one');
    expect(recorded.map(({ occurredAt }) => occurredAt)).toEqual([at('11'), at('07')]);
    expect(recorded.map((one) => headerOf(one).occurredAt)).toEqual([at('11'), at('07')]);
  });

  test('has happened', async () => {
    const { send, store } = desk(undefined, { now: () => Date.parse(at('12')) });
    await expect(send(street, 'a', { type: 'Foresee' } as never)).rejects.toMatchObject({
      code: 'EVENT_INVALID',
    });
    expect(await store.head()).toBe(0n);
  });
});

/** The same but for the stream that was asked about. */
const withoutStream = ({ refusal, receipt }: Handled) => ({
  refusal,
  ...(receipt && { receipt: { ...receipt, stream: '' } }),
});
