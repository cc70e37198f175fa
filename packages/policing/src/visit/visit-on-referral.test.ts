import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario } from '@wardbook/event-sourcing/testing';
import { IN_2012, KILBURN, OFFICER, police, posted } from '../kilburn.test.data.ts';
import { memberHistory } from '../member/member.state.ts';
import {
  referralAccepted,
  referralRaised,
  type ReferralEvent,
  type ReferralKind,
} from '../referral/referral.events.ts';
import { referralHistory } from '../referral/referral.state.ts';
import { postFilled, roleDefined, type RolesEvent } from '../role/role.events.ts';
import { rolesFor, rolesHistory } from '../role/role.state.ts';
import type { Topic } from '../policy/policy.events.ts';
import { victimVisitOpened } from './visit.events.ts';
import { crime, CRIME, FRIDAY, MONDAY, terms, TUESDAY, WEDNESDAY } from './visit.test.data.ts';
import { visit } from './visit.ts';

const CPO_HOLDER = police('cpo-1', 'SPECIALIST');
const CPO = { force: 'police', role: 'CPO' } as const;

const asking = (kind: ReferralKind = 'VICTIM_VISIT') =>
  at<ReferralEvent>(
    MONDAY,
    referralRaised({
      ...{ kind, subject: 'juniper', from: { agency: 'police' }, to: CPO, topic: 'VICTIM_SUPPORT' },
      ...{ reason: 'VICTIM_CARE', fields: [], dueAt: FRIDAY, chain: [], ward: KILBURN },
      ...{ raisedBy: OFFICER.id, fromTeam: 'cid-west' },
    }),
  );
const yes = at<ReferralEvent>(TUESDAY, referralAccepted({ owner: CPO, acceptedBy: CPO_HOLDER.id }));
const register = (topics: readonly Topic[], holder = CPO_HOLDER.id) =>
  at<RolesEvent>(
    IN_2012,
    roleDefined({
      code: 'CPO',
      label: 'Crime Prevention Officer',
      aliases: [],
      location: 'LPA',
      topics: [...topics],
    }),
    roleDefined({ code: 'CPA', label: 'Adviser', aliases: [], location: 'LPA', topics: ['PROPERTY'] }),
    postFilled({ role: 'CPO', area: 'west', member: holder }),
  );
const roles = (...given: Parameters<typeof register>) => fact(rolesHistory, 'police', register(...given));
const asked = (...history: readonly (readonly { at: string; event: ReferralEvent }[])[]) =>
  fact(referralHistory, 'care', ...history);
const specialist = fact(memberHistory, CPO_HOLDER.id, posted('CONSTABLE'));

const open = {
  type: 'OpenVisit',
  occurredAt: WEDNESDAY,
  by: CPO_HOLDER,
  victim: 'juniper',
  referral: 'care',
} as const;
const given = scenario(visit, 'visit-care');
const opened = victimVisitOpened({
  ...{ victim: 'juniper', force: 'police', referral: 'care', openedBy: CPO_HOLDER.id },
  offerBy: '2013-03-08',
});

describe('a visit for which a detective asks', () => {
  test('R-VIS-4, T0-17: is opened by the crime prevention officer who accepted the referral, and is to be offered', () =>
    given()
      .knowing(asked(asking(), yes), roles(['VICTIM_SUPPORT']), specialist)
      .when(open)
      .emits(opened));
  test('R-VIS-4: and may say which crime it was', () => {
    given()
      .knowing(asked(asking(), yes), roles(['VICTIM_SUPPORT']), specialist, crime)
      .when({ ...open, crime: CRIME })
      .emits(
        victimVisitOpened({
          ...{ ...terms, referral: 'care', openedBy: CPO_HOLDER.id },
          ...{ offerBy: '2013-03-08', needsBy: '2013-03-08', informBy: '2013-03-13' },
        }),
      );
    given()
      .knowing(asked(asking(), yes), roles(['VICTIM_SUPPORT']), specialist, fact(crime.fold, CRIME))
      .when({ ...open, crime: CRIME })
      .isRefusedBy('R-LIFE-1', 'crime');
  });
  test('R-VIS-4: is not opened without a referral, nor on one of another kind, or that nobody accepted', () => {
    const known = given().knowing(roles(['VICTIM_SUPPORT']), specialist);
    const { referral: _referral, ...alone } = open;
    known.when(alone).isRefusedBy('R-VIS-4', 'referral');
    for (const other of [asked(), asked(asking()), asked(asking('SPECIALIST_ADVICE'), yes)])
      known.knowing(other).when(open).isRefusedBy('R-VIS-4', 'referral');
    known
      .knowing(asked(asking(), yes))
      .when({ ...open, occurredAt: MONDAY })
      .isRefusedBy('R-VIS-4', 'referral');
  });
  test('R-VIS-4: is for the person whom the referral is about', () =>
    given()
      .knowing(asked(asking(), yes), roles(['VICTIM_SUPPORT']), specialist)
      .when({ ...open, victim: 'sorrel' })
      .isRefusedBy('R-VIS-4', 'victim'));
  test('R-VIS-4, T0-19: is opened by whoever holds the post that is there for victims', () => {
    for (const other of [roles(['PROPERTY']), roles(['VICTIM_SUPPORT'], 'cpo-2')])
      given().knowing(asked(asking(), yes), other, specialist).when(open).isRefusedBy('R-VIS-4', 'referral');
  });
  test('T0-19: asked who is there for victims, the register answers the crime prevention officer', () => {
    const { state } = roles(['VICTIM_SUPPORT']);
    expect(rolesFor(state, 'VICTIM_SUPPORT', WEDNESDAY).map(({ code }) => code)).toEqual(['CPO']);
  });
});
