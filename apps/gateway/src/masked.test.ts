import { Lexer, Source, TokenKind, type Token } from 'graphql';
import { globalId } from './global-id.ts';
import { wardbookServed, type Served } from './testing/wardbook-served.ts';

/** As it is typed where names, texts and numbers stand. */
const NAME = 'CanaryTypedBySomebody';
const NUMBER = '739173829187';
// The second line looks like one of a stack.
const TEXT = `${NAME}\\n    at ${NAME} (file:///${NAME}.js:1:1)`;
const CANARY = new RegExp(`${NAME}|${NUMBER}`, 'i');

const PEOPLE = ['AUDITOR', 'ADMIN'] as const;

interface Asked {
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
}

const ASKED: readonly Asked[] = [
  {
    query: `query Shown($code: String!, $first: Int = 5, $known: Boolean!) {
      ward(code: $code) { ...Named @include(if: $known) inpt { name } }
      promises(first: $first, after: "MTIz") { edges { cursor node { statement } } }
    }
    fragment Named on Ward { called: name }`,
    variables: { code: 'E05000140', known: true, first: 2 },
    operationName: 'Shown',
  },
  {
    query: `{ events(stream: "ward-E05000140", first: 3) { edges { cursor } } team(id: "VGVhbTox") { name } }`,
  },
  {
    query: `mutation { formTeam(input: { commandId: "form-0001", kind: SNT, name: "West", occurredAt: "2020-01-01T00:00:00Z" }) {
      receipt { version } userErrors { message path __typename } } }`,
  },
  {
    query: `mutation Agreed($input: AgreeSharingInput!) { agreeSharing(input: $input) {
      receipt { version } userErrors { message path ... on RuleViolation { rule } } } }`,
    variables: {
      input: {
        commandId: 'agree-0001',
        agencyId: globalId('Agency', 'council'),
        agreement: 'sharing-1',
        fields: ['CIRCUMSTANCES', 'PREMISES_ADDRESS'],
        legalBasis: 'ASBCPA2014_SCH4',
        from: '2020-01-01',
        until: '2021-01-01',
      },
    },
    operationName: 'Agreed',
  },
];

let served: Served;
const tokens: string[] = [];
beforeAll(async () => {
  served = await wardbookServed();
  for (const role of PEOPLE) tokens.push(await served.tokenFor(role));
});
afterAll(() => served.stop());

const tokensOf = (document: string): readonly Token[] => {
  const lexer = new Lexer(new Source(document));
  const found: Token[] = [];
  while (lexer.advance().kind !== TokenKind.EOF) found.push(lexer.token);
  return found;
};

/** The document with the canary instead of each of its tokens, and before each. */
const documentsWithCanary = (document: string): readonly string[] =>
  tokensOf(document).flatMap(({ start, end }) => {
    const [before, after] = [document.slice(0, start), document.slice(end)];
    const instead = [
      NAME,
      `"${TEXT}"`,
      `"""${NAME}"""`,
      NUMBER,
      `$${NAME}`,
      `@${NAME}`,
      `{ ${NAME}: "${TEXT}" }`,
    ];
    const ahead = [
      NAME,
      `...${NAME}`,
      `${NAME}:`,
      `"${TEXT}`,
      `# ${NAME}\n`,
      `\u0007${NAME}`,
      `${NUMBER}${NAME}`,
    ];
    return [
      ...instead.map((canary) => `${before}${canary}${after}`),
      ...ahead.map((canary) => `${before}${canary} ${document.slice(start)}`),
    ];
  });

/** The value with the canary instead of each value in it, and beside each under a name of its own. */
const valuesWithCanary = (value: unknown): readonly unknown[] => [
  TEXT,
  Number(NUMBER),
  [TEXT],
  { [NAME]: TEXT },
  Array(60).fill(TEXT),
  ...(typeof value === 'object' && value !== null
    ? [
        { ...value, [NAME]: TEXT },
        ...Object.entries(value).flatMap(([name, held]) =>
          valuesWithCanary(held).map((canary) =>
            Array.isArray(value)
              ? value.map((one: unknown, at) => (String(at) === name ? canary : one))
              : { ...value, [name]: canary },
          ),
        ),
      ]
    : []),
];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What an answer says beside the names that a client gave to fields: those are how it finds them (GraphQL, aliases). */
const saidIn = (answer: unknown): unknown => {
  if (Array.isArray(answer)) return answer.map(saidIn);
  if (!isRecord(answer)) return answer;
  return Object.entries(answer)
    .filter(([name]) => name !== 'path')
    .map(([name, value]) => (name === NAME ? saidIn(value) : [name, saidIn(value)]));
};

