import {
  createdId,
  EventInvalid,
  IdempotencyKeyReused,
  StoreUnavailable,
  streamOf,
  SubjectErased,
  WrongExpectedRevision,
  type AnyDecider,
  type Canonical,
  type Handle,
  type Receipt,
  type Refusal,
} from '@wardbook/event-sourcing';
import { mutationOf, type CommandInput } from './command-input.ts';
import { inputFieldsOf, type InputField } from './fields.ts';
import type { Identity } from './identity.ts';
import type { MutationPayload, UserError } from './payload.ts';
import { clientPath, invalidInput, readInput } from './read-input.ts';
import { refusedRequest, throwRefused } from './refused-request.ts';
import { tokenOf } from './token.ts';
import type { Written } from './written.ts';

/** An input class, as a mutation names it. */
type InputClass = (new () => CommandInput) & { readonly prototype: CommandInput };

/** Reads, stamps, hands over, and answers in the client's words. */
export type Send = (input: InputClass, sent: object) => Promise<MutationPayload>;

interface Sending {
  readonly correlationId: string;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** When the oldest of what is recorded can have happened: UTC milliseconds (G-07). */
  readonly earliest: number;
  /** The global id of a record. */
  readonly idOf: (decider: AnyDecider, key: string) => string;
  /** Whether anything is on record there. */
  readonly isOnRecord: (stream: string) => Promise<boolean>;
  /** What is to be done before the answer, once it is on record. */
  readonly afterwards: (decider: AnyDecider, receipt: Receipt) => Promise<void>;
}

export const sender =
  (
    handle: Handle,
    { by, clientId }: Identity,
    { correlationId, now, earliest, idOf, isOnRecord, afterwards }: Sending,
  ): Send =>
  async (Input, sent) => {
    const input = await readInput(Input, sent);
    if (!('toCommand' in input)) return rejected(...input);
    const { expectedVersion } = input;
    const idUnder = (commandId: string, name: string): string => createdId(clientId, commandId, name);
    const commandId = await keptAs(input, by, idUnder, isOnRecord);
    const newId = (name: string): string => idUnder(commandId, name);
    const { decider, command, moment, named, ...addressed } = input.toCommand(newId, by);
    const id = addressed.id ?? newId(decider.name);
    const happened = (input as unknown as Readonly<Record<string, string | undefined>>)[moment];
    const occurredAt = happened ?? new Date(now()).toISOString();
    const said = new Map([
      ['occurredAt', moment],
      ['id', named],
    ]);
    const pathOf = (path = ''): readonly string[] => clientPath(Input, said.get(path) ?? path);
    if (Date.parse(occurredAt) < earliest)
      return rejected(invalidInput(pathOf('occurredAt'), 'minDate', TOO_EARLY));
    if (input.occurredAt !== undefined && input.occurredAt !== occurredAt)
      return rejected(invalidInput(['occurredAt'], 'equals', saidBy(moment)));
    try {
      const handled = await handle(decider, id, command, {
        by,
        ...(by.onBehalfOf !== undefined && { onBehalfOf: by.onBehalfOf }),
        occurredAt,
        clientId,
        commandId,
        correlationId,
        fingerprint: [mutationOf(Input), asFirstSent(Input, { ...sent, commandId })],
        ...(commandId !== input.commandId && {
          formerly: {
            commandId: input.commandId,
            fingerprint: [mutationOf(Input), asFirstSent(Input, sent)],
          },
        }),
        ...(expectedVersion !== undefined && { expectedRevision: expectedVersion - 1 }),
      });
      const { refusal, receipt } = handled;
      if (refusal) return rejected(ruleViolation(refusal, pathOf(refusal.path)));
      await afterwards(decider, receipt);
      return answer(receipt, input.commandId, { decider, key: id }, idOf);
    } catch (error) {
      return rejected(...userErrors(error, Input));
    }
  };

/**
 * The one form of a command id (P-19): a UUID is the same in capitals. Older builds kept what was sent, and made the id of a
 * new record of that: a command of theirs is known by the record that it began.
 */
