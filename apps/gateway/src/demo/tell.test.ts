import { afterEach, expect, test } from '@jest/globals';
import {
  canonicalize,
  digestOfCommand,
  headerOf,
  memoryEventStore,
  memoryRows,
  startEngine,
} from '@wardbook/event-sourcing';
import { keyEncryptionInMemory, keyring, memoryKeyStore, sealerWith } from '@wardbook/personal-data';
import { A0609_VERSION_4, policing } from '@wardbook/policing';
import { CAMDEN, KILBURN, WARDS_VALID_FROM } from './camden.ts';
import { chairOf } from './people.ts';
import { tellStory } from './tell.ts';

/** As older builds told it: these commands named their own record. */
const TOLD_BEFORE = [
  {
    stream: `ward-${KILBURN}`,
    event: 'WardEstablished',
    command: {
      type: 'EstablishWard',
      code: KILBURN,
      name: 'Kilburn',
      borough: CAMDEN.code,
      validFrom: WARDS_VALID_FROM,
    },
  },
  {
    stream: `ward-${KILBURN}`,
    event: 'WardAssignedToInpt',
    command: { type: 'AssignWardToInpt', ward: KILBURN, team: 'inpt-1' },
  },
  {
    stream: `ward-${KILBURN}`,
    event: 'WardAssignedToSnt',
    command: { type: 'AssignWardToSnt', ward: KILBURN, team: `snt-${KILBURN}` },
  },
  {
    stream: `panel-${KILBURN}`,
    event: 'WardPanelEstablished',
    command: { type: 'EstablishWardPanel', ward: KILBURN, quorum: 5, chair: chairOf(KILBURN) },
  },
  {
    stream: `member-pc-${KILBURN}`,
    event: 'PolicyAcknowledged',
    command: {
      type: 'AcknowledgePolicy',
      member: `pc-${KILBURN}`,
      policy: 'A0609',
      version: A0609_VERSION_4.version,
    },
  },
];

// Stopped whatever a test found: a loop that goes on would keep the run from ending.
let stop: () => Promise<void> = async () => undefined;
afterEach(() => stop());

test('K-02: a log that an older build filled is told the same story: each command is a repeat of its own', async () => {
  const store = memoryEventStore();
  const sealer = sealerWith(keyring(memoryKeyStore(), keyEncryptionInMemory()), store);
  const engine = await startEngine(policing, { store, rows: memoryRows(), sealer });
  stop = () => engine.stop();
  await tellStory(store, engine, Date.now);
  for (const { stream, event, command } of TOLD_BEFORE) {
    const recorded = (await store.readStream(stream)).find(({ type }) => type === event);
    if (!recorded) throw new TypeError(`The story has no ${event}.`);
    const sent = [stream.slice(stream.indexOf('-') + 1), command, recorded.occurredAt];
    expect([event, headerOf(recorded).commandDigest]).toEqual([
      event,
      `i1.${digestOfCommand(canonicalize(sent))}`,
    ]);
  }
  const head = await store.head();
  await tellStory(store, engine, Date.now);
  expect(await store.head()).toBe(head);
});
