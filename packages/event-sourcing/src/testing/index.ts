export { at, fact, scenario } from './scenario.ts';
export type { Answer, Dated, KnownFact, Scenario } from './scenario.ts';
export { differential } from './differential.ts';
export { eventStoreContract } from './event-store-contract.ts';
export type { ContractExtras, Held } from './store-contract/lab.ts';
export { notes } from './store-contract/notes.ts';
export { rowsContract } from './rows-contract.ts';
export { counter } from './counter.ts';
export type { CounterCommand } from './counter.ts';
