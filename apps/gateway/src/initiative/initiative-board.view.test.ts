import { describe, expect, test } from '@jest/globals';
import { memoryEventStore, sortedName, valueIn } from '@wardbook/event-sourcing';
import { sqliteRows } from '@wardbook/event-store-sqlite';
import { personalReference } from '@wardbook/event-sourcing/testing';
import type { InitiativeEvent } from '@wardbook/policing';
import { pageOf } from '../page.ts';
import { reader } from '../read.ts';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { initiativeBoard, initiativePremises, lastOf } from './initiative-board.view.ts';

const WARD = 'E05000140';

describe('the board of initiatives', () => {
  const rowOf = (...told: readonly Happened<InitiativeEvent>[]) =>
    rowAfter(initiativeBoard, 'beesafe', [proposed, ...told]);

  test('is filtered by who leads, the kind and whether it is open, and comes in the order of proposing', () => {
    expect(columnsAfter(initiativeBoard, 'beesafe', [proposed])).toEqual({
      ...{ lead: 'police', kind: 'LOCK_FITTING', standing: 'OPEN', name: sortedName('Beesafe') },
      proposedAt: '2013-02-04T12:00:00.000Z',
    });
  });

  test('T0-11: a block with forty flats is one installation, and forty dwellings', () => {
    const { covered } = rowOf(admitted, fitted, fittedMore);
    expect(valueIn(covered, WARD)).toEqual({
      ...{ premises: 1, dwellings: 40 },
      ...{ installations: 2, fittedDwellings: 40 },
    });
  });

  test('counts premises no more that were withdrawn, and what was fitted there all the same', () => {
    expect(valueIn(rowOf(admitted, fitted, withdrawn).covered, WARD)).toEqual({
      ...{ premises: 0, dwellings: 0 },
      ...{ installations: 1, fittedDwellings: 40 },
    });
  });

  test('its row grows with its wards, not with its premises', () => {
    const one = JSON.stringify(rowOf(admitted));
    const many = Array.from({ length: 100 }, (_, index) =>
      of('2013-02-11', { ...ADMITTED, premises: `house-${index}` }),
    );
    expect(JSON.stringify(rowOf(...many)).length - one.length).toBeLessThan(10);
  });

  test('is closed, and open again, in whatever order that is told', () => {
    expect(rowOf(closed).standing).toBe('CLOSED');
    expect(rowOf(closed, reopened).standing).toBe('OPEN');
    expect(rowOf(reopened, closed).standing).toBe('OPEN');
  });

  test('says since when money and law are no more', () => {
    const { funds, legalBases } = rowOf(funded, lawful, fundingOver, unlawful);
    expect(valueIn(funds, 'grant-1')).toMatchObject({ until: null, endedAt: '2013-06-03T12:00:00.000Z' });
    expect(valueIn(legalBases, 'order-7')).toMatchObject({ endedAt: '2013-06-04T12:00:00.000Z' });
  });

  test('shows something whatever has happened before', () => {
    const all = [proposed, organised, moved, funded, fundingOver, asked, lawful, unlawful];
    expect(
      failuresOf(initiativeBoard, 'beesafe', [
        ...all,
        ...[cited, admitted, withdrawn, fitted, evaluated, closed, reopened],
      ]),
    ).toEqual([]);
  });
});

describe('the premises of an initiative', () => {
  const KEY = 'beesafe juniper-house';
  test('are one row each, filtered by the ward and by whether anything was fitted', () => {
    expect(columnsAfter(initiativePremises, KEY, [admitted])).toEqual({
      ...{ initiative: 'beesafe', premises: 'juniper-house', ward: WARD, standing: 'ADMITTED', fitted: 0 },
    });
    expect(columnsAfter(initiativePremises, KEY, [admitted, fitted, withdrawn])).toMatchObject({
      ...{ standing: 'WITHDRAWN', fitted: 1 },
    });
  });
  test('are shown as they were taken in last', () => {
    const { admissions, installations } = rowAfter(initiativePremises, KEY, [admitted, withdrawn, fitted]);
    expect(lastOf(admissions)).toMatchObject({ dwellings: 40, recipient: 'juniper' });
    expect(installations.map(({ value }) => value.devices)).toEqual([['ENTRY_DOOR']]);
  });
  test('are shown whatever has happened before', () => {
    expect(failuresOf(initiativePremises, KEY, [admitted, fitted, withdrawn])).toEqual([]);
  });
});

