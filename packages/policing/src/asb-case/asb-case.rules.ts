import { refuse, valueAt, valueIn, type Keyed } from '@wardbook/event-sourcing/pure';
import { isRegistered, type AgencyState } from '../agency/agency.state.ts';
import type { ContractState } from '../behaviour-contract/behaviour-contract.state.ts';
import { authorisesOwnRequest, notBegun, type By } from '../by.ts';
import { londonDay } from '../london.ts';
import type { MemberState } from '../member/member.state.ts';
import type { ProblemState } from '../problem/problem.state.ts';
import { notCovered, type Disclosure } from '../referral/asking.rules.ts';
import type { DisclosableField } from '../referral/referral.events.ts';
import { isReceived, type ReportState } from '../report/report.state.ts';
import type { AsbCaseField, ReviewAsker } from './asb-case.events.ts';
import {
  asbClosedAs,
  asbDisclosedTo,
  asbLinkNamed,
  incidentCounts,
  reviewNamed,
  wordsGoing,
  wordsStand,
  type AsbCaseState,
  type AsbLink,
} from './asb-case.state.ts';

/** R-LIFE-1 for cases of antisocial behaviour. */
export const notOpened = ({ openedAt }: AsbCaseState, at: string) => notBegun(openedAt, at, 'case', 'id');

/** R-ASB-23: a partner has cases of its own for as long as it is on the register of agencies (S1:24). */
export const unregisteredOpener = ({ role }: By, agency: AgencyState, at: string) =>
  role === 'PARTNER' && !isRegistered(agency, at)
    ? refuse(
        'R-ASB-23',
        'Your agency was not on the register at that time. Ask an administrator of the police to register it.',
        'id',
      )
    : undefined;

/** R-ASB-5: what antisocial behaviour is, the seed says, and the policy that serves besides (S1:9). */
export const notAntisocial = (category: string, categories: readonly string[]) =>
  categories.includes(category)
    ? undefined
    : refuse(
        'R-ASB-5',
        `Choose one of these: ${categories.join(', ')}. A policy on antisocial behaviour can add more.`,
        'category',
      );

/** R-LIFE-1: nothing happens in a case that is closed. */
export const notOpen = (state: AsbCaseState, at: string) =>
  asbClosedAs(state, at) === undefined
    ? undefined
    : refuse('R-LIFE-1', 'This case had been closed by then. Reopen it first.', 'id');

/** R-LIFE-1: only what was closed is reopened. */
export const notClosed = (state: AsbCaseState, at: string) =>
  asbClosedAs(state, at) === undefined
    ? refuse('R-LIFE-1', 'This case was open at that time. There is nothing to reopen.', 'id')
    : undefined;

/** When something happened, and when somebody was told of it. */
interface Happening {
  readonly happenedFrom: string;
  readonly happenedUntil?: string | undefined;
  readonly reportedOn: string;
}

/** R-ASB-20: what happened ends after it begins, is reported once it has begun, and is recorded once it was reported. */
export const outOfOrder = (
  { happenedFrom: from, happenedUntil: until = from, reportedOn }: Happening,
  at: string,
) => {
  if (until < from)
    return refuse('R-ASB-20', 'An incident cannot end before it begins. Check both times.', 'happenedUntil');
  if (until > at)
    return refuse(
      'R-ASB-20',
      'An incident must happen before it is recorded. Check when it happened.',
      'happenedFrom',
    );
  return reportedOn < londonDay(from) || reportedOn > londonDay(at)
    ? refuse(
        'R-ASB-20',
        'Somebody was told of it on a day from the incident to its recording. Check the day.',
        'reportedOn',
      )
    : undefined;
};

/** R-LIFE-1: an incident was reported by a report that came in. */
export const notReceived = (report: ReportState, at: string) =>
  isReceived(report, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'There was no such report at that time. Check the reference and the time.',
        'report',
      );

/** R-LIFE-1: only an incident that counts is found wrong, or told to others. */
export const noIncident = ({ incidents }: AsbCaseState, incident: string, at: string) =>
  incidentCounts(valueIn(incidents, incident) ?? {}, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This case had no such incident at that time, or it had been found wrong. Check the name and the time.',
        'incident',
      );

/** R-ASB-22: a link is to one contract, or to one problem. */
export const notOneLink = ({ contract, problem }: AsbLink) =>
  (contract === undefined) === (problem === undefined)
    ? refuse(
        'R-ASB-22',
        'A case is linked to one thing at a time. Name a contract, or a problem.',
        'contract',
      )
    : undefined;

/** R-LIFE-1: a case is linked to a contract that was offered to somebody. */
export const notOffered = (contract: ContractState, at: string) =>
  notBegun(contract.proposedAt, at, 'contract', 'contract');

/** R-LIFE-1: a case is linked to a problem that somebody raised. */
export const notRaised = (problem: ProblemState, at: string) =>
  notBegun(problem.raisedAt, at, 'problem', 'problem');

/** R-LIFE-1: no link ends that there was not. */
export const notLinked = ({ links }: AsbCaseState, link: AsbLink, at: string) =>
  valueAt(valueIn(links, asbLinkNamed(link)) ?? [], at) === true
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This case was not linked to that at that time. Check the reference and the time.',
        link.contract === undefined ? 'problem' : 'contract',
      );

