import { ObjectType } from 'type-graphql';
import type {
  AbstractionReason,
  CompetenceLevel,
  LeavingReason,
  MemberCategory,
  PostingSource,
  Rank,
} from '@wardbook/policing';
import { AuthorityRequest } from '../authority-request.type.ts';
import {
  as,
  Choice,
  choice,
  Flag,
  Group,
  Instant,
  LATEST,
  Linked,
  OPTIONAL,
  Text,
  Words,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { connectionOf } from '../page.ts';
import { Needs } from '../scope.ts';
import type { MemberCard } from './member-board.view.ts';

export const RankEnum = choice<Rank>('Rank', 'A rank of a police force, or PCSO.', {
  PCSO: 'Police community support officer.',
  CONSTABLE: 'Constable.',
  SERGEANT: 'Sergeant.',
  INSPECTOR: 'Inspector.',
  CHIEF_INSPECTOR: 'Chief inspector.',
  SUPERINTENDENT: 'Superintendent.',
  CHIEF_SUPERINTENDENT: 'Chief superintendent.',
  COMMANDER: 'Commander.',
  ASSISTANT_CHIEF_CONSTABLE: 'Assistant chief constable.',
  DEPUTY_ASSISTANT_COMMISSIONER: 'Deputy assistant commissioner.',
  DEPUTY_CHIEF_CONSTABLE: 'Deputy chief constable.',
  ASSISTANT_COMMISSIONER: 'Assistant commissioner.',
  CHIEF_CONSTABLE: 'Chief constable.',
  DEPUTY_COMMISSIONER: 'Deputy commissioner.',
  COMMISSIONER: 'Commissioner.',
});

export const MemberCategoryEnum = choice<MemberCategory>(
  'MemberCategory',
  'What kind of member somebody is.',
  {
    UNIFORMED: 'A uniformed officer.',
    DETECTIVE: 'A detective.',
    FORENSIC: 'Forensic staff.',
    PCSO: 'A police community support officer.',
    OTHER: 'Another member of the force.',
  },
);

export const PostingSourceEnum = choice<PostingSource>(
  'PostingSource',
  'Where a member came from when posted to a neighbourhood team.',
  {
    BACK_ROOM: 'From back-room work.',
    NON_OPERATIONAL: 'From a post that was not operational.',
    SQUAD_MERGER: 'From squads that were merged.',
    RECRUIT: 'Newly recruited.',
    OTHER: 'From elsewhere.',
  },
);

export const AbstractionReasonEnum = choice<AbstractionReason>(
  'AbstractionReason',
  'Why a dedicated member is taken from the ward.',
  {
    PUBLIC_ORDER: 'For public order.',
    MAJOR_INCIDENT: 'For a major incident.',
    RESPONSE_COVER: 'To cover for officers who answer calls.',
    CUSTODY_OR_COURT: 'For duty in custody or at court.',
    TRAINING: 'For training.',
    OTHER_DUTY: 'For another duty.',
  },
);

export const CompetenceLevelEnum = choice<CompetenceLevel>(
  'CompetenceLevel',
  'What crime prevention advice a member is trained to give.',
  {
    BASIC: 'Basic advice.',
    BASIC_SURVEY: 'Basic advice, and the basic survey of a home.',
    SPECIALIST: 'Specialist advice.',
  },
);

export const LeavingReasonEnum = choice<LeavingReason>(
  'LeavingReason',
  'Why a member has left the service.',
  {
    RETIRED: 'Retired.',
    RESIGNED: 'Resigned.',
    OTHER_FORCE: 'Moved to another force.',
    OTHER: 'For another reason.',
  },
);

@ObjectType({ description: 'What a member is trained for, by what, and from when until when.' })
@Needs('CASE')
export class Competence {
  @Linked('Member', 'The member.', OPTIONAL) member!: string;
  @Choice(CompetenceLevelEnum, 'What they are trained for.') level!: CompetenceLevel;
  @Text('Where the evidence is kept; where that is a training day, its key.') evidence!: string;
  @Linked('TrainingDay', 'The training day that taught it.', OPTIONAL) trainingDay!: string | null;
  @Instant('Since when.') from!: string;
  @Instant('Until when at most; of what no training day taught, no end is known.', OPTIONAL)
  until!: string | null;
}

export const CompetenceConnection = connectionOf('Competence', () => Competence);

type Standing = Exclude<MemberCard['standing'], 'EXPECTED'>;
const MemberStandingEnum = choice<Standing>('MemberStanding', 'Whether a member is still in the service.', {
  IN_POST: 'In the service.',
  LEFT: 'Left; the history stays.',
});

@ObjectType({ description: 'A time for which a dedicated member is taken from the ward.' })
@Needs('NEIGHBOURHOOD')
export class Abstraction {
  @Instant('When it began.') from!: string;
  @Instant('When it is to end at the latest.') until!: string;
  @Choice(AbstractionReasonEnum, 'Why the member is taken away.') reason!: AbstractionReason;
  @Flag('Whether the circumstances were exceptional.') exceptional!: boolean;
  @Flag('What was urgent began at once, and is authorised only once somebody has granted it.')
  isAuthorised!: boolean;
}

@ObjectType({ description: 'That somebody asked to take a dedicated member from the ward for a time.' })
@Needs('CASE')
export class AbstractionRequest {
  @Group(() => AuthorityRequest, 'Who asked, and what came of it.') authority!: AuthorityRequest;
  @Instant('When the absence is to end at the latest.') until!: string;
  @Choice(AbstractionReasonEnum, 'Why the member is to be taken away.') reason!: AbstractionReason;
  @Flag('Whether the circumstances are exceptional.') exceptional!: boolean;
  @Flag('It began at once; otherwise it begins with the grant.') urgent!: boolean;
}

@NodeType('Member', 'A member of a force, as it publishes them.')
@Needs('NEIGHBOURHOOD')
export class MemberType extends Node implements Partial<MemberCard> {
  @Words(
    'The name, as the force publishes it; null for whoever has left, and where it was withdrawn.',
    OPTIONAL,
    LATEST,
  )
  publicName!: MemberCard['publicName'];
  @Words('How to reach the member, as the force publishes it.', OPTIONAL, LATEST)
  publicContact!: MemberCard['publicContact'];
  @Choice(MemberCategoryEnum, 'What kind of member it is.') category!: MemberCategory;
  @Choice(RankEnum, 'The rank held.', LATEST) rank!: MemberCard['rank'];
  @Linked('Team', 'The team that the member is posted to; null at headquarters.', OPTIONAL, LATEST)
  team!: MemberCard['team'];
  @Linked('Ward', 'The ward that the member is dedicated to.', OPTIONAL, LATEST, as('dedicatedWard'))
  ward!: MemberCard['ward'];
  @Choice(PostingSourceEnum, 'Where the member came from.') source!: PostingSource;
  @Choice(MemberStandingEnum, 'Whether the member is still in the service.') standing!: Standing;
}
