import {
  alreadySo,
  happened,
  ofAnyAgency,
  stateOf,
  through,
  type Dated,
} from '@wardbook/event-sourcing/pure';
import {
  agencyHistory,
  agreementsOf,
  isCapableOf,
  isRegistered,
  type AgencyState,
} from '../agency/agency.state.ts';
import { sectorOf, type BoroughState } from '../borough/borough.state.ts';
import type { PolicingCommand } from '../by.ts';
import { isScheme, roleAt, rolesHistory, SALO, type RolesState } from '../role/role.state.ts';
import { WARD_TEAM_KINDS } from '../team/team.events.ts';
import type { WardState } from '../ward/ward.state.ts';
import {
  boroughAround,
  isEmergency,
  nobodyToName,
  SECTOR_INSPECTOR,
  unaskable,
  unmanned,
  wardOfForce,
  type KeptTo,
  type Reach,
} from './asking.rules.ts';
import { turnsOf } from './turns.ts';
import {
  type DisclosableField,
  type LegalBasis,
  type NobodyLeft,
  type Party,
  referralDeclined,
  referralEscalated,
  type ReferralEvent,
  referralHandedBack,
  referralRedirected,
} from './referral.events.ts';
import {
  addresseeOf,
  basisOf,
  beforeHandOvers,
  fieldsAt,
  handOver,
  ownerOf,
  type ReferralOwnState,
} from './referral.state.ts';
import * as rules from './referral.rules.ts';

// Who has a referral next: whoever the sender asks instead, the last resort, or whoever follows those who are no more.

/** What is known of the force's roles, and of the referral's ward and its borough. */
export type Resort = Readonly<{ homeRoles: RolesState; homeWard: WardState; homeBorough: BoroughState }>;

/** The agency that is asked, whoever followed it, and whoever followed that; or the ward whose team is asked. */
export type Line = Readonly<{
  agency: AgencyState;
  successor: AgencyState;
  next: AgencyState;
  askedWard: WardState;
}>;

export const resortOf = (state: ReferralOwnState, at: string) => {
  const force = forceOf(state, at);
  return {
    homeRoles: ofAnyAgency(stateOf(rolesHistory, force)),
    homeWard: wardOfForce(force, state.ward),
    homeBorough: boroughAround(force, state.ward),
  };
};

export const lineOf = (state: ReferralOwnState) => {
  const to = beforeHandOvers(state).addressee.at(-1)?.value;
  const agency = agencyOfId(to && 'agency' in to ? to.agency : undefined);
  const team = to && 'ward' in to ? to : undefined;
  const successor = through(agency, (first) => agencyOfId(first.successor));
  return {
    agency,
    successor,
    next: through(successor, (second) => agencyOfId(second.successor)),
    askedWard: wardOfForce(team?.force, team?.ward),
  };
};

const agencyOfId = (id: string | undefined) => ofAnyAgency(stateOf(agencyHistory, id));

/** The police force that a referral is about: the one that is asked, else the one that asks. */
const forceOf = (state: ReferralOwnState, at: string): string | undefined => {
  const to = addresseeOf(state, at);
  return to && 'force' in to ? to.force : state.from?.agency;
};

export interface Redirecting {
  readonly to: Party;
  /** What whoever is asked next sees. */
  readonly fields: readonly DisclosableField[];
  readonly legalBasis?: LegalBasis;
  readonly agreement?: string;
}

const SAID = {
  agency: 'to.agency',
  role: 'to.role',
  ward: 'to.ward',
  topic: 'to',
  legalBasis: 'legalBasis',
  agreement: 'agreement',
  fields: 'fields',
  dueAt: 'to',
} as const;

/** R-REF-4: the sender asks somebody else. */
export const sentOn = (
  command: Redirecting & PolicingCommand,
  state: ReferralOwnState,
  facts: Reach & KeptTo,
) => {
  const { occurredAt: at, by, to, agreement, legalBasis = basisOf(state, at).legalBasis } = command;
  const fields = [...new Set(command.fields)].sort();
  const { from, reason, topic } = state;
  const owner = ownerOf(state, at);
  if (!owner || !from || !reason) return rules.ended(state, at) ?? [];
  const isShared = legalBasis !== undefined && 'agency' in to;
  return (
    rules.notForPartners(by, to) ??
    alreadySo(rules.sameParty(owner, to)) ??
    rules.movedSince(state, at) ??
    unaskable({ to, topic, fields, legalBasis, agreement }, facts, { at, from: from.agency, said: SAID }) ??
    nobodyToName(fields, state.subject) ??
    rules.loops(state.chain, { from, to, reason }) ?? [
      referralRedirected({
        owner,
        to,
        fields,
        ...(legalBasis !== undefined && { legalBasis }),
        ...(agreement !== undefined && { agreement }),
        ...(isShared && isEmergency({ legalBasis, agreement }) && { emergency: true }),
      }),
    ]
  );
};

