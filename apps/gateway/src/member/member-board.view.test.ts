import { describe, expect, test } from '@jest/globals';
import { words } from '@wardbook/event-sourcing/testing';
import { publishedDetailsWithdrawn, type MemberEvent } from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { requestsAt } from '../authority-request.ts';
import { competenceIn, memberBoard } from './member-board.view.ts';

describe('the board of members', () => {
  test('is filtered by team, ward and standing, and sorted by rank', () => {
    expect(columnsAfter(memberBoard, 'officer-1', [posted, dedicated])).toEqual({
      team: 'inpt',
      ward: KILBURN,
      category: 'UNIFORMED',
      rank: 'CONSTABLE',
      seniority: 1,
      standing: 'IN_POST',
      ...{ BASIC: 0, BASIC_SURVEY: 0, SPECIALIST: 0 },
    });
    expect(columnsAfter(memberBoard, 'officer-1', [posted, promoted])).toMatchObject({ seniority: 2 });
  });

  test('whoever is released from a ward is no longer taken away from it', () => {
    const row = rowAfter(memberBoard, 'officer-1', [posted, dedicated, abstracted, released]);
    expect(row.absence.at(-1)?.value).toBeNull();
    expect(row.ward.at(-1)?.value).toBeNull();
  });

  test('an absence shows its reason, and never who authorised it', () => {
    const row = rowAfter(memberBoard, 'officer-1', [posted, dedicated, abstracted]);
    expect(row.absence.at(-1)?.value).toEqual({
      from: '2012-12-31T12:00:00.000Z',
      until: '2013-01-01T06:00:00.000Z',
      reason: 'PUBLIC_ORDER',
      exceptional: false,
      request: null,
    });
  });

  test('a training that was recorded late counts no more when it had run out by then', () => {
    const { competences } = rowAfter(memberBoard, 'officer-1', [posted, expired, granted]);
    expect(competences.BASIC?.at(-1)?.value).toBeNull();
  });

  test('R-TRN-1: what a training day taught lasts for its time, and is gone where it was found wrong', () => {
    const surveys = (told: readonly Happened<MemberEvent>[], at: string) =>
      competenceIn(rowAfter(memberBoard, 'officer-1', told), 'BASIC_SURVEY', at)?.evidence;
    const told = [posted, taught];
    expect(surveys(told, '2013-03-01T11:59:59.999Z')).toBeUndefined();
    expect(surveys(told, '2013-03-01T12:00:00.000Z')).toBe('skills-1');
    expect(surveys(told, '2016-03-01T00:00:00.000Z')).toBeUndefined();
    expect(surveys([...told, notTaught], '2013-03-02T12:00:00.000Z')).toBeUndefined();
    expect(surveys([posted, left, taught], '2013-08-01T12:00:00.000Z')).toBeUndefined();
    expect(columnsAfter(memberBoard, 'officer-1', told)).toMatchObject({ BASIC: 0, BASIC_SURVEY: 1 });
    expect(columnsAfter(memberBoard, 'officer-1', [posted, granted])).toMatchObject({ BASIC: 1 });
  });

  test('D-08: a request waits, whether or not the absence began, and then has its answer', () => {
    const waiting = rowAfter(memberBoard, 'officer-1', [posted, dedicated, asked]);
    expect(waiting.absence).toEqual([]);
    expect(requestsAt(waiting.requests, 'ABSTRACTION', '2013-01-10T12:00:00.000Z')).toMatchObject([
      {
        key: 'parade',
        askedByKey: 'sergeant-1',
        standing: 'WAITING',
        isOverdue: true,
        declinedBecause: null,
      },
    ]);
    const urgent = rowAfter(memberBoard, 'officer-1', [posted, dedicated, urgentlyAway, declined]);
    expect(urgent.absence).toHaveLength(1);
    const shown = (at: string) => requestsAt(urgent.requests, 'ABSTRACTION', `2013-01-0${at}T12:00:00.000Z`);
    expect(shown('4')).toEqual([]);
    expect(shown('5')).toMatchObject([{ standing: 'WAITING', isOverdue: false, answeredAt: null }]);
    expect(shown('6')).toMatchObject([
      { standing: 'DECLINED', isOverdue: false, declinedBecause: 'NOT_JUSTIFIED' },
    ]);
  });

  test('D-02: a dedication that was recorded after the transfer which followed it ended with that', () => {
    expect(rowAfter(memberBoard, 'officer-1', [posted, moved, dedicated]).ward).toEqual([
      { from: '2012-09-10T12:00:00.000Z', value: KILBURN },
      { from: '2013-07-02T12:00:00.000Z', value: null },
    ]);
  });

  test('D-28: whoever comes back is in post, with the name that was published last', () => {
    const again = of('2014-01-06', { ...posted[2], publicName: words('Sgt Maren Holloway') } as MemberEvent);
    for (const told of [
      [posted, left, again],
      [again, posted, left],
    ]) {
      const row = rowAfter(memberBoard, 'officer-1', told);
      expect(row).toMatchObject({
        standing: 'IN_POST',
        publicName: [{}, {}, { value: 'Sgt Maren Holloway' }],
      });
      expect(row.team.at(-1)?.value).toBe('inpt');
    }
  });

  test('D-34: shows what is published, and nothing of whom has left, in whatever order it was recorded', () => {
    const reach = of('2012-09-20', {
      type: 'PublishedDetailsCorrected',
      publicContact: words('west@police.example'),
    });
    for (const told of [
      [posted, reach, renamed, left],
      [left, renamed, reach, posted],
    ]) {
      const { publicName, publicContact } = rowAfter(memberBoard, 'officer-1', told);
      expect(publicName.map(({ value }) => value)).toEqual(['PC Maren Holloway', 'PC Maren Oakenrill', null]);
      expect(publicContact.map(({ value }) => value)).toEqual([null, 'west@police.example', null]);
    }
  });
  test('D-34: shows nothing of whose details were withdrawn', () => {
    const { publicName, publicContact } = rowAfter(memberBoard, 'officer-1', [posted, renamed, withdrawn]);
    expect([publicName.at(-1)?.value, publicContact.at(-1)?.value]).toEqual([null, null]);
  });

  test('whoever left is in no team', () => {
    expect(columnsAfter(memberBoard, 'officer-1', [posted, left])).toMatchObject({
      team: null,
      standing: 'LEFT',
    });
  });

  test('shows something whatever has happened before', () => {
    const told = [
      posted,
      renamed,
      withdrawn,
      dedicated,
      asked,
      urgentlyAway,
      authorised,
      declined,
      returned,
      granted,
      notTaught,
      expired,
      read,
      promoted,
      coverChanged,
      released,
      moved,
      left,
    ];
    expect(failuresOf(memberBoard, 'officer-1', told)).toEqual([]);
  });
});

