import type { AdviceLevel, RecordField, Topic } from '@wardbook/policing';
import { choice } from '../fields.ts';

export const TopicEnum = choice<Topic>('Topic', 'What crime prevention advice can be about.', {
  PROPERTY: 'The security of premises.',
  VEHICLE: 'The security of vehicles.',
  PERSONAL_SAFETY: 'The safety of people.',
  LIGHTING: 'Lighting.',
  INTRUDER_ALARM: 'Intruder alarms.',
  CCTV_INSTALLATION: 'How cameras are installed.',
  CCTV_LAWFULNESS: 'Whether a camera’s view is lawful.',
  ELECTRONIC_SECURITY: 'Other electronic security.',
  SECURED_BY_DESIGN: 'The scheme Secured by Design.',
  PARK_MARK: 'The scheme Park Mark.',
  VICTIM_SUPPORT: 'Support for victims.',
});

export const AdviceLevelEnum = choice<AdviceLevel>('AdviceLevel', 'What it takes to give advice.', {
  BASIC: 'Anybody who advises may give it.',
  SPECIALIST: 'A specialist gives it.',
});

export const RecordFieldEnum = choice<RecordField>(
  'RecordField',
  'What the written record of advice can be required to hold.',
  {
    caseRef: 'The reference of the case.',
    linkedCrimeOrIncidentRef: 'The crime or incident that it arises from.',
    adviceGivenAt: 'When the advice was given.',
    recordedAt: 'When it was written down.',
    adviser: 'Who gave it.',
    recipient: 'Who was advised.',
    premises: 'Which premises it is about.',
    origin: 'What gave rise to it.',
    circumstances: 'The circumstances.',
    proportionalityNote: 'What is proportionate, and why.',
    adviceItems: 'What was advised.',
    fourTests: 'The four tests that it passes.',
    referralsAndSignposts: 'Who else was asked, and where the recipient was directed.',
    disclaimers: 'The disclaimers.',
    regulatoryReminders: 'What the recipient was reminded of.',
    privacyNotice: 'The privacy notice.',
    delivery: 'How the record reached the recipient.',
    policyVersion: 'The version of the policy.',
  },
);
