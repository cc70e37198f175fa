import fc from 'fast-check';
import { entriesOf, type Keyed } from '@wardbook/event-sourcing';
import type { Lasting } from './kind.test.data.ts';
import { LAWS } from './kinds.test.data.ts';
import { Counts, lawOfAll } from './law.test.data.ts';
import { KINDS, record, streamOfStep, worlds, type KindName } from './world.test.data.ts';

const counts = new Counts();

const lasting = (kind: KindName): readonly (readonly [string, Lasting<string>])[] =>
  entriesOf(LAWS[kind].lasts as Keyed<Lasting<string>>);

/** What begins something, with what ends that. */
const begins = (kind: KindName): readonly (readonly [string, readonly string[]])[] =>
  lasting(kind).flatMap(([type, lasts]) =>
    typeof lasts === 'object' && 'endedBy' in lasts ? [[type, lasts.endedBy] as const] : [],
  );

/** What was seen to end what. */
const seen = new Set<string>();

/** What is not seen to end, and what begins it. */
const endless = (kind: KindName): readonly string[] =>
  begins(kind).flatMap(([type, by]) => (by.some((end) => seen.has(`${end} after ${type}`)) ? [] : [type]));

lawOfAll({
  name: 'endings',
  says: 'whatever has a beginning has an end',
  // More of one kind in each, so that one thing meets what ends it, however many kinds there are.
  worlds: fc.oneof(...KINDS.map((kind) => worlds([kind]))),
  // Few worlds move a ward twice.
  runs: 600,
  enough: () => KINDS.every((kind) => endless(kind).length === 0),
  tried: async (world) => {
    const { effective } = await record(world);
    const before = new Map<string, Set<string>>();
    for (const step of effective) {
      const { type } = step.command;
      counts.add(type);
      const stream = streamOfStep(step);
      const earlier = before.get(stream) ?? new Set();
      for (const one of earlier) seen.add(`${type} after ${one}`);
      before.set(stream, earlier.add(type));
    }
  },
  afterwards: (breach) => {
    for (const kind of KINDS) {
      const ends = begins(kind).flatMap(([, by]) => by);
      for (const type of endless(kind)) breach(kind, `nothing ends what ${type} begins`);
      for (const [type, lasts] of lasting(kind))
        if (lasts === 'ENDS' && !ends.includes(type)) breach(kind, `${type} ends nothing that begins`);
    }
  },
  counts,
});
