import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KILBURN } from './demo/camden.ts';
import { tellStory } from './demo/tell.ts';
import { globalId } from './global-id.ts';
import { wardbookInMemory } from './testing/wardbook-in-memory.ts';
import type { Wardbook } from './wardbook.ts';

interface Month {
  readonly result: string;
  readonly targets: readonly string[];
  readonly met: readonly string[];
}

describe('an elected member, over HTTP', () => {
  let wardbook: Wardbook;
  beforeAll(async () => {
    wardbook = await wardbookInMemory();
    await tellStory(wardbook.store, wardbook.engine, Date.now);
    await wardbook.engine.settled(await wardbook.store.head(), 30_000);
  }, 60_000);
  afterAll(() => wardbook.stop());

  const ask = async (query: string, who = 'ELECTED elected-1 demonstration-council') => {
    const { app } = wardbook;
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: who },
      payload: { query },
    });
    return { status: response.statusCode, body: response.json<{ data?: Record<string, unknown> }>() };
  };
  const caseOf = (key: string): string => `{ adviceCase(id: "${globalId('AdviceCase', key)}") { standing } }`;

  test('T2-25: is refused a case, whether there is such a case or not', async () => {
    expect((await ask(caseOf('kilburn-1'), 'PCSO pcso-E05000140')).body.data).toEqual({
      adviceCase: { standing: expect.any(String) },
    });
    const refused = await ask(caseOf('kilburn-1'));
    expect(refused).toMatchObject({
      body: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    });
    expect(await ask(caseOf('no-such-case'))).toEqual(refused);
  });
  test.each(['adviceCases', 'referrals', 'visits'])('T2-25: and lists of them: %s', async (list) => {
    expect(await ask(`{ ${list} { edges { node { id } } } }`)).toMatchObject({
      body: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    });
  });
  test('T2-25: is shown what a ward was promised, how much of it was kept, and its cover', async () => {
    const { body } = await ask(`{ ward(code: "${KILBURN}") {
      missingCover promises { edges { node { periods { result targets met } } } } } }`);
    const { missingCover, promises } = body.data?.['ward'] as {
      readonly missingCover: readonly string[];
      readonly promises: {
        readonly edges: readonly { readonly node: { readonly periods: readonly Month[] } }[];
      };
    };
    expect(missingCover).toEqual([]);
    const closed = promises.edges
      .flatMap(({ node }) => node.periods)
      .filter(({ result }) => ['KEPT', 'BROKEN'].includes(result));
    expect(closed.length).toBeGreaterThan(2);
    for (const { result, targets, met } of closed)
      expect(met.length === targets.length).toBe(result === 'KEPT');
  });
});
