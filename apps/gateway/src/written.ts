import type { AnyDecider, Position } from '@wardbook/event-sourcing';

/** A record that was written to, and where that stands in the log. */
export interface Written {
  readonly decider: AnyDecider;
  readonly key: string;
  readonly position: Position;
}
