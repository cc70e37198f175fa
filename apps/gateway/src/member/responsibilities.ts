import { valuesOf } from '@wardbook/event-sourcing';
import { postsHeldBy } from '@wardbook/policing';
import { adviceCaseBoard } from '../advice-case/advice-case-board.view.ts';
import { attendanceBoard } from '../attendance/attendance-board.view.ts';
import { boroughBoard } from '../borough/borough-board.view.ts';
import type { Context } from '../context.ts';
import type { NodeKind } from '../global-id.ts';
import { rolesBoard } from '../role/roles-board.view.ts';
import { teamBoard } from '../team/team-board.view.ts';
import { acceptedReferrals } from './accepted-referrals.view.ts';
import { MOST_HELD } from './responsibilities.type.ts';

/** What a member holds, and what waits for them. */
export type Responsible = Awaited<ReturnType<typeof responsibilitiesOf>>;

const UNDER_WAY = ['PLANNED', 'ARRIVED', 'OVERDUE'];

/** Of a member of the asker's own force; for an auditor, of any. */
export const responsibilitiesOf = async (context: Context, member: string) => {
  const { read, by, now } = context;
  const here = by.role === 'AUDITOR' ? {} : { force: [by.agency] };
  const [forces, boroughs, teams, cases, visits, referrals] = await Promise.all([
    read.list(rolesBoard, { limit: MOST_HELD }),
    read.list(boroughBoard, { limit: MOST_HELD }),
    read.list(teamBoard, {
      where: { lead: [member], standing: ['LIVE'] },
      orderBy: 'name',
      limit: MOST_HELD,
    }),
    read.list(adviceCaseBoard, {
      where: { officerInCase: [member], standing: ['OPEN'], ...here },
      orderBy: 'openedAt',
      limit: MOST_HELD,
    }),
    read.list(attendanceBoard, {
      where: { member: [member], standing: UNDER_WAY },
      orderBy: 'expectedArrival',
      limit: MOST_HELD,
    }),
    read.list(acceptedReferrals, { where: { member: [member] }, limit: MOST_HELD }),
  ]);
  const found = async (kind: NodeKind, rows: readonly { readonly key: string }[]) =>
    (await Promise.all(rows.map(({ key }) => context.find(kind, key)))).filter((one) => one !== null);
  return {
    posts: forces.flatMap((roles) => postsHeldBy(roles, member, new Date(now()).toISOString())),
    sectors: boroughs
      .flatMap(({ sectors }) => valuesOf(sectors))
      .filter(({ inspector, dissolvedAt }) => dissolvedAt === null && inspector.at(-1)?.value === member),
    teams,
    cases: await found('AdviceCase', cases),
    visits: await found('Attendance', visits),
    referrals: await found('Referral', referrals),
  };
};
