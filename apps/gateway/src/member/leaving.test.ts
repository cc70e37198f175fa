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

const CONSTABLE = globalId('Member', `pc-${KILBURN}`);
const ADVISOR = globalId('Member', 'cpa-1');
let sent = 0;

const send = async (who: string, mutation: string, input: object) => {
  sent += 1;
  const answer = await sendTo(wardbook, who, mutation, { commandId: `leaving-${String(sent)}`, ...input });
  await wardbook.engine.settled(await wardbook.store.head(), 10_000);
  return answer.userErrors;
};

/** What of a member is shown to whoever asks. */
const shown = async (who: string, id: string, fields: string, point = '') => {
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: who },
    payload: { query: `{ member(id: "${id}"${point}) { ${fields} } }` },
  });
  const { data, errors } = response.json<{ data: { member: object } | null; errors?: object[] }>();
  return errors ? { errors } : data?.member;
};

const HELD =
  'responsibilities { posts { role area } sectors { key } teams { id } cases { id } visits { id } referrals { id } }';
let beforeLeaving = '';
const NOTHING = { posts: [], sectors: [], teams: [], cases: [], visits: [], referrals: [] };
const SERGEANT = 'SUPERVISOR sergeant-1';
const INSPECTOR = 'INSPECTOR inspector-inpt';

