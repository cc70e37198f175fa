import { expect, test } from '@jest/globals';
import { z } from 'zod';
import type { App } from './app.ts';
import type { Command, Decider, EventIn, Fold } from './decider.ts';
import { evolve } from './deciding.ts';
import { event, object, personal, type EventOf } from './event.ts';
import { referenceText, type PersonalReference, type TextOrReference } from './personal-reference.ts';
import { defineProcess, send } from './process.ts';
import { personalReference } from './testing/personal-reference.ts';
import { scenario } from './testing/scenario.ts';
import { defineView } from './view.ts';

const AT = '2026-03-01T11:00:00.000Z';
const by = { id: 'member-1', role: 'OFFICER', agency: 'police' };

const words = personal(z.string().min(1).max(80));
const fields = {
  note: words,
  caller: object({ name: words, phone: words.nullable() }),
  witnesses: z.array(object({ name: words })).optional(),
};
const told = event('FaultTold', fields);
type Told = EventOf<typeof told>;
type TellFault = Command & { readonly type: 'TellFault'; readonly note: TextOrReference };

/** A fault as it was told; its state is where the words are. */
const fault: Decider<TellFault, Told, readonly PersonalReference[]> = {
  name: 'fault',
  initial: [],
  events: [told],
  facts: {},
  subject: () => 'person-1',
  decide: {
    TellFault: ({ note }) => [told({ note, caller: { name: 'Ada Marsh', phone: null } })],
  },
  evolve: {
    FaultTold: (_, { note, caller, witnesses = [] }) => [
      note,
      caller.name,
      ...(caller.phone === null ? [] : [caller.phone]),
      ...witnesses.map(({ name }) => name),
    ],
  },
};
type TextOnly = Command & { readonly type: 'Print'; readonly text: string };
const printer: Decider<TextOnly, Told, null> = {
  name: 'printer',
  initial: null,
  events: [told],
  facts: {},
  decide: { Print: () => [] },
  evolve: { FaultTold: () => null },
};
declare const doors: App<{ readonly fault: typeof fault }>;

const rest = { name: 'faults', version: 1, of: [fault] } as const;

/** Held by the compiler alone: `tsc --build` fails where one of these compiles. None is ever called. */
export const holes = {
  reference: ({ note }: Told, show: (text: string) => string): unknown[] => [
    // @ts-expect-error -- a reference is no text to show
    show(note),
    // @ts-expect-error -- nor text to compare
    note === 'Ada Marsh',
    // @ts-expect-error -- nor has it what text has
    note.length,
    // @ts-expect-error -- and text is no reference
    referenceText('fault-one/0/0'),
  ],
  places: ({ caller, witnesses = [] }: EventIn<typeof fault>, show: (text: string | null) => void): void => {
    // @ts-expect-error -- in a record
    show(caller.name);
    // @ts-expect-error -- where there may be none
    show(caller.phone);
    // @ts-expect-error -- in a list
    witnesses.forEach(({ name }) => show(name));
  },
  readBack: async (show: (text: string) => void): Promise<void> => {
    for (const { event: happened } of await doors.fault('one').events())
      // @ts-expect-error -- as the application reads it back
      show(happened.note);
  },
  states: (): unknown[] => [
    ((evolved: Fold<Told, string>['evolve']) => evolved)({
      // @ts-expect-error -- a state that is text
      FaultTold: (_, { note }) => note,
    }),
    ((evolved: Fold<Told, { readonly names: readonly string[] }>['evolve']) => evolved)({
      // @ts-expect-error -- a list of text in a state
      FaultTold: ({ names }, { caller }) => ({ names: [...names, caller.name] }),
    }),
  ],
  views: (): unknown[] => [
    defineView({
      ...rest,
      initial: { text: '' },
      columns: {},
      // @ts-expect-error -- a row that keeps it as text
      evolve: { FaultTold: (_, { note }) => ({ text: note }) },
    }),
    defineView({
      ...rest,
      initial: { note: null as PersonalReference | null },
      evolve: { FaultTold: (_, { note }) => ({ note }) },
      // @ts-expect-error -- rows are not sorted by it
      columns: { note: ({ note }) => note },
    }),
  ],
  processes: () =>
    defineProcess({
      ...rest,
      initial: {},
      columns: {},
      evolve: { FaultTold: (row) => row },
      // @ts-expect-error -- a command that takes text alone
      react: { FaultTold: (_, { note }) => [send(printer, 'one', { type: 'Print', text: note }, AT)] },
    }),
  upcasts: (show: (text: string) => void): unknown[] => [
    told.becomes(fields, (older) => {
      // @ts-expect-error -- a step does not look at it
      show(older.note);
      return older;
    }),
    // @ts-expect-error -- nor puts text in its place, which nobody would seal
    told.becomes(fields, (older) => ({ ...older, note: 'unknown' })),
  ],
};

test('what an event is made of is text or a reference; what it is folded to is references', () => {
  const note = personalReference('fault-other/3/0');
  const given = scenario(fault);
  for (const passed of ['The lamp flickers.', note])
    given()
      .when({ type: 'TellFault', note: passed, occurredAt: AT, by })
      .emits(told({ note: passed, caller: { name: 'Ada Marsh', phone: null } }));
  const name = personalReference('fault-one/0/0');
  const caller = { name, phone: personalReference('fault-one/0/1') };
  const happened = told({ note, caller, witnesses: [{ name: note }] });
  const moment = { stream: 'fault-one', revision: 0, id: 'event-1', occurredAt: AT, recordedAt: AT };
  const state: readonly PersonalReference[] = evolve(fault, fault.initial, happened, moment);
  expect(state.map(referenceText)).toEqual([
    'fault-other/3/0',
    'fault-one/0/0',
    'fault-one/0/1',
    'fault-other/3/0',
  ]);
});

test('a test that writes text for a reference is told', () => {
  expect(() => personalReference('Ada Marsh')).toThrow('is no reference');
});
