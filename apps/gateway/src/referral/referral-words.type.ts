import type { DisclosableField, LegalBasis } from '@wardbook/policing';
import { choice } from '../fields.ts';

export const LegalBasisEnum = choice<LegalBasis>(
  'LegalBasis',
  'On what a disclosure between agencies rests.',
  {
    CDA1998_S115: 'Crime and Disorder Act 1998, section 115.',
    CDA1998_S17A: 'Crime and Disorder Act 1998, section 17A.',
    ASBCPA2014_SCH4: 'Anti-social Behaviour, Crime and Policing Act 2014, schedule 4.',
    CONSENT: 'The person has consented.',
    VITAL_INTERESTS: 'Somebody’s life or health is in danger.',
    DPA2018_SCH8_CONDITION: 'A condition of schedule 8 to the Data Protection Act 2018.',
    OTHER: 'Another basis, as the agreement says.',
  },
);

export const DisclosableFieldEnum = choice<DisclosableField>(
  'DisclosableField',
  'What a referral can disclose; nothing else ever reaches whoever is asked.',
  {
    RECIPIENT_NAME: 'What the person is called.',
    RECIPIENT_CONTACT: 'How to reach the person.',
    RECIPIENT_ADDRESS: 'Where the person lives.',
    PREMISES_ADDRESS: 'Where the premises of the case are.',
    CIRCUMSTANCES: 'The circumstances, as last recorded in the case.',
    REQUESTED_HELP: 'What is asked for, in words.',
    TOPIC: 'What it is about.',
    WARD: 'In which ward it is.',
  },
);
