import { describe, expect, test } from '@jest/globals';
import { at, fact, type Dated } from '@wardbook/event-sourcing/testing';
import { IN_2012, INPT, OFFICER, posted, SNT } from '../kilburn.test.data.ts';
import { memberHistory } from '../member/member.state.ts';
import { CRIME_CATEGORIES } from '../policy/figures.ts';
import { policyVersionPublished } from '../policy/policy.events.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { policyAdopted } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import { teamFormed, teamStoodDown } from '../team/team.events.ts';
import { teamHistory } from '../team/team.state.ts';
import {
  allocationDeclined,
  allocationGranted,
  allocationRequested,
  CRIME_MARKERS,
  crimeClosed,
  crimeRecategorised,
  crimeRecorded,
  investigationAllocated,
  type CrimeEvent,
} from './crime.events.ts';
import { departuresOf } from './crime.state.ts';
import {
  allocate,
  allocationPolicy,
  assault,
  cid,
  CID,
  FRIDAY,
  given,
  inpt,
  IVY,
  ivy,
  marked,
  MONDAY,
  NOON,
  noPolicy,
  officer,
  request,
  stateOf,
  TEN,
  theft,
  TO_CID,
  toInpt,
  toTheCid,
  TUESDAY,
} from './crime.test.data.ts';

const recorded = at<CrimeEvent>(MONDAY, theft);
const serious = at<CrimeEvent>(MONDAY, assault);
const toCid = investigationAllocated({ to: 'CID', team: CID, toCid: [...TO_CID] });
const told = (...history: readonly (readonly Dated<CrimeEvent>[])[]) =>
  given(...history).knowing(officer, noPolicy);

describe('who investigates', () => {
  test.each(['BICYCLE_THEFT', 'OTHER_THEFT', 'CRIMINAL_DAMAGE_ARSON', 'ANTI_SOCIAL_BEHAVIOUR'] as const)(
    'R-INPT-6, T4-10: %s goes to an INPT, and to the CID with a reason',
    (category) => {
      const one = at<CrimeEvent>(MONDAY, crimeRecorded({ ...theft, category }));
      told(one).knowing(inpt).when(allocate).emits(toInpt);
      told(one).knowing(cid).when(toTheCid).isRefusedBy('R-INPT-6', 'reason');
      told(one)
        .knowing(cid)
        .when({ ...toTheCid, reason: 'PART_OF_A_SERIES' })
        .emits(investigationAllocated({ ...toCid, reason: 'PART_OF_A_SERIES' }));
    },
  );
  test('R-INPT-6, T4-18: a serious assault goes to the CID, and to no INPT', () => {
    told(serious).knowing(inpt).when(allocate).isRefusedBy('R-INPT-6', 'to');
    told(serious).knowing(cid).when(toTheCid).emits(toCid);
  });
  test.each(CRIME_MARKERS)('R-INPT-6, T4-19: whatever is marked %s goes to the CID [T4-20]', (marker) => {
    const one = [recorded, at<CrimeEvent>(TEN, marked(marker))];
    told(...one)
      .knowing(inpt)
      .when(allocate)
      .isRefusedBy('R-INPT-6', 'to');
    told(...one)
      .knowing(cid)
      .when(toTheCid)
      .emits(toCid);
  });
  test('R-INPT-6: judged by what it was at that time', () => {
    told(recorded, at(NOON, marked('GANG')))
      .knowing(inpt)
      .when({ ...allocate, occurredAt: TEN })
      .emits(toInpt);
    told(recorded, at(TEN, crimeRecategorised({ category: 'ROBBERY' })))
      .knowing(inpt)
      .when(allocate)
      .isRefusedBy('R-INPT-6', 'to');
  });
  test('R-INPT-6: the policy that serves says which categories are the CID’s, and its version stays on record', () => {
    const serving = [
      fact(rolesHistory, 'police', at(IN_2012, policyAdopted({ kind: 'ALLOCATION', policy: 'L0301' }))),
      fact(
        policyHistory,
        'L0301',
        at(IN_2012, policyVersionPublished({ ...allocationPolicy, nextReviewDue: '2013-09-03' })),
      ),
    ];
    given(recorded)
      .knowing(officer, ...serving, inpt)
      .when(allocate)
      .isRefusedBy('R-INPT-6', 'to');
    const all = CRIME_CATEGORIES.filter(
      (one) => one === 'BICYCLE_THEFT' || TO_CID.some((cids) => cids === one),
    );
    given(recorded)
      .knowing(officer, ...serving, cid)
      .when(toTheCid)
      .emits(investigationAllocated({ to: 'CID', team: CID, toCid: all, policy: 'L0301/1' }));
  });
  test('R-LIFE-1: by a team that is there, and is one of these', () => {
    told(recorded).knowing(fact(teamHistory, INPT)).when(allocate).isRefusedBy('R-LIFE-1', 'team');
    told(recorded)
      .knowing(cid)
      .when({ ...allocate, team: CID })
      .isRefusedBy('R-LIFE-1', 'team');
    const snt = fact(teamHistory, SNT, at(IN_2012, teamFormed({ kind: 'SNT', name: 'Kilburn SNT' })));
    told(serious)
      .knowing(snt)
      .when({ ...toTheCid, team: SNT })
      .isRefusedBy('R-LIFE-1', 'team');
    const gone = fact(
      teamHistory,
      INPT,
      at(IN_2012, teamFormed({ kind: 'INPT', name: 'West INPT' })),
      at(MONDAY, teamStoodDown({ reason: 'Merged.' })),
    );
    told(recorded).knowing(gone).when(allocate).isRefusedBy('R-LIFE-1', 'team');
  });
  test('R-LIFE-1: not once it was closed', () =>
    told(recorded, at(TEN, crimeClosed({ outcome: 'NO_CRIME' })))
      .knowing(inpt)
      .when(allocate)
      .isRefusedBy('R-LIFE-1', 'id'));
  test('R-LIFE-2: said so already of that moment, nothing happens', () => {
    told(recorded, at(NOON, toInpt)).knowing(inpt).when(allocate).emitsNothing();
    told(recorded, at(TEN, toInpt)).knowing(inpt).when(allocate).emits(toInpt);
  });
});

