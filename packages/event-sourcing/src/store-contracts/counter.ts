import * as z from 'zod';
import { stateOf, type Command, type Decider, type Fold } from '../decider.ts';
import { event, type EventOf } from '../event.ts';
import { onRecord, refuse, warn } from '../refusal.ts';

const counted = event('Counted', { by: z.int() });
const countRefused = event(
  'CountRefused',
  { rule: z.string().regex(/^R-[A-Za-z0-9-]{0,40}$/) },
  { refusal: ({ rule }: { rule: string }) => refuse(rule, 'The counter is full.') },
);

const counterEvents = [counted, countRefused] as const;
export type CounterEvent = EventOf<(typeof counterEvents)[number]>;

/** Counting, by itself, in several events at once, or as another counter stands. */
export type CounterCommand =
  | (Command & { readonly type: 'Count'; readonly amount: number })
  | (Command & { readonly type: 'CountTogether'; readonly amount: number; readonly times: number })
  | (Command & { readonly type: 'CountLike'; readonly other: string });

export interface CounterFacts {
  readonly CountLike: { readonly other: number };
}

const FULL = 1_000_000;

const counterFold: Fold<CounterEvent, number> = {
  name: 'counter',
  initial: 0,
  events: counterEvents,
  evolve: {
    Counted: (sum, { by }) => sum + by,
    CountRefused: (sum) => sum,
  },
};

/** The smallest decider that uses everything: what the contracts and the engine's own tests run. */
export const counter: Decider<CounterCommand, CounterEvent, number, CounterFacts> = {
  ...counterFold,
  facts: { CountLike: ({ other }) => ({ other: stateOf(counterFold, other) }) },
  decide: {
    Count: ({ amount }, sum) => {
      if (amount === 0) return [];
      if (amount < 0) return refuse('R-COUNT-1', 'A counter only rises.', 'amount');
      if (sum + amount > FULL)
        return onRecord(refuse('R-COUNT-2', 'The counter is full.'), countRefused({ rule: 'R-COUNT-2' }));
      const events = [counted({ by: amount })];
      return amount > 100 ? warn(events, { rule: 'R-COUNT-3', reason: 'That is a large step.' }) : events;
    },
    CountTogether: ({ amount, times }) => Array.from({ length: times }, () => counted({ by: amount })),
    CountLike: (_, __, { other }) => [counted({ by: other })],
  },
};
