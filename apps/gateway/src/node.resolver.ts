import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from './context.ts';
import { nodeIdOf } from './global-id.ts';
import { Node } from './node.ts';
import { Needs } from './scope.ts';

@Resolver(() => Node)
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Anything by its global id, as it is now: also by an id that came from its history.',
  })
  @Needs('NEIGHBOURHOOD')
  async node(
    @Arg('id', () => ID, { description: 'An id as Wardbook gave it.' }) id: string,
    @Ctx() { findAt }: Context,
  ) {
    const { kind, key } = nodeIdOf(id);
    const record = await findAt(kind, key, {});
    // Its type is told from the id.
    return record && { ...record, id };
  }
}
