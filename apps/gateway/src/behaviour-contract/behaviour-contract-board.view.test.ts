import { describe, expect, test } from '@jest/globals';
import { personalReference } from '@wardbook/event-sourcing/testing';
import {
  agencyInvitedToSign,
  contractBreachFoundWrong,
  contractCompleted,
  contractDeclined,
  contractDisclosed,
  contractDisclosureEnded,
  contractEnded,
  contractOfferedAgain,
  contractReviewed,
  contractSigned,
  guardianInformed,
  orderEnded,
  orderOutcomeRecorded,
  orderSought,
  redactedTermsApproved,
  redactedTermsWithdrawn,
  supportOffered,
  type ContractEvent,
} from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import {
  contractBoard,
  contractInvitations,
  contractsTold,
  explainedOrders,
} from './behaviour-contract-board.view.ts';

const PLEDGE = 'pledge-1';
const STREAM = `behaviourContract-${PLEDGE}`;
type Told = Happened<ContractEvent>;
const on = (day: string, event: ContractEvent): Told => [STREAM, `2026-${day}T12:00:00.000Z`, event];

const proposed = on('01-12', {
  type: 'ContractProposed',
  ...{ owner: 'police', person: 'rowan', category: 'GRAFFITI', criteria: ['UNDER_18'], months: 6 },
  ...{ prohibitions: [personalReference(`${STREAM}/0/0`)], requirements: [] },
});
const invited = on('01-12', agencyInvitedToSign({ agency: 'council' }));
const declined = on('01-14', contractDeclined({ reason: 'DID_NOT_COME' }));
const again = on('01-15', contractOfferedAgain({}));
const byPerson = on('01-16', contractSigned({ as: 'PERSON', evidence: 'files/7' }));
const byAgency = on('02-02', contractSigned({ as: 'AGENCY', agency: 'council' }));
const broken = on('03-02', {
  type: 'ContractBreached',
  ...{ breach: 'wall', kind: 'PROHIBITION', evidence: 'photos/7', note: personalReference(`${STREAM}/6/0`) },
});
const foundWrong = on('03-03', contractBreachFoundWrong({ breach: 'wall', reason: 'NOT_PROVEN' }));
const completed = on('08-03', contractCompleted({}));
const seek = { owner: 'police', order: 'order-1', kind: 'CIVIL_INJUNCTION', person: 'rowan' } as const;
const sought = on('01-05', orderSought({ ...seek, criteria: [], whyNoContract: 'URGENT' }));
const granted = on('01-06', orderOutcomeRecorded({ order: 'order-1', outcome: 'GRANTED' }));
const disclosed = on(
  '01-20',
  contractDisclosed({
    ...{ agency: 'council', fields: ['STANDING'] },
    ...{ legalBasis: 'VITAL_INTERESTS', purpose: 'SAFEGUARDING' },
  }),
);

const ofContract: readonly Told[] = [
  ...[proposed, invited, declined, again, byPerson, byAgency, broken, foundWrong, completed],
  on('01-13', guardianInformed({ how: 'IN_PERSON' })),
  on('01-13', supportOffered({ support: 'MENTORING' })),
  on('04-20', contractReviewed({ outcome: 'GOES_WELL' })),
  on('08-04', contractEnded({ reason: 'OTHER' })),
];
const ofOthers: readonly Told[] = [
  ...[proposed, sought, granted, disclosed],
  on('01-18', {
    type: 'RedactedTermsProposed',
    ...{ redacted: 'r-1', proposedBy: 'officer-1', text: personalReference(`${STREAM}/9/0`) },
  }),
  on('01-19', redactedTermsApproved({ redacted: 'r-1' })),
  on('01-21', redactedTermsWithdrawn({ redacted: 'r-1' })),
  on('01-22', contractDisclosureEnded({ agency: 'council' })),
  on('02-06', orderEnded({ order: 'order-1', reason: 'DISCHARGED' })),
];

