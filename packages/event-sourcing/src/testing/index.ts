// Whatever runs the tests: nothing here knows a runner. What holds stores to their ports does, and is another entry.
export { at, fact, ownedBy, scenario } from './scenario.ts';
export type { Answer, Given, KnownFact, Scenario } from './scenario.ts';
export { personalReference } from './personal-reference.ts';
export { words } from './words.ts';
export { onStory, tell } from './story.ts';
export type { Dated, Story } from './story.ts';
export { sameByAnyName } from './inherited-names.ts';
