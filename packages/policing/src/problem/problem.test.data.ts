import { at, fact, scenario, type Given, type Scenario } from '@wardbook/event-sourcing/testing';
import { agencyRegistered, type AgencyKind } from '../agency/agency.events.ts';
import { agencyHistory } from '../agency/agency.state.ts';
import type { By } from '../by.ts';
import {
  intelligenceEvaluated,
  intelligenceSubmitted,
  type IntelligenceEvent,
} from '../intelligence/intelligence.events.ts';
import { intelligenceHistory } from '../intelligence/intelligence.state.ts';
import {
  IN_2012,
  INSPECTOR,
  kilburn,
  KILBURN,
  OFFICER,
  PCSO,
  police,
  posted,
  SUPERVISOR,
} from '../kilburn.test.data.ts';
import { memberHistory } from '../member/member.state.ts';
import { publicReportReceived } from '../report/report.events.ts';
import { reportHistory } from '../report/report.state.ts';
import { postFilled, roleDefined, type RolesEvent } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import { subjectRegistered } from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { wardHistory } from '../ward/ward.state.ts';
import {
  measureTasked,
  problemAdopted,
  problemAnalysed,
  problemAssessed,
  problemRaised,
  type ProblemEvent,
} from './problem.events.ts';
import { problem } from './problem.ts';

export const PROBLEM = 'police.dark-paths';
export const HOUSING: By = { id: 'housing-1', role: 'PARTNER', agency: 'housing' };
export const COUNCIL: By = { id: 'clerk-1', role: 'PARTNER', agency: 'council' };
export const ANALYST: By = police('analyst-1', 'INTELLIGENCE');
export const CPO: By = police('cpo-1', 'SPECIALIST');

export const MARCH = '2013-03-04T09:00:00.000Z';
export const TENTH = '2013-03-10T09:00:00.000Z';
export const APRIL = '2013-04-08T09:00:00.000Z';
export const MAY = '2013-05-06T09:00:00.000Z';
export const JUNE = '2013-06-03T09:00:00.000Z';

export const raise = {
  type: 'RaiseProblem',
  occurredAt: MARCH,
  by: PCSO,
  ward: KILBURN,
  category: 'ABANDONED_VEHICLE',
  title: 'Cars left behind the flats',
  objective: 'That nobody leaves a car there any more.',
} as const;
export const raisedBy = (agency: string) =>
  problemRaised({
    ...{ ward: KILBURN, category: 'ABANDONED_VEHICLE', raisedBy: agency },
    ...{ title: 'Cars left behind the flats', objective: 'That nobody leaves a car there any more.' },
  });
export const raised = at<ProblemEvent>(MARCH, raisedBy('police'));

export const analyse = {
  type: 'RecordAnalysis',
  occurredAt: TENTH,
  by: OFFICER,
  analysis: 'first',
  causes: ['POOR_LIGHTING', 'HIDDEN_PLACES'],
  finding: 'Nobody sees the yard behind its wall.',
} as const;
export const analysed = at<ProblemEvent>(
  TENTH,
  problemAnalysed({
    ...{ analysis: 'first', causes: ['HIDDEN_PLACES', 'POOR_LIGHTING'] },
    finding: 'Nobody sees the yard behind its wall.',
  }),
);

export const lighting = {
  measure: 'lights',
  kind: 'STREET_LIGHTING',
  aim: 'PREVENTION',
  proactive: true,
  agency: 'council',
  dueOn: '2013-04-30',
  dependsOn: [],
} as const;
export const walls = {
  ...lighting,
  measure: 'walls',
  kind: 'WALL_REMOVAL',
  agency: 'housing',
  dependsOn: ['lights'],
} as const;
export const patrol = {
  ...lighting,
  measure: 'patrol',
  kind: 'PATROL',
  aim: 'ENFORCEMENT',
  proactive: false,
  agency: 'police',
  assignee: OFFICER.id,
} as const;
export const adopt = {
  type: 'AdoptAtTasking',
  occurredAt: APRIL,
  by: INSPECTOR,
  level: 1,
  intelligence: ['police.2013-31'],
  lead: { agency: 'council', post: 'ASB_COORDINATOR' },
  measures: [lighting, walls],
} as const;
export const isAdopted = problemAdopted({
  ...{ level: 1, intelligence: ['police.2013-31'], liveProblemsPerWard: 5 },
  lead: { agency: 'council', post: 'ASB_COORDINATOR' },
  measures: [
    { ...lighting, dependsOn: [] },
    { ...walls, dependsOn: ['lights'] },
  ],
});
const tasked = (said: typeof lighting | typeof walls | typeof patrol) =>
  measureTasked({ ...said, dependsOn: [...said.dependsOn] });
