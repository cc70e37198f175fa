/** Cases that a cycle goes through, and what each holds before; they grow to about 25, so that 20 are read on average. */
export const STREAMS = 1_024;
export const EVENTS_PER_STREAM = 15;

/** Events that a replay reads, in streams of 100. */
export const REPLAYED = 200_000;
