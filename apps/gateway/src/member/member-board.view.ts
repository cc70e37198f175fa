import {
  defineView,
  NONE_KEYED,
  since,
  type Keyed,
  type SealedText,
  type Timeline,
} from '@wardbook/event-sourcing';
import {
  answered,
  asked,
  competenceOf,
  memberHistory,
  RANKS,
  type AbstractionReason,
  type Competence,
  type CompetenceLevel,
  type MemberCategory,
  type PostingSource,
  type Rank,
  type RequestState,
  type TrainedOn,
} from '@wardbook/policing';

/** A member of a force as it publishes them. */
export interface MemberCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'IN_POST' | 'LEFT';
  /** Null in it: nothing is published, as of nobody who has left (D-34). */
  readonly publicName: Timeline<SealedText | null>;
  readonly publicContact: Timeline<SealedText | null>;
  readonly category: MemberCategory | null;
  readonly source: PostingSource | null;
  /** When the member was posted, or posted again, last. */
  readonly postedAt: string | null;
  readonly service: Timeline<Exclude<MemberCard['standing'], 'EXPECTED'>>;
  readonly rank: Timeline<Rank>;
  /** Null in it: at headquarters, or gone. */
  readonly team: Timeline<string | null>;
  /** The ward that the member was told to be dedicated to. */
  readonly dedication: Timeline<string | null>;
  /** The ward of which the member is: a dedication ends with the team, too. */
  readonly ward: Timeline<string | null>;
  readonly absence: Timeline<AbsenceCard | null>;
  readonly requests: Keyed<AskedCard>;
  /** What was granted on other evidence than a training day; null in it is the end of all that was granted before. */
  readonly competences: Readonly<
    Partial<Record<CompetenceLevel, Timeline<{ readonly evidence: string } | null>>>
  >;
  /** What training days granted. */
  readonly trainings: readonly TrainedOn[];
}

interface AbsenceCard {
  readonly from: string;
  readonly until: string;
  readonly reason: AbstractionReason;
  readonly exceptional: boolean;
  /** By which request; null where an authoriser was named at once. */
  readonly request: string | null;
}

/** A request for an absence. */
interface AskedCard extends RequestState, Pick<AbsenceCard, 'until' | 'reason' | 'exceptional'> {
  readonly urgent: boolean;
}

const EXPECTED: MemberCard = {
  version: 0,
  standing: 'EXPECTED',
  publicName: [],
  publicContact: [],
  category: null,
  source: null,
  postedAt: null,
  service: [],
  rank: [],
  team: [],
  dedication: [],
  ward: [],
  absence: [],
  requests: NONE_KEYED,
  competences: {},
  trainings: [],
};

/** 1 where something of that level was ever granted: who holds it on a day is looked for among those alone. */
const isTrained =
  (level: CompetenceLevel) =>
  ({ competences, trainings }: MemberCard): number =>
    Number((competences[level] ?? []).length > 0 || trainings.some((one) => one.level === level));
const everTrained = {
  BASIC: isTrained('BASIC'),
  BASIC_SURVEY: isTrained('BASIC_SURVEY'),
  SPECIALIST: isTrained('SPECIALIST'),
};

