import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { PERSONAL_DATA_READERS, ROLES } from '@wardbook/policing';
import { answeredBy, everyQuery } from './leaks.test.data.ts';
import { COUNCIL, HOUSING, SUBMITTER, tellCanaries, type Told } from './leaks-story.test.data.ts';
import { gatewaySchema } from './schema.ts';
import { asbCases } from './testing/mutations/asb-case.ts';
import { contracts } from './testing/mutations/behaviour-contract.ts';
import { intelligenceTold } from './testing/mutations/intelligence.ts';
import { sendTo, wardbookInMemory } from './testing/wardbook-in-memory.ts';
import type { Wardbook } from './wardbook.ts';

// Nothing of intelligence, contracts and cases of antisocial behaviour reaches anybody but those in this table, by any
// way to ask that the schema has; and it does reach those.

const POLICE = PERSONAL_DATA_READERS.map((role) => `${role} reader-1`);
const ANALYSTS = ['INTELLIGENCE', 'INSPECTOR', 'RECORDS'].map((role) => `${role} reader-1`);
const [AUDITOR, OTHER_AUDITOR] = ['AUDITOR reader-1 demonstration-audit', 'AUDITOR reader-1 other-audit'];
const [DISCLOSED, INVITED] = [`PARTNER reader-1 ${COUNCIL}`, `PARTNER reader-1 ${HOUSING}`];
const NOBODY = 'NOBODY nobody-1';

const PEOPLE: readonly string[] = [
  ...ROLES.filter((role) => !['SYSTEM', 'PARTNER', 'AUDITOR'].includes(role)).map(
    (role) => `${role} reader-1`,
  ),
  ...['INTELLIGENCE', 'INSPECTOR', 'OFFICER', 'RECORDS'].map((role) => `${role} reader-1 other-police`),
  ...[SUBMITTER, DISCLOSED, INVITED, 'PARTNER reader-1 demonstration-victim-support'],
  ...[AUDITOR, OTHER_AUDITOR, `ELECTED reader-1 ${COUNCIL}`, NOBODY],
];

const ANY_POLICE = [...POLICE, SUBMITTER];
const WORKERS = [...ANY_POLICE, AUDITOR];

/** Who gets what. */
const SEEN_BY: Readonly<Record<string, readonly string[]>> = {
  'intelligence.id': [...ANALYSTS, SUBMITTER, AUDITOR],
  'intelligence.text': [...ANALYSTS, SUBMITTER],
  'intelligence.source': [...ANALYSTS, SUBMITTER],
  'intelligence.action': [...ANALYSTS, AUDITOR],
  'intelligence.sanitised': [...ANY_POLICE, DISCLOSED, AUDITOR],
  'intelligence.unread': [...ANALYSTS, AUDITOR],
  'intelligence.item.id': [...WORKERS, DISCLOSED],
  'intelligence.unread.id': [...ANALYSTS, AUDITOR],
  'intelligence.about': [...ANALYSTS, AUDITOR],
  'intelligence.submitter': [...ANALYSTS, AUDITOR],
  'intelligence.item.of': [...ANALYSTS, AUDITOR],
  'intelligence.told': [...ANALYSTS, AUDITOR, DISCLOSED],
  'contract.told': [...WORKERS, DISCLOSED],
  'case.told': WORKERS,
  // Anybody in the force may read the person's own record; not that intelligence is about them.
  'intelligence.person.name': ANY_POLICE,
  'suspect.id': WORKERS,
  'contract.id': [...WORKERS, DISCLOSED, INVITED],
  'contract.person.name': [...ANY_POLICE, INVITED],
  'contract.person.contact': ANY_POLICE,
  'contract.prohibitions': [...ANY_POLICE, INVITED],
  'contract.requirements': [...ANY_POLICE, INVITED],
  'contract.evidence': WORKERS,
  'contract.breach': WORKERS,
  'contract.breach.evidence': WORKERS,
  'contract.breach.note': ANY_POLICE,
  'contract.redacted': [...ANY_POLICE, DISCLOSED],
  'contract.redacted.key': WORKERS,
  'contract.draft': ANY_POLICE,
  'signer.id': WORKERS,
  'asbCase.id': [...WORKERS, DISCLOSED],
  'complainant.id': WORKERS,
  'case.complainant.name': ANY_POLICE,
  'case.complainant.address': ANY_POLICE,
  'case.incident': WORKERS,
  'case.incident.words': ANY_POLICE,
  'case.response': WORKERS,
  'case.review': WORKERS,
  'case.review.consent': WORKERS,
  'case.words': [...ANY_POLICE, DISCLOSED],
  'case.draft': ANY_POLICE,
};

