import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KILBURN } from '../demo/camden.ts';
import { tellStory } from '../demo/tell.ts';
import { globalId } from '../global-id.ts';
import { sendTo, wardbookInMemory } from '../testing/wardbook-in-memory.ts';
import type { Wardbook } from '../wardbook.ts';

let wardbook: Wardbook;
beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
}, 60_000);
afterAll(() => wardbook.stop());

const SERGEANT = 'SUPERVISOR sergeant-1';
const INSPECTOR = 'INSPECTOR inspector-inpt';
const PC = `OFFICER pc-${KILBURN}`;
const CONSTABLE = globalId('Member', `pc-${KILBURN}`);
const PERSON = globalId('Subject', 'kilburn-person-1');
const FIRST = globalId('AdviceCase', 'kilburn-1');
let sent = 0;

const send = async (who: string, mutation: string, input: object): Promise<string> => {
  sent += 1;
  const answer = await sendTo(wardbook, who, mutation, { commandId: `case-list-${String(sent)}`, ...input });
  expect(answer.userErrors).toEqual([]);
  await wardbook.engine.settled(await wardbook.store.head(), 10_000);
  return answer.receipt?.recordId ?? '';
};

const asked = async (query: string): Promise<unknown> => {
  const { app } = wardbook;
  const headers = { authorization: SERGEANT };
  const response = await app.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
  return response.json<{ data: unknown }>().data;
};

const opened = (input: object): Promise<string> =>
  send(PC, 'openAdviceCase', {
    ...{ recipient: { subjectId: PERSON }, capacity: 'VICTIM', origin: 'CRIME', wardCode: KILBURN },
    ...{ teamId: globalId('Team', `snt-${KILBURN}`), officerInCaseMemberId: CONSTABLE, policy: 'A0609' },
    ...input,
  });

const casesOf = async (args: string): Promise<readonly string[]> => {
  const data = (await asked(`{ adviceCases(${args}) { edges { node { id } } } }`)) as {
    readonly adviceCases: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
  };
  return data.adviceCases.edges.map(({ node }) => node.id);
};

describe('the cases of a force', () => {
  test('T3-22: a second case of the same person after a crime is one of a repeat victim [T3-22]', async () => {
    const second = await opened({ linkedRef: 'crime/T-22' });
    const approach = await opened({ origin: 'APPROACH' });
    const repeat = (id: string) => asked(`{ adviceCase(id: "${id}") { repeat } }`);
    expect(await repeat(FIRST)).toEqual({ adviceCase: { repeat: false } });
    expect(await repeat(second)).toEqual({ adviceCase: { repeat: true } });
    expect(await repeat(approach)).toEqual({ adviceCase: { repeat: false } });
    const other = await send(PC, 'registerSubject', { name: 'Sorrel Marsh' });
    const first = await opened({ recipient: { subjectId: other }, linkedRef: 'crime/T-23' });
    expect(await repeat(first)).toEqual({ adviceCase: { repeat: false } });
  });

  test('P-06: are asked for by officer, by ward and by standing, and by having none any more', async () => {
    const mine = await casesOf(`officerMemberId: "${CONSTABLE}"`);
    expect(mine).toHaveLength(3);
    expect(mine).not.toContain(FIRST);
    expect(await casesOf(`wardCode: "${KILBURN}", standing: [CLOSED]`)).toEqual([FIRST]);
    expect(await casesOf(`wardCode: "${KILBURN}", standing: [OPEN]`)).toEqual(mine);
    await send('ADMIN admin-1', 'leaveService', { memberId: CONSTABLE, reason: 'RETIRED' });
    expect(await casesOf(`officerMemberId: "${CONSTABLE}", standing: [OPEN]`)).toEqual([]);
    expect(await casesOf('withoutOfficer: true, standing: [OPEN]')).toEqual(mine);
  });

  test('D-08: what somebody is to authorise is shown, and how it was answered', async () => {
    await send(SERGEANT, 'reopenAdviceCase', { adviceCaseId: FIRST });
    const about = { adviceCaseId: FIRST };
    const again = { contact: 'call-2', channel: 'PHONE' };
    await send(SERGEANT, 'startContact', { ...about, ...again });
    await send(SERGEANT, 'giveAdvice', {
      ...{
        ...about,
        contact: 'call-2',
        item: 'entry',
        topic: 'ELECTRONIC_SECURITY',
        measure: 'ACCESS_CONTROL',
      },
      ...{ basis: 'HOME_OFFICE', purposes: ['DETER'], overrideReason: 'Nobody else was to be had.' },
      fourTests: { upToDate: true, costCommensurate: true, balanced: true, proportionate: true },
    });
    const breach = { requestKey: 'no-words', rule: 'R-CASE-8', item: 'entry' };
    await send(SERGEANT, 'recordComplianceBreach', { ...about, ...breach });
    const fields = 'authorityRequests { key matter standing declinedBecause isOverdue }';
    const shown = () => asked(`{ adviceCase(id: "${FIRST}") { ${fields} } }`);
    const request = (
      key: string,
      matter: string,
      standing: string,
      declinedBecause: string | null = null,
    ) => ({
      ...{ key, matter, standing, declinedBecause, isOverdue: false },
    });
    expect(await shown()).toEqual({
      adviceCase: {
        authorityRequests: [
          request('entry', 'ADVICE_OVERRIDE', 'WAITING'),
          request('no-words', 'COMPLIANCE_BREACH', 'WAITING'),
        ],
      },
    });
    await send(INSPECTOR, 'grantAdviceOverride', { ...about, requestKey: 'entry' });
    await send(INSPECTOR, 'declineComplianceBreach', {
      ...{ ...about, requestKey: 'no-words', reason: 'NOT_JUSTIFIED' },
    });
    expect(await shown()).toEqual({
      adviceCase: {
        authorityRequests: [
          request('entry', 'ADVICE_OVERRIDE', 'GRANTED'),
          request('no-words', 'COMPLIANCE_BREACH', 'DECLINED', 'NOT_JUSTIFIED'),
        ],
      },
    });
  });
});
