import { InterfaceType } from 'type-graphql';
import { as, OwnId } from './fields.ts';
import { nodeIdOf } from './global-id.ts';

@InterfaceType({
  description: 'Anything with a global id. Ids are opaque; do not take them apart.',
  resolveType: ({ id }: { readonly id: string }) => nodeIdOf(id).kind,
})
export abstract class Node {
  @OwnId('Its global id.', as('id'))
  key!: string;
}
