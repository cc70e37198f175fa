import { ObjectType } from 'type-graphql';
import type { PersonalReference } from '@wardbook/event-sourcing';
import {
  behaviourContract,
  type BehaviourCriterion,
  type BreachKind,
  type ContractDeclineReason,
  type ContractEndReason,
  type ContractField,
  type ContractReview,
  type ContractStanding,
  type DisclosurePurpose,
  type EarlyReason,
  type GuardianWay,
  type LegalBasis,
  type NoBreachReason,
  type NoContractReason,
  type OrderEndReason,
  type OrderKind,
  type OrderOutcome,
  type Signatory,
  type SupportKind,
} from '@wardbook/policing';
import { DisclosurePurposeEnum } from '../crime/crime.type.ts';
import {
  as,
  Choice,
  choice,
  Count,
  Flag,
  Instant,
  Key,
  Linked,
  LondonDay,
  Month,
  OPTIONAL,
  RecordId,
  StreamOf,
  Text,
  usually,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { connectionOf } from '../page.ts';
import { LegalBasisEnum } from '../referral/referral-words.type.ts';
import { Needs } from '../scope.ts';

export const BehaviourCriterionEnum = choice<BehaviourCriterion>(
  'BehaviourCriterion',
  'What is attested of whoever behaves so, instead of a birth date.',
  {
    UNDER_10: 'Under 10 years old.',
    UNDER_16: 'Under 16 years old.',
    UNDER_18: 'Under 18 years old.',
    VULNERABLE: 'Vulnerable for another reason.',
  },
);

export const ContractStandingEnum = choice<ContractStanding>(
  'ContractStanding',
  'How far a contract has come.',
  {
    PROPOSED: 'It is offered; the person or every agency has yet to sign.',
    DECLINED: 'The person does not want it.',
    IN_FORCE: 'The person and an agency signed it, and it holds.',
    RUN_OUT: 'It has run to its end, and is to be completed.',
    COMPLETED: 'It came to its end.',
    ENDED: 'It came to nothing.',
  },
);

export const ContractWorkEnum = choice<'OPEN' | 'CLOSED'>(
  'ContractWork',
  'Whether somebody has something to do about it.',
  {
    OPEN: 'The contract is offered or goes on, or an order was sought and is not decided.',
    CLOSED: 'There is nothing to do.',
  },
);

export const ContractResultEnum = choice<'KEPT' | 'BROKEN'>(
  'ContractResult',
  'What came of a contract that was completed.',
  { KEPT: 'No breach stands.', BROKEN: 'A breach stands.' },
);

export const GuardianWayEnum = choice<GuardianWay>('GuardianWay', 'How a parent or guardian was told.', {
  IN_PERSON: 'In person.',
  BY_PHONE: 'By telephone.',
  IN_WRITING: 'In writing.',
});

export const SupportKindEnum = choice<SupportKind>('SupportKind', 'What help goes with a contract.', {
  YOUTH_SERVICE: 'A service for young people.',
  FAMILY_SUPPORT: 'Support for the family.',
  MENTORING: 'Somebody who stands by the person.',
  EDUCATION_OR_WORK: 'Help with school, training or work.',
  HEALTH_OR_ADDICTION: 'Help with health, or an addiction.',
  HOUSING_SUPPORT: 'Help to keep a home.',
  OTHER: 'Other help.',
});

export const SignatoryEnum = choice<Signatory>('Signatory', 'Who signs a contract.', {
  PERSON: 'The person.',
  AGENCY: 'Your agency.',
});

export const ContractDeclineReasonEnum = choice<ContractDeclineReason>(
  'ContractDeclineReason',
  'How a person declined.',
  {
    NOT_WANTED: 'They do not want it.',
    DID_NOT_COME: 'They did not come to the meeting.',
    OTHER: 'In another way.',
  },
);

export const ContractReviewEnum = choice<ContractReview>('ContractReviewOutcome', 'How a contract goes.', {
  GOES_WELL: 'It is kept.',
  GOES_IN_PART: 'Some of it is kept.',
  DOES_NOT_GO: 'It is not kept.',
  MORE_SUPPORT_NEEDED: 'The person needs more support to keep it.',
});

export const BreachKindEnum = choice<BreachKind>('ContractBreachKind', 'What of a contract was broken.', {
  PROHIBITION: 'Something that was not to be done was done.',
  REQUIREMENT: 'Something that was to be done was not.',
});

export const NoBreachReasonEnum = choice<NoBreachReason>(
  'NoBreachReason',
  'Why it was no breach after all.',
  {
    NOT_PROVEN: 'It could not be shown.',
    ANOTHER_PERSON: 'It was somebody else.',
    NOT_IN_THE_TERMS: 'The contract does not speak of it.',
    OTHER: 'For another reason.',
  },
);

export const EarlyReasonEnum = choice<EarlyReason>(
  'ContractEarlyReason',
  'Why a contract is completed before it ends.',
  {
    AIM_REACHED: 'It has done what it was for.',
    MOVED_AWAY: 'The person moved away.',
    BY_AGREEMENT: 'All who signed agreed.',
    OTHER: 'For another reason.',
  },
);

export const ContractEndReasonEnum = choice<ContractEndReason>(
  'ContractEndReason',
  'Why a contract comes to nothing.',
  {
    PERSON_WITHDREW: 'The person withdrew, as they always may.',
    AGENCIES_WITHDREW: 'The agencies withdrew.',
    NEVER_SIGNED: 'It was never signed.',
    ORDER_INSTEAD: 'An order takes its place.',
    MOVED_AWAY: 'The person moved away.',
    OTHER: 'For another reason.',
  },
);

export const OrderKindEnum = choice<OrderKind>(
  'OrderKind',
  'What can be sought against antisocial behaviour.',
  {
    ASBO: 'An antisocial behaviour order; until 22 March 2015.',
    CIVIL_INJUNCTION: 'A civil injunction; from 23 March 2015.',
    CRIMINAL_BEHAVIOUR_ORDER: 'A criminal behaviour order, on conviction; from 20 October 2014.',
    COMMUNITY_PROTECTION_NOTICE:
      'A notice after a written warning, to whoever is 16 or older; from 20 October 2014.',
    CLOSURE: 'The closure of premises; from 20 October 2014.',
    POSSESSION: 'Possession of a home; from 20 October 2014.',
  },
);

export const NoContractReasonEnum = choice<NoContractReason>(
  'NoContractReason',
  'Why an order is sought though no contract was offered.',
  {
    RISK_OF_HARM: 'Somebody may come to harm.',
    URGENT: 'It cannot wait.',
    NOT_REACHED: 'The person cannot be reached.',
    CONVICTED: 'The person was convicted.',
    CONTRACT_NOT_SUITABLE: 'A contract does not suit the person.',
    OTHER: 'For another reason.',
  },
);

export const OrderOutcomeEnum = choice<OrderOutcome>('OrderOutcome', 'What became of an order.', {
  GRANTED: 'It was granted.',
  REFUSED: 'It was refused.',
  WITHDRAWN: 'Whoever sought it did so no more.',
});

export const OrderEndReasonEnum = choice<OrderEndReason>('OrderEndReason', 'Why an order holds no more.', {
  DISCHARGED: 'It was lifted.',
  REPLACED: 'Another took its place.',
  APPEAL_ALLOWED: 'An appeal was allowed.',
  OTHER: 'For another reason.',
});

export const ContractFieldEnum = choice<ContractField>(
  'ContractField',
  'What of a contract can be disclosed.',
  {
    CATEGORY: 'What the behaviour is.',
    DATES: 'When it was proposed, when it begins and when it ends.',
    ORDERS: 'Which orders were sought, and what became of them.',
    PERSON: 'What the person is called.',
    STANDING: 'How far it has come.',
    TERMS: 'A redacted text of its terms, which somebody else has approved.',
  },
);

@ObjectType({ description: 'An agency that was invited to sign a contract, or whose contract it is.' })
@Needs('REFERRAL')
export class ContractSignature {
  @Text('The agency’s own id, as tokens carry it.')
  @Linked('Agency', 'Null where it is not on the register.', OPTIONAL, as('agency'))
  agencyKey!: string;
  @Instant('When it signed; null before that.', OPTIONAL) signedAt!: string | null;
}

@ObjectType({ description: 'That a contract was broken.' })
@Needs('REFERRAL')
export class ContractBreach {
  @Key('Names it within the record.') key!: string;
  @Choice(BreachKindEnum, 'What was broken.') kind!: BreachKind;
  @Instant('When.') at!: string;
  @Text('Where the evidence is kept.') evidence!: string;
  @Instant('When it was found to be none.', OPTIONAL) foundWrongAt!: string | null;
  @Choice(NoBreachReasonEnum, 'Why it was none.', OPTIONAL) foundWrongBecause!: NoBreachReason | null;
  readonly words!: PersonalReference | null;
  readonly owner!: string | undefined;
}

@ObjectType({ description: 'An order that was sought, and what became of it.' })
@Needs('REFERRAL')
export class BehaviourOrder {
  @Key('Names it within the record.') key!: string;
  @Choice(OrderKindEnum, 'What was sought.') kind!: OrderKind;
  @Instant('When.') soughtAt!: string;
  @Choice(BehaviourCriterionEnum, 'What was attested of the person then.', usually(2))
  criteria!: readonly BehaviourCriterion[];
  @LondonDay('When the person was warned in writing.', OPTIONAL) warnedOn!: string | null;
  @Choice(NoContractReasonEnum, 'Why no contract came first, as it was said.', OPTIONAL)
  whyNoContract!: NoContractReason | null;
  @Flag('No contract had been offered by then (R-ASB-4).') isWithoutContract!: boolean;
  @Choice(OrderOutcomeEnum, 'What became of it; null before that.', OPTIONAL) outcome!: OrderOutcome | null;
  @Instant('When that was.', OPTIONAL) outcomeAt!: string | null;
  @LondonDay('GRANTED: the day on which it ends, where it says one.', OPTIONAL) until!: string | null;
  @Instant('When it was ended before that.', OPTIONAL) endedAt!: string | null;
  @Choice(OrderEndReasonEnum, 'Why it was ended.', OPTIONAL) endReason!: OrderEndReason | null;
  @Flag('It is sought, or holds.') isLive!: boolean;
}

@ObjectType({
  description: 'A text that others may read instead of the terms, once somebody else has read it.',
})
@Needs('REFERRAL')
export class RedactedTerms {
  @Key('Names it within the record.') key!: string;
  @Text('Who wrote it, by their own id.') proposedBy!: string;
  @Instant('When.') proposedAt!: string;
  @Instant('Since when it is approved; null where it is not.', OPTIONAL) approvedAt!: string | null;
  readonly words!: PersonalReference | null;
  readonly owner!: string | undefined;
}

@ObjectType({ description: 'What an agency sees of a contract, and on what that rests.' })
@Needs('REFERRAL')
export class DisclosureOfContract {
  @Text('The agency’s own id, as tokens carry it.')
  @Linked('Agency', 'Null where it is not on the register.', OPTIONAL, as('agency'))
  agencyKey!: string;
  @Instant('Since when.') since!: string;
  @Choice(ContractFieldEnum, 'What it sees.', usually(6)) fields!: readonly ContractField[];
  @Choice(LegalBasisEnum, 'On what it rests.') legalBasis!: LegalBasis;
  @Key('The agreement with the agency.', OPTIONAL) agreement?: string;
  @Choice(DisclosurePurposeEnum, 'What for.') purpose!: DisclosurePurpose;
}

@NodeType(
  'BehaviourContract',
  'How somebody is to behave, as they signed it themselves, and the orders that were sought against them. For the agency whose it is; those that were invited to sign it see the contract alone.',
)
@Needs('REFERRAL')
export class BehaviourContractType extends Node {
  @StreamOf(behaviourContract) override key!: string;
  @Text('The id of the agency whose it is, as tokens carry it.', as('ownerKey'))
  @Linked('Agency', 'The agency whose it is; null where it is not on the register.', OPTIONAL)
  owner!: string;
  @Linked('Subject', 'Whose behaviour it is about.', OPTIONAL) person!: string;
  @Instant('When the contract was proposed, or the first order sought.') begunAt!: string;
  @Instant('When the contract was proposed; null where there is none.', OPTIONAL) proposedAt?: string;
}

export const BehaviourContractConnection = connectionOf('BehaviourContract', () => BehaviourContractType);

@ObjectType({ description: 'Orders that were sought though no contract had been offered, for one reason.' })
@Needs('REFERRAL')
export class OrdersWithoutContract {
  @Choice(NoContractReasonEnum, 'Why.') reason!: NoContractReason;
  @Count('How many.') count!: number;
}

@ObjectType({ description: 'What became of contracts of your agency in a month, and of orders without one.' })
@Needs('REFERRAL')
export class ContractFigures {
  @Month('The month in London.') month!: string;
  @Count('How many were proposed.') proposed!: number;
  @Count('How many came into force.') signed!: number;
  @Count('How many were declined, and not offered again since.') declined!: number;
  @Count('How many were completed, and no breach stands.') kept!: number;
  @Count('How many were completed, and a breach stands.') broken!: number;
}

@ObjectType({ description: 'An order, as far as orders were disclosed to your agency.' })
@Needs('REFERRAL')
export class DisclosedOrder {
  @Choice(OrderKindEnum, 'What was sought.') kind!: OrderKind;
  @Instant('When.') soughtAt!: string;
  @Choice(OrderOutcomeEnum, 'What became of it; null before that.', OPTIONAL) outcome!: OrderOutcome | null;
  @LondonDay('GRANTED: the day on which it ends, where it says one.', OPTIONAL) until!: string | null;
  @Flag('It is sought, or holds.') isLive!: boolean;
}

@ObjectType({
  description: 'A contract as far as it was disclosed to your agency: what was not disclosed is null.',
})
@Needs('REFERRAL')
export class DisclosedContract {
  @RecordId('The global id of the contract.') contractId!: string;
  @Choice(ContractFieldEnum, 'What was disclosed.', usually(6)) fields!: readonly ContractField[];
  @Choice(LegalBasisEnum, 'On what it rests.') legalBasis!: LegalBasis;
  @Key('The agreement with your agency.', OPTIONAL) agreement!: string | null;
  @Choice(DisclosurePurposeEnum, 'What for.') purpose!: DisclosurePurpose;
  @Key('What the behaviour is, by the policy on antisocial behaviour.', OPTIONAL) category!: string | null;
  @Choice(ContractStandingEnum, 'How far it has come.', OPTIONAL) standing!: ContractStanding | null;
  @Instant('When it was proposed.', OPTIONAL) proposedAt!: string | null;
  @Instant('When it came into force.', OPTIONAL) startedAt!: string | null;
  @LondonDay('The day on which it ends.', OPTIONAL) endsOn!: string | null;
}

export const DisclosedContractConnection = connectionOf('DisclosedContract', () => DisclosedContract);
