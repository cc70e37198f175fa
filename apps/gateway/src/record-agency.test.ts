import { handler, memoryEventStore, type UnsentTo } from '@wardbook/event-sourcing';
import { keyEncryptionInMemory, keyring, memoryKeyStore, sealerWith } from '@wardbook/personal-data';
import { agency, subject, type By } from '@wardbook/policing';
import { CONCEPTS } from './concepts.ts';
import { auditedOnce, isFor } from './record-agency.ts';
import { scopesOf } from './scope.ts';

const officer = (force: string): By => ({ id: `pc-of-${force}`, role: 'OFFICER', agency: force });

describe('a record about a person belongs to the agency that began it', () => {
  const history = memoryEventStore();
  const concepts = Object.values(CONCEPTS);
  const stream = 'subject-person-1';

  beforeAll(async () => {
    const sealer = sealerWith(keyring(memoryKeyStore(), keyEncryptionInMemory()), history);
    const command = { type: 'RegisterSubject', name: 'Rowan Thistlewhite' } as const;
    await handler(history, { sealer })(subject, 'person-1', command, {
      by: officer('north-police'),
      occurredAt: '2026-10-01T09:00:00.000Z',
      clientId: 'test',
      commandId: 'register-1',
      correlationId: 'test',
      fingerprint: 'register',
    });
  });

  test('its own people and auditors are shown it, nobody of another force', async () => {
    expect(await isFor(asking(officer('north-police')), stream)).toBe(true);
    expect(await isFor(asking(officer('south-police')), stream)).toBe(false);
    await tell({ type: 'RegisterAgency', kind: 'POLICE_AUTHORITY', name: 'Northern Audit' }, 'audit');
    await tell({ type: 'RegisterAudit', from: '2026-10-02', until: '2026-10-03' }, 'audit');
    expect(await isFor(asking(auditor('audit')), stream)).toBe(true);
  });

  test('G-09: an auditor of another agency, or after the last day, is shown nothing; an inspectorate all', async () => {
    await tell({ type: 'RegisterAgency', kind: 'POLICE_AUTHORITY', name: 'Southern Audit' }, 'audit-2');
    await tell({ type: 'RegisterAudit', from: '2026-10-02' }, 'audit-2', 'south-police');
    await tell({ type: 'RegisterAgency', kind: 'INSPECTORATE', name: 'Inspectorate' }, 'inspectorate');
    expect(await isFor(asking(auditor('audit-2')), stream)).toBe(false);
    expect(await isFor(asking(auditor('nobody')), stream)).toBe(false);
    expect(await isFor(asking(auditor('audit'), '2026-10-04T09:00:00.000Z'), stream)).toBe(false);
    expect(await isFor(asking(auditor('inspectorate')), stream)).toBe(true);
    // Only an auditor's role makes use of the entry.
    expect(await isFor(asking(officer('inspectorate')), stream)).toBe(false);
  });

  const auditor = (of: string): By => ({ ...officer(of), role: 'AUDITOR' });
  const asking = (by: By, now = '2026-10-03T09:00:00.000Z') => ({
    by,
    scopes: scopesOf(by.role),
    history,
    concepts,
    audited: auditedOnce(history, by, () => now),
  });
  let sent = 0;
  const tell = async (command: UnsentTo<typeof agency>, id: string, of = 'north-police') => {
    sent += 1;
    const { refusal } = await handler(history)(agency, id, command, {
      by: { id: 'admin-1', role: 'ADMIN', agency: of },
      occurredAt: '2026-10-01T09:00:00.000Z',
      clientId: 'test',
      commandId: `tell-${String(sent)}`,
      correlationId: 'test',
      fingerprint: `tell-${String(sent)}`,
    });
    expect(refusal).toBeUndefined();
  };
});
