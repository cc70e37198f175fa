import { streamOf, type AnyDecider, type Command } from './decider.ts';
import { definitionOf, SYSTEM } from './deciding.ts';
import { headerOf } from './envelope.ts';
import type { EventStore, RecordedEvent } from './event-store.ts';
import type { Gather } from './facts.ts';
import type { Message } from './message.ts';
import { isProcessStream } from './places.ts';
import type { Position } from './position.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { restingWithin } from './resting.ts';
import { pastIn, unsettledWithout } from './standing.ts';
import type { StrikeRules } from './strike-rules.ts';
import {
  effective,
  isStrike,
  recordedInError,
  struckIn,
  type StrikeConsequences,
  type StrikeThrough,
  type Striking,
} from './striking.ts';

/** What is read, and how others have their turn meanwhile. */
interface Log {
  readonly store: Pick<EventStore, 'readLog' | 'readStream'>;
  readonly turn: () => Promise<unknown>;
}

interface Asked {
  readonly decider: AnyDecider;
  readonly command: Command & Striking;
  readonly history: readonly RecordedEvent[];
  readonly rules: StrikeRules;
  readonly gather: Gather;
}

/**
 * Whether the record is as good as not there for whoever would strike something in it: it is another agency's, and so is
 * what they name.
 */
export const isOutOfReach = ({ command, history }: Pick<Asked, 'command' | 'history'>): boolean => {
  const { by, owner } = command;
  if (by.agency === owner || by.role === SYSTEM) return false;
  const named = command.type === 'StrikeThrough' ? history[command.revision] : undefined;
  return named === undefined || headerOf(named).actor.agency !== by.agency;
};

/** Which stretch of a record's events is struck, or why none is; without events: none is left to be struck. */
export const decideStrike = async (log: Log, asked: Asked): Promise<Refusal | readonly Message[]> => {
  const { decider, command, history, rules } = asked;
  const stretches = command.type === 'StrikeThrough' ? named(asked, command) : consequences(asked, command);
  if (isRefusal(stretches)) return stretches;
  const revisions = new Set(stretches.flatMap(({ from, to }) => between(from, to)));
  if (revisions.size === 0) return [];
  const past = effective(history);
  const first = past.find((event) => !isStrike(event));
  const isFirst = first !== undefined && revisions.has(first.revision);
  const others = past.filter((event) => !revisions.has(event.revision) && !isStrike(event));
  const later = others.find((event) => headerOf(event).actor.role !== SYSTEM);
  // Where others stand without it, the record would have begun with one of them.
  const begins = isFirst && !later;
  // What processes made of a record that never was goes with it; one that a process began is not of that process alone.
  const isForgotten = begins && command.type === 'StrikeThrough';
  const also = isForgotten
    ? others.map(({ revision }) => revision)
    : await goingWith(log, asked, past, revisions);
  if (isFirst && later && (isRefusal(also) || !decider.cameOf))
    return rules.says({
      ...{ why: 'BEGINS', type: later.type },
      isKept: others.some(({ type }) => isKept(asked, type)),
    });
  if (isRefusal(also)) return also;
  const all = [...stretches, ...also.map((revision) => ({ from: revision, to: revision }))];
  const gone = new Set(all.flatMap(({ from, to }) => between(from, to)));
  const struck = history.filter(({ revision }) => gone.has(revision));
  const { agency } = command.by;
  const resting = await restingOn(log, { stream: streamOf(decider, command.id), agency }, struck, begins);
  if (resting) return rules.says({ why: 'REFERRED', ...resting });
  return joined(all).map((stretch) => recordedInError({ ...stretch, reason: command.reason }));
};

/** What goes with what is struck, by its revisions; or what of the same record could not have been without it. */
const goingWith = async (
  { turn }: Log,
  { decider, command: { id, owner }, gather, history, rules }: Asked,
  past: readonly RecordedEvent[],
  gone: ReadonlySet<number>,
): Promise<Refusal | readonly number[]> => {
  if (!decider.cameOf) {
    const unsettling = unsettledWithout(decider, pastIn(decider, past), gone);
    return unsettling ? { ...unsettling, path: 'revision' } : [];
  }
  const standing = past.filter((event) => !isStrike(event));
  const { rests, goes } = await restingWithin({ decider, id, owner, gather, history, turn }, standing, gone);
  if (!rests) return goes;
  const { type } = rests.event;
  return rules.says({
    ...{ why: 'RESTED_ON', type, at: rests.moment.occurredAt },
    isKept: isKept({ decider, rules }, type),
  });
};

