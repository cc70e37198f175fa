import { at, fact, scenario, type Given, type Scenario } from '@wardbook/event-sourcing/testing';
import { adviceCaseOpened } from '../advice-case/advice-case.events.ts';
import { adviceCaseHistory } from '../advice-case/advice-case.state.ts';
import { IN_2012, KILBURN, OFFICER, PCSO, posted, SNT, SUPERVISOR, SYSTEM } from '../kilburn.test.data.ts';
import { memberHistory } from '../member/member.state.ts';
import { rolesHistory } from '../role/role.state.ts';
import { subjectRegistered } from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { attendancePlanned, type AttendanceEvent } from './attendance.events.ts';
import { attendance } from './attendance.ts';

export const onDay = (time: string): string => `2023-03-06T${time}:00.000Z`;
export const TEN = onDay('10:00');
export const NOON = onDay('12:00');
export const ONE = onDay('13:00');
export const QUARTER_PAST = onDay('13:15');
export const LATER = onDay('15:00');

const arranged = { considered: true, outcome: 'ARRANGED' } as const;
const notRequired = { considered: true, outcome: 'NOT_REQUIRED' } as const;

/** A PCSO goes to somebody's home at noon, and is to be away at one. */
export const plan = {
  type: 'PlanAttendance',
  occurredAt: TEN,
  by: PCSO,
  case: 'case-1',
  recipient: 'subject-1',
  premisesKind: 'HOME',
  policePremises: false,
  considerations: {
    riskAssessment: arranged,
    ppe: notRequired,
    conflictManagement: notRequired,
    otherTraining: { considered: true, outcome: 'NOT_AVAILABLE' },
  },
  crew: 'LONE',
  buddy: OFFICER.id,
  expectedArrival: NOON,
  expectedDeparture: ONE,
  address: '4 Invented Mews',
} as const;
const { type: _type, occurredAt: _at, by: _by, ...terms } = plan;
/** Who goes, whose visit it is, and what the plan left out. */
export const made = {
  recipientKind: 'INDIVIDUAL',
  member: PCSO.id,
  force: PCSO.agency,
  graceMinutes: 15,
} as const;
export const asPlanned = attendancePlanned({ ...terms, ...made, overdueFrom: QUARTER_PAST });
export const planned = at(TEN, asPlanned);

export const call = { type: 'CallBeforeArrival', occurredAt: NOON, by: PCSO } as const;
export const arrive = { type: 'RecordArrival', occurredAt: NOON, by: PCSO } as const;
export const leave = { type: 'CallOnDeparture', occurredAt: ONE, by: PCSO } as const;
export const move = {
  type: 'MoveVisit',
  occurredAt: onDay('11:00'),
  by: PCSO,
  expectedArrival: onDay('16:00'),
  expectedDeparture: onDay('17:00'),
} as const;
export const moved = {
  expectedArrival: onDay('16:00'),
  expectedDeparture: onDay('17:00'),
  overdueFrom: onDay('17:15'),
};
export const cancel = {
  type: 'CancelVisit',
  occurredAt: onDay('11:00'),
  by: PCSO,
  reason: 'RECIPIENT_ASKED',
  note: 'She is with her sister.',
} as const;
export const noReply = {
  type: 'RecordNoReply',
  occurredAt: onDay('12:05'),
  by: PCSO,
  tried: ['AT_THE_DOOR', 'CARD_LEFT'],
} as const;
export const didNotAttend = {
  type: 'RecordDidNotAttend',
  occurredAt: ONE,
  by: SUPERVISOR,
  reason: 'URGENT_CALL',
} as const;
export const changeBuddy = {
  type: 'ChangeBuddy',
  occurredAt: onDay('11:00'),
  by: PCSO,
  buddy: SUPERVISOR.id,
} as const;
export const notice = { type: 'NoticeAttendanceOverdue', occurredAt: QUARTER_PAST, by: SYSTEM } as const;
export const resolve = {
  type: 'ResolveOverdueAttendance',
  occurredAt: LATER,
  by: SUPERVISOR,
  outcome: 'SAFE_FOUND',
  note: 'Her phone was flat.',
} as const;

export const noPolicyServes = fact(rolesHistory, 'police');
export const officer = fact(memberHistory, OFFICER.id, posted('CONSTABLE'));
export const sergeant = fact(memberHistory, SUPERVISOR.id, posted('SERGEANT'));
export const person = fact(
  subjectHistory,
  'subject-1',
  at(IN_2012, subjectRegistered({ name: 'Juniper Marsh' })),
);
export const caseOpened = adviceCaseOpened({
  recipientKind: 'INDIVIDUAL',
  recipient: 'subject-1',
  capacity: 'OCCUPANT',
  origin: 'APPROACH',
  ward: KILBURN,
  team: SNT,
  officerInCase: PCSO.id,
  policy: 'A0609',
  topicHints: ['PROPERTY'],
  criteria: [],
  force: 'police',
});
export const openCase = fact(adviceCaseHistory, 'case-1', at(IN_2012, caseOpened));
/** What a plan rests on, as it should be. */
export const ready = [noPolicyServes, officer, person, openCase];

/** A visit of people who serve, whose case knows of nobody who was met, where a test says nothing else of it. */
export const given = (...history: readonly Given<AttendanceEvent>[]): Scenario<typeof attendance> => {
  const usual = scenario(attendance, 'visit-1')(...history);
  const known = [
    openCase,
    ...[PCSO, OFFICER, SUPERVISOR].map(({ id }) => fact(memberHistory, id, posted('PCSO', SNT, 'PCSO'))),
  ];
  return {
    ...usual,
    knowing: (...facts) => usual.knowing(...facts, ...known),
    when: (command) => usual.knowing(...known).when(command),
  };
};
