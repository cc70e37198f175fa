import { canonicalize, refuse, toldAt, valueIn } from '@wardbook/event-sourcing/pure';
import { alreadyBegun } from '../by.ts';
import { rankOf, type MemberState } from '../member/member.state.ts';
import { normalisedNumber, policyNumber, type PolicyKind } from '../policy/policy.events.ts';
import { versionInForce, type PolicyState } from '../policy/policy.state.ts';
import { WARD_TEAM_KINDS } from '../team/team.events.ts';
import { hasDuties, passingsOf } from './duties.ts';
import type { Scheme } from './role.events.ts';
import {
  dutiesOf,
  hasLapsed,
  heldOf,
  heldPosts,
  isScheme,
  representativeOf,
  representativesOf,
  roleAt,
  SALO,
  type Post,
  type RoleDefinition,
  type RolesState,
  type Vacancy,
} from './role.state.ts';

/** R-ROLE-3: a specific role is there for specific problems (S3:19). */
export const withoutTopics = ({ topics }: RoleDefinition) =>
  topics.length === 0 ? refuse('R-ROLE-3', 'Say what this role gives advice on.', 'topics') : undefined;

/** R-ROLE-2: Secured by Design and Park Mark belong to the Senior Architectural Liaison Officer alone (S3:28). */
export const schemeOfAnotherRole = ({ code, topics }: RoleDefinition) =>
  code !== SALO && topics.some(isScheme)
    ? refuse(
        'R-ROLE-2',
        'Only the Senior Architectural Liaison Officer advises on Secured by Design and Park Mark. Take them off this role.',
        'topics',
      )
    : undefined;

/** Whether a role was defined so, and has existed from the same time on. */
export const isDefinedSo = ({ roles }: RolesState, asked: RoleDefinition, at: string): boolean => {
  const known = valueIn(roles, asked.code)?.defined;
  return (
    known?.label === asked.label &&
    known.location === asked.location &&
    (known.validFrom ?? known.definedAt) === (asked.validFrom ?? at) &&
    sameSet(known.aliases, asked.aliases) &&
    sameSet(known.topics, asked.topics)
  );
};

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  new Set([...a, ...b]).size === new Set(a).size && new Set(a).size === new Set(b).size;

/** R-LIFE-2 for roles; one that lapsed keeps its code for its history. */
export const codeInUse = ({ roles }: RolesState, { code }: RoleDefinition) =>
  alreadyBegun(valueIn(roles, code)?.defined?.definedAt, 'role', 'code');

/** R-LIFE-1 for roles. */
export const notDefined = (state: RolesState, role: string, at: string) =>
  roleAt(state, role, at)
    ? undefined
    : refuse('R-LIFE-1', 'There was no such role at that time. Check the role and the time.', 'role');

/** R-LIFE-1: a role that lapsed has no more posts to fill (S0:9). */
export const ended = (state: RolesState, role: string, at: string) =>
  hasLapsed(state, role, at)
    ? refuse('R-LIFE-1', 'This role had ended by then. Choose another role.', 'role')
    : undefined;

/** R-LIFE-1: only somebody who is in the service holds a post, or speaks for the force (S0:3). */
export const notInService = (member: MemberState, at: string) =>
  rankOf(member, at) === undefined
    ? refuse('R-LIFE-1', 'This person was not in the service at that time. Choose another person.', 'member')
    : undefined;

/** Whether somebody holds this post. */
export const holds = (state: RolesState, { role, area, member }: Post, at: string): boolean =>
  heldPosts(state, role, at).some((post) => post.area === area && post.member === member);

/** Whether somebody holds this post, or held it before. */
export const hasHeld = (state: RolesState, post: Post, at: string): boolean =>
  heldOf(state, post).some(({ from, value }) => value === 'HELD' && from <= at);

/** Whether it is on record that this post was filled at this moment. */
export const isFilledSo = (state: RolesState, post: Post, at: string): boolean =>
  toldAt(heldOf(state, post), at) === 'HELD';

/** R-LIFE-2: nobody is given a post twice. */
export const heldAlready = (state: RolesState, post: Post, at: string) =>
  holds(state, post, at)
    ? refuse('R-LIFE-2', 'This person held this post at that time already. Check the time.', 'member')
    : undefined;

/** Whether it is on record that this post was left so at this moment. */
export const isVacatedSo = (state: RolesState, post: Post, vacancy: Vacancy, at: string): boolean => {
  const told = toldAt(heldOf(state, post), at);
  return typeof told === 'object' && canonicalize({ ...told }) === canonicalize({ ...vacancy });
};

