import type { Told } from '@wardbook/event-sourcing';
import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { isRefusal } from '@wardbook/event-sourcing';
import { attendance } from '../attendance/attendance.ts';
import {
  attendanceOverdue,
  calledOnDeparture,
  overdueAttendanceResolved,
  PREMISES_KINDS,
} from '../attendance/attendance.events.ts';
import {
  IN_2012,
  INPT,
  inpt,
  INSPECTOR,
  KILBURN,
  kilburn,
  OFFICER,
  PCSO,
  sendersOf,
  SNT,
  snt,
  SUPERVISOR,
  SYSTEM,
} from '../kilburn.test.data.ts';
import { policyHistory } from '../policy/policy.state.ts';
import { team } from '../team/team.ts';
import { teamStoodDown } from '../team/team.events.ts';
import { ward } from '../ward/ward.ts';
import { wardAbolished } from '../ward/ward.events.ts';
import {
  ADVISOR,
  advised,
  complete,
  disclaimed,
  FORCE,
  hour,
  inContact,
  locks,
  locksGiven,
  nextVersion,
  opened,
  plannedVisit,
  POLICY,
  policyB,
  readerOfPolicy,
  terms,
} from './advice-case.test.data.ts';
import { member } from '../member/member.ts';
import { adviceCase, type AdviceCaseCommand } from './advice-case.ts';
import { adviceCaseHistory } from './advice-case.state.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent } from './advice-case.events.ts';
import { ORIGINS } from './codes.ts';

const given = scenario(adviceCase, 'case-1');
type Given = readonly Dated<AdviceCaseEvent>[];

const TEN = hour(10);
const NOON = hour(12);
const ONE = hour(13);
const policy = fact(policyHistory, POLICY, policyB);
const here = [fact(ward, KILBURN, kilburn), fact(team, SNT, snt), policy];
const ADVISERS = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'];

type Sent<Type extends Told<AdviceCaseCommand>['type']> = Extract<
  Told<AdviceCaseCommand>,
  { readonly type: Type }
>;

const by = PCSO;
const open = { type: 'OpenCase', occurredAt: hour(9), by, ...terms } as const;
const assign = {
  type: 'AssignCase',
  occurredAt: NOON,
  by: SUPERVISOR,
  team: INPT,
  officerInCase: OFFICER.id,
} as const;
const phone = { type: 'StartContact', occurredAt: TEN, by, contact: 'call-1', channel: 'PHONE' } as const;
const visit = {
  type: 'StartContact',
  occurredAt: TEN,
  by,
  contact: 'visit-1',
  channel: 'VISIT',
  attendance: 'visit-1',
} as const;
const completeCall = { type: 'CompleteContact', occurredAt: NOON, by, contact: 'call-1' } as const;
const circumstances = {
  type: 'RecordCircumstances',
  occurredAt: NOON,
  by,
  text: 'A window was forced.',
} as const;
const give: Sent<'GiveAdvice'> = { type: 'GiveAdvice', occurredAt: hour(11), by, ...locks };
const review = { type: 'ReviewNote', occurredAt: NOON, by: SUPERVISOR, item: 'item-1' } as const;
const signpost = {
  type: 'Signpost',
  occurredAt: NOON,
  by,
  channel: 'FORCE_WEBSITE',
  site: 'www.police.example',
} as const;
const disclaim = {
  type: 'GiveDisclaimer',
  occurredAt: hour(11),
  by,
  contact: 'call-1',
  kind: 'BEST_OF_ABILITY',
  wordingVersion: 4,
} as const;
const remind = { type: 'GivePrivacyNotice', occurredAt: NOON, by, version: 'notice-2' } as const;
const refer: Sent<'Refer'> = {
  type: 'Refer',
  occurredAt: NOON,
  by,
  referral: 'referral-1',
  toRole: 'CPA',
  area: 'west',
  topic: 'INTRUDER_ALARM',
  requestedHelp: 'Which alarm would suit the house?',
  fields: ['TOPIC', 'WARD'],
  dueAt: hour(20),
};
const answer = {
  type: 'RecordReferralOutcome',
  occurredAt: ONE,
  by: SYSTEM,
  referral: 'referral-1',
  outcome: 'COMPLETED',
} as const;
const help = { type: 'RecordHelp', occurredAt: NOON, by, text: 'Fitted a chain to the door.' } as const;
const issue: Sent<'IssueRecord'> = {
  type: 'IssueRecord',
  occurredAt: NOON,
  by,
  fields: ['circumstances', 'adviceItems', 'disclaimers', 'privacyNotice', 'delivery'],
  delivery: 'LEAFLET',
  copyGiven: true,
};
const followUp: Sent<'FollowUp'> = {
  type: 'FollowUp',
  occurredAt: ONE,
  by,
  followUp: 'june',
  implemented: ['item-1'],
};
const again = { type: 'RecordRevictimisation', occurredAt: ONE, by, incident: 'crime/2023-99' } as const;
const breach = {
  type: 'RecordBreach',
  occurredAt: ONE,
  by: SUPERVISOR,
  rule: 'R-CASE-8',
  authorisedBy: INSPECTOR.id,
} as const;
const close = { type: 'CloseCase', occurredAt: ONE, by, outcome: 'ADVICE_GIVEN' } as const;
const reopen = { type: 'ReopenCase', occurredAt: hour(15), by: SUPERVISOR } as const;

