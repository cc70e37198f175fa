import { refuse } from '@wardbook/event-sourcing/pure';

/** What the compliance checklist asks of a case. */
export const COMPLIANCE_RULES = [
  'R-CASE-1',
  'R-CASE-2',
  'R-CASE-3',
  'R-CASE-4',
  'R-CASE-5',
  'R-CASE-6',
  'R-CASE-7',
  'R-CASE-8',
  'R-CASE-9',
  'R-CASE-10',
  'R-CASE-11',
  'R-CASE-12',
  'R-CASE-13',
  'R-REF-7',
] as const;
export type ComplianceRule = (typeof COMPLIANCE_RULES)[number];

/** Why advice was not to be given: rule, what the adviser reads, and the field it is about. */
export const PROHIBITIONS = {
  NEGATIVE: ['R-CASE-5', 'Advice against a measure is never given.', 'stance'],
  CERTAIN: ['R-CASE-5', 'No advice claims certainty.', 'certainty'],
  WITHOUT_BASIS: ['R-CASE-5', 'Say what this advice rests on: a source that the policy recognises.', 'basis'],
  WITHOUT_MEASURE: ['R-CASE-5', 'Choose a measure of the catalogue, or give a standard.', 'measure'],
  UNKNOWN_MEASURE: [
    'R-CASE-5',
    'The policy in force at that time has no such measure. Choose one that it has.',
    'measure',
  ],
  OTHER_TOPIC: ['R-CASE-5', 'This measure belongs to another topic. Check the topic.', 'topic'],
  NOT_REPRESENTATIVE: [
    'R-CASE-4',
    'Only the officer who represents the force advises on this scheme. Refer it to them.',
    'topic',
  ],
  ABOVE_LEVEL: ['R-CASE-3', 'This needs a specialist in the topic. Refer it to one.', 'level'],
  ELECTRONIC_SECURITY: ['R-CASE-3', 'Refer this to a specialist, or say why not.', 'overrideReason'],
  CCTV_IN_DOUBT: [
    'R-CASE-7',
    'This camera may not be lawful. Refer it to the Force CCTV Liaison Officer.',
    'cctv',
  ],
  CCTV_UNJUSTIFIED: [
    'R-CASE-7',
    'What the camera sees must be both reasonable and necessary. Do not advise it.',
    'cctv',
  ],
  CCTV_NOT_DOMESTIC: [
    'R-CASE-7',
    'You can only advise on cameras at homes. Refer this to the Force CCTV Liaison Officer.',
    'topic',
  ],
  LAW_NOT_CITED: ['R-CASE-6', 'Say which law this explains.', 'legislation.reference'],
  LAW_NOT_CONFIRMED: [
    'R-CASE-6',
    'Confirm that what is said about the law is accurate.',
    'legislation.accuracyConfirmed',
  ],
  UNTESTED: [
    'R-CASE-10',
    'Make sure that the advice is up to date, worth its cost, balanced and proportionate.',
    'fourTests',
  ],
  PURPOSELESS: ['R-CASE-10', 'Say what this advice is for.', 'purposes'],
} as const;
export type Prohibition = keyof typeof PROHIBITIONS;

/** How a prohibition reads, today and whenever the command comes again. */
export const prohibited = (because: Prohibition) => {
  const [rule, reason, path] = PROHIBITIONS[because];
  return refuse(rule, reason, path);
};
