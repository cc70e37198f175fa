import { statusWithoutData } from './answers.ts';
import { REFUSALS } from './http/http-refusal.ts';
import type { RequestErrorCode } from './refused-request.ts';

/** Of each code what a client is to do. */
const OURS: Readonly<Record<RequestErrorCode, string>> = {
  UNAUTHENTICATED: 'There is no token that is valid here. Sign in again.',
  FORBIDDEN: 'Your role does not include this. Nothing of it is shown; do not ask again.',
  BAD_USER_INPUT: 'A value does not fit, or two arguments exclude one another. The sentence says which.',
  INVALID_ID: 'This is no global id, or one of another kind.',
  INVALID_CURSOR: 'This cursor belongs to another list, filter or order. Begin with the first page.',
  INVALID_TOKEN: 'This `atLeast` is no token of a receipt.',
  STALE_READ: 'What you have just written is not there to be read yet. Send the same request again.',
  STORE_UNAVAILABLE: 'The store cannot be reached. Send the same request again later.',
  UPGRADE_UNDER_WAY: 'A newer build wrote to this record. Send the same request again.',
  QUERY_TOO_COSTLY: 'It could cost more than one query may. Ask for shorter pages, or in parts.',
  QUERY_TOO_DEEP: 'It goes too deep. Ask again from a record further down.',
  TOO_MANY_ALIASES: 'Send it in parts.',
  TOO_MANY_DIRECTIVES: 'Send it in parts.',
  QUERY_TOO_LONG: 'It took too long. Ask for less, or send it again later.',
  IDENTITY_UNAVAILABLE: 'Who you are cannot be checked now. Send the same request again later.',
};

const OF_GRAPHQL: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  OPERATION_RESOLUTION_FAILURE:
    'The document has no operation of this name, or several and no name was given.',
  PERSISTED_QUERY_NOT_FOUND: 'The hash is not known here, or no longer. Send it with the query.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'Send the query itself.',
};

interface ErrorCode {
  readonly code: string;
  readonly status: number;
  readonly sentence: string;
}

/** Every code that an error can have, with the status of an answer that has no data. */
export const ERROR_CODES: readonly ErrorCode[] = [
  ...Object.entries<string>({ ...OURS, ...OF_GRAPHQL }).map(([code, sentence]) => ({
    code,
    sentence,
    status: statusWithoutData(code),
  })),
  ...Object.entries(REFUSALS).map(([status, refusal]) => ({ ...refusal, status: Number(status) })),
  { code: 'BAD_REQUEST', status: 400, sentence: 'This request cannot be read.' },
  { code: 'INTERNAL', status: 500, sentence: 'Something went wrong here; the operator has been told.' },
].toSorted((a, b) => a.status - b.status || (a.code < b.code ? -1 : 1));
