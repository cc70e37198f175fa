import { expect, test } from '@jest/globals';
import { refusalsIn } from './unreached-refusals.ts';

test('G-08: a place that refuses is found by line and column, wherever it is called and whatever is said of it', () => {
  const text = `
/** refuse('R-1', 'said of it'); */
const never = refuse('R-2', 'when the file is loaded');
const rule = (so: boolean) =>
  so ? refuse('R-3', \`\${'in'} a rule\`, 'id') : onRecord(refuse('R-4', 'within'), refused({}));
`;
  expect(refusalsIn('rule.ts', text)).toEqual(['rule.ts:3:15', 'rule.ts:5:8', 'rule.ts:5:57']);
});
