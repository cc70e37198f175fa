import { refuse, valueIn, valuesOf, type Refusal, type TextOrReference } from '@wardbook/event-sourcing/pure';
import { isOver, isPlanned, plannedFor, type AttendanceState } from '../attendance/attendance.state.ts';
import { notBegun, onlyFor, type By } from '../by.ts';
import type { AdviceVersion } from '../policy/policy.state.ts';
import { caseReferred, type AdviceCaseEvent, type FieldsOf } from './advice-case.events.ts';
import { assignedAt, isOpen, recipientOf, remindedOf, type AdviceCaseState } from './advice-case.state.ts';
import { DISCLAIMER_KINDS } from './codes.ts';
import { isAttended } from './compliance.ts';

/** R-CASE-2: advice is given under the version of the policy in force at the time (S3:13). */
export const withoutPolicy = (version: AdviceVersion | undefined): Refusal | undefined =>
  version ? undefined : refuse('R-CASE-2', 'No version of this advice policy was in force then.', 'policy');

/** R-LIFE-1 for cases. */
export const notOpened = ({ openedAt }: AdviceCaseState, at: string): Refusal | undefined =>
  notBegun(openedAt, at, 'case');

/** R-LIFE-1: nothing happens in a case while it is closed; what happened before may be recorded late (S3:12). */
export const notOpen = (state: AdviceCaseState, at: string): Refusal | undefined =>
  notOpened(state, at) ??
  (isOpen(state, at) ? undefined : refuse('R-LIFE-1', 'The case had been closed by then.'));

/** R-AUTH-2: officers, PCSOs, specialists, supervisors and inspectors work on cases, while these are open. */
export const notAtWork = (by: By, state: AdviceCaseState, at: string): Refusal | undefined =>
  onlyFor(by, ...ADVISERS) ?? notOpen(state, at);

/** Who gives advice. */
export const ADVISERS = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'] as const;

/** R-LIFE-1: the contact had begun, and had not been completed. */
export const notInContact = (
  { contacts }: AdviceCaseState,
  contact: string,
  at: string,
): Refusal | undefined => {
  const held = valueIn(contacts, contact);
  return (
    notBegun(held?.started?.at, at, 'contact') ??
    (held?.completed && held.completed.at < at
      ? refuse('R-LIFE-1', 'The contact had been completed by then.', 'contact')
      : undefined)
  );
};

/**
 * R-CASE-11: before attending premises that are not the police's to give advice, the four considerations are made
 * and the calls are planned (S3:36).
 */
export const notPlanned = (
  state: AdviceCaseState,
  { channel, attendance }: FieldsOf<'ContactStarted'>,
  { at, plan }: { readonly at: string; readonly plan: AttendanceState },
): Refusal | undefined => {
  if (attendance === undefined)
    return isAttended(channel)
      ? refuse('R-CASE-11', 'Plan the attendance first, and name it.', 'attendance')
      : undefined;
  if (!isPlanned(plan, at))
    return refuse('R-CASE-11', 'This attendance had not been planned by then.', 'attendance');
  if (isOver(plan, at)) return refuse('R-CASE-11', 'This attendance was over by then.', 'attendance');
  return plannedFor(plan) === recipientOf(state)
    ? undefined
    : refuse('R-CASE-11', 'This attendance was planned for somebody else.', 'attendance');
};

/** R-CASE-8: whenever advice is given the recipient is made aware of both disclaimers (S3:34). */
export const withoutDisclaimers = (
  { items, contacts }: AdviceCaseState,
  contact: string,
  at: string,
): Refusal | undefined => {
  const advised = valuesOf(items).some((item) => item.contact === contact && item.given.at <= at);
  const missing = DISCLAIMER_KINDS.filter((kind) => {
    const given = valueIn(contacts, contact)?.disclaimers[kind];
    return given === undefined || given.at > at;
  });
  return advised && missing.length > 0
    ? refuse('R-CASE-8', `The recipient has not been told: ${missing.join(', ')}.`, 'contact')
    : undefined;
};

/** R-CASE-8: the words of the version in force are said, so that a replay shows what they were (S3:34). */
export const otherWording = (version: AdviceVersion | undefined, wording: number): Refusal | undefined =>
  withoutPolicy(version) ??
  (version?.version === wording
    ? undefined
    : refuse('R-CASE-8', 'Another version of the wording was in force then.', 'wordingVersion'));

