// The same tests under `node --test` and under Vitest, in plain JavaScript, on the package as it is built. Jest runs
// both (src/testing/any-runner.test.ts): the kit is a stranger's who has chosen a runner already.
import assert from 'node:assert/strict';
import { event, refuse, stateOf, z } from '@wardbook/event-sourcing';
import { at, fact, scenario } from '@wardbook/event-sourcing/testing';

const { test } = process.env.VITEST ? await import('vitest') : await import('node:test');

const lit = event('LampLit', { watts: z.int() });
const lamp = {
  name: 'lamp',
  initial: 0,
  events: [lit],
  facts: { LightLike: ({ other }) => ({ other: stateOf(lamp, other) }) },
  decide: {
    Light: ({ watts }, state) => (watts <= 0 ? dark : state === watts ? [] : [lit({ watts })]),
    LightLike: (_, __, { other }) => [lit({ watts: other })],
  },
  evolve: { LampLit: (_, { watts }) => watts },
};
const dark = refuse('R-LAMP-1', 'A lamp gives light.', 'watts');
const by = { id: 'member-1', role: 'OFFICER', agency: 'police' };
const occurredAt = '2026-03-01T11:00:00.000Z';
const light = (watts) => ({ type: 'Light', watts, occurredAt, by });
const like = (other) => ({ type: 'LightLike', other, occurredAt, by });

const given = scenario(lamp, 'high-street-1');

test('a scenario passes', () => {
  given()
    .when(light(40))
    .emits(lit({ watts: 40 }));
  given(at(occurredAt, lit({ watts: 40 })))
    .when(light(40))
    .emitsNothing();
  given().when(light(0)).isRefusedBy('R-LAMP-1', 'watts');
  given()
    .knowing(fact(lamp, 'two', lit({ watts: 60 })))
    .when(like('two'))
    .emits(lit({ watts: 60 }));
});

test('a scenario fails as an assertion of the platform does', () => {
  const failures = [
    () =>
      given()
        .when(light(40))
        .emits(lit({ watts: 60 })),
    () => given().when(light(40)).isRefusedBy('R-LAMP-1'),
    () => given().when(light(0)).isRefusedBy('R-LAMP-1', 'id'),
    () => given(undefined),
    () => given().when(like('two')),
  ];
  for (const failing of failures) assert.throws(failing, { code: 'ERR_ASSERTION' });
});
