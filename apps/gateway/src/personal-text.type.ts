import { createUnionType, Field, ObjectType } from 'type-graphql';
import { Needs } from './scope.ts';

@ObjectType({ description: 'A personal value, opened for you; that you saw it is in the access log.' })
@Needs('NEIGHBOURHOOD')
class OpenText {
  readonly kind!: 'OpenText';

  @Field(() => String, { description: 'The value.' })
  text!: string;
}

@ObjectType({ description: 'A personal value whose key has been destroyed: nobody can read it any more.' })
@Needs('NEIGHBOURHOOD')
class ErasedText {
  readonly kind!: 'ErasedText';

  @Field(() => Boolean, { description: 'Always true.' })
  erased!: boolean;
}

@ObjectType({ description: 'A personal value that is not for you; that you asked is counted.' })
@Needs('NEIGHBOURHOOD')
class WithheldText {
  readonly kind!: 'WithheldText';

  @Field(() => Boolean, { description: 'Always true.' })
  withheld!: boolean;
}

/** Erasure and withholding are types: a client must handle them rather than meet a null it cannot explain. */
export type PersonalTextValue = OpenText | ErasedText | WithheldText;

export const PersonalText = createUnionType({
  name: 'PersonalText',
  description: 'A value about a person: opened, erased, or withheld.',
  types: () => [OpenText, ErasedText, WithheldText] as const,
  resolveType: ({ kind }: PersonalTextValue) => kind,
});
