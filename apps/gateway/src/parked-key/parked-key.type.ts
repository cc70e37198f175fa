import { ObjectType } from 'type-graphql';
import { Choice, choice, Instant, Text } from '../fields.ts';
import { Needs } from '../scope.ts';

type FollowerKind = 'VIEW' | 'PROCESS';
const FollowerKindEnum = choice<FollowerKind>('FollowerKind', 'What follows the log.', {
  VIEW: 'A read model.',
  PROCESS: 'A process that sends commands in answer to events.',
});

@ObjectType({
  description:
    'A key that a read model or a process could not deal with. All others go on; it is tried again when its facts move.',
})
@Needs('OPERATIONS')
export class ParkedKey {
  @Choice(FollowerKindEnum, 'What could not deal with it.') kind!: FollowerKind;
  @Text('The name of the read model or process.') follower!: string;
  @Text('Which row is concerned, mostly the id of a record.') key!: string;
  @Text('An error code or class, for example SUBJECT_ERASED.') reason!: string;
  @Text('The id of the event, or of what made the deadline.') event!: string;
  @Instant('Since when it is parked.') since!: string;
}
