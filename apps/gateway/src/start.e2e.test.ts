import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, runCommand, startIdentityProvider, startServer, type Server } from './testing/server.ts';

describe('the demonstration, as the README starts it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wardbook-'));
  const environment = { WARDBOOK_STORE: `sqlite:${folder}` };
  let server: Server;
  const tokenOf = (label: string): string => {
    const lines = server.printed().split('\n');
    return lines[lines.findIndex((line) => line.trim() === label) + 1]?.trim() ?? '';
  };

  beforeAll(async () => {
    server = await startServer(environment);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  test('the query that it prints answers with its own token', async () => {
    const printed = server.printed();
    const query = printed.slice(printed.indexOf('query '), printed.indexOf('Stop with'));
    const { data, errors } = await ask(server, tokenOf('council, a partner agency'), query);
    expect(errors).toBeUndefined();
    expect(data.ward.name).toBe('Kilburn');
    expect(data.ward.namedMembers.map(({ rank }: { rank: string }) => rank).sort()).toEqual([
      'CONSTABLE',
      'PCSO',
    ]);
    expect(data.ward.promises.edges).toHaveLength(2);
  });

  test('the borough is there: 18 wards, none in two of the 5 sectors, each with its team and panel', async () => {
    const query = `{ wards(first: 50) { edges { node {
      code name sector { key } inpt { name } saferNeighbourhoodTeam { name members { rank } } panel { quorum } missingCover
    } } } }`;
    const { data, errors } = await ask(server, tokenOf('elected member'), query);
    expect(errors).toBeUndefined();
    const wards = data.wards.edges.map(({ node }: { node: object }) => node);
    expect(wards).toHaveLength(18);
    expect(new Set(wards.map(({ sector }: { sector: { key: string } }) => sector.key)).size).toBe(5);
    for (const ward of wards)
      expect(ward).toMatchObject({
        inpt: { name: 'Demonstration INPT' },
        saferNeighbourhoodTeam: {
          members: expect.arrayContaining([{ rank: 'CONSTABLE' }, { rank: 'PCSO' }]),
        },
        panel: { quorum: 5 },
        missingCover: [],
      });
  });

  test('four promises are in force; months were kept, and one was broken and explained', async () => {
    const query = `{ promises(first: 50) { edges { node { standing kind periods { result explanation missing } } } } }`;
    const { data } = await ask(server, tokenOf('auditor'), query);
    const promises = data.promises.edges.map(({ node }: { node: object }) => node);
    expect(promises.map(({ standing }: { standing: string }) => standing)).toEqual(Array(4).fill('IN_FORCE'));
    const periods = promises.flatMap(({ periods: months }: { periods: object[] }) => months);
    const broken = periods.filter(({ result }: { result: string }) => result === 'BROKEN');
    expect(periods.filter(({ result }: { result: string }) => result === 'KEPT').length).toBeGreaterThan(6);
    for (const { missing } of broken) expect(missing).toEqual(['place-of-worship-3']);
  });

  test('it says that it is alive and ready, and serves its explorer without the network', async () => {
    expect(await (await fetch(`${server.address}/healthz`)).json()).toEqual({ status: 'alive' });
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
    const served = await fetch(server.address);
    const page = await served.text();
    expect(served.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src ('sha256-\S+' ?)+;/,
    );
    expect(page).toContain('Wardbook');
    expect(page).not.toMatch(/<(script|link)[^>]+(src|href)="https?:/);
    expect(page).toContain(`selected>council, a partner agency</option>`);
  });

  test('it stops cleanly when asked twice at once, and a second start keeps the data', async () => {
    const count = `{ events(stream: "ward-E05000140", first: 100) { edges { node { hash } } } }`;
    const before = await ask(server, tokenOf('auditor'), count);
    const stopped = Promise.all([server.stop('SIGINT'), server.stop('SIGTERM')]);
    expect(await stopped).toEqual([0, 0]);
    server = await startServer(environment);
    expect((await ask(server, tokenOf('auditor'), count)).data).toEqual(before.data);
  });
});

test('G-10: a gateway whose tokens are somebody else’s has no page, and no token to give away', async () => {
  const identities = await startIdentityProvider();
  const server = await startServer({ ...identities.environment, WARDBOOK_STORE: 'memory:' });
  try {
    const served = await fetch(server.address);
    expect(served.status).toBe(404);
    expect(`${await served.text()} ${server.printed()}`).not.toMatch(/eyJ|<select/);
  } finally {
    await server.stop();
    identities.close();
  }
});

test.each([
  ['PORT', 'abc'],
  ['WARDBOOK_STORE', 'mysql://elsewhere'],
  ['WARDBOOK_DEMONSTRATION', 'maybe'],
  ['WARDBOOK_TYPO', 'on'],
  ['WARDBOOK_ISSUER', 'https://identity.example'],
])('an unknown value of %s stops the start with one sentence that names it', async (name, value) => {
  const { code, output } = await runCommand('apps/gateway/dist/main.js', [], { [name]: value });
  expect(code).toBe(1);
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(output).toContain(name);
});

test('a port that is taken stops the start with one sentence that names it', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const environment = { WARDBOOK_STORE: 'memory:', PORT: String(port) };
  const { code, output } = await runCommand('apps/gateway/dist/main.js', [], environment);
  taken.close();
  expect(code).toBe(1);
  expect(output).toBe(`Something listens on port ${String(port)} already: stop it, or set PORT.\n`);
});

test('a signal while the demonstration is being told ends in order', async () => {
  const preload = `import{Server}from'node:net';const{listen}=Server.prototype;Server.prototype.listen=function(...a){
    this.once('listening',()=>setTimeout(()=>process.kill(process.pid,'SIGTERM'),1));return listen.apply(this,a)}`;
  const { code, output } = await runCommand('apps/gateway/dist/main.js', [], {
    WARDBOOK_STORE: 'memory:',
    PORT: '0',
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(preload)}`,
  });
  expect({ code, output }).toEqual({ code: 0, output: '' });
});

test('a database that cannot be reached stops the start with one sentence, which holds no password', async () => {
  const { code, output } = await runCommand('apps/gateway/dist/main.js', [], {
    WARDBOOK_STORE: 'postgres://wardbook:secret@127.0.0.1:1/wardbook',
  });
  expect(code).toBe(1);
  expect(output).toMatch(/^The database cannot be reached .*\n$/);
  expect(output).not.toContain('secret');
});
