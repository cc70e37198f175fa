import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { Needs } from '../scope.ts';
import { ParkedKey } from './parked-key.type.ts';
import { Holds } from '../weights.ts';

const MOST = 100;

@Resolver(() => ParkedKey)
export class ParkedKeyResolver {
  @Query(() => [ParkedKey], {
    nullable: true,
    description: 'What could not be dealt with, for operators: the oldest first, 100 at most.',
  })
  @Needs('OPERATIONS')
  @Holds(MOST)
  async parkedKeys(@Ctx() { parked }: Context) {
    return [...(await parked())].sort((a, b) => (a.since < b.since ? -1 : 1)).slice(0, MOST);
  }
}
