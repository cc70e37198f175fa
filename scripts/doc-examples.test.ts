import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { allExamples, check, type Checked } from './doc-examples.ts';

const root = join(import.meta.dirname, '..');

/** What examples speak of without saying where it comes from: the street lamps of the tutorial, and a few things more. */
const PRELUDE = `
import {
  event,
  refuse,
  type AnyProcess,
  type Command,
  type Engine,
  type EventOf,
  type EventStore,
  type Fold,
  type LogReader,
  type Moment,
  type Outgoing,
  type PersonalReference,
  type RecordedEvent,
  type Rows,
} from '@wardbook/event-sourcing';
import { scenario } from '@wardbook/event-sourcing/testing';
import type { KeyStore, Keyring } from '@wardbook/personal-data';
import type { By } from '@wardbook/policing';
import { lamp, lampFailed, type street } from './examples/street-lamp/lamp.ts';

export * from './examples/street-lamp/lamp.ts';
export { expect, test } from '@jest/globals';
export { readFileSync, writeFileSync } from 'node:fs';

export declare const by: By;
export declare const occurredAt: string;
export declare const recordedAt: string;
export declare const commandId: string;
export declare const correlationId: string;
export declare const moment: Moment;

export declare const store: EventStore;
export declare const access: EventStore;
export declare const log: LogReader;
export declare const rows: Rows;
export declare const engine: Engine<(typeof street)['kinds']>;
export declare const recorded: RecordedEvent;
export declare const events: readonly RecordedEvent[];
export declare const row: { readonly caller: PersonalReference | null };
export declare const keys: KeyStore;
export declare const ring: Keyring;

export const given = scenario(lamp, 'high-street-1');
export declare const lampInspections: AnyProcess;
export declare const repairOf: (id: string, occurredAt: string) => Outgoing;
export const noLamp = (state: (typeof lamp)['initial']) =>
  state === 'none' ? refuse('LAMP-3', 'No lamp stands here.', 'id') : undefined;
export declare const faultCount: Fold<EventOf<typeof lampFailed>, number>;

export const crewFormed = event('CrewFormed', {});
export declare const crew: Fold<EventOf<typeof crewFormed>, 'none' | 'ready'>;
export interface AssignCrew extends Command {
  readonly type: 'AssignCrew';
  readonly crew: string;
}
`;

/** What stores, runners and their tests are written with: nobody who embeds a domain calls it. */
const FOR_STORES_AND_RUNNERS = [
  'actorOf',
  'aheadOf',
  'clockFault',
  'clockWatch',
  'conflictOf',
  'decodeParked',
  'digestOfCiphertext',
  'encodeParked',
  'erasureOf',
  'factsFor',
  'greatestAfter',
  'greatestBackward',
  'guardsOf',
  'latestOf',
  'notes',
  'onStory',
  'parseReference',
  'placesInStreams',
  'probingEvent',
  'processRunner',
  'processStreamOf',
  'randomBytes',
  'readFields',
  'recordingTime',
  'refuseIncoherent',
  'refuseUnknownColumns',
  'runnerOf',
  'runToEnd',
  'sameByAnyName',
  'tell',
  'textSubjectOf',
  'troubleOf',
  'withWords',
];

/** Of policing, what a further kind of record would share: what is in the folder of one kind is about that kind. */
const OF_ONE_KIND = /^packages\/policing\/src\/[^/]+\//;

const MISSPELT = {
  place: 'packages/event-sourcing/src/misspelt.ts:1',
  code: 'const [lamp] = [lampInstalled({ watt: 40 })];\nlamp.volts;\nlampGone({});',
};

describe('K-10: the examples at public functions', () => {
  let checked: Checked;
  beforeAll(() => {
    checked = check(root, [...allExamples(root), MISSPELT], PRELUDE);
  });

  const isMisspelt = (complaint: string): boolean => complaint.startsWith(MISSPELT.place);

  test('compile as they stand', () => {
    expect(checked.complaints.filter((complaint) => !isMisspelt(complaint))).toEqual([]);
  });

  test('would not compile with a field, a property or a name that is not there', () => {
    const said = ["'watt' does not exist", "'volts' does not exist", "Cannot find name 'lampGone'"];
    expect(checked.complaints.filter(isMisspelt)).toEqual(
      said.map((what): unknown => expect.stringContaining(what)),
    );
  });

  test('are at every function that an embedder calls', () => {
    const withoutExample = checked.withoutExample.filter((line) => !OF_ONE_KIND.test(line));
    expect(withoutExample.map((line) => line.split(' ')[1]).sort()).toEqual(
      FOR_STORES_AND_RUNNERS.toSorted(),
    );
  });
});
