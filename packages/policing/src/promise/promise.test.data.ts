import { happened, type Told } from '@wardbook/event-sourcing';
import {
  at,
  fact,
  scenario,
  type Dated,
  type KnownFact,
  type Given as Story,
} from '@wardbook/event-sourcing/testing';
import {
  FEBRUARY_MEETING,
  INPT,
  INSPECTOR,
  KILBURN,
  OFFICER,
  PCSO,
  SNT,
  SUPERVISOR,
  SYSTEM,
  fridayPatrols,
  inForce,
  ledInpt,
  panelThatMet,
  posted,
  schoolVisits,
  staffedKilburn,
} from '../kilburn.test.data.ts';
import { daysAfter, monthEnd, monthStart } from '../london.ts';
import { member } from '../member/member.ts';
import { roles } from '../role/role.ts';
import { team } from '../team/team.ts';
import { ward } from '../ward/ward.ts';
import { wardPanel } from '../ward-panel/ward-panel.ts';
import { panelMeetingHeld } from '../ward-panel/ward-panel.events.ts';
import { promise, type PromiseCommand } from './promise.ts';
import {
  fulfilmentCorrected,
  promiseAgreedByCommunity,
  promiseAgreedByTeam,
  promiseFulfilmentRecorded,
  promisePeriodBroken,
  promisePeriodKept,
  promisePeriodOpened,
  promiseWithdrawalProposed,
  promiseWithdrawn,
  type PromiseEvent,
} from './promise.events.ts';

export type Given = Story<PromiseEvent>;

const knownKilburn = fact(ward, KILBURN, staffedKilburn);
const knownPanel = fact(
  wardPanel,
  KILBURN,
  panelThatMet,
  at(
    '2013-03-20T19:00:00.000Z',
    panelMeetingHeld({ meeting: 'march', votersPresent: 7, quorate: true, minutes: 'minutes/2013-03' }),
  ),
);
const known: readonly KnownFact[] = [
  fact(roles, 'police'),
  knownKilburn,
  knownPanel,
  fact(team, INPT, ledInpt),
  fact(member, OFFICER.id, posted('CONSTABLE')),
  fact(member, PCSO.id, posted('PCSO', SNT, 'PCSO')),
];

/** A promise to Kilburn, made where all is as it usually is: what a test says beside it comes first. */
export const given = (...history: readonly Given[]) => {
  const usual = scenario(promise, 'visits')(...history).ownedBy('police');
  return {
    knowing: (...facts: readonly KnownFact[]) => usual.knowing(...facts, ...known),
    knowingNothingElse: () => usual.knowing(...known).knowingNothingElse(),
    when: (command: Told<PromiseCommand>) => usual.knowing(...known).when(command),
  };
};

export const FEBRUARY = '2013-02-15T10:00:00.000Z';
export const MARCH = '2013-03-11T12:00:00.000Z';
export const APRIL = '2013-04-01T09:00:00.000Z';

