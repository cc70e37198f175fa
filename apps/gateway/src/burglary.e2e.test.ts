import { handler } from '@wardbook/event-sourcing';
import { sqliteFolder } from '@wardbook/event-store-sqlite';
import { bindKeys, keyEncryptionInFile, sealerWith } from '@wardbook/personal-data';
import { crime } from '@wardbook/policing';
import {
  accessEntries,
  asked,
  cleanUp,
  daysAgo,
  done,
  folder,
  refused,
  restart,
  server,
  tokens,
  until,
  WARD,
} from './advice-case.e2e.test.data.ts';
import { byOf } from './demo/told.ts';
import { globalId } from './global-id.ts';
import { ask, type Json } from './testing/server.ts';

const REFERENCE = 'E2E-1';
const CRIME = `demonstration-police.${REFERENCE}`;
const VISIT = 'e2e-visit';
const visitId = globalId('Visit', VISIT);
const crimeId = globalId('Crime', CRIME);

/** On a day, at an hour and minute: an appointment begins at the full hour. */
const at = (daysBefore: number, hour: number, minute = 0): string =>
  `${daysAgo(daysBefore).slice(0, 10)}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00.000Z`;

/** A query, of which the first field is shown. */
const shown = async (who: Parameters<typeof asked>[0], query: string): Promise<Json> =>
  Object.values<Json>(await asked(who, query))[0];

const visitShown = (fields: string): Promise<Json> =>
  shown('control', `{ victimVisit(id: "${visitId}") { ${fields} } }`);

const standing = async (): Promise<string | undefined> => {
  const found: Json = await visitShown('standing');
  return found?.standing;
};

/** What the log has of a stream, by type. */
const events = async (stream: string): Promise<readonly string[]> => {
  const { edges }: Json = await shown(
    'auditor',
    `{ events(stream: "${stream}", first: 100) { edges { node { type } } } }`,
  );
  return edges.map(({ node }: Json) => node.type);
};

/** As if the gateway was killed right after it put the victim on record: nothing has acted on it. */
const registeredAndKilled = async (victim: string): Promise<void> => {
  await server.stop('SIGKILL');
  const { store, rows, keys, access } = sqliteFolder(folder);
  const ring = await bindKeys({
    log: store,
    keys,
    encryption: (how) => keyEncryptionInFile(`${folder}.key`, how),
  });
  const handle = handler(store, { sealer: sealerWith(ring, store) });
  const command = { type: 'RegisterVictim', victim, visit: VISIT, criteria: ['AGE_60_PLUS'] } as const;
  await handle(crime, CRIME, command, {
    by: byOf('control-1', 'CONTROL'),
    occurredAt: at(12, 8, 20),
    clientId: 'test',
    commandId: 'killed-1',
    correlationId: 'test',
    fingerprint: [CRIME, { ...command }],
  });
  expect(await store.readStream(`visit-${VISIT}`)).toEqual([]);
  await Promise.all([store.close(), rows.close(), keys.close(), access.close()]);
};

const CONSIDERED = Object.fromEntries(
  ['riskAssessment', 'ppe', 'conflictManagement', 'otherTraining'].map((one) => [
    one,
    { considered: true, outcome: 'NOT_REQUIRED' },
  ]),
);

