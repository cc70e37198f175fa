import { ObjectType } from 'type-graphql';
import { as, Count, Instant, Key, OPTIONAL, Text, usually } from '../fields.ts';
import { connectionOf } from '../page.ts';
import { Needs } from '../scope.ts';
import { IsRow } from '../weights.ts';

@ObjectType({
  description: 'Who read what personal data, when, and what for; or how often somebody was refused.',
})
@Needs('ACCESS_LOG')
@IsRow()
export class AccessEntry {
  @Key('The id of this entry.', as('key')) id!: string;
  @Text('PersonalDataRead, PersonalDataCombined, PersonalDataDenied or AccessLogRead.') type!: string;
  @Instant('When that was.') at!: string;
  @Text('The opaque id of who asked; of a system `client.` and its client id.') actor!: string;
  @Text('Of a system: the person for whom it asked, by an opaque id, where its token said so.', OPTIONAL)
  onBehalfOf!: string | null;
  @Text('The role in which they asked.') role!: string;
  @Text('The agency for which they asked.') agency!: string;
  @Text('The request; its events carry the same correlation id.') correlationId!: string;
  @Text('A code, for example ADVICE.') purpose!: string;
  @Text('CONSULTATION, DISCLOSURE or COMBINATION (DPA 2018 s.62).', OPTIONAL) category!: string | null;
  @Key('The data subjects, by opaque id.', usually(5)) subjects!: readonly string[];
  @Text('The values shown, by reference: stream, revision, number.', usually(20)) fields!: readonly string[];
  @Text(
    'Of a refusal the record that was asked for, by its stream, whether or not there is one; null where one minute had more than a hundred of them.',
    OPTIONAL,
  )
  record!: string | null;
  @Text('The agency that it was disclosed to.', OPTIONAL) recipient!: string | null;
  @Count('How often that was refused within the minute, beside what other entries say of it.', OPTIONAL)
  count!: number | null;
}

export const AccessLogConnection = connectionOf('AccessEntry', () => AccessEntry);
