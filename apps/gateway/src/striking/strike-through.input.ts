import { policing, type StrikeReason } from '@wardbook/policing';
import type { AnyDecider } from '@wardbook/event-sourcing';
import { CommandInput, type Addressed } from '../command-input.ts';
import { AnyNodeId, as, Choice, Count } from '../fields.ts';
import { nodeIdOf, nodeKindOf, type NodeKind } from '../global-id.ts';
import { Sends } from '../sends.ts';
import { StrikeReasonEnum } from './strike-through.type.ts';

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

@Sends(
  'Strike through what was recorded in error: all that one command put into a record. It stays legible, and counts no more. Whoever recorded it does so, a supervisor, an inspector or records staff; of what another agency recorded, that agency.',
)
export class StrikeThroughInput extends CommandInput {
  @AnyNodeId('The record.', as('recordId')) id!: string;
  @Count(
    1,
    2_147_483_647,
    'Of the record with what is struck: the version of any event of that command.',
    as('version'),
  )
  revision!: number;
  @Choice(StrikeReasonEnum, 'Why.') reason!: StrikeReason;

  toCommand(): Addressed<AnyDecider, 'StrikeThrough'> {
    const { decider, key: id } = recordOf(this.id);
    const command = { type: 'StrikeThrough', revision: this.revision - 1, reason: this.reason } as const;
    return { decider, id, command, moment: 'occurredAt', named: 'id' };
  }
}
