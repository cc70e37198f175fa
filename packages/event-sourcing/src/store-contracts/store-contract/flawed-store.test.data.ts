import { setTimeout as pause } from 'node:timers/promises';
import { conflictOf, guardsOf, refuseIncoherent } from '../../append-rules.ts';
import { AHEAD_BY, aheadOf, CLOCK_CORRECTIONS, clockFault, greatestAfter } from '../../clock.ts';
import { categoryOf } from '../../decider.ts';
import { ZERO_HASH } from '../../envelope.ts';
import {
  ChainBroken,
  ClockBehind,
  NO_STREAM,
  StoreUnavailable,
  WrongExpectedRevision,
} from '../../errors.ts';
import type { AppendConditions, EventStore, Guard, NewEvent, RecordedEvent } from '../../event-store.ts';
import { processStreamOf, type ProcessPlace } from '../../places.ts';
import type { SealedPart } from '../../sealing.ts';

/** What a careless author forgets, or gets nearly right. */
export type Flaw =
  | 'ignores the expected revision'
  | 'accepts an expected revision that is ahead'
  | 'takes equal ids for a repeat'
  | 'takes an equal first event for a repeat'
  | 'knows no repeats'
  | 'asks the guards of a repeat'
  | 'keeps what it wrote before a refusal'
  | 'keeps what it wrote before a broken link'
  | 'answers the first event of an append'
  | 'ignores the stored chain'
  | 'ignores the stored chain at revision 0'
  | 'does not look whether events follow one another'
  | 'ignores the clock'
  | 'compares the clock with the newest event'
  | 'takes any time that is ahead'
  | 'goes on although the log is ahead'
  | 'stays stopped after a clock that was ahead'
  | 'asks the clock before it looks for a repeat'
  | 'never names the greatest time'
  | 'has a clock that is an hour ahead'
  | 'judges a correction like any other event'
  | 'takes a correction of any time'
  | 'takes a correction at any revision'
  | 'keeps the greatest time after a correction'
  | 'ignores guards'
  | 'ignores guards on missing streams'
  | 'keeps one guard per stream'
  | 'looks at the first guard alone'
  | 'looks at guards after writing'
  | 'looks at guards, then waits'
  | 'takes its place, then looks at guards'
  | 'ignores the subjects of sealed parts'
  | 'ignores the subjects it is told'
  | 'numbers positions before it commits'
  | 'writes event by event'
  | 'gives events ids of its own'
  | 'does not close'
  | 'drops what is queued when it closes';

export interface FlawedStore extends EventStore {
  /** Takes its positions now, and shows its events later. */
  hold: (events: readonly NewEvent[]) => { readonly show: () => void };
  /** The same log, for a writer whose time is taken as it is. */
  trusting: () => EventStore;
}

