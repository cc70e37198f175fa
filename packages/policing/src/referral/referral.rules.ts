import { refuse, type Refusal } from '@wardbook/event-sourcing/pure';
import { agreementInForce, isCapableOf, isRegistered, type AgencyState } from '../agency/agency.state.ts';
import type { DisclosableField, LegalBasis, Topic } from '../advice.ts';
import type { By } from '../by.ts';
import { teamOf, type MemberState } from '../member/member.state.ts';
import { holdersOf, roleAt, type RolesState } from '../role/role.state.ts';
import { inptOf, notLive, sntOf, type WardState } from '../ward/ward.state.ts';
import type { Party, ReferralKind, ReferralStep } from './referral.events.ts';
import {
  agencyOf,
  isLiveReferral,
  isOverdueReferral,
  standingOf,
  type ReferralState,
} from './referral.state.ts';

/** What says whether somebody can be asked: the agency, or the roles of the force, or the ward. */
export type Reach = Readonly<{ agency: AgencyState; roles: RolesState; ward: WardState }>;

/** What is disclosed, and on what that rests. */
export interface Disclosure {
  readonly fields: readonly DisclosableField[];
  readonly legalBasis?: LegalBasis | undefined;
  readonly agreement?: string | undefined;
}

export const sameParty = (a: Party | undefined, b: Party): boolean =>
  a !== undefined && partyKey(a) === partyKey(b);

const partyKey = (one: Party): string =>
  'agency' in one
    ? `agency ${one.agency}`
    : 'role' in one
      ? `role ${one.force} ${one.role} ${one.area ?? ''}`
      : `ward ${one.force} ${one.ward}`;

/** The same role whatever the area, for whoever has been asked as the last resort. */
export const sameOffice = (a: Party, b: Party): boolean =>
  'role' in a && 'role' in b ? a.force === b.force && a.role === b.role : sameParty(a, b);

/** R-AUTH-2: everybody refers for their own agency; a process refers for the case. */
export const forAnotherAgency = ({ role, agency }: By, from: string): Refusal | undefined =>
  role === 'SYSTEM' || agency === from
    ? undefined
    : refuse('R-AUTH-2', 'A referral is raised for the own agency.', 'from');

/** R-AUTH-2: partners refer to the police, and to nobody else. */
export const notForPartners = ({ role }: By, to: Party): Refusal | undefined =>
  role === 'PARTNER' && 'agency' in to
    ? refuse('R-AUTH-2', 'A partner refers to the police.', 'to')
    : undefined;

/** R-REF-8: services are asked of agencies, everything else of the police; only another agency refers to them. */
export const unfitKind = (kind: ReferralKind, from: string, to: Party): Refusal | undefined => {
  const fits =
    kind === 'PARTNER_SERVICE'
      ? 'agency' in to
      : 'force' in to && (kind === 'TO_POLICE') === (from !== to.force);
  return fits ? undefined : refuse('R-REF-8', 'This kind of referral goes to somebody else.', 'kind');
};

/** R-LIFE-2: what a case was told was not raised is not raised after all. */
export const notRaisedBefore = ({ notRaisedAt }: ReferralState): Refusal | undefined =>
  notRaisedAt === undefined
    ? undefined
    : refuse('R-LIFE-2', 'It is on record that this was not raised; raise another referral.');

/** R-LIFE-1: a referral that has ended is over. */
export const ended = (state: ReferralState, at: string): Refusal | undefined =>
  isLiveReferral(state, at) ? undefined : refuse('R-LIFE-1', 'The referral had ended by then.');

