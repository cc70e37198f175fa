import { describe, expect, test } from '@jest/globals';
import { SettingInvalid, settingsFrom } from './settings.ts';

const stored = (WARDBOOK_STORE: string, WARDBOOK_ROWS?: string) => {
  const { store, keyFile } = settingsFrom({ WARDBOOK_STORE, WARDBOOK_ROWS });
  return { store, keyFile };
};

const KURRENTDB = 'kurrentdb://127.0.0.1:2113?tls=false';
const POSTGRES = 'postgres://wardbook:secret@127.0.0.1/wardbook';

describe('where everything is kept', () => {
  test('is a folder, unless it is said', () => {
    const { store, keyFile } = settingsFrom({});
    expect({ store, keyFile }).toEqual({
      store: { kind: 'sqlite', folder: 'wardbook-data' },
      keyFile: 'wardbook-data.key',
    });
  });

  test('is a database of PostgreSQL', () => {
    expect(stored(POSTGRES)).toEqual({
      store: { kind: 'postgres', address: POSTGRES },
      keyFile: 'wardbook.key',
    });
    expect(stored('postgresql://localhost/wardbook').store).toMatchObject({ kind: 'postgres' });
  });

  test('is KurrentDB for the log, and another database for what is beside it', () => {
    expect(stored(KURRENTDB, 'sqlite:beside')).toEqual({
      store: { kind: 'kurrentdb', address: KURRENTDB, beside: { kind: 'sqlite', folder: 'beside' } },
      keyFile: 'beside.key',
    });
    expect(stored('kurrentdb+discover://node', POSTGRES)).toMatchObject({
      store: { beside: { kind: 'postgres', address: POSTGRES } },
      keyFile: 'wardbook.key',
    });
  });

  test.each([
    ['WARDBOOK_ROWS', KURRENTDB, undefined],
    ['WARDBOOK_ROWS', KURRENTDB, 'memory:'],
    ['WARDBOOK_ROWS', KURRENTDB, KURRENTDB],
    ['WARDBOOK_ROWS', POSTGRES, 'sqlite:beside'],
    ['WARDBOOK_STORE', 'postgres://wardbook:secret@[', undefined],
    ['WARDBOOK_STORE', 'mysql://wardbook:secret@elsewhere', undefined],
    ['WARDBOOK_STORE', 'sqlite:', undefined],
    ['WARDBOOK_STORE', 'kurrentdb://', undefined],
  ])('names %s when %s with %s cannot be, and repeats no password', (name, store, rows) => {
    const attempt = () => stored(store, rows);
    expect(attempt).toThrow(SettingInvalid);
    expect(attempt).toThrow(name);
    expect(attempt).not.toThrow('secret');
  });
});

describe('how far ahead a clock may be', () => {
  test('is five seconds, unless it is said', () => {
    expect(settingsFrom({}).clockAhead).toBe(5_000);
    expect(settingsFrom({ WARDBOOK_CLOCK_AHEAD: '60' }).clockAhead).toBe(60_000);
  });

  test('G-07: nothing is recorded of before 1990, or of before the day that is set', () => {
    expect(settingsFrom({}).earliest).toBe(Date.UTC(1990, 0, 1));
    expect(settingsFrom({ WARDBOOK_EARLIEST: '1829-09-29' }).earliest).toBe(Date.UTC(1829, 8, 29));
    for (const WARDBOOK_EARLIEST of ['1990', '1990-13-01', 'yesterday', ''])
      expect(() => settingsFrom({ WARDBOOK_EARLIEST })).toThrow(SettingInvalid);
  });

  test.each(['0', '3601', '-1', '1.5', 'five', ''])('cannot be %j', (WARDBOOK_CLOCK_AHEAD) => {
    const attempt = () => settingsFrom({ WARDBOOK_CLOCK_AHEAD });
    expect(attempt).toThrow(SettingInvalid);
    expect(attempt).toThrow('WARDBOOK_CLOCK_AHEAD must be a number of seconds from 1 to 3600.');
  });
});

describe('C-09: which pages browsers let ask', () => {
  test('is none, unless it is said', () => {
    expect(settingsFrom({}).corsOrigins).toEqual([]);
    const WARDBOOK_CORS_ORIGINS = 'https://app.example http://localhost:5173,https://[::1]:8443';
    expect(settingsFrom({ WARDBOOK_CORS_ORIGINS }).corsOrigins).toEqual([
      'https://app.example',
      'http://localhost:5173',
      'https://[::1]:8443',
    ]);
  });

  test.each([
    '*',
    'null',
    'app.example',
    'https://app.example/',
    'https://App.example',
    'file://x',
    'https://',
  ])('cannot be %j', (WARDBOOK_CORS_ORIGINS) => {
    const attempt = () => settingsFrom({ WARDBOOK_CORS_ORIGINS });
    expect(attempt).toThrow(SettingInvalid);
    expect(attempt).toThrow('WARDBOOK_CORS_ORIGINS must be origins');
  });
});