const KILBURN = 'E05000140';
const OFFICER = { ward: KILBURN, kind: 'OFFICER' } as const;

const of = (day: string, event: MemberEvent): Happened<MemberEvent> => [
  'member-officer-1',
  `${day}T12:00:00.000Z`,
  event,
];
const posted = of('2012-09-07', {
  type: 'MemberPosted',
  team: 'inpt',
  category: 'UNIFORMED',
  rank: 'CONSTABLE',
  source: 'RECRUIT',
  publicName: words('PC Maren Holloway'),
});
const renamed = of('2012-10-01', {
  type: 'PublishedDetailsCorrected',
  publicName: words('PC Maren Oakenrill'),
});
const withdrawn = of('2012-11-01', publishedDetailsWithdrawn({}));
const dedicated = of('2012-09-10', { type: 'MemberDedicated', ...OFFICER });
const abstracted = of('2012-12-31', {
  type: 'MemberAbstracted',
  ...OFFICER,
  from: '2012-12-31T12:00:00.000Z',
  until: '2013-01-01T06:00:00.000Z',
  reason: 'PUBLIC_ORDER',
  authorisedBy: 'inspector-1',
  exceptional: false,
});
const absence = {
  ...OFFICER,
  until: '2013-01-31T06:00:00.000Z',
  reason: 'PUBLIC_ORDER',
  exceptional: false,
  request: 'parade',
  requestedBy: 'sergeant-1',
  answerBy: '2013-01-08T12:00:00.000Z',
} as const;
const asked = of('2013-01-05', { type: 'AbstractionRequested', ...absence });
const urgentlyAway = of('2013-01-05', {
  type: 'MemberAbstracted',
  from: '2013-01-05T12:00:00.000Z',
  ...absence,
});
const authorised = of('2013-01-06', { type: 'AbstractionGranted', request: 'parade' });
const declined = of('2013-01-06', {
  type: 'AbstractionDeclined',
  request: 'parade',
  reason: 'NOT_JUSTIFIED',
});
const returned = of('2013-01-01', { type: 'MemberReturned', ...OFFICER });
const granted = of('2013-02-01', {
  type: 'CompetenceGranted',
  level: 'BASIC',
  evidence: 'training/2013-02-01',
});
const taught = of('2013-03-01', {
  type: 'CompetenceGranted',
  level: 'BASIC_SURVEY',
  evidence: 'skills-1',
  until: '2016-03-01T00:00:00.000Z',
});
const notTaught = of('2013-03-01', {
  type: 'CompetenceFoundWrong',
  level: 'BASIC_SURVEY',
  evidence: 'skills-1',
});
const expired = of('2013-06-01', { type: 'CompetenceExpired', level: 'BASIC' });
const read = of('2013-06-02', { type: 'PolicyAcknowledged', policy: 'A0609', version: 4 });
const promoted = of('2013-07-01', { type: 'MemberPromoted', rank: 'SERGEANT' });
const coverChanged = of('2013-07-01', { type: 'MemberCoverChanged', ...OFFICER });
const released = of('2013-07-02', { type: 'MemberReleased', ...OFFICER });
const moved = of('2013-07-02', { type: 'MemberTransferred', from: 'inpt', team: 'snt' });
const left = of('2013-07-31', { type: 'MemberLeft', reason: 'RESIGNED' });
