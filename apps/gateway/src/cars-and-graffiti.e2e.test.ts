import { handler } from '@wardbook/event-sourcing';
import { sqliteFolder } from '@wardbook/event-store-sqlite';
import { bindKeys, keyEncryptionInFile, sealerWith } from '@wardbook/personal-data';
import { intelligenceIdOf, report, reportIdOf } from '@wardbook/policing';
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
  type Who,
} from './advice-case.e2e.test.data.ts';
import { byOf } from './demo/told.ts';
import { globalId } from './global-id.ts';
import { ask, type Json } from './testing/server.ts';

const FORCE = 'demonstration-police';
const STREET = 'street-e2e';
const SEEN = 'Two people are spraying the wall behind the sheds.';
const SOURCE = 'The caretaker of the sheds.';
const SANITISED = 'The wall behind the sheds is sprayed in the evening.';
const TERM = 'Not to be behind the sheds in the evening.';
const INCIDENT = 'Paint on the door; the neighbour of number four saw it.';
const WITHOUT_NAMES = 'Paint on a door.';
const agencyId = (key: string): string => globalId('Agency', `demonstration-${key}`);

/** On a day, at an hour and minute. */
const at = (daysBefore: number, hour: number, minute = 0): string =>
  `${daysAgo(daysBefore).slice(0, 10)}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00.000Z`;
const dayIn = (days: number): string => daysAgo(-days).slice(0, 10);

/** A query, of which the first field is shown. */
const shown = async (who: Who, query: string): Promise<Json> =>
  Object.values<Json>(await asked(who, query))[0];

/** Once it shows what somebody else wrote a moment ago. */
const shownOnce = (who: Who, query: string, isSo: (found: Json) => boolean): Promise<Json> =>
  until(
    () => shown(who, query),
    (found) => found !== null && isSo(found),
  );

const listed = async (who: Who, query: string): Promise<readonly Json[]> => {
  const { edges }: Json = await shown(who, query);
  return edges.map(({ node }: Json) => node);
};

/** What there is to see for somebody who may not: the same as of what there is not. */
const isHidden = async (who: Who, field: string, id: string, unknown: string): Promise<void> => {
  const [one, other] = await Promise.all(
    [id, unknown].map((each) => ask(server, tokens[who], `{ ${field}(id: "${each}") { id } }`)),
  );
  expect(one?.data).toEqual(other?.data);
  expect(Object.values(one?.data ?? { [field]: null })).toEqual([null]);
  expect(one?.errors?.[0]?.extensions.code).toBe(other?.errors?.[0]?.extensions.code);
};

/** What the log has of a stream, by type. */
const events = async (id: string): Promise<readonly string[]> => {
  const [kind = '', key = ''] = Buffer.from(id, 'base64url').toString().split(/:(.*)/s);
  const stream = `${(kind[0] ?? '').toLowerCase()}${kind.slice(1)}-${key}`;
  const found = await listed(
    'auditor',
    `{ events(stream: "${stream}", first: 100) { edges { node { type } } } }`,
  );
  return found.map(({ type }: Json) => type);
};

/** As if the gateway was killed right after it put the report on record: nothing has acted on it. */
const receivedAndKilled = async (ref: string): Promise<void> => {
  await server.stop('SIGKILL');
  const { store, rows, keys, access } = sqliteFolder(folder);
  const ring = await bindKeys({
    log: store,
    keys,
    encryption: (how) => keyEncryptionInFile(`${folder}.key`, how),
  });
  const handle = handler(store, { sealer: sealerWith(ring, store) });
  const command = {
    type: 'ReceiveReport',
    channel: 'CALL',
    matter: 'GRAFFITI',
    inProgress: true,
    observed: SEEN,
    ward: WARD,
    street: STREET,
    receipt: 'E2E-RECEIPT',
    intelligence: intelligenceIdOf(FORCE, ref),
  } as const;
  await handle(report, reportIdOf(FORCE, ref), command, {
    by: byOf('control-1', 'CONTROL'),
    occurredAt: at(9, 21),
    clientId: 'test',
    commandId: 'killed-report',
    correlationId: 'test',
    fingerprint: [ref, { ...command }],
  });
  await Promise.all([store.close(), rows.close(), keys.close(), access.close()]);
};

