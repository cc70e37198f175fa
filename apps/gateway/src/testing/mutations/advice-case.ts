import { streamOf } from '@wardbook/event-sourcing';
import { A0609_VERSION_4, adviceCase, bySystem } from '@wardbook/policing';
import { FORTUNE_GREEN, KILBURN } from '../../demo/camden.ts';
import { localId } from '../../global-id.ts';
import type { Wardbook } from '../../wardbook.ts';
import { accepted, type Made, refused, type Step, the } from './step.ts';
import {
  ADMIN,
  borough,
  DETECTIVE_ID,
  FAR,
  INPT,
  INSPECTOR,
  OFFICER_ID,
  PCSO,
  PCSO_ID,
  SERGEANT,
  SNT,
} from './world.ts';

const CASE = {
  ...{ capacity: 'VICTIM', origin: 'CRIME', linkedRef: 'crime/T-1', wardCode: KILBURN },
  ...{ teamId: the('Team', `snt-${KILBURN}`), officerInCaseMemberId: PCSO_ID, policy: 'A0609' },
};
const ADVICE = {
  ...{ contact: 'call-1', item: 'lock', topic: 'PROPERTY', measure: 'FIVE_LEVER_MORTICE_LOCK' },
  fourTests: { upToDate: true, costCommensurate: true, balanced: true, proportionate: true },
  ...{ basis: 'HOME_OFFICE', purposes: ['REDUCE_CRIME'], note: 'The inner door, too.' },
};

const { note: _note, ...PLAIN } = ADVICE;
const OVERRIDING = {
  alarm: {
    ...PLAIN,
    ...{
      topic: 'INTRUDER_ALARM',
      measure: 'APPROVED_ALARM_INSTALLER',
      overrideReason: 'The advisor is away.',
    },
  },
  entry: {
    ...PLAIN,
    ...{ topic: 'ELECTRONIC_SECURITY', measure: 'ACCESS_CONTROL', overrideReason: 'It was asked for.' },
  },
};

const about =
  (input: object) =>
  (made: Made): object => ({ adviceCaseId: made('case'), ...input });

/** Which referral the case asked for last. */
const asked = async ({ store }: Wardbook, made: Map<string, string>): Promise<string> => {
  const events = await store.readStream(streamOf(adviceCase, localId('AdviceCase', made.get('case') ?? '')));
  const last = events.findLast(({ type }) => type === 'CaseReferred')?.data ?? '{}';
  const { referral } = JSON.parse(last) as { readonly referral: string };
  made.set('asked', the('Referral', referral));
  return referral;
};

/** As if whoever is asked had gone before the process came to raise it. */
const couldNotBeRaised = async (wardbook: Wardbook, made: Map<string, string>): Promise<void> => {
  const referral = await asked(wardbook, made);
  const id = localId('AdviceCase', made.get('case') ?? '');
  const command = {
    type: 'RecordReferralOutcome',
    referral,
    outcome: 'NOT_RAISED',
    rule: 'R-ROLE-1',
  } as const;
  const by = bySystem('case-referral');
  const stamp = { by, occurredAt: new Date().toISOString(), clientId: 'table', correlationId: 'table-lost' };
  await wardbook.engine.handle(adviceCase, id, command, {
    ...stamp,
    commandId: 'table-lost',
    fingerprint: '',
  });
};

const givenUp = (made: Made): object => ({
  ...{ adviceCaseId: made('case'), referralId: made('asked'), reason: 'NOBODY_TO_ASK' },
});

const GONE = { wardCode: 'E05000996' };

/** A case whose ward is abolished. */
const moved: readonly Step[] = [
  accepted(ADMIN, 'establishWard', { ...GONE, ...borough, name: 'Elsewhere', validFrom: '2010-05-06' }),
  accepted(
    SERGEANT,
    'openAdviceCase',
    (made) => ({
      ...{ ...CASE, ...GONE, teamId: INPT, officerInCaseMemberId: DETECTIVE_ID },
      recipient: { subjectId: made('person') },
    }),
    'elsewhere',
  ),
  refused(
    SERGEANT,
    'moveAdviceCase',
    (made) => ({ adviceCaseId: made('elsewhere'), wardCode: KILBURN }),
    'R-WARD-5',
    'wardCode',
  ),
  accepted(ADMIN, 'abolishWard', { ...GONE, successorCodes: [KILBURN, FORTUNE_GREEN] }),
  accepted(SERGEANT, 'moveAdviceCase', (made) => ({ adviceCaseId: made('elsewhere'), wardCode: KILBURN })),
];