/** R-ASB-21: somebody else asks for a review with the complainant's consent (5.1). */
export const withoutConsent = (requestedFor: ReviewAsker, consent: string | undefined) =>
  requestedFor === 'THIRD_PARTY' && consent === undefined
    ? refuse(
        'R-ASB-21',
        'Somebody else asks with the consent of the complainant. Say where that is kept.',
        'consent',
      )
    : undefined;

/** R-LIFE-1: nothing is disclosed to an agency that is not there, and no review asked for through it. */
export const noAgency = <Path extends string>(agency: AgencyState, at: string, path: Path) =>
  isRegistered(agency, at)
    ? undefined
    : refuse('R-LIFE-1', 'There was no such agency on record at that time. Check the agency.', path);

/** R-LIFE-1 for reviews. */
export const notRequested = (state: AsbCaseState, review: string, at: string) =>
  notBegun(reviewNamed(state, review).requested?.at, at, 'review', 'review');

/** R-LIFE-2: the complainant is told once, until something else holds. */
export const toldSoBefore = (state: AsbCaseState, review: string, isMet: boolean, at: string) => {
  const told = valueAt(reviewNamed(state, review).told, at);
  return told !== undefined && (told.meetBy !== undefined) === isMet
    ? refuse(
        'R-LIFE-2',
        `The complainant was told already that the threshold is ${isMet ? '' : 'not '}met. Nothing has to be done.`,
        'review',
      )
    : undefined;
};

/** R-ASB-6: agencies meet once the threshold was found to be met, whatever it is (5.1). */
export const thresholdUnmet = (state: AsbCaseState, review: string, at: string) =>
  valueAt(reviewNamed(state, review).told, at)?.meetBy === undefined
    ? refuse(
        'R-ASB-6',
        'The threshold of this review was not found to be met by then. Decide that first.',
        'review',
      )
    : undefined;

/** R-ASB-24: who takes part in a review is another agency on the register, named once (5.1). */
export const unfitAgencies = (
  agencies: readonly string[],
  { owner, at }: { readonly owner: string; readonly at: string },
  known: Keyed<AgencyState | MemberState>,
) => {
  const wrong = agencies.findIndex(
    (id, index) => id === owner || agencies.indexOf(id) !== index || !isThere(known, id, at),
  );
  return wrong < 0
    ? undefined
    : refuse(
        'R-ASB-24',
        'Name each other agency that took part once, as it is on the register. Check this one.',
        `agencies.${wrong}`,
      );
};

/** Under which name the facts have an agency: ids are chosen by people. */
export const agencyKey = (id: string): string => `agency ${id}`;

const isThere = (known: Keyed<AgencyState | MemberState>, id: string, at: string): boolean => {
  const found = valueIn(known, agencyKey(id));
  return found !== undefined && 'capabilities' in found && isRegistered(found, at);
};

/** R-LIFE-1: only words that somebody proposed, and nobody took back, are approved. */
export const noWords = ({ words }: AsbCaseState, key: string, at: string) =>
  wordsStand(valueIn(words, key) ?? {}, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'There were no such words at that time, or they had been taken back. Check the name and the time.',
        'words',
      );

/**
 * R-ASB-7: free text that names others goes out only once another person than proposed it has read it: context alone has
 * identified witnesses in real cases.
 */
export const readByItsWriter = (by: By, proposedBy: string) =>
  authorisesOwnRequest(by, proposedBy, 'words')
    ? refuse(
        'R-ASB-7',
        'Somebody else than wrote these words has to read them before they go out, in their own name.',
        'words',
      )
    : undefined;

/** R-ASB-7: no words go out that nobody has read for that. */
export const unreadWords = (state: AsbCaseState, fields: readonly AsbCaseField[], at: string) =>
  fields.includes('WORDS') && wordsGoing(state, at).length === 0
    ? refuse(
        'R-ASB-7',
        'No words of this case were approved to go out by then. Have some approved first, or leave them out.',
        'fields',
      )
    : undefined;

/** What an agreement has to cover. */
const AGREED_AS: Readonly<Record<AsbCaseField, DisclosableField>> = {
  CATEGORY: 'TOPIC',
  INCIDENT_DATES: 'CIRCUMSTANCES',
  REVIEW: 'CIRCUMSTANCES',
  STANDING: 'CIRCUMSTANCES',
  WARD: 'WARD',
  WORDS: 'CIRCUMSTANCES',
};

/** R-REF-1 and R-REF-2: what is disclosed of a case is named, and rests on an agreement that covers it (S1:24). */
export const notDisclosable = (
  {
    fields,
    owner,
    agency,
    ...basis
  }: Omit<Disclosure, 'fields'> & {
    readonly fields: readonly AsbCaseField[];
    readonly owner: string;
    readonly agency: string;
  },
  known: AgencyState,
  at: string,
) =>
  (fields.length === 0 ? refuse('R-REF-2', 'Say what is shared of this case.', 'fields') : undefined) ??
  notCovered(
    { fields: fields.map((field) => AGREED_AS[field]), ...basis },
    { from: owner, to: { agency }, said: DISCLOSURE_SAID },
    known,
    at,
  );

const DISCLOSURE_SAID = { legalBasis: 'legalBasis', agreement: 'agreement', fields: 'fields' } as const;

/** R-LIFE-1: no disclosure ends that there was not. */
export const notDisclosed = (state: AsbCaseState, agency: string, at: string) =>
  asbDisclosedTo(state, agency, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'Nothing of this case was disclosed to that agency at that time. Check the agency and the time.',
        'agency',
      );
