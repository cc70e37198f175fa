/** Where an event stands in the whole log: commit-ordered, never reused. 0 is before the first event. */
export type Position = bigint;
