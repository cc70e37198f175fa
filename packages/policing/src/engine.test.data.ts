import {
  digestOfCiphertext,
  handler,
  memoryEventStore,
  memoryRows,
  textPlaceOf,
  type AnyProcess,
  type EventStore,
  type Handled,
  type Message,
  type PersonalValue,
  type RefusedOutgoing,
  type Rows,
  type Sealer,
  type TextKeeper,
} from '@wardbook/event-sourcing';
import { runnerOf, runToEnd } from '@wardbook/event-sourcing/store-contracts';
import type { Step } from './steps.test.data.ts';
import { striking } from './striking.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const sha256 = (text: string): string => digestOfCiphertext(bytes(text));

/** Takes personal values out of events as the real one does, and keeps no secrets. */
const openSealer: Sealer = {
  seal: (_, subject, values) => {
    const ciphertext = bytes(JSON.stringify(values));
    const commitments = values.map(({ path, value }) => sha256(`${path} ${value}`));
    const ciphertextDigest = digestOfCiphertext(ciphertext);
    return Promise.resolve({ subject, commitments, ciphertextDigest, ciphertext });
  },
  digest: (stream, subject, content) => Promise.resolve(sha256(`${stream} ${subject} ${content}`)),
};

/** Opens what it sealed. */
const textsIn = (store: Pick<EventStore, 'readSealed'>): TextKeeper => ({
  words: async (references) =>
    new Map(
      await Promise.all(
        references.map(async (reference) => {
          const { stream = '', revision = 0, index = 0 } = textPlaceOf(reference) ?? {};
          const [part] = await store.readSealed(stream, revision);
          // A log that another one was copied from keeps what was sealed.
          const sealed = part ? new TextDecoder().decode(part.ciphertext) : '[]';
          const values = JSON.parse(sealed) as readonly PersonalValue[];
          return [reference, values[index]?.value ?? reference] as const;
        }),
      ),
    ),
  takeOut: () => Promise.resolve(),
  from: 0n,
});

/** The real store, the real handler and the real runner, all in memory, with a clock that a test can set. */
export const engine = (clock = { now: '2013-12-01T00:00:00.000Z' }, store = memoryEventStore()) => {
  const sealer = { ...openSealer, texts: textsIn(store) };
  const handle = handler(store, { now: () => Date.parse(clock.now), sealer, striking });
  let sent = 0;

  /** Under an id of its own, unless the caller has one. */
  const send = (
    { decider, id, command: { by, occurredAt, ...command } }: Step,
    commandId = `command-${(sent += 1)}`,
  ): Promise<Handled> => {
    const sender = { by, occurredAt, clientId: 'test', commandId, correlationId: commandId };
    return handle(decider, id, command, { ...sender, fingerprint: commandId });
  };

  /** What a stream's events were, oldest first, fields and all. */
  const eventsOf = async (stream: string): Promise<readonly (Message & { readonly occurredAt: string })[]> =>
    (await store.readStream(stream)).map(({ type, occurredAt, data }) => ({
      ...(JSON.parse(data) as object),
      type,
      occurredAt,
    }));

  /** Lets a process act on all there is. New rows are a process that lost its memory after it had acted. */
  const run = async (process: AnyProcess, rows: Rows = memoryRows()): Promise<readonly RefusedOutgoing[]> => {
    const refused: RefusedOutgoing[] = [];
    await rows.open([process]);
    const now = () => Date.parse(clock.now);
    const runner = runnerOf(process, { store, rows, handle, now, onRefused: (one) => refused.push(one) });
    await runner.takeOver();
    for (let rounds = 0; rounds < 100; rounds += 1) {
      await runToEnd(runner, store);
      if ((await runner.tick(now())) === 0) return refused;
    }
    throw new Error(`${process.name} sends for ever.`);
  };

  /** A process that acts when it is told to: on all there is, until nothing more comes of it. */
  const running = async (process: AnyProcess): Promise<() => Promise<void>> => {
    const rows = memoryRows();
    await rows.open([process]);
    const now = () => Date.parse(clock.now);
    const runner = runnerOf(process, { store, rows, handle, now });
    await runner.takeOver();
    return async () => {
      for (let head = -1n; head < (await store.head());) {
        head = await store.head();
        await runToEnd(runner, store);
        await runner.tick(now());
      }
    };
  };

  return { clock, store, send, eventsOf, run, running };
};
