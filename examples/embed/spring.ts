import { isTextReference, startEngine, type EventStore, type Rows } from '@wardbook/event-sourcing';
import { keyEncryptionInMemory, keyring, sealerWith, textsOf, type KeyStore } from '@wardbook/personal-data';
import { policing } from '@wardbook/policing';
import { found, promiseVisits, THEYDON, visitSchool } from './epping-forest.ts';
import { promiseRecord } from './promise-record.view.ts';

/** A clock that shows what it is told: UTC with milliseconds. */
export const fakeClock = (time: string) => ({
  now: (): number => Date.parse(time),
  set: (later: string): void => {
    time = later;
  },
});

interface Parts {
  readonly store: EventStore;
  readonly rows: Rows;
  readonly keys: KeyStore;
  readonly clock: ReturnType<typeof fakeClock>;
}

/** A spring in Epping Forest, wherever it is kept. Answers what our view has of it, and the promise's events. */
export const spring = async ({ store, rows, keys, clock }: Parts) => {
  const { now } = clock;
  // In an example a key that is forgotten at the end will do.
  const ring = keyring(keys, keyEncryptionInMemory());
  const texts = textsOf({ log: store, keys: ring });
  const sealer = sealerWith(ring, store);
  const engine = await startEngine(policing, { store, rows, sealer, now, views: [promiseRecord] });
  const settled = async (): Promise<void> => engine.settled(await store.head(), 10_000);
  try {
    clock.set('2026-02-11T19:00:00.000Z');
    await found(engine.app);
    await promiseVisits(engine.app);
    // A process tells the promise what the panel agreed to: now it is in force.
    await settled();

    clock.set('2026-03-18T10:00:00.000Z');
    await visitSchool(engine.app, '2026-03-17T09:30:00.000Z');

    // A process closes each month a week after it is over. Nobody asks it to; it looks at the clock.
    for (const later of [
      '2026-04-07T22:59:59.999Z',
      '2026-04-09T08:00:00.000Z',
      '2026-05-11T08:00:00.000Z',
    ]) {
      clock.set(later);
      // Once for what has begun, and, when that is known, for what has ended.
      await engine.tick();
      await settled();
      await engine.tick();
    }
    await settled();

    const inTheydon = await engine.rows.list(promiseRecord, { where: { ward: [THEYDON] }, limit: 10 });
    const events = await engine.app.promise('visits').events();
    const references = inTheydon.flatMap(({ row: { statement } }) =>
      isTextReference(statement) ? [statement] : [],
    );
    const words = await texts.words(references);
    return {
      promises: inTheydon.map(({ row }) => ({
        ...row,
        statement: isTextReference(row.statement) ? words.get(row.statement) : null,
      })),
      events: events.map(({ type, recordedAt }) => `${recordedAt} ${type}`),
    };
  } finally {
    // Also when it fails: an engine that runs keeps its process alive.
    await engine.stop();
  }
};
