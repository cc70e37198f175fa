import { deterministicId } from './envelope.ts';
import { WrongExpectedRevision } from './errors.ts';
import { readFields, type Position, type RecordedFields } from './event-store.ts';
import type { Handle } from './handle.ts';
import type { Message } from './message.ts';
import { isPassing, lookAt, parkedAt } from './parking.ts';
import { processStreamOf, type ParkedKey } from './places.ts';
import { actorOf, processRecord } from './process-record.ts';
import { processSender } from './process-sender.ts';
import {
  answersToStrike,
  dueFor,
  reactionsTo,
  type AnyProcess,
  type Outgoing,
  type RefusedOutgoing,
} from './process.ts';
import { foldKeys, historiesOf, struckEvents, type KeyHistory } from './refold.ts';
import { isStrike } from './striking.ts';
import { partSize } from './turns.ts';
import { foldInto } from './view-fold.ts';
import type { Following } from './view-follower.ts';
import { columnsOf, evolveRow, typesOf } from './view.ts';
import type { RowChanges, RowQuery, StoredRow } from './rows.ts';

/** One process, taken a step at a time. */
export interface ProcessRunner {
  /**
   * Makes this runner the one that counts: whatever another one of this process does from now on is refused by the
   * log. Goes on where that one stood, and tries what it had set aside once more.
   */
  takeOver(): Promise<void>;
  /** Reacts to at most one page of events, waiting for news so many milliseconds. Throws once it lost its place. */
  step(milliseconds: number): Promise<Position>;
  /** Sends what is due by now (UTC milliseconds). Answers how many rows were due. */
  tick(now: number): Promise<number>;
  /** It has reacted to every event up to here. */
  reached(): Position;
}

interface RunnerParts extends Following {
  readonly handle: Handle;
  /** On whose behalf the process acts. */
  readonly agency: string;
  readonly onRefused: (refused: RefusedOutgoing) => void;
  /** Tells this runner from all others, ever. */
  readonly runner: string;
  /** Under which name the lease of the process is held; only then does it write rows. */
  readonly holder?: string;
  /** Where a process begins that never stood anywhere. */
  readonly beginsAt: Position;
}

/** An event with what it reads as, or why it cannot be read. */
interface Decoded {
  readonly event?: Message | undefined;
  readonly error?: unknown;
  readonly recorded: RecordedFields;
}

type ChangedRows = Pick<RowChanges, 'changed' | 'removed'>;

const NO_ROWS: ChangedRows = { changed: [] };

/** One record need not look twice. */
const onceEach = (answers: readonly Outgoing[]): readonly Outgoing[] => {
  const known = new Set<string>();
  return answers.filter(({ decider, id, command, occurredAt }) => {
    const said = JSON.stringify([decider.name, id, command, occurredAt]);
    if (known.has(said)) return false;
    known.add(said);
    return true;
  });
};

const PAGE = 200;
const UNSAVED = 500;

/**
 * Runs one process. Commands go out first, then the place is kept, then the rows: a crash repeats commands, which are
 * known by their ids, and rows that are behind are folded again without reacting.
 */
