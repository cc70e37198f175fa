import { globalId, type NodeKind } from '../../global-id.ts';

/** The global ids of what earlier steps made, by the name that they gave it. */
type Made = (name: string) => string;

/** One mutation, sent over HTTP after those before it. */
export interface Step {
  /** Role, id, and agency where it is not the force. */
  readonly who: string;
  readonly mutation: string;
  readonly input: (made: Made) => object;
  /** A name for the id in the receipt. */
  readonly as?: string;
  /** The rule that refuses it, and the client's field that is meant; none: it is accepted. */
  readonly refused?: readonly [rule: string, ...path: string[]];
}

type Input = object | ((made: Made) => object);

const inputOf = (input: Input): Step['input'] =>
  typeof input === 'function' ? (input as Step['input']) : () => input;

/** A mutation that is accepted. */
export const accepted = (who: string, mutation: string, input: Input, as?: string): Step => ({
  who,
  mutation,
  input: inputOf(input),
  ...(as !== undefined && { as }),
});

/** A mutation that a rule refuses. */
export const refused = (
  who: string,
  mutation: string,
  input: Input,
  ...rule: NonNullable<Step['refused']>
): Step => ({ who, mutation, input: inputOf(input), refused: rule });

/** A record of the demonstration. */
export const the = (kind: NodeKind, key: string): string => globalId(kind, key);

export const ADMIN = 'ADMIN admin-1';
export const INSPECTOR = 'INSPECTOR inspector-inpt';
export const SERGEANT = 'SUPERVISOR sergeant-1';
export const RECORDS = 'RECORDS records-1';
export const CPA = 'SPECIALIST cpa-1';
export const COUNCIL = 'PARTNER council-1 demonstration-council';
