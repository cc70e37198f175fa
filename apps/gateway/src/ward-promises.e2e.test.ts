import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { londonMonth } from '@wardbook/policing';
import {
  ask,
  runCommand,
  startIdentityProvider,
  startServer,
  type IdentityProvider,
  type Server,
} from './testing/server.ts';

const CLI = 'apps/cli/dist/main.js';
const WARD = 'E05000140';

describe('a promise to a ward, over HTTP, across the end of March in London', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wardbook-'));
  const tokens: Record<'admin' | 'inspector' | 'officer' | 'chair' | 'auditor' | 'partner', string> = {
    admin: '',
    inspector: '',
    officer: '',
    chair: '',
    auditor: '',
    partner: '',
  };
  let provider: IdentityProvider;
  let server: Server;
  let commands = 0;
  let teamId = '';
  let memberId = '';
  let promiseId = '';

  /** Sends a mutation and answers its payload. */
  const send = async (who: keyof typeof tokens, mutation: string, input: object) => {
    const type = `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      receipt { recordId stream version token eventIds replayed warnings { rule } }
      userErrors { __typename message path ... on RuleViolation { rule } ... on InvalidInput { constraint }
        ... on VersionConflict { expected actual } }
    } }`;
    const commandId = `command-${String((commands += 1))}`;
    const answer = await ask(server, tokens[who], query, { input: { commandId, ...input } });
    if (answer.errors) throw new TypeError(JSON.stringify(answer.errors));
    return answer.data[mutation];
  };
  const done = async (who: keyof typeof tokens, mutation: string, input: object) => {
    const { receipt, userErrors } = await send(who, mutation, input);
    expect(userErrors).toEqual([]);
    return receipt;
  };
  const shown = async (fields: string, args = '') => {
    const answer = await ask(
      server,
      tokens.partner,
      `query ($id: ID!) { promise(id: $id ${args}) { ${fields} } }`,
      {
        id: promiseId,
      },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data.promise;
  };
  const monthOf = async (month: string) => {
    const { periods } = await shown(
      `periods(last: 1, until: "${month}") { month targets met missing result firstResult fulfilments { from } }`,
    );
    return periods.find((period: { month: string }) => period.month === month);
  };

  beforeAll(async () => {
    provider = await startIdentityProvider();
    for (const [name, actor, role] of [
      ['admin', 'admin-1', 'ADMIN'],
      ['inspector', 'inspector-1', 'INSPECTOR'],
      ['officer', 'officer-1', 'OFFICER'],
      ['chair', 'chair-1', 'PANEL'],
      ['auditor', 'auditor-1', 'AUDITOR'],
      ['partner', 'council-1', 'PARTNER'],
    ] as const)
      tokens[name] = await provider.tokenFor(actor, role);
    server = await startServer({ ...provider.environment, WARDBOOK_STORE: `sqlite:${folder}` });
  });
  afterAll(async () => {
    await server.stop();
    provider.close();
    rmSync(folder, { recursive: true });
  });

  test('the ward, its team and its panel are set up by commands, in 2013', async () => {
    const occurredAt = '2013-01-07T09:00:00.000Z';
    await done('admin', 'establishBorough', { boroughCode: 'E09000007', name: 'Camden', occurredAt });
    await done('admin', 'establishWard', {
      wardCode: WARD,
      name: 'Kilburn',
      boroughCode: 'E09000007',
      validFrom: '2002-05-02',
      occurredAt,
    });
    const formTeam = { kind: 'INPT', name: 'Test INPT', occurredAt };
    teamId = (await done('admin', 'formTeam', formTeam)).recordId;
    const early = await send('admin', 'assignWardToInpt', { wardCode: WARD, teamId, occurredAt });
    expect(early.userErrors).toMatchObject([{ __typename: 'RuleViolation', rule: 'R-WARD-2' }]);
    await done('admin', 'createSector', {
      boroughCode: 'E09000007',
      sector: 'sector-1',
      label: 'Sector 1',
      occurredAt,
    });
    await done('admin', 'assignWardToSector', {
      boroughCode: 'E09000007',
      wardCode: WARD,
      sector: 'sector-1',
      occurredAt,
    });
    await done('admin', 'assignWardToInpt', { wardCode: WARD, teamId, occurredAt });
    const post = { teamId, category: 'UNIFORMED', source: 'BACK_ROOM', occurredAt };
    const lead = await done('admin', 'postMember', {
      ...post,
      memberKey: 'inspector-1',
      rank: 'INSPECTOR',
      publicName: 'Inspector Larkholm',
    });
    const officer = { ...post, memberKey: 'officer-1', rank: 'CONSTABLE', publicName: 'PC Nettlebank' };
    memberId = (await done('admin', 'postMember', officer)).recordId;
    await done('admin', 'appointTeamLead', { teamId, memberId: lead.recordId, occurredAt });
    for (const target of ['school-1', 'school-2'])
      await done('admin', 'registerPromiseTarget', {
        wardCode: WARD,
        target,
        kind: 'SECONDARY_SCHOOL',
        label: `School ${target}`,
        occurredAt,
      });
    await done('admin', 'establishWardPanel', { wardCode: WARD, quorum: 5, chair: 'chair-1', occurredAt });
  });

  test('a promise that cannot be measured is refused with its rule and path', async () => {
    const terms = {
      wardCode: WARD,
      teamId,
      kind: 'PERIODIC_VISIT',
      targetKind: 'PLACE_OF_WORSHIP',
      statement: 'Often.',
    };
    const { userErrors } = await send('inspector', 'proposePromise', {
      terms,
      occurredAt: '2013-02-01T10:00:00Z',
    });
    expect(userErrors).toEqual([
      expect.objectContaining({
        __typename: 'RuleViolation',
        rule: 'R-PROM-2',
        path: ['input', 'terms', 'targetKind'],
      }),
    ]);
  });

  test('it is proposed, the team agrees, then the panel; only a quorate meeting agrees', async () => {
    const terms = {
      wardCode: WARD,
      teamId,
      kind: 'PERIODIC_VISIT',
      targetKind: 'SECONDARY_SCHOOL',
      statement: 'We will visit every secondary school in the ward at least once a month.',
    };
    promiseId = (await done('inspector', 'proposePromise', { terms, occurredAt: '2013-02-01T10:00:00Z' }))
      .recordId;
    await done('inspector', 'agreePromiseByTeam', { promiseId, occurredAt: '2013-02-05T10:00:00Z' });
    const agree = { wardCode: WARD, promiseId };
    for (const [meeting, votersPresent] of [
      ['thin', 4],
      ['full', 5],
    ] as const)
      await done('chair', 'recordPanelMeeting', {
        wardCode: WARD,
        meeting,
        votersPresent,
        minutes: `minutes/${meeting}`,
        occurredAt: '2013-02-20T19:00:00Z',
      });
    const at = { occurredAt: '2013-02-20T20:00:00Z' };
    const thin = await send('chair', 'agreePromiseAtPanel', { ...agree, meeting: 'thin', ...at });
    expect(thin.userErrors).toMatchObject([{ rule: 'R-PROM-1' }]);
    expect((await shown('standing')).standing).toBe('PROPOSED');
    await done('chair', 'agreePromiseAtPanel', { ...agree, meeting: 'full', ...at });
    let promise;
    do promise = await shown('standing firstPeriod agreedAtMeeting team { name } ward { name }');
    while (promise.standing !== 'IN_FORCE');
    // It is months late: each month that has begun by now is opened.
    const running = londonMonth(new Date().toISOString());
    while ((await monthOf(running)) === undefined) continue;
    expect(promise).toMatchObject({
      firstPeriod: '2013-03',
      agreedAtMeeting: 'full',
      team: { name: 'Test INPT' },
      ward: { name: 'Kilburn' },
    });
  });

  test('half an hour before midnight on 31 March is March in London, ten minutes after is April', async () => {
    const visit = { promiseId, memberId };
    const visits = [
      ['school-2', '2013-03-05T11:00:00Z'],
      ['school-1', '2013-03-31T22:30:00Z'],
      ['school-2', '2013-03-31T23:10:00Z'],
    ] as const;
    for (const [target, occurredAt] of visits)
      await done('officer', 'recordVisit', {
        ...visit,
        target,
        evidence: `pocket-book/${target}`,
        occurredAt,
      });
    const close = { promiseId, period: '2013-03', occurredAt: '2013-04-02T09:00:00Z' };
    const { token } = await done('inspector', 'closePromisePeriod', close);
    await shown('version', `, atLeast: "${token}"`);
    expect(await monthOf('2013-03')).toMatchObject({
      result: 'KEPT',
      met: ['school-1', 'school-2'],
      missing: [],
    });
    expect(await monthOf('2013-04')).toMatchObject({
      result: 'OPEN',
      met: ['school-2'],
      missing: ['school-1'],
    });
  });

  test('April is not closed before it is over in London, and then it is broken', async () => {
    const close = { promiseId, period: '2013-04' };
    const early = await send('inspector', 'closePromisePeriod', {
      ...close,
      occurredAt: '2013-04-30T22:59:59Z',
    });
    expect(early.userErrors).toMatchObject([{ rule: 'R-PROM-7' }]);
    const { token } = await done('inspector', 'closePromisePeriod', {
      ...close,
      occurredAt: '2013-04-30T23:00:00Z',
    });
    await shown('version', `, atLeast: "${token}"`);
    expect(await monthOf('2013-04')).toMatchObject({ result: 'BROKEN', missing: ['school-1'] });
    await done('inspector', 'explainBreach', {
      promiseId,
      period: '2013-04',
      explanation: 'The school was closed.',
    });
  });

  test('late evidence restates the month, and both results stand', async () => {
    const visit = { promiseId, memberId, target: 'school-1', evidence: 'pocket-book/9' };
    const { token } = await done('officer', 'recordVisit', { ...visit, occurredAt: '2013-04-17T11:00:00Z' });
    await shown('version', `, atLeast: "${token}"`);
    // A process looks at the month once more.
    let april;
    do april = await monthOf('2013-04');
    while (april.result === 'BROKEN');
    expect(april).toMatchObject({ result: 'KEPT', firstResult: 'BROKEN', missing: [] });
  });

  test('R-STRIKE-1: a visit recorded for the wrong school is struck: March is broken, and kept again by another visit', async () => {
    const stream = `promise-${Buffer.from(promiseId, 'base64url').toString().replace('Promise:', '')}`;
    const history = async () => {
      const node = 'node { version type data struck { version reason actor { key } } }';
      const all = [];
      for (let after = ''; ;) {
        const events = `events(stream: "${stream}", first: 100${after})`;
        const { data } = await ask(server, tokens.auditor, `{ ${events} { edges { cursor ${node} } } }`);
        all.push(...data.events.edges.map(({ node: one }: { node: object }) => one));
        if (data.events.edges.length < 100) return all;
        after = `, after: "${data.events.edges.at(-1).cursor}"`;
      }
    };
    const marchIs = async (result: string) => {
      let march;
      do march = await monthOf('2013-03');
      while (march.result !== result);
      return march;
    };
    const wrong = (await history()).find(
      ({ type, data }: { type: string; data: string }) =>
        type === 'PromiseFulfilmentRecorded' && data.includes('2013-03-31T22:30'),
    );
    const strike = { recordId: promiseId, version: wrong.version, reason: 'WRONG_PLACE' };
    const another = await send('partner', 'strikeThrough', strike);
    expect(another.userErrors).toMatchObject([{ rule: 'R-STRIKE-3', path: ['input', 'version'] }]);
    const { version } = await done('officer', 'strikeThrough', strike);
    expect(await marchIs('BROKEN')).toMatchObject({ met: ['school-2'], missing: ['school-1'] });
    const twice = await send('officer', 'strikeThrough', strike);
    expect(twice.userErrors).toMatchObject([{ rule: 'R-STRIKE-2', path: ['input', 'version'] }]);
    expect((await history()).find((one: { version: number }) => one.version === wrong.version)).toMatchObject(
      {
        struck: { version, reason: 'WRONG_PLACE', actor: { key: 'officer-1' } },
      },
    );
    const visit = { promiseId, memberId, target: 'school-1', evidence: 'pocket-book/8' };
    await done('officer', 'recordVisit', { ...visit, occurredAt: '2013-03-20T11:00:00Z' });
    expect(await marchIs('KEPT')).toMatchObject({ firstResult: 'KEPT', met: ['school-1', 'school-2'] });
    const { output } = await runCommand(CLI, ['replay', stream, '--store', `sqlite:${folder}`]);
    expect(output).toMatch(
      new RegExp(
        `PromiseFulfilmentRecorded +STRUCK THROUGH by #${version} \\(.*, OFFICER officer-1 of .*: WRONG_PLACE\\)`,
      ),
    );
  });

  test('history is shown as it stood: as at, as known, exactly', async () => {
    const fields = 'standing version periods { month result met }';
    const april = await shown(fields, ', asAt: "2013-04-10T00:00:00Z"');
    expect(april.periods).toEqual([
      { month: '2013-04', result: 'OPEN', met: ['school-2'] },
      { month: '2013-03', result: 'KEPT', met: ['school-1', 'school-2'] },
    ]);
    expect(await shown(fields, ', exactly: 1')).toMatchObject({
      standing: 'PROPOSED',
      version: 1,
      periods: [],
    });
    expect(await shown(fields, ', knownAt: "2013-04-10T00:00:00Z"')).toBeNull();
    const now = new Date().toISOString();
    await setTimeout(5_100);
    expect(await shown(fields, `, knownAt: "${now}"`)).toEqual(await shown(fields));
  });

  test('the same command twice is one event; the same id with other content is refused', async () => {
    const commandId = 'the-same-command';
    const visit = { commandId, promiseId, memberId, target: 'school-1', evidence: 'pocket-book/12' };
    const may = { ...visit, occurredAt: '2013-05-17T11:00:00Z' };
    const first = await done('officer', 'recordVisit', may);
    const second = await done('officer', 'recordVisit', may);
    expect(second).toEqual({ ...first, replayed: true });
    const other = await send('officer', 'recordVisit', { ...may, target: 'school-2' });
    expect(other.userErrors).toMatchObject([{ __typename: 'IdempotencyKeyReused' }]);
    const late = await send('officer', 'recordVisit', {
      ...may,
      commandId: 'another-command',
      evidence: 'pocket-book/13',
      occurredAt: '2013-05-18T11:00:00Z',
      expectedVersion: 2,
    });
    expect(late.userErrors).toMatchObject([
      { __typename: 'VersionConflict', expected: 2, actual: first.version },
    ]);
  });

  test('bad input gets a typed user error with a path; a bad id, cursor or token a 400', async () => {
    const input = {
      promiseId,
      memberId,
      target: 'two words',
      evidence: '',
      occurredAt: '2013-05-18T11:00:00Z',
    };
    const { userErrors } = await send('officer', 'recordVisit', input);
    expect(userErrors).toMatchObject([
      { __typename: 'InvalidInput', path: ['input', 'target'], constraint: 'matches' },
      { __typename: 'InvalidInput', path: ['input', 'evidence'], constraint: 'matches' },
    ]);
    for (const [query, code] of [
      ['{ promise(id: "nonsense") { id } }', 'INVALID_ID'],
      [`{ team(id: "${promiseId}") { id } }`, 'INVALID_ID'],
      ['{ ward(code: "KILBURN") { id } }', 'INVALID_ID'],
      ['{ promises(after: "nonsense") { edges { cursor } } }', 'INVALID_CURSOR'],
      ['{ promises(atLeast: "nonsense") { edges { cursor } } }', 'INVALID_TOKEN'],
      ['{ promises(first: 1000) { edges { cursor } } }', 'BAD_USER_INPUT'],
      ['{ events(stream: "ward E05") { edges { cursor } } }', 'INVALID_ID'],
      ['{ ward(code: ', 'GRAPHQL_PARSE_FAILED'],
      ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ] as const) {
      const answer = await ask(server, tokens.auditor, query);
      expect([query, answer.errors?.[0]?.extensions.code]).toEqual([query, code]);
    }
  });

  test('K-05: a district of the second source and a ward of it are founded beside Camden, and shown', async () => {
    const occurredAt = '2013-01-07T09:00:00.000Z';
    const district = { boroughCode: 'E07000072', occurredAt };
    const grangeHill = { wardCode: 'E05004155', ...district };
    await done('admin', 'establishBorough', { ...district, name: 'Epping Forest' });
    await done('admin', 'createSector', { ...district, sector: 'west', label: 'West' });
    await done('admin', 'establishWard', { ...grangeHill, name: 'Grange Hill', validFrom: '2012-05-03' });
    const { token } = await done('admin', 'assignWardToSector', { ...grangeHill, sector: 'west' });
    const lying = `ward(code: "E05004155", atLeast: "${token}") { name borough { code name } sector { label } }`;
    const answer = await ask(server, tokens.auditor, `{ ${lying} }`);
    expect(answer.data.ward).toEqual({
      name: 'Grange Hill',
      borough: { code: 'E07000072', name: 'Epping Forest' },
      sector: { label: 'West' },
    });
    const { userErrors } = await send('admin', 'establishBorough', {
      boroughCode: 'W09000001',
      name: 'None',
    });
    expect(userErrors).toMatchObject([{ path: ['input', 'boroughCode'], constraint: 'matches' }]);
  });

  test('who may not, is told so: tokens, roles, histories', async () => {
    const ward = '{ ward(code: "E05000140") { name } }';
    for (const token of [
      undefined,
      'nonsense',
      await provider.tokenFor('a', 'AUDITOR', 'audit', { aud: 'elsewhere' }),
      await provider.tokenFor('a', 'AUDITOR', 'audit', { exp: 1_000 }),
      await provider.tokenFor('a', 'SYSTEM', 'wardbook'),
      await provider.tokenFor('a', 'AUDITOR', 'audit', { wardbook_actor: 'Given Surname' }),
    ]) {
      const answer = await ask(server, token, ward);
      expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
    const history = '{ events(stream: "ward-E05000140", first: 100) { edges { node { type } } } }';
    expect(await ask(server, tokens.partner, history)).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    const { data } = await ask(server, tokens.auditor, history);
    expect(data.events.edges[0].node.type).toBe('WardEstablished');
    const posted = await send('partner', 'formTeam', { kind: 'SNT', name: 'A team of the council' });
    expect(posted.userErrors).toMatchObject([{ rule: 'R-AUTH-2' }]);
  });

  test('the command line replays the promise as a table that a person can read', async () => {
    const id = Buffer.from(promiseId, 'base64url').toString().replace('Promise:', '');
    const { code, output } = await runCommand(CLI, [
      'replay',
      `promise-${id}`,
      '--store',
      `sqlite:${folder}`,
    ]);
    expect(code).toBe(0);
    const [, , headings, first] = output.split('\n');
    expect(headings).toMatch(/^# +happened +recorded +who +what +details +rests on$/);
    expect(first).toMatch(
      /^1 +2013-02-01 10:00 +20\d\d-\d\d-\d\d \d\d:\d\d \(\d+ d late\) +INSPECTOR inspector-1 of test-police +PromiseProposed /,
    );
    expect(output).toMatch(/PromisePeriodKept +period: 2013-03/);
    expect(output).toMatch(/AgreedByCommunity +meeting: full +panel-E05000140 at \d/);
    const unknown = await runCommand(CLI, ['replay', 'promise-none', '--store', `sqlite:${folder}`]);
    expect(unknown.code).toBe(1);
  });

  test('one byte flipped in the file, and verify names that event', async () => {
    const before = await runCommand(CLI, ['verify', '--store', `sqlite:${folder}`]);
    expect([before.code, before.output]).toEqual([
      0,
      expect.stringMatching(/^Log: \d+ events in \d+ streams fit/),
    ]);
    await server.stop();
    const copy = mkdtempSync(join(tmpdir(), 'wardbook-'));
    for (const file of ['log.db', 'access.db']) copyFileSync(join(folder, file), join(copy, file));
    const bytes = readFileSync(join(copy, 'log.db'));
    const at = bytes.indexOf('"missedTargets":["school-1"]');
    expect(at).toBeGreaterThan(0);
    bytes[at + '"missedTargets":["school-'.length] = '2'.charCodeAt(0);
    writeFileSync(join(copy, 'log.db'), bytes);
    const after = await runCommand(CLI, ['verify', '--store', `sqlite:${copy}`]);
    expect(after.code).toBe(1);
    const [, stream, revision] =
      /BROKEN: (promise-[^,]+), revision (\d+): the data does not match/.exec(after.output) ?? [];
    const replayed = await runCommand(CLI, ['replay', stream ?? '', '--store', `sqlite:${folder}`]);
    const line = replayed.output
      .split('\n')
      .find((text) => text.startsWith(`${String(Number(revision) + 1)} `));
    expect(line).toMatch(/PromisePeriodBroken .*period: 2013-04/);
    rmSync(copy, { recursive: true });
    server = await startServer({ ...provider.environment, WARDBOOK_STORE: `sqlite:${folder}` });
  });

  test('what was recorded is still there after a restart', async () => {
    expect(await shown('standing statement')).toMatchObject({ standing: 'IN_FORCE' });
    expect(await monthOf('2013-03')).toMatchObject({ result: 'KEPT' });
  });
});
