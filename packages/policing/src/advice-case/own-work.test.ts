import { describe, test } from '@jest/globals';
import type { Told } from '@wardbook/event-sourcing';
import { at, fact, ownedBy, type KnownFact } from '@wardbook/event-sourcing/testing';
import {
  INPT,
  inpt,
  INSPECTOR,
  KILBURN,
  kilburn,
  OFFICER,
  PCSO,
  police,
  posted,
  SNT,
  snt,
  staffedKilburn,
  SUPERVISOR,
} from '../kilburn.test.data.ts';
import { memberLeft, memberTransferred } from '../member/member.events.ts';
import { member } from '../member/member.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { subjectRegistered } from '../subject/subject.events.ts';
import { subjectHistory } from '../subject/subject.state.ts';
import { team } from '../team/team.ts';
import { ward } from '../ward/ward.ts';
import {
  abandon,
  assign,
  breach,
  circumstances,
  close,
  completeCall,
  crew,
  DETECTIVE,
  detective,
  followUp,
  give,
  given,
  help,
  here,
  issue,
  open,
  phone,
  policy,
  refer,
  askable,
  remind,
  reopen,
  review,
  scene,
  signpost,
} from './advice-case-commands.test.data.ts';
import {
  ADVISOR,
  complete,
  hour,
  opened,
  pcso,
  person,
  POLICY,
  policyB,
  terms,
} from './advice-case.test.data.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent } from './advice-case.events.ts';
import type { AdviceCaseCommand } from './advice-case.ts';

const STRANGER = police('pcso-2', 'PCSO');
const stranger = fact(member, STRANGER.id, posted('PCSO', 'snt-elsewhere', 'PCSO'));
const away = (id: string) => fact(member, id, posted('SERGEANT', 'inpt-elsewhere'));

describe('whose work a case is', () => {
  const attempts: readonly Told<AdviceCaseCommand>[] = [
    phone,
    { ...completeCall, occurredAt: hour(12) },
    circumstances,
    give,
    signpost,
    remind,
    refer,
    abandon,
    help,
    issue,
    followUp,
    close,
  ];
  test.each(attempts)('D-12: another team’s PCSO does not $type', (command) =>
    given(complete)
      .knowing(stranger, policy, ...askable)
      .when({ ...command, by: STRANGER })
      .isRefusedBy('R-AUTH-4', 'id'),
  );
  test.each<Told<AdviceCaseCommand>>([assign, breach, { ...review, item: 'item-1' }])(
    'D-12: another team’s supervisor does not $type',
    (command) =>
      given(complete)
        .knowing(away('sergeant-2'), fact(team, INPT, inpt), detective)
        .when({ ...command, by: police('sergeant-2', 'SUPERVISOR') })
        .isRefusedBy('R-AUTH-4', 'id'),
  );
  test('R-AUTH-4, D-12: nor reopens it', () =>
    given(complete, at<AdviceCaseEvent>(hour(13), events.adviceCaseClosed({ outcome: 'ADVICE_GIVEN' })))
      .knowing(away('sergeant-2'))
      .when({ ...reopen, by: police('sergeant-2', 'SUPERVISOR') })
      .isRefusedBy('R-AUTH-4', 'id'));

  const helped = events.practicalHelpRecorded({ text: help.text });
  test.each([PCSO, OFFICER, SUPERVISOR, INSPECTOR])(
    'R-AUTH-4: $role of its team, or over it, works on it',
    (by) =>
      given(complete)
        .when({ ...help, by })
        .emits(helped),
  );
  test('R-AUTH-4: a constable of the team over it does not, unless it is theirs', () => {
    given(complete)
      .knowing(detective)
      .when({ ...help, by: DETECTIVE })
      .isRefusedBy('R-AUTH-4', 'id');
    given(
      complete,
      at<AdviceCaseEvent>(hour(11), events.adviceCaseAssigned({ team: SNT, officerInCase: DETECTIVE.id })),
    )
      .knowing(detective)
      .when({ ...help, by: DETECTIVE })
      .emits(helped);
  });
  test('R-AUTH-4: a specialist does while holding a post', () => {
    given(complete)
      .knowing(fact(member, ADVISOR.id))
      .when({ ...help, by: ADVISOR })
      .emits(helped);
    given(complete)
      .knowing(fact(member, 'advisor-9'))
      .when({ ...help, by: { ...ADVISOR, id: 'advisor-9' } })
      .isRefusedBy('R-AUTH-4', 'id');
  });
  test('R-AUTH-4: its officer does until leaving, wherever they were moved', () => {
    const moved = fact(
      member,
      PCSO.id,
      pcso,
      at(hour(8), memberTransferred({ from: SNT, team: 'inpt-elsewhere' })),
    );
    const gone = fact(member, PCSO.id, pcso, at(hour(8), memberLeft({ reason: 'RETIRED' })));
    scene(complete)
      .knowing(moved, ...crew)
      .when(help)
      .emits(helped);
    scene(complete)
      .knowing(gone, ...crew)
      .when(help)
      .isRefusedBy('R-AUTH-4', 'id');
  });
  test('R-AUTH-4: who has its team now counts, not who had it', () =>
    given(
      complete,
      at<AdviceCaseEvent>(hour(12), events.adviceCaseAssigned({ team: INPT, officerInCase: DETECTIVE.id })),
    )
      .when({ ...help, occurredAt: hour(13) })
      .isRefusedBy('R-AUTH-4', 'id'));
});

