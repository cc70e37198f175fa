import { candidates } from './candidates.ts';
import { measured, type Load } from './work.ts';

// One process for each candidate, task and round: what one leaves behind in memory slows down no other.
const [name = '', place = '', load = ''] = process.argv.slice(2);
const candidate = await candidates[name]?.();
if (!candidate) throw new Error(`There is no candidate ${name}.`);
const work = await candidate(place);
const result = await measured(work, JSON.parse(load) as Load);
await work.close();
console.log(JSON.stringify(result));
