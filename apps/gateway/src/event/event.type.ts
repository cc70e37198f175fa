import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../page.ts';
import { Needs } from '../scope.ts';

@ObjectType({ description: 'Who acted. Ids are opaque internal ids, never names.' })
@Needs('HISTORY')
export class EventActor {
  @Field(() => String)
  id!: string;

  @Field(() => String)
  role!: string;

  @Field(() => String)
  agency!: string;
}

@ObjectType({ description: 'A fact that the decision rested on; version 0: that there was no such stream.' })
@Needs('HISTORY')
export class EventBasis {
  @Field(() => String)
  stream!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  hash!: string;
}

@ObjectType('Event', { description: 'One event of a history, as it is stored.' })
@Needs('HISTORY')
export class EventType {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  stream!: string;

  @Field(() => Int, { description: 'How many events the stream had with this one.' })
  version!: number;

  @Field(() => String, { description: 'Where it stands in the whole log; a 64-bit number as text.' })
  position!: string;

  @Field(() => String)
  type!: string;

  @Field(() => Int)
  schemaVersion!: number;

  @Field(() => GraphQLISODateTime, { description: 'When it happened.' })
  occurredAt!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was written down.' })
  recordedAt!: string;

  @Field(() => Float, { description: 'By how many milliseconds it was recorded late; 0 up to a day.' })
  backdatedBy!: number;

  @Field(() => EventActor)
  actor!: EventActor;

  @Field(() => ID)
  commandId!: string;

  @Field(() => ID)
  correlationId!: string;

  @Field(() => ID, { nullable: true })
  causationId!: string | null;

  @Field(() => [EventBasis])
  basis!: readonly EventBasis[];

  @Field(() => String, {
    description: 'The fields of the event: canonical JSON, the exact text that is hashed.',
  })
  data!: string;

  @Field(() => String, { description: 'Canonical JSON of the header, the exact text that is hashed.' })
  header!: string;

  @Field(() => String, { description: 'SHA-256 of a zero byte and the header: the next event links to it.' })
  hash!: string;

  @Field(() => String, {
    description: 'The hash of the event before it in the stream; 64 zeros for the first.',
  })
  previousHash!: string;
}

export const EventConnection = connectionOf('Event', () => EventType);
