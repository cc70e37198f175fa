import {
  cleanUp,
  daysAgo,
  done,
  referralShown,
  restart,
  server,
  tokens,
  until,
  WARD,
} from './advice-case.e2e.test.data.ts';
import { ask, type Json } from './testing/server.ts';

describe('a partner’s referral, over HTTP, as council, officer and elected member', () => {
  beforeAll(restart);
  afterAll(cleanUp);

  test('a partner raises a referral to the police, who answer it; nobody else sees it', async () => {
    const { recordId: id } = await done('council', 'raiseReferral', {
      kind: 'TO_POLICE',
      wardCode: WARD,
      fromAgencyKey: 'demonstration-council',
      to: { ward: { force: 'demonstration-police', wardCode: WARD } },
      topic: 'PERSONAL_SAFETY',
      reason: 'CRIME_CONCERN',
      requestedHelp: 'Please call on the caretaker of the estate.',
      legalBasis: 'CDA1998_S115',
      fields: ['REQUESTED_HELP', 'TOPIC'],
      dueAt: daysAgo(-7),
    });
    await done('pcso', 'acceptReferral', { referralId: id });
    const complete = { referralId: id, outcome: 'HELPED', helpGiven: 'Called on the caretaker.' };
    await done('pcso', 'completeReferral', complete);
    const { standing } = await until(
      () => referralShown('council', id, 'standing'),
      (found: Json) => found?.standing === 'COMPLETED',
    );
    expect(standing).toBe('COMPLETED');
    const { errors } = await ask(server, tokens.elected, `{ referral(id: "${id}") { id } }`);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
