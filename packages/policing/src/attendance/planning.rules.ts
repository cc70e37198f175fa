import { refuse } from '@wardbook/event-sourcing/pure';
import { isOpen, recipientOf, type AdviceCaseState } from '../advice-case/advice-case.state.ts';
import { notBegun } from '../by.ts';
import { isInService, type MemberState } from '../member/member.state.ts';
import { unknownPerson, type SubjectState } from '../subject/subject.state.ts';
import { isOpenSurvey, surveyedFor, type SurveyState } from '../survey/survey.state.ts';
import { isOpened, isWanted, isWithdrawn, victimOf, type VisitState } from '../visit/visit.state.ts';
import { CONSIDERATIONS, type AttendancePlan, type Consideration } from './attendance.events.ts';

/** All of a plan but the address, which no rule reads. */
export type Plan = Omit<AttendancePlan, 'address'>;

/**
 * R-CASE-11: somebody's home, shop, school or place of faith is not police premises (S3:36). What is, is none of these:
 * OTHER.
 */
export const notOfThePolice = ({ policePremises, premisesKind }: Plan) =>
  policePremises && premisesKind !== 'OTHER'
    ? refuse(
        'R-CASE-11',
        'Premises of this kind are not police premises. Say so, and plan the calls.',
        'policePremises',
      )
    : undefined;

/**
 * R-CASE-11: before attending premises that are not the police's, the risk, protective equipment, conflict management
 * and other training are considered, and what came of it is recorded (S3:36).
 */
export const notConsidered = ({ policePremises, considerations }: Plan) => {
  const missing = CONSIDERATIONS.filter((one) => {
    const { considered, outcome } = considerations[one];
    return !considered || outcome === undefined;
  });
  return policePremises || missing.length === 0
    ? undefined
    : refuse(
        'R-CASE-11',
        `Consider these first, and say what came of it: ${missing.map((one) => IN_WORDS[one]).join(', ')}.`,
        'considerations',
      );
};

const IN_WORDS: Readonly<Record<Consideration, string>> = {
  riskAssessment: 'risk assessment',
  ppe: 'protective equipment',
  conflictManagement: 'conflict management',
  otherTraining: 'other training',
};

/** R-CASE-11: somebody else expects a call before arrival and on departure, and knows when (S3:36). */
export const withoutCallPlan = ({ policePremises, buddy, expectedArrival, expectedDeparture }: Plan) => {
  if (policePremises) return undefined;
  if (buddy === undefined) return refuse('R-CASE-11', 'Say who will expect the calls.', 'buddy');
  if (expectedArrival === undefined)
    return refuse('R-CASE-11', 'Say when you expect to arrive.', 'expectedArrival');
  return expectedDeparture === undefined
    ? refuse('R-CASE-11', 'Say when you expect to leave.', 'expectedDeparture')
    : undefined;
};

/** R-CASE-11: all that comes before attending (S3:36). */
export const misplaced = (
  { expectedArrival, expectedDeparture }: Pick<Plan, 'expectedArrival' | 'expectedDeparture'>,
  at: string,
) => {
  if (expectedArrival !== undefined && expectedArrival < at)
    return refuse(
      'R-CASE-11',
      'A visit must be planned before it begins. Check the expected arrival.',
      'expectedArrival',
    );
  return expectedDeparture === undefined || expectedDeparture > (expectedArrival ?? at)
    ? undefined
    : refuse(
        'R-CASE-11',
        'You must expect to leave after you arrive. Check both times.',
        'expectedDeparture',
      );
};

/** R-CASE-11: whoever expects the calls is somebody else, who serves in the same force (S3:36). */
export const unfitBuddy = (
  buddy: string | undefined,
  member: string | undefined,
  { at, known }: { readonly at: string; readonly known: MemberState },
) => {
  if (buddy === undefined) return undefined;
  if (buddy === member)
    return refuse('R-CASE-11', 'Whoever goes cannot expect their own calls. Choose somebody else.', 'buddy');
  return isInService(known, at)
    ? undefined
    : refuse(
        'R-CASE-11',
        'Nobody of this id served in your force at that time. Choose somebody else.',
        'buddy',
      );
};

/** R-LIFE-1: whoever is visited is on record. */
export const unknownRecipient = ({ recipientKind }: Plan, person: SubjectState, at: string) =>
  recipientKind === 'COMMUNITY' ? undefined : unknownPerson(person, at, 'recipient');

/** R-CASE-11: a visit belongs to an open case, and is to whom that is about (S3:12). */
export const notOfTheCase = (plan: Plan, known: AdviceCaseState, at: string) => {
  if (plan.case === undefined) return undefined;
  const unknown = notBegun(known.openedAt, at, 'case', 'case');
  if (unknown) return unknown;
  if (!isOpen(known, at))
    return refuse(
      'R-LIFE-1',
      'This case had been closed by then. Ask a supervisor to reopen it, or leave the case out.',
      'case',
    );
  return recipientOf(known) === plan.recipient && known.terms?.recipientKind === plan.recipientKind
    ? undefined
    : refuse(
        'R-CASE-11',
        'This case is about somebody else. Check the recipient, and the case.',
        'recipient',
      );
};

/** R-LIFE-1 and R-CASE-11: a visit for a survey is to whose premises are surveyed, while that is to be done (S3:36). */
export const notOfTheSurvey = (plan: Plan, known: SurveyState, at: string) => {
  if (plan.survey === undefined) return undefined;
  const unknown = notBegun(known.requestedAt, at, 'survey', 'survey');
  if (unknown) return unknown;
  if (!isOpenSurvey(known, at))
    return refuse(
      'R-LIFE-1',
      'This survey had ended by then. Ask for another one, or leave the survey out.',
      'survey',
    );
  return surveyedFor(known) === plan.recipient && plan.recipientKind === 'INDIVIDUAL'
    ? undefined
    : refuse(
        'R-CASE-11',
        'This survey is of somebody else’s premises. Check the recipient, and the survey.',
        'recipient',
      );
};

/** R-LIFE-1, R-VIS-6 and R-CASE-11: a visit to a victim is to that victim, who wants to be visited (S4:8). */
export const notOfTheVictim = (plan: Plan, known: VisitState, at: string) => {
  if (plan.visit === undefined) return undefined;
  if (!isOpened(known, at) || isWithdrawn(known, at))
    return refuse(
      'R-LIFE-1',
      'There was no such visit to a victim at that time. Check the reference and the time.',
      'visit',
    );
  if (victimOf(known) !== plan.recipient || plan.recipientKind !== 'INDIVIDUAL')
    return refuse(
      'R-CASE-11',
      'This visit is to another victim. Check the recipient, and the visit.',
      'recipient',
    );
  return isWanted(known, at)
    ? undefined
    : refuse(
        'R-VIS-6',
        'The victim did not await a visit at that time. Record first that they accept.',
        'visit',
      );
};

/** R-VIS-7: nobody is visited at home who is not reached directly, whatever for (8.7 "Victims"). */
export const unsafeAtHome = (kept: SubjectState) =>
  kept.registeredAt === undefined
    ? undefined
    : refuse(
        'R-VIS-7',
        'It is not safe to go to this person’s home. Meet them elsewhere, through whom they are reached.',
        'premisesKind',
      );
