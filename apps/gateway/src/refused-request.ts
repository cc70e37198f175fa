import { UnknownEventVersion } from '@wardbook/event-sourcing';
import { GraphQLError, type ASTNode } from 'graphql';

/** Why a request as a whole is not served. Anything else that goes wrong leaves as INTERNAL. */
export type RequestErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'INVALID_ID'
  | 'INVALID_CURSOR'
  | 'INVALID_TOKEN'
  | 'STALE_READ'
  | 'STORE_UNAVAILABLE'
  | 'UPGRADE_UNDER_WAY'
  | 'QUERY_TOO_COSTLY'
  | 'QUERY_TOO_DEEP'
  | 'TOO_MANY_ALIASES'
  | 'TOO_MANY_DIRECTIVES'
  | 'QUERY_TOO_LONG'
  | 'IDENTITY_UNAVAILABLE';

const STATUS: Readonly<Record<RequestErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  INVALID_ID: 400,
  INVALID_CURSOR: 400,
  INVALID_TOKEN: 400,
  STALE_READ: 503,
  STORE_UNAVAILABLE: 503,
  UPGRADE_UNDER_WAY: 503,
  QUERY_TOO_COSTLY: 400,
  QUERY_TOO_DEEP: 400,
  TOO_MANY_ALIASES: 400,
  TOO_MANY_DIRECTIVES: 400,
  QUERY_TOO_LONG: 503,
  IDENTITY_UNAVAILABLE: 503,
};

/** A top-level GraphQL error with its HTTP status. Its message is ours: it leaves as it is. */
export class RefusedRequest extends GraphQLError {
  readonly code: RequestErrorCode;
  readonly status: number;

  constructor(code: RequestErrorCode, message: string, node?: ASTNode) {
    super(message, { nodes: node ?? null, extensions: { code, http: { status: STATUS[code] } } });
    this.code = code;
    this.status = STATUS[code];
  }
}

/** The message never repeats what was sent; `node` is where in the document it was. */
export const refusedRequest = (code: RequestErrorCode, message: string, node?: ASTNode): RefusedRequest =>
  new RefusedRequest(code, message, node);

/** The HTTP status of an answer without data, by the code of its error. */
export const statusOf = (code: string): number =>
  Object.hasOwn(STATUS, code) ? STATUS[code as RequestErrorCode] : code === 'INTERNAL' ? 500 : 400;

/**
 * A newer build wrote to a record that this one would have to read for the answer (docs/operations.md, two builds at
 * once): UPGRADE_UNDER_WAY, and the same request may be sent again. Any other error as it is.
 */
export const throwRefused = (error: unknown): never => {
  if (error instanceof UnknownEventVersion)
    throw refusedRequest(
      'UPGRADE_UNDER_WAY',
      'A newer build of Wardbook wrote to this record. Send the same request again.',
    );
  throw error;
};

/** What is folded from a history. Throws UPGRADE_UNDER_WAY (503). */
export const readable = <Folded>(fold: () => Folded): Folded => {
  try {
    return fold();
  } catch (error) {
    return throwRefused(error);
  }
};