/** A case, from the first call to what came after. */
export const cases: readonly Step[] = [
  refused(
    PCSO,
    'openAdviceCase',
    (made) => ({ ...CASE, capacity: 'POLICE', recipient: { subjectId: made('person') } }),
    'R-CASE-17',
    'capacity',
  ),
  accepted(PCSO, 'openAdviceCase', (made) => ({ ...CASE, recipient: { subjectId: made('person') } }), 'case'),
  accepted(PCSO, 'categoriseSubject', (made) => ({
    ...{ subjectId: made('person'), adviceCaseId: made('case'), category: 'VICTIM' },
  })),
  refused(
    PCSO,
    'categoriseSubject',
    (made) => ({ subjectId: made('person'), category: 'VICTIM' }),
    'R-PERSON-2',
    'adviceCaseId',
  ),
  accepted(SERGEANT, 'assignAdviceCase', about({ teamId: SNT, officerInCaseMemberId: OFFICER_ID })),
  refused(PCSO, 'startContact', about({ contact: 'call-0', channel: 'VISIT' }), 'R-CASE-11', 'attendanceId'),
  accepted(PCSO, 'startContact', about({ contact: 'call-1', channel: 'PHONE' })),
  accepted(
    PCSO,
    'recordCircumstances',
    about({ text: 'A shed that does not lock.', proportionality: 'A lock costs less than a bicycle.' }),
  ),
  accepted(PCSO, 'giveAdvice', about(ADVICE)),
  refused(PCSO, 'giveAdvice', about({ ...ADVICE, item: 'no', stance: 'AGAINST' }), 'R-CASE-5', 'stance'),
  accepted(SERGEANT, 'reviewAdviceNote', about({ item: 'lock' })),
  refused(PCSO, 'closeAdviceCase', about({ outcome: 'ADVICE_GIVEN' }), 'R-CASE-13', 'adviceCaseId'),
  refused(
    SERGEANT,
    'recordComplianceBreach',
    about({ requestKey: 'none', rule: 'R-CASE-7' }),
    'R-CASE-13',
    'rule',
  ),
  accepted(SERGEANT, 'recordComplianceBreach', about({ requestKey: 'late', rule: 'R-CASE-9' })),
  accepted(SERGEANT, 'recordComplianceBreach', about({ requestKey: 'later', rule: 'R-CASE-9' })),
  accepted(
    INSPECTOR,
    'declineComplianceBreach',
    about({ requestKey: 'later', reason: 'TOO_LITTLE_INFORMATION' }),
  ),
  accepted(INSPECTOR, 'grantComplianceBreach', about({ requestKey: 'late' })),
  ...(['alarm', 'entry'] as const).map((item) =>
    accepted(PCSO, 'giveAdvice', about({ ...OVERRIDING[item], item })),
  ),
  accepted(INSPECTOR, 'grantAdviceOverride', about({ requestKey: 'alarm' })),
  accepted(INSPECTOR, 'declineAdviceOverride', about({ requestKey: 'entry', reason: 'NOT_JUSTIFIED' })),
  accepted(
    SERGEANT,
    'recordComplianceBreach',
    about({ requestKey: 'entry', rule: 'R-CASE-3', item: 'entry' }),
  ),
  accepted(INSPECTOR, 'grantComplianceBreach', about({ requestKey: 'entry' })),
  accepted(PCSO, 'signpostRecipient', about({ channel: 'TRAINED_STAFF' })),
  refused(
    PCSO,
    'signpostRecipient',
    about({ channel: 'NATIONAL_SITE', site: 'nowhere' }),
    'R-CASE-16',
    'site',
  ),
  refused(PCSO, 'completeContact', about({ contact: 'call-1' }), 'R-CASE-8', 'contact'),
  refused(
    PCSO,
    'giveDisclaimer',
    about({ contact: 'call-1', kind: 'NO_GUARANTEE', wordingVersion: 3 }),
    'R-CASE-8',
    'wordingVersion',
  ),
  ...['NO_GUARANTEE', 'BEST_OF_ABILITY'].map((kind) =>
    accepted(PCSO, 'giveDisclaimer', about({ contact: 'call-1', kind, wordingVersion: 4 })),
  ),
  accepted(PCSO, 'completeContact', about({ contact: 'call-1' })),
  refused(PCSO, 'givePrivacyNotice', about({ version: 'another' }), 'R-CASE-9', 'version'),
  accepted(PCSO, 'givePrivacyNotice', about({ version: A0609_VERSION_4.privacyNotice })),
  accepted(PCSO, 'recordPracticalHelp', about({ text: 'Secured the door.' })),
  accepted(PCSO, 'closeAdviceCase', about({ outcome: 'ADVICE_GIVEN', helpGiven: 'A lock.' })),
  accepted(SERGEANT, 'reopenAdviceCase', about({})),
  accepted(
    PCSO,
    'referAdviceCase',
    about({
      ...{ toRole: 'CPA', area: 'lpa-1', topic: 'INTRUDER_ALARM', requestedHelp: 'Which alarm?' },
      dueAt: FAR,
    }),
  ),
  refused(
    PCSO,
    'referAdviceCase',
    (made) => ({
      ...{ adviceCaseId: made('case'), toAgencyId: the('Agency', 'demonstration-council'), toRole: 'CPA' },
      ...{ topic: 'INTRUDER_ALARM', requestedHelp: 'Which alarm?', dueAt: FAR },
    }),
    'R-REF-3',
    'toAgencyId',
  ),
  refused(
    PCSO,
    'issueAdviceRecord',
    about({ fields: [], delivery: 'VERBAL', copyGiven: false }),
    'R-CASE-12',
    'fields',
  ),
  accepted(
    PCSO,
    'issueAdviceRecord',
    about({ fields: A0609_VERSION_4.requiredRecordFields, delivery: 'WRITTEN', copyGiven: true }),
  ),
  accepted(PCSO, 'recordFollowUp', about({ implemented: ['lock'] })),
  accepted(PCSO, 'recordRevictimisation', about({ incident: 'crime/T-2' })),
  { ...refused(PCSO, 'abandonReferral', givenUp, 'R-REF-7', 'referralId'), before: asked },
  { ...accepted(PCSO, 'abandonReferral', givenUp), before: couldNotBeRaised },
  ...moved,
];
