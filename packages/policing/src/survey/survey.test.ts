import { describe, expect, test } from '@jest/globals';
import { at, fact, type KnownFact } from '@wardbook/event-sourcing/testing';
import { adviceCaseClosed } from '../advice-case/advice-case.events.ts';
import { adviceCaseHistory } from '../advice-case/advice-case.state.ts';
import { caseOpened } from '../attendance/attendance.test.data.ts';
import { attendancePlanned, visitCancelled } from '../attendance/attendance.events.ts';
import {
  IN_2012,
  INSPECTOR,
  JANUARY,
  KILBURN,
  kilburn,
  OFFICER,
  PCSO,
  police,
  posted,
  SUPERVISOR,
  SYSTEM,
} from '../kilburn.test.data.ts';
import { crimeRecorded, victimRegistered, type CrimeEvent } from '../crime/crime.events.ts';
import { crimeHistory } from '../crime/crime.state.ts';
import { victimVisitOpened } from '../visit/visit.events.ts';
import { visitHistory } from '../visit/visit.state.ts';
import { competenceGranted, memberLeft } from '../member/member.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { referralRaised } from '../referral/referral.events.ts';
import { referralHistory } from '../referral/referral.state.ts';
import { rolesHistory } from '../role/role.state.ts';
import { safeContactSaid, subjectRegistered } from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { wardAbolished } from '../ward/ward.events.ts';
import { wardHistory } from '../ward/ward.state.ts';
import {
  findingRecorded,
  findingReferralNotRaised,
  findingReferred,
  regulatoryReminderGiven,
  REGULATORY_REMINDERS,
  surveyAbandoned,
  surveyBooked,
  surveyCompleted,
  surveyRequested,
  surveyStarted,
} from './survey.events.ts';
import { itemsToRefer, surveyHistory } from './survey.state.ts';
import {
  alarmFound,
  asked,
  begun,
  complete,
  CPO,
  find,
  FOUR,
  fullBegun,
  fullRequested,
  given,
  NINE,
  NOON,
  occupantToDo,
  onDay,
  ONE,
  person,
  refer,
  request,
  requested,
  roles,
  TEN,
  THREE,
  trained,
  TWO,
  untrainedPcso,
  visit,
  visitOf,
  windowsFound,
} from './survey.test.data.ts';

const CONTROL = police('control-1', 'CONTROL');
const book = {
  type: 'BookSurvey',
  occurredAt: TEN,
  by: PCSO,
  surveyor: PCSO.id,
  from: NOON,
  to: TWO,
} as const;
const bookCpo = { ...book, by: SUPERVISOR, surveyor: CPO.id } as const;
const booked = (surveyor: string) => at(TEN, surveyBooked({ surveyor, from: NOON, to: TWO }));
const start = { type: 'StartSurvey', occurredAt: NOON, by: PCSO, attendance: 'visit-1' } as const;
const startFull = { ...start, by: CPO, attendance: 'visit-2' } as const;
const completeFull = { ...complete, by: CPO } as const;
const remind = { type: 'GiveReminder', occurredAt: TWO, by: CPO, reminder: 'FIRE', how: 'VERBAL' } as const;
const reminded = (...reminders: readonly (typeof REGULATORY_REMINDERS)[number][]) =>
  at(TWO, ...reminders.map((reminder) => regulatoryReminderGiven({ reminder, how: 'VERBAL' as const })));
const abandon = {
  type: 'AbandonSurvey',
  occurredAt: TWO,
  by: PCSO,
  reason: 'NO_ACCESS',
} as const;
const referredToCpo = at(
  TWO,
  findingReferred({
    item: 'ALARM_FITTED',
    referral: 'alarm',
    toRole: 'CPO',
    topic: 'INTRUDER_ALARM',
    requestedHelp: 'Which alarm would suit the house?',
    fields: ['REQUESTED_HELP', 'TOPIC'],
    dueAt: refer.dueAt,
    recipient: 'juniper',
    ward: KILBURN,
    force: 'police',
    fromTeam: 'snt-kilburn',
    referredBy: PCSO.id,
  }),
);
const noReferral = fact(referralHistory, 'alarm');