const keptAs = async (
  input: CommandInput,
  by: Identity['by'],
  idUnder: (commandId: string, name: string) => string,
  isOnRecord: Sending['isOnRecord'],
): Promise<string> => {
  const { commandId } = input;
  const kept = UUID.test(commandId) ? commandId.toLowerCase() : commandId;
  if (kept === commandId) return kept;
  const { decider, id } = input.toCommand((name) => idUnder(commandId, name), by);
  const begunAs = streamOf(decider, idUnder(commandId, decider.name));
  return id === undefined && (await isOnRecord(begunAs)) ? commandId : kept;
};

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** An input as its client sent it, by the names that its fields had when commands of this kind were first on record. */
const asFirstSent = ({ prototype }: InputClass, sent: object): Canonical => {
  const fields = new Map(inputFieldsOf(prototype).map((field) => [field.name, field]));
  return received(
    Object.fromEntries(
      Object.entries(sent).map(([name, value]): [string, unknown] => {
        const field = fields.get(name);
        return [field?.formerly ?? name, groupAsFirstSent(field, value)];
      }),
    ),
  );
};

const groupAsFirstSent = (field: InputField | undefined, value: unknown): unknown => {
  const prototype = field?.group?.().prototype as { asFirstSent?: (sent: unknown) => object } | undefined;
  return prototype?.asFirstSent && value != null ? prototype.asFirstSent(value) : value;
};

const received = (value: unknown): Canonical => {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(received);
  if (typeof value !== 'object' || value === null) return value as Canonical;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, received(member)]),
  );
};

/** A second word on when it happened would be taken and forgotten. */
const saidBy = (moment: string): string => `When this happened is what ${moment} says. Leave this out.`;

const TOO_EARLY = 'That is before anything was recorded here. Check the year.';

const ruleViolation = ({ rule, reason: message }: Refusal, path: readonly string[]): UserError =>
  ({ kind: 'RuleViolation', rule, message, path: ['input', ...path] }) as UserError;

const answer = (
  { stream, revision, position, eventIds, replayed, warnings }: Receipt,
  commandId: string,
  { decider, key }: Omit<Written, 'position'>,
  idOf: Sending['idOf'],
): MutationPayload => ({
  receipt: {
    commandId,
    recordId: idOf(decider, key),
    stream,
    version: revision + 1,
    token: tokenOf(position),
    eventIds,
    replayed,
    warnings: warnings.map(({ rule, reason }) => ({ rule, message: reason })),
  },
  userErrors: [],
  written: { decider, key, position },
});

const rejected = (...errors: readonly UserError[]): MutationPayload => ({
  receipt: null,
  userErrors: errors,
});

/** What a client can mend is a user error; the rest is thrown on. */
const userErrors = (error: unknown, Input: InputClass): readonly UserError[] => {
  if (error instanceof WrongExpectedRevision) {
    const [expected, actual] = [error.expected + 1, error.actual + 1];
    const message = `The version is ${String(actual)}, and not ${String(expected)}. Read the record again.`;
    return [
      { kind: 'VersionConflict', message, path: ['input', 'expectedVersion'], expected, actual } as UserError,
    ];
  }
  if (error instanceof IdempotencyKeyReused) {
    const { firstRecordedAt = null } = error;
    const message =
      firstRecordedAt === null
        ? 'This command id is taken. Give this command its own.'
        : 'You used this command id before, for something else. Give this command its own.';
    return [
      { kind: 'IdempotencyKeyReused', message, path: ['input', 'commandId'], firstRecordedAt } as UserError,
    ];
  }
  if (error instanceof EventInvalid)
    return error.paths.map((path) => {
      const [field = ''] = path.split(' ', 1);
      return invalidInput(clientPath(Input, field), 'format', 'This cannot be put on record as it is.');
    });
  if (error instanceof SubjectErased)
    return [invalidInput([], 'subjectErased', 'The person whose record this is has been erased.')];
  if (error instanceof StoreUnavailable)
    throw refusedRequest('STORE_UNAVAILABLE', 'The store cannot record this now. Send it again later.');
  return throwRefused(error);
};
