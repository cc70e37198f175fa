import { registeredName, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { POLICY_KINDS, TOPICS } from '../policy/policy.events.ts';
import { day, identifier } from '../values.ts';

/** Schemes that one representative answers for (S3:28, R-CASE-4, R-ROLE-2). */
export const SCHEMES = ['SECURED_BY_DESIGN', 'PARK_MARK'] as const;
/** One of `SCHEMES`. */
export type Scheme = (typeof SCHEMES)[number];

/** LPA: in every local policing area. HQ: at headquarters, for every area (S3:23, 24). */
export const ROLE_LOCATIONS = ['LPA', 'HQ'] as const;
export type RoleLocation = (typeof ROLE_LOCATIONS)[number];

/** Why a post was vacated (S0:3). */
export const VACANCY_REASONS = [
  'RETIRED',
  'RESIGNED',
  'TRANSFERRED',
  'PROMOTED',
  'POST_ENDED',
  'OTHER',
] as const;
export type VacancyReason = (typeof VACANCY_REASONS)[number];

export const roleDefined = event('RoleDefined', {
  code: identifier,
  label: registeredName(120),
  aliases: z.array(registeredName(120)).max(20),
  location: z.enum(ROLE_LOCATIONS),
  topics: z.array(z.enum(TOPICS)),
  /** The London day from which there was such a role, where that is not the day of the definition. */
  validFrom: day.optional(),
});
export const postFilled = event('PostFilled', { role: identifier, area: identifier, member: identifier });
const vacancy = {
  role: identifier,
  area: identifier,
  member: identifier,
  reason: z.enum(VACANCY_REASONS),
  /** The post goes with its holder; a vacancy alone is waiting to be filled. */
  disestablished: z.boolean(),
};
export const postVacated = event('PostVacated', vacancy)
  // version 2: who answers for the role if this turns out to have been the last of its posts
  .becomes({ ...vacancy, successor: identifier.optional() }, (older) => older);
export const roleLapsed = event('RoleLapsed', {
  role: identifier,
  /** A role, or a kind of team (`SNT`), that answers instead. */
  successor: identifier.optional(),
});
export const schemeRepresentativeAppointed = event('SchemeRepresentativeAppointed', {
  scheme: z.enum(SCHEMES),
  member: identifier,
});
export const schemeRepresentativeStoodDown = event('SchemeRepresentativeStoodDown', {
  scheme: z.enum(SCHEMES),
  member: identifier,
});
export const dutiesTransferred = event('DutiesTransferred', { role: identifier, team: identifier })
  // version 2: of which kind the team was, which answers for the role once that has ended
  .becomes({ role: identifier, team: identifier, kind: identifier.optional() }, (older) => older);
/** The duties of a role are the team's no more. */
export const dutiesHandedBack = event('DutiesHandedBack', { role: identifier, team: identifier });

/** From then on this policy serves for its kind. */
export const policyAdopted = event('PolicyAdopted', { kind: z.enum(POLICY_KINDS), policy: identifier });

export const rolesEvents = [
  roleDefined,
  postFilled,
  postVacated,
  roleLapsed,
  schemeRepresentativeAppointed,
  schemeRepresentativeStoodDown,
  dutiesTransferred,
  dutiesHandedBack,
  policyAdopted,
] as const;
export type RolesEvent = EventOf<(typeof rolesEvents)[number]>;
