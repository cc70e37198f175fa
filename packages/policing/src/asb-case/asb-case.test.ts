import { describe, expect, test } from '@jest/globals';
import { at, fact, ownedBy, type Dated } from '@wardbook/event-sourcing/testing';
import { agencyHistory } from '../agency/agency.state.ts';
import { contractHistory } from '../behaviour-contract/behaviour-contract.state.ts';
import { IN_2012, KILBURN, OFFICER, sendersOf } from '../kilburn.test.data.ts';
import { memberLeft } from '../member/member.events.ts';
import { memberHistory } from '../member/member.state.ts';
import { problemHistory } from '../problem/problem.state.ts';
import { reportHistory } from '../report/report.state.ts';
import { rolesHistory } from '../role/role.state.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { wardHistory } from '../ward/ward.state.ts';
import * as events from './asb-case.events.ts';
import type { AsbCaseEvent } from './asb-case.events.ts';
import * as data from './asb-case.test.data.ts';

const { given, open, opened, recording, incident, MONDAY, NOON, TUESDAY, FRIDAY } = data;
const by = OFFICER;
type History = readonly Dated<AsbCaseEvent>[];
const begun = at<AsbCaseEvent>(MONDAY, opened);
const told = (...more: readonly History[]) =>
  given(begun, ...more).knowing(data.officer, data.inspector, data.noPolicy, data.council);
const opening = () =>
  given().knowing(data.officer, data.noPolicy, data.unknownAgency, data.juniper, data.ward);
const three = at<AsbCaseEvent>(NOON, incident('one'), incident('two'), incident('three'));

describe('a case of antisocial behaviour', () => {
  test.each(['GRAFFITI', 'ABANDONED_VEHICLE', 'MINOR_CRIMINAL_DAMAGE', 'NUISANCE_NEIGHBOUR', 'OTHER'])(
    'R-ASB-5, T1-06: is opened for %s, wherever it is',
    (category) =>
      opening()
        .when({ ...open, category })
        .emits(events.asbCaseOpened({ ...opened, category })),
  );
  test('R-ASB-5, T1-06: of no other kind than the seed or a policy names', () => {
    opening()
      .when({ ...open, category: 'NOISE' })
      .isRefusedBy('R-ASB-5', 'category');
    told()
      .when({ ...recording, category: 'NOISE' })
      .isRefusedBy('R-ASB-5', 'category');
  });
  test('R-AUTH-2: is opened by police, the control room and partners', () =>
    expect(sendersOf(opening(), open)).toEqual([
      ...['OFFICER', 'PCSO', 'SUPERVISOR', 'INSPECTOR', 'CONTROL', 'PARTNER'],
    ]));
  test('R-LIFE-2: once', () => {
    told().knowing(data.unknownAgency, data.juniper, data.ward).when(open).emitsNothing();
    told()
      .knowing(data.unknownAgency, data.juniper, data.ward)
      .when({ ...open, criteria: [] })
      .isRefusedBy('R-LIFE-2', 'id');
  });
});

