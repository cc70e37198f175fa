import { alreadySo } from '@wardbook/event-sourcing/pure';
import type { PolicingCommand } from '../by.ts';
import { boroughHistory } from '../borough/borough.state.ts';
import { roleAt, type RolesState } from '../role/role.state.ts';
import { TEAM_KINDS } from '../team/team.events.ts';
import type { WardState } from '../ward/ward.state.ts';
import {
  type LegalBasis,
  type Party,
  referralDeclined,
  referralEscalated,
  type ReferralEvent,
  referralRedirected,
} from './referral.events.ts';
import { addresseeOf, basisOf, fieldsAt, ownerOf, type ReferralState } from './referral.state.ts';
import { unaskable, unmanned, type Reach } from './asking.rules.ts';
import * as rules from './referral.rules.ts';

// Who has a referral next: whoever the sender asks instead, the last resort, or the successor of an ended role.

/** What is known of the force's roles and of the referral's ward. */
export type Resort = Readonly<{ homeRoles: RolesState; homeWard: WardState }>;

/** The police force that a referral is about: the one that is asked, else the one that asks. */
export const forceOf = (state: ReferralState, at: string): string | undefined => {
  const to = addresseeOf(state, at);
  return to && 'force' in to ? to.force : state.from?.agency;
};

const redirected = (
  { to, legalBasis: said, agreement }: Disclosed,
  owner: Party,
  state: ReferralState,
  at: string,
): ReferralEvent => {
  const legalBasis = said ?? basisOf(state, at).legalBasis;
  return referralRedirected({
    owner,
    to,
    ...(legalBasis !== undefined && { legalBasis }),
    ...(agreement !== undefined && { agreement }),
  });
};

interface Disclosed {
  readonly to: Party;
  readonly legalBasis?: LegalBasis;
  readonly agreement?: string;
}

/** What was disclosed stays as it is: whoever is asked instead needs an agreement that covers it. */
const SAID = {
  agency: 'to.agency',
  role: 'to.role',
  ward: 'to.ward',
  topic: 'to',
  legalBasis: 'legalBasis',
  agreement: 'agreement',
  fields: 'agreement',
  dueAt: 'to',
} as const;

/** R-REF-4: the sender asks somebody else. */
export const sentOn = (command: Disclosed & PolicingCommand, state: ReferralState, facts: Reach) => {
  const { occurredAt: at, by, to, agreement, legalBasis = basisOf(state, at).legalBasis } = command;
  const { from, reason, topic } = state;
  const owner = ownerOf(state, at);
  const asked = { to, topic, fields: fieldsAt(state, at), legalBasis, agreement };
  if (!owner || !from || !reason) return rules.ended(state, at) ?? [];
  return (
    rules.notTheSender(state, by) ??
    rules.notForPartners(by, to) ??
    alreadySo(rules.sameParty(owner, to)) ??
    rules.movedSince(state, at) ??
    unaskable(asked, facts, { at, from: from.agency, said: SAID }) ??
    rules.loops(state.chain, { from, to, reason }) ?? [redirected(command, owner, state, at)]
  );
};

/** R-REF-4: the sender asks whoever is the last resort, in turn (S0:7). */
export const escalated = (
  { occurredAt: at, by }: Pick<PolicingCommand, 'occurredAt' | 'by'>,
  state: ReferralState,
  resort: Resort,
) => {
  const owner = ownerOf(state, at);
  if (!owner) return rules.ended(state, at) ?? [];
  const parties = lastResort(state, resort, at);
  const wasAsked = (party: Party): boolean => state.chain.some(({ to }) => rules.sameOffice(to, party));
  const next = parties.find((party) => !wasAsked(party));
  const before = parties.slice(0, parties.findIndex((party) => rules.sameOffice(owner, party)) + 1);
  return (
    rules.notTheSender(state, by) ??
    alreadySo(before.length > 0 && before.every(wasAsked)) ??
    rules.notStuck(state, at) ??
    rules.movedSince(state, at) ??
    (next ? [referralEscalated({ owner, to: next })] : rules.noLastResort)
  );
};

/** R-REF-9: what an ended role still had goes to its successor, else to the last resort, else back to the sender. */
export const handedOver = (at: string, state: ReferralState, resort: Resort) => {
  const owner = ownerOf(state, at);
  if (!owner || !('role' in owner) || roleAt(resort.homeRoles, owner.role, at)?.live === true) return [];
  const [successor] = successorsOf(owner, state.ward, resort, at);
  const [other] = lastResort(state, resort, at);
  if (successor) return rules.movedSince(state, at) ?? [redirected({ to: successor }, owner, state, at)];
  return (
    rules.movedSince(state, at) ?? [
      other ? referralEscalated({ owner, to: other }) : referralDeclined({ owner, reason: 'ROLE_ENDED' }),
    ]
  );
};

/** R-REF-4: the role of last resort, else its successors, else the team of the ward, as far as they are there (S0:7, 9). */
const lastResort = (state: ReferralState, resort: Resort, at: string): readonly Party[] => {
  const force = forceOf(state, at);
  if (force === undefined) return [];
  const role = { force, role: LAST_RESORT };
  return [
    ...[role].filter((party) => isManned(party, resort, at)),
    ...successorsOf(role, state.ward, resort, at),
    ...teamOfWard(force, state.ward, resort, at),
  ];
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
  const passedToTeam = codes.some((code) => (TEAM_KINDS as readonly string[]).includes(code));
  return [
    ...roles.filter((party) => isManned(party, resort, at)),
    ...(passedToTeam ? teamOfWard(force, ward, resort, at) : []),
  ];
};

const successor = ({ homeRoles }: Resort, role: string, at: string): string | undefined =>
  roleAt(homeRoles, role, at)?.successor;

const teamOfWard = (force: string, ward: string | undefined, resort: Resort, at: string): readonly Party[] =>
  ward === undefined ? [] : [{ force, ward }].filter((one) => isManned(one, resort, at));

const isManned = (
  party: Exclude<Party, { agency: string }>,
  { homeRoles, homeWard }: Resort,
  at: string,
): boolean =>
  !unmanned(party, { roles: homeRoles, ward: homeWard, borough: boroughHistory.initial }, at, SAID);

type RoleParty = Extract<Party, { role: string }>;

/** The role that is asked when nobody else will help, as long as there is one (S0:7 "last resort"). */
const LAST_RESORT = 'CPO';
