import { headerOf, valueIn, type Handled, type Keyed } from '@wardbook/event-sourcing';
import { SYSTEM } from '../kilburn.test.data.ts';
import { struck } from '../steps.test.data.ts';
import { LAWS } from './kinds.test.data.ts';
import {
  commandTypes,
  deciderOf,
  record,
  streamOfStep,
  upon,
  type KindName,
  type Recorded,
  type Sent,
} from './world.test.data.ts';

/** Commands whose events are never struck through, and why. */
const KEPT = 'a decision on what somebody asked for stays as it is';
const HELD = 'a hold is lifted, and not struck through';
export const NEVER_STRUCK: Readonly<Record<string, string>> = {
  GrantAbstraction: KEPT,
  DeclineAbstraction: KEPT,
  GrantOverride: KEPT,
  DeclineOverride: KEPT,
  GrantBreach: KEPT,
  DeclineBreach: KEPT,
  GrantMerge: KEPT,
  DeclineMerge: KEPT,
  GrantLifting: KEPT,
  DeclineLifting: KEPT,
  GrantAllocation: KEPT,
  DeclineAllocation: KEPT,
  GrantRedaction: KEPT,
  DeclineRedaction: KEPT,
  PlaceLegalHold: HELD,
};

type Senders = Keyed<{ readonly by: readonly { readonly role: string }[] }>;

/** Whether people send a command of this type: what processes put on record is not struck by itself. */
const isOfPeople = (kind: KindName, type: string): boolean =>
  valueIn(LAWS[kind].says as Senders, type)?.by.some(({ role }) => role !== SYSTEM.role) ?? false;

/** They name an event by its place, which is another in a record that has one less. */
const isByPlace = (type: string): boolean => type.endsWith('Redaction') || type === 'RedactText';

/** Whether what a command of this type put on record is struck through. */
export const mayBeStruck = (kind: KindName, type: string): boolean =>
  !isByPlace(type) && isOfPeople(kind, type) && NEVER_STRUCK[type] === undefined;

export const isOfPerson = ({ command }: Sent): boolean => command.by.role !== SYSTEM.role;

/** One record of a world, and what was recorded in it, so that all of it is accepted again upon all else. */
export interface OneRecord {
  readonly all: Recorded;
  readonly stream: string;
  readonly things: readonly Sent[];
}

const TRIES = 6;

export const recordsIn = async (all: Recorded, kind: KindName): Promise<readonly OneRecord[]> => {
  const own = all.effective.filter(({ decider }) => decider === deciderOf(kind));
  const records: OneRecord[] = [];
  for (const stream of new Set(own.map(streamOfStep))) {
    let things: readonly Sent[] = own.filter(
      (step) => streamOfStep(step) === stream && !isByPlace(step.command.type),
    );
    for (let tries = 0; tries < TRIES; tries += 1) {
      const { effective } = await record(things, upon(all.engine, stream));
      if (effective.length === things.length) {
        records.push({ all, stream, things });
        break;
      }
      things = effective;
    }
  }
  return records;
};

/** These things of a record, upon all else. */
export const told = ({ all, stream }: OneRecord, things: readonly Sent[]): Promise<Recorded> =>
  record(things, upon(all.engine, stream));

/** Strikes through what a command put on record, in the name of whoever sent it. */
export const strike = async (
  { engine }: Recorded,
  stream: string,
  { decider, id, command, commandId }: Sent,
) => {
  const log = await engine.store.readStream(stream);
  const event = log.find((one) => headerOf(one).commandId === commandId);
  return engine.send(struck(decider, id, event?.revision ?? -1, command.by), 'strike');
};

export const rulesOf = ({ refusal }: Handled) => refusal && { rule: refusal.rule, path: refusal.path };

const END = '2013-11-30T00:00:';

/** What processes have a record of this kind look at, in the end. */
export const looksAt = async (
  { engine }: Recorded,
  kind: KindName,
  [first]: readonly Sent[],
): Promise<void> => {
  if (!first) return;
  const { decider, id } = first;
  const looks = commandTypes(kind)
    .filter((type) => /^(Review|Notice)/.test(type) && !isOfPeople(kind, type))
    .flatMap((type) => commandsOf(kind, type));
  for (const [index, command] of looks.entries()) {
    const occurredAt = `${END}${String(index).padStart(2, '0')}.000Z`;
    await engine.send({ decider, id, command: { ...command, by: SYSTEM, occurredAt } });
  }
};

type Choices = Readonly<Record<string, readonly unknown[]>>;

/** Every command of a type that a world may have. */
const commandsOf = (kind: KindName, type: string): readonly { readonly type: string }[] => {
  const { by: _by, ...fields } = (LAWS[kind].says as Readonly<Record<string, Choices>>)[type] ?? {};
  return Object.entries(fields).reduce<readonly { readonly type: string }[]>(
    (commands, [field, values]) =>
      commands.flatMap((one) => values.map((value) => ({ ...one, [field]: value }))),
    [{ type }],
  );
};

/** What each command put into a record, where its references do not matter: they have revisions in them. */
export const saidIn = async ({ engine }: Recorded, stream: string): Promise<ReadonlyMap<string, string>> => {
  const said = new Map<string, string>();
  for (const { header, type, data, occurredAt } of await engine.store.readStream(stream)) {
    const { commandId } = headerOf({ header });
    const before = said.get(commandId) ?? '';
    said.set(commandId, `${before}\n${type} ${occurredAt} ${data.replaceAll(/\/\d+\/t?\d+"/g, '/"')}`);
  }
  return said;
};