const fieldsOf = <Command extends Told<AdviceCaseCommand>>({
  type: _t,
  occurredAt: _a,
  by: _b,
  ...fields
}: Command) => fields;
const referred = events.caseReferred({
  ...fieldsOf(refer),
  recipient: 'subject-1',
  ward: KILBURN,
  force: FORCE,
  fromTeam: SNT,
  referredBy: PCSO.id,
});
const closed = events.adviceCaseClosed({ outcome: 'ADVICE_GIVEN' });
const closedAtOne: Given = [...complete, ...at<AdviceCaseEvent>(ONE, closed)];
const reasonOf = (history: Given, command: Told<AdviceCaseCommand>) => {
  const { decision } = given(history).when(command);
  return isRefusal(decision) ? decision.reason : '';
};

describe('opening', () => {
  const openedAs = (changed: object) => events.adviceCaseOpened({ ...terms, ...changed });
  const when = (changed: object) =>
    given()
      .knowing(...here)
      .when({ ...open, ...changed });

  test('R-CASE-2: a case is opened under a policy in force [T0-23]', () => when({}).emits(openedAs({})));
  test('R-CASE-2: without one it is not', () =>
    given()
      .knowing(...here.slice(0, 2))
      .knowingNothingElse()
      .when(open)
      .isRefusedBy('R-CASE-2'));
  test.each(ORIGINS.filter((origin) => origin !== 'SPATE'))(
    'R-CASE-17: a case arises from %s [T3-11, T3-16, T3-18, T3-20, T3-45]',
    (origin) => {
      when({ origin }).emits(openedAs({ origin }));
    },
  );
  test('R-CASE-17: an investigation is named [T3-11]', () => {
    const { linkedRef: _ref, ...unlinked } = terms;
    given()
      .knowing(...here)
      .when({ ...unlinked, type: 'OpenCase', occurredAt: hour(9), by, origin: 'INVESTIGATION' })
      .isRefusedBy('R-CASE-17');
  });
  test('R-CASE-17: an approach or a national incident needs no crime [T1-07, T3-18]', () => {
    const { linkedRef: _ref, ...unlinked } = terms;
    for (const origin of ['APPROACH', 'NATIONAL_INCIDENT'] as const)
      given()
        .knowing(...here)
        .when({ ...unlinked, type: 'OpenCase', occurredAt: hour(9), by, origin })
        .emits(events.adviceCaseOpened({ ...unlinked, origin }));
  });
  test('R-CASE-17: a spate is two incidents or more [T3-17]', () => {
    const incidents = ['crime/1', 'crime/2'];
    when({ origin: 'SPATE', incidents }).emits(openedAs({ origin: 'SPATE', incidents }));
    when({ origin: 'SPATE', incidents: ['crime/1'] }).isRefusedBy('R-CASE-17');
    when({ origin: 'SPATE', incidents: ['crime/1', 'crime/1'] }).isRefusedBy('R-CASE-17');
    when({ origin: 'SPATE' }).isRefusedBy('R-CASE-17');
  });
  test('R-CASE-17: advice to police is out of scope [T3-10]', () =>
    when({ capacity: 'POLICE' }).isRefusedBy('R-CASE-17'));
  test('R-CASE-17: a community is advised as one, at a talk for example [T0-06, T3-19]', () => {
    const community = { recipientKind: 'COMMUNITY', recipient: KILBURN, capacity: 'COMMUNITY' };
    when(community).emits(openedAs(community));
    when({ ...community, capacity: 'VICTIM' }).isRefusedBy('R-CASE-17');
    when({ capacity: 'COMMUNITY' }).isRefusedBy('R-CASE-17');
  });
  test.each(PREMISES_KINDS)('R-CASE-17: a case may be about premises of kind %s [T3-20]', (kind) => {
    when({ premises: { kind } }).emits(openedAs({ premises: { kind } }));
  });
  test('R-WARD-5: nothing new opens in an abolished ward', () =>
    given()
      .knowing(
        fact(ward, KILBURN, kilburn, at('2022-05-05T00:00:00.000Z', wardAbolished({ successors: [] }))),
        ...here.slice(1),
      )
      .when(open)
      .isRefusedBy('R-WARD-5'));
  test('R-LIFE-1: a case is for a team that there is', () =>
    given()
      .knowing(
        fact(ward, KILBURN, kilburn),
        fact(team, SNT, snt, at(IN_2012, teamStoodDown({ reason: 'Merged.' }))),
        policy,
      )
      .when(open)
      .isRefusedBy('R-LIFE-1'));
  test('R-LIFE-2: opening twice is opening once, on the same terms', () => {
    given(opened).when(open).emitsNothing();
    given(opened)
      .when({ ...open, premises: { kind: 'HOME', address: '5 Invented Mews' } })
      .emitsNothing();
    given(opened)
      .when({ ...open, origin: 'APPROACH' })
      .isRefusedBy('R-LIFE-2');
  });
  test('R-AUTH-2: officers open their own cases, supervisors those of others', () => {
    when({ officerInCase: OFFICER.id }).isRefusedBy('R-AUTH-2');
    when({ by: SUPERVISOR, officerInCase: OFFICER.id }).emits(openedAs({ officerInCase: OFFICER.id }));
  });
  test('R-AUTH-2: a supervisor assigns a case to another team and officer', () => {
    const assigned = events.adviceCaseAssigned({ team: INPT, officerInCase: OFFICER.id });
    given(opened)
      .knowing(fact(team, INPT, inpt))
      .when(assign)
      .emits(assigned);
    given(opened, at<AdviceCaseEvent>(TEN, assigned))
      .knowing(fact(team, INPT, inpt))
      .when(assign)
      .emitsNothing();
    given(opened).knowingNothingElse().when(assign).isRefusedBy('R-LIFE-1');
  });
});

