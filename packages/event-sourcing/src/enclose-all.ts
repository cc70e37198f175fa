import { datedFrom, type Dated } from './dated.ts';
import { definitionOf } from './deciding.ts';
import { enclose, eventIdOf, type CommandPart } from './envelope.ts';
import { EventInvalid, UnknownEventVersion } from './errors.ts';
import type { AnyEventDefinition } from './event.ts';
import type { NewEvent } from './event-store.ts';
import { isInstant } from './instant.ts';
import type { Message } from './message.ts';
import type { Sealer } from './sealing.ts';
import { separate } from './separate.ts';

/** Where decided events go, and on whose behalf. */
export interface Placing {
  readonly stream: string;
  /** The stream's newest event; revision -1 and `ZERO_HASH` where there is none. */
  readonly known: { readonly revision: number; readonly hash: string };
  /** Whose record the stream is; needed where an event holds personal values, and so is the sealer. */
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
    const { data, values } = separate(definition, event, { stream, revision }, sender.trusted ?? false);
    if (values.length > 0 && (subject === undefined || !sealer))
      throw new EventInvalid(
        event.type,
        values.map(({ path }) => `${path} (personal)`),
      );
    const sealed =
      values.length > 0 && subject !== undefined && sealer
        ? [await sealer.seal({ stream, revision }, subject, values)]
        : [];
    const id = eventIdOf(sender.clientId, sender.commandId, stream, index);
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
