import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, isInputObjectType, type GraphQLSchema } from 'graphql';
import type { Role } from '@wardbook/policing';
import { tellStory } from './demo/tell.ts';
import { byOf } from './demo/told.ts';
import { gatewaySchema } from './schema.ts';
import { casework } from './testing/mutations/casework.ts';
import { neighbourhood } from './testing/mutations/neighbourhood.ts';
import type { Step } from './testing/mutations/step.ts';
import { openWardbook, type Wardbook } from './wardbook.ts';

const STEPS: readonly Step[] = [...neighbourhood, ...casework];
const silent = (): void => undefined;

let wardbook: Wardbook;
let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await gatewaySchema();
  wardbook = await openWardbook(
    {
      port: 0,
      host: '127.0.0.1',
      store: { kind: 'memory' },
      clockAhead: 5_000,
      earliest: Date.UTC(1990, 0, 1),
      keyFile: '',
      demonstration: false,
      lease: 10_000,
      foreignRows: 'REFUSE',
    },
    {
      log: { warn: silent, error: silent, info: silent },
      identify: async (authorization = '') => {
        const [role = '', id = '', agency] = authorization.split(' ');
        return { by: byOf(id, role as Role, agency), clientId: 'desk' };
      },
    },
  );
  await tellStory(wardbook.store, wardbook.engine, Date.now);
}, 60_000);
afterAll(() => wardbook.stop());

const made = new Map<string, string>();
const nameOf = (name: string): string => {
  const id = made.get(name);
  if (id === undefined) throw new TypeError(`No step has made ${name}.`);
  return id;
};

interface Answer {
  readonly receipt: { readonly id: string; readonly eventIds: readonly string[] } | null;
  readonly userErrors: readonly { readonly path: readonly string[]; readonly rule?: string }[];
}

const send = async ({ who, mutation, input }: Step, number: number): Promise<Answer> => {
  const type = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input`;
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: who },
    payload: {
      query: `mutation ($input: ${type}!) { ${mutation}(input: $input) { receipt { id eventIds } userErrors {
        message path ... on RuleViolation { rule } } } }`,
      variables: { input: { commandId: `table-step-${String(number)}`, ...input(nameOf) } },
    },
  });
  const { data, errors } = response.json<{ data?: Record<string, Answer>; errors?: unknown }>();
  expect(errors).toBeUndefined();
  return data?.[mutation] ?? { receipt: null, userErrors: [] };
};

/** Whether a path names a field of what the mutation takes. */
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

describe('every mutation, over HTTP', () => {
  test.each(STEPS.map((step, number) => [step.mutation, step.refused?.[0] ?? 'accepted', number] as const))(
    '%s: %s (%i)',
    async (mutation, _, number) => {
      const step = STEPS[number]!;
      const { receipt, userErrors } = await send(step, number);
      if (!step.refused) {
        expect(userErrors).toEqual([]);
        expect(receipt?.eventIds.length).toBeGreaterThan(0);
        if (step.as !== undefined && receipt) made.set(step.as, receipt.id);
        return;
      }
      const [rule, ...path] = step.refused;
      expect({ receipt, userErrors }).toMatchObject({
        receipt: null,
        userErrors: [{ rule, path: ['input', ...path] }],
      });
      expect(isField(mutation, ['input', ...path])).toBe(true);
    },
  );

  const mutations = (): readonly string[] => Object.keys(schema.getMutationType()?.getFields() ?? {});
  const driven = (isRefused: boolean): ReadonlySet<string> =>
    new Set(
      STEPS.filter(({ refused }) => (refused !== undefined) === isRefused).map(({ mutation }) => mutation),
    );

  test('is driven until it is accepted; what it takes days for is driven elsewhere, or named', () => {
    expect(
      mutations()
        .filter((mutation) => !driven(false).has(mutation))
        .sort(),
    ).toEqual(NOT_ACCEPTED_HERE);
  });

  test('is refused by a rule of its own, where it has one', () => {
    expect(
      mutations()
        .filter((mutation) => !driven(true).has(mutation))
        .sort(),
    ).toEqual(NOT_REFUSED_HERE);
  });

  test('and the table names nothing else', () => {
    const known = new Set(mutations());
    expect(STEPS.filter(({ mutation }) => !known.has(mutation))).toEqual([]);
  });
});

/** A month or a deadline has to pass first: `ward-promises.e2e.test.ts`, and the tests of their deciders. */
const NOT_ACCEPTED_HERE = [
  'closePromisePeriod',
  'escalateReferral',
  'explainBreach',
  'recordPatrol',
  'resolveOverdueAttendance',
];

/** Their refusals are R-TIME, R-AUTH, R-LIFE or R-ID, or their own rule wants a history that the table does not tell. */
const NOT_REFUSED_HERE = [
  'abolishWard',
  'assignAdviceCase',
  'callBeforeArrival',
  'callOnDeparture',
  'correctFulfilment',
  'correctPersonalDetails',
  'createSector',
  'endSharing',
  'establishBorough',
  'expireCompetence',
  'fillPost',
  'formTeam',
  'grantCompetence',
  'leaveService',
  'mergeSubjects',
  'offerCapability',
  'postMember',
  'promoteMember',
  'recordArrival',
  'recordCircumstances',
  'recordComplianceBreach',
  'recordFollowUp',
  'recordPanelMeeting',
  'recordPracticalHelp',
  'recordRevictimisation',
  'referAdviceCase',
  'refreshCommunityPriority',
  'registerAgency',
  'registerSubject',
  'releaseMember',
  'releaseWardFromInpt',
  'reopenAdviceCase',
  'resolveOverdueAttendance',
  'retirePromiseTarget',
  'returnMember',
  'reviewAdviceNote',
  'setDutyPattern',
  'setPanelQuorum',
  'signpostRecipient',
  'standDownSchemeRepresentative',
  'standDownTeam',
  'standDownTeamLead',
  'transferDuties',
  'transferMember',
  'withdrawCapability',
  'withdrawCommunityPriority',
];
