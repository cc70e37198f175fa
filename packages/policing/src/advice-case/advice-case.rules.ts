import { refuse, valueIn, valuesOf, type TextOrReference } from '@wardbook/event-sourcing/pure';
import {
  isInVain,
  isOver,
  isPlanned,
  plannedFor,
  type AttendanceState,
} from '../attendance/attendance.state.ts';
import { notBegun } from '../by.ts';
import type { AdviceVersion } from '../policy/policy.state.ts';
import type { FieldsOf } from './advice-case.events.ts';
import { isOpen, recipientOf, remindedOf, type AdviceCaseState } from './advice-case.state.ts';
import { DISCLAIMER_KINDS, type DisclaimerKind } from './codes.ts';
import { isAttended } from './compliance.ts';

/** R-CASE-2: advice is given under the version of the policy in force at the time (S3:13). */
export const withoutPolicy = <Path extends string>(version: AdviceVersion | undefined, path: Path) =>
  version
    ? undefined
    : refuse('R-CASE-2', 'No version of this advice policy was in force at that time. Check the time.', path);

/** R-LIFE-1 for cases. */
export const notOpened = ({ openedAt }: AdviceCaseState, at: string) => notBegun(openedAt, at, 'case', 'id');

/** R-LIFE-1: nothing happens in a case while it is closed; what happened before may be recorded late (S3:12). */
export const notOpen = (state: AdviceCaseState, at: string) =>
  notOpened(state, at) ??
  (isOpen(state, at)
    ? undefined
    : refuse('R-LIFE-1', 'This case had been closed by then. Ask a supervisor to reopen it.', 'id'));

/** R-LIFE-1: a case is opened again once it is closed. */
export const notClosed = (state: AdviceCaseState, at: string) =>
  notOpened(state, at) ??
  (isOpen(state, at)
    ? refuse('R-LIFE-1', 'This case was open at that time. Check the time.', 'id')
    : undefined);

/** Who gives advice. */
export const ADVISERS = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'] as const;

/** R-LIFE-1: the contact had begun, and had not been completed. */
export const notInContact = ({ contacts }: AdviceCaseState, contact: string, at: string) => {
  const held = valueIn(contacts, contact);
  return (
    notBegun(held?.started?.at, at, 'contact', 'contact') ??
    (held?.completed && held.completed.at < at
      ? refuse('R-LIFE-1', 'This contact had been completed by then. Start a new one.', 'contact')
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
) => {
  if (attendance === undefined)
    return isAttended(channel)
      ? refuse('R-CASE-11', 'Plan this visit first, and give the reference of the plan.', 'attendance')
      : undefined;
  if (!isPlanned(plan, at))
    return refuse(
      'R-CASE-11',
      'This visit had not been planned by then. Check the reference of the plan.',
      'attendance',
    );
  if (isOver(plan, at))
    return refuse('R-CASE-11', 'This visit was over by then. Plan a new one.', 'attendance');
  if (isAttended(channel) && isInVain(plan))
    return refuse(
      'R-CASE-11',
      'It is on record that nobody was met on this visit. Check the reference of the plan.',
      'attendance',
    );
  return plannedFor(plan) === recipientOf(state)
    ? undefined
    : refuse(
        'R-CASE-11',
        'This visit was planned for somebody else. Check the reference of the plan.',
        'attendance',
      );
};

/** R-CASE-8: whenever advice is given the recipient is made aware of both disclaimers (S3:34). */
export const withoutDisclaimers = ({ items, contacts }: AdviceCaseState, contact: string, at: string) => {
  const advised = valuesOf(items).some((item) => item.contact === contact && item.given.at <= at);
  const missing = DISCLAIMER_KINDS.filter((kind) => {
    const given = valueIn(contacts, contact)?.disclaimers[kind];
    return given === undefined || given.at > at;
  });
  return advised && missing.length > 0
    ? refuse(
        'R-CASE-8',
        `Tell the recipient first: ${missing.map((kind) => IN_WORDS[kind]).join(', and ')}.`,
        'contact',
      )
    : undefined;
};

const IN_WORDS: Readonly<Record<DisclaimerKind, string>> = {
  BEST_OF_ABILITY: 'that advice is given to the best of our ability',
  NO_GUARANTEE: 'that it is no guarantee',
};

/** R-CASE-8: the words of the version in force are said, so that a replay shows what they were (S3:34). */
export const otherWording = (version: AdviceVersion | undefined, wording: number) =>
  withoutPolicy(version, 'occurredAt') ??
  (version?.version === wording
    ? undefined
    : refuse(
        'R-CASE-8',
        'Another version of the wording was in force at that time. Give the one that was.',
        'wordingVersion',
      ));

/** R-CASE-9: the recipient is reminded of the privacy notice in force, once per version of it (S3:45). */
export const otherNotice = (version: AdviceVersion | undefined, notice: string) =>
  withoutPolicy(version, 'occurredAt') ??
  (version?.privacyNotice === notice
    ? undefined
    : refuse(
        'R-CASE-9',
        'Another version of the privacy notice was in force at that time. Give the one that was.',
        'version',
      ));

/** R-CASE-9: only the same recipient's earlier reminder of the same version spares another (S3:45). */
export const notReminded = (
  state: AdviceCaseState,
  earlier: AdviceCaseState,
  { version, at }: { readonly version: string; readonly at: string },
) =>
  recipientOf(earlier) === recipientOf(state) && remindedOf(earlier, version, at)
    ? undefined
    : refuse(
        'R-CASE-9',
        'That case has no such reminder to this recipient. Give the reminder again.',
        'earlierCase',
      );

/** R-CASE-16: recipients are directed to trained staff, or to a website that the policy names (S3:18). */
export const unlistedSite = (
  version: AdviceVersion | undefined,
  { channel, site }: FieldsOf<'RecipientSignposted'>,
) => {
  if (channel === 'TRAINED_STAFF') return undefined;
  if (!version) return withoutPolicy(version, 'occurredAt');
  return site !== undefined && version.signpostSites.includes(site)
    ? undefined
    : refuse(
        'R-CASE-16',
        'The policy in force at that time does not name this site. Choose one that it names.',
        'site',
      );
};

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
  { contact, channel, attendance }: Omit<FieldsOf<'ContactStarted'>, 'notice'>,
  at: string,
): boolean => {
  const known = valueIn(contacts, contact);
  return known?.started?.at === at && known.channel === channel && known.attendance === attendance;
};

/** R-LIFE-1: advice that is followed up, reviewed or breached a rule had been given. */
export const notGiven = <Path extends string>(
  { items }: AdviceCaseState,
  given: readonly (string | undefined)[],
  at: string,
  path: Path,
) =>
  given
    .map((item) =>
      item === undefined ? undefined : notBegun(valueIn(items, item)?.given.at, at, 'piece of advice', path),
    )
    .find((refusal) => refusal);

export const isBlank = (text: TextOrReference | undefined): text is undefined =>
  text === undefined || (typeof text === 'string' && text.trim() === '');
