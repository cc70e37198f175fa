import {
  canonicalize,
  entriesOf,
  refuse,
  valueIn,
  valuesOf,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import {
  endingOf,
  isOverdue,
  isPlanned,
  isResolved,
  type AttendanceState,
} from '../attendance/attendance.state.ts';
import type { RecordField } from '../policy/policy.events.ts';
import type { AdviceVersion } from '../policy/policy.state.ts';
import type { FieldsOf } from './advice-case.events.ts';
import { isBlank, withoutDisclaimers } from './advice-case.rules.ts';
import { isBy, type AdviceCaseState } from './advice-case.state.ts';
import type { CaseOutcome } from './codes.ts';
import { checkCompliance, unmet, type ComplianceRow } from './compliance.ts';

/** R-CASE-5: free words are read by somebody else before they are issued (S3:22, 25). */
export const unreadNotes = ({ items, reviewed }: AdviceCaseState, at: string) => {
  const unread = entriesOf(items)
    .filter(([item, { noted, given }]) => noted && isBy(given, at) && !isBy(valueIn(reviewed, item), at))
    .map(([item]) => item);
  return unread.length === 0
    ? undefined
    : refuse('R-CASE-5', `Somebody else must read the notes on these first: ${unread.join(', ')}.`, 'id');
};

/** R-CASE-12: a written record holds what the policy version requires, and nothing that the case has not (S3:29). */
export const incompleteRecord = (
  state: AdviceCaseState,
  { requiredRecordFields }: Pick<AdviceVersion, 'requiredRecordFields'>,
  { fields, at }: { readonly fields: readonly RecordField[]; readonly at: string },
) => {
  const wanted = [...new Set([...requiredRecordFields, ...fields])];
  const missing = wanted.filter((field) => !fields.includes(field) || !HOLDS[field](state, at));
  return missing.length === 0
    ? undefined
    : refuse('R-CASE-12', `This record lacks: ${missing.map(inWords).join(', ')}.`, 'fields');
};

/** Whether just this record was issued at just that time. */
export const sameRecord = (
  { records }: AdviceCaseState,
  record: FieldsOf<'WrittenAdviceRecordIssued'>,
  at: string,
): boolean =>
  records.some(
    ({ at: issuedAt, eventId: _event, ...known }) =>
      issuedAt === at && canonicalize({ ...known }) === canonicalize({ ...record }),
  );

/** `privacyNotice` is the privacy notice. */
const inWords = (field: RecordField): string =>
  field.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

type Holds = (state: AdviceCaseState, at: string) => boolean;

const always: Holds = () => true;
const hasAdvice: Holds = ({ items }, at) => valuesOf(items).some(({ given }) => isBy(given, at));

/** What a case has by an instant, of all that a record can hold. */
const HOLDS: Readonly<Record<RecordField, Holds>> = {
  caseRef: always,
  linkedCrimeOrIncidentRef: ({ terms }) =>
    terms?.linkedRef !== undefined || (terms?.incidents ?? []).length > 0,
  adviceGivenAt: hasAdvice,
  recordedAt: hasAdvice,
  adviser: hasAdvice,
  recipient: always,
  premises: ({ terms }) => terms?.premisesKind !== undefined,
  origin: always,
  circumstances: ({ circumstances }, at) => circumstances.some((known) => isBy(known, at)),
  proportionalityNote: ({ circumstances }, at) =>
    circumstances.some((known) => known.proportioned && isBy(known, at)),
  adviceItems: hasAdvice,
  fourTests: hasAdvice,
  // That nobody else was asked is a statement, too.
  referralsAndSignposts: always,
  disclaimers: (state, at) =>
    valuesOf(state.contacts).some(({ disclaimers }) =>
      Object.values(disclaimers).some((told) => isBy(told, at)),
    ) &&
    valuesOf(state.items).every(
      ({ contact, given }) => !isBy(given, at) || withoutDisclaimers(state, contact, at) === undefined,
    ),
  // Said by a specialist in a full survey, of which a case holds none.
  regulatoryReminders: () => false,
  privacyNotice: ({ notices }, at) => valuesOf(notices).some((notice) => isBy(notice, at)),
  // These two are of the record itself.
  delivery: always,
  policyVersion: always,
};

/** R-CASE-13: an outcome is one that a fact of the case shows. */
export const notShown = (state: AdviceCaseState, outcome: CaseOutcome, at: string) => {
  const reason = SHOWN[outcome]?.(state, at) === false ? NOT_SHOWN[outcome] : undefined;
  return reason === undefined ? undefined : refuse('R-CASE-13', reason, 'outcome');
};

const SHOWN: Readonly<Partial<Record<CaseOutcome, Holds>>> = {
  ADVICE_GIVEN: hasAdvice,
  REFERRED: ({ referrals }, at) =>
    valuesOf(referrals).some(({ answered }) => isBy(answered, at) && answered?.outcome !== 'NOT_RAISED'),
  SIGNPOSTED: ({ signposts }, at) => valuesOf(signposts).some((signpost) => isBy(signpost, at)),
  NO_CONTACT: ({ contacts }, at) => !valuesOf(contacts).some(({ started }) => isBy(started, at)),
};

const NOT_SHOWN: Readonly<Partial<Record<CaseOutcome, string>>> = {
  ADVICE_GIVEN: 'No advice was given in this case by then. Choose another outcome.',
  REFERRED: 'No referral of this case had been raised and had ended by then. Choose another outcome.',
  SIGNPOSTED: 'The recipient had not been directed anywhere by then. Choose another outcome.',
  NO_CONTACT: 'There had been contact with the recipient by then. Choose another outcome.',
};

/** Whether somebody still waits to hear how a visit ended, or why a call did not come. */
export const isAwaited = (visit: AttendanceState, at: string): boolean =>
  isPlanned(visit, at) && (isOverdue(visit, at) || !(endingOf(visit, at) ?? isResolved(visit, at)));

/** R-CASE-13: a case closes when every rule is met, or somebody has authorised that it is not (S3:13, S0:7). */
export const notCompliant = (
  state: AdviceCaseState,
  awaited: readonly string[],
  { at, helpGiven }: { readonly at: string; readonly helpGiven: TextOrReference | undefined },
) => {
  const rows = checkCompliance(state, undefined, { at, awaited, namesHelp: !isBlank(helpGiven) });
  const left = unmet(rows, state, at).map(asSentence);
  return left.length === 0
    ? undefined
    : refuse('R-CASE-13', `Before this case can be closed: ${[...new Set(left)].join('; ')}.`, 'id');
};

/** What is left to do where a line of the checklist can be open; advice is not put on record without the others. */
const LEFT_TO_DO: Readonly<Partial<Record<ComplianceRow['rule'], string>>> = {
  'R-CASE-1': 'put the circumstances on record, as of before the advice',
  'R-CASE-3': 'have it authorised that no specialist gave this advice',
  'R-CASE-5': 'have somebody else read the note',
  'R-CASE-8': 'tell the recipient both disclaimers',
  'R-CASE-9': 'remind the recipient of the privacy notice',
  'R-CASE-11': 'name the visit that was planned',
  'R-CASE-12': 'issue a whole written record',
  'R-REF-7': 'get an answer to every referral',
};

const asSentence = ({ rule, item, contact, attendance }: ComplianceRow): string => {
  const about = [rule, item ?? contact].filter((one) => one !== undefined);
  if (rule !== 'R-CASE-13') return `${LEFT_TO_DO[rule] ?? 'meet a rule'} (${about.join(', ')})`;
  if (contact !== undefined) return `find out how the visit of ${contact} ended`;
  return attendance === undefined
    ? 'say what help was given'
    : 'find out how every visit that was planned ended';
};
