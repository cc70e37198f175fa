import { describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { announcedLate, contractOf, schemaChanges, undatedIn } from './schema-changes.ts';

const TODAY = '2027-06-01';
const DUE = '@deprecated(reason: "Use brightness; removed after 2027-05-31.")';
const DUE_LATER = '@deprecated(reason: "Use brightness; removed after 2027-06-01.")';

/** A world of street lamps, with whatever a test adds. */
const lamps = (
  more: { readonly lamp?: string; readonly query?: string; readonly types?: string } = {},
): string => `
  interface Node { id: ID! }
  type Lamp implements Node { id: ID! street: String! ${more.lamp ?? ''} }
  type Query { node(id: ID!): Node lamp(id: ID!): Lamp ${more.query ?? ''} }
  ${more.types ?? ''}
`;

const breaking = async (released: string, now: string): Promise<readonly string[]> => {
  buildSchema(released);
  buildSchema(now);
  return (await schemaChanges(released, now, TODAY)).breaking;
};
const dangerous = async (released: string, now: string): Promise<readonly string[]> =>
  (await schemaChanges(released, now, TODAY)).dangerous;

describe('a change of the schema breaks a client', () => {
  const old = lamps({
    lamp: 'watts: Int! state: State faults(kind: Kind, first: Int! = 20): [Fault!]',
    query: 'search(by: By!): Hit wards(kinds: [Kind!]): Int',
    types: `enum State { LIT DARK } enum Kind { A B } type Fault { at: String! } union Hit = Lamp | Fault
      input By { street: String! limit: Int! = 5 near: String }`,
  });

  test.each([
    ['a field is gone', 'watts: Int!', '', 'watts'],
    ['a field may be null', 'watts: Int!', 'watts: Int', 'Int!'],
    ['a field is of another type', 'watts: Int!', 'watts: Float!', 'Float'],
    ['a value is gone', 'LIT DARK', 'LIT', 'DARK'],
    ['an argument is gone', 'kind: Kind, first', 'first', 'kind'],
    ['an argument is asked for', 'kinds: [Kind!]', 'kinds: [Kind!]!', 'kinds'],
    ['there is a new argument, and it is asked for', 'kind: Kind,', 'kind: Kind, since: String!,', 'since'],
    ['what could be left out of an argument cannot be', 'first: Int! = 20', 'first: Int!', 'first'],
    ['an input asks for more', 'near: String', 'near: String far: String!', 'far'],
    ['an input field is gone', 'near: String', '', 'near'],
    ['what could be left out of an input cannot be', 'limit: Int! = 5', 'limit: Int!', 'limit'],
    [
      'an input takes one of its fields only',
      'input By { street: String! limit: Int! = 5',
      'input By @oneOf { street: String limit: Int',
      'oneOf',
    ],
    ['a member of a union is gone', 'Lamp | Fault', 'Lamp', 'Fault'],
    ['an interface is implemented no more', 'Lamp implements Node', 'Lamp', 'Node'],
    ['a type is another kind of thing', 'type Fault {', 'interface Fault {', 'Fault'],
  ])('where %s', async (_, before, after, named) => {
    const changed = old.replace(before, after).replace(after.startsWith('interface') ? ' | Fault' : '\0', '');
    expect(changed).not.toBe(old);
    expect((await breaking(old, changed)).join('\n')).toContain(named);
  });

  test('and nothing does where words change, or something is added that nobody has to send', async () => {
    const more = old
      .replace('watts: Int!', '"""How bright."""\nwatts: Int! lumen: Int')
      .replace('near: String', 'near: String far: String');
    expect(await schemaChanges(old, more, TODAY)).toEqual({ breaking: [], dangerous: [] });
  });

  test('a new value, another default, a new argument are told, and break nothing', async () => {
    const other = old
      .replace('LIT DARK', 'LIT DARK DIM')
      .replace('= 20', '= 50')
      .replace('kind: Kind,', 'kind: Kind, since: Int,');
    expect(await breaking(old, other)).toEqual([]);
    expect(await dangerous(old, other)).toEqual([
      "Argument 'since: Int' added to field 'Lamp.faults'.",
      "Default value for argument 'first' on field 'Lamp.faults' changed from '20' to '50'.",
      "Enum value 'DIM' was added to enum 'State'.",
    ]);
  });
});

describe('what was deprecated with a day', () => {
  test('may go once the day has passed, and not on the day', async () => {
    expect(await breaking(lamps({ lamp: `watts: Int ${DUE}` }), lamps())).toEqual([]);
    expect(await breaking(lamps({ lamp: `watts: Int ${DUE_LATER}` }), lamps())).toEqual([
      expect.stringMatching(/watts.*It was said to stay until 2027-06-01\.$/),
    ]);
  });

  test('may go only if the release said so, not the change that takes it away', async () => {
    expect(await breaking(lamps({ lamp: 'watts: Int' }), lamps())).toHaveLength(1);
    expect(
      await breaking(lamps({ lamp: 'watts: Int @deprecated(reason: "Use brightness.")' }), lamps()),
    ).toHaveLength(1);
  });

  test('may be an argument, a value or a field of an input', async () => {
    const with3 = (due: string): string =>
      lamps({
        query: `lit(street: String ${due}, near: String): Int find(by: By): Int`,
        types: `enum State { LIT DARK ${due} } input By { a: Int b: Int ${due} state: State }`,
      });
    const without = lamps({
      query: 'lit(near: String): Int find(by: By): Int',
      types: 'enum State { LIT } input By { a: Int state: State }',
    });
    expect(await breaking(with3(DUE), without)).toEqual([]);
    expect(await breaking(with3(DUE_LATER), without)).toHaveLength(3);
  });

  test('takes with it the types that nobody can meet any more', async () => {
    const types = 'type Bulb { at: String! maker: Maker } type Maker { name: String }';
    expect(await breaking(lamps({ lamp: `bulb: Bulb ${DUE}`, types }), lamps())).toEqual([]);
    const alsoElsewhere = `${types} type Shed { bulbs: [Bulb!] }`;
    const kept = lamps({ lamp: `bulb: Bulb ${DUE}`, query: 'shed: Shed', types: alsoElsewhere });
    expect(await breaking(kept, lamps({ query: 'shed: Shed', types: 'type Shed { a: Int }' }))).not.toEqual(
      [],
    );
  });

  test('takes a type with it that is found by its interface or union, once all of it is due', async () => {
    const query = 'found: Found';
    const types = (due: string): string =>
      `union Found = Lamp | Sign type Sign implements Node { id: ID! ${due} text: String ${DUE} }`;
    const now = lamps({ query, types: 'union Found = Lamp' });
    expect(await breaking(lamps({ query, types: types(DUE) }), now)).toEqual([]);
    expect(await breaking(lamps({ query, types: types(DUE_LATER) }), now)).not.toEqual([]);
  });

  test('does not let a type go that another field still gives', async () => {
    const released = lamps({ query: 'sign: Sign', types: `type Sign { text: String ${DUE} }` });
    expect(await breaking(released, lamps())).not.toEqual([]);
  });

  test('may stay longer', async () => {
    const released = lamps({ lamp: `watts: Int ${DUE}` });
    expect(await schemaChanges(released, released, TODAY)).toEqual({ breaking: [], dangerous: [] });
  });
});

describe('a deprecation', () => {
  test.each([
    ['@deprecated', ['Lamp.watts']],
    ['@deprecated(reason: "Use brightness.")', ['Lamp.watts']],
    ['@deprecated(reason: "Use brightness; removed after spring.")', ['Lamp.watts']],
    ['@deprecated(reason: "Use brightness; removed after 2027-02-30.")', ['Lamp.watts']],
    ['@deprecated(reason: "Use brightness; removed after 2027-02-28.")', []],
  ])('says a day: %s', (directive, undated) => {
    expect(undatedIn(lamps({ lamp: `watts: Int ${directive}` }))).toEqual(undated);
  });

  test('of an argument is one, too', () => {
    expect(undatedIn(lamps({ query: 'lit(street: String @deprecated): Int' }))).toEqual(['Query.lit.street']);
  });

  test('gives 90 days from the release that tells of it; a day is moved back, never forward', () => {
    const until = (day: string): string =>
      lamps({ lamp: `watts: Int @deprecated(reason: "Use brightness; removed after ${day}.")` });
    expect(announcedLate(lamps({ lamp: 'watts: Int' }), until('2027-08-30'), TODAY)).toEqual([]);
    expect(announcedLate(lamps({ lamp: 'watts: Int' }), until('2027-08-29'), TODAY)).toEqual([
      'Lamp.watts goes after 2027-08-29; say 2027-08-30 or later, 90 days from its release.',
    ]);
    expect(announcedLate(until('2027-07-01'), until('2027-07-01'), TODAY)).toEqual([]);
    expect(announcedLate(until('2027-07-01'), until('2027-07-02'), TODAY)).toEqual([]);
    expect(announcedLate(until('2027-07-02'), until('2027-07-01'), TODAY)).toHaveLength(1);
  });
});

test('what clients rely on is the schema without its words', () => {
  const contract = contractOf(`"""A lamp."""\ntype Query { """How bright.""" watts: Int ${DUE} }`);
  expect(contract).toBe(`type Query {\n  watts: Int ${DUE}\n}\n`);
});
