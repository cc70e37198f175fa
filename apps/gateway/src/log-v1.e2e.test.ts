import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  categoryOf,
  decode,
  definitionOf,
  headerOf,
  verifyLog,
  type AnyDecider,
  type EventStore,
  type RecordedEvent,
} from '@wardbook/event-sourcing';
import { personalReference } from '@wardbook/event-sourcing/testing';
import { postgresServer, type PostgresServer } from '@wardbook/event-store-postgres/testing';
import { accessLog, door, ERASED, keyEncryptionInFile, keyring } from '@wardbook/personal-data';
import { policing, type By } from '@wardbook/policing';
import {
  COMMANDS,
  copyFixtureTo,
  fixtureFile,
  HELD,
  QUERIES,
  REPLAY,
  sentToday,
  startOn,
  TEXTS,
  type OldCommand,
} from './log-v1.test.data.ts';
import { globalId } from './global-id.ts';
import { settingsFrom, type Settings } from './settings.ts';
import { startIdentityProvider, type IdentityProvider, type Json } from './testing/server.ts';
import { tokenOf } from './token.ts';
import type { Wardbook } from './wardbook.ts';

const now = (): number => HELD;
/** What an auditor is shown once the register says whom its agency audits. */
const AUDITED = /(?:for|by) an auditor/;
const CLIENT = 'fixture-client';
const ADMIN: By = { id: 'admin-1', role: 'ADMIN', agency: 'demonstration-police' };
const RECORDS: By = { id: 'records-1', role: 'RECORDS', agency: 'demonstration-police' };
const PCSO: By = { id: 'pcso-E05000140', role: 'PCSO', agency: 'demonstration-police' };

let provider: IdentityProvider;
let postgres: PostgresServer;
beforeAll(async () => {
  provider = await startIdentityProvider();
  postgres = await postgresServer();
});
afterAll(async () => {
  provider.close();
  await postgres.stop();
});

test('the fixture is as it was committed', () => {
  for (const line of fixtureFile('SHA256SUMS').toString().trimEnd().split('\n')) {
    const [digest, name = ''] = line.split(/ +/);
    expect([name, createHash('sha256').update(fixtureFile(name)).digest('hex')]).toEqual([name, digest]);
  }
  expect(QUERIES).toHaveLength(20);
});

