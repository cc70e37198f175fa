import { streamOf } from '@wardbook/event-sourcing';
import { bySystem, intelligence, report } from '@wardbook/policing';
import { FORCE } from '../../demo/told.ts';
import { localId } from '../../global-id.ts';
import type { Wardbook } from '../../wardbook.ts';
import { accepted, refused, type Made, type Step } from './step.ts';
import { ADMIN, force, HASH, kilburn, PC } from './world.ts';

const CONTROL = 'CONTROL control-1';
const RESIDENTS = 'PARTNER residents-1 demonstration-residents';

const GRADING = {
  ...{ number: 'G0201', kind: 'GRADING', version: 1, publishedOn: '2020-01-01', contentHash: HASH },
  grading: {
    ...{ targets: [{ grade: 'IMMEDIATE', withinMinutes: 15 }], mayGoUnattended: ['DRUG_USE'] },
    ...{ scheme: 'THREE_BY_FIVE_BY_TWO', guidance: [{ topic: 'HOW_TO_REPORT', wording: 'Call us.' }] },
  },
};
const about =
  (input: object = {}) =>
  (made: Made): object => ({ reportId: made('report'), ...input });
const named = (input: object) => (made: Made) => ({
  ...{ ...kilburn, streetKey: 'street-9', reporterSubjectId: made('person'), reporterCategory: 'WITNESS' },
  ...{ observed: 'A car without plates.', whySuspicious: 'Nobody here knows it.', ...input },
});
const duplicating = (of: string) => (made: Made) => ({ reportId: made('report'), ofReportId: made(of) });

/** As if an intelligence officer had graded what came of it. */
const assessed = async ({ engine, store }: Wardbook, made: Map<string, string>): Promise<void> => {
  const id = localId('Report', made.get('report') ?? '');
  const [first] = await store.readStream(streamOf(report, id), { limit: 1 });
  const { intelligence: known } = JSON.parse(first?.data ?? '{}') as { readonly intelligence: string };
  const occurredAt = new Date().toISOString();
  const sender = { occurredAt, clientId: 'table', correlationId: 'table', fingerprint: '' };
  const system = { ...sender, by: bySystem('reports') };
  const analyst = { id: 'intelligence-1', role: 'INTELLIGENCE', agency: FORCE } as const;
  await engine.handle(
    intelligence,
    known,
    { type: 'OpenIntelligence', report: id },
    { ...system, commandId: 'table-opened' },
  );
  await engine.handle(
    intelligence,
    known,
    {
      ...{ type: 'EvaluateIntelligence', scheme: 'THREE_BY_FIVE_BY_TWO', source: 'UNTESTED' },
      ...{ assessment: 'NOT_KNOWN', handling: 'PERMITTED' },
    },
    { ...sender, by: analyst, commandId: 'table-evaluated' },
  );
  await engine.handle(
    report,
    id,
    { type: 'ReviewIntelligence', intelligence: known },
    { ...system, commandId: 'table-reviewed' },
  );
};

/** What somebody reports, and what becomes of it. */
export const reports: readonly Step[] = [
  accepted(ADMIN, 'publishPolicyVersion', GRADING),
  refused(
    CONTROL,
    'receiveReport',
    { from: '2020-01-02T09:00:00Z', until: '2020-01-01T09:00:00Z' },
    'R-INT-20',
    'until',
  ),
  accepted(RESIDENTS, 'receiveReport', { ...force, channel: 'THROUGH_PARTNER' }, 'first report'),
  accepted(CONTROL, 'receiveReport', named({ matter: 'ABANDONED_VEHICLE' }), 'report'),
  refused(PC, 'sayMoreOfReport', about(), 'R-INT-21', 'observed'),
  accepted(PC, 'sayMoreOfReport', about({ from: '2020-01-02T09:00:00Z', until: '2020-01-02T10:00:00Z' })),
  refused(PC, 'correctReport', about(), 'R-INT-21', 'matter'),
  accepted(PC, 'correctReport', about({ matter: 'CRIMINAL_DAMAGE', inProgress: true })),
  refused(PC, 'markReportDuplicate', duplicating('report'), 'R-INT-22', 'ofReportId'),
  accepted(PC, 'markReportDuplicate', duplicating('first report')),
  accepted(PC, 'endReportDuplicate', about()),
  accepted(ADMIN, 'adoptPolicy', { ...force, kind: 'GRADING', number: 'G 0201' }),
  refused(CONTROL, 'gradeReport', about({ grade: 'REFERRED', rationale: 'OTHER' }), 'R-INT-2', 'grade'),
  accepted(CONTROL, 'gradeReport', about({ grade: 'IMMEDIATE', rationale: 'CRIME_IN_PROGRESS' })),
  accepted(PC, 'correctReport', about({ matter: 'DRUG_DEALING', inProgress: false })),
  refused(
    CONTROL,
    'regradeReport',
    about({ grade: 'REFERRED', rationale: 'OTHER', reason: 'OVER_BY_NOW' }),
    'R-INT-3',
    'grade',
  ),
  accepted(
    CONTROL,
    'regradeReport',
    about({ grade: 'EXTENDED', rationale: 'CAN_WAIT', reason: 'OVER_BY_NOW' }),
  ),
  refused(PC, 'informReporter', about({ what: 'ASSESSED', way: 'WHEN_ASKED' }), 'R-INT-7', 'what'),
  accepted(PC, 'informReporter', about({ what: 'GRADED', way: 'WHEN_ASKED' })),
  refused(CONTROL, 'closeReport', about({ outcome: 'DEALT_WITH' }), 'R-INT-1', 'reportId'),
  { ...accepted(CONTROL, 'closeReport', about({ outcome: 'DEALT_WITH' })), before: assessed },
  accepted(CONTROL, 'reopenReport', about()),
];
