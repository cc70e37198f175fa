import * as z from 'zod';
import { happened } from '../../dated.ts';
import { idOf, type Command, type Decider } from '../../decider.ts';
import { event, type EventOf } from '../../event.ts';
import { entriesOf, NONE_KEYED, valueIn, valuesOf, withValue, type Keyed } from '../../keyed.ts';
import { defineProcess, send } from '../../process.ts';
import { since, valueAt, type Timeline } from '../../timeline.ts';
import { ids } from './boxes.ts';

const name = z.string().regex(/^[A-Za-z_]{1,30}$/);

const stood = event('Stood', { post: name });
const left = event('Left', { post: name });
type GuardEvent = EventOf<typeof stood> | EventOf<typeof left>;
type GuardCommand = Command & {
  readonly type: 'Stand' | 'Leave';
  readonly post: string;
  /** When it happened: long before it is told, and in no order. */
  readonly on: string;
};

/** Who stood at a post, and left it again: dated facts, told late. */
export const guard: Decider<GuardCommand, GuardEvent, null> = {
  name: 'guard',
  ids,
  initial: null,
  events: [stood, left],
  evolve: { Stood: () => null, Left: () => null },
  facts: {},
  decide: {
    Stand: ({ post, on }) => [happened(on, stood({ post }))],
    Leave: ({ post, on }) => [happened(on, left({ post }))],
  },
};

const watchChanged = event('WatchChanged', { watched: z.boolean() });
type PostEvent = EventOf<typeof watchChanged>;
type Review = Command & {
  readonly type: 'ReviewWatch';
  /** From when on somebody was there, or nobody. */
  readonly spans: readonly { readonly from: string; readonly value: boolean }[];
};

/** Whether anybody was at a post: what follows from the facts, with dates of its own, as the difference to what is said. */
export const post: Decider<Review, PostEvent, Timeline<boolean>> = {
  name: 'post',
  ids,
  initial: [],
  events: [watchChanged],
  evolve: {
    WatchChanged: (said, { watched }, { occurredAt }) => since(said, occurredAt, watched),
  },
  facts: {},
  decide: {
    ReviewWatch: ({ spans }, said) => {
      const moments = [...new Set([...said, ...spans].map(({ from }) => from))].sort();
      let told = said;
      return moments.flatMap((from) => {
        const watched = valueAt(spans, from) ?? false;
        if ((valueAt(told, from) ?? false) === watched) return [];
        told = since(told, from, watched);
        return [happened(from, watchChanged({ watched }))];
      });
    },
  },
};

interface Guards {
  readonly present: Keyed<Timeline<boolean>>;
}
const NOBODY: Guards = { present: NONE_KEYED };

const seen = ({ present }: Guards, id: string, from: string, is: boolean): Guards => ({
  present: withValue(present, id, since(valueIn(present, id) ?? [], from, is)),
});

/** From when on anybody was there, by all that is known of who was. */
export const spansOf = (present: Keyed<Timeline<boolean>>): Timeline<boolean> =>
  [...new Set(valuesOf(present).flatMap((one) => one.map(({ from }) => from)))]
    .sort()
    .map((from) => ({ from, value: entriesOf(present).some(([, one]) => valueAt(one, from) === true) }));

const poke = ({ present }: Guards, id: string, at: string) => [
  send(post, id, { type: 'ReviewWatch', spans: spansOf(present) }, at),
];

/** Knows who was where, and pokes: it decides nothing. */
export const watch = defineProcess({
  name: 'watch',
  version: 1,
  of: [guard],
  initial: NOBODY,
  keys: { Stood: (one) => one.post, Left: (one) => one.post },
  evolve: {
    Stood: (guards, _, { stream, occurredAt }) => seen(guards, idOf(stream), occurredAt, true),
    Left: (guards, _, { stream, occurredAt }) => seen(guards, idOf(stream), occurredAt, false),
  },
  columns: {},
  react: {
    Stood: (guards, { post: id }, { occurredAt }) => poke(guards, id, occurredAt),
    Left: (guards, { post: id }, { occurredAt }) => poke(guards, id, occurredAt),
  },
});