/** Right in everything but one. */
export const flawedStore = (flaw?: Flaw): FlawedStore => {
  const log: RecordedEvent[] = [];
  const sealedParts = new Map<string, readonly SealedPart[]>();
  const places = new Map<string, ProcessPlace>();
  let positions = 0n;
  let closed = false;
  let trusts = false;
  let stopped = false;
  const has = (one: Flaw): boolean => one === flaw;
  const of = (stream: string): RecordedEvent[] => log.filter((event) => event.stream === stream);
  const revisionOf = (stream: string): number => of(stream).at(-1)?.revision ?? NO_STREAM;
  const refuseClosed = (): void => {
    if (closed && !has('does not close')) throw new StoreUnavailable('The store is closed.', false);
  };

  const repeated = (events: readonly NewEvent[]): RecordedEvent | undefined => {
    if (has('knows no repeats')) return undefined;
    const same = (event: NewEvent): RecordedEvent | undefined =>
      of(event.stream).find(({ id, hash }) =>
        has('takes equal ids for a repeat') ? id === event.id : hash === event.hash,
      );
    const found = events.map(same);
    return found.every(
      (event, index) => event ?? (index > 0 && has('takes an equal first event for a repeat')),
    )
      ? found.findLast((event) => event)
      : undefined;
  };
  const refuseMoved = (stream: string, guards: readonly Guard[]): void => {
    for (const guard of guards) {
      const actual = revisionOf(guard.stream);
      if (actual === NO_STREAM && has('ignores guards on missing streams')) continue;
      if (actual !== guard.revision) throw conflictOf(stream, guard, actual);
    }
  };
  const asked = (
    events: readonly NewEvent[],
    { guards = [], subjects = [] }: AppendConditions,
  ): readonly Guard[] => {
    const told = has('ignores the subjects it is told') ? [] : subjects;
    const said = has('ignores the subjects of sealed parts') ? [] : events;
    const first = has('looks at the first guard alone') ? guards.slice(0, 1) : guards;
    const kept = has('keeps one guard per stream')
      ? [...new Map(first.map((guard) => [guard.stream, guard])).values()]
      : first;
    return guardsOf(said, { subjects: told, guards: has('ignores guards') ? [] : kept });
  };
  const refuseRevision = (stream: string, expected: number): void => {
    const actual = revisionOf(stream);
    if (has('takes a correction at any revision') && stream === CLOCK_CORRECTIONS) return;
    const fits = has('accepts an expected revision that is ahead') ? actual <= expected : actual === expected;
    if (!fits && !has('ignores the expected revision'))
      throw new WrongExpectedRevision(stream, expected, actual);
  };
  const refuseBroken = (stream: string, expected: number, [first]: readonly NewEvent[]): void => {
    if (!first || has('ignores the expected revision') || has('accepts an expected revision that is ahead'))
      return;
    if (
      has('ignores the stored chain') ||
      (expected === NO_STREAM && has('ignores the stored chain at revision 0'))
    )
      return;
    if (first.previousHash !== (of(stream).at(-1)?.hash ?? ZERO_HASH))
      throw new ChainBroken(stream, first.revision, 'does not continue the stored chain.');
  };
  const greatest = (): string | undefined => {
    if (has('compares the clock with the newest event')) return log.at(-1)?.recordedAt;
    const unmarked = has('keeps the greatest time after a correction');
    return log.reduce<string | undefined>(
      (time, event) => greatestAfter(time, { stream: unmarked ? '' : event.stream, events: [event] }),
      undefined,
    );
  };
  const now = (): number | undefined => {
    if (trusts || has('takes any time that is ahead')) return undefined;
    return Date.now() + (has('has a clock that is an hour ahead') ? 3_600_000 : 0);
  };
  const refuseClock = (stream: string, events: readonly NewEvent[]): void => {
    if (has('ignores the clock')) return;
    if (has('takes a correction of any time') && stream === CLOCK_CORRECTIONS) return;
    if (stopped) throw new StoreUnavailable('Some clock was ahead.', true);
    const clock = { greatest: greatest(), now: now(), aheadBy: AHEAD_BY };
    const judged = has('judges a correction like any other event') ? '' : stream;
    const goesOn = has('goes on although the log is ahead') && aheadOf(clock) > AHEAD_BY;
    const append = { stream: judged, events };
    const fault = clockFault(append, goesOn ? { ...clock, greatest: undefined } : clock);
    if (!fault) return;
    stopped = has('stays stopped after a clock that was ahead') && !(fault instanceof ClockBehind);
    throw has('never names the greatest time') ? new StoreUnavailable(fault.message, true) : fault;
  };
  const numbered = ({ previousHash: _, sealed, ...event }: NewEvent): RecordedEvent => {
    positions += 1n;
    sealedParts.set(`${event.stream}/${String(event.revision)}`, sealed);
    return {
      ...event,
      ...(has('gives events ids of its own') && { id: String(positions) }),
      position: positions,
    };
  };
  const show = (recorded: readonly RecordedEvent[]): void => {
    log.push(...recorded);
    log.sort((a, b) => Number(a.position - b.position));
  };

  const store: FlawedStore = {
    name: flaw ?? 'right',
    trusting: () => ({
      ...store,
      append: async (...given) => {
        trusts = true;
        try {
          return await store.append(...given);
        } finally {
          trusts = false;
        }
      },
      close: () => Promise.resolve(),
    }),
    clock: async () => {
      refuseClosed();
      return { greatest: greatest(), now: now() };
    },
    hold: (events) => {
      const recorded = events.map(numbered);
      return { show: () => show(recorded) };
    },
    append: async (stream, expected, events, conditions = {}) => {
      refuseClosed();
      if (has('drops what is queued when it closes')) await pause(5);
      refuseClosed();
      if (has('keeps what it wrote before a broken link')) {
        const cut = events.findIndex(
          (event, index) =>
            index > 0 && (event.previousHash !== events[index - 1]?.hash || event.stream !== stream),
        );
        if (cut > 0) show(events.slice(0, cut).map(numbered));
      }
      if (!has('does not look whether events follow one another')) refuseIncoherent(stream, expected, events);
      const guards = asked(events, conditions);
      if (has('asks the guards of a repeat')) refuseMoved(stream, guards);
      if (has('asks the clock before it looks for a repeat')) refuseClock(stream, events);
      const before = repeated(events);
      if (before) return { revision: before.revision, position: before.position };
      if (
        has('keeps what it wrote before a refusal') &&
        guards.some((guard) => revisionOf(guard.stream) !== guard.revision)
      )
        show(events.slice(0, 1).map(numbered));
      const early = has('takes its place, then looks at guards') ? events.map(numbered) : undefined;
      if (early) await pause(guards.length > 0 ? 10 : 0);
      const late = has('looks at guards after writing');
      if (!late) refuseMoved(stream, guards);
      if (has('looks at guards, then waits') && guards.length > 0) await pause(2);
      refuseRevision(stream, expected);
      refuseBroken(stream, expected, events);
      refuseClock(stream, events);
      if (late)
        refuseMoved(
          stream,
          guards.map((guard) => (guard.stream === stream ? { ...guard, revision: expected + 1 } : guard)),
        );
      if (has('writes event by event')) {
        for (const event of events) {
          show([numbered(event)]);
          await pause(1);
        }
      } else {
        const recorded = early ?? events.map(numbered);
        const size = events.reduce((sum, { data }) => sum + data.length, 0);
        if (has('numbers positions before it commits')) await pause(size > 1_000 ? 20 : Math.random() * 5);
        show(recorded);
      }
      const answer = (
        has('answers the first event of an append')
          ? of(stream).find(({ revision }) => revision === expected + 1)
          : of(stream).at(-1)
      )!;
      return { revision: answer.revision, position: answer.position };
    },
    readStream: async (stream, { from = 0, to = Infinity, limit = Infinity, backward = false } = {}) => {
      refuseClosed();
      const wanted = of(stream).filter(({ revision }) => revision >= from && revision <= to);
      return (backward ? wanted.reverse() : wanted).slice(0, limit);
    },
    readLog: async ({ after = 0n, limit, category }) => {
      refuseClosed();
      return log
        .filter(
          ({ position, stream }) =>
            position > after && (category === undefined || categoryOf(stream) === category),
        )
        .slice(0, limit);
    },
    readSealed: async (stream, revision) => {
      refuseClosed();
      return sealedParts.get(`${stream}/${String(revision)}`) ?? [];
    },
    head: async () => {
      refuseClosed();
      return log.at(-1)?.position ?? 0n;
    },
    places: {
      find: async (process) => places.get(process),
      list: async () => [...places.values()],
      save: async (place, fence) => {
        refuseRevision(processStreamOf(place.process), fence);
        places.set(place.process, place);
        return fence;
      },
    },
    waitFor: async (position, milliseconds) => {
      const deadline = Date.now() + milliseconds;
      while (!closed && (log.at(-1)?.position ?? 0n) <= position && Date.now() < deadline) await pause(2);
    },
    close: async () => {
      closed = true;
    },
  };
  return store;
};