describe('asking for a survey', () => {
  test('R-SUR-3: criteria that come first are known by the policy, and by its version [T2-23]', () => {
    given()
      .when(request)
      .emits(surveyRequested({ ...asked, address: '4 Cedar Row' }));
    given()
      .when({ ...request, criteria: ['REPEAT_VICTIM'] })
      .emits(
        surveyRequested({ ...asked, criteria: ['REPEAT_VICTIM'], priority: false, address: '4 Cedar Row' }),
      );
  });

  test('R-SUR-3, T2-23: a basic survey of commercial premises is refused, and goes to a specialist', () => {
    given()
      .when({ ...request, by: PCSO, premisesKind: 'COMMERCIAL' })
      .isRefusedBy('R-SUR-3', 'premisesKind');
    given()
      .when({ ...request, by: PCSO, premisesKind: 'COMMERCIAL', level: 'FULL' })
      .emits(
        surveyRequested({
          ...{ ...asked, premisesKind: 'COMMERCIAL', level: 'FULL', requestedBy: PCSO.id },
          address: '4 Cedar Row',
        }),
      );
  });

  test('R-AUTH-2: partners do not ask for one', () =>
    given()
      .when({ ...request, by: { ...OFFICER, role: 'PARTNER' } })
      .isRefusedBy('R-AUTH-2'));

  test('R-AUTH-4: nor does whoever had left', () =>
    given()
      .knowing(
        fact(memberHistory, OFFICER.id, posted('CONSTABLE'), at(JANUARY, memberLeft({ reason: 'RETIRED' }))),
      )
      .when(request)
      .isRefusedBy('R-AUTH-4'));

  test('R-LIFE-1: the person is on record', () =>
    given().knowing(fact(subjectHistory, 'juniper')).when(request).isRefusedBy('R-LIFE-1', 'recipient'));

  test('R-WARD-5: the ward is there still', () =>
    given()
      .knowing(fact(wardHistory, KILBURN, kilburn, at(IN_2012, wardAbolished({ successors: ['E05013661'] }))))
      .when(request)
      .isRefusedBy('R-WARD-5', 'ward'));

  test('R-LIFE-2: the same again changes nothing; anything else under its name is refused', () => {
    given(...requested)
      .when(request)
      .emitsNothing();
    given(...requested)
      .when({ ...request, level: 'FULL' })
      .isRefusedBy('R-LIFE-2', 'id');
  });

  const opened = fact(adviceCaseHistory, 'case-1', at(IN_2012, { ...caseOpened, recipient: 'juniper' }));
  test('R-SUR-10: a case that it comes from is open, and about the same person', () => {
    const fromCase = { ...request, case: 'case-1' } as const;
    given()
      .knowing(opened)
      .when(fromCase)
      .emits(surveyRequested({ ...asked, case: 'case-1', address: '4 Cedar Row' }));
    given()
      .knowing(fact(adviceCaseHistory, 'case-1', at(IN_2012, caseOpened)))
      .when(fromCase)
      .isRefusedBy('R-SUR-10', 'recipient');
  });

  test('R-LIFE-1: a case that is closed, or unknown, has no survey', () => {
    const fromCase = { ...request, case: 'case-1' } as const;
    given().knowing(fact(adviceCaseHistory, 'case-1')).when(fromCase).isRefusedBy('R-LIFE-1', 'case');
    given()
      .knowing(
        fact(
          adviceCaseHistory,
          'case-1',
          at(IN_2012, { ...caseOpened, recipient: 'juniper' }),
          at(NINE, adviceCaseClosed({ outcome: 'NO_CONTACT' })),
        ),
      )
      .when(fromCase)
      .isRefusedBy('R-LIFE-1', 'case');
  });
});

