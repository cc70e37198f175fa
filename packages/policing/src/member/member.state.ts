import {
  changesAfter,
  NONE_KEYED,
  since,
  valueAt,
  valuesOf,
  withValue,
  type Fold,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { answered, asked, requestAt, type RequestState } from '../granting.ts';
import { REGISTER_IDS } from '../ids.ts';
import { isAtLeast, type Rank } from '../rank.ts';
import type { CoverKind } from '../ward/ward.events.ts';
import {
  memberEvents,
  type AbstractionReason,
  type CompetenceLevel,
  type LeavingReason,
  type MemberCategory,
  type OwnMemberEvent,
  type MemberEvent,
} from './member.events.ts';
import { withPart } from '../mixing.ts';
import { redactionPart, type WithRedactions } from '../redaction/redaction.state.ts';

export type { MemberCategory } from './member.events.ts';

export interface MemberState extends WithRedactions {
  /** Whether anything was published of the member; what, no decision asks. */
  readonly published: Timeline<true | undefined>;
  /** Whether the member was in the service; else why they had left. */
  readonly service: Timeline<'IN_SERVICE' | LeavingReason>;
  /** The team that the member was in; `undefined` in it means none: at headquarters, or gone. */
  readonly team: Timeline<string | undefined>;
  readonly rank: Timeline<Rank>;
  readonly category: Timeline<MemberCategory>;
  /** The ward of which the member was told to be; what ends it besides is asked of `dedicationOf`. */
  readonly dedication: Timeline<string | undefined>;
  /** When the member was away from it; `undefined` in it is a return. */
  readonly absence: Timeline<Absence | undefined>;
  readonly requests: Keyed<RequestState>;
  readonly wishes: Keyed<Wish>;
  /** What was granted on other evidence than a training day; `undefined` in it is the end of all that was granted before. */
  readonly competences: Readonly<Partial<Record<CompetenceLevel, Timeline<Training | undefined>>>>;
  /** What training days granted, and was not found wrong. */
  readonly trainings: readonly TrainedOn[];
  readonly acknowledgements: readonly Acknowledgement[];
}

type Said<Type extends MemberEvent['type']> = Omit<Extract<MemberEvent, { type: Type }>, 'type'>;
type Training = Omit<Said<'CompetenceGranted'>, 'level' | 'until'>;

/** What a training day granted, and from when until when. UTC. */
export interface TrainedOn {
  readonly level: CompetenceLevel;
  /** The training day. */
  readonly evidence: string;
  readonly from: string;
  readonly until: string;
}

export interface Dedication {
  readonly ward: string;
  readonly kind: CoverKind;
}

/** How long at most, and by which request. */
interface Absence {
  readonly until: string;
  readonly request?: string;
}

/** What a request for an absence said, and when. */
interface Wish {
  readonly at: string;
  readonly until: string;
  readonly reason: AbstractionReason;
  readonly exceptional: boolean;
  readonly urgent: boolean;
}

interface Acknowledgement {
  readonly policy: string;
  readonly version: number;
  readonly at: string;
}

const ownHistory: Fold<OwnMemberEvent, MemberState> = {
  name: 'member',
  ids: REGISTER_IDS,
  initial: {
    redactions: redactionPart.initial,
    published: [],
    service: [],
    team: [],
    rank: [],
    category: [],
    dedication: [],
    absence: [],
    requests: NONE_KEYED,
    wishes: NONE_KEYED,
    competences: {},
    trainings: [],
    acknowledgements: [],
  },
  events: memberEvents,
  evolve: {
    MemberPosted: (state, { team, category, rank }, { occurredAt }) => ({
      ...state,
      published: since(state.published, occurredAt, true),
      service: since(state.service, occurredAt, 'IN_SERVICE'),
      team: since(state.team, occurredAt, team),
      category: since(state.category, occurredAt, category),
      rank: since(state.rank, occurredAt, rank),
    }),
    PublishedDetailsCorrected: (state, _, { occurredAt }) => ({
      ...state,
      published: since(state.published, occurredAt, true),
    }),
    PublishedDetailsWithdrawn: (state, _, { occurredAt }) => ({
      ...state,
      published: since(state.published, occurredAt, undefined),
    }),
    MemberTransferred: (state, { team }, { occurredAt }) => ({
      ...state,
      team: since(state.team, occurredAt, team),
    }),
    MemberPromoted: (state, { rank }, { occurredAt }) => ({
      ...state,
      rank: since(state.rank, occurredAt, rank),
    }),
    MemberDedicated: (state, { ward }, { occurredAt }) => ({
      ...state,
      dedication: since(state.dedication, occurredAt, ward),
    }),
    // Who is no longer dedicated to a ward is no longer away from it either.
    MemberReleased: (state, _, { occurredAt }) => ({
      ...state,
      dedication: since(state.dedication, occurredAt, undefined),
      absence: since(state.absence, occurredAt, undefined),
    }),
    // It tells the ward what the rank, or a declined request, says.
    MemberCoverChanged: (state) => state,
    AbstractionRequested: (state, event, { occurredAt }) => withRequest(state, event, occurredAt, false),
    AbstractionGranted: (state, { request }, { occurredAt: at }) => ({
      ...state,
      requests: answered(state.requests, request, { granted: true, at }),
    }),
    AbstractionDeclined: (state, { request }, { occurredAt: at }) => ({
      ...state,
      requests: answered(state.requests, request, { granted: false, at }),
    }),
    MemberAbstracted: (state, event, { occurredAt }) => {
      const { until, request, requestedBy, answerBy } = event;
      const absence = { until, ...(request !== undefined && { request }) };
      const away = { ...state, absence: since(state.absence, occurredAt, absence) };
      return request === undefined || requestedBy === undefined || answerBy === undefined
        ? away
        : withRequest(away, { ...event, request, requestedBy, answerBy }, occurredAt, true);
    },
    MemberReturned: (state, _, { occurredAt }) => ({
      ...state,
      absence: since(state.absence, occurredAt, undefined),
    }),
    CompetenceGranted: (state, { type: _type, level, until, ...training }, { occurredAt: from }) =>
      until === undefined
        ? withCompetence(state, level, from, training)
        : {
            ...state,
            trainings: [...state.trainings, { level, evidence: training.evidence, from, until }],
          },
    CompetenceFoundWrong: (state, { level, evidence }, { occurredAt }) => ({
      ...state,
      trainings: state.trainings.filter(
        (known) => known.level !== level || known.evidence !== evidence || known.from !== occurredAt,
      ),
    }),
    CompetenceExpired: (state, { level }, { occurredAt }) =>
      withCompetence(state, level, occurredAt, undefined),
    PolicyAcknowledged: (state, { policy, version }, { occurredAt }) => ({
      ...state,
      // Who has read it has read it: the first time counts.
      acknowledgements: acknowledged(state, policy, version, occurredAt)
        ? state.acknowledgements
        : [
            ...state.acknowledgements.filter((known) => known.policy !== policy || known.version !== version),
            { policy, version, at: occurredAt },
          ],
    }),
    MemberLeft: (state, { reason }, { occurredAt }) => ({
      ...state,
      // Whoever has left is published no longer (D-34).
      published: since(state.published, occurredAt, undefined),
      service: since(state.service, occurredAt, reason),
      team: since(state.team, occurredAt, undefined),
    }),
  },
};

export const memberHistory: Fold<MemberEvent, MemberState> = withPart(ownHistory, redactionPart);

type Asking = Omit<Wish, 'urgent' | 'at'> & {
  readonly request: string;
  readonly requestedBy: string;
  readonly answerBy: string;
};

const withRequest = (
  state: MemberState,
  { request, requestedBy: askedBy, answerBy, until, reason, exceptional }: Asking,
  askedAt: string,
  urgent: boolean,
): MemberState => ({
  ...state,
  requests: asked(state.requests, request, { askedBy, askedAt, answerBy }),
  wishes: withValue(state.wishes, request, { at: askedAt, until, reason, exceptional, urgent }),
});

const withCompetence = (
  state: MemberState,
  level: CompetenceLevel,
  at: string,
  training: Training | undefined,
): MemberState => ({
  ...state,
  competences: { ...state.competences, [level]: since(state.competences[level] ?? [], at, training) },
});

/** The team that a member was in at an instant: none at headquarters, before the first posting and after leaving. */
export const teamOf = (member: MemberState, at: string): string | undefined => valueAt(member.team, at);

/** The rank that a member held at an instant; undefined before the first posting and after leaving. */
export const rankOf = (member: MemberState, at: string): Rank | undefined =>
  isInService(member, at) ? valueAt(member.rank, at) : undefined;

/** Whether a member had been posted, and had not left, by an instant. */
export const isInService = ({ service }: MemberState, at: string): boolean =>
  valueAt(service, at) === 'IN_SERVICE';

/** Whether a force published anything of a member at an instant (D-34). */
export const isPublished = ({ published }: MemberState, at: string): boolean =>
  valueAt(published, at) === true;

/** Whether a member had left the service by an instant, and had not come back; of whom nobody posted, not. */
export const hasLeft = ({ service }: MemberState, at: string): boolean => {
  const then = valueAt(service, at);
  return then !== undefined && then !== 'IN_SERVICE';
};

/** Whether all of what was told is what is asked for. */
export const isSame = <Told extends object>(
  told: Told | undefined,
  wanted: { readonly [Name in keyof Told]?: Told[Name] | undefined },
  fields: readonly (keyof Told)[],
): boolean => told !== undefined && fields.every((field) => told[field] === wanted[field]);

/** Whether nothing was told between two instants that differs from what was so at the first. */
const isUnchanged = (timeline: Timeline<unknown>, from: string, at: string): boolean => {
  const then = valueAt(timeline, from);
  return changesAfter(timeline, from).every((change) => change.from > at || change.value === then);
};

/** What belongs to a post ends with it, on the day on which the member leaves or changes it. */
const stayed = ({ team, service }: MemberState, from: string, at: string): boolean =>
  isUnchanged(team, from, at) && isUnchanged(service, from, at);

/** The ward that a member was dedicated to at an instant, and by the rank held then, as what (R-INPT-4). */
export const dedicationOf = (member: MemberState, at: string): Dedication | undefined => {
  const told = member.dedication.findLast(({ from }) => from <= at);
  return told?.value !== undefined && stayed(member, told.from, at)
    ? { ward: told.value, kind: coverKindOf(rankOf(member, at)) }
    : undefined;
};

/** What somebody of a rank is for a ward (R-INPT-3). */
export const coverKindOf = (rank: Rank | undefined): CoverKind => (rank === 'PCSO' ? 'PCSO' : 'OFFICER');

/** The absence from the ward in which a member was at an instant: from when, and until when at most (R-INPT-5). */
export const absenceOf = (
  member: MemberState,
  at: string,
): (Absence & { readonly from: string }) | undefined => {
  const told = member.absence.findLast(({ from }) => from <= at);
  return told?.value !== undefined &&
    at < told.value.until &&
    !isDeclined(member, told.value, at) &&
    stayed(member, told.from, at)
    ? { from: told.from, ...told.value }
    : undefined;
};

const isDeclined = ({ requests }: MemberState, { request }: Absence, at: string): boolean =>
  request !== undefined && requestAt(requests, request, at) === 'DECLINED';

/** Whether a member was away from the ward at an instant. */
export const isAbstracted = (member: MemberState, at: string): boolean => absenceOf(member, at) !== undefined;

/** For which ward a member was there, and as what, from when on: neither away nor dedicated elsewhere (R-INPT-3). */
export const coverOf = (member: MemberState): Timeline<Dedication | undefined> => {
  const { team, service, rank, dedication, absence } = member;
  const told = [team, service, rank, dedication, absence].flatMap((timeline) =>
    timeline.map(({ from }) => from),
  );
  const ends = [
    ...absence.map(({ value }) => value?.until),
    ...valuesOf(member.requests).map(({ answer }) => answer?.at),
  ].filter((end) => end !== undefined);
  return [...new Set([...told, ...ends])]
    .sort()
    .map((from) => ({ from, value: isAbstracted(member, from) ? undefined : dedicationOf(member, from) }));
};

/**
 * Until when whoever was given a lead or a sector at `from` holds it: that ends with the service, the team, and a rank
 * below the lowest that will do; undefined where nothing has ended it.
 */
export const holdsUntil = (member: MemberState, from: string, lowest: Rank): string | undefined =>
  [
    from,
    ...[member.team, member.service, member.rank].flatMap((timeline) =>
      changesAfter(timeline, from).map((change) => change.from),
    ),
  ]
    .sort()
    .find((at) => !isAtLeast(rankOf(member, at), lowest) || !stayed(member, from, at));

/** Whether a member held a competence at an instant; it ends with the service. */
export const isCompetent = (member: MemberState, level: CompetenceLevel, at: string): boolean =>
  competenceOf(member, level, at) !== undefined;

/** What a member is competent by, since when and until when at most; UTC. */
export interface Competence {
  /** A training day, or where else the evidence is kept. */
  readonly evidence: string;
  readonly from: string;
  readonly until?: string;
}

/** What says what a member was competent by, as decisions and as rows have it. */
export interface Trained extends Pick<MemberState, 'trainings'> {
  readonly service: Timeline<string>;
  readonly competences: Readonly<
    Partial<Record<CompetenceLevel, Timeline<{ readonly evidence: string } | null | undefined>>>
  >;
}

/**
 * What a member was competent by at an instant: of several trainings the one that counts longest.
 * @example
 * const officer = foldRecorded(member, await store.readStream('member-officer-1'));
 * competenceOf(officer, 'BASIC_SURVEY', '2026-03-02T09:00:00.000Z')?.until;
 */
export const competenceOf = (
  { competences, trainings, service }: Trained,
  level: CompetenceLevel,
  at: string,
): Competence | undefined => {
  const told = (competences[level] ?? []).filter(({ from }) => from <= at);
  const last = told.at(-1);
  const granted = last?.value && { evidence: last.value.evidence, from: last.from };
  const isEnded = ({ from }: TrainedOn): boolean => told.some((end) => !end.value && end.from >= from);
  const trained = trainings
    .filter((one) => one.level === level && one.from <= at && at < one.until && !isEnded(one))
    .sort((a, b) => (a.until < b.until ? -1 : 1));
  return (
    [...trained, granted].findLast(
      (one) => one && valueAt(service, one.from) === 'IN_SERVICE' && isUnchanged(service, one.from, at),
    ) ?? undefined
  );
};

/** Whether a member had read a version of a policy by an instant (R-POL-5). */
export const acknowledged = (member: MemberState, policy: string, version: number, at: string): boolean =>
  member.acknowledgements.some(
    (known) => known.policy === policy && known.version === version && known.at <= at,
  );
