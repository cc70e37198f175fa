import {
  entriesOf,
  refuse,
  valueIn,
  valuesOf,
  type Keyed,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import { isOverdue, type AttendanceState } from '../attendance/attendance.state.ts';
import type { RecordField } from '../policy/policy.events.ts';
import type { AdviceVersion } from '../policy/policy.state.ts';
import { isBlank, withoutDisclaimers } from './advice-case.rules.ts';
import type { AdviceCaseState } from './advice-case.state.ts';
import { checkCompliance, unmet, type ComplianceRow } from './compliance.ts';

/** R-CASE-5: free words are read by somebody else before they are issued (S3:22, 25). */
export const unreadNotes = ({ items, reviewed }: AdviceCaseState, at: string) => {
  const unread = entriesOf(items)
    .filter(([, { noted, given }]) => noted && given.at <= at)
    .filter(([item]) => !((valueIn(reviewed, item)?.at ?? '~') <= at))
    .map(([item]) => item);
  return unread.length === 0
    ? undefined
    : refuse('R-CASE-5', `Somebody else must read the notes on these first: ${unread.join(', ')}.`, 'id');
};

/** R-CASE-12: a written record holds what the policy version requires, and what it says it holds (S3:29). */
export const incompleteRecord = (
  state: AdviceCaseState,
  { requiredRecordFields }: Pick<AdviceVersion, 'requiredRecordFields'>,
  { fields, at }: { readonly fields: readonly RecordField[]; readonly at: string },
) => {
  const missing = requiredRecordFields.filter(
    (field) => !fields.includes(field) || isAbsent(state, field, at),
  );
  return missing.length === 0
    ? undefined
    : refuse('R-CASE-12', `This record lacks: ${missing.map(inWords).join(', ')}.`, 'fields');
};

/** `privacyNotice` is the privacy notice. */
const inWords = (field: RecordField): string =>
  field.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

/** What a record cannot hold, because the case does not. */
const isAbsent = (state: AdviceCaseState, field: RecordField, at: string): boolean => {
  const none = (marks: readonly { readonly at: string }[]): boolean => !marks.some((mark) => mark.at <= at);
  const advised = valuesOf(state.items).filter(({ given }) => given.at <= at);
  if (field === 'circumstances') return none(state.circumstances);
  if (field === 'privacyNotice') return none(state.notices);
  if (field === 'adviceItems') return advised.length === 0;
  if (field === 'disclaimers')
    return advised.some(({ contact }) => withoutDisclaimers(state, contact, at) !== undefined);
  return false;
};

/** R-CASE-13: a case closes when every rule is met, or its breach is on record with who authorised it (S3:13, S0:7). */
export const notCompliant = (
  state: AdviceCaseState,
  visits: Keyed<AttendanceState>,
  { at, helpGiven }: { readonly at: string; readonly helpGiven: TextOrReference | undefined },
) => {
  const overdue = entriesOf(visits).flatMap(([id, visit]) => (isOverdue(visit, at) ? id : []));
  const rows = checkCompliance(state, undefined, { at, overdue, namesHelp: !isBlank(helpGiven) });
  const left = unmet(rows, state.breaches, at).map(asSentence);
  return left.length === 0
    ? undefined
    : refuse('R-CASE-13', `Before this case can be closed: ${[...new Set(left)].join('; ')}.`, 'id');
};

const asSentence = ({ rule, item, contact }: ComplianceRow): string => {
  const about = item ?? contact;
  if (rule === 'R-REF-7') return 'get an answer to every referral (R-REF-7)';
  if (rule !== 'R-CASE-13') return about === undefined ? `meet ${rule}` : `meet ${rule} in ${about}`;
  return contact === undefined ? 'say what help was given' : `find out how the visit of ${contact} ended`;
};

/** R-CASE-13: nothing was done in a case after it closed. */
export const workedOnAfter = ({ items, contacts }: AdviceCaseState, at: string) =>
  [...valuesOf(items).map(({ given }) => given), ...valuesOf(contacts).map(({ started }) => started)].some(
    (mark) => mark !== undefined && mark.at > at,
  )
    ? refuse(
        'R-CASE-13',
        'Advice was given or contact was made after that time. Choose a later time.',
        'occurredAt',
      )
    : undefined;
