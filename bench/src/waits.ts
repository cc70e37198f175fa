import { FREEZE, measureFreeze } from './gateway-freeze.ts';
import { measureNeighbour, NEIGHBOUR } from './gateway-neighbour.ts';

/** Figures in milliseconds, each measured in a way of its own. */
const WAITS = { [FREEZE]: measureFreeze, [NEIGHBOUR]: measureNeighbour };
type Wait = keyof typeof WAITS;

/** Those that a name stands for: one, or all of the gateway. */
export const waitsNamed = (name: string): readonly Wait[] =>
  ([FREEZE, NEIGHBOUR] as const).filter((figure) => name === figure || name === 'gateway');

export const measureWait = (wait: Wait, rounds: number) => WAITS[wait](rounds);
