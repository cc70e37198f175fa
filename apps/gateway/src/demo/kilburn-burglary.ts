import {
  agency,
  appointments,
  appointmentsIdOf,
  attendance,
  crime,
  DEFAULT_SURVEY,
  initiative,
  londonDay,
  member,
  monthStart,
  referral,
  roles,
  subject,
  survey,
  team,
  trainingDay,
  visit,
} from '@wardbook/policing';
import { KILBURN } from './camden.ts';
import { COUNCIL } from './kilburn-case.ts';
import { ADMINISTRATOR, CONTROL_ROOM, HOUSING, VICTIM_SUPPORT } from './people.ts';
import { byOf, FORCE, hoursAfter, minutesAfter, tellTo, type Told } from './told.ts';

const toAgency = tellTo(agency);
const toAppointments = tellTo(appointments);
const toAttendance = tellTo(attendance);
const toCrime = tellTo(crime);
const toInitiative = tellTo(initiative);
const toMember = tellTo(member);
const toReferral = tellTo(referral);
const toRoles = tellTo(roles);
const toSubject = tellTo(subject);
const toSurvey = tellTo(survey);
const toTeam = tellTo(team);
const toTrainingDay = tellTo(trainingDay);
const toVisit = tellTo(visit);

const admin = byOf(ADMINISTRATOR.actor, 'ADMIN');
const sergeant = byOf('sergeant-1', 'SUPERVISOR');
const control = byOf(CONTROL_ROOM.actor, 'CONTROL');
const supportOfficer = byOf(`pcso-${KILBURN}`, 'PCSO');
const advisor = byOf('cpa-1', 'SPECIALIST');
const council = byOf('council-1', 'PARTNER', COUNCIL);
const housing = byOf(HOUSING.actor, 'PARTNER', HOUSING.agency);

const INPT = 'inpt-1';
const CID = 'cid-1';

const BURGLARY = `${FORCE}.DEMO-0002`;
const BICYCLE = `${FORCE}.DEMO-0003`;
const ASSAULT = `${FORCE}.DEMO-0004`;
const SERIES = `${FORCE}.DEMO-0005`;
const BURGLARY_VISIT = 'kilburn-burglary-visit';
const BICYCLE_VISIT = 'kilburn-bicycle-visit';
const RESIDENT = 'kilburn-person-3';
const RIDER = 'kilburn-person-4';
const ADDRESS = '14 Composite Mews, Kilburn';
const SURVEY = 'kilburn-survey-1';
const ALARM = 'kilburn-alarm-2';
const BEESAFE = 'beesafe';

/**
 * A burglary in Kilburn, from the call to the new lock: its victim is offered a visit, is let down once, is visited, and
 * gets a survey by a PCSO who was trained for it, advice on an alarm, and locks from a scheme. A cyclist wants no visit.
 * Told last, so that what was told before keeps its place. Chapter by chapter.
 */
export const kilburnBurglary = (now: string, before: string, month: string): readonly (readonly Told[])[] => {
  const day = (number: number): string => hoursAfter(monthStart(month), (number - 1) * 24);
  const [appointment, another] = [hoursAfter(day(5), 14), hoursAfter(day(8), 10)];
  return [
    [
      ...partnersJoin(hoursAfter(monthStart(before), 34)),
      ...trained(hoursAfter(monthStart(before), 14 * 24 + 9)),
    ],
    [
      ...lockScheme(hoursAfter(day(2), 10)),
      ...recorded(hoursAfter(day(3), 8)),
      ...bicycle(hoursAfter(day(4), 9)),
    ],
    [
      ...offered(hoursAfter(day(3), 12)),
      opens(hoursAfter(day(4), 18), appointment),
      booked(hoursAfter(day(4), 19), appointment),
      ...declined(hoursAfter(day(4), 13)),
    ],
    letDown(appointment, another),
    visited(another),
    surveyed(hoursAfter(day(10), 10)),
    answered(hoursAfter(day(12), 9)),
    [...fitted(hoursAfter(day(17), 10)), tomorrow(`${now.slice(0, 10)}T09:00:00.000Z`)],
  ];
};

