import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteKeyStore } from '@wardbook/event-store-sqlite';
import {
  accessEntries,
  asked,
  cleanUp,
  daysAgo,
  done,
  folder,
  referralShown,
  refused,
  restart,
  send,
  server,
  tokens,
  until,
  WARD,
  type Who,
} from './advice-case.e2e.test.data.ts';
import { ask, runCommand, type Json } from './testing/server.ts';

const CLI = 'apps/cli/dist/main.js';

/** Personal values that stand nowhere else: whoever finds one in clear has found a leak. */
const CANARY = {
  name: 'Quillon Canarybird',
  contact: '020 7946 0999',
  address: '77 Canary Composite Row',
  circumstances: 'canary-circumstances: entry through the back',
  note: 'canary-note: mind the loose step',
  help: 'canary-help: boarded the window',
  asked: 'canary-asked: please mend the lamp',
  answered: 'canary-answered: lamp mended',
  late: 'canary-late: spoke on the doorstep',
};

describe('a victim’s advice case, over HTTP, as officer, specialist, council and auditor', () => {
  let [subjectId, adviceCaseId, attendanceId, alarmId, lampId] = ['', '', '', '', ''];
  let [teamId, memberId] = ['', ''];

  const caseShown = async (who: Who, fields: string, args = '') =>
    (await asked(who, `query ($id: ID!) { adviceCase(id: $id ${args}) { ${fields} } }`, { id: adviceCaseId }))
      .adviceCase;

  const advice = (item: string, measure: string, topic: string, more = {}) => ({
    adviceCaseId,
    contact: 'visit',
    item,
    topic,
    measure,
    stance: 'FOR',
    certainty: 'NOT_CLAIMED',
    basis: 'HOME_OFFICE',
    fourTests: { upToDate: true, costCommensurate: true, balanced: true, proportionate: true },
    purposes: ['REDUCE_CRIME'],
    ...more,
  });

  beforeAll(async () => {
    await restart();
    const { ward } = await asked(
      'pcso',
      `{ ward(code: "${WARD}") { saferNeighbourhoodTeam { id } namedMembers { id rank } } }`,
    );
    teamId = ward.saferNeighbourhoodTeam.id;
    memberId = ward.namedMembers.find(({ rank }: { rank: string }) => rank === 'PCSO').id;
  });
  afterAll(cleanUp);

  test('a PCSO opens the case, plans the visit, and gives no advice before the circumstances', async () => {
    const { name, contact, address } = CANARY;
    subjectId = (await done('pcso', 'registerSubject', { name, contact, address, occurredAt: daysAgo(6) }))
      .recordId;
    adviceCaseId = (
      await done('pcso', 'openAdviceCase', {
        recipient: { subjectId },
        capacity: 'VICTIM',
        origin: 'CRIME',
        linkedRef: 'crime/TEST-1',
        premises: { kind: 'HOME', address },
        wardCode: WARD,
        teamId,
        officerInCaseMemberId: memberId,
        policy: 'A0609',
        topicHints: ['PROPERTY'],
        criteria: [],
        occurredAt: daysAgo(6, 5),
      })
    ).recordId;
    const considered = { considered: true, outcome: 'NOT_REQUIRED' };
    const plan = {
      adviceCaseId,
      recipient: { subjectId },
      premisesKind: 'HOME',
      policePremises: false,
      considerations: { riskAssessment: considered, ppe: considered, conflictManagement: considered },
      crew: 'LONE',
      expectedArrival: daysAgo(5),
      expectedDeparture: daysAgo(5, 60),
      address,
      occurredAt: daysAgo(6, 10),
    };
    const without = { ...plan.considerations, otherTraining: { considered: false } };
    expect(await refused('pcso', 'planAttendance', { ...plan, considerations: without })).toBe('R-CASE-11');
    const { member } = await asked('pcso', `query ($id: ID!) { member(id: $id) { id } }`, { id: memberId });
    const whole = { ...plan.considerations, otherTraining: considered };
    const buddyMemberId = Buffer.from('Member:sergeant-1').toString('base64url');
    attendanceId = (await done('pcso', 'planAttendance', { ...plan, considerations: whole, buddyMemberId }))
      .recordId;
    expect(member.id).toBe(memberId);
    await done('pcso', 'callBeforeArrival', { attendanceId, occurredAt: daysAgo(5, -10) });
    await done('pcso', 'recordArrival', { attendanceId, occurredAt: daysAgo(5) });
    await done('pcso', 'startContact', {
      adviceCaseId,
      contact: 'visit',
      channel: 'VISIT',
      attendanceId,
      occurredAt: daysAgo(5, 1),
    });
    const lock = advice('lock', 'FIVE_LEVER_MORTICE_LOCK', 'PROPERTY', { occurredAt: daysAgo(5, 2) });
    expect(await refused('pcso', 'giveAdvice', lock)).toBe('R-CASE-1');
  });

  test('advice is judged by structure: against, certain, of others; the refusals are on record without words', async () => {
    await done('pcso', 'recordCircumstances', {
      adviceCaseId,
      text: CANARY.circumstances,
      occurredAt: daysAgo(5, 3),
    });
    const at = (minutes: number) => ({ occurredAt: daysAgo(5, minutes) });
    await done(
      'pcso',
      'giveAdvice',
      advice('lock', 'FIVE_LEVER_MORTICE_LOCK', 'PROPERTY', { ...at(4), note: CANARY.note }),
    );
    const alarm = ['APPROVED_ALARM_INSTALLER', 'INTRUDER_ALARM'] as const;
    expect(await refused('pcso', 'giveAdvice', advice('a', ...alarm, { ...at(5), stance: 'AGAINST' }))).toBe(
      'R-CASE-5',
    );
    const dog = advice('b', 'FIVE_LEVER_MORTICE_LOCK', 'PROPERTY', { ...at(6), certainty: 'CLAIMED' });
    expect(await refused('pcso', 'giveAdvice', dog)).toBe('R-CASE-5');
    expect(await refused('pcso', 'giveAdvice', advice('c', ...alarm, at(7)))).toBe('R-CASE-3');
    const sbd = advice('d', 'SECURED_BY_DESIGN_STANDARD', 'SECURED_BY_DESIGN', at(8));
    expect(await refused('pcso', 'giveAdvice', sbd)).toBe('R-CASE-4');
    const { refusedAdvice, items } = await until(
      () => caseShown('auditor', 'refusedAdvice { rule item because } items { key note { __typename } }'),
      (found: Json) => found?.refusedAdvice.length === 4,
    );
    expect(refusedAdvice.map(({ rule }: { rule: string }) => rule)).toEqual([
      'R-CASE-5',
      'R-CASE-5',
      'R-CASE-3',
      'R-CASE-4',
    ]);
    expect(items).toEqual([{ key: 'lock', note: { __typename: 'WithheldText' } }]);
  });

  test('disclaimers, privacy, two referrals; the contact is complete only with both disclaimers', async () => {
    const at = (minutes: number) => ({ adviceCaseId, occurredAt: daysAgo(5, minutes) });
    const disclaimer = { contact: 'visit', wordingVersion: 4 };
    await done('pcso', 'giveDisclaimer', { ...at(10), ...disclaimer, kind: 'BEST_OF_ABILITY' });
    expect(await refused('pcso', 'completeContact', { ...at(11), contact: 'visit' })).toBe('R-CASE-8');
    await done('pcso', 'giveDisclaimer', { ...at(12), ...disclaimer, kind: 'NO_GUARANTEE' });
    await done('pcso', 'givePrivacyNotice', { ...at(13), version: 'privacy-notice-2023-01' });
    await done('pcso', 'recordPracticalHelp', { ...at(14), text: CANARY.help });
    const dueAt = daysAgo(-7);
    await done('pcso', 'referAdviceCase', {
      ...at(15),
      toRole: 'CPA',
      area: 'lpa-1',
      topic: 'INTRUDER_ALARM',
      requestedHelp: 'Which alarm suits?',
      fields: [],
      dueAt,
    });
    const lamp = {
      ...at(16),
      toAgencyId: Buffer.from('Agency:demonstration-council').toString('base64url'),
      topic: 'LIGHTING',
      requestedHelp: CANARY.asked,
      agreement: 'sharing-1',
      legalBasis: 'CDA1998_S115',
      dueAt,
    };
    await done('pcso', 'referAdviceCase', { ...lamp, fields: ['RECIPIENT_NAME', 'REQUESTED_HELP', 'TOPIC'] });
    await done('pcso', 'completeContact', { ...at(20), contact: 'visit' });
    await done('pcso', 'callOnDeparture', { attendanceId, occurredAt: daysAgo(5, 30) });
    const { referralDetails } = await until(
      () => caseShown('pcso', 'referralDetails { id topic standing }'),
      (found: Json) => found.referralDetails.length === 2,
    );
    const idOf = (wanted: string): string =>
      referralDetails.find(({ topic }: { topic: string }) => topic === wanted).id;
    [alarmId, lampId] = [idOf('INTRUDER_ALARM'), idOf('LIGHTING')];
  });

  test('the council sees exactly what was disclosed, through every path', async () => {
    const fields = `topic dueAt case { id } requestedHelp { __typename } ward { name }
      disclosed { field code value { __typename ... on OpenText { text } } }`;
    const referral = await referralShown('council', lampId, fields);
    const disclosed = [
      { field: 'RECIPIENT_NAME', code: null, value: { __typename: 'OpenText', text: CANARY.name } },
      { field: 'REQUESTED_HELP', code: null, value: { __typename: 'OpenText', text: CANARY.asked } },
      { field: 'TOPIC', code: 'LIGHTING', value: null },
    ];
    const byField = (values: { field: string }[]) => [...values].sort((a, b) => (a.field < b.field ? -1 : 1));
    expect(byField(referral.disclosed)).toEqual(disclosed);
    expect(referral).toMatchObject({ case: null, ward: null, topic: 'LIGHTING' });

    const viaNode = await asked(
      'council',
      `query ($id: ID!) { node(id: $id) { ... on Referral { ${fields} } } }`,
      {
        id: lampId,
      },
    );
    expect(byField(viaNode.node.disclosed)).toEqual(disclosed);
    const inbox = (await asked('council', `{ referrals(first: 100) { edges { node { id ${fields} } } } }`))
      .referrals.edges;
    const found = inbox.find(({ node }: { node: { id: string } }) => node.id === lampId);
    expect(byField(found.node.disclosed)).toEqual(disclosed);
    expect(inbox.map(({ node }: { node: { id: string } }) => node.id)).not.toContain(alarmId);

    for (const [query, id] of [
      ['query ($id: ID!) { referral(id: $id) { id } }', alarmId],
      ['query ($id: ID!) { node(id: $id) { id } }', alarmId],
      ['query ($id: ID!) { node(id: $id) { id } }', adviceCaseId],
      ['query ($id: ID!) { node(id: $id) { id } }', subjectId],
    ] as const) {
      const answer = await ask(server, tokens.council, query, { id });
      expect([query, Object.values(answer.data ?? { none: null })]).toEqual([query, [null]]);
    }
    for (const query of [
      `{ adviceCase(id: "${adviceCaseId}") { id } }`,
      `{ subject(id: "${subjectId}") { id } }`,
      `{ adviceCases { edges { node { id } } } }`,
      `{ accessLog { edges { cursor } } }`,
      `{ events(stream: "adviceCase-kilburn-1") { edges { cursor } } }`,
    ]) {
      const answer = await ask(server, tokens.council, query);
      expect([query, answer.errors?.[0]?.extensions.code]).toEqual([query, 'FORBIDDEN']);
    }
    const whole = JSON.stringify([referral, viaNode, inbox]);
    for (const hidden of [
      CANARY.contact,
      CANARY.address,
      CANARY.circumstances,
      CANARY.note,
      'kilburn-person',
      'pcso-',
    ])
      expect(whole).not.toContain(hidden);
  });

  test('specialist and council answer; a case with an open referral does not close', async () => {
    const close = { adviceCaseId, outcome: 'ADVICE_GIVEN', helpGiven: 'Lock, lamp and alarm.' };
    const early = await send('pcso', 'closeAdviceCase', { ...close, occurredAt: daysAgo(4) });
    expect(early.userErrors).toMatchObject([
      { rule: 'R-CASE-13', message: expect.stringContaining('R-REF-7') },
    ]);
    expect(
      await refused('council', 'acceptReferral', { referralId: alarmId, occurredAt: daysAgo(4) }),
    ).toMatch(/^R-/);
    for (const [who, referralId, helpGiven] of [
      ['specialist', alarmId, 'A wireless alarm.'],
      ['council', lampId, CANARY.answered],
    ] as const) {
      await done(who, 'acceptReferral', { referralId, occurredAt: daysAgo(4) });
      const complete = { referralId, outcome: 'HELPED', helpGiven, occurredAt: daysAgo(3) };
      await done(who, 'completeReferral', complete);
    }
    await until(
      () => caseShown('pcso', 'referrals { outcome }'),
      (found: Json) =>
        found.referrals.every(({ outcome }: { outcome: string | null }) => outcome === 'COMPLETED'),
    );
    await done('sergeant', 'reviewAdviceNote', { adviceCaseId, item: 'lock', occurredAt: daysAgo(3, 1) });
    const record = { adviceCaseId, delivery: 'WRITTEN', copyGiven: true, occurredAt: daysAgo(3, 2) };
    expect(await refused('pcso', 'issueAdviceRecord', { ...record, fields: ['caseRef'] })).toBe('R-CASE-12');
    const fields = [
      ...['caseRef', 'adviceGivenAt', 'recordedAt', 'adviser', 'recipient', 'origin', 'circumstances'],
      ...['adviceItems', 'fourTests', 'referralsAndSignposts', 'disclaimers', 'privacyNotice', 'delivery'],
      ...['policyVersion', 'proportionalityNote'],
    ];
    const { userErrors } = await send('pcso', 'issueAdviceRecord', { ...record, fields });
    if (userErrors.length > 0) {
      // The record claims a note on proportionality, so the case must hold one.
      expect(userErrors[0].rule).toBe('R-CASE-12');
      await done('pcso', 'recordCircumstances', {
        adviceCaseId,
        text: CANARY.circumstances,
        proportionality: 'A lock costs less than what was taken.',
        occurredAt: daysAgo(3, 3),
      });
      await done('pcso', 'issueAdviceRecord', { ...record, fields, occurredAt: daysAgo(3, 4) });
    }
    await done('pcso', 'closeAdviceCase', { ...close, occurredAt: daysAgo(3, 10) });
  });

  test('a contact recorded two days late is judged as of that day, and the closed case takes it', async () => {
    const post = {
      force: 'demonstration-police',
      role: 'CPA',
      area: 'lpa-1',
      memberId: Buffer.from('Member:cpa-1').toString('base64url'),
    };
    await done('admin', 'vacatePost', { ...post, reason: 'RETIRED', occurredAt: daysAgo(1) });
    const contact = { adviceCaseId, contact: 'doorstep', channel: 'PHONE' };
    await done('specialist', 'startContact', { ...contact, occurredAt: daysAgo(3, 5) });
    const alarm = [
      'APPROVED_ALARM_INSTALLER',
      'INTRUDER_ALARM',
      { contact: 'doorstep', note: CANARY.late },
    ] as const;
    const late = advice('late', alarm[0], alarm[1], { ...alarm[2], occurredAt: daysAgo(3, 6) });
    await done('specialist', 'giveAdvice', late);
    const { breaches, compliance, items } = await until(
      () =>
        caseShown(
          'auditor',
          'standing breaches { rule item } compliance { rule met contact } items { key policyVersion }',
        ),
      (found: Json) => found.items.length === 2,
    );
    expect(items).toContainEqual({ key: 'late', policyVersion: 4 });
    expect(breaches).toContainEqual({ rule: 'R-CASE-8', item: 'late' });
    expect(
      compliance.filter(({ rule, met }: { rule: string; met: boolean }) => rule === 'R-CASE-1' && !met),
    ).toEqual([]);
    await done('sergeant', 'reopenAdviceCase', { adviceCaseId });
    const now = { ...contact, contact: 'today' };
    await done('pcso', 'startContact', now);
    expect(
      await refused('specialist', 'giveAdvice', advice('now', alarm[0], alarm[1], { contact: 'today' })),
    ).toBe('R-ROLE-1');
  });

  test('every personal field shown has its access-log entry, and what was refused is counted', async () => {
    const before = (await accessEntries()).length;
    const opened = await caseShown('pcso', 'circumstances { text { ... on OpenText { text } } }');
    expect(opened.circumstances[0].text.text).toBe(CANARY.circumstances);
    const fresh = (await accessEntries()).slice(before).filter(({ type }) => type === 'PersonalDataRead');
    expect(fresh).toHaveLength(1);
    expect(fresh[0]).toMatchObject({
      actor: `pcso-${WARD}`,
      category: 'CONSULTATION',
      purpose: 'ADVICE',
      subjects: [Buffer.from(subjectId, 'base64url').toString().replace('Subject:', '')],
    });
    expect(fresh[0]?.fields).toHaveLength(opened.circumstances.length);
    const disclosures = (await accessEntries()).filter(({ category }) => category === 'DISCLOSURE');
    expect(disclosures.length).toBeGreaterThanOrEqual(3);
    for (const { recipient, agency } of disclosures)
      expect([recipient, agency]).toEqual(['demonstration-council', 'demonstration-council']);
    expect(await caseShown('auditor', 'circumstances { text { __typename } }')).toMatchObject({
      circumstances: expect.arrayContaining([{ text: { __typename: 'WithheldText' } }]),
    });
    expect(await ask(server, tokens.elected, `{ adviceCase(id: "${adviceCaseId}") { id } }`)).toMatchObject({
      status: 200,
      data: { adviceCase: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    await server.stop();
    await restart();
    const denied = (await accessEntries()).filter(({ type }) => type === 'PersonalDataDenied');
    expect(denied.some(({ actor, count }) => actor === 'auditor-1' && count > 0)).toBe(true);
  });

  test('the auditor replays the case as it stood, redacted; records staff of the force alone open it, and that is logged', async () => {
    const early = await caseShown('auditor', 'standing items { key }', `, asAt: "${daysAgo(5, 5)}"`);
    expect(early).toEqual({ standing: 'OPEN', items: [{ key: 'lock' }] });
    const stream = `adviceCase-${Buffer.from(adviceCaseId, 'base64url').toString().replace('AdviceCase:', '')}`;
    const store = ['--store', `sqlite:${folder}`];
    const redacted = await runCommand(CLI, ['replay', stream, ...store]);
    expect(redacted.output).toContain('text: ‹personal›');
    expect(redacted.output).toContain('AdviceRefused');
    const as = (role: string, agency = 'demonstration-police') => [
      ...['--role', role, '--actor', `${role.toLowerCase()}-cli`, '--agency', agency],
    ];
    const withheld = await runCommand(CLI, ['replay', stream, ...store, ...as('AUDITOR')]);
    expect(withheld.output).toContain('text: ‹withheld›');
    const elsewhere = await runCommand(CLI, ['replay', stream, ...store, ...as('RECORDS', 'other-police')]);
    expect(elsewhere.output).toContain('text: ‹withheld›');
    for (const { output } of [redacted, withheld, elsewhere]) expect(output).not.toMatch(/canary/i);
    const opened = await runCommand(CLI, ['replay', stream, ...store, ...as('RECORDS')]);
    expect(opened.output).toContain(CANARY.circumstances);
    const entries = await accessEntries();
    expect(entries).toContainEqual(
      expect.objectContaining({ type: 'PersonalDataRead', actor: 'records-cli', purpose: 'REPLAY' }),
    );
    expect(entries).toContainEqual(
      expect.objectContaining({ type: 'PersonalDataDenied', actor: 'auditor-cli' }),
    );
    // G-09: that somebody of another force was refused is for who audits the force whose record was asked for, too.
    expect(entries).toContainEqual(
      expect.objectContaining({ type: 'PersonalDataDenied', agency: 'other-police' }),
    );
    const verified = await runCommand(CLI, ['verify', ...store]);
    expect([verified.code, verified.output]).toEqual([0, expect.stringContaining('Access log: ')]);
  });

  test('no personal value stands in clear in any file, log or error', async () => {
    const answer = await ask(
      server,
      tokens.pcso,
      `mutation { registerSubject(input: { commandId: "x-canary-bad", name: 5, contact: "${CANARY.contact}" }) { userErrors { message } } }`,
    );
    expect(JSON.stringify(answer)).not.toContain(CANARY.contact);
    const tooLong = { name: 'n'.repeat(500), contact: CANARY.contact };
    expect(JSON.stringify(await send('pcso', 'registerSubject', tooLong))).not.toContain(CANARY.contact);
    const printed = server.printed();
    await server.stop();
    for (const value of Object.values(CANARY)) {
      expect(printed).not.toContain(value);
      for (const file of readdirSync(folder))
        expect([file, readFileSync(join(folder, file)).includes(value)]).toEqual([file, false]);
    }
    await restart();
  });

  test('a destroyed key reads as erased, for everybody and on every path, and every chain still fits', async () => {
    await server.stop();
    const stream = `subject-${Buffer.from(subjectId, 'base64url').toString().replace('Subject:', '')}`;
    const keys = sqliteKeyStore(join(folder, 'keys.db'));
    await keys.destroy(stream.replace('subject-', ''), stream);
    await keys.close();
    await restart();
    const erased = { __typename: 'ErasedText' };
    const { subject } = await asked(
      'records',
      'query ($id: ID!) { subject(id: $id) { name { __typename } contact { __typename } } }',
      { id: subjectId },
    );
    expect(subject).toEqual({ name: erased, contact: erased });
    const { disclosed } = await referralShown('council', lampId, 'disclosed { field value { __typename } }');
    expect(disclosed).toContainEqual({ field: 'RECIPIENT_NAME', value: erased });
    const { circumstances } = await caseShown('pcso', 'circumstances { text { __typename } }');
    expect(circumstances[0].text.__typename).toBe('OpenText');
    const replayed = await runCommand(CLI, [
      ...['replay', stream, '--store', `sqlite:${folder}`],
      ...['--role', 'RECORDS', '--actor', 'records-cli', '--agency', 'demonstration-police'],
    ]);
    expect(replayed.output).toContain('name: ‹erased›');
    const verified = await runCommand(CLI, ['verify', '--store', `sqlite:${folder}`]);
    expect(verified.code).toBe(0);
  });
});
