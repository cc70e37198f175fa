import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine, type Engine } from '@wardbook/event-sourcing';
import { sqliteFolder } from '@wardbook/event-store-sqlite';
import { bindKeys, keyEncryptionInFile, sealerWith } from '@wardbook/personal-data';
import {
  borough,
  member,
  policing,
  panelAgency,
  promise,
  referral,
  roles,
  team,
  ward,
  wardPanel,
  type By,
  type Rank,
} from '@wardbook/policing';
import { CAMDEN, KILBURN } from './demo/camden.ts';
import { byOf, FORCE, tellTo, type Told } from './demo/told.ts';
import { runCommand } from './testing/server.ts';

// What docs/how-to/replay-what-came-late.md shows, from the commands that lead to it to the terminal that prints it.

const PAGE = join(import.meta.dirname, '..', '..', '..', 'docs', 'how-to', 'replay-what-came-late.md');

const [INPT, SNT] = ['inpt-1', 'snt-kilburn'];
const [ADMIN, INSPECTOR] = [byOf('admin-1', 'ADMIN'), byOf('inspector-1', 'INSPECTOR')];
const [OFFICER, PCSO] = [byOf('pc-fenwick', 'OFFICER'), byOf('pcso-tarn', 'PCSO')];
const CHAIR: By = { id: 'chair-1', role: 'PANEL', agency: panelAgency(KILBURN) };

const on = (day: string, time = '09:00'): string => `2026-${day}T${time}:00.000Z`;
const toBorough = tellTo(borough);
const toWard = tellTo(ward);
const toTeam = tellTo(team);
const toMember = tellTo(member);
const toPanel = tellTo(wardPanel);
const toPromise = tellTo(promise);
const toRoles = tellTo(roles);
const toReferral = tellTo(referral);

const post = (id: string, toTheTeam: string, rank: Rank): Told =>
  toMember(on('01-05'), ADMIN, id, {
    type: 'PostMember',
    team: toTheTeam,
    category: rank === 'PCSO' ? 'PCSO' : 'UNIFORMED',
    rank,
    source: 'RECRUIT',
    publicName: `The member ${id}`,
  });

/** Kilburn, whoever works there, and a post for what others cannot do. */
const ground: readonly Told[] = [
  toBorough(on('01-05'), ADMIN, CAMDEN.code, { type: 'EstablishBorough', name: CAMDEN.name }),
  toBorough(on('01-05'), ADMIN, CAMDEN.code, { type: 'CreateSector', sector: 'west', label: 'West' }),
  toWard(on('01-05'), ADMIN, KILBURN, {
    type: 'EstablishWard',
    name: 'Kilburn',
    borough: CAMDEN.code,
    validFrom: '2002-05-02',
  }),
  toBorough(on('01-05'), ADMIN, CAMDEN.code, { type: 'AssignWardToSector', ward: KILBURN, sector: 'west' }),
  toTeam(on('01-05'), ADMIN, INPT, { type: 'FormTeam', kind: 'INPT', name: 'West Camden INPT' }),
  toTeam(on('01-05'), ADMIN, SNT, { type: 'FormTeam', kind: 'SNT', name: 'Kilburn team' }),
  toWard(on('01-05'), ADMIN, KILBURN, { type: 'AssignWardToInpt', team: INPT }),
  toWard(on('01-05'), ADMIN, KILBURN, { type: 'AssignWardToSnt', team: SNT }),
  post('inspector-1', INPT, 'INSPECTOR'),
  post('pc-fenwick', SNT, 'CONSTABLE'),
  post('pcso-tarn', SNT, 'PCSO'),
  post('pcso-wren', SNT, 'PCSO'),
  post('pc-hollis', INPT, 'CONSTABLE'),
  toTeam(on('01-06'), ADMIN, INPT, { type: 'AppointTeamLead', member: 'inspector-1' }),
  ...['pc-fenwick', 'pcso-tarn'].map((id) =>
    toMember(on('01-06'), INSPECTOR, id, { type: 'DedicateMember', ward: KILBURN }),
  ),
  toRoles(on('01-06'), ADMIN, FORCE, {
    type: 'DefineRole',
    code: 'CPO',
    label: 'Crime Prevention Officer',
    aliases: [],
    location: 'LPA',
    topics: ['PROPERTY'],
  }),
  toRoles(on('01-06'), ADMIN, FORCE, { type: 'FillPost', role: 'CPO', area: 'west', member: 'pc-hollis' }),
];

