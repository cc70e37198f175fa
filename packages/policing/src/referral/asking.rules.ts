import { guarded, ofAgency, ofAnyAgency, refuse, stateOf, through } from '@wardbook/event-sourcing/pure';
import {
  agencyHistory,
  agreementInForce,
  isCapableOf,
  isRegistered,
  type AgencyState,
} from '../agency/agency.state.ts';
import { boroughHistory, sectorInspector, type BoroughState } from '../borough/borough.state.ts';
import type { Topic } from '../policy/policy.events.ts';
import { holdersOf, isScheme, roleAt, rolesHistory, SALO, type RolesState } from '../role/role.state.ts';
import { keptFrom } from '../subject/safe-contact.ts';
import type { SubjectState } from '../subject/subject.state.ts';
import { inptOf, notLive, sntOf, wardHistory, type WardState } from '../ward/ward.state.ts';
import type { DisclosableField, LegalBasis, Party } from './referral.events.ts';
import { agencyOf } from './referral.state.ts';

// Whether somebody can be asked for help, and be told what they need for it: judged by whatever command asks them, a
// referral's own or a case's.

/** What says whether somebody can be asked: the agency; or the roles of the force, the ward, the borough of its sector. */
export type Reach = Readonly<{
  agency: AgencyState;
  roles: RolesState;
  ward: WardState;
  borough: BoroughState;
}>;

/** The facts about whoever is asked about something in a ward; nothing is read of what the party does not name. */
export const reachOf = (to: Party | undefined, ward: string | undefined) => ({
  agency: guarded(ofAnyAgency(stateOf(agencyHistory, to && 'agency' in to ? to.agency : undefined))),
  ...mannedBy(to, ward),
});

/** The record that says that the person is only reached through another agency than is asked. */
export type KeptTo = Readonly<{ kept: SubjectState }>;

/** What is disclosed of whom to whom: as much as says whether how they are reached matters. */
interface Reaching {
  readonly subject: string | undefined;
  readonly from: string | undefined;
  readonly to: Party | undefined;
  readonly fields: readonly DisclosableField[];
}

/** The fact about how the person is reached; nothing is read where nothing by which they are reached leaves the agency. */
export const keptOf = ({ subject, from, to, fields }: Reaching, at: string) => {
  const other = to && agencyOf(to);
  const isTold = other !== undefined && other !== from && fields.some(isWhereToReach);
  return { kept: keptFrom(other, isTold ? subject : undefined, at) };
};

const isWhereToReach = (field: DisclosableField): boolean =>
  field === 'RECIPIENT_CONTACT' || field === 'RECIPIENT_ADDRESS';

/**
 * R-VIS-7: where to reach a person who is only reached through one agency is disclosed to no other (8.7 "Victims"); where
 * life or health is in danger nobody waits.
 */
export const keptToAnother = <Path extends string>(
  { fields: _fields, ...basis }: Disclosure,
  { kept }: KeptTo,
  path: Path,
) =>
  kept.registeredAt === undefined || isEmergency(basis)
    ? undefined
    : refuse(
        'R-VIS-7',
        'This person is only reached through another agency. Leave out where to reach them.',
        path,
      );

/** The facts about whoever is asked within a force. */
export const mannedBy = (to: Party | undefined, ward: string | undefined) => {
  const force = to && 'force' in to ? to.force : undefined;
  const isInspector = to && 'role' in to && to.role === SECTOR_INSPECTOR;
  return {
    roles: ofAnyAgency(stateOf(rolesHistory, to && 'role' in to ? to.force : undefined)),
    ward: wardOfForce(force, to && 'ward' in to ? to.ward : undefined),
    borough: boroughAround(force, isInspector ? ward : undefined),
  };
};

/** A ward, where it is that force's. */
export const wardOfForce = (force: string | undefined, ward: string | undefined) =>
  force === undefined ? stateOf(wardHistory, undefined) : ofAgency(force, stateOf(wardHistory, ward));

/** The borough in which a ward of a force lies. */
export const boroughAround = (force: string | undefined, ward: string | undefined) =>
  through(wardOfForce(force, ward), ({ borough }) => ofAnyAgency(stateOf(boroughHistory, borough)));

/**
 * Asked as a role, with a sector of the ward's borough as its area: no post in the force's register, since the borough
 * says who has the sector (S1:26).
 */
