import { describe, test } from '@jest/globals';
import { at, fact } from '@wardbook/event-sourcing/testing';
import { agencyEnded } from '../agency/agency.events.ts';
import { agencyHistory } from '../agency/agency.state.ts';
import { IN_2012, KILBURN, OFFICER, PCSO, SUPERVISOR, SYSTEM } from '../kilburn.test.data.ts';
import {
  recommendationDeclined,
  recommendationImplemented,
  recommendationMade,
  recommendationReopened,
  surveyAddressDisclosed,
  surveyCompleted,
} from './survey.events.ts';
import { safeContactSaid, subjectRegistered, type SubjectEvent } from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import {
  ableCouncil,
  alarmFound,
  begun,
  COUNCIL_CLERK,
  CPO,
  FOUR,
  fullBegun,
  given,
  HOUSING_CLERK,
  housingPast,
  housingToDo,
  NINE,
  occupantToDo,
  onDay,
  ONE,
  recommend,
  THREE,
  toHousing,
  TWO,
  windowsFound,
} from './survey.test.data.ts';

const made = {
  topic: 'PROPERTY',
  technical: false,
  items: [],
  priority: 'HIGH',
  ward: KILBURN,
  force: 'police',
} as const;
const sash = recommendationMade({
  ...made,
  recommendation: 'sash',
  owner: 'OCCUPANT',
  text: 'Fit sash locks.',
});
const door = {
  ...made,
  recommendation: 'door',
  owner: 'AGENCY',
  agency: 'larch-homes',
  text: 'Mend the frame.',
  fields: ['REQUESTED_HELP', 'TOPIC', 'WARD'],
  legalBasis: 'CONSENT',
  agreement: 'isa-1',
} as const;