describe('the board of contracts', () => {
  const columns = (...told: readonly Told[]) => columnsAfter(contractBoard, PLEDGE, told);

  test('R-ASB-1 and R-ASB-3: is counted by when it was proposed, came into force and came to its end', () => {
    const told = [proposed, byPerson, byAgency, broken, foundWrong, completed];
    expect(columns(...told)).toEqual({
      ...{ owner: 'police', standing: 'CLOSED', category: 'GRAFFITI', person: 'rowan' },
      ...{ begunAt: '2026-01-12T12:00:00.000Z', proposedIn: '2026-01', signedIn: '2026-02' },
      ...{ declinedIn: null, completedIn: '2026-08', result: 'KEPT' },
    });
    expect(columns(...told.filter((one) => one !== foundWrong))).toMatchObject({ result: 'BROKEN' });
    expect(columns(proposed, byPerson)).toMatchObject({ standing: 'OPEN', signedIn: null, result: null });
  });
  test('R-ASB-1: is declined until it is offered again', () => {
    expect(columns(proposed, declined)).toMatchObject({ standing: 'CLOSED', declinedIn: '2026-01' });
    expect(columns(proposed, declined, again)).toMatchObject({ standing: 'OPEN', declinedIn: null });
  });
  test('R-ASB-4: has an order without a contract, which begins it, and waits for what becomes of that', () => {
    expect(columns(sought)).toMatchObject({ standing: 'OPEN', proposedIn: null, category: null });
    expect(columns(sought, granted)).toMatchObject({ standing: 'CLOSED' });
    for (const told of [
      [sought, proposed],
      [proposed, sought],
    ])
      expect(columns(...told)).toMatchObject({ begunAt: '2026-01-05T12:00:00.000Z' });
  });
  test('is nothing before it began', () => {
    expect(columns(byPerson)).toMatchObject({ standing: 'EXPECTED' });
    expect(rowAfter(contractBoard, PLEDGE, [proposed, invited, declined]).version).toBe(3);
  });
  test('makes something of whatever it is told', () => {
    for (const told of [ofContract, ofOthers]) expect(failuresOf(only(told), PLEDGE, told)).toEqual([]);
  });
});

/** All combinations of all events are too many: what has to do with each other is tried together. */
const only = (told: readonly Told[]) => ({
  ...contractBoard,
  evolve: Object.fromEntries(
    Object.entries(contractBoard.evolve).filter(([type]) => told.some(([, , event]) => event.type === type)),
  ),
});

describe('what agencies have to do with contracts', () => {
  const key = `council ${PLEDGE}`;

  test('R-AUTH-3: one row for each agency that was invited, since it first was', () => {
    const row = { agency: 'council', contract: PLEDGE, since: '2026-01-12T12:00:00.000Z' };
    expect(rowAfter(contractInvitations, key, [invited])).toEqual(row);
    expect(failuresOf(contractInvitations, key, [invited])).toEqual([]);
  });
  test('R-REF-2: one row for each agency that was told something, since it first was', () => {
    const later: Told = [STREAM, '2026-02-20T12:00:00.000Z', disclosed[2]];
    for (const told of [
      [disclosed, later],
      [later, disclosed],
    ])
      expect(rowAfter(contractsTold, key, told)).toMatchObject({ since: '2026-01-20T12:00:00.000Z' });
    expect(failuresOf(contractsTold, key, [disclosed])).toEqual([]);
  });
  test('R-ASB-4: one row for each order with a reason why no contract came before it', () => {
    const order = `${PLEDGE} order-1`;
    expect(columnsAfter(explainedOrders, order, [sought])).toEqual({
      ...{ owner: 'police', soughtIn: '2026-01', reason: 'URGENT' },
    });
    const after = on('02-05', orderSought({ ...seek, criteria: [] }));
    expect(columnsAfter(explainedOrders, order, [after])).toMatchObject({ reason: null });
    expect(failuresOf(explainedOrders, order, [sought])).toEqual([]);
  });
});
