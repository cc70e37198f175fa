import { describe, expect, test } from '@jest/globals';
import { at, fact, ownedBy, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import {
  IN_2012,
  INPT,
  INSPECTOR,
  JANUARY,
  KILBURN,
  SNT,
  SUPERVISOR,
  establishmentPolicy,
  police,
  posted,
  sendersOf,
} from '../kilburn.test.data.ts';
import { DEFAULT_ESTABLISHMENT } from '../policy/figures.ts';
import { policyVersionPublished } from '../policy/policy.events.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { policyAdopted } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import { member } from './member.ts';
import { coverOf, isAbstracted, memberHistory, type MemberState } from './member.state.ts';
import {
  abstractionDeclined,
  abstractionGranted,
  abstractionRequested,
  memberAbstracted,
  memberCoverChanged,
  memberDedicated,
  memberLeft,
  memberPosted,
  memberPromoted,
  memberReleased,
  memberReturned,
  memberTransferred,
  type MemberEvent,
} from './member.events.ts';

const told = scenario(member, 'maren');
/** No policy says otherwise: a request is answered within 72 hours. */
const given = (...history: readonly (readonly Dated<MemberEvent>[])[]) =>
  told(...history).knowing(fact(rolesHistory, 'police'));
const FEBRUARY = '2013-02-04T09:00:00.000Z';
const MARCH = '2013-03-04T09:00:00.000Z';
const NOON = '2013-03-04T12:00:00.000Z';
const UNTIL = '2013-03-05T06:00:00.000Z';
const IVY = police('ivy', 'INSPECTOR');

const abstract = {
  type: 'AbstractMember',
  occurredAt: MARCH,
  by: SUPERVISOR,
  request: 'parade',
  until: UNTIL,
  reason: 'PUBLIC_ORDER',
  exceptional: false,
  urgent: false,
} as const;
const atOnce = { ...abstract, urgent: true } as const;
const grant = { type: 'GrantAbstraction', occurredAt: NOON, by: IVY, request: 'parade' } as const;
const decline = {
  type: 'DeclineAbstraction',
  occurredAt: NOON,
  by: IVY,
  request: 'parade',
  reason: 'ANOTHER_WAY_FOUND',
} as const;
const goBack = { type: 'ReturnMember', occurredAt: NOON, by: SUPERVISOR } as const;
const release = { type: 'ReleaseMember', occurredAt: FEBRUARY, by: INSPECTOR } as const;

const officerOfKilburn = { ward: KILBURN, kind: 'OFFICER' } as const;
const dedicated = memberDedicated(officerOfKilburn);
const released = memberReleased(officerOfKilburn);
const returned = memberReturned(officerOfKilburn);
const absence = { until: UNTIL, reason: 'PUBLIC_ORDER', exceptional: false, ...officerOfKilburn } as const;
const asking = {
  request: 'parade',
  requestedBy: SUPERVISOR.id,
  answerBy: '2013-03-07T09:00:00.000Z',
} as const;
const requested = abstractionRequested({ ...absence, ...asking });
const away = memberAbstracted({ from: MARCH, ...absence, ...asking });
const granted = abstractionGranted({ request: 'parade' });
const declined = abstractionDeclined({ request: 'parade', reason: 'ANOTHER_WAY_FOUND' });
const awaySinceNoon = memberAbstracted({
  from: NOON,
  ...absence,
  request: 'parade',
  authorisedBy: 'ivy',
});
/** As it was recorded while an authoriser was typed in. */
const awayOfOld = (from: string, until: string) =>
  memberAbstracted({ from, ...absence, until, authorisedBy: 'ivy' });

const constable = posted('CONSTABLE');
const dedicatedConstable = [...constable, ...at(JANUARY, dedicated)];
const waiting = [...dedicatedConstable, ...at(MARCH, requested)];
const gone = [...dedicatedConstable, ...at(MARCH, away)];
const inspectorIvy = fact(member, 'ivy', posted('INSPECTOR'));
const stateOf = (...history: readonly (readonly Dated<MemberEvent>[])[]): MemberState =>
  fact(memberHistory, 'maren', ...history).state;
const isAway = (when: string, ...history: readonly (readonly Dated<MemberEvent>[])[]) =>
  isAbstracted(stateOf(dedicatedConstable, ...history), when);

describe('asking for it', () => {
  test.each([
    { command: abstract, roles: ['SUPERVISOR', 'INSPECTOR'] },
    { command: grant, roles: ['INSPECTOR'] },
    { command: decline, roles: ['INSPECTOR'] },
    { command: goBack, roles: ['SUPERVISOR', 'INSPECTOR'] },
  ])('R-AUTH-2: $command.type is for $roles alone', ({ command, roles }) => {
    expect(sendersOf(given(), command)).toEqual(roles);
  });

  test('D-08: whoever asks opens a request, and nobody is away before it is granted [T1-18]', () => {
    given(dedicatedConstable).when(abstract).emits(requested);
    expect(isAway(NOON, at(MARCH, requested))).toBe(false);
  });
  test('D-08: what is urgent begins at once, and waits for the grant all the same', () => {
    given(dedicatedConstable).when(atOnce).emits(away);
    expect(isAway(MARCH, at(MARCH, away))).toBe(true);
  });
  test('D-33: how soon it is answered is data of the policy that serves', () => {
    const sooner = { ...DEFAULT_ESTABLISHMENT, answerRequestsWithinHours: 24 };
    const terms = { ...establishmentPolicy, establishment: sooner, nextReviewDue: '2013-09-03' };
    scenario(
      member,
      'maren',
    )(dedicatedConstable)
      .knowing(
        fact(rolesHistory, 'police', policyAdopted({ kind: 'ESTABLISHMENT', policy: 'E0117' })),
        fact(policyHistory, 'E0117', at(IN_2012, policyVersionPublished(terms))),
      )
      .when(abstract)
      .emits(abstractionRequested({ ...absence, ...asking, answerBy: '2013-03-05T09:00:00.000Z' }));
  });
  test.each([abstract, atOnce])('R-INPT-5: asked for so at that time already, nothing happens', (asked) =>
    given(dedicatedConstable, at(MARCH, asked.urgent ? away : requested))
      .when(asked)
      .emitsNothing(),
  );
  test.each([
    { urgent: true },
    { exceptional: true },
    { reason: 'TRAINING' },
    { until: '2013-03-06T06:00:00.000Z' },
    { occurredAt: NOON },
  ] as const)('R-LIFE-2: a request is not asked for anew with other words: %j', (other) =>
    given(waiting)
      .when({ ...abstract, ...other })
      .isRefusedBy('R-LIFE-2', 'request'),
  );
  test('R-INPT-5: not without a reason [T1-18]', () => {
    const { reason: _reason, ...withoutReason } = abstract;
    given(dedicatedConstable).when(withoutReason).isRefusedBy('R-INPT-5', 'reason');
  });
  test('R-INPT-5: it ends after it begins', () =>
    given(dedicatedConstable)
      .when({ ...abstract, until: MARCH })
      .isRefusedBy('R-INPT-5', 'until'));
  test('R-INPT-5: only a dedicated member is taken from a ward', () =>
    given(constable).when(abstract).isRefusedBy('R-INPT-5', 'id'));
  test('R-LIFE-1: nobody is taken away who was never posted', () =>
    given().when(abstract).isRefusedBy('R-LIFE-1', 'id'));
});

describe('answering it', () => {
  test('D-08: an inspector grants it, and it begins with the grant [T1-18]', () => {
    given(waiting).knowing(inspectorIvy).when(grant).emits(granted, awaySinceNoon);
    const history = [at(MARCH, requested), at<MemberEvent>(NOON, granted, awaySinceNoon)];
    expect([isAway('2013-03-04T11:59:59.999Z', ...history), isAway(NOON, ...history)]).toEqual([false, true]);
  });
  test('D-08: of what was urgent the grant says that it was right', () =>
    given(gone).knowing(inspectorIvy).when(grant).emits(granted));
  test('D-08: also when it is over', () =>
    given(gone)
      .knowing(inspectorIvy)
      .when({ ...grant, occurredAt: '2013-03-06T09:00:00.000Z' })
      .emits(granted));
  test('D-08: an inspector declines it', () =>
    given(waiting).knowing(inspectorIvy).when(decline).emits(declined));
  test('D-08: what was urgent ends when it is declined', () => {
    given(gone).knowing(inspectorIvy).when(decline).emits(declined, memberCoverChanged(officerOfKilburn));
    const history = [at(MARCH, away), at(NOON, declined)];
    expect([isAway('2013-03-04T11:59:59.999Z', ...history), isAway(NOON, ...history)]).toEqual([true, false]);
  });
  test('D-08: whoever is back, or away for something else by then, is not sent back', () => {
    given(gone, at('2013-03-04T10:00:00.000Z', returned)).knowing(inspectorIvy).when(decline).emits(declined);
    given(
      gone,
      at('2013-03-04T10:00:00.000Z', returned),
      at('2013-03-04T11:00:00.000Z', awayOfOld('2013-03-04T11:00:00.000Z', UNTIL)),
    )
      .knowing(inspectorIvy)
      .when(decline)
      .emits(declined);
  });
  test.each(['PCSO', 'CONSTABLE', 'SERGEANT'] as const)(
    'R-INPT-5: a %s does not authorise it, whatever their role is [T1-18]',
    (rank) => {
      for (const answer of [grant, decline])
        given(waiting)
          .knowing(fact(member, 'ivy', posted(rank)))
          .when(answer)
          .isRefusedBy('R-INPT-5');
    },
  );
  test('R-INPT-5: nor who was an inspector only later', () =>
    given(waiting)
      .knowing(
        fact(
          member,
          'ivy',
          posted('SERGEANT'),
          at('2013-03-05T09:00:00.000Z', memberPromoted({ rank: 'INSPECTOR' })),
        ),
      )
      .when(grant)
      .isRefusedBy('R-INPT-5'));
  test('R-INPT-5: nor anybody unknown, or gone', () => {
    given(waiting).knowingNothingElse().when(grant).isRefusedBy('R-INPT-5');
    given(waiting)
      .knowing(fact(member, 'ivy', posted('INSPECTOR'), at(JANUARY, memberLeft({ reason: 'RETIRED' }))))
      .when(grant)
      .isRefusedBy('R-INPT-5');
  });
  test('R-INPT-5: nor the inspector of another force who has that id', () =>
    given(waiting).knowing(ownedBy('other-police', inspectorIvy)).when(grant).isRefusedBy('R-INPT-5'));
  test('R-AUTH-1: an inspector does not authorise what they ask for', () => {
    const ofTheirOwn = abstractionRequested({ ...absence, ...asking, requestedBy: 'ivy' });
    for (const answer of [grant, decline])
      given(dedicatedConstable, at(MARCH, ofTheirOwn))
        .knowing(inspectorIvy)
        .when(answer)
        .isRefusedBy('R-AUTH-1', 'request');
  });
  test('R-LIFE-1: what nobody asked for, or asked for later, is not answered', () => {
    given(dedicatedConstable).knowing(inspectorIvy).when(grant).isRefusedBy('R-LIFE-1', 'request');
    given(waiting)
      .knowing(inspectorIvy)
      .when({ ...grant, occurredAt: '2013-03-04T08:59:59.999Z' })
      .isRefusedBy('R-LIFE-1', 'request');
  });
  test('R-LIFE-2: it is answered once', () => {
    const answered = [...waiting, ...at<MemberEvent>(NOON, granted, awaySinceNoon)];
    given(answered).knowing(inspectorIvy).when(grant).emitsNothing();
    given(answered).knowing(inspectorIvy).when(decline).isRefusedBy('R-LIFE-2', 'request');
  });
  test('R-LIFE-2: and at one moment: that it was so earlier, or later, is no silence', () => {
    for (const occurredAt of ['2013-03-04T11:00:00.000Z', '2013-03-04T13:00:00.000Z']) {
      given([...waiting, ...at<MemberEvent>(NOON, granted, awaySinceNoon)])
        .knowing(inspectorIvy)
        .when({ ...grant, occurredAt })
        .isRefusedBy('R-LIFE-2', 'request');
      given(waiting, at(NOON, declined))
        .knowing(inspectorIvy)
        .when({ ...decline, occurredAt })
        .isRefusedBy('R-LIFE-2', 'request');
    }
  });
  test('R-INPT-5: what would be over, is not granted any more', () =>
    given(waiting)
      .knowing(inspectorIvy)
      .when({ ...grant, occurredAt: UNTIL })
      .isRefusedBy('R-INPT-5', 'request'));
  test('R-INPT-5: nor for whom the ward has no more', () =>
    given(waiting, at('2013-03-04T10:00:00.000Z', released))
      .knowing(inspectorIvy)
      .when(grant)
      .isRefusedBy('R-INPT-5', 'id'));
  test('R-INPT-5: nor for whom is away already', () =>
    given(waiting, at('2013-03-04T10:00:00.000Z', awayOfOld('2013-03-04T10:00:00.000Z', UNTIL)))
      .knowing(inspectorIvy)
      .when(grant)
      .isRefusedBy('R-INPT-5', 'id'));
});

describe('how long it lasts', () => {
  const second = { ...atOnce, request: 'second' } as const;

  test('D-11: an absence is over at its end, whether or not the return was recorded', () => {
    const first = at(JANUARY, awayOfOld(JANUARY, FEBRUARY));
    given(dedicatedConstable, first)
      .when(second)
      .emits(memberAbstracted({ from: MARCH, ...absence, ...asking, request: 'second' }));
    expect([isAway('2013-02-04T08:59:59.999Z', first), isAway(FEBRUARY, first)]).toEqual([true, false]);
  });
  test('R-INPT-5, D-11: nobody is away twice at a time', () =>
    given(gone)
      .when({ ...second, occurredAt: NOON })
      .isRefusedBy('R-INPT-5', 'id'));
  test('R-INPT-5, D-11: nor by what is recorded late', () => {
    given(gone)
      .when({ ...second, occurredAt: FEBRUARY, until: '2013-03-04T09:00:00.001Z' })
      .isRefusedBy('R-INPT-5', 'id');
    given(gone)
      .when({ ...second, occurredAt: FEBRUARY, until: MARCH })
      .emits(
        memberAbstracted({
          from: FEBRUARY,
          ...absence,
          until: MARCH,
          request: 'second',
          requestedBy: SUPERVISOR.id,
          answerBy: '2013-02-07T09:00:00.000Z',
        }),
      );
  });
  test('R-INPT-5: a member returns to the ward', () => {
    given(gone).when(goBack).emits(returned);
    expect(isAway(NOON, at(MARCH, away), at(NOON, returned))).toBe(false);
  });
  test('R-INPT-5: a return that is recorded after a later absence ends the earlier one alone', () => {
    const history = [
      at(JANUARY, awayOfOld(JANUARY, '2013-03-04T08:00:00.000Z')),
      at(MARCH, away),
      at(FEBRUARY, returned),
    ];
    expect([JANUARY, FEBRUARY, MARCH].map((when) => isAway(when, ...history))).toEqual([true, false, true]);
  });
  test('R-LIFE-2: said again of the same instant, nothing happens', () =>
    given(gone, at(goBack.occurredAt, returned)).when(goBack).emitsNothing());
  test('R-LIFE-1: who was not away, or is back, does not return', () => {
    given(dedicatedConstable).when(goBack).isRefusedBy('R-LIFE-1', 'id');
    given(gone, at('2013-03-04T10:00:00.000Z', returned)).when(goBack).isRefusedBy('R-LIFE-1', 'id');
  });
  test('R-LIFE-1: nobody returns who was never posted', () => given().when(goBack).isRefusedBy('R-LIFE-1'));
  test.each<[string, readonly Dated<MemberEvent>[]]>([
    ['released', at(NOON, released)],
    ['transferred', at(NOON, memberTransferred({ from: INPT, team: SNT }))],
    ['gone for good', at(NOON, memberLeft({ reason: 'RETIRED' }))],
  ])('D-02: who is %s is no longer away from the ward', (_how, end) => {
    expect(isAway('2013-03-04T11:59:59.999Z', at(MARCH, away), end)).toBe(true);
    expect(isAway(NOON, at(MARCH, away), end)).toBe(false);
  });
  test('R-INPT-5: who was away, released and dedicated anew can be taken away anew', () =>
    given(dedicatedConstable, at<MemberEvent>(FEBRUARY, awayOfOld(FEBRUARY, UNTIL), released, dedicated))
      .when(atOnce)
      .emits(away));
  test('R-INPT-5, R-TIME-2: nobody was released before they were taken away from the ward', () => {
    given(gone).when(release).isRefusedBy('R-TIME-2', 'occurredAt');
    given(waiting).when(release).isRefusedBy('R-TIME-2', 'occurredAt');
  });
});

describe('what a ward has', () => {
  test('D-10: cover is a span of its own for each change, in whatever order it was recorded', () => {
    const all = [
      posted('PCSO', SNT, 'PCSO'),
      at(JANUARY, memberDedicated({ ward: KILBURN, kind: 'PCSO' })),
      at(FEBRUARY, memberPromoted({ rank: 'CONSTABLE' })),
      at(MARCH, away),
      at('2013-03-11T09:00:00.000Z', memberLeft({ reason: 'RETIRED' })),
    ];
    const expected = [
      [undefined, '2012-09-03T09:00:00.000Z'],
      [{ ward: KILBURN, kind: 'PCSO' }, JANUARY],
      [officerOfKilburn, FEBRUARY],
      [undefined, MARCH],
      [officerOfKilburn, UNTIL],
      [undefined, '2013-03-11T09:00:00.000Z'],
    ];
    for (const order of [all, all.toReversed()])
      expect(coverOf(stateOf(...order)).map(({ from, value }) => [value, from])).toEqual(expected);
  });
  test('D-28: who comes back covers nothing before they are dedicated anew', () => {
    const again = memberPosted({
      team: INPT,
      category: 'UNIFORMED',
      rank: 'CONSTABLE',
      source: 'OTHER',
      publicName: 'PC Maren Holloway',
    });
    const history = stateOf(
      dedicatedConstable,
      at(FEBRUARY, memberLeft({ reason: 'RESIGNED' })),
      at(MARCH, again),
    );
    expect(coverOf(history).at(-1)).toEqual({ from: MARCH, value: undefined });
  });
});
