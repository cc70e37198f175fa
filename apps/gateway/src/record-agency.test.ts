import { handler, memoryEventStore } from '@wardbook/event-sourcing';
import { keyEncryptionInMemory, keyring, memoryKeyStore, sealerWith } from '@wardbook/personal-data';
import { subject, type By } from '@wardbook/policing';
import { CONCEPTS } from './concepts.ts';
import { isFor } from './record-agency.ts';

const officer = (agency: string): By => ({ id: `pc-of-${agency}`, role: 'OFFICER', agency });

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
    expect(await isFor({ by: officer('north-police'), history, concepts }, stream)).toBe(true);
    expect(await isFor({ by: officer('south-police'), history, concepts }, stream)).toBe(false);
    expect(await isFor({ by: { ...officer('audit'), role: 'AUDITOR' }, history, concepts }, stream)).toBe(
      true,
    );
  });
});
