import { registerEnumType } from 'type-graphql';
import {
  ADVICE_LEVELS,
  AGENCY_KINDS,
  DISCLOSABLE_FIELDS,
  LEGAL_BASES,
  RECORD_FIELDS,
  SCHEMES,
  TOPICS,
} from '@wardbook/policing';
import { enumOf } from './enum-of.ts';

/** The words that cases, referrals, agencies, roles and policies share. */

export const TopicEnum = enumOf(TOPICS);
registerEnumType(TopicEnum, { name: 'Topic', description: 'What crime-prevention advice can be about.' });

export const AdviceLevelEnum = enumOf(ADVICE_LEVELS);
registerEnumType(AdviceLevelEnum, { name: 'AdviceLevel', description: 'What it takes to give advice.' });

export const SchemeEnum = enumOf(SCHEMES);
registerEnumType(SchemeEnum, {
  name: 'Scheme',
  description: 'Schemes that one representative of the force answers for.',
});

export const AgencyKindEnum = enumOf(AGENCY_KINDS);
registerEnumType(AgencyKindEnum, { name: 'AgencyKind', description: 'Kinds of partner.' });

export const LegalBasisEnum = enumOf(LEGAL_BASES);
registerEnumType(LegalBasisEnum, {
  name: 'LegalBasis',
  description: 'On what a disclosure between agencies rests.',
});

export const DisclosableFieldEnum = enumOf(DISCLOSABLE_FIELDS);
registerEnumType(DisclosableFieldEnum, {
  name: 'DisclosableField',
  description: 'What a referral can disclose; nothing else ever reaches whoever is asked.',
});

export const RecordFieldEnum = enumOf(RECORD_FIELDS);
registerEnumType(RecordFieldEnum, {
  name: 'RecordField',
  description: 'What a written record of advice can be required to hold.',
});
