import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Hexadecimal, as UUIDs and the ids of proxies are: it is written into events, which stay, so no name of a person may
 * fit in.
 */
const REQUEST_ID = /^[0-9a-f](?:-?[0-9a-f]){15,63}$/i;

/** W3C Trace Context; what a later version may say after the flags has no form yet. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The name of a request: the one that a proxy gave it already, else a new one. */
export const requestIdOf = ({ 'x-request-id': given }: IncomingHttpHeaders): string =>
  typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();

/** The trace that a request is part of; nothing where its form is another. */
export const traceOf = (traceparent: unknown): string | undefined =>
  typeof traceparent === 'string' && TRACEPARENT.test(traceparent) ? traceparent : undefined;
