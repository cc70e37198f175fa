import { streamOf } from '@wardbook/event-sourcing';
import { bySystem, crime, visit } from '@wardbook/policing';
import { FORCE } from '../../demo/told.ts';
import { localId } from '../../global-id.ts';
import type { Wardbook } from '../../wardbook.ts';
import { accepted, hoursAgo, refused, the, type Made, type Step } from './step.ts';
import { ADMIN, CPA, FAR, force, kilburn, PC, PCSO } from './world.ts';

const CONTROL = 'CONTROL control-1';
const CPO = { role: 'CPO', area: 'lpa-1' };

const about =
  (input: object = {}, of = 'victim visit') =>
  (made: Made): object => ({ victimVisitId: made(of), ...input });

/** Which visit was opened for the victim who was registered last. */
const opened = async ({ store }: Wardbook, made: Map<string, string>): Promise<string> => {
  const events = await store.readStream(streamOf(crime, localId('Crime', made.get('crime') ?? '')));
  const last = events.findLast(({ type }) => type === 'VictimRegistered')?.data ?? '{}';
  const { visit: id } = JSON.parse(last) as { readonly visit: string };
  made.set('victim visit', the('Visit', id));
  return id;
};

/** As if an appointment car had been booked for an hour that is over. */
const booked = (command: string) => async (wardbook: Wardbook, made: Map<string, string>) => {
  const id = await opened(wardbook, made);
  const occurredAt = new Date().toISOString();
  await wardbook.engine.handle(
    visit,
    id,
    {
      ...{ type: 'NoticeBooked', appointments: `${FORCE}-kilburn.2026-03-02`, car: command },
      ...{ from: hoursAgo(2), to: hoursAgo(1), purpose: 'VICTIM_CARE' },
    },
    {
      ...{ by: bySystem('appointment-visits'), occurredAt, clientId: 'table', correlationId: command },
      ...{ commandId: command, fingerprint: '' },
    },
  );
};

const visited = (input: object = {}) =>
  about({ where: 'POLICE_PREMISES', purpose: 'VICTIM_CARE', help: ['LISTENED_TO'], ...input });
const changed = { askedBy: 'VICTIM', reason: 'ANOTHER_TIME' };
const asking = (made: Made): object => ({
  ...{ kind: 'VICTIM_VISIT', fromAgencyKey: FORCE, subjectId: made('person'), ...kilburn },
  ...{ to: { role: { force: FORCE, code: 'CPO', area: 'lpa-1' } }, topic: 'VICTIM_SUPPORT' },
  ...{ reason: 'VICTIM_CARE', fields: [], dueAt: FAR },
});
const onReferral = (made: Made): object => ({
  ...{ victimSubjectId: made('person'), referralId: made('victim referral') },
});

/** A victim who declines and asks again, is let down, is not there, and is visited; and one for whom somebody asks. */
export const victimVisits: readonly Step[] = [
  accepted(CONTROL, 'registerVictim', (made) => ({ crimeId: made('crime'), subjectId: made('person') })),
  {
    ...refused(
      ...([CONTROL, 'offerVictimVisit', about({ channel: 'THROUGH_AGENCY' })] as const),
      ...(['R-VIS-7', 'channel'] as const),
    ),
    before: opened,
  },
  accepted(CONTROL, 'offerVictimVisit', about({ channel: 'IN_PERSON' })),
  accepted(CONTROL, 'declineVictimVisit', about()),
  refused(CONTROL, 'acceptVictimVisit', about(), 'R-VIS-6', 'victimVisitId'),
  refused(CONTROL, 'declineVictimVisit', about(), 'R-VIS-6', 'victimVisitId'),
  refused(CONTROL, 'rescheduleVictimVisit', about(changed), 'R-VIS-6', 'victimVisitId'),
  refused(CONTROL, 'cancelVictimVisit', about(changed), 'R-VIS-6', 'victimVisitId'),
  accepted(CONTROL, 'askAgainForVictimVisit', about()),
  refused(PCSO, 'recordOfficerDidNotAttend', about({ reason: 'ILL' }), 'R-VIS-3', 'attendanceId'),
  { ...accepted(CONTROL, 'recordOfficerDidNotAttend', about({ reason: 'ILL' })), before: booked('table-1') },
  refused(CONTROL, 'recordRecipientUnavailable', about({ tried: [] }), 'R-VIS-3', 'tried'),
  {
    ...accepted(CONTROL, 'recordRecipientUnavailable', about({ tried: ['BY_PHONE'], note: 'No answer.' })),
    before: booked('table-2'),
  },
  { ...accepted(CONTROL, 'rescheduleVictimVisit', about(changed)), before: booked('table-3') },
  refused(CONTROL, 'recordVictimVisited', visited({ help: [] }), 'R-CASE-13', 'help'),
  accepted(CONTROL, 'recordVictimVisited', visited({ note: 'She was glad to talk.' })),
  refused(
    ...([CONTROL, 'assessVictimNeeds', about({ criteria: [], enhanced: true })] as const),
    ...(['R-VIS-8', 'criteria'] as const),
  ),
  accepted(CONTROL, 'assessVictimNeeds', about({ criteria: ['VULNERABLE'], enhanced: true })),
  accepted(CONTROL, 'informVictim', about({ what: 'RIGHTS' })),
  refused(CONTROL, 'closeVictimVisit', about({ outcome: 'DECLINED' }), 'R-VIS-9', 'outcome'),
  accepted(CONTROL, 'closeVictimVisit', about({ outcome: 'VISITED' })),
  accepted(ADMIN, 'fillPost', { ...force, ...CPO, memberId: the('Member', 'cpa-1') }),
  accepted(PC, 'raiseReferral', asking, 'victim referral'),
  refused(CPA, 'openVictimVisit', onReferral, 'R-VIS-4', 'referralId'),
  accepted(CPA, 'acceptReferral', (made) => ({ referralId: made('victim referral') })),
  accepted(CPA, 'openVictimVisit', onReferral, 'asked visit'),
  accepted(CPA, 'offerVictimVisit', about({ channel: 'IN_PERSON' }, 'asked visit')),
  accepted(CPA, 'acceptVictimVisit', about({}, 'asked visit')),
  accepted(CPA, 'cancelVictimVisit', about(changed, 'asked visit')),
];
