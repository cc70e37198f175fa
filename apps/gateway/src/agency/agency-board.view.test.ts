import { describe, expect, test } from '@jest/globals';
import { valueIn, sortedName } from '@wardbook/event-sourcing';
import type { AgencyEvent } from '@wardbook/policing';
import { columnsAfter, failuresOf, rowAfter, type Happened } from '../recorded.test.data.ts';
import { agencyBoard } from './agency-board.view.ts';
import { capabilityBoard } from './capability-board.view.ts';

describe('the board of agencies', () => {
  test('is filtered by kind and by who offers what, and sorted by name', () => {
    expect(columnsAfter(agencyBoard, 'council', [registered])).toEqual({
      agency: 'council',
      kind: 'COUNCIL',
      name: sortedName('Demonstration Council'),
      standing: 'REGISTERED',
    });
    expect(columnsAfter(capabilityBoard, 'council LIGHTING', [offered])).toEqual({
      agency: 'council',
      capability: 'LIGHTING',
      offered: 1,
    });
  });

  test('what was withdrawn is offered no more, unless it is offered again', () => {
    const { capabilities } = rowAfter(agencyBoard, 'council', [registered, offered, withdrawn]);
    expect(valueIn(capabilities, 'LIGHTING')?.at(-1)?.value).toBeNull();
    const key = 'council LIGHTING';
    expect(columnsAfter(capabilityBoard, key, [offered, withdrawn])).toMatchObject({ offered: 0 });
    expect(columnsAfter(capabilityBoard, key, [offered, withdrawn, again])).toMatchObject({ offered: 1 });
  });

  test('an agency is called what it was called last, and is listed no more once it has ended', () => {
    const [name, standing] = [sortedName('Other Council'), 'ENDED'];
    expect(columnsAfter(agencyBoard, 'council', [registered, renamed])).toMatchObject({ name });
    expect(columnsAfter(agencyBoard, 'council', [registered, over])).toMatchObject({ standing });
    expect(rowAfter(agencyBoard, 'council', [registered, over])).toMatchObject({
      endedAt: '2014-01-01T12:00:00.000Z',
      successor: 'new-council',
    });
  });

  test('an agreement ends as of the earlier day', () => {
    const earlier = of('2013-04-01', { type: 'SharingEnded', agreement: 'sharing-1' });
    const rows = [
      [ended, earlier],
      [earlier, ended],
    ].map((ends) => rowAfter(agencyBoard, 'council', [registered, agreed, ...ends]).agreements);
    expect(rows[0]).toEqual(rows[1]);
  });

  test('G-09: which forces it audits is on the card, until it does no more', () => {
    const { audits } = rowAfter(agencyBoard, 'council', [registered, audited, auditOver]);
    expect(valueIn(audits, 'police')?.map(({ value }) => value)).toEqual([
      { from: '2013-02-01', until: null },
      null,
    ]);
  });

  test('which systems speak for it is on the card, and why one does no more', () => {
    const { clients } = rowAfter(agencyBoard, 'council', [registered, client, clientOver]);
    expect(valueIn(clients, 'housing-system')?.map(({ value }) => value)).toEqual([
      { role: 'PARTNER', name: 'The housing system', because: null },
      { role: null, name: null, because: 'REPLACED' },
    ]);
  });

  test('a service can have any code, also that of something every object has', () => {
    const odd = of('2013-02-01', { type: 'CapabilityOffered', capability: 'constructor', label: 'Building' });
    expect(valueIn(rowAfter(agencyBoard, 'council', [odd]).capabilities, 'constructor')).toHaveLength(1);
  });

  test('shows something whatever has happened before', () => {
    expect(
      failuresOf(agencyBoard, 'council', [
        registered,
        renamed,
        offered,
        withdrawn,
        agreed,
        ended,
        audited,
        auditOver,
        client,
        clientOver,
        over,
      ]),
    ).toEqual([]);
    expect(failuresOf(capabilityBoard, 'council LIGHTING', [offered, withdrawn])).toEqual([]);
  });
});

const of = (day: string, event: AgencyEvent): Happened<AgencyEvent> => [
  'agency-council',
  `${day}T12:00:00.000Z`,
  event,
];
const registered = of('2013-01-01', {
  type: 'AgencyRegistered',
  kind: 'COUNCIL',
  name: 'Demonstration Council',
});
const offered = of('2013-02-01', {
  type: 'CapabilityOffered',
  capability: 'LIGHTING',
  label: 'Street lighting',
});
const withdrawn = of('2013-03-01', { type: 'CapabilityWithdrawn', capability: 'LIGHTING' });
const again = of('2013-04-01', { type: 'CapabilityOffered', capability: 'LIGHTING', label: 'Lamps' });
const renamed = of('2013-02-01', { type: 'AgencyRenamed', name: 'Other Council' });
const over = of('2014-01-01', { type: 'AgencyEnded', successor: 'new-council' });
const audited = of('2013-02-01', { type: 'AuditRegistered', force: 'police', from: '2013-02-01' });
const auditOver = of('2013-06-01', { type: 'AuditEnded', force: 'police' });
const client = of('2013-02-01', {
  type: 'ClientRegistered',
  client: 'housing-system',
  role: 'PARTNER',
  name: 'The housing system',
});
const clientOver = of('2013-06-01', { type: 'ClientEnded', client: 'housing-system', reason: 'REPLACED' });
const agreed = of('2013-02-01', {
  type: 'SharingAgreed',
  agreement: 'sharing-1',
  fields: ['TOPIC'],
  legalBasis: 'CDA1998_S115',
  from: '2013-02-01',
  until: '2014-01-31',
});
const ended = of('2013-05-01', { type: 'SharingEnded', agreement: 'sharing-1' });
