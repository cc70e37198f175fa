import { describe, expect, test } from '@jest/globals';
import { at, fact } from '@wardbook/event-sourcing/testing';
import {
  establishmentPolicy,
  IN_2012,
  OFFICER,
  PCSO,
  police,
  RECORDS,
  sendersOf,
} from '../kilburn.test.data.ts';
import { memberLeft } from '../member/member.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { DEFAULT_ASB } from '../policy/figures.ts';
import { policyVersionPublished } from '../policy/policy.events.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { policyAdopted } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import {
  contractBreached,
  contractBreachFoundWrong,
  contractCompleted,
  contractDeclined,
  contractDisclosed,
  contractDisclosureEnded,
  contractEnded,
  contractEvents,
  contractOfferedAgain,
  contractReviewed,
  contractSigned,
  guardianInformed,
  orderEnded,
  orderOutcomeRecorded,
  orderSought,
  redactedTermsApproved,
  redactedTermsProposed,
  redactedTermsWithdrawn,
  supportOffered,
  type ContractEvent,
} from './behaviour-contract.events.ts';
import {
  contractStanding,
  endOf,
  halfWayOf,
  isInForce,
  isWithoutContract,
  redactedAt,
  resultOf,
  reviewDueOn,
  startOf,
} from './behaviour-contract.state.ts';
import {
  agencySigns,
  byAgency,
  byPerson,
  COUNCIL,
  given,
  granted,
  inForce,
  informed,
  JOINED_ON,
  on,
  personSigns,
  propose,
  proposed,
  PROPOSED_ON,
  seek,
  SIGNED_ON,
  sought,
  stateOf,
  supported,
} from './behaviour-contract.test.data.ts';

const by = OFFICER;
const WORKERS = ['OFFICER', 'PCSO', 'SUPERVISOR', 'INSPECTOR', 'PARTNER'];
const MARCH = on('2013-03-04');
const declined = (when: string) => at<ContractEvent>(when, contractDeclined({ reason: 'NOT_WANTED' }));
const again = (when: string) => at<ContractEvent>(when, contractOfferedAgain({}));
const ended = (when: string) => at<ContractEvent>(when, contractEnded({ reason: 'PERSON_WITHDREW' }));
const completed = (when: string) => at<ContractEvent>(when, contractCompleted({}));
const broken = (when: string) =>
  at<ContractEvent>(when, contractBreached({ breach: 'wall', kind: 'PROHIBITION', evidence: 'photos/7' }));
const foundWrong = (when: string) =>
  at<ContractEvent>(when, contractBreachFoundWrong({ breach: 'wall', reason: 'NOT_PROVEN' }));

test('DPA 2018 Part 3: what is told of somebody’s behaviour is processed to enforce the law', () =>
  expect(contractEvents.filter(({ regime }) => regime !== 'LAW_ENFORCEMENT')).toEqual([]));

describe('a contract that is proposed', () => {
  test('R-ASB-5: has a category, terms, and agencies that are invited to sign', () =>
    given()
      .when(propose)
      .emits(...proposed().map(({ event }) => event)));
  test('R-AUTH-2: is one of the police, or of a partner', () =>
    expect(sendersOf(given(), propose)).toEqual(WORKERS));
  test('R-AUTH-4: is of nobody who had left', () =>
    given()
      .knowing(fact(memberHistory, PCSO.id, at(IN_2012, memberLeft({ reason: 'RETIRED' }))))
      .when({ ...propose, by: PCSO })
      .isRefusedBy('R-AUTH-4'));
  test('R-LIFE-2: is proposed once', () => given(proposed()).when(propose).isRefusedBy('R-LIFE-2', 'id'));
  test('R-ASB-5: has a category of S1:9, or another of the policy that served, which it names [T1-06]', () => {
    for (const category of ['ABANDONED_VEHICLE', 'MINOR_CRIMINAL_DAMAGE', 'NUISANCE_NEIGHBOUR', 'OTHER'])
      expect(given().when({ ...propose, agencies: [], category }).decision).toMatchObject([{ category }]);
    const loud = { ...propose, agencies: [], category: 'LOUD_ENGINES' } as const;
    given().when(loud).isRefusedBy('R-ASB-5', 'category');
    const { establishment: _figures, ...unlike } = establishmentPolicy;
    const asb = { ...DEFAULT_ASB, furtherCategories: ['LOUD_ENGINES'], contractMonths: 3 };
    const terms = { ...unlike, number: 'B 0101', kind: 'ASB', asb } as const;
    const serving = [
      fact(rolesHistory, 'police', at(IN_2012, policyAdopted({ kind: 'ASB', policy: 'B0101' }))),
      fact(
        policyHistory,
        'B0101',
        at(IN_2012, policyVersionPublished({ ...terms, nextReviewDue: '2013-09-03' })),
      ),
    ] as const;
    expect(
      given()
        .knowing(...serving)
        .when(loud).decision,
    ).toMatchObject([{ months: 3, policy: 'B0101/1' }]);
  });
  test('R-ASB-11: asks for something', () =>
    given()
      .when({ ...propose, prohibitions: [] })
      .isRefusedBy('R-ASB-11', 'prohibitions'));
  test('R-ASB-2: ends on a later day', () =>
    given()
      .when({ ...propose, until: '2013-02-04' })
      .isRefusedBy('R-ASB-2', 'until'));
  test('R-LIFE-1: is about somebody who is on record', () =>
    given()
      .when({ ...propose, person: 'june' })
      .isRefusedBy('R-LIFE-1', 'person'));
  test('R-ASB-12: is signed by agencies on the register, and by the one that proposes it anyway', () => {
    given()
      .when({ ...propose, agencies: ['council', 'nobody'] })
      .isRefusedBy('R-ASB-12', 'agencies.1');
    given()
      .when({ ...propose, agencies: ['police'] })
      .isRefusedBy('R-ASB-12', 'agencies.0');
  });
  test('R-ASB-12: is a partner’s own while it is on the register', () => {
    const byStranger = { ...propose, by: { ...COUNCIL, agency: 'nobody' } } as const;
    given().ownedBy('nobody').when(byStranger).isRefusedBy('R-ASB-12', 'id');
    given()
      .ownedBy('nobody')
      .when({ ...seek, by: byStranger.by })
      .isRefusedBy('R-ASB-12', 'id');
  });
  test('R-ASB-8: is about the person of the orders in the record', () => {
    given(sought(on('2013-01-07')))
      .when({ ...propose, person: 'june' })
      .isRefusedBy('R-ASB-8', 'person');
    given(proposed())
      .when({ ...seek, person: 'june' })
      .isRefusedBy('R-ASB-8', 'person');
  });
});