describe('of a victim', () => {
  const CRIME = 'police.2013-114';
  const ofVictim = { ...request, crime: CRIME, visit: 'visit-9' } as const;
  const burgled = (victim: string) =>
    fact(
      crimeHistory,
      CRIME,
      at<CrimeEvent>(
        IN_2012,
        crimeRecorded({ category: 'BURGLARY', markers: [], ward: KILBURN }),
        victimRegistered({ victim, visit: 'visit-9', criteria: [] }),
      ),
    );
  const offered = (victim: string) =>
    fact(
      visitHistory,
      'visit-9',
      at(IN_2012, victimVisitOpened({ victim, crime: CRIME, force: 'police', offerBy: '2012-09-05' })),
    );

  test('R-SUR-10: it is of the victim of that crime, to whom the visit is', () => {
    given()
      .knowing(burgled('juniper'), offered('juniper'))
      .when(ofVictim)
      .emits(surveyRequested({ ...asked, crime: CRIME, visit: 'visit-9', address: '4 Cedar Row' }));
    given().knowing(burgled('rowan'), offered('juniper')).when(ofVictim).isRefusedBy('R-SUR-10', 'recipient');
    given().knowing(burgled('juniper'), offered('rowan')).when(ofVictim).isRefusedBy('R-SUR-10', 'recipient');
  });

  test('R-LIFE-1: the crime and the visit are on record', () => {
    given()
      .knowing(fact(crimeHistory, CRIME), offered('juniper'))
      .when(ofVictim)
      .isRefusedBy('R-LIFE-1', 'crime');
    given()
      .knowing(burgled('juniper'), fact(visitHistory, 'visit-9'))
      .when(ofVictim)
      .isRefusedBy('R-LIFE-1', 'visit');
  });
});

describe('booking', () => {
  test('R-SUR-1, T0-07: the Crime Prevention Officer is booked for a full survey', () =>
    given(...fullRequested)
      .when(bookCpo)
      .emits(surveyBooked({ surveyor: CPO.id, from: NOON, to: TWO })));

  test('R-SUR-1: a trained PCSO is not', () =>
    given(...fullRequested)
      .when(book)
      .isRefusedBy('R-SUR-1', 'surveyor'));

  test('R-SUR-3, T2-22: an untrained PCSO is not booked for a basic survey; after training, yes', () => {
    given(...requested)
      .knowing(untrainedPcso)
      .when(book)
      .isRefusedBy('R-SUR-3', 'surveyor');
    given(...requested)
      .when(book)
      .emits(surveyBooked({ surveyor: PCSO.id, from: NOON, to: TWO }));
  });

  test('R-AUTH-4: people book themselves; the control room and supervisors book others', () => {
    given(...requested)
      .when({ ...book, by: OFFICER })
      .isRefusedBy('R-AUTH-4', 'surveyor');
    given(...requested)
      .when({ ...book, by: CONTROL })
      .emits(surveyBooked({ surveyor: PCSO.id, from: NOON, to: TWO }));
  });

  test('R-VIS-7: nobody is booked for the home of whoever is not reached directly', () => {
    const told = (...ways: 'SAFE_TO_CALL'[]) => at(IN_2012, safeContactSaid({ ways }));
    const registered = at(IN_2012, subjectRegistered({ name: 'Juniper Marsh' }));
    const booking = (...facts: readonly KnownFact[]) =>
      given(...requested)
        .knowing(...facts)
        .when(book);
    booking(fact(subjectHistory, 'juniper', registered, told())).isRefusedBy('R-VIS-7', 'id');
    booking(fact(subjectHistory, 'juniper', registered, told('SAFE_TO_CALL'))).emits(
      surveyBooked({ surveyor: PCSO.id, from: NOON, to: TWO }),
    );
  });

  test('R-VIS-7: it is not asked where no home is surveyed', () =>
    given(
      at(
        NINE,
        surveyRequested({ ...asked, premisesKind: 'COMMERCIAL', level: 'FULL', address: '4 Cedar Row' }),
      ),
    )
      .knowing(fact(subjectHistory, 'juniper', at(IN_2012, safeContactSaid({ ways: [] }))))
      .when(bookCpo)
      .emits(surveyBooked({ surveyor: CPO.id, from: NOON, to: TWO })));

  test('R-LIFE-1: whoever is booked serves', () =>
    given(...requested)
      .knowing(fact(memberHistory, 'pcso-9'))
      .when({ ...book, by: SUPERVISOR, surveyor: 'pcso-9' })
      .isRefusedBy('R-LIFE-1', 'surveyor'));

  test('R-SUR-7: for a time to come that ends after it begins', () => {
    given(...requested)
      .when({ ...book, from: NINE })
      .isRefusedBy('R-SUR-7', 'from');
    given(...requested)
      .when({ ...book, to: NOON })
      .isRefusedBy('R-SUR-7', 'to');
  });

  test('R-LIFE-1: not once it had begun, nor once it had ended', () => {
    given(...begun)
      .when({ ...book, occurredAt: ONE, from: TWO, to: THREE })
      .isRefusedBy('R-LIFE-1', 'id');
    given(...requested, at(NINE, surveyAbandoned({ reason: 'NO_LONGER_NEEDED' })))
      .when(book)
      .isRefusedBy('R-LIFE-1', 'id');
  });

  test('R-TIME-2: nor before what is on record for later', () =>
    given(...requested, booked(PCSO.id))
      .when({ ...abandon, occurredAt: onDay('09:30'), by: OFFICER })
      .isRefusedBy('R-TIME-2', 'occurredAt'));

  test('R-LIFE-1: what nobody asked for is not booked', () =>
    given().when(book).isRefusedBy('R-LIFE-1', 'id'));

  test('the same booking again changes nothing', () =>
    given(...requested, booked(PCSO.id))
      .when(book)
      .emitsNothing());
});

