import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { headerOf } from '@wardbook/event-sourcing';
import { KILBURN } from './demo/camden.ts';
import { tellStory } from './demo/tell.ts';
import { globalId, isNodeId, nodeIdOf, type NodeKind } from './global-id.ts';
import { STEPS } from './testing/mutations/steps.ts';
import { sendTo, wardbookInMemory } from './testing/wardbook-in-memory.ts';
import type { Wardbook } from './wardbook.ts';

// G-03: whoever may not see a record gets one answer, whether it exists or not, and no more is done for the one than for
// the other: as many reads of the log and of rows, as many entries in the access log.

let wardbook: Wardbook;
const made = new Map<string, string>();
const nameOf = (name: string): string => made.get(name) ?? globalId('Subject', 'never-made');

beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  for (const [number, { who, mutation, input, as, before, refused }] of STEPS.entries()) {
    if (refused) continue;
    await wardbook.engine.settled(await wardbook.store.head(), 10_000);
    await wardbook.engine.tick();
    await before?.(wardbook, made);
    const commandId = `played-step-${String(number)}`;
    const { receipt } = await sendTo(wardbook, who, mutation, { commandId, ...input(nameOf) });
    if (as !== undefined && receipt) made.set(as, receipt.recordId);
  }
  await wardbook.engine.settled(await wardbook.store.head(), 10_000);
  count(wardbook.store, ['readStream', 'readLog', 'readSealed', 'head']);
  count(wardbook.rows, ['find', 'list', 'count']);
  // What is read once and kept from then on is read by now.
  for (const { mutation, input } of MUTATIONS)
    await sendTo(wardbook, 'OFFICER first-1 other-police', mutation, {
      commandId: `first-${mutation}`,
      ...input(nameOf),
    });
}, 180_000);
afterAll(() => wardbook.stop());

const counting = new AsyncLocalStorage<{ reads: number }>();

/** Counts the calls of these methods, as far as they come of what is being counted. */
const count = (of: object, methods: readonly string[]): void => {
  const counted = of as Record<string, (...given: unknown[]) => unknown>;
  for (const method of methods) {
    const inner = counted[method];
    if (!inner) throw new TypeError(`There is no ${method} to count.`);
    counted[method] = (...given) => {
      const counter = counting.getStore();
      if (counter) counter.reads += 1;
      return inner(...given);
    };
  }
};

let people = 0;

/** What somebody who was never here before is answered, and how much was done for it. */
const asked = async (role: string, agency: string, ask: (who: string) => Promise<unknown>) => {
  people += 1;
  const id = `stranger-${String(people)}`;
  const who = `${role} ${id} ${agency}`;
  const counter = { reads: 0 };
  const head = await wardbook.access.head();
  const answer = await counting.run(counter, () => ask(who));
  // What was counted of others is written once a minute, whoever asks then.
  const written = await wardbook.access.readLog({ after: head, limit: 1_000 });
  const own = written.filter((entry) => headerOf(entry).actor.id === id);
  return { answer, reads: counter.reads, entries: own.length };
};

const PEOPLE: readonly NodeKind[] = ['AdviceCase', 'Attendance', 'Referral', 'Subject'];
const KEYS: Readonly<Partial<Record<NodeKind, string>>> = { Ward: 'E05000777', WardPanel: 'E05000777' };

/** The same with ids that nobody gave: of every record, or of those about people, whom not even the same force is shown. */
const invented = (sent: unknown, isHidden: (kind: NodeKind) => boolean): unknown => {
  if (Array.isArray(sent)) return sent.map((one) => invented(one, isHidden));
  if (typeof sent === 'object' && sent !== null)
    return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, invented(value, isHidden)]));
  if (sent === KILBURN && isHidden('Ward')) return KEYS.Ward;
  if (typeof sent !== 'string' || !isNodeId(sent)) return sent;
  const { kind, key } = nodeIdOf(sent);
  return isHidden(kind) ? globalId(kind, KEYS[kind] ?? `invented-${key}`) : sent;
};

