import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  graphql,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import {
  categoryOf,
  idOf,
  memoryEventStore,
  memoryRows,
  startEngine,
  textReferencesIn,
  type AnyDecider,
  type RecordedEvent,
  ownerOf,
} from '@wardbook/event-sourcing';
import {
  accessLog,
  door,
  keyEncryptionInMemory,
  keyring,
  memoryKeyStore,
  sealerWith,
  textsOf,
} from '@wardbook/personal-data';
import { policing, takingOutOf, type Role } from '@wardbook/policing';
import { CONCEPTS } from '../concepts.ts';
import { contextFor } from '../context.ts';
import { tellStory } from '../demo/tell.ts';
import { byOf } from '../demo/told.ts';
import { globalId, nodeKindOf } from '../global-id.ts';
import { patience } from '../patience.ts';
import { gatewaySchema } from '../schema.ts';
import { VIEWS } from '../views.ts';

// Words that were taken out are in no answer to any query, of any moment, by any path: the schema is walked.

/** How far from a record its answers are walked; lists go as far from each of theirs. */
const DEEP = 1;
/** Every role that is shown something of its own: what all of them see together is all that there is. */
const ROLES: readonly Role[] = ['INSPECTOR', 'AUDITOR'];

const opened = async () => {
  const [store, access, rows] = [memoryEventStore(), memoryEventStore(), memoryRows()];
  const keys = keyring(memoryKeyStore(), keyEncryptionInMemory());
  const record = accessLog(access, Date.now);
  const texts = textsOf({ log: store, keys });
  const sealer = sealerWith(keys, store, texts);
  const engine = await startEngine(policing, { store, rows, views: VIEWS, sealer });
  await tellStory(store, engine, Date.now);
  const parts = {
    // Later than the last of the moments that are asked for.
    ...{
      store,
      rows,
      engine,
      texts,
      now: () => Date.now() + 1e9,
      earliest: 0,
      concepts: Object.values(CONCEPTS),
    },
    door: door({ log: store, keys, record, now: Date.now }),
    access: { log: access, record },
  };
  const schema = await gatewaySchema();
  const answer = async (role: Role, query: string): Promise<string> => {
    const by = byOf(`${role}-1`, role);
    const contextValue = contextFor(parts, { by, clientId: 'desk' }, 'walk', patience({ units: Infinity }));
    return JSON.stringify((await graphql({ schema, source: query, contextValue })).data ?? {});
  };
  return { store, engine, schema, texts, answer };
};

let here: Awaited<ReturnType<typeof opened>>;
beforeAll(async () => {
  here = await opened();
}, 60_000);
afterAll(() => here.engine.stop());

/** All that a type shows, so many levels down; what has to be asked for by a value is asked for elsewhere. */
const selected = (schema: GraphQLSchema, typeName: string, levels: number): string => {
  const type = schema.getType(typeName);
  if (!isCompositeType(type)) return '';
  if (!isObjectType(type))
    return `{ __typename ${schema
      .getPossibleTypes(type)
      .map(({ name }) => `... on ${name} ${selected(schema, name, levels)}`)
      .join(' ')} }`;
  const fields = Object.values(type.getFields()).flatMap((field) =>
    selectedField(schema, type.name, field, levels),
  );
  return `{ __typename ${fields.join(' ')} }`;
};

/** Two types may have fields of one name that do not go together: each is called by its type as well. */
const selectedField = (
  schema: GraphQLSchema,
  typeName: string,
  { name, args, type }: GraphQLField<unknown, unknown>,
  levels: number,
): readonly string[] => {
  const named = getNamedType(type);
  if (args.some(isRequiredArgument) || (isCompositeType(named) && levels === 0)) return [];
  return [`${typeName}_${name}: ${name} ${selected(schema, named.name, levels - 1)}`];
};

const MOMENTS = [
  '',
  'asAt: "2199-01-01T00:00:00Z"',
  `knownAt: "${new Date(Date.now() + 9e8).toISOString()}"`,
];

