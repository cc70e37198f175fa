import type { AnyDecider } from '@wardbook/event-sourcing';
import type { By, PolicingCommand, Role } from '@wardbook/policing';

/** One command of the story, to whom, and by whom. */
export interface Told {
  readonly decider: AnyDecider;
  readonly id: string;
  readonly command: PolicingCommand;
  /** The rule that is to refuse it: the story shows that the guard works. */
  readonly refusedBy?: string;
}

/** A command without its moment and its sender. */
export type Without<C> = C extends PolicingCommand ? Omit<C, 'at' | 'by'> : never;

/** `tellTo(decider)(at, by, id, command)`. */
export const tellTo =
  <C extends PolicingCommand>(decider: AnyDecider) =>
  (at: string, by: By, id: string, command: Without<C>): Told => ({
    decider,
    id,
    command: { ...command, occurredAt: at, by },
  });

/** The demonstration force. */
export const FORCE = 'demonstration-police';

export const byOf = (id: string, role: Role, agency: string = FORCE): By => ({ id, role, agency });

export const hoursAfter = (instant: string, hours: number): string => minutesAfter(instant, hours * 60);

export const minutesAfter = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();
