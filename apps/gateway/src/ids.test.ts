import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { memoryEventStore, memoryRows, startEngine, type UnsentTo } from '@wardbook/event-sourcing';
import {
  accessLog,
  door,
  keyEncryptionInMemory,
  keyring,
  memoryKeyStore,
  sealerWith,
  textsOf,
} from '@wardbook/personal-data';
import { adviceCase, policing, type By, type Role } from '@wardbook/policing';
import { KILBURN } from './demo/camden.ts';
import { tellStory } from './demo/tell.ts';
import { byOf } from './demo/told.ts';
import { gateway } from './gateway.ts';
import { globalId } from './global-id.ts';
import type { MutationPayload } from './payload.ts';
import { VIEWS } from './views.ts';

const INSPECTOR = 'INSPECTOR inspector-inpt';
const OFFICER = `PCSO pcso-${KILBURN}`;

/** The demonstration on a log in memory; whoever asks says who they are. */
const place = async () => {
  const store = memoryEventStore();
  const access = memoryEventStore();
  const keys = keyring(memoryKeyStore(), keyEncryptionInMemory());
  const record = accessLog(access, Date.now);
  const open = async () => {
    const rows = memoryRows();
    const engine = await startEngine(policing, {
      store,
      rows,
      views: VIEWS,
      sealer: sealerWith(keys, store),
    });
    const faults: unknown[] = [];
    const app = await gateway({
      store,
      rows,
      engine,
      door: door({ log: store, keys, record, now: Date.now }),
      texts: textsOf({ log: store, keys }),
      access: { log: access, record },
      now: Date.now,
      earliest: 0,
      identify: async (authorization = '') => {
        const [role = '', id = ''] = authorization.split(' ');
        return { by: byOf(id, role as Role), clientId: 'desk' };
      },
      readiness: { now: async () => ({ status: 'ready' }) },
      onFault: (_, error) => faults.push(error),
    });
    return { app, engine, faults };
  };
  let opened = await open();
  await tellStory(store, opened.engine, Date.now);
  const close = async () => {
    await opened.app.close();
    await opened.engine.stop();
  };
  return {
    close,
    /** Everything but the log and the keys is begun anew. */
    restart: async () => {
      await close();
      opened = await open();
    },
    settle: async () => opened.engine.settled(await store.head(), 10_000),
    handle: (id: string, command: UnsentTo<typeof adviceCase>, by: By) =>
      opened.engine.handle(adviceCase, id, command, {
        by,
        clientId: 'desk',
        commandId: `by-hand-${command.type}`,
        correlationId: 'by-hand',
        fingerprint: command.type,
      }),
    ask: async <Answer>(who: string, query: string, variables: object = {}): Promise<Answer> => {
      await opened.engine.caughtUp(await store.head(), 10_000);
      const response = await opened.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: who },
        payload: { query, variables },
      });
      expect(opened.faults.splice(0)).toEqual([]);
      return response.json<{ data: Answer }>().data;
    },
  };
};

let here: Awaited<ReturnType<typeof place>>;
beforeAll(async () => {
  here = await place();
});
afterAll(() => here.close());

let sent = 0;
/** Sends a command that is to be accepted. Answers the global id of the record. */
const send = async (who: string, mutation: string, input: object): Promise<string> => {
  sent += 1;
  const type = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input`;
  const data = await here.ask<Record<string, MutationPayload | null>>(
    who,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      receipt { recordId } userErrors { __typename message ... on RuleViolation { rule } }
    } }`,
    { input: { commandId: `command-${sent}`, ...input } },
  );
  expect(data).toMatchObject({ [mutation]: { receipt: { recordId: expect.any(String) }, userErrors: [] } });
  return data[mutation]?.receipt?.recordId ?? '';
};

describe('E-01: a community priority is called by a name that objects inherit', () => {
  const named = ['constructor', 'toString', 'hasOwnProperty'];
  const idsShown = async (): Promise<readonly string[]> => {
    const { ward } = await here.ask<{
      readonly ward: { readonly priorities: readonly { readonly key: string }[] };
    }>(INSPECTOR, `{ ward(code: "${KILBURN}") { priorities { key issue isStale } } }`);
    return ward.priorities.map(({ key }) => key).filter((key) => named.includes(key));
  };
  const about = (priority: string) => ({ wardCode: KILBURN, priority });

  test('it is recorded, read back, refreshed and withdrawn, also after a restart on the same log', async () => {
    // Command ids may be called so as well.
    for (const priority of named)
      await send(INSPECTOR, 'recordCommunityPriority', {
        ...about(priority),
        commandId: priority,
        source: 'PUBLIC',
        issue: `What they call ${priority}.`,
      });
    expect(await idsShown()).toEqual(named);
    await send(INSPECTOR, 'refreshCommunityPriority', about('constructor'));
    await send(INSPECTOR, 'withdrawCommunityPriority', { ...about('constructor'), reason: 'Built.' });
    expect(await idsShown()).toEqual(['toString', 'hasOwnProperty']);

    await here.restart();
    expect(await idsShown()).toEqual(['toString', 'hasOwnProperty']);
    await send(INSPECTOR, 'withdrawCommunityPriority', { ...about('toString'), reason: 'Written.' });
    expect(await idsShown()).toEqual(['hasOwnProperty']);
  });
});

