import type { AnyView } from '@wardbook/event-sourcing';
import { adviceCaseBoard } from './advice-case/advice-case-board.view.ts';
import { agencyBoard } from './agency/agency-board.view.ts';
import { capabilityBoard } from './agency/capability-board.view.ts';
import { attendanceBoard } from './attendance/attendance-board.view.ts';
import { boroughBoard } from './borough/borough-board.view.ts';
import { memberBoard } from './member/member-board.view.ts';
import { policyBoard } from './policy/policy-board.view.ts';
import { promiseBoard } from './promise/promise-board.view.ts';
import { promiseCorrections } from './promise/promise-corrections.view.ts';
import { promiseMonths } from './promise/promise-months.view.ts';
import { referralBoard } from './referral/referral-board.view.ts';
import { referralInbox } from './referral/referral-inbox.view.ts';
import { rolesBoard } from './role/roles-board.view.ts';
import { subjectBoard } from './subject/subject-board.view.ts';
import { teamBoard } from './team/team-board.view.ts';
import { wardPanelBoard } from './ward-panel/ward-panel-board.view.ts';
import { wardBoard } from './ward/ward-board.view.ts';

/** Every read model of the gateway. */
export const VIEWS: readonly AnyView[] = [
  boroughBoard,
  wardBoard,
  teamBoard,
  memberBoard,
  wardPanelBoard,
  promiseBoard,
  promiseMonths,
  promiseCorrections,
  adviceCaseBoard,
  attendanceBoard,
  subjectBoard,
  referralBoard,
  referralInbox,
  agencyBoard,
  capabilityBoard,
  rolesBoard,
  policyBoard,
];
