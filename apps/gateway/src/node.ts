import { InterfaceType, ObjectType } from 'type-graphql';
import { as, Count, OwnId, registerNodeType } from './fields.ts';
import { nodeIdOf, typeNameOf, type NodeKind } from './global-id.ts';

@InterfaceType({
  description: 'Anything with a global id. Ids are opaque; do not take them apart.',
  resolveType: ({ id }: { readonly id: string }) => typeNameOf(nodeIdOf(id).kind),
})
export abstract class Node {
  @OwnId('Its global id.', as('id'))
  key!: string;
}

/** The type of the records of one kind: a node with that name, and the version of its stream. */
export const NodeType =
  (kind: NodeKind, description: string) =>
  (type: new () => Node): void => {
    Count('How many events its history has.')(type.prototype as Node & { version: number }, 'version');
    ObjectType(typeNameOf(kind), { implements: Node, description })(type);
    registerNodeType(kind, type);
  };
