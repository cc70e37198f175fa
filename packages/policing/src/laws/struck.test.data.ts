import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Counts, lawOfEach } from './law.test.data.ts';
import { differencesOf } from './outcome.test.data.ts';
import {
  isOfPerson,
  looksAt,
  mayBeStruck,
  NEVER_STRUCK,
  recordsIn,
  rulesOf,
  saidIn,
  strike,
  told,
  type OneRecord,
} from './striking.test.data.ts';
import { record, worlds, type KindName, type Recorded, type Sent } from './world.test.data.ts';

interface Struck {
  readonly world: readonly Sent[];
  /** Which of the things of one type. */
  readonly which: number;
}

const strikes = (kind: KindName): fc.Arbitrary<Struck> =>
  fc.record({ world: worlds([kind]), which: fc.nat(1_000) });

/** Of each type of command one. */
const oneOfEach = (things: readonly Sent[], which: number): readonly Sent[] =>
  [...new Set(things.filter(isOfPerson).map(({ command }) => command.type))].flatMap((type) => {
    const all = things.filter((step) => isOfPerson(step) && step.command.type === type);
    return all[which % all.length] ?? [];
  });

const inEachRecord =
  (tried: (kind: KindName, one: OneRecord, struck: Sent) => Promise<void>) =>
  async (kind: KindName, { world, which }: Struck): Promise<void> => {
    const all = await record(world);
    for (const one of await recordsIn(all, kind))
      for (const struck of oneOfEach(one.things, which)) await tried(kind, one, struck);
  };

const same = async (a: Recorded, b: Recorded, { stream, things }: OneRecord, struck: Sent): Promise<void> => {
  const [difference] = await differencesOf(a, b);
  const { type, occurredAt } = struck.command;
  const among = things.map(({ command }) => `${command.type} (${command.occurredAt})`).join(', ');
  assert.ok(
    !difference,
    `${stream} without ${type} of ${occurredAt} is not as if that had never been recorded: ${difference?.says ?? ''}\n  among ${among}`,
  );
};

const [ofLast, ofAny] = [new Counts(), new Counts()];

export const struckLast = lawOfEach({
  name: 'struck-last',
  says: 'R-STRIKE-1: striking the last that was recorded, and folding, equals never having recorded it',
  worlds: strikes,
  runs: 75,
  counted: mayBeStruck,
  holds: inEachRecord(async (kind, one, struck) => {
    const before = one.things.slice(0, one.things.indexOf(struck));
    const [a, b] = [await told(one, [...before, struck]), await told(one, before)];
    // What it does to others is not asked here.
    if (a.effective.length <= b.effective.length || b.effective.length < before.length) return;
    const answer = await strike(a, one.stream, struck);
    const { type } = struck.command;
    if (!mayBeStruck(kind, type)) assert.equal(answer.refusal?.rule, 'R-STRIKE-4', NEVER_STRUCK[type]);
    else
      assert.ok(
        answer.receipt,
        `${type} is not struck, though it is the last: ${JSON.stringify(answer.refusal)}`,
      );
    if (!answer.receipt) return;
    ofLast.add(type);
    await same(a, b, one, struck);
  }),
  counts: ofLast,
});

export const struckAny = lawOfEach({
  name: 'struck-any',
  says: 'R-STRIKE-6, R-TIME-2: striking anything equals the history without it where that was possible, and is refused where it was not',
  worlds: strikes,
  runs: 75,
  counted: mayBeStruck,
  holds: inEachRecord(async (kind, one, struck) => {
    const { type } = struck.command;
    if (!mayBeStruck(kind, type)) return;
    const others = one.things.filter((step) => step !== struck);
    const [a, b] = [await told(one, one.things), await told(one, others)];
    const answer = await strike(a, one.stream, struck);
    const impossible = await impossibleWithout(one, others, a, b);
    ofAny.add(type);
    if (answer.refusal) {
      assert.ok(
        impossible,
        `${type} is not struck, though all else is as it is without it: ${JSON.stringify(answer.refusal)}`,
      );
      assert.equal(rulesOf(answer)?.path, 'revision');
      assert.ok(['R-TIME-2', 'R-STRIKE-6'].includes(answer.refusal.rule), answer.refusal.rule);
      return;
    }
    assert.ok(
      impossible?.how !== 'REFUSED',
      `${type} is struck, and without it ${impossible?.what ?? ''} is refused`,
    );
    for (const each of [a, b]) await looksAt(each, kind, one.things);
    await same(a, b, one, struck);
  }),
  counts: ofAny,
});

/** What of the other things that people recorded is refused, or comes out otherwise, where one was not. */
const impossibleWithout = async (
  { stream }: OneRecord,
  others: readonly Sent[],
  a: Recorded,
  b: Recorded,
): Promise<{ readonly how: 'REFUSED' | 'OTHERWISE'; readonly what: string } | undefined> => {
  const [with_, without] = [await saidIn(a, stream), await saidIn(b, stream)];
  const of = others.filter(isOfPerson);
  const refused = of.find((step) => !b.accepted.includes(step));
  if (refused) return { how: 'REFUSED', what: refused.command.type };
  const otherwise = of.find(({ commandId }) => with_.get(commandId) !== without.get(commandId));
  return otherwise && { how: 'OTHERWISE', what: otherwise.command.type };
};
