import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Told } from '@wardbook/event-sourcing';
import { borough, type BoroughCommand } from './borough/borough.ts';
import { engine } from './engine.test.data.ts';
import { ADMIN, CAMDEN, IN_2012, INPT, INSPECTOR, KILBURN, schoolVisits } from './kilburn.test.data.ts';
import type { Step } from './steps.test.data.ts';
import { promise, type PromiseCommand } from './promise/promise.ts';
import { team, type TeamCommand } from './team/team.ts';
import { ward, type WardCommand } from './ward/ward.ts';

const EPPING_FOREST = 'E07000072';
/** Its wards, by code: the 32 of 2013 and the 18 of 2024 (docs/sources.md). Days and sectors here are invented. */
const WARDS = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/areas/epping-forest-wards.json'), 'utf8'),
) as Readonly<Record<'old' | 'new', Readonly<Record<string, string>>>>;
const [OLD, NEW] = [Object.entries(WARDS.old), Object.entries(WARDS.new)];

const byAdmin = { occurredAt: IN_2012, by: ADMIN };
const byInspector = { occurredAt: IN_2012, by: INSPECTOR };
const inBorough = (id: string, command: Told<BoroughCommand>): Step => ({ decider: borough, id, command });
const inWard = (id: string, command: Told<WardCommand>): Step => ({ decider: ward, id, command });
const ofTeam = (command: Told<TeamCommand>): Step => ({ decider: team, id: INPT, command });
const ofPromise = (command: Told<PromiseCommand>): Step => ({ decider: promise, id: 'visits', command });

const founded = (code: string, name: string): readonly Step[] => [
  inBorough(code, { type: 'EstablishBorough', ...byAdmin, name }),
  inBorough(code, { type: 'CreateSector', ...byAdmin, sector: 'west', label: 'West' }),
];
const established = (lies: string, [code, name]: readonly [string, string]): readonly Step[] => [
  inWard(code, { type: 'EstablishWard', ...byAdmin, name, borough: lies, validFrom: '2012-05-03' }),
  inBorough(lies, { type: 'AssignWardToSector', ...byAdmin, ward: code, sector: 'west' }),
];

/** Sends it all; each step has to be recorded as a new event. */
const told = async (steps: readonly Step[]) => {
  const { send, eventsOf } = engine();
  for (const step of steps)
    expect(await send(step)).toMatchObject({ receipt: { eventIds: [expect.any(String)] } });
  return eventsOf;
};

test('K-05: Epping Forest, its old wards and the new ones that came after, beside Camden', async () => {
  const abolished = OLD.map(([code, name]) => {
    const successors = NEW.filter(([, later]) => later === name).map(([successor]) => successor);
    return inWard(code, { type: 'AbolishWard', ...byAdmin, successors });
  });
  const eventsOf = await told([
    ...founded(CAMDEN, 'Camden'),
    ...established(CAMDEN, [KILBURN, 'Kilburn']),
    ...founded(EPPING_FOREST, 'Epping Forest'),
    ...[...OLD, ...NEW].flatMap((named) => established(EPPING_FOREST, named)),
    ...abolished,
  ]);
  const assigned = (code: string) => expect.objectContaining({ type: 'WardAssignedToSector', ward: code });
  const there = expect.objectContaining({ type: 'WardEstablished', borough: EPPING_FOREST });
  const gone = expect.objectContaining({ type: 'WardAbolished' });
  expect([OLD.length, NEW.length]).toEqual([32, 18]);
  for (const [code] of OLD) expect(await eventsOf(`ward-${code}`)).toEqual([there, gone]);
  for (const [code] of NEW) expect(await eventsOf(`ward-${code}`)).toEqual([there]);
  expect(await eventsOf('ward-E05004155')).toMatchObject([
    { name: 'Grange Hill' },
    { successors: ['E05015729'] },
  ]);
  const [, , ...inSectors] = await eventsOf(`borough-${EPPING_FOREST}`);
  expect(inSectors).toEqual([...OLD, ...NEW].map(([code]) => assigned(code)));
  expect((await eventsOf(`borough-${CAMDEN}`)).slice(2)).toEqual([assigned(KILBURN)]);
});

test.each([
  ['unitary authority', 'E06900001', 'E05900001'],
  ['district', 'E07900001', 'E05900002'],
  ['metropolitan district', 'E08900001', 'E05900003'],
  ['London borough', 'E09900001', 'E05900004'],
  ['principal area of Wales', 'W06900001', 'W05900001'],
  ['council area of Scotland', 'S12900001', 'S13900001'],
  ['district of Northern Ireland', 'N09900001', 'N08900001'],
])('K-05: a promise is made to a ward of a %s', async (kind, boroughCode, code) => {
  const terms = { ...schoolVisits, ward: code };
  const eventsOf = await told([
    ...founded(boroughCode, `An invented ${kind}`),
    ...established(boroughCode, [code, 'Larkholm']),
    ofTeam({ type: 'FormTeam', ...byAdmin, kind: 'INPT', name: 'Larkholm INPT' }),
    inWard(code, { type: 'AssignWardToInpt', ...byAdmin, team: INPT }),
    inWard(code, {
      type: 'RegisterPromiseTarget',
      ...byAdmin,
      target: 'school-ash',
      kind: 'SECONDARY_SCHOOL',
      label: 'Ash School',
    }),
    ofPromise({ type: 'ProposePromise', ...byInspector, terms }),
  ]);
  expect(await eventsOf('promise-visits')).toMatchObject([{ type: 'PromiseProposed', ward: code }]);
  expect(await eventsOf(`ward-${code}`)).toMatchObject([
    { borough: boroughCode },
    { team: INPT },
    { target: 'school-ash' },
  ]);
});
