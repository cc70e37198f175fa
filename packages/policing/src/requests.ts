import { keyedFrom, valueIn, type AnyEventDefinition, type Message } from '@wardbook/event-sourcing/pure';
import {
  adviceGiven,
  breachDeclined,
  breachGranted,
  complianceBreachRecorded,
  overrideDeclined,
  overrideGranted,
} from './advice-case/advice-case.events.ts';
import type { Role } from './by.ts';
import { allocationDeclined, allocationGranted, allocationRequested } from './crime/crime.events.ts';
import type { RequestDeclineReason, RequestState } from './granting.ts';
import {
  abstractionDeclined,
  abstractionGranted,
  abstractionRequested,
  memberAbstracted,
} from './member/member.events.ts';
import {
  textRedactionDeclined,
  textRedactionGranted,
  textRedactionRequested,
} from './redaction/redaction.events.ts';
import {
  legalHoldLiftDeclined,
  legalHoldLiftGranted,
  legalHoldLiftRequested,
} from './retention/retention.events.ts';
import { subjectMergeDeclined, subjectMergeGranted, subjectMergeProposed } from './subject/subject.events.ts';

// Everything that one person asks another to authorise, whatever record it stands in: whoever shows what waits for whom
// reads it here, and no record has to be opened to find it.

/** What of an event is a request; without a name, or without anybody who asks, it is none. */
interface Asking {
  readonly request?: string | undefined;
  readonly requestedBy?: string | undefined;
  readonly answerBy?: string | undefined;
}

interface AskingEvent {
  readonly event: AnyEventDefinition;
  readonly asking: (event: never) => Asking;
}

/** Something that has to be authorised: which events ask for it, which answer, and whose role may send an answer. */
export interface AuthorityMatter {
  readonly asked: readonly AskingEvent[];
  readonly granted: AnyEventDefinition;
  readonly declined: AnyEventDefinition;
  readonly answeredBy: readonly Role[];
}

const asks = (event: AnyEventDefinition & ((fields: never) => Asking)): AskingEvent => ({
  event,
  asking: (asked: Asking) => asked,
});

/** Advice is asked for by its item, and only where its reason overrides R-CASE-3. */
const asksForOverride: AskingEvent = {
  event: adviceGiven,
  asking: ({ item, adviser, answerBy }: ReturnType<typeof adviceGiven>) =>
    answerBy === undefined ? {} : { request: item, requestedBy: adviser, answerBy },
};

/** What somebody else may have to authorise. */
export type AuthorityMatterName =
  | 'ABSTRACTION'
  | 'ADVICE_OVERRIDE'
  | 'COMPLIANCE_BREACH'
  | 'HOLD_LIFTING'
  | 'INVESTIGATION_ALLOCATION'
  | 'SUBJECT_MERGE'
  | 'TEXT_REDACTION';

/** How each is asked for and answered (R-AUTH-1). What is not listed is shown to nobody: a test fails. */
export const AUTHORITY_MATTERS: { readonly [Name in AuthorityMatterName]: AuthorityMatter } = {
  ABSTRACTION: {
    asked: [asks(abstractionRequested), asks(memberAbstracted)],
    ...{ granted: abstractionGranted, declined: abstractionDeclined },
    answeredBy: ['INSPECTOR'],
  },
  ADVICE_OVERRIDE: {
    asked: [asksForOverride],
    ...{ granted: overrideGranted, declined: overrideDeclined },
    answeredBy: ['INSPECTOR'],
  },
  COMPLIANCE_BREACH: {
    asked: [asks(complianceBreachRecorded)],
    ...{ granted: breachGranted, declined: breachDeclined },
    answeredBy: ['INSPECTOR'],
  },
  HOLD_LIFTING: {
    asked: [asks(legalHoldLiftRequested)],
    ...{ granted: legalHoldLiftGranted, declined: legalHoldLiftDeclined },
    answeredBy: ['RECORDS'],
  },
  INVESTIGATION_ALLOCATION: {
    asked: [asks(allocationRequested)],
    ...{ granted: allocationGranted, declined: allocationDeclined },
    answeredBy: ['INSPECTOR'],
  },
  SUBJECT_MERGE: {
    asked: [asks(subjectMergeProposed)],
    ...{ granted: subjectMergeGranted, declined: subjectMergeDeclined },
    answeredBy: ['RECORDS'],
  },
  TEXT_REDACTION: {
    asked: [asks(textRedactionRequested)],
    ...{ granted: textRedactionGranted, declined: textRedactionDeclined },
    answeredBy: ['RECORDS'],
  },
};

const NAMES = Object.keys(AUTHORITY_MATTERS) as readonly AuthorityMatterName[];

/** What an event says of a request: that somebody asks, or how it was answered. */
export interface RequestTold {
  readonly matter: AuthorityMatterName;
  readonly request: string;
  readonly asked?: Pick<RequestState, 'askedBy' | 'answerBy'>;
  readonly answer?: Omit<NonNullable<RequestState['answer']>, 'at'>;
}

type Answered = Message & { readonly request: string; readonly reason?: RequestDeclineReason };
type Reads = (event: Message) => RequestTold | undefined;

const askingReads = (
  matter: AuthorityMatterName,
  { event, asking }: AskingEvent,
): readonly [string, Reads] => [
  event.type,
  (told) => {
    const { request, requestedBy: askedBy, answerBy } = asking(told as never);
    return request === undefined || askedBy === undefined
      ? undefined
      : { matter, request, asked: { askedBy, ...(answerBy !== undefined && { answerBy }) } };
  },
];

const answerReads = (
  matter: AuthorityMatterName,
  type: string,
  granted: boolean,
): readonly [string, Reads] => [
  type,
  (told) => {
    const { request, reason } = told as Answered;
    return { matter, request, answer: { granted, ...(reason !== undefined && { because: reason }) } };
  },
];

const READS = keyedFrom(
  NAMES.flatMap((matter) => {
    const { asked, granted, declined } = AUTHORITY_MATTERS[matter];
    return [
      ...asked.map((one) => askingReads(matter, one)),
      answerReads(matter, granted.type, true),
      answerReads(matter, declined.type, false),
    ];
  }),
);

/** The types of events that ask for authority, or answer. */
export const REQUEST_EVENTS: readonly string[] = Object.keys(READS);

/**
 * What an event says of a request; undefined where it says nothing of any.
 * @example
 * const granted = { type: 'OverrideGranted', request: 'lock' };
 * requestTold(granted); // { matter: 'ADVICE_OVERRIDE', request: 'lock', answer: { granted: true } }
 */
export const requestTold: Reads = (event) => valueIn(READS, event.type)?.(event);

/**
 * The matters that somebody of a role may be asked to authorise.
 * @example
 * mattersAnsweredBy('RECORDS'); // ['HOLD_LIFTING', 'SUBJECT_MERGE', 'TEXT_REDACTION']
 */
export const mattersAnsweredBy = (role: Role): readonly AuthorityMatterName[] =>
  NAMES.filter((matter) => AUTHORITY_MATTERS[matter].answeredBy.includes(role));
