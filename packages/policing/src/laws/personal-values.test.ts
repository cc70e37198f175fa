import assert from 'node:assert/strict';
import { definitionOf, evolve, type AnyDecider, type Message } from '@wardbook/event-sourcing';
import { Counts, lawOfAll } from './law.test.data.ts';
import { inOneForm } from './outcome.test.data.ts';
import { record, stateAt, streamsOf, worlds, type Happened } from './world.test.data.ts';

const counts = new Counts();

/** What nobody may look at. */
const untouchable = new Proxy(Object.create(null) as object, {
  ...Object.fromEntries(
    ['get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor', 'set'].map((trap) => [
      trap,
      () => assert.fail('a fold looked at a personal value'),
    ]),
  ),
});

/** The event with whatever is at a dotted path replaced, where there is something. */
const without = (value: object, [field = '', ...rest]: readonly string[]): object => {
  const known: unknown = Reflect.get(value, field);
  if (known === undefined || known === null) return value;
  return { ...value, [field]: rest.length === 0 ? untouchable : without(known, rest) };
};

const unread = (decider: AnyDecider, event: Message): Message =>
  (definitionOf(decider, event.type)?.personalFields ?? []).reduce<object>(
    (one, path) => without(one, path.split('.')),
    event,
  ) as Message;

lawOfAll({
  name: 'personal-values',
  says: 'folding never reads a personal value, and no decision rests on one',
  worlds: worlds(),
  runs: 75,
  tried: async (world, breach) => {
    const { engine, effective } = await record(world);
    for (const { command } of effective) counts.add(command.type);
    const said = new Set<string>();
    const streams = await streamsOf(engine);
    for (const [stream, { decider, kind, past }] of streams) {
      for (const { moment } of past)
        for (const text of await personalIn(engine, stream, moment.revision)) said.add(text);
      try {
        const state = past.reduce<unknown>(
          (before, { event, moment }) => evolve(decider, before, unread(decider, event), moment),
          decider.initial,
        );
        assert.equal(inOneForm(kind, state, past), inOneForm(kind, stateAt(decider, past, '9'), past));
      } catch (error) {
        breach(kind, String(error));
      }
    }
    const otherWords = await record(
      world.map((step) => ({ ...step, command: otherwise(step.command, said) })),
    );
    const others = await streamsOf(otherWords.engine);
    for (const [stream, { kind, past }] of streams)
      if (openly(past) !== openly(others.get(stream)?.past ?? []))
        breach(kind, `${stream} is otherwise in other words`);
  },
  counts,
});

type Engine = Awaited<ReturnType<typeof record>>['engine'];

const personalIn = async ({ store }: Engine, stream: string, revision: number): Promise<readonly string[]> =>
  (await store.readSealed(stream, revision)).flatMap(({ ciphertext }) =>
    (JSON.parse(new TextDecoder().decode(ciphertext)) as readonly { readonly value: string }[]).map(
      ({ value }) => value,
    ),
  );

/** The same with other words wherever one of these is said. */
const otherwise = <Value>(value: Value, said: ReadonlySet<string>): Value => {
  if (typeof value === 'string') return (said.has(value) ? `Not ${value}` : value) as Value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => otherwise(one, said)) as Value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, otherwise(one, said)]),
  ) as Value;
};

/** All that is on record and not sealed. */
const openly = (past: readonly Happened[]): string =>
  past.map(({ moment: { type, occurredAt, data } }) => `${type} ${occurredAt} ${data}`).join('\n');
