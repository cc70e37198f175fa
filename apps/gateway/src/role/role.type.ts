import { ObjectType } from 'type-graphql';
import type { PolicyKind, RoleLocation, Scheme, Topic, VacancyReason } from '@wardbook/policing';
import {
  as,
  Choice,
  choice,
  Group,
  Instant,
  Key,
  Linked,
  LondonDay,
  NodeId,
  OPTIONAL,
  Text,
  usually,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { TopicEnum } from '../policy/policy-words.type.ts';
import { PolicyKindEnum } from '../policy/policy.type.ts';
import { Needs } from '../scope.ts';

export const SchemeEnum = choice<Scheme>(
  'Scheme',
  'A scheme that one representative of the force answers for.',
  {
    SECURED_BY_DESIGN: 'Secured by Design: homes and buildings.',
    PARK_MARK: 'Park Mark: car parks.',
  },
);

export const RoleLocationEnum = choice<RoleLocation>('RoleLocation', 'Where the posts of a role are.', {
  LPA: 'In every local policing area.',
  HQ: 'At headquarters, for every area.',
});

export const VacancyReasonEnum = choice<VacancyReason>('VacancyReason', 'Why a post was left.', {
  RETIRED: 'Its holder retired.',
  RESIGNED: 'Its holder resigned.',
  TRANSFERRED: 'Its holder moved to another post.',
  PROMOTED: 'Its holder was promoted.',
  POST_ENDED: 'The post ended.',
  OTHER: 'For another reason.',
});

type PostStanding = 'HELD' | 'VACANT' | 'DISESTABLISHED';
const PostStandingEnum = choice<PostStanding>('PostStanding', 'Whether the posts of an area are held.', {
  HELD: 'Somebody holds one.',
  VACANT: 'They wait to be filled.',
  DISESTABLISHED: 'They ended with their last holder.',
});

@ObjectType({ description: 'The posts of a role in one area.' })
@Needs('NEIGHBOURHOOD')
export class RolePost {
  @Text('A local policing area, or headquarters.') area!: string;
  @Choice(PostStandingEnum, 'Whether they are held.') standing!: PostStanding;
  @NodeId('Member', 'The members who hold them.', usually(2), as('holderIds')) holders!: readonly string[];
  @Instant('Since when that has been so.') since!: string;
  @Choice(VacancyReasonEnum, 'Why the last holder left, where nobody holds one.', OPTIONAL)
  vacancyReason!: VacancyReason | null;
}

@ObjectType({ description: 'That the duties of a role passed to a team.' })
@Needs('NEIGHBOURHOOD')
export class TransferredDuties {
  @NodeId('Team', 'The team to which they passed.', as('teamId')) team!: string;
  @Instant('When they passed.') at!: string;
  @Instant('When the team handed them back.', OPTIONAL) handedBackAt!: string | null;
}

@ObjectType({ description: 'A role that a force has for specific problems.' })
@Needs('NEIGHBOURHOOD')
export class SpecialistRole {
  @Key('Names this role within its force, for example CPA.') code!: string;
  @Text('What it is called.') label!: string;
  @Text('What it is called elsewhere.', usually(5)) aliases!: readonly string[];
  @Choice(RoleLocationEnum, 'Where its posts are.') location!: RoleLocation;
  @Choice(TopicEnum, 'What its holders advise on.', usually(20)) topics!: readonly Topic[];
  @LondonDay(
    'The day from which there was such a role, where that is not the day of its definition.',
    OPTIONAL,
  )
  validFrom!: string | null;
  @Instant('When it was defined.') definedAt!: string;
  @Instant('When it ended with the last of its posts.', OPTIONAL) lapsedAt!: string | null;
  @Text('The role, or the kind of team, that answers instead.', OPTIONAL) successor!: string | null;
  @Group(() => RolePost, 'Its posts, in the order of the areas.', usually(20)) posts!: readonly RolePost[];
  @Group(
    () => TransferredDuties,
    'To which teams its duties passed, in the order in which they did.',
    usually(10),
  )
  duties!: readonly TransferredDuties[];
}

@ObjectType({ description: 'Who represents a force in a scheme.' })
@Needs('NEIGHBOURHOOD')
export class SchemeRepresentative {
  @Choice(SchemeEnum, 'The scheme.') scheme!: Scheme;
  @NodeId('Member', 'Who it is; null is a vacancy.', OPTIONAL, as('memberId')) member!: string | null;
  @Instant('Since when that has been so.') since!: string;
}

@ObjectType({ description: 'Which policy of a force serves for a kind.' })
@Needs('NEIGHBOURHOOD')
export class ServingPolicy {
  @Choice(PolicyKindEnum, 'What it serves for.') kind!: PolicyKind;
  @Linked('Policy', 'The policy.', OPTIONAL) policy!: string;
  @Instant('From when on it has served.') since!: string;
}

@NodeType('Roles', 'The specialist roles of one police force.')
@Needs('NEIGHBOURHOOD')
export class RolesType extends Node {
  @Text('The police force: its agency’s own id, as tokens carry it.', as('force')) override key!: string;
}
