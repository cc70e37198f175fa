import type { Told } from '@wardbook/event-sourcing';
import { CONTROL } from './crimes-in-kilburn.test.data.ts';
import { intelligence, type IntelligenceCommand } from './intelligence/intelligence.ts';
import { KILBURN, OFFICER, PCSO, police } from './kilburn.test.data.ts';
import { report } from './report/report.ts';
import { keptAndDisposed } from './retention-in-kilburn.test.data.ts';
import { day, type Step } from './steps.test.data.ts';

export const ANALYST = police('analyst-1', 'INTELLIGENCE');
export const SECOND_ANALYST = police('analyst-2', 'INTELLIGENCE');
/** A process that acts for the force whose report it is. */
export const FEEDING = police('process.intelligence-reports', 'SYSTEM');
export const DEALING = 'police.2013-61';
export const BEFORE_IT = 'police.2013-60';
export const FED = 'police.arcade-told';
/** A report of the public that is fed to it. */
export const ARCADE_REPORT = 'police.arcade-call';

export const ofIntelligence = (command: Told<IntelligenceCommand>, id = DEALING): Step => ({
  decider: intelligence,
  id,
  command,
});

const evaluate = {
  type: 'EvaluateIntelligence',
  scheme: 'THREE_BY_FIVE_BY_TWO',
  source: 'UNTESTED',
  assessment: 'KNOWN_INDIRECTLY',
  handling: 'PERMITTED',
} as const;

/** Dealing by the arcade: told by an officer, a PCSO and somebody who called; patrols answer, and the council is told. */
export const intelligenceGathered: readonly Step[] = [
  {
    decider: report,
    id: ARCADE_REPORT,
    command: {
      type: 'ReceiveReport',
      ...day('2013-07-01', CONTROL),
      channel: 'CALL',
      matter: 'DRUG_DEALING',
      inProgress: false,
      observed: 'A van waits by the arcade each evening.',
      ward: KILBURN,
      receipt: 'receipt-arcade',
      intelligence: FED,
    },
  } as Step,
  ofIntelligence({ type: 'OpenIntelligence', ...day('2013-07-01', FEEDING), report: ARCADE_REPORT }, FED),
  ofIntelligence(
    {
      type: 'SubmitIntelligence',
      ...day('2013-07-01', PCSO),
      text: 'Somebody sells from a van.',
      priority: 'LOW',
    },
    BEFORE_IT,
  ),
  ofIntelligence({
    type: 'SubmitIntelligence',
    ...day('2013-07-02', OFFICER),
    text: 'The van is a grey one.',
    sourceRef: 'Source seven',
    ward: KILBURN,
    priority: 'MEDIUM',
  }),
  ofIntelligence({
    type: 'NameSubject',
    ...day('2013-07-03', ANALYST),
    subject: 'june',
    category: 'SUSPECT',
  }),
  ofIntelligence({ type: 'WithdrawSubject', ...day('2013-07-04', ANALYST), subject: 'june' }),
  ofIntelligence({ ...evaluate, ...day('2013-07-05', ANALYST) }),
  ofIntelligence({ ...evaluate, ...day('2013-07-05', ANALYST) }, FED),
  ofIntelligence({
    type: 'Sanitise',
    ...day('2013-07-06', ANALYST),
    item: 'item-1',
    text: 'Drugs are sold from a van by the arcade.',
  }),
  ofIntelligence({ type: 'AttestSanitised', ...day('2013-07-07', SECOND_ANALYST), item: 'item-1' }),
  ofIntelligence({ type: 'LinkPattern', ...day('2013-07-08', ANALYST), intelligence: BEFORE_IT }),
  ofIntelligence({
    type: 'Disseminate',
    ...day('2013-07-09', ANALYST),
    item: 'item-1',
    agency: 'council',
    legalBasis: 'CDA1998_S115',
    agreement: 'sharing-2012',
    purpose: 'PROBLEM_SOLVING',
  }),
  ofIntelligence({
    type: 'DecideAction',
    ...day('2013-07-10', ANALYST),
    action: 'patrols',
    what: 'PATROL',
    plannedFor: '2013-07-12T20:00:00.000Z',
    how: 'OPENLY',
    reports: [ARCADE_REPORT],
  }),
  ofIntelligence({ type: 'DecideNoAction', ...day('2013-07-11', ANALYST), reason: 'DEALT_WITH' }, BEFORE_IT),
  ofIntelligence({ type: 'EndAction', ...day('2013-07-18', ANALYST), action: 'patrols', end: 'DONE' }),
  ofIntelligence({
    type: 'EndDissemination',
    ...day('2013-07-20', ANALYST),
    item: 'item-1',
    agency: 'council',
  }),
  ofIntelligence({ type: 'WithdrawSanitised', ...day('2013-07-21', ANALYST), item: 'item-1' }),
  ofIntelligence({ type: 'UnlinkPattern', ...day('2013-07-22', ANALYST), intelligence: BEFORE_IT }),
  ofIntelligence({ type: 'CloseIntelligence', ...day('2013-07-23', ANALYST) }),
  ofIntelligence({ type: 'ReopenIntelligence', ...day('2013-07-24', ANALYST) }),
  ofIntelligence({ type: 'CloseIntelligence', ...day('2013-07-30', ANALYST) }),
  ofIntelligence({ type: 'CloseIntelligence', ...day('2013-07-31', ANALYST) }, FED),
  ...keptAndDisposed('2013-08', (command) => ofIntelligence(command)),
];
