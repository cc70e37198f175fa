import {
  agency,
  asbCase,
  behaviourContract,
  DEFAULT_GUIDANCE,
  intelligence,
  intelligenceIdOf,
  londonDay,
  member,
  monthStart,
  policy,
  policyIdOf,
  problem,
  problemIdOf,
  report,
  reportIdOf,
  roles,
  subject,
  type PublishedTerms,
} from '@wardbook/policing';
import { KILBURN } from './camden.ts';
import { COUNCIL } from './kilburn-case.ts';
import {
  ADMINISTRATOR,
  CONTROL_ROOM,
  HOUSING,
  INSPECTOR,
  INTELLIGENCE,
  RESIDENTS,
  SECOND_INTELLIGENCE,
} from './people.ts';
import { byOf, FORCE, hoursAfter, minutesAfter, tellTo, type Told } from './told.ts';

const toAgency = tellTo(agency);
const toCase = tellTo(asbCase);
const toContract = tellTo(behaviourContract);
const toIntelligence = tellTo(intelligence);
const toMember = tellTo(member);
const toPolicy = tellTo(policy);
const toProblem = tellTo(problem);
const toReport = tellTo(report);
const toRoles = tellTo(roles);
const toSubject = tellTo(subject);

const admin = byOf(ADMINISTRATOR.actor, 'ADMIN');
const control = byOf(CONTROL_ROOM.actor, 'CONTROL');
const inspector = byOf(INSPECTOR.id, 'INSPECTOR');
const sergeant = byOf('sergeant-1', 'SUPERVISOR');
const supportOfficer = byOf(`pcso-${KILBURN}`, 'PCSO');
const analyst = byOf(INTELLIGENCE.actor, 'INTELLIGENCE');
const secondAnalyst = byOf(SECOND_INTELLIGENCE.actor, 'INTELLIGENCE');
const council = byOf('council-1', 'PARTNER', COUNCIL);
const housing = byOf(HOUSING.actor, 'PARTNER', HOUSING.agency);
const residents = byOf(RESIDENTS.actor, 'PARTNER', RESIDENTS.agency);

const STREET = 'street-0417';
const AGREEMENT = 'sharing-4';
const PROBLEM = problemIdOf(FORCE, 'DEMO-P1');
const SIGNER = 'kilburn-person-5';
const COMPLAINANT = 'kilburn-person-6';
const CONTRACT = 'kilburn-contract-1';
const OTHER = 'kilburn-person-7';
const ORDER = 'kilburn-order-1';
const CASE = 'kilburn-asb-1';
const ITEM = 'kilburn-item-1';

const [CAR, PAINT, VAN] = ['DEMO-R1', 'DEMO-R2', 'DEMO-R3'] as const;
const REPORTS = [CAR, PAINT, VAN] as const;
const reportOf = (ref: string): string => reportIdOf(FORCE, ref);
const intelligenceOf = (ref: string): string => intelligenceIdOf(FORCE, ref);

/**
 * Abandoned cars and graffiti in one street of Kilburn: three reports, of which one is graded immediate, become
 * intelligence and a problem that council, housing and police work on together; somebody signs a contract and keeps it;
 * the problem is reduced. Chapter by chapter.
 */
export const kilburnCars = (before: string, month: string): readonly (readonly Told[])[] => {
  const day = (number: number): string => hoursAfter(monthStart(month), (number - 1) * 24);
  return [
    ground(hoursAfter(monthStart(before), 36)),
    reported(day),
    [...assessed(day), ...disseminated(hoursAfter(day(5), 9))],
    [...raised(hoursAfter(day(6), 10)), ...adopted(hoursAfter(day(7), 10))],
    [...told(hoursAfter(day(7), 14)), ...suffered(day), ...agreed(day)],
    [...worked(day), ...kept(day), ...ordered(hoursAfter(day(18), 9))],
    reduced(hoursAfter(day(28), 10)),
  ];
};

const GRADING: PublishedTerms = {
  number: 'G 0214',
  kind: 'GRADING',
  version: 1,
  publishedOn: '',
  contentHash: 'd'.repeat(64),
  requiredRecordFields: [],
  measures: [],
  sources: [],
  signpostSites: [],
  grading: {
    targets: [
      { grade: 'IMMEDIATE', withinMinutes: 15 },
      { grade: 'SIGNIFICANT', withinMinutes: 60 },
      { grade: 'EXTENDED', withinMinutes: 2_880 },
    ],
    mayGoUnattended: ['DRUG_USE'],
    scheme: 'THREE_BY_FIVE_BY_TWO',
    guidance: DEFAULT_GUIDANCE,
  },
  resources: [],
  relatedPolicies: [],
  consultees: [],
  riskKinds: [],
};

