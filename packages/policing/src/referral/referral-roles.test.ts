import { describe, test } from '@jest/globals';
import { happened } from '@wardbook/event-sourcing';
import { at, fact, type Dated } from '@wardbook/event-sourcing/testing';
import { agency } from '../agency/agency.ts';
import { capabilityWithdrawn } from '../agency/agency.events.ts';
import { IN_2012, KILBURN, staffedKilburn } from '../kilburn.test.data.ts';
import { roles } from '../role/role.ts';
import { postFilled, postVacated, type RolesEvent } from '../role/role.events.ts';
import { ward } from '../ward/ward.ts';
import { wardAbolished, wardEstablished, type WardEvent } from '../ward/ward.events.ts';
import {
  council,
  COUNCIL,
  CPA,
  CPO,
  CPO_HOLDER,
  define,
  given,
  gone,
  review,
  KILBURN_TEAM,
  knownCouncil,
  knownKilburn,
  knownRoles,
  MARCH_1,
  MARCH_4,
  raisedTo,
  staffed,
  terms,
  toAdvisor,
  toCouncil,
  toCpa,
  byOfficer,
} from './referral.test.data.ts';
import {
  referralAccepted,
  referralDeclined,
  referralEscalated,
  referralRaised,
  referralRedirected,
} from './referral.events.ts';

const HIGHGATE = 'E05000138';

describe('R-REF-8: whoever is asked can help', () => {
  test('with what the agency says that it does [T2-11]', () =>
    given()
      .knowing(knownCouncil)
      .when({ ...toCouncil, topic: 'LIGHTING' })
      .isRefusedBy('R-REF-8'));
  test('and still does [T2-11]', () =>
    given()
      .knowing(fact(agency, 'council', council, at(MARCH_1, capabilityWithdrawn({ capability: 'PROPERTY' }))))
      .when(toCouncil)
      .isRefusedBy('R-REF-8'));
  test('with what the role is there for', () =>
    given()
      .knowing(knownRoles)
      .when({ ...toCpa, topic: 'VICTIM_SUPPORT' })
      .isRefusedBy('R-REF-8'));
  test('the team of a ward helps with everything', () =>
    given()
      .knowing(knownKilburn)
      .when({ ...toCpa, topic: 'LIGHTING', to: KILBURN_TEAM })
      .emits(
        referralRaised({
          ...toAdvisor,
          topic: 'LIGHTING',
          to: KILBURN_TEAM,
          fields: [...terms.fields],
          ...byOfficer,
        }),
      ));
});

describe('R-ROLE-1: whoever is asked is there', () => {
  test('not a department without a name [T3-33]', () =>
    given()
      .knowing(knownRoles)
      .when({ ...toCpa, to: { force: 'police', role: 'OTHER' } })
      .isRefusedBy('R-ROLE-1'));
  test('not a role without a holder in that area [T3-32]', () =>
    given()
      .knowing(knownRoles)
      .when({ ...toCpa, to: { ...CPA, area: 'east' } })
      .isRefusedBy('R-ROLE-1'));
  test('not a role that has lapsed', () =>
    given()
      .knowing(fact(roles, 'police', staffed, gone(MARCH_1, 'CPO', 'SNT')))
      .when({ ...toCpa, to: CPO })
      .isRefusedBy('R-ROLE-1'));
  test('not a ward without a team', () => {
    const empty = at<WardEvent>(
      IN_2012,
      wardEstablished({ name: 'Highgate', borough: 'E09000007', validFrom: '2002-05-02' }),
    );
    given()
      .knowing(fact(ward, HIGHGATE, empty))
      .when({ ...toCpa, to: { force: 'police', ward: HIGHGATE } })
      .isRefusedBy('R-ROLE-1');
  });
  test('R-WARD-5: not a ward that is no more', () =>
    given()
      .knowing(fact(ward, HIGHGATE, staffedKilburn, at(MARCH_1, wardAbolished({ successors: [KILBURN] }))))
      .when({ ...toCpa, to: { force: 'police', ward: HIGHGATE } })
      .isRefusedBy('R-WARD-5', 'to.ward'));
});

