import { sqliteFolder } from '@wardbook/event-store-sqlite';
import { fakeClock, spring } from './spring.ts';

// Keeps it in `epping-forest-data`: four files, which are to be deleted before it is told again.
const clock = fakeClock('2026-02-01T00:00:00.000Z');
const files = sqliteFolder('epping-forest-data', clock);
console.log(await spring({ ...files, clock }));
for (const file of Object.values(files)) await file.close();
