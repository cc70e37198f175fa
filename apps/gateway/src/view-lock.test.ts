import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { event, z, type AnyEventDefinition, type AnyView } from '@wardbook/event-sourcing';
import { policing, promiseHistory } from '@wardbook/policing';
import { fixtureFile } from './log-v1.test.data.ts';
import { promiseBoard } from './promise/promise-board.view.ts';
import { oldLog, readViewLock, renewedViewLock, viewLockText } from './view-lock.ts';
import { VIEWS } from './views.ts';

const log = oldLog(fixtureFile('replay.jsonl').toString());
const text = readFileSync(join(import.meta.dirname, '..', 'views.lock.json'), 'utf8');
const lock = readViewLock(text);
const board: AnyView = promiseBoard;
const lockOf = (...views: readonly AnyView[]) => renewedViewLock({}, views, log);

test('K-07: every read model makes of the old log what the lock says', () => {
  expect(viewLockText(renewedViewLock(lock, [...VIEWS, ...policing.processes], log))).toBe(text);
});

describe('K-07: a developer is told to raise the version of a view', () => {
  const raise = 'raise its version, so that its rows are built anew.';
  const other = (changed: Partial<AnyView>): AnyView => ({ ...board, ...changed });

  test.each<[string, AnyView]>([
    [
      'whose step does something else',
      other({ evolve: { ...board.evolve, PromiseInForce: (row: object) => row } }),
    ],
    ['that folds less', other({ evolve: {} })],
    ['that begins otherwise', other({ initial: { ...board.initial, rank: 1 } })],
    ['with a column more', other({ columns: { ...board.columns, rank: () => 1 } })],
    ['whose column says something else', other({ columns: { ...board.columns, ward: () => 'x' } })],
  ])('%s', (_, changed) => {
    expect(() => renewedViewLock(lockOf(board), [changed], log)).toThrow(
      `promise-board makes other rows of the old log than it did: ${raise}`,
    );
    const raised = { ...changed, version: board.version + 1 };
    expect(renewedViewLock(lockOf(board), [raised], log)).toEqual(lockOf(raised));
  });

  test('where an event that the old log has none of has another version', () => {
    const first = event('PromisePraised', { by: z.int() });
    const next = first.becomes({ by: z.int(), loud: z.boolean() }, (older) => ({ ...older, loud: false }));
    const folding = (...events: readonly AnyEventDefinition[]): AnyView =>
      other({
        of: [{ ...promiseHistory, events: [...promiseHistory.events, ...events] }],
        evolve: {
          ...board.evolve,
          ...Object.fromEntries(events.map(({ type }) => [type, (row: object) => row])),
        },
      });
    expect(renewedViewLock(lockOf(board), [folding(first)], log)).toEqual(lockOf(folding(first)));
    expect(() => renewedViewLock(lockOf(folding(first)), [folding(next)], log)).toThrow(
      `promise-board folds PromisePraised, which has another version now: ${raise}`,
    );
  });

  test('that is given an older version', () => {
    expect(() => renewedViewLock(lockOf(board), [other({ version: 1 })], log)).toThrow(
      `promise-board had version ${String(board.version)} already: ${raise}`,
    );
  });

  test('but not of one that only reads otherwise', () => {
    const steps = board.evolve as Record<string, (...given: object[]) => object>;
    const wrapped = Object.fromEntries(
      Object.entries(steps).map(([type, step]) => [type, (...given: object[]) => ({ ...step(...given) })]),
    );
    const lines = { evolve: wrapped, columns: Object.fromEntries(Object.entries(board.columns).reverse()) };
    expect(renewedViewLock(lockOf(board), [other(lines)], log)).toEqual(lockOf(board));
  });
});
