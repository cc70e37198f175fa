import { validate, type ValidationError } from 'class-validator';
import {
  createdId,
  EventInvalid,
  IdempotencyKeyReused,
  isIdOf,
  StoreUnavailable,
  streamOf,
  SubjectErased,
  WrongExpectedRevision,
  type AnyDecider,
  type Canonical,
  type Handle,
  type Handled,
  type Message,
  type UnsentTo,
} from '@wardbook/event-sourcing';
import type { CommandInput } from './command-input.ts';
import { globalId, type NodeKind } from './global-id.ts';
import type { Identity } from './identity.ts';
import type { InvalidInput, MutationPayload, RuleViolation, UserError } from './payload.ts';
import { refusedRequest, throwRefused } from './refused-request.ts';
import { tokenOf } from './token.ts';

/** What an input becomes: a command without its record, time and sender, which are stamped on it. */
export interface Wish {
  readonly decider: AnyDecider;
  readonly kind: NodeKind;
  /** The stream's id; undefined for something new, whose id then comes from the command's. */
  readonly id: string | undefined;
  readonly command: Message;
  /** The moment that counts when it is part of the command itself, as the end of a patrol is. UTC. */
  readonly occurredAt?: string;
}

/** A wish whose command is one of its decider's. */
export const wish = <D extends AnyDecider>(
  decider: D,
  kind: NodeKind,
  id: string | undefined,
  command: UnsentTo<D>,
): Wish => ({ decider, kind, id, command });

/** An input that knows which command it is. */
export interface Sendable extends CommandInput {
  /** `newId(name)` is an id that a repeat of the command gets again. */
  toWish(newId: (name: string) => string): Wish;
}

/** Validates, stamps, hands over, and answers in the client's words. */
export type Send = (input: Sendable) => Promise<MutationPayload>;

interface Sending {
  readonly correlationId: string;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly mayWriteTo: (stream: string) => Promise<boolean>;
}

export const sender =
  (handle: Handle, { by, clientId }: Identity, { correlationId, now, mayWriteTo }: Sending): Send =>
  async (input) => {
    const invalid = await validate(input, {
      forbidUnknownValues: false,
      validationError: { target: false, value: false },
    });
    if (invalid.length > 0) return rejected(...invalid.flatMap((error) => inputErrors(error, ['input'])));
    const newId = (name: string): string => createdId(clientId, input.commandId, name);
    const { decider, kind, command, ...wished } = input.toWish(newId);
    const id = wished.id ?? newId(decider.name);
    const occurredAt = wished.occurredAt ?? (input.occurredAt ?? new Date(now())).toISOString();
    const { expectedVersion, commandId } = input;
    // Of an id that is none nothing is asked; `handle` says so.
    if (isIdOf(decider, id) && !(await mayWriteTo(streamOf(decider, id)))) return rejected(NOT_YOURS);
    try {
      const handled = await handle(decider, id, command, {
        by,
        occurredAt,
        clientId,
        commandId,
        correlationId,
        fingerprint: [mutationOf(input), received(input)],
        ...(expectedVersion != null && { expectedRevision: expectedVersion - 1 }),
      });
      return answer(handled, commandId, globalId(kind, id));
    } catch (error) {
      return rejected(...userErrors(error));
    }
  };

/** The mutation that an input is of: `RecordVisitInput` is what `recordVisit` takes. */
const mutationOf = (input: object): string => {
  const { name } = input.constructor;
  return `${name.slice(0, 1).toLowerCase()}${name.slice(1).replace(/Input$/, '')}`;
};

/** An input as its client sent it. */
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

const NOT_YOURS = {
  kind: 'RuleViolation',
  rule: 'R-AUTH-3',
  message: 'This record is another agency\u2019s.',
  path: ['input'],
} as RuleViolation;

const answer = ({ receipt, refusal }: Handled, commandId: string, id: string): MutationPayload => {
  if (refusal) {
    const { rule, reason, path = [] } = refusal;
    // No input has a field `id`: the record itself is meant.
    const fields = path[0] === 'id' ? [] : path;
    return rejected({
      kind: 'RuleViolation',
      rule,
      message: reason,
      path: ['input', ...fields],
    } as RuleViolation);
  }
  const { stream, revision, position, eventIds, replayed, warnings } = receipt;
  return {
    receipt: {
      commandId,
      id,
      stream,
      version: revision + 1,
      token: tokenOf(position),
      eventIds,
      replayed,
      warnings: warnings.map(({ rule, reason }) => ({ rule, message: reason })),
    },
    userErrors: [],
  };
};

const rejected = (...errors: readonly UserError[]): MutationPayload => ({
  receipt: null,
  userErrors: errors,
});

const inputErrors = (
  { property, constraints = {}, children = [] }: ValidationError,
  parents: readonly string[],
): UserError[] => {
  const path = [...parents, property];
  return [
    ...Object.entries(constraints).map(([constraint, message]) => invalidInput(path, constraint, message)),
    ...children.flatMap((child) => inputErrors(child, path)),
  ];
};

const invalidInput = (path: readonly string[], constraint: string, message: string): InvalidInput => ({
  kind: 'InvalidInput',
  path,
  constraint,
  message,
});

/** What a client can mend is a user error; the rest is thrown on. */
const userErrors = (error: unknown): readonly UserError[] => {
  if (error instanceof WrongExpectedRevision) {
    const [expected, actual] = [error.expected + 1, error.actual + 1];
    const message = `The version is ${String(actual)} by now.`;
    return [
      { kind: 'VersionConflict', message, path: ['input', 'expectedVersion'], expected, actual } as UserError,
    ];
  }
  if (error instanceof IdempotencyKeyReused) {
    const { firstRecordedAt } = error;
    const message = 'This command id was used before, with other content.';
    return [
      { kind: 'IdempotencyKeyReused', message, path: ['input', 'commandId'], firstRecordedAt } as UserError,
    ];
  }
  if (error instanceof EventInvalid)
    return error.paths.map((path) =>
      invalidInput(['input', ...path.split(/[ .]/, 1)], 'format', `Not valid: ${path}.`),
    );
  if (error instanceof SubjectErased)
    return [invalidInput(['input'], 'subjectErased', 'The person whose record this is has been erased.')];
  if (error instanceof StoreUnavailable)
    throw refusedRequest('STORE_UNAVAILABLE', 'The store cannot record this now.');
  return throwRefused(error);
};
