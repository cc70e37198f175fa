import { ofSender, refuse, stateOf, through } from '@wardbook/event-sourcing/pure';
import { notOwnWork, type Work } from '../advice-case/own-work.rules.ts';
import {
  adviceCaseHistory,
  recipientOf,
  wardOf,
  type AdviceCaseState,
} from '../advice-case/advice-case.state.ts';
import { notOwn } from '../attendance/attendance.rules.ts';
import { senderGone } from '../member/member.rules.ts';
import { attendanceHistory, type AttendanceState } from '../attendance/attendance.state.ts';
import type { PolicingCommand } from '../by.ts';
import { memberHistory } from '../member/member.state.ts';
import { notTheirWork as notTheirReferral } from '../referral/referral.rules.ts';
import { referralHistory, type ReferralState } from '../referral/referral.state.ts';
import { isDisposed, type Keeping } from '../retention/retention.state.ts';
import { rolesHistory } from '../role/role.state.ts';
import { wardHistory } from '../ward/ward.state.ts';
import type { SubjectCategory } from './subject.events.ts';
import { categoryAt, type RecordAbout, type SubjectState } from './subject.state.ts';

// What a person is in one record (D-32, DPA 2018 s.38): said by those whose work that record is.

/** Who may be asked to work on a record about a person. */
export const WORKERS = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'] as const;

/** The record that is named, and what says whose work it is. */
export type Categorising = Work &
  Readonly<{ adviceCase: AdviceCaseState; attendance: AttendanceState; referral: ReferralState }>;

type Categorise = PolicingCommand & RecordAbout & { readonly category?: SubjectCategory };

export const factsOf = ({ by, occurredAt: at, adviceCase, attendance, referral }: Categorise) => {
  const known = stateOf(adviceCaseHistory, adviceCase);
  return {
    sender: ofSender(stateOf(memberHistory, by.id)),
    adviceCase: known,
    homeRoles: through(known, ({ terms }) => stateOf(rolesHistory, terms?.force)),
    homeWard: through(known, (state) => stateOf(wardHistory, wardOf(state, at))),
    attendance: stateOf(attendanceHistory, attendance),
    referral: stateOf(referralHistory, referral),
  };
};

/** Of a command only which record it names. */
export const recordOf = ({ adviceCase, attendance, referral }: RecordAbout) => ({
  ...(adviceCase !== undefined && { adviceCase }),
  ...(attendance !== undefined && { attendance }),
  ...(referral !== undefined && { referral }),
});

/** R-PERSON-2: a person is a victim, a witness or a suspect in one record, and not in general (DPA 2018 s.38). */
export const notOneRecord = (about: RecordAbout) =>
  Object.keys(about).length === 1
    ? undefined
    : refuse(
        'R-PERSON-2',
        'A category says what somebody is in one record. Name one case, one visit or one referral.',
        'adviceCase',
      );

/** R-LIFE-1: the record was there, is about this person, and it was not decided to dispose of it. */
export const notAbout = (command: Categorise, { adviceCase, attendance, referral }: Categorising) => {
  const { id, occurredAt: at } = command;
  if (command.adviceCase !== undefined)
    return isAbout(id, recipientOf(adviceCase), known(adviceCase, adviceCase.openedAt, at))
      ? undefined
      : ofAnother('adviceCase');
  if (command.attendance !== undefined)
    return isAbout(id, attendance.plan?.recipient, known(attendance, attendance.plannedAt, at))
      ? undefined
      : ofAnother('attendance');
  return isAbout(id, referral.subject, known(referral, referral.raisedAt, at))
    ? undefined
    : ofAnother('referral');
};

const known = (record: Keeping, begunAt: string | undefined, at: string): boolean =>
  begunAt !== undefined && begunAt <= at && !isDisposed(record, at);

const isAbout = (id: string, person: string | undefined, isKnown: boolean): boolean =>
  isKnown && person === id;

const ofAnother = <Path extends keyof RecordAbout>(path: Path) =>
  refuse(
    'R-LIFE-1',
    'There was no such record about this person at that time. Check the reference and the time.',
    path,
  );

/** R-AUTH-4: those whose work the record is say what the person is in it; of any record, the records office. */
export const notTheirWork = (command: Categorise, facts: Categorising) => {
  const { by, occurredAt: at } = command;
  const { adviceCase, attendance, referral, sender } = facts;
  if (command.adviceCase !== undefined) {
    const elsewhere = notOwnWork(command, adviceCase, facts);
    // `id` is the person here.
    return elsewhere && { ...elsewhere, path: 'adviceCase' as const };
  }
  if (command.attendance !== undefined) return notOwn(by, attendance) ?? senderGone(sender, at);
  return notTheirReferral(referral, by, sender, at) ?? senderGone(sender, at);
};

/** R-LIFE-1: what nobody has said is not taken back. */
export const nothingSaid = (state: SubjectState, { category, occurredAt: at, ...about }: Categorise) =>
  category !== undefined || categoryAt(state, about, at) !== undefined
    ? undefined
    : refuse(
        'R-LIFE-1',
        'Nobody had said what this person is in that record by then. Check the record and the time.',
        'category',
      );
