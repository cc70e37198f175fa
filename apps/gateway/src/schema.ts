import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import { AccessLogResolver } from './access-log/access-log.resolver.ts';
import { AdviceCaseResolver } from './advice-case/advice-case.resolver.ts';
import { AdviceCaseMutations } from './advice-case/advice-case-mutations.resolver.ts';
import * as caseParts from './advice-case/advice-case-parts.resolver.ts';
import { AgencyResolver } from './agency/agency.resolver.ts';
import { AttendanceResolver } from './attendance/attendance.resolver.ts';
import { BoroughResolver, SectorResolver } from './borough/borough.resolver.ts';
import { EventResolver } from './event/event.resolver.ts';
import { MemberResolver } from './member/member.resolver.ts';
import { NodeResolver } from './node.resolver.ts';
import { IdempotencyKeyReused, InvalidInput, RuleViolation, VersionConflict } from './payload.ts';
import { ParkedKeyResolver } from './parked-key/parked-key.resolver.ts';
import { enforcePolicies } from './policy.ts';
import { PolicyResolver } from './policy/policy.resolver.ts';
import { PromiseResolver } from './promise/promise.resolver.ts';
import {
  CaseReferralsResolver,
  ReferralPartyResolver,
  ReferralResolver,
} from './referral/referral.resolver.ts';
import { RolePostResolver, RolesResolver } from './role/role.resolver.ts';
import { SubjectResolver } from './subject/subject.resolver.ts';
import { TeamResolver } from './team/team.resolver.ts';
import { PanelAgreementResolver, WardPanelResolver } from './ward-panel/ward-panel.resolver.ts';
import { WardResolver } from './ward/ward.resolver.ts';

const RESOLVERS: NonEmptyArray<new () => object> = [
  AccessLogResolver,
  AdviceCaseMutations,
  AdviceCaseResolver,
  ...Object.values(caseParts),
  AgencyResolver,
  AttendanceResolver,
  BoroughResolver,
  EventResolver,
  MemberResolver,
  NodeResolver,
  PanelAgreementResolver,
  ParkedKeyResolver,
  PromiseResolver,
  SectorResolver,
  PolicyResolver,
  ReferralResolver,
  ReferralPartyResolver,
  CaseReferralsResolver,
  RolePostResolver,
  RolesResolver,
  SubjectResolver,
  TeamResolver,
  WardPanelResolver,
  WardResolver,
];

/** The schema that clients see, every field behind its policy. Throws when a field has none. */
export const gatewaySchema = async (): Promise<GraphQLSchema> =>
  enforcePolicies(
    await buildSchema({
      resolvers: RESOLVERS,
      orphanedTypes: [RuleViolation, InvalidInput, VersionConflict, IdempotencyKeyReused],
      // Inputs are validated where they are sent, so that a client gets a user error with a path.
      validate: false,
    }),
  );

/** The schema as text, for schema.graphql: its diff is the API review. */
export const schemaText = (schema: GraphQLSchema): string =>
  `${printSchema(lexicographicSortSchema(schema))}\n`;