describe('an exception that an inspector grants', () => {
  const asked = allocationRequested({
    request: 'stay',
    team: INPT,
    reason: 'LOCAL_KNOWLEDGE',
    despite: ['CATEGORY', 'SERIOUS'],
    requestedBy: OFFICER.id,
    answerBy: '2013-03-07T10:00:00.000Z',
  });
  const grant = { type: 'GrantAllocation', occurredAt: NOON, by: IVY, request: 'stay' } as const;
  const decline = {
    type: 'DeclineAllocation',
    occurredAt: NOON,
    by: IVY,
    request: 'stay',
    reason: 'NOT_JUSTIFIED',
  } as const;
  const granted = allocationGranted({ request: 'stay' });
  const despite = investigationAllocated({
    to: 'INPT',
    team: INPT,
    reason: 'LOCAL_KNOWLEDGE',
    toCid: [...TO_CID],
    request: 'stay',
    despite: ['CATEGORY', 'SERIOUS'],
  });
  const waiting = [serious, at<CrimeEvent>(TEN, asked)];

  test('R-INPT-6: is asked for, with all that speaks for the CID', () => {
    told(serious).knowing(inpt).when(request).emits(asked);
    told(...waiting)
      .knowing(inpt)
      .when(request)
      .emitsNothing();
    for (const some of [['SERIOUS'], ['CATEGORY', 'SERIOUS', 'GANG']] as const)
      told(serious)
        .knowing(inpt)
        .when({ ...request, despite: some })
        .isRefusedBy('R-INPT-6', 'despite');
    told(recorded)
      .knowing(inpt)
      .when({ ...request, despite: [] })
      .isRefusedBy('R-INPT-6', 'despite');
  });
  test('R-LIFE-2: is not asked for anew in other words', () =>
    told(...waiting)
      .knowing(inpt)
      .when({ ...request, reason: 'NO_CAPACITY' })
      .isRefusedBy('R-LIFE-2', 'request'));
  test('R-LIFE-1, R-TIME-2: is for an INPT that is there, of what is open', () => {
    told(serious)
      .knowing(cid)
      .when({ ...request, team: CID })
      .isRefusedBy('R-LIFE-1', 'team');
    const closed = at<CrimeEvent>(MONDAY, crimeClosed({ outcome: 'NO_CRIME' }));
    told(serious, closed).knowing(inpt).when(request).isRefusedBy('R-LIFE-1', 'id');
    const after = at<CrimeEvent>('2013-03-04T11:00:00.000Z', crimeClosed({ outcome: 'NO_CRIME' }));
    given(...waiting, after)
      .knowing(ivy, noPolicy, inpt)
      .when(grant)
      .isRefusedBy('R-LIFE-1', 'id');
    given(...waiting)
      .knowing(ivy, noPolicy, fact(teamHistory, INPT))
      .when(grant)
      .isRefusedBy('R-LIFE-1', 'request');
    told(...waiting)
      .when({ type: 'CloseCrime', occurredAt: MONDAY, by: OFFICER, outcome: 'OTHER' })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
  test('R-INPT-6: once granted the INPT investigates, from then on', () =>
    given(...waiting)
      .knowing(ivy, noPolicy, inpt)
      .when(grant)
      .emits(granted, despite));
  test('R-INPT-6: is not granted for more than was asked', () =>
    given(...waiting, at('2013-03-04T11:00:00.000Z', marked('SERIOUS', 'GANG')))
      .knowing(ivy, noPolicy, inpt)
      .when(grant)
      .isRefusedBy('R-INPT-6', 'request'));
  test('R-AUTH-1: is not granted by whoever asked', () =>
    given(...waiting)
      .knowing(fact(memberHistory, OFFICER.id, posted('INSPECTOR')), noPolicy, inpt)
      .when({ ...grant, by: { ...OFFICER, role: 'INSPECTOR' } })
      .isRefusedBy('R-AUTH-1', 'request'));
  test('R-INPT-5: is answered by rank, and not by the role claimed', () => {
    const sergeant = fact(memberHistory, IVY.id, posted('SERGEANT'));
    for (const answer of [grant, decline])
      given(...waiting)
        .knowing(sergeant, noPolicy, inpt)
        .when(answer)
        .isRefusedBy('R-INPT-5');
  });
  test('R-INPT-6: can be declined', () =>
    given(...waiting)
      .knowing(ivy)
      .when(decline)
      .emits(allocationDeclined({ request: 'stay', reason: 'NOT_JUSTIFIED' })));

  describe('and departures', () => {
    const shown = (...history: readonly (readonly Dated<CrimeEvent>[])[]) =>
      departuresOf(stateOf(...history)).map(({ from, until, to, causes, isOpen }) => ({
        ...{ from, until, to, causes, isOpen },
      }));

    test('R-INPT-6, T4-10: one with a reason is shown, and is not open', () =>
      expect(shown(recorded, at(NOON, investigationAllocated({ ...toCid, reason: 'OTHER' })))).toEqual([
        { from: NOON, until: undefined, to: 'CID', causes: [], isOpen: false },
      ]));
    test('R-INPT-6: none is shown where the policy is followed', () => {
      expect(shown(recorded, at(NOON, toInpt))).toEqual([]);
      expect(shown(serious, at(NOON, toCid))).toEqual([]);
    });
    test('R-INPT-6, T4-19: a marker told late opens one, whichever was told first, until the CID has it', () => {
      const gang = at<CrimeEvent>(TEN, marked('GANG'));
      const open = { from: NOON, to: 'INPT', causes: ['GANG'], isOpen: true };
      expect(shown(recorded, at(NOON, toInpt), gang)).toEqual([{ ...open, until: undefined }]);
      expect(shown(recorded, gang, at(NOON, toInpt))).toEqual([{ ...open, until: undefined }]);
      expect(shown(recorded, at(NOON, toInpt), gang, at(FRIDAY, toCid))).toEqual([
        { ...open, until: FRIDAY },
      ]);
    });
    test('R-INPT-6: what was granted covers what was asked about, and no more', () => {
      const history = [...waiting, at<CrimeEvent>(NOON, granted, despite)];
      const first = { from: NOON, to: 'INPT', causes: ['CATEGORY', 'SERIOUS'], isOpen: false };
      expect(shown(...history)).toEqual([{ ...first, until: undefined }]);
      expect(shown(...history, at(TUESDAY, marked('SERIOUS', 'HATE')))).toEqual([
        { ...first, until: TUESDAY },
        { ...first, from: TUESDAY, until: undefined, causes: ['CATEGORY', 'SERIOUS', 'HATE'], isOpen: true },
      ]);
    });
    test('R-INPT-6: what the CID has without a reason is open once nothing speaks for it', () =>
      expect(shown(recorded, at(TEN, marked('SERIOUS')), at(NOON, toCid), at(TUESDAY, marked()))).toEqual([
        { from: TUESDAY, until: undefined, to: 'CID', causes: [], isOpen: true },
      ]));
  });
});
