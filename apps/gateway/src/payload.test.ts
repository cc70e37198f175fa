import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { localId } from './global-id.ts';
import { wardbookInMemory } from './testing/wardbook-in-memory.ts';
import { tokenOf } from './token.ts';
import type { Wardbook } from './wardbook.ts';

let wardbook: Wardbook;
beforeAll(async () => {
  wardbook = await wardbookInMemory();
});
afterAll(() => wardbook.stop());

const ask = async (who: string, query: string) => {
  const response = await wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: who },
    payload: { query },
  });
  return response.json<{
    readonly data: Readonly<Record<string, never>>;
    readonly errors?: readonly {
      readonly path: readonly string[];
      readonly extensions: { readonly code: string };
    }[];
  }>();
};

const CLERK = 'RECORDS records-1';
const register = (name: string, more = '') =>
  `registerSubject(input: { commandId: "register-${name}", name: "${name}" }) {
    receipt { recordId version } userErrors { message path } ${more} }`;
const correct = (id: string, commandId: string, name: string) =>
  `correctPersonalDetails(input: { commandId: "${commandId}", subjectId: "${id}", name: "${name}" }) {
    receipt { version } userErrors { __typename path } subject { version name { ... on OpenText { text } } } }`;

describe('C-04: a mutation answers the record', () => {
  test('as it is once the command is on record, whatever was read of it before in the same request', async () => {
    const { data } = await ask(CLERK, `mutation { ${register('alder')} }`);
    const { receipt } = data['registerSubject'] as unknown as {
      readonly receipt: { readonly recordId: string };
    };
    const twice = await ask(
      CLERK,
      `mutation { first: ${correct(receipt.recordId, 'correct-1', 'birch')}
                  second: ${correct(receipt.recordId, 'correct-2', 'cedar')} }`,
    );
    expect(twice).toMatchObject({
      data: {
        first: { receipt: { version: 2 }, subject: { version: 2, name: { text: 'birch' } } },
        second: { receipt: { version: 3 }, subject: { version: 3, name: { text: 'cedar' } } },
      },
    });
    expect(twice.errors).toBeUndefined();
  });

  test('and where it is not for whoever asks, the receipt stands beside one error', async () => {
    const query = `mutation { ${register('hazel', 'subject { id version name { __typename } }')} }`;
    expect(await ask('RECORDS clerk-1', query)).toMatchObject({
      data: { registerSubject: { subject: { version: 1 } } },
    });
    // The same person, by now in a post that reads no such record, sends it again.
    const { data, errors } = await ask('ADMIN clerk-1', query);
    expect(data).toMatchObject({
      registerSubject: { receipt: { version: 1 }, userErrors: [], subject: null },
    });
    expect(errors).toMatchObject([
      { path: ['registerSubject', 'subject'], extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(errors).toHaveLength(1);
  });

  test('and nothing beside the refusal of a command, to whoever may not read such records either', async () => {
    const query = `mutation { ${correct('no-id', 'correct-6', 'elm')} }`;
    const { data, errors } = await ask('ADMIN clerk-1', query);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ correctPersonalDetails: { subject: null, userErrors: [{}] } });
  });

  test('and none where the command was refused', async () => {
    const { data, errors } = await ask(CLERK, `mutation { ${correct('no-id', 'correct-3', 'elm')} }`);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      correctPersonalDetails: {
        receipt: null,
        subject: null,
        userErrors: [{ path: ['input', 'subjectId'] }],
      },
    });
  });
});

test('P-08: what is wrong with one mutation swallows no receipt of another', async () => {
  const { data, errors } = await ask(
    CLERK,
    `mutation { a: ${register('maple')} b: ${correct('no-id', 'correct-4', 'elm')} }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    a: { receipt: { version: 1 }, userErrors: [] },
    b: { receipt: null, userErrors: [{ __typename: 'InvalidInput', path: ['input', 'subjectId'] }] },
  });
});

test('P-08: nor does a fault of the store', async () => {
  const { data } = await ask(CLERK, `mutation { ${register('rowan')} }`);
  const { receipt } = data['registerSubject'] as unknown as {
    readonly receipt: { readonly recordId: string };
  };
  const broken = localId('Subject', receipt.recordId);
  const readStream = wardbook.store.readStream.bind(wardbook.store);
  try {
    wardbook.store.readStream = async (stream, ...range) => {
      if (stream.endsWith(broken)) throw new TypeError('The disk is on fire.');
      return readStream(stream, ...range);
    };
    const answer = await ask(
      CLERK,
      `mutation { a: ${register('aspen')} b: ${correct(receipt.recordId, 'correct-5', 'elm')} }`,
    );
    expect(answer).toMatchObject({
      data: { a: { receipt: { version: 1 } }, b: null },
      errors: [{ path: ['b'], extensions: { code: 'INTERNAL' } }],
    });
  } finally {
    wardbook.store.readStream = readStream;
  }
});

test('C-06: what is not for whoever asks costs only itself', async () => {
  const query = `{ adviceCases { edges { cursor } } wards { edges { node { id } } } events(stream: "ward-E05000140") { edges { cursor } } }`;
  expect(await ask('ELECTED elected-1', query)).toMatchObject({
    data: { adviceCases: null, wards: { edges: [] }, events: null },
    // The one that is in the access log first is answered later.
    errors: [{ path: ['events'] }, { path: ['adviceCases'] }],
  });
});

test('a token of what is not on record is none, however long it is waited for', async () => {
  const { errors } = await ask(CLERK, `{ wards(atLeast: "${tokenOf(999_999n)}") { edges { cursor } } }`);
  expect(errors).toMatchObject([{ path: ['wards'], extensions: { code: 'INVALID_TOKEN' } }]);
});
