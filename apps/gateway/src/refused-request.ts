import { GraphQLError } from 'graphql';

/** Why a request as a whole is not served. Anything else that goes wrong leaves as INTERNAL. */
export type RequestErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'INVALID_ID'
  | 'INVALID_CURSOR'
  | 'INVALID_TOKEN'
  | 'STALE_READ'
  | 'STORE_UNAVAILABLE';

const STATUS: Readonly<Record<RequestErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  INVALID_ID: 400,
  INVALID_CURSOR: 400,
  INVALID_TOKEN: 400,
  STALE_READ: 503,
  STORE_UNAVAILABLE: 503,
};

/** A top-level GraphQL error with its HTTP status. The message never repeats what was sent. */
export const refusedRequest = (code: RequestErrorCode, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status: STATUS[code] } } });

/** The codes that may leave the gateway; every other error is masked. */
export const PUBLIC_CODES: ReadonlySet<string> = new Set([
  ...Object.keys(STATUS),
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);
