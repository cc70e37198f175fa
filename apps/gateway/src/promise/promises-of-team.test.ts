import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tellStory } from '../demo/tell.ts';
import { globalId } from '../global-id.ts';
import { wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

let wardbook: Wardbook;
beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
}, 60_000);
afterAll(() => wardbook.stop());

/** What the promises of a team say, and to which wards. */
const promisesOf = async (team: string): Promise<readonly string[]> => {
  const query = `query ($team: ID!) { promises(first: 50, teamId: $team) {
    edges { node { team { name } ward { name } kind targetKind } } } }`;
  const { json } = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: 'OFFICER pc-E05000140' },
    payload: { query, variables: { team: globalId('Team', team) } },
  });
  interface Found {
    readonly node: {
      readonly team: { readonly name: string };
      readonly ward: { readonly name: string };
      readonly kind: string;
      readonly targetKind: string | null;
    };
  }
  const { data } = json<{ data: { promises: { edges: readonly Found[] } } }>();
  return data.promises.edges.map(({ node }) =>
    [node.team.name, node.ward.name, node.kind, ...(node.targetKind === null ? [] : [node.targetKind])].join(
      ': ',
    ),
  );
};

test('T4-05: the promises of an INPT are one set, whichever of its wards they were made to', async () => {
  expect((await promisesOf('inpt-1')).toSorted()).toEqual([
    'Demonstration INPT: Fortune Green: PERIODIC_VISIT: SECONDARY_SCHOOL',
    'Demonstration INPT: Haverstock: PERIODIC_VISIT: SECONDARY_SCHOOL',
    'Demonstration INPT: Kilburn: PATROL_WINDOW',
    'Demonstration INPT: Kilburn: PERIODIC_VISIT: PLACE_OF_WORSHIP',
  ]);
  expect(await promisesOf('snt-E05000140')).toEqual([]);
});
