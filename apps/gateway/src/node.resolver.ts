import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { begun } from './begun.ts';
import { boroughBoard } from './borough/borough-board.view.ts';
import type { Context } from './context.ts';
import { parseGlobalId, type NodeKind } from './global-id.ts';
import { memberBoard } from './member/member-board.view.ts';
import { Node } from './node.ts';
import { Policy } from './policy.ts';
import { promiseBoard } from './promise/promise-board.view.ts';
import type { Read } from './read.ts';
import { teamBoard } from './team/team-board.view.ts';
import { wardPanelBoard } from './ward-panel/ward-panel-board.view.ts';
import { wardBoard } from './ward/ward-board.view.ts';

@Resolver(() => Node)
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Anything by its global id.' })
  @Policy('NEIGHBOURHOOD')
  async node(@Arg('id', () => ID) id: string, @Ctx() { read }: Context) {
    const named = parseGlobalId(id);
    const row = begun(await FIND[named.kind](read, named.id));
    // Its type is told from the id.
    return row && { ...row, id };
  }
}

type Find = (read: Read, key: string) => Promise<{ readonly standing: string } | undefined>;

const FIND: Readonly<Record<NodeKind, Find>> = {
  Borough: (read, key) => read.find(boroughBoard, key),
  Ward: (read, key) => read.find(wardBoard, key),
  Team: (read, key) => read.find(teamBoard, key),
  Member: (read, key) => read.find(memberBoard, key),
  WardPanel: (read, key) => read.find(wardPanelBoard, key),
  Promise: (read, key) => read.find(promiseBoard, key),
};
