import { streamOfFact, type Fact } from './decider.ts';
import { evolveRecorded } from './deciding.ts';
import type { Basis } from './envelope.ts';
import { NO_STREAM } from './errors.ts';
import type { EventStore, Guard, RecordedEvent } from './event-store.ts';
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
  readonly known: Pick<Known, 'revision'>;
}

/** Loads what a command asks for. What it used of other streams is its basis; its own history needs none. */
export const factGatherer =
  (store: EventStore, load: StreamCache['load']) =>
  async (requests: FactRequests, own: Own, onRead?: (stream: string) => void): Promise<Gathered> => {
    const loaded = await Promise.all(
      Object.entries(requests).map(async ([name, fact]) => {
        if (fact.own) return { name, state: await ownFact(store, own, fact, fact.own) };
        const stream = streamOfFact(fact);
        if (stream === undefined) return { name, state: fact.fold.initial };
        onRead?.(stream);
        const { state, revision, hash } = await load(fact.fold, stream);
        return { name, state, guarded: fact.guarded, used: { stream, revision, hash } };
      }),
    );
    return {
      facts: Object.fromEntries(loaded.map(({ name, state }) => [name, state])),
      basis: loaded.flatMap(({ used }) => used ?? []),
      guards: loaded.flatMap(({ guarded, used }) =>
        guarded ? [{ stream: used.stream, revision: used.revision }] : [],
      ),
    };
  };

/** The same facts as they were when a decision was made that has this basis, at revision `own.known.revision`. */
export const factsAsThen = async (
  store: EventStore,
  requests: FactRequests,
  own: Own,
  basis: readonly Basis[],
): Promise<FactStates> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(requests).map(async ([name, fact]) => {
        if (fact.own) return [name, await ownFact(store, own, fact, fact.own)] as const;
        const stream = streamOfFact(fact);
        if (stream === undefined) return [name, fact.fold.initial] as const;
        const to = basis.find((entry) => entry.stream === stream)?.revision ?? NO_STREAM;
        const events = to === NO_STREAM ? [] : await store.readStream(stream, { to });
        return [name, folded(fact, events)] as const;
      }),
    ),
  );

const ownFact = async (
  store: EventStore,
  { stream, known: { revision } }: Own,
  fact: Fact<unknown>,
  wanted: 'all' | readonly number[],
): Promise<unknown> => {
  if (revision === NO_STREAM) return fact.fold.initial;
  if (wanted === 'all') return folded(fact, await store.readStream(stream, { to: revision }));
  const stretches = stretchesOf(wanted.filter((each) => each <= revision));
  const pages = await Promise.all(stretches.map((range) => store.readStream(stream, range)));
  return folded(fact, pages.flat());
};

const folded = ({ fold }: Fact<unknown>, events: readonly RecordedEvent[]): unknown =>
  events.reduce<unknown>((state, event) => evolveRecorded(fold, state, event), fold.initial);

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