describe('who is named in a case', () => {
  const when = (changed: Partial<typeof open> | object, ...known: readonly KnownFact[]) =>
    scene()
      .knowing(...known, ...crew, ...here)
      .when({ ...open, ...changed });
  const nobody = fact(subjectHistory, 'subject-9');

  test('R-CASE-17, D-31: a recipient whom nobody registered is unknown', () => {
    when({ recipient: 'subject-9' }, nobody).isRefusedBy('R-CASE-17', 'recipient');
  });
  test('R-CASE-17, D-31: so is one who was registered later, and one of another force', () => {
    const later = fact(
      subjectHistory,
      'subject-1',
      at(hour(10), subjectRegistered({ name: 'Juniper Marsh' })),
    );
    when({}, later).isRefusedBy('R-CASE-17', 'recipient');
    const elsewhere = ownedBy('other-police', fact(subjectHistory, 'subject-1', person));
    when({}, elsewhere).isRefusedBy('R-CASE-17', 'recipient');
  });
  test('R-LIFE-1, D-31: a community is that of a ward of this force', () => {
    const community = { recipientKind: 'COMMUNITY', capacity: 'COMMUNITY' };
    when({ ...community, recipient: KILBURN }).emits(
      events.adviceCaseOpened({
        ...terms,
        recipientKind: 'COMMUNITY',
        capacity: 'COMMUNITY',
        recipient: KILBURN,
      }),
    );
    when({ ...community, recipient: 'E05000141' }, fact(ward, 'E05000141')).isRefusedBy(
      'R-LIFE-1',
      'recipient',
    );
    when(
      { ...community, recipient: 'E05000141' },
      ownedBy('other-police', fact(ward, 'E05000141', kilburn)),
    ).isRefusedBy('R-LIFE-1', 'recipient');
  });
  test('R-LIFE-1, R-CASE-2, D-31: team, ward and policy of another force are as if there were none', () => {
    when({}, ownedBy('other-police', fact(team, SNT, snt))).isRefusedBy('R-LIFE-1', 'team');
    when({}, ownedBy('other-police', fact(ward, KILBURN, staffedKilburn))).isRefusedBy('R-LIFE-1', 'ward');
    when({}, ownedBy('other-police', fact(policyHistory, POLICY, policyB))).isRefusedBy('R-CASE-2', 'policy');
  });
  test('R-AUTH-2: a case is of the force of whoever opens it', () =>
    when({ force: 'other-police' }).isRefusedBy('R-AUTH-2', 'force'));
  test('R-AUTH-4, P-06: its officer is a member of the force, posted to that team, who has not left', () => {
    const by = SUPERVISOR;
    const left = fact(member, PCSO.id, pcso, at(hour(8), memberLeft({ reason: 'RETIRED' })));
    when({ by }, left).isRefusedBy('R-AUTH-4', 'officerInCase');
    when({ by, officerInCase: 'nobody-at-all' }, fact(member, 'nobody-at-all')).isRefusedBy(
      'R-AUTH-4',
      'officerInCase',
    );
    when({ by, officerInCase: DETECTIVE.id }, detective).isRefusedBy('R-AUTH-4', 'officerInCase');
    when({ by }, ownedBy('other-police', fact(member, PCSO.id, pcso))).isRefusedBy(
      'R-AUTH-4',
      'officerInCase',
    );
  });
  test('R-AUTH-4, P-06: so is the officer whom it is assigned to', () => {
    const to = (officerInCase: string, ...known: readonly KnownFact[]) =>
      given(opened)
        .knowing(...known, fact(team, INPT, inpt))
        .when({ ...assign, officerInCase });
    to('nobody-at-all', fact(member, 'nobody-at-all')).isRefusedBy('R-AUTH-4', 'officerInCase');
    to(PCSO.id).isRefusedBy('R-AUTH-4', 'officerInCase');
    const left = fact(
      member,
      DETECTIVE.id,
      posted('CONSTABLE'),
      at(hour(8), memberLeft({ reason: 'RETIRED' })),
    );
    to(DETECTIVE.id, left).isRefusedBy('R-AUTH-4', 'officerInCase');
    to(DETECTIVE.id, detective).emits(events.adviceCaseAssigned({ team: INPT, officerInCase: DETECTIVE.id }));
  });
  test('R-AUTH-4: supervisors open cases for their own team', () =>
    when({ by: police('sergeant-2', 'SUPERVISOR') }, away('sergeant-2')).isRefusedBy('R-AUTH-4', 'team'));
});