const partnersJoin = (at: string): readonly Told[] => [
  toTeam(at, admin, CID, { type: 'FormTeam', kind: 'CID', name: 'Demonstration CID' }),
  toMember(at, admin, 'detective-2', {
    ...{ type: 'PostMember', team: CID, category: 'DETECTIVE', rank: 'CONSTABLE', source: 'OTHER' },
    publicName: 'DC Underbrook',
  }),
  toMember(at, admin, 'cpo-1', {
    ...{ type: 'PostMember', category: 'OTHER', rank: 'CONSTABLE', source: 'OTHER' },
    publicName: 'Crime Prevention Officer Vesperley',
  }),
  toRoles(at, admin, FORCE, { type: 'FillPost', role: 'CPO', area: 'lpa-1', member: 'cpo-1' }),
  toAgency(at, admin, HOUSING.agency, {
    ...{ type: 'RegisterAgency', kind: 'HOUSING_ASSOCIATION' },
    name: 'Demonstration Homes',
  }),
  toAgency(at, admin, HOUSING.agency, {
    ...{ type: 'OfferCapability', capability: 'PROPERTY' },
    label: 'Doors, gates and windows of its homes',
  }),
  toAgency(at, admin, HOUSING.agency, {
    type: 'AgreeSharing',
    agreement: 'sharing-2',
    fields: ['PREMISES_ADDRESS', 'REQUESTED_HELP', 'TOPIC', 'WARD'],
    legalBasis: 'CDA1998_S115',
    from: londonDay(at),
    until: londonDay(hoursAfter(at, 24 * 365)),
  }),
  toAgency(at, admin, VICTIM_SUPPORT.agency, {
    ...{ type: 'RegisterAgency', kind: 'VICTIM_SUPPORT' },
    name: 'Demonstration Victim Support',
  }),
  toAgency(at, admin, VICTIM_SUPPORT.agency, {
    ...{ type: 'OfferCapability', capability: 'VICTIM_SUPPORT' },
    label: 'Support for victims of crime',
  }),
  toAgency(at, admin, VICTIM_SUPPORT.agency, {
    type: 'AgreeSharing',
    agreement: 'sharing-3',
    fields: ['RECIPIENT_NAME', 'RECIPIENT_CONTACT', 'REQUESTED_HELP', 'TOPIC'],
    legalBasis: 'CONSENT',
    from: londonDay(at),
    until: londonDay(hoursAfter(at, 24 * 365)),
  }),
];

/** One of a series of days, by a council and a force in both their names. */
const trained = (at: string): readonly Told[] => {
  const day = 'partners-1';
  const after = hoursAfter(at, 8);
  const modules = ['NIM', 'ASBO_ABC', 'TASKING', 'HOME_SECURITY_SURVEY', 'PARTNERSHIP'] as const;
  return [
    toTrainingDay(hoursAfter(at, -24 * 10), council, day, {
      type: 'ScheduleTrainingDay',
      series: 'crime-reduction-partners',
      ...{ from: at, to: hoursAfter(at, 7) },
      place: 'Council offices',
      purpose: 'So that each agency knows what the others can do.',
      organisers: [COUNCIL, FORCE],
      modules: [...modules],
      maximum: 30,
    }),
    toTrainingDay(after, sergeant, day, {
      ...{ type: 'RecordTrainingAttendance', person: supportOfficer.id, agency: FORCE, kind: 'PCSO' },
      modules: [...modules],
    }),
    toTrainingDay(after, council, day, {
      ...{ type: 'RecordTrainingAttendance', person: council.id, agency: COUNCIL, kind: 'COUNCIL' },
      modules: [...modules],
    }),
    toTrainingDay(after, council, day, {
      ...{ type: 'RecordTrainingAttendance', person: housing.id, agency: HOUSING.agency, kind: 'HOUSING' },
      modules: ['PARTNERSHIP', 'ASBO_ABC'],
    }),
    toTrainingDay(hoursAfter(after, 24), council, day, {
      ...{ type: 'EvaluateTrainingDay', outcome: 'MET', evidence: 'evaluation/partners-1' },
    }),
  ];
};

