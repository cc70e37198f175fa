import { personalReference } from '@wardbook/event-sourcing/testing';
import type { ReferralEvent } from '@wardbook/policing';
import type { Happened } from '../recorded.test.data.ts';

export const of = (day: string, event: ReferralEvent): Happened<ReferralEvent> => [
  'referral-lamp',
  `2013-02-${day}T12:00:00.000Z`,
  event,
];

const COUNCIL = { agency: 'council' };
export const raised = of('01', {
  type: 'ReferralRaised',
  kind: 'PARTNER_SERVICE',
  case: 'case-1',
  subject: 'person-1',
  from: { agency: 'police' },
  to: COUNCIL,
  topic: 'LIGHTING',
  reason: 'PRACTICAL_HELP',
  requestedHelp: personalReference('adviceCase-case-1/3/0'),
  legalBasis: 'CDA1998_S115',
  agreement: 'sharing-1',
  fields: ['REQUESTED_HELP', 'TOPIC'],
  dueAt: '2013-02-20T12:00:00.000Z',
  ward: 'E05000140',
  chain: [],
});
export const notRaised = of('01', {
  type: 'ReferralNotRaised',
  case: 'case-1',
  rule: 'R-REF-1',
  reason: 'Not covered.',
});
export const asked = of('02', {
  type: 'InformationRequested',
  question: personalReference('referral-lamp/1/0'),
});
export const told = of('03', {
  type: 'InformationSupplied',
  answer: personalReference('referral-lamp/2/0'),
  fields: ['RECIPIENT_NAME'],
});
export const accepted = of('04', { type: 'ReferralAccepted', owner: COUNCIL, acceptedBy: 'council-1' });
export const progressed = of('05', {
  type: 'ReferralProgressed',
  note: personalReference('referral-lamp/4/0'),
});
export const declined = of('06', {
  type: 'ReferralDeclined',
  owner: COUNCIL,
  reason: 'NO_CAPACITY',
  note: personalReference('referral-lamp/5/0'),
});
export const redirected = of('07', {
  type: 'ReferralRedirected',
  owner: { agency: 'police' },
  to: { agency: 'housing' },
  legalBasis: 'CONSENT',
  agreement: 'sharing-9',
});
export const overdue = of('21', {
  type: 'ReferralOverdue',
  owner: { agency: 'housing' },
  dueAt: '2013-02-20T12:00:00.000Z',
});
export const escalated = of('22', {
  type: 'ReferralEscalated',
  owner: { agency: 'housing' },
  to: { force: 'police', role: 'CPO' },
});
export const completed = of('23', {
  type: 'ReferralCompleted',
  owner: { force: 'police', role: 'CPO' },
  outcome: 'HELPED',
  helpGiven: personalReference('referral-lamp/9/0'),
});
export const withdrawn = of('24', {
  type: 'ReferralWithdrawn',
  owner: { force: 'police', role: 'CPO' },
  reason: 'NO_LONGER_NEEDED',
});
export const handedBack = of('08', {
  type: 'ReferralHandedBack',
  owner: { agency: 'housing' },
  to: COUNCIL,
});