/** R-REF-1: what leaves the agency rests on a legal basis and an agreement in force that covers it (S1:24, S2:9). */
export const notCovered = (
  { fields, legalBasis, agreement }: Disclosure,
  { from, to }: { readonly from: string | undefined; readonly to: Party },
  agency: AgencyState,
  at: string,
): Refusal | undefined => {
  if (agencyOf(to) === from) return undefined;
  if (legalBasis === undefined)
    return refuse('R-REF-1', 'Say on what legal basis this is disclosed.', 'legalBasis');
  // Whoever tells the police something answers for it under the basis alone: the police disclose nothing.
  if ('force' in to) return undefined;
  const inForce = agreement === undefined ? undefined : agreementInForce(agency, agreement, at);
  if (!inForce)
    return refuse('R-REF-1', 'No such agreement with that agency was in force then.', 'agreement');
  if (inForce.legalBasis !== legalBasis)
    return refuse('R-REF-1', 'The agreement rests on another legal basis.', 'legalBasis');
  return fields.every((field) => inForce.fields.includes(field))
    ? undefined
    : refuse('R-REF-1', 'The agreement does not cover every field.', 'fields');
};

/** R-REF-2: no more is disclosed than there is to a referral: a referral about nobody names nobody (5.3). */
export const nobodyToName = (
  fields: readonly DisclosableField[],
  subject: string | undefined,
): Refusal | undefined =>
  subject === undefined && fields.some((field) => field.startsWith('RECIPIENT_'))
    ? refuse('R-REF-2', 'The referral is about nobody whom it could name.', 'fields')
    : undefined;

/** R-REF-2: a referral is about a person, a case, a problem or at least a ward; its words belong to that record. */
export const aboutNothing = (recordOf: string | undefined): Refusal | undefined =>
  recordOf === undefined
    ? refuse('R-REF-2', 'Say whom or what this is about: a person, a case, a problem or a ward.')
    : undefined;

/** R-REF-2: no more is disclosed than was asked for (5.3). */
export const nothingAsked = refuse('R-REF-2', 'Nobody asked for more information.');

/** R-REF-3: one owner after another: what has moved on since then is not moved once more behind its back. */
export const movedSince = ({ standing }: ReferralState, at: string): Refusal | undefined =>
  (standing.at(-1)?.from ?? at) > at
    ? refuse('R-REF-3', 'The referral moved on after that; say what happened in the order in which it did.')
    : undefined;

/** R-REF-3: whoever helps has accepted first. */
export const notAccepted = (state: ReferralState, at: string): Refusal | undefined =>
  standingOf(state, at) === 'ACCEPTED'
    ? undefined
    : refuse('R-REF-3', 'Whoever works on a referral accepts it first.');

/** R-REF-4: a referral is due after it is raised. */
export const dueBefore = (dueAt: string, at: string): Refusal | undefined =>
  dueAt > at ? undefined : refuse('R-REF-4', 'A referral is due after it is raised.', 'dueAt');

/** R-REF-4: a referral is never refused without a reason. */
export const withoutReason = refuse('R-REF-4', 'Say why the referral is declined.', 'reason');

/** R-REF-4: after a decline it is the sender who redirects, withdraws or escalates. */
export const declined = (state: ReferralState, at: string): Refusal | undefined =>
  standingOf(state, at) === 'DECLINED'
    ? refuse('R-REF-4', 'The referral was declined; the sender has it.')
    : undefined;

/** R-REF-4: who sent a referral moves it on. */
export const notTheSender = ({ from }: ReferralState, { agency }: By): Refusal | undefined =>
  from?.agency === agency ? undefined : refuse('R-REF-4', 'Only the sender moves a referral on.');

/** R-REF-4: the last resort is for what was declined, or what nobody did in time (S0:7). */
export const notStuck = (state: ReferralState, at: string): Refusal | undefined =>
  standingOf(state, at) === 'DECLINED' || isOverdueReferral(state, at)
    ? undefined
    : refuse('R-REF-4', 'Nobody has declined the referral, and it is not overdue.');

/** R-REF-4: nobody of last resort is left; the sender keeps it until it is redirected or withdrawn. */
export const noLastResort = refuse(
  'R-REF-4',
  'There is nobody of last resort left: redirect it or withdraw it.',
);

