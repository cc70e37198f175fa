import { registerEnumType } from 'type-graphql';
import {
  CAPACITIES,
  CASE_OUTCOMES,
  CASE_REFERRAL_OUTCOMES,
  CCTV_ANSWERS,
  CERTAINTIES,
  CONTACT_CHANNELS,
  CRITERIA,
  DELIVERIES,
  DISCLAIMER_KINDS,
  ORIGINS,
  PREMISES_KINDS,
  PURPOSES,
  RECIPIENT_KINDS,
  SIGNPOST_CHANNELS,
  STANCES,
} from '@wardbook/policing';
import { enumOf } from '../enum-of.ts';

export const CaseStandingEnum = enumOf(['OPEN', 'CLOSED']);
registerEnumType(CaseStandingEnum, { name: 'AdviceCaseStanding' });

export const RecipientKindEnum = enumOf(RECIPIENT_KINDS);
registerEnumType(RecipientKindEnum, { name: 'RecipientKind', description: 'Who is advised.' });

export const CapacityEnum = enumOf(CAPACITIES);
registerEnumType(CapacityEnum, { name: 'Capacity', description: 'As what a recipient is advised.' });

export const AskedCapacityEnum = enumOf([...CAPACITIES, 'POLICE']);
registerEnumType(AskedCapacityEnum, {
  name: 'AskedCapacity',
  description: 'As what somebody asks for advice; the procedure is not for POLICE (R-CASE-17).',
});

export const OriginEnum = enumOf(ORIGINS);
registerEnumType(OriginEnum, { name: 'AdviceCaseOrigin', description: 'What a case arises from.' });

export const PremisesKindEnum = enumOf(PREMISES_KINDS);
registerEnumType(PremisesKindEnum, { name: 'PremisesKind' });

export const CriterionEnum = enumOf(CRITERIA);
registerEnumType(CriterionEnum, {
  name: 'Criterion',
  description: 'What is attested of a recipient, so that nobody reads a birth date.',
});

export const ContactChannelEnum = enumOf(CONTACT_CHANNELS);
registerEnumType(ContactChannelEnum, {
  name: 'ContactChannel',
  description: 'VISIT and TALK are made to give advice; DURING_OTHER_DUTY is a visit for another purpose.',
});

export const StanceEnum = enumOf(STANCES);
registerEnumType(StanceEnum, { name: 'Stance', description: 'AGAINST is never given (R-CASE-5).' });

export const CertaintyEnum = enumOf(CERTAINTIES);
registerEnumType(CertaintyEnum, { name: 'Certainty', description: 'CLAIMED is never given (R-CASE-5).' });

export const CctvAnswerEnum = enumOf(CCTV_ANSWERS);
registerEnumType(CctvAnswerEnum, { name: 'CctvAnswer' });

export const AdvicePurposeEnum = enumOf(PURPOSES);
registerEnumType(AdvicePurposeEnum, { name: 'AdvicePurpose', description: 'Why advice is given.' });

export const SignpostChannelEnum = enumOf(SIGNPOST_CHANNELS);
registerEnumType(SignpostChannelEnum, { name: 'SignpostChannel' });

export const DisclaimerKindEnum = enumOf(DISCLAIMER_KINDS);
registerEnumType(DisclaimerKindEnum, {
  name: 'DisclaimerKind',
  description: 'What every recipient of advice is made aware of.',
});

export const CaseReferralOutcomeEnum = enumOf(CASE_REFERRAL_OUTCOMES);
registerEnumType(CaseReferralOutcomeEnum, { name: 'CaseReferralOutcome' });

export const DeliveryEnum = enumOf(DELIVERIES);
registerEnumType(DeliveryEnum, { name: 'Delivery' });

export const CaseOutcomeEnum = enumOf(CASE_OUTCOMES);
registerEnumType(CaseOutcomeEnum, { name: 'AdviceCaseOutcome' });