describe('leaving', () => {
  test('P-06: what a member holds, and what waits for them, is listed before they leave', async () => {
    const adviceCaseId = globalId('AdviceCase', 'kilburn-1');
    expect(await send(SERGEANT, 'reopenAdviceCase', { adviceCaseId })).toEqual([]);
    expect(await shown(SERGEANT, globalId('Member', `pcso-${KILBURN}`), HELD)).toEqual({
      responsibilities: { ...NOTHING, cases: [{ id: adviceCaseId }] },
    });
    const { responsibilities } = (await shown(SERGEANT, globalId('Member', 'inspector-inpt'), HELD)) as {
      responsibilities: { teams: object[] };
    };
    expect(responsibilities.teams).toEqual([{ id: globalId('Team', 'inpt-1') }]);
  });

  test('P-06: other forces are not told, and who sees no cases may not ask', async () => {
    expect(await shown(`${SERGEANT} other-police`, CONSTABLE, HELD)).toEqual({ responsibilities: null });
    expect(await shown('ELECTED councillor-1', CONSTABLE, HELD)).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  test('D-34: what is published is corrected, withdrawn and published again', async () => {
    const memberId = ADVISOR;
    const fields = 'publicName publicContact';
    const names = () => shown('ELECTED councillor-1', memberId, fields);
    const correct = { memberId, publicName: 'Sgt Oriel Wainscott', publicContact: 'advice@police.example' };
    const published = { publicName: correct.publicName, publicContact: correct.publicContact };
    expect(await send('RECORDS records-1', 'correctPublishedDetails', correct)).toEqual([]);
    expect(await names()).toEqual(published);
    expect(await send('ADMIN admin-1', 'withdrawPublishedDetails', { memberId })).toEqual([]);
    expect(await names()).toEqual({ publicName: null, publicContact: null });
    const contact = { memberId, publicContact: 'advice@police.example' };
    expect(await send('ADMIN admin-1', 'correctPublishedDetails', contact)).toMatchObject([
      { rule: 'R-LIFE-1', path: ['input', 'publicName'] },
    ]);
    expect(await send('ADMIN admin-1', 'correctPublishedDetails', correct)).toEqual([]);
    expect(await names()).toEqual(published);
    beforeLeaving = new Date().toISOString();
  });

  test('D-02: a specialist at headquarters leaves, and the post with them', async () => {
    expect(await send('ADMIN admin-1', 'transferMember', { memberId: ADVISOR })).toEqual([]);
    const fields = `standing team { id } ${HELD}`;
    expect(await shown(SERGEANT, ADVISOR, fields)).toEqual({
      standing: 'IN_POST',
      team: null,
      responsibilities: { ...NOTHING, posts: [{ role: 'CPA', area: expect.any(String) }] },
    });
    expect(await send('ADMIN admin-1', 'leaveService', { memberId: ADVISOR, reason: 'RETIRED' })).toEqual([]);
    expect(await shown(SERGEANT, ADVISOR, fields)).toEqual({
      standing: 'LEFT',
      team: null,
      responsibilities: NOTHING,
    });
  });

  test('D-34: nobody but who looks at the history is shown how whoever has left was called', async () => {
    const names = (point?: string) => shown(SERGEANT, ADVISOR, 'publicName publicContact', point);
    expect(await names()).toEqual({ publicName: null, publicContact: null });
    expect(await names(`, asAt: "${beforeLeaving}"`)).toEqual({
      publicName: 'Sgt Oriel Wainscott',
      publicContact: 'advice@police.example',
    });
    const correct = { memberId: ADVISOR, publicName: 'Sgt Wainscott' };
    expect(await send('ADMIN admin-1', 'correctPublishedDetails', correct)).toMatchObject([
      { rule: 'R-LIFE-1', path: ['input', 'memberId'] },
    ]);
  });

  test('P-06: whoever has left leads no team; the vacancy is shown, and nobody puts them back', async () => {
    expect(await send('ADMIN admin-1', 'leaveService', { memberId: CONSTABLE, reason: 'RESIGNED' })).toEqual(
      [],
    );
    expect(await shown(SERGEANT, CONSTABLE, `dedicatedWard { code } ${HELD}`)).toEqual({
      dedicatedWard: null,
      responsibilities: NOTHING,
    });
    const teamId = globalId('Team', `snt-${KILBURN}`);
    for (const memberId of [CONSTABLE, globalId('Member', 'nobody-at-all')])
      expect(await send('ADMIN admin-1', 'appointTeamLead', { teamId, memberId })).toMatchObject([
        { rule: 'R-LIFE-1', path: ['input', 'memberId'] },
      ]);
  });
});

describe('taking a member from the ward', () => {
  const memberId = globalId('Member', `pcso-${KILBURN}`);
  const FIELDS =
    'abstraction { isAuthorised } abstractionRequests { urgent authority { key standing isOverdue askedByKey askedBy { publicName } } }';

  test('D-08: what is urgent is shown as unauthorised until another has granted it', async () => {
    const asked = { memberId, requestKey: 'cordon', until: '2040-01-01T00:00:00Z', reason: 'MAJOR_INCIDENT' };
    expect(await send(SERGEANT, 'abstractMember', { ...asked, urgent: true })).toEqual([]);
    const authority = {
      ...{ key: 'cordon', standing: 'WAITING', isOverdue: false, askedByKey: 'sergeant-1' },
      askedBy: { publicName: expect.any(String) },
    };
    expect(await shown(INSPECTOR, memberId, FIELDS)).toEqual({
      abstraction: { isAuthorised: false },
      abstractionRequests: [{ urgent: true, authority }],
    });
    expect(await send(INSPECTOR, 'grantAbstraction', { memberId, requestKey: 'cordon' })).toEqual([]);
    expect(await shown(INSPECTOR, memberId, FIELDS)).toEqual({
      abstraction: { isAuthorised: true },
      abstractionRequests: [{ urgent: true, authority: { ...authority, standing: 'GRANTED' } }],
    });
    expect(await shown(`${INSPECTOR} other-police`, memberId, FIELDS)).toMatchObject({
      abstractionRequests: [],
    });
  });

  test('D-08: who asked for it is no more to be read in the history that another force is shown', async () => {
    const history = async (who: string) => {
      const response = await wardbook.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: who },
        payload: { query: `{ events(stream: "member-pcso-${KILBURN}") { edges { node { type } } } }` },
      });
      const { data } = response.json<{ data: { events: { edges: { node: { type: string } }[] } } }>();
      return data.events.edges.map(({ node }) => node.type);
    };
    expect(await history(INSPECTOR)).toContain('MemberAbstracted');
    expect(await history('AUDITOR auditor-1 demonstration-audit')).toContain('MemberAbstracted');
    expect(await history(`${INSPECTOR} other-police`)).toEqual([]);
    expect(await history('AUDITOR auditor-1 other-audit')).toEqual([]);
  });
});

describe('a case whose officer left', () => {
  const waiting = async () => {
    const response = await wardbook.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: SERGEANT },
      payload: {
        query: '{ adviceCases(withoutOfficer: true) { edges { node { id officerInCase { id } } } } }',
      },
    });
    const { data } = response.json<{ data: { adviceCases: { edges: { node: object }[] } } }>();
    return data.adviceCases.edges.map(({ node }) => node);
  };

  test('P-06: it waits, to be seen, until a supervisor gives it to somebody', async () => {
    expect(await waiting()).toEqual([]);
    const memberId = globalId('Member', `pcso-${KILBURN}`);
    const adviceCaseId = globalId('AdviceCase', 'kilburn-1');
    expect(await send('ADMIN admin-1', 'leaveService', { memberId, reason: 'RESIGNED' })).toEqual([]);
    expect(await waiting()).toEqual([{ id: adviceCaseId, officerInCase: null }]);
    const assigned = {
      teamId: globalId('Team', 'inpt-1'),
      officerInCaseMemberId: globalId('Member', 'inspector-inpt'),
    };
    expect(await send('INSPECTOR inspector-inpt', 'assignAdviceCase', { adviceCaseId, ...assigned })).toEqual(
      [],
    );
    expect(await waiting()).toEqual([]);
  });
});