const ground = (at: string): readonly Told[] => [
  toPolicy(at, admin, policyIdOf(GRADING.number), {
    ...{ type: 'PublishPolicyVersion', terms: { ...GRADING, publishedOn: londonDay(at) } },
  }),
  toRoles(at, admin, FORCE, { type: 'AdoptPolicy', kind: 'GRADING', number: GRADING.number }),
  ...[INTELLIGENCE, SECOND_INTELLIGENCE].map(({ actor }, index) =>
    toMember(at, admin, actor, {
      ...{ type: 'PostMember', category: 'OTHER', rank: 'CONSTABLE', source: 'OTHER' },
      publicName: `Intelligence officer ${index === 0 ? 'Brackenthorpe' : 'Dapplegate'}`,
    }),
  ),
  toAgency(at, admin, RESIDENTS.agency, {
    ...{ type: 'RegisterAgency', kind: 'COMMUNITY', name: 'Composite Mews residents\u2019 association' },
  }),
  toAgency(at, admin, COUNCIL, {
    type: 'AgreeSharing',
    agreement: AGREEMENT,
    fields: ['CIRCUMSTANCES', 'TOPIC', 'WARD'],
    legalBasis: 'CDA1998_S115',
    from: londonDay(at),
    until: londonDay(hoursAfter(at, 24 * 365)),
  }),
];

/** An old car, paint while it is sprayed, and something vague about a van: all three are taken and graded. */
const reported = (day: (number: number) => string): readonly Told[] => {
  const [car, paint, van] = [hoursAfter(day(2), 9), hoursAfter(day(3), 22), hoursAfter(day(4), 11)];
  return [
    toReport(car, residents, reportOf(CAR), {
      type: 'ReceiveReport',
      channel: 'THROUGH_PARTNER',
      matter: 'ABANDONED_VEHICLE',
      inProgress: false,
      observed: 'A car without plates has stood at the end of the street for a week; its window is broken.',
      ward: KILBURN,
      street: STREET,
      from: hoursAfter(car, -24 * 7),
      receipt: 'DEMO-7Q2K',
      intelligence: intelligenceOf(CAR),
    }),
    toReport(minutesAfter(car, 20), control, reportOf(CAR), {
      ...{ type: 'GradeReport', grade: 'EXTENDED', rationale: 'CAN_WAIT' },
    }),
    toReport(paint, control, reportOf(PAINT), {
      type: 'ReceiveReport',
      channel: 'EMERGENCY_CALL',
      matter: 'GRAFFITI',
      inProgress: true,
      observed: 'Two people are spraying the wall behind the garages now.',
      whySuspicious: 'One keeps watch at the corner.',
      ward: KILBURN,
      street: STREET,
      from: paint,
      receipt: 'DEMO-4M9T',
      intelligence: intelligenceOf(PAINT),
    }),
    toReport(minutesAfter(paint, 2), control, reportOf(PAINT), {
      ...{ type: 'GradeReport', grade: 'IMMEDIATE', rationale: 'CRIME_IN_PROGRESS' },
    }),
    {
      ...toReport(minutesAfter(paint, 3), control, reportOf(PAINT), {
        ...{ type: 'RegradeReport', grade: 'EXTENDED', rationale: 'CAN_WAIT', reason: 'OTHER' },
      }),
      refusedBy: 'R-INT-2',
    },
    toReport(van, control, reportOf(VAN), {
      type: 'ReceiveReport',
      channel: 'ONLINE',
      matter: 'SUSPICIOUS_ACTIVITY',
      inProgress: false,
      ward: KILBURN,
      street: STREET,
      receipt: 'DEMO-8H3P',
      intelligence: intelligenceOf(VAN),
    }),
    toReport(minutesAfter(van, 30), control, reportOf(VAN), {
      ...{ type: 'GradeReport', grade: 'REFERRED', rationale: 'INFORMATION_ONLY' },
    }),
  ];
};

/** Whatever its grade, each is assessed on the day on which it came. */
const assessed = (day: (number: number) => string): readonly Told[] =>
  [
    { ref: CAR, at: hoursAfter(day(2), 12) },
    { ref: PAINT, at: minutesAfter(day(3), 22 * 60 + 25) },
    { ref: VAN, at: hoursAfter(day(4), 13) },
  ].map(({ ref, at }) =>
    toIntelligence(at, analyst, intelligenceOf(ref), {
      type: 'EvaluateIntelligence',
      scheme: 'THREE_BY_FIVE_BY_TWO',
      source: ref === VAN ? 'UNTESTED' : 'RELIABLE',
      assessment: ref === VAN ? 'NOT_KNOWN' : 'KNOWN_DIRECTLY',
      handling: ref === PAINT ? 'WITH_CONDITIONS' : 'PERMITTED',
      ...(ref === PAINT && { conditions: { onlyAgencies: [COUNCIL], onlyPurposes: ['PROBLEM_SOLVING'] } }),
    }),
  );

