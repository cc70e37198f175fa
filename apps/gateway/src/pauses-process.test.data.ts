import { createInterface } from 'node:readline';
import { startEngine, WrongExpectedRevision, type EventStore } from '@wardbook/event-sourcing';
import { alarms, LEASE, rowsIn, storeIn, type Place, type Said } from './pauses.test.data.ts';

// A process of its own that runs the bell, for whoever wants to stop it at the worst moment. Before it rings an alarm
// that is called gated for the first time, it says so and waits for its name; the end of what it reads ends it.

const [kind, at, runner] = process.argv.slice(2) as [Place['kind'], string, string];
const [store, rows] = [await storeIn({ kind, at }), await rowsIn({ kind, at })];
const waiting = new Map<string, () => void>();
const ending = new AbortController();
const say = (said: Said): void => {
  process.stdout.write(`${JSON.stringify(said)}\n`);
};

const append: EventStore['append'] = async (stream, ...rest) => {
  const [, [event]] = rest;
  const isGated = stream.startsWith('alarm-gated') && event?.type === 'Rung' && event.data === '{"count":1}';
  if (!isGated || ending.signal.aborted) return store.append(stream, ...rest);
  say({ about: stream });
  await new Promise<void>((go) => waiting.set(stream, go));
  try {
    const appended = await store.append(stream, ...rest);
    say({ appended: stream });
    return appended;
  } catch (error) {
    say({ refused: stream, ...(error instanceof WrongExpectedRevision && { by: error.stream }) });
    throw error;
  }
};

const engine = await startEngine(alarms, {
  store: { ...store, append },
  rows,
  lease: LEASE,
  timing: { runner },
});

for await (const line of createInterface(process.stdin)) waiting.get(line)?.();
// Whoever still waits goes on: nothing is left in the middle.
ending.abort();
for (const go of waiting.values()) go();
await engine.stop();
await Promise.all([store.close(), rows.close()]);
