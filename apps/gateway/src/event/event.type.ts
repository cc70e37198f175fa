import { ObjectType } from 'type-graphql';
import type { SealedText } from '@wardbook/event-sourcing';
import { as, Count, Group, Instant, Key, Milliseconds, OPTIONAL, Text, Words, usually } from '../fields.ts';
import { countedConnectionOf } from '../page.ts';
import { Needs } from '../scope.ts';
import { IsRow } from '../weights.ts';

@ObjectType({ description: 'Who acted. Ids are opaque internal ids, never names.' })
@Needs('HISTORY')
export class EventActor {
  @Text('Its id.', as('key')) id!: string;
  @Text('The role in which they acted.') role!: string;
  @Text('The agency for which they acted.') agency!: string;
}

const ON_BEHALF_OF = 'Of a system: the person for whom it acted, by an opaque id, where its token said so.';

@ObjectType({ description: 'A fact that the decision rested on; version 0: that there was no such stream.' })
@Needs('HISTORY')
export class EventBasis {
  @Text('The stream that holds it.') stream!: string;
  @Count('How many events the stream had.') version!: number;
  @Text('Its SHA-256.') hash!: string;
}

@ObjectType({ description: 'How an event was struck through: it counts no more.' })
@Needs('HISTORY')
export class EventStrike {
  @Count('How many events the stream had with the one that strikes it.') version!: number;
  @Instant('When that was written down.') recordedAt!: string;
  @Group(() => EventActor, 'Who struck it.') actor!: EventActor;
  @Text('Why, for example WRONG_PLACE; CAUSE_STRUCK where it had come of another event that was.')
  reason!: string;
}

@ObjectType({ description: 'Words of an event that everybody may read.' })
@Needs('HISTORY')
export class EventText {
  @Text('What stands in `data` in their place.') reference!: string;
  @Words('The words; or since when they are taken out, and why.') text!: SealedText;
}

@ObjectType('RecordedEvent', { description: 'One event of a history, as it is stored.' })
@Needs('HISTORY')
@IsRow()
export class EventType {
  @Key('Its id.', as('key')) id!: string;
  @Text('The stream that holds it.') stream!: string;
  @Count('How many events the stream had with this one.') version!: number;
  @Text('Where it stands in the whole log; a 64-bit number as text.') position!: string;
  @Text('What happened, for example PromiseKept.') type!: string;
  @Count('In which version of its fields it was stored.') schemaVersion!: number;
  @Instant('When it happened.') occurredAt!: string;
  @Instant('When it was written down.') recordedAt!: string;
  @Milliseconds('By how many milliseconds it was recorded late; 0 up to a day.') backdatedBy!: number;
  @Group(() => EventActor, 'Who acted; the id of a system is `client.` and its client id.')
  actor!: EventActor;
  @Text(ON_BEHALF_OF, OPTIONAL) onBehalfOf!: string | null;
  @Key('The command that it came of.') commandId!: string;
  @Key('The request that it came of.') correlationId!: string;
  @Key('The event that a process answered with it.', OPTIONAL) causationId!: string | null;
  @Group(() => EventBasis, 'What else the decision rested on.', usually(5)) basis!: readonly EventBasis[];
  @Group(() => EventStrike, 'That it was struck through, as far as this history knows.', OPTIONAL)
  struck!: EventStrike | null;
  @Text('The fields of the event: canonical JSON, the exact text that is hashed.') data!: string;
  @Group(() => EventText, 'Words that everybody may read, which `data` has references to.', usually(5))
  texts!: readonly EventText[];
  @Text('Canonical JSON of the header, the exact text that is hashed.') header!: string;
  @Text('SHA-256 of a zero byte and the header: the next event links to it.') hash!: string;
  @Text('The hash of the event before it in the stream; 64 zeros for the first.') previousHash!: string;
}

export const EventConnection = countedConnectionOf('RecordedEvent', () => EventType);
