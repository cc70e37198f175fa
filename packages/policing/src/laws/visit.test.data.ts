import { BURGLARY, CONTROL } from '../crimes-in-kilburn.test.data.ts';
import { OFFICER, PCSO, SUPERVISOR, SYSTEM } from '../kilburn.test.data.ts';
import type { visit } from '../visit/visit.ts';
import { CPO, OFFERING, slotOn } from '../visits-in-kilburn.test.data.ts';
import type { LawsOf } from './kind.test.data.ts';
import { retentionLasts, retentionSays } from './retention.test.data.ts';

const CARERS = [CONTROL, OFFICER, SUPERVISOR] as const;
const SLOTS = [slotOn('2013-05-14'), slotOn('2013-05-16')] as const;
const slots = {
  by: [SYSTEM],
  appointments: SLOTS.map(({ appointments }) => appointments),
  car: ['car-1'],
  from: SLOTS.map(({ from }) => from),
  to: ['2013-05-16T11:00:00.000Z'],
} as const;
const change = {
  by: CARERS,
  askedBy: ['VICTIM', 'POLICE'],
  reason: ['ANOTHER_TIME', 'OTHER'],
} as const;

export const visitLaws: LawsOf<typeof visit> = {
  ids: ['visit-9', 'visit-11', 'visit-13'],
  says: {
    OpenVisit: {
      by: [OFFERING, CPO],
      victim: ['juniper', 'june'],
      crime: [undefined, BURGLARY],
      referral: [undefined, 'care'],
    },
    WithdrawVisit: { by: [SYSTEM], victim: [undefined, 'june'], crime: [undefined, BURGLARY] },
    OfferVisit: { by: CARERS, channel: ['PHONE', 'IN_PERSON', 'LETTER'] },
    AcceptOffer: { by: CARERS },
    DeclineOffer: { by: CARERS },
    AskAgain: { by: CARERS },
    NoticeBooked: { ...slots, purpose: ['VICTIM_CARE'] },
    NoticeBookingEnded: {
      ...slots,
      askedBy: [undefined, 'VICTIM'],
      reason: [undefined, 'ANOTHER_TIME'],
    },
    RecordVictimVisited: {
      by: [CONTROL, PCSO],
      where: ['VICTIMS_PREMISES', 'POLICE_PREMISES'],
      attendance: [undefined, 'going-9'],
      purpose: ['VICTIM_CARE', 'STATEMENT'],
      help: [['LISTENED_TO'], ['RIGHTS_EXPLAINED', 'LISTENED_TO']],
      note: [undefined, 'She was glad to talk.'],
    },
    RecordOfficerDidNotAttend: {
      by: [CONTROL, SUPERVISOR],
      attendance: [undefined, 'going-9'],
      reason: ['URGENT_CALL', 'ILL'],
    },
    RecordRecipientUnavailable: {
      by: [CONTROL, SUPERVISOR],
      attendance: [undefined, 'going-9'],
      tried: [['AT_THE_DOOR'], ['BY_PHONE', 'AT_THE_DOOR']],
      note: [undefined, 'The lights were off.'],
    },
    RescheduleVisit: change,
    CancelVictimVisit: change,
    AssessNeeds: {
      by: [PCSO, CONTROL],
      criteria: [[], ['AGE_60_PLUS'], ['VULNERABLE', 'AGE_60_PLUS']],
      enhanced: [false, true],
    },
    InformVictim: { by: [PCSO, CONTROL], what: ['RIGHTS', 'PROGRESS'] },
    CloseVisit: { by: CARERS, outcome: ['VISITED', 'DECLINED', 'CANCELLED', 'NOT_REACHED'] },
    NoticeVictimDutyOverdue: { by: [SYSTEM] },
    ...retentionSays,
  },
  names: {
    OpenVisit: { victim: 'subject', crime: 'crime', referral: 'referral' },
    WithdrawVisit: { victim: 'subject', crime: 'crime' },
    RecordVictimVisited: { attendance: 'attendance' },
    RecordOfficerDidNotAttend: { attendance: 'attendance' },
    RecordRecipientUnavailable: { attendance: 'attendance' },
  },
  lasts: {
    OpenVisit: { endedBy: ['CloseVisit', 'WithdrawVisit'] },
    WithdrawVisit: 'ENDS',
    OfferVisit: { endedBy: ['AcceptOffer', 'DeclineOffer'] },
    AcceptOffer: 'ENDS',
    DeclineOffer: { endedBy: ['AskAgain'] },
    AskAgain: 'ENDS',
    NoticeBooked: { endedBy: ['NoticeBookingEnded', 'RescheduleVisit', 'CancelVictimVisit'] },
    NoticeBookingEnded: 'ENDS',
    RecordVictimVisited: 'MOMENT',
    RecordOfficerDidNotAttend: 'MOMENT',
    RecordRecipientUnavailable: 'MOMENT',
    RescheduleVisit: 'ENDS',
    CancelVictimVisit: { endedBy: ['AskAgain'] },
    AssessNeeds: 'CHANGES',
    InformVictim: 'MOMENT',
    CloseVisit: { endedBy: ['AskAgain'] },
    NoticeVictimDutyOverdue: { forGood: 'What was not done in time was not done in time.' },
    ...retentionLasts,
  },
};