export const processRunner = (process: AnyProcess, parts: RunnerParts): ProcessRunner => {
  const { store, rows, feed, turn, now, elapsed, onParked, handle, onRefused, runner, beginsAt, holder } =
    parts;
  const { agency } = parts;
  const types = typesOf(process);
  const part = partSize();
  let fence = -1;
  let position = 0n;
  /** Where the rows stand: no event after it up to `position` concerns them. */
  let rowsAt = 0n;
  /** A save of the rows failed: they may lack what the place has already. */
  let rowsAreBehind = false;
  let unsaved = 0;
  let takeovers = 0;
  let parked = new Map<string, ParkedKey>();
  /** Up to where each parked key was tried: only what came later may mend it. */
  const tried = new Map<string, Position>();
  const sendAll = processSender(process, { handle, agency, store }, () => fence, onRefused);
  const iso = (): string => new Date(now()).toISOString();

  const keepPlace = async (to: Position, aside: ReadonlyMap<string, ParkedKey>): Promise<void> => {
    fence = await store.places.save(
      { process: process.name, position: to, parked: [...aside.values()] },
      fence,
    );
    for (const [key, one] of aside) if (!parked.has(key)) onParked(process.name, one);
    [position, parked, unsaved] = [to, new Map(aside), 0];
  };
  const lost = (): WrongExpectedRevision =>
    new WrongExpectedRevision(processStreamOf(process.name), fence, fence);
  const saveRows = async (to: Position, { changed, removed = [] }: ChangedRows): Promise<void> => {
    const hash = await feed.hashAt(to);
    const change = { view: process, from: rowsAt, to, changed, removed, ...(hash !== undefined && { hash }) };
    if (!(await rows.save([{ ...change, ...(holder !== undefined && { holder }) }]))) throw lost();
    rowsAt = to;
  };
  const keepRows = async (to: Position, rowsChanged: ChangedRows): Promise<void> => {
    rowsAreBehind = true;
    await saveRows(to, rowsChanged);
    rowsAreBehind = false;
  };
  /** Keeps the place, then the rows. */
  const keep = async (
    to: Position,
    rowsChanged: ChangedRows,
    aside: ReadonlyMap<string, ParkedKey>,
  ): Promise<void> => {
    await keepPlace(to, aside);
    await keepRows(to, rowsChanged);
  };

  const reactTo = async (events: readonly RecordedFields[], to: Position): Promise<void> => {
    const seen = events.flatMap((recorded) => {
      const looked = lookAt(process, recorded);
      return looked ? [{ ...looked, recorded }] : [];
    });
    if (seen.length === 0) {
      position = to;
      return;
    }
    const keys = [...new Set(seen.map(({ key }) => key))];
    const current = new Map((await rows.find(process, keys)).map((stored) => [stored.key, stored]));
    const changed = new Set<string>();
    const aside = new Map(parked);
    const rowsChanged = (): ChangedRows => ({
      changed: [...changed].flatMap((key) => current.get(key) ?? []),
    });
    let handled = position;
    // What left nothing on record would be decided anew by a repeat: on what came of the commands after it, too.
    let isRepeatable = true;
    for (const { key, event, error, recorded } of seen) {
      const read = new Set<string>();
      const park = (failure: unknown): void => {
        if (isPassing(failure)) throw failure;
        aside.set(key, parkedAt(key, recorded, failure, { since: iso(), streams: read }));
        tried.set(key, recorded.position);
      };
      const reaction = aside.has(key)
        ? undefined
        : reactionAfter(current.get(key), { event, error, recorded }, park);
      if (reaction) {
        if (!isRepeatable && reaction.outgoing.length > 0) {
          await keep(handled, rowsChanged(), aside);
          changed.clear();
          isRepeatable = true;
        }
        try {
          const allRecorded = await sendAll(reaction.outgoing, recorded, read);
          isRepeatable &&= allRecorded;
          current.set(key, { key, position: recorded.position, row: reaction.row });
          changed.add(key);
        } catch (failure) {
          park(failure);
        }
      }
      handled = recorded.position;
    }
    await keep(to, rowsChanged(), aside);
  };
  /** What was answered to an event that is struck now is said anew, and the rows that it had changed are folded anew. */
  const reactToStrike = async (strike: RecordedFields, to: Position): Promise<void> => {
    const seen = (await struckEvents(store, process, strike)).flatMap((recorded) => {
      const looked = lookAt(process, recorded);
      return looked ? [{ ...looked, recorded }] : [];
    });
    const keys = new Set(seen.map(({ key }) => key).filter((key) => !parked.has(key)));
    if (keys.size === 0) {
      position = to;
      return;
    }
    const before = new Map((await rows.find(process, [...keys])).map((stored) => [stored.key, stored.row]));
    const aside = new Map(parked);
    const read = new Set<string>();
    const park = (key: string, failure: unknown): void => {
      if (isPassing(failure)) throw failure;
      aside.set(key, parkedAt(key, strike, failure, { since: iso(), streams: read }));
      tried.set(key, strike.position);
    };
    const folded = await foldKeys(store, process, keys, { to: strike.position, turn });
    try {
      const answers = seen.flatMap(({ key, event, recorded }) =>
        event && keys.has(key)
          ? answersToStrike(process, before.get(key) ?? process.initial, { event, moment: recorded, strike })
          : [],
      );
      // What stands may be answered otherwise without it.
      const again = [...folded.values()].flatMap((one) =>
        one.failure ? [] : answersAgain(one.standing, strike),
      );
      await sendAll(onceEach([...answers, ...again]), strike, read);
    } catch (failure) {
      for (const key of keys) park(key, failure);
    }
    const [changed, removed]: [StoredRow[], string[]] = [[], []];
    for (const [key, { row, failure }] of folded)
      if (failure) park(key, failure.error);
      else if (row) changed.push(row);
      else removed.push(key);
    await keep(to, { changed, removed }, aside);
  };
  /** What the process had asked records to look at because of what stands: how it stands now, they look themselves. */
  const answersAgain = (standing: readonly RecordedFields[], { recordedAt }: RecordedFields) => {
    const answers: Outgoing[] = [];
    let row = process.initial;
    for (const recorded of standing) {
      const { event } = lookAt(process, recorded) ?? {};
      if (!event) continue;
      row = evolveRow(process, row, event, recorded);
      answers.push(...reactionsTo(process, row, event, { ...recorded, recordedAt }));
    }
    return answers.filter(({ carried }) => !carried);
  };
  const reactInOrder = async (events: readonly RecordedFields[], to: Position): Promise<void> => {
    const last = events.findIndex(isStrike);
    if (last === -1) {
      await reactTo(events, to);
      return;
    }
    const [before, strike, rest] = [events.slice(0, last), events[last], events.slice(last + 1)];
    if (!strike) return;
    if (before.length > 0) await reactTo(before, before.at(-1)?.position ?? to);
    await reactToStrike(strike, rest.length > 0 ? strike.position : to);
    if (rest.length > 0) await reactInOrder(rest, to);
  };
  /** The row after an event, and what the process sends then; undefined where that cannot be said. */
  const reactionAfter = (
    before: StoredRow | undefined,
    { event, error, recorded }: Decoded,
    park: (failure: unknown) => void,
  ): { readonly row: object; readonly outgoing: readonly Outgoing[] } | undefined => {
    try {
      if (!event) throw error;
      const row = evolveRow(process, before?.row ?? process.initial, event, recorded);
      return { row, outgoing: reactionsTo(process, row, event, recorded) };
    } catch (failure) {
      park(failure);
      return undefined;
    }
  };

  /** Does what a key still waits for; it stays set aside where that fails again. */
  const retry = async (before: ParkedKey): Promise<void> => {
    const { key, after, since } = before;
    const aside = new Map(parked);
    aside.delete(key);
    let row: StoredRow | undefined;
    let isRepeatable = true;
    const range = { to: position, turn };
    const history = (await historiesOf(store, process, new Set([key]), range)).get(key);
    for (const recorded of history?.standing ?? []) {
      const read = new Set<string>();
      const park = (failure: unknown): void => {
        if (isPassing(failure)) throw failure;
        const again = parkedAt(key, recorded, failure, { since, streams: read });
        aside.set(key, { ...again, after: again.after > after ? again.after : after });
      };
      const reaction = reactionAfter(row, { ...lookAt(process, recorded), recorded }, park);
      if (!reaction) break;
      const outgoing = recorded.position > after ? reaction.outgoing : [];
      if (!isRepeatable && outgoing.length > 0) {
        await keepPlace(position, new Map(parked).set(key, { ...before, after: row?.position ?? after }));
        isRepeatable = true;
      }
      try {
        const allRecorded = await sendAll(outgoing, recorded, read);
        isRepeatable &&= allRecorded;
      } catch (failure) {
        park(failure);
        break;
      }
      row = { key, position: recorded.position, row: reaction.row };
    }
    if (!aside.has(key)) await answerStrikes(before, history?.struck ?? [], row?.row, aside);
    // The row first: while its key is set aside nobody looks at it, and afterwards nobody would fold it again.
    await keepRows(position, row ? { changed: [row] } : { changed: [], removed: [key] });
    await keepPlace(position, aside);
    tried.set(key, position);
  };
  /** What was answered before a key was set aside, and struck meanwhile. */
  const answerStrikes = async (
    { key, after, since }: ParkedKey,
    struck: KeyHistory['struck'],
    row: object | undefined,
    aside: Map<string, ParkedKey>,
  ): Promise<void> => {
    for (const { recorded, strike } of struck) {
      const { event } = lookAt(process, recorded) ?? {};
      if (!event || recorded.position > after || strike.position <= after) continue;
      const read = new Set<string>();
      try {
        const answers = answersToStrike(process, row ?? process.initial, { event, moment: recorded, strike });
        await sendAll(onceEach(answers), strike, read);
      } catch (failure) {
        if (isPassing(failure)) throw failure;
        aside.set(key, { ...parkedAt(key, strike, failure, { since, streams: read }), after });
        return;
      }
    }
  };
  const retryMoved = async (events: readonly RecordedFields[]): Promise<void> => {
    for (const one of [...parked.values()]) {
      const news = events.filter((event) => event.position > (tried.get(one.key) ?? 0n));
      const concerns = (recorded: RecordedFields): boolean =>
        one.streams.includes(recorded.stream) || lookAt(process, recorded)?.key === one.key;
      if (news.some(concerns)) await retry(one);
    }
  };

  /** Rows that were lost, or saved less far than the place, are folded again. Nothing is sent. */
  const refold = async (): Promise<void> => {
    ({ position: rowsAt } = await rows.checkpoint(process));
    if (rowsAt > position) {
      if (!(await rows.reset(process, holder))) throw lost();
      rowsAt = 0n;
    }
    const aside = new Map(parked);
    while (rowsAt < position) {
      await turn();
      const page = await readFields(store, { after: rowsAt, limit: PAGE });
      const events = page.filter((event) => event.position <= position && types.has(event.type));
      const known = { parked: new Set(aside.keys()), now: iso() };
      const folded = await foldInto({ rows, store, turn }, process, events, known);
      for (const one of folded.parked) aside.set(one.key, { ...one, after: position });
      const last = page.at(-1)?.position ?? position;
      const to = page.length < PAGE || last > position ? position : last;
      await saveRows(to, folded);
    }
    rowsAreBehind = false;
    if (aside.size > parked.size) await keep(position, NO_ROWS, aside);
  };

  return {
    takeOver: async () => {
      const commandId = `${runner}/${String((takeovers += 1))}`;
      const at = iso();
      const command = { type: 'TakeOverProcess', runner } as const;
      const { receipt } = await handle(processRecord, process.name, command, {
        by: actorOf(process, agency),
        occurredAt: at,
        clientId: process.name,
        commandId,
        correlationId: commandId,
        fingerprint: null,
        // Also where the clock goes back before it is written: whoever did not take over must not go on.
        process: { causeRecordedAt: at },
      });
      if (!receipt) throw new TypeError(`${process.name} could not be taken over.`);
      fence = receipt.revision;
      // Read after the fence stands: nobody else moves it any more.
      const place = await store.places.find(process.name);
      position = place?.position ?? beginsAt;
      parked = new Map(place?.parked.map((one) => [one.key, one]));
      unsaved = 0;
      await refold();
      if (!place) await keep(position, NO_ROWS, parked);
      for (const one of [...parked.values()]) await retry(one);
    },
    step: async (milliseconds) => {
      if (rowsAreBehind) await refold();
      const { events: page, to } = await feed.next(position, milliseconds);
      const events = page.filter((event) => event.position > position);
      const concerned = events.filter(({ type }) => types.has(type));
      unsaved += events.length;
      for (let from = 0; from < concerned.length;) {
        if (concerned.length > 1) await turn();
        const started = elapsed();
        const some = concerned.slice(from, from + Math.min(PAGE, part.next()));
        from += some.length;
        await reactInOrder(some, from < concerned.length ? (some.at(-1)?.position ?? to) : to);
        part.took(some.length, elapsed() - started);
      }
      if (to > position) position = to;
      if (unsaved >= UNSAVED) await keep(position, NO_ROWS, parked);
      if (parked.size > 0) await retryMoved(events);
      return position;
    },
    tick: async (at) => {
      if (!process.whenDue) return 0;
      if (rowsAreBehind) await refold();
      const query: RowQuery = {
        atMost: { dueAt: new Date(at).toISOString() },
        orderBy: 'dueAt',
        limit: PAGE,
      };
      const aside = new Map(parked);
      let due = 0;
      // Rows may stay due for ever, a refused one for example: those behind them have their turn all the same.
      for (let page = await rows.list(process, query); ;) {
        for (const { key, row, position: last } of page) {
          if (aside.has(key)) continue;
          const cause = deterministicId(key, String(last));
          const read = new Set<string>();
          try {
            await sendAll(dueFor(process, row, key), { id: cause }, read);
            due += 1;
          } catch (failure) {
            if (isPassing(failure)) throw failure;
            const since = { since: iso(), streams: read };
            const [made] = await store.readLog({ after: last - 1n, limit: 1 });
            if (!made) throw failure;
            aside.set(key, parkedAt(key, { ...made, position: position + 1n }, failure, since));
            tried.set(key, position);
          }
        }
        const last = page.at(-1);
        if (!last || page.length < PAGE) break;
        const after = { key: last.key, value: columnsOf(process, last.row)['dueAt'] ?? null };
        page = await rows.list(process, { ...query, after });
      }
      if (aside.size > parked.size) await keep(position, NO_ROWS, aside);
      return due;
    },
    reached: () => position,
  };
};
