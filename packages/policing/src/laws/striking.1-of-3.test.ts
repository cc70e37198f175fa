import { holdPart } from './law.test.data.ts';
import { struckAny, struckLast } from './struck.test.data.ts';

holdPart(import.meta.url, struckLast, struckAny);
