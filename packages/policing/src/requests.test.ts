import { expect, test } from '@jest/globals';
import { isIdOf, type AnyDecider, type AnyEventDefinition, type z } from '@wardbook/event-sourcing';
import { scenario } from '@wardbook/event-sourcing/testing';
import { ROLES } from './by.ts';
import { isAnswer } from './granting.ts';
import { policing } from './index.ts';
import { KILBURN, police } from './kilburn.test.data.ts';
import {
  AUTHORITY_MATTERS,
  mattersAnsweredBy,
  REQUEST_EVENTS,
  requestTold,
  type AuthorityMatter,
} from './requests.ts';

const KINDS: readonly AnyDecider[] = Object.values(policing.kinds);
const DEFINITIONS: readonly AnyEventDefinition[] = KINDS.flatMap(({ events }) => events);

/** Whether an event of this kind waits for an answer, or is one. */
const speaksOfRequest = (definition: AnyEventDefinition): boolean =>
  isAnswer(definition) || 'answerBy' in (definition.schema as z.ZodObject).shape;

test('every event that asks for authority, and every answer, is of a matter that is listed', () => {
  const speaking = DEFINITIONS.filter(speaksOfRequest).map(({ type }) => type);
  expect([...new Set(speaking)].sort()).toEqual([...REQUEST_EVENTS].sort());
});

test('R-AUTH-2: who may answer is as each decider says', () => {
  for (const [matter, { granted, declined, answeredBy }] of Object.entries<AuthorityMatter>(
    AUTHORITY_MATTERS,
  ))
    for (const answer of [granted, declined]) {
      const kinds = KINDS.filter(({ events }) => events.includes(answer));
      expect(kinds.length).toBeGreaterThan(0);
      for (const kind of kinds)
        expect({ matter, roles: sendersOf(kind, answer) }).toEqual({ matter, roles: answeredBy });
    }
});

/** Who may send the command that makes this answer: of `KeyLoanGranted` it is `GrantKeyLoan`, `GrantLoan` or `GrantLoaning`. */
const sendersOf = (kind: AnyDecider, { type }: AnyEventDefinition): readonly string[] => {
  const [, what = '', how = ''] = /^(.+)(Grant|Decline?)(?:ed|d)$/.exec(type) ?? [];
  const command = Object.keys(kind.decide).find(
    (name) => name.startsWith(how) && what.endsWith(name.replace(/^(Grant|Decline)|ing$/g, '')),
  );
  expect(command).toBeDefined();
  return ROLES.filter((role) => {
    const sent = {
      type: command,
      occurredAt: '2013-03-04T09:00:00.000Z',
      by: police('somebody', role),
      request: 'one',
      reason: 'OTHER',
    };
    const id = ['one', KILBURN, 'police.one'].find((one) => isIdOf(kind, one)) ?? '';
    const { decision } = scenario(kind, id)()
      .knowingNothingElse()
      .when(sent as never);
    return (decision as { readonly rule?: string }).rule !== 'R-AUTH-2';
  });
};

test('what is asked for without a name, or by nobody, is no request', () => {
  expect(requestTold({ type: 'MemberAbstracted' })).toBeUndefined();
  expect(requestTold({ type: 'ComplianceBreachRecorded', request: 'one' } as never)).toBeUndefined();
  expect(requestTold({ type: 'AdviceGiven', item: 'lock', adviser: 'pc-1' } as never)).toBeUndefined();
  expect(requestTold({ type: 'MemberLeft' })).toBeUndefined();
});

test('a request is read with who asks, and an answer with its reason', () => {
  const answerBy = '2013-03-07T09:00:00.000Z';
  const advice = { type: 'AdviceGiven', item: 'lock', adviser: 'pc-1', answerBy } as never;
  const override = { matter: 'ADVICE_OVERRIDE', request: 'lock' };
  expect(requestTold(advice)).toEqual({ ...override, asked: { askedBy: 'pc-1', answerBy } });
  const declined = { type: 'OverrideDeclined', request: 'lock', reason: 'OTHER' } as never;
  expect(requestTold(declined)).toEqual({ ...override, answer: { granted: false, because: 'OTHER' } });
});

test('roles that answer nothing have no matters', () => {
  expect(ROLES.filter((role) => mattersAnsweredBy(role).length > 0)).toEqual(['INSPECTOR', 'RECORDS']);
  expect(mattersAnsweredBy('RECORDS')).toEqual(['HOLD_LIFTING', 'SUBJECT_MERGE', 'TEXT_REDACTION']);
});
