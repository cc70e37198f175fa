import type { RedactionReason } from '@wardbook/policing';
import { choice } from '../fields.ts';

export const RedactionReasonEnum = choice<RedactionReason>(
  'RedactionReason',
  'Why words that everybody may read are taken out.',
  {
    NAMES_A_PERSON: 'They name a person.',
    CONFIDENTIAL: 'They were not for everybody.',
    OFFENSIVE: 'They offend somebody.',
    WRONG: 'They say what is not so.',
    UNLAWFUL: 'The law forbids to keep them.',
    OTHER: 'For another reason, which the records staff keep.',
  },
);
