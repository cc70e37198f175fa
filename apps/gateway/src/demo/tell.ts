import {
  categoryOf,
  type Canonical,
  type Engine,
  type EventStore,
  type Handle,
  type Message,
} from '@wardbook/event-sourcing';
import { story, STORYTELLER } from './story.ts';
import type { Told } from './told.ts';

/**
 * Fills the log with the demonstration borough, command by command; nothing is inserted.
 * Told again, also after it was cut short, it changes nothing: every command keeps its id.
 */
export const tellStory = async (store: EventStore, engine: Engine, now: () => number): Promise<number> => {
  const began = (await firstTold(store)) ?? new Date(now()).toISOString();
  let told = 0;
  for (const chapter of story(began)) {
    for (const one of chapter) {
      await tell(engine.handle, one, told);
      told += 1;
    }
    await engine.settled(await store.head(), PATIENCE_IN_MILLISECONDS);
  }
  return told;
};

const PATIENCE_IN_MILLISECONDS = 60_000;

/** When the log began: with the first event that is not about who runs what. */
const firstTold = async (store: EventStore): Promise<string | undefined> => {
  for (let after = 0n; ;) {
    const page = await store.readLog({ after, limit: 100 });
    const told = page.find(({ stream }) => categoryOf(stream) !== 'process');
    if (told ?? page.length < 100) return told?.recordedAt;
    after = page.at(-1)?.position ?? after;
  }
};

const tell = async (
  handle: Handle,
  { decider, id, command, occurredAt, by, refusedBy }: Told,
  number: number,
): Promise<void> => {
  const { receipt, refusal } = await handle(decider, id, command, {
    by,
    occurredAt,
    clientId: STORYTELLER,
    commandId: `story-${String(number)}`,
    correlationId: 'story',
    fingerprint: [id, asFirstTold(id, command), occurredAt],
  });
  if (refusal?.rule !== refusedBy)
    throw new TypeError(
      `The story stops at ${command.type}: ${refusal?.rule ?? 'accepted'}. ${refusal?.reason ?? ''}`,
    );
  if (receipt?.eventIds.length === 0) throw new TypeError(`The story repeats itself at ${command.type}.`);
};

/** These named their own record once. A story that was told then is still the same story. */
const NAMED_ITSELF: Readonly<Record<string, string>> = {
  EstablishWard: 'code',
  AssignWardToInpt: 'ward',
  AssignWardToSnt: 'ward',
  EstablishWardPanel: 'ward',
  AgreePromiseAtPanel: 'ward',
  AgreePromiseByCommunity: 'promise',
  AcknowledgePolicy: 'member',
  RegisterSubject: 'subject',
};

const asFirstTold = (id: string, command: Message): Canonical => {
  const named = NAMED_ITSELF[command.type];
  return { ...command, ...(named !== undefined && { [named]: id }) };
};