describe('recommending', () => {
  test('R-SUR-5: each recommendation has an owner: the occupant, or an agency [T0-28]', () => {
    given(...begun)
      .when(recommend)
      .emits(sash);
    given(...begun)
      .when(toHousing)
      .emits(recommendationMade({ ...door, fields: [...door.fields] }));
  });

  test('R-SUR-5: without one it is refused, and with half of one', () => {
    const { ownedBy: _owner, ...ownerless } = recommend;
    given(...begun)
      .when(ownerless)
      .isRefusedBy('R-SUR-5', 'ownedBy');
    given(...begun)
      .when({ ...recommend, ownedBy: 'AGENCY' })
      .isRefusedBy('R-SUR-5', 'agency');
    given(...begun)
      .when({ ...toHousing, ownedBy: 'OCCUPANT' })
      .isRefusedBy('R-SUR-5', 'ownedBy');
  });

  test('R-SUR-5: an agency is a housing partner, or helps with the topic', () => {
    given(...begun)
      .when({ ...toHousing, agency: 'council' })
      .isRefusedBy('R-SUR-5', 'agency');
    given(...begun)
      .knowing(ableCouncil)
      .when({ ...toHousing, agency: 'council' })
      .emits(recommendationMade({ ...door, agency: 'council', fields: [...door.fields] }));
  });

  test('R-LIFE-1: and is there', () => {
    given(...begun)
      .knowing(fact(agencyHistory, 'larch-homes'))
      .when(toHousing)
      .isRefusedBy('R-LIFE-1', 'agency');
    given(...begun)
      .knowing(fact(agencyHistory, 'larch-homes', housingPast, at(NINE, agencyEnded({}))))
      .when(toHousing)
      .isRefusedBy('R-LIFE-1', 'agency');
  });

  test('R-REF-1: what an agency is told rests on an agreement that covers it', () => {
    const { agreement: _agreement, ...withoutOne } = toHousing;
    given(...begun)
      .when(withoutOne)
      .isRefusedBy('R-REF-1', 'agreement');
    given(...begun)
      .when({ ...toHousing, legalBasis: 'CDA1998_S115' })
      .isRefusedBy('R-REF-1', 'legalBasis');
  });

  test('R-REF-1: where life is in danger nobody waits for an agreement', () => {
    const { agreement: _agreement, ...withoutOne } = toHousing;
    const { agreement: _other, ...urgent } = door;
    given(...begun)
      .when({ ...withoutOne, legalBasis: 'VITAL_INTERESTS' })
      .emits(
        recommendationMade({
          ...urgent,
          fields: [...door.fields],
          legalBasis: 'VITAL_INTERESTS',
          emergency: true,
        }),
      );
  });

  test('R-REF-2: the address is told only where somebody says so; to an occupant nothing is', () => {
    given(...begun)
      .when({ ...toHousing, withAddress: true })
      .emits(recommendationMade({ ...door, fields: ['PREMISES_ADDRESS', ...door.fields] }));
    given(...begun)
      .when({ ...recommend, withAddress: true })
      .isRefusedBy('R-REF-2', 'ownedBy');
  });

  test('R-SUR-6: a technical one is a specialist’s', () => {
    given(...begun)
      .when({ ...recommend, topic: 'INTRUDER_ALARM' })
      .isRefusedBy('R-SUR-6', 'topic');
    given(...begun, ...alarmFound)
      .when({ ...recommend, items: ['ALARM_FITTED'] })
      .isRefusedBy('R-SUR-6', 'items');
    given(...fullBegun)
      .when({ ...recommend, by: CPO, topic: 'INTRUDER_ALARM' })
      .emits({ ...sash, topic: 'INTRUDER_ALARM', technical: true });
  });

  test('R-LIFE-1: it rests on what was found', () => {
    given(...begun)
      .when({ ...recommend, items: ['WINDOW_LOCKS'] })
      .isRefusedBy('R-LIFE-1', 'items');
    given(...begun, ...windowsFound)
      .when({ ...recommend, items: ['WINDOW_LOCKS'], standard: 'BS 8621', dueOn: '2023-04-06' })
      .emits({ ...sash, items: ['WINDOW_LOCKS'], standard: 'BS 8621', dueOn: '2023-04-06' });
  });

  test('R-SUR-9: whoever is to do it has time', () =>
    given(...begun)
      .when({ ...recommend, dueOn: '2023-03-05' })
      .isRefusedBy('R-SUR-9', 'dueOn'));

  test('R-LIFE-2: one name is one recommendation', () => {
    given(...begun, ...occupantToDo)
      .when(recommend)
      .emitsNothing();
    given(...begun, ...occupantToDo)
      .when({ ...recommend, priority: 'LOW' })
      .isRefusedBy('R-LIFE-2', 'recommendation');
  });

  test('R-LIFE-1: nothing is recommended after the end', () =>
    given(...begun, at(ONE, surveyCompleted({})))
      .when(recommend)
      .isRefusedBy('R-LIFE-1', 'id'));
});

