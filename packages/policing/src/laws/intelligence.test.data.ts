import {
  ANALYST,
  ARCADE_REPORT,
  BEFORE_IT,
  DEALING,
  FED,
  FEEDING,
  SECOND_ANALYST,
} from '../intelligence-in-kilburn.test.data.ts';
import type { intelligence } from '../intelligence/intelligence.ts';
import { KILBURN, OFFICER, PCSO } from '../kilburn.test.data.ts';
import type { LawsOf } from './kind.test.data.ts';
import { redactionLasts, redactionSays } from './redaction.test.data.ts';
import { retentionLasts, retentionSays } from './retention.test.data.ts';

const ANALYSTS = [ANALYST, SECOND_ANALYST] as const;
const ITEMS = ['item-1', 'item-2'] as const;
const ACTIONS = ['patrols', 'warning'] as const;
const link = { by: ANALYSTS, problem: [undefined], intelligence: [BEFORE_IT, undefined] } as const;

export const intelligenceLaws: LawsOf<typeof intelligence> = {
  ids: [DEALING, BEFORE_IT, FED, 'police.2013-62'],
  says: {
    SubmitIntelligence: {
      by: [OFFICER, PCSO, ANALYST],
      text: ['The van is a grey one.'],
      sourceRef: [undefined, 'Source seven'],
      ward: [undefined, KILBURN],
      priority: ['HIGH', 'LOW'],
    },
    OpenIntelligence: {
      by: [FEEDING],
      report: [ARCADE_REPORT],
      text: [undefined, 'A van waits.'],
      ward: [undefined, KILBURN],
    },
    NameSubject: { by: ANALYSTS, subject: ['juniper', 'june'], category: ['SUSPECT', 'WITNESS'] },
    WithdrawSubject: { by: ANALYSTS, subject: ['juniper', 'june'] },
    EvaluateIntelligence: {
      by: ANALYSTS,
      scheme: ['THREE_BY_FIVE_BY_TWO'],
      source: ['RELIABLE', 'UNTESTED'],
      assessment: ['KNOWN_DIRECTLY', 'SUSPECTED_FALSE'],
      handling: ['PERMITTED'],
      conditions: [undefined],
    },
    Sanitise: { by: ANALYSTS, item: ITEMS, text: ['Drugs are sold from a van.'] },
    AttestSanitised: { by: ANALYSTS, item: ITEMS },
    WithdrawSanitised: { by: ANALYSTS, item: ITEMS },
    LinkPattern: link,
    UnlinkPattern: link,
    DecideAction: {
      by: ANALYSTS,
      action: ACTIONS,
      what: ['PATROL', 'WARN'],
      plannedFor: ['2013-12-31T20:00:00.000Z'],
      how: ['OPENLY', 'UNSEEN'],
      reports: [[], [ARCADE_REPORT]],
    },
    EndAction: { by: ANALYSTS, action: ACTIONS, end: ['DONE', 'CALLED_OFF'] },
    DecideNoAction: { by: ANALYSTS, reason: ['TOO_LITTLE_KNOWN', 'DEALT_WITH'] },
    Disseminate: {
      by: ANALYSTS,
      item: ITEMS,
      agency: ['council'],
      legalBasis: ['CDA1998_S115', 'VITAL_INTERESTS'],
      agreement: [undefined, 'sharing-2012'],
      purpose: ['PROBLEM_SOLVING', 'SAFEGUARDING'],
    },
    EndDissemination: { by: ANALYSTS, item: ITEMS, agency: ['council'] },
    CloseIntelligence: { by: ANALYSTS },
    ReopenIntelligence: { by: ANALYSTS },
    ...retentionSays,
    ...redactionSays,
  },
  names: {
    SubmitIntelligence: { ward: 'ward' },
    // A report says itself to what it is fed, and its ward came with it.
    OpenIntelligence: { report: 'report', ward: 'OWN' },
    NameSubject: { subject: 'subject' },
    // Whoever was named is taken out by the name that they have here.
    WithdrawSubject: { subject: 'OWN' },
    LinkPattern: { intelligence: 'intelligence', problem: 'OWN' },
    UnlinkPattern: { intelligence: 'OWN', problem: 'OWN' },
    DecideAction: { 'reports.0': 'report' },
    Disseminate: { agency: 'agency' },
    EndDissemination: { agency: 'OWN' },
  },
  lasts: {
    SubmitIntelligence: { endedBy: ['CloseIntelligence'] },
    OpenIntelligence: { endedBy: ['CloseIntelligence'] },
    NameSubject: { endedBy: ['WithdrawSubject'] },
    WithdrawSubject: 'ENDS',
    EvaluateIntelligence: 'CHANGES',
    Sanitise: { endedBy: ['WithdrawSanitised'] },
    AttestSanitised: { endedBy: ['WithdrawSanitised'] },
    WithdrawSanitised: 'ENDS',
    LinkPattern: { endedBy: ['UnlinkPattern'] },
    UnlinkPattern: 'ENDS',
    DecideAction: { endedBy: ['EndAction'] },
    EndAction: 'ENDS',
    DecideNoAction: 'MOMENT',
    Disseminate: { endedBy: ['EndDissemination'] },
    EndDissemination: 'ENDS',
    CloseIntelligence: { endedBy: ['ReopenIntelligence'] },
    ReopenIntelligence: 'ENDS',
    ...retentionLasts,
    ...redactionLasts,
  },
  places: ['redactions'],
};