/** R-LIFE-1: nobody leaves a post who does not hold it. */
export const notHeld = refuse(
  'R-LIFE-1',
  'This person did not hold this post at that time. Check the person and the time.',
  'member',
);

/** R-ROLE-1: a vacancy waits to be filled; only a role that lapses has a successor (S0:9). */
export const vacancyIsNotLapse = (disestablished: boolean, successor: string | undefined) =>
  !disestablished && successor !== undefined
    ? refuse(
        'R-ROLE-1',
        'Only a post that ends can pass to a successor. Leave this out, or say that the post has ended.',
        'successor',
      )
    : undefined;

/** R-ROLE-1: what a lapsed role was asked goes to somebody who is there (S0:9). */
export const leadsNowhere = (state: RolesState, role: string, successor: string | undefined, at: string) =>
  successor === undefined ||
  (WARD_TEAM_KINDS as readonly string[]).includes(successor) ||
  (successor !== role && roleAt(state, successor, at)?.live === true)
    ? undefined
    : refuse(
        'R-ROLE-1',
        'The successor must be another role that has not ended, or a kind of team. Choose another.',
        'successor',
      );

/** R-ROLE-2: whoever represents the force in a scheme holds the role for it (S3:28). */
export const notTheSalo = (state: RolesState, member: string, at: string) =>
  heldPosts(state, SALO, at).some((post) => post.member === member)
    ? undefined
    : refuse(
        'R-ROLE-2',
        'Only the Senior Architectural Liaison Officer can represent the force. Choose that officer.',
        'member',
      );

/** Whether it is on record that somebody was appointed at this moment. */
export const isAppointedSo = (state: RolesState, scheme: Scheme, member: string, at: string): boolean =>
  representativesOf(state, scheme).some(
    ({ from, value }) => from === at && value.holds && value.holder === member,
  );

/** Whether it is on record that somebody stood down at this moment. */
export const isStoodDownSo = (state: RolesState, scheme: Scheme, at: string): boolean =>
  representativesOf(state, scheme).some(({ from, value }) => from === at && !value.holds);

/** R-ROLE-2: one representative for each scheme (S3:28). */
export const representedAlready = (state: RolesState, scheme: Scheme, at: string) =>
  representativeOf(state, scheme, at) === undefined
    ? undefined
    : refuse(
        'R-ROLE-2',
        'Somebody represents the force in this scheme. Stand that person down first.',
        'scheme',
      );

/** R-ROLE-2: one representative for each scheme (S3:28). */
export const representedByAnother = (state: RolesState, scheme: Scheme, member: string, at: string) =>
  representativeOf(state, scheme, at) === member ? undefined : representedAlready(state, scheme, at);

/** R-LIFE-1: nobody stands down who does not represent the force. */
export const notRepresented = refuse(
  'R-LIFE-1',
  'Nobody represented the force in this scheme at that time. Check the scheme and the time.',
  'scheme',
);

/** Whether it is on record that the duties of a role passed to this team at this moment. */
export const isPassedSo = (state: RolesState, role: string, team: string, at: string): boolean =>
  toldAt(passingsOf(dutiesOf(state, role), team), at)?.has === true;

/** Whether it is on record that this team handed the duties of a role back at this moment. */
export const isHandedBackSo = (state: RolesState, role: string, team: string, at: string): boolean =>
  toldAt(passingsOf(dutiesOf(state, role), team), at)?.has === false;

/** R-LIFE-1: no team hands back duties that it does not have. */
export const withoutDuties = (state: RolesState, role: string, team: string, at: string) =>
  hasDuties(passingsOf(dutiesOf(state, role), team), at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This team did not have the duties of this role at that time. Check the team and the time.',
        'team',
      );

/** R-POL-7: a policy is known by its number (S3:3). */
export const malformedNumber = (number: string) =>
  policyNumber.safeParse(normalisedNumber(number)).success
    ? undefined
    : refuse('R-POL-7', 'A policy number is a letter and four digits. Check the number.', 'number');

/** R-LIFE-1: a policy serves while a version of it is in force. */
export const notInForce = (policy: PolicyState, at: string) =>
  versionInForce(policy, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'No version of such a policy was in force at that time. Check the number and the time.',
        'number',
      );

/** R-POL-9: the policy that serves for a kind is of that kind. */
export const ofAnotherKind = (policy: PolicyState, kind: PolicyKind, at: string) =>
  versionInForce(policy, at)?.kind === kind
    ? undefined
    : refuse('R-POL-9', 'This policy is about something else. Check the number and the kind.', 'kind');
