import { refuse } from '@wardbook/event-sourcing/pure';
import { hasReferred, type AdviceCaseState } from '../advice-case/advice-case.state.ts';
import { notBegun, type By } from '../by.ts';
import { londonDay } from '../london.ts';
import { teamOf, type MemberState } from '../member/member.state.ts';
import { unknownPerson, type SubjectState } from '../subject/subject.state.ts';
import { inptOf, notLive, sntOf, type WardState } from '../ward/ward.state.ts';
import { answeringFor, type Reach } from './asking.rules.ts';
import type { Party, ReferralKind, ReferralStep } from './referral.events.ts';
import {
  agencyOf,
  beforeHandOvers,
  isLiveReferral,
  isOverdueReferral,
  askedSince,
  standingOf,
  wasAsked,
  type ReferralOwnState,
} from './referral.state.ts';

export const sameParty = (a: Party | undefined, b: Party): boolean =>
  a !== undefined && partyKey(a) === partyKey(b);

const partyKey = (one: Party): string =>
  'agency' in one
    ? `agency ${one.agency}`
    : 'role' in one
      ? `role ${one.force} ${one.role} ${one.area ?? ''}`
      : `ward ${one.force} ${one.ward}`;

/** The same people: of a role asked without an area, whoever holds it anywhere (R-REF-6). */
export const samePeople = (a: Party, b: Party): boolean =>
  'role' in a && 'role' in b
    ? a.force === b.force &&
      a.role === b.role &&
      (a.area === b.area || a.area === undefined || b.area === undefined)
    : sameParty(a, b);

/** Whether somebody was asked before, whoever asked them, or handed it to them (R-REF-6). */
export const wasAskedIn = (chain: readonly ReferralStep[], party: Party): boolean =>
  chain.some(({ to }) => samePeople(to, party));

/** R-AUTH-2: everybody refers for their own agency; a process refers for the case. */
export const forAnotherAgency = ({ role, agency }: By, from: string) =>
  role === 'SYSTEM' || agency === from
    ? undefined
    : refuse('R-AUTH-2', 'You can only raise a referral for your own agency.', 'from.agency');

/** R-AUTH-2: partners refer to the police, and to nobody else. */
export const notForPartners = ({ role }: By, to: Party) =>
  role === 'PARTNER' && 'agency' in to
    ? refuse('R-AUTH-2', 'A partner can only refer to the police. Choose a police role or ward.', 'to')
    : undefined;

/** R-REF-8: services are asked of agencies, everything else of the police; only another agency refers to them. */
export const unfitKind = (kind: ReferralKind, from: string, to: Party) => {
  const fits =
    kind === 'PARTNER_SERVICE'
      ? 'agency' in to
      : 'force' in to && (kind === 'TO_POLICE') === (from !== to.force);
  return fits
    ? undefined
    : refuse(
        'R-REF-8',
        'This kind of referral goes to somebody else. Check the kind and who is asked.',
        'kind',
      );
};

/** R-LIFE-2: what a case was told was not raised is not raised after all. */
export const notRaisedBefore = ({ notRaisedAt }: ReferralOwnState) =>
  notRaisedAt === undefined
    ? undefined
    : refuse('R-LIFE-2', 'It is on record that this referral was not raised. Raise a new one.', 'id');

/** R-LIFE-1: a referral that has ended is over. */
export const ended = (state: ReferralOwnState, at: string) =>
  isLiveReferral(state, at)
    ? undefined
    : refuse('R-LIFE-1', 'This referral had ended by then. Raise a new one if help is still needed.', 'id');

/** R-REF-2: a referral is about a person, a case, a problem or at least a ward; its words belong to that record. */
export const aboutNothing = (recordOf: string | undefined) =>
  recordOf === undefined
    ? refuse('R-REF-2', 'Say what this is about: a person, a case, a problem or a ward.', 'subject')
    : undefined;

/**
 * R-LIFE-1: whoever a referral is about is on record with the agency that asks. A case has judged its recipient, and
 * whoever passes a referral on asks for the person that it was about.
 */
export const aboutNobodyKnown = (
  { subject, parent: passedOn, by }: { readonly subject?: string; readonly parent?: string; readonly by: By },
  { person, parent }: { readonly person: SubjectState; readonly parent: ReferralOwnState },
  at: string,
) =>
  by.role === 'SYSTEM' || subject === undefined || (passedOn !== undefined && parent.subject === subject)
    ? undefined
    : unknownPerson(person, at, 'subject');

/** R-LIFE-1 and R-WARD-5: a referral is about a ward of the force that is asked, else that asks; a case knows its own. */
export const inNoWard = (
  { ward, by }: { readonly ward?: string; readonly by: By },
  known: WardState,
  at: string,
) => (by.role === 'SYSTEM' || ward === undefined ? undefined : notLive(known, at, 'ward'));

/** R-REF-2: no more is disclosed than was asked for (5.3). */
export const nothingAsked = refuse(
  'R-REF-2',
  'Nobody has asked for more information about this referral.',
  'id',
);

/** R-REF-3: one owner after another: what has moved on since then is not moved once more behind its back. */
export const movedSince = (state: ReferralOwnState, at: string) =>
  // What was only handed over since is looked at again.
  (beforeHandOvers(state).standing.at(-1)?.from ?? at) > at
    ? refuse(
        'R-REF-3',
        'This referral moved on after that time. Record things in the order in which they happened.',
        'occurredAt',
      )
    : undefined;

