import { ObjectType } from 'type-graphql';
import type { PersonalReference } from '@wardbook/event-sourcing';
import {
  visit,
  type CrimeCategory,
  type MeetingPlace,
  type NeedsCriterion,
  type OfferChannel,
  type VictimDuty,
  type VictimInformation,
  type VisitChangeReason,
  type VisitHelp,
  type VisitOutcome,
  type VisitPurpose,
  type VisitSide,
  type VisitStanding,
  type VisitStep,
} from '@wardbook/policing';
import {
  as,
  Choice,
  choice,
  Count,
  Flag,
  Group,
  Instant,
  Key,
  Linked,
  LondonDay,
  NodeId,
  OPTIONAL,
  Personal,
  StreamOf,
  Text,
  usually,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { connectionOf } from '../page.ts';
import { CrimeCategoryEnum } from '../policy/policy.type.ts';
import { Needs } from '../scope.ts';
import type { VisitCard } from './visit-board.view.ts';

export const VisitStandingEnum = choice<VisitStanding>(
  'VictimVisitStanding',
  'How far the visit to a victim has come.',
  {
    DUE: 'It is to be offered.',
    OFFERED: 'It was offered; the victim has not answered.',
    ACCEPTED: 'The victim wants it, or asked again for it; nothing is booked.',
    DECLINED: 'The victim does not want it, which is final unless they ask again.',
    BOOKED: 'An appointment is booked.',
    ATTENDED: 'The victim was visited.',
    OFFICER_DID_NOT_ATTEND: 'The police did not come. It is to be booked anew.',
    RECIPIENT_UNAVAILABLE: 'The police came, and met nobody.',
    RESCHEDULED: 'The appointment was moved, and is to be booked anew.',
    CANCELLED: 'It was called off.',
    CLOSED: 'All was done.',
    WITHDRAWN: 'Whoever it was for was no victim of that crime after all.',
  },
);

const VisitStepEnum = choice<VisitStep['how']>('VictimVisitStep', 'What became of a visit.', {
  OFFERED: 'It was offered.',
  ACCEPTED: 'The victim accepted.',
  DECLINED: 'The victim declined.',
  ASKED_AGAIN: 'The victim asked again.',
  ATTENDED: 'The victim was visited.',
  OFFICER_DID_NOT_ATTEND: 'The police did not come.',
  RECIPIENT_UNAVAILABLE: 'The police came, and met nobody.',
  RESCHEDULED: 'The appointment was moved.',
  CANCELLED: 'It was called off.',
  CLOSED: 'It was closed.',
});

export const OfferChannelEnum = choice<OfferChannel>('OfferChannel', 'How a visit is offered.', {
  PHONE: 'By telephone; only where that is safe.',
  LETTER: 'In writing; only where that is safe.',
  IN_PERSON: 'Face to face.',
  THROUGH_AGENCY: 'Through the agency through which alone the victim is reached.',
});

export const VisitPurposeEnum = choice<VisitPurpose>('VisitPurpose', 'What an appointment is for.', {
  VICTIM_CARE: 'To see how the victim is, and to help.',
  STATEMENT: 'To take a statement.',
  CRIME_PREVENTION: 'To advise on how to prevent crime.',
  SECURITY_SURVEY: 'To survey how secure a home is.',
  OTHER: 'For something else.',
});

export const VisitHelpEnum = choice<VisitHelp>('VisitHelp', 'What a victim was helped with.', {
  LISTENED_TO: 'They were listened to.',
  ADVICE_GIVEN: 'They were advised.',
  LOCKS_OR_REPAIRS: 'Something was repaired, or locks were fitted or arranged.',
  PROPERTY_MARKED: 'Property was marked.',
  REFERRED_TO_SUPPORT: 'Somebody was asked to support them.',
  RIGHTS_EXPLAINED: 'Their rights were explained.',
  SURVEY_ARRANGED: 'A security survey was arranged.',
  OTHER: 'Something else.',
});

export const MeetingPlaceEnum = choice<MeetingPlace>('MeetingPlace', 'Where a victim was met.', {
  VICTIMS_PREMISES: 'Where the victim lives or works; an attendance was planned.',
  POLICE_PREMISES: 'At the police.',
  ELSEWHERE: 'Somewhere else.',
});

export const VisitSideEnum = choice<VisitSide>('VisitSide', 'Who asked for a change.', {
  VICTIM: 'The victim.',
  POLICE: 'The police.',
});

export const VisitChangeReasonEnum = choice<VisitChangeReason>(
  'VisitChangeReason',
  'Why a visit is moved or called off.',
  {
    ANOTHER_TIME: 'Another time is better.',
    NO_LONGER_WANTED: 'It is not wanted any more.',
    NOT_SAFE: 'It is not safe.',
    NEEDED_ELSEWHERE: 'Whoever was to come is needed elsewhere.',
    OTHER: 'For another reason.',
  },
);

export const NeedsCriterionEnum = choice<NeedsCriterion>(
  'NeedsCriterion',
  'What somebody attests of what a victim needs.',
  {
    AGE_60_PLUS: 'They are 60 or older.',
    UNDER_18: 'They are younger than 18.',
    VULNERABLE: 'They are vulnerable.',
    REPEAT_VICTIM: 'They have been a victim before.',
    MOST_SERIOUS_CRIME: 'The crime is among the most serious.',
    INTIMIDATED: 'They are intimidated.',
  },
);

export const VictimInformationEnum = choice<VictimInformation>(
  'VictimInformation',
  'What a victim is told.',
  {
    CRIME_CONFIRMED: 'That the crime is on record.',
    RIGHTS: 'Their rights.',
    SUPPORT: 'Who can support them.',
    PROGRESS: 'How the investigation goes.',
    OUTCOME: 'How the investigation ended.',
  },
);

export const VisitOutcomeEnum = choice<VisitOutcome>('VisitOutcome', 'As what a visit is closed.', {
  VISITED: 'The victim was visited.',
  DECLINED: 'The victim declined.',
  CANCELLED: 'It was called off.',
  NOT_REACHED: 'The victim did not answer, or was not there.',
});

const VictimDutyEnum = choice<VictimDuty>('VictimDuty', 'What is owed to a victim.', {
  OFFER: 'The offer of a visit.',
  NEEDS: 'An assessment of what they need (Victims\u2019 Code).',
  INFORMING: 'To be told what is done about the crime (Victims\u2019 Code).',
});

@ObjectType({ description: 'How a visit was offered.' })
@Needs('CASE')
export class VisitOffer {
  @Instant('When.') at!: string;
  @Choice(OfferChannelEnum, 'How.') channel!: OfferChannel;
  @Linked('Agency', 'THROUGH_AGENCY: through which.', OPTIONAL) agency!: string | null;
}

@ObjectType({ description: 'One thing that became of a visit.' })
@Needs('CASE')
export class VisitCourse {
  @Instant('When.') at!: string;
  @Choice(VisitStepEnum, 'What.') how!: VisitStep['how'];
  @Text(
    'In codes what was said of it: where, for what and with what help somebody was visited; why nobody came; how somebody was tried; who moved it or called it off, and why.',
  )
  said!: string;
  @Linked('Attendance', 'The attendance on which that was found.', OPTIONAL) attendance?: string;
}

@ObjectType({ description: 'A slot of an appointment car for a victim.' })
@Needs('CASE')
export class VisitAppointment {
  @Key('The appointments of its area and day.') appointments!: string;
  @Key('The car.') car!: string;
  @Instant('When it begins.') from!: string;
  @Instant('When it ends.') to!: string;
  @Choice(VisitPurposeEnum, 'What it is for.') purpose!: VisitPurpose;
  @Instant('When it was booked.') bookedAt!: string;
}

@ObjectType({ description: 'What a victim was found to need.' })
@Needs('CASE')
export class VictimNeedsShown {
  @Instant('When that was assessed.') at!: string;
  @Choice(NeedsCriterionEnum, 'What was attested.', usually(6)) criteria!: readonly NeedsCriterion[];
  @Flag('Whether the victim has enhanced rights.') enhanced!: boolean;
  @LondonDay('ENHANCED: by which day the victim is informed.', OPTIONAL) informBy!: string | null;
}

@ObjectType({ description: 'What a victim was told.' })
@Needs('CASE')
export class VictimInformedShown {
  @Instant('When.') at!: string;
  @Choice(VictimInformationEnum, 'What.') what!: VictimInformation;
}

@ObjectType({ description: 'What is owed to a victim, by which day, and whether it was done in time.' })
@Needs('CASE')
export class VictimDutyShown {
  @Choice(VictimDutyEnum, 'What.') duty!: VictimDuty;
  @LondonDay('By which day.') dueOn!: string;
  @Instant('When it was done first.', OPTIONAL) doneAt!: string | null;
  @Flag('Whether it was not done in time.') isOverdue!: boolean;
}

@ObjectType({ description: 'What was said of an outcome.' })
@Needs('CASE')
export class VisitNote {
  @Instant('Of when.') at!: string;
  @Personal('VISIT', 'What was said.') note!: PersonalReference;
}

@NodeType('Visit', 'The visit that a victim of crime is offered, and what became of it.')
@Needs('CASE')
export class VisitType extends Node implements Partial<VisitCard> {
  @StreamOf(visit) override key!: string;
  @Choice(VisitStandingEnum, 'How far it has come.') standing!: VisitStanding;
  @Instant('When its victim was registered, or it was opened on a referral.') openedAt!: string;
  @NodeId('Subject', 'Who is offered it.', as('victimSubjectId')) victim!: string;
  @Linked('Crime', 'The crime whose victim it is for.', OPTIONAL) crime!: string | null;
  @Choice(CrimeCategoryEnum, 'The category that the crime had then.', OPTIONAL)
  category!: CrimeCategory | null;
  @Linked('Referral', 'The referral by which a detective asked for it.', OPTIONAL) referral!: string | null;
  @Linked('Member', 'The specialist who opened it on a referral.', OPTIONAL) openedBy!: string | null;
  @LondonDay('By which day it is offered.') offerBy!: string;
  @Text('The version of the policy on visits that set the days; null where none served.', OPTIONAL)
  policy!: string | null;
  @Group(() => VisitOffer, 'How it was offered, the first first.', usually(3))
  offers!: readonly VisitOffer[];
  @Group(() => VisitNote, 'What was said of its outcomes.', usually(3)) notes!: readonly VisitNote[];
}

export const VisitConnection = connectionOf('VictimVisit', () => VisitType);

@ObjectType({
  description:
    'What became of the offers of one category of crime that were due in a month, and who failed where nobody was visited.',
})
@Needs('CASE')
export class VisitFigures {
  @Choice(CrimeCategoryEnum, 'The category; null: asked for by a referral.', OPTIONAL)
  category!: CrimeCategory | null;
  @Count('How many victims were to be offered a visit.') due!: number;
  @Count('How many were offered one by now.') made!: number;
  @Count('How many were not offered one in time.') overdue!: number;
  @Count('How many accepted, at first or later.') accepted!: number;
  @Count('How many declined, and did not ask again.') declined!: number;
  @Count('How many were visited.') kept!: number;
  @Count('How often the police did not come.') officerDidNotAttend!: number;
  @Count('How often the police came and met nobody.') recipientUnavailable!: number;
  @Count('How often the victim moved it or called it off.') changedByVictim!: number;
  @Count('How often the police moved it or called it off.') changedByPolice!: number;
}
