import { EventInvalid } from './errors.ts';
import { isInstant } from './instant.ts';
import type { Message } from './message.ts';
import type { Sender } from './sender.ts';

/** Throws `TypeError` where JavaScript sends what is no command. */
export const refuseNoCommand = ({ name }: { readonly name: string }, command: unknown): void => {
  if (typeof (command as Partial<Message> | null | undefined)?.type !== 'string')
    throw new TypeError(`What is sent to ${name} is no command: { type: '…' }.`);
};

/**
 * A header keeps for ever what the sender says of itself, and JavaScript may say anything. Throws `TypeError`, and
 * `EventInvalid` for a moment that is none.
 */
export const refuseMisstated = (type: string, sender: Partial<Sender> = {}): void => {
  if (isStated(sender)) return;
  const { by, occurredAt } = sender;
  const { id, role, agency } = (by ?? {}) as Partial<Sender['by']>;
  if (![id, role, agency].every(isText))
    throw new TypeError(`Say who sends ${type}: by: { id, role, agency }.`);
  const wrong = [
    ...NEEDED.filter((name) => !isText(sender[name])),
    ...OPTIONAL.filter((name) => sender[name] !== undefined && !isText(sender[name])),
  ];
  if (wrong.length > 0) throw new TypeError(`Say as text for ${type}: ${wrong.join(', ')}.`);
  if (occurredAt !== undefined && !isInstant(occurredAt)) throw new EventInvalid(type, ['occurredAt']);
};

/** The same in one go: every command is asked. */
const isStated = (sender: Partial<Sender>): boolean => {
  const { by, occurredAt, onBehalfOf, causationId } = sender;
  return (
    isText(by?.id) &&
    isText(by?.role) &&
    isText(by?.agency) &&
    isText(sender.clientId) &&
    isText(sender.commandId) &&
    isText(sender.correlationId) &&
    (onBehalfOf === undefined || isText(onBehalfOf)) &&
    (causationId === undefined || isText(causationId)) &&
    (occurredAt === undefined || isInstant(occurredAt))
  );
};

const NEEDED = ['clientId', 'commandId', 'correlationId'] as const;
const OPTIONAL = ['onBehalfOf', 'causationId'] as const;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.isWellFormed();
