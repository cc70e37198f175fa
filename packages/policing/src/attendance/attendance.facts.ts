import { guarded, ofSender, stateOf } from '@wardbook/event-sourcing/pure';
import { adviceCaseHistory, type AdviceCaseState } from '../advice-case/advice-case.state.ts';
import type { PolicingCommand } from '../by.ts';
import { memberHistory, type MemberState } from '../member/member.state.ts';
import type { PolicyState } from '../policy/policy.state.ts';
import type { RetentionFacts } from '../retention/retention.ts';
import type { SubjectState } from '../subject/subject.state.ts';
import { surveyHistory, type SurveyState } from '../survey/survey.state.ts';
import { visitHistory, type VisitState } from '../visit/visit.state.ts';
import type { AttendanceState } from './attendance.state.ts';

/** Who sends it. */
export type Work = Readonly<{ sender: MemberState }>;

/** What the visit was planned for. */
export type Reasons = Readonly<{
  adviceCase: AdviceCaseState;
  survey: SurveyState;
  visit: VisitState;
}>;
type WorkAndReasons = Work & Reasons;

export type AttendanceFacts = OwnAttendanceFacts & RetentionFacts;

export interface OwnAttendanceFacts {
  readonly PlanAttendance: WorkAndReasons &
    Readonly<{
      buddy: MemberState;
      subject: SubjectState;
      /** What says that nobody goes to the person directly. */
      kept: SubjectState;
      policy: PolicyState;
    }>;
  readonly ChangeBuddy: Work & Readonly<{ buddy: MemberState }>;
  readonly MoveVisit: Work;
  readonly CancelVisit: WorkAndReasons;
  readonly CallBeforeArrival: Work;
  readonly RecordArrival: Work & Pick<Reasons, 'visit'>;
  readonly CallOnDeparture: Work;
  readonly RecordNoReply: WorkAndReasons;
  readonly RecordDidNotAttend: WorkAndReasons;
  readonly ResolveOverdueAttendance: WorkAndReasons;
}

export const workOf = ({ by }: PolicingCommand) => ({ sender: ofSender(stateOf(memberHistory, by.id)) });

/** None may move: of two who say at once what became of a visit neither belies the other. */
export const workAndReasonsOf = (command: PolicingCommand, { plan }: AttendanceState) => ({
  ...workOf(command),
  adviceCase: guarded(stateOf(adviceCaseHistory, plan?.case)),
  survey: guarded(stateOf(surveyHistory, plan?.survey)),
  visit: guarded(stateOf(visitHistory, plan?.visit)),
});

export const workAndVisitOf = (command: PolicingCommand, { plan }: AttendanceState) => ({
  ...workOf(command),
  visit: guarded(stateOf(visitHistory, plan?.visit)),
});
