import { describe, expect, test } from '@jest/globals';
import { personalReference } from '@wardbook/event-sourcing/testing';
import { ROLES, type By, type ReferralEvent, type Role } from '@wardbook/policing';
import { rowAfter, type Happened } from '../recorded.test.data.ts';
import { referralBoard } from './referral-board.view.ts';
import { referralSeenBy } from './referral-seen.ts';
import * as happened from './referral.test.data.ts';

const { accepted, asked, completed, declined, escalated, of, progressed, raised, redirected, told } =
  happened;

const SEES_ITS_OWN: readonly Role[] = [
  ...['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR', 'INTELLIGENCE', 'CONTROL', 'RECORDS'],
  ...['PARTNER', 'AUDITOR'],
] as Role[];

describe('who sees what of a referral', () => {
  test.each(ROLES.map((role) => [role, SEES_ITS_OWN.includes(role)] as const))(
    '%s of an agency that is not in it sees nothing, whoever they are; of one that is: %s',
    (role, sees) => {
      expect(seen({ role, agency: 'fire' }, [raised])).toBeNull();
      expect(seen({ role, agency: 'police' }, [raised]) !== null).toBe(sees);
      expect(seen({ role, agency: 'council' }, [raised]) !== null).toBe(sees);
    },
  );

  test('whoever is asked sees no case, no person, no ward and no request but what was disclosed', () => {
    const row = seen(COUNCIL, [raised, accepted, progressed]);
    expect(row).toMatchObject({ standing: 'ACCEPTED', case: null, subject: null, ward: null, parent: null });
    expect(row).toMatchObject({ requestedHelp: null });
    expect(row?.disclosure).toMatchObject({ fields: ['REQUESTED_HELP', 'TOPIC'], through: 'DISCLOSURE' });
  });

  test('whoever was asked once sees nothing of what happened since', () => {
    const before = seen(COUNCIL, [raised, asked, told, redirected]);
    const since = [escalated, completed].flatMap((last) => [asked2, told2, last]);
    const after = seen(COUNCIL, [raised, asked, told, redirected, ...since]);
    expect(before?.standing).toBe('PASSED_ON');
    expect({ ...after, version: 0 }).toEqual({ ...before, version: 0 });
  });

  test('question and answer are between the two who spoke', () => {
    const log = [raised, asked, told, declined, redirected, asked2];
    const kinds = (by: Who) => seen(by, log)?.notes.map(({ kind, through }) => `${kind} ${through}`);
    expect(kinds(COUNCIL)).toEqual(['QUESTION DISCLOSURE', 'ANSWER DISCLOSURE', 'DECLINE DISCLOSURE']);
    expect(kinds({ role: 'PARTNER', agency: 'housing' })).toEqual(['QUESTION DISCLOSURE']);
    expect(kinds({ role: 'OFFICER', agency: 'police' })).toHaveLength(4);
  });

  test('C-07: a partner that is asked sees what it wrote itself, before and after it moved on', () => {
    const notes = (log: readonly Happened<ReferralEvent>[], by: Who = COUNCIL) =>
      seen(by, log)?.notes.map(({ kind, through }) => `${kind} ${through}`);
    const own = ['QUESTION DISCLOSURE', 'ANSWER DISCLOSURE', 'PROGRESS DISCLOSURE', 'DECLINE DISCLOSURE'];
    const whileAsked = [raised, asked, told, accepted, progressed, declined];
    expect(notes(whileAsked)).toEqual(own);
    expect(notes([...whileAsked, redirected, asked2, told2])).toEqual(own);
    expect(notes([raised, accepted, progressed, completed])).toEqual([
      'PROGRESS DISCLOSURE',
      'HELP_GIVEN DISCLOSURE',
    ]);
    expect(notes([...whileAsked, redirected], { role: 'PARTNER', agency: 'housing' })).toEqual([]);
  });

  test('C-07: a partner that raised it sees its own words and answers, and not how those who are asked go about it', () => {
    const { type, ...terms } = raised[2] as Extract<ReferralEvent, { type: 'ReferralRaised' }>;
    const toPolice = of('01', {
      ...{ type, ...terms, kind: 'TO_POLICE', from: { agency: 'council' }, fields: ['TOPIC'] },
      to: { force: 'police', role: 'CPO' },
    });
    const row = seen(COUNCIL, [toPolice, asked, told, progressed]);
    expect(row?.requestedHelp).not.toBeNull();
    expect(row?.notes.map(({ kind }) => kind)).toEqual(['QUESTION', 'ANSWER']);
  });

  test('a partner that raised a referral learns nothing of the person from it', () => {
    const { type, ...terms } = raised[2] as Extract<ReferralEvent, { type: 'ReferralRaised' }>;
    const fields = ['RECIPIENT_NAME'] as const;
    const toPolice = of('01', {
      ...{ type, ...terms, kind: 'TO_POLICE', from: { agency: 'council' }, fields: [...fields] },
      to: { force: 'police', role: 'CPO' },
    });
    expect(seen(COUNCIL, [toPolice])).toMatchObject({ subject: null, case: null });
    expect(seen(COUNCIL, [toPolice])?.disclosure).toMatchObject({ through: 'NOTHING' });
    const police = { role: 'OFFICER', agency: 'police' } as const;
    expect(seen(police, [toPolice])?.disclosure).toMatchObject({ fields, through: 'DISCLOSURE' });
  });

  test('G-09: an auditor sees the referrals of the forces that the agency audits, and no value that was disclosed', () => {
    const auditor = { role: 'AUDITOR', agency: 'audit' } as const;
    const sight = (audited: readonly string[] | 'ALL') => seen(auditor, [raised, asked], LATER, audited);
    expect([sight([]), sight(['other-police'])]).toEqual([null, null]);
    expect(sight('ALL')).toEqual(sight(['police']));
    expect(sight(['police'])).toMatchObject({ subject: 'person-1', disclosure: { through: 'CONSULTATION' } });
    expect(sight(['council'])).toMatchObject({
      subject: null,
      disclosure: { through: 'CONSULTATION' },
      notes: [{ through: 'CONSULTATION' }],
    });
  });

  test('D-18: whoever had it is shown values as they were known when that ended', () => {
    const until = (log: readonly Happened<ReferralEvent>[]) => seen(COUNCIL, log)?.disclosure.until;
    const recorded = (day: string) => `2013-02-${day}T12:00:00.000Z`;
    expect(until([raised, accepted])).toBeNull();
    expect(until([raised, redirected])).toBe(redirected[1]);
    expect(until([raised, declined])).toBe(declined[1]);
    const narrowed = of('10', {
      type: 'ReferralRedirected',
      owner: { agency: 'council' },
      to: { agency: 'housing' },
      fields: ['TOPIC'],
    });
    expect(seen({ role: 'PARTNER', agency: 'housing' }, [raised, narrowed])?.disclosure).toMatchObject({
      fields: ['TOPIC'],
      until: null,
    });
    expect(until([raised, narrowed])).toBe(recorded('10'));
  });

  test('D-19: what was disclosed because a life was in danger is said to be so', () => {
    const { type, agreement: _, ...terms } = raised[2] as Extract<ReferralEvent, { type: 'ReferralRaised' }>;
    const inDanger = of('01', { type, ...terms, legalBasis: 'VITAL_INTERESTS', emergency: true });
    for (const who of [COUNCIL, { role: 'OFFICER', agency: 'police' } as const])
      expect([seen(who, [inDanger])?.isEmergency, seen(who, [raised])?.isEmergency]).toEqual([true, false]);
    expect(seen(COUNCIL, [inDanger])?.disclosure.isEmergency).toBe(true);
  });

  test('it is overdue from the London day after it was due, until it has ended', () => {
    const at = (day: string, log = [raised]) => seen(COUNCIL, log, `${day}T00:00:00.000Z`)?.isOverdue;
    expect([at('2013-02-20'), at('2013-02-21'), at('2013-03-01', [raised, completed])]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

type Who = Pick<By, 'role' | 'agency'>;

const COUNCIL: Who = { role: 'PARTNER', agency: 'council' };
const asked2 = of('08', { type: 'InformationRequested', question: personalReference('referral-lamp/7/0') });
const told2 = of('09', {
  type: 'InformationSupplied',
  answer: personalReference('referral-lamp/8/0'),
  fields: ['CIRCUMSTANCES'],
});

const LATER = '2013-03-01T00:00:00.000Z';
const seen = (
  who: Who,
  log: readonly Happened<ReferralEvent>[],
  at = LATER,
  audited: readonly string[] | 'ALL' = [],
) =>
  referralSeenBy(
    { by: { id: 'somebody', ...who }, audited },
    { ...rowAfter(referralBoard, 'lamp', log), key: 'lamp', position: 1n },
    at,
  );
