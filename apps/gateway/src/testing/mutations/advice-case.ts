import { A0609_VERSION_4 } from '@wardbook/policing';
import { KILBURN } from '../../demo/camden.ts';
import { accepted, type Made, refused, type Step, the } from './step.ts';
import { FAR, INPT, INSPECTOR_ID, PCSO, PCSO_ID, SERGEANT } from './world.ts';

const CASE = {
  ...{ capacity: 'VICTIM', origin: 'CRIME', linkedRef: 'crime/T-1', wardCode: KILBURN },
  ...{ teamId: the('Team', `snt-${KILBURN}`), officerInCaseMemberId: PCSO_ID, policy: 'A0609' },
};
const ADVICE = {
  ...{ contact: 'call-1', item: 'lock', topic: 'PROPERTY', measure: 'FIVE_LEVER_MORTICE_LOCK' },
  fourTests: { upToDate: true, costCommensurate: true, balanced: true, proportionate: true },
  ...{ basis: 'HOME_OFFICE', purposes: ['REDUCE_CRIME'], note: 'The inner door, too.' },
};

const about =
  (input: object) =>
  (made: Made): object => ({ adviceCaseId: made('case'), ...input });

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
  accepted(SERGEANT, 'assignAdviceCase', about({ teamId: INPT, officerInCaseMemberId: PCSO_ID })),
  refused(PCSO, 'startContact', about({ contact: 'call-0', channel: 'VISIT' }), 'R-CASE-11', 'attendanceId'),
  accepted(PCSO, 'startContact', about({ contact: 'call-1', channel: 'PHONE' })),
  accepted(PCSO, 'recordCircumstances', about({ text: 'A shed that does not lock.' })),
  accepted(PCSO, 'giveAdvice', about(ADVICE)),
  refused(PCSO, 'giveAdvice', about({ ...ADVICE, item: 'no', stance: 'AGAINST' }), 'R-CASE-5', 'stance'),
  accepted(SERGEANT, 'reviewAdviceNote', about({ item: 'lock' })),
  refused(PCSO, 'closeAdviceCase', about({ outcome: 'ADVICE_GIVEN' }), 'R-CASE-13', 'adviceCaseId'),
  accepted(
    SERGEANT,
    'recordComplianceBreach',
    about({ rule: 'R-CASE-9', authorisedByMemberId: INSPECTOR_ID }),
  ),
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
    about({ ...{ topic: 'INTRUDER_ALARM', requestedHelp: 'Which alarm?' }, dueAt: FAR }),
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
];
