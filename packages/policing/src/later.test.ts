import { describe, expect, test } from '@jest/globals';
import { refuse } from '@wardbook/event-sourcing';
import { judgedAgain } from './later.ts';

type GateOpened = { readonly type: 'GateOpened'; readonly gate: string };
type GateShut = { readonly type: 'GateShut'; readonly gate: string };

const removed = ({ gate }: { readonly gate: string }, gates: readonly string[], at: string) =>
  gates.includes(`${gate} ${at}`) ? refuse('GATE-1', 'There is no such gate.', 'gate') : undefined;
const stands = judgedAgain<GateOpened | GateShut, readonly string[]>({
  GateOpened: [removed, 'the gate was opened', 'Take that back first.'],
  GateShut: [removed, 'the gate was shut'],
});
// Already the next day in London.
const JUNE = { occurredAt: '2013-06-03T23:30:00.000Z' };
const GONE = [`north ${JUNE.occurredAt}`];

describe('what is on record for later stays possible', () => {
  test('R-TIME-2: a rule that a later event rests on is told with its London day, and how to mend it', () => {
    expect(stands.GateOpened?.({ type: 'GateOpened', gate: 'north' }, GONE, JUNE)).toEqual({
      refused: true,
      rule: 'R-TIME-2',
      reason:
        'On 2013-06-04 the gate was opened, and with this it could not have been. Take that back first.',
      path: 'occurredAt',
    });
  });
  test('R-TIME-2: or that there is no way to mend it yet', () => {
    expect(stands.GateShut?.({ type: 'GateShut', gate: 'north' }, GONE, JUNE)?.reason).toContain('no way');
  });
  test('what breaks no rule stands', () => {
    expect(stands.GateOpened?.({ type: 'GateOpened', gate: 'south' }, GONE, JUNE)).toBeUndefined();
  });
});
