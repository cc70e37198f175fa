import { entriesOf, valueIn, valuesOf } from '@wardbook/event-sourcing/pure';
import { SCHEMES } from '../role/role.events.ts';
import type { Topic } from '../policy/policy.events.ts';
import type { PolicyVersion } from '../policy/policy.state.ts';
import {
  isBy,
  isExcused,
  isOverridden,
  openReferrals,
  remindedOf,
  type AdviceCaseState,
  type ContactState,
  type ItemState,
  type Mark,
  type Matter,
} from './advice-case.state.ts';
import { type ContactChannel, DISCLAIMER_KINDS, ELECTRONIC_TOPICS } from './codes.ts';
import type { ComplianceRule } from './prohibitions.ts';

/** One line of the checklist: what a rule asks of the case, an item, a contact or a visit, and by which events. */
export interface ComplianceRow {
  readonly rule: ComplianceRule;
  readonly met: boolean;
  readonly item?: string;
  readonly contact?: string;
  /** A visit that was planned for the case, and that no contact names. */
  readonly attendance?: string;
  readonly eventIds: readonly string[];
}

interface Asked {
  /** As the case stood then. UTC. */
  readonly at: string;
  /** Attendances that have not ended, or of which a call never came and is not explained. */
  readonly awaited?: readonly string[];
  /** The closing officer names the help that was given. */
  readonly namesHelp?: boolean;
}

/**
 * The compliance checklist, item by item (S3:12, 13, 33). Pure: the same events give the same list for ever.
 * `policyVersion` judges the written records that were issued under it.
 */
export const checkCompliance = (
  state: AdviceCaseState,
  policyVersion: Pick<PolicyVersion, 'version' | 'requiredRecordFields'> | undefined,
  { at, awaited = [], namesHelp = false }: Asked,
): readonly ComplianceRow[] => [
  ...entriesOf(state.items)
    .filter(([, { given }]) => given.at <= at)
    .flatMap(([item, advice]) => rowsOfItem(state, { ...advice, item }, at).map((one) => ({ ...one, item }))),
  ...entriesOf(state.contacts)
    .filter(([, { started }]) => started !== undefined && started.at <= at)
    .flatMap(([contact, held]) => rowsOfContact(held, awaited).map((one) => ({ ...one, contact }))),
  ...visitRows(state, at, awaited),
  ...privacyRow(state, at),
  ...state.records
    .filter((record) => record.at <= at)
    .map((record) => {
      const required =
        policyVersion?.version === record.policyVersion ? policyVersion.requiredRecordFields : [];
      return row(
        'R-CASE-12',
        required.every((field) => record.fields.includes(field)),
        record,
      );
    }),
  row(
    'R-REF-7',
    openReferrals(state, at).length === 0,
    ...valuesOf(state.referrals).flatMap(({ referred, answered, abandoned }) => [
      referred,
      answered,
      abandoned,
    ]),
  ),
  ...helpRow(state, at, namesHelp),
];

/** The rows that stand against a case: not met, and nobody has authorised that they are not. */
export const unmet = (
  rows: readonly ComplianceRow[],
  state: AdviceCaseState,
  at: string,
): readonly ComplianceRow[] =>
  rows.filter(
    (one) =>
      !one.met &&
      !(
        isExcusable(one.rule) &&
        state.breaches.some((breach) => isExcused(state, breach, at) && isAbout(breach, one))
      ),
  );

/** What is still to be done about a case is done, not authorised away. */
export const isExcusable = (rule: ComplianceRule): boolean => rule !== 'R-CASE-13' && rule !== 'R-REF-7';

/** A breach of a rule without an item or a contact covers all of them. */
export const isAbout = (breach: Matter, { rule, item, contact }: Matter): boolean =>
  breach.rule === rule &&
  (breach.item === undefined || breach.item === item) &&
  (breach.contact === undefined || breach.contact === contact);

type Item = ItemState & { readonly item: string };

const rowsOfItem = (state: AdviceCaseState, advice: Item, at: string): readonly ComplianceRow[] => {
  const { given, topic, level, adviserLevel, legislation, cctv, fourTests } = advice;
  const known = state.circumstances.filter((circumstances) => circumstances.at <= given.at);
  const specialist = adviserLevel === 'SPECIALIST';
  const overridden = isOverridden(state, advice.item, at);
  const competent = specialist || (ELECTRONIC_TOPICS.includes(topic) ? overridden : level === 'BASIC');
  const lawful = specialist || (cctv?.reasonable === 'YES' && cctv.necessary === 'YES');
  return [
    row('R-CASE-1', known.length > 0, ...known, given),
    // Pinned by whatever the policy in force then was: advice without one is not on record.
    row('R-CASE-2', true, given),
    ...(isScheme(topic) ? [row('R-CASE-4', specialist, given)] : [row('R-CASE-3', competent, given)]),
    noteRow(state, advice, at),
    ...(legislation ? [row('R-CASE-6', legislation.accuracyConfirmed, given)] : []),
    ...(topic === 'CCTV_LAWFULNESS' ? [row('R-CASE-7', lawful, given)] : []),
    disclaimerRow(valueIn(state.contacts, advice.contact), given, at),
    row('R-CASE-10', Object.values(fourTests).every(Boolean) && advice.purposes.length > 0, given),
  ];
};

