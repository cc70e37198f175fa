import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { agencyRegistered, sharingAgreed, type AgencyEvent } from '../agency/agency.events.ts';
import { agencyHistory } from '../agency/agency.state.ts';
import { IN_2012, KILBURN, kilburn, police, posted } from '../kilburn.test.data.ts';
import { memberHistory } from '../member/member.state.ts';
import { publicReportReceived } from '../report/report.events.ts';
import { reportHistory } from '../report/report.state.ts';
import { rolesHistory } from '../role/role.state.ts';
import { wardHistory } from '../ward/ward.state.ts';
import {
  intelligenceEvaluated,
  intelligenceSanitised,
  intelligenceSubmitted,
  sanitisedAttested,
  type IntelligenceEvent,
} from './intelligence.events.ts';
import { intelligenceHistory, type IntelligenceState } from './intelligence.state.ts';
import { intelligence } from './intelligence.ts';

export const DEALING = 'police.2013-31';
export const given = scenario(intelligence, DEALING);
export const PCSO = police('pcso-1', 'PCSO');
export const ANALYST = police('analyst-1', 'INTELLIGENCE');
export const READER = police('analyst-2', 'INTELLIGENCE');

export const MONDAY = '2013-03-04T09:00:00.000Z';
export const TEN = '2013-03-04T10:00:00.000Z';
export const NOON = '2013-03-04T12:00:00.000Z';
export const TUESDAY = '2013-03-05T09:00:00.000Z';
export const FRIDAY = '2013-03-08T09:00:00.000Z';

export const submit = {
  type: 'SubmitIntelligence',
  occurredAt: MONDAY,
  by: PCSO,
  text: 'Somebody sells by the arcade.',
  sourceRef: 'Source seven',
  ward: KILBURN,
  priority: 'MEDIUM',
} as const;
export const submitted = intelligenceSubmitted({
  text: 'Somebody sells by the arcade.',
  sourceRef: 'Source seven',
  ward: KILBURN,
  priority: 'MEDIUM',
  submittedBy: PCSO.id,
});

export const evaluate = {
  type: 'EvaluateIntelligence',
  occurredAt: TEN,
  by: ANALYST,
  scheme: 'THREE_BY_FIVE_BY_TWO',
  source: 'UNTESTED',
  assessment: 'KNOWN_INDIRECTLY',
  handling: 'PERMITTED',
} as const;
export const evaluated = intelligenceEvaluated({
  ...{ scheme: 'THREE_BY_FIVE_BY_TWO', source: 'UNTESTED' },
  ...{ assessment: 'KNOWN_INDIRECTLY', handling: 'PERMITTED' },
});
export const sanitised = intelligenceSanitised({
  ...{ item: 'item-1', text: 'Drugs are sold by the arcade.', sanitisedBy: ANALYST.id },
});
export const attested = sanitisedAttested({ item: 'item-1' });

export const constable = (id: string) => fact(memberHistory, id, posted('CONSTABLE'));
const analyst = constable(ANALYST.id);
export const reader = constable(READER.id);
export const ward = fact(wardHistory, KILBURN, kilburn);
export const noPolicy = fact(rolesHistory, 'police');

/** A report of the public that came on Monday, and what it is fed to. */
export const report = (id: string, fedTo = DEALING) =>
  fact(
    reportHistory,
    id,
    at(
      MONDAY,
      publicReportReceived({
        ...{ channel: 'CALL', matter: 'DRUG_DEALING', inProgress: false, receipt: `receipt-${id}` },
        ...{ intelligence: fedTo, gradeBefore: TUESDAY, assessBefore: TUESDAY },
      }),
    ),
  );

export const council = fact(
  agencyHistory,
  'council',
  at<AgencyEvent>(
    IN_2012,
    agencyRegistered({ kind: 'COUNCIL', name: 'Alderwick Council' }),
    sharingAgreed({
      ...{ agreement: 'isa-1', force: 'police', fields: ['CIRCUMSTANCES'], legalBasis: 'CDA1998_S115' },
      ...{ from: '2012-09-03', until: '2013-09-02' },
    }),
    sharingAgreed({
      ...{ agreement: 'isa-2', force: 'police', fields: ['WARD'], legalBasis: 'CDA1998_S115' },
      ...{ from: '2012-09-03', until: '2013-09-02' },
    }),
  ),
);

export type Told = readonly Dated<IntelligenceEvent>[];
export const on = at<IntelligenceEvent>;
export const begun: Told = on(MONDAY, submitted);
export const told = (...more: readonly Told[]) => given(begun, ...more).knowing(analyst);
export const stateOf = (...more: readonly Told[]): IntelligenceState =>
  fact(intelligenceHistory, DEALING, begun, ...more).state;
