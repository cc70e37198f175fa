import { SALO, type RoleDefinition } from '../role/role.state.ts';
import type { PolicyTerms } from './policy.events.ts';

/**
 * Procedure A 0609 on giving crime prevention advice, version 4 of 18 January 2023, as data (S3).
 * From the procedure: number, version, day, review, levels and topics, the meaning of the disclaimers, related
 * policies, risk. Ours, because the procedure leaves them out or its lists are lost: the catalogue of measures and
 * its wording, the recognised sources, the fields of the written record, the retention default.
 */
export const A0609_VERSION_4: PolicyTerms = {
  number: 'A 0609',
  kind: 'ADVICE',
  version: 4,
  publishedOn: '2023-01-18',
  /** SHA-256 of the procedure's text as it was published, UTF-8. */
  contentHash: 'd6cd0fdfaf4dabe633e710870fdb95e161ce08773b0aa42686e68c9af4963181',
  nextReviewMonths: 36,
  monitoredBy: 'HEAD_OF_LOCAL_POLICING_COMMAND',
  /**
   * The list that S3:29 announces is lost: this one is ours. All but what applies to some cases only: the linked
   * crime, the premises, and the reminders of a specialist's survey. An empty list of referrals is filled in, too.
   */
  requiredRecordFields: [
    'caseRef',
    'adviceGivenAt',
    'recordedAt',
    'adviser',
    'recipient',
    'origin',
    'circumstances',
    'proportionalityNote',
    'adviceItems',
    'fourTests',
    'referralsAndSignposts',
    'disclaimers',
    'privacyNotice',
    'delivery',
    'policyVersion',
  ],
  measures: [
    {
      code: 'FIVE_LEVER_MORTICE_LOCK',
      topic: 'PROPERTY',
      level: 'BASIC',
      wording:
        'Fit a five-lever mortice lock to each outside door made of timber, and lock it whenever you go out.',
    },
    {
      code: 'WINDOW_LOCKS',
      topic: 'PROPERTY',
      level: 'BASIC',
      wording: 'Fit key-operated locks to windows that can be reached from the ground or from a flat roof.',
    },
    {
      code: 'PROPERTY_MARKING',
      topic: 'PROPERTY',
      level: 'BASIC',
      wording: 'Mark what is valuable and keep a list with serial numbers and photographs.',
    },
    {
      code: 'KEYS_OUT_OF_SIGHT',
      topic: 'PROPERTY',
      level: 'BASIC',
      wording: 'Keep keys out of sight and out of reach of doors, windows and letter boxes.',
    },
    {
      code: 'CYCLE_LOCK',
      topic: 'PROPERTY',
      level: 'BASIC',
      wording:
        'Lock frame and wheels of a cycle to something that is fixed, with a lock tested by a third party.',
    },
    {
      code: 'VEHICLE_LEFT_EMPTY',
      topic: 'VEHICLE',
      level: 'BASIC',
      wording: 'Take belongings with you, shut the windows and check that every door is locked.',
    },
    {
      code: 'KNOW_WHO_CALLS',
      topic: 'PERSONAL_SAFETY',
      level: 'BASIC',
      wording:
        'Find out who is at the door before you open it, and ask callers for identification that you can check.',
    },
    {
      code: 'ENTRANCE_LIGHTING',
      topic: 'LIGHTING',
      level: 'BASIC',
      wording: 'Light the entrance from dusk to dawn with a low-energy lamp that does not dazzle.',
    },
    {
      code: 'LIGHT_TIMERS',
      topic: 'LIGHTING',
      level: 'BASIC',
      wording: 'Use timers so that some lights come on after dark while nobody is at home.',
    },
    {
      code: 'APPROVED_ALARM_INSTALLER',
      topic: 'INTRUDER_ALARM',
      level: 'SPECIALIST',
      wording:
        'Have an intruder alarm specified and fitted by an installer whom a recognised inspectorate approves.',
    },
    {
      code: 'CCTV_VIEW',
      topic: 'CCTV_INSTALLATION',
      level: 'SPECIALIST',
      wording:
        'Have each camera placed for one purpose and agree with the installer what it shows before it is fitted.',
    },
    {
      code: 'DOMESTIC_CCTV_REASONABLE_NECESSARY',
      topic: 'CCTV_LAWFULNESS',
      level: 'BASIC',
      wording:
        'Set the view of a camera at home to what is reasonable and necessary for the security of the home.',
    },
    {
      code: 'ACCESS_CONTROL',
      topic: 'ELECTRONIC_SECURITY',
      level: 'SPECIALIST',
      wording:
        'Have a shared entrance fitted with access control that residents can use and that is maintained.',
    },
    {
      code: 'SECURED_BY_DESIGN_STANDARD',
      topic: 'SECURED_BY_DESIGN',
      level: 'SPECIALIST',
      wording: 'Plan the new or altered building to the Secured by Design guide for its kind.',
    },
    {
      code: 'PARK_MARK_AWARD',
      topic: 'PARK_MARK',
      level: 'SPECIALIST',
      wording: 'Have the car park assessed for the Safer Parking award, Park Mark.',
    },
    {
      code: 'VICTIM_SUPPORT_CONTACT',
      topic: 'VICTIM_SUPPORT',
      level: 'BASIC',
      wording: 'Talk to the victim support service, which is free and needs no police report.',
    },
  ],
  sources: [
    'HOME_OFFICE',
    'COLLEGE_OF_POLICING',
    'SECURED_BY_DESIGN',
    'PARK_MARK',
    'ICO_DOMESTIC_CCTV',
    'BS_3621',
    'PAS_24',
    'BS_EN_50131',
    'BS_EN_62676',
    'SOLD_SECURE',
    'NSI',
    'SSAIB',
  ],
  signpostSites: ['ESSEX_POLICE', 'HOME_OFFICE', 'GOV_UK', 'ACPO', 'POLICE_UK', 'SECURED_BY_DESIGN'],
  disclaimers: {
    bestOfAbility:
      'We give this advice to the best of our ability, from what we have been told and have seen.',
    noGuarantee:
      'Following this advice does not guarantee that you will not be a victim of crime in the future.',
  },
  privacyNotice: 'privacy-notice-2023-01',
  /** Records of offences that are neither serious nor against the vulnerable: reviewed after six years. Ours. */
  retention: { mopiGroup: 3, reviewAfterMonths: 72 },
  resources: [{ label: 'Local Policing Support Unit intranet page', location: 'intranet/lpsu' }],
  relatedPolicies: ['W 1000', 'W 1012'],
  consultees: [],
  riskKinds: ['REPUTATION'],
};

