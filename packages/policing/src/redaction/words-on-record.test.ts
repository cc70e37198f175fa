import { expect, test } from '@jest/globals';
import { policing } from '../index.ts';

const current = Object.values(policing.kinds).flatMap(({ events }) =>
  events.filter(({ retired }) => !retired),
);

test.each(current.map((definition) => [definition.type, definition] as const))(
  'P-04: %s says of each text whether it can be taken out, or why it stays in clear',
  (_, { markedFields }) => {
    expect(markedFields.filter(({ mark }) => mark === 'public')).toEqual([]);
  },
);

test('P-04: what older events have in clear is read as it was, and what newer ones seal, too', () => {
  const sealed = current.filter(({ sealedTexts }) => sealedTexts.length > 0);
  expect(sealed.map(({ type, sealedTexts }) => `${type}: ${sealedTexts.join(', ')}`).sort()).toEqual([
    'BreachExplained: explanation',
    'CapabilityOffered: eligibility',
    'CaseStudyDrafted: text',
    'CommunityPriorityRecorded: issue',
    'CommunityPriorityWithdrawn: reason',
    'EngagementRecorded: summary',
    'IntelligenceSanitised: text',
    'MeasureCompleted: note',
    'MeasureTasked: approach',
    'MemberPosted: publicContact, publicName',
    'ProblemAdopted: measures[].approach',
    'ProblemAnalysed: finding',
    'ProblemAssessed: tangible',
    'ProblemRaised: objective, title',
    'ProblemScanned: note',
    'PromiseAmended: measure, statement',
    'PromiseProposed: measure, statement',
    'PromiseTargetRegistered: label',
    'PromiseTargetRetired: reason',
    'PromiseWithdrawalProposed: reason',
    'PromiseWithdrawn: reason',
    'PublishedDetailsCorrected: publicContact, publicName',
    'TargetNotPossible: reason',
    'TeamStoodDown: reason',
    'TrainingDayScheduled: place, purpose',
    'WardPanelDissolved: reason',
  ]);
});