/** A text without its source goes to the council, and to nobody whom its conditions leave out. */
const disseminated = (at: string): readonly Told[] => [
  toIntelligence(minutesAfter(at, 30), analyst, intelligenceOf(PAINT), {
    type: 'Sanitise',
    item: ITEM,
    text: 'The wall behind the garages is sprayed late in the evening, from where no lamp shines.',
  }),
  toIntelligence(minutesAfter(at, 60), secondAnalyst, intelligenceOf(PAINT), {
    ...{ type: 'AttestSanitised', item: ITEM },
  }),
  {
    ...toIntelligence(minutesAfter(at, 70), analyst, intelligenceOf(PAINT), {
      ...{ type: 'Disseminate', item: ITEM, agency: HOUSING.agency, legalBasis: 'CDA1998_S115' },
      purpose: 'PROBLEM_SOLVING',
    }),
    refusedBy: 'R-INT-4',
  },
  toIntelligence(minutesAfter(at, 75), analyst, intelligenceOf(PAINT), {
    ...{ type: 'Disseminate', item: ITEM, agency: COUNCIL, legalBasis: 'CDA1998_S115' },
    ...{ agreement: AGREEMENT, purpose: 'PROBLEM_SOLVING' },
  }),
];

const raised = (at: string): readonly Told[] => [
  toProblem(at, supportOfficer, PROBLEM, {
    type: 'RaiseProblem',
    ward: KILBURN,
    category: 'ANTI_SOCIAL_BEHAVIOUR',
    title: 'Abandoned cars and graffiti behind the garages',
    objective: 'Nobody leaves a car or paints a wall there any more.',
  }),
  ...REPORTS.map((ref, index) =>
    toProblem(minutesAfter(at, 5 + index), supportOfficer, PROBLEM, {
      ...{ type: 'LinkReport', report: reportOf(ref) },
    }),
  ),
  toProblem(minutesAfter(at, 10), supportOfficer, PROBLEM, {
    ...{ type: 'AddScan', scan: 'reports', source: 'PUBLIC_REPORTS', count: 3 },
  }),
  toProblem(minutesAfter(at, 12), supportOfficer, PROBLEM, {
    ...{ type: 'RecordProfile', profile: 'garages', kind: 'PROBLEM', street: STREET },
  }),
  toProblem(minutesAfter(at, 60), supportOfficer, PROBLEM, {
    type: 'RecordAnalysis',
    analysis: 'first',
    causes: ['POOR_LIGHTING', 'HIDDEN_PLACES', 'NOBODY_IN_CHARGE'],
    finding: 'No lamp shines behind the garages, and a wall hides whoever is there from every window.',
  }),
  ...REPORTS.map((ref, index) =>
    toIntelligence(minutesAfter(at, 70 + index), analyst, intelligenceOf(ref), {
      ...{ type: 'LinkPattern', problem: PROBLEM },
    }),
  ),
];

const adopted = (at: string): readonly Told[] => [
  toProblem(at, inspector, PROBLEM, {
    type: 'AdoptAtTasking',
    level: 1,
    intelligence: REPORTS.map(intelligenceOf),
    lead: { agency: COUNCIL, post: 'ASB_COORDINATOR' },
    measures: [
      {
        ...{ measure: 'cars', kind: 'REMOVE_VEHICLES', aim: 'PREVENTION', proactive: false },
        ...{ agency: COUNCIL, dueOn: londonDay(hoursAfter(at, 24 * 5)), dependsOn: [] },
      },
      {
        ...{ measure: 'lamps', kind: 'STREET_LIGHTING', aim: 'PREVENTION', proactive: true },
        ...{ agency: COUNCIL, dueOn: londonDay(hoursAfter(at, 24 * 12)), dependsOn: [] },
        approach: 'Mend the lamp at the corner, and put one up behind the garages.',
      },
      {
        ...{ measure: 'wall', kind: 'WALL_REMOVAL', aim: 'PREVENTION', proactive: true },
        ...{ agency: HOUSING.agency, dueOn: londonDay(hoursAfter(at, 24 * 16)), dependsOn: ['lamps'] },
      },
      {
        ...{ measure: 'evenings', kind: 'YOUTH_ACTIVITY', aim: 'PREVENTION', proactive: true },
        ...{ agency: RESIDENTS.agency, dueOn: londonDay(hoursAfter(at, 24 * 20)), dependsOn: [] },
      },
      {
        ...{ measure: 'offender', kind: 'TARGET_OFFENDER', aim: 'ENFORCEMENT', proactive: true },
        ...{ agency: FORCE, assignee: supportOfficer.id, dueOn: londonDay(hoursAfter(at, 24 * 14)) },
        dependsOn: [],
      },
    ],
  }),
  toIntelligence(minutesAfter(at, 30), inspector, intelligenceOf(PAINT), {
    type: 'DecideAction',
    action: 'garages-evenings',
    what: 'TASK',
    plannedFor: hoursAfter(at, 8),
    how: 'WITH_PARTNERS',
    reports: REPORTS.map(reportOf),
  }),
];

