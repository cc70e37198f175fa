import { streamOf } from '@wardbook/event-sourcing';
import { intelligence } from '@wardbook/policing';
import { localId } from '../../global-id.ts';
import type { Wardbook } from '../../wardbook.ts';
import { accepted, hoursAgo, refused, the, type Made, type Step } from './step.ts';
import { FAR, INSPECTOR, kilburn, newWard, PCSO } from './world.ts';

const ANALYST = 'INTELLIGENCE analyst-1';
const READER = 'INTELLIGENCE analyst-2';

const TOLD = { text: 'Somebody sells from a van by the arcade.', priority: 'MEDIUM' };
const GRADED = {
  ...{ scheme: 'THREE_BY_FIVE_BY_TWO', source: 'UNTESTED', assessment: 'KNOWN_INDIRECTLY' },
  handling: 'PERMITTED',
};
const about =
  (input: object = {}, record = 'intelligence') =>
  (made: Made): object => ({ intelligenceId: made(record), ...input });
const ofPerson =
  (input: object = {}) =>
  (made: Made) => ({ subjectId: made('person'), ...about(input)(made) });
const ofItem =
  (input: object = {}) =>
  (made: Made) => ({ itemKey: made('item'), ...about(input)(made) });
const council = { agencyId: the('Agency', 'demonstration-council') };
const disseminated = (input: object = {}) =>
  ofItem({ ...council, legalBasis: 'VITAL_INTERESTS', purpose: 'SAFEGUARDING', ...input });
const linked = (made: Made): object => about({ otherId: made('own intelligence') })(made);
const decided = (input: object = {}) =>
  about({ actionKey: 'patrols', what: 'PATROL', plannedFor: FAR, how: 'OPENLY', ...input });

/** Which text was written last. */
const written = async ({ store }: Wardbook, made: Map<string, string>): Promise<void> => {
  const stream = streamOf(intelligence, localId('Intelligence', made.get('intelligence') ?? ''));
  const last = (await store.readStream(stream)).findLast(({ type }) => type === 'IntelligenceSanitised');
  const { item } = JSON.parse(last?.data ?? '{}') as { readonly item: string };
  made.set('item', item);
};

/** What a PCSO came to know, and all that becomes of it. */
export const intelligenceTold: readonly Step[] = [
  refused(PCSO, 'submitIntelligence', { ...TOLD, ...newWard }, 'R-WARD-5', 'wardCode'),
  accepted(PCSO, 'submitIntelligence', { ...TOLD, ...kilburn, sourceRef: 'Source seven' }, 'intelligence'),
  accepted(ANALYST, 'submitIntelligence', TOLD, 'own intelligence'),
  accepted(ANALYST, 'nameSubject', ofPerson({ category: 'SUSPECT' })),
  accepted(ANALYST, 'withdrawSubject', ofPerson()),
  refused(
    ...([ANALYST, 'evaluateIntelligence', about({ ...GRADED, scheme: 'FIVE_BY_FIVE_BY_FIVE' })] as const),
    ...(['R-INT-9', 'scheme'] as const),
  ),
  refused(
    ...([ANALYST, 'evaluateIntelligence', about({ ...GRADED, handling: 'WITH_CONDITIONS' })] as const),
    ...(['R-INT-4', 'conditions'] as const),
  ),
  accepted(ANALYST, 'evaluateIntelligence', about(GRADED)),
  refused(
    ANALYST,
    'sanitise',
    about({ text: 'Drugs are sold from a van.' }, 'own intelligence'),
    'R-INT-5',
    'intelligenceId',
  ),
  accepted(ANALYST, 'sanitise', about({ text: 'Drugs are sold from a van.' })),
  { ...refused(ANALYST, 'attestSanitised', ofItem(), 'R-INT-5', 'itemKey'), before: written },
  refused(ANALYST, 'disseminate', disseminated(), 'R-INT-5', 'itemKey'),
  accepted(READER, 'attestSanitised', ofItem()),
  accepted(ANALYST, 'disseminate', disseminated()),
  accepted(ANALYST, 'endDissemination', ofItem(council)),
  accepted(ANALYST, 'withdrawSanitised', ofItem()),
  refused(ANALYST, 'linkPattern', about(), 'R-INT-11', 'problemId'),
  accepted(ANALYST, 'linkPattern', linked),
  refused(ANALYST, 'unlinkPattern', about(), 'R-INT-11', 'problemId'),
  accepted(ANALYST, 'unlinkPattern', linked),
  refused(INSPECTOR, 'decideAction', decided({ plannedFor: hoursAgo(1) }), 'R-INT-12', 'plannedFor'),
  accepted(INSPECTOR, 'decideAction', decided()),
  accepted(INSPECTOR, 'endAction', about({ actionKey: 'patrols', end: 'DONE' })),
  accepted(INSPECTOR, 'decideNoAction', about({ reason: 'DEALT_WITH' }, 'own intelligence')),
  accepted(ANALYST, 'closeIntelligence', about()),
  accepted(ANALYST, 'reopenIntelligence', about()),
];