const lockScheme = (at: string): readonly Told[] => [
  toInitiative(at, council, BEESAFE, {
    type: 'ProposeInitiative',
    kind: 'LOCK_FITTING',
    name: 'Beesafe',
    organisers: [FORCE],
    area: [{ ward: KILBURN, eligibleDwellings: 620 }],
    criteria: ['AGE_60_PLUS'],
    premisesKinds: ['HOME'],
    subsidyPercent: 80,
  }),
  toInitiative(minutesAfter(at, 30), council, BEESAFE, {
    ...{ type: 'FundInitiative', funding: 'first-year', funder: COUNCIL, amountPence: 1_250_000 },
    from: londonDay(at),
  }),
];

/** Somebody was burgled in the night, and calls in the morning. */
const recorded = (at: string): readonly Told[] => [
  toSubject(at, control, RESIDENT, {
    type: 'RegisterSubject',
    name: 'Hazel Wrenbury',
    contact: '020 7946 0188',
    address: ADDRESS,
  }),
  toSubject(at, control, RESIDENT, { type: 'SayHowToReach', ways: ['SAFE_TO_CALL'] }),
  toCrime(minutesAfter(at, 5), control, BURGLARY, {
    type: 'RecordCrime',
    category: 'BURGLARY',
    markers: [],
    ward: KILBURN,
    committedFrom: hoursAfter(at, -9),
    committedUntil: hoursAfter(at, -2),
    circumstances: 'In by the kitchen window while the resident slept; jewellery was taken.',
  }),
  toCrime(minutesAfter(at, 6), control, BURGLARY, {
    ...{ type: 'RegisterVictim', victim: RESIDENT, visit: BURGLARY_VISIT, criteria: ['AGE_60_PLUS'] },
  }),
  toCrime(minutesAfter(at, 20), sergeant, BURGLARY, {
    ...{ type: 'AllocateInvestigation', to: 'INPT', team: INPT },
  }),
  toCrime(minutesAfter(at, 40), control, ASSAULT, {
    ...{ type: 'RecordCrime', category: 'VIOLENT_CRIME', markers: ['SERIOUS'], ward: KILBURN },
  }),
  toCrime(minutesAfter(at, 50), sergeant, ASSAULT, {
    ...{ type: 'AllocateInvestigation', to: 'CID', team: CID },
  }),
  toCrime(hoursAfter(at, 2), control, SERIES, {
    ...{ type: 'RecordCrime', category: 'VEHICLE_CRIME', markers: [], ward: KILBURN },
  }),
  toCrime(hoursAfter(at, 3), sergeant, SERIES, {
    ...{ type: 'AllocateInvestigation', to: 'CID', team: CID, reason: 'PART_OF_A_SERIES' },
  }),
];

const areaOn = (day: string): string => appointmentsIdOf(FORCE, 'kilburn', londonDay(day));

const opens = (at: string, day: string): Told =>
  toAppointments(at, sergeant, areaOn(day), {
    type: 'OpenAppointments',
    cars: [{ car: 'kilburn-1', from: '08:00', to: '18:00', minutes: 60, slots: 8 }],
  });

const booked = (at: string, from: string): Told =>
  toAppointments(at, control, areaOn(from), {
    type: 'BookSlot',
    visit: BURGLARY_VISIT,
    car: 'kilburn-1',
    from,
    purpose: 'CRIME_PREVENTION',
    place: 'HOME',
  });

const offered = (at: string): readonly Told[] => [
  toVisit(at, control, BURGLARY_VISIT, { type: 'OfferVisit', channel: 'PHONE' }),
  toVisit(minutesAfter(at, 2), control, BURGLARY_VISIT, { type: 'AcceptOffer' }),
  toVisit(minutesAfter(at, 3), control, BURGLARY_VISIT, { type: 'InformVictim', what: 'CRIME_CONFIRMED' }),
  toVisit(minutesAfter(at, 4), control, BURGLARY_VISIT, {
    ...{ type: 'AssessNeeds', criteria: ['AGE_60_PLUS'], enhanced: false },
  }),
];