/** A school is to be visited every month; nobody is said to have been there in March. */
const promised: readonly Told[] = [
  toWard(on('01-07'), ADMIN, KILBURN, {
    type: 'RegisterPromiseTarget',
    target: 'school-ash',
    kind: 'SECONDARY_SCHOOL',
    label: 'Ash School',
  }),
  toPanel(on('01-07'), ADMIN, KILBURN, { type: 'EstablishWardPanel', quorum: 5, chair: CHAIR.id }),
  toPromise(on('02-03'), INSPECTOR, 'ash', {
    type: 'ProposePromise',
    terms: {
      ward: KILBURN,
      team: INPT,
      kind: 'PERIODIC_VISIT',
      statement: 'We visit the school every month.',
      targetKind: 'SECONDARY_SCHOOL',
      minimumPerPeriod: 1,
    },
  }),
  toPromise(on('02-04'), INSPECTOR, 'ash', { type: 'AgreePromiseByTeam' }),
  toPanel(on('02-18', '19:00'), CHAIR, KILBURN, {
    type: 'RecordPanelMeeting',
    meeting: 'february',
    votersPresent: 7,
    minutes: 'minutes/february',
  }),
  toPanel(on('02-18', '20:00'), CHAIR, KILBURN, {
    type: 'AgreePromiseAtPanel',
    meeting: 'february',
    promise: 'ash',
  }),
  toPromise(on('04-02'), INSPECTOR, 'ash', { type: 'ClosePeriod', period: '2026-03' }),
];
const visitedAfterAll = toPromise(on('03-20'), PCSO, 'ash', {
  type: 'RecordFulfilment',
  fulfilment: 'visit-1',
  target: 'school-ash',
  member: PCSO.id,
  evidence: 'pocket-book/41',
});

const pcsoGone = toMember(on('05-01'), INSPECTOR, PCSO.id, { type: 'ReleaseMember' });
const anotherWasThere = toMember(on('04-20'), INSPECTOR, 'pcso-wren', {
  type: 'DedicateMember',
  ward: KILBURN,
});

const referred = toReferral(on('06-01'), OFFICER, 'gate', {
  type: 'RaiseReferral',
  kind: 'SPECIALIST_ADVICE',
  problem: 'broken-gate',
  from: { agency: FORCE },
  to: { force: FORCE, role: 'CPO' },
  topic: 'PROPERTY',
  reason: 'MORE_DETAILED_ADVICE',
  fields: [],
  dueAt: on('07-01'),
  ward: KILBURN,
});
const postGone = toRoles(on('06-10'), ADMIN, FORCE, {
  type: 'VacatePost',
  role: 'CPO',
  area: 'west',
  member: 'pc-hollis',
  reason: 'RETIRED',
  disestablished: true,
  successor: 'SNT',
});

/** What was written down when: the clock stands there, and processes act on it. */
const WRITTEN: readonly (readonly [string, readonly Told[]])[] = [
  [on('02-19'), [...ground, ...promised.filter(({ occurredAt }) => occurredAt < on('02-19'))]],
  [on('04-02'), promised.filter(({ occurredAt }) => occurredAt > on('02-19'))],
  [on('04-10'), [visitedAfterAll]],
  [on('05-01'), [pcsoGone]],
  [on('05-12'), [anotherWasThere]],
  [on('06-01'), [referred]],
  [on('06-20'), [postGone]],
];

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wardbook-late-'));
  const { store, rows, keys, access } = sqliteFolder(folder);
  const encryption = (how: { readonly make: boolean }) => keyEncryptionInFile(`${folder}.key`, how);
  const sealer = sealerWith(await bindKeys({ log: store, keys, encryption }), store);
  const clock = { now: '' };
  const engine = await startEngine(policing, { store, rows, sealer, now: () => Date.parse(clock.now) });
  let sent = 0;
  for (const [day, all] of WRITTEN) {
    clock.now = day;
    for (const told of all) await tell(engine, told, `late-${String((sent += 1))}`);
    await engine.settled(await store.head(), 60_000);
    await engine.tick();
    await engine.settled(await store.head(), 60_000);
  }
  await engine.stop();
  await Promise.all([store, rows, keys, access].map((each) => each.close()));
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(`${folder}.key`);
});

const tell = async (
  engine: Engine,
  { decider, id, command, occurredAt, by }: Told,
  commandId: string,
): Promise<void> => {
  const sender = { by, occurredAt, clientId: 'test', commandId, correlationId: commandId };
  const { refusal } = await engine.handle(decider, id, command, { ...sender, fingerprint: commandId });
  if (refusal) throw new TypeError(`${command.type} is refused: ${refusal.rule}. ${refusal.reason}`);
};

const SHOWN = /```sh\nnpx -y pnpm@12 wardbook (.+)\n```\n\n```text\n([\s\S]+?)\n```/g;
const shown = [...readFileSync(PAGE, 'utf8').matchAll(SHOWN)].map(([, call = '', told = '']) => ({
  call,
  told,
}));

test('the page shows each of a promise, a cover and a referral around what came late', () =>
  expect(shown).toHaveLength(7));

test.each(shown)('$call', async ({ call, told }) => {
  const { code, output } = await runCommand('apps/cli/dist/main.js', [
    ...call.split(' '),
    '--store',
    `sqlite:${folder}`,
  ]);
  expect({ code, output: output.trimEnd() }).toEqual({ code: 0, output: told });
});
