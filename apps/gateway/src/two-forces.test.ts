import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KILBURN } from './demo/camden.ts';
import { tellStory } from './demo/tell.ts';
import { globalId } from './global-id.ts';
import { sendTo, wardbookInMemory } from './testing/wardbook-in-memory.ts';
import type { Wardbook } from './wardbook.ts';

// Two forces whose people have the same ids: the demonstration's, and one that has nothing on record.
const OTHER = 'other-police';

let wardbook: Wardbook;
let promiseKey = '';
beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
  const log = await wardbook.store.readLog({ limit: 10_000 });
  promiseKey = log.find(({ type }) => type === 'PromiseInForce')?.stream.slice('promise-'.length) ?? '';
}, 60_000);
afterAll(() => wardbook.stop());

const member = (key: string) => ({ memberId: globalId('Member', key) });
const visit = (promise: string) => ({
  promiseId: globalId('Promise', promise),
  target: 'school-of-another',
  evidence: 'notes/1',
  ...member(`pcso-${KILBURN}`),
});
const SAID_AT_PANEL = {
  recordPanelMeeting: { meeting: 'of-others', votersPresent: 9, minutes: 'minutes/of-others' },
  electPanelChair: { chair: 'chair-of-others', meeting: 'of-others' },
  recordCommunityPriority: { priority: 'of-others', source: 'WARD_PANEL', issue: 'Of others.' },
};
const inWard = (code: string) => ({ wardCode: code });

describe('G-01: the same id in two forces is two people', () => {
  test.each([
    ['PCSO', `pcso-${KILBURN}`, 'recordVisit', () => visit(promiseKey), () => visit('nowhere')],
    [
      'INSPECTOR',
      'inspector-inpt',
      'promoteMember',
      () => ({ ...member(`pcso-${KILBURN}`), rank: 'SERGEANT' }),
      () => ({ ...member('nobody'), rank: 'SERGEANT' }),
    ],
    [
      'INSPECTOR',
      'inspector-inpt',
      'standDownTeamLead',
      () => ({ teamId: globalId('Team', 'inpt-1'), ...member('inspector-inpt') }),
      () => ({ teamId: globalId('Team', 'nowhere'), ...member('inspector-inpt') }),
    ],
    [
      'INSPECTOR',
      'inspector-inpt',
      'registerPromiseTarget',
      () => ({ ...inWard(KILBURN), target: 'school-new', kind: 'SECONDARY_SCHOOL', label: 'New School' }),
      () => ({
        ...inWard('E05000999'),
        target: 'school-new',
        kind: 'SECONDARY_SCHOOL',
        label: 'New School',
      }),
    ],
    ...(['recordPanelMeeting', 'electPanelChair', 'recordCommunityPriority'] as const).map(
      (mutation) =>
        [
          ...['PANEL', `panel-chair-${KILBURN}`, mutation],
          () => ({ ...inWard(KILBURN), ...SAID_AT_PANEL[mutation] }),
          () => ({ ...inWard('E05000999'), ...SAID_AT_PANEL[mutation] }),
        ] as never,
    ),
  ] as const)('a %s %s of another force: %s, as for an invented record', async (...given) => {
    const [role, id, mutation, there, invented] = given;
    const head = await wardbook.store.head();
    const answers = [];
    for (const input of [there(), invented()])
      answers.push(
        await sendTo(wardbook, `${role} ${id} ${OTHER}`, mutation, {
          commandId: `other-${mutation}-${String(answers.length)}`,
          ...input,
        }),
      );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.receipt).toBeNull();
    expect(await wardbook.store.head()).toBe(head);
  });

  test.each([
    ['establishBorough', { boroughCode: 'E09000007', name: 'Camden' }, 'boroughCode'],
    ['registerAgency', { agencyKey: 'demonstration-council', kind: 'COUNCIL', name: 'Council' }, 'agencyKey'],
    [
      'publishPolicyVersion',
      {
        ...{ number: 'A 0609', kind: 'GRADING', version: 9, publishedOn: '2026-01-01' },
        contentHash: 'a'.repeat(64),
      },
      'number',
    ],
  ])(
    'R-AUTH-3: %s of what another force began is told which field to change',
    async (mutation, input, field) => {
      const { receipt, userErrors } = await sendTo(wardbook, `ADMIN admin-1 ${OTHER}`, mutation, {
        commandId: `taken-${mutation}`,
        ...input,
      });
      expect({ receipt, userErrors }).toMatchObject({
        receipt: null,
        userErrors: [{ rule: 'R-AUTH-3', path: ['input', field] }],
      });
    },
  );

  test('R-AUTH-3: the roles of a force are its own to define', async () => {
    const define = (who: string, commandId: string) =>
      sendTo(wardbook, who, 'defineRole', {
        commandId,
        force: 'demonstration-police',
        code: 'DOCO',
        label: 'Designing Out Crime Officer',
        location: 'LPA',
        topics: ['PROPERTY'],
        aliases: [],
      });
    const { userErrors } = await define(`ADMIN admin-1 ${OTHER}`, 'define-theirs');
    expect(userErrors).toMatchObject([{ rule: 'R-AUTH-3', path: ['input', 'force'] }]);
    expect((await define('ADMIN admin-1', 'define-ours')).receipt).not.toBeNull();
  });
});