describe('starting', () => {
  test('R-SUR-4: at the premises, on a visit planned for it [T3-54]', () =>
    given(...requested)
      .when(start)
      .emits(surveyStarted({ surveyor: PCSO.id, attendance: 'visit-1' })));

  test('R-SUR-1, T0-07: the Crime Prevention Officer may make a full survey', () =>
    given(...fullRequested)
      .when(startFull)
      .emits(surveyStarted({ surveyor: CPO.id, attendance: 'visit-2' })));

  test('R-SUR-1, T3-52: a PCSO may not, whoever was booked', () =>
    given(...fullRequested)
      .when(start)
      .isRefusedBy('R-SUR-1', 'id'));

  test('R-SUR-1: whoever was trained as a specialist may, without a post', () =>
    given(...fullRequested)
      .knowing(
        fact(
          memberHistory,
          PCSO.id,
          posted('PCSO'),
          at(IN_2012, competenceGranted({ level: 'SPECIALIST', evidence: 'diploma/5' })),
        ),
      )
      .when(start)
      .emits(surveyStarted({ surveyor: PCSO.id, attendance: 'visit-1' })));

  test('R-SUR-3, T2-22: a basic survey by an untrained PCSO is refused; after training it is made', () => {
    given(...requested)
      .knowing(untrainedPcso)
      .when(start)
      .isRefusedBy('R-SUR-3', 'id');
    given(...requested)
      .knowing(
        fact(
          memberHistory,
          PCSO.id,
          posted('PCSO'),
          at(ONE, competenceGranted({ level: 'BASIC_SURVEY', evidence: 'training/2023-03-06' })),
        ),
      )
      .when(start)
      .isRefusedBy('R-SUR-3', 'id');
    given(...requested)
      .knowing(fact(memberHistory, PCSO.id, posted('PCSO'), trained))
      .when(start)
      .emits(surveyStarted({ surveyor: PCSO.id, attendance: 'visit-1' }));
  });

  test('R-SUR-3: a specialist makes a basic survey as well', () =>
    given(...requested)
      .when(startFull)
      .emits(surveyStarted({ surveyor: CPO.id, attendance: 'visit-2' })));

  test.each([
    ['was planned for another survey', visitOf(PCSO.id, { of: 'survey-2' })],
    ['is somebody else’s', visitOf(OFFICER.id)],
    ['had not come to an arrival', visitOf(PCSO.id, { arrived: ONE })],
    ['had ended', visitOf(PCSO.id, { arrived: TEN, left: onDay('11:00') })],
  ] as const)('R-SUR-4: not on a visit that %s', (_, past) =>
    given(...requested)
      .knowing(visit('visit-1', ...past))
      .when(start)
      .isRefusedBy('R-SUR-4', 'attendance'),
  );

  test('R-SUR-4: nor on one that nobody planned, or that was called off', () => {
    given(...requested)
      .knowing(visit('visit-1'))
      .when(start)
      .isRefusedBy('R-LIFE-1', 'attendance');
    const [planned] = visitOf(PCSO.id);
    given(...requested)
      .knowing(
        visit('visit-1', planned, ...at(onDay('11:00'), visitCancelled({ by: PCSO.id, reason: 'NOT_SAFE' }))),
      )
      .when(start)
      .isRefusedBy('R-SUR-4', 'attendance');
    expect(planned.event.type).toBe(attendancePlanned.type);
  });

  test('R-AUTH-4: whoever is booked makes it', () =>
    given(...requested, booked(CPO.id))
      .when(start)
      .isRefusedBy('R-AUTH-4', 'id'));

  test('R-LIFE-2: it begins once', () => {
    given(...begun)
      .when(start)
      .emitsNothing();
    given(...begun)
      .when({ ...start, occurredAt: ONE })
      .isRefusedBy('R-LIFE-2', 'id');
  });

  test('R-LIFE-1: not after its end', () =>
    given(...requested, at(NINE, surveyAbandoned({ reason: 'NOT_SAFE' })))
      .when(start)
      .isRefusedBy('R-LIFE-1', 'id'));
});

