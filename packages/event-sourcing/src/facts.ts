import { streamOfFact, type Command, type Fact, type StreamFact } from './decider.ts';
import { definitionOf, evolve, foldRecorded } from './deciding.ts';
import { headerOf, type Basis } from './header.ts';
import { NO_STREAM } from './errors.ts';
import { decode } from './event.ts';
import type { EventStore, Guard, RecordedEvent, StreamRange } from './event-store.ts';
import { withWords } from './opened-text.ts';
import type { TextKeeper } from './sealing.ts';
import type { Past } from './standing.ts';
import type { Known, StreamCache } from './stream-cache.ts';

export type FactRequests = Readonly<Record<string, Fact<unknown>>>;
export type FactStates = Readonly<Record<string, unknown>>;

interface Gathered {
  readonly facts: FactStates;
  readonly basis: readonly Basis[];
  readonly guards: readonly Guard[];
}

/** The record that a command is for, as far as it is known. */
interface Own {
  readonly stream: string;
  readonly known: Pick<Known, 'revision' | 'struck'>;
}

/** A record as it would be: its events are not read, they are given. */
interface Supposed {
  readonly stream: string;
  readonly told: readonly Past[];
  /** All that is on record there, also what would not be. */
  readonly recorded: readonly RecordedEvent[];
}

/** Who asks, and whose record it is about. */
export type Asker = Pick<Command, 'by' | 'owner'>;

/** Whether a fact is there for whoever asks: another agency's looks as if it did not exist. */
export const isSeen = ({ of }: StreamFact<unknown>, owner: string | undefined, asker: Asker): boolean =>
  of === 'ANYBODY' || owner === undefined || owner === agencyOf(of, asker);

const agencyOf = (of: Exclude<StreamFact<unknown>['of'], 'ANYBODY'>, { by, owner }: Asker): string => {
  if (of === undefined) return owner;
  return of === 'SENDER' ? by.agency : of.agency;
};

/** Asks what a fact comes to, and then what it names. */
const stateOfFact = async (
  fact: Fact<unknown>,
  ask: (fact: StreamFact<unknown>) => Promise<unknown>,
): Promise<unknown> =>
  'first' in fact ? stateOfFact(fact.next((await stateOfFact(fact.first, ask)) as never), ask) : ask(fact);

export type Gather = ReturnType<typeof factGatherer>;

/** Loads what a command asks for. What it used of other streams is its basis; its own history needs none. */
export const factGatherer =
  (store: EventStore, load: StreamCache['load'], texts?: TextKeeper) =>
  async (
    requests: FactRequests,
    own: Own | Supposed,
    asker: Asker,
    onRead?: (stream: string) => void,
  ): Promise<Gathered> => {
    const basis = new Map<string, Basis>();
    const guards = new Map<string, Guard>();
    const ask = async (fact: StreamFact<unknown>): Promise<unknown> => {
      if (fact.own)
        return 'told' in own
          ? ownFactOf(own, fact, fact.own)
          : ownFact({ store, texts }, own, fact, fact.own);
      const stream = streamOfFact(fact);
      if (stream === undefined) return fact.fold.initial;
      onRead?.(stream);
      const { state, revision, hash, owner } = await load(fact.fold, stream);
      if (!isSeen(fact, owner, asker)) return fact.fold.initial;
      basis.set(stream, { stream, revision, hash });
      if (fact.guarded) guards.set(stream, { stream, revision });
      return state;
    };
    const facts = await statesOf(requests, ask);
    // In one order, whichever was read first: the header is hashed.
    const inOrder = [...basis.values()].sort((a, b) => (a.stream < b.stream ? -1 : 1));
    return { facts, basis: inOrder, guards: [...guards.values()] };
  };

/** The same facts as they were when a decision was made that has this basis, at revision `own.known.revision`. */
export const factsAsThen = (
  store: EventStore,
  requests: FactRequests,
  own: Own,
  basis: readonly Basis[],
): Promise<FactStates> =>
  statesOf(requests, async (fact) => {
    if (fact.own) return ownFact({ store, texts: undefined }, own, fact, fact.own);
    const stream = streamOfFact(fact);
    const to = basis.find((entry) => entry.stream === stream)?.revision ?? NO_STREAM;
    return stream === undefined || to === NO_STREAM
      ? fact.fold.initial
      : folded(fact, await store.readStream(stream, { to }));
  });

const statesOf = async (
  requests: FactRequests,
  ask: (fact: StreamFact<unknown>) => Promise<unknown>,
): Promise<FactStates> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(requests).map(async ([name, fact]) => [name, await stateOfFact(fact, ask)] as const),
    ),
  );

const ownFact = async (
  { store, texts }: { readonly store: EventStore; readonly texts: TextKeeper | undefined },
  { stream, known: { revision, struck } }: Own,
  fact: StreamFact<unknown>,
  wanted: 'all' | readonly number[],
): Promise<unknown> => {
  if (revision === NO_STREAM) return fact.fold.initial;
  const read = async (range: StreamRange): Promise<readonly RecordedEvent[]> => {
    const events = await store.readStream(stream, range);
    return fact.fold.comparesText ? withWords(texts, events) : events;
  };
  if (fact.asRecorded && wanted !== 'all') {
    const pages = await Promise.all(wanted.map((each) => read({ from: each, to: Math.min(each, revision) })));
    return asRecorded(fact, pages.flat());
  }
  if (wanted === 'all') return ownFolded(fact, await read({ to: revision }));
  const stretches = stretchesOf(wanted.filter((each) => each <= revision && !struck.has(each)));
  const pages = await Promise.all(stretches.map(read));
  return ownFolded(fact, pages.flat());
};

const ownFactOf = (
  { told, recorded }: Supposed,
  fact: StreamFact<unknown>,
  wanted: 'all' | readonly number[],
): unknown => {
  const { fold } = fact;
  if (fact.asRecorded && wanted !== 'all')
    return asRecorded(
      fact,
      wanted.flatMap((revision) => recorded[revision] ?? []),
    );
  return told
    .filter(({ moment }) => wanted === 'all' || wanted.includes(moment.revision))
    .reduce<unknown>((state, { event, moment }) => evolve(fold, state, event as never, moment), fold.initial);
};

/** What the decider has read already need not be known to a fold of a part of it. */
const ownFolded = (fact: StreamFact<unknown>, events: readonly RecordedEvent[]): unknown =>
  folded(
    fact,
    events.filter(({ type }) => definitionOf(fact.fold, type)),
  );

const asRecorded = ({ fold }: StreamFact<unknown>, events: readonly RecordedEvent[]): unknown =>
  events.reduce<unknown>((state, event) => {
    const moment = { ...event, by: headerOf(event).actor };
    return evolve(fold, state, decode(definitionOf(fold, event.type), event) as never, moment);
  }, fold.initial);

const folded = ({ fold }: StreamFact<unknown>, events: readonly RecordedEvent[]): unknown =>
  foldRecorded(fold, events);

/** Revisions as ranges of neighbours, so that each range is one read. */
const stretchesOf = (revisions: readonly number[]): readonly { readonly from: number; to: number }[] => {
  const stretches: { from: number; to: number }[] = [];
  for (const revision of [...new Set(revisions)].sort((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last?.to === revision - 1) last.to = revision;
    else stretches.push({ from: revision, to: revision });
  }
  return stretches;
};
