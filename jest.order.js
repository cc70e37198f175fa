import TestSequencer from '@jest/test-sequencer';

/** What waits for servers, other processes and clocks: what comes beside and after it fills its waits. */
const WAITS =
  /\.e2e\.test\.ts$|\/pauses\.test\.ts$|\/(?:event-store-kurrentdb|event-store-postgres|cli|bench)\//;

/** Jest's own order, which on a new machine is by size alone, with those in front that wait. */
export default class WaitingFirst extends TestSequencer {
  sort(tests) {
    return super
      .sort(tests)
      .toSorted((one, other) => Number(WAITS.test(other.path)) - Number(WAITS.test(one.path)));
  }
}
