import { categoryOf, idOf } from '../../decider.ts';
import type { Parked } from '../../engine.ts';
import { actorOf } from '../../process-record.ts';
import { inWords, type Answered } from './clients.ts';
import { subjectOf } from './persons.ts';
import type { World } from './gateways.ts';
import { NONE_KEYED, valueIn, withValue, type Keyed } from '../../keyed.ts';
import { isStrike, strikesOf } from '../../striking.ts';
import { since, valueAt, type Timeline } from '../../timeline.ts';
import { spansOf } from './watches.ts';
import { byCause, byStream, processOf, type Told } from './history.ts';

/** A finding is one sentence; none is what a world is for. */
export type Findings = Iterable<string>;

/** Every acknowledged command is there once, and nothing is there that was refused. */
export function* commandsOnce(history: readonly Told[], answers: readonly Answered[]): Findings {
  const seen = new Set<string>();
  for (const { event } of history) {
    if (seen.has(event.id)) yield `${event.stream} has the event ${event.id} twice.`;
    seen.add(event.id);
  }
  for (const { wish, handled, error, tries } of answers) {
    const ids = history
      .filter((told) => told.header.commandId === wish.id && processOf(told) === undefined)
      .map(({ event }) => event.id);
    const acknowledged = error === undefined ? (handled?.receipt?.eventIds ?? []) : [];
    if (acknowledged.length === 0 && tries > 1) continue;
    if (String(ids) !== String(acknowledged))
      yield `${wish.id} was answered ${error === undefined ? JSON.stringify(acknowledged) : inWords(error)}, on record is ${JSON.stringify(ids)}.`;
  }
}

/** Streams say the same as with one gateway and no fault; what an erased person's lack is set aside. */
export function* sameStreams(
  history: readonly Told[],
  expected: readonly Told[],
  parked: readonly Parked[],
): Findings {
  const [found, wanted] = [byStream(history), byStream(expected)];
  for (const stream of new Set([...found.keys(), ...wanted.keys()])) {
    const [is, ought] = [found.get(stream) ?? [], wanted.get(stream) ?? []];
    const category = categoryOf(stream);
    if (category === 'erasure' || category === 'alarm' || category === 'post') continue;
    const mayLack = category === 'file' && isParked(parked, 'filer', idOf(stream));
    const compared = mayLack ? ought.slice(0, is.length) : ought;
    if (String(is) !== String(compared))
      yield `${stream} says ${String(is)}, it ought to say ${String(ought)}.`;
  }
}

/** Per cause nothing is invented and nothing is missing. */
export function* sameEffects(
  history: readonly Told[],
  expected: readonly Told[],
  parked: readonly Parked[],
): Findings {
  const ids = new Set(history.map(({ event }) => event.id));
  const [found, wanted] = [byCause(history), byCause(expected)];
  for (const told of history) {
    const process = processOf(told);
    if (process === undefined || process === 'bell') continue;
    const { causationId } = told.header;
    if (causationId === undefined || !ids.has(causationId))
      yield `${told.event.stream} has an event of ${process} without a cause.`;
  }
  for (const cause of new Set([...found.keys(), ...wanted.keys()])) {
    if (COMPUTED.some((name) => cause.startsWith(actorOf({ name }, '').id))) continue;
    const [is, ought] = [String(found.get(cause) ?? []), String(wanted.get(cause) ?? [])];
    const lacks = is === '' && cause.startsWith(actorOf({ name: 'filer' }, '').id) && parked.length > 0;
    if (is !== ought && !lacks) yield `${cause}: ${is} instead of ${ought}.`;
  }
}

/** What these say depends on when they looked: what it comes to is judged, not each word. */
export const COMPUTED: readonly string[] = ['bell', 'watch'];

/** Dated facts, in whatever order they were told and wherever the process looked in between, come to the same at every instant. */
export function* sameOutcome(history: readonly Told[]): Findings {
  const facts = new Map<string, Keyed<Timeline<boolean>>>();
  const said = new Map<string, Timeline<boolean>>();
  for (const { event } of history) {
    const { stream, occurredAt, data } = event;
    const fields = JSON.parse(data) as { readonly post: string; readonly watched: boolean };
    if (categoryOf(stream) === 'post')
      said.set(idOf(stream), since(said.get(idOf(stream)) ?? [], occurredAt, fields.watched));
    if (categoryOf(stream) !== 'guard') continue;
    const known = facts.get(fields.post) ?? NONE_KEYED;
    const one = since(valueIn(known, idOf(stream)) ?? [], occurredAt, event.type === 'Stood');
    facts.set(fields.post, withValue(known, idOf(stream), one));
  }
  for (const [post, known] of facts) {
    const [is, ought] = [said.get(post) ?? [], spansOf(known)];
    for (const { from } of [...is, ...ought])
      if ((valueAt(is, from) ?? false) !== (valueAt(ought, from) ?? false))
        yield `The post ${post} is said to be ${valueAt(is, from) === true ? '' : 'un'}watched at ${from}.`;
  }
}