describe('R-REF-9: when a role has ended', () => {
  const lapsed = (...more: readonly (readonly Dated<RolesEvent>[])[]) =>
    fact(roles, 'police', staffed, ...more);
  test('its successor has what it had [T0-22]', () =>
    given(raisedTo(CPO))
      .knowing(lapsed(gone(MARCH_4, 'CPO', 'CPA')))
      .knowingNothingElse()
      .when(review)
      .emits(
        happened(
          MARCH_4,
          referralRedirected({ owner: CPO, to: { force: 'police', role: 'CPA' }, handedOver: true }),
        ),
      ));
  test('in the same area, where there is one', () =>
    given(raisedTo(CPA))
      .knowing(
        lapsed(
          at<RolesEvent>(
            IN_2012,
            define('LIAISON', 'LPA', 'PROPERTY'),
            postFilled({ role: 'LIAISON', area: 'north', member: 'rue' }),
          ),
          gone(MARCH_4, 'CPA', 'LIAISON'),
        ),
      )
      .knowingNothingElse()
      .when(review)
      .emits(
        happened(
          MARCH_4,
          referralRedirected({
            owner: CPA,
            to: { force: 'police', role: 'LIAISON', area: 'north' },
            handedOver: true,
          }),
        ),
      ));
  test('the Safer Neighbourhoods team of the ward, when its duties pass to the teams [T0-22]', () =>
    given(raisedTo(CPO))
      .knowing(lapsed(gone(MARCH_4, 'CPO', 'SNT')), knownKilburn)
      .knowingNothingElse()
      .when(review)
      .emits(happened(MARCH_4, referralRedirected({ owner: CPO, to: KILBURN_TEAM, handedOver: true }))));
  test('a successor of the successor, when that has lapsed too', () =>
    given(raisedTo(CPA))
      .knowing(lapsed(gone(MARCH_1, 'CPO', 'SNT'), gone(MARCH_4, 'CPA', 'CPO')), knownKilburn)
      .knowingNothingElse()
      .when(review)
      .emits(happened(MARCH_4, referralRedirected({ owner: CPA, to: KILBURN_TEAM, handedOver: true }))));
  test('the last resort, when there is no successor', () =>
    given(raisedTo(CPA))
      .knowing(lapsed(gone(MARCH_4, 'CPA')))
      .knowingNothingElse()
      .when(review)
      .emits(happened(MARCH_4, referralEscalated({ owner: CPA, to: CPO, handedOver: true }))));
  test('the sender, when there is nobody at all', () =>
    given(raisedTo(CPO))
      .knowing(lapsed(gone(MARCH_4, 'CPO', 'SNT')))
      .knowingNothingElse()
      .when(review)
      .emits(happened(MARCH_4, referralDeclined({ owner: CPO, reason: 'ROLE_ENDED', handedOver: true }))));
  test('two roles that name each other lead nowhere', () =>
    given(raisedTo(CPA))
      .knowing(lapsed(gone(MARCH_4, 'CPA', 'CPO'), gone(MARCH_4, 'CPO', 'CPA')), knownKilburn)
      .knowingNothingElse()
      .when(review)
      .emits(happened(MARCH_4, referralEscalated({ owner: CPA, to: KILBURN_TEAM, handedOver: true }))));
  test('also what had been accepted', () =>
    given(raisedTo(CPO), at(MARCH_4, referralAccepted({ owner: CPO, acceptedBy: CPO_HOLDER.id })))
      .knowing(lapsed(gone(MARCH_4, 'CPO', 'CPA')))
      .knowingNothingElse()
      .when(review)
      .emits(
        happened(
          MARCH_4,
          referralRedirected({ owner: CPO, to: { force: 'police', role: 'CPA' }, handedOver: true }),
        ),
      ));
  test('on the same legal basis', () =>
    given(raisedTo(CPO, { kind: 'TO_POLICE', from: COUNCIL, legalBasis: 'CONSENT' }))
      .knowing(lapsed(gone(MARCH_4, 'CPO', 'CPA')))
      .knowingNothingElse()
      .when(review)
      .emits(
        happened(
          MARCH_4,
          referralRedirected({
            owner: CPO,
            to: { force: 'police', role: 'CPA' },
            legalBasis: 'CONSENT',
            handedOver: true,
          }),
        ),
      ));
  test('once', () =>
    given(
      raisedTo(CPO),
      at(MARCH_4, referralRedirected({ owner: CPO, to: { force: 'police', role: 'CPA' }, handedOver: true })),
    )
      .knowing(lapsed(gone(MARCH_4, 'CPO', 'CPA')))
      .knowingNothingElse()
      .when(review)
      .emitsNothing());
  const vacated = at<RolesEvent>(
    MARCH_4,
    postVacated({
      role: 'CPO',
      area: 'borough',
      member: CPO_HOLDER.id,
      reason: 'RETIRED',
      disestablished: false,
    }),
  );
  test('D-03: a vacancy is as good as an end: the last resort has what it had', () =>
    given(raisedTo(CPO))
      .knowing(lapsed(vacated), knownKilburn)
      .knowingNothingElse()
      .when(review)
      .emits(happened(MARCH_4, referralEscalated({ owner: CPO, to: KILBURN_TEAM, handedOver: true }))));
  test('D-03: it waits with the sender where nobody is left, and says why', () =>
    given(raisedTo(CPO))
      .knowing(lapsed(vacated))
      .knowingNothingElse()
      .when(review)
      .emits(
        happened(MARCH_4, referralDeclined({ owner: CPO, reason: 'NOBODY_IN_POST', handedOver: true })),
      ));
  test('D-03: a post with another holder is not vacant', () =>
    given(raisedTo(CPO))
      .knowing(lapsed(at(MARCH_1, postFilled({ role: 'CPO', area: 'borough', member: 'cpo-2' })), vacated))
      .knowingNothingElse()
      .when(review)
      .emitsNothing());
  test('what it had declined stays with the sender', () =>
    given(raisedTo(CPO), at(MARCH_4, referralDeclined({ owner: CPO, reason: 'NO_CAPACITY' })))
      .knowing(lapsed(gone(MARCH_4, 'CPO', 'CPA')))
      .knowingNothingElse()
      .when(review)
      .emitsNothing());
  test('R-LIFE-1: what was never raised is not handed over', () =>
    given().when(review).isRefusedBy('R-LIFE-1'));
});
