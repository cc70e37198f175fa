import { describe, expect, test } from '@jest/globals';
import { faultOf, isAway, isCallsFault, isDamage } from './faults.ts';

const fault = (code: string): Error => Object.assign(new Error('the value is 42'), { code });

describe('a fault of the database', () => {
  test.each([
    '57P01',
    '57P02',
    '57P03',
    '08006',
    '25P03',
    '53300',
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ENOTFOUND',
  ])('%s: it is away, and what is called may be called again', (code) => {
    expect(isAway(fault(code))).toBe(true);
    expect(faultOf(fault(code))).toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
  });

  test.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'timeout exceeded when trying to connect',
    'Query read timeout',
    'Client has encountered a connection error and is not queryable',
  ])('"%s": it is away, says the driver in words alone', (words) => {
    expect(isAway(new Error(words))).toBe(true);
    expect(isAway(fault(words))).toBe(false);
  });

  test.each(['40001', '40P01', '53100', '55P03', '57014', '25006'])(
    '%s: it may be tried again later',
    (code) => {
      expect(isAway(fault(code))).toBe(false);
      expect(faultOf(fault(code))).toMatchObject({ retryable: true });
    },
  );

  test.each(['28P01', '28000', '3D000', '42501', '42P01', '23505', '22021', 'WB001'])(
    '%s: trying again does not help',
    (code) => {
      expect(isAway(fault(code))).toBe(false);
      expect(faultOf(fault(code))).toMatchObject({ retryable: false });
    },
  );

  test('is told by its code, never in the words of the server', () => {
    for (const code of ['57P01', '53100', '23505', '28P01'])
      expect(faultOf(fault(code))?.message).toMatch(new RegExp(`^[A-Z][^0-9]+ \\(${code}\\)\\.$`));
  });

  test('is not what another mistake is', () => {
    for (const other of [new TypeError('undefined'), fault('ERR_INVALID_ARG_TYPE'), undefined, 'text'])
      expect([isAway(other), faultOf(other)]).toEqual([false, undefined]);
  });

  test.each([
    ['53300', 'The database is busy (53300).'],
    ['ETIMEDOUT', 'The database did not answer in time (ETIMEDOUT).'],
    ['57P03', 'The database cannot be reached (57P03).'],
  ])('E-16: %s is told for what it is', (code, sentence) => {
    expect(faultOf(fault(code))).toMatchObject({ message: sentence, retryable: true });
  });

  test('is that of one call alone when the call was at fault, and lasts when something is damaged', () => {
    for (const code of ['22021', '23514', '54000', 'WB003'])
      expect([isCallsFault(fault(code)), isDamage(fault(code))]).toEqual([true, false]);
    for (const code of ['58030', 'XX001', 'XX002'])
      expect([isCallsFault(fault(code)), isDamage(fault(code))]).toEqual([false, true]);
    for (const code of ['53100', '25006', '57P01', 'ECONNRESET'])
      expect([isCallsFault(fault(code)), isDamage(fault(code))]).toEqual([false, false]);
  });
});