/** What came of an event that was struck is struck, and nothing else that processes wrote is. */
export function* strikesCarried(history: readonly Told[]): Findings {
  const struck = strikesOf(history.map(({ event }) => event));
  const gone = new Set(history.filter(({ event }) => struck(event)).map(({ event: { id } }) => id));
  for (const told of history) {
    const { event, header } = told;
    if (processOf(told) === undefined || isStrike(event)) continue;
    if (gone.has(header.causationId ?? '') !== gone.has(event.id))
      yield `${event.stream} has an event that is ${gone.has(event.id) ? '' : 'not '}struck, and its cause is otherwise.`;
  }
}

/** Every alarm rang once, or its clock is set aside for all to see. */
export function* alarmsOnce(history: readonly Told[], parked: readonly Parked[]): Findings {
  const streams = byStream(history);
  const numbers = (stream: string): readonly number[] =>
    (streams.get(stream) ?? []).map((said) => (JSON.parse(said) as { number: number }).number);
  for (const stream of streams.keys()) {
    if (!['timer', 'alarm'].includes(categoryOf(stream))) continue;
    const [set, rung] = [numbers(`timer-${idOf(stream)}`), numbers(`alarm-${idOf(stream)}`)];
    const isWhole = String([...rung].sort()) === String([...set].sort());
    const isPart = new Set(rung).size === rung.length && rung.every((number) => set.includes(number));
    if (!isWhole && !(isPart && isParked(parked, 'bell', idOf(stream))))
      yield `Of the alarms ${String(set)} of ${idOf(stream)} rang ${String(rung)}.`;
  }
}

/** What is set aside for good is what has to be: with one gateway and no fault it is the same, but for erased persons. */
export function* sameParked(
  parked: readonly Parked[],
  expected: readonly Parked[],
  history: readonly Told[],
  wanted: readonly Told[],
): Findings {
  const [is, ought] = [namesOf(parked), namesOf(expected)];
  const [found, whole] = [byStream(history), byStream(wanted)];
  for (const stream of whole.keys())
    if (categoryOf(stream) === 'file' && (found.get(stream)?.length ?? 0) < whole.get(stream)!.length)
      ought.add(nameOf({ follower: 'filer', key: idOf(stream) }));
  for (const name of is.symmetricDifference(ought))
    yield `${name} is ${is.has(name) ? '' : 'not '}set aside.`;
}

const nameOf = ({ follower, key }: Pick<Parked, 'follower' | 'key'>): string => `${key} of ${follower}`;
const namesOf = (parked: readonly Parked[]): Set<string> => new Set(parked.map(nameOf));
const isParked = (parked: readonly Parked[], follower: string, key: string): boolean =>
  namesOf(parked).has(nameOf({ follower, key }));

/** Nobody wrote for a process once another run of a gateway had taken it over. */
export async function* fenced({ store, writers }: World, history: readonly Told[]): AsyncIterable<string> {
  const takeovers = await store.readLog({ after: 0n, limit: Infinity, category: 'process' });
  for (const told of history) {
    const process = processOf(told);
    if (process === undefined) continue;
    const last = takeovers.findLast(
      ({ stream, position }) => stream === `process-${process}` && position < told.event.position,
    );
    const [holder, writer] = [writers.get(last?.id ?? ''), writers.get(told.event.id)];
    if (holder !== writer)
      yield `${String(writer)} wrote for ${process}, which ${String(holder)} had taken over.`;
  }
}

/** Nothing is recorded before it happened, nor before what it follows from. */
export function* inTime(history: readonly Told[]): Findings {
  const byId = new Map(history.map(({ event }) => [event.id, event]));
  for (const { event, header } of history) {
    const cause = byId.get(header.causationId ?? '');
    if (event.recordedAt < event.occurredAt || event.recordedAt < (cause?.recordedAt ?? ''))
      yield `${event.stream} has an event that was recorded before it could be.`;
  }
}

/** Nothing is recorded of somebody who was erased, and what is sealed of others opens to what was said. */
export async function* sealedWell({ store, keys }: World, history: readonly Told[]): AsyncIterable<string> {
  const erased = new Set<string>();
  for (const { event } of history) {
    const category = categoryOf(event.stream);
    if (category === 'erasure') erased.add(idOf(event.stream));
    if (category !== 'person' && category !== 'file') continue;
    const subject = subjectOf(idOf(event.stream));
    if (erased.has(subject)) yield `${event.stream} goes on after its subject was erased.`;
    const parts = await store.readSealed(event.stream, event.revision);
    if (parts.length !== 1 || parts[0]!.subject !== subject) yield `${event.stream} is not sealed.`;
    for (const part of parts) {
      const opened = keys.open(event.stream, part);
      const isErased = history.some(({ event: { stream } }) => stream === `erasure-${subject}`);
      if (!isErased && !/^(what was said|filed as number) \d+$/.test(opened?.[0] ?? ''))
        yield `${event.stream} does not open.`;
      if (isErased && opened) yield `${event.stream} still opens.`;
    }
  }
}

/** What processes were refused is what a rule refuses them. */
export function* refusedWell({ refused }: World): Findings {
  for (const { process, refusal } of refused) {
    const isMeant =
      (process === 'tallier' && refusal.rule === 'R-TALLY-1') ||
      // The clock went back between the tick and the command: the deadline stays due.
      (process === 'bell' && refusal.rule === 'NOT-YET');
    if (!isMeant) yield `${process} was refused: ${refusal.rule}.`;
  }
}
