import { ObjectType } from 'type-graphql';
import {
  initiative,
  type Criterion,
  type Device,
  type EvaluationMethod,
  type GatingBasis,
  type InitiativeKind,
  type InitiativeOutcome,
  type InitiativePremises,
  type PremisesWithdrawalReason,
} from '@wardbook/policing';
import { CriterionEnum } from '../advice-case/advice-case-codes.type.ts';
import {
  as,
  Choice,
  choice,
  Count,
  Instant,
  Key,
  Linked,
  LondonDay,
  Opened,
  OPTIONAL,
  SentAndShown,
  StreamOf,
  Text,
  usually,
  WardCode,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { connectionOf, countedConnectionOf } from '../page.ts';
import type { PersonalTextValue } from '../personal-text.type.ts';
import { Needs } from '../scope.ts';
import { IsRow } from '../weights.ts';
import type { InitiativeCard } from './initiative-board.view.ts';

export const InitiativeKindEnum = choice<InitiativeKind>('InitiativeKind', 'What an initiative does.', {
  LOCK_FITTING: 'Locks and chains are fitted.',
  ALLEY_GATING: 'Gates close an alley to all but those who live there.',
  BLOCK_IMPROVEMENT: 'What many flats share is made secure.',
  WATCH: 'Neighbours look out for each other.',
  OTHER: 'Something else; its label says what.',
});

export const InitiativePremisesEnum = choice<InitiativePremises>(
  'InitiativePremisesKind',
  'What kind of premises an initiative takes in.',
  {
    HOME: 'A home.',
    COMMERCIAL: 'A shop, an office or another business.',
    PLACE_OF_FAITH: 'A place of worship.',
    EDUCATION: 'A school, a college or a nursery.',
    OTHER: 'Other premises.',
    BLOCK_OF_FLATS: 'A block of flats behind one door.',
    ALLEY: 'An alley, with the dwellings along it.',
  },
);

export const DeviceEnum = choice<Device>('SecurityDevice', 'What is fitted.', {
  DOOR_LOCK: 'A lock for a door.',
  WINDOW_LOCK: 'A lock for a window.',
  DOOR_CHAIN: 'A chain for a door.',
  DOOR_VIEWER: 'A viewer for a door.',
  DOOR_CHIME: 'A chime for a door.',
  WINDOW_ALARM: 'An alarm for a window.',
  PERSONAL_ALARM: 'An alarm that somebody carries.',
  ENTRY_DOOR: 'A door that several dwellings share.',
  ENTRY_PHONE: 'A telephone at such a door.',
  ALLEY_GATE: 'A gate that closes an alley.',
  LIGHTING: 'Lighting.',
  OTHER: 'Something else.',
});

export const GatingBasisEnum = choice<GatingBasis>('GatingBasis', 'On what law the gates of an alley rest.', {
  GATING_ORDER: 'A gating order.',
  PSPO: 'A public spaces protection order.',
  OWNERS_CONSENT: 'All who own the alley agree.',
  OTHER: 'Another basis.',
});

export const PremisesWithdrawalEnum = choice<PremisesWithdrawalReason>(
  'PremisesWithdrawalReason',
  'Why premises take part no more.',
  {
    RECIPIENT_ASKED: 'Whoever lives there asked for it.',
    NO_LONGER_ELIGIBLE: 'They are eligible no more.',
    MOVED_AWAY: 'Whoever lived there has moved away.',
    NO_ANSWER: 'Nobody answers there.',
    OTHER: 'For another reason.',
  },
);

export const EvaluationMethodEnum = choice<EvaluationMethod>(
  'EvaluationMethod',
  'In what it was counted, before and after.',
  {
    RECORDED_CRIME: 'Crimes on record.',
    REPEAT_VICTIMISATION: 'People who became victims once more.',
    RESIDENTS_ASKED: 'Residents who said that they had been affected.',
    SITE_INSPECTION: 'Faults that were found on site.',
    OTHER: 'Something else.',
  },
);

export const InitiativeOutcomeEnum = choice<InitiativeOutcome>(
  'InitiativeOutcome',
  'How an initiative ended.',
  {
    COMPLETED: 'All was done that was to be done.',
    ENDED_EARLY: 'Some of it was done.',
    NOT_BEGUN: 'Nothing was done.',
    OTHER: 'In another way.',
  },
);

type Standing = Exclude<InitiativeCard['standing'], 'EXPECTED'>;
export const InitiativeStandingEnum = choice<Standing>('InitiativeStanding', 'Whether it is at work.', {
  OPEN: 'It is.',
  CLOSED: 'It was closed; it may be reopened.',
});

const PremisesStandingEnum = choice<'ADMITTED' | 'WITHDRAWN'>(
  'InitiativePremisesStanding',
  'Whether premises take part.',
  { ADMITTED: 'They do.', WITHDRAWN: 'They were withdrawn.' },
);

@SentAndShown('A ward of an initiative.', 'InitiativeWardInput')
@Needs('NEIGHBOURHOOD')
export class InitiativeWard {
  @WardCode('The ward.', as('wardCode')) ward!: string;
  @Count(0, 1_000_000, 'How many dwellings of it are thought to be eligible.') eligibleDwellings!: number;
}

@ObjectType({ description: 'How much of a ward an initiative has reached, as far as it is on record.' })
@Needs('NEIGHBOURHOOD')
export class InitiativeCoverage {
  @Text('The ward, by its GSS code.') wardCode!: string;
  @Count('How many dwellings are thought to be eligible; 0 where the ward is no longer in the area.')
  eligibleDwellings!: number;
  @Count('How many premises take part.') premises!: number;
  @Count('How many dwellings those are.') dwellings!: number;
  @Count('How often something was fitted.') installations!: number;
  @Count('How many dwellings that was for; each counts once, and forty behind one door are forty.')
  fittedDwellings!: number;
}

@ObjectType({ description: 'Money for an initiative.' })
@Needs('NEIGHBOURHOOD')
export class InitiativeFunding {
  @Key('Names this funding within the initiative.') key!: string;
  @Linked('Agency', 'Who pays; null where that is not on the register of agencies.', OPTIONAL)
  funder!: string;
  @Count('How much, in pence.') amountPence!: number;
  @LondonDay('The first day.') from!: string;
  @LondonDay('The last day.', OPTIONAL) until!: string | null;
  @Instant('When it ended before its last day.', OPTIONAL) endedAt!: string | null;
}

@ObjectType({ description: 'How people were asked about an initiative, and what they said.' })
@Needs('NEIGHBOURHOOD')
export class InitiativeConsultation {
  @Key('Names this consultation within the initiative.') key!: string;
  @Count('How many were asked.') asked!: number;
  @Count('How many of them responded.') responded!: number;
  @Count('How many of those agreed.') agreed!: number;
  @LondonDay('The last day on which anybody could answer.') closedOn!: string;
}

@ObjectType({ description: 'On what law an initiative rests.' })
@Needs('NEIGHBOURHOOD')
export class InitiativeLegalBasis {
  @Key('Names this legal basis within the initiative.') key!: string;
  @Choice(GatingBasisEnum, 'What kind it is of.') kind!: GatingBasis;
  @Text('Where it is kept.') reference!: string;
  @LondonDay('The first day on which it is in force.') from!: string;
  @LondonDay('The last day.', OPTIONAL) until!: string | null;
  @Instant('When it ended before its last day.', OPTIONAL) endedAt!: string | null;
}

@ObjectType({ description: 'What it was before an initiative, and after.' })
@Needs('NEIGHBOURHOOD')
export class InitiativeEvaluation {
  @Key('Names this evaluation within the initiative.') key!: string;
  @Choice(EvaluationMethodEnum, 'What was counted.') method!: EvaluationMethod;
  @Count('How many before, in as long a period.') before!: number;
  @Count('How many after.') after!: number;
  @LondonDay('The first day of the period after.') from!: string;
  @LondonDay('The last day of it.') until!: string;
}

@ObjectType({ description: 'What was fitted at premises, at one time.' })
@Needs('REFERRAL')
export class PremisesInstallation {
  @Choice(DeviceEnum, 'What was fitted.', usually(4)) devices!: readonly Device[];
  @Linked('Agency', 'Who fitted it; null where that is not on the register of agencies.', OPTIONAL)
  fittedBy!: string;
  @Instant('When it was fitted.') fittedAt!: string;
}

@ObjectType({
  description: 'Premises that an initiative took in: for the agencies that organise it, and auditors.',
})
@Needs('REFERRAL')
@IsRow()
export class PremisesOfInitiative {
  @Key('Names them within the initiative.') key!: string;
  @Choice(InitiativePremisesEnum, 'What kind of premises they are.') kind!: InitiativePremises;
  @Count('How many dwellings they are.') dwellings!: number;
  @Text('The ward, by its GSS code.') wardCode!: string;
  @Choice(PremisesStandingEnum, 'Whether they take part.') standing!: 'ADMITTED' | 'WITHDRAWN';
  @Instant('When they were taken in.') admittedAt!: string;
  @Choice(CriterionEnum, 'What was attested of whoever lives there.', usually(4))
  criteria!: readonly Criterion[];
  @Linked('Subject', 'Whoever lives there, as far as that is for you.', OPTIONAL) recipient!: string | null;
  @Linked('Survey', 'The survey for which it is done, as far as that is for you.', OPTIONAL)
  survey!: string | null;
  @Key('The recommendation of that survey.', OPTIONAL)
  recommendationKey!: string | null;
  @Opened('Where they are; for the people of the agency that leads.', OPTIONAL)
  address!: PersonalTextValue | null;
  @Instant('When they were withdrawn.', OPTIONAL) withdrawnAt!: string | null;
  @Choice(PremisesWithdrawalEnum, 'Why.', OPTIONAL) withdrawalReason!: PremisesWithdrawalReason | null;
  readonly installations!: readonly PremisesInstallation[];
}

@NodeType('Initiative', 'Something that agencies set up together to reduce crime in an area.')
@Needs('NEIGHBOURHOOD')
export class InitiativeType extends Node implements Partial<InitiativeCard> {
  @StreamOf(initiative) override key!: string;
  @Choice(InitiativeStandingEnum, 'Whether it is at work.') standing!: Standing;
  @Choice(InitiativeKindEnum, 'What it does.') kind!: InitiativeKind;
  @Text('In a few words, what kind of initiative it is.', OPTIONAL) label!: string | null;
  @Text('What it is called.') name!: string;
  @Text('The agency that leads it, by its own id.', as('leadAgencyKey')) lead!: string;
  @Choice(CriterionEnum, 'All of this must be attested of whoever takes part.', usually(4))
  criteria!: readonly Criterion[];
  @Choice(InitiativePremisesEnum, 'The kinds of premises that it takes in.', usually(4))
  premisesKinds!: readonly InitiativePremises[];
  @Count('How many per cent of the price are paid for whoever takes part.', OPTIONAL)
  subsidyPercent!: number | null;
  @Instant('When it was proposed.') proposedAt!: string;
}

export const InitiativeConnection = countedConnectionOf('Initiative', () => InitiativeType);
export const PremisesConnection = connectionOf('PremisesOfInitiative', () => PremisesOfInitiative);