/** Every query that there is, for each record and each stream that it can be about, and of each moment. */
const queries = (schema: GraphQLSchema, history: readonly RecordedEvent[]): readonly string[] => {
  const withWords = history.filter(({ data }) => textReferencesIn(JSON.parse(data)).length > 0);
  const streams = [...new Set(withWords.map(({ stream }) => stream))];
  const ids = streams.flatMap((stream) => {
    const kind = Object.values<AnyDecider>(policing.kinds).find(({ name }) => name === categoryOf(stream));
    return kind
      ? [{ key: idOf(stream), id: globalId(nodeKindOf(kind.name), idOf(stream)), kind: kind.name }]
      : [];
  });
  const about: Readonly<Record<string, (field: string) => readonly string[]>> = {
    id: (field) => ids.filter(({ kind }) => field === 'node' || kind === field).map(({ id }) => id),
    code: (field) => ids.filter(({ kind }) => kind === field).map(({ key }) => key),
    stream: () => streams,
    number: () => [],
    force: () => [],
  };
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
    const required = field.args.find(isRequiredArgument)?.name;
    const values =
      required === undefined
        ? ['']
        : (about[required]?.(field.name) ?? []).map((value) => `${required}: "${value}"`);
    const moments = field.args.some(({ name }) => name === 'asAt') ? MOMENTS : [''];
    const levels = field.name === 'events' || required === undefined ? DEEP + 2 : DEEP;
    const { name } = getNamedType(field.type);
    return values.flatMap((value) =>
      moments.map((moment) => {
        const args = [value, moment, field.args.some((arg) => arg.name === 'first') ? 'first: 100' : '']
          .filter((one) => one !== '')
          .join(', ');
        return `{ ${field.name}${args === '' ? '' : `(${args})`} ${selected(schema, name, levels)} }`;
      }),
    );
  });
};

const wordsOf = async (history: readonly RecordedEvent[]): Promise<ReadonlyMap<string, string>> =>
  here.texts.words(history.flatMap(({ data }) => textReferencesIn(JSON.parse(data))));

test('P-04: words that were taken out are in no answer to any query, of any moment, by any path', async () => {
  const { store, engine, schema, answer } = here;
  const history = await store.readLog({ limit: 10_000 });
  const words = await wordsOf(history);
  const typed = [...new Set(words.values())].filter((one) => one.length > 12);
  const all = queries(schema, history);
  const answers = async (): Promise<string> => {
    const each: string[] = [];
    for (const role of ROLES) for (const query of all) each.push(await answer(role, query));
    return each.join('\n');
  };
  const before = await answers();
  const shown = typed.filter((text) => before.includes(JSON.stringify(text).slice(1, -1)));
  expect(shown.length).toBeGreaterThan(typed.length / 2);

  let count = 0;
  const send = async (decider: AnyDecider, id: string, command: object, clerk: string): Promise<void> => {
    const commandId = `walk-${String((count += 1))}`;
    // The records office of whoever's record it is.
    const first = history.find(({ stream }) => stream === `${decider.name}-${id}`);
    const owner = first && ownerOf(decider, first);
    const sender = {
      by: byOf(clerk, 'RECORDS', owner),
      clientId: 'walk',
      commandId,
      correlationId: commandId,
    };
    const { refusal } = await engine.handle(takingOutOf(decider), id, command as never, {
      ...sender,
      fingerprint: commandId,
    });
    expect(refusal).toBeUndefined();
  };
  for (const { stream, revision, data } of history) {
    const kind = Object.values<AnyDecider>(policing.kinds).find(({ name }) => name === categoryOf(stream));
    if (!kind || textReferencesIn(JSON.parse(data)).length === 0) continue;
    const request = `words-${String(revision)}`;
    const asking = { type: 'RedactText', request, revision, reason: 'NAMES_A_PERSON' };
    await send(kind, idOf(stream), asking, 'records-1');
    await send(kind, idOf(stream), { type: 'GrantRedaction', request }, 'records-2');
  }
  await engine.caughtUp(await store.head(), 10_000);
  const after = await answers();
  expect(typed.filter((text) => after.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
  expect(after).toContain('because they name a person]');
}, 300_000);