describe('abandoned cars and graffiti, from the report to the contract, over HTTP', () => {
  const paint = globalId('Report', reportIdOf(FORCE, 'E2E-R1'));
  const intelligenceId = globalId('Intelligence', intelligenceIdOf(FORCE, 'E2E-R1'));
  let car = '';
  let vague = '';
  let problemId = '';
  let itemKey = '';
  let asbCaseId = '';
  let behaviourContractId = '';

  beforeAll(restart, 120_000);
  afterAll(cleanUp);

  test('R-INT-1, T1-35: killed between a report and its intelligence: after restarts it is fed, once', async () => {
    await receivedAndKilled('E2E-R1');
    await restart();
    const fed = async (): Promise<readonly string[]> =>
      (await events(paint)).filter((type) => type === 'ReportFedToIntelligence');
    await until(fed, (found) => found.length > 0);
    await server.stop('SIGKILL');
    await restart();
    expect(await until(fed, (found) => found.length > 0)).toHaveLength(1);
    expect(await events(intelligenceId)).toEqual(['IntelligenceOpened']);
  }, 120_000);

  test('R-INT-6, T1-17: whatever residents report is taken, and what it lacks is shown', async () => {
    ({ recordId: car } = await done('residents', 'receiveReport', {
      ...{ force: FORCE, channel: 'THROUGH_PARTNER', matter: 'ABANDONED_VEHICLE' },
      ...{ wardCode: WARD, streetKey: STREET, observed: 'A car without plates.', from: at(12, 8) },
      occurredAt: at(9, 10),
    }));
    ({ recordId: vague } = await done('control', 'receiveReport', {
      ...{ channel: 'ONLINE', matter: 'SUSPICIOUS_ACTIVITY', streetKey: STREET, wardCode: WARD },
      occurredAt: at(9, 22),
    }));
    const { lacking }: Json = await shownOnce(
      'control',
      `{ report(id: "${vague}") { lacking } }`,
      () => true,
    );
    expect(lacking).toEqual(['OBSERVED', 'WHEN']);
    await isHidden('residents', 'report', car, globalId('Report', `${FORCE}.none`));
  });

  test('R-INT-2, T1-36: what is happening is graded immediate, and nothing less', async () => {
    const grade = { reportId: paint, rationale: 'CRIME_IN_PROGRESS', occurredAt: at(9, 21, 2) };
    expect(await refused('control', 'gradeReport', { ...grade, grade: 'EXTENDED' })).toBe('R-INT-2');
    await done('control', 'gradeReport', { ...grade, grade: 'IMMEDIATE' });
    for (const reportId of [car, vague])
      await done('control', 'gradeReport', {
        ...{ reportId, grade: 'REFERRED', rationale: 'INFORMATION_ONLY', occurredAt: at(9, 23) },
      });
  });

  test('R-INT-4, R-INT-5: graded, sanitised by one, attested by another, and sent within its handling', async () => {
    const about = { intelligenceId, occurredAt: at(8, 9) };
    const graded = { scheme: 'THREE_BY_FIVE_BY_TWO', source: 'RELIABLE', assessment: 'KNOWN_DIRECTLY' };
    expect(
      await refused('intelligence', 'evaluateIntelligence', {
        ...{ ...about, ...graded, handling: 'WITH_CONDITIONS' },
      }),
    ).toBe('R-INT-4');
    expect(
      await refused('pcso', 'evaluateIntelligence', { ...about, ...graded, handling: 'PERMITTED' }),
    ).toBe('R-AUTH-2');
    await done('intelligence', 'evaluateIntelligence', {
      ...{ ...about, ...graded, handling: 'WITH_CONDITIONS' },
      conditions: { onlyAgencies: ['demonstration-council'] },
    });
    const others = await until(
      () =>
        listed(
          'intelligence',
          '{ intelligenceReports(first: 50, unassessed: true) { edges { node { id report { id } } } } }',
        ),
      (found) => [car, vague].every((id) => found.some((one) => one.report?.id === id)),
    );
    for (const reportId of [car, vague])
      await done('intelligence', 'evaluateIntelligence', {
        ...{ ...about, ...graded, handling: 'PERMITTED' },
        intelligenceId: others.find((one) => one.report.id === reportId)?.id,
      });
    await done('intelligence', 'sanitise', { ...about, text: SANITISED, occurredAt: at(8, 10) });
    const { sanitised }: Json = await shownOnce(
      'intelligence',
      `{ intelligence(id: "${intelligenceId}") { sanitised { key standing } } }`,
      (found) => found.sanitised.length === 1,
    );
    itemKey = sanitised[0].key;
    const item = { intelligenceId, itemKey, occurredAt: at(8, 11) };
    expect(await refused('intelligence', 'attestSanitised', item)).toBe('R-INT-5');
    const going = {
      ...{ ...item, legalBasis: 'CDA1998_S115', agreement: 'sharing-4', purpose: 'PROBLEM_SOLVING' },
      occurredAt: at(8, 12),
    };
    const toCouncil = { ...going, agencyId: agencyId('council') };
    expect(await refused('intelligence', 'disseminate', toCouncil)).toBe('R-INT-5');
    await done('attester', 'attestSanitised', item);
    expect(await refused('intelligence', 'disseminate', { ...going, agencyId: agencyId('homes') })).toBe(
      'R-INT-4',
    );
    await done('intelligence', 'disseminate', toCouncil);
  });

  test('R-INT-5: the council reads that text alone, and the housing association nothing', async () => {
    const query = `{ disseminatedItem(key: "${itemKey}") { grading text } }`;
    expect(await shownOnce('council', query, () => true)).toEqual({ grading: '1/A/C', text: SANITISED });
    expect(await shown('housing', query)).toBeNull();
    const unknown = globalId('Intelligence', `${FORCE}.none`);
    for (const who of ['council', 'housing', 'residents'] as const)
      await isHidden(who, 'intelligence', intelligenceId, unknown);
  });

  test('R-INT-5: a source that an officer names stays where intelligence is worked on', async () => {
    const { recordId } = await done('pcso', 'submitIntelligence', {
      ...{ text: 'They meet behind the sheds.', sourceRef: SOURCE, wardCode: WARD, priority: 'LOW' },
    });
    const document = `{ intelligence(id: "${recordId}") { sourceRef { ... on OpenText { text } } } }`;
    expect(await shownOnce('intelligence', document, () => true)).toEqual({ sourceRef: { text: SOURCE } });
    for (const who of ['officer', 'council', 'auditor', 'elected'] as const)
      expect(JSON.stringify(await ask(server, tokens[who], document))).not.toContain(SOURCE);
  });

  test('R-PROB-1, R-PROB-4, T1-12: a problem is analysed before it is adopted, with measures of three agencies', async () => {
    ({ recordId: problemId } = await done('pcso', 'raiseProblem', {
      ...{ wardCode: WARD, category: 'ANTI_SOCIAL_BEHAVIOUR', title: 'Cars and paint by the sheds' },
      ...{ objective: 'Nobody paints there any more.', occurredAt: at(7, 9) },
    }));
    for (const reportId of [car, paint, vague])
      await done('pcso', 'linkReport', { problemId, reportId, occurredAt: at(7, 9, 5) });
    await done('pcso', 'recordProfile', {
      ...{ problemId, profileKey: 'sheds', kind: 'PROBLEM', street: STREET, occurredAt: at(7, 9, 10) },
    });
    const measure = (measureKey: string, kind: string, agency: string, dependsOnKeys: string[] = []) => ({
      ...{ measureKey, kind, aim: 'PREVENTION', isProactive: true, agencyId: agencyId(agency) },
      ...{ dueOn: dayIn(5), dependsOnKeys },
    });
    const adoption = {
      ...{ problemId, level: 1, intelligenceIds: [intelligenceId], occurredAt: at(6, 9) },
      lead: { agencyId: agencyId('council'), post: 'ASB_COORDINATOR' },
      measures: [
        measure('lamp', 'STREET_LIGHTING', 'council'),
        measure('wall', 'WALL_REMOVAL', 'homes', ['lamp']),
        measure('patrol', 'PATROL', 'police'),
      ],
    };
    expect(await refused('inspector', 'adoptAtTasking', adoption)).toBe('R-PROB-4');
    await done('pcso', 'recordAnalysis', {
      ...{ problemId, analysisKey: 'first', causes: ['POOR_LIGHTING'], finding: 'No lamp shines there.' },
      occurredAt: at(7, 12),
    });
    expect(await refused('inspector', 'adoptAtTasking', { ...adoption, measures: [] })).toBe('R-PROB-1');
    await done('inspector', 'adoptAtTasking', adoption);
    const { hotspots }: Json = await shownOnce(
      'inspector',
      `{ problem(id: "${problemId}") { hotspots { key reports { reportKey } } } }`,
      (found) => found.hotspots.length > 0,
    );
    expect(hotspots.map(({ reports }: Json) => reports.length)).toEqual([3]);
  });

  test('T1-41, T1-33: one action answers all three, and whoever reported hears how far it is', async () => {
    await done('inspector', 'decideAction', {
      ...{ intelligenceId, actionKey: 'sheds', what: 'TASK', how: 'WITH_PARTNERS', plannedFor: at(5, 20) },
      ...{ reportIds: [car, paint, vague], occurredAt: at(6, 10) },
    });
    const progress = (): Promise<readonly Json[]> =>
      listed('residents', '{ reportsPassedOn(first: 10) { edges { node { reportId status } } } }');
    const found = await until(progress, (all) =>
      all.some(({ reportId, status }) => reportId === car && status === 'ACTED_ON'),
    );
    expect(JSON.stringify(found)).not.toContain('sheds');
    const mine = '{ reportByReceipt(receiptCode: "E2E-RECEIPT") { status } }';
    await shownOnce('control', mine, ({ status }) => status === 'ACTED_ON');
    await done('control', 'informReporter', { reportId: paint, what: 'ACTED_ON', way: 'WHEN_ASKED' });
  });

  test('R-AUTH-3, T2-26: each agency does what is its own, and sees what waits for what', async () => {
    const step = (measureKey: string) => ({ problemId, measureKey });
    expect(await refused('housing', 'startMeasure', step('lamp'))).toBe('R-LIFE-1');
    const own = await listed('housing', '{ measures(first: 20) { edges { node { key waitsForKeys } } } }');
    expect(own).toContainEqual({ key: 'wall', waitsForKeys: ['lamp'] });
    for (const [who, key] of [
      ['council', 'lamp'],
      ['housing', 'wall'],
      ['pcso', 'patrol'],
    ] as const) {
      await done(who, 'startMeasure', step(key));
      await done(who, 'completeMeasure', { ...step(key), result: 'DONE' });
    }
    const seen = async (): Promise<Json> => {
      const answer = await ask(
        server,
        tokens.housing,
        `{ problem(id: "${problemId}") { title measures { key standing dependantKeys }
          reports { reportKey } hotspots { key } targets { key } intelligenceKeys } }`,
      );
      return answer.data?.problem;
    };
    const problem = await until(seen, ({ measures }) =>
      measures.every(({ standing }: Json) => standing === 'COMPLETED'),
    );
    expect(problem.measures.map(({ key, standing }: Json) => [key, standing]).sort()).toEqual([
      ['lamp', 'COMPLETED'],
      ['patrol', 'COMPLETED'],
      ['wall', 'COMPLETED'],
    ]);
    const { reports, hotspots, targets, intelligenceKeys } = problem;
    expect([reports, hotspots, targets, intelligenceKeys]).toEqual([null, null, null, null]);
  });

  test('R-ASB-6, R-ASB-7: three reports are enough for a review; words go out once somebody else has read them', async () => {
    const { recordId: complainantId } = await done('sergeant', 'registerSubject', {
      ...{ name: 'Wisteria Hollowell', contact: '020 7946 0133', occurredAt: at(6, 11) },
    });
    ({ recordId: asbCaseId } = await done('sergeant', 'openAsbCase', {
      ...{ complainantId, complainantIs: 'INDIVIDUAL', category: 'GRAFFITI', wardCode: WARD },
      occurredAt: at(6, 12),
    }));
    const review = { asbCaseId, reviewKey: 'first', requestedFor: 'COMPLAINANT' };
    for (const [index, incidentKey] of ['one', 'two', 'three'].entries())
      await done('sergeant', 'recordIncident', {
        ...{ asbCaseId, incidentKey, category: 'GRAFFITI', happenedFrom: at(20 - index, 20) },
        ...{ reportedOn: at(19 - index, 0).slice(0, 10), harm: 'SOME', description: INCIDENT },
        occurredAt: at(6, 13, index),
      });
    await done('sergeant', 'requestCaseReview', { ...review, occurredAt: at(6, 14) });
    const { reviews }: Json = await shownOnce(
      'sergeant',
      `{ asbCase(id: "${asbCaseId}") { reviews { key isThresholdMet counted } } }`,
      (found) => found.reviews.length > 0,
    );
    expect(reviews).toEqual([{ key: 'first', isThresholdMet: true, counted: ['one', 'two', 'three'] }]);
    const words = { asbCaseId, wordsKey: 'door', incidentKey: 'one', text: WITHOUT_NAMES };
    await done('sergeant', 'proposeAsbWords', { ...words, occurredAt: at(6, 15) });
    const telling = {
      ...{ asbCaseId, agencyId: agencyId('council'), fields: ['CATEGORY', 'WORDS'] },
      ...{ legalBasis: 'CDA1998_S115', agreement: 'sharing-4', purpose: 'PROBLEM_SOLVING' },
      occurredAt: at(6, 17),
    };
    expect(await refused('sergeant', 'discloseAsbCase', telling)).toBe('R-ASB-7');
    const approval = { asbCaseId, wordsKey: 'door', occurredAt: at(6, 16) };
    expect(await refused('sergeant', 'approveAsbWords', approval)).toBe('R-ASB-7');
    await done('inspector', 'approveAsbWords', approval);
    await done('sergeant', 'discloseAsbCase', telling);
    const seen = await shownOnce(
      'council',
      `{ disclosedAsbCase(id: "${asbCaseId}") { category ward { code } words { ... on OpenText { text } } } }`,
      () => true,
    );
    expect(seen).toEqual({ category: 'GRAFFITI', ward: null, words: [{ text: WITHOUT_NAMES }] });
    await isHidden('council', 'asbCase', asbCaseId, globalId('AsbCase', 'none'));
    const { disclosedAsbCase }: Json = await asked(
      'housing',
      `{ disclosedAsbCase(id: "${asbCaseId}") { category } }`,
    );
    expect(disclosedAsbCase).toBeNull();
  });

  test('R-ASB-1, R-ASB-4: a contract is signed of one’s own will, and comes before an order', async () => {
    const { recordId: subjectId } = await done('sergeant', 'registerSubject', {
      ...{ name: 'Alder Brindlewick', occurredAt: at(5, 8) },
    });
    const order = { orderKey: 'first', subjectId, criteria: ['UNDER_18'], occurredAt: at(5, 9) };
    expect(await refused('sergeant', 'seekOrder', { ...order, kind: 'CIVIL_INJUNCTION' })).toBe('R-ASB-4');
    expect(await refused('sergeant', 'seekOrder', { ...order, kind: 'ASBO', whyNoContract: 'URGENT' })).toBe(
      'R-ASB-9',
    );
    ({ recordId: behaviourContractId } = await done('sergeant', 'proposeContract', {
      ...{ subjectId, category: 'GRAFFITI', criteria: ['UNDER_18'], prohibitions: [TERM] },
      ...{ agencyIds: [agencyId('council')], until: at(2, 0).slice(0, 10), occurredAt: at(5, 10) },
    }));
    const about = (hour: number) => ({ behaviourContractId, occurredAt: at(5, hour) });
    const person = { signatory: 'PERSON', evidence: 'contract/e2e' };
    expect(await refused('sergeant', 'signContract', { ...about(11), ...person })).toBe('R-ASB-1');
    await done('sergeant', 'informGuardian', { ...about(11), how: 'IN_PERSON' });
    await done('sergeant', 'offerSupport', { ...about(12), support: 'YOUTH_SERVICE' });
    await done('sergeant', 'signContract', { ...about(13), ...person });
    expect(await refused('housing', 'signContract', { ...about(14), signatory: 'AGENCY' })).toBe('R-LIFE-1');
    await done('council', 'signContract', { ...about(14), signatory: 'AGENCY' });
    await done('sergeant', 'completeContract', { behaviourContractId, occurredAt: at(1, 9) });
    const contract = `{ behaviourContract(id: "${behaviourContractId}") { standing result prohibitions { ... on OpenText { text } } } }`;
    const completed = ({ standing }: Json): boolean => standing === 'COMPLETED';
    expect(await shownOnce('council', contract, completed)).toEqual({
      ...{ standing: 'COMPLETED', result: 'KEPT', prohibitions: [{ text: TERM }] },
    });
    const none = globalId('BehaviourContract', 'none');
    await isHidden('housing', 'behaviourContract', behaviourContractId, none);
  });

  test('R-PROB-5, T2-27: the problem is reduced, closed, and an example for everybody', async () => {
    expect(await refused('sergeant', 'closeProblem', { problemId })).toBe('R-PROB-5');
    await done('council', 'assessProblem', {
      ...{ problemId, assessmentKey: 'first', result: 'REDUCED', evidence: ['reports/e2e'] },
      tangible: 'Nobody has painted there since.',
    });
    await done('sergeant', 'closeProblem', { problemId });
    const study = { problemId, studyKey: 'sheds' };
    await done('sergeant', 'draftCaseStudy', { ...study, text: 'A lamp, and one wall less: it is quiet.' });
    expect(await refused('sergeant', 'attestCaseStudy', study)).toBe('R-AUTH-1');
    await done('inspector', 'attestCaseStudy', study);
    const studies = await until(
      () => listed('elected', '{ caseStudies(first: 10) { edges { node { key result } } } }'),
      (found) => found.some(({ key }) => key === 'sheds'),
    );
    expect(studies).toContainEqual({ key: 'sheds', result: 'REDUCED' });
  });

  test('the auditor replays it all without the words, and sees who read what', async () => {
    expect(await events(problemId)).toEqual(expect.arrayContaining(['ProblemAdopted', 'ProblemClosed']));
    expect(await events(asbCaseId)).toContain('AsbWordsApproved');
    expect(await events(behaviourContractId)).toContain('ContractCompleted');
    const entries = JSON.stringify(await accessEntries());
    expect(entries).toContain('intelligence');
    for (const words of [SEEN, SOURCE, INCIDENT, TERM, 'Hollowell', 'Brindlewick'])
      expect(entries).not.toContain(words);
  });
});