describe('findings', () => {
  const windows = {
    item: 'WINDOW_LOCKS',
    section: 'WINDOWS',
    answer: 'NO',
    attention: true,
    technical: false,
    toRefer: false,
  } as const;
  const alarm = {
    item: 'ALARM_FITTED',
    section: 'ALARM',
    answer: 'NO',
    attention: true,
    technical: true,
  } as const;

  test('R-SUR-8: are of items of the checklist', () => {
    given(...begun)
      .when(find)
      .emits(findingRecorded(windows));
    given(...begun)
      .when({ ...find, item: 'MOAT' })
      .isRefusedBy('R-SUR-8', 'item');
  });

  test('R-SUR-8: what only a full survey looks at is not found in a basic one', () => {
    given(...begun)
      .when({ ...find, item: 'GLAZING' })
      .isRefusedBy('R-SUR-8', 'item');
    given(...fullBegun)
      .when({ ...find, by: CPO, item: 'GLAZING' })
      .emits(findingRecorded({ ...windows, item: 'GLAZING', technical: true }));
  });

  test('R-SUR-6: a technical one of a PCSO is to be referred; of a specialist it is not [T3-32]', () => {
    given(...begun)
      .when({ ...find, item: 'ALARM_FITTED' })
      .emits(findingRecorded({ ...alarm, toRefer: true }));
    given(...fullBegun)
      .when({ ...find, by: CPO, item: 'ALARM_FITTED' })
      .emits(findingRecorded({ ...alarm, toRefer: false }));
    given(...begun)
      .when({ ...find, item: 'ALARM_FITTED', answer: 'YES', attention: false })
      .emits(findingRecorded({ ...alarm, answer: 'YES', attention: false, toRefer: false }));
  });

  test('R-LIFE-1: not before it began, nor after its end', () => {
    given(...requested)
      .when(find)
      .isRefusedBy('R-LIFE-1', 'id');
    given(...begun, at(NOON, surveyCompleted({})))
      .when(find)
      .isRefusedBy('R-LIFE-1', 'id');
  });

  test('R-AUTH-4: only by whoever surveys', () =>
    given(...begun)
      .when({ ...find, by: CPO })
      .isRefusedBy('R-AUTH-4', 'id'));

  test('R-AUTH-2: the control room finds nothing', () =>
    given(...begun)
      .when({ ...find, by: CONTROL })
      .isRefusedBy('R-AUTH-2'));

  test('the same finding again changes nothing', () =>
    given(...begun, at(ONE, findingRecorded(windows)))
      .when(find)
      .emitsNothing());
});

