import { memoryRows } from './memory-rows.ts';
import { rowsContract } from './testing/index.ts';

rowsContract('memory', memoryRows);
