import { Field, GraphQLISODateTime, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../enum-of.ts';
import { Needs } from '../scope.ts';

const FollowerKindEnum = enumOf(['VIEW', 'PROCESS']);
registerEnumType(FollowerKindEnum, {
  name: 'FollowerKind',
  description: 'A read model, or a process that sends commands in answer to events.',
});

@ObjectType({
  description:
    'A key that a read model or a process could not deal with. All others go on; it is tried again when its facts move.',
})
@Needs('OPERATIONS')
export class ParkedKey {
  @Field(() => FollowerKindEnum)
  kind!: string;

  @Field(() => String, { description: 'The name of the read model or process.' })
  follower!: string;

  @Field(() => String, { description: 'Which row is concerned, mostly the id of a record.' })
  key!: string;

  @Field(() => String, { description: 'An error code or class, for example SUBJECT_ERASED.' })
  reason!: string;

  @Field(() => String, { description: 'The id of the event, or of what made the deadline.' })
  event!: string;

  @Field(() => GraphQLISODateTime)
  since!: string;
}