const isKept = ({ decider, rules }: Pick<Asked, 'decider' | 'rules'>, type: string): boolean => {
  const definition = definitionOf(decider, type);
  return definition !== undefined && rules.isKept(definition);
};

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** All that one command put into the stream. */
const named = (
  { decider, history, command: { by, owner }, rules }: Asked,
  { revision }: StrikeThrough,
): Refusal | readonly Stretch[] => {
  const event = history[revision];
  if (!event) return rules.says({ why: 'ABSENT' });
  const { actor, commandId } = headerOf(event);
  const isOfIt = (other: RecordedEvent | undefined): boolean =>
    other !== undefined && other.recordedAt === event.recordedAt && headerOf(other).commandId === commandId;
  let [from, to] = [revision, revision];
  while (isOfIt(history[from - 1])) from -= 1;
  while (isOfIt(history[to + 1])) to += 1;
  const { type } = event;
  const kept = history.slice(from, to + 1).find((one) => isKept({ decider, rules }, one.type));
  if (isStrike(event)) return rules.says({ why: 'STRIKE', type });
  if (actor.role === SYSTEM) return rules.says({ why: 'CONSEQUENCE', type });
  if (actor.agency !== by.agency) return rules.says({ why: 'ANOTHER_AGENCY' });
  if (kept) return rules.says({ why: 'KEPT', type: kept.type });
  if (struckIn(history).get(event.stream)?.has(revision)) return rules.says({ why: 'STRUCK' });
  return rules.may({ by, recordedBy: actor, owner }) ?? [{ from, to }];
};

/** What one process had put here because of an event. */
const consequences = (
  { history, command: { by }, rules }: Asked,
  { of }: StrikeConsequences,
): Refusal | readonly Stretch[] =>
  by.role === SYSTEM
    ? effective(history)
        .filter((event) => {
          const { actor, causationId } = headerOf(event);
          return causationId === of && actor.id === by.id && !isStrike(event);
        })
        .map(({ revision }) => ({ from: revision, to: revision }))
    : rules.says({ why: 'ABSENT' });

const between = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const joined = (stretches: readonly Stretch[]): readonly Stretch[] => {
  const all: Stretch[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && from <= last.to + 1) all[all.length - 1] = { from: last.from, to: Math.max(to, last.to) };
    else all.push({ from, to });
  }
  return all;
};

const PAGE = 500;

/**
 * Another stream that would hang in the air: where the record begins with what is struck, one in which somebody decided
 * on it; and one that a process began because of it, and in which people have gone on. Nothing before it can. It is named
 * where whoever strikes has to do with it.
 */
const restingOn = async (
  { store, turn }: Log,
  { stream, agency }: { readonly stream: string; readonly agency: string },
  struck: readonly RecordedEvent[],
  begins: boolean,
): Promise<{ readonly stream?: string } | undefined> => {
  const ids = new Set(struck.map(({ id }) => id));
  let after: Position = (struck[0]?.position ?? 1n) - 1n;
  const found = new Map<string, number>();
  for (;;) {
    const page = await store.readLog({ after, limit: PAGE });
    for (const event of page) {
      if (event.stream === stream || isProcessStream(event.stream)) continue;
      // Looked for as text first: hardly any header has to be read.
      const { header, revision } = event;
      const mayRest = begins && header.includes(JSON.stringify(stream));
      if (!mayRest && (revision > 0 || !header.includes('"causationId"'))) continue;
      const { actor, basis = [], causationId } = headerOf(event);
      const rests = basis.some((one) => one.stream === stream && one.revision >= 0);
      if (mayRest && rests && actor.role !== SYSTEM) found.set(event.stream, revision);
      if (revision === 0 && ids.has(causationId ?? '') && actor.role === SYSTEM) found.set(event.stream, -1);
    }
    if (page.length < PAGE) break;
    after = page.at(-1)?.position ?? after;
    await turn();
  }
  let resting: { readonly stream?: string } | undefined;
  for (const [other, revision] of found) {
    const standing = effective(await store.readStream(other));
    const rests = standing.some((event) => {
      if (isStrike(event)) return false;
      const { actor, basis = [] } = headerOf(event);
      if (actor.role === SYSTEM) return false;
      return revision < 0 || basis.some((one) => one.stream === stream && one.revision >= 0);
    });
    // Nobody is told of records in which nobody of theirs, and nothing of theirs, is on record.
    if (rests && standing.some((event) => headerOf(event).actor.agency === agency)) return { stream: other };
    if (rests) resting = {};
  }
  return resting;
};
