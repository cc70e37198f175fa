import {
  handler,
  memoryEventStore,
  memoryRows,
  processRunner,
  type AnyProcess,
  type Handled,
  type Message,
  type RefusedOutgoing,
  type Rows,
} from '@wardbook/event-sourcing';
import type { Step } from './kilburn.test.data.ts';

/** The real store, the real handler and the real runner, all in memory, with a clock that a test can set. */
export const engine = (clock = { now: '2013-12-01T00:00:00.000Z' }) => {
  const store = memoryEventStore();
  const handle = handler(store, { now: () => Date.parse(clock.now) });
  let sent = 0;

  const send = ({ decider, id, command }: Step): Promise<Handled> => {
    sent += 1;
    const commandId = `command-${sent}`;
    const sender = { actor: command.by, clientId: 'test', commandId, correlationId: commandId };
    return handle(decider, id, command, { ...sender, content: commandId });
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
    const runner = processRunner(process, { store, rows, handle }, (one) => refused.push(one));
    for (let rounds = 0; rounds < 100; rounds += 1) {
      while ((await runner.follow()) < (await store.head()));
      if ((await runner.tick(Date.parse(clock.now))) === 0) return refused;
    }
    throw new Error(`${process.name} sends for ever.`);
  };

  return { clock, store, send, eventsOf, run };
};
