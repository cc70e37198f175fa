import type { MemberCategory, PostingSource, Rank, Role } from '@wardbook/policing';
import { WARDS } from './camden.ts';
import { FORCE } from './told.ts';

/** A member of the demonstration force. Every name is invented. */
export interface DemoMember {
  readonly id: string;
  readonly name: string;
  readonly rank: Rank;
  readonly category: MemberCategory;
  readonly source: PostingSource;
  /** The ward that the member is dedicated to; of the INPT itself when there is none. */
  readonly ward?: string;
}

const SURNAMES = [
  'Abberley', 'Bramwick', 'Corrowby', 'Dunsmere', 'Ellerwash', 'Fennimarsh', 'Garthorne', 'Hollinby', 'Inglestow',
  'Jessamore', 'Kettlewick', 'Larkholm', 'Marrowden', 'Netherway', 'Oakenrill', 'Pellinore-Wray', 'Quenby-Hulme',
  'Ravensmoor', 'Saltersby', 'Thistlecroft', 'Umberleigh', 'Vennaby', 'Wexmarsh', 'Yarrowdale', 'Zennorby',
  'Ashgrave', 'Birkenlow', 'Coppermere', 'Drayholt', 'Eskerdene', 'Farrowmead', 'Glimmerton', 'Hawksworthy-Lane',
  'Isenbrook', 'Juniperstow', 'Kestrelby', 'Lindenmoss', 'Mossgarth', 'Nettlebank', 'Otterbrook', 'Pickerling',
  'Quillfeather', 'Rushmarsh', 'Sedgewater', 'Tansybrook', 'Wickenford',
]; // prettier-ignore

const surname = (index: number): string => SURNAMES[index % SURNAMES.length] ?? 'Noname';

const officers = WARDS.map(({ code }, index): DemoMember => ({
  id: `pc-${code}`,
  name: `PC ${surname(index)}`,
  rank: 'CONSTABLE',
  category: 'UNIFORMED',
  source: index % 2 === 0 ? 'BACK_ROOM' : 'SQUAD_MERGER',
  ward: code,
}));

const communitySupportOfficers = WARDS.map(({ code }, index): DemoMember => ({
  id: `pcso-${code}`,
  name: `PCSO ${surname(WARDS.length + index)}`,
  rank: 'PCSO',
  category: 'PCSO',
  source: 'OTHER',
  ward: code,
}));

export const INSPECTOR: DemoMember = {
  id: 'inspector-inpt',
  name: `Inspector ${surname(36)}`,
  rank: 'INSPECTOR',
  category: 'UNIFORMED',
  source: 'OTHER',
};

/** The inspectors of Sector 1 to Sector 5. */
export const SECTOR_INSPECTORS: readonly DemoMember[] = [1, 2, 3, 4, 5].map((number) => ({
  id: `inspector-sector-${String(number)}`,
  name: `Inspector ${surname(36 + number)}`,
  rank: 'INSPECTOR',
  category: 'UNIFORMED',
  source: 'OTHER',
}));

const others: readonly DemoMember[] = [
  {
    id: 'sergeant-1',
    name: `Sergeant ${surname(42)}`,
    rank: 'SERGEANT',
    category: 'UNIFORMED',
    source: 'NON_OPERATIONAL',
  },
  {
    id: 'detective-1',
    name: `DC ${surname(43)}`,
    rank: 'CONSTABLE',
    category: 'DETECTIVE',
    source: 'SQUAD_MERGER',
  },
  {
    id: 'forensic-1',
    name: `Forensic officer ${surname(44)}`,
    rank: 'CONSTABLE',
    category: 'FORENSIC',
    source: 'OTHER',
  },
];

/** Who holds the specialist posts of the procedure. */
export const SPECIALISTS = [
  { id: 'cpa-1', role: 'CPA', area: 'lpa-1', name: `Crime Prevention Advisor ${surname(45)}` },
  { id: 'salo-1', role: 'SALO', area: 'HQ', name: 'Senior Architectural Liaison Officer Brackenthorpe' },
  { id: 'cctv-1', role: 'CCTV_LO', area: 'HQ', name: 'Force CCTV Liaison Officer Dapplegate' },
] as const;