describe('a contact', () => {
  const planned = fact(attendance, 'visit-1', plannedVisit);
  const started = (command: typeof phone | typeof visit) => events.contactStarted(fieldsOf(command));

  test('R-CASE-11: a telephone call needs no plan', () => given(opened).when(phone).emits(started(phone)));
  test('R-CASE-11: a visit is planned before [T3-54]', () => {
    given(opened).knowing(planned).when(visit).emits(started(visit));
    const { attendance: _none, ...unplanned } = visit;
    given(opened).when(unplanned).isRefusedBy('R-CASE-11');
    given(opened).knowingNothingElse().when(visit).isRefusedBy('R-CASE-11');
    given(opened)
      .knowing(fact(attendance, 'visit-1', at(NOON, ...plannedVisit.map(({ event }) => event))))
      .when(visit)
      .isRefusedBy('R-CASE-11');
  });
  test('R-CASE-11: so is a talk to a community [T0-06]', () => {
    const { attendance: _none, ...talk } = { ...visit, channel: 'TALK' as const };
    given(opened).when(talk).isRefusedBy('R-CASE-11');
  });
  test('R-CASE-11: advice in passing, on another duty, needs none [T3-12]', () => {
    const passing = { ...phone, channel: 'DURING_OTHER_DUTY' } as const;
    given(opened)
      .when(passing)
      .emits(events.contactStarted(fieldsOf(passing)));
  });
  test('R-CASE-11: a plan serves the recipient that it was made for, and one visit', () => {
    const other = plannedVisit.map(({ at: planAt, event }) => ({
      at: planAt,
      event: event.type === 'AttendancePlanned' ? { ...event, recipient: 'subject-2' } : event,
    }));
    given(opened)
      .knowing(fact(attendance, 'visit-1', other))
      .when(visit)
      .isRefusedBy('R-CASE-11');
    given(opened)
      .knowing(fact(attendance, 'visit-1', plannedVisit, at(hour(9), calledOnDeparture({}))))
      .when(visit)
      .isRefusedBy('R-CASE-11');
  });
  test('R-LIFE-2: a contact starts once', () => {
    given(inContact).when(phone).emitsNothing();
    given(inContact)
      .when({ ...phone, channel: 'EMAIL' })
      .isRefusedBy('R-LIFE-2');
  });

  test('R-CASE-8: with both disclaimers a contact is complete [T3-49, T3-50]', () =>
    given(disclaimed)
      .when(completeCall)
      .emits(events.contactCompleted({ contact: 'call-1' })));
  test('R-CASE-8: with one of them, or none, it is not, and which is missing is said [T3-49, T3-50]', () => {
    given(advised).when(completeCall).isRefusedBy('R-CASE-8');
    expect(reasonOf(disclaimed.slice(0, -1), completeCall)).toContain('no guarantee');
    expect(reasonOf(disclaimed.slice(0, -1), completeCall)).not.toContain('best of our ability');
  });
  test('R-CASE-8: a contact without advice needs none', () =>
    given(inContact)
      .when(completeCall)
      .emits(events.contactCompleted({ contact: 'call-1' })));
  test('R-LIFE-2: a contact is completed once, after it started', () => {
    given(disclaimed, at<AdviceCaseEvent>(NOON, events.contactCompleted({ contact: 'call-1' })))
      .when(completeCall)
      .emitsNothing();
    given(opened).when(completeCall).isRefusedBy('R-LIFE-1');
  });
  test('R-CASE-1: circumstances are recorded, as often as they change [T3-27]', () => {
    const recorded = events.circumstancesRecorded({ text: circumstances.text });
    given(opened).when(circumstances).emits(recorded);
    given(opened, at<AdviceCaseEvent>(TEN, recorded)).when(circumstances).emits(recorded);
  });
});

