import { agencyRegistered, sharingAgreed, type AgencyEvent } from '../agency/agency.events.ts';
import { at, fact, scenario } from '@wardbook/event-sourcing/testing';
import { agencyHistory } from '../agency/agency.state.ts';
import { contractProposed } from '../behaviour-contract/behaviour-contract.events.ts';
import { contractHistory } from '../behaviour-contract/behaviour-contract.state.ts';
import { IN_2012, INSPECTOR, KILBURN, kilburn, OFFICER, posted } from '../kilburn.test.data.ts';
import { memberHistory } from '../member/member.state.ts';
import { problemRaised } from '../problem/problem.events.ts';
import { problemHistory } from '../problem/problem.state.ts';
import { publicReportReceived } from '../report/report.events.ts';
import { reportHistory } from '../report/report.state.ts';
import { rolesHistory } from '../role/role.state.ts';
import { subjectRegistered } from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { wardHistory } from '../ward/ward.state.ts';
import { asbCaseOpened, asbIncidentRecorded, caseReviewRequested } from './asb-case.events.ts';
import { asbCase } from './asb-case.ts';

export const given = scenario(asbCase, 'case-9');

export const MONDAY = '2013-03-04T09:00:00.000Z';
export const NOON = '2013-03-04T12:00:00.000Z';
export const TUESDAY = '2013-03-05T09:00:00.000Z';
export const FRIDAY = '2013-03-08T09:00:00.000Z';
export const APRIL = '2013-04-02T09:00:00.000Z';

export const open = {
  type: 'OpenAsbCase',
  occurredAt: MONDAY,
  by: OFFICER,
  complainant: 'juniper',
  complainantIs: 'INDIVIDUAL',
  category: 'GRAFFITI',
  ward: KILBURN,
  criteria: ['VULNERABLE', 'AGE_60_PLUS'],
} as const;
export const opened = asbCaseOpened({
  agency: 'police',
  complainant: 'juniper',
  complainantIs: 'INDIVIDUAL',
  category: 'GRAFFITI',
  ward: KILBURN,
  criteria: ['AGE_60_PLUS', 'VULNERABLE'],
});

export const recording = {
  type: 'RecordIncident',
  occurredAt: NOON,
  by: OFFICER,
  incident: 'wall',
  category: 'GRAFFITI',
  happenedFrom: '2013-03-01T20:00:00.000Z',
  reportedOn: '2013-03-02',
  harm: 'SOME',
} as const;
/** One that happened on the day before it was reported. */
export const incident = (name: string, reportedOn = '2013-03-02', more: object = {}) =>
  asbIncidentRecorded({
    ...{ incident: name, category: 'GRAFFITI', harm: 'SOME', reportedOn },
    happenedFrom: new Date(Date.parse(`${reportedOn}T20:00:00.000Z`) - 86_400_000).toISOString(),
    ...more,
  });

export const request = {
  type: 'RequestCaseReview',
  occurredAt: TUESDAY,
  by: OFFICER,
  review: 'first',
  requestedFor: 'COMPLAINANT',
} as const;
/** Asked for on a Tuesday, by what holds where no policy serves. */
export const requested = caseReviewRequested({
  agency: 'police',
  ...{ review: 'first', requestedFor: 'COMPLAINANT', reports: 3, withinMonths: 6, reportedWithinDays: 31 },
  acknowledgeBy: '2013-03-19',
});

export const officer = fact(memberHistory, OFFICER.id, posted('CONSTABLE'));
export const inspector = fact(memberHistory, INSPECTOR.id, posted('INSPECTOR'));
export const noPolicy = fact(rolesHistory, 'police');
export const ward = fact(wardHistory, KILBURN, kilburn);
export const juniper = fact(
  subjectHistory,
  'juniper',
  at(IN_2012, subjectRegistered({ name: 'Juniper Ash' })),
);
export const unknownAgency = fact(agencyHistory, 'police');
export const council = fact(
  agencyHistory,
  'council',
  at<AgencyEvent>(
    IN_2012,
    agencyRegistered({ kind: 'COUNCIL', name: 'Alderwick Council' }),
    sharingAgreed({
      agreement: 'isa-1',
      force: 'police',
      fields: ['TOPIC', 'WARD', 'CIRCUMSTANCES'],
      legalBasis: 'CDA1998_S115',
      from: '2012-09-03',
      until: '2013-09-02',
    }),
  ),
);
export const housing = fact(
  agencyHistory,
  'housing',
  at(IN_2012, agencyRegistered({ kind: 'HOUSING_ASSOCIATION', name: 'Alderwick Homes' })),
);

export const PROBLEM = 'police.dark-paths';
export const problem = fact(
  problemHistory,
  PROBLEM,
  at(
    IN_2012,
    problemRaised({
      ...{ ward: KILBURN, category: 'GRAFFITI', raisedBy: 'police' },
      ...{ title: 'Graffiti in the arcade', objective: 'Fewer walls are painted on.' },
    }),
  ),
);
export const contract = fact(
  contractHistory,
  'pledge-1',
  at(
    IN_2012,
    contractProposed({
      ...{ owner: 'police', person: 'june', category: 'GRAFFITI', criteria: [], months: 6 },
      ...{ prohibitions: [], requirements: [] },
    }),
  ),
);
export const REPORT = 'police.call-7';
export const report = fact(
  reportHistory,
  REPORT,
  at(
    IN_2012,
    publicReportReceived({
      ...{
        channel: 'CALL',
        matter: 'GRAFFITI',
        inProgress: false,
        receipt: 'call-7',
        intelligence: 'police.i-7',
      },
      ...{ gradeBefore: IN_2012, assessBefore: IN_2012 },
    }),
  ),
);