describe('referring a finding', () => {
  test('R-SUR-6: a technical finding of a PCSO is referred to a role of the force', () =>
    given(...begun, ...alarmFound)
      .knowing(noReferral)
      .when(refer)
      .emits(...referredToCpo.map(({ event }) => event)));

  test('R-SUR-6: what needs no specialist, or was referred, is not', () => {
    given(...begun, ...alarmFound)
      .knowing(noReferral)
      .when({ ...refer, item: 'WINDOW_LOCKS' })
      .isRefusedBy('R-SUR-6', 'item');
    given(...begun, ...alarmFound, ...referredToCpo)
      .knowing(fact(referralHistory, 'alarm-2'))
      .when({ ...refer, referral: 'alarm-2' })
      .isRefusedBy('R-SUR-6', 'item');
  });

  test('R-LIFE-2: under a name that no other referral has', () => {
    given(...begun, ...alarmFound, ...referredToCpo)
      .knowing(noReferral)
      .when(refer)
      .emitsNothing();
    given(...begun, ...alarmFound)
      .knowing(
        fact(
          referralHistory,
          'alarm',
          referralRaised({
            ...{
              kind: 'SPECIALIST_ADVICE',
              from: { agency: 'police' },
              topic: 'PROPERTY',
              fields: [],
              chain: [],
            },
            ...{ to: { force: 'police', role: 'CPO' }, reason: 'OTHER', dueAt: refer.dueAt },
          }),
        ),
      )
      .when(refer)
      .isRefusedBy('R-LIFE-2', 'referral');
  });

  test('R-ROLE-1: to somebody who is there', () =>
    given(...begun, ...alarmFound)
      .knowing(noReferral, fact(rolesHistory, 'police'))
      .when(refer)
      .isRefusedBy('R-ROLE-1', 'toRole'));

  test('R-REF-8: who helps with it', () =>
    given(...begun, ...alarmFound)
      .knowing(noReferral, roles)
      .when({ ...refer, topic: 'CCTV_INSTALLATION' })
      .isRefusedBy('R-REF-8', 'topic'));

  test('R-AUTH-4: by whoever surveys, asked for it, or is over them', () => {
    given(...begun, ...alarmFound)
      .knowing(noReferral)
      .when({ ...refer, by: CPO })
      .isRefusedBy('R-AUTH-4', 'id');
    expect(
      given(...begun, ...alarmFound)
        .knowing(noReferral)
        .when({ ...refer, by: SUPERVISOR }).decision,
    ).toHaveLength(1);
  });

  const notRaised = { type: 'RecordFindingNotReferred', referral: 'alarm', rule: 'R-ROLE-1' } as const;
  test('R-SUR-6: what could not be raised is to be referred again, whenever that is known', () => {
    const past = [...begun, ...alarmFound, ...referredToCpo];
    given(...past, at(THREE, surveyCompleted({})))
      .when({ ...notRaised, occurredAt: TWO, by: SYSTEM })
      .emits(findingReferralNotRaised({ referral: 'alarm', rule: 'R-ROLE-1' }));
    given(...past, at(TWO, findingReferralNotRaised({ referral: 'alarm', rule: 'R-ROLE-1' })))
      .when({ ...complete, occurredAt: THREE })
      .isRefusedBy('R-SUR-6', 'id');
    given(...past, at(TWO, findingReferralNotRaised({ referral: 'alarm', rule: 'R-ROLE-1' })))
      .when({ ...notRaised, occurredAt: TWO, by: SYSTEM })
      .emitsNothing();
  });

  test('R-LIFE-1: nothing is said of a referral that nobody made', () =>
    given(...begun)
      .when({ ...notRaised, occurredAt: TWO, by: SYSTEM })
      .isRefusedBy('R-LIFE-1', 'referral'));

  test('R-AUTH-2: and nobody but a process says so', () =>
    given(...begun, ...alarmFound, ...referredToCpo)
      .when({ ...notRaised, occurredAt: TWO, by: SUPERVISOR })
      .isRefusedBy('R-AUTH-2'));
});

