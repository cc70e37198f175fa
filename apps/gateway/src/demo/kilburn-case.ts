import {
  A0609_ROLES,
  A0609_VERSION_4,
  adviceCase,
  agency,
  attendance,
  DEFAULT_ESTABLISHMENT,
  DEFAULT_VISIT,
  londonDay,
  member,
  monthStart,
  policy,
  policyIdOf,
  referral,
  roles,
  subject,
  W1012_VERSION_1,
  type PublishedTerms,
} from '@wardbook/policing';
import { KILBURN } from './camden.ts';
import { ADMINISTRATOR, MEMBERS, SPECIALISTS } from './people.ts';
import { byOf, FORCE, hoursAfter, minutesAfter, tellTo, type Told } from './told.ts';

const toAgency = tellTo(agency);
const toAttendance = tellTo(attendance);
const toCase = tellTo(adviceCase);
const toMember = tellTo(member);
const toPolicy = tellTo(policy);
const toReferral = tellTo(referral);
const toRoles = tellTo(roles);
const toSubject = tellTo(subject);

export const COUNCIL = 'demonstration-council';
const AUDIT = 'demonstration-audit';
export const AGREEMENT = 'sharing-1';
const POLICY = 'A0609';

/** Policies of the demonstration's own, whose figures are those that hold without them, too. */
const FIGURES = [
  {
    number: 'E 0117',
    kind: 'ESTABLISHMENT',
    establishment: DEFAULT_ESTABLISHMENT,
    contentHash: 'e'.repeat(64),
  },
  { number: 'V 0201', kind: 'VISIT', visit: DEFAULT_VISIT, contentHash: 'f'.repeat(64) },
] as const;

const setting = (figures: (typeof FIGURES)[number], publishedOn: string): PublishedTerms => ({
  ...figures,
  version: 1,
  publishedOn,
  requiredRecordFields: [],
  measures: [],
  sources: [],
  signpostSites: [],
  resources: [],
  relatedPolicies: [],
  consultees: [],
  riskKinds: [],
});

const admin = byOf(ADMINISTRATOR.actor, 'ADMIN');
const supportOfficer = byOf(`pcso-${KILBURN}`, 'PCSO');
const advisor = byOf('cpa-1', 'SPECIALIST');
const council = byOf('council-1', 'PARTNER', COUNCIL);

/** The procedure under which advice is given, who may give what, and who else can help. */
export const adviceGround = (start: string): readonly Told[] => {
  const at = hoursAfter(start, 10);
  return [
    toPolicy(`${A0609_VERSION_4.publishedOn}T09:00:00.000Z`, admin, POLICY, {
      type: 'PublishPolicyVersion',
      terms: A0609_VERSION_4,
    }),
    toPolicy(`${W1012_VERSION_1.publishedOn}T09:00:00.000Z`, admin, policyIdOf(W1012_VERSION_1.number), {
      type: 'PublishPolicyVersion',
      terms: W1012_VERSION_1,
    }),
    ...FIGURES.map((figures) =>
      toPolicy(at, admin, policyIdOf(figures.number), {
        type: 'PublishPolicyVersion',
        terms: setting(figures, londonDay(at)),
      }),
    ),
    ...[A0609_VERSION_4, W1012_VERSION_1, ...FIGURES].map(({ number, kind }) =>
      toRoles(at, admin, FORCE, { type: 'AdoptPolicy', kind, number }),
    ),
    ...A0609_ROLES.map((role) => toRoles(at, admin, FORCE, { type: 'DefineRole', ...role })),
    ...SPECIALISTS.map(({ id, role, area }) =>
      toRoles(at, admin, FORCE, { type: 'FillPost', role, area, member: id }),
    ),
    ...(['SECURED_BY_DESIGN', 'PARK_MARK'] as const).map((scheme) =>
      toRoles(at, admin, FORCE, { type: 'AppointSchemeRepresentative', scheme, member: 'salo-1' }),
    ),
    ...MEMBERS.filter(({ ward }) => ward === KILBURN).map(({ id, rank }) =>
      toMember(at, byOf(id, rank === 'PCSO' ? 'PCSO' : 'OFFICER'), id, {
        type: 'AcknowledgePolicy',
        policy: POLICY,
        version: A0609_VERSION_4.version,
      }),
    ),
    toAgency(at, admin, FORCE, { type: 'RegisterAgency', kind: 'POLICE', name: 'Demonstration Police' }),
    toAgency(at, admin, AUDIT, {
      type: 'RegisterAgency',
      kind: 'POLICE_AUTHORITY',
      name: 'Demonstration Audit',
    }),
    toAgency(at, admin, AUDIT, { type: 'RegisterAudit', from: londonDay(at) }),
    toAgency(at, admin, COUNCIL, { type: 'RegisterAgency', kind: 'COUNCIL', name: 'Demonstration Council' }),
    toAgency(at, admin, COUNCIL, {
      type: 'OfferCapability',
      capability: 'LIGHTING',
      label: 'Street and estate lighting',
    }),
    toAgency(at, admin, COUNCIL, {
      type: 'AgreeSharing',
      agreement: AGREEMENT,
      fields: ['RECIPIENT_NAME', 'PREMISES_ADDRESS', 'REQUESTED_HELP', 'TOPIC', 'WARD'],
      legalBasis: 'CDA1998_S115',
      from: londonDay(at),
      until: londonDay(hoursAfter(at, 24 * 365)),
    }),
  ];
};

