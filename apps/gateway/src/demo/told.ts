import type { AnyDecider, Message, UnsentTo } from '@wardbook/event-sourcing';
import type { By, Role } from '@wardbook/policing';

/** One command of the story: to whom, when, and by whom. */
export interface Told {
  readonly decider: AnyDecider;
  readonly id: string;
  readonly command: Message;
  /** UTC. */
  readonly occurredAt: string;
  readonly by: By;
  /** The rule that is to refuse it: the story shows that the guard works. */
  readonly refusedBy?: string;
}

/** `tellTo(decider)(occurredAt, by, id, command)`. */
export const tellTo =
  <D extends AnyDecider>(decider: D) =>
  (occurredAt: string, by: By, id: string, command: UnsentTo<D>): Told => ({
    decider,
    id,
    command,
    occurredAt,
    by,
  });

/** The demonstration force. */
export const FORCE = 'demonstration-police';

export const byOf = (id: string, role: Role, agency: string = FORCE): By => ({ id, role, agency });

export const hoursAfter = (instant: string, hours: number): string => minutesAfter(instant, hours * 60);

export const minutesAfter = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();
