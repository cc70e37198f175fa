import { graphql, GraphQLInt, GraphQLList, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { patience, type Patience } from './patience.ts';
import { enforceScopes, scopesOf } from './scope.ts';

/** Patience whose clock moves as it is told, and what happened in which order. */
const told = (units = 1_000) => {
  const order: string[] = [];
  let time = 0;
  const patient = patience({
    units,
    now: () => time,
    others: async () => order.push('others'),
  });
  const work = (name: string, milliseconds: number) => async () => {
    order.push(name);
    time += milliseconds;
    return name;
  };
  return { patient, order, work };
};

const code = (expected: string) =>
  expect.objectContaining({ extensions: expect.objectContaining({ code: expected }) as unknown }) as unknown;

describe('P-02: nobody waits for somebody else’s query', () => {
  test('reads follow each other while they are quick', async () => {
    const { patient, order, work } = told();
    await Promise.all([
      patient.reading(work('a', 4)),
      patient.reading(work('b', 3)),
      patient.reading(work('c', 1)),
    ]);
    expect(order).toEqual(['a', 'b', 'c']);
  });

  test('others have a turn whenever one was used up, however many reads wait', async () => {
    const { patient, order, work } = told();
    const found = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => patient.reading(work(name, 5))));
    expect(order).toEqual(['a', 'b', 'others', 'c', 'd', 'others', 'e']);
    expect(found).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('what was read is handed over one by one, and what comes of it counts', async () => {
    const { patient, order, work } = told();
    const used = ['a', 'b', 'c'].map(async (name) => {
      await patient.reading(work(name, 0));
      await Promise.resolve();
      await work(`of ${name}`, 5)();
    });
    await Promise.all(used);
    expect(order).toEqual(['a', 'b', 'c', 'of a', 'of b', 'others', 'of c']);
  });

  test('once it has ended nothing more is read, whether asked for before or after', async () => {
    const { patient, order, work } = told();
    const reads = ['a', 'b', 'c', 'd'].map((name) => patient.reading(work(name, 5)));
    patient.end();
    const results = await Promise.allSettled([...reads, patient.reading(work('e', 5))]);
    expect(order).toEqual(['a', 'b', 'others']);
    expect(results.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    expect(results.at(-1)).toMatchObject({ reason: code('QUERY_TOO_LONG') });
  });

  test('a read that never ends is not waited for', async () => {
    const { patient } = told();
    const read = patient.reading(() => new Promise(() => undefined));
    patient.end();
    await expect(read).rejects.toEqual(code('QUERY_TOO_LONG'));
  });

  test('no more is shown than may be, however long a list is', () => {
    const { patient } = told(10);
    patient.spend(10);
    expect(() => patient.spend(1)).toThrow('There is more here than usual');
  });
});

describe('P-02: every field of the schema', () => {
  const schemaWith = (scope: string, onOne: (at: number) => void) =>
    enforceScopes(
      new GraphQLSchema({
        query: new GraphQLObjectType({
          name: 'Query',
          extensions: { scope: 'NEIGHBOURHOOD' },
          fields: {
            all: {
              extensions: { size: 5 },
              type: new GraphQLList(
                new GraphQLObjectType({
                  name: 'One',
                  extensions: { scope },
                  fields: () => ({
                    at: { type: GraphQLInt, resolve: (at: number) => (onOne(at), at) },
                  }),
                }),
              ),
              resolve: () => [1, 2, 3, 4, 5],
            },
          },
        }),
      }),
    );
  const asked = (schema: GraphQLSchema, patient: Patience) =>
    graphql({
      schema,
      source: '{ all { at } }',
      contextValue: { scopes: scopesOf('OFFICER'), patience: patient },
    });

  test('is shown no more once its time is over', async () => {
    const { patient } = told();
    const shown: number[] = [];
    const schema = schemaWith('NEIGHBOURHOOD', (at) => {
      shown.push(at);
      if (at === 2) patient.end();
    });
    const { errors } = await asked(schema, patient);
    expect(shown).toEqual([1, 2]);
    expect(errors).toHaveLength(3);
    expect(errors?.[0]).toEqual(code('QUERY_TOO_LONG'));
  });

  test('is shown as long as there is something of the budget', async () => {
    const { patient } = told(4);
    const shown: number[] = [];
    const { errors } = await asked(
      schemaWith('NEIGHBOURHOOD', (at) => shown.push(at)),
      patient,
    );
    expect(shown).toEqual([1, 2, 3]);
    expect(errors?.[0]).toEqual(code('QUERY_TOO_COSTLY'));
  });

  test('that says what became of a command is always shown', async () => {
    const { patient } = told(1);
    const { data, errors } = await asked(
      schemaWith('COMMAND', () => patient.end()),
      patient,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ all: [1, 2, 3, 4, 5].map((at) => ({ at })) });
  });
});
