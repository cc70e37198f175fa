import {
  ChainBroken,
  CLOCK_CORRECTIONS,
  clockFault,
  NO_STREAM,
  StoreUnavailable,
  WrongExpectedRevision,
  ZERO_HASH,
  type Appended,
} from '@wardbook/event-sourcing';
import { checksOf, refuseMoved, revisionOf, type Append } from './append.ts';
import type { TryAppend, Written } from './client-appends.ts';
import type { ClientReads } from './client-reads.ts';
import type { HeadWatch } from './head-watch.ts';
import { patiently } from './patience.ts';
import type { ServerClock } from './log-clock.ts';
import type { StreamHeads } from './stream-heads.ts';
import { idOf, toRecorded } from './stored-event.ts';

interface Parts {
  readonly reads: ClientReads;
  readonly tryAppend: TryAppend;
  readonly heads: StreamHeads;
  readonly news: HeadWatch;
  readonly clock: ServerClock;
  /** How far ahead of it a writer may be, in milliseconds. */
  readonly aheadBy: number;
  readonly patience: number;
}

/**
 * Appends by the server's own check of the revision. That is enough for the chain as well: the hash at a revision
 * never changes, so it may be compared before, and the exact revision makes both one decision.
 */
export const logWriter = ({
  reads,
  tryAppend,
  heads,
  news,
  clock,
  aheadBy,
  patience,
}: Parts): ((append: Append) => Promise<Appended>) => {
  const hashAt = async (stream: string, revision: number): Promise<string | undefined> => {
    if (revision === NO_STREAM) return ZERO_HASH;
    const known = heads.hashAt(stream, revision);
    if (known !== undefined) return known;
    const [event] = await reads.stream(stream, { from: revision, count: 1, backward: false });
    return event && Number(event.revision) === revision ? toRecorded(event).hash : undefined;
  };
  const refuseBrokenChain = async ({ stream, expected, events }: Append): Promise<void> => {
    if ((await hashAt(stream, expected)) === events[0]?.previousHash) return;
    // A stream that is elsewhere is told first: its caller may read again and decide again.
    const actual = await revisionOf(reads, stream);
    if (actual !== expected) throw new WrongExpectedRevision(stream, expected, actual);
    throw new ChainBroken(stream, expected + 1, 'does not continue the stored chain.');
  };

  /** What was answered when exactly these events were appended before. */
  const answeredBefore = async ({ stream, expected, events }: Append): Promise<Appended | undefined> => {
    const page = await reads.stream(stream, { from: expected + 1, count: events.length, backward: false });
    const recorded = page.map(toRecorded);
    const last = recorded.at(-1);
    const same =
      recorded.length === events.length &&
      recorded.every(({ revision, hash }, index) => {
        const event = events[index];
        return revision === event?.revision && hash === event.hash;
      });
    return same && last ? { revision: last.revision, position: last.position } : undefined;
  };

  const appendedAs = async (append: Append, { revision, position }: Written): Promise<Appended> => {
    const { stream, expected, events } = append;
    // A deleted stream that is begun again goes on with its old numbers.
    if (revision !== expected + events.length)
      throw new ChainBroken(
        stream,
        expected + 1,
        'stands elsewhere: its stream was deleted in KurrentDB before.',
      );
    if (position !== undefined) return { revision, position };
    const answer = await answeredBefore(append);
    if (!answer) throw new StoreUnavailable('KurrentDB does not show what it took.', true);
    return answer;
  };

  const append = async (job: Append): Promise<Appended> => {
    const { stream, events } = job;
    const last = events.at(-1);
    if (last) clock.sending(idOf(last));
    const appended = await patiently(patience, async () => {
      await refuseBrokenChain(job);
      return appendedAs(job, await tryAppend(job));
    });
    if (last) heads.remember(stream, appended.revision, last.hash);
    const { position } = appended;
    news.announce({
      position,
      recordedAt: last?.recordedAt,
      ...(stream === CLOCK_CORRECTIONS && { correctedAt: position }),
    });
    return appended;
  };

  const nothing = async (
    { stream, expected }: Append,
    checks: ReturnType<typeof checksOf>,
  ): Promise<Appended> => {
    await refuseMoved(reads, stream, checks);
    const [last] = await reads.stream(stream, { count: 1, backward: true });
    return { revision: expected, position: last ? toRecorded(last).position : 0n };
  };

  return async (job) => {
    if (job.events.length === 0) return nothing(job, checksOf(job));
    const judge = { greatest: news.greatest(), now: clock.now(), aheadBy };
    const fault = clockFault(job, judge);
    if (fault) {
      const answer = await answeredBefore(job);
      if (answer) return answer;
      throw fault;
    }
    try {
      return await append(job);
    } catch (error) {
      const answer = error instanceof StoreUnavailable ? undefined : await answeredBefore(job);
      if (answer) return answer;
      throw error;
    }
  };
};
