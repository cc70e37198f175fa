import {
  event,
  handler,
  personal,
  z,
  type Actor,
  type Command,
  type Decider,
  type EventOf,
  type EventStore,
  type Handled,
  type Sealer,
} from '@wardbook/event-sourcing';

const words = personal(z.string().trim().min(1).max(200));
const entryWritten = event('EntryWritten', { note: words, witnesses: z.array(words) });

/** What is written in a diary. */
export type DiaryEvent = EventOf<typeof entryWritten>;

interface WriteEntry extends Command {
  readonly type: 'WriteEntry';
  readonly person: string;
  readonly note: string;
  readonly witnesses: readonly string[];
}

/** The smallest record of a person: what is in it is sealed for `person`. */
export const diary: Decider<WriteEntry, DiaryEvent, number> = {
  name: 'diary',
  initial: 0,
  events: [entryWritten],
  facts: {},
  subject: (_, { person }) => person,
  decide: {
    WriteEntry: ({ note, witnesses }) => [entryWritten({ note, witnesses: [...witnesses] })],
  },
  evolve: { EntryWritten: (entries) => entries + 1 },
};

/** Who reads and writes in tests. */
export const READER: Actor = { id: 'member-1', role: 'OFFICER', agency: 'police' };

interface Entry {
  readonly person?: string;
  readonly note: string;
  readonly witnesses?: readonly string[];
  readonly commandId?: string;
}

/** Writes one entry into `diary-<id>`: its note is reference 0, its witnesses are those after it. */
export type WriteInDiary = (id: string, entry: Entry) => Promise<Handled>;

/**
 * A hand that writes diaries, each time as another command unless the entry says as which.
 * @example
 * const write = diaryWriter(store, sealerWith(ring, store));
 * await write('monday', { note: 'Saw the heron.' });
 */
export const diaryWriter = (store: EventStore, sealer: Sealer): WriteInDiary => {
  const handle = handler(store, { sealer });
  let count = 0;
  return (id, { person = 'person-1', note, witnesses = [], commandId = `write-${String((count += 1))}` }) => {
    const command = { type: 'WriteEntry', person, note, witnesses } as const;
    return handle(diary, id, command, {
      by: READER,
      clientId: 'client-1',
      commandId,
      correlationId: 'correlation-1',
      fingerprint: { note, witnesses },
    });
  };
};
