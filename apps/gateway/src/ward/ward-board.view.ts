import {
  corrected,
  defineView,
  idOf,
  NONE_KEYED,
  since,
  valueAt,
  valueIn,
  withValue,
  sortedName,
  type Keyed,
  type SealedText,
  type Timeline,
} from '@wardbook/event-sourcing';
import {
  boroughHistory,
  wardHistory,
  type MissingCover,
  type PrioritySource,
  type TargetKind,
} from '@wardbook/policing';

/** A ward as its people see it: who looks after it, what it asked for, and what can be promised to it. */
export interface WardCard {
  readonly version: number;
  /** EXPECTED: only its borough has spoken of it. */
  readonly standing: 'EXPECTED' | 'LIVE' | 'ABOLISHED';
  readonly name: string | null;
  readonly borough: string | null;
  readonly validFrom: string | null;
  readonly abolishedAt: string | null;
  readonly successors: readonly string[];
  readonly aliases: readonly WardAliasCard[];
  readonly saferNeighbourhood: Timeline<string | null>;
  /** Where each borough has put it; only its own borough's word counts. */
  readonly sectors: Timeline<{ readonly borough: string; readonly sector: string }>;
  readonly inpt: Timeline<string | null>;
  readonly snt: Timeline<string | null>;
  readonly targets: Keyed<TargetCard>;
  readonly priorities: Keyed<PriorityCard>;
  readonly missingCover: Timeline<MissingCover>;
}

interface WardAliasCard {
  readonly scheme: string;
  readonly alias: string;
  readonly isUsed: Timeline<boolean>;
}

interface TargetCard {
  readonly kind: TargetKind;
  readonly label: SealedText;
  readonly externalRef: string | null;
  readonly registeredAt: string;
  readonly retiredAt: string | null;
}

interface PriorityCard {
  readonly source: PrioritySource;
  readonly issue: SealedText;
  readonly recordedAt: string;
  readonly refreshedAt: string | null;
  readonly withdrawnAt: string | null;
}

const EXPECTED: WardCard = {
  version: 0,
  standing: 'EXPECTED',
  name: null,
  borough: null,
  validFrom: null,
  abolishedAt: null,
  successors: [],
  aliases: [],
  saferNeighbourhood: [],
  sectors: [],
  inpt: [],
  snt: [],
  targets: NONE_KEYED,
  priorities: NONE_KEYED,
  missingCover: [],
};

