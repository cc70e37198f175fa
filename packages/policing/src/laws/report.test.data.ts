import { CONTROL } from '../crimes-in-kilburn.test.data.ts';
import { INSPECTOR, KILBURN, OFFICER, SUPERVISOR, SYSTEM } from '../kilburn.test.data.ts';
import type { report } from '../report/report.ts';
import { KNOWN, REPORTED, RESIDENT } from '../reports-in-kilburn.test.data.ts';
import type { LawsOf } from './kind.test.data.ts';
import { retentionLasts, retentionSays } from './retention.test.data.ts';

const LISTENERS = [CONTROL, OFFICER] as const;
const GRADERS = [CONTROL, SUPERVISOR, INSPECTOR] as const;
const told = {
  observed: [undefined, 'A car without plates stands there.'],
  whySuspicious: [undefined, 'Nobody here has seen it before.'],
  ward: [undefined, KILBURN],
  street: [undefined, 'street-9'],
  from: [undefined, '2013-03-03T22:00:00.000Z'],
  until: [undefined, '2013-03-04T05:00:00.000Z'],
  reporter: [undefined, 'juniper'],
  reporterCategory: [undefined],
} as const;
const graded = {
  by: GRADERS,
  grade: ['IMMEDIATE', 'REFERRED', 'EXTENDED'],
  rationale: ['INFORMATION_ONLY', 'CAN_WAIT'],
} as const;

export const reportLaws: LawsOf<typeof report> = {
  ids: [REPORTED, 'police.r-2', 'police.r-3'],
  says: {
    ReceiveReport: {
      by: [CONTROL, OFFICER, RESIDENT],
      channel: ['CALL', 'ONLINE'],
      matter: ['DRUG_USE', 'GRAFFITI', 'BURGLARY'],
      inProgress: [false, true],
      ...told,
      receipt: ['receipt-2', 'receipt-3'],
      intelligence: [KNOWN, 'police.2013-32'],
    },
    SayMore: { by: [CONTROL, OFFICER, RESIDENT], ...told },
    CorrectReport: {
      by: LISTENERS,
      matter: [undefined, 'GRAFFITI', 'DRUG_DEALING'],
      inProgress: [undefined, false, true],
    },
    MarkDuplicate: { by: LISTENERS, of: [REPORTED, 'police.r-2'] },
    EndDuplicate: { by: LISTENERS },
    GradeReport: graded,
    RegradeReport: { ...graded, reason: ['MORE_IS_KNOWN', 'GRADED_WRONGLY'] },
    ReviewIntelligence: { by: [SYSTEM], intelligence: [KNOWN] },
    InformReporter: {
      by: LISTENERS,
      what: ['RECEIVED', 'GRADED', 'ASSESSED', 'CLOSED'],
      way: ['WHEN_ASKED', 'IN_PERSON', 'PHONE'],
    },
    CloseReport: { by: GRADERS, outcome: ['DEALT_WITH', 'NOTHING_FOUND'] },
    ReopenReport: { by: GRADERS },
    NoticeReportDutyOverdue: { by: [SYSTEM] },
    ...retentionSays,
  },
  names: {
    // What is known because of it has its own name from then on.
    ReceiveReport: { ward: 'ward', reporter: 'subject', intelligence: 'OWN' },
    SayMore: { ward: 'ward', reporter: 'subject' },
    MarkDuplicate: { of: 'report' },
    ReviewIntelligence: { intelligence: 'OWN' },
  },
  lasts: {
    ReceiveReport: { endedBy: ['CloseReport'] },
    SayMore: 'CHANGES',
    CorrectReport: 'CHANGES',
    MarkDuplicate: { endedBy: ['EndDuplicate'] },
    EndDuplicate: 'ENDS',
    GradeReport: { endedBy: ['RegradeReport'] },
    RegradeReport: 'CHANGES',
    ReviewIntelligence: 'CHANGES',
    InformReporter: 'MOMENT',
    CloseReport: { endedBy: ['ReopenReport'] },
    ReopenReport: 'ENDS',
    NoticeReportDutyOverdue: { forGood: 'What was not done in time was not done in time.' },
    ...retentionLasts,
  },
  repeatable: {
    SayMore: 'Of words nobody knows whether they were said before.',
    ReviewIntelligence: 'It looks at intelligence, of which more may be on record by then.',
  },
};
