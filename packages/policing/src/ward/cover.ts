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
import { absenceOf, coverOf, dedicationOf, memberHistory, type MemberState } from '../member/member.state.ts';
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
 * out otherwise is restated, and so is that somebody is expected back at another time. Each happened when it became so,
 * whenever somebody looked.
 */
export const coverDifferences = (
  state: WardState,
  members: readonly MemberState[],
  { ward, at }: Asked,
): readonly Dated<WardEvent>[] => {
  const all = missingOver(ward, members, state.abolishedAt);
  const instants = sorted([...all, ...state.missingCover]).filter((instant) => instant <= at);
  let now = NOTHING_MISSING;
  return instants.flatMap((instant) => {
    const before = now;
    now = valueAt(all, instant) ?? NOTHING_MISSING;
    const told = toldAt(state.missingCover, instant);
    if (isSame(now, told ?? before)) return [];
    const isNew = told === undefined && !isSameList(now.missing, before.missing);
    return [happened(instant, recordOf(now, isNew))];
  });
};

const recordOf = ({ missing, until }: MissingCover, isNew: boolean): WardEvent => {
  const cover = { missing: [...missing], ...(until !== undefined && { until }) };
  if (!isNew) return wardCoverRestated(cover);
  return missing.length > 0 ? wardCoverBreached(cover) : wardCoverRestored({});
};

/**
 * What was missing, from each instant at which that changed, and until when as far as was said by then. Cover is breached
 * when somebody of a kind was there and nobody is any more; it is restored once both kinds are there.
 */
const missingOver = (
  ward: string,
  members: readonly MemberState[],
  abolishedAt = FAR,
): Timeline<MissingCover> => {
  const covers = members.map(coverOf);
  const instants = sorted(covers.flat()).filter((instant) => instant < abolishedAt);
  let [present, now]: [Missing, MissingCover] = [[], NOTHING_MISSING];
  return instants.flatMap((from) => {
    const before = { present, now };
    const there = covers.map((cover) => valueAt(cover, from)).filter((one) => one?.ward === ward);
    present = COVER_KINDS.filter((kind) => there.some((one) => one?.kind === kind));
    const gone = COVER_KINDS.filter((kind) => !present.includes(kind));
    const isLoss = gone.some((kind) => before.present.includes(kind));
    const missing = gone.length === 0 || isLoss ? gone : now.missing;
    now = { missing, until: missing.length > 0 ? expectedBack(ward, members, gone, from) : undefined };
    return isSame(now, before.now) ? [] : [{ from, value: now }];
  });
};

/** When, by what had been said by an instant, there will be somebody again of each kind that is gone. */
const expectedBack = (
  ward: string,
  members: readonly MemberState[],
  gone: Missing,
  at: string,
): string | undefined => {
  const away = members.filter((member) => dedicationOf(member, at)?.ward === ward);
  const first = gone.map(
    (kind) =>
      away
        .filter((member) => dedicationOf(member, at)?.kind === kind)
        .flatMap((member) => absenceOf(member, at)?.until ?? [])
        .sort()[0],
  );
  return first.includes(undefined) ? undefined : first.sort().at(-1);
};

/** After all that happens. */
const FAR = '9999-12-31T23:59:59.999Z';

const sorted = (entries: readonly { readonly from: string }[]): readonly string[] =>
  [...new Set(entries.map(({ from }) => from))].sort();

const isSame = (a: MissingCover, b: MissingCover): boolean =>
  isSameList(a.missing, b.missing) && a.until === b.until;

const isSameList = (a: Missing, b: Missing): boolean => [...a].sort().join() === [...b].sort().join();