describe('the end', () => {
  test('R-SUR-1, T3-52: a PCSO who completes a full survey is refused', () =>
    given(...fullBegun, ...reminded(...REGULATORY_REMINDERS))
      .when(complete)
      .isRefusedBy('R-SUR-1', 'id'));

  test('R-SUR-2, T3-53: a full survey with two of three reminders does not end, and names the missing one', () => {
    const answer = given(...fullBegun, ...reminded('PLANNING_BUILDING', 'HEALTH_SAFETY')).when(completeFull);
    answer.isRefusedBy('R-SUR-2', 'id');
    expect(answer.decision).toMatchObject({ reason: expect.stringContaining('fire regulations') });
    expect(answer.decision).toMatchObject({ reason: expect.not.stringContaining('planning') });
  });

  test('R-SUR-2, T3-53: with all three it does', () => {
    given(...fullBegun, ...reminded(...REGULATORY_REMINDERS))
      .when(completeFull)
      .emits(surveyCompleted({}));
    given(...fullBegun)
      .when(remind)
      .emits(regulatoryReminderGiven({ reminder: 'FIRE', how: 'VERBAL' }));
    given(...fullBegun, ...reminded('FIRE'))
      .when(remind)
      .emitsNothing();
  });

  test('R-SUR-2: a reminder that came after the end does not count', () =>
    given(
      ...fullBegun,
      ...reminded('PLANNING_BUILDING', 'HEALTH_SAFETY'),
      at(FOUR, ...[regulatoryReminderGiven({ reminder: 'FIRE', how: 'WRITTEN' })]),
    )
      .when(completeFull)
      .isRefusedBy('R-SUR-2', 'id'));

  test('R-SUR-2: a basic survey needs none', () =>
    given(...begun)
      .when(complete)
      .emits(surveyCompleted({})));

  test('R-SUR-6: nothing technical stays with a PCSO', () => {
    given(...begun, ...alarmFound)
      .when(complete)
      .isRefusedBy('R-SUR-6', 'id');
    given(...begun, ...alarmFound, ...referredToCpo)
      .when(complete)
      .emits(surveyCompleted({}));
  });

  test('R-TIME-2: what would have kept it from its end is not recorded behind its back', () =>
    given(...begun, at(THREE, surveyCompleted({})))
      .when({ ...find, item: 'ALARM_FITTED' })
      .isRefusedBy('R-TIME-2', 'occurredAt'));

  test('R-LIFE-1: it ends once, and the same end again changes nothing', () => {
    given(...begun, at(TWO, surveyAbandoned({ reason: 'NO_ACCESS' })))
      .when(complete)
      .isRefusedBy('R-LIFE-1', 'id');
    given(...begun, at(TWO, surveyAbandoned({ reason: 'NO_ACCESS' })))
      .when(abandon)
      .emitsNothing();
    given(...begun, at(TWO, surveyAbandoned({ reason: 'NO_ACCESS' })))
      .when({ ...abandon, reason: 'NOT_SAFE' })
      .isRefusedBy('R-LIFE-1', 'id');
    given(...begun, at(THREE, surveyCompleted({})))
      .when(complete)
      .emitsNothing();
  });

  test('R-AUTH-4: it is abandoned by who surveys, who asked for it, or who is over them', () => {
    given(...begun)
      .when({ ...abandon, by: INSPECTOR })
      .emits(surveyAbandoned({ reason: 'NO_ACCESS' }));
    given(...begun)
      .when({ ...abandon, by: CPO })
      .isRefusedBy('R-AUTH-4', 'id');
  });
});

describe('what is on record for later', () => {
  const half = onDay('12:30');
  const completeBefore = { ...complete, occurredAt: half } as const;

  test('R-TIME-2: a survey that began had not been given up before', () =>
    given(...begun)
      .when({ ...abandon, occurredAt: TEN, by: OFFICER })
      .isRefusedBy('R-TIME-2', 'occurredAt'));

  test('R-TIME-2: what was found was found before the end', () =>
    given(...begun, ...windowsFound)
      .when(completeBefore)
      .isRefusedBy('R-TIME-2', 'occurredAt'));

  test('R-TIME-2: what was referred had been found to need a specialist', () =>
    given(...begun, ...alarmFound, ...referredToCpo)
      .when({ ...find, item: 'ALARM_FITTED', answer: 'YES', attention: false, occurredAt: onDay('13:30') })
      .isRefusedBy('R-TIME-2', 'occurredAt'));

  test('R-TIME-2: what was recommended was recommended before the end', () =>
    given(...begun, ...occupantToDo)
      .when(completeBefore)
      .isRefusedBy('R-TIME-2', 'occurredAt'));

  test('R-TIME-2: the occupant was reminded before the end', () =>
    given(...fullBegun, ...reminded('FIRE'))
      .when({ ...abandon, by: CPO, occurredAt: ONE })
      .isRefusedBy('R-TIME-2', 'occurredAt'));

  test('R-TIME-2: what was given up had not been completed', () =>
    given(...begun, at(TWO, surveyAbandoned({ reason: 'NO_ACCESS' })))
      .when(completeBefore)
      .isRefusedBy('R-TIME-2', 'occurredAt'));
});

test('R-SUR-6: the items to refer are those of the last findings', () => {
  const state = [...begun, ...alarmFound].reduce(
    (known, { at: occurredAt, event }) =>
      (surveyHistory.evolve[event.type] as (one: typeof known, two: unknown, three: unknown) => typeof known)(
        known,
        event,
        { occurredAt },
      ),
    surveyHistory.initial,
  );
  expect(itemsToRefer(state, NOON)).toEqual([]);
  expect(itemsToRefer(state, ONE)).toEqual(['ALARM_FITTED']);
  expect(person.stream).toBe('subject-juniper');
});