describe('what the recipient is told', () => {
  const told = events.disclaimerGiven(fieldsOf(disclaim));
  test('R-CASE-8: a disclaimer says which version of the wording it was [T3-51]', () =>
    given(advised).knowing(policy).when(disclaim).emits(told));
  test('R-CASE-8: only the words in force then are said [T3-51]', () => {
    given(advised)
      .knowing(policy)
      .when({ ...disclaim, wordingVersion: 5 })
      .isRefusedBy('R-CASE-8');
    given(advised).knowingNothingElse().when(disclaim).isRefusedBy('R-CASE-2');
  });
  test('R-LIFE-1: it is said in the contact', () => {
    given(advised)
      .knowing(policy)
      .when({ ...disclaim, contact: 'call-2' })
      .isRefusedBy('R-LIFE-1');
    given(disclaimed, at<AdviceCaseEvent>(hour(11), events.contactCompleted({ contact: 'call-1' })))
      .knowing(policy)
      .when({ ...disclaim, occurredAt: NOON })
      .isRefusedBy('R-LIFE-1');
  });
  test('R-LIFE-2: said twice is said once', () =>
    given(disclaimed).knowing(policy).when(disclaim).emitsNothing());

  const reminded = events.privacyNoticeGiven({ version: 'notice-2' });
  test('R-CASE-9: the recipient is reminded of the privacy notice [T3-62]', () =>
    given(disclaimed).knowing(policy).when(remind).emits(reminded));
  test('R-CASE-9: once per version of it', () => {
    given(complete).knowing(policy).when(remind).emitsNothing();
    given(complete)
      .knowing(fact(policyHistory, POLICY, policyB, nextVersion))
      .when({ ...remind, occurredAt: '2023-03-08T09:00:00.000Z', version: 'notice-3' })
      .emits(events.privacyNoticeGiven({ version: 'notice-3' }));
  });
  test('R-CASE-9: only of the version in force then', () => {
    given(disclaimed)
      .knowing(policy)
      .when({ ...remind, version: 'notice-1' })
      .isRefusedBy('R-CASE-9');
    given(disclaimed).knowingNothingElse().when(remind).isRefusedBy('R-CASE-2');
  });
  test('R-CASE-9: an earlier case of the same recipient may be cited instead', () =>
    given(disclaimed)
      .knowing(policy, fact(adviceCaseHistory, 'case-0', complete))
      .when({ ...remind, earlierCase: 'case-0' })
      .emits(events.privacyNoticeGiven({ version: 'notice-2', earlierCase: 'case-0' })));
  test('R-CASE-9: not that of another recipient, nor one without the reminder', () => {
    const cite = { ...remind, earlierCase: 'case-0' };
    const another = at<AdviceCaseEvent>(
      hour(8),
      events.adviceCaseOpened({ ...terms, recipient: 'subject-2' }),
      reminded,
    );
    for (const earlier of [another, disclaimed, []])
      given(disclaimed)
        .knowing(policy, fact(adviceCaseHistory, 'case-0', earlier))
        .when(cite)
        .isRefusedBy('R-CASE-9');
  });

  test('R-CASE-16: a recipient is directed to a site that the policy names [T3-24]', () =>
    given(inContact)
      .knowing(policy)
      .when(signpost)
      .emits(events.recipientSignposted(fieldsOf(signpost))));
  test('R-CASE-16: not to any other, nor to none [T3-24]', () => {
    given(inContact)
      .knowing(policy)
      .when({ ...signpost, site: 'www.locks.example' })
      .isRefusedBy('R-CASE-16');
    const { site: _site, ...nowhere } = signpost;
    given(inContact).knowing(policy).when(nowhere).isRefusedBy('R-CASE-16');
    given(inContact).knowingNothingElse().when(signpost).isRefusedBy('R-CASE-2');
  });
  test('R-CASE-16: or to trained staff [T3-23]', () =>
    given(inContact)
      .knowingNothingElse()
      .when({
        type: 'Signpost',
        occurredAt: NOON,
        by,
        channel: 'TRAINED_STAFF',
        reason: 'She asked for more.',
      })
      .emits(events.recipientSignposted({ channel: 'TRAINED_STAFF', reason: 'She asked for more.' })));
  test('R-LIFE-2: directed there twice is once', () =>
    given(inContact, at<AdviceCaseEvent>(TEN, events.recipientSignposted(fieldsOf(signpost))))
      .knowing(policy)
      .when(signpost)
      .emitsNothing());
});