/** R-REF-4: the sender asks whoever is the last resort, in turn (S0:7). */
export const escalated = (
  { occurredAt: at }: Pick<PolicingCommand, 'occurredAt'>,
  state: ReferralOwnState,
  resort: Resort,
) => {
  const owner = ownerOf(state, at);
  if (!owner) return rules.ended(state, at) ?? [];
  const wasAsked = (party: Party): boolean => rules.wasAskedIn(state.chain, party);
  const parties = lastResort(state, resort, at);
  const next = parties.find((party) => !wasAsked(party));
  const stuck = rules.notStuck(state, at) === undefined;
  const isAskedNow =
    !stuck && state.chain.length > 1 && parties.some((party) => rules.samePeople(owner, party));
  return (
    alreadySo(isAskedNow) ??
    rules.notStuck(state, at) ??
    rules.movedSince(state, at) ??
    (next ? [referralEscalated({ owner, to: next })] : rules.noLastResort)
  );
};

/**
 * R-ROLE-1, R-REF-9: what whoever is asked cannot answer any more goes to their successor, else to the last resort,
 * else back to the sender, at the moment that they were there no longer. Computed from the facts as they are known now:
 * the difference to what is on record.
 */
export const reviewed = (
  at: string,
  state: ReferralOwnState,
  facts: Resort & Line,
): readonly Dated<ReferralEvent>[] => {
  const base = beforeHandOvers(state);
  const known = state.handedOver;
  // What follows from later facts is for whoever looks later.
  const last = known.at(-1)?.at ?? at;
  const due = handOversDue(base, facts).filter((one) => one.at <= (last > at ? last : at));
  const [first] = known;
  const isSo = known.every(({ at: since, to }, index) => {
    const [one] = due.slice(index);
    return (
      one?.at === since && (to ? one.to !== undefined && rules.sameParty(one.to, to) : one.to === undefined)
    );
  });
  if (isSo || !first) return due.slice(known.length).map(({ dated }) => dated);
  const [owner, to] = [ownerOf(state, first.at), ownerOf(base, first.at)];
  return owner && to
    ? [happened(first.at, referralHandedBack({ owner, to })), ...due.map(({ dated }) => dated)]
    : [];
};

interface HandOverDue {
  readonly at: string;
  readonly to: Party | undefined;
  readonly dated: Dated<ReferralEvent>;
}

const handOversDue = (state: ReferralOwnState, facts: Resort & Line): readonly HandOverDue[] => {
  const { value: owner, from: asked } = state.addressee.at(-1) ?? {};
  const { value: standing, from: stands } = state.standing.at(-1) ?? {};
  if (!owner || !asked || !stands || (standing !== 'RAISED' && standing !== 'ACCEPTED')) return [];
  const at = goneFrom(owner, askedOf(owner, state, facts), asked > stands ? asked : stands);
  if (at === undefined) return [];
  const event = 'agency' in owner ? succeeded(owner, state, facts, at) : followed(owner, state, facts, at);
  const to = 'to' in event ? event.to : undefined;
  const rest = 'agency' in owner ? { ...facts, ...lineAfter(facts) } : facts;
  return [{ at, to, dated: happened(at, event) }, ...handOversDue(handOver(state, to, at), rest)];
};

const lineAfter = ({ successor, next, askedWard }: Line): Line => ({
  agency: successor,
  successor: next,
  next: agencyHistory.initial,
  askedWard,
});

/** What is known of whoever is asked: somebody may ask the team of another ward than the referral's own. */
const askedOf = (owner: Party, { ward }: ReferralOwnState, facts: Resort & Line): Resort & Line =>
  'ward' in owner && owner.ward !== ward ? { ...facts, homeWard: facts.askedWard } : facts;

/** The first moment, from one on, at which whoever is asked could not answer; undefined while they can. */
const goneFrom = (party: Party, facts: Resort & Line, from: string): string | undefined => {
  if ('agency' in party) {
    const { endedAt } = facts.agency;
    return endedAt !== undefined && endedAt < from ? from : endedAt;
  }
  const turns = turnsOf(party, facts).filter((turn) => turn > from);
  return [from, ...turns.sort()].find((at) => !isManned(party, facts, at));
};

/** What an ended role, a vacant post or a ward without a team still had. */
const followed = (
  owner: Exclude<Party, { agency: string }>,
  state: ReferralOwnState,
  resort: Resort,
  at: string,
): ReferralEvent & { readonly to?: Party } => {
  const isFree = (party: Party): boolean => !rules.wasAskedIn(state.chain, party) && mayHave(party, state);
  const ends = 'role' in owner && roleAt(resort.homeRoles, owner.role, at)?.live === false;
  const successor = ends ? successorsOf(owner, state.ward, resort, at).find(isFree) : undefined;
  if (successor) {
    const { legalBasis } = basisOf(state, at);
    return referralRedirected({
      owner,
      to: successor,
      ...(legalBasis !== undefined && { legalBasis }),
      handedOver: true,
    });
  }
  const other = lastResort(state, resort, at).find(isFree);
  if (other) return referralEscalated({ owner, to: other, handedOver: true });
  return backToSender(owner, ends ? 'ROLE_ENDED' : 'NOBODY_IN_POST');
};