const STRANGERS = [
  ['OFFICER', 'other-police', 'all records'],
  ['RECORDS', 'other-police', 'all records'],
  ['SUPERVISOR', 'other-police', 'all records'],
  ['PARTNER', 'other-council', 'records about people'],
  ['AUDITOR', 'other-audit', 'records about people'],
  ['ADMIN', 'demonstration-police', 'records about people'],
  ['ELECTED', 'demonstration-police', 'records about people'],
  ['PANEL', 'demonstration-police', 'records about people'],
] as const;

// It names a case beside the person, and what that one names is a fact, too: to people of the force who are no readers the
// answer is the same, the reads are not.
const FOLLOWS_FACTS: readonly string[] = ['categoriseSubject'];

// All forces share one register of agencies, which everybody may read: whoever begins a record of their own with one learns
// nothing by that.
const NAMES_AGENCIES: readonly string[] = ['scheduleTrainingDay'];

const MUTATIONS = [
  ...new Map(STEPS.filter(({ refused }) => !refused).map((step) => [step.mutation, step])).values(),
];

describe.each(STRANGERS)('G-03: to %s of %s, of %s', (role, agency, which) => {
  const isHidden = (kind: NodeKind): boolean => which === 'all records' || PEOPLE.includes(kind);

  test.each(MUTATIONS.map((step) => [step.mutation, step] as const))(
    '%s is answered alike for a record that exists and an invented one, and as much is done',
    async (mutation, step) => {
      const there = step.input(nameOf);
      const isUnknown = (kind: NodeKind): boolean =>
        isHidden(kind) && !(kind === 'Agency' && NAMES_AGENCIES.includes(mutation));
      const nowhere = invented(there, isUnknown) as object;
      if (JSON.stringify(there) === JSON.stringify(nowhere)) return;
      for (const more of [{}, { expectedVersion: 1 }]) {
        const [found, none] = [[], []] as [unknown[], unknown[]];
        for (const [input, said] of [
          [there, found],
          [nowhere, none],
        ] as const) {
          const commandId = `stranger-${String(people)}`;
          const done = await asked(role, agency, (who) =>
            sendTo(wardbook, who, mutation, { commandId, ...input, ...more }),
          );
          said.push(FOLLOWS_FACTS.includes(mutation) ? { ...done, reads: 0 } : done);
        }
        expect(found).toEqual(none);
      }
    },
  );

  const ask = (query: string) => async (who: string) => {
    const response = await wardbook.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: who },
      payload: { query },
    });
    const { data, errors } = response.json<{ data: unknown; errors: unknown }>();
    return { data, errors };
  };
  const MOMENTS = ['', 'asAt: "2026-01-01T00:00:00Z"', 'knownAt: "2026-01-01T00:00:00Z"', 'exactly: 1'];
  const KNOWN = [
    ['AdviceCase', 'adviceCase', 'kilburn-1', MOMENTS],
    ['Attendance', 'attendance', 'kilburn-visit-1', ['']],
    ['Referral', 'referral', 'kilburn-lighting-1', MOMENTS],
    ['Subject', 'subject', 'kilburn-person-1', ['']],
  ] as const;
  test.each(
    KNOWN.flatMap(([kind, query, key, moments]) => [
      ...moments.map((moment) => {
        const of = (one: string) => `{ ${query}(id: "${globalId(kind, one)}" ${moment}) { id } }`;
        return [`${query} ${moment}`, of(key), of('invented')] as const;
      }),
      [
        `${query} as a node`,
        `{ node(id: "${globalId(kind, key)}") { id } }`,
        `{ node(id: "${globalId(kind, 'invented')}") { id } }`,
      ] as const,
      ...MOMENTS.map((moment) => {
        const of = (one: string) => `{ events(stream: "${query}-${one}" ${moment}) { edges { cursor } } }`;
        return [`the history of ${query} ${moment}`, of(key), of('invented')] as const;
      }),
    ]),
  )('%s is answered alike, and as much is done', async (_, there, nowhere) => {
    const found = await asked(role, agency, ask(there));
    expect(found).toEqual(await asked(role, agency, ask(nowhere)));
    expect(found.entries).toBe(1);
  });
});
