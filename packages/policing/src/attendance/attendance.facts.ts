import { guarded, ofSender, stateOf } from '@wardbook/event-sourcing/pure';
import { adviceCaseHistory, type AdviceCaseState } from '../advice-case/advice-case.state.ts';
import type { PolicingCommand } from '../by.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import type { PolicyState } from '../policy/policy.state.ts';
import type { RetentionFacts } from '../retention/retention.ts';
import type { SubjectState } from '../subject/subject.state.ts';
import type { AttendanceState } from './attendance.state.ts';

/** Who sends it. */
export type Work = Readonly<{ sender: MemberState }>;

/** And the case that the visit was planned for. */
type WorkAndCase = Work & Readonly<{ adviceCase: AdviceCaseState }>;

export type AttendanceFacts = OwnAttendanceFacts & RetentionFacts;

export interface OwnAttendanceFacts {
  readonly PlanAttendance: WorkAndCase &
    Readonly<{ buddy: MemberState; subject: SubjectState; policy: PolicyState }>;
  readonly ChangeBuddy: Work & Readonly<{ buddy: MemberState }>;
  readonly MoveVisit: Work;
  readonly CancelVisit: WorkAndCase;
  readonly CallBeforeArrival: Work;
  readonly RecordArrival: Work;
  readonly CallOnDeparture: Work;
  readonly RecordNoReply: WorkAndCase;
  readonly RecordDidNotAttend: WorkAndCase;
  readonly ResolveOverdueAttendance: WorkAndCase;
}

export const workOf = ({ by }: PolicingCommand) => ({ sender: ofSender(stateOf(memberHistory, by.id)) });

/** None may move: of two who say at once what became of a visit neither belies the other. */
export const workAndCaseOf = (command: PolicingCommand, { plan }: AttendanceState) => ({
  ...workOf(command),
  adviceCase: guarded(stateOf(adviceCaseHistory, plan?.case)),
});
