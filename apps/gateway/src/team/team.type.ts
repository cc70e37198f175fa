import { ObjectType } from 'type-graphql';
import type { SealedText } from '@wardbook/event-sourcing';
import type { EngagementKind, TeamKind } from '@wardbook/policing';
import {
  as,
  Choice,
  choice,
  Instant,
  Key,
  LATEST,
  Linked,
  OPTIONAL,
  Text,
  WardCode,
  Words,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { countedConnectionOf } from '../page.ts';
import { Needs } from '../scope.ts';
import type { TeamCard } from './team-board.view.ts';

export const TeamKindEnum = choice<TeamKind>('TeamKind', 'What kind of team it is.', {
  SNT: 'A Safer Neighbourhoods team: the dedicated members of one ward.',
  INPT: 'An integrated neighbourhood policing team: ward teams are part of it, and an inspector or above leads it.',
  CID: 'A team of the criminal investigation department, for what is complex or serious.',
});

export const TeamStandingEnum = choice<Exclude<TeamCard['standing'], 'EXPECTED'>>(
  'TeamStanding',
  'Whether a team still exists.',
  { LIVE: 'It exists.', STOOD_DOWN: 'It was stood down; its history stays.' },
);

export const EngagementKindEnum = choice<EngagementKind>(
  'EngagementKind',
  'How a team speaks with people and listens to them.',
  {
    BEAT_MEETING: 'A meeting with the people of a beat.',
    STREET_BRIEFING: 'A briefing in the street.',
    SCHOOL_TALK: 'A talk at a school.',
    COMMUNITY_EVENT: 'An event of the community.',
    OTHER: 'Another way; the summary says which.',
  },
);

@ObjectType({ description: 'A time at which a team spoke with people.' })
@Needs('NEIGHBOURHOOD')
export class Engagement {
  @Key('Names this engagement within its team.', as('key')) id!: string;
  @Choice(EngagementKindEnum, 'How they met.') kind!: EngagementKind;
  @WardCode('The ward whose people they were.') wardCode!: string;
  @Instant('When they met.') heldAt!: string;
  @Words('What was spoken about.') summary!: SealedText;
}

@NodeType('Team', 'A neighbourhood policing team.')
@Needs('NEIGHBOURHOOD')
export class TeamType extends Node implements Partial<TeamCard> {
  @Choice(TeamKindEnum, 'What kind of team it is.') kind!: TeamKind;
  @Text('What it is called.') name!: string;
  @Choice(TeamStandingEnum, 'Whether it still exists.') standing!: keyof typeof TeamStandingEnum;
  @Linked('Member', 'Who leads it; null is a vacancy.', OPTIONAL, LATEST) lead!: TeamCard['lead'];
  @Instant('When it was formed.') formedAt!: string;
  @Instant('When it was stood down.', OPTIONAL) stoodDownAt!: string | null;
  @Text('The establishment rules that it was formed under.', OPTIONAL) establishment!: string | null;
}

export const TeamConnection = countedConnectionOf('Team', () => TeamType);
