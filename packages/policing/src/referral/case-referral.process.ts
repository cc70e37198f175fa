import { idOf, defineProcess, carry, type UnsentTo } from '@wardbook/event-sourcing/pure';
import { ELECTRONIC_TOPICS } from '../advice-case/codes.ts';
import { SCHEMES } from '../role/role.events.ts';
import type { Topic } from '../policy/policy.events.ts';
import { adviceCaseHistory } from '../advice-case/advice-case.state.ts';
import { surveyHistory } from '../survey/survey.state.ts';
import { partyOf } from './asking.rules.ts';
import type { Party, ReferralReason } from './referral.events.ts';
import { referral } from './referral.ts';

const NOTHING: object = {};

/**
 * R-REF-7 and R-SUR-6: what a case or a survey refers is raised, with all that they said (S3:24, 27, 28). A rule that
 * forbids it is put on record as `ReferralNotRaised`, from which they learn.
 */
export const caseReferral = defineProcess({
  name: 'case-referral',
  version: 1,
  initial: NOTHING,
  of: [adviceCaseHistory, surveyHistory],
  keys: {
    CaseReferred: (event) => event.referral,
    FindingReferred: (event) => event.referral,
  },
  evolve: { CaseReferred: (row) => row, FindingReferred: (row) => row },
  columns: {},
  react: {
    CaseReferred: (_, event, { occurredAt, stream }) => {
      const { topic, requestedHelp, fields, legalBasis, agreement, dueAt, ward, force, recipient } = event;
      const { fromTeam, referredBy: raisedBy } = event;
      const to = partyOf(event);
      const command: UnsentTo<typeof referral> = {
        type: 'RaiseReferral',
        kind: 'agency' in to ? 'PARTNER_SERVICE' : visitsVictim(topic) ? 'VICTIM_VISIT' : 'SPECIALIST_ADVICE',
        case: idOf(stream),
        subject: recipient,
        from: { agency: force },
        to,
        topic,
        reason: reasonOf(topic, to),
        requestedHelp,
        fields,
        dueAt,
        ward,
        fromTeam,
        raisedBy,
        ...(legalBasis !== undefined && { legalBasis }),
        ...(agreement !== undefined && { agreement }),
      };
      return [carry(referral, event.referral, command, occurredAt)];
    },
    FindingReferred: (_, event, { occurredAt, stream }) => {
      const { topic, requestedHelp, fields, dueAt, ward, force, recipient, fromTeam, referredBy } = event;
      const to = partyOf(event);
      const command: UnsentTo<typeof referral> = {
        type: 'RaiseReferral',
        kind: 'SPECIALIST_ADVICE',
        survey: idOf(stream),
        subject: recipient,
        from: { agency: force },
        ...{ to, topic, requestedHelp, fields, dueAt, ward },
        reason: reasonOf(topic, to),
        raisedBy: referredBy,
        ...(fromTeam !== undefined && { fromTeam }),
      };
      return [carry(referral, event.referral, command, occurredAt)];
    },
  },
});

const visitsVictim = (topic: Topic): boolean => topic === 'VICTIM_SUPPORT';

/** A case says what about; why somebody else is asked follows from it (S3:23, 24, 27, 28; S0:7). */
const reasonOf = (topic: Topic, to: Party): ReferralReason => {
  if (visitsVictim(topic)) return 'VICTIM_CARE';
  if ('agency' in to) return 'PRACTICAL_HELP';
  if (topic === 'CCTV_LAWFULNESS') return 'CCTV_IN_DOUBT';
  if ((SCHEMES as readonly Topic[]).includes(topic)) return 'SCHEME_ADVICE';
  return ELECTRONIC_TOPICS.includes(topic) ? 'TECHNICAL_ADVICE' : 'MORE_DETAILED_ADVICE';
};