describe('what becomes of it', () => {
  const confirm = { type: 'ConfirmAction', occurredAt: TWO, by: PCSO, recommendation: 'sash' } as const;
  const decline = {
    type: 'DeclineRecommendation',
    occurredAt: TWO,
    by: PCSO,
    recommendation: 'sash',
    reason: 'COST',
  } as const;
  const reopen = {
    type: 'ReopenRecommendation',
    occurredAt: FOUR,
    by: OFFICER,
    recommendation: 'sash',
  } as const;
  const past = [...begun, ...occupantToDo, ...housingToDo];
  const done = at(TWO, recommendationImplemented({ recommendation: 'sash' }));
  const refused = at(TWO, recommendationDeclined({ recommendation: 'sash', reason: 'COST' }));

  test('R-SUR-5, T0-28: the occupant declines, and the survey can end', () => {
    given(...past)
      .when(decline)
      .emits(recommendationDeclined({ recommendation: 'sash', reason: 'COST' }));
    given(...past, ...refused)
      .when({ type: 'CompleteSurvey', occurredAt: THREE, by: PCSO })
      .emits(surveyCompleted({}));
  });

  test('R-SUR-5: it was done, also after the end', () =>
    given(...past, at(onDay('13:30'), surveyCompleted({})))
      .when({ ...confirm, by: OFFICER })
      .emits(recommendationImplemented({ recommendation: 'sash' })));

  test('R-SUR-5: an initiative that did it says so, and whoever had said it before was right', () => {
    given(...past)
      .when({ ...confirm, by: SYSTEM })
      .emits(recommendationImplemented({ recommendation: 'sash' }));
    given(...past, ...done)
      .when({ ...confirm, occurredAt: THREE, by: SYSTEM })
      .emitsNothing();
    given(...past, ...refused)
      .when({ ...confirm, occurredAt: THREE, by: SYSTEM })
      .isRefusedBy('R-LIFE-1', 'recommendation');
    given(...begun)
      .when({ ...confirm, by: SYSTEM })
      .isRefusedBy('R-LIFE-1', 'recommendation');
  });

  test('R-LIFE-1: what was never recommended is neither', () => {
    given(...begun)
      .when(confirm)
      .isRefusedBy('R-LIFE-1', 'recommendation');
    given(...past)
      .when({ ...confirm, occurredAt: onDay('12:30') })
      .isRefusedBy('R-LIFE-1', 'recommendation');
  });

  test('R-LIFE-1: one answer stands until it is found wrong', () => {
    given(...past, ...done)
      .when({ ...decline, occurredAt: THREE })
      .isRefusedBy('R-LIFE-1', 'recommendation');
    given(...past, ...done)
      .when(confirm)
      .emitsNothing();
    given(...past, ...refused)
      .when(decline)
      .emitsNothing();
    given(...past, ...done)
      .when(reopen)
      .emits(recommendationReopened({ recommendation: 'sash' }));
  });

  test('R-LIFE-1: only what was answered is reopened', () => {
    given(...past)
      .when(reopen)
      .isRefusedBy('R-LIFE-1', 'recommendation');
    given(...past, ...done, at(FOUR, recommendationReopened({ recommendation: 'sash' })))
      .when(reopen)
      .emitsNothing();
  });

  test('R-TIME-2: nor is something put before an answer that it would belie', () =>
    given(...past, ...at(THREE, recommendationImplemented({ recommendation: 'sash' })))
      .when(decline)
      .isRefusedBy('R-TIME-2', 'occurredAt'));

  test('R-TIME-2: what was declined had not been done', () =>
    given(...past, ...at(THREE, recommendationDeclined({ recommendation: 'sash', reason: 'COST' })))
      .when(confirm)
      .isRefusedBy('R-TIME-2', 'occurredAt'));

  test('R-TIME-2: what was open again had not been so before', () =>
    given(...past, ...done, at(FOUR, recommendationReopened({ recommendation: 'sash' })))
      .when({ ...reopen, occurredAt: THREE })
      .isRefusedBy('R-TIME-2', 'occurredAt'));

  const ofHousing = { ...confirm, by: HOUSING_CLERK, recommendation: 'door' } as const;

  test('R-AUTH-4: a housing partner answers for what it owns', () => {
    given(...past)
      .ownedBy('police')
      .when(ofHousing)
      .emits(recommendationImplemented({ recommendation: 'door' }));
    given(...past)
      .ownedBy('police')
      .when({ ...decline, by: HOUSING_CLERK, recommendation: 'door', reason: 'NOT_OURS' })
      .emits(recommendationDeclined({ recommendation: 'door', reason: 'NOT_OURS' }));
  });

  test.each(['sash', 'nothing'])('R-AUTH-4: and for nothing else, there or not: %s', (recommendation) =>
    given(...past)
      .ownedBy('police')
      .when({ ...ofHousing, recommendation })
      .isRefusedBy('R-AUTH-4', 'recommendation'),
  );

  test('R-AUTH-4: what an agency is to do only it declines, or a supervisor for it', () => {
    given(...past)
      .when({ ...decline, recommendation: 'door' })
      .isRefusedBy('R-AUTH-4', 'recommendation');
    given(...past)
      .when({ ...decline, by: SUPERVISOR, recommendation: 'door' })
      .emits(recommendationDeclined({ recommendation: 'door', reason: 'COST' }));
  });

  test('R-AUTH-4: what an agency is to do nobody but it says to be done, or a supervisor for it', () => {
    given(...past)
      .when({ ...confirm, recommendation: 'door' })
      .isRefusedBy('R-AUTH-4', 'recommendation');
    given(...past)
      .when({ ...confirm, by: SUPERVISOR, recommendation: 'door' })
      .emits(recommendationImplemented({ recommendation: 'door' }));
  });

  test('R-AUTH-4: an agency that owns nothing there answers for nothing', () =>
    given(...past)
      .ownedBy('police')
      .when({ ...ofHousing, by: COUNCIL_CLERK })
      .isRefusedBy('R-AUTH-4', 'recommendation'));
});

