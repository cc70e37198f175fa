import { expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import { globalId, type NodeKind } from './global-id.ts';
import { patience } from './patience.ts';
import { gatewaySchema } from './schema.ts';
import { scopesOf } from './scope.ts';

const schema = await gatewaySchema();

/** What a query asks the context for, and what it answers: the row that stands in for every record. */
const asked = async (source: string, row: object | null = null) => {
  const wanted: unknown[] = [];
  const note = async (...asking: readonly unknown[]) => {
    wanted.push(asking);
    return row;
  };
  const patient = patience({ units: Infinity });
  const contextValue = { scopes: scopesOf('OFFICER'), findAt: note, find: note, patience: patient };
  return { ...(await graphql({ schema, source, contextValue })), wanted };
};

const idOf = (kind: NodeKind): string => globalId(kind, 'juniper');

test.each<[string, NodeKind, string]>([
  [`promise(id: "${idOf('Promise')}")`, 'Promise', 'juniper'],
  [`member(id: "${idOf('Member')}")`, 'Member', 'juniper'],
  [`team(id: "${idOf('Team')}")`, 'Team', 'juniper'],
  [`agency(id: "${idOf('Agency')}")`, 'Agency', 'juniper'],
  [`adviceCase(id: "${idOf('AdviceCase')}")`, 'AdviceCase', 'juniper'],
  [`attendance(id: "${idOf('Attendance')}")`, 'Attendance', 'juniper'],
  [`subject(id: "${idOf('Subject')}")`, 'Subject', 'juniper'],
  ['ward(code: "E05000140")', 'Ward', 'E05000140'],
  ['borough(code: "E09000007")', 'Borough', 'E09000007'],
  ['policy(number: "a 0609")', 'Policy', 'A0609'],
  ['roles(force: "met")', 'Roles', 'met'],
])('%s asks for one record by its key', async (query, kind, key) => {
  const { wanted, errors } = await asked(`{ ${query} { id } }`);
  expect(errors).toBeUndefined();
  expect(wanted).toEqual([[kind, key, expect.anything()]]);
});

test.each([
  ['ward(code: "KILBURN")', 'This is not the GSS code of a ward. One looks like E05000140.'],
  ['borough(code: "E05000140")', 'This is not the GSS code of a borough. One looks like E09000007.'],
  [`team(id: "${idOf('Promise')}")`, 'This is not the id of a Team. Send an id as Wardbook gave it.'],
])('%s is refused before anybody looks for it', async (query, message) => {
  const { wanted, errors } = await asked(`{ ${query} { id } }`);
  expect(errors).toMatchObject([{ message, extensions: { code: 'INVALID_ID' } }]);
  expect(wanted).toEqual([]);
});

test('a moment and a token reach the record; what has no moments takes none', async () => {
  const { wanted } = await asked(
    `{ team(id: "${idOf('Team')}", exactly: 2, atLeast: "t") { id } subject(id: "${idOf('Subject')}", atLeast: "t") { id } }`,
  );
  expect(wanted).toMatchObject([
    ['Team', 'juniper', { exactly: 2, atLeast: 't' }],
    ['Subject', 'juniper', { atLeast: 't' }],
  ]);
  const { errors } = await asked(`{ subject(id: "${idOf('Subject')}", exactly: 2) { id } }`);
  expect(errors).toHaveLength(1);
});

test('a linked record is asked for by the key in the row; of a timeline, by the last; without a key, not at all', async () => {
  const row = {
    key: 'E05000140',
    borough: null,
    inpt: [
      { from: '2013-01-01T00:00:00.000Z', value: 'inpt-1' },
      { from: '2013-02-01T00:00:00.000Z', value: 'inpt-2' },
    ],
    snt: [],
  };
  const fields = 'inpt { id } saferNeighbourhoodTeam { id } borough { id }';
  const { data, wanted } = await asked(`{ ward(code: "E05000140") { panel { id } ${fields} } }`, row);
  expect(wanted.slice(1)).toEqual([
    ['WardPanel', 'E05000140'],
    ['Team', 'inpt-2'],
  ]);
  expect(data?.['ward']).toEqual({
    panel: { id: globalId('WardPanel', 'E05000140') },
    inpt: { id: globalId('Team', 'E05000140') },
    saferNeighbourhoodTeam: null,
    borough: null,
  });
});

test.each(['adviceCase', 'attendance', 'subject'])('%s names the stream of its history', async (name) => {
  const kind = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}` as NodeKind;
  const { data } = await asked(`{ ${name}(id: "${idOf(kind)}") { stream } }`, { key: 'juniper' });
  expect(data?.[name]).toEqual({ stream: `${name}-juniper` });
});
