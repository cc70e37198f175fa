import { holdPart } from './law.test.data.ts';
import { nothingLost, order } from './order.test.data.ts';

holdPart(import.meta.url, order, nothingLost);
