import { describe, expect, test } from '@jest/globals';
import { globalId } from './global-id.ts';
import type { InvalidInput } from './payload.ts';
import { AmendPromiseInput, RecordPatrolInput } from './promise/promise.input.ts';
import { clientPath, readInput } from './read-input.ts';
import { CorrectPersonalDetailsInput } from './subject/subject.input.ts';

const PROMISE = globalId('Promise', 'visits');
const TERMS = {
  wardCode: 'E05000140',
  teamId: globalId('Team', 'inpt'),
  kind: 'PATROL_WINDOW',
  statement: 'We patrol.',
  minimumPerPeriod: 1,
  windows: [{ weekday: 'FRIDAY', from: '20:00', to: '24:00' }],
};
const amend = (terms: object) => ({ commandId: 'amend-promise-1', promiseId: PROMISE, terms });
const correct = (fields: object) => ({
  commandId: 'correct-details-1',
  subjectId: globalId('Subject', 'juniper'),
  ...fields,
});

const faultsOf = async (read: Promise<object>): Promise<readonly (readonly [string, string])[]> =>
  ((await read) as readonly InvalidInput[]).map(({ path, constraint }) => [path.join('.'), constraint]);

describe('an input is read', () => {
  test('in the words of its command: a node’s id is its key, a date ISO, a group a group', async () => {
    const amended = await readInput(AmendPromiseInput, amend(TERMS));
    expect(amended).toBeInstanceOf(AmendPromiseInput);
    expect((amended as AmendPromiseInput).toCommand().command).toEqual({
      type: 'AmendPromise',
      terms: { ...TERMS, wardCode: undefined, teamId: undefined, ward: 'E05000140', team: 'inpt' },
    });
    const patrol = await readInput(RecordPatrolInput, {
      commandId: 'record-patrol-1',
      promiseId: PROMISE,
      memberId: globalId('Member', 'officer-1'),
      area: 'area-1',
      evidence: 'pocket-book/118-4',
      from: new Date('2013-03-08T20:00:00Z'),
      to: new Date('2013-03-09T00:00:00Z'),
    });
    expect(patrol).toMatchObject({ id: 'visits', target: 'area-1', to: '2013-03-09T00:00:00.000Z' });
  });

  test('and what is wrong with it is said by the names that clients use, however deep it stands', async () => {
    const terms = {
      ...TERMS,
      wardCode: 'Kilburn',
      teamId: PROMISE,
      windows: [TERMS.windows[0], { ...TERMS.windows[0], to: '25:00' }],
    };
    expect(await faultsOf(readInput(AmendPromiseInput, amend(terms)))).toEqual([
      ['input.terms.wardCode', 'matches'],
      ['input.terms.teamId', 'isNodeId'],
      ['input.terms.windows.1.to', 'matches'],
    ]);
  });

  test('P-12: null clears what can be cleared, and is refused elsewhere', async () => {
    const cleared = await readInput(CorrectPersonalDetailsInput, correct({ address: null }));
    expect((cleared as CorrectPersonalDetailsInput).toCommand().command).toEqual({
      type: 'CorrectPersonalDetails',
      address: null,
    });
    expect(await faultsOf(readInput(CorrectPersonalDetailsInput, correct({ name: null })))).toEqual([
      ['input.name', 'isNotNull'],
    ]);
    expect(await faultsOf(readInput(AmendPromiseInput, amend({ ...TERMS, windows: null })))).toEqual([
      ['input.terms.windows', 'isNotNull'],
    ]);
  });

  test('G-06, G-07: text is whole, shows something, and is in one form', async () => {
    expect(await readInput(CorrectPersonalDetailsInput, correct({ name: 'Jose\u0301' }))).toMatchObject({
      name: 'José',
    });
    for (const name of ['\ud800', 'a\u0000', '\u200b'])
      expect(await faultsOf(readInput(CorrectPersonalDetailsInput, correct({ name })))).toEqual([
        ['input.name', 'isText'],
      ]);
  });

  test('without what its class does not know, whatever it is called', async () => {
    const sent = Object.assign(
      Object.create({ address: 'inherited' }) as object,
      correct({ constructor: 'x', toCommand: 'y' }),
    );
    const read = (await readInput(CorrectPersonalDetailsInput, sent)) as CorrectPersonalDetailsInput;
    expect(read.toCommand().command).toEqual({ type: 'CorrectPersonalDetails' });
  });
});

test.each([
  [AmendPromiseInput, 'id', ['promiseId']],
  [AmendPromiseInput, 'terms.ward', ['terms', 'wardCode']],
  [AmendPromiseInput, 'terms.windows.1.from', ['terms', 'windows', '1', 'from']],
  [AmendPromiseInput, 'terms.elsewhere', ['terms']],
  [RecordPatrolInput, 'target', ['area']],
  [RecordPatrolInput, 'fulfilment', []],
  [RecordPatrolInput, 'constructor', []],
  [RecordPatrolInput, undefined, []],
])('G-08: of %p, what a refusal calls %p is what the client calls %j', (input, path, named) => {
  expect(clientPath(input, path)).toEqual(named);
});
