import { Field, ID, InterfaceType } from 'type-graphql';
import { parseGlobalId } from './global-id.ts';

@InterfaceType({
  description: 'Anything with a global id. Ids are opaque; do not take them apart.',
  resolveType: ({ id }: Node) => parseGlobalId(id).kind,
})
export abstract class Node {
  @Field(() => ID)
  id!: string;
}
