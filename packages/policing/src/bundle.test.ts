import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';

// What a page in a browser does with the domain alone: it plays a promise, from its refusal before there was one to its agreement.
const PAGE = `
  import { decide, evolve, isRefusal } from '@wardbook/event-sourcing/pure';
  import { policing } from './index.ts';

  const { promise, ward, team, policy } = policing.kinds;
  const by = { id: 'inspector-1', role: 'INSPECTOR', agency: 'police' };
  const moment = (revision, occurredAt) =>
    ({ stream: 'promise-visits', revision, id: 'event-' + revision, occurredAt, recordedAt: occurredAt });
  const EARLIER = '2013-01-07T09:00:00.000Z';
  const after = (fold, ...events) =>
    events.reduce((state, event, revision) => evolve(fold, state, event, moment(revision, EARLIER)), fold.initial);

  const terms = { ward: 'E05000140', team: 'inpt-west', kind: 'PERIODIC_VISIT', targetKind: 'SECONDARY_SCHOOL',
    statement: 'We visit every secondary school every month.', minimumPerPeriod: 1 };
  const facts = {
    ward: after(ward,
      { type: 'WardEstablished', name: 'Kilburn', borough: 'E09000007', validFrom: '2002-05-02' },
      { type: 'WardAssignedToInpt', team: 'inpt-west' },
      { type: 'PromiseTargetRegistered', target: 'school-ash', kind: 'SECONDARY_SCHOOL', label: 'Ash School' }),
    team: after(team, { type: 'TeamFormed', kind: 'INPT', name: 'West INPT' },
      { type: 'TeamLeadAppointed', member: 'inspector-1', rank: 'INSPECTOR' }),
    policy: policy.initial,
  };
  let state = promise.initial;
  let revision = 0;
  const said = [];
  const send = (command, its) => {
    const occurredAt = '2013-02-11T09:00:00.000Z';
    const decision = decide(promise, { id: 'visits', occurredAt, by, ...command }, state, its);
    if (isRefusal(decision)) return said.push(decision.rule);
    for (const event of decision) {
      state = evolve(promise, state, event, moment(revision++, occurredAt));
      said.push(event.type);
    }
  };
  send({ type: 'AgreePromiseByTeam' }, facts);
  send({ type: 'ProposePromise', terms }, facts);
  send({ type: 'AgreePromiseByTeam' }, facts);
  send({ type: 'ProposePromise', terms }, facts);
  globalThis.answer = said;
`;

const bundled = async (): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    conditions: ['@wardbook/source'],
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
};

test('K-11: a bundle for the browser plays a promise, where nothing of Node is', async () => {
  const page: { answer?: readonly string[] } = {};
  runInNewContext(await bundled(), page);
  expect([...(page.answer ?? [])]).toEqual([
    'R-LIFE-1',
    'PromiseProposed',
    'PromiseAgreedByTeam',
    'R-LIFE-2',
  ]);
});

test('K-11: it is as large as docs/figures.md says, to a twentieth', async () => {
  const figures = readFileSync(new URL('../../../docs/figures.md', import.meta.url), 'utf8');
  const [, stated = ''] = /browser bundle of `policing`[^|]*\| *([\d.]+) kB/.exec(figures) ?? [];
  const size = Buffer.byteLength(await bundled()) / 1_000;
  expect(Math.abs(size - Number(stated)) / size).toBeLessThan(0.05);
});
