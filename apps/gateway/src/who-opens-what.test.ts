import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { headerOf } from '@wardbook/event-sourcing';
import { PERSONAL_DATA_READERS, type Role } from '@wardbook/policing';
import { tellStory } from './demo/tell.ts';
import { globalId } from './global-id.ts';
import { wardbookInMemory } from './testing/wardbook-in-memory.ts';
import type { Wardbook } from './wardbook.ts';

let wardbook: Wardbook;
beforeAll(async () => {
  wardbook = await wardbookInMemory();
  await tellStory(wardbook.store, wardbook.engine, Date.now);
}, 60_000);
afterAll(() => wardbook.stop());

const VALUE = '{ __typename ... on OpenText { text } }';
const KINDS = [
  ['a case', `adviceCase(id: "${globalId('AdviceCase', 'kilburn-1')}") { circumstances { text ${VALUE} } }`],
  ['a visit', `attendance(id: "${globalId('Attendance', 'kilburn-visit-1')}") { address ${VALUE} }`],
  [
    'a referral',
    `referral(id: "${globalId('Referral', 'kilburn-lighting-1')}") { disclosed { value ${VALUE} } }`,
  ],
  ['a person', `subject(id: "${globalId('Subject', 'kilburn-person-1')}") { name ${VALUE} }`],
] as const;

type Sight = 'opened' | 'withheld' | 'refused';

/** Who sees personal values of which kind of record: people of its force by role, the partner that was asked, auditors. */
const sightOf = (role: Role, agency: string, kind: string): Sight => {
  if (agency === 'demonstration-police' && PERSONAL_DATA_READERS.includes(role)) return 'opened';
  if (agency === 'demonstration-council' && role === 'PARTNER' && kind === 'a referral') return 'opened';
  return agency === 'demonstration-audit' && role === 'AUDITOR' ? 'withheld' : 'refused';
};

const FORCES = ['demonstration-police', 'other-police'];
const OTHERS = ['demonstration-council', 'other-council'];
const PEOPLE: readonly (readonly [Role, string])[] = [
  ...PERSONAL_DATA_READERS.flatMap((role) => FORCES.map((agency) => [role, agency] as const)),
  ...OTHERS.map((agency) => ['PARTNER', agency] as const),
  ...(['PANEL', 'ADMIN', 'ELECTED'] as const).flatMap((role) =>
    [...FORCES, ...OTHERS].map((agency) => [role, agency] as const),
  ),
  ...['demonstration-audit', 'other-audit'].map((agency) => ['AUDITOR', agency] as const),
];

test.each(
  PEOPLE.flatMap(([role, agency]) => KINDS.map(([kind, query]) => [role, agency, kind, query] as const)),
)(
  '%s of %s opens of %s what is theirs, and either way the access log says so [T3-59]',
  async (role, agency, kind, query) => {
    const id = `reader-${kind.replace(' ', '-')}`;
    const head = await wardbook.access.head();
    const response = await wardbook.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `${role} ${id} ${agency}` },
      payload: { query: `{ ${query} }` },
    });
    const entries = await wardbook.access.readLog({ after: head, limit: 100 });
    const logged = [...new Set(entries.map(({ type }) => type))];
    const sight = sightOf(role, agency, kind);
    expect(response.body.includes('"OpenText"')).toBe(sight === 'opened');
    expect(response.body.includes('"WithheldText"')).toBe(sight === 'withheld');
    expect(logged).toEqual([sight === 'opened' ? 'PersonalDataRead' : 'PersonalDataDenied']);
    for (const entry of entries) expect(headerOf(entry).actor).toEqual({ id, role, agency });
  },
);