describe.each(['sqlite', 'postgres'] as const)('what ea5c298 wrote, on a copy: %s', (kind) => {
  let folder: string;
  let settings: Settings;
  let running: Wardbook;
  /** The last position of the copy once it has started. */
  let started = 0n;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wardbook-'));
    copyFixtureTo(folder);
    const store =
      kind === 'sqlite'
        ? `sqlite:${join(folder, 'sqlite')}`
        : await postgres.freshDatabase(fixtureFile('postgres.sql').toString());
    settings = settingsFrom({
      ...provider.environment,
      WARDBOOK_STORE: store,
      WARDBOOK_KEY_FILE: join(folder, 'sqlite.key'),
    });
    running = await startOn(settings, now);
    started = await running.store.head();
  });
  afterAll(async () => {
    await running.stop();
    rmSync(folder, { recursive: true });
  });

  const ask = async (as: By, query: string, variables: object): Promise<Json> => {
    const token = await provider.tokenFor(as.id, as.role, as.agency, { client_id: CLIENT });
    const headers = { authorization: `Bearer ${token}` };
    const payload = { query, variables };
    return (await running.app.inject({ method: 'POST', url: '/graphql', headers, payload })).json();
  };
  const send = async (as: By, mutation: string, input: object): Promise<Json> => {
    const type = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      receipt { stream version token eventIds replayed }
      userErrors { __typename ... on RuleViolation { rule } ... on InvalidInput { constraint } }
    } }`;
    const { data, errors } = await ask(as, query, { input });
    expect(errors).toBeUndefined();
    return data[mutation];
  };

  test('is the same log, event for event, and the start appends nothing but takeovers and one notice of a merge', async () => {
    const events = await wholeLog(running.store);
    expect(events.slice(0, REPLAY.length).map(shown)).toEqual(REPLAY);
    // Two records are one person: since then the other one is told so, too (R-VIS-7).
    expect(writtenAfter(events, REPLAY.length)).toEqual(['subject-kilburn-person-2']);
    expect(running.engine.trouble()).toBeUndefined();
  });

  test('every event can still be decoded', async () => {
    for (const event of (await wholeLog(running.store)).slice(0, REPLAY.length)) {
      const decider = deciderOf(categoryOf(event.stream));
      expect(decode(definitionOf(decider, event.type), event).type).toBe(event.type);
    }
  });

  test.each(QUERIES.filter(({ name }) => !AUDITED.test(name)))(
    'answers $name',
    async ({ as, query, variables, answer }) => {
      expect(await ask(as, query, variables)).toEqual(answer);
    },
  );

  test('opens every sealed value, and none whose key was destroyed', async () => {
    const { store, keys, access } = running;
    const ring = keyring(keys, keyEncryptionInFile(settings.keyFile));
    const personal = door({ log: store, keys: ring, record: accessLog(access, now), now });
    const opened = await personal.open(Object.keys(TEXTS).map(personalReference), {
      reader: RECORDS,
      correlationId: 'opening',
      category: 'CONSULTATION',
      purpose: 'REPLAY',
    });
    const texts = [...opened].map(([reference, one]) => [reference, one === ERASED ? null : one.text]);
    expect(Object.fromEntries(texts)).toEqual(TEXTS);
    expect(Object.values(TEXTS)).toContain(null);
  });

  test('answers every old command with its first receipt', async () => {
    for (const old of COMMANDS)
      if (old.mutation === undefined) await repeatDirectly(old);
      else await repeatAsClient(old.mutation, old);
    expect(writtenAfter(await wholeLog(running.store), Number(started))).toEqual([]);
  });

  const repeatDirectly = async ({ decider: name, id, at, sender, receipt, refusal }: OldCommand) => {
    const { actor: by, content: fingerprint, ...names } = sender;
    const handled = await running.engine.handle(deciderOf(name), id, fingerprint[1], {
      ...names,
      by,
      occurredAt: at,
      fingerprint,
    });
    const { revision, position = '', eventIds, warnings = [] } = receipt ?? {};
    expect(handled).toEqual({
      ...(refusal && { refusal: expect.objectContaining(refusal) }),
      receipt: {
        stream: `${name}-${id}`,
        revision,
        position: BigInt(position),
        eventIds,
        warnings,
        replayed: true,
      },
    });
  };

  const repeatAsClient = async (mutation: string, { decider, id, sender, ...old }: OldCommand) => {
    const payload = await send(sender.actor, mutation, sentToday(old.input));
    const { revision = -1, position = '', eventIds } = old.receipt ?? {};
    expect([sender.commandId, payload]).toEqual([
      sender.commandId,
      old.refusal
        ? { receipt: null, userErrors: [{ __typename: 'RuleViolation', rule: old.refusal.rule }] }
        : {
            receipt: {
              stream: `${decider}-${id}`,
              version: revision + 1,
              token: tokenOf(BigInt(position)),
              eventIds,
              replayed: true,
            },
            userErrors: [],
          },
    ]);
  };

  test('takes a new command, and seals under a key of old', async () => {
    const visit = COMMANDS.find(({ mutation }) => mutation === 'recordVisit')?.input;
    const recorded = await send(PCSO, 'recordVisit', {
      commandId: 'new-visit',
      promiseId: visit?.['promiseId'],
      memberId: visit?.['memberId'],
      target: 'place-of-worship-3',
      evidence: 'pocket-book/2026-11/20',
    });
    expect(recorded).toMatchObject({ receipt: { replayed: false }, userErrors: [] });

    const subjectId = COMMANDS.find(({ mutation }) => mutation === 'correctPersonalDetails')?.input?.[
      'subjectId'
    ];
    const corrected = await send(RECORDS, 'correctPersonalDetails', {
      commandId: 'new-contact',
      subjectId,
      contact: '020 7946 0111',
    });
    const query = `query ($id: ID!, $token: String) { subject(id: $id, atLeast: $token) {
      contact { ... on OpenText { text } } name { ... on OpenText { text } } } }`;
    const { data } = await ask(RECORDS, query, { id: subjectId, token: corrected.receipt.token });
    expect(data.subject).toEqual({
      contact: { text: '020 7946 0111' },
      name: { text: TEXTS[`${String(corrected.receipt.stream)}/1/1`] },
    });
    expect(writtenAfter(await wholeLog(running.store), Number(started))).toEqual([
      recorded.receipt.stream,
      corrected.receipt.stream,
    ]);
  });

  test('G-09: shows an auditor case and access log, once the register says that its agency audits the force', async () => {
    const audited = QUERIES.filter(({ name }) => AUDITED.test(name));
    const { as } = audited[0]!;
    const [read, shown] = await Promise.all(
      audited.map(async ({ query, variables }) => (await ask(as, query, variables)).data),
    );
    const readers = read.accessLog.edges.map(({ node }: { node: { agency: string } }) => node.agency);
    expect(readers.filter((reader: string) => reader !== as.agency)).toEqual([]);
    expect(shown).toEqual({ asAt: null, first: null, now: null });
    const agency = {
      commandId: 'register-auditor',
      agencyKey: as.agency,
      kind: 'GOVERNMENT',
      name: 'Audit Office',
    };
    const registered = await send(ADMIN, 'registerAgency', { ...agency, occurredAt: '2002-05-02T08:00:00Z' });
    expect(registered).toMatchObject({ userErrors: [] });
    const audit = {
      commandId: 'register-audit',
      agencyId: globalId('Agency', as.agency),
      from: '2002-05-02',
    };
    expect(
      await send(ADMIN, 'registerAudit', { ...audit, occurredAt: '2002-05-02T09:00:00Z' }),
    ).toMatchObject({ userErrors: [] });
    for (const { query, variables, answer } of audited)
      expect(await ask(as, query, variables)).toEqual(answer);
  });

  test('takes nothing about a person who is erased', async () => {
    const subjectId = Buffer.from('Subject:kilburn-person-3').toString('base64url');
    const { receipt, userErrors } = await send(RECORDS, 'correctPersonalDetails', {
      commandId: 'after-erasure',
      subjectId,
      name: 'Nobody',
    });
    expect([receipt, userErrors]).toEqual([
      null,
      [{ __typename: 'InvalidInput', constraint: 'subjectErased' }],
    ]);
  });

  test('both logs verify, with all that was added to them', async () => {
    for (const store of [running.store, running.access]) {
      const verified = await verifyLog(store);
      expect(verified.broken).toBeUndefined();
      expect(verified.position).toBe(await store.head());
    }
  });

  test('started again, it appends nothing but takeovers', async () => {
    const before = await running.store.head();
    await running.stop();
    running = await startOn(settings, now);
    expect(writtenAfter(await wholeLog(running.store), Number(before))).toEqual([]);
  });
});

const deciderOf = (name: string): AnyDecider => {
  const decider = Object.values<AnyDecider>(policing.kinds).find((one) => one.name === name);
  if (!decider) throw new TypeError(`Nobody decides ${name}.`);
  return decider;
};

const wholeLog = (store: EventStore): Promise<readonly RecordedEvent[]> => store.readLog({ limit: 10_000 });

/** Where something was written after so many events, but for the places that processes take. */
const writtenAfter = (events: readonly RecordedEvent[], count: number): readonly string[] =>
  events
    .slice(count)
    .map(({ stream }) => stream)
    .filter((stream) => !stream.startsWith('process-'));

/** An event as the expected replay has it: as it is stored, whatever newer versions make of it. */
const shown = (event: RecordedEvent) => {
  const { position, stream, revision, id, type, schemaVersion, occurredAt, recordedAt, data } = event;
  const { actor, commandId } = headerOf(event);
  const fields = { type, ...(JSON.parse(data) as object) };
  const place = { position: String(position), stream, revision, id };
  return { ...place, type, schemaVersion, occurredAt, recordedAt, actor, commandId, fields };
};