const bicycle = (at: string): readonly Told[] => [
  toSubject(at, control, RIDER, {
    type: 'RegisterSubject',
    name: 'Sorrel Tamworthy',
    contact: '020 7946 0199',
  }),
  toSubject(at, control, RIDER, { type: 'SayHowToReach', ways: ['SAFE_TO_CALL', 'SAFE_TO_WRITE'] }),
  toCrime(at, control, BICYCLE, {
    ...{ type: 'RecordCrime', category: 'BICYCLE_THEFT', markers: [], ward: KILBURN },
  }),
  toCrime(minutesAfter(at, 1), control, BICYCLE, {
    ...{ type: 'RegisterVictim', victim: RIDER, visit: BICYCLE_VISIT, criteria: [] },
  }),
  toCrime(minutesAfter(at, 9), sergeant, BICYCLE, {
    ...{ type: 'AllocateInvestigation', to: 'INPT', team: INPT },
  }),
];

const declined = (at: string): readonly Told[] => [
  toVisit(at, control, BICYCLE_VISIT, { type: 'OfferVisit', channel: 'PHONE' }),
  toVisit(minutesAfter(at, 2), control, BICYCLE_VISIT, { type: 'DeclineOffer' }),
];

/** The car does not come: who failed is on record, and another time is booked. */
const letDown = (at: string, next: string): readonly Told[] => [
  toVisit(minutesAfter(at, 90), control, BURGLARY_VISIT, {
    ...{ type: 'RecordOfficerDidNotAttend', reason: 'URGENT_CALL' },
  }),
  opens(hoursAfter(at, 2), next),
  booked(hoursAfter(at, 3), next),
];

const CONSIDERED = {
  riskAssessment: { considered: true, outcome: 'ARRANGED' },
  ppe: { considered: true, outcome: 'NOT_REQUIRED' },
  conflictManagement: { considered: true, outcome: 'NOT_REQUIRED' },
  otherTraining: { considered: true, outcome: 'NOT_REQUIRED' },
} as const;

const attended = (
  at: string,
  id: string,
  about: { readonly visit: string } | { readonly survey: string },
  there: readonly Told[],
): readonly Told[] => [
  toAttendance(hoursAfter(at, -2), supportOfficer, id, {
    type: 'PlanAttendance',
    ...about,
    recipient: RESIDENT,
    premisesKind: 'HOME',
    policePremises: false,
    considerations: CONSIDERED,
    crew: 'LONE',
    buddy: 'sergeant-1',
    expectedArrival: at,
    expectedDeparture: hoursAfter(at, 1),
    graceMinutes: 15,
    address: ADDRESS,
  }),
  toAttendance(minutesAfter(at, -10), supportOfficer, id, { type: 'CallBeforeArrival' }),
  toAttendance(at, supportOfficer, id, { type: 'RecordArrival' }),
  ...there,
  toAttendance(minutesAfter(at, 55), supportOfficer, id, { type: 'CallOnDeparture' }),
];

const visited = (at: string): readonly Told[] => [
  ...attended(at, 'kilburn-visit-3', { visit: BURGLARY_VISIT }, [
    toVisit(minutesAfter(at, 50), supportOfficer, BURGLARY_VISIT, {
      type: 'RecordVictimVisited',
      where: 'VICTIMS_PREMISES',
      attendance: 'kilburn-visit-3',
      purpose: 'CRIME_PREVENTION',
      help: ['LISTENED_TO', 'RIGHTS_EXPLAINED', 'SURVEY_ARRANGED'],
    }),
  ]),
  toSurvey(hoursAfter(at, 2), supportOfficer, SURVEY, {
    type: 'RequestSurvey',
    recipient: RESIDENT,
    premisesKind: 'HOME',
    address: ADDRESS,
    ward: KILBURN,
    level: 'BASIC',
    criteria: ['AGE_60_PLUS'],
    visit: BURGLARY_VISIT,
    crime: BURGLARY,
  }),
  toSurvey(hoursAfter(at, 3), supportOfficer, SURVEY, {
    type: 'BookSurvey',
    surveyor: supportOfficer.id,
    from: hoursAfter(at, 48),
    to: hoursAfter(at, 49),
  }),
  toVisit(hoursAfter(at, 4), supportOfficer, BURGLARY_VISIT, { type: 'InformVictim', what: 'PROGRESS' }),
  toVisit(hoursAfter(at, 5), supportOfficer, BURGLARY_VISIT, { type: 'CloseVisit', outcome: 'VISITED' }),
];