export const SECTOR_INSPECTOR = 'SECTOR_INSPECTOR';

/** What is disclosed, and on what that rests. */
export interface Disclosure {
  readonly fields: readonly DisclosableField[];
  readonly legalBasis?: LegalBasis | undefined;
  readonly agreement?: string | undefined;
}

/** Who is asked about what by when, and what they are told. */
export interface Asked extends Disclosure {
  readonly to: Party;
  readonly topic: Topic | undefined;
  /** UTC; left out where it was said before. */
  readonly dueAt?: string;
}

/** Which field of the command says what: not every command says all of it. */
export interface Said<Path extends string> {
  readonly agency: Path;
  readonly role: Path;
  readonly ward: Path;
  readonly topic: Path;
  readonly legalBasis: Path;
  readonly agreement: Path;
  readonly fields: Path;
  readonly dueAt: Path;
}

/**
 * What keeps somebody from being asked: R-REF-4 (due), R-LIFE-1, R-ROLE-1 and R-WARD-5 (they are not there), R-ROLE-2
 * and R-REF-8 (not their topic), R-REF-1 and R-VIS-7 (what they would be told). `from` is the agency that asks.
 */
export const unaskable = <Path extends string>(
  { to, topic, dueAt, ...disclosure }: Asked,
  reach: Reach & KeptTo,
  { at, from, said }: { readonly at: string; readonly from: string | undefined; readonly said: Said<Path> },
) =>
  (dueAt === undefined ? undefined : dueBefore(dueAt, at, said.dueAt)) ??
  unreachable(to, reach, at, said) ??
  unfitTopic({ to, topic }, reach, at, said.topic) ??
  notCovered(disclosure, { from, to, said }, reach.agency, at) ??
  keptToAnother(disclosure, reach, said.fields);

/** R-REF-4: a referral is due after it is raised. */
const dueBefore = <Path extends string>(dueAt: string, at: string, path: Path) =>
  dueAt > at
    ? undefined
    : refuse('R-REF-4', 'A referral must be due after it is raised. Choose a later time.', path);

/** R-LIFE-1, R-ROLE-1 and R-WARD-5: whoever is asked is there to answer (S0:7, 9). */
const unreachable = <Path extends string>(
  to: Party,
  reach: Reach,
  at: string,
  said: Pick<Said<Path>, 'agency' | 'role' | 'ward'>,
) => ('agency' in to ? unregistered(reach.agency, at, said.agency) : unmanned(to, reach, at, said));

const unregistered = <Path extends string>(agency: AgencyState, at: string, path: Path) =>
  isRegistered(agency, at)
    ? undefined
    : refuse('R-LIFE-1', 'There was no such agency on record at that time. Check the agency.', path);

/** R-ROLE-1 and R-WARD-5 for whoever is asked within a force. */
export const unmanned = <Path extends string>(
  to: Exclude<Party, { agency: string }>,
  manned: Manned,
  at: string,
  said: Pick<Said<Path>, 'role' | 'ward'>,
) =>
  'role' in to
    ? vacant(to, manned, at, said.role)
    : (notLive(manned.ward, at, said.ward) ?? withoutTeam(manned.ward, at, said.ward));

type Manned = Omit<Reach, 'agency'>;

/** Who may answer for a role at an instant: the holders of its posts, or the inspector of a sector (S1:26). */
export const answeringFor = (
  { role, area }: Extract<Party, { role: string }>,
  { roles, borough }: Pick<Manned, 'roles' | 'borough'>,
  at: string,
): readonly string[] => {
  if (role !== SECTOR_INSPECTOR) return holdersOf(roles, role, at, area);
  const inspector = area === undefined ? undefined : sectorInspector(borough, area, at);
  return inspector === undefined ? [] : [inspector];
};

/** R-ROLE-1: nothing new is asked of a role that nobody holds (S0:7, 9). */
const vacant = <Path extends string>(
  to: Extract<Party, { role: string }>,
  manned: Manned,
  at: string,
  path: Path,
) =>
  answeringFor(to, manned, at).length > 0
    ? undefined
    : refuse('R-ROLE-1', 'Nobody held this role there at that time. Choose somebody else.', path);

const withoutTeam = <Path extends string>(ward: WardState, at: string, path: Path) =>
  sntOf(ward, at) === undefined && inptOf(ward, at) === undefined
    ? refuse('R-ROLE-1', 'This ward had no team at that time. Choose somebody else.', path)
    : undefined;