describe('referring', () => {
  test('R-CASE-3: a referral carries all that raising it takes [T3-32]', () =>
    given(inContact).when(refer).emits(referred));
  test('R-REF-3: it goes to one agency or one role [T3-33]', () => {
    const { toRole: _role, ...nobody } = refer;
    given(inContact).when(nobody).isRefusedBy('R-REF-3');
    given(inContact)
      .when({ ...nobody, toRole: 'CPA', toAgency: 'council' })
      .isRefusedBy('R-REF-3');
  });
  test('R-REF-1: what leaves the force has a legal basis', () => {
    const { toRole: _role, area: _area, ...rest } = refer;
    const toCouncil = { ...rest, toAgency: 'council' };
    given(inContact).when(toCouncil).isRefusedBy('R-REF-1');
    const withBasis = { ...toCouncil, legalBasis: 'CONSENT' as const, agreement: 'isa-1' };
    given(inContact)
      .when(withBasis)
      .emits(
        events.caseReferred({
          ...fieldsOf(withBasis),
          recipient: 'subject-1',
          ward: KILBURN,
          force: FORCE,
          fromTeam: SNT,
          referredBy: PCSO.id,
        }),
      );
  });
  test('R-LIFE-2: the same referral twice is one', () =>
    given(inContact, at<AdviceCaseEvent>(TEN, referred))
      .when({ ...refer, fields: [] })
      .emitsNothing());
  test('R-REF-7: the case learns how it ended, even when it is closed', () => {
    const ended = events.referralOutcomeRecorded({ referral: 'referral-1', outcome: 'COMPLETED' });
    given(inContact, at<AdviceCaseEvent>(NOON, referred)).when(answer).emits(ended);
    given(inContact, at<AdviceCaseEvent>(NOON, referred, closed))
      .when(answer)
      .emits(ended);
    given(inContact, at<AdviceCaseEvent>(NOON, referred, ended))
      .when(answer)
      .emitsNothing();
    given(inContact, at<AdviceCaseEvent>(NOON, referred, ended))
      .when({ ...answer, outcome: 'WITHDRAWN' })
      .isRefusedBy('R-LIFE-2');
    given(inContact).when(answer).isRefusedBy('R-LIFE-1');
  });
});

describe('the written record', () => {
  const issued = events.writtenAdviceRecordIssued({
    ...fieldsOf(issue),
    policyVersion: 4,
  });
  const noted = [
    ...inContact,
    ...at<AdviceCaseEvent>(hour(11), events.adviceGiven({ ...locksGiven, note: 'The lower sash first.' })),
    ...complete.slice(advised.length),
  ];

  test('R-CASE-12: it has what the policy version requires [T3-41]', () =>
    given(complete).knowing(policy).when(issue).emits(issued));
  test('R-CASE-12: what it lacks is named [T3-41]', () => {
    const { decision } = given(complete)
      .knowing(policy)
      .when({ ...issue, fields: ['circumstances', 'adviceItems'] });
    expect(decision).toMatchObject({
      rule: 'R-CASE-12',
      reason: 'This record lacks: disclaimers, privacy notice, delivery.',
    });
  });
  test('R-CASE-12: it cannot have what the case has not', () => {
    const lacking = (history: Given) => given(history).knowing(policy).when(issue).decision;
    expect(lacking(disclaimed)).toMatchObject({ reason: 'This record lacks: privacy notice.' });
    expect(lacking(advised)).toMatchObject({ reason: 'This record lacks: disclaimers, privacy notice.' });
    expect(lacking(opened)).toMatchObject({
      reason: 'This record lacks: circumstances, advice items, privacy notice.',
    });
  });
  test('R-CASE-2: it is issued under a policy in force', () =>
    given(complete).knowingNothingElse().when(issue).isRefusedBy('R-CASE-2'));
  test('R-LIFE-2: issued twice at one moment is once', () =>
    given(complete, at<AdviceCaseEvent>(NOON, issued)).knowing(policy).when(issue).emitsNothing());

  test('R-CASE-5: free words are read by somebody else before it is issued', () => {
    given(noted).knowing(policy).when(issue).isRefusedBy('R-CASE-5');
    const read = events.adviceNoteReviewed({ item: 'item-1', reviewer: SUPERVISOR.id });
    given(noted).when(review).emits(read);
    given(noted, at<AdviceCaseEvent>(NOON, read)).knowing(policy).when(issue).emits(issued);
    given(noted, at<AdviceCaseEvent>(ONE, read)).knowing(policy).when(issue).isRefusedBy('R-CASE-5');
  });
  test('R-AUTH-1: not by whoever wrote them', () =>
    given(noted)
      .when({ ...review, by: { ...SUPERVISOR, id: PCSO.id } })
      .isRefusedBy('R-AUTH-1'));
  test('R-LIFE-2: read twice is read once, and only what was written', () => {
    given(
      noted,
      at<AdviceCaseEvent>(NOON, events.adviceNoteReviewed({ item: 'item-1', reviewer: 'sergeant-2' })),
    )
      .when(review)
      .emitsNothing();
    given(advised).when(review).emitsNothing();
    given(inContact).when(review).isRefusedBy('R-LIFE-1');
  });
});

