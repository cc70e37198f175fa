import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AnyDecider, Handled, UnsentTo } from '@wardbook/event-sourcing';
import { A0609_VERSION_4, borough, member, policy, team, ward, type By, type Role } from '@wardbook/policing';
import { CAMDEN, KILBURN } from './demo/camden.ts';
import { byOf } from './demo/told.ts';
import { globalId, type NodeKind } from './global-id.ts';
import { openWardbook, type Wardbook } from './wardbook.ts';

const HIGHGATE = 'E05000137';
const SOME_TEAM = 'inpt-1';
const silent = (): void => undefined;

let wardbook: Wardbook;
beforeAll(async () => {
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
      corsOrigins: [],
    },
    {
      log: { warn: silent, error: silent, info: silent },
      identify: async (authorization = '') => {
        const [role = '', id = ''] = authorization.split(' ');
        return { by: byOf(id, role as Role), clientId: 'desk' };
      },
    },
  );
  await made(borough, CAMDEN.code, { type: 'EstablishBorough', name: CAMDEN.name });
  await made(borough, CAMDEN.code, { type: 'CreateSector', sector: 'sector-1', label: 'Sector 1' });
  await made(ward, KILBURN, { ...ESTABLISH, name: 'Kilburn' });
  await made(ward, HIGHGATE, { ...ESTABLISH, name: 'Highgate' });
  await made(team, SOME_TEAM, { type: 'FormTeam', kind: 'INPT', name: 'North' });
  await made(borough, CAMDEN.code, { type: 'AssignWardToSector', ward: KILBURN, sector: 'sector-1' });
  await wardbook.engine.settled(await wardbook.store.head(), 10_000);
});
afterAll(() => wardbook.stop());

const ESTABLISH = { type: 'EstablishWard', borough: CAMDEN.code, validFrom: '2002-05-02' } as const;

let sent = 0;
const senderOf = (by: By = byOf('admin-1', 'ADMIN')) => {
  const commandId = `by-hand-${String((sent += 1))}`;
  return { by, clientId: 'hand', commandId, correlationId: commandId, fingerprint: commandId };
};

/** A command that is to be accepted. */
const made = async <D extends AnyDecider>(
  decider: D,
  id: string,
  command: UnsentTo<D>,
  occurredAt = new Date().toISOString(),
): Promise<void> => {
  const { refusal } = await wardbook.engine.handle<AnyDecider>(decider, id, command, {
    ...senderOf(),
    occurredAt,
  });
  expect(refusal).toBeUndefined();
};

/** As plain JavaScript sends it: with whatever fields. */
const sentLoosely = (
  decider: typeof ward,
  id: string,
  command: { readonly type: string },
): Promise<Handled> =>
  wardbook.engine.handle<typeof ward>(decider, id, command as UnsentTo<typeof ward>, senderOf());

