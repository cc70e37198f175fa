import * as z from 'zod';
import { idOf, type Command, type Decider } from '../../decider.ts';
import { erasureOf } from '../../append-rules.ts';
import { event, personal, type EventOf } from '../../event.ts';
import type { PersonalReference, TextOrReference } from '../../personal-reference.ts';
import { defineProcess, send } from '../../process.ts';
import { defineView } from '../../view.ts';
import { ids } from './boxes.ts';

const text = personal(z.string().min(1).max(100));

const noteTaken = event('NoteTaken', { text });
const noteFiled = event('NoteFiled', { nth: z.int(), remark: text, text });
type Taken = EventOf<typeof noteTaken>;
type Filed = EventOf<typeof noteFiled>;
type PersonCommand = Command & {
  readonly type: 'TakeNote';
  readonly person: string;
  readonly text: string;
};
type FileNote = Command & {
  readonly type: 'FileNote';
  readonly person: string;
  readonly text: TextOrReference;
  readonly nth: number;
};

/** Whose keys are destroyed when a person is erased. */
export const subjectOf = (person: string): string => `subject.${person}`;

export const person: Decider<PersonCommand, Taken, null> = {
  name: 'person',
  ids,
  initial: null,
  events: [noteTaken],
  evolve: { NoteTaken: () => null },
  facts: {},
  subject: (_, command) => subjectOf(command.person),
  decide: { TakeNote: (command) => [noteTaken({ text: command.text })] },
};

/** What a process files: the note as it was sealed, and a remark that has to be sealed. */
export const file: Decider<FileNote, Filed, null> = {
  name: 'file',
  ids,
  initial: null,
  events: [noteFiled],
  evolve: { NoteFiled: () => null },
  facts: {},
  subject: (_, command) => subjectOf(command.person),
  decide: {
    FileNote: ({ text: reference, nth }) => [
      noteFiled({ nth, text: reference, remark: `filed as number ${String(nth)}` }),
    ],
  },
};

export const filer = defineProcess({
  name: 'filer',
  version: 1,
  of: [person],
  initial: { count: 0 },
  columns: {},
  evolve: { NoteTaken: ({ count }) => ({ count: count + 1 }) },
  react: {
    NoteTaken: ({ count }, taken, { stream, occurredAt: at }) => {
      const id = idOf(stream);
      return [send(file, id, { type: 'FileNote', person: id, text: taken.text, nth: count }, at)];
    },
  },
});

interface Files {
  readonly taken: number;
  readonly filed: readonly PersonalReference[];
}
const EMPTY: Files = { taken: 0, filed: [] };

/** What was taken down about a person, and what of it was filed. */
export const files = defineView({
  name: 'files',
  version: 1,
  of: [person, file],
  initial: EMPTY,
  columns: { taken: ({ taken }) => taken },
  evolve: {
    NoteTaken: ({ taken, filed }) => ({ taken: taken + 1, filed }),
    NoteFiled: ({ taken, filed }, note) => ({ taken, filed: [...filed, note.text] }),
  },
});

const erased = event('Erased', {});
type Erase = Command & { readonly type: 'Erase' };

/** The fence that no append about a person passes. */
export const erasure: Decider<Erase, EventOf<typeof erased>, boolean> = {
  name: erasureOf('').slice(0, -1),
  initial: false,
  events: [erased],
  evolve: { Erased: () => true },
  facts: {},
  decide: { Erase: (_, already) => (already ? [] : [erased({})]) },
};
