import {
  entriesOf,
  happened,
  keyedFrom,
  toldAt,
  valueAt,
  type Dated,
  type Keyed,
  type Moment,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { coverOf, memberHistory, type MemberState } from '../member/member.state.ts';
import {
  COVER_KINDS,
  wardCoverBreached,
  wardCoverRestated,
  wardCoverRestored,
  type CoverKind,
  type WardEvent,
} from './ward.events.ts';
import { NOTHING_MISSING, type MissingCover, type WardState } from './ward.state.ts';

/** Somebody who was ever dedicated to a ward, as far as was known when it looked. */
export interface KnownMember {
  readonly id: string;
  /** Of their newest event about that ward, from 0. */
  readonly revision: number;
}

/**
 * A member as known at a revision: a process that comes late says nothing of what nobody knew then, for its next poke
 * does, with all that was recorded until then.
 */
export const upTo = (revision: number): typeof memberHistory => ({
  ...memberHistory,
  evolve: keyedFrom(
    entriesOf<Step>(memberHistory.evolve as Keyed<never>).map(([type, step]) => [
      type,
      (state: MemberState, event: never, moment: Moment) =>
        moment.revision > revision ? state : step(state, event, moment),
    ]),
  ) as typeof memberHistory.evolve,
});

type Step = (state: MemberState, event: never, moment: Moment) => MemberState;

type Missing = readonly CoverKind[];

/** Whose cover it is, and until when the facts are looked at: what is known to come later is no event yet. UTC. */
interface Asked {
  readonly ward: string;
  readonly at: string;
}

/**
 * R-INPT-3: what to put on record about the cover of a ward, so that it says what the dated facts about its members
 * come to: nothing where it does already. What was never recorded is a breach or its end; what was recorded and turned
 * out otherwise is restated. Each happened when cover was lost or won, whenever somebody looked.
 */
export const coverDifferences = (
  state: WardState,
  members: readonly MemberState[],
  asked: Asked,
): readonly Dated<WardEvent>[] => {
  const { ward, at } = asked;
  const all = missingOver(ward, members, state.abolishedAt);
  const until = all.find(({ from }) => from > at)?.from;
  const instants = sorted([...all, ...state.missingCover]).filter((instant) => instant <= at);
  let before: Missing = NOTHING_MISSING.missing;
  return instants.flatMap((instant, index) => {
    const missing = valueAt(all, instant) ?? [];
    const wanted = { missing, ...(index === instants.length - 1 && until !== undefined && { until }) };
    const told = toldAt(state.missingCover, instant);
    const differs = told
      ? !isSame(told.missing, missing) || (index === instants.length - 1 && told.until !== until)
      : !isSame(before, missing);
    before = missing;
    return differs ? [happened(instant, recordOf(told, wanted))] : [];
  });
};

const recordOf = (told: MissingCover | undefined, { missing, until }: MissingCover): WardEvent => {
  const cover = { missing: [...missing], ...(until !== undefined && { until }) };
  if (told) return wardCoverRestated(cover);
  return missing.length > 0 ? wardCoverBreached(cover) : wardCoverRestored({});
};

/**
 * What was missing, from each instant at which that changed. Cover is breached when somebody of a kind was there and
 * nobody is any more; it is restored once both kinds are there.
 */
const missingOver = (ward: string, members: readonly MemberState[], abolishedAt = FAR): Timeline<Missing> => {
  const covers = members.map(coverOf);
  const instants = sorted(covers.flat()).filter((instant) => instant < abolishedAt);
  let [present, missing]: [Missing, Missing] = [[], []];
  return instants.flatMap((from) => {
    const before = { present, missing };
    const there = covers.map((cover) => valueAt(cover, from)).filter((one) => one?.ward === ward);
    present = COVER_KINDS.filter((kind) => there.some((one) => one?.kind === kind));
    const gone = COVER_KINDS.filter((kind) => !present.includes(kind));
    const isLoss = gone.some((kind) => before.present.includes(kind));
    missing = gone.length === 0 || isLoss ? gone : missing;
    return isSame(missing, before.missing) ? [] : [{ from, value: missing }];
  });
};

/** After all that happens. */
const FAR = '9999-12-31T23:59:59.999Z';

const sorted = (entries: readonly { readonly from: string }[]): readonly string[] =>
  [...new Set(entries.map(({ from }) => from))].sort();

const isSame = (a: Missing, b: Missing): boolean => [...a].sort().join() === [...b].sort().join();