/** Whoever calls again hears how far their report has come, and nothing of what is planned. */
const told = (at: string): readonly Told[] => [
  toReport(at, control, reportOf(CAR), { type: 'InformReporter', what: 'ACTED_ON', way: 'WHEN_ASKED' }),
  toReport(minutesAfter(at, 5), control, reportOf(PAINT), {
    ...{ type: 'InformReporter', what: 'ASSESSED', way: 'WHEN_ASKED' },
  }),
];

/** A neighbour has had enough, and asks that agencies look together at what was done. */
const suffered = (day: (number: number) => string): readonly Told[] => {
  const at = hoursAfter(day(7), 15);
  return [
    toSubject(at, sergeant, COMPLAINANT, {
      ...{ type: 'RegisterSubject', name: 'Juniper Tamworthy', contact: '020 7946 0177' },
    }),
    toSubject(at, sergeant, COMPLAINANT, { type: 'SayHowToReach', ways: ['SAFE_TO_CALL'] }),
    toCase(minutesAfter(at, 5), sergeant, CASE, {
      ...{ type: 'OpenAsbCase', complainant: COMPLAINANT, complainantIs: 'INDIVIDUAL' },
      ...{ category: 'GRAFFITI', ward: KILBURN, criteria: [] },
    }),
    ...[1, 3, 6].map((number, index) =>
      toCase(minutesAfter(at, 10 + index), sergeant, CASE, {
        type: 'RecordIncident',
        incident: `evening-${String(index + 1)}`,
        category: 'GRAFFITI',
        happenedFrom: hoursAfter(day(number), 22),
        reportedOn: londonDay(hoursAfter(day(number), 34)),
        harm: 'SOME',
        description: 'Paint on her back door, and shouting until midnight.',
        ...(number === 3 && { report: reportOf(PAINT) }),
      }),
    ),
    toCase(minutesAfter(at, 15), sergeant, CASE, { type: 'LinkAsbCase', problem: PROBLEM }),
    toCase(minutesAfter(at, 20), sergeant, CASE, {
      ...{ type: 'RequestCaseReview', review: 'review-1', requestedFor: 'COMPLAINANT' },
    }),
    toCase(hoursAfter(at, 20), sergeant, CASE, { type: 'AcknowledgeCaseReview', review: 'review-1' }),
    toCase(hoursAfter(at, 44), sergeant, CASE, { type: 'DecideCaseReview', review: 'review-1' }),
    toCase(hoursAfter(day(14), 10), sergeant, CASE, {
      type: 'HoldReviewMeeting',
      review: 'review-1',
      agencies: [COUNCIL, HOUSING.agency],
      outcome: 'MORE_TO_BE_DONE',
      recommendations: ['BEHAVIOUR_CONTRACT', 'PLACE_IMPROVED'],
    }),
  ];
};

