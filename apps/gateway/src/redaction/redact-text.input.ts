import type { AnyDecider } from '@wardbook/event-sourcing';
import {
  takingOutOf,
  type RedactionCommand,
  type RedactionReason,
  type RequestDeclineReason,
} from '@wardbook/policing';
import { RequestDeclineReasonEnum } from '../authority-request.type.ts';
import { CommandInput, type Addressed } from '../command-input.ts';
import { AnyNodeId, as, Choice, Count, LocalKey } from '../fields.ts';
import { Sends } from '../sends.ts';
import { recordOf } from '../record-of.ts';
import { RedactionReasonEnum } from './redact-text.type.ts';

type Unsaid<Type extends RedactionCommand['type']> = Omit<
  Extract<RedactionCommand, { type: Type }>,
  'id' | 'occurredAt' | 'by' | 'owner'
>;

/** To the record of this global id, whatever its kind. */
const toRecord = <Type extends RedactionCommand['type']>(
  record: string,
  command: Unsaid<Type>,
): Addressed<AnyDecider, Type> => {
  const { decider, key: id } = recordOf(record);
  return { decider: takingOutOf(decider), id, command: command, moment: 'occurredAt', named: 'id' };
};

@Sends(
  'Ask that the words of an event which everybody may read are taken out; records staff do so, and whoever recorded them. They stay until another of the records staff grants it.',
)
export class RedactTextInput extends CommandInput {
  @AnyNodeId('The record.', as('recordId')) id!: string;
  @LocalKey('Your name for this request, within the record.', as('requestKey')) request!: string;
  @Count(1, 2_147_483_647, 'Of the record with the event that holds the words.', as('version'))
  revision!: number;
  @Choice(RedactionReasonEnum, 'Why.') reason!: RedactionReason;

  toCommand() {
    const { request, revision: version, reason } = this;
    return toRecord<'RedactText'>(this.id, { type: 'RedactText', request, revision: version - 1, reason });
  }
}

@Sends(
  'Grant that words are taken out; another of the records staff than asked does so. Nobody can read them any more, of any moment, and nothing brings them back.',
)
export class GrantRedactionInput extends CommandInput {
  @AnyNodeId('The record.', as('recordId')) id!: string;
  @LocalKey('The request, as it was named.', as('requestKey')) request!: string;

  toCommand() {
    return toRecord<'GrantRedaction'>(this.id, { type: 'GrantRedaction', request: this.request });
  }
}

@Sends('Decline that words are taken out; another of the records staff than asked does so.')
export class DeclineRedactionInput extends CommandInput {
  @AnyNodeId('The record.', as('recordId')) id!: string;
  @LocalKey('The request, as it was named.', as('requestKey')) request!: string;
  @Choice(RequestDeclineReasonEnum, 'Why it is declined.') reason!: RequestDeclineReason;

  toCommand() {
    const { request, reason } = this;
    return toRecord<'DeclineRedaction'>(this.id, { type: 'DeclineRedaction', request, reason });
  }
}
