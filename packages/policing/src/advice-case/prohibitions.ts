import { refuse, type Refusal } from '@wardbook/event-sourcing/pure';

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
  WITHOUT_BASIS: ['R-CASE-5', 'Advice rests on a source that the policy recognises.', 'basis'],
  WITHOUT_MEASURE: ['R-CASE-5', 'Name a measure of the catalogue, or cite a standard.', 'measure'],
  UNKNOWN_MEASURE: ['R-CASE-5', 'The policy in force then had no such measure.', 'measure'],
  OTHER_TOPIC: ['R-CASE-5', 'The catalogue has this measure under another topic.', 'topic'],
  NOT_REPRESENTATIVE: ['R-CASE-4', 'Refer this to who represents the force in the scheme.', 'topic'],
  ABOVE_LEVEL: ['R-CASE-3', 'This takes a specialist in the topic; refer it to one.', 'level'],
  ELECTRONIC_SECURITY: ['R-CASE-3', 'Better referred to a specialist; else say why not.', 'overrideReason'],
  CCTV_IN_DOUBT: ['R-CASE-7', 'In doubt, refer it to the Force CCTV Liaison Officer.', 'cctv'],
  CCTV_UNJUSTIFIED: ['R-CASE-7', 'The view must be both reasonable and necessary.', 'cctv'],
  CCTV_NOT_DOMESTIC: ['R-CASE-7', 'That is for homes; refer it to the Force CCTV Liaison Officer.', 'topic'],
  LAW_NOT_CITED: ['R-CASE-6', 'Cite the legislation that is interpreted.', 'legislation'],
  LAW_NOT_CONFIRMED: ['R-CASE-6', 'Be sure of the accuracy of what is said about the law.', 'legislation'],
  UNTESTED: [
    'R-CASE-10',
    'Advice is up to date, cost commensurate, balanced and proportionate.',
    'fourTests',
  ],
  PURPOSELESS: ['R-CASE-10', 'Say what the advice is for.', 'purposes'],
} as const;
export type Prohibition = keyof typeof PROHIBITIONS;

/** How a prohibition reads, today and whenever the command comes again. */
export const prohibited = (because: Prohibition): Refusal => {
  const [rule, reason, path]: readonly [ComplianceRule, string, string] = PROHIBITIONS[because];
  return refuse(rule, reason, path);
};
