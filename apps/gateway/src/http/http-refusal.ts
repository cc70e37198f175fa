import { STATUS_CODES } from 'node:http';
import { RefusedRequest } from '../refused-request.ts';
import { mediaTypeFor } from './media-type.ts';

/** What is refused before it is a GraphQL request; the sentence never repeats what was sent. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly statusCode: number;

  constructor(statusCode: number, sentence?: string) {
    super(sentence ?? refusalOf(statusCode).sentence);
    this.statusCode = statusCode;
  }
}

/** How an HTTP status is said in a body that GraphQL clients can read. */
interface Refusal {
  readonly code: string;
  readonly sentence: string;
}

const BAD_REQUEST: Refusal = { code: 'BAD_REQUEST', sentence: 'This request cannot be read.' };
const INTERNAL: Refusal = { code: 'INTERNAL', sentence: 'Something went wrong here.' };

export const REFUSALS: Readonly<Record<number, Refusal>> = {
  404: { code: 'NOT_FOUND', sentence: 'There is nothing at this address: GraphQL is at /graphql.' },
  405: {
    code: 'METHOD_NOT_ALLOWED',
    sentence: 'This address takes no such method: the header Allow says which it takes.',
  },
  406: {
    code: 'NOT_ACCEPTABLE',
    sentence: 'Answers are application/json or application/graphql-response+json: accept one of them.',
  },
  408: { code: 'REQUEST_TIMEOUT', sentence: 'The request did not arrive whole in time. Send it again.' },
  413: { code: 'PAYLOAD_TOO_LARGE', sentence: 'The body of a request has at most 64 KiB.' },
  414: { code: 'URI_TOO_LONG', sentence: 'This address is too long: send the request by POST.' },
  415: {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    sentence: 'Send application/json in UTF-8, and not compressed.',
  },
  431: { code: 'HEADERS_TOO_LARGE', sentence: 'The headers of a request have at most 16 KiB.' },
};

const refusalOf = (status: number): Refusal => REFUSALS[status] ?? (status >= 500 ? INTERNAL : BAD_REQUEST);

/** What a client is told, and how. */
export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a client is told of what was thrown outside of GraphQL. */
export const toldOf = (error: unknown, headers: Readonly<Record<string, string | undefined>>): Told => {
  if (error instanceof RefusedRequest)
    return told(error.status, { code: error.code, sentence: error.message }, headers);
  const { statusCode = 500 } = error as { readonly statusCode?: number };
  const { code, sentence } = refusalOf(statusCode);
  return told(
    statusCode,
    { code, sentence: error instanceof HttpRefusal ? error.message : sentence },
    headers,
  );
};

const told = (
  status: number,
  { code, sentence }: Refusal,
  { accept, authorization }: Readonly<Record<string, string | undefined>>,
): Told => ({
  status,
  headers: {
    'content-type': `${mediaTypeFor(accept) ?? 'application/json'}; charset=utf-8`,
    ...(status === 401 && { 'www-authenticate': challenge(authorization) }),
  },
  body: JSON.stringify({ errors: [{ message: sentence, extensions: { code } }] }),
});

/** RFC 6750: what is wrong with a token is only said to who sent one. */
const challenge = (authorization = ''): string =>
  `Bearer realm="wardbook"${/^bearer\b/i.test(authorization) ? ', error="invalid_token"' : ''}`;

/** The same for a connection whose request never became one: as it goes over the wire. */
export const toldOnTheWire = (status: number, requestId: string): string => {
  const { headers, body } = toldOf(new HttpRefusal(status), {});
  const lines = Object.entries({
    ...headers,
    'cache-control': 'no-store',
    connection: 'close',
    'content-length': String(Buffer.byteLength(body)),
    'x-request-id': requestId,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
};