describe('telling an agency the address', () => {
  const disclose = {
    type: 'DiscloseSurveyAddress',
    occurredAt: TWO,
    by: PCSO,
    recommendation: 'door',
    legalBasis: 'CONSENT',
    agreement: 'isa-1',
  } as const;
  const told = {
    recommendation: 'door',
    agency: 'larch-homes',
    legalBasis: 'CONSENT',
    agreement: 'isa-1',
  } as const;
  const past = [...begun, ...occupantToDo, ...housingToDo];

  test('R-REF-1: is dated, and rests on an agreement', () => {
    given(...past)
      .when(disclose)
      .emits(surveyAddressDisclosed(told));
    given(...past)
      .when({ ...disclose, agreement: 'isa-9' })
      .isRefusedBy('R-REF-1', 'agreement');
  });

  test('R-REF-2: to nobody but an agency, and once', () => {
    given(...past)
      .knowing(fact(agencyHistory, 'none'))
      .when({ ...disclose, recommendation: 'sash' })
      .isRefusedBy('R-REF-2', 'recommendation');
    given(...past, at(TWO, surveyAddressDisclosed(told)))
      .when({ ...disclose, occurredAt: THREE })
      .isRefusedBy('R-REF-2', 'recommendation');
    given(...past, at(TWO, surveyAddressDisclosed(told)))
      .when(disclose)
      .emitsNothing();
  });

  const reachedThroughOthers = fact(
    subjectHistory,
    'juniper',
    at<SubjectEvent>(
      IN_2012,
      subjectRegistered({ name: 'Juniper Marsh' }),
      safeContactSaid({ ways: [], onlyThrough: 'refuge' }),
    ),
  );
  test('R-VIS-7: where somebody lives who is only reached through another agency is told to no other', () => {
    given(...past)
      .knowing(reachedThroughOthers)
      .when(disclose)
      .isRefusedBy('R-VIS-7', 'recommendation');
    given(...begun)
      .knowing(reachedThroughOthers)
      .when({ ...toHousing, withAddress: true })
      .isRefusedBy('R-VIS-7', 'withAddress');
    given(...begun)
      .knowing(reachedThroughOthers)
      .when(toHousing)
      .emits(recommendationMade({ ...door, fields: [...door.fields] }));
  });

  test('R-TIME-2: what it was told later it had not been told before', () =>
    given(...past, at(THREE, surveyAddressDisclosed(told)))
      .when(disclose)
      .isRefusedBy('R-TIME-2', 'occurredAt'));

  test('R-LIFE-1: for a recommendation that was made', () =>
    given(...past)
      .when({ ...disclose, recommendation: 'moat' })
      .isRefusedBy('R-LIFE-1', 'recommendation'));

  test('R-AUTH-4: by whoever surveys, asked for it, or is over them', () =>
    given(...past)
      .when({ ...disclose, by: CPO })
      .isRefusedBy('R-AUTH-4', 'id'));

  test('R-REF-1: of an agreement that ended before, nothing', () =>
    given(...past)
      .knowing(fact(agencyHistory, 'larch-homes', housingPast, at(IN_2012, agencyEnded({}))))
      .when(disclose)
      .isRefusedBy('R-REF-1', 'agreement'));
});
