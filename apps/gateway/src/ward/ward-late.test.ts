import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FORCE } from '../demo/told.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

const ADMIN = 'ADMIN admin-1';
const AUDITOR = 'AUDITOR auditor-1';
const SERGEANT = 'SUPERVISOR sergeant-1';
const boroughCode = 'E09000007';
const KILBURN = { wardCode: 'E05000140' };
const HIGHGATE = { wardCode: 'E05000138' };
const DAY = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

interface Late {
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly backdatedBy: number;
}

describe('what is recorded late about a ward', () => {
  let wardbook: Wardbook;
  let ahead = 0;
  let sent = 0;
  const send = async (who: string, mutation: string, input: object): Promise<void> => {
    sent += 1;
    const commandId = `recorded-late-${String(sent)}`;
    const { receipt, userErrors } = await sendTo(wardbook, who, mutation, { commandId, ...input });
    expect([mutation, receipt !== null, userErrors]).toEqual([mutation, true, []]);
  };
  const ask = async (who: string, query: string): Promise<unknown> => {
    await wardbook.engine.settled(await wardbook.store.head(), 30_000);
    const { app } = wardbook;
    const headers = { authorization: who };
    const response = await app.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
    const { data, errors } = response.json<{ data?: unknown; errors?: unknown }>();
    expect(errors).toBeUndefined();
    return data;
  };

  beforeEach(async () => {
    ahead = 0;
    wardbook = await wardbookInMemory(undefined, undefined, () => Date.now() + ahead);
    const occurredAt = daysAgo(200);
    await send(ADMIN, 'establishBorough', { occurredAt, boroughCode, name: 'Camden' });
    for (const [code, name] of [
      [KILBURN, 'Kilburn'],
      [HIGHGATE, 'Highgate'],
    ] as const)
      await send(ADMIN, 'establishWard', { occurredAt, ...code, boroughCode, name, validFrom: '2002-05-02' });
  });
  afterEach(() => wardbook.stop());

  test('T1-01: an event recorded 30 days late says so, and both its dates are replayed', async () => {
    const name = 'Kilburn and Priory';
    await send(ADMIN, 'nameSaferNeighbourhood', { occurredAt: daysAgo(30), ...KILBURN, name });
    const told = (await ask(
      AUDITOR,
      '{ events(stream: "ward-E05000140") { edges { node { type occurredAt recordedAt backdatedBy } } } }',
    )) as { readonly events: { readonly edges: readonly { readonly node: Late }[] } };
    const event = told.events.edges[1]?.node;
    expect(event?.type).toBe('SaferNeighbourhoodNamed');
    expect(Math.round((event?.backdatedBy ?? 0) / DAY)).toBe(30);
    expect(Date.parse(event?.recordedAt ?? '') - Date.parse(event?.occurredAt ?? '')).toBe(
      event?.backdatedBy,
    );

    const shown = (point: string) =>
      ask(ADMIN, `{ ward(code: "E05000140", ${point}) { saferNeighbourhood } }`);
    const so = { ward: { saferNeighbourhood: name } };
    expect(await shown(`asAt: "${daysAgo(31)}"`)).toEqual({ ward: { saferNeighbourhood: null } });
    expect(await shown(`asAt: "${daysAgo(29)}"`)).toEqual(so);
    expect(await shown(`knownAt: "${daysAgo(29)}"`)).toEqual({ ward: null });
    ahead = 5_000;
    expect(await shown(`knownAt: "${event?.recordedAt ?? ''}"`)).toEqual(so);
  });

  test('D-33: after how many months a priority is stale, the establishment policy that serves says', async () => {
    const issue = 'Dark footpaths.';
    await send(SERGEANT, 'recordCommunityPriority', {
      occurredAt: daysAgo(45),
      ...KILBURN,
      priority: 'lamps',
      source: 'PUBLIC',
      issue,
    });
    const isStale = () => ask(ADMIN, '{ ward(code: "E05000140") { priorities { key isStale } } }');
    expect(await isStale()).toEqual({ ward: { priorities: [{ key: 'lamps', isStale: false }] } });
    await send(ADMIN, 'publishPolicyVersion', {
      number: 'E 0117',
      kind: 'ESTABLISHMENT',
      version: 1,
      publishedOn: '2020-01-01',
      contentHash: 'e'.repeat(64),
      establishment: {
        patrolOverlapMinutes: 15,
        longestPatrolMinutes: 720,
        evidenceGraceDays: 7,
        priorityStaleMonths: 1,
        answerRequestsWithinHours: 72,
      },
    });
    await send(ADMIN, 'adoptPolicy', { force: FORCE, kind: 'ESTABLISHMENT', number: 'E 0117' });
    expect(await isStale()).toEqual({ ward: { priorities: [{ key: 'lamps', isStale: true }] } });
  });

  test('D-17: a ward that is abolished shows what came after it, and that its priorities and targets ended', async () => {
    const occurredAt = daysAgo(100);
    await send(SERGEANT, 'recordCommunityPriority', {
      occurredAt,
      ...KILBURN,
      priority: 'lamps',
      source: 'PUBLIC',
      issue: 'Dark footpaths.',
    });
    await send(ADMIN, 'registerPromiseTarget', {
      occurredAt,
      ...KILBURN,
      target: 'cedar',
      kind: 'PATROL_AREA',
      label: 'Cedar Row',
    });
    const abolishedAt = daysAgo(10);
    await send(ADMIN, 'abolishWard', {
      occurredAt: abolishedAt,
      ...KILBURN,
      successorCodes: [HIGHGATE.wardCode],
    });
    const fields = '{ standing abolishedAt successors priorities { key } promiseTargets { key retiredAt } }';
    expect(await ask(ADMIN, `{ ward(code: "E05000140") ${fields} }`)).toEqual({
      ward: {
        standing: 'ABOLISHED',
        abolishedAt,
        successors: [HIGHGATE.wardCode],
        priorities: [],
        promiseTargets: [{ key: 'cedar', retiredAt: abolishedAt }],
      },
    });
    expect(await ask(ADMIN, `{ ward(code: "E05000140", asAt: "${daysAgo(11)}") ${fields} }`)).toEqual({
      ward: {
        standing: 'LIVE',
        abolishedAt: null,
        successors: [],
        priorities: [{ key: 'lamps' }],
        promiseTargets: [{ key: 'cedar', retiredAt: null }],
      },
    });
  });
});