export const hasLighting = tasked(lighting);
export const hasWalls = tasked(walls);
export const hasPatrol = tasked(patrol);
export const adopted = at<ProblemEvent>(APRIL, isAdopted, hasLighting, hasWalls);

export const assess = {
  type: 'AssessProblem',
  occurredAt: MAY,
  by: OFFICER,
  assessment: 'spring',
  result: 'REDUCED',
  evidence: ['figures/2013-04'],
} as const;
export const assessed = at<ProblemEvent>(
  MAY,
  problemAssessed({ assessment: 'spring', result: 'REDUCED', evidence: ['figures/2013-04'] }),
);

const receivedIn = (street: string) =>
  publicReportReceived({
    ...{ channel: 'CALL', matter: 'ABANDONED_VEHICLE', inProgress: false, ward: KILBURN, street },
    ...{ receipt: 'receipt-1', intelligence: 'police.2013-40' },
    ...{ gradeBefore: TENTH, assessBefore: TENTH },
  });
const agencyFact = (id: string, kind: AgencyKind) =>
  fact(agencyHistory, id, at(IN_2012, agencyRegistered({ kind, name: 'Alderwick' })));
const intelligence = fact(
  intelligenceHistory,
  'police.2013-31',
  at<IntelligenceEvent>(
    MARCH,
    intelligenceSubmitted({ text: 'Cars come at night.', priority: 'LOW', submittedBy: OFFICER.id }),
    intelligenceEvaluated({
      ...{
        scheme: 'THREE_BY_FIVE_BY_TWO',
        source: 'RELIABLE',
        assessment: 'KNOWN_DIRECTLY',
        handling: 'PERMITTED',
      },
    }),
  ),
);

/** Kilburn, whoever is to do something about it, and what is known. */
export const given = (...history: readonly Given<ProblemEvent>[]): Scenario<typeof problem> =>
  knowing(scenario(problem, PROBLEM)(...history));

/** The same to a scenario that knows something else of some of them already. */
export const knowing = (scene: Scenario<typeof problem>): Scenario<typeof problem> => scene.knowing(...KNOWN);

const KNOWN = [
  fact(wardHistory, KILBURN, ...kilburn.map((event) => [event])),
  fact(memberHistory, OFFICER.id, posted('CONSTABLE')),
  ...[PCSO, INSPECTOR, SUPERVISOR, CPO, HOUSING, COUNCIL, ANALYST].map(({ id }) =>
    fact(memberHistory, id, posted('INSPECTOR')),
  ),
  agencyFact('council', 'COUNCIL'),
  agencyFact('housing', 'HOUSING_ASSOCIATION'),
  agencyFact('shops', 'BUSINESS'),
  agencyFact('residents', 'COMMUNITY'),
  fact(agencyHistory, 'police'),
  fact(
    rolesHistory,
    'police',
    at<RolesEvent>(
      IN_2012,
      roleDefined({
        code: 'CPO',
        label: 'Crime Prevention Officer',
        aliases: [],
        location: 'LPA',
        topics: ['PROPERTY'],
      }),
      postFilled({ role: 'CPO', area: 'west', member: CPO.id }),
    ),
  ),
  intelligence,
  fact(reportHistory, 'police.r-1', at(MARCH, receivedIn('cedar-row'))),
  fact(subjectHistory, 'juniper', at(IN_2012, subjectRegistered({ name: 'Juniper Ash' }))),
];
