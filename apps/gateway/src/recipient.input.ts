import { ValidateBy } from 'class-validator';
import { InputType } from 'type-graphql';
import { as, Identifier, NodeId, OPTIONAL } from './fields.ts';

@InputType({ description: 'A person, or a community; exactly one of the two.' })
export class RecipientInput {
  @NodeId('Subject', 'INDIVIDUAL: the person.', OPTIONAL, as('subjectId')) subject?: string;
  @Identifier('COMMUNITY: the id of its area.', OPTIONAL) communityArea?: string;

  @ValidateBy({
    name: 'exactlyOne',
    validator: {
      validate: (_, args) => isOne(args?.object as RecipientInput),
      defaultMessage: () => 'Give subjectId or communityArea, one of the two.',
    },
  })
  get kind(): 'INDIVIDUAL' | 'COMMUNITY' {
    return this.subject === undefined ? 'COMMUNITY' : 'INDIVIDUAL';
  }

  /** The opaque id of the person or the area. */
  get key(): string {
    return this.subject ?? this.communityArea ?? '';
  }
}

const isOne = ({ subject, communityArea }: RecipientInput): boolean =>
  (subject === undefined) !== (communityArea === undefined);
