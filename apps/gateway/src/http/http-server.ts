import compress from '@fastify/compress';
import cors from '@fastify/cors';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { hasHost } from './host.ts';
import { HttpRefusal, toldOf, toldOnTheWire } from './http-refusal.ts';
import { takeJsonOnly } from './json-body.ts';
import { requestIdOf, traceOf } from './request-names.ts';

/** Which request a line of the operator's log is about. */
interface RequestNames {
  readonly correlationId: string;
  /** W3C Trace Context, where whoever asked is part of a trace. */
  readonly traceparent?: string;
}

export interface HttpOptions {
  /** The origins of browsers' pages that may ask. Default: none. */
  readonly corsOrigins?: readonly string[];
  readonly deadlines?: Deadlines;
  /** One line per fault that a client only sees as INTERNAL; never a value that somebody sent. */
  readonly onFault?: (request: RequestNames, error: unknown) => void;
}

/** For how long is waited, in milliseconds. */
export interface Deadlines {
  /** Until the headers of a request have arrived. */
  readonly headers: number;
  /** Until all of a request has arrived. */
  readonly request: number;
  /** On a connection on which nothing moves. */
  readonly silence: number;
}

const DEADLINES: Deadlines = { headers: 10_000, request: 20_000, silence: 60_000 };
const LARGEST_BODY_IN_BYTES = 64 * 1_024;
// What fits into a packet or two is not worth the work.
const COMPRESSED_FROM_BYTES = 2 * 1_024;

/** What every answer has in common, whatever it answers. */
export const httpServer = async ({
  corsOrigins = [],
  deadlines = DEADLINES,
  onFault,
}: HttpOptions): Promise<FastifyInstance> => {
  const told = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { status, headers, body } = toldOf(error, request.headers as Record<string, string | undefined>);
    if (status === 500) onFault?.(namesOf(request), error);
    return reply.code(status).headers(headers).send(body);
  };
  const app = fastify({
    bodyLimit: LARGEST_BODY_IN_BYTES,
    genReqId: ({ headers }) => requestIdOf(headers),
    forceCloseConnections: 'idle',
    // Whoever still has a connection while this one stops is answered, and told to connect anew.
    return503OnClosing: false,
    requestTimeout: deadlines.request,
    connectionTimeout: deadlines.silence,
    http: {
      headersTimeout: Math.min(deadlines.headers, deadlines.request),
      requestTimeout: deadlines.request,
      connectionsCheckingInterval: Math.min(1_000, deadlines.headers / 2),
      // Node would refuse it without a word.
      requireHostHeader: false,
    },
    clientErrorHandler: (error, socket) => refuseConnection(error, socket),
    frameworkErrors: (error, request, reply) => {
      sign(request, reply);
      void told(error, request, reply);
    },
  });
  app.setErrorHandler(told);
  app.setNotFoundHandler((request, reply) => told(notThere(app, request, reply), request, reply));
  app.addHook('onRequest', async (request, reply) => {
    sign(request, reply);
    if (!hasHost(request.raw)) throw new HttpRefusal(400, 'The header Host is missing, or is none.');
  });
  app.addHook('onSend', async (_, reply) => {
    reply.header('cache-control', 'no-store');
  });
  // Any expectation but the one that Node answers itself may be overheard; Node would refuse it without a word.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  takeJsonOnly(app);
  if (corsOrigins.length > 0) await app.register(cors, corsOf(corsOrigins));
  // BREACH needs a browser that sends a secret by itself, and has it answered beside what an attacker chose. No browser
  // adds a bearer token by itself, and no answer holds one.
  await app.register(compress, {
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    threshold: COMPRESSED_FROM_BYTES,
  });
  return app;
};

/** What a request is called by whoever looks for it afterwards. */
const namesOf = ({ id, headers }: Pick<FastifyRequest, 'id' | 'headers'>): RequestNames => {
  const traceparent = traceOf(headers['traceparent']);
  return { correlationId: id, ...(traceparent !== undefined && { traceparent }) };
};

const sign = (request: FastifyRequest, reply: FastifyReply): void => {
  const { correlationId, traceparent } = namesOf(request);
  reply.headers({
    'cache-control': 'no-store',
    'x-request-id': correlationId,
    ...(traceparent !== undefined && { traceparent }),
  });
};

const refuseConnection = ({ code }: { readonly code?: string }, socket: Socket): void => {
  if (code === 'ECONNRESET' || socket.destroyed) return;
  const status = code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  if (socket.writable) socket.end(toldOnTheWire(status, randomUUID()), () => socket.destroy());
  else socket.destroy();
};

/** A method that an address does not take, or no address at all. */
const notThere = (app: FastifyInstance, { url }: FastifyRequest, reply: FastifyReply): HttpRefusal => {
  const [path = ''] = url.split('?', 1);
  const methods = (['GET', 'HEAD', 'POST'] as const).filter((method) => app.hasRoute({ method, url: path }));
  if (methods.length === 0) return new HttpRefusal(404);
  reply.header('allow', methods.join(', '));
  return new HttpRefusal(405);
};

const corsOf = (origin: readonly string[]) => ({
  origin: [...origin],
  methods: ['GET', 'POST'],
  allowedHeaders: ['authorization', 'content-type', 'x-request-id', 'traceparent', 'tracestate'],
  exposedHeaders: ['x-request-id', 'x-query-cost', 'traceparent', 'www-authenticate'],
  maxAge: 600,
  strictPreflight: false,
});
