import { END, streamNameFilter, type AllStreamSubscription } from '@kurrent/kurrentdb-client';
import { CLOCK_CORRECTIONS, type Position } from '@wardbook/event-sourcing';
import { NOT_OF_THE_SYSTEM } from './client-reads.ts';
import type { Connection } from './connection.ts';
import type { LogReach } from './log-reach.ts';
import type { Newest } from './log-reader.ts';
import { backOff } from './patience.ts';
import { metadataOf, recordedAtOf, type ClientEvent } from './stored-event.ts';

/** What is new in the log, by a live subscription; by polling while there is none. */
export interface HeadWatch {
  waitFor(position: Position, milliseconds: number): Promise<void>;
  /** Events up to here are on record; `recordedAt` is the greatest time of recording among them. */
  announce(news: Newest): void;
  /** The greatest time of recording that this process knows of, since the last correction of the clock. */
  greatest(): string | undefined;
  /** Lets go of everybody. */
  close(): Promise<void>;
}

const POLL_IN_MILLISECONDS = 250;

interface Parts {
  readonly connection: Connection;
  readonly reach: LogReach;
  /** How the log ended just before. */
  readonly newest: Newest;
  /** Finds out how it ends now. */
  readonly look: () => Promise<Newest>;
  /** Told of every event that comes in. */
  readonly seen: (event: ClientEvent) => void;
}

export const headWatch = ({ connection, reach, newest, look, seen }: Parts): HeadWatch => {
  const waiting = new Map<() => void, Position>();
  let head = 0n;
  let greatest: string | undefined;
  let corrected = 0n;
  let live: AllStreamSubscription | undefined;
  let failures = 0;
  let again: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;
  let closed = false;

  const learn = ({ position, recordedAt, correctedAt = 0n }: Newest): void => {
    if (correctedAt > corrected) [corrected, greatest] = [correctedAt, undefined];
    // What stands before a correction counts no more; news of it may come late.
    if (position < corrected || recordedAt === undefined) return;
    if (greatest === undefined || recordedAt > greatest) greatest = recordedAt;
  };
  const announce = (latest: Newest): void => {
    const { position } = latest;
    if (position > head) head = position;
    if (position > 0n) reach.extend({ commit: position, prepare: position });
    learn(latest);
    for (const [wake, after] of [...waiting]) if (head > after) wake();
  };
  const letGo = (): void => {
    for (const wake of [...waiting.keys()]) wake();
  };
  // Who waits will read next, and so learns of a fault where it can be answered.
  const lookNow = (): void => void look().then(announce, letGo);

  const onEvent = (event: ClientEvent | undefined): void => {
    if (!event?.position) return;
    reach.extend(event.position);
    seen(event);
    if (metadataOf(event)) announce(newsOf(event, event.position.commit));
  };
  const ended = (subscription: AllStreamSubscription, error?: unknown): void => {
    if (live !== subscription) return;
    live = undefined;
    void unsubscribe(subscription);
    if (closed) return;
    if (error !== undefined) connection.reviewAfter(error, connection.client());
    watch();
    again = setTimeout(subscribe, backOff((failures += 1))).unref();
  };
  const subscribe = (): void => {
    const subscription = connection.client().subscribeToAll({
      fromPosition: reach.end() ?? END,
      filter: streamNameFilter({
        regex: NOT_OF_THE_SYSTEM,
        // At once, because the client delivers nothing while this runs.
        checkpointReached: (_, position) => {
          reach.extend(position);
        },
      }),
    });
    live = subscription;
    subscription
      .on('data', ({ event }: { readonly event?: ClientEvent }) => onEvent(event))
      .on('confirmation', () => {
        failures = 0;
        watch();
        lookNow();
      })
      // Kept to the end: an error that nobody listens to would end the process.
      .on('error', (error) => ended(subscription, error))
      .on('end', () => ended(subscription))
      .on('close', () => ended(subscription));
  };
  const watch = (): void => {
    const polling = waiting.size > 0 && (!live || failures > 0);
    if (polling) poll ??= setInterval(lookNow, POLL_IN_MILLISECONDS).unref();
    else {
      clearInterval(poll);
      poll = undefined;
    }
  };

  announce(newest);
  subscribe();

  return {
    waitFor: (position, milliseconds) =>
      new Promise((resolve) => {
        if (head > position || closed) {
          resolve();
          return;
        }
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          watch();
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        waiting.set(wake, position);
        watch();
      }),
    announce,
    greatest: () => greatest,
    close: async () => {
      closed = true;
      clearTimeout(again);
      const last = live;
      live = undefined;
      if (last) await unsubscribe(last);
      letGo();
    },
  };
};

const newsOf = (event: ClientEvent, position: Position): Newest => ({
  position,
  recordedAt: recordedAtOf(event),
  ...(event.streamId === CLOCK_CORRECTIONS && { correctedAt: position }),
});

const unsubscribe = async (subscription: AllStreamSubscription): Promise<void> => {
  try {
    await subscription.unsubscribe();
  } catch {
    // It never came to be.
  }
};
