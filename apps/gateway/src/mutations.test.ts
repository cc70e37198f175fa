import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, isInputObjectType, isObjectType, type GraphQLSchema } from 'graphql';
import { mutationOf, type CommandInput } from './command-input.ts';
import { CONCEPTS } from './concepts.ts';
import { tellStory } from './demo/tell.ts';
import { inputFieldsOf } from './fields.ts';
import { globalId, nodeIdOf } from './global-id.ts';
import { gatewaySchema } from './schema.ts';
import { NEVER_REFUSED, NO_RULE_OF_ITS_OWN } from './testing/mutations/no-rule-of-its-own.ts';
import { rulesOfMutations } from './testing/mutations/rules-of-mutations.ts';
import type { Step } from './testing/mutations/step.ts';
import { STEPS } from './testing/mutations/steps.ts';
import { sendTo, wardbookInMemory } from './testing/wardbook-in-memory.ts';
import type { Wardbook } from './wardbook.ts';

let wardbook: Wardbook;
let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await gatewaySchema();
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
}, 60_000);
afterAll(() => wardbook.stop());

/** Its step strikes through what a record began with: there is none any more. */
const LEAVES_NONE = ['strikeThrough'];

const made = new Map<string, string>();
const nameOf = (name: string): string => {
  const id = made.get(name);
  if (id === undefined) throw new TypeError(`No step has made ${name}.`);
  return id;
};

/** Sends a step once everything has been done about those before it, and about the deadlines that they passed. */
const send = async ({ who, mutation, input, before }: Step, number: number) => {
  await wardbook.engine.settled(await wardbook.store.head(), 10_000);
  await wardbook.engine.tick();
  await before?.(wardbook, made);
  const more = `record: ${recordField(mutation)} { id }`;
  const commandId = `table-step-${String(number)}`;
  return sendTo(wardbook, who, mutation, { commandId, more, ...input(nameOf) });
};

/** What of the answer of a mutation is the record that it is about. */
const recordField = (mutation: string): string => {
  const payload = schema.getMutationType()?.getFields()[mutation]?.type;
  const [field, ...others] = Object.keys(isObjectType(payload) ? payload.getFields() : {}).filter(
    (name) => !['receipt', 'userErrors'].includes(name),
  );
  expect([mutation, others]).toEqual([mutation, []]);
  return field!;
};

/** Whether a path names a field of what the mutation takes, or all of it. */
const isField = (mutation: string, [argument, ...path]: readonly string[]): boolean => {
  const taken = schema
    .getMutationType()
    ?.getFields()
    [mutation]?.args.find(({ name }) => name === argument);
  let type = taken && getNamedType(taken.type);
  for (const part of path) {
    if (/^\d+$/.test(part)) continue;
    const field = isInputObjectType(type) ? type.getFields()[part] : undefined;
    if (!field) return false;
    type = getNamedType(field.type);
  }
  return type !== undefined;
};

/** By each mutation about a record with an id of Wardbook's, the field that names it. */
const nodeFields: ReadonlyMap<string, string> = new Map(
  Object.values(CONCEPTS)
    .flatMap(({ inputs }) => [inputs].flat() as readonly object[])
    .flatMap(
      (module) =>
        Object.values(module) as readonly { readonly name: string; readonly prototype: CommandInput }[],
    )
    .flatMap((input) => {
      const named = inputFieldsOf(input.prototype).find(
        ({ property, accepted }) => property === 'id' && accepted,
      );
      return named ? [[mutationOf(input), named.name] as const] : [];
    }),
);

describe('every mutation, over HTTP', () => {
  test.each(
    STEPS.map((step, number) => [step.mutation, step.refused?.rule ?? 'accepted', number, step] as const),
  )('G-08: %s: %s (%i)', async (mutation, _, number, { as, refused }) => {
    const step = STEPS[number]!;
    const { receipt, userErrors, record, errors } = await send(step, number);
    if (!refused) {
      expect(userErrors).toEqual([]);
      // C-04: the record stands beside the receipt; or one error does, where it is not for whoever wrote to it.
      if (record) expect({ record, errors }).toEqual({ record: { id: receipt?.recordId }, errors: [] });
      else if (LEAVES_NONE.includes(mutation)) expect(errors).toEqual([]);
      else expect(errors).toEqual([{ path: [mutation, 'record'], code: 'FORBIDDEN' }]);
      answered.set(mutation, (answered.get(mutation) ?? false) || record != null);
      expect(receipt?.eventIds.length).toBeGreaterThan(0);
      if (as !== undefined && receipt) made.set(as, receipt.recordId);
      return;
    }
    const { rule, because } = refused;
    const path = ['input', ...refused.path];
    expect({ receipt, userErrors, record, errors }).toMatchObject({
      ...{ receipt: null, record: null, errors: [] },
      userErrors: [{ rule, path }],
    });
    expect(isField(mutation, path)).toBe(true);
    expect(path.length > 1).toBe(because === undefined);
    expect(rules.get(mutation)).toContain(rule);
  });

  const answered = new Map<string, boolean>();
  const rules = rulesOfMutations();
  const mutations = (): readonly string[] => Object.keys(schema.getMutationType()?.getFields() ?? {}).sort();
  const driven = (isRefused: boolean): readonly string[] =>
    [
      ...new Set(
        STEPS.filter(({ refused }) => (refused !== undefined) === isRefused).map(({ mutation }) => mutation),
      ),
    ].sort();

  test('is driven until it is accepted, and nothing else is', () => {
    expect(driven(false)).toEqual(mutations());
  });

  test('C-04: answers the record to whoever may read it', () => {
    const never = [...answered].filter(([, isAnswered]) => !isAnswered).map(([mutation]) => mutation);
    expect(never).toEqual(LEAVES_NONE);
  });

  test('is refused by a rule of its own, or said to have none', () => {
    const listed = [...Object.keys(NO_RULE_OF_ITS_OWN), ...Object.keys(NEVER_REFUSED)];
    expect([...driven(true), ...listed].sort()).toEqual(mutations());
  });

  test('has none, as far as its decider goes, where that is said', () => {
    const none = [...rules].filter(([, own]) => own.length === 0).map(([mutation]) => mutation);
    expect(Object.keys(NO_RULE_OF_ITS_OWN).sort()).toEqual(none.sort());
    expect([...rules.keys()].sort()).toEqual(mutations());
    for (const [mutation, { rules: unmet }] of Object.entries(NEVER_REFUSED))
      expect([mutation, rules.get(mutation)]).toEqual([mutation, unmet]);
  });

  const aboutRecord = (): readonly (readonly [Step, string])[] =>
    mutations().flatMap((mutation) => {
      const step = STEPS.find((one) => one.mutation === mutation && !one.refused);
      const field = nodeFields.get(mutation);
      return step && field !== undefined ? [[step, field] as const] : [];
    });

  test('G-08: is refused an id that can be none at the field that names the record', async () => {
    expect(aboutRecord().length).toBeGreaterThan(50);
    for (const [step, field] of aboutRecord()) {
      const sent = step.input(nameOf) as Readonly<Record<string, string>>;
      const { kind } = nodeIdOf(sent[field]!);
      const input = { ...sent, commandId: `no-id-${step.mutation}`, [field]: globalId(kind, 'no id') };
      const { receipt, userErrors } = await sendTo(wardbook, step.who, step.mutation, input);
      expect({ mutation: step.mutation, receipt, userErrors }).toMatchObject({
        ...{ mutation: step.mutation, receipt: null },
        userErrors: [{ rule: 'R-ID-1', path: ['input', field] }],
      });
    }
  });
});
