export { at, fact, scenario } from './scenario.ts';
export type { Answer, Dated, KnownFact, Scenario } from './scenario.ts';
export { eventStoreContract, notes } from './event-store-contract.ts';
export { rowsContract } from './rows-contract.ts';
export { counter } from './counter.ts';
export type { CounterCommand } from './counter.ts';