describe('afterwards', () => {
  test('R-CASE-13: help that was given is recorded [T0-18]', () =>
    given(inContact)
      .when(help)
      .emits(events.practicalHelpRecorded({ text: help.text })));
  test('R-LIFE-2: a follow-up says what was put into practice, once, in a closed case, too [T3-14]', () => {
    const followed = events.followUpRecorded({ followUp: 'june', implemented: ['item-1'] });
    given(closedAtOne)
      .when({ ...followUp, occurredAt: hour(20) })
      .emits(followed);
    given(advised, at<AdviceCaseEvent>(NOON, followed))
      .when({ ...followUp })
      .emitsNothing();
    given(advised)
      .when({ ...followUp, implemented: ['item-2'] })
      .isRefusedBy('R-LIFE-1');
  });
  test('R-LIFE-2: a repeat burglary is recorded once, in a closed case, too [T3-14]', () => {
    const repeated = events.repeatVictimisationRecorded({ incident: 'crime/2023-99' });
    given(closedAtOne)
      .when({ ...again, occurredAt: hour(20) })
      .emits(repeated);
    given(advised, at<AdviceCaseEvent>(NOON, repeated)).when(again).emitsNothing();
    given().when(again).isRefusedBy('R-LIFE-1');
  });
  test('R-AUTH-1: a breach is put on record by one, and authorised by another [T3-15, T3-48]', () => {
    const recorded = events.complianceBreachRecorded({ rule: 'R-CASE-8', authorisedBy: INSPECTOR.id });
    given(advised).when(breach).emits(recorded);
    given(advised, at<AdviceCaseEvent>(NOON, recorded)).when(breach).emitsNothing();
    given(advised)
      .when({ ...breach, authorisedBy: SUPERVISOR.id })
      .isRefusedBy('R-AUTH-1');
    given(advised)
      .when({ ...breach, item: 'item-9' })
      .isRefusedBy('R-LIFE-1');
  });
});

