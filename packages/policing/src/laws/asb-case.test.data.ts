import type { asbCase } from '../asb-case/asb-case.ts';
import { ARCADE } from '../asb-cases-in-kilburn.test.data.ts';
import { PLEDGE } from '../behaviour-contracts-in-kilburn.test.data.ts';
import { CONTROL } from '../crimes-in-kilburn.test.data.ts';
import { INSPECTOR, KILBURN, OFFICER, police, SUPERVISOR } from '../kilburn.test.data.ts';
import { REPORTED } from '../reports-in-kilburn.test.data.ts';
import type { LawsOf } from './kind.test.data.ts';
import { retentionLasts, retentionSays } from './retention.test.data.ts';

const WORKERS = [CONTROL, OFFICER] as const;
const IN_CHARGE = [SUPERVISOR, INSPECTOR, police('inspector-2', 'INSPECTOR')] as const;
const INCIDENTS = ['wall', 'door', 'bench'] as const;
const REVIEWS = ['first', 'second'] as const;
const WORDS = ['paint', 'plain'] as const;

export const asbCaseLaws: LawsOf<typeof asbCase> = {
  ids: [ARCADE, 'asb-2', 'asb-3'],
  says: {
    OpenAsbCase: {
      by: WORKERS,
      complainant: ['juniper', 'june'],
      complainantIs: ['INDIVIDUAL', 'GROUP'],
      category: ['GRAFFITI', 'NUISANCE_NEIGHBOUR'],
      ward: [undefined, KILBURN],
      criteria: [[], ['AGE_60_PLUS', 'VULNERABLE']],
    },
    RecordIncident: {
      by: WORKERS,
      incident: INCIDENTS,
      category: ['GRAFFITI', 'OTHER'],
      happenedFrom: ['2012-09-01T09:00:00.000Z', '2013-01-05T20:00:00.000Z'],
      happenedUntil: [undefined, '2013-01-06T05:00:00.000Z'],
      reportedOn: ['2013-01-06', '2013-01-20'],
      harm: ['NONE', 'SERIOUS'],
      report: [undefined, REPORTED],
      description: [undefined, 'The wall was painted on.'],
    },
    FindIncidentWrong: { by: WORKERS, incident: INCIDENTS, reason: ['RECORDED_TWICE', 'OTHER'] },
    LinkAsbCase: { by: WORKERS, contract: [undefined, PLEDGE], problem: [undefined] },
    UnlinkAsbCase: { by: WORKERS, contract: [undefined, PLEDGE], problem: [undefined] },
    RecordAsbResponse: {
      by: WORKERS,
      response: ['walks', 'letter'],
      what: ['PATROL', 'WARNING_LETTER'],
      effective: [undefined, true, false],
    },
    RequestCaseReview: {
      by: WORKERS,
      review: REVIEWS,
      requestedFor: ['COMPLAINANT', 'THIRD_PARTY'],
      consent: [undefined, 'letters/2013-7'],
      through: [undefined, 'council'],
    },
    AcknowledgeCaseReview: { by: WORKERS, review: REVIEWS },
    DecideCaseReview: { by: IN_CHARGE, review: REVIEWS },
    HoldReviewMeeting: {
      by: IN_CHARGE,
      review: REVIEWS,
      agencies: [[], ['council']],
      outcome: ['ENOUGH_WAS_DONE', 'MORE_TO_BE_DONE'],
      recommendations: [[], ['PATROL', 'MEDIATION']],
    },
    ProposeAsbWords: { by: WORKERS, words: WORDS, incident: INCIDENTS, text: ['A wall was painted on.'] },
    ApproveAsbWords: { by: IN_CHARGE, words: WORDS },
    WithdrawAsbWords: { by: WORKERS, words: WORDS },
    DiscloseAsbCase: {
      by: WORKERS,
      agency: ['council'],
      fields: [['CATEGORY', 'WARD'], ['WORDS'], ['REVIEW']],
      legalBasis: ['CDA1998_S115', 'VITAL_INTERESTS'],
      agreement: [undefined, 'sharing-2012'],
      purpose: ['PROBLEM_SOLVING', 'SAFEGUARDING'],
    },
    EndAsbCaseDisclosure: { by: WORKERS, agency: ['council'] },
    CloseAsbCase: { by: WORKERS, outcome: ['BEHAVIOUR_ENDED', 'OTHER'] },
    ReopenAsbCase: { by: WORKERS },
    ...retentionSays,
  },
  names: {
    OpenAsbCase: { complainant: 'subject', ward: 'ward' },
    RecordIncident: { report: 'report' },
    LinkAsbCase: { contract: 'behaviourContract' },
    UnlinkAsbCase: { contract: 'OWN' },
    RequestCaseReview: { through: 'agency' },
    HoldReviewMeeting: { 'agencies.0': 'agency' },
    DiscloseAsbCase: { agency: 'agency' },
    EndAsbCaseDisclosure: { agency: 'OWN' },
  },
  lasts: {
    OpenAsbCase: { endedBy: ['CloseAsbCase'] },
    RecordIncident: { endedBy: ['FindIncidentWrong'] },
    FindIncidentWrong: 'ENDS',
    LinkAsbCase: { endedBy: ['UnlinkAsbCase'] },
    UnlinkAsbCase: 'ENDS',
    RecordAsbResponse: 'CHANGES',
    RequestCaseReview: { endedBy: ['DecideCaseReview', 'HoldReviewMeeting'] },
    AcknowledgeCaseReview: 'MOMENT',
    DecideCaseReview: 'ENDS',
    HoldReviewMeeting: 'ENDS',
    ProposeAsbWords: { endedBy: ['WithdrawAsbWords'] },
    ApproveAsbWords: { endedBy: ['WithdrawAsbWords'] },
    WithdrawAsbWords: 'ENDS',
    DiscloseAsbCase: { endedBy: ['EndAsbCaseDisclosure'] },
    EndAsbCaseDisclosure: 'ENDS',
    CloseAsbCase: { endedBy: ['ReopenAsbCase'] },
    ReopenAsbCase: 'ENDS',
    ...retentionLasts,
  },
  // What the complainant was told at a moment is what was known by then.
  places: ['told'],
};
