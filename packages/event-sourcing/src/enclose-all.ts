import { datedFrom, type Dated } from './dated.ts';
import { definitionOf } from './deciding.ts';
import { enclose, eventIdOf, type CommandPart } from './envelope.ts';
import { EventInvalid, UnknownEventVersion } from './errors.ts';
import type { AnyEventDefinition } from './event.ts';
import type { NewEvent } from './event-store.ts';
import { isInstant } from './instant.ts';
import type { Message } from './message.ts';
import { isTextSubject, textSubjectOf } from './sealed-text.ts';
import type { Sealable, SealedPart, Sealer } from './sealing.ts';
import { separate, type Separated } from './separate.ts';

/** Where decided events go, and on whose behalf. */
export interface Placing {
  readonly stream: string;
  /** The stream's newest event; revision -1 and `ZERO_HASH` where there is none. */
  readonly known: { readonly revision: number; readonly hash: string };
  /** Whose record the stream is; needed where an event holds personal values. Words that everybody may read need the sealer alone. */
  readonly subject: string | undefined;
  readonly sealer: Sealer | undefined;
  readonly sender: { readonly clientId: string; readonly commandId: string; readonly trusted?: boolean };
  readonly part: CommandPart;
}

/**
 * Validates decided events, seals what is personal in them and puts them into their envelopes, ready for `append`:
 * what `handler` does once a decider has answered, for whoever brings events that were decided elsewhere.
 * Throws `EventInvalid`, `UnknownEventVersion`, `SubjectErased`, `StoreUnavailable`.
 * @example
 * const stream = streamOf(lamp, 'high-street-1');
 * const known = { revision: NO_STREAM, hash: ZERO_HASH };
 * const commandDigest = digestOfCommand(commandId);
 * const part = { occurredAt, recordedAt, actor: by, correlationId, commandId, commandDigest };
 * const sender = { clientId: 'import', commandId };
 * const placing = { stream, known, part, sender, subject: undefined, sealer: undefined };
 * await store.append(stream, NO_STREAM, await encloseAll(lamp, [lampInstalled({ watts: 40 })], placing));
 */
export const encloseAll = async (
  fold: { readonly events: readonly AnyEventDefinition[] },
  events: readonly (Message | Dated)[],
  { stream, known, subject, sealer, sender, part }: Placing,
): Promise<readonly NewEvent[]> => {
  const enclosed: NewEvent[] = [];
  for (const [index, { at, event }] of datedFrom(events, part.occurredAt).entries()) {
    const definition = definitionOf(fold, event.type);
    // A former name is only read.
    if (definition?.type !== event.type) throw new UnknownEventVersion(event.type, 0);
    if (definition.retired)
      throw new TypeError(`${event.type} is retired: it is read, and never written again.`);
    // A consequence has happened, too.
    if (at !== part.occurredAt && (!isInstant(at) || at > part.recordedAt))
      throw new EventInvalid(event.type, ['occurredAt']);
    const revision = known.revision + 1 + index;
    const id = eventIdOf(sender.clientId, sender.commandId, stream, index);
    const separated = separate(definition, event, { stream, revision }, sender.trusted ?? false);
    const { data } = separated;
    const sealed = await sealedParts({ stream, revision, id, type: event.type }, separated, {
      subject,
      sealer,
    });
    const previousHash = enclosed.at(-1)?.hash ?? known.hash;
    enclosed.push(
      enclose(
        definition,
        { data, sealed },
        { stream, revision, id, previousHash },
        { ...part, occurredAt: at },
      ),
    );
  }
  return enclosed;
};

interface Place extends Sealable {
  readonly id: string;
  readonly type: string;
}

/** What is about a person, under that person's key, and then the words that everybody may read, under the event's own. */
const sealedParts = async (
  { id, type, ...place }: Place,
  { values, texts }: Separated,
  { subject, sealer }: Pick<Placing, 'subject' | 'sealer'>,
): Promise<readonly SealedPart[]> => {
  if (values.length + texts.length === 0) return [];
  const isOfNobody = values.length > 0 && (subject === undefined || isTextSubject(subject));
  if (isOfNobody || !sealer)
    throw new EventInvalid(type, [
      ...values.map(({ path }) => `${path} (personal)`),
      ...(sealer ? [] : texts.map(({ path }) => `${path} (sealed)`)),
    ]);
  return [
    ...(values.length > 0 && subject !== undefined ? [await sealer.seal(place, subject, values)] : []),
    ...(texts.length > 0 ? [await sealer.seal(place, textSubjectOf(id), texts)] : []),
  ];
};