/** R-CASE-9: the recipient is reminded of the privacy notice in force, once per version of it (S3:45). */
export const otherNotice = (version: AdviceVersion | undefined, notice: string): Refusal | undefined =>
  withoutPolicy(version) ??
  (version?.privacyNotice === notice
    ? undefined
    : refuse('R-CASE-9', 'Another version of the privacy notice was in force then.', 'version'));

/** R-CASE-9: only the same recipient's earlier reminder of the same version spares another (S3:45). */
export const notReminded = (
  state: AdviceCaseState,
  earlier: AdviceCaseState,
  { version, at }: { readonly version: string; readonly at: string },
): Refusal | undefined =>
  recipientOf(earlier) === recipientOf(state) && remindedOf(earlier, version, at)
    ? undefined
    : refuse('R-CASE-9', 'That case holds no such reminder of this recipient; give it again.', 'earlierCase');

/** R-CASE-16: recipients are directed to trained staff, or to a website that the policy names (S3:18). */
export const unlistedSite = (
  version: AdviceVersion | undefined,
  { channel, site }: FieldsOf<'RecipientSignposted'>,
): Refusal | undefined => {
  if (channel === 'TRAINED_STAFF') return undefined;
  if (!version) return withoutPolicy(version);
  return site !== undefined && version.signpostSites.includes(site)
    ? undefined
    : refuse('R-CASE-16', 'The policy in force then does not name this site.', 'site');
};

/** What is said on referring a case; the rest of the event is the case's own. */
export type Referring = Omit<
  FieldsOf<'CaseReferred'>,
  'recipient' | 'ward' | 'force' | 'fromTeam' | 'referredBy'
>;

/** A request with what the case knows: all that raising the referral takes. */
export const referred = (
  state: AdviceCaseState,
  request: Referring,
  { at, by }: { readonly at: string; readonly by: By },
): AdviceCaseEvent | undefined => {
  const { terms } = state;
  const fromTeam = assignedAt(state, at)?.team;
  if (!terms || fromTeam === undefined) return undefined;
  const { recipient, ward, force } = terms;
  return caseReferred({ ...request, recipient, ward, force, fromTeam, referredBy: by.id });
};

/** R-REF-3: a referral has one owner: an agency, or the holder of a role. */
export const notOneAddressee = ({ toAgency, toRole }: Referring): Refusal | undefined =>
  (toAgency === undefined) === (toRole === undefined)
    ? refuse('R-REF-3', 'Refer it to one agency, or to one role.', 'toAgency')
    : undefined;

/** R-REF-1: what leaves the force rests on a legal basis (S1:24). */
export const withoutLegalBasis = ({ toAgency, legalBasis }: Referring): Refusal | undefined =>
  toAgency !== undefined && legalBasis === undefined
    ? refuse('R-REF-1', 'Say on which legal basis this is disclosed.', 'legalBasis')
    : undefined;

/** Whether the recipient had been told this in this contact by then. */
export const wasTold = (
  { contacts }: AdviceCaseState,
  { contact, kind }: FieldsOf<'DisclaimerGiven'>,
  at: string,
): boolean => {
  const told = valueIn(contacts, contact)?.disclaimers[kind];
  return told !== undefined && told.at <= at;
};

export const sameContact = (
  { contacts }: AdviceCaseState,
  { contact, channel, attendance }: FieldsOf<'ContactStarted'>,
): boolean => {
  const known = valueIn(contacts, contact);
  return known?.channel === channel && known.attendance === attendance;
};

/** R-LIFE-1: advice that is followed up, reviewed or breached a rule had been given. */
export const notGiven = (
  { items }: AdviceCaseState,
  given: readonly (string | undefined)[],
  at: string,
): Refusal | undefined =>
  given
    .map((item) =>
      item === undefined ? undefined : notBegun(valueIn(items, item)?.given.at, at, 'piece of advice'),
    )
    .find((refusal) => refusal);

export const isBlank = (text: TextOrReference | undefined): text is undefined =>
  text === undefined || (typeof text === 'string' && text.trim() === '');