const isScheme = (topic: Topic): boolean => (SCHEMES as readonly Topic[]).includes(topic);

const noteRow = (state: AdviceCaseState, advice: Item, at: string): ComplianceRow => {
  const review = valueIn(state.reviewed, advice.item);
  const issued = state.records.find((record) => record.at >= advice.given.at && record.at <= at);
  const read = !advice.noted || !issued || (review !== undefined && review.at <= issued.at);
  const sound = advice.stance === 'FOR' && advice.certainty === 'NOT_CLAIMED';
  return row('R-CASE-5', sound && read, advice.given, review);
};

const disclaimerRow = (contact: ContactState | undefined, given: Mark, at: string): ComplianceRow => {
  const until = contact?.completed && contact.completed.at < at ? contact.completed.at : at;
  const disclaimers = DISCLAIMER_KINDS.map((kind) => contact?.disclaimers[kind]);
  const both = disclaimers.every((disclaimer) => disclaimer !== undefined && disclaimer.at <= until);
  return row('R-CASE-8', both, given, ...disclaimers);
};

/** VISIT and TALK take police to somebody's premises in order to advise (S3:12, 36). */
export const isAttended = (channel: ContactChannel | undefined): boolean =>
  channel === 'VISIT' || channel === 'TALK';

/** Whether somebody was advised where this visit took police to: whatever else is said of it, somebody was there. */
export const isMetOn = ({ contacts }: Pick<AdviceCaseState, 'contacts'>, visit: string): boolean =>
  valuesOf(contacts).some(
    ({ started, channel, attendance }) =>
      started !== undefined && attendance === visit && isAttended(channel),
  );

const rowsOfContact = (
  { started, channel, attendance }: ContactState,
  awaited: readonly string[],
): readonly ComplianceRow[] => [
  ...(isAttended(channel) ? [row('R-CASE-11', attendance !== undefined, started)] : []),
  ...(attendance === undefined ? [] : [row('R-CASE-13', !awaited.includes(attendance), started)]),
];

const visitRows = (
  { visits, contacts }: AdviceCaseState,
  at: string,
  awaited: readonly string[],
): readonly ComplianceRow[] => {
  const named = valuesOf(contacts).map(({ attendance }) => attendance);
  return entriesOf(visits)
    .filter(([attendance, planned]) => isBy(planned, at) && !named.includes(attendance))
    .map(([attendance, planned]) => ({
      ...row('R-CASE-13', !awaited.includes(attendance), planned),
      attendance,
    }));
};

/**
 * Whoever was never in touch cannot be reminded. A reminder is of the version in force at the last contact; older
 * contacts name none, and take any.
 */
const privacyRow = (state: AdviceCaseState, at: string): readonly ComplianceRow[] => {
  const contacts = valuesOf(state.contacts).filter(({ started }) => isBy(started, at));
  const inTouch = contacts.length > 0 || valuesOf(state.items).some(({ given }) => isBy(given, at));
  const reminders = valuesOf(state.notices).filter((notice) => isBy(notice, at));
  const last = contacts.reduce<ContactState | undefined>(
    (latest, one) => ((one.started?.at ?? '') < (latest?.started?.at ?? '') ? latest : one),
    undefined,
  );
  const isReminded = last?.notice === undefined ? reminders.length > 0 : remindedOf(state, last.notice, at);
  return inTouch ? [row('R-CASE-9', isReminded, ...reminders)] : [];
};

const helpRow = (
  { contacts, help }: AdviceCaseState,
  at: string,
  named: boolean,
): readonly ComplianceRow[] => {
  const visits = valuesOf(contacts).filter(
    ({ channel, started }) => channel === 'VISIT' && started !== undefined && started.at <= at,
  );
  const given = help.filter((one) => one.at <= at);
  const marks = [...visits.map(({ started }) => started), ...given];
  return visits.length > 0 ? [row('R-CASE-13', named || given.length > 0, ...marks)] : [];
};

const row = (rule: ComplianceRule, met: boolean, ...marks: readonly (Mark | undefined)[]): ComplianceRow => ({
  rule,
  met,
  eventIds: marks.flatMap((mark) => mark?.eventId ?? []),
});
