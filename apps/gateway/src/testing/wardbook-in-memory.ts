import type { Role } from '@wardbook/policing';
import { byOf } from '../demo/told.ts';
import type { Explorer } from '../explorer.ts';
import type { ReadToken } from '../identity.ts';
import { openWardbook, type Wardbook } from '../wardbook.ts';

const silent = (): void => undefined;

/** A page that is only what it says. */
export const explorerWith = (page: string): Explorer => ({
  page: async () => page,
  contentSecurityPolicy: "default-src 'none'",
});

const asItSays: ReadToken = async (authorization = '') => {
  const [role = '', id = '', agency] = authorization.split(' ');
  return { by: byOf(id, role as Role, agency), clientId: 'desk' };
};

/**
 * A whole Wardbook that keeps nothing. Its tokens are what they say, a role, an id, and an agency other than the force,
 * unless they are read otherwise.
 */
export const wardbookInMemory = (
  page?: string,
  identify: ReadToken = asItSays,
  now: () => number = Date.now,
): Promise<Wardbook> =>
  openWardbook(
    {
      port: 0,
      host: '127.0.0.1',
      store: { kind: 'memory' },
      clockAhead: 5_000,
      earliest: Date.UTC(1990, 0, 1),
      keyFile: '',
      demonstration: false,
      lease: 10_000,
      foreignRows: 'REFUSE',
      corsOrigins: [],
    },
    {
      ...(page !== undefined && { explorer: explorerWith(page) }),
      log: { warn: silent, error: silent, info: silent },
      identify,
      now,
    },
  );

/** What a mutation answers, as far as tests ask for it. */
export interface Answer {
  readonly receipt: {
    readonly recordId: string;
    readonly version: number;
    readonly eventIds: readonly string[];
  } | null;
  readonly userErrors: readonly {
    readonly message: string;
    readonly path: readonly string[];
    readonly rule?: string;
    readonly constraint?: string;
  }[];
  /** The record, where it was asked for. */
  readonly record?: { readonly id: string } | null;
  /** The codes of what went wrong beside, where and how. */
  readonly errors: readonly { readonly path: readonly string[]; readonly code: string }[];
}

/** Sends a mutation over HTTP; `more` of what is sent is what is asked for beside the receipt. Throws `TypeError` for what GraphQL itself refuses. */
export const sendTo = async (
  { app }: Wardbook,
  who: string,
  mutation: string,
  sent: object,
): Promise<Answer> => {
  const { more = '', ...input } = sent as { readonly more?: string };
  const type = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input`;
  const response = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: who },
    payload: {
      query: `mutation ($input: ${type}!) { ${mutation}(input: $input) { receipt { recordId version eventIds } userErrors {
        message path ... on RuleViolation { rule } ... on InvalidInput { constraint } } ${more} } }`,
      variables: { input },
    },
  });
  const { data, errors = [] } = response.json<{ data?: Record<string, Answer>; errors?: readonly Fault[] }>();
  const answer = data?.[mutation];
  if (!answer) throw new TypeError(`${mutation} was not answered: ${JSON.stringify(errors)}`);
  return { ...answer, errors: errors.map(({ path, extensions: { code } }) => ({ path, code })) };
};

interface Fault {
  readonly path: readonly string[];
  readonly extensions: { readonly code: string };
}