/**
 * The roles that A 0609 names, and the Crime Prevention Officer who came before them (S3:23, 24, 27, 28; S0:3). The
 * procedure's own list of roles and topics (S3:19) is lost: which topics beyond those it names is ours.
 */
export const A0609_ROLES: readonly RoleDefinition[] = [
  {
    code: 'CPA',
    label: 'Crime Prevention Advisor',
    aliases: ['Crime Prevention Tactical Adviser'],
    location: 'LPA',
    topics: [
      'PROPERTY',
      'VEHICLE',
      'PERSONAL_SAFETY',
      'LIGHTING',
      'INTRUDER_ALARM',
      'CCTV_INSTALLATION',
      'ELECTRONIC_SECURITY',
    ],
  },
  {
    code: SALO,
    label: 'Senior Architectural Liaison Officer',
    aliases: ['ALO', 'CPDA', 'DOCO'],
    location: 'HQ',
    topics: [
      'PROPERTY',
      'LIGHTING',
      'INTRUDER_ALARM',
      'CCTV_INSTALLATION',
      'ELECTRONIC_SECURITY',
      'SECURED_BY_DESIGN',
      'PARK_MARK',
    ],
  },
  {
    code: 'CCTV_LO',
    label: 'Force CCTV Liaison Officer',
    aliases: [],
    location: 'HQ',
    topics: ['CCTV_INSTALLATION', 'CCTV_LAWFULNESS', 'INTRUDER_ALARM', 'ELECTRONIC_SECURITY'],
  },
  {
    code: 'CPO',
    label: 'Crime Prevention Officer',
    aliases: [],
    location: 'LPA',
    topics: ['PROPERTY', 'VEHICLE', 'PERSONAL_SAFETY', 'LIGHTING', 'INTRUDER_ALARM', 'VICTIM_SUPPORT'],
    validFrom: '1964-01-01',
  },
];
