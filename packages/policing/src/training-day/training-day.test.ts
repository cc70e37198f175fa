import { describe, expect, test } from '@jest/globals';
import { at, fact, ownedBy, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { agencyEnded, agencyRegistered, type AgencyEvent } from '../agency/agency.events.ts';
import { agencyHistory } from '../agency/agency.state.ts';
import type { By } from '../by.ts';
import {
  ADMIN,
  establishmentPolicy,
  IN_2012,
  INPT,
  INSPECTOR,
  PCSO,
  posted,
  sendersOf,
  SUPERVISOR,
} from '../kilburn.test.data.ts';
import { memberLeft, type MemberEvent } from '../member/member.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { policyVersionPublished } from '../policy/policy.events.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { policyAdopted } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import {
  TRAINING_MODULES,
  trainingAttendanceCorrected,
  trainingAttended,
  trainingDayCancelled,
  trainingDayEvaluated,
  trainingDayMoved,
  trainingDayScheduled,
  type TrainingDayEvent,
} from './training-day.events.ts';
import { trainingDay } from './training-day.ts';

const given = scenario(trainingDay, 'skills-1');

const FEBRUARY = '2013-02-01T12:00:00.000Z';
const THE_DAY = '2013-03-12T16:00:00.000Z';
const AFTER = '2013-03-13T12:00:00.000Z';
const COUNCIL: By = { id: 'trainer-1', role: 'PARTNER', agency: 'council' };
const HOUSING: By = { id: 'warden-1', role: 'PARTNER', agency: 'housing' };

const said = {
  series: 'crime-reduction-2013',
  from: '2013-03-12T09:00:00.000Z',
  to: THE_DAY,
  organisers: ['police', 'council'],
  modules: [...TRAINING_MODULES],
  maximum: 30,
};
const place = 'Alderwick Town Hall';
const purpose = 'That each of us knows what the others can do.';
const schedule = {
  type: 'ScheduleTrainingDay',
  ...{ occurredAt: FEBRUARY, by: SUPERVISOR, ...said, place, purpose },
} as const;
const daySaid = trainingDayScheduled({ ...said, place, purpose });
const scheduled = at<TrainingDayEvent>(FEBRUARY, daySaid);

const registered = (kind: 'COUNCIL' | 'HOUSING_ASSOCIATION' | 'FIRE' | 'POLICE', name = 'Alderwick') =>
  at<AgencyEvent>(IN_2012, agencyRegistered({ kind, name }));
const council = fact(agencyHistory, 'council', registered('COUNCIL'));
const itself = fact(agencyHistory, 'police');
const noPolicy = fact(rolesHistory, 'police');
const pcso = fact(memberHistory, PCSO.id, posted('PCSO', INPT, 'PCSO'));

const attend = {
  type: 'RecordTrainingAttendance',
  ...{ occurredAt: AFTER, by: SUPERVISOR },
  ...{ person: PCSO.id, agency: 'police' },
  kind: 'PCSO',
  modules: ['NIM'],
} as const;
const attended = (more: Partial<Parameters<typeof trainingAttended>[0]> = {}) =>
  trainingAttended({ person: PCSO.id, agency: 'police', kind: 'PCSO', modules: ['NIM'], ...more });
const taught = { modules: ['HOME_SECURITY_SURVEY' as const], surveyMonths: 36 };
const correct = {
  type: 'CorrectTrainingAttendance',
  ...{ occurredAt: '2013-03-14T12:00:00.000Z', by: SUPERVISOR, person: PCSO.id, agency: 'police' },
  modules: ['HOME_SECURITY_SURVEY'],
} as const;
const move = {
  type: 'MoveTrainingDay',
  ...{ occurredAt: '2013-02-10T12:00:00.000Z', by: SUPERVISOR },
  ...{ from: '2013-03-19T09:00:00.000Z', to: '2013-03-19T16:00:00.000Z' },
} as const;
const moved = trainingDayMoved({ from: move.from, to: move.to });
const cancel = {
  type: 'CancelTrainingDay',
  ...{ occurredAt: '2013-02-10T12:00:00.000Z', by: SUPERVISOR },
  reason: 'NO_TRAINER',
} as const;
const cancelled = trainingDayCancelled({ reason: 'NO_TRAINER' });
const evaluate = {
  type: 'EvaluateTrainingDay',
  ...{ occurredAt: AFTER, by: SUPERVISOR, evidence: 'training/2013-03-12' },
  outcome: 'MET',
} as const;
const evaluated = trainingDayEvaluated({ outcome: 'MET', evidence: 'training/2013-03-12' });

test.each([schedule, move, cancel, attend, correct, evaluate])(
  'R-AUTH-2: $type is for partners, administrators, supervisors and inspectors',
  (command) => {
    expect(sendersOf(given(), command)).toEqual(['SUPERVISOR', 'INSPECTOR', 'PARTNER', 'ADMIN']);
  },
);

describe('scheduling', () => {
  const knowing = (history: readonly Dated<TrainingDayEvent>[] = []) =>
    given(history).knowing(council, itself);

  test('R-TRN-4, T2-07: agencies organise a training day together', () =>
    knowing().when(schedule).emits(daySaid));
  test('R-TRN-4, T2-07: a council leads it, where the force is on record', () =>
    given()
      .knowing(council, fact(agencyHistory, 'police', registered('POLICE')))
      .when({ ...schedule, by: COUNCIL })
      .emits(daySaid));
  test('R-TRN-4, T2-07: no agency organises it alone, named twice or not', () => {
    for (const organisers of [['police'], ['police', 'police']])
      given()
        .knowing(itself)
        .when({ ...schedule, organisers })
        .isRefusedBy('R-TRN-4', 'organisers');
  });
  test('R-TRN-4: whoever leads it organises it', () =>
    given()
      .knowing(council, fact(agencyHistory, 'housing', registered('HOUSING_ASSOCIATION')))
      .when({ ...schedule, organisers: ['council', 'housing'] })
      .isRefusedBy('R-TRN-4', 'organisers'));
  test('R-TRN-4: nobody organises it who is not there', () => {
    const gone = at<AgencyEvent>('2013-01-07T09:00:00.000Z', agencyEnded({}));
    for (const known of [
      fact(agencyHistory, 'council'),
      fact(agencyHistory, 'council', registered('COUNCIL'), gone),
    ])
      given().knowing(itself, known).when(schedule).isRefusedBy('R-TRN-4', 'organisers.1');
  });
  test('R-TRN-4: a partner does not lead it that is not there, or no longer', () => {
    const gone = at<AgencyEvent>('2013-01-07T09:00:00.000Z', agencyEnded({}));
    const force = fact(agencyHistory, 'police', registered('POLICE'));
    for (const known of [
      fact(agencyHistory, 'council'),
      fact(agencyHistory, 'council', registered('COUNCIL'), gone),
    ])
      given()
        .knowing(force, known)
        .when({ ...schedule, by: COUNCIL })
        .isRefusedBy('R-TRN-4', 'organisers.1');
  });
  test('R-TRN-3, T2-04: a course over two days is no training day', () =>
    knowing()
      .when({ ...schedule, to: '2013-03-13T12:00:00.000Z' })
      .isRefusedBy('R-TRN-3', 'to'));
  test('R-TRN-3, T2-04: the day is that in London', () => {
    const summer = { ...schedule, from: '2013-06-11T23:30:00.000Z', to: '2013-06-12T22:30:00.000Z' };
    const { from, to } = summer;
    knowing()
      .when(summer)
      .emits({ ...daySaid, from, to });
    knowing()
      .when({ ...summer, to: '2013-06-12T23:30:00.000Z' })
      .isRefusedBy('R-TRN-3', 'to');
  });
  test.each(['2013-03-12T09:00:00.000Z', '2013-03-12T08:00:00.000Z'])(
    'R-TRN-3: it ends after it begins, not at %s',
    (to) =>
      knowing()
        .when({ ...schedule, to })
        .isRefusedBy('R-TRN-3', 'to'),
  );
  test('R-TRN-3: it is arranged before it begins', () =>
    knowing()
      .when({ ...schedule, occurredAt: '2013-03-12T09:00:00.000Z' })
      .isRefusedBy('R-TRN-3', 'from'));
  test('R-LIFE-2: said again, nothing happens', () => {
    knowing(scheduled).when(schedule).emitsNothing();
    knowing(scheduled)
      .when({ ...schedule, modules: [...TRAINING_MODULES, 'NIM'] })
      .emitsNothing();
  });
  test.each([
    { maximum: 20 },
    { place: 'Alderwick Library' },
    { purpose: 'To learn.' },
    { to: '2013-03-12T15:00:00.000Z' },
    { occurredAt: '2013-02-02T12:00:00.000Z' },
  ])('R-LIFE-2: not a second time otherwise: %j', (other) =>
    knowing(scheduled)
      .when({ ...schedule, ...other })
      .isRefusedBy('R-LIFE-2', 'id'),
  );
});

describe('before the day', () => {
  test('R-TRN-3: it is moved to another day', () => given(scheduled).when(move).emits(moved));
  test('R-TRN-3: not to two days, nor to one that has gone', () => {
    given(scheduled)
      .when({ ...move, to: '2013-03-20T16:00:00.000Z' })
      .isRefusedBy('R-TRN-3', 'to');
    given(scheduled)
      .when({ ...move, from: '2013-02-10T09:00:00.000Z', to: '2013-02-10T16:00:00.000Z' })
      .isRefusedBy('R-TRN-3', 'from');
  });
  test('R-LIFE-1: it is called off', () => given(scheduled).when(cancel).emits(cancelled));
  test('R-LIFE-2: said again, nothing happens', () => {
    given(scheduled, at(move.occurredAt, moved)).when(move).emitsNothing();
    given(scheduled, at(cancel.occurredAt, cancelled)).when(cancel).emitsNothing();
  });
  test.each([{ reason: 'NO_PLACE' }, { occurredAt: '2013-02-11T12:00:00.000Z' }] as const)(
    'R-LIFE-2: it is called off once: %j',
    (other) =>
      given(scheduled, at(cancel.occurredAt, cancelled))
        .when({ ...cancel, ...other })
        .isRefusedBy('R-LIFE-2', 'id'),
  );
  test('R-LIFE-1: what was called off is not moved', () =>
    given(scheduled, at('2013-02-09T12:00:00.000Z', cancelled)).when(move).isRefusedBy('R-LIFE-1', 'id'));
  test('R-LIFE-1: once it has begun, it is neither moved nor called off', () => {
    for (const command of [move, cancel])
      given(scheduled)
        .when({ ...command, occurredAt: '2013-03-12T09:00:00.000Z' })
        .isRefusedBy('R-LIFE-1', 'id');
    given(scheduled, at(move.occurredAt, moved))
      .when({ ...cancel, occurredAt: '2013-03-12T09:00:00.000Z' })
      .emits(cancelled);
  });
  test.each([move, cancel, attend, correct, evaluate])(
    'R-LIFE-1: nothing happens to no day: $type',
    (command) => given().knowing(pcso, noPolicy, itself).when(command).isRefusedBy('R-LIFE-1', 'id'),
  );
});

describe('who attended', () => {
  test('T2-16: the National Intelligence Model was taught, and whoever heard of it is on record', () =>
    given(scheduled).knowing(pcso).when(attend).emits(attended()));

  const people = [
    ['COUNCIL', COUNCIL, registered('COUNCIL')],
    ['HOUSING', HOUSING, registered('HOUSING_ASSOCIATION')],
    ['OTHER', { ...HOUSING, agency: 'fire' }, registered('FIRE')],
  ] as const;
  test.each(people)('R-TRN-2, T2-03: people of the kind %s attend, of their agency', (kind, who, known) => {
    const { id: person, agency } = who;
    given(scheduled)
      .knowing(fact(agencyHistory, agency, known))
      .when({ ...attend, person, agency, kind })
      .emits(attended({ person, agency, kind }));
  });
  test('R-TRN-2, T2-03: police attend, and PCSOs', () => {
    const constable = fact(memberHistory, 'officer-2', posted('CONSTABLE'));
    given(scheduled)
      .knowing(constable)
      .when({ ...attend, person: 'officer-2', kind: 'POLICE' })
      .emits(attended({ person: 'officer-2', kind: 'POLICE' }));
    given(scheduled)
      .knowing(constable)
      .when({ ...attend, person: 'officer-2' })
      .isRefusedBy('R-TRN-2', 'kind');
    given(scheduled)
      .knowing(pcso)
      .when({ ...attend, kind: 'POLICE' })
      .isRefusedBy('R-TRN-2', 'kind');
  });
  test('R-TRN-2: a member of a force served in it on the day', () => {
    const gone = at<MemberEvent>('2013-03-01T09:00:00.000Z', memberLeft({ reason: 'RETIRED' }));
    const since = at<MemberEvent>(AFTER, memberLeft({ reason: 'RETIRED' }));
    for (const known of [
      fact(memberHistory, PCSO.id),
      fact(memberHistory, PCSO.id, posted('PCSO', INPT, 'PCSO'), gone),
      ownedBy('other-police', fact(memberHistory, PCSO.id, posted('PCSO', INPT, 'PCSO'))),
    ])
      given(scheduled).knowing(known).when(attend).isRefusedBy('R-TRN-2', 'person');
    given(scheduled)
      .knowing(fact(memberHistory, PCSO.id, posted('PCSO', INPT, 'PCSO'), since))
      .when(attend)
      .emits(attended());
  });
  test('R-TRN-2: people of no agency, or of one of another kind, do not attend', () => {
    const of = (kind: 'COUNCIL' | 'HOUSING' | 'OTHER') => ({
      ...attend,
      person: 'ash',
      agency: 'council',
      kind,
    });
    given(scheduled)
      .knowing(fact(agencyHistory, 'council'))
      .when(of('COUNCIL'))
      .isRefusedBy('R-TRN-2', 'agency');
    given(scheduled).knowing(council).when(of('HOUSING')).isRefusedBy('R-TRN-2', 'kind');
    given(scheduled)
      .knowing(fact(agencyHistory, 'council', registered('POLICE')))
      .when(of('OTHER'))
      .isRefusedBy('R-TRN-2', 'kind');
  });
  test('R-TRN-6: what members of a force were taught, no other agency says', () => {
    given(scheduled)
      .ownedBy('police')
      .knowing(pcso)
      .when({ ...attend, by: COUNCIL })
      .isRefusedBy('R-TRN-6', 'agency');
    given(scheduled, at(AFTER, attended()))
      .ownedBy('police')
      .knowing(noPolicy)
      .when({ ...correct, by: COUNCIL })
      .isRefusedBy('R-TRN-6', 'agency');
  });
  test('R-AUTH-3, T2-07: whoever organises it with others records who attended', () => {
    const { id: person, agency } = COUNCIL;
    given(scheduled)
      .ownedBy('police')
      .knowing(council)
      .when({ ...attend, by: COUNCIL, person, agency, kind: 'COUNCIL' })
      .emits(attended({ person, agency, kind: 'COUNCIL' }));
    given(scheduled).ownedBy('council').knowing(pcso).when(attend).emits(attended());
  });
  test('R-AUTH-3: for all others there is no such day', () => {
    const { id: person, agency } = COUNCIL;
    given(scheduled)
      .ownedBy('police')
      .knowing(council)
      .when({ ...attend, by: HOUSING, person, agency, kind: 'COUNCIL' })
      .isRefusedBy('R-LIFE-1', 'id');
    const theirs = { ...SUPERVISOR, agency: 'other-police' };
    given(scheduled)
      .ownedBy('police')
      .knowing(ownedBy('other-police', fact(memberHistory, 'pcso-9', posted('PCSO', INPT, 'PCSO'))))
      .when({ ...attend, by: theirs, person: 'pcso-9', agency: 'other-police' })
      .isRefusedBy('R-LIFE-1', 'id');
    given(scheduled)
      .ownedBy('police')
      .when({ ...evaluate, by: HOUSING })
      .isRefusedBy('R-LIFE-1', 'id');
    given(scheduled)
      .ownedBy('police')
      .when({ ...evaluate, by: COUNCIL })
      .emits(evaluated);
  });
  test.each([attend, evaluate])('R-TRN-5: it is known once the day is over: $type', (command) => {
    given(scheduled)
      .knowing(pcso)
      .when({ ...command, occurredAt: '2013-03-12T15:59:59.999Z' })
      .isRefusedBy('R-TRN-5', 'occurredAt');
    given(scheduled, at(move.occurredAt, moved))
      .knowing(pcso)
      .when(command)
      .isRefusedBy('R-TRN-5', 'occurredAt');
  });
  test.each([attend, evaluate])(
    'R-LIFE-1: of a day that was called off, there is nothing to say: $type',
    (command) =>
      given(scheduled, at(cancel.occurredAt, cancelled))
        .knowing(pcso)
        .when(command)
        .isRefusedBy('R-LIFE-1', 'id'),
  );
  test('R-TRN-5: nobody attends what was not taught, or nothing', () => {
    const ofTwo = at<TrainingDayEvent>(FEBRUARY, { ...daySaid, modules: ['NIM', 'TASKING'] });
    const asked = { ...attend, modules: ['NIM', 'PARTNERSHIP'] } as const;
    given(ofTwo).knowing(pcso).when(asked).isRefusedBy('R-TRN-5', 'modules.1');
    given(scheduled)
      .knowing(pcso)
      .when({ ...attend, modules: [] })
      .isRefusedBy('R-TRN-5', 'modules');
    given(ofTwo, at(AFTER, attended()))
      .when({ ...correct, modules: ['PARTNERSHIP'] })
      .isRefusedBy('R-TRN-5', 'modules.0');
    given(ofTwo, at(AFTER, attended()))
      .when({ ...correct, modules: [] })
      .isRefusedBy('R-TRN-5', 'modules');
  });
  test('R-LIFE-2: said again, nothing happens; said otherwise, it is corrected', () => {
    const known = given(scheduled, at(AFTER, attended())).knowing(pcso);
    known.when(attend).emitsNothing();
    known.when({ ...attend, modules: ['TASKING'] }).isRefusedBy('R-LIFE-2', 'person');
    known.when({ ...attend, kind: 'POLICE' }).isRefusedBy('R-LIFE-2', 'person');
    known.when({ ...attend, occurredAt: correct.occurredAt }).isRefusedBy('R-LIFE-2', 'person');
  });
  test('R-TRN-5: what somebody attended is corrected, once', () => {
    const known = given(scheduled, at(AFTER, attended()));
    known
      .when({ ...correct, modules: ['TASKING', 'TASKING'] })
      .emits(trainingAttendanceCorrected({ person: PCSO.id, agency: 'police', modules: ['TASKING'] }));
    given(
      scheduled,
      at<TrainingDayEvent>(AFTER, attended()),
      at<TrainingDayEvent>(
        correct.occurredAt,
        trainingAttendanceCorrected({ person: PCSO.id, agency: 'police', modules: ['TASKING'] }),
      ),
    )
      .when({ ...correct, modules: ['TASKING'] })
      .emitsNothing();
  });
  test('R-LIFE-1: only of whoever is on record as having attended is that corrected, and not before', () => {
    const known = given(scheduled, at(AFTER, attended()));
    known.when({ ...correct, occurredAt: THE_DAY, modules: ['TASKING'] }).isRefusedBy('R-LIFE-1', 'person');
    known
      .when({ ...correct, agency: 'council', by: COUNCIL, modules: ['TASKING'] })
      .isRefusedBy('R-LIFE-1', 'person');
  });
  test('R-LIFE-2: evaluated so at that instant already, nothing happens; later, it is again', () => {
    given(scheduled, at(AFTER, evaluated)).when(evaluate).emitsNothing();
    for (const other of [{ outcome: 'NOT_MET' }, { evidence: 'training/2' }] as const)
      given(scheduled, at(AFTER, evaluated))
        .when({ ...evaluate, ...other })
        .emits({ ...evaluated, ...other });
  });
});

describe('home security surveys', () => {
  const survey = { ...attend, modules: ['HOME_SECURITY_SURVEY'] } as const;

  test('R-TRN-1, T2-22: what a PCSO is taught about them counts as long as the policy says', () => {
    given(scheduled).knowing(pcso, noPolicy).when(survey).emits(attended(taught));
    const { establishment: _, ...policy } = establishmentPolicy;
    const training = {
      ...{ ...policy, number: 'T 0003', kind: 'TRAINING' as const },
      training: { basicSurveyMonths: 12 },
    };
    const known = [
      pcso,
      fact(rolesHistory, 'police', at(IN_2012, policyAdopted({ kind: 'TRAINING', policy: 'T0003' }))),
      fact(
        policyHistory,
        'T0003',
        at(IN_2012, policyVersionPublished({ ...training, nextReviewDue: '2013-09-03' })),
      ),
    ];
    const forAYear = { ...taught, surveyMonths: 12, policy: 'T0003/1' };
    given(scheduled)
      .knowing(...known)
      .when(survey)
      .emits(attended(forAYear));
    given(scheduled, at(AFTER, attended()))
      .knowing(...known)
      .when(correct)
      .emits(trainingAttendanceCorrected({ person: PCSO.id, agency: 'police', ...forAYear }));
  });
  test('R-TRN-1: of a day that another agency leads, too', () =>
    given(scheduled).ownedBy('council').knowing(pcso, noPolicy).when(survey).emits(attended(taught)));
  test('R-TRN-1: what council staff are taught lets nobody survey', () => {
    const staff = { person: 'ash', agency: 'council', kind: 'COUNCIL' } as const;
    given(scheduled)
      .knowing(council)
      .when({ ...survey, ...staff })
      .emits(attended({ ...staff, modules: ['HOME_SECURITY_SURVEY'] }));
  });
});

describe('what is recorded late', () => {
  const told = at<TrainingDayEvent>(AFTER, attended());

  test.each([
    ['moved', { ...move, from: '2013-03-13T08:00:00.000Z', to: '2013-03-13T16:00:00.000Z' }],
    ['called off', cancel],
  ] as const)('R-TIME-2: a day that somebody attended had not been %s', (_, command) =>
    given(scheduled, told).when(command).isRefusedBy('R-TIME-2', 'occurredAt'),
  );
  test('R-TIME-2: nor one that was evaluated, or moved, since', () => {
    given(scheduled, at(AFTER, evaluated)).when(cancel).isRefusedBy('R-TIME-2', 'occurredAt');
    given(scheduled, at('2013-02-20T12:00:00.000Z', moved))
      .when(cancel)
      .isRefusedBy('R-TIME-2', 'occurredAt');
    given(scheduled, at('2013-02-20T12:00:00.000Z', cancelled))
      .when({ ...move, from: '2013-02-15T09:00:00.000Z', to: '2013-02-15T16:00:00.000Z' })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
});

test('R-AUTH-2: an administrator schedules one, and an inspector', () => {
  for (const by of [ADMIN, INSPECTOR])
    given()
      .knowing(council, itself)
      .when({ ...schedule, by })
      .emits(daySaid);
});
