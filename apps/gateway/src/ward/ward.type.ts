import { ObjectType } from 'type-graphql';
import type { SealedText } from '@wardbook/event-sourcing';
import type { CoverKind, PrioritySource, TargetKind } from '@wardbook/policing';
import {
  as,
  Choice,
  choice,
  Flag,
  Instant,
  Key,
  LATEST,
  Linked,
  LondonDay,
  OPTIONAL,
  Text,
  WardCode,
  Words,
  usually,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { countedConnectionOf } from '../page.ts';
import { Needs } from '../scope.ts';
import type { WardCard } from './ward-board.view.ts';

export const TargetKindEnum = choice<TargetKind>('TargetKind', 'What a promise can be about.', {
  SECONDARY_SCHOOL: 'A secondary school.',
  PLACE_OF_WORSHIP: 'A place of worship.',
  PATROL_AREA: 'An area that is patrolled.',
});

export const PrioritySourceEnum = choice<PrioritySource>(
  'PrioritySource',
  'Who asked for a community priority.',
  {
    PUBLIC: 'Members of the public.',
    WARD_PANEL: 'The ward panel.',
    SURVEY: 'Those who answered a survey.',
    PARTNER: 'A partner agency.',
  },
);

export const CoverKindEnum = choice<CoverKind>(
  'CoverKind',
  'The two kinds of dedicated member that every ward keeps.',
  { OFFICER: 'A police officer.', PCSO: 'A police community support officer.' },
);

export const WardStandingEnum = choice<Exclude<WardCard['standing'], 'EXPECTED'>>(
  'WardStanding',
  'Whether a ward still exists.',
  { LIVE: 'It exists.', ABOLISHED: 'It was abolished; its history stays.' },
);

@ObjectType({ description: 'What another register calls the ward.' })
@Needs('NEIGHBOURHOOD')
export class WardAlias {
  @Text('The register whose name it is, for example ONS-2001.') scheme!: string;
  @Text('What that register calls the ward.') alias!: string;
}

@ObjectType({ description: 'A school, a place of worship or a patrol area that promises can be about.' })
@Needs('NEIGHBOURHOOD')
export class PromiseTarget {
  @Key('Names this target within its ward.', as('key')) id!: string;
  @Choice(TargetKindEnum, 'What it is.') kind!: TargetKind;
  @Words('What it is called.') label!: SealedText;
  @Text('Its number in another register, for example URN:100049.', OPTIONAL) externalRef!: string | null;
  @Instant('When it was registered.') registeredAt!: string;
  @Instant(
    'When it was retired, or its ward was abolished: months that begin later do not count it.',
    OPTIONAL,
  )
  retiredAt!: string | null;
}

@ObjectType({ description: 'What the people of a ward ask of their police.' })
@Needs('NEIGHBOURHOOD')
export class CommunityPriority {
  @Key('Names this priority within its ward.', as('key')) id!: string;
  @Choice(PrioritySourceEnum, 'Who asked for it.') source!: PrioritySource;
  @Words('What they ask.') issue!: SealedText;
  @Instant('When they asked.') recordedAt!: string;
  @Instant('When it was last said to be a priority still.', OPTIONAL) refreshedAt!: string | null;
  @Flag('Neither recorded nor refreshed for as many months as the establishment policy in force says.')
  isStale!: boolean;
}

@NodeType('Ward', 'An electoral ward: the unit of dedicated policing.')
@Needs('NEIGHBOURHOOD')
export class WardType extends Node implements Partial<WardCard> {
  @Text('Its GSS code.', as('code'))
  @Linked('WardPanel', 'Its ward panel.', OPTIONAL, as('panel'))
  override key!: string;
  @Text('What it is called.') name!: string;
  @Linked('Borough', 'The borough in which it lies.', OPTIONAL) borough!: string | null;
  @Linked('Team', 'The integrated team that the ward is part of.', OPTIONAL, LATEST) inpt!: WardCard['inpt'];
  @Linked(
    'Team',
    'The Safer Neighbourhoods team of the ward.',
    OPTIONAL,
    LATEST,
    as('saferNeighbourhoodTeam'),
  )
  snt!: WardCard['snt'];
  @LondonDay('The day from which its code is valid.') validFrom!: string;
  @Choice(WardStandingEnum, 'Whether it still exists.') standing!: keyof typeof WardStandingEnum;
  @Instant('When it was abolished.', OPTIONAL) abolishedAt!: string | null;
  @WardCode('The wards that came after it.', usually(5)) successors!: readonly string[];
  @Text('What the ward is called as a Safer Neighbourhood.', OPTIONAL, LATEST)
  saferNeighbourhood!: WardCard['saferNeighbourhood'];
}

export const WardConnection = countedConnectionOf('Ward', () => WardType);