/** R-REF-4: a referral is overdue from the London day after it was due (8.4). */
export const notOverdue = (state: ReferralState, at: string): Refusal | undefined =>
  isOverdueReferral(state, at) ? undefined : refuse('R-REF-4', 'The referral was not overdue then.');

/** R-REF-5: only who is asked answers: the agency; a holder of the role; the ward's own team. */
export const notAsked = (
  party: Party | undefined,
  { id, role, agency }: By,
  {
    roles,
    ward,
    member,
  }: { readonly roles: RolesState; readonly ward: WardState; readonly member: MemberState },
  at: string,
): Refusal | undefined => {
  const isAsked = (one: Party): boolean => {
    if ('agency' in one) return role === 'PARTNER' && one.agency === agency;
    if (one.force !== agency) return false;
    if ('role' in one) return holdersOf(roles, one.role, at, one.area).includes(id);
    const team = teamOf(member, at);
    return team !== undefined && [sntOf(ward, at), inptOf(ward, at)].includes(team);
  };
  return party && isAsked(party) ? undefined : refuse('R-REF-5', 'Only who is asked answers a referral.');
};

/** R-REF-6: no request comes round again: not to who was asked before, nor to an agency that passed it on. */
export const loops = (
  chain: readonly ReferralStep[],
  { from, to, reason }: ReferralStep,
): Refusal | undefined => {
  const same = chain.filter((step) => step.reason === reason);
  const back = agencyOf(to) !== from.agency && same.some((step) => step.from.agency === agencyOf(to));
  return back || sameParty(from, to) || same.some((step) => sameParty(step.to, to))
    ? refuse('R-REF-6', 'They were asked this before, or asked it themselves.', 'to')
    : undefined;
};

/** R-LIFE-1, R-ROLE-1 and R-WARD-5: whoever is asked is there to answer (S0:7, 9). */
export const unreachable = (to: Party, reach: Reach, at: string): Refusal | undefined =>
  'agency' in to ? unregistered(reach.agency, at) : unmanned(to, reach, at);

const unregistered = (agency: AgencyState, at: string): Refusal | undefined =>
  isRegistered(agency, at) ? undefined : refuse('R-LIFE-1', 'There was no such agency then.', 'to');

/** R-ROLE-1 and R-WARD-5 for whoever is asked within a force. */
export const unmanned = (
  to: Exclude<Party, { agency: string }>,
  { roles, ward }: Pick<Reach, 'roles' | 'ward'>,
  at: string,
): Refusal | undefined =>
  'role' in to ? vacant(roles, to, at) : (notLive(ward, at) ?? withoutTeam(ward, at));

/** R-REF-8: whoever is asked can help with the topic: the agency said so, or the role is there for it (S2:9, S3:24). */
export const unfitTopic = (
  to: Party,
  topic: Topic | undefined,
  { agency, roles }: Pick<Reach, 'agency' | 'roles'>,
  at: string,
): Refusal | undefined => {
  // The team of a ward has taken over whatever its specialists no longer do (S0:9).
  if ('ward' in to || topic === undefined) return undefined;
  const fits =
    'role' in to
      ? roleAt(roles, to.role, at)?.topics.includes(topic) === true
      : isCapableOf(agency, topic, at);
  return fits ? undefined : refuse('R-REF-8', 'They are not there for this topic.', 'topic');
};

/** R-ROLE-1: nothing new is asked of a role that nobody holds (S0:7, 9). */
const vacant = (
  roles: RolesState,
  { role, area }: Extract<Party, { role: string }>,
  at: string,
): Refusal | undefined =>
  holdersOf(roles, role, at, area).length > 0
    ? undefined
    : refuse('R-ROLE-1', 'Nobody held that role there then.', 'to');

const withoutTeam = (ward: WardState, at: string): Refusal | undefined =>
  sntOf(ward, at) === undefined && inptOf(ward, at) === undefined
    ? refuse('R-ROLE-1', 'The ward had no team then.', 'to')
    : undefined;