test('T0-15: ten thousand initiatives come page by page, each once and in order, while others are added', async () => {
  const rows = sqliteRows(':memory:');
  await rows.open([initiativeBoard]);
  const at = (second: number) => new Date(Date.UTC(2013, 0, 1) + second * 1_000).toISOString();
  let saved = 0n;
  const add = async (keys: readonly (readonly [key: string, second: number])[]) => {
    const changed = keys.map(([key, second]) => ({
      ...{ key, position: saved + 1n },
      row: rowAfter(initiativeBoard, key, [[`initiative-${key}`, at(second), PROPOSED]]),
    }));
    await rows.save([{ view: initiativeBoard, from: saved, to: saved + 1n, changed }]);
    saved += 1n;
  };
  const known = Array.from({ length: 10_000 }, (_, index) => `initiative-${index}`);
  await add(known.map((key, index) => [key, 10 * index]));

  const seen: string[] = [];
  let after: string | null = null;
  do {
    const read = reader({ store: memoryEventStore(), rows });
    const page: Awaited<ReturnType<typeof pageOf<typeof initiativeBoard>>> = await pageOf(
      read,
      initiativeBoard,
      { first: 100, after },
      { orderBy: 'proposedAt', where: { standing: ['OPEN', 'CLOSED'] } },
    );
    seen.push(...page.edges.map(({ node }) => node.key));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    // One that was proposed before all that is still to come, and one after all of it.
    await add([
      [`late-${seen.length}`, 1],
      [`new-${seen.length}`, 200_000 + seen.length],
    ]);
  } while (after !== null);

  expect(seen.filter((key) => key.startsWith('initiative-'))).toEqual(known);
  expect(new Set(seen).size).toBe(seen.length);
  await rows.close();
});

const of = (day: string, event: InitiativeEvent): Happened<InitiativeEvent> => [
  'initiative-beesafe',
  `${day}T12:00:00.000Z`,
  event,
];
const PROPOSED: InitiativeEvent = {
  type: 'InitiativeProposed',
  ...{ kind: 'LOCK_FITTING', name: 'Beesafe', lead: 'police', organisers: [] },
  area: [{ ward: WARD, eligibleDwellings: 400 }],
  ...{ criteria: ['AGE_60_PLUS'], premisesKinds: ['HOME', 'BLOCK_OF_FLATS'] },
};
const proposed = of('2013-02-04', PROPOSED);
const organised = of('2013-02-05', { type: 'InitiativeOrganisersChanged', organisers: ['council'] });
const moved = of('2013-02-06', {
  type: 'InitiativeAreaChanged',
  area: [{ ward: WARD, eligibleDwellings: 420 }],
});
const funded = of('2013-02-07', {
  type: 'InitiativeFunded',
  ...{ funding: 'grant-1', funder: 'council', amountPence: 100, from: '2013-02-01' },
});
const fundingOver = of('2013-06-03', { type: 'InitiativeFundingEnded', funding: 'grant-1' });
const asked = of('2013-02-08', {
  type: 'ConsultationRecorded',
  ...{ consultation: 'letters', asked: 24, responded: 20, agreed: 18, closedOn: '2013-02-07' },
});
const lawful = of('2013-02-08', {
  type: 'LegalBasisRecorded',
  ...{ legalBasis: 'order-7', kind: 'GATING_ORDER', reference: 'orders/7', from: '2013-02-08' },
});
const unlawful = of('2013-06-04', { type: 'LegalBasisEnded', legalBasis: 'order-7' });
const cited = of('2013-02-09', { type: 'InitiativeEvidenceRecorded', evidence: 'profiles/2013-2' });
const ADMITTED: Extract<InitiativeEvent, { type: 'PremisesAdmitted' }> = {
  type: 'PremisesAdmitted',
  ...{ premises: 'juniper-house', kind: 'BLOCK_OF_FLATS', dwellings: 40, ward: WARD },
  ...{ recipient: 'juniper', criteria: ['AGE_60_PLUS'] },
  address: personalReference('initiative-beesafe/9/0'),
};
const admitted = of('2013-02-11', ADMITTED);
const withdrawn = of('2013-02-20', {
  type: 'PremisesWithdrawn',
  ...{ premises: 'juniper-house', reason: 'OTHER', ward: WARD, dwellings: 40 },
});
const FITTED = { type: 'InstallationRecorded', premises: 'juniper-house', fittedBy: 'council' } as const;
const fitted = of('2013-02-18', { ...FITTED, devices: ['ENTRY_DOOR'], ward: WARD, dwellings: 40 });
const fittedMore = of('2013-02-19', { ...FITTED, devices: ['LIGHTING'], ward: WARD, dwellings: 0 });
const evaluated = of('2013-06-05', {
  type: 'InitiativeEvaluated',
  ...{ evaluation: 'spring', method: 'RECORDED_CRIME', before: 14, after: 1 },
  ...{ from: '2013-02-18', until: '2013-05-31' },
});
const closed = of('2013-06-06', { type: 'InitiativeClosed', outcome: 'COMPLETED' });
const reopened = of('2013-06-07', { type: 'InitiativeReopened' } as InitiativeEvent);
