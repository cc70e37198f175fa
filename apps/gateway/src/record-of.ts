import type { AnyDecider } from '@wardbook/event-sourcing';
import { policing } from '@wardbook/policing';
import { nodeIdOf, nodeKindOf, type NodeKind } from './global-id.ts';

const DECIDERS: ReadonlyMap<NodeKind, AnyDecider> = new Map(
  Object.entries<AnyDecider>(policing.kinds).map(([name, decider]) => [nodeKindOf(name), decider]),
);

/** The decider of a record and its own id, by the global id that every record has. */
export const recordOf = (id: string): { readonly decider: AnyDecider; readonly key: string } => {
  const { kind, key } = nodeIdOf(id);
  const decider = DECIDERS.get(kind);
  if (!decider) throw new TypeError(`No decider has records of the kind ${kind}.`);
  return { decider, key };
};