const CASE = 'kilburn-1';
const VISIT = 'kilburn-visit-1';
const PERSON = 'kilburn-person-1';
const ALARM = 'kilburn-alarm-1';
const LIGHTING = 'kilburn-lighting-1';
const ADDRESS = '3 Composite Mews, Kilburn';

/** A burglary victim in Kilburn is visited at home and advised; two questions go to others. Chapter by chapter. */
export const kilburnCase = (month: string): readonly (readonly Told[])[] => {
  const day = (number: number): string => hoursAfter(monthStart(month), (number - 1) * 24);
  return [
    [...opened(hoursAfter(day(10), 9)), ...visited(hoursAfter(day(11), 10))],
    [...answered(day(12))],
    [...written(hoursAfter(day(21), 14))],
  ];
};

const opened = (at: string): readonly Told[] => [
  toSubject(at, supportOfficer, PERSON, {
    type: 'RegisterSubject',
    name: 'Rowan Thistlewhite',
    contact: '020 7946 0142',
    address: ADDRESS,
  }),
  toCase(at, supportOfficer, CASE, {
    type: 'OpenCase',
    recipientKind: 'INDIVIDUAL',
    recipient: PERSON,
    capacity: 'VICTIM',
    origin: 'CRIME',
    linkedRef: 'crime/DEMO-0001',
    premises: { kind: 'HOME', address: ADDRESS },
    ward: KILBURN,
    team: `snt-${KILBURN}`,
    officerInCase: supportOfficer.id,
    policy: POLICY,
    topicHints: ['PROPERTY', 'LIGHTING'],
    criteria: ['AGE_60_PLUS'],
    force: FORCE,
  }),
  toAttendance(at, supportOfficer, VISIT, {
    type: 'PlanAttendance',
    case: CASE,
    recipient: PERSON,
    premisesKind: 'HOME',
    policePremises: false,
    considerations: {
      riskAssessment: { considered: true, outcome: 'ARRANGED' },
      ppe: { considered: true, outcome: 'NOT_REQUIRED' },
      conflictManagement: { considered: true, outcome: 'NOT_REQUIRED' },
      otherTraining: { considered: true, outcome: 'NOT_REQUIRED' },
    },
    crew: 'LONE',
    buddy: 'sergeant-1',
    expectedArrival: hoursAfter(at, 25),
    expectedDeparture: hoursAfter(at, 26),
    graceMinutes: 15,
    address: ADDRESS,
  }),
];

const CONTACT = 'visit-1';

const GOOD = {
  contact: CONTACT,
  stance: 'FOR',
  certainty: 'NOT_CLAIMED',
  basis: 'HOME_OFFICE',
  fourTests: { upToDate: true, costCommensurate: true, balanced: true, proportionate: true },
  purposes: ['REDUCE_CRIME', 'REASSURANCE'],
} as const;

