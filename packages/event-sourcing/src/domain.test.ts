import { STRIKE_RULES } from './strike-rules.ts';
import { describe, expect, test } from '@jest/globals';
import type { AnyDecider } from './decider.ts';
import { defineDomain, NOT_YET, type Domain } from './domain.ts';
import { defineProcess } from './process.ts';
import { refuse } from './refusal.ts';
import { counter } from './store-contracts/counter.ts';

const process = defineProcess({
  name: 'reminder',
  version: 1,
  of: [counter],
  initial: { sum: 0 },
  evolve: { Counted: (row) => row },
  columns: {},
  react: {},
});

test('a domain has defaults for all but its kinds', () => {
  expect(defineDomain({ counter })).toEqual({
    striking: STRIKE_RULES,
    kinds: { counter },
    processes: [],
    agency: 'system',
    notYet: NOT_YET,
    prefix: '',
  });
  const striking = { ...STRIKE_RULES, isKept: () => true };
  const given = { striking, agency: 'police', notYet: refuse('R-1', 'Later.', 'occurredAt'), prefix: 'met' };
  expect(defineDomain({ counter }, given)).toEqual({ kinds: { counter }, processes: [], ...given });
});

describe('a domain is refused', () => {
  const named = (name: string, more: object = {}): AnyDecider => ({ ...counter, name, ...more });
  const broken: readonly (readonly [string, () => Domain, string])[] = [
    [
      'where a kind is called otherwise than its streams',
      () => defineDomain({ tally: counter }),
      'The kind tally is called counter in its streams; one name is enough.',
    ],
    [
      'where the name of a kind would not be told from its id',
      () => defineDomain({ 'a-b': named('a-b') }),
      'A kind is named in camel case, letters alone, a small one first: a-b',
    ],
    [
      'where a kind takes a name of the mechanism',
      () => defineDomain({ process: named('process') }),
      'The mechanism has streams called process itself.',
    ],
    [
      'where a kind has a step for an event that it does not define',
      () => defineDomain({ counter: named('counter', { events: counter.events.slice(0, 1) }) }),
      'counter has steps for events that it does not define: CountRefused.',
    ],
    [
      'where a kind defines an event twice',
      () => defineDomain({ counter: named('counter', { events: [...counter.events, counter.events[0]] }) }),
      'counter defines an event twice.',
    ],
    [
      'where no reference to a personal value could name its streams',
      () => defineDomain({ lamp2: named('lamp2') }),
      'A kind is named in camel case, letters alone, a small one first: lamp2',
    ],
    [
      'where two processes would keep one place',
      () => defineDomain({ counter }, { processes: [process, { ...process, version: 2 }] }),
      'Two processes are called reminder.',
    ],
    [
      'under a prefix that no reference could name',
      () => defineDomain({ counter }, { prefix: 'met2' }),
      'A prefix is small letters: met2',
    ],
    [
      'under a prefix that no view may be called after',
      () => defineDomain({ counter }, { prefix: 'metPolice' }),
      'A prefix is small letters: metPolice',
    ],
    [
      'under a prefix that would not be told from a name',
      () => defineDomain({ counter }, { prefix: 'Met-' }),
      'A prefix is small letters: Met-',
    ],
  ];
  test.each(broken)('%s', (_, define, why) => {
    expect(define).toThrow(new TypeError(why));
  });
});
