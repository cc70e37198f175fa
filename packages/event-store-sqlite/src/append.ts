import type { Guard, NewEvent, ProcessPlace } from '@wardbook/event-sourcing';

/** One call of the port's `append`. */
export interface Append {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly NewEvent[];
  readonly guards: readonly Guard[];
  /** Kept if the append is accepted. */
  readonly place?: ProcessPlace;
}