describe('E-01: so are a contact, a piece of advice and a referral of an advice case', () => {
  const shown = (id: string) =>
    here.ask(
      OFFICER,
      `query ($id: ID!) { adviceCase(id: $id) {
        contacts { key completedAt } items { key contact reviewedAt } referrals { referralId toRole outcome }
        compliance { rule met item contact }
      } }`,
      { id },
    );

  test('they are recorded and read back, also after a restart on the same log', async () => {
    const adviceCaseId = await send(OFFICER, 'openAdviceCase', {
      recipient: { subjectId: globalId('Subject', 'kilburn-person-1') },
      capacity: 'VICTIM',
      origin: 'APPROACH',
      wardCode: KILBURN,
      teamId: globalId('Team', `snt-${KILBURN}`),
      officerInCaseMemberId: globalId('Member', `pcso-${KILBURN}`),
      policy: 'A0609',
    });
    const ofCase = (mutation: string, input: object) => send(OFFICER, mutation, { adviceCaseId, ...input });
    const [contact, item] = ['constructor', 'hasOwnProperty'];
    await ofCase('startContact', { contact, channel: 'PHONE' });
    await ofCase('recordCircumstances', { text: 'The shed was opened.' });
    await ofCase('giveAdvice', {
      contact,
      item,
      topic: 'PROPERTY',
      measure: 'PROPERTY_MARKING',
      basis: 'HOME_OFFICE',
      fourTests: { upToDate: true, costCommensurate: true, balanced: true, proportionate: true },
      purposes: ['REDUCE_CRIME'],
      note: 'The bicycle first.',
    });
    await send('SUPERVISOR sergeant-1', 'reviewAdviceNote', { adviceCaseId, item });
    for (const kind of ['BEST_OF_ABILITY', 'NO_GUARANTEE'])
      await ofCase('giveDisclaimer', { contact, kind, wordingVersion: 4 });

    await here.restart();
    await ofCase('completeContact', { contact });
    // The gateway makes the ids of referrals itself; whoever embeds the domain does not.
    const key = Buffer.from(adviceCaseId, 'base64url').toString().replace('AdviceCase:', '');
    await here.handle(
      key,
      {
        type: 'Refer',
        referral: 'toString',
        toRole: 'CPA',
        area: 'lpa-1',
        topic: 'PROPERTY',
        requestedHelp: 'Which shed lock?',
        fields: ['TOPIC'],
        dueAt: new Date(Date.now() + 1_000_000_000).toISOString(),
      },
      byOf(`pcso-${KILBURN}`, 'PCSO'),
    );
    await here.settle();
    const referralId = globalId('Referral', 'toString');
    await send('SPECIALIST cpa-1', 'acceptReferral', { referralId });
    await send('SPECIALIST cpa-1', 'completeReferral', {
      referralId,
      outcome: 'ADVISED',
      helpGiven: 'Told.',
    });
    await here.settle();
    const expected = {
      adviceCase: {
        contacts: [{ key: contact, completedAt: expect.any(String) }],
        items: [{ key: item, contact, reviewedAt: expect.any(String) }],
        referrals: [{ referralId, toRole: 'CPA', outcome: 'COMPLETED' }],
        compliance: expect.arrayContaining([
          { rule: 'R-CASE-8', met: true, item, contact: null },
          { rule: 'R-CASE-5', met: true, item, contact: null },
          { rule: 'R-REF-7', met: true, item: null, contact: null },
        ]),
      },
    };
    expect(await shown(adviceCaseId)).toEqual(expected);

    await here.restart();
    expect(await shown(adviceCaseId)).toEqual(expected);
  });
});

test('what nobody recorded is not there by such a name either', async () => {
  const kinds = ['Ward', 'Team', 'AdviceCase', 'Referral', 'Subject', 'Agency'] as const;
  for (const name of ['constructor', '__proto__', 'hasOwnProperty'])
    for (const kind of kinds)
      expect(
        await here.ask('AUDITOR auditor-1', 'query ($id: ID!) { node(id: $id) { id } }', {
          id: globalId(kind, name),
        }),
      ).toEqual({ node: null });
});