describe('a contract is signed', () => {
  test('R-ASB-1 and R-ASB-3: by the person and by one agency, and holds from the later of the two', () => {
    given(proposed())
      .when(personSigns)
      .emits(contractSigned({ as: 'PERSON', evidence: 'files/2013-7' }));
    given(proposed())
      .when(agencySigns)
      .emits(contractSigned({ as: 'AGENCY', agency: 'council' }));
    expect(isInForce(stateOf(proposed(), byAgency()), MARCH)).toBe(false);
    expect(isInForce(stateOf(proposed(), byPerson()), MARCH)).toBe(false);
    expect(startOf(stateOf(inForce))).toBe(JOINED_ON);
    expect(startOf(stateOf(inForce, byAgency(PROPOSED_ON, 'police')))).toBe(SIGNED_ON);
    expect(contractStanding(stateOf(inForce), SIGNED_ON)).toBe('PROPOSED');
    expect(contractStanding(stateOf(inForce), JOINED_ON)).toBe('IN_FORCE');
    expect(contractStanding(stateOf(inForce), IN_2012)).toBeUndefined();
  });
  test('R-ASB-1: by the person on paper', () => {
    const { evidence: _none, ...unproven } = personSigns;
    given(proposed()).when(unproven).isRefusedBy('R-ASB-1', 'evidence');
  });
  test('R-ASB-1: by nobody under 18 before a guardian knows of it and support was offered', () => {
    const [guardian, support] = [informed(on('2013-02-05')), supported(on('2013-02-05'))];
    for (const criterion of ['UNDER_10', 'UNDER_16', 'UNDER_18'] as const) {
      const child = proposed({ criteria: [criterion] });
      given(child).when(personSigns).isRefusedBy('R-ASB-1', 'as');
      given(child, guardian).when(personSigns).isRefusedBy('R-ASB-1', 'as');
      given(child, support).when(personSigns).isRefusedBy('R-ASB-1', 'as');
      given(child, guardian, supported(MARCH)).when(personSigns).isRefusedBy('R-ASB-1', 'as');
      expect(given(child, guardian, support).when(personSigns).decision).toHaveLength(1);
      expect(given(child).when(agencySigns).decision).toHaveLength(1);
    }
    expect(given(proposed({ criteria: ['VULNERABLE'] })).when(personSigns).decision).toHaveLength(1);
  });
  test('R-AUTH-3: by an agency that was invited, or whose it is, and for nobody else', () => {
    const housing = { ...COUNCIL, agency: 'housing' } as const;
    expect(given(proposed()).when({ ...agencySigns, by: housing }).decision).toMatchObject({
      rule: 'R-LIFE-1',
    });
    expect(given(proposed()).when({ ...personSigns, by: COUNCIL }).decision).toMatchObject({
      rule: 'R-LIFE-1',
    });
    given(proposed())
      .when({ ...agencySigns, by })
      .emits(contractSigned({ as: 'AGENCY', agency: 'police' }));
  });
  test('R-ASB-12: by an agency that is on the register still', () =>
    given(proposed({ agencies: ['watch'] }))
      .when({ ...agencySigns, by: { ...COUNCIL, agency: 'watch' } })
      .isRefusedBy('R-ASB-12', 'as'));
  test('R-LIFE-1 and R-LIFE-2: once, and while it is offered', () => {
    given(inForce).when(personSigns).emitsNothing();
    given(inForce).when(agencySigns).emitsNothing();
    given(inForce)
      .when({ ...personSigns, occurredAt: MARCH })
      .isRefusedBy('R-LIFE-2', 'as');
    given(proposed(), declined(SIGNED_ON))
      .when({ ...personSigns, occurredAt: MARCH })
      .isRefusedBy('R-LIFE-1', 'id');
    expect(
      given(proposed(), declined(SIGNED_ON), again(JOINED_ON)).when({ ...personSigns, occurredAt: MARCH })
        .decision,
    ).toHaveLength(1);
    given(proposed(), ended(SIGNED_ON))
      .when({ ...personSigns, occurredAt: MARCH })
      .isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-ASB-2: before the day on which it was to end', () =>
    given(proposed({ until: '2013-03-04' }))
      .when({ ...personSigns, occurredAt: MARCH })
      .isRefusedBy('R-ASB-2', 'id'));
});

describe('a contract that is offered', () => {
  test('R-ASB-1: is told a guardian, and goes with support', () => {
    const inform = { type: 'InformGuardian', occurredAt: SIGNED_ON, by, how: 'IN_PERSON' } as const;
    const offer = { type: 'OfferSupport', occurredAt: SIGNED_ON, by, support: 'MENTORING' } as const;
    given(proposed())
      .when(inform)
      .emits(guardianInformed({ how: 'IN_PERSON' }));
    given(proposed())
      .when(offer)
      .emits(supportOffered({ support: 'MENTORING' }));
    given(proposed(), informed(SIGNED_ON)).when(inform).emitsNothing();
    given(proposed(), supported(SIGNED_ON)).when(offer).emitsNothing();
  });
  test.each([
    [{ type: 'InformGuardian', occurredAt: MARCH, by, how: 'IN_PERSON' }, 'There is nobody to inform.'],
    [{ type: 'OfferSupport', occurredAt: MARCH, by, support: 'MENTORING' }, 'There is nobody to support.'],
    [{ type: 'EndContract', occurredAt: MARCH, by, reason: 'OTHER' }, 'There is nothing to end.'],
  ] as const)('R-LIFE-1: of what is over nobody is told anything more: %j', (command, sentence) => {
    const answer = given(proposed(), ended(SIGNED_ON)).when(command);
    answer.isRefusedBy('R-LIFE-1', 'id');
    expect(answer.decision).toMatchObject({ reason: expect.stringContaining(sentence) });
  });
  test('R-ASB-1: is declined by whoever does not want it, and offered again', () => {
    const decline = { type: 'DeclineContract', occurredAt: SIGNED_ON, by, reason: 'NOT_WANTED' } as const;
    const invite = { type: 'InviteAgain', occurredAt: JOINED_ON, by } as const;
    given(proposed())
      .when(decline)
      .emits(contractDeclined({ reason: 'NOT_WANTED' }));
    given(proposed(), declined(SIGNED_ON)).when(decline).emitsNothing();
    given(proposed(), declined(SIGNED_ON)).when(invite).emits(contractOfferedAgain({}));
    given(proposed(), declined(SIGNED_ON), again(JOINED_ON)).when(invite).emitsNothing();
    expect(contractStanding(stateOf(proposed(), declined(SIGNED_ON)), MARCH)).toBe('DECLINED');
  });
  test('R-LIFE-1: is not declined by whoever signed it, and nobody is asked again who said nothing', () => {
    const decline = { type: 'DeclineContract', occurredAt: MARCH, by, reason: 'NOT_WANTED' } as const;
    given(inForce).when(decline).isRefusedBy('R-LIFE-1', 'id');
    given(proposed(), ended(SIGNED_ON)).when(decline).isRefusedBy('R-LIFE-1', 'id');
    given(proposed()).when({ type: 'InviteAgain', occurredAt: MARCH, by }).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-LIFE-1: is there', () =>
    given(sought(on('2013-01-07')))
      .when({ type: 'InformGuardian', occurredAt: SIGNED_ON, by, how: 'IN_PERSON' })
      .isRefusedBy('R-LIFE-1', 'id'));
});

describe('a contract in force', () => {
  test('R-ASB-2: ends six months after it began, on the last day of a shorter month, or as was agreed', () => {
    expect(endOf(stateOf(inForce))).toBe('2013-08-11');
    const late = [
      ...proposed({}, on('2013-08-30')),
      ...byPerson(on('2013-08-31')),
      ...byAgency(on('2013-08-31')),
    ];
    expect(endOf(stateOf(late))).toBe('2014-02-28');
    expect(endOf(stateOf(proposed({ until: '2013-05-01' }), byPerson(), byAgency()))).toBe('2013-05-01');
    expect(endOf(stateOf(proposed()))).toBeUndefined();
  });
  test('R-ASB-2: begins on the London day', () => {
    const midnight = '2013-04-30T23:10:00.000Z';
    expect(endOf(stateOf(proposed(), byPerson(), byAgency(midnight)))).toBe('2013-11-01');
  });
  test('R-ASB-3: is reviewed half way; one that is not in force is not', () => {
    const review = {
      type: 'ReviewContract',
      occurredAt: on('2013-05-13'),
      by,
      outcome: 'GOES_WELL',
    } as const;
    expect(halfWayOf(stateOf(inForce))).toBe('2013-05-12');
    expect(reviewDueOn(stateOf(inForce), MARCH)).toBe('2013-05-12');
    expect(reviewDueOn(stateOf(proposed()), MARCH)).toBeUndefined();
    expect(halfWayOf(stateOf(proposed()))).toBeUndefined();
    given(inForce)
      .when(review)
      .emits(contractReviewed({ outcome: 'GOES_WELL' }));
    const reviewed = at<ContractEvent>(on('2013-05-13'), contractReviewed({ outcome: 'GOES_WELL' }));
    given(inForce, reviewed).when(review).emitsNothing();
    expect(reviewDueOn(stateOf(inForce, reviewed), on('2013-05-14'))).toBeUndefined();
    given(proposed(), byPerson()).when(review).isRefusedBy('R-ASB-3', 'id');
  });
  test('R-ASB-3: is broken while it holds, and a breach is found to be none', () => {
    const breach = {
      type: 'RecordContractBreach',
      occurredAt: MARCH,
      by,
      breach: 'wall',
      kind: 'PROHIBITION',
      evidence: 'photos/7',
    } as const;
    const find = {
      type: 'FindBreachWrong',
      occurredAt: on('2013-03-05'),
      by,
      breach: 'wall',
      reason: 'NOT_PROVEN',
    } as const;
    given(inForce)
      .when(breach)
      .emits(contractBreached({ breach: 'wall', kind: 'PROHIBITION', evidence: 'photos/7' }));
    given(proposed(), byAgency()).when(breach).isRefusedBy('R-ASB-3', 'id');
    given(inForce)
      .when({ ...breach, occurredAt: on('2013-08-11') })
      .isRefusedBy('R-ASB-3', 'id');
    given(inForce, broken(MARCH))
      .when(find)
      .emits(contractBreachFoundWrong({ breach: 'wall', reason: 'NOT_PROVEN' }));
  });
  test('R-LIFE-1 and R-LIFE-2: is broken once by one breach, which is found wrong once', () => {
    const find = {
      type: 'FindBreachWrong',
      occurredAt: MARCH,
      by,
      breach: 'wall',
      reason: 'NOT_PROVEN',
    } as const;
    given(inForce).when(find).isRefusedBy('R-LIFE-1', 'breach');
    given(inForce, broken(JOINED_ON), foundWrong(MARCH)).when(find).emitsNothing();
    given(inForce, broken(JOINED_ON), foundWrong(MARCH))
      .when({ ...find, occurredAt: on('2013-03-06') })
      .isRefusedBy('R-LIFE-2', 'breach');
    given(inForce, broken(JOINED_ON))
      .when({
        type: 'RecordContractBreach',
        occurredAt: MARCH,
        by,
        breach: 'wall',
        kind: 'PROHIBITION',
        evidence: 'photos/7',
      })
      .isRefusedBy('R-LIFE-2', 'breach');
  });
  test('R-ASB-2: is completed when it has run to its end; before that with a reason', () => {
    const complete = { type: 'CompleteContract', occurredAt: on('2013-08-11'), by } as const;
    given(inForce).when(complete).emits(contractCompleted({}));
    given(inForce)
      .when({ ...complete, occurredAt: on('2013-08-10') })
      .isRefusedBy('R-ASB-2', 'early');
    given(inForce)
      .when({ ...complete, occurredAt: on('2013-08-10'), early: 'AIM_REACHED' })
      .emits(contractCompleted({ early: 'AIM_REACHED' }));
    given(inForce)
      .when({ ...complete, early: 'AIM_REACHED' })
      .isRefusedBy('R-ASB-2', 'early');
    given(inForce, completed(on('2013-08-11')))
      .when(complete)
      .emitsNothing();
  });
  test('R-LIFE-1: is completed only where there was one', () => {
    const complete = { type: 'CompleteContract', occurredAt: on('2013-08-12'), by } as const;
    given(proposed(), byPerson()).when(complete).isRefusedBy('R-LIFE-1', 'id');
    given(inForce, completed(on('2013-08-11')))
      .when(complete)
      .isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-ASB-1: ends when the person withdraws', () => {
    const end = { type: 'EndContract', occurredAt: MARCH, by, reason: 'PERSON_WITHDREW' } as const;
    given(inForce)
      .when(end)
      .emits(contractEnded({ reason: 'PERSON_WITHDREW' }));
    given(inForce, ended(MARCH)).when(end).emitsNothing();
    expect(isInForce(stateOf(inForce, ended(MARCH)), MARCH)).toBe(false);
  });
  test('R-ASB-2: was kept where no breach stands, whichever was recorded first', () => {
    const done = completed(on('2013-08-11'));
    const end = on('2013-08-12');
    expect(resultOf(stateOf(inForce, done), end)).toBe('KEPT');
    expect(resultOf(stateOf(inForce, done, broken(MARCH)), end)).toBe('BROKEN');
    expect(resultOf(stateOf(inForce, broken(MARCH), done, foundWrong(on('2013-08-13'))), end)).toBe('BROKEN');
    expect(
      resultOf(stateOf(inForce, broken(MARCH), done, foundWrong(on('2013-08-13'))), on('2013-08-14')),
    ).toBe('KEPT');
    expect(resultOf(stateOf(inForce), end)).toBeUndefined();
  });
});

describe('an order', () => {
  const why = { ...seek, whyNoContract: 'URGENT' } as const;
  test('R-ASB-4, T2-18: is sought without a contract only with a reason', () => {
    given().when(seek).isRefusedBy('R-ASB-4', 'whyNoContract');
    given()
      .when(why)
      .emits(
        orderSought({
          owner: 'police',
          order: 'asbo-1',
          kind: 'ASBO',
          person: 'rowan',
          criteria: [],
          whyNoContract: 'URGENT',
        }),
      );
    given(proposed())
      .when(seek)
      .emits(orderSought({ owner: 'police', order: 'asbo-1', kind: 'ASBO', person: 'rowan', criteria: [] }));
    given(proposed({}, on('2013-03-05')))
      .when(seek)
      .isRefusedBy('R-ASB-4', 'whyNoContract');
  });
  test('R-ASB-4: was without a contract where none had been offered by then, whichever was recorded first', () => {
    const order = { soughtAt: seek.occurredAt, sought: { ...seek, owner: 'police', criteria: [] } } as const;
    expect(isWithoutContract(stateOf(sought()), order)).toBe(true);
    expect(isWithoutContract(stateOf(sought(), proposed()), order)).toBe(false);
    expect(isWithoutContract(stateOf(sought(), proposed({}, on('2013-03-05'))), order)).toBe(true);
    expect(stateOf(sought(), proposed()).begunAt).toBe(PROPOSED_ON);
    expect(stateOf(proposed(), sought()).begunAt).toBe(PROPOSED_ON);
  });
  test('R-ASB-9, T2-17: is one that the law has: an ASBO only before it was replaced', () => {
    const in2026 = { ...why, occurredAt: on('2026-03-02') } as const;
    const { decision } = given().when(in2026);
    given().when(in2026).isRefusedBy('R-ASB-9', 'kind');
    expect(decision).toMatchObject({ reason: expect.stringContaining('a civil injunction') });
    expect(given().when({ ...why, occurredAt: on('2015-03-22') }).decision).toHaveLength(1);
    given()
      .when({ ...why, occurredAt: on('2015-03-23') })
      .isRefusedBy('R-ASB-9', 'kind');
    const injunction = { ...why, kind: 'CIVIL_INJUNCTION' } as const;
    given()
      .when({ ...injunction, occurredAt: on('2015-03-22') })
      .isRefusedBy('R-ASB-9', 'kind');
    expect(given().when({ ...injunction, occurredAt: on('2015-03-23') }).decision).toHaveLength(1);
    for (const kind of ['CRIMINAL_BEHAVIOUR_ORDER', 'CLOSURE', 'POSSESSION'] as const) {
      given()
        .when({ ...why, kind, occurredAt: on('2014-10-19') })
        .isRefusedBy('R-ASB-9', 'kind');
      expect(given().when({ ...why, kind, occurredAt: on('2014-10-20') }).decision).toHaveLength(1);
    }
  });
  test('R-ASB-10: is for whoever is old enough; a notice follows a warning in writing', () => {
    const notice = {
      ...why,
      kind: 'COMMUNITY_PROTECTION_NOTICE',
      occurredAt: on('2026-03-02'),
      warnedOn: '2026-02-02',
    } as const;
    expect(given().when(notice).decision).toMatchObject([{ warnedOn: '2026-02-02' }]);
    given()
      .when({ ...notice, criteria: ['UNDER_16'] })
      .isRefusedBy('R-ASB-10', 'criteria');
    expect(given().when({ ...notice, criteria: ['UNDER_18'] }).decision).toHaveLength(1);
    const { warnedOn: _none, ...unwarned } = notice;
    given().when(unwarned).isRefusedBy('R-ASB-10', 'warnedOn');
    given()
      .when({ ...notice, warnedOn: '2026-03-03' })
      .isRefusedBy('R-ASB-10', 'warnedOn');
    given()
      .when({ ...why, criteria: ['UNDER_10'] })
      .isRefusedBy('R-ASB-10', 'criteria');
  });
  test('R-AUTH-2: is sought by the police, or by a partner', () =>
    expect(sendersOf(given(), why)).toEqual(WORKERS));
  test('R-LIFE-1 and R-LIFE-2: is about somebody on record, and sought once', () => {
    given()
      .when({ ...why, person: 'june' })
      .isRefusedBy('R-LIFE-1', 'person');
    given(sought()).when(why).isRefusedBy('R-LIFE-2', 'order');
  });
  test('R-ASB-13: is granted until some day, refused, or withdrawn', () => {
    const record = { type: 'RecordOrderOutcome', occurredAt: on('2013-04-08'), by, order: 'asbo-1' } as const;
    const grant = { ...record, outcome: 'GRANTED', until: '2015-04-08' } as const;
    given(sought())
      .when(grant)
      .emits(orderOutcomeRecorded({ order: 'asbo-1', outcome: 'GRANTED', until: '2015-04-08' }));
    given(sought(), granted(on('2013-04-08'), '2015-04-08'))
      .when(grant)
      .emitsNothing();
    given(sought())
      .when({ ...grant, until: '2013-04-08' })
      .isRefusedBy('R-ASB-13', 'until');
    given(sought())
      .when({ ...grant, outcome: 'REFUSED' })
      .isRefusedBy('R-ASB-13', 'until');
    given(sought(), granted(on('2013-04-07')))
      .when(grant)
      .isRefusedBy('R-LIFE-2', 'order');
    given(proposed()).when(grant).isRefusedBy('R-LIFE-1', 'order');
  });
  test('R-LIFE-1 and R-LIFE-2: ends once, where it was in force', () => {
    const end = {
      type: 'EndOrder',
      occurredAt: on('2013-06-03'),
      by,
      order: 'asbo-1',
      reason: 'DISCHARGED',
    } as const;
    const over = at<ContractEvent>(on('2013-06-03'), orderEnded({ order: 'asbo-1', reason: 'DISCHARGED' }));
    const held = [...sought(), ...granted(on('2013-04-08'), '2013-07-01')];
    given(held)
      .when(end)
      .emits(orderEnded({ order: 'asbo-1', reason: 'DISCHARGED' }));
    given(held, over).when(end).emitsNothing();
    given(held, over)
      .when({ ...end, occurredAt: on('2013-06-04') })
      .isRefusedBy('R-LIFE-2', 'order');
    given(sought()).when(end).isRefusedBy('R-LIFE-1', 'order');
    given(held)
      .when({ ...end, occurredAt: on('2013-07-01') })
      .isRefusedBy('R-LIFE-1', 'order');
  });
  test('R-AUTH-2: comes to its end by those who seek it', () =>
    expect(
      sendersOf(given(sought()), {
        type: 'EndOrder',
        occurredAt: MARCH,
        by,
        order: 'asbo-1',
        reason: 'OTHER',
      }),
    ).toEqual(WORKERS));
});

describe('what others read of it', () => {
  const text = 'Not to paint on walls.';
  const write = { type: 'ProposeRedactedTerms', occurredAt: SIGNED_ON, by, redacted: 'r-1', text } as const;
  const approve = { type: 'ApproveRedactedTerms', occurredAt: JOINED_ON, by: PCSO, redacted: 'r-1' } as const;
  const withdraw = { type: 'WithdrawRedactedTerms', occurredAt: MARCH, by, redacted: 'r-1' } as const;
  const written = at<ContractEvent>(
    SIGNED_ON,
    redactedTermsProposed({ redacted: 'r-1', text, proposedBy: OFFICER.id }),
  );
  const approved = at<ContractEvent>(JOINED_ON, redactedTermsApproved({ redacted: 'r-1' }));
  const withdrawn = at<ContractEvent>(MARCH, redactedTermsWithdrawn({ redacted: 'r-1' }));
  const disclose = {
    type: 'DiscloseContract',
    occurredAt: MARCH,
    by,
    agency: 'housing',
    fields: ['STANDING'],
    legalBasis: 'VITAL_INTERESTS',
    purpose: 'SAFEGUARDING',
  } as const;
  const disclosed = contractDisclosed({
    ...{ agency: 'housing', fields: ['STANDING'], legalBasis: 'VITAL_INTERESTS', purpose: 'SAFEGUARDING' },
  });

  test('R-AUTH-1 and R-ASB-7: is a redacted text that somebody else has read', () => {
    given(proposed())
      .when(write)
      .emits(redactedTermsProposed({ redacted: 'r-1', text, proposedBy: OFFICER.id }));
    given(proposed(), written)
      .when(approve)
      .emits(redactedTermsApproved({ redacted: 'r-1' }));
    given(proposed(), written)
      .when({ ...approve, by })
      .isRefusedBy('R-AUTH-1', 'redacted');
    given(proposed(), written, approved).when(approve).emitsNothing();
  });
  test('R-LIFE-1 and R-LIFE-2: is written once, approved once, and withdrawn where it was approved', () => {
    given(proposed(), written).when(write).isRefusedBy('R-LIFE-2', 'redacted');
    given(proposed()).when(approve).isRefusedBy('R-LIFE-1', 'redacted');
    given(proposed(), written, approved)
      .when({ ...approve, occurredAt: MARCH })
      .isRefusedBy('R-LIFE-2', 'redacted');
    given(proposed(), written).when(withdraw).isRefusedBy('R-LIFE-1', 'redacted');
    given(proposed(), written, approved)
      .when(withdraw)
      .emits(redactedTermsWithdrawn({ redacted: 'r-1' }));
    given(proposed(), written, approved, withdrawn).when(withdraw).emitsNothing();
  });
  test('R-ASB-7: is the text that was approved last, until it is withdrawn', () => {
    const second = [
      ...at<ContractEvent>(SIGNED_ON, redactedTermsProposed({ redacted: 'r-2', text, proposedBy: PCSO.id })),
      ...at<ContractEvent>(on('2013-02-20'), redactedTermsApproved({ redacted: 'r-2' })),
    ];
    const { redacted } = stateOf(proposed(), written, approved, second, withdrawn);
    expect(redactedAt(redacted, SIGNED_ON)).toBeUndefined();
    expect(redactedAt(redacted, JOINED_ON)).toBe('r-1');
    expect(redactedAt(redacted, on('2013-02-21'))).toBe('r-2');
    expect(redactedAt(stateOf(proposed(), written, approved, withdrawn).redacted, MARCH)).toBeUndefined();
  });
  test('R-ASB-7: has none of the terms before such a text is there', () => {
    const terms = { ...disclose, fields: ['TERMS'] } as const;
    given(proposed()).when(terms).isRefusedBy('R-ASB-7', 'fields');
    given(proposed(), written).when(terms).isRefusedBy('R-ASB-7', 'fields');
    given(proposed(), written, approved, withdrawn).when(terms).isRefusedBy('R-ASB-7', 'fields');
    expect(given(proposed(), written, approved).when(terms).decision).toHaveLength(1);
  });
  test('R-REF-1 and R-REF-2: is named, and covered by an agreement', () => {
    const agreed = {
      ...disclose,
      agency: 'council',
      legalBasis: 'CDA1998_S115',
      agreement: 'isa-1',
    } as const;
    given(proposed()).when(disclose).emits(disclosed);
    given(proposed(), at<ContractEvent>(MARCH, disclosed)).when(disclose).emitsNothing();
    given(proposed())
      .when({ ...disclose, fields: [] })
      .isRefusedBy('R-REF-2', 'fields');
    expect(given(proposed()).when(agreed).decision).toHaveLength(1);
    given(proposed())
      .when({ ...agreed, fields: ['PERSON'] })
      .isRefusedBy('R-REF-1', 'fields');
    given(proposed())
      .when({ ...agreed, agreement: 'isa-9' })
      .isRefusedBy('R-REF-1', 'agreement');
  });
  test('R-LIFE-1: goes to an agency that is there, of a record that is there, until that ends', () => {
    const end = {
      type: 'EndContractDisclosure',
      occurredAt: on('2013-03-05'),
      by,
      agency: 'housing',
    } as const;
    const told = at<ContractEvent>(MARCH, disclosed);
    given(proposed())
      .when({ ...disclose, agency: 'nobody' })
      .isRefusedBy('R-LIFE-1', 'agency');
    given(proposed())
      .when({ ...disclose, occurredAt: IN_2012 })
      .isRefusedBy('R-LIFE-1', 'id');
    given(proposed(), told)
      .when(end)
      .emits(contractDisclosureEnded({ agency: 'housing' }));
    given(
      proposed(),
      told,
      at<ContractEvent>(on('2013-03-05'), contractDisclosureEnded({ agency: 'housing' })),
    )
      .when(end)
      .emitsNothing();
    given(proposed()).when(end).isRefusedBy('R-LIFE-1', 'agency');
  });
});

describe('what is recorded late', () => {
  test('R-TIME-2: leaves possible what is on record for later', () => {
    const early = { type: 'EndContract', occurredAt: on('2013-02-05'), by, reason: 'OTHER' } as const;
    for (const later of [byPerson(), informed(SIGNED_ON), supported(SIGNED_ON), declined(SIGNED_ON)])
      given(proposed(), later).when(early).isRefusedBy('R-TIME-2', 'occurredAt');
    const end = { type: 'EndContract', occurredAt: on('2013-02-12'), by, reason: 'OTHER' } as const;
    const reviewed = at<ContractEvent>(MARCH, contractReviewed({ outcome: 'GOES_WELL' }));
    for (const later of [reviewed, broken(MARCH), completed(on('2013-08-11')), ended(MARCH)])
      given(inForce, later).when(end).isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-TIME-2: who declined stays to be invited again', () =>
    given(proposed(), declined(SIGNED_ON), again(JOINED_ON))
      .when({ type: 'EndContract', occurredAt: on('2013-02-07'), by, reason: 'OTHER' })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-TIME-2: what ended later was there until then, and what was told rests on a text that was approved', () => {
    const text = 'Not to paint on walls.';
    const approved = [
      ...at<ContractEvent>(
        SIGNED_ON,
        redactedTermsProposed({ redacted: 'r-1', text, proposedBy: OFFICER.id }),
      ),
      ...at<ContractEvent>(JOINED_ON, redactedTermsApproved({ redacted: 'r-1' })),
    ];
    const withdraw = { type: 'WithdrawRedactedTerms', occurredAt: MARCH, by, redacted: 'r-1' } as const;
    const later = on('2013-03-06');
    given(proposed(), approved, at<ContractEvent>(later, redactedTermsWithdrawn({ redacted: 'r-1' })))
      .when(withdraw)
      .isRefusedBy('R-TIME-2', 'occurredAt');
    const told = (field: 'TERMS' | 'STANDING') =>
      contractDisclosed({
        ...{ agency: 'housing', fields: [field], legalBasis: 'VITAL_INTERESTS', purpose: 'SAFEGUARDING' },
      });
    given(proposed(), approved, at<ContractEvent>(later, told('TERMS')))
      .when(withdraw)
      .isRefusedBy('R-TIME-2', 'occurredAt');
    given(proposed(), approved, at<ContractEvent>(later, told('STANDING')))
      .when(withdraw)
      .emits(redactedTermsWithdrawn({ redacted: 'r-1' }));
    given(
      proposed(),
      at<ContractEvent>(SIGNED_ON, told('STANDING')),
      at<ContractEvent>(later, contractDisclosureEnded({ agency: 'housing' })),
    )
      .when({ type: 'EndContractDisclosure', occurredAt: MARCH, by, agency: 'housing' })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-TIME-2: an earlier signature that ends the contract sooner leaves possible what it has', () =>
    given(proposed(), byPerson(), byAgency(), broken(on('2013-08-08')))
      .when({ ...agencySigns, by, occurredAt: SIGNED_ON })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
});

describe('how long it is kept', () => {
  const dispose = (when: string) => ({ type: 'Dispose', occurredAt: when, by: RECORDS }) as const;
  test('R-RET-2: it is not disposed of while it is offered or holds, or an order does', () => {
    const later = dispose(on('2040-01-02'));
    for (const live of [proposed(), inForce, [...inForce, ...sought()], [...ended(MARCH), ...sought()]])
      given(live).when(later).isRefusedBy('R-RET-2', 'id');
    given(inForce, ended(MARCH), sought(), granted(on('2013-04-08')))
      .when(later)
      .isRefusedBy('R-RET-2', 'id');
  });
  test('R-RET-1: it is kept for six years from its end, or an order’s', () => {
    const done = [...inForce, ...completed(on('2013-08-11'))];
    given(done)
      .when(dispose(on('2019-08-10')))
      .isRefusedBy('R-RET-1', 'id');
    expect(given(done).when(dispose(on('2019-08-11'))).decision).toHaveLength(1);
    const refused = at<ContractEvent>(
      on('2013-09-02'),
      orderOutcomeRecorded({ order: 'asbo-1', outcome: 'REFUSED' }),
    );
    given(done, sought(), refused)
      .when(dispose(on('2019-09-01')))
      .isRefusedBy('R-RET-1', 'id');
    expect(given(done, sought(), refused).when(dispose(on('2019-09-02'))).decision).toHaveLength(1);
  });
  test('R-RET-1: it is kept for six years from the day until which an order held, or its end before that', () => {
    const held = [...inForce, ...ended(MARCH), ...sought(), ...granted(on('2013-04-08'), '2015-04-08')];
    given(held)
      .when(dispose(on('2021-04-07')))
      .isRefusedBy('R-RET-1', 'id');
    expect(given(held).when(dispose(on('2021-04-08'))).decision).toHaveLength(1);
    const lifted = at<ContractEvent>(on('2014-01-06'), orderEnded({ order: 'asbo-1', reason: 'DISCHARGED' }));
    given(held, lifted)
      .when(dispose(on('2020-01-05')))
      .isRefusedBy('R-RET-1', 'id');
    expect(given(held, lifted).when(dispose(on('2020-01-06'))).decision).toHaveLength(1);
  });
  test('R-AUTH-2: it is disposed of by the records office', () =>
    given(inForce)
      .when({ ...dispose(MARCH), by: police('clerk-2', 'OFFICER') })
      .isRefusedBy('R-AUTH-2'));
});