describe('a burglary from the call to the lock, over HTTP', () => {
  let subject = '';
  let survey = '';
  let lockScheme = '';
  const planned = async (expectedArrival: string, about: object): Promise<string> => {
    const { recordId } = await done('pcso', 'planAttendance', {
      ...about,
      occurredAt: new Date(Date.parse(expectedArrival) - 3_600_000).toISOString(),
      recipient: { subjectId: subject },
      premisesKind: 'HOME',
      considerations: CONSIDERED,
      crew: 'LONE',
      buddyMemberId: globalId('Member', 'sergeant-1'),
      expectedArrival,
      expectedDeparture: new Date(Date.parse(expectedArrival) + 3_600_000).toISOString(),
      address: '2 Composite Mews, Kilburn',
    });
    await done('pcso', 'recordArrival', { attendanceId: recordId, occurredAt: expectedArrival });
    return recordId;
  };

  beforeAll(restart, 120_000);
  afterAll(cleanUp);

  test('R-VIS-1, T4-03: killed between the crime and its offer: after restarts the victim has one visit', async () => {
    ({ recordId: subject } = await done('control', 'registerSubject', {
      name: 'Clover Brindlewick',
      contact: '020 7946 0101',
      address: '2 Composite Mews, Kilburn',
      occurredAt: at(12, 8),
    }));
    await done('control', 'sayHowToReach', {
      subjectId: subject,
      ways: ['SAFE_TO_CALL'],
      occurredAt: at(12, 8, 5),
    });
    const { recordId } = await done('control', 'recordCrime', {
      reference: REFERENCE,
      category: 'BURGLARY',
      wardCode: WARD,
      circumstances: 'In by the back door at night.',
      occurredAt: at(12, 8, 10),
    });
    expect(recordId).toBe(crimeId);
    await registeredAndKilled(Buffer.from(subject, 'base64url').toString().replace('Subject:', ''));
    await restart();
    await until(standing, (found) => found === 'DUE');
    await server.stop('SIGKILL');
    await restart();
    expect(await until(standing, (found) => found === 'DUE')).toBe('DUE');
    expect((await events(`visit-${VISIT}`)).filter((type) => type === 'VictimVisitOpened')).toHaveLength(1);
  }, 120_000);

  test('R-INPT-6: the team of the ward investigates; nobody takes a serious assault from the CID', async () => {
    await done('sergeant', 'allocateInvestigation', {
      crimeId,
      to: 'INPT',
      teamId: globalId('Team', 'inpt-1'),
      occurredAt: at(12, 9),
    });
    const { recordId: assault } = await done('control', 'recordCrime', {
      reference: 'E2E-2',
      category: 'VIOLENT_CRIME',
      markers: ['SERIOUS'],
      wardCode: WARD,
      occurredAt: at(12, 9, 10),
    });
    const taken = {
      crimeId: assault,
      to: 'INPT',
      teamId: globalId('Team', 'inpt-1'),
      occurredAt: at(12, 9, 20),
    };
    expect(await refused('sergeant', 'allocateInvestigation', taken)).toBe('R-INPT-6');
  });

  test('R-VIS-5, R-VIS-7: offered and booked as is safe; a full car takes nobody else', async () => {
    const offer = { victimVisitId: visitId, occurredAt: at(12, 10) };
    expect(await refused('control', 'offerVictimVisit', { ...offer, channel: 'LETTER' })).toBe('R-VIS-7');
    await done('control', 'offerVictimVisit', { ...offer, channel: 'PHONE' });
    await done('control', 'acceptVictimVisit', { ...offer, occurredAt: at(12, 10, 5) });
    const { recordId: appointmentsId } = await done('sergeant', 'openAppointments', {
      area: 'e2e',
      day: at(11, 0).slice(0, 10),
      cars: [{ car: 'car-1', from: '08:00', to: '20:00', minutes: 60, slots: 1 }],
      occurredAt: at(12, 11),
    });
    const slot = { appointmentsId, car: 'car-1', purpose: 'VICTIM_CARE', place: 'HOME' };
    await done('control', 'bookSlot', {
      ...slot,
      victimVisitId: visitId,
      from: at(11, 14),
      occurredAt: at(12, 12),
    });
    await until(standing, (found) => found === 'BOOKED');
    expect(
      await refused('control', 'bookSlot', {
        ...slot,
        victimVisitId: globalId('Visit', 'kilburn-burglary-visit'),
        from: at(11, 15),
        occurredAt: at(12, 12, 30),
      }),
    ).toBe('R-VIS-5');
  });

  test('R-VIS-3: the police do not come, and it is known that it was them; another day they do', async () => {
    await done('control', 'recordOfficerDidNotAttend', {
      victimVisitId: visitId,
      reason: 'URGENT_CALL',
      occurredAt: at(11, 16),
    });
    const attendanceId = await planned(at(9, 10), { victimVisitId: visitId });
    const visited = {
      victimVisitId: visitId,
      where: 'VICTIMS_PREMISES',
      purpose: 'CRIME_PREVENTION',
      occurredAt: at(9, 10, 40),
    };
    expect(await refused('pcso', 'recordVictimVisited', { ...visited, help: ['LISTENED_TO'] })).toBe(
      'R-CASE-11',
    );
    expect(await refused('pcso', 'recordVictimVisited', { ...visited, attendanceId, help: [] })).toBe(
      'R-CASE-13',
    );
    await done('pcso', 'recordVictimVisited', {
      ...visited,
      attendanceId,
      help: ['LISTENED_TO', 'SURVEY_ARRANGED'],
    });
    await done('pcso', 'callOnDeparture', { attendanceId, occurredAt: at(9, 10, 50) });
    const course: Json = await visitShown('course { how }');
    expect(course.course.map(({ how }: Json) => how)).toEqual([
      'OFFERED',
      'ACCEPTED',
      'OFFICER_DID_NOT_ATTEND',
      'ATTENDED',
    ]);
  });

  test('R-SUR-3: surveyed by whoever was trained for it, and by nobody else', async () => {
    ({ recordId: survey } = await done('pcso', 'requestSurvey', {
      recipientId: subject,
      premisesKind: 'HOME',
      address: '2 Composite Mews, Kilburn',
      wardCode: WARD,
      level: 'BASIC',
      criteria: ['AGE_60_PLUS'],
      occurredAt: at(9, 12),
    }));
    const booking = { surveyId: survey, from: at(7, 10), to: at(7, 11), occurredAt: at(9, 13) };
    expect(
      await refused('officer', 'bookSurvey', {
        ...booking,
        surveyorMemberId: globalId('Member', `pc-${WARD}`),
      }),
    ).toBe('R-SUR-3');
    await done('pcso', 'bookSurvey', { ...booking, surveyorMemberId: globalId('Member', `pcso-${WARD}`) });
    const attendanceId = await planned(at(7, 10), { surveyId: survey });
    const about = (minute: number) => ({ surveyId: survey, occurredAt: at(7, 10, minute) });
    await done('pcso', 'startSurvey', { ...about(1), attendanceId });
    await done('pcso', 'recordFinding', { ...about(2), item: 'DOOR_LOCKS', answer: 'NO', attention: true });
    await done('pcso', 'recordFinding', { ...about(3), item: 'ALARM_FITTED', answer: 'NO', attention: true });
    expect(await refused('pcso', 'completeSurvey', about(4))).toBe('R-SUR-6');
    await done('pcso', 'referFinding', {
      ...about(5),
      item: 'ALARM_FITTED',
      referralKey: 'e2e-alarm',
      toRole: 'CPA',
      topic: 'INTRUDER_ALARM',
      requestedHelp: 'Please advise on an alarm.',
      fields: ['REQUESTED_HELP', 'TOPIC', 'WARD'],
      dueAt: at(-7, 10),
    });
    await done('pcso', 'recommend', {
      ...about(6),
      recommendationKey: 'lock',
      owner: 'OCCUPANT',
      topic: 'PROPERTY',
      items: ['DOOR_LOCKS'],
      standard: 'BS 3621:2017',
      priority: 'HIGH',
      text: 'Fit a five-lever mortice lock.',
    });
    await done('pcso', 'recommend', {
      ...about(7),
      recommendationKey: 'gate',
      owner: 'AGENCY',
      agencyId: globalId('Agency', 'demonstration-homes'),
      topic: 'PROPERTY',
      priority: 'MEDIUM',
      text: 'Mend the gate.',
      withAddress: true,
      legalBasis: 'CDA1998_S115',
      agreement: 'sharing-2',
      dueOn: at(-14, 0).slice(0, 10),
    });
    await done('pcso', 'completeSurvey', about(50));
    await done('pcso', 'callOnDeparture', { attendanceId, occurredAt: at(7, 10, 55) });
  });

  test('R-SUR-6: a specialist answers what was technical', async () => {
    const referralId = globalId('Referral', 'e2e-alarm');
    await until(
      () => shown('specialist', `{ referral(id: "${referralId}") { standing } }`),
      (found: Json) => found !== null,
    );
    await done('specialist', 'acceptReferral', { referralId });
    await done('specialist', 'completeReferral', {
      referralId,
      outcome: 'ADVISED',
      helpGiven: 'Advised an alarm by an approved installer.',
    });
  });

  test('a housing partner answers what it owns, and sees nothing else', async () => {
    const { edges }: Json = await shown(
      'housing',
      '{ recommendations(first: 20) { edges { node { key surveyId owner text { ... on OpenText { text } } address { ... on OpenText { text } } } } } }',
    );
    const own = edges.map(({ node }: Json) => node).filter(({ surveyId }: Json) => surveyId === survey);
    expect(own).toEqual([
      expect.objectContaining({
        key: 'gate',
        owner: 'AGENCY',
        text: { text: 'Mend the gate.' },
        address: { text: '2 Composite Mews, Kilburn' },
      }),
    ]);
    const unseen = await ask(server, tokens.housing, `{ survey(id: "${survey}") { id } }`);
    const unknown = await ask(
      server,
      tokens.housing,
      `{ survey(id: "${globalId('Survey', 'none')}") { id } }`,
    );
    expect([unseen.data, unseen.errors?.[0]?.extensions.code]).toEqual([
      unknown.data,
      unknown.errors?.[0]?.extensions.code,
    ]);
    const lock = { surveyId: survey, recommendationKey: 'lock' };
    expect(await refused('housing', 'confirmAction', lock)).toBe('R-AUTH-4');
    await done('housing', 'confirmAction', { ...lock, recommendationKey: 'gate' });
  });

  test('R-INI-2: locks come from a scheme, for whoever it is for, and the survey learns of it', async () => {
    ({ recordId: lockScheme } = await done('council', 'proposeInitiative', {
      kind: 'LOCK_FITTING',
      name: 'Second lock scheme',
      organiserIds: [globalId('Agency', 'demonstration-police')],
      area: [{ wardCode: WARD, eligibleDwellings: 100 }],
      criteria: ['AGE_60_PLUS'],
      premisesKinds: ['HOME'],
      occurredAt: at(10, 9),
    }));
    await done('council', 'fundInitiative', {
      initiativeId: lockScheme,
      fundingKey: 'first',
      amountPence: 100_000,
      from: at(10, 0).slice(0, 10),
      occurredAt: at(10, 10),
    });
    const premises = {
      initiativeId: lockScheme,
      premisesKey: 'home-1',
      kind: 'HOME',
      wardCode: WARD,
      recipientId: subject,
      recommendation: {
        surveyId: survey,
        recommendationKey: 'lock',
      },
      occurredAt: at(5, 9),
    };
    expect(await refused('pcso', 'admitPremises', premises)).toBe('R-INI-2');
    await done('pcso', 'admitPremises', { ...premises, criteria: ['AGE_60_PLUS'] });
    await done('council', 'recordInstallation', {
      initiativeId: lockScheme,
      premisesKey: 'home-1',
      devices: ['DOOR_LOCK'],
      occurredAt: at(3, 11),
    });
    const implemented = async (): Promise<readonly string[]> => {
      const { recommendations }: Json = await shown(
        'pcso',
        `{ survey(id: "${survey}") { recommendations { key standing } } }`,
      );
      return recommendations
        .filter((one: Json) => one.standing === 'IMPLEMENTED')
        .map(({ key }: Json) => key)
        .sort();
    };
    expect(await until(implemented, (found) => found.length === 2)).toEqual(['gate', 'lock']);
  });

  test('Victim Support is asked for help, and sees what it was told alone', async () => {
    const { recordId: referralId } = await done('pcso', 'raiseReferral', {
      kind: 'PARTNER_SERVICE',
      to: { agencyId: globalId('Agency', 'demonstration-victim-support') },
      topic: 'VICTIM_SUPPORT',
      reason: 'VICTIM_CARE',
      subjectId: subject,
      wardCode: WARD,
      requestedHelp: 'Please call: she sleeps badly.',
      legalBasis: 'CONSENT',
      agreement: 'sharing-3',
      fields: ['RECIPIENT_NAME', 'RECIPIENT_CONTACT', 'REQUESTED_HELP', 'TOPIC'],
      dueAt: at(-7, 10),
    });
    const { disclosed }: Json = await shown(
      'support',
      `{ referral(id: "${referralId}") { disclosed { field } } }`,
    );
    expect(disclosed.map(({ field }: Json) => field).sort()).toEqual([
      'RECIPIENT_CONTACT',
      'RECIPIENT_NAME',
      'REQUESTED_HELP',
      'TOPIC',
    ]);
    for (const query of [`crime(id: "${crimeId}")`, `victimVisit(id: "${visitId}")`]) {
      const { data }: Json = await ask(server, tokens.support, `{ ${query} { id } }`);
      expect(Object.values(data ?? { nothing: null })).toEqual([null]);
    }
    await done('support', 'acceptReferral', { referralId });
    await done('support', 'completeReferral', { referralId, outcome: 'HELPED', helpGiven: 'Called twice.' });
  });

  test('R-VIS-4: on a detective’s request the Crime Prevention Officer visits a victim [T0-17]', async () => {
    const { recordId: referralId } = await done('officer', 'raiseReferral', {
      kind: 'VICTIM_VISIT',
      to: { role: { force: 'demonstration-police', code: 'CPO', area: 'lpa-1' } },
      topic: 'VICTIM_SUPPORT',
      reason: 'VICTIM_CARE',
      subjectId: subject,
      wardCode: WARD,
      fields: ['TOPIC'],
      dueAt: at(-7, 10),
    });
    const opening = { victimSubjectId: subject, referralId };
    expect(await refused('cpo', 'openVictimVisit', opening)).toBe('R-VIS-4');
    await done('cpo', 'acceptReferral', { referralId });
    const { recordId: victimVisitId } = await done('cpo', 'openVictimVisit', opening);
    await done('cpo', 'offerVictimVisit', { victimVisitId, channel: 'IN_PERSON' });
  });

  test('the auditor replays it, and sees who read what of whom', async () => {
    expect(await events(`crime-${CRIME}`)).toEqual([
      'CrimeRecorded',
      'VictimRegistered',
      'InvestigationAllocated',
    ]);
    const key = Buffer.from(subject, 'base64url').toString().replace('Subject:', '');
    const entries = await accessEntries();
    expect(
      entries.some(({ agency, recipient }) => `${agency} ${recipient ?? ''}`.includes('victim-support')),
    ).toBe(true);
    expect(JSON.stringify(entries)).toContain(key);
    expect(JSON.stringify(entries)).not.toContain('Brindlewick');
  });
});