describe('closing', () => {
  test('R-CASE-13: a case that complies closes', () => given(complete).when(close).emits(closed));
  test('R-CASE-13: without the disclaimers it does not [T3-15]', () => {
    const reminded = [...advised, ...complete.slice(disclaimed.length)];
    given(reminded).when(close).isRefusedBy('R-CASE-13');
    expect(reasonOf(reminded, close)).toBe('Before this case can be closed: meet R-CASE-8 in item-1.');
  });
  test('R-CASE-13: without the privacy reminder it does not [T3-62]', () => {
    given(disclaimed).when(close).isRefusedBy('R-CASE-13');
    expect(reasonOf(disclaimed, close)).toBe('Before this case can be closed: meet R-CASE-9.');
  });
  test('R-CASE-13: a breach on record, authorised by another, lets it close [T3-15]', () => {
    const recorded = events.complianceBreachRecorded({ rule: 'R-CASE-9', authorisedBy: INSPECTOR.id });
    given(disclaimed, at<AdviceCaseEvent>(NOON, recorded)).when(close).emits(closed);
    given(disclaimed, at<AdviceCaseEvent>(hour(14), recorded))
      .when(close)
      .isRefusedBy('R-CASE-13');
    given(disclaimed, at<AdviceCaseEvent>(NOON, events.complianceBreachRecorded({ rule: 'R-CASE-9' })))
      .when(close)
      .isRefusedBy('R-CASE-13');
  });
  test('R-REF-7: with a live referral it does not close, whatever is authorised', () => {
    const waived = events.complianceBreachRecorded({ rule: 'R-REF-7', authorisedBy: INSPECTOR.id });
    given(complete, at<AdviceCaseEvent>(NOON, referred)).when(close).isRefusedBy('R-CASE-13');
    given(complete, at<AdviceCaseEvent>(NOON, referred, waived))
      .when(close)
      .isRefusedBy('R-CASE-13');
    given(complete, at<AdviceCaseEvent>(NOON, referred, events.referralOutcomeRecorded(fieldsOf(answer))))
      .when(close)
      .emits(closed);
  });

  const visited: Given = [
    ...complete,
    ...at<AdviceCaseEvent>(
      hour(10),
      events.contactStarted({ contact: 'visit-1', channel: 'VISIT', attendance: 'visit-1' }),
    ),
  ];
  const left = fact(attendance, 'visit-1', plannedVisit, at(hour(11), calledOnDeparture({})));
  test('R-CASE-13: after a visit it says what help was given [T0-18]', () => {
    given(visited).knowing(left).when(close).isRefusedBy('R-CASE-13');
    given(visited)
      .knowing(left)
      .when({ ...close, helpGiven: '  ' })
      .isRefusedBy('R-CASE-13');
    given(visited)
      .knowing(left)
      .when({ ...close, helpGiven: 'A chain for the door.' })
      .emits(events.adviceCaseClosed({ outcome: 'ADVICE_GIVEN', helpGiven: 'A chain for the door.' }));
    given(visited, at<AdviceCaseEvent>(NOON, events.practicalHelpRecorded({ text: 'A chain for the door.' })))
      .knowing(left)
      .when({ ...close, helpGiven: ' ' })
      .emits(closed);
  });
  test('R-CASE-13: while somebody is missed it does not close', () => {
    const helped = { ...close, helpGiven: 'A chain for the door.' };
    const alarm = [...plannedVisit, ...at(hour(12), attendanceOverdue({}))];
    const safe = at(hour(12), overdueAttendanceResolved({ outcome: 'SAFE_FOUND' }));
    given(visited)
      .knowing(fact(attendance, 'visit-1', alarm))
      .when(helped)
      .isRefusedBy('R-CASE-13');
    given(visited)
      .knowing(fact(attendance, 'visit-1', alarm, safe))
      .when(helped)
      .emits(events.adviceCaseClosed({ outcome: 'ADVICE_GIVEN', helpGiven: helped.helpGiven }));
  });
  test('R-CASE-13: nobody was ever reached: there is nobody to remind', () =>
    given(opened)
      .when({ ...close, outcome: 'NO_CONTACT' })
      .emits(events.adviceCaseClosed({ outcome: 'NO_CONTACT' })));
  test('R-CASE-13: it does not close before what was done in it', () =>
    given(complete)
      .when({ ...close, occurredAt: '2023-03-06T10:30:00.000Z' })
      .isRefusedBy('R-CASE-13'));
  test('R-LIFE-2: closed twice is closed once', () => given(closedAtOne).when(close).emitsNothing());
  test('R-LIFE-1: what was never opened is not closed', () => given().when(close).isRefusedBy('R-LIFE-1'));
  test('R-LIFE-1: a supervisor opens it again', () => {
    given(closedAtOne).when(reopen).emits(events.adviceCaseReopened({}));
    given(closedAtOne, at<AdviceCaseEvent>(hour(14), events.adviceCaseReopened({})))
      .when(reopen)
      .emitsNothing();
    given(complete).when(reopen).emitsNothing();
  });
  test('R-LIFE-1: nothing happens in it while it is closed', () => {
    for (const command of [phone, circumstances, help, signpost, disclaim, remind, refer])
      given(closedAtOne)
        .knowing(policy)
        .when({ ...command, occurredAt: hour(14) })
        .isRefusedBy('R-LIFE-1');
  });
});

