import {
  alreadySo,
  ofAnyAgency,
  stateOf,
  toldAt,
  valueIn,
  type Decider,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import { agencyHistory, type AgencyState } from '../agency/agency.state.ts';
import {
  alreadyBegun,
  askerOf,
  notBegun,
  onlyFor,
  type PolicingCommand,
  PERSONAL_DATA_READERS,
} from '../by.ts';
import { answerBy, unanswerable, type RequestDeclineReason } from '../granting.ts';
import { judgedAgain, wasEndedAt } from '../later.ts';
import type { PolicyState } from '../policy/policy.state.ts';
import { establishmentOf } from '../role/serving-policy.ts';
import { withCommands } from '../mixing.ts';
import type { Kept } from '../retention/retention.rules.ts';
import { retention, type RetentionCommand, type RetentionFacts } from '../retention/retention.ts';
import * as categorising from './categorising.ts';
import * as reaching from './safe-contact.ts';
import { mergeReviewed } from './noticing.ts';
import * as rules from './subject.rules.ts';
import {
  recordNamed,
  subjectHistory,
  unknownPerson,
  type RecordAbout,
  type SafeContact,
  type SubjectState,
} from './subject.state.ts';
import {
  personalDetailsCorrected,
  safeContactSaid,
  subjectCategorised,
  subjectMergeDeclined,
  subjectMergeGranted,
  subjectMergeProposed,
  subjectRegistered,
  subjectsFoundApart,
  subjectsMerged,
  type FoundApartReason,
  type SubjectCategory,
  type SubjectEvent,
  type SubjectMergeReason,
} from './subject.events.ts';

/** Every command says whose record it is about: the id of its stream. */
export type SubjectCommand = OwnSubjectCommand | RetentionCommand;

type OwnSubjectCommand = PolicingCommand &
  (
    | {
        readonly type: 'RegisterSubject';
        readonly name: TextOrReference;
        readonly contact?: TextOrReference;
        readonly address?: TextOrReference;
      }
    | {
        readonly type: 'CorrectPersonalDetails';
        readonly name?: TextOrReference;
        /** Null: there is none. */
        readonly contact?: TextOrReference | null;
        readonly address?: TextOrReference | null;
      }
    | {
        readonly type: 'MergeSubjects';
        /** Names the request within this record. */
        readonly request: string;
        readonly other: string;
        readonly reason: SubjectMergeReason;
      }
    | { readonly type: 'GrantMerge'; readonly request: string }
    | { readonly type: 'DeclineMerge'; readonly request: string; readonly reason: RequestDeclineReason }
    | ({
        readonly type: 'CategoriseSubject';
        /** Left out: it is not known any more what the person is in it. */
        readonly category?: SubjectCategory;
      } & RecordAbout)
    /** A process: another record found that this one is of the same person, or is not; which, is asked there. */
    | { readonly type: 'NoticeMerge'; readonly other: string }
    | { readonly type: 'FindApart'; readonly other: string; readonly reason: FoundApartReason }
    | ({ readonly type: 'SayHowToReach' } & SafeContact)
  );

export type SubjectFacts = OwnSubjectFacts & RetentionFacts;

interface OwnSubjectFacts {
  readonly MergeSubjects: {
    readonly other: SubjectState;
    /** A record that would lead back to this one. */
    readonly leading: SubjectState;
    readonly policy: PolicyState;
  };
  readonly GrantMerge: { readonly leading: SubjectState };
  readonly NoticeMerge: { readonly leading: SubjectState };
  readonly CategoriseSubject: categorising.Categorising;
  /** The agency through which alone. */
  readonly SayHowToReach: { readonly agency: AgencyState };
}

const ownSubject: Decider<OwnSubjectCommand, SubjectEvent, SubjectState, OwnSubjectFacts> = {
  ...subjectHistory,
  readers: [...PERSONAL_DATA_READERS, 'PARTNER'],
  subject: (_, { id }) => id,
  facts: {
    MergeSubjects: ({ id, owner, other, occurredAt: at }) => ({
      other: stateOf(subjectHistory, other),
      leading: rules.leadingBack(id, other, at),
      policy: establishmentOf(owner, at),
    }),
    GrantMerge: ({ id, request, occurredAt: at }, { requests }) => ({
      leading: rules.leadingBack(id, valueIn(requests, request)?.other, at),
    }),
    NoticeMerge: ({ other }) => ({ leading: stateOf(subjectHistory, other) }),
    CategoriseSubject: categorising.factsOf,
    SayHowToReach: ({ onlyThrough }) => ({ agency: ofAnyAgency(stateOf(agencyHistory, onlyThrough)) }),
  },
  decide: {
    RegisterSubject: ({ by, name, contact, address }, state) =>
      onlyFor(by, ...reaching.WHO_MAY_SAY, 'PARTNER') ??
      alreadyBegun(state.registeredAt, 'record', 'id') ?? [
        subjectRegistered({
          name,
          ...(contact !== undefined && { contact }),
          ...(address !== undefined && { address }),
        }),
      ],

    CorrectPersonalDetails: ({ occurredAt: at, by, name, contact, address }, state) => {
      const corrected = {
        ...(name !== undefined && { name }),
        ...(contact !== undefined && { contact }),
        ...(address !== undefined && { address }),
      };
      return (
        onlyFor(by, 'RECORDS') ??
        notBegun(state.registeredAt, at, 'person', 'id') ??
        // What the record says now is sealed: a correction to the same is a correction.
        alreadySo(Object.keys(corrected).length === 0) ?? [personalDetailsCorrected(corrected)]
      );
    },

    MergeSubjects: ({ occurredAt: at, by, id, request, other, reason }, state, facts) =>
      onlyFor(by, 'RECORDS') ??
      notBegun(state.registeredAt, at, 'person', 'id') ??
      rules.withItself(id, other) ??
      unknownPerson(facts.other, at, 'other') ??
      alreadySo(isProposedSo(state, { request, other, reason }, at)) ??
      alreadyBegun(valueIn(state.requests, request)?.askedAt, 'request', 'request') ??
      rules.alreadyOne(state, other, at) ??
      rules.inACircle(facts.leading, 'other') ?? [
        subjectMergeProposed({
          request,
          other,
          reason,
          requestedBy: askerOf(by),
          answerBy: answerBy(facts.policy, at),
        }),
      ],

    GrantMerge: ({ occurredAt: at, by, request }, state, { leading }) => {
      const { other } = valueIn(state.requests, request) ?? {};
      return (
        onlyFor(by, 'RECORDS') ??
        unanswerable(state.requests, { request, by, at, granted: true }) ??
        rules.inACircle(leading, 'request') ?? [
          subjectMergeGranted({ request }),
          ...(other === undefined ? [] : [subjectsMerged({ other })]),
        ]
      );
    },

    DeclineMerge: ({ occurredAt: at, by, request, reason }, state) =>
      onlyFor(by, 'RECORDS') ??
      unanswerable(state.requests, { request, by, at, granted: false }) ?? [
        subjectMergeDeclined({ request, reason }),
      ],

    FindApart: ({ occurredAt: at, by, other, reason }, state) =>
      onlyFor(by, 'RECORDS') ??
      alreadySo(toldAt(valueIn(state.merged, other) ?? [], at) === false) ??
      rules.notOne(state, other, at) ?? [subjectsFoundApart({ other, reason })],

    NoticeMerge: ({ by, id, other }, state, { leading }) =>
      onlyFor(by, 'SYSTEM') ??
      // Of a record that never was nothing is found.
      alreadySo(state.registeredAt === undefined) ??
      mergeReviewed(state, { id, other }, leading),

    CategoriseSubject: (command, state, facts) => {
      const { occurredAt: at, by, category } = command;
      const about = categorising.recordOf(command);
      const told = valueIn(state.categories, recordNamed(about)) ?? [];
      return (
        onlyFor(by, ...categorising.WORKERS, 'RECORDS') ??
        notBegun(state.registeredAt, at, 'person', 'id') ??
        categorising.notOneRecord(about) ??
        categorising.notAbout(command, facts) ??
        (by.role === 'RECORDS' ? undefined : categorising.notTheirWork(command, facts)) ??
        alreadySo(category === undefined ? wasEndedAt(told, at) : toldAt(told, at) === category) ??
        categorising.nothingSaid(state, command) ?? [
          subjectCategorised({ ...about, ...(category !== undefined && { category }) }),
        ]
      );
    },

    SayHowToReach: ({ occurredAt: at, by, ...command }, state, { agency }) => {
      const said = reaching.saidOf(command);
      return (
        onlyFor(by, ...reaching.WHO_MAY_SAY) ??
        notBegun(state.registeredAt, at, 'person', 'id') ??
        reaching.bothWays(said) ??
        alreadySo(reaching.isSaidSo(state, said, at)) ??
        reaching.noGoBetween(said, agency, at) ?? [safeContactSaid(said)]
      );
    },
  },
  cameOf: {
    SubjectRegistered: 'RegisterSubject',
    PersonalDetailsCorrected: 'CorrectPersonalDetails',
    SubjectMergeProposed: 'MergeSubjects',
    SubjectMergeGranted: 'GrantMerge',
    SubjectMergeDeclined: 'DeclineMerge',
    SubjectsFoundApart: 'FindApart',
    MergeNoticed: ({ other }, { recordedAt: occurredAt }) => ({ type: 'NoticeMerge', other, occurredAt }),
    FoundApartNoticed: ({ other }, { recordedAt: occurredAt }) => ({
      ...{ type: 'NoticeMerge', other, occurredAt },
    }),
    SubjectCategorised: 'CategoriseSubject',
    SafeContactSaid: 'SayHowToReach',
  },
  stands: judgedAgain<SubjectEvent, SubjectState>({
    SubjectsFoundApart: [
      ({ other }, state, at) => rules.notOne(state, other, at),
      'these records were found to be of two people',
    ],
  }),
  settled: [
    'PersonalDetailsCorrected',
    'SubjectMergeProposed',
    'MergeNoticed',
    'FoundApartNoticed',
    'SubjectCategorised',
    'SafeContactSaid',
  ],
  follows: ['MergeNoticed', 'FoundApartNoticed'],
};

/** A person whom a record is about: what they are called, where to reach them, and which records are theirs too. */
export const subject: Decider<SubjectCommand, SubjectEvent, SubjectState, SubjectFacts> = withCommands(
  ownSubject,
  retention,
  ({ registeredAt, retention: kept }): Kept => ({
    record: 'SUBJECT',
    retention: kept,
    begunAt: registeredAt,
    // A person does not end. Whether other records about them do, each of those says.
    isLive: () => false,
    last: () => undefined,
  }),
);

interface Proposed {
  readonly request: string;
  readonly other: string;
  readonly reason: SubjectMergeReason;
}

const isProposedSo = (
  { requests }: SubjectState,
  { request, other, reason }: Proposed,
  at: string,
): boolean => {
  const known = valueIn(requests, request);
  return known?.askedAt === at && known.other === other && known.reason === reason;
};