const specialists = SPECIALISTS.map(({ id, name }): DemoMember => ({
  id,
  name,
  rank: 'CONSTABLE',
  category: 'OTHER',
  source: 'OTHER',
}));

export const MEMBERS: readonly DemoMember[] = [
  INSPECTOR,
  ...SECTOR_INSPECTORS,
  ...others,
  ...specialists,
  ...officers,
  ...communitySupportOfficers,
];

/** Somebody to be, in the demonstration. */
export interface DemoIdentity {
  readonly label: string;
  readonly actor: string;
  readonly role: Role;
  readonly agency: string;
  /** A system, by its client id: it acts for the actor. */
  readonly client?: string;
}

/** A system of the demonstration's council, which is on the register of agencies. */
export const HOUSING_SYSTEM = 'housing-system';

export const ADMINISTRATOR: DemoIdentity = {
  label: 'administrator',
  actor: 'admin-1',
  role: 'ADMIN',
  agency: FORCE,
};

/** Takes calls, registers crimes, offers visits and books them. */
export const CONTROL_ROOM: DemoIdentity = {
  label: 'control room',
  actor: 'control-1',
  role: 'CONTROL',
  agency: FORCE,
};

export const HOUSING: DemoIdentity = {
  label: 'housing association, a partner agency',
  actor: 'housing-1',
  role: 'PARTNER',
  agency: 'demonstration-homes',
};

export const VICTIM_SUPPORT: DemoIdentity = {
  label: 'Victim Support, a partner agency',
  actor: 'support-1',
  role: 'PARTNER',
  agency: 'demonstration-victim-support',
};

/** Evaluates what is known, and says what may go out. */
export const INTELLIGENCE: DemoIdentity = {
  label: 'intelligence officer',
  actor: 'intelligence-1',
  role: 'INTELLIGENCE',
  agency: FORCE,
};

/** Looks again at what the first says. */
export const SECOND_INTELLIGENCE: DemoIdentity = {
  label: 'second intelligence officer',
  actor: 'intelligence-2',
  role: 'INTELLIGENCE',
  agency: FORCE,
};

export const RESIDENTS: DemoIdentity = {
  label: 'residents\u2019 association, a partner agency',
  actor: 'residents-1',
  role: 'PARTNER',
  agency: 'demonstration-residents',
};

export const chairOf = (ward: string): string => `panel-chair-${ward}`;

export const IDENTITIES: readonly DemoIdentity[] = [
  ADMINISTRATOR,
  { label: 'inspector of the INPT', actor: INSPECTOR.id, role: 'INSPECTOR', agency: FORCE },
  { label: 'sergeant', actor: 'sergeant-1', role: 'SUPERVISOR', agency: FORCE },
  { label: 'PC of Kilburn', actor: 'pc-E05000140', role: 'OFFICER', agency: FORCE },
  { label: 'PCSO of Kilburn', actor: 'pcso-E05000140', role: 'PCSO', agency: FORCE },
  {
    label: 'chair of the Kilburn ward panel',
    actor: chairOf('E05000140'),
    role: 'PANEL',
    agency: 'panel-E05000140',
  },
  { label: 'Crime Prevention Advisor', actor: 'cpa-1', role: 'SPECIALIST', agency: FORCE },
  { label: 'records', actor: 'records-1', role: 'RECORDS', agency: FORCE },
  {
    label: 'council, a partner agency',
    actor: 'council-1',
    role: 'PARTNER',
    agency: 'demonstration-council',
  },
  { label: 'auditor', actor: 'auditor-1', role: 'AUDITOR', agency: 'demonstration-audit' },
  {
    label: 'housing system of the council, acting for it',
    actor: 'council-1',
    role: 'PARTNER',
    agency: 'demonstration-council',
    client: HOUSING_SYSTEM,
  },
  { label: 'elected member', actor: 'elected-1', role: 'ELECTED', agency: 'demonstration-council' },
  CONTROL_ROOM,
  { label: 'Crime Prevention Officer', actor: 'cpo-1', role: 'SPECIALIST', agency: FORCE },
  HOUSING,
  VICTIM_SUPPORT,
  INTELLIGENCE,
  SECOND_INTELLIGENCE,
  RESIDENTS,
];
