import { as, Identifier, NodeId, OPTIONAL } from './fields.ts';
import { OneOfInput } from './one-of-input.ts';

@OneOfInput('A person, or a community; exactly one of the two.')
export class RecipientInput {
  @NodeId('Subject', 'INDIVIDUAL: the person.', OPTIONAL, as('subjectId')) subject?: string;
  @Identifier('COMMUNITY: the id of its area.', OPTIONAL) communityArea?: string;

  get kind(): 'INDIVIDUAL' | 'COMMUNITY' {
    return this.subject === undefined ? 'COMMUNITY' : 'INDIVIDUAL';
  }

  /** The opaque id of the person or the area. */
  get key(): string {
    return this.subject ?? this.communityArea ?? '';
  }
}