/** Whoever sprayed signs, with the council, what they will and will not do: nobody makes them. */
const agreed = (day: (number: number) => string): readonly Told[] => {
  const at = hoursAfter(day(8), 16);
  return [
    toSubject(at, sergeant, SIGNER, { type: 'RegisterSubject', name: 'Rowan Wrenbury' }),
    toContract(minutesAfter(at, 5), sergeant, CONTRACT, {
      type: 'ProposeContract',
      person: SIGNER,
      category: 'GRAFFITI',
      criteria: ['UNDER_18'],
      prohibitions: ['Not to be behind the garages after eight in the evening.'],
      requirements: ['To help to clean the wall.'],
      agencies: [COUNCIL],
      until: londonDay(day(26)),
    }),
    toContract(minutesAfter(at, 20), sergeant, CONTRACT, { type: 'InformGuardian', how: 'IN_PERSON' }),
    toContract(minutesAfter(at, 21), sergeant, CONTRACT, {
      ...{ type: 'OfferSupport', support: 'YOUTH_SERVICE' },
    }),
    toContract(minutesAfter(at, 30), sergeant, CONTRACT, {
      ...{ type: 'SignContract', as: 'PERSON', evidence: 'contract/kilburn-1' },
    }),
    toContract(minutesAfter(at, 31), sergeant, CONTRACT, { type: 'SignContract', as: 'AGENCY' }),
    toContract(hoursAfter(at, 17), council, CONTRACT, { type: 'SignContract', as: 'AGENCY' }),
    toCase(hoursAfter(at, 18), sergeant, CASE, { type: 'LinkAsbCase', contract: CONTRACT }),
  ];
};

const worked = (day: (number: number) => string): readonly Told[] => {
  const done = (number: number, by: typeof council, measure: string): readonly Told[] => [
    toProblem(hoursAfter(day(number), 9), by, PROBLEM, { type: 'StartMeasure', measure }),
    toProblem(hoursAfter(day(number), 15), by, PROBLEM, {
      ...{ type: 'CompleteMeasure', measure, result: 'DONE' },
    }),
  ];
  return [
    ...done(10, council, 'cars'),
    ...done(15, council, 'lamps'),
    ...done(20, housing, 'wall'),
    ...done(24, residents, 'evenings'),
    toProblem(hoursAfter(day(11), 10), supportOfficer, PROBLEM, {
      ...{ type: 'StartMeasure', measure: 'offender' },
    }),
    toProblem(hoursAfter(day(12), 10), supportOfficer, PROBLEM, {
      type: 'CompleteMeasure',
      measure: 'offender',
      result: 'DONE',
      note: 'One contract was signed; nobody was charged.',
    }),
  ];
};

const kept = (day: (number: number) => string): readonly Told[] => [
  toContract(hoursAfter(day(17), 16), sergeant, CONTRACT, { type: 'ReviewContract', outcome: 'GOES_WELL' }),
  toContract(hoursAfter(day(27), 10), sergeant, CONTRACT, { type: 'CompleteContract' }),
  toCase(hoursAfter(day(27), 11), sergeant, CASE, {
    ...{ type: 'RecordAsbResponse', response: 'contract', what: 'BEHAVIOUR_CONTRACT', effective: true },
  }),
];

/** Against somebody who threatened neighbours no contract was thinkable: it is said why. */
const ordered = (at: string): readonly Told[] => {
  const seek = { type: 'SeekOrder', person: OTHER, criteria: [], kind: 'CIVIL_INJUNCTION' } as const;
  return [
    toSubject(at, sergeant, OTHER, { type: 'RegisterSubject', name: 'Linden Crowmarsh' }),
    {
      ...toContract(minutesAfter(at, 5), sergeant, ORDER, { ...seek, order: 'without-reason' }),
      refusedBy: 'R-ASB-4',
    },
    toContract(minutesAfter(at, 10), sergeant, ORDER, {
      ...{ ...seek, order: 'first', whyNoContract: 'RISK_OF_HARM' },
    }),
    toContract(hoursAfter(at, 72), sergeant, ORDER, {
      ...{ type: 'RecordOrderOutcome', order: 'first', outcome: 'GRANTED' },
    }),
  ];
};

const reduced = (at: string): readonly Told[] => [
  toProblem(at, council, PROBLEM, {
    type: 'AssessProblem',
    assessment: 'first',
    result: 'REDUCED',
    evidence: ['reports/kilburn-autumn'],
    tangible: 'No car has been left there since, and the wall is clean.',
  }),
  toProblem(minutesAfter(at, 30), sergeant, PROBLEM, { type: 'CloseProblem' }),
  ...REPORTS.map((ref, index) =>
    toReport(minutesAfter(at, 40 + index), sergeant, reportOf(ref), {
      ...{ type: 'CloseReport', outcome: 'DEALT_WITH' },
    }),
  ),
  toProblem(hoursAfter(at, 4), supportOfficer, PROBLEM, {
    type: 'DraftCaseStudy',
    study: 'cars-and-paint',
    text: 'Cars were left and a wall was painted where no lamp shone. The council took the cars and put up a lamp, a housing association took down the wall, residents opened their hall in the evenings. It has been quiet since.',
  }),
  toProblem(hoursAfter(at, 5), sergeant, PROBLEM, { type: 'AttestCaseStudy', study: 'cars-and-paint' }),
];