export const propose = {
  type: 'ProposePromise',
  occurredAt: FEBRUARY,
  by: INSPECTOR,
  terms: schoolVisits,
} as const;
export const amend = {
  type: 'AmendPromise',
  occurredAt: FEBRUARY,
  by: INSPECTOR,
  terms: fridayPatrols,
} as const;
export const teamAgrees = { type: 'AgreePromiseByTeam', occurredAt: FEBRUARY, by: INSPECTOR } as const;
export const communityAgrees = {
  type: 'AgreePromiseByCommunity',
  occurredAt: FEBRUARY_MEETING,
  by: SYSTEM,
  meeting: 'february',
} as const;
export const visit = {
  type: 'RecordFulfilment',
  occurredAt: MARCH,
  by: OFFICER,
  fulfilment: 'visit-1',
  target: 'school-ash',
  member: OFFICER.id,
  evidence: 'pocket-book/77',
} as const;
/** A meeting at which the panel could agree to a withdrawal. */
export const MARCH_MEETING = '2013-03-20T19:00:00.000Z';
export const correct = {
  type: 'CorrectFulfilment',
  occurredAt: APRIL,
  by: SUPERVISOR,
  fulfilment: 'visit-1',
  reason: 'NOT_PROVEN',
} as const;
export const close = { type: 'ClosePeriod', occurredAt: APRIL, by: INSPECTOR, period: '2013-03' } as const;
export const review = {
  type: 'ReviewPeriod',
  occurredAt: '2013-04-20T09:00:00.000Z',
  by: SYSTEM,
  period: '2013-03',
} as const;
export const notPossible = {
  type: 'NotPossible',
  occurredAt: MARCH,
  by: INSPECTOR,
  target: 'school-beech',
  reason: 'Beech School is closed for the holidays.',
} as const;
export const proposeWithdrawal = {
  type: 'ProposeWithdrawal',
  occurredAt: '2013-03-12T10:00:00.000Z',
  by: INSPECTOR,
  reason: 'The schools asked for another way of working.',
} as const;
export const explain = {
  type: 'ExplainBreach',
  occurredAt: APRIL,
  by: INSPECTOR,
  period: '2013-03',
  explanation: 'Beech School was shut by a flood.',
} as const;
export const withdraw = {
  type: 'WithdrawPromise',
  occurredAt: APRIL,
  by: INSPECTOR,
  reason: 'The schools asked for another way of working.',
  agreedWith: 'march',
} as const;

export const agreedByTeam = promiseAgreedByTeam({ lead: INSPECTOR.id });
export const agreedByCommunity = promiseAgreedByCommunity({ meeting: 'february' });
export const withdrawalProposed = promiseWithdrawalProposed({
  reason: 'The schools asked for another way of working.',
});
export const withdrawn = promiseWithdrawn({
  reason: 'The schools asked for another way of working.',
  agreedWith: 'march',
  lastPeriod: '2013-04',
});

export const opened = (period: string, targets = ['school-ash', 'school-beech'], minimumPerTarget = 1) =>
  promisePeriodOpened({ period, targets, minimumPerTarget, closesAt: daysAfter(monthEnd(period), 7) });
/** It opens with its first instant, whatever opened it. */
export const opens = (...month: Parameters<typeof opened>) =>
  happened(monthStart(month[0]), opened(...month));
/** It ends with its last. */
export const ends = (event: Extract<PromiseEvent, { readonly period: string }>) =>
  happened(monthEnd(event.period), event);
export const visited = (
  period: string,
  when: string,
  { fulfilment = 'visit-1', target = 'school-ash', by = OFFICER.id } = {},
) =>
  promiseFulfilmentRecorded({
    fulfilment,
    period,
    targets: [target],
    member: by,
    evidence: 'pocket-book/77',
    from: when,
    to: when,
  });
export const kept = promisePeriodKept({ period: '2013-03' });
export const broken = (...missedTargets: string[]) =>
  promisePeriodBroken({ period: '2013-03', missedTargets });
export const corrected = (
  reason: 'RECORDED_IN_ERROR' | 'WRONG_TARGET' | 'NOT_PROVEN',
  ...targets: string[]
) => correctedIn('2013-03', reason, ...targets);
export const correctedIn = (
  period: string,
  reason: 'RECORDED_IN_ERROR' | 'WRONG_TARGET' | 'NOT_PROVEN',
  ...targets: string[]
) => fulfilmentCorrected({ fulfilment: 'visit-1', reason, targets, period });

export const inMarch = (...events: readonly PromiseEvent[]): readonly Dated<PromiseEvent>[] =>
  at<PromiseEvent>(MARCH, ...events);
export const inApril = (...events: readonly PromiseEvent[]): readonly Dated<PromiseEvent>[] =>
  at<PromiseEvent>(APRIL, ...events);
export const schools = inForce(schoolVisits);
export const ashVisited = inMarch(opened('2013-03'), visited('2013-03', MARCH));
export const beechVisited = inMarch(
  visited('2013-03', MARCH, { fulfilment: 'visit-2', target: 'school-beech' }),
);