/** What was found to be done about; everything else is as it should be. */
const TO_DO: readonly string[] = ['DOOR_LOCKS', 'GATES_LOCKED', 'PROPERTY_MARKED', 'ALARM_FITTED'];

const surveyed = (at: string): readonly Told[] => {
  const say = (minutes: number, command: Parameters<typeof toSurvey>[3]): Told =>
    toSurvey(minutesAfter(at, minutes), supportOfficer, SURVEY, command);
  return attended(at, 'kilburn-visit-4', { survey: SURVEY }, [
    say(1, { type: 'StartSurvey', attendance: 'kilburn-visit-4' }),
    ...DEFAULT_SURVEY.checklist
      .filter(({ level }) => level === 'BASIC')
      .map(({ code: item }, index) =>
        say(2 + index, {
          type: 'RecordFinding',
          item,
          answer: TO_DO.includes(item) ? 'NO' : 'YES',
          attention: TO_DO.includes(item),
        }),
      ),
    say(30, {
      type: 'ReferFinding',
      item: 'ALARM_FITTED',
      referral: ALARM,
      toRole: 'CPA',
      topic: 'INTRUDER_ALARM',
      requestedHelp: 'There is no alarm: please advise on one that the resident can manage alone.',
      fields: ['RECIPIENT_NAME', 'PREMISES_ADDRESS', 'REQUESTED_HELP', 'TOPIC', 'WARD'],
      dueAt: hoursAfter(at, 24 * 7),
    }),
    say(35, {
      type: 'Recommend',
      recommendation: 'door-lock',
      ownedBy: 'OCCUPANT',
      topic: 'PROPERTY',
      items: ['DOOR_LOCKS'],
      standard: 'BS 3621:2017',
      priority: 'HIGH',
      text: 'Fit a five-lever mortice lock to the front and the back door.',
    }),
    say(40, {
      type: 'Recommend',
      recommendation: 'side-gate',
      ownedBy: 'AGENCY',
      agency: HOUSING.agency,
      topic: 'PROPERTY',
      items: ['GATES_LOCKED'],
      priority: 'MEDIUM',
      text: 'Mend the lock of the side gate.',
      dueOn: londonDay(hoursAfter(at, 24 * 14)),
      withAddress: true,
      legalBasis: 'CDA1998_S115',
      agreement: 'sharing-2',
    }),
    say(42, {
      type: 'Recommend',
      recommendation: 'marking',
      ownedBy: 'OCCUPANT',
      topic: 'PROPERTY',
      items: ['PROPERTY_MARKED'],
      priority: 'LOW',
      text: 'Mark what is left of the jewellery.',
      dueOn: londonDay(hoursAfter(at, 24 * 14)),
    }),
    say(45, { type: 'GiveReminder', reminder: 'FIRE', how: 'LEAFLET' }),
    say(50, { type: 'CompleteSurvey' }),
  ]);
};

const answered = (at: string): readonly Told[] => [
  toReferral(at, advisor, ALARM, { type: 'AcceptReferral' }),
  toReferral(hoursAfter(at, 5), advisor, ALARM, {
    type: 'CompleteReferral',
    outcome: 'ADVISED',
    helpGiven: 'Advised an alarm with one key fob, by an approved installer.',
  }),
  toSurvey(hoursAfter(at, 26), housing, SURVEY, { type: 'ConfirmAction', recommendation: 'side-gate' }),
];

const fitted = (at: string): readonly Told[] => [
  toInitiative(at, supportOfficer, BEESAFE, {
    type: 'AdmitPremises',
    premises: 'mews-14',
    kind: 'HOME',
    dwellings: 1,
    ward: KILBURN,
    recipient: RESIDENT,
    criteria: ['AGE_60_PLUS'],
    recommendation: { survey: SURVEY, recommendation: 'door-lock' },
  }),
  toInitiative(hoursAfter(at, 30), council, BEESAFE, {
    type: 'RecordInstallation',
    premises: 'mews-14',
    devices: ['DOOR_LOCK'],
    fittedBy: COUNCIL,
  }),
];

/** What can be booked now: whoever reads the demonstration sees a day that is yet to come. */
const tomorrow = (today: string): Told => opens(hoursAfter(today, -24), hoursAfter(today, 24));