describe('who works on a case', () => {
  const housing = { id: 'housing-1', role: 'PARTNER', agency: 'housing' } as const;
  const partner = (registered: boolean) =>
    given()
      .ownedBy('housing')
      .knowing(
        fact(memberHistory, housing.id),
        fact(rolesHistory, 'housing'),
        ownedBy('housing', data.juniper),
        data.ward,
        registered ? data.housing : fact(agencyHistory, 'housing'),
      );

  test('R-ASB-23: a partner on the register, of its own', () => {
    partner(true)
      .when({ ...open, by: housing })
      .emits(events.asbCaseOpened({ ...opened, agency: 'housing' }));
    partner(false)
      .when({ ...open, by: housing })
      .isRefusedBy('R-ASB-23', 'id');
  });
  test('R-AUTH-3: nobody of another agency', () =>
    told()
      .ownedBy('police')
      .knowing(fact(memberHistory, housing.id))
      .when({ type: 'CloseAsbCase', occurredAt: NOON, by: housing, outcome: 'OTHER' })
      .isRefusedBy('R-LIFE-1', 'id'));
  test('R-AUTH-4: nobody who had left', () =>
    given(begun)
      .knowing(fact(memberHistory, by.id, at(IN_2012, memberLeft({ reason: 'RETIRED' }))), data.noPolicy)
      .when(recording)
      .isRefusedBy('R-AUTH-4'));
  test('R-LIFE-1: nobody before it was opened', () =>
    given().knowing(data.officer, data.noPolicy).when(recording).isRefusedBy('R-LIFE-1', 'id'));
  test('R-LIFE-1: of somebody who is on record', () =>
    given()
      .knowing(data.officer, data.noPolicy, data.unknownAgency, fact(subjectHistory, 'juniper'), data.ward)
      .when(open)
      .isRefusedBy('R-LIFE-1', 'complainant'));
  test('R-WARD-5: of no ward that is not there', () => {
    given()
      .knowing(data.officer, data.noPolicy, data.unknownAgency, data.juniper, fact(wardHistory, KILBURN))
      .when(open)
      .isRefusedBy('R-LIFE-1', 'ward');
    const { ward: _ward, ...anywhere } = open;
    const { ward: _there, ...somewhere } = opened;
    given()
      .knowing(data.officer, data.noPolicy, data.unknownAgency, data.juniper)
      .when(anywhere)
      .emits(events.asbCaseOpened(somewhere));
  });
  test('R-LIFE-1, R-TIME-2: is closed, and opened again, when it was not', () => {
    const close = { type: 'CloseAsbCase', occurredAt: TUESDAY, by, outcome: 'BEHAVIOUR_ENDED' } as const;
    const reopen = { type: 'ReopenAsbCase', occurredAt: FRIDAY, by } as const;
    const closed = events.asbCaseClosed({ outcome: 'BEHAVIOUR_ENDED' });
    told().when(close).emits(closed);
    told().when(reopen).isRefusedBy('R-LIFE-1', 'id');
    told(at(TUESDAY, closed)).when(close).emitsNothing();
    told(at(TUESDAY, closed)).when(reopen).emits(events.asbCaseReopened({}));
    told(at(NOON, closed)).when(close).isRefusedBy('R-LIFE-1', 'id');
    told(at(NOON, closed), at(TUESDAY, events.asbCaseReopened({})))
      .when({ ...reopen, occurredAt: TUESDAY })
      .emitsNothing();
    told(at(MONDAY, closed)).when(recording).isRefusedBy('R-LIFE-1', 'id');
    for (const late of [
      ...three,
      ...at<AsbCaseEvent>(NOON, events.asbResponseRecorded({ response: 'gate', what: 'PATROL' }), closed),
    ])
      told([late])
        .when({ ...close, occurredAt: MONDAY })
        .isRefusedBy('R-TIME-2', 'occurredAt');
    told(at(MONDAY, closed), at(NOON, events.asbCaseReopened({})))
      .when({ ...reopen, occurredAt: MONDAY })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
});

describe('what happened', () => {
  test('T1-06: is recorded with its category, its days and its harm', () => {
    told()
      .knowing(data.report)
      .when({
        ...recording,
        happenedUntil: NOON,
        reportedOn: '2013-03-04',
        report: data.REPORT,
        description: 'Paint.',
      })
      .emits(
        events.asbIncidentRecorded({
          ...{
            incident: 'wall',
            category: 'GRAFFITI',
            happenedFrom: recording.happenedFrom,
            happenedUntil: NOON,
          },
          ...{ reportedOn: '2013-03-04', harm: 'SOME', report: data.REPORT, description: 'Paint.' },
        }),
      );
    told(three)
      .when({ ...recording, incident: 'one' })
      .isRefusedBy('R-LIFE-2', 'incident');
  });
  test('R-LIFE-1: is reported by a report that came in', () =>
    told()
      .knowing(fact(reportHistory, data.REPORT))
      .when({ ...recording, report: data.REPORT })
      .isRefusedBy('R-LIFE-1', 'report'));
  test.each([
    [{ happenedUntil: '2013-02-28T09:00:00.000Z' }, 'happenedUntil'],
    [{ happenedFrom: TUESDAY }, 'happenedFrom'],
    [{ happenedUntil: TUESDAY }, 'happenedFrom'],
    [{ reportedOn: '2013-02-28' }, 'reportedOn'],
    [{ reportedOn: '2013-03-05' }, 'reportedOn'],
  ] as const)('R-ASB-20: happens, is reported and is recorded in this order: %j', (wrong, path) =>
    told()
      .when({ ...recording, ...wrong })
      .isRefusedBy('R-ASB-20', path),
  );
  test('R-LIFE-1: is found wrong once, where it was recorded', () => {
    const find = {
      type: 'FindIncidentWrong',
      occurredAt: TUESDAY,
      by,
      incident: 'one',
      reason: 'OTHER',
    } as const;
    const wrong = events.asbIncidentFoundWrong({ incident: 'one', reason: 'OTHER' });
    told(three).when(find).emits(wrong);
    told().when(find).isRefusedBy('R-LIFE-1', 'incident');
    told(three, at(TUESDAY, wrong)).when(find).emitsNothing();
    told(three, at(TUESDAY, wrong))
      .when({ ...find, reason: 'RECORDED_TWICE' })
      .isRefusedBy('R-LIFE-2', 'incident');
  });
  test('R-LIFE-1: is answered by what was done, which helps or does not', () => {
    const respond = {
      type: 'RecordAsbResponse',
      occurredAt: TUESDAY,
      by,
      response: 'gate',
      what: 'PATROL',
    } as const;
    const responded = events.asbResponseRecorded({ response: 'gate', what: 'PATROL' });
    told().when(respond).emits(responded);
    told(at(TUESDAY, responded)).when(respond).emitsNothing();
    told(at(NOON, responded))
      .when({ ...respond, effective: false })
      .emits(events.asbResponseRecorded({ ...responded, effective: false }));
    told(at(NOON, events.asbCaseClosed({ outcome: 'OTHER' })))
      .when(respond)
      .isRefusedBy('R-LIFE-1', 'id');
  });
});

describe('what a case is linked to', () => {
  const link = { type: 'LinkAsbCase', occurredAt: TUESDAY, by, contract: 'pledge-1' } as const;
  const unlink = { ...link, type: 'UnlinkAsbCase', occurredAt: FRIDAY } as const;
  const linked = events.asbCaseLinked({ contract: 'pledge-1' });
  const { contract: _none, ...bare } = link;

  test('R-ASB-22: is one contract, or one problem', () => {
    told().knowing(data.contract).when(link).emits(linked);
    told()
      .knowing(data.problem)
      .when({ ...bare, problem: data.PROBLEM })
      .emits(events.asbCaseLinked({ problem: data.PROBLEM }));
    told()
      .knowing(data.contract, data.problem)
      .when({ ...link, problem: data.PROBLEM })
      .isRefusedBy('R-ASB-22', 'contract');
    told()
      .when({ ...bare, type: 'UnlinkAsbCase' })
      .isRefusedBy('R-ASB-22', 'contract');
  });
  test('R-LIFE-1: is there', () => {
    told().knowing(fact(contractHistory, 'pledge-1')).when(link).isRefusedBy('R-LIFE-1', 'contract');
    told()
      .knowing(fact(problemHistory, data.PROBLEM))
      .when({ ...bare, problem: data.PROBLEM })
      .isRefusedBy('R-LIFE-1', 'problem');
  });
  test('R-LIFE-1, R-TIME-2: ends where it was', () => {
    const unlinked = events.asbCaseUnlinked({ contract: 'pledge-1' });
    told(at(TUESDAY, linked)).knowing(data.contract).when(link).emitsNothing();
    told(at(TUESDAY, linked)).when(unlink).emits(unlinked);
    told(at(TUESDAY, linked), at(FRIDAY, unlinked)).when(unlink).emitsNothing();
    told().when(unlink).isRefusedBy('R-LIFE-1', 'contract');
    told()
      .when({ ...bare, type: 'UnlinkAsbCase', problem: data.PROBLEM })
      .isRefusedBy('R-LIFE-1', 'problem');
    told(at(NOON, linked), at(FRIDAY, unlinked))
      .when({ ...unlink, occurredAt: TUESDAY })
      .isRefusedBy('R-TIME-2', 'occurredAt');
  });
});
