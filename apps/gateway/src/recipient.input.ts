import { IsOptional, Matches, ValidateBy } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { IDENTIFIER } from './formats.ts';
import { localId } from './global-id.ts';

@InputType({ description: 'A person, or a community; exactly one of the two.' })
export class RecipientInput {
  @Field(() => ID, { nullable: true, description: 'INDIVIDUAL: the person.' })
  @ValidateBy({
    name: 'exactlyOne',
    validator: {
      validate: (_, args) => isOne(args?.object as RecipientInput),
      defaultMessage: () => 'Give subjectId or communityArea, one of the two.',
    },
  })
  subjectId?: string | null;

  @Field(() => String, { nullable: true, description: 'COMMUNITY: the id of its area.' })
  @IsOptional()
  @Matches(IDENTIFIER)
  communityArea?: string | null;

  get kind(): 'INDIVIDUAL' | 'COMMUNITY' {
    return this.subjectId == null ? 'COMMUNITY' : 'INDIVIDUAL';
  }

  /** The opaque id of the person or the area. */
  get key(): string {
    return this.subjectId == null ? (this.communityArea ?? '') : localId('Subject', this.subjectId);
  }
}

const isOne = ({ subjectId, communityArea }: RecipientInput): boolean =>
  (subjectId == null) !== (communityArea == null);
