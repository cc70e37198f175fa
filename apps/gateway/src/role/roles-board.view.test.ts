import { describe, expect, test } from '@jest/globals';
import type { RolesEvent } from '@wardbook/policing';
import { failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { rolesBoard } from './roles-board.view.ts';

describe('the board of roles', () => {
  test('a role that lapsed stays, with who answers instead', () => {
    const { roles, posts } = rowAfter(rolesBoard, 'police', [defined, filled, vacated, lapsed]);
    expect(roles).toMatchObject([{ code: 'CPO', lapsedAt: '2012-06-01T12:00:00.000Z', successor: 'SNT' }]);
    expect(posts[0]?.held.at(-1)?.value).toEqual({
      isHeld: false,
      reason: 'RETIRED',
      isDisestablished: true,
    });
  });

  test('a post filled on an earlier day, recorded later, does not undo a vacancy', () => {
    const { posts } = rowAfter(rolesBoard, 'police', [defined, vacated, filled]);
    expect(posts[0]?.held.at(-1)?.value.isHeld).toBe(false);
  });

  test('a scheme without a representative shows the vacancy', () => {
    const { representatives } = rowAfter(rolesBoard, 'police', [appointed, stoodDown]);
    expect(representatives.PARK_MARK?.map(({ value }) => value)).toEqual(['salo-1', null]);
  });

  test('a policy adopted for an earlier day, recorded later, does not serve in place of the next', () => {
    const { adopted } = rowAfter(rolesBoard, 'police', [
      adoptedOn('2012-09-03', 'E0118'),
      adoptedOn('2012-06-01', 'E0117'),
    ]);
    expect(adopted.ESTABLISHMENT?.map(({ value }) => value)).toEqual(['E0117', 'E0118']);
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
const transferred = of('2012-06-02', { type: 'DutiesTransferred', role: 'CPO', team: 'snt-1' });
const adoptedOn = (day: string, policy: string) =>
  of(day, { type: 'PolicyAdopted', kind: 'ESTABLISHMENT', policy });