const visited = (at: string): readonly Told[] => {
  const after = (minutes: number): string => minutesAfter(at, minutes);
  const say = (minutes: number, command: Parameters<typeof toCase>[3]): Told =>
    toCase(after(minutes), supportOfficer, CASE, command);
  const version = A0609_VERSION_4.version;
  return [
    toAttendance(after(-10), supportOfficer, VISIT, { type: 'CallBeforeArrival' }),
    toAttendance(at, supportOfficer, VISIT, { type: 'RecordArrival' }),
    say(1, { type: 'StartContact', contact: CONTACT, channel: 'VISIT', attendance: VISIT }),
    say(5, {
      type: 'RecordCircumstances',
      text: 'Entry by the back door while the resident slept; the lock was an old two-lever one. Dark passage beside the house.',
      proportionality: 'A better lock costs less than what was taken.',
    }),
    say(15, {
      type: 'GiveAdvice',
      ...GOOD,
      purposes: [...GOOD.purposes],
      item: 'lock',
      topic: 'PROPERTY',
      measure: 'FIVE_LEVER_MORTICE_LOCK',
    }),
    say(16, {
      type: 'GiveAdvice',
      ...GOOD,
      purposes: [...GOOD.purposes],
      item: 'keys',
      topic: 'PROPERTY',
      measure: 'KEYS_OUT_OF_SIGHT',
    }),
    {
      ...say(18, {
        type: 'GiveAdvice',
        ...GOOD,
        purposes: [...GOOD.purposes],
        item: 'no-alarm',
        topic: 'INTRUDER_ALARM',
        measure: 'APPROVED_ALARM_INSTALLER',
        stance: 'AGAINST',
      }),
      refusedBy: 'R-CASE-5',
    },
    {
      ...say(19, {
        type: 'GiveAdvice',
        ...GOOD,
        purposes: [...GOOD.purposes],
        item: 'certain',
        topic: 'PROPERTY',
        measure: 'FIVE_LEVER_MORTICE_LOCK',
        certainty: 'CLAIMED',
      }),
      refusedBy: 'R-CASE-5',
    },
    say(20, { type: 'GiveDisclaimer', contact: CONTACT, kind: 'BEST_OF_ABILITY', wordingVersion: version }),
    say(20, { type: 'GiveDisclaimer', contact: CONTACT, kind: 'NO_GUARANTEE', wordingVersion: version }),
    say(21, { type: 'GivePrivacyNotice', version: A0609_VERSION_4.privacyNotice ?? 'none' }),
    say(24, {
      type: 'RecordHelp',
      text: 'Secured the back door for the night and left a property marking pen.',
    }),
    say(25, {
      type: 'Refer',
      referral: ALARM,
      toRole: 'CPA',
      area: 'lpa-1',
      topic: 'INTRUDER_ALARM',
      requestedHelp: 'The resident asks which kind of alarm suits a small terraced house.',
      fields: [],
      dueAt: hoursAfter(at, 24 * 7),
    }),
    say(26, {
      type: 'Refer',
      referral: LIGHTING,
      toAgency: COUNCIL,
      topic: 'LIGHTING',
      requestedHelp: 'Please look at the lamp in the passage beside the house: it has been out for weeks.',
      fields: ['RECIPIENT_NAME', 'PREMISES_ADDRESS', 'REQUESTED_HELP', 'TOPIC', 'WARD'],
      agreement: AGREEMENT,
      legalBasis: 'CDA1998_S115',
      dueAt: hoursAfter(at, 24 * 14),
    }),
    say(28, { type: 'CompleteContact', contact: CONTACT }),
    toAttendance(after(30), supportOfficer, VISIT, { type: 'CallOnDeparture' }),
  ];
};

const answered = (at: string): readonly Told[] => [
  toReferral(hoursAfter(at, 10), advisor, ALARM, { type: 'AcceptReferral' }),
  toReferral(hoursAfter(at, 11), council, LIGHTING, { type: 'AcceptReferral' }),
  toReferral(hoursAfter(at, 50), advisor, ALARM, {
    type: 'CompleteReferral',
    outcome: 'ADVISED',
    helpGiven: 'Advised on a wireless alarm from an approved installer.',
  }),
  toReferral(hoursAfter(at, 100), council, LIGHTING, {
    type: 'CompleteReferral',
    outcome: 'HELPED',
    helpGiven: 'Lamp replaced and the shrubs in front of it cut back.',
  }),
];

const written = (at: string): readonly Told[] => [
  toCase(at, supportOfficer, CASE, {
    type: 'IssueRecord',
    fields: [...A0609_VERSION_4.requiredRecordFields],
    delivery: 'WRITTEN',
    copyGiven: true,
  }),
  toCase(minutesAfter(at, 30), supportOfficer, CASE, {
    type: 'CloseCase',
    outcome: 'ADVICE_GIVEN',
    helpGiven: 'New lock fitted, alarm advice given, lamp mended.',
  }),
];
