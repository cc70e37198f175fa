import { describe, expect, test } from '@jest/globals';
import { at, fact, type Dated } from '@wardbook/event-sourcing/testing';
import { agencyHistory } from '../agency/agency.state.ts';
import { agencyRegistered, sharingAgreed, type AgencyEvent } from '../agency/agency.events.ts';
import { IN_2012, OFFICER } from '../kilburn.test.data.ts';
import type { LegalBasis } from '../referral/referral.events.ts';
import { crimeDisclosed, crimeDisclosureEnded, type CrimeEvent } from './crime.events.ts';
import { disclosedTo } from './crime.state.ts';
import {
  FRIDAY,
  given,
  marked,
  MONDAY,
  NOON,
  officer,
  stateOf,
  TEN,
  theft,
  TUESDAY,
} from './crime.test.data.ts';

const recorded = at<CrimeEvent>(MONDAY, theft);
const agreement = (id: string, legalBasis: LegalBasis) =>
  sharingAgreed({
    agreement: id,
    force: 'police',
    fields: ['TOPIC', 'WARD'],
    legalBasis,
    from: '2012-09-03',
    until: '2013-09-02',
  });
const council = fact(
  agencyHistory,
  'council',
  at<AgencyEvent>(
    IN_2012,
    agencyRegistered({ kind: 'COUNCIL', name: 'Alderwick Council' }),
    agreement('isa-1', 'CDA1998_S115'),
    agreement('isa-2', 'CONSENT'),
  ),
);
const disclose = {
  type: 'DiscloseCrime',
  occurredAt: NOON,
  by: OFFICER,
  agency: 'council',
  fields: ['WARD', 'CATEGORY'],
  legalBasis: 'CDA1998_S115',
  agreement: 'isa-1',
  purpose: 'PROBLEM_SOLVING',
} as const;
const disclosed = crimeDisclosed({
  agency: 'council',
  fields: ['CATEGORY', 'WARD'],
  legalBasis: 'CDA1998_S115',
  agreement: 'isa-1',
  purpose: 'PROBLEM_SOLVING',
});
const withConsent = { ...disclose, legalBasis: 'CONSENT', agreement: 'isa-2' } as const;
const consented = crimeDisclosed({ ...disclosed, legalBasis: 'CONSENT', agreement: 'isa-2' });
const end = { type: 'EndCrimeDisclosure', occurredAt: TUESDAY, by: OFFICER, agency: 'council' } as const;
const ended = crimeDisclosureEnded({ agency: 'council' });
const told = (...more: readonly (readonly Dated<CrimeEvent>[])[]) =>
  given(recorded, ...more).knowing(officer, council);
const seen = (when: string, ...more: readonly (readonly Dated<CrimeEvent>[])[]) =>
  disclosedTo(stateOf(recorded, ...more), 'council', when)?.fields;

describe('what a partner sees of a crime', () => {
  test('R-REF-1: is what was disclosed under an agreement that covers it', () => {
    told().when(disclose).emits(disclosed);
    told()
      .when({ ...disclose, agreement: 'isa-9' })
      .isRefusedBy('R-REF-1', 'agreement');
    told()
      .when({ ...disclose, agreement: 'isa-2' })
      .isRefusedBy('R-REF-1', 'legalBasis');
    told()
      .when({ ...disclose, fields: ['CIRCUMSTANCES'] })
      .isRefusedBy('R-REF-1', 'fields');
  });
  test('R-REF-2: is named', () =>
    told()
      .when({ ...disclose, fields: [] })
      .isRefusedBy('R-REF-2', 'fields'));
  test('R-LIFE-1: is seen by an agency that is there', () =>
    given(recorded)
      .knowing(officer, fact(agencyHistory, 'council'))
      .when(disclose)
      .isRefusedBy('R-LIFE-1', 'agency'));
  test('R-REF-2: is nothing before it was disclosed, nothing else, and nothing after its end', () => {
    expect([TEN, NOON, FRIDAY].map((when) => seen(when, at(NOON, disclosed), at(TUESDAY, ended)))).toEqual([
      ...[undefined, ['CATEGORY', 'WARD'], undefined],
    ]);
    told(at(NOON, disclosed)).when(disclose).emitsNothing();
    told(at(NOON, disclosed)).when(end).emits(ended);
    told(at(NOON, disclosed), at(TUESDAY, ended)).when(end).emitsNothing();
  });
  test('R-LIFE-1, R-TIME-2: ends where there was something', () => {
    told().when(end).isRefusedBy('R-LIFE-1', 'agency');
    told(at(NOON, disclosed), at(FRIDAY, ended)).when(end).isRefusedBy('R-TIME-2', 'occurredAt');
  });
});

describe.each(['DOMESTIC', 'HATE'] as const)('of a crime marked %s', (marker) => {
  const few = at<CrimeEvent>(TEN, marked(marker));

  test('R-CRIME-3, T4-20: a council is told nothing on an agreement alone', () =>
    told(few).when(disclose).isRefusedBy('R-CRIME-3', 'legalBasis'));
  test('R-CRIME-3, T4-20: but what somebody consented to, or saves a life', () => {
    told(few).when(withConsent).emits(consented);
    const { agreement: _none, ...alone } = disclose;
    told(few)
      .when({ ...alone, legalBasis: 'VITAL_INTERESTS' })
      .emits(
        crimeDisclosed({
          agency: 'council',
          fields: ['CATEGORY', 'WARD'],
          purpose: 'PROBLEM_SOLVING',
          legalBasis: 'VITAL_INTERESTS',
        }),
      );
  });
  test('R-CRIME-3, T4-20: what it had been told is hidden while it is so, whichever was told first', () => {
    const later = at<CrimeEvent>(TUESDAY, marked(marker));
    for (const history of [
      [at<CrimeEvent>(NOON, disclosed), later],
      [later, at<CrimeEvent>(NOON, disclosed)],
    ]) {
      expect(seen(NOON, ...history)).toEqual(['CATEGORY', 'WARD']);
      expect(seen(FRIDAY, ...history)).toBeUndefined();
    }
    expect(seen(FRIDAY, at(NOON, consented), later)).toEqual(['CATEGORY', 'WARD']);
  });
});