/** What a mutation answers; nothing may have been written for it. */
const refused = async (who: string, mutation: string, input: object) => {
  const before = await wardbook.store.head();
  const type = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
    receipt { recordId } userErrors { __typename path ... on RuleViolation { rule } ... on InvalidInput { constraint } }
  } }`;
  const variables = { input: { commandId: `command-${String((sent += 1))}`, ...input } };
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: who },
    payload: { query, variables },
  });
  const { data, errors } = response.json<{ data?: Record<string, unknown>; errors?: unknown }>();
  expect(errors).toBeUndefined();
  expect(await wardbook.store.head()).toBe(before);
  return data?.[mutation];
};

/** What no register calls anything. */
const STRANGE = ['two words', '../promise-1', '-', 'x'.repeat(121), 'caf\u00e9', 'a\u0000b'];

const rule = (id: string, path: readonly string[]) => ({
  receipt: null,
  userErrors: [{ __typename: 'RuleViolation', rule: id, path }],
});

describe.each<readonly [NodeKind, string, string, (id: string) => object]>([
  ['Promise', 'SUPERVISOR sergeant-1', 'agreePromiseByTeam', (promiseId) => ({ promiseId })],
  ['Member', 'ADMIN admin-1', 'promoteMember', (memberId) => ({ memberId, rank: 'SERGEANT' })],
  ['Team', 'ADMIN admin-1', 'standDownTeam', (teamId) => ({ teamId, reason: 'Merged.' })],
  ['Subject', 'RECORDS records-1', 'correctPersonalDetails', (subjectId) => ({ subjectId, name: 'Rowan' })],
  ['Attendance', 'OFFICER pc-1', 'recordArrival', (attendanceId) => ({ attendanceId })],
  ['Referral', 'SPECIALIST cpa-1', 'acceptReferral', (referralId) => ({ referralId })],
  [
    'AdviceCase',
    'OFFICER pc-1',
    'recordCircumstances',
    (adviceCaseId) => ({ adviceCaseId, text: 'A shed.' }),
  ],
])('K-02: the id of a %s', (kind, who, mutation, inputOf) => {
  test.each(STRANGE)('R-ID-1: made from %j is none, and nothing is written', async (id) => {
    const input = inputOf(globalId(kind, id));
    const [named = ''] = Object.keys(input);
    expect(await refused(who, mutation, input)).toEqual(rule('R-ID-1', ['input', named]));
  });
});

test.each(['0000-01-01T00:00:00Z', '1066-10-14T09:00:00Z', '1989-12-31T23:59:59.999Z'])(
  'G-07: what happened at %s is not recorded: nobody here recorded anything then',
  async (occurredAt) => {
    const input = { boroughCode: CAMDEN.code, sector: 'sector-9', label: 'Sector 9', occurredAt };
    expect(await refused('ADMIN admin-1', 'createSector', input)).toEqual({
      receipt: null,
      userErrors: [{ __typename: 'InvalidInput', constraint: 'minDate', path: ['input', 'occurredAt'] }],
    });
  },
);

test.each([
  ['from', { from: '0001-01-01T00:00:00Z', to: '2013-03-01T22:00:00Z' }, 'minDate'],
  ['to', { from: '2013-03-01T20:00:00Z', to: '9999-12-31T23:59:59Z' }, 'maxDate'],
])('G-07: %s has a year in which somebody could have meant it', async (field, times, constraint) => {
  const promiseId = globalId('Promise', 'promise-1');
  const memberId = globalId('Member', 'pc-1');
  const patrol = { promiseId, memberId, area: 'market', evidence: 'log-1', ...times };
  expect(await refused('PCSO pcso-1', 'recordPatrol', patrol)).toEqual({
    receipt: null,
    userErrors: [{ __typename: 'InvalidInput', constraint, path: ['input', field] }],
  });
});

test('R-TIME-1: a patrol happened when it ended, and another moment beside that is not taken and forgotten', async () => {
  const [promiseId, memberId] = [globalId('Promise', 'promise-1'), globalId('Member', 'pc-1')];
  const times = { from: '2013-03-01T20:00:00Z', to: '2013-03-01T22:00:00Z' };
  const patrol = { promiseId, memberId, area: 'market', evidence: 'log-1', ...times };
  const at = (occurredAt: string) => refused('PCSO pcso-1', 'recordPatrol', { ...patrol, occurredAt });
  expect(await at('2099-01-01T00:00:00Z')).toEqual({
    receipt: null,
    userErrors: [{ __typename: 'InvalidInput', constraint: 'equals', path: ['input', 'occurredAt'] }],
  });
  expect(await at('2013-03-01T23:00:00+01:00')).toEqual(rule('R-LIFE-1', ['input', 'promiseId']));
});

test.each(['0000-01-01', '9999-12-31'])('G-07: nobody means the day %s', async (validFrom) => {
  const input = { wardCode: 'E05000130', name: 'Bloomsbury', boroughCode: CAMDEN.code, validFrom };
  expect(await refused('ADMIN admin-1', 'establishWard', input)).toEqual({
    receipt: null,
    userErrors: [{ __typename: 'InvalidInput', constraint: 'matches', path: ['input', 'validFrom'] }],
  });
});

describe('K-02: the code of a ward', () => {
  test.each(['addWardAlias', 'setPanelQuorum'])(
    'is looked at before anything else by %s',
    async (mutation) => {
      const more = mutation === 'addWardAlias' ? { scheme: 'ONS-2001', alias: '00AGGR' } : { quorum: 5 };
      expect(await refused('ADMIN admin-1', mutation, { wardCode: 'KILBURN', ...more })).toEqual({
        receipt: null,
        userErrors: [{ __typename: 'InvalidInput', constraint: 'matches', path: ['input', 'wardCode'] }],
      });
    },
  );

  test('R-WARD-4: is one to whoever embeds the domain as well', async () => {
    const before = await wardbook.store.head();
    for (const id of ['anything at all/\u0000', 'KILBURN', 'E0500014'])
      expect(await sentLoosely(ward, id, { ...ESTABLISH, type: 'EstablishWard' })).toMatchObject({
        refusal: { rule: 'R-WARD-4', path: 'id' },
      });
    expect(await wardbook.store.head()).toBe(before);
  });

  test('R-ID-1: and so is that of a borough: no stream is called borough- and nothing', async () => {
    for (const id of ['', 'CAMDEN'])
      expect(
        await wardbook.engine.handle(borough, id, { type: 'EstablishBorough', name: 'Camden' }, senderOf()),
      ).toMatchObject({ refusal: { rule: 'R-ID-1', path: 'id' } });
  });
});

describe('K-02: a command is about the record that it is sent to', () => {
  test('EstablishWard establishes its own ward, whatever code else it is given', async () => {
    const [own, other] = ['E05000128', 'E05000129'];
    // @ts-expect-error A command does not name its record.
    const command: UnsentTo<typeof ward> = { ...ESTABLISH, name: 'Belsize', code: other };
    const { receipt } = await wardbook.engine.handle(ward, own, command, senderOf());
    expect(receipt?.stream).toBe(`ward-${own}`);
    expect(await wardbook.store.readStream(`ward-${other}`)).toEqual([]);
  });

  test('a ward that lies in no sector does not get a team by naming one that does', async () => {
    const before = await wardbook.store.readStream(`ward-${HIGHGATE}`);
    for (const type of ['AssignWardToInpt', 'AssignWardToSnt']) {
      const command = { type, ward: KILBURN, team: SOME_TEAM };
      expect(await sentLoosely(ward, HIGHGATE, command)).toMatchObject({ refusal: { rule: 'R-WARD-2' } });
    }
    expect(await wardbook.store.readStream(`ward-${HIGHGATE}`)).toEqual(before);
  });

  test('a ward is put into a sector by its borough alone', async () => {
    await expect(
      sentLoosely(ward, HIGHGATE, { ...{ ward: KILBURN, sector: 'sector-1' }, type: 'AssignWardToSector' }),
    ).rejects.toThrow(/^ward knows no command AssignWardToSector\./);
    // @ts-expect-error The compiler knows whose command it is.
    const command: UnsentTo<typeof ward> = { type: 'AssignWardToSector', ward: KILBURN, sector: 'sector-1' };
    expect(command.type).toBe('AssignWardToSector');
  });

  test('R-POL-5: nobody acknowledges a policy in the record of another', async () => {
    for (const id of ['pc-a', 'pc-b']) await made(member, id, POST);
    const publish = { type: 'PublishPolicyVersion', terms: A0609_VERSION_4 } as const;
    await made(policy, 'A0609', publish, `${A0609_VERSION_4.publishedOn}T09:00:00.000Z`);
    const read = { type: 'AcknowledgePolicy', policy: 'A0609', version: A0609_VERSION_4.version } as const;
    // @ts-expect-error A command does not name its record.
    const command: UnsentTo<typeof member> = { ...read, member: 'pc-b' };
    const officer = senderOf(byOf('pc-b', 'OFFICER'));
    expect(await wardbook.engine.handle(member, 'pc-a', command, officer)).toMatchObject({
      refusal: { rule: 'R-POL-5' },
    });
    expect(await wardbook.engine.handle(member, 'pc-b', command, officer)).toMatchObject({
      receipt: { stream: 'member-pc-b' },
    });
  });
});

const POST = {
  type: 'PostMember',
  team: SOME_TEAM,
  category: 'UNIFORMED',
  rank: 'CONSTABLE',
  source: 'RECRUIT',
  publicName: 'PC Somebody',
} as const;
