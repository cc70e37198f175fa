import { expect, test } from '@jest/globals';
import { OpenAdviceCaseInput } from './advice-case/advice-case.input.ts';
import { byOf } from './demo/told.ts';
import { globalId } from './global-id.ts';
import { readInput } from './read-input.ts';

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

test.each([
  ['neither', {}, [['input.recipient', 'exactlyOne']]],
  ['both', { subjectId: SUBJECT, communityArea: 'estate-4' }, [['input.recipient', 'exactlyOne']]],
  [
    'another kind of record',
    { subjectId: globalId('Team', 'inpt') },
    [['input.recipient.subjectId', 'isNodeId']],
  ],
  ['no identifier', { communityArea: 'two words' }, [['input.recipient.communityArea', 'matches']]],
  [
    'null beside the other one',
    { subjectId: null, communityArea: 'estate-4' },
    [
      ['input.recipient.subjectId', 'isNotNull'],
      ['input.recipient', 'exactlyOne'],
    ],
  ],
])('G-08, P-12: a recipient of %s is refused by the names that clients use', async (_, recipient, faults) => {
  const found = (await opened(recipient)) as unknown as readonly {
    readonly path: readonly string[];
    readonly constraint: string;
  }[];
  expect(found.map(({ path, constraint }) => [path.join('.'), constraint])).toEqual(faults);
});