describe('recording late', () => {
  const facts = [policy, fact(member, PCSO.id, readerOfPolicy)];
  const second = { ...give, item: 'item-2', contact: 'call-2' };
  const secondGiven = { ...locksGiven, item: 'item-2', contact: 'call-2' };
  const secondCall = at<AdviceCaseEvent>(TEN, events.contactStarted({ contact: 'call-2', channel: 'PHONE' }));

  test('R-CASE-14: advice before the closure is recorded after it, when it complies [T3-12]', () =>
    given(closedAtOne)
      .knowing(...facts)
      .knowingNothingElse()
      .when({ ...give, item: 'item-2' })
      .emits({ ...locksGiven, item: 'item-2' }));
  test('R-CASE-14: what it leaves unmet goes on record as a breach that nobody authorised [T3-12, T3-48]', () =>
    given(closedAtOne, secondCall)
      .knowing(...facts)
      .knowingNothingElse()
      .when(second)
      .emits(secondGiven, events.complianceBreachRecorded({ rule: 'R-CASE-8', item: 'item-2' })));
  test('R-CASE-14: once', () =>
    given(
      closedAtOne,
      secondCall,
      at<AdviceCaseEvent>(ONE, events.complianceBreachRecorded({ rule: 'R-CASE-8', item: 'item-2' })),
    )
      .knowing(...facts)
      .knowingNothingElse()
      .when(second)
      .emits(secondGiven));
  test('R-CASE-14: a case that is open again is not closed over its gaps', () =>
    given(closedAtOne, secondCall, at<AdviceCaseEvent>(hour(14), events.adviceCaseReopened({})))
      .knowing(...facts)
      .knowingNothingElse()
      .when(second)
      .emits(secondGiven));
  test('R-REF-7: nor was it to close over a referral', () =>
    given(closedAtOne)
      .when(refer)
      .emits(referred, events.complianceBreachRecorded({ rule: 'R-REF-7' })));
  test('R-CASE-13: nor over a visit without help', () =>
    given(closedAtOne)
      .knowing(fact(attendance, 'visit-1', plannedVisit))
      .when(visit)
      .emits(events.contactStarted(fieldsOf(visit)), events.complianceBreachRecorded({ rule: 'R-CASE-13' })));
  test('R-LIFE-1: advice after the closure is not recorded at all', () =>
    given(closedAtOne)
      .knowing(...facts)
      .when({ ...give, item: 'item-2', occurredAt: hour(14) })
      .isRefusedBy('R-LIFE-1'));
});

describe('who sends it', () => {
  test.each<Told<AdviceCaseCommand>>([
    open,
    phone,
    completeCall,
    circumstances,
    { ...give, purposes: [] },
    signpost,
    disclaim,
    remind,
    refer,
    help,
    issue,
    { ...followUp, implemented: [] },
    close,
  ])('R-AUTH-2: $type is for those who advise', (command) => {
    expect(sendersOf(given().knowing(policy), { ...command, by: { ...by, id: PCSO.id } })).toEqual(ADVISERS);
  });
  test.each<Told<AdviceCaseCommand>>([assign, breach, reopen])(
    'R-AUTH-2: $type is for those over them',
    (command) => {
      expect(sendersOf(given(), command)).toEqual(['SUPERVISOR', 'INSPECTOR']);
    },
  );
  test('R-AUTH-2: notes are read by specialists and supervisors', () => {
    expect(sendersOf(given(), review)).toEqual(['SPECIALIST', 'SUPERVISOR', 'INSPECTOR']);
  });
  test('R-AUTH-2: the outcome of a referral comes from the referral', () => {
    expect(sendersOf(given(), answer)).toEqual(['SYSTEM']);
  });
  test('R-AUTH-2: a repeat may be found by a process', () => {
    expect(sendersOf(given(), again)).toEqual([...ADVISERS, 'SYSTEM']);
  });
  test('a specialist opens a case of their own', () => {
    given()
      .knowing(...here)
      .when({ ...open, by: ADVISOR, officerInCase: ADVISOR.id })
      .emits(events.adviceCaseOpened({ ...terms, officerInCase: ADVISOR.id }));
  });
});

describe('personal data', () => {
  test('is the recipient’s, in every command', () => {
    expect(adviceCase.subject?.(adviceCaseHistory.initial, { ...open, id: 'case-1' })).toBe('subject-1');
    expect(adviceCase.subject?.(adviceCaseHistory.initial, { ...close, id: 'case-1' })).toBeUndefined();
  });
  test('is every free text', () => {
    expect(
      events.adviceCaseEvents.flatMap(({ type, personalFields }) =>
        personalFields.map((f) => `${type}.${f}`),
      ),
    ).toEqual([
      'AdviceCaseOpened.premises.address',
      'CircumstancesRecorded.proportionality',
      'CircumstancesRecorded.text',
      'AdviceGiven.givenDirectlyBecause',
      'AdviceGiven.note',
      'AdviceGiven.overrideReason',
      'RecipientSignposted.reason',
      'CaseReferred.requestedHelp',
      'ReferralOutcomeRecorded.note',
      'PracticalHelpRecorded.text',
      'FollowUpRecorded.note',
      'AdviceCaseClosed.helpGiven',
    ]);
  });
});