/**
 * R-REF-8: whoever is asked can help with the topic: the agency said so, or the role is there for it (S2:9, S3:24).
 * R-ROLE-2: Secured by Design and Park Mark go to the Senior Architectural Liaison Officer alone (S3:28).
 */
const unfitTopic = <Path extends string>(
  { to, topic }: { readonly to: Party; readonly topic: Topic | undefined },
  { agency, roles }: Pick<Reach, 'agency' | 'roles'>,
  at: string,
  path: Path,
) => {
  if (topic !== undefined && isScheme(topic) && !isSalo(to)) return schemeElsewhere(path);
  // The team of a ward has taken over whatever its specialists no longer do, and its inspector answers for it (S0:9).
  if ('ward' in to || topic === undefined) return undefined;
  const fits =
    'role' in to
      ? to.role === SECTOR_INSPECTOR || roleAt(roles, to.role, at)?.topics.includes(topic) === true
      : isCapableOf(agency, topic, at);
  return fits
    ? undefined
    : refuse('R-REF-8', 'They do not help with this topic. Choose somebody else.', path);
};

const isSalo = (to: Party): boolean => 'role' in to && to.role === SALO;

const schemeElsewhere = <Path extends string>(path: Path) =>
  refuse(
    'R-ROLE-2',
    'Only the Senior Architectural Liaison Officer helps with Secured by Design and Park Mark. Ask that officer.',
    path,
  );

/** From whom to whom it goes, and which field of the command says what. */
interface Disclosing<Path extends string> {
  readonly from: string | undefined;
  readonly to: Party;
  readonly said: Pick<Said<Path>, 'legalBasis' | 'agreement' | 'fields'>;
}

/** R-REF-1: what leaves the agency rests on a legal basis and an agreement in force that covers it (S1:24, S2:9). */
export const notCovered = <Path extends string>(
  { fields, legalBasis, agreement }: Disclosure,
  { from, to, said }: Disclosing<Path>,
  agency: AgencyState,
  at: string,
) => {
  if (agencyOf(to) === from) return undefined;
  if (legalBasis === undefined)
    return refuse('R-REF-1', 'Say on what legal basis this is shared.', said.legalBasis);
  // Whoever tells the police something answers for it under the basis alone: the police disclose nothing.
  if ('force' in to || isEmergency({ legalBasis, agreement })) return undefined;
  const inForce =
    agreement === undefined ? undefined : agreementInForce(agency, agreement, { force: from, at });
  if (!inForce)
    return refuse(
      'R-REF-1',
      'No such agreement with that agency was in force at that time. Choose another.',
      said.agreement,
    );
  if (inForce.legalBasis !== legalBasis)
    return refuse(
      'R-REF-1',
      'The agreement rests on another legal basis. Choose the same one.',
      said.legalBasis,
    );
  return fields.every((field) => inForce.fields.includes(field))
    ? undefined
    : refuse(
        'R-REF-1',
        'The agreement does not cover all of this. Share less, or choose another agreement.',
        said.fields,
      );
};

/** R-REF-1: where life or health is in danger nobody waits for an agreement; it is logged as what it is. */
export const isEmergency = ({ legalBasis, agreement }: Omit<Disclosure, 'fields'>): boolean =>
  legalBasis === 'VITAL_INTERESTS' && agreement === undefined;

/** R-REF-2: no more is disclosed than there is to a referral: a referral about nobody names nobody (5.3). */
export const nobodyToName = (fields: readonly DisclosableField[], subject: string | undefined) =>
  subject === undefined && fields.some((field) => field.startsWith('RECIPIENT_'))
    ? refuse(
        'R-REF-2',
        'This referral is about no person, so it can share no personal details. Share less.',
        'fields',
      )
    : undefined;

/** Whom a case asks: the agency or the role that it names; without either, the team of its ward. */
export const partyOf = ({ toAgency, toRole, area, force, ward }: Named): Party => {
  if (toAgency !== undefined) return { agency: toAgency };
  if (toRole === undefined) return { force, ward };
  return { force, role: toRole, ...(area !== undefined && { area }) };
};

interface Named {
  readonly toAgency?: string | undefined;
  readonly toRole?: string | undefined;
  readonly area?: string | undefined;
  readonly force: string;
  readonly ward: string;
}