/** R-REF-3: whoever helps has accepted first. */
export const notAccepted = (state: ReferralOwnState, at: string) =>
  standingOf(state, at) === 'ACCEPTED'
    ? undefined
    : refuse('R-REF-3', 'This referral has not been accepted. Accept it first.', 'id');

/** R-REF-4: a referral is never refused without a reason. */
export const withoutReason = refuse('R-REF-4', 'Say why this referral is declined.', 'reason');

/** R-REF-4: after a decline it is the sender who redirects, withdraws or escalates. */
export const declined = (state: ReferralOwnState, at: string) =>
  standingOf(state, at) === 'DECLINED'
    ? refuse('R-REF-4', 'This referral was declined. The sender decides what happens next.', 'id')
    : undefined;

/** R-LIFE-1, R-REF-4: nobody works on what has ended, or what they declined. */
export const unanswerable = (state: ReferralOwnState, at: string) => ended(state, at) ?? declined(state, at);

/** R-REF-4: who sent a referral moves it on. */
export const notTheSender = ({ from }: ReferralOwnState, { agency }: By) =>
  from?.agency === agency
    ? undefined
    : refuse('R-REF-4', 'Only the agency that sent this referral can do this.');

/** R-AUTH-4: a referral is moved by whoever raised it, the team for which they did, and those in charge; of partners, by anybody. */
export const notTheirWork = (
  { raisedBy, fromTeam }: ReferralOwnState,
  { id, role }: By,
  member: MemberState,
  at: string,
) => {
  const isInCharge = role === 'SUPERVISOR' || role === 'INSPECTOR' || role === 'PARTNER';
  // Older referrals do not say who raised them.
  const isOpen = raisedBy === undefined && fromTeam === undefined;
  const isOfTeam = fromTeam !== undefined && teamOf(member, at) === fromTeam;
  return isInCharge || isOpen || isOfTeam || id === raisedBy
    ? undefined
    : refuse('R-AUTH-4', 'Only the team that raised this referral, or a supervisor, can do this.');
};

/** R-LIFE-1: what is passed on was raised by the agency that asks now, or asked of it; of others nobody learns anything. */
export const noParent = (parent: ReferralOwnState, from: string, at: string) =>
  notBegun(
    parent.from?.agency === from || wasAsked(parent, from) ? parent.raisedAt : undefined,
    at,
    'referral',
    'parent',
  );

/** R-REF-7: what a case asks of others it asks itself, so that it waits for the answer. */
export const notOfTheCase = (
  { id, by, case: named }: { readonly id: string; readonly by: By; readonly case?: string },
  known: AdviceCaseState,
) =>
  named === undefined || by.role === 'SYSTEM' || hasReferred(known, id)
    ? undefined
    : refuse(
        'R-REF-7',
        'This case has not referred this. Refer it from the case, with referAdviceCase.',
        'case',
      );

/** R-SUR-6: what a survey found it refers itself, so that it is known what waits for a specialist (S3:27). */
export const notOfTheSurvey = ({ survey, by }: { readonly survey?: string; readonly by: By }) =>
  survey === undefined || by.role === 'SYSTEM'
    ? undefined
    : refuse(
        'R-SUR-6',
        'This survey has not referred this. Refer the finding from the survey, with referFinding.',
        'survey',
      );

/** R-REF-4: the last resort is for what was declined, or what nobody did in time; whoever was asked today has today (S0:7). */
export const notStuck = (state: ReferralOwnState, at: string) =>
  standingOf(state, at) === 'DECLINED' ||
  (isOverdueReferral(state, at) && londonDay(askedSince(state, at)) < londonDay(at))
    ? undefined
    : refuse('R-REF-4', 'This referral has not been declined and is not overdue. Wait for an answer.', 'id');

/** R-REF-4: nobody of last resort is left; the sender keeps it until it is redirected or withdrawn. */
export const noLastResort = refuse(
  'R-REF-4',
  'There is nobody left to ask. Redirect the referral or withdraw it.',
  'id',
);

/** R-REF-4: a referral is overdue from the London day after it was due. */
export const notOverdue = (since: string, at: string) =>
  since <= at ? undefined : refuse('R-REF-4', 'This referral was not overdue at that time.', 'occurredAt');

/** R-REF-5: only who is asked answers: the agency; a holder of the role; the ward's own team. */
export const notAsked = (
  party: Party | undefined,
  { id, role, agency }: By,
  { member, ...manned }: Omit<Reach, 'agency'> & { readonly member: MemberState },
  at: string,
) => {
  const isAsked = (one: Party): boolean => {
    if ('agency' in one) return role === 'PARTNER' && one.agency === agency;
    if (one.force !== agency) return false;
    if ('role' in one) return answeringFor(one, manned, at).includes(id);
    const team = teamOf(member, at);
    return team !== undefined && [sntOf(manned.ward, at), inptOf(manned.ward, at)].includes(team);
  };
  return party && isAsked(party)
    ? undefined
    : refuse('R-REF-5', 'Only whoever was asked can answer this referral.');
};

/** R-REF-6: no request comes round again: not to who was asked before, nor to an agency that passed it on. */
export const loops = (chain: readonly ReferralStep[], { from, to, reason }: ReferralStep) => {
  const same = chain.filter((step) => step.reason === reason);
  const back = agencyOf(to) !== from.agency && same.some((step) => step.from.agency === agencyOf(to));
  return back || sameParty(from, to) || wasAskedIn(same, to)
    ? refuse('R-REF-6', 'They were asked this before, or asked it themselves. Choose somebody else.', 'to')
    : undefined;
};
