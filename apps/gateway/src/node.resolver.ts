import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { agencyBoard } from './agency/agency-board.view.ts';
import { findCase } from './advice-case/advice-case-visibility.ts';
import { findAttendance } from './attendance/find-attendance.ts';
import { begun } from './begun.ts';
import { boroughBoard } from './borough/borough-board.view.ts';
import type { Context } from './context.ts';
import { parseGlobalId, type NodeKind } from './global-id.ts';
import { memberBoard } from './member/member-board.view.ts';
import { Node } from './node.ts';
import { Policy } from './policy.ts';
import { policyBoard } from './policy/policy-board.view.ts';
import { promiseBoard } from './promise/promise-board.view.ts';
import { findReferral } from './referral/find-referral.ts';
import { rolesBoard } from './role/roles-board.view.ts';
import { findSubject } from './subject/find-subject.ts';
import { teamBoard } from './team/team-board.view.ts';
import { wardPanelBoard } from './ward-panel/ward-panel-board.view.ts';
import { wardBoard } from './ward/ward-board.view.ts';

@Resolver(() => Node)
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Anything by its global id.' })
  @Policy('NEIGHBOURHOOD')
  async node(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    const named = parseGlobalId(id);
    const row = begun((await FIND[named.kind](context, named.id)) ?? undefined);
    // Its type is told from the id.
    return row && { ...row, id };
  }
}

/** Answers nothing for what is not for whoever asks. */
type Find = (context: Context, key: string) => Promise<{ readonly standing: string } | null | undefined>;

const FIND: Readonly<Record<NodeKind, Find>> = {
  Borough: ({ read }, key) => read.find(boroughBoard, key),
  Ward: ({ read }, key) => read.find(wardBoard, key),
  Team: ({ read }, key) => read.find(teamBoard, key),
  Member: ({ read }, key) => read.find(memberBoard, key),
  WardPanel: ({ read }, key) => read.find(wardPanelBoard, key),
  AdviceCase: findCase,
  Attendance: findAttendance,
  Subject: findSubject,
  Referral: findReferral,
  Agency: ({ read }, key) => read.find(agencyBoard, key),
  Roles: ({ read }, key) => read.find(rolesBoard, key),
  Policy: ({ read }, key) => read.find(policyBoard, key),
  Promise: ({ read }, key) => read.find(promiseBoard, key),
};
