import type {
  AbandoningReason,
  Capacity,
  CaseOutcome,
  CctvAnswer,
  Certainty,
  ContactChannel,
  Criterion,
  Delivery,
  DisclaimerKind,
  Origin,
  PremisesKind,
  Purpose,
  RecipientKind,
  ReferralOutcome,
  SignpostChannel,
  Stance,
} from '@wardbook/policing';
import { choice } from '../fields.ts';

export const CaseStandingEnum = choice<'OPEN' | 'CLOSED'>(
  'AdviceCaseStanding',
  'Whether a case is worked on.',
  {
    OPEN: 'It is worked on.',
    CLOSED: 'It is closed; it can be opened again.',
  },
);

export const RecipientKindEnum = choice<RecipientKind>('RecipientKind', 'Who is advised.', {
  INDIVIDUAL: 'One person.',
  COMMUNITY: 'The people of an area.',
});

const CAPACITIES: Readonly<Record<Capacity, string>> = {
  OCCUPANT: 'Lives or works there.',
  OWNER: 'Owns the premises or the vehicle.',
  VICTIM: 'Was the victim of a crime or incident.',
  MANAGER: 'Manages the premises.',
  OTHER: 'In another capacity.',
  COMMUNITY: 'As a community.',
};
export const CapacityEnum = choice<Capacity>('Capacity', 'As what a recipient is advised.', CAPACITIES);

export const AskedCapacityEnum = choice<Capacity | 'POLICE'>(
  'AskedCapacity',
  'As what somebody asks for advice.',
  { ...CAPACITIES, POLICE: 'As police: the procedure is not for them (R-CASE-17).' },
);

export const OriginEnum = choice<Origin>('AdviceCaseOrigin', 'What a case arises from.', {
  CRIME: 'A crime.',
  ASB_INCIDENT: 'An incident of antisocial behaviour.',
  SPATE: 'Several incidents of one kind.',
  NATIONAL_INCIDENT: 'An incident of national concern.',
  APPROACH: 'The recipient asked.',
  INVESTIGATION: 'An investigation.',
  INTERNAL_REQUEST: 'A colleague asked.',
});

export const PremisesKindEnum = choice<PremisesKind>('PremisesKind', 'What kind of premises it is.', {
  HOME: 'A home.',
  COMMERCIAL: 'A shop, an office or another business.',
  PLACE_OF_FAITH: 'A place of worship.',
  EDUCATION: 'A school, a college or a nursery.',
  OTHER: 'Other premises.',
});

export const CriterionEnum = choice<Criterion>(
  'Criterion',
  'What is attested of a recipient, so that nobody reads a birth date.',
  {
    AGE_60_PLUS: 'Is 60 or older.',
    UNDER_18: 'Is younger than 18.',
    VULNERABLE: 'Is vulnerable.',
    REPEAT_VICTIM: 'Was a victim before.',
  },
);

export const ContactChannelEnum = choice<ContactChannel>('ContactChannel', 'How adviser and recipient met.', {
  VISIT: 'A visit that was made to give advice.',
  TALK: 'A talk that was held to give advice.',
  DURING_OTHER_DUTY: 'A visit that was made for another purpose.',
  POLICE_PREMISES: 'The recipient came to police premises.',
  PHONE: 'By telephone.',
  EMAIL: 'By e-mail.',
  LETTER: 'By letter.',
});

export const StanceEnum = choice<Stance>('Stance', 'Whether advice is for a measure or against it.', {
  FOR: 'The measure is advised.',
  AGAINST: 'It is advised against: that is never given (R-CASE-5).',
});

export const CertaintyEnum = choice<Certainty>('Certainty', 'Whether advice promises that it works.', {
  CLAIMED: 'It does: that is never given (R-CASE-5).',
  NOT_CLAIMED: 'It does not.',
});

export const CctvAnswerEnum = choice<CctvAnswer>('CctvAnswer', 'What is known of a camera’s view.', {
  YES: 'It is.',
  NO: 'It is not.',
  UNKNOWN: 'Nobody knows.',
});

export const AdvicePurposeEnum = choice<Purpose>('AdvicePurpose', 'Why advice is given.', {
  REDUCE_CRIME: 'To have less crime.',
  REDUCE_FEAR: 'To have less fear of crime.',
  REDUCE_VICTIMISATION: 'So that fewer people become victims.',
  DETER: 'To deter offenders.',
  REASSURANCE: 'To reassure the recipient.',
});

export const SignpostChannelEnum = choice<SignpostChannel>(
  'SignpostChannel',
  'Where a recipient is directed.',
  {
    TRAINED_STAFF: 'To trained staff.',
    FORCE_WEBSITE: 'To the website of the force.',
    NATIONAL_SITE: 'To a national website that the policy names.',
  },
);

export const DisclaimerKindEnum = choice<DisclaimerKind>(
  'DisclaimerKind',
  'What every recipient of advice is made aware of.',
  {
    BEST_OF_ABILITY: 'The advice is given to the best of the adviser’s ability.',
    NO_GUARANTEE: 'It does not guarantee that nothing will happen.',
  },
);

export const CaseReferralOutcomeEnum = choice<ReferralOutcome>(
  'CaseReferralOutcome',
  'How a referral ended for the case.',
  {
    COMPLETED: 'Whoever was asked has done it.',
    DECLINED: 'Whoever was asked said no.',
    WITHDRAWN: 'It was taken back.',
    NOT_RAISED: 'A rule of referrals refused it: refer again, or give it up.',
  },
);

export const AbandoningReasonEnum = choice<AbandoningReason>(
  'AbandoningReason',
  'Why nobody asks any more for what could not be raised.',
  {
    NO_LONGER_NEEDED: 'It is no longer needed.',
    HELPED_OTHERWISE: 'The recipient was helped in another way.',
    DECLINED_BY_RECIPIENT: 'The recipient does not want it.',
    NOBODY_TO_ASK: 'There is nobody to ask.',
  },
);

export const DeliveryEnum = choice<Delivery>('Delivery', 'How a record of advice reached the recipient.', {
  VERBAL: 'It was read out.',
  WRITTEN: 'On paper.',
  EMAIL: 'By e-mail.',
  LEAFLET: 'With a leaflet.',
});

export const CaseOutcomeEnum = choice<CaseOutcome>('AdviceCaseOutcome', 'How a case ended.', {
  ADVICE_GIVEN: 'The recipient was advised.',
  REFERRED: 'Somebody else was asked to help.',
  SIGNPOSTED: 'The recipient was directed elsewhere.',
  DECLINED_BY_RECIPIENT: 'The recipient did not want advice.',
  NO_CONTACT: 'The recipient could not be reached.',
  OPENED_IN_ERROR: 'There should have been no case.',
});