/** What an agency that ended still had: its successor's, where that can help and may be told as much. */
const succeeded = (
  owner: Extract<Party, { agency: string }>,
  state: ReferralOwnState,
  { agency, successor }: Line,
  at: string,
): ReferralEvent & { readonly to?: Party } => {
  const { topic, from, chain } = state;
  const { legalBasis } = basisOf(state, at);
  const fields = fieldsAt(state, at);
  const covering = agreementsOf(successor, from?.agency, at).find(
    (one) => one.legalBasis === legalBasis && fields.every((field) => one.fields.includes(field)),
  );
  const to = agency.successor === undefined ? undefined : { agency: agency.successor };
  const canHelp = isRegistered(successor, at) && (topic === undefined || isCapableOf(successor, topic, at));
  return to && covering && canHelp && !rules.wasAskedIn(chain, to) && to.agency !== from?.agency
    ? referralRedirected({
        owner,
        to,
        fields: [...fields],
        legalBasis: covering.legalBasis,
        agreement: covering.agreement,
        handedOver: true,
      })
    : backToSender(owner, 'AGENCY_ENDED');
};

const backToSender = (owner: Party, reason: NobodyLeft): ReferralEvent =>
  referralDeclined({ owner, reason, handedOver: true });

/** R-ROLE-2: Secured by Design and Park Mark stay with the Senior Architectural Liaison Officer (S3:28). */
const mayHave = (party: Party, { topic }: ReferralOwnState): boolean =>
  topic === undefined || !isScheme(topic) || ('role' in party && party.role === SALO);

/**
 * R-REF-4, R-REF-9: the role of last resort, else its successors, else the team of the ward, else the inspector of its
 * sector, as far as they are there (S0:7, 9).
 */
const lastResort = (state: ReferralOwnState, resort: Resort, at: string): readonly Party[] => {
  const force = forceOf(state, at);
  if (force === undefined) return [];
  const role = { force, role: LAST_RESORT };
  const { ward } = state;
  return [
    ...[role].filter((party) => isManned(party, resort, at)),
    ...successorsOf(role, ward, resort, at),
    ...teamOfWard(force, ward, resort, at),
    ...inspectorOf(force, ward, resort, at),
  ].filter((party) => mayHave(party, state));
};

/** Who came after a role by an instant, as far as they are there: roles in turn, then, for a team, the ward's own. */
const successorsOf = (
  { force, role, area }: RoleParty,
  ward: string | undefined,
  resort: Resort,
  at: string,
): readonly Party[] => {
  const codes = [role];
  for (let next = successor(resort, role, at); next !== undefined && !codes.includes(next);) {
    codes.push(next);
    next = successor(resort, next, at);
  }
  const roles = codes
    .slice(1)
    .flatMap((code): RoleParty[] => [
      ...(area === undefined ? [] : [{ force, role: code, area }]),
      { force, role: code },
    ]);
  const passedToTeam = codes.some((code) => (WARD_TEAM_KINDS as readonly string[]).includes(code));
  return [
    ...roles.filter((party) => isManned(party, resort, at)),
    ...(passedToTeam ? teamOfWard(force, ward, resort, at) : []),
  ];
};

const successor = ({ homeRoles }: Resort, role: string, at: string): string | undefined =>
  roleAt(homeRoles, role, at)?.successor;

const teamOfWard = (force: string, ward: string | undefined, resort: Resort, at: string): readonly Party[] =>
  ward === undefined ? [] : [{ force, ward }].filter((one) => isManned(one, resort, at));

const inspectorOf = (
  force: string,
  ward: string | undefined,
  resort: Resort,
  at: string,
): readonly Party[] => {
  const area = ward === undefined ? undefined : sectorOf(resort.homeBorough, ward, at);
  return area === undefined
    ? []
    : [{ force, role: SECTOR_INSPECTOR, area }].filter((one) => isManned(one, resort, at));
};

const isManned = (party: Exclude<Party, { agency: string }>, resort: Resort, at: string): boolean => {
  const { homeRoles: roles, homeWard: ward, homeBorough: borough } = resort;
  return !unmanned(party, { roles, ward, borough }, at, SAID);
};

type RoleParty = Extract<Party, { role: string }>;

/** The role that is asked when nobody else will help, as long as there is one (S0:7 "last resort"). */
const LAST_RESORT = 'CPO';