export const wardBoard = defineView({
  name: 'ward-board',
  version: 4,
  of: [wardHistory, boroughHistory],
  versionOf: wardHistory,
  initial: EXPECTED,
  keys: { WardAssignedToSector: ({ ward }) => ward },
  columns: {
    name: ({ name }) => sortedName(name),
    borough: ({ borough }) => borough,
    sector: (card) => sectorOf(card),
    inpt: ({ inpt }) => inpt.at(-1)?.value ?? null,
    snt: ({ snt }) => snt.at(-1)?.value ?? null,
    standing: ({ standing }) => standing,
  },
  evolve: {
    WardEstablished: (card, { type: _type, ...ward }) => ({ ...card, ...ward, standing: 'LIVE' }),
    WardAliasAdded: (card, alias, { occurredAt }) => withAlias(card, alias, occurredAt, true),
    WardAliasEnded: (card, alias, { occurredAt }) => withAlias(card, alias, occurredAt, false),
    SaferNeighbourhoodNamed: (card, { name }, { occurredAt }) => called(card, name, occurredAt),
    SaferNeighbourhoodRenamed: (card, { name }, { occurredAt }) => called(card, name, occurredAt),
    WardAssignedToSector: (card, { sector }, { stream, occurredAt }) => ({
      ...card,
      sectors: since(card.sectors, occurredAt, { borough: idOf(stream), sector }),
    }),
    WardAssignedToInpt: (card, { team }, { occurredAt }) => ({
      ...card,
      inpt: since(card.inpt, occurredAt, team),
    }),
    WardReleasedFromInpt: (card, _, { occurredAt }) => ({
      ...card,
      inpt: since(card.inpt, occurredAt, null),
    }),
    WardAssignedToSnt: (card, { team }, { occurredAt }) => ({
      ...card,
      snt: since(card.snt, occurredAt, team),
    }),
    WardReleasedFromSnt: (card, _, { occurredAt }) => ({
      ...card,
      snt: since(card.snt, occurredAt, null),
    }),
    PromiseTargetRegistered: (card, { target, kind, label, externalRef = null }, { occurredAt }) => ({
      ...card,
      targets: withValue(card.targets, target, {
        kind,
        label,
        externalRef,
        registeredAt: occurredAt,
        retiredAt: null,
      }),
    }),
    PromiseTargetRetired: (card, { target }, { occurredAt }) => ({
      ...card,
      targets: changed(card.targets, target, (known) => ({
        ...known,
        retiredAt: occurredAt < known.registeredAt ? known.retiredAt : earlier(known.retiredAt, occurredAt),
      })),
    }),
    CommunityPriorityRecorded: (card, { priority, source, issue }, { occurredAt }) => ({
      ...card,
      priorities: withValue(card.priorities, priority, {
        source,
        issue,
        recordedAt: occurredAt,
        refreshedAt: null,
        withdrawnAt: null,
      }),
    }),
    CommunityPriorityRefreshed: (card, { priority }, { occurredAt }) => ({
      ...card,
      priorities: changed(card.priorities, priority, (known) => ({
        ...known,
        refreshedAt: later(known.refreshedAt, occurredAt),
      })),
    }),
    CommunityPriorityWithdrawn: (card, { priority }, { occurredAt }) => ({
      ...card,
      priorities: changed(card.priorities, priority, (known) => ({
        ...known,
        withdrawnAt: earlier(known.withdrawnAt, occurredAt),
      })),
    }),
    WardCoverBreached: (card, { missing, until }, { occurredAt }) => ({
      ...card,
      missingCover: since(card.missingCover, occurredAt, { missing, until }),
    }),
    WardCoverRestored: (card, _, { occurredAt }) => ({
      ...card,
      missingCover: since(card.missingCover, occurredAt, { missing: [] }),
    }),
    WardCoverRestated: (card, { missing, until }, { occurredAt }) => ({
      ...card,
      missingCover: corrected(card.missingCover, occurredAt, { missing, until }),
    }),
    WardAbolished: (card, { successors }, { occurredAt }) => ({
      ...card,
      standing: 'ABOLISHED',
      abolishedAt: occurredAt,
      successors,
    }),
  },
});

/** The sector of its own borough in which the ward lies. */
export const sectorOf = ({ borough, sectors }: WardCard): string | null =>
  sectors.findLast(({ value }) => value.borough === borough)?.value.sector ?? null;

/** What other registers call it, at an instant. */
export const aliasesAt = ({ aliases }: WardCard, at: string): readonly WardAliasCard[] =>
  aliases.filter(({ isUsed }) => valueAt(isUsed, at));

/** Whether it had been abolished by an instant: with it went its targets, its priorities and its cover. */
export const isAbolishedAt = ({ abolishedAt }: WardCard, at: string): boolean =>
  abolishedAt !== null && abolishedAt <= at;

const withAlias = (
  card: WardCard,
  { scheme, alias }: Pick<WardAliasCard, 'scheme' | 'alias'>,
  at: string,
  isUsed: boolean,
): WardCard => {
  const isThis = (one: WardAliasCard): boolean => one.scheme === scheme && one.alias === alias;
  const known = card.aliases.find(isThis) ?? { scheme, alias, isUsed: [] };
  const next = { ...known, isUsed: since(known.isUsed, at, isUsed) };
  return {
    ...card,
    aliases: card.aliases.some(isThis)
      ? card.aliases.map((one) => (isThis(one) ? next : one))
      : [...card.aliases, next].sort((a, b) => (firstUse(a) < firstUse(b) ? -1 : 1)),
  };
};

const firstUse = ({ isUsed }: WardAliasCard): string => isUsed[0]?.from ?? '';

const called = (card: WardCard, name: string, at: string): WardCard => ({
  ...card,
  saferNeighbourhood: since(card.saferNeighbourhood, at, name),
});

const changed = <Item>(items: Keyed<Item>, id: string, change: (known: Item) => Item): Keyed<Item> => {
  const known = valueIn(items, id);
  return known === undefined ? items : withValue(items, id, change(known));
};

const earlier = (a: string | null, b: string): string => (a !== null && a < b ? a : b);

const later = (a: string | null, b: string): string => (a !== null && a > b ? a : b);
