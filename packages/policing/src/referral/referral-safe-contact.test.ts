import { describe, test } from '@jest/globals';
import { at, fact, scenario } from '@wardbook/event-sourcing/testing';
import { agency } from '../agency/agency.ts';
import { sharingAgreed, type AgencyEvent } from '../agency/agency.events.ts';
import { IN_2012, OFFICER } from '../kilburn.test.data.ts';
import { member } from '../member/member.ts';
import {
  safeContactSaid,
  subjectRegistered,
  subjectsFoundApart,
  subjectsMerged,
  type SubjectEvent,
} from '../subject/subject.events.ts';
import { subject } from '../subject/subject.ts';
import {
  about,
  byOfficer,
  council,
  HOUSING,
  juniper,
  knownCouncil,
  knownHousing,
  knownKilburn,
  knownRoles,
  MARCH_1,
  MARCH_4,
  MARCH_5,
  raised,
  terms,
  toCouncil,
  toCpa,
} from './referral.test.data.ts';
import { referral } from './referral.ts';
import { informationRequested, referralRaised, type ReferralEvent } from './referral.events.ts';

const only = (through: string) => safeContactSaid({ ways: [], onlyThrough: through });
const person = (...events: readonly SubjectEvent[]) =>
  fact(subject, 'juniper', at<SubjectEvent>(IN_2012, subjectRegistered({ name: 'person/0/0' }), ...events));
const raising = (known: ReturnType<typeof person>, ...more: readonly ReturnType<typeof person>[]) =>
  about(known, ...more, knownKilburn, knownCouncil, knownRoles);
const raisedAlready = (known: ReturnType<typeof person>) =>
  scenario(referral, 'locks')(
    raised,
    at<ReferralEvent>(MARCH_4, informationRequested({ question: 'x' })),
  ).knowing(known, knownCouncil, knownHousing, fact(member, OFFICER.id));
/** What is asked, as the event has it. */
const withoutType = <Asked extends { type: string; occurredAt: string; by: unknown }>({
  type: _type,
  occurredAt: _at,
  by: _by,
  ...asked
}: Asked) => asked;
const ofReferral = referralRaised({ ...terms, fields: [...terms.fields], ...byOfficer });

describe('R-VIS-7: where to reach a person who is only reached through one agency', () => {
  test('is disclosed to no other', () =>
    raising(person(only('support')))
      .when(toCouncil)
      .isRefusedBy('R-VIS-7', 'fields'));
  test('is disclosed where nobody said that', () => raising(juniper).when(toCouncil).emits(ofReferral));
  test('is disclosed to that agency', () =>
    raising(person(only('council')))
      .when(toCouncil)
      .emits(ofReferral));
  test('stays out, and the rest is shared', () =>
    raising(person(only('support')))
      .when({ ...toCouncil, fields: ['RECIPIENT_NAME'] })
      .emits(referralRaised({ ...terms, fields: ['RECIPIENT_NAME'], ...byOfficer })));
  test('is no secret among the police', () =>
    raising(person(only('support')))
      .when(toCpa)
      .emits(referralRaised({ ...withoutType(toCpa), fields: [...toCpa.fields], ...byOfficer })));
  test('is told where life is in danger', () => {
    const { agreement: _agreement, ...emergency } = toCouncil;
    raising(person(only('support')))
      .when({ ...emergency, legalBasis: 'VITAL_INTERESTS' })
      .emits(
        referralRaised({
          ...withoutType(emergency),
          fields: [...terms.fields],
          legalBasis: 'VITAL_INTERESTS',
          emergency: true,
          ...byOfficer,
        }),
      );
  });
  test('is what was said of that day: later words change nothing', () => {
    const later = at<SubjectEvent>(MARCH_4, only('support'));
    about(
      fact(subject, 'juniper', at<SubjectEvent>(IN_2012, subjectRegistered({ name: 'person/0/0' })), later),
      knownKilburn,
      knownCouncil,
    )
      .when(toCouncil)
      .emits(ofReferral);
  });
  test('is also what another record of the same person says, until the two are found apart', () => {
    const june = fact(
      subject,
      'june',
      at<SubjectEvent>(IN_2012, subjectRegistered({ name: 'person/0/0' }), only('support')),
    );
    const merged = subjectsMerged({ other: 'june' });
    raising(person(merged), june).when(toCouncil).isRefusedBy('R-VIS-7', 'fields');
    raising(person(only('council'), merged), june)
      .when(toCouncil)
      .isRefusedBy('R-VIS-7', 'fields');
    raising(person(merged, subjectsFoundApart({ other: 'june', reason: 'PERSON_SAID_SO' })), june)
      .when(toCouncil)
      .emits(ofReferral);
  });
  test('is not told to whoever is asked next', () =>
    raisedAlready(person(only('council')))
      .when({
        type: 'RedirectReferral',
        occurredAt: MARCH_5,
        by: OFFICER,
        to: HOUSING,
        fields: ['RECIPIENT_CONTACT'],
        agreement: 'isa-2',
      })
      .isRefusedBy('R-VIS-7', 'fields'));
  test('is not told to whoever asks back', () => {
    const supply = {
      type: 'SupplyInformation',
      occurredAt: MARCH_5,
      by: OFFICER,
      answer: 'At home.',
      fields: ['RECIPIENT_ADDRESS'],
    } as const;
    const covers = at<AgencyEvent>(
      MARCH_1,
      sharingAgreed({
        agreement: 'isa-1',
        fields: ['RECIPIENT_ADDRESS'],
        legalBasis: 'CDA1998_S115',
        from: '2012-09-03',
        until: '2014-09-02',
      }),
    );
    const asked = scenario(referral, 'locks')(
      raised,
      at<ReferralEvent>(MARCH_4, informationRequested({ question: 'x' })),
    ).knowing(fact(agency, 'council', council, covers), fact(member, OFFICER.id));
    asked
      .knowing(person(only('support')))
      .when(supply)
      .isRefusedBy('R-VIS-7', 'fields');
  });
});