const ask = async (asked: object, at: number, headers: object = {}) => {
  const response = await served.wardbook.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: {
      authorization: `Bearer ${tokens[at % tokens.length] ?? ''}`,
      accept: ['application/json', 'application/graphql-response+json'][at % 2] ?? '',
      ...headers,
    },
    payload: asked,
  });
  return { status: response.statusCode, headers: response.headers, body: response.json<unknown>() };
};

type Answer = Awaited<ReturnType<typeof ask>>;

const expectNothingOf = ({ status, headers, body }: Answer): void => {
  expect(JSON.stringify([saidIn(body), headers])).not.toMatch(CANARY);
  expect(status).toBeLessThan(500);
  const { errors = [] } = body as {
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  };
  for (const { message, extensions } of errors) {
    expect(message).toMatch(/^[A-Z].*[.]$/);
    expect(extensions.code).toMatch(/^(?!INTERNAL)[A-Z_]+$/);
  }
};

test.each(ASKED)(
  'P-18: a canary at every place of a document does not come back, nor does the operator read it: $query',
  async ({ query, ...beside }) => {
    const documents = documentsWithCanary(query);
    expect(documents.length).toBeGreaterThan(200);
    for (const [at, document] of documents.entries())
      expectNothingOf(await ask({ ...beside, query: document }, at));
    expect(served.said()).toBe('');
  },
);

test.each(ASKED.filter(({ variables }) => variables))(
  'P-18: nor at every place of variables: $variables',
  async ({ query, variables, operationName }) => {
    for (const [at, canary] of valuesWithCanary(variables).entries())
      expectNothingOf(await ask({ query, operationName, variables: canary }, at));
    expect(served.said()).toBe('');
  },
);

test('P-18: nor in any other member of a request', async () => {
  const [{ query, variables } = { query: '' }] = ASKED;
  for (const [at, canary] of valuesWithCanary({}).entries())
    for (const member of ['query', 'operationName', 'extensions', NAME])
      expectNothingOf(await ask({ query, variables, [member]: canary }, at));
  expectNothingOf(await ask([{ query: `{ ${NAME} }` }], 0));
  expect(served.said()).toBe('');
});

test.each([
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'content-encoding',
  'content-type',
  'cookie',
  'host',
  'origin',
  'referer',
  'traceparent',
  'tracestate',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-request-id',
])('P-18: nor in the header %s', async (header) => {
  const usual = { 'content-type': 'application/json', host: 'localhost' };
  for (const canary of [
    NAME,
    `Bearer ${NAME}`,
    `application/json; charset=${NAME}`,
    `a, b;q=${NAME}`,
    NUMBER,
  ])
    for (const payload of ['{ __typename }', `{ ${NAME} }`])
      expectNothingOf(await ask({ query: payload }, 1, { ...usual, [header]: canary }));
  expect(served.said()).toBe('');
});

test('P-18: a client is told what is wrong and where, in words of the schema', async () => {
  const messagesOf = async (asked: Asked): Promise<readonly string[]> => {
    const { body } = await ask(asked, 1);
    return (body as { readonly errors: readonly { readonly message: string }[] }).errors.map(
      ({ message }) => message,
    );
  };
  const agreed = ASKED[3]?.query ?? '';
  expect(await messagesOf({ query: '{ ward(code: 1, also: 2) { also } nothing }' })).toEqual([
    'What is here is no String.',
    'The field ward of Query has no such argument.',
    'Ward has no such field.',
    'Query has no such field.',
  ]);
  expect(await messagesOf({ query: '{ ward(code: ' })).toEqual([
    'The document is not GraphQL: from here on it cannot be read.',
  ]);
  const inputs = { fields: ['NOTHING'], also: 1 };
  expect(await messagesOf({ query: agreed, variables: { input: inputs } })).toEqual(
    expect.arrayContaining([
      'The field commandId must be given.',
      'At fields[0] of a variable: DisclosableField has no such value.',
      'AgreeSharingInput has no such field.',
    ]),
  );
});
