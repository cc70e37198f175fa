import { describe, expect, test } from '@jest/globals';
import type { RolesEvent } from '@wardbook/policing';
import { failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import type { Context } from '../context.ts';
import { RolesResolver } from './role.resolver.ts';
import { rolesBoard } from './roles-board.view.ts';

const shown = (...happened: readonly Happened<RolesEvent>[]) => {
  const card = { key: 'police', position: 1n, ...rowAfter(rolesBoard, 'police', happened) };
  const resolver = new RolesResolver();
  const seen = { now: () => Date.parse('2013-01-01T00:00:00.000Z') } as Context;
  return {
    roles: resolver.roles(card, seen),
    representatives: resolver.representatives(card, seen),
    policies: resolver.policies(card),
  };
};

describe('the board of roles', () => {
  test('a role that lapsed stays, with who answers instead', () => {
    const [cpo] = shown(defined, filled, vacated, lapsed).roles;
    expect(cpo).toMatchObject({ code: 'CPO', lapsedAt: '2012-06-01T12:00:00.000Z', successor: 'SNT' });
    expect(cpo?.posts).toMatchObject([
      { area: 'lpa-1', standing: 'DISESTABLISHED', holders: [], vacancyReason: 'RETIRED' },
    ]);
  });

  test('the team that the duties of a role passed to answers for it once it has ended', () => {
    const onceLapsed = of('2012-06-01', { type: 'RoleLapsed', role: 'CPO' });
    expect(shown(defined, transferred, filled).roles[0]).toMatchObject({ successor: null });
    expect(shown(defined, filled, vacated, onceLapsed, transferred).roles[0]).toMatchObject({
      successor: 'SNT',
      duties: [{ team: 'snt-1', at: '2012-06-02T12:00:00.000Z', handedBackAt: null }],
    });
  });

  test('a team that handed the duties back answers for the role no more', () => {
    const onceLapsed = of('2012-06-01', { type: 'RoleLapsed', role: 'CPO', successor: 'CPA' });
    expect(shown(defined, filled, vacated, onceLapsed, transferred, handedBack).roles[0]).toMatchObject({
      successor: 'CPA',
      duties: [{ team: 'snt-1', at: '2012-06-02T12:00:00.000Z', handedBackAt: '2012-09-03T12:00:00.000Z' }],
    });
  });

  test('a post filled on an earlier day, recorded later, does not undo a vacancy', () => {
    expect(shown(defined, vacated, filled).roles[0]?.posts).toMatchObject([{ holders: [] }]);
  });

  test('a scheme without a representative shows the vacancy', () => {
    expect(shown(salo, appointed).representatives).toEqual([
      { scheme: 'PARK_MARK', member: 'salo-1', since: '2012-01-01T12:00:00.000Z' },
    ]);
    const vacancy = [{ scheme: 'PARK_MARK', member: null, since: '2012-02-01T12:00:00.000Z' }];
    expect(shown(salo, appointed, stoodDown).representatives).toEqual(vacancy);
    expect(shown(salo, appointed, saloLeft).representatives).toEqual(vacancy);
  });

  test('a policy adopted for an earlier day, recorded later, does not serve in place of the next', () => {
    const { policies } = shown(adoptedOn('2012-09-03', 'E0118'), adoptedOn('2012-06-01', 'E0117'));
    expect(policies).toEqual([{ kind: 'ESTABLISHMENT', policy: 'E0118', since: '2012-09-03T12:00:00.000Z' }]);
  });

  test('shows something whatever has happened before', () => {
    const told = [
      defined,
      filled,
      vacated,
      lapsed,
      appointed,
      stoodDown,
      transferred,
      handedBack,
      adoptedOn('2012-09-03', 'E0117'),
    ];
    expect(failuresOf(rolesBoard, 'police', told)).toEqual([]);
  });
});

const of = (day: string, event: RolesEvent): Happened<RolesEvent> => [
  'roles-police',
  `${day}T12:00:00.000Z`,
  event,
];
const defined = of('2010-01-01', {
  type: 'RoleDefined',
  code: 'CPO',
  label: 'Crime Prevention Officer',
  aliases: [],
  location: 'LPA',
  topics: ['PROPERTY'],
});
const POST = { role: 'CPO', area: 'lpa-1', member: 'cpo-1' };
const filled = of('2011-01-01', { type: 'PostFilled', ...POST });
const vacated = of('2012-06-01', { type: 'PostVacated', ...POST, reason: 'RETIRED', disestablished: true });
const lapsed = of('2012-06-01', { type: 'RoleLapsed', role: 'CPO', successor: 'SNT' });
const PARK_MARK = { scheme: 'PARK_MARK', member: 'salo-1' } as const;
const appointed = of('2012-01-01', { type: 'SchemeRepresentativeAppointed', ...PARK_MARK });
const stoodDown = of('2012-02-01', { type: 'SchemeRepresentativeStoodDown', ...PARK_MARK });
const transferred = of('2012-06-02', { type: 'DutiesTransferred', role: 'CPO', team: 'snt-1', kind: 'SNT' });
const handedBack = of('2012-09-03', { type: 'DutiesHandedBack', role: 'CPO', team: 'snt-1' });
const OF_SALO = { role: 'SALO', area: 'HQ', member: 'salo-1' };
const salo = of('2011-12-01', { type: 'PostFilled', ...OF_SALO });
const saloLeft = of('2012-02-01', {
  type: 'PostVacated',
  ...OF_SALO,
  reason: 'RETIRED',
  disestablished: false,
});
const adoptedOn = (day: string, policy: string) =>
  of(day, { type: 'PolicyAdopted', kind: 'ESTABLISHMENT', policy });
