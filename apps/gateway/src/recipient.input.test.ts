import { expect, test } from '@jest/globals';
import { coerceInputValue, type GraphQLInputObjectType } from 'graphql';
import { OpenAdviceCaseInput } from './advice-case/advice-case.input.ts';
import { byOf } from './demo/told.ts';
import { globalId } from './global-id.ts';
import { readInput } from './read-input.ts';
import { RaiseReferralInput, RedirectReferralInput } from './referral/referral.input.ts';
import { HandBackDutiesInput } from './role/role.input.ts';
import { gatewaySchema } from './schema.ts';

const SUBJECT = globalId('Subject', 'juniper');

const opened = (recipient: object) =>
  readInput(OpenAdviceCaseInput, {
    commandId: 'open-case-1',
    recipient,
    capacity: 'VICTIM',
    origin: 'CRIME',
    wardCode: 'E05000140',
    teamId: globalId('Team', 'inpt'),
    officerInCaseMemberId: globalId('Member', 'officer-1'),
    policy: 'A0609',
    topicHints: [],
    criteria: [],
  });

test.each([
  [{ subjectId: SUBJECT }, { recipientKind: 'INDIVIDUAL', recipient: 'juniper' }],
  [{ communityArea: 'estate-4' }, { recipientKind: 'COMMUNITY', recipient: 'estate-4' }],
])('a recipient %j is a kind and a key to its command', async (recipient, said) => {
  const input = await opened(recipient);
  const by = byOf('officer-1', 'OFFICER');
  expect((input as OpenAdviceCaseInput).toCommand(String, by).command).toMatchObject({
    ...said,
    force: by.agency,
  });
});

const fitsOneOf = async (type: string, value: object): Promise<boolean> => {
  const faults: unknown[] = [];
  const input = (await gatewaySchema()).getType(type);
  coerceInputValue(value, input as GraphQLInputObjectType, (path) => faults.push(path));
  return faults.length === 0;
};

test.each([
  ['neither', {}, false],
  ['both', { subjectId: SUBJECT, communityArea: 'estate-4' }, false],
  ['null', { subjectId: null }, false],
  ['null beside the other one', { subjectId: null, communityArea: 'estate-4' }, false],
  ['one', { communityArea: 'estate-4' }, true],
])('C-08: GraphQL itself takes one of the two as a recipient: of %s, %j: %s', async (_, recipient, fits) =>
  expect(await fitsOneOf('RecipientInput', recipient)).toBe(fits),
);

const FORCE = 'demonstration-police';
test.each([
  [{ agencyId: globalId('Agency', 'council') }, { agency: 'council' }],
  [{ role: { force: FORCE, code: 'CPA' } }, { force: FORCE, role: 'CPA' }],
  [{ role: { force: FORCE, code: 'CPA', area: 'lpa-1' } }, { force: FORCE, role: 'CPA', area: 'lpa-1' }],
  [{ ward: { force: FORCE, wardCode: 'E05000140' } }, { force: FORCE, ward: 'E05000140' }],
])('C-08: %j is one of those who can be asked', async (to, party) => {
  expect(await fitsOneOf('ReferralPartyInput', to)).toBe(true);
  expect(await fitsOneOf('ReferralPartyInput', { ...to, agencyId: null })).toBe(false);
  const asked = { commandId: 'redirect-1', referralId: globalId('Referral', 'lamp-1'), to, fields: [] };
  const input = (await readInput(RedirectReferralInput, asked)) as RedirectReferralInput;
  expect(input.toCommand().command).toMatchObject({ to: party });
});

test('C-08: what the token says is not asked: who asks for help, and whose roles they are', async () => {
  const by = byOf('officer-1', 'OFFICER');
  const help = (await readInput(RaiseReferralInput, {
    ...{ commandId: 'raise-command-1', kind: 'TO_POLICE', topic: 'PROPERTY', reason: 'CRIME_CONCERN' },
    ...{ to: { ward: { force: FORCE, wardCode: 'E05000140' } }, fields: [], dueAt: new Date(0) },
  })) as RaiseReferralInput;
  expect(help.toCommand(String, by).command).toMatchObject({ from: { agency: by.agency } });
  const transfer = (await readInput(HandBackDutiesInput, {
    ...{ commandId: 'hand-back-1', role: 'CPO', teamId: globalId('Team', 'snt') },
  })) as HandBackDutiesInput;
  expect(transfer.toCommand(String, by)).toMatchObject({ id: by.agency, named: 'force' });
});

test.each([
  [
    'another kind of record',
    { subjectId: globalId('Team', 'inpt') },
    [['input.recipient.subjectId', 'isNodeId']],
  ],
  ['no identifier', { communityArea: 'two words' }, [['input.recipient.communityArea', 'matches']]],
])('G-08, P-12: a recipient of %s is refused by the names that clients use', async (_, recipient, faults) => {
  const found = (await opened(recipient)) as unknown as readonly {
    readonly path: readonly string[];
    readonly constraint: string;
  }[];
  expect(found.map(({ path, constraint }) => [path.join('.'), constraint])).toEqual(faults);
});
