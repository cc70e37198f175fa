import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../page.ts';
import { Needs } from '../scope.ts';

@ObjectType({
  description: 'Who read what personal data, when, and what for; or how often somebody was refused.',
})
@Needs('ACCESS_LOG')
export class AccessEntry {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'PersonalDataRead, PersonalDataDenied or AccessLogRead.' })
  type!: string;

  @Field(() => GraphQLISODateTime)
  at!: string;

  @Field(() => String, { description: 'The opaque id of who asked.' })
  actor!: string;

  @Field(() => String)
  role!: string;

  @Field(() => String)
  agency!: string;

  @Field(() => String, { description: 'The request; its events carry the same correlation id.' })
  correlationId!: string;

  @Field(() => String, { description: 'A code, for example ADVICE.' })
  purpose!: string;

  @Field(() => String, { nullable: true, description: 'CONSULTATION or DISCLOSURE (DPA 2018 s.62).' })
  category!: string | null;

  @Field(() => [ID], { description: 'The data subjects, by opaque id.' })
  subjects!: readonly string[];

  @Field(() => [String], { description: 'The values shown, by reference: stream, revision, number.' })
  fields!: readonly string[];

  @Field(() => String, { nullable: true, description: 'The agency that it was disclosed to.' })
  recipient!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many values were refused within that minute.' })
  count!: number | null;
}

export const AccessLogConnection = connectionOf('AccessEntry', () => AccessEntry);
