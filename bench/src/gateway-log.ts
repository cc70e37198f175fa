import { join } from 'node:path';
import { sqliteEventStore, sqliteFolder } from '@wardbook/event-store-sqlite';
import { bindKeys, keyEncryptionInFile, sealerWith } from '@wardbook/personal-data';
import {
  londonMonth,
  member,
  memberPosted,
  monthStart,
  promise,
  promiseProposed,
  promiseTargetRegistered,
  ward,
  type MemberEvent,
  type PromiseEvent,
  type WardEvent,
} from '@wardbook/policing';
import { LOG } from './promise-log.ts';
import { scribe, type Append, type Told } from './scribe.ts';

/** The officer who makes all visits. */
export const OFFICER = 'officer-1';
export const SCHOOLS = ['school-1', 'school-2'] as const;
const [WARD, TEAM] = ['E05000140', 'inpt-1'];
const MONTHS = 24;

/**
 * The last 24 months but this one, oldest first. They stay open for a week after their promise was put on record, so
 * visits go round them: one month with hundreds would measure how long it takes to write a long row.
 */
export const openMonths = (now = new Date()): readonly string[] =>
  Array.from({ length: MONTHS }, (_, index) =>
    londonMonth(
      new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + index - MONTHS, 15)).toISOString(),
    ),
  );

/** Before the first of the months. */
export const BEFORE = new Date(Date.parse(monthStart(openMonths()[0] ?? '')) - 86_400_000).toISOString();

export const promiseId = (index: number): string => `visits-${index}`;

/** Fills the log of a new folder of SQLite, with the keys of what is sealed in it. */
export const fillGateway = async (folder: string, fill: (append: Append) => Promise<void>): Promise<void> => {
  const { store, rows, keys, access } = sqliteFolder(folder);
  const encryption = (how: { readonly make: boolean }) => keyEncryptionInFile(`${folder}.key`, how);
  await fill(scribe(store, sealerWith(await bindKeys({ log: store, keys, encryption }), store)));
  for (const each of [store, rows, keys, access]) await each.close();
};

/** A ward with its targets, one officer, and promises in force with their months open. */
export const prepareGateway = (folder: string, promises: number): Promise<void> =>
  fillGateway(folder, async (append) => {
    await append(ward, WARD, wardAt(BEFORE));
    await append(member, OFFICER, memberAt(BEFORE));
    const told = promiseOf(WARD);
    for (let index = 0; index < promises; index += 1) await append(promise, promiseId(index), told);
  });

/** One that is in force, with its months open. */
export const promiseOf = (wardCode: string): readonly Told<PromiseEvent>[] => {
  const months = openMonths();
  const [from, firstPeriod] = [monthStart(months[0] ?? ''), months[0] ?? ''];
  return [
    { at: BEFORE, event: { ...proposed, ward: wardCode } },
    { at: BEFORE, event: { type: 'PromiseInForce', from, firstPeriod } },
    ...months.map((period): Told<PromiseEvent> => ({
      at: monthStart(period),
      event: { type: 'PromisePeriodOpened', period, targets: [...SCHOOLS], minimumPerTarget: 1 },
    })),
  ];
};

export const wardAt = (at: string, name = 'Kilburn'): readonly Told<WardEvent>[] => [
  {
    at,
    event: { type: 'WardEstablished', name, borough: 'E09000007', validFrom: at.slice(0, 10) },
  },
  ...SCHOOLS.map((target): Told<WardEvent> => ({
    at,
    event: promiseTargetRegistered({ target, kind: 'SECONDARY_SCHOOL', label: target }),
  })),
  { at, event: { type: 'WardAssignedToInpt', team: TEAM } },
];

export const memberAt = (at: string): readonly Told<MemberEvent>[] => [
  {
    at,
    event: memberPosted({
      team: TEAM,
      category: 'UNIFORMED',
      rank: 'CONSTABLE',
      source: 'OTHER',
      publicName: 'PC Nettlebank',
    }),
  },
];

const proposed = promiseProposed({
  ward: WARD,
  team: TEAM,
  kind: 'PERIODIC_VISIT',
  statement: 'We will visit every secondary school in the ward at least once a month.',
  targetKind: 'SECONDARY_SCHOOL',
  minimumPerPeriod: 1,
});

/** Visits on record, read from the log by another process than the one that wrote it. */
export const visitsIn = async (folder: string): Promise<number> => {
  const log = sqliteEventStore(join(folder, LOG));
  let visits = 0;
  for (let after = 0n; ;) {
    const page = await log.readLog({ after, limit: 1_000, category: promise.name });
    visits += page.filter(({ type }) => type === 'PromiseFulfilmentRecorded').length;
    after = page.at(-1)?.position ?? after;
    if (page.length < 1_000) break;
  }
  await log.close();
  return visits;
};