let wardbook: Wardbook;
let schema: GraphQLSchema;
let told: Told;
let queries: readonly string[];

beforeAll(async () => {
  [wardbook, schema] = [await wardbookInMemory(), await gatewaySchema()];
  told = await tellCanaries(wardbook);
  // The log of reads says what whoever asks was refused themselves: it is read before that.
  queries = everyQuery(schema, told.known).toSorted((a, b) => Number(isOfReads(b)) - Number(isOfReads(a)));
}, 120_000);
afterAll(() => wardbook.stop());

const isOfReads = (query: string): boolean => query.startsWith('{ accessLog');

const OPAQUE = /[A-Za-z0-9_-]{16,}/g;

interface Answered {
  readonly data?: Readonly<Record<string, { readonly edges?: readonly unknown[] } | null>> | null;
  readonly errors?: readonly unknown[];
}

/** What of it stands in an answer: of a list, in one of its records. */
const within = (answer: string): ReadonlySet<string> => {
  const { data, errors = [] } = JSON.parse(answer) as Answered;
  const lists = Object.values(data ?? {}).flatMap((one) => one?.edges ?? []);
  const parts = lists.length > 0 ? [...lists, ...errors].map((one) => JSON.stringify(one)) : [answer];
  return new Set(parts.flatMap(withinOne));
};

/** Also within ids. */
const withinOne = (answer: string): readonly string[] => {
  const ids = (answer.match(OPAQUE) ?? []).map((id) => Buffer.from(id, 'base64url').toString());
  const text = [answer, ...ids].join(' ');
  return Object.entries(told.canaries).flatMap(([name, says]) =>
    says.every((word) => text.includes(word)) ? [name] : [],
  );
};

const mayNot = (name: string, who: string): boolean => SEEN_BY[name]?.includes(who) !== true;

describe('what is known of people who are not told of it', () => {
  test('each place of it is in the table', () =>
    expect(Object.keys(told.canaries).sort()).toEqual(Object.keys(SEEN_BY).sort()));

  test.each(PEOPLE)(
    'R-AUTH-3, R-INT-5, R-ASB-7: is shown to %s as far as it is theirs, whatever they ask',
    async (who) => {
      const seen = new Set<string>();
      const leaks: string[] = [];
      for (const query of queries) {
        const { body } = await wardbook.app.inject({
          ...{ method: 'POST', url: '/graphql', headers: { authorization: who }, payload: { query } },
        });
        for (const name of within(body)) {
          seen.add(name);
          if (mayNot(name, who)) leaks.push(`${name} by ${query}`);
        }
      }
      expect(leaks).toEqual([]);
      const theirs = Object.keys(SEEN_BY).filter((name) => !mayNot(name, who));
      expect([...seen].sort()).toEqual(theirs.sort());
    },
  );

  test.each(PEOPLE.filter((who) => !ANALYSTS.includes(who)))(
    'R-AUTH-3: is not told to %s by what is answered to whatever they send',
    async (who) => {
      const steps = [...intelligenceTold, ...(POLICE.includes(who) ? [] : [...contracts, ...asbCases])];
      const leaks: string[] = [];
      for (const [index, { mutation, input }] of steps.entries()) {
        const more = answeredBy(schema, mutation);
        const commandId = `leak-${String(index)}-${who.replaceAll(' ', '-')}`;
        const answer = await sendTo(wardbook, who, mutation, { commandId, more, ...input(told.made) }).catch(
          String,
        );
        for (const name of within(JSON.stringify(answer)))
          if (mayNot(name, who)) leaks.push(`${name} by ${mutation}: ${JSON.stringify(answer)}`);
      }
      expect(leaks).toEqual([]);
    },
  );
});
