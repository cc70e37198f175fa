import { describe, expect, test } from '@jest/globals';
import { agency } from '../agency/agency.ts';
import { engine } from '../engine.test.data.ts';
import { ADMIN, police, RECORDS } from '../kilburn.test.data.ts';
import { day, ofCouncil, struck, type Step } from '../steps.test.data.ts';

const offer = (capability: string, date: string): Step =>
  ofCouncil({
    type: 'OfferCapability',
    ...day(date, ADMIN),
    ...{ capability, label: 'Help', eligibility: `Ask Juniper Reed of ${capability}.` },
  });
const registered = ofCouncil({
  type: 'RegisterAgency',
  ...day('2013-03-01', ADMIN),
  ...{ kind: 'COUNCIL', name: 'Alderwick' },
});
const redact = (revision: number): Step =>
  ofCouncil({
    type: 'RedactText',
    ...day('2013-04-01', RECORDS),
    ...{ request: 'name', revision, reason: 'NAMES_A_PERSON' },
  });
const grant = ofCouncil({
  type: 'GrantRedaction',
  ...day('2013-04-02', police('records-2', 'RECORDS')),
  request: 'name',
});

describe('P-04, R-TIME-2: that words are taken out', () => {
  const told = async (...steps: readonly Step[]) => {
    const { send, store } = engine();
    for (const step of steps) expect((await send(step)).refusal).toBeUndefined();
    return (await store.readStream('agency-council')).map(({ type }) => type);
  };
  const OFFERS = [registered, offer('LIGHTS', '2013-03-02'), offer('LOCKS', '2013-03-03')];

  test.each([1, 2])('does not keep what holds them from being struck: %i', async (revision) => {
    expect((await told(...OFFERS, redact(revision), struck(agency, 'council', revision, ADMIN))).at(-1)).toBe(
      'RecordedInError',
    );
    expect(
      (await told(...OFFERS, redact(revision), grant, struck(agency, 'council', revision, ADMIN))).at(-1),
    ).toBe('RecordedInError');
  });

  test('nor is taken back once it was granted', async () => {
    const { send } = engine();
    for (const step of [...OFFERS, redact(1), grant]) await send(step);
    const { refusal } = await send(struck(agency, 'council', 3, RECORDS));
    expect(refusal).toMatchObject({ rule: 'R-TIME-2', path: 'revision' });
  });

  test('nor what was recorded before it', async () => {
    expect((await told(...OFFERS, redact(2), struck(agency, 'council', 1, ADMIN))).at(-1)).toBe(
      'RecordedInError',
    );
    expect((await told(...OFFERS, redact(1), grant, struck(agency, 'council', 2, ADMIN))).at(-1)).toBe(
      'RecordedInError',
    );
  });
});
