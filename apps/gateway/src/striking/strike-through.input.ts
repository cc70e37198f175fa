import type { AnyDecider } from '@wardbook/event-sourcing';
import type { StrikeReason } from '@wardbook/policing';
import { CommandInput, type Addressed } from '../command-input.ts';
import { AnyNodeId, as, Choice, Count } from '../fields.ts';
import { recordOf } from '../record-of.ts';
import { Sends } from '../sends.ts';
import { StrikeReasonEnum } from './strike-through.type.ts';

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
