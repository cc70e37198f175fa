import { ObjectType } from 'type-graphql';
import type { PersonalReference, Timeline } from '@wardbook/event-sourcing';
import {
  crime,
  type AllocationCause,
  type AllocationReason,
  type CrimeCategory,
  type CrimeField,
  type CrimeMarker,
  type CrimeOutcome,
  type Criterion,
  type DisclosurePurpose,
  type Investigator,
  type LegalBasis,
  type NoVictimReason,
} from '@wardbook/policing';
import { CriterionEnum } from '../advice-case/advice-case-codes.type.ts';
import {
  as,
  Choice,
  choice,
  Count,
  Flag,
  Instant,
  Key,
  LATEST,
  Linked,
  Month,
  OPTIONAL,
  Personal,
  RecordId,
  StreamOf,
  Text,
  usually,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { connectionOf } from '../page.ts';
import { CrimeCategoryEnum, InvestigatorEnum } from '../policy/policy.type.ts';
import { LegalBasisEnum } from '../referral/referral-words.type.ts';
import { Needs } from '../scope.ts';
import type { CrimeCard } from './crime-board.view.ts';

export const CrimeStandingEnum = choice<'OPEN' | 'CLOSED'>('CrimeStanding', 'How far a crime has come.', {
  OPEN: 'It is investigated, or waits for somebody who does.',
  CLOSED: 'The investigation ended; the outcome says how.',
});

export const CrimeMarkerEnum = choice<CrimeMarker>(
  'CrimeMarker',
  'What makes a crime one for the CID, whatever its category.',
  {
    SERIOUS: 'It is serious.',
    COMPLEX: 'It is complex.',
    GANG: 'A gang has to do with it.',
    HATE: 'It is a hate crime.',
    DOMESTIC: 'It is domestic abuse.',
  },
);

export const AllocationCauseEnum = choice<AllocationCause>('AllocationCause', 'What speaks for the CID.', {
  CATEGORY: 'The policy gives the category to the CID.',
  SERIOUS: 'It is serious.',
  COMPLEX: 'It is complex.',
  GANG: 'A gang has to do with it.',
  HATE: 'It is a hate crime.',
  DOMESTIC: 'It is domestic abuse.',
});

export const AllocationReasonEnum = choice<AllocationReason>(
  'AllocationReason',
  'Why somebody else investigates than the policy says.',
  {
    PART_OF_A_SERIES: 'It is one of a series.',
    VULNERABLE_VICTIM: 'The victim is vulnerable.',
    KNOWN_OFFENDER: 'They know the offender.',
    SKILLS_NEEDED: 'It needs what they can do.',
    BEYOND_THE_WARD: 'It reaches beyond the ward.',
    LOCAL_KNOWLEDGE: 'They know the place and its people.',
    NO_CAPACITY: 'The others cannot take on more.',
    OTHER: 'For another reason.',
  },
);

export const NoVictimReasonEnum = choice<NoVictimReason>(
  'NoVictimReason',
  'Why somebody was no victim of a crime after all.',
  {
    NOT_A_VICTIM: 'They did not suffer it.',
    REGISTERED_TWICE: 'The same person was registered twice.',
    ANOTHER_CRIME: 'They suffered another crime.',
    OTHER: 'For another reason.',
  },
);

export const CrimeOutcomeEnum = choice<CrimeOutcome>('CrimeOutcome', 'How an investigation ended.', {
  CHARGED: 'Somebody was charged.',
  CAUTIONED: 'Somebody was cautioned.',
  COMMUNITY_RESOLUTION: 'It was resolved with those concerned.',
  NO_SUSPECT_IDENTIFIED: 'Nobody was found who did it.',
  UNABLE_TO_PROSECUTE: 'A suspect cannot be prosecuted.',
  NOT_IN_PUBLIC_INTEREST: 'To go on is not in the public interest.',
  ANOTHER_AGENCY_ACTS: 'Another agency acts.',
  NO_CRIME: 'It was no crime.',
  OTHER: 'In another way.',
});

export const CrimeFieldEnum = choice<CrimeField>(
  'CrimeField',
  'What of a crime can be disclosed. Who its victims are never is: help for them is asked for by a referral.',
  {
    CATEGORY: 'Its category.',
    CIRCUMSTANCES: 'Its circumstances, in words.',
    COMMITTED: 'When it was committed.',
    MARKERS: 'Its markers.',
    STANDING: 'Whether it is open, and how it was closed.',
    WARD: 'In which ward it is.',
  },
);

export const DisclosurePurposeEnum = choice<DisclosurePurpose>(
  'DisclosurePurpose',
  'What a partner is told something for.',
  {
    VICTIM_SUPPORT: 'To support a victim.',
    SAFEGUARDING: 'To keep somebody safe.',
    HOME_SECURITY: 'To make a home secure.',
    PROBLEM_SOLVING: 'To solve a problem together.',
    PROSECUTION: 'To prosecute somebody.',
    OTHER: 'For another purpose.',
  },
);

export const DepartureStandingEnum = choice<'OPEN' | 'EXPLAINED' | 'OVER'>(
  'DepartureStanding',
  'Whether somebody else investigates than the policy says (R-INPT-6).',
  {
    OPEN: 'Somebody else does, and nobody has given a reason, or granted it: it is to be dealt with.',
    EXPLAINED: 'Somebody else does, for a reason, or because an inspector granted it.',
    OVER: 'Somebody else did.',
  },
);

export const AllocatedToEnum = choice<Investigator | 'NOBODY'>('AllocatedTo', 'Who investigates.', {
  INPT: 'An integrated neighbourhood policing team.',
  CID: 'The criminal investigation department.',
  NOBODY: 'Nobody, as yet.',
});

@ObjectType({ description: 'Somebody who suffered a crime.' })
@Needs('CASE')
export class CrimeVictim {
  @Linked('Subject', 'Who, and how it is safe to reach them.', OPTIONAL) person!: string;
  @Instant('Since when they are registered.') registeredAt!: string;
  @Choice(CriterionEnum, 'What was attested of them.', usually(5)) criteria!: readonly Criterion[];
  @Linked('Visit', 'The visit that they are offered; null until the offer is on record.', OPTIONAL)
  visit!: string;
}

@ObjectType({ description: 'Who investigates a crime from some moment on.' })
@Needs('CASE')
export class CrimeAllocation {
  @Instant('From when on.') from!: string;
  @Choice(InvestigatorEnum, 'Whose it is.') to!: Investigator;
  @Linked('Team', 'The team that investigates.', OPTIONAL) team!: string;
  @Choice(AllocationReasonEnum, 'Why, where somebody said so.', OPTIONAL) reason?: AllocationReason;
  @Text('The version of the policy on allocation; null where none served.', OPTIONAL) policy?: string;
  @Key('The request that an inspector granted.', OPTIONAL, as('requestKey')) request?: string;
}

@ObjectType({
  description: 'For a while somebody else investigates than the policy says, by what is on record now.',
})
@Needs('CASE')
export class CrimeDeparture {
  @Instant('From when on.') from!: string;
  @Instant('Until when; null while it lasts.', OPTIONAL) until?: string;
  @Choice(InvestigatorEnum, 'Who investigates.') to!: Investigator;
  @Linked('Team', 'The team that investigates.', OPTIONAL) team!: string;
  @Choice(AllocationReasonEnum, 'Why.', OPTIONAL) reason?: AllocationReason;
  @Choice(AllocationCauseEnum, 'What speaks for the CID all the while.', usually(6))
  causes!: readonly AllocationCause[];
  @Key('The request that an inspector granted.', OPTIONAL, as('requestKey')) request?: string;
  @Flag('Nobody gave a reason, or granted it as far as it goes: it is to be dealt with.') isOpen!: boolean;
}

@ObjectType({ description: 'What an agency sees of a crime, and on what that rests.' })
@Needs('CASE')
export class DisclosureOfCrime {
  @Text('The agency’s own id, as tokens carry it.')
  @Linked('Agency', 'Null where it is not on the register.', OPTIONAL, as('agency'))
  agencyKey!: string;
  @Instant('Since when.') since!: string;
  @Choice(CrimeFieldEnum, 'What it sees.', usually(6)) fields!: readonly CrimeField[];
  @Choice(LegalBasisEnum, 'On what it rests.') legalBasis!: LegalBasis;
  @Key('The agreement with the agency.', OPTIONAL) agreement?: string;
  @Choice(DisclosurePurposeEnum, 'What for.') purpose!: DisclosurePurpose;
  @Flag('Nothing is shown while it rests on too little for what the crime is known to be (R-CRIME-3).')
  isHidden!: boolean;
}

@NodeType('Crime', 'A crime of your force: what it is, who suffered it, and who investigates it.')
@Needs('CASE')
export class CrimeType extends Node implements Partial<CrimeCard> {
  @StreamOf(crime) override key!: string;
  @Choice(CrimeStandingEnum, 'How far it has come.') standing!: 'OPEN' | 'CLOSED';
  @Instant('When it was recorded.') recordedAt!: string;
  @Linked('Ward', 'The ward in which it was committed.', OPTIONAL) ward!: string | null;
  @Choice(CrimeCategoryEnum, 'What it is recorded as.', LATEST) category!: Timeline<CrimeCategory>;
  @Instant('From when on it was committed, as far as anybody knows.', OPTIONAL)
  committedFrom!: string | null;
  @Instant('Until when it was committed, as far as anybody knows.', OPTIONAL)
  committedUntil!: string | null;
  @Personal('CRIME', 'Its circumstances.', OPTIONAL) circumstances!: PersonalReference | null;
}

export const CrimeConnection = connectionOf('Crime', () => CrimeType);

@ObjectType({ description: 'Of the crimes that were recorded in a month, who investigates how many now.' })
@Needs('CASE')
export class AllocationShares {
  @Month('The month in London.') month!: string;
  @Count('How many an integrated neighbourhood policing team investigates.') inpt!: number;
  @Count('How many the criminal investigation department investigates.') cid!: number;
  @Count('How many nobody does, as yet.') nobody!: number;
  @Count('How many another investigates than the policy says, for a reason.') explained!: number;
  @Count('How many another investigates than the policy says, without one.') open!: number;
}

@ObjectType({
  description: 'A crime as far as it was disclosed to your agency: what was not disclosed is null.',
})
@Needs('REFERRAL')
export class DisclosedCrime {
  @RecordId('The global id of the crime.') crimeId!: string;
  @Choice(CrimeFieldEnum, 'What was disclosed.', usually(6)) fields!: readonly CrimeField[];
  @Choice(LegalBasisEnum, 'On what that rests.') legalBasis!: LegalBasis;
  @Key('The agreement with your agency.', OPTIONAL) agreement!: string | null;
  @Choice(DisclosurePurposeEnum, 'What it was disclosed for.') purpose!: DisclosurePurpose;
  @Choice(CrimeCategoryEnum, 'What it is recorded as.', OPTIONAL) category!: CrimeCategory | null;
  @Choice(CrimeMarkerEnum, 'Its markers.', usually(5), OPTIONAL) markers!: readonly CrimeMarker[] | null;
  @Linked('Ward', 'The ward in which it was committed.', OPTIONAL) ward!: string | null;
  @Instant('From when on it was committed.', OPTIONAL) committedFrom!: string | null;
  @Instant('Until when it was committed.', OPTIONAL) committedUntil!: string | null;
  @Choice(CrimeStandingEnum, 'How far it has come.', OPTIONAL) standing!: 'OPEN' | 'CLOSED' | null;
  @Choice(CrimeOutcomeEnum, 'How it was closed.', OPTIONAL) outcome!: CrimeOutcome | null;
}

export const DisclosedCrimeConnection = connectionOf('DisclosedCrime', () => DisclosedCrime);
