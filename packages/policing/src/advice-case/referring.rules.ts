import { canonicalize, refuse, stateOf, valueIn } from '@wardbook/event-sourcing/pure';
import { alreadyBegun, notBegun, type PolicingCommand } from '../by.ts';
import { keptOf, partyOf, reachOf, unaskable, type KeptTo, type Reach } from '../referral/asking.rules.ts';
import { loops } from '../referral/referral.rules.ts';
import { referralHistory, type ReferralState } from '../referral/referral.state.ts';
import { caseReferred, type FieldsOf } from './advice-case.events.ts';
import { assignedAt, openReferrals, wardOf, type AdviceCaseState } from './advice-case.state.ts';
import { said } from './said.ts';

/** What is said on referring a case; the rest of the event is the case's own. */
export type Referring = Omit<
  FieldsOf<'CaseReferred'>,
  'recipient' | 'ward' | 'force' | 'fromTeam' | 'referredBy'
>;

type Refer = Referring & PolicingCommand & { readonly type: 'Refer' };

/** What a referral is judged on before a process raises it: nothing is accepted now to be refused later. */
export type Asking = Reach & KeptTo & { readonly known: ReferralState };

export const askingOf = (command: Refer, state: AdviceCaseState) => {
  const whole = referred(state, command);
  const { recipient, force: from, fields = [] } = whole ?? {};
  const to = whole && partyOf(whole);
  return {
    ...reachOf(to, whole?.ward),
    ...keptOf({ subject: recipient, from, to, fields }, command.occurredAt),
    known: stateOf(referralHistory, command.referral),
  };
};

/** A request with what the case knows: all that raising the referral takes. */
export const referred = (state: AdviceCaseState, command: Refer) => {
  const { occurredAt: at, by } = command;
  const { recipient, force } = state.terms ?? {};
  const { team: fromTeam } = assignedAt(state, at) ?? {};
  const ward = wardOf(state, at);
  if (recipient === undefined || force === undefined || fromTeam === undefined || ward === undefined)
    return undefined;
  return caseReferred({ ...said(command), recipient, ward, force, fromTeam, referredBy: by.id });
};

/** Which field of this command says what; who names nobody names the team of the ward. */
const SAID = {
  agency: 'toAgency',
  role: 'toRole',
  ward: 'toRole',
  topic: 'topic',
  legalBasis: 'legalBasis',
  agreement: 'agreement',
  fields: 'fields',
  dueAt: 'dueAt',
} as const;

/** R-REF-3: a referral has one owner: an agency, or the holder of a role; without either, the team of the ward. */
export const notOneAddressee = ({ toAgency, toRole, area }: Referring) =>
  toAgency !== undefined && toRole !== undefined
    ? refuse('R-REF-3', 'Refer this either to one agency or to one role.', 'toAgency')
    : area !== undefined && toRole === undefined
      ? refuse('R-REF-3', 'Say which role of that area is asked.', 'area')
      : undefined;

/** P-01: all that raising the referral will judge is judged at once: whoever is asked is there, and may be told. */
export const notRaisable = (event: FieldsOf<'CaseReferred'>, { known, ...reach }: Asking, at: string) => {
  const { topic, force, fields, legalBasis, agreement, dueAt } = event;
  const to = partyOf(event);
  const loop = loops([], { from: { agency: force }, to, reason: 'PRACTICAL_HELP' });
  return (
    alreadyBegun(known.raisedAt ?? known.notRaisedAt, 'referral', 'referral') ??
    unaskable({ to, topic, dueAt, fields, legalBasis, agreement }, reach, { at, from: force, said: SAID }) ??
    (loop && { ...loop, path: 'toAgency' as const })
  );
};

/** Whether just this was asked at just that time; words are never compared. */
export const sameRequest = (
  { referrals }: AdviceCaseState,
  { type: _type, referral, requestedHelp: _words, ...request }: ReturnType<typeof caseReferred>,
  at: string,
): boolean => {
  const known = valueIn(referrals, referral);
  return (
    known?.referred?.at === at &&
    known.request !== undefined &&
    canonicalize({ ...known.request }) === canonicalize(request)
  );
};

/** R-REF-7: what could not be raised is open until it is asked again, or given up; what was raised is withdrawn. */
export const notLeftOpen = <Path extends string>(
  state: AdviceCaseState,
  referral: string,
  at: string,
  path: Path,
) => {
  const { referred: asked, answered } = valueIn(state.referrals, referral) ?? {};
  return (
    notBegun(asked?.at, at, 'referral', path) ??
    (answered?.outcome === 'NOT_RAISED' && openReferrals(state, at).includes(referral)
      ? undefined
      : refuse(
          'R-REF-7',
          'Only a referral that could not be raised is put right here. Withdraw any other one.',
          path,
        ))
  );
};