export const memberBoard = defineView({
  name: 'member-board',
  version: 5,
  of: [memberHistory],
  versionOf: memberHistory,
  initial: EXPECTED,
  columns: {
    team: ({ team }) => team.at(-1)?.value ?? null,
    ward: ({ ward }) => ward.at(-1)?.value ?? null,
    category: ({ category }) => category,
    rank: ({ rank }) => rank.at(-1)?.value ?? null,
    // Sorts by rank, which the name of a rank does not.
    seniority: ({ rank }) => RANKS.findIndex((known) => known === rank.at(-1)?.value),
    standing: ({ standing }) => standing,
    ...everTrained,
  },
  evolve: {
    MemberPosted: (card, { team = null, rank, ...posting }, { occurredAt }) => {
      const served = inService(card, occurredAt, 'IN_POST');
      const { category, source, publicName, publicContact = null } = posting;
      return settled({
        ...served,
        ...published(served, occurredAt, { publicName, publicContact }),
        // What was said last stands, whichever posting was recorded last.
        ...((card.postedAt ?? '') <= occurredAt && { category, source, postedAt: occurredAt }),
        rank: since(card.rank, occurredAt, rank),
        team: since(card.team, occurredAt, team),
      });
    },
    PublishedDetailsCorrected: (card, said, { occurredAt }) => ({
      ...card,
      ...published(card, occurredAt, said),
    }),
    PublishedDetailsWithdrawn: (card, _, { occurredAt }) => ({
      ...card,
      ...published(card, occurredAt, NOTHING),
    }),
    MemberTransferred: (card, { team = null }, { occurredAt }) =>
      settled({ ...card, team: since(card.team, occurredAt, team) }),
    MemberPromoted: (card, { rank }, { occurredAt }) => ({
      ...card,
      rank: since(card.rank, occurredAt, rank),
    }),
    MemberDedicated: (card, { ward }, { occurredAt }) =>
      settled({ ...card, dedication: since(card.dedication, occurredAt, ward) }),
    // Who is no longer dedicated to a ward is no longer taken away from it either.
    MemberReleased: (card, _, { occurredAt }) =>
      settled({
        ...card,
        dedication: since(card.dedication, occurredAt, null),
        absence: since(card.absence, occurredAt, null),
      }),
    AbstractionRequested: (card, event, { occurredAt }) => withRequest(card, event, occurredAt, false),
    AbstractionGranted: (card, { request }, { occurredAt }) => ({
      ...card,
      requests: answered(card.requests, request, { granted: true, at: occurredAt }),
    }),
    AbstractionDeclined: (card, { request, reason }, { occurredAt }) => ({
      ...card,
      requests: answered(card.requests, request, { granted: false, at: occurredAt, because: reason }),
    }),
    MemberAbstracted: (card, event, { occurredAt }) => {
      const { from, until, reason, exceptional, request = null, requestedBy, answerBy } = event;
      const absence = { from, until, reason, exceptional, request };
      const away = { ...card, absence: since(card.absence, occurredAt, absence) };
      return request === null || requestedBy === undefined || answerBy === undefined
        ? away
        : withRequest(away, { ...absence, request, requestedBy, answerBy }, occurredAt, true);
    },
    MemberReturned: (card, _, { occurredAt }) => ({
      ...card,
      absence: since(card.absence, occurredAt, null),
    }),
    CompetenceGranted: (card, { level, evidence, until }, { occurredAt: from }) =>
      until === undefined
        ? withCompetence(card, level, from, { evidence })
        : { ...card, trainings: [...card.trainings, { level, evidence, from, until }] },
    CompetenceFoundWrong: (card, { level, evidence }, { occurredAt }) => ({
      ...card,
      trainings: card.trainings.filter(
        (known) => known.level !== level || known.evidence !== evidence || known.from !== occurredAt,
      ),
    }),
    CompetenceExpired: (card, { level }, { occurredAt }) => withCompetence(card, level, occurredAt, null),
    MemberLeft: (card, _, { occurredAt }) =>
      settled({
        ...inService(card, occurredAt, 'LEFT'),
        ...published(card, occurredAt, NOTHING),
        team: since(card.team, occurredAt, null),
      }),
  },
});

interface Published {
  readonly publicName?: SealedText | null | undefined;
  readonly publicContact?: SealedText | null | undefined;
}

const NOTHING = { publicName: null, publicContact: null };

const published = (
  card: MemberCard,
  at: string,
  { publicName, publicContact }: Published,
): Pick<MemberCard, keyof Published> => ({
  publicName: publicName === undefined ? card.publicName : since(card.publicName, at, publicName),
  publicContact:
    publicContact === undefined ? card.publicContact : since(card.publicContact, at, publicContact),
});

const inService = (card: MemberCard, at: string, standing: 'IN_POST' | 'LEFT'): MemberCard => {
  const service = since(card.service, at, standing);
  return { ...card, service, standing: service.at(-1)?.value ?? standing };
};

/** The dedications as they were told, each until the member left its team. */
const settled = (card: MemberCard): MemberCard => {
  const ends = card.team.filter(({ value }, index) => value !== card.team[index - 1]?.value);
  const ward = card.dedication.reduce<Timeline<string | null>>((told, { from, value }, index) => {
    const next = card.dedication[index + 1]?.from;
    const end = ends.find((change) => change.from > from && (next === undefined || change.from < next));
    const begun = since(told, from, value);
    return end === undefined ? begun : since(begun, end.from, null);
  }, []);
  return { ...card, ward };
};

type Asking = Pick<AskedCard, 'until' | 'reason' | 'exceptional'> & {
  readonly request: string;
  readonly requestedBy: string;
  readonly answerBy: string;
};

const withRequest = (
  card: MemberCard,
  { request, requestedBy: askedBy, answerBy, until, reason, exceptional }: Asking,
  askedAt: string,
  urgent: boolean,
): MemberCard => ({
  ...card,
  requests: asked(card.requests, request, {
    ...{ askedBy, askedAt, answerBy },
    ...{ until, reason, exceptional, urgent },
  }),
});

const withCompetence = (
  card: MemberCard,
  level: CompetenceLevel,
  at: string,
  held: { readonly evidence: string } | null,
): MemberCard => ({
  ...card,
  competences: { ...card.competences, [level]: since(card.competences[level] ?? [], at, held) },
});

/** What a member of this row was competent by at an instant. */
export const competenceIn = (
  { competences, trainings, service }: MemberCard,
  level: CompetenceLevel,
  at: string,
): Competence | undefined =>
  competenceOf(
    {
      ...{ competences, trainings },
      service: service.map(({ from, value }) => ({
        from,
        value: value === 'IN_POST' ? 'IN_SERVICE' : value,
      })),
    },
    level,
    at,
  );
