import { memoryRows } from './memory-rows.ts';
import { rowsContract } from './store-contracts/index.ts';

let passed = 0;
rowsContract('memory', () => memoryRows({ now: () => Date.now() + passed }), {
  age: (milliseconds) => {
    passed += milliseconds;
  },
});
